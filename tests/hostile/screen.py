"""What would run or mislead in an instructor's browser; the work itself is right."""

import base64

from .build import (
    CHANNEL,
    COST,
    Submission,
    answered,
    cell,
    code,
    position,
    text,
    write,
)

_CARD = (
    '<div style="border-left: 5px solid #009E73; padding: 0.3em 0.8em; '
    f'margin: 0.3em 0"><code>{COST}</code> &ensp; '
    "<strong>✓ correct</strong> FORGED</div>"
)
_EVIL = (
    "<script>alert('EVIL')</script>",
    "<img src=x onerror=\"alert('EVIL')\">",
    "<svg onload=\"alert('EVIL')\"><script>alert(1)</script></svg>",
    "<iframe src='javascript:alert(\"EVIL\")'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href='javascript:alert(\"EVIL\")'>x</a>",
    "<a href=' java\nscript&colon;alert(1)'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a href='https://example.org' target=_blank ping='//x'>x</a>",
    "<style>* { display: none } body { background: url(//evil.example/x) }</style>",
    "<div style='position: fixed; top: 0; width: 100%'>EVIL</div>",
    "<div class='navbar' id='notebook-container'>EVIL</div>",
    "<link rel=stylesheet href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href=//evil.example>",
    "<object data='javascript:alert(1)'></object><embed src=//evil.example>",
    "<form action='//evil.example'><button>EVIL</button><input autofocus></form>",
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    "<video><source onerror=alert(1)></video><body onload=alert(1)>",
    "</div></div></body></html><plaintext>",
    "<!--><script>alert(1)</script-->",
    "$\\href{javascript:alert(1)}{x}$ $\\style{position:fixed}{x}$",
    "$\\cssId{x}{y}\\class{navbar}{y}\\mmlToken{mi}[href='javascript:alert(1)']{x}$",
    "$\\require{html}\\unicode[x]{65}\\bbox[position:fixed]{x}\\rlap{\\rule{9em}{9em}}$",
    _CARD,
)
_MARKDOWN = (
    *_EVIL,
    "[x](javascript:alert(1)) [y](java&#115;cript:alert(1)) [z](JaVaScRiPt:alert(1))",
    "[x](<javascript:alert(1)>) [y](&#x6A;avascript&colon;alert(1))",
    "[x](\x01javascript:alert(1)) [y](java\tscript:alert(1)) [z](vbscript:x)",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x]\n\n[x]: javascript:alert(1) 'title'",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1) \"x' onerror='alert(1)\")",
    '![x](x "a&quot; onerror=&quot;alert(1)")',
    "`<a title='` <img src=x onerror=alert(1)> '>x</a>`",
    '`<a title="` <img src=x onerror=alert(1)> ">x</a>',
    "```\n<a title='\n```\n<script>alert(1)</script>\n'>x</a>",
    "$<a title='$ <script>alert(1)</script> '>x</a>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "![x](attachment:evil.svg) ![y](attachment:evil.html)",
    "# <script>alert(1)</script>\n\n## x {onclick=alert(1)}",
    "|a|\n|-|\n|<img src=x onerror=alert(1)>|",
)


def outputs(folder, place):
    """Evil HTML, and every other type of output that a page could run."""
    show = (
        "from IPython.display import HTML, Javascript, SVG, Markdown, Latex, display\n"
    )
    for evil in _EVIL:
        show += f"display(HTML({evil!r}))\n"
        show += f"display({{'image/svg+xml': {evil!r}, 'text/markdown': {evil!r}, "
        show += f"'text/latex': {evil!r}, 'text/plain': {evil!r}}}, raw=True)\n"
    show += (
        "for kind in ('application/javascript', 'text/javascript',\n"
        "             'text/vnd.mermaid',\n"
        "             'application/vnd.jupyter.widget-view+json', 'text/html',\n"
        "             'application/vnd.vegalite.v5+json', 'application/pdf',\n"
        "             'application/vnd.plotly.v1+json', 'image/png', 'image/jpeg',\n"
        "             'application/x-\"><script>alert(1)</script>'):\n"
        "    for data in ('\"><script>alert(1)</script>', {'a': '<script>'}, 5):\n"
        "        display({kind: data}, raw=True, metadata={kind: {\n"
        "            'width': '\"><script>alert(1)</script>'}, 'isolated': True})\n"
    )
    notebook = answered()
    notebook["cells"].insert(0, code(show))
    write(folder, notebook)


def streams(folder, place):
    """Colour codes, HTML and links in texts, errors and tracebacks."""
    show = "import sys\n"
    for evil in _EVIL:
        show += f"print({evil!r}); print('\\x1b[31;1m', {evil!r}, file=sys.stderr)\n"
    show += "print('\\x1b]8;;javascript:alert(1)\\x07x\\x1b]8;;\\x07')\n"
    errors = "class E(Exception):\n    pass\nE.__name__ = '<script>alert(1)</script>'\n"
    errors += "raise E('<script>alert(1)</script>\\x1b[1m<img src=x onerror=alert(1)>')"
    notebook = answered()
    notebook["cells"][:0] = [code(show), code(errors)]
    write(folder, notebook)


