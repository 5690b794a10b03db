"""What a browser would run, load or take for one of our cards in a page."""

import re
from html.parser import HTMLParser

_RUNS = {
    *("script", "iframe", "object", "embed", "link", "meta", "base", "form", "style"),
    *("svg", "math", "video", "audio", "source", "input", "button", "frame", "body"),
    *("template", "plaintext", "applet", "portal", "dialog", "textarea", "select"),
}
_LINKS = {"href", "src", "action", "data", "formaction", "srcdoc", "xlink:href", "ping"}
_VOID = {"br", "hr", "img", "input", "link", "meta", "source", "base", "embed", "col"}
_NO_MATH = {"pre", "code", "script", "style", "textarea"}
_HARMLESS = re.compile(r"(https?:|mailto:|#|data:image/(png|jpeg);)", re.IGNORECASE)
_MACRO = re.compile(
    r"\\(href|style|class|cssId|require|unicode|mmlToken|bbox|rlap|llap|rule)\b"
)


class _Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self.cards, self._open = set(), 0, []

    def handle_starttag(self, tag, attributes):
        shown = tuple(sorted((k, str(v)) for k, v in attributes))
        # What tells of which gradebook a page was made: it says nothing else.
        ours = (
            set(dict(shown)) == {"name", "content"} and ("name", "gradebook") in shown
        )
        if tag in _RUNS and not (tag == "meta" and ours):
            self.found.add((tag, shown))
        if tag not in _VOID:
            ignored = "tex2jax_ignore" in (dict(attributes).get("class") or "")
            self._open.append((tag, ignored or tag in _NO_MATH))
        for name, value in attributes:
            value = re.sub(r"[\x00-\x20]", "", value or "")
            if name.startswith("on") or (name == "style" and "position" in value):
                self.found.add((tag, shown))
            if name in _LINKS and ":" in value and not _HARMLESS.match(value):
                self.found.add((tag, shown))
            self.cards += name == "style" and value.startswith("border-left:5px")

    def handle_endtag(self, tag):
        while tag in [name for name, _ in self._open]:
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data):
        if not any(quiet for _, quiet in self._open) and _MACRO.search(data):
            self.found.add(("macro", _MACRO.search(data)[0]))


def _parsed(page):
    parser = _Page()
    parser.feed(page)
    parser.close()
    return parser


def executable(page):
    """Return the tags of an HTML text that run, load or restyle something."""
    return _parsed(page).found


def forged_cards(page):
    """Return how many cards of our look an HTML text shows."""
    return _parsed(page).cards
