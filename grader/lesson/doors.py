"""What opens released lessons elsewhere: a page of links, Binder's files, a workflow.

Each takes {folder: {relative path: bytes}} as `publish` writes it: "01-x", "ko/01-x".
"""

import html
import json
from collections.abc import Mapping

from grader.lesson.frame import SITE, site_text
from grader.lesson.translation import wing_texts_in

Public = Mapping[str, Mapping[str, bytes]]

APPS = ("notebooks", "lab", "tree")
BUILD = (
    "build",
    *(word for app in APPS for word in ("--apps", app)),
    "--no-sourcemaps",
    "--no-unused-shared-packages",
    "--no-libarchive",
)
NEEDED = ("jupyterlite-core>=0.8.6,<0.9", "jupyterlite-pyodide-kernel>=0.8.6,<0.9")
WORKFLOW = ".github/workflows/site.yml"
PAGE = ".github/site/index.html"
_LANGUAGES = {"": ("en", "English"), "ko": ("ko", "한국어")}

# JupyterLite looks for its settings from app to app, and in this page at last.
_PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Lessons</title>
<style>
body {{ font: 1.05rem/1.5 sans-serif; max-width: 44rem; margin: 2rem auto;
  padding: 0 1rem; color: #222; background: #fff }}
a {{ color: #00558c }}
</style>
<script id="jupyter-config-data" type="application/json" data-jupyter-lite-root=".">
{{}}
</script>
<main>
{sections}
</main>
"""

_WORKFLOW = """\
# Builds a site in which the lessons run in the browser, and puts it on GitHub Pages.
name: site
on:
  push:
    branches: [main]
  workflow_dispatch:
permissions:
  contents: read
  pages: write
  id-token: write
concurrency: site
jobs:
  site:
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: ${{{{ steps.pages.outputs.page_url }}}}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: python -m pip install {needed}
      - run: |
          mkdir -p "$RUNNER_TEMP/lite/files"
          cp -r */ "$RUNNER_TEMP/lite/files/"
          jupyter lite {build} --lite-dir "$RUNNER_TEMP/lite" --output-dir "$PWD/_site"
          cp {page} _site/index.html
      - uses: actions/upload-pages-artifact@v3
        with:
          path: _site
      - id: pages
        uses: actions/deploy-pages@v4
"""


def surroundings(public: Public, pages: bool = False) -> dict[str, bytes]:
    """Return {relative path: bytes} of what a public repository needs on top.

    Binder reads .binder/. pages: with a workflow that builds a site, and its page.
    """
    needed = {
        line
        for files in public.values()
        for line in files.get("requirements.txt", b"").decode("utf-8").splitlines()
        if line and not line.startswith("#")
    }
    found = {
        ".binder/requirements.txt": "\n".join([*sorted(needed), ""]).encode(),
        ".binder/runtime.txt": b"python-3.12\n",
    }
    if pages:
        words = " ".join(f"'{one}'" for one in NEEDED)
        text = _WORKFLOW.format(needed=words, build=" ".join(BUILD), page=PAGE)
        found |= {WORKFLOW: text.encode(), PAGE: index_page(public)}
    return found


def index_page(public: Public) -> bytes:
    """Return the first page of a site: each lesson by its title, in each language."""
    sections = []
    for language, (code, name) in _LANGUAGES.items():
        places = [p for p in public if p.rpartition("/")[0] == language]
        items = [item for place in places for item in _items(place, public[place])]
        if items:
            texts = wing_texts_in("grader", language) if language else None
            told = texts.get(site_text(), SITE) if texts else site_text()
            sections.append(
                f'<section lang="{code}">\n<h1>{name}</h1>\n<p>{html.escape(told)}</p>'
                f"\n<ul>\n{''.join(items)}</ul>\n</section>"
            )
    return _PAGE.format(sections="\n".join(sections)).encode()


def _items(place, files):
    """Yield a link to each notebook of a lesson."""
    for name in sorted(files):
        if name.endswith(".ipynb"):
            source = "".join(json.loads(files[name])["cells"][0]["source"])
            title = source.partition("\n")[0].lstrip("# ") or name
            number = place.rpartition("/")[2].partition("-")[0]
            told = f"{number} · {title}" if number.isdigit() else title
            address = html.escape(f"notebooks/index.html?path={place}/{name}")
            yield f'<li><a href="{address}">{html.escape(told)}</a></li>\n'