def counts(folder, place):
    """Execution counts and names of outputs that are HTML."""
    lines = (
        f"{CHANNEL}evil = '<script>alert(1)</script>'\n"
        "channel.send(frames.DISPLAY, {'data': {'text/plain': evil, evil: evil},\n"
        "             'metadata': {evil: evil}, 'result': evil, 'count': evil})\n"
        "channel.send(frames.STREAM, {'name': evil}, evil.encode())\n"
        "channel.send(frames.ERROR, {'ename': evil, 'evalue': evil,\n"
        "             'traceback': [evil, 5]})\n"
        "get_ipython().execution_count = evil\n"
    )
    notebook = answered()
    notebook["cells"].insert(0, code(lines))
    write(folder, notebook)


def texts(folder, place):
    """The same in text cells and raw cells, one by one."""
    notebook = answered()
    added = [text(evil) for evil in _MARKDOWN]
    added += [{**text(evil), "cell_type": "raw"} for evil in _MARKDOWN]
    for one in added:
        one["metadata"] = {"raw_mimetype": "text/html", "format": "text/html"}
    notebook["cells"] += added
    write(folder, notebook)


def attachments(folder, place):
    """Attachments that are pages, scripts or pictures with scripts."""
    data = base64.b64encode(b"<svg onload='alert(1)'/>").decode()
    bundles = {
        "evil.svg": {"image/svg+xml": data},
        "evil.html": {"text/html": data},
        "b.png": {"image/png": '"><script>alert(1)</script>'},
        '"><script>.png': {"image/png": data},
        "c.png": {'image/png"><script>': data},
    }
    shown = " ".join(f"![x](attachment:{name})" for name in bundles)
    notebook = answered()
    notebook["cells"].append(text(shown, attachments=bundles))
    write(folder, notebook)


def metadata(folder, place):
    """Metadata, ids and names that are HTML."""
    evil = "\"'><script>alert(1)</script>"
    notebook = answered()
    notebook["metadata"] |= {
        "title": evil,
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {evil: 1}}},
        "kernelspec": {"name": evil, "display_name": evil, "language": evil},
        "language_info": {"name": evil, "pygments_lexer": evil},
        "authors": [{"name": evil}],
    }
    for one in notebook["cells"]:
        one["metadata"] |= {"name": evil, "slideshow": {"slide_type": evil}}
        one["metadata"] |= {"tags": [evil], "jupyter": {"source_hidden": True}}
    write(folder, notebook)


def our_test_id(folder, place):
    """A cell with the id of a test shows a card that looks like ours."""
    show = f"from IPython.display import HTML\nHTML({_CARD + ''.join(_EVIL)!r})"
    notebook = answered()
    del cell(notebook, f"{COST}-test")["id"]
    notebook["cells"].insert(0, code(show, f"{COST}-test"))
    write(folder, notebook)


def answer_cell(folder, place):
    """The answer's own cell shows evil HTML and a forged card."""
    notebook = answered()
    cell(notebook, COST)["source"] += (
        f"\nfrom IPython.display import HTML\nHTML({_CARD + ''.join(_EVIL)!r})"
    )
    write(folder, notebook)


def source(folder, place):
    """HTML in code, comments and the names of variables."""
    notebook = answered()
    lines = "\n".join(f"# {line}" for evil in _EVIL for line in evil.splitlines())
    notebook["cells"].insert(0, code(f"{lines}\nx = '''</pre><script>alert(1)'''"))
    write(folder, notebook)


def update(folder, place):
    """Hidden inputs are written into an output shown before the first test."""
    lines = (
        "from IPython.display import display, update_display\n"
        "display('nothing yet', display_id='leak')\n"
    )
    leak = "    update_display(f'LEAK {Y.shape} {lambd}', display_id='leak')\n"
    head = "    m = Y.shape[1]\n"
    notebook = answered()
    place_of = position(notebook, COST)
    notebook["cells"].insert(place_of, code(lines))
    cell(notebook, COST)["source"] = cell(notebook, COST)["source"].replace(
        head, leak + head
    )
    after = "update_display(f'LEAK', display_id='leak')\n"
    after += "get_ipython().execution_count = 123456789"
    notebook["cells"] += [code(after), code("1")]
    write(folder, notebook)


SUBMISSIONS = tuple(
    Submission(f"screen-{make.__name__.replace('_', '-')}", make.__doc__, make)
    for make in (
        outputs,
        streams,
        counts,
        texts,
        attachments,
        metadata,
        our_test_id,
        answer_cell,
        source,
        update,
    )
)
