"""What Python cannot read in a cell: its line, what stands there, the usual cause."""

import ast
import io
import keyword
import re
import tokenize
import unicodedata
import warnings

from IPython.core.inputtransformer2 import TransformerManager

from checker.messages import Message, say

MAX_LINE = 80  # characters of a line that are shown


def not_run(name: str, source: str) -> Message | None:
    """Return why the cell that should define `name` did not run, None if it can.

    source: the cell's text. It is read, and nothing of it is run.
    """
    found = _error_in(source)
    if found is None:
        return None
    line, text, error = found
    shown = text.strip()
    shown = shown if len(shown) <= MAX_LINE else f"{shown[: MAX_LINE - 2]} …"
    return say(
        "The cell that defines {name} did not run: line {line}, `{source}`. {why}",
        name=name,
        line=line,
        source=shown,
        why=_cause(text, error),
    )


def _error_in(source):
    """Return (line, its text, SyntaxError) of a cell, or None where it has none."""
    above = re.match(r"(\s*\n|%%.*\n)*", source)[0]  # not counted by IPython
    body, above = source[len(above) :], above.count("\n")
    try:
        code = TransformerManager().transform_cell(body)  # magics, prompts
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(code, "<cell>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    except SyntaxError as error:
        lines = body.split("\n")
        number = min(max(error.lineno or 1, 1), len(lines))
        before = [i for i in range(1, number) if lines[i - 1].strip()]
        if before and _PROMPT.match(lines[before[-1] - 1].strip()):
            number = before[-1]  # IPython has taken the prompt away
        error.msg = re.sub(
            r"(?<=on line )\d+", lambda found: str(int(found[0]) + above), error.msg
        )
        return above + number, lines[number - 1], error
    except (ValueError, RecursionError, MemoryError):
        pass
    return None


def _cause(text, error):
    """Return what is likely behind a SyntaxError."""
    looks = _strange_sign, _no_code, _nothing_behind, _other_language, _own_word
    for look in looks:
        found = look(text, error)
        if found:
            return found
    for pattern, template in _PATTERNS.items():
        found = re.search(pattern, error.msg)
        if found:
            return say(template, **found.groupdict())
    return _side_by_side(text, error) or say(
        "Python cannot read it there: {message}.", message=error.msg
    )


def _strange_sign(text, error):
    """Name a character that looks like one of Python's."""
    found = re.search(
        r"invalid (?:non-printable )?character .*U\+([0-9A-F]+)", error.msg
    )
    if not found:
        return None
    sign = chr(int(found[1], 16))
    name = unicodedata.name(sign, f"U+{found[1]}").lower()
    instead = _INSTEAD.get(sign) or unicodedata.normalize("NFKC", sign)
    if not instead.strip() or unicodedata.category(sign) in ("Cf", "Cc"):
        return say(
            "An invisible character stands there ({name}): delete it, and type a space "
            "if one is needed.",
            name=name,
        )
    if instead == sign or not instead.isascii():
        return say(
            "Python does not know the character {sign} ({name}).", sign=sign, name=name
        )
    return say(
        "Python does not know the character {sign} ({name}): {instead} is meant.",
        sign=sign,
        name=name,
        instead=instead,
    )


_INSTEAD = {  # what a key of another keyboard, or a word processor, makes of a sign
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("‘’‚‛´", "'"),
    **dict.fromkeys("−–—‐‑", "-"),
    **dict.fromkeys("×·∗•⋅", "*"),
    **dict.fromkeys("÷∕", "/"),
    **dict.fromkeys("、，", ","),
    "。": ".",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "√": "np.sqrt",
    "∑": "np.sum",
    "²": "**2",
    "³": "**3",
    "½": "1 / 2",
}


def _no_code(text, error):
    """Find what was copied along with code."""
    line = text.strip()
    if line.startswith("```"):
        return say("``` belongs to a text around code: leave that line out.")
    prompt = _PROMPT.match(line)
    if prompt:
        return say(
            "{prompt} is a prompt, which was copied along: leave it out.",
            prompt=prompt[0],
        )
    return None


_PROMPT = re.compile(r">>>|\.\.\.(?= )|In ?\[\d*\]:|Out ?\[\d*\]:")


def _nothing_behind(text, error):
    """Find a line that ends with an operator, or with a dot."""
    code = _code(text)
    found = re.search(r"(?:[-+*/@%<>=!&|^~]+|\.|\b(?:and|or|not|in|is))$", code)
    if not found or not error.msg.startswith("invalid syntax"):
        return None
    if (error.offset or 0) <= len(code) - len(found[0]):
        return None  # something before it is wrong
    if found[0] in ("++", "--"):
        return say("Python has no {sign}: write += 1 or -= 1.", sign=found[0])
    return say("Nothing stands behind the `{sign}`: what belongs there?", sign=found[0])


def _own_word(text, error):
    """Find a word of Python's own where a name is due."""
    code = _code(text)
    words = [w for w in _tokens(code) if keyword.iskeyword(w)]
    lambdas = re.search(r"\blambda\b(?![\w\s,*=]*:)", code)
    taken = re.match(r"\s*(\w+)\s*[-+*/@]?=(?!=)", code)
    word = "lambda" if lambdas else taken[1] if taken else ""
    if word in words and error.msg.startswith(("invalid syntax", "cannot assign")):
        return say(
            "`{word}` is a word of Python's own and cannot be a name: which name is "
            "meant?",
            word=word,
        )
    if re.match(r"\s*(else|elif)\b", code) and error.msg == "invalid syntax":
        return say(
            "No `if` or `for` stands above it at the same depth, or the line above is "
            "not complete."
        )
    return None


_OTHER = {  # what stands in other languages: what stands here
    "&&": "and",
    "||": "or",
    "=>": ">=",
    "=<": "<=",
    "=!": "!=",
    "else if": "elif",
    "?": "b if a else c",
    "<-": "=",
}


def _other_language(text, error):
    """Find an operator of another language."""
    code = re.sub(r""""[^"]*"|'[^']*'""", "", _code(text))
    for sign, here in _OTHER.items():
        if sign in code:
            return say("Python has no `{sign}`: {here} is meant.", sign=sign, here=here)
    return None


def _side_by_side(text, error):
    """Find two values with nothing between them, or two operators."""
    code = _code(text)
    tokens = _tokens(code)
    begins = re.match(r"\s*(\w{2,6})\s+\w+\s*\(.*\)\s*:", code)
    if begins and "d" in begins[1].lower() and begins[1] not in keyword.kwlist:
        return say("A function begins with def, not {word}.", word=begins[1])
    for left, right in zip(tokens, tokens[1:]):
        if re.fullmatch(r"\w+", left) and right == "{":
            return say("{{ }} make a dictionary or a set: [ ] take an entry out.")
        ends = re.fullmatch(r"[\w.]*\w|[\])]", left) and not keyword.iskeyword(left)
        begins = re.match(r"\w", right) and not keyword.iskeyword(right)
        if ends and begins:
            return say(
                "Between {left} and {right} nothing stands: is an operator or a comma "
                "missing?",
                left=left,
                right=right,
            )
        if left in _OPERATORS and right in _OPERATORS - {"-", "+"}:
            return say(
                "{left} and {right} stand behind each other: which one is too many, or "
                "what is missing between them?",
                left=left,
                right=right,
            )
    return None


_OPERATORS = {"=", "+", "-", "*", "/", "//", "%", "@", "**", "==", "<", ">", "+="}


def _code(text):
    """Return a line without its comment."""
    return re.sub(r"""((?:[^#"']|"[^"]*"|'[^']*')*).*""", r"\1", text).rstrip()


def _tokens(code):
    """Return the texts of the tokens of a line, as far as it can be read."""
    found = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(code.strip()).readline):
            found.append(token.string)
    except (tokenize.TokenError, SyntaxError):
        pass
    return [one for one in found if one.strip()]


