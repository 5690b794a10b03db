"""Make what a student shows harmless in an instructor's browser.

Feedback pages and formgrader put HTML of outputs and text cells into a page as it
is. So scripts, styles, frames and odd data are taken out before a notebook is stored.
"""

import re

from nbconvert.preprocessors.sanitize import SanitizeHTML

_IMAGES = ("image/png", "image/jpeg")
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
# MathJax macros that make links, or set styles that could cover the page
_MACROS = re.compile(r"\\(href|style|class|cssId|require|unicode)\b")


def make_harmless(notebook, trusted_texts, own_cells):
    """Clean all text cells and outputs that are the student's, in place.

    trusted_texts: sources of text cells that the course wrote. own_cells: ids of
    cells whose outputs the grader wrote.
    """
    cleaner = SanitizeHTML(
        safe_output_keys={"text/plain", *_IMAGES}, sanitized_output_types={"text/html"}
    )
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            if cell.id not in own_cells:
                cell.outputs = [_plain(output) for output in cell.outputs]
                cleaner.preprocess_cell(cell, {}, number)
        elif cell.source not in trusted_texts:
            cleaner.preprocess_cell(cell, {}, number)
            cell.source = _MACROS.sub(r"\\text", cell.source)


def _plain(output):
    """Return an output without metadata, and with texts where texts belong."""
    if output.output_type == "stream":
        output.name = "stderr" if output.name == "stderr" else "stdout"
        output.text = str(output.text)
    elif output.output_type == "error":
        output.ename, output.evalue = str(output.ename), str(output.evalue)
        output.traceback = [str(line) for line in output.traceback]
    else:
        output.metadata = {}
        for kind in list(output.data):
            value = output.data[kind]
            image = kind in _IMAGES
            if not isinstance(value, str) or (image and not _BASE64.fullmatch(value)):
                del output.data[kind]
    return output
