"""nbgrader's exchange, if the course has one: work comes in, pages go out."""

import logging
import os
from collections.abc import Callable

from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeError
from nbgrader.exchange.default import ExchangeCollect, ExchangeReleaseFeedback

from grader.nbgrader_bridge.book import Book


class Exchange:
    """The exchange of one lesson. tell: called with a sentence where it fails."""

    def __init__(self, book: Book, lesson: str, tell: Callable[[str], None]):
        self._config, self._tell, self._told = book.config, tell, None
        self._coursedir = CourseDirectory(config=book.config)
        self._coursedir.root = book.coursedir.root
        self._coursedir.assignment_id = lesson

    @classmethod
    def of(
        cls, book: Book, lesson: str, tell: Callable[[str], None]
    ) -> "Exchange | None":
        """Return the exchange that the configuration names, None if there is none."""
        folder = book.config.Exchange.get("root")
        if folder is None or not os.path.isdir(str(folder)):
            return None
        return cls(book, lesson, tell)

    def collect(self) -> None:
        """Bring in what is newer than in submitted/."""
        self._run(ExchangeCollect, update=True)

    def release(self) -> None:
        """Give the pages of all who used the exchange back to them."""
        self._run(ExchangeReleaseFeedback)

    def _run(self, kind, **settings):
        step = kind(coursedir=self._coursedir, config=self._config, **settings)
        step.log.setLevel(logging.ERROR)
        try:
            step.start()
        except (ExchangeError, OSError) as error:
            told = f"The exchange cannot be used: {error}. Grading goes on without."
            if told != self._told:  # once, not each time
                self._tell(told)
            self._told = told
