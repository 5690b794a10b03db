"""Korean text in figures: in a font that has Hangul, or else in English.

A font without Hangul draws boxes. In a Korean lesson, texts.json beside this file has
the English of each Korean text.
"""

import json
import re
from functools import cache
from pathlib import Path

from matplotlib import font_manager
from matplotlib.figure import Figure
from matplotlib.text import Text

FONTS = (
    "Noto Sans CJK KR",  # no text
    "NanumGothic",
    "Malgun Gothic",  # no text
    "Apple SD Gothic Neo",  # no text
)
_LATIN = "DejaVu Sans"  # no text
_HANGUL = re.compile("[가-힣]")
_PLACE = re.compile(r"\{[^{}]*\}")


def font() -> str | None:
    """Return the first of `FONTS` that is installed, or None."""
    there = {entry.name for entry in font_manager.fontManager.ttflist}
    return next((name for name in FONTS if name in there), None)


def make_readable(figure: Figure) -> None:
    """Let every Korean text of a figure be drawn in letters, never in boxes."""
    axes = [axis for ax in figure.axes for axis in (ax.xaxis, ax.yaxis)]
    labels = {axis: [t.get_text() for t in axis.get_ticklabels()] for axis in axes}
    texts = [t for t in figure.findobj(Text) if _HANGUL.search(t.get_text())]
    found = font() if texts else None
    for axis, names in labels.items():
        if not found and any(map(_HANGUL.search, names)):
            # A drawing sets the text of these labels anew.
            axis.set_ticks(axis.get_ticklocs(), list(map(english, names)))
    for text in texts:
        if found:
            text.set_fontfamily([_LATIN, found])
        else:
            text.set_text(english(text.get_text()))


def english(text: str) -> str:
    """Return the English of a text; what is not known loses its Korean letters.

    What was filled in is turned into English, too.
    """
    for pattern, template in _templates():
        match = pattern.fullmatch(text)
        if match and match[0] not in match.groups():
            values = {
                name: english(value) if _HANGUL.search(value) else value
                for name, value in match.groupdict().items()
            }
            return _filled(template, values)
    return _HANGUL.sub("", text).strip()


def _filled(template, values):
    return _PLACE.sub(lambda place: values[_name(place[0])], template)


@cache
def _templates():
    """Return [(pattern of a Korean text, English template)], whole texts first.

    A place has the same name in both: it is the same expression.
    """
    try:
        table = json.loads(Path(__file__).with_name("texts.json").read_text("utf-8"))
    except (OSError, ValueError):
        return []
    found = []
    for korean, template in sorted(table.items(), key=lambda pair: "{" in pair[0]):
        places = list(map(_name, _PLACE.findall(korean)))
        if len(set(places)) < len(places):
            continue  # a sentence that is printed
        if set(places) != set(map(_name, _PLACE.findall(template))):
            continue
        words = map(re.escape, _PLACE.split(korean))
        pattern = next(words)
        for place, after in zip(places, words, strict=True):
            pattern += f"(?P<{place}>.+?){after}"
        found.append((re.compile(pattern), template))
    return found


def _name(place):
    """Return a place as the name of a group: its letters and digits."""
    return "p" + re.sub(r"\W", "_", place)
