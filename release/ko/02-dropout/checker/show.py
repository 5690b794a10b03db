"""Put cards and solutions on the screen: HTML in a notebook, text elsewhere."""

import html
from collections.abc import Sequence

from IPython import get_ipython
from IPython.display import display

from checker.card import NOT_CHECKED, code_html, html_card, text_card
from checker.language import translated
from checker.messages import Message
from checker.records import State, Verdict


def show(page: str, text: str) -> None:
    """Show a page in a notebook, its text in a terminal."""
    if get_ipython() is None:
        print(text)
    else:
        display({"text/html": page, "text/plain": text}, raw=True)


def show_card(
    verdict: Verdict, does: str = "", hints: Sequence[str] = (), ran: int | None = None
) -> None:
    """Show a verdict as a card; see `checker.card`."""
    page = html_card(verdict, does, hints=hints, ran=ran)
    show(page, text_card(verdict, does, hints, ran))


def tell(name: str, message: Message, word: str = NOT_CHECKED) -> None:
    """Show a card that says something else than right or wrong."""
    state = State.NOT_ATTEMPTED if word != NOT_CHECKED else NOT_CHECKED
    show_card(Verdict(name, state, remarks=(message,), word=word))


def show_hints(title: str, hints: Sequence[str]) -> None:
    """Show all hints of a function, unfolded."""
    hints = list(map(translated, hints))
    items = "".join(f"<li>{code_html(hint)}</li>" for hint in hints)
    listed = "\n".join(f"{i}. {hint}" for i, hint in enumerate(hints, 1))
    show(f"<p>{code_html(title)}</p><ol>{items}</ol>", f"{title}\n{listed}")


def show_code(title: str, code: str) -> None:
    """Show lines of code below a title."""
    page = f"<p>{html.escape(title)}</p><pre><code>{html.escape(code)}</code></pre>"
    show(page, f"{title}\n\n{code}")