# What CPython writes: what a learner may think of.
_PATTERNS = {
    r"'(?P<bracket>[(\[{])' was never closed": (
        "The bracket {bracket} is never closed: where should it end?"
    ),
    r"unmatched '(?P<bracket>[)\]}])'": (
        "The bracket {bracket} closes what was never opened: one too many, or one is "
        "missing before it?"
    ),
    r"closing parenthesis '(?P<end>.)' does not match .* '(?P<begin>.)'": (
        "{begin} is closed by {end}: which of the two is meant?"
    ),
    r"[Mm]aybe you meant '==' (?:or ':=' )?instead of '='\?|cannot assign to": (
        "Left of a single = stands a name that gets a value. To compare, write ==; to "
        "compute, put the computation on the right."
    ),
    r"expected ':'": "The colon at the end of the line is missing.",
    r"expected an indented block after (?P<what>.*) on line (?P<line>\d+)": (
        "Nothing is indented below line {line}: which lines belong to its {what}?"
    ),
    r"expected an indented block": "Nothing is indented below the line with the colon.",
    r"unexpected indent": (
        "It is indented more than the line above, which opens no block: do both begin "
        "at the same column?"
    ),
    r"unindent does not match": (
        "It begins at a column where no line above it does: align it with the others."
    ),
    r"inconsistent use of tabs": (
        "Some lines are indented by tabs, others by spaces: use spaces in all."
    ),
    r"Missing parentheses in call to '(?P<name>\w+)'": (
        "`{name}` is a function, and needs round brackets around what it gets."
    ),
    r"unterminated triple-quoted": "A text in three quotes has no end.",
    r"unterminated (?:f-)?string": "A text has no closing quote.",
    r"'(?P<word>\w+)' outside": (
        "`{word}` stands outside of the function or loop: is it indented as far as the "
        "lines above?"
    ),
    r"invalid (?:decimal|imaginary|hexadecimal|octal) literal": (
        "A name cannot begin with a digit: is a * missing, or a letter?"
    ),
    r"line continuation": (
        "Behind \\ the line has to end. Is / meant, or is it part of a text?"
    ),
    r"positional argument follows keyword": (
        "In a call, what has no name comes before what has one: f(x, axis=1)."
    ),
    r"default argument|without a default": (
        "In the first line, what has a default comes last."
    ),
    r"duplicate argument '(?P<name>\w+)'": "`{name}` stands twice in the first line.",
    r"expected '\('": "The round brackets behind the function's name are missing.",
}
