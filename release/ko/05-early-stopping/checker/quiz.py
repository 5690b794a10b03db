"""Questions to test yourself: plain HTML that unfolds without JavaScript.

    quiz()            shows the questions of the lesson (its quiz.json)

Nothing is sent, counted or remembered.
"""

import html
import json
from pathlib import Path

from checker.card import code_html
from checker.errors import OneLine
from checker.language import fill, translated
from checker.show import show


class BrokenQuiz(OneLine, ValueError):
    """quiz.json has another form than a quiz."""


def quiz(file: str | Path | None = None) -> None:
    """Show every question with its options; each option unfolds its explanation.

    file: path of a JSON list [{"question": text, "options": [{"text": text,
    "right": true or false, "why": text}, ...]}, ...], exactly one option right;
    `backticks` in a text mark code.
    Raises BrokenQuiz, which names the file, the question and its fault.
    """
    questions = load_quiz(_find() if file is None else file)
    numbered = list(enumerate(questions, 1))
    page = "<br>\n".join(_html(number, one) for number, one in numbered)
    asked = "\n\n".join(_text(number, one) for number, one in numbered)
    answers = "\n".join(_answer(number, one) for number, one in numbered)
    show(page, f"{asked}\n\n\n{translated('Answers')}\n\n{answers}")


def load_quiz(file: str | Path) -> list[dict]:
    """Return the questions in a quiz file; BrokenQuiz says what is wrong with it."""
    try:
        questions = json.loads(Path(file).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BrokenQuiz(
            f"{file} cannot be read ({error}). Download the lesson's folder again."
        ) from None
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
    return released


def _html(number, one):
    options = "".join(
        f"<details><summary>{code_html(option['text'])}</summary>"
        f"<p><strong>{'✓' if option['right'] else '✗'} {_word(option)}</strong> "
        f"{code_html(option['why'])}</p></details>"
        for option in one["options"]
    )
    title = fill("Question {number}: {asked}", number=number, asked=one["question"])
    return (
        f'<div role="group" aria-label="'
        f'{html.escape(title)}"><p><strong>{number}.</strong> '
        f"{code_html(one['question'])}</p>{options}</div>"
    )


def _text(number, one):
    """Return a question and its options, without what would tell the right one."""
    options = zip("abcdefgh", one["options"])
    lines = [f"   {letter}) {option['text']}" for letter, option in options]
    return "\n".join([f"{number}. {one['question']}", *lines])


def _answer(number, one):
    return "\n".join(
        f"{number}{letter}) {_word(option)} {option['why']}"
        for letter, option in zip("abcdefgh", one["options"])
    )


def _word(option):
    return translated("Right.") if option["right"] else translated("No.")
