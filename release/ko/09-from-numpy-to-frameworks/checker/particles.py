"""Korean particles that depend on how the word before them ends.

A translator writes both forms, as people do on paper: 은(는), 이(가), 을(를), 와(과),
(으)로, (이)라. Once the word is filled in, one of them stays.
"""

import re
import unicodedata

_PAIRS = {  # as it is written: (after a consonant, after a vowel)
    "은(는)": ("은", "는"),
    "이(가)": ("이", "가"),
    "을(를)": ("을", "를"),
    "와(과)": ("과", "와"),
    "과(와)": ("과", "와"),
    "(으)로": ("으로", "로"),
    "(이)라": ("이라", "라"),
    "(이)다": ("이다", "다"),
    "(이)며": ("이며", "며"),
    "(이)고": ("이고", "고"),
}
_MARK = re.compile("|".join(map(re.escape, _PAIRS)))
# How a digit, a letter or a sign is read aloud ends: in l, in another consonant.
_ENDS_IN_L = "178lLrR"
_ENDS_IN_CONSONANT = "036mMnN²³εο"
_SILENT = "`'\"’”“‘)]}»*_ 　’"
# English words that end in a stop, as Korean writes them: dropout, set, batch norm.
_STOP = re.compile(r"[A-Za-z]*[aeiou](?:ng|[ptkb]|ck)$")


def choose_particles(text: str) -> str:
    """Return a text with one form of each particle that is written in both."""
    parts, end = [], 0
    for found in _MARK.finditer(text):
        parts.append(text[end : found.start()])
        parts.append(_chosen(found[0], "".join(parts)))
        end = found.end()
    return "".join([*parts, text[end:]])


def _chosen(mark, before):
    consonant, vowel = _PAIRS[mark]
    final = last_sound(before)
    closed = final == "consonant" or final == "l" and mark != "(으)로"
    return consonant if closed else vowel


def last_sound(text: str) -> str:
    """Return how a text ends when it is read in Korean: "vowel", "l", "consonant".

    Hangul by its last syllable, digits as Sino-Korean numbers, a letter that stands
    alone by its name, an English word by its last letters, other signs as a vowel.
    """
    text = unicodedata.normalize("NFC", text).rstrip(_SILENT)
    last = text[-1:]
    if "가" <= last <= "힣":
        final = (ord(last) - ord("가")) % 28
        return "vowel" if not final else "l" if final == 8 else "consonant"
    word = re.search(r"[A-Za-z]*$", text)[0]
    if len(word) > 1 and not word.isupper():
        if word[-1] in "rR":
            return "vowel"
        if _STOP.match(word.lower()):
            return "consonant"
    if last and last in _ENDS_IN_L:
        return "l"
    return "consonant" if last and last in _ENDS_IN_CONSONANT else "vowel"
