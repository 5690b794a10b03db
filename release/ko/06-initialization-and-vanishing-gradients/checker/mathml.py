"""Formulas as MathML, which a browser shows without a script or a network."""

import html
import re
from xml.etree.ElementTree import Element, tostring

from latex2mathml.converter import convert_to_element
from nbconvert.filters.markdown_mistune import IPythonRenderer

_LONGEST = 1000  # characters; a longer formula stays as it was typed
_SIZE = re.compile(r"-?\d{0,2}(\.\d+)?(em|ex|%)?")
_PLAIN = re.compile(r"[\w\s-]*")
# What may stand in a page; a link or a style may not.
_SIZES = {"width", "height", "depth", "lspace", "rspace", "linethickness"}
_SIZES |= {"minsize", "maxsize", "scriptlevel"}
_WORDS = {"display", "mathvariant", "stretchy", "fence", "form", "separator", "accent"}
_WORDS |= {"accentunder", "movablelimits", "displaystyle", "columnalign", "symmetric"}
_WORDS |= {"columnlines", "rowlines", "notation"}


def mathml(latex: str, block: bool) -> str:
    """Return a formula as MathML, or as it was typed where that cannot be done.

    latex: as Markdown hands it over, entities included. The library's own texts are
    not escaped, and it makes links; so its elements are cleaned and written here.
    """
    latex = html.unescape(latex)
    try:
        if len(latex) > _LONGEST:
            raise ValueError("it is too long")  # no text
        element = convert_to_element(latex, display="block" if block else "inline")
        _clean(element)
        return tostring(element, encoding="unicode")
    except Exception:  # whatever the library stumbles over
        return f"<code>{html.escape(latex)}</code>"


def _clean(root: Element) -> None:
    for element in root.iter():
        for name, value in [*element.attrib.items()]:
            fits = (name in _SIZES and _SIZE.fullmatch(value)) or (
                name in _WORDS and _PLAIN.fullmatch(value)
            )
            if not fits:
                del element.attrib[name]
        if element.text:
            element.text = html.unescape(element.text)


class MathRenderer(IPythonRenderer):
    """nbconvert's Markdown, with formulas that need no MathJax."""

    def block_math(self, body):
        return mathml(body, block=True)

    def inline_math(self, body):
        return mathml(body, block=False)

    def latex_environment(self, name, body):
        return mathml(f"\\begin{{{name}}}{body}\\end{{{name}}}", block=True)
