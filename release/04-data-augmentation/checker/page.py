"""A notebook as one page of HTML, which needs no network and no Jupyter.

    python -m checker.page NOTEBOOK        writes it beside the notebook

Formulas are MathML, made when the page is written. Code, cards and figures are as the
notebook was saved, in a light and a dark theme, on a narrow screen and on paper.
"""

import html
import re
import sys
from pathlib import Path

import nbformat
from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import MarkdownWithMath

from checker.language import ENGLISH, fill
from checker.mathml import MathRenderer

# Each colour of a text has a contrast of 4.5 or more with its ground.
_STYLE = """
:root { color-scheme: light dark; --line: #767676;
  --text: #1a1a1a; --ground: #ffffff; --shade: #f4f4f4; --link: #0b5394;
  --word: #7a18b8; --string: #9c2a10; --number: #0b5c00; --name: #00558a;
  --comment: #4f5b5b; }
@media (prefers-color-scheme: dark) { :root {
  --text: #e8e8e8; --ground: #161616; --shade: #242424; --link: #8fc9ff;
  --word: #d6a4ff; --string: #ffab8f; --number: #a5e08a; --name: #8fc9ff;
  --comment: #b0bcbc; } }
body { margin: 0; color: var(--text); background: var(--ground);
  font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 54em; margin: auto; padding: 1em; overflow-wrap: anywhere; }
a { color: var(--link); }
pre, code { font-family: ui-monospace, monospace; font-size: 14px; }
pre { white-space: pre-wrap; margin: 0; line-height: 1.4; }
.input_area { background: var(--shade); border-left: 3px solid var(--line);
  padding: .5em .8em; margin: .8em 0; }
.output_area { margin: .6em 0; }
.output_area > * > pre { padding-left: .8em; }
table { border-collapse: collapse; margin: .6em 0; overflow-wrap: normal; }
td, th { border: 1px solid var(--line); padding: .25em .6em; text-align: left;
  vertical-align: top; }
blockquote { margin: .6em 0; padding-left: 1em; border-left: 3px solid var(--line); }
img { max-width: 100%; height: auto; background: white; }
math { font-size: 110%; }
.highlight :is(.k, .kn, .kc, .ow) { color: var(--word); }
.highlight :is(.s1, .s2, .sd, .sa, .se, .si) { color: var(--string); }
.highlight :is(.mi, .mf) { color: var(--number); }
.highlight :is(.nb, .nf, .nc, .fm) { color: var(--name); }
.highlight :is(.c, .c1) { color: var(--comment); font-style: italic; }
@media print { .cell { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; } }
"""  # no text
_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
{cells}
</main>
</body>
</html>
"""


class PageExporter(HTMLExporter):
    """nbconvert's cells, with formulas that need no network."""

    def __init__(self, **kwargs):
        kwargs.setdefault("template_name", "basic")
        super().__init__(**kwargs)
        self.exclude_input_prompt = self.exclude_output_prompt = True

    @pass_context
    def markdown2html(self, context, source):
        return rendered(source, context.get("cell", {}).get("attachments") or {})


def rendered(source: str, attachments: dict) -> str:
    """Return Markdown as HTML, its formulas as MathML, headings without links."""
    renderer = MathRenderer(
        escape=False, attachments=attachments, exclude_anchor_links=True
    )
    made = MarkdownWithMath(renderer=renderer).render(source)
    return re.sub("<th([^>]*)></th>", r"<td\1></td>", made)  # a corner heads nothing


def page(notebook: nbformat.NotebookNode, title: str) -> str:
    """Return a notebook as a page; title: where it has no heading of its own.

    Code that the notebook folds away is left out. The notebook is not changed.
    """
    notebook = nbformat.from_dict(notebook)
    for cell in notebook.cells:
        if cell.metadata.get("jupyter", {}).get("source_hidden"):
            cell.metadata["transient"] = {"remove_source": True}
    cells, _ = PageExporter().from_notebook_node(notebook)
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    heading = re.search(r"^# +(.+)$", "\n".join(texts), re.MULTILINE)
    return _PAGE.format(
        language=html.escape(str(notebook.metadata.get("lang", ENGLISH))),
        title=html.escape(heading[1] if heading else title),
        style=_STYLE,
        cells=cells,
    )


def main(arguments: list[str]) -> int:
    """Write the page of each notebook named; return 0, or 1 if one has none."""
    missed = 0
    for name in arguments:
        path = Path(name)
        try:
            made = page(nbformat.read(path, as_version=4), path.stem)
            path.with_suffix(".html").write_text(made, "utf-8")
            print(fill("{page} is written.", page=path.with_suffix(".html")))
        except Exception as error:  # whatever a broken notebook makes nbconvert raise
            missed += 1
            found = " ".join(f"{type(error).__name__}: {error}".split())[:200]
            told = (
                "{file}: no page could be made ({found}). Expected a notebook, saved "
                "by Jupyter: open it there, save it, and try again."
            )
            print(fill(told, file=path, found=found), file=sys.stderr)
    if not arguments:
        print(fill("Name a notebook: python -m checker.page NOTEBOOK"))
    return int(missed > 0 or not arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
