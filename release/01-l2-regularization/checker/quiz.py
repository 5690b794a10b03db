"""Questions to test yourself: plain HTML that unfolds without JavaScript.

    quiz()            shows the questions of the lesson (its quiz.json)

Nothing is sent, counted or remembered.
"""

import html
import json
import re
from pathlib import Path

from IPython import get_ipython
from IPython.display import display


class BrokenQuiz(ValueError):
    """quiz.json has another form than a quiz."""


def quiz(file: str | Path | None = None) -> None:
    """Show every question with its options; each option unfolds its explanation.

    file: path of a JSON list [{"question": text, "options": [{"text": text,
    "right": true or false, "why": text}, ...]}, ...], exactly one option right;
    `backticks` in a text mark code.
    Raises FileNotFoundError, or BrokenQuiz that names the question and its fault.
    """
    questions = load_quiz(_find() if file is None else file)
    page = "<br>\n".join(_html(i, one) for i, one in enumerate(questions, 1))
    text = "\n\n".join(_text(i, one) for i, one in enumerate(questions, 1))
    if get_ipython() is None:
        print(text)
    else:
        display({"text/html": page, "text/plain": text}, raw=True)


def load_quiz(file: str | Path) -> list[dict]:
    """Return the questions in a quiz file; BrokenQuiz says what is wrong with it."""
    questions = json.loads(Path(file).read_text("utf-8"))
    if not isinstance(questions, list) or not questions:
        raise BrokenQuiz(f"{file}: expected a list of questions")
    for number, one in enumerate(questions, 1):
        where = f"{file}, question {number}"
        if not isinstance(one, dict) or set(one) != {"question", "options"}:
            raise BrokenQuiz(f'{where}: expected "question" and "options"')
        if len(one["options"]) < 2:
            raise BrokenQuiz(f"{where}: expected two options or more")
        for option in one["options"]:
            if set(option) != {"text", "right", "why"} or not option["why"].strip():
                parts = '"text", "right" and its "why"'
                raise BrokenQuiz(f"{where}: each option has {parts}")
        right = sum(option["right"] is True for option in one["options"])
        if right != 1:
            raise BrokenQuiz(f"{where}: {right} options are right, expected one")
    return questions


def _find():
    # In a released lesson, or beside its source notebook.
    released = Path(__file__).resolve().parent / "data" / "quiz.json"
    for file in (released, Path("quiz.json")):
        if file.is_file():
            return file
    raise FileNotFoundError(
        f"{released} is missing: download the lesson's folder again"
    )


def _html(number, one):
    options = "".join(
        f"<details><summary>{_safe(option['text'])}</summary>"
        f"<p><strong>{'✓ Right.' if option['right'] else '✗ No.'}</strong> "
        f"{_safe(option['why'])}</p></details>"
        for option in one["options"]
    )
    return f"<p><strong>{number}.</strong> {_safe(one['question'])}</p>{options}"


def _safe(text):
    """Return a text as HTML; what stands in `backticks` is code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text))


def _text(number, one):
    lines = [f"{number}. {one['question']}"]
    for option in one["options"]:
        lines.append(f"   ( ) {option['text']}")
        lines.append(f"       {'Right.' if option['right'] else 'No.'} {option['why']}")
    return "\n".join(lines)
