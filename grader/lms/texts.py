"""Names in other writings: old encodings, other case, accents left out."""

import unicodedata

from grader.nbgrader_bridge.students import composed

_ACCENTS = {*map(chr, range(0x300, 0x370))}


def key(text: str) -> str:
    """Return what two writings of a name share: no case, accents or punctuation."""
    apart = unicodedata.normalize("NFKD", text)
    bare = composed("".join(c for c in apart if c not in _ACCENTS)).casefold()
    return "".join(c for c in bare if c.isalnum())


def readings(raw: bytes, old: str) -> tuple[str, ...]:
    """Return what these bytes may say, the likeliest first.

    UTF-8 wherever it fits. Otherwise Korean Windows (CP949) and `old`, another
    encoding of one byte a character: bytes that read as Hangul throughout are Korean.
    """
    try:
        return (composed(raw.decode("utf-8")),)
    except UnicodeDecodeError:
        pass
    other = raw.decode(old, "replace")
    try:
        korean = raw.decode("cp949")
    except UnicodeDecodeError:
        return (other,)
    hangul = all("가" <= c <= "힣" for c in korean if not c.isascii())
    return (korean, other) if hangul else (other, korean)
