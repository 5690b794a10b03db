"""What a filled, executed lesson holds: few outputs, sharp figures with a text."""

import base64
import re

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from grader.lesson.lesson import Course
from tests.support import ROOT, execute_alone, filled_release

IMAGE = re.compile(r'<img alt="([^"]*)" width="(\d+)" [^>]*base64,([\w+/=]+)"')


SHORTER = """
import functools
import inspect

import utils.deep
import utils.training


def shorter(function):
    signature = inspect.signature(function)

    @functools.wraps(function)
    def train(*arguments, **options):
        bound = signature.bind(*arguments, **options)
        bound.apply_defaults()
        asked = bound.arguments["num_iterations"]
        bound.arguments["num_iterations"] = min(asked, max(100, asked // 20))
        return function(*bound.args, **bound.kwargs)

    return train


utils.deep.train = shorter(utils.deep.train)
utils.training.gradient_descent = shorter(utils.training.gradient_descent)
"""


@pytest.mark.slow
@pytest.mark.parametrize("lesson", Course(ROOT).lessons())
def test_each_cell_of_a_filled_korean_lesson_runs(lesson, tmp_path):
    """No name that code looks up is translated in one place and not in the other.

    Numbers are those of the English lesson, so trainings are shorter here.
    """
    path = filled_release(lesson, tmp_path, "ko")
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.insert(0, new_code_cell(SHORTER))
    nbformat.write(notebook, path)
    execute_alone(path)


@pytest.mark.slow
@pytest.mark.parametrize("lesson", Course(ROOT).lessons())
def test_a_filled_lesson_reads_the_same_when_it_is_opened_again(lesson, tmp_path):
    """At most ten outputs a cell, no widget, no stderr; each figure is sharp.

    On a page 800 pixels wide, no printed line breaks inside a word (76 columns fit),
    and no figure is made so small that its letters are hard to read. The file stays
    below 3 MB. An image has two pixels for each of the page, and a text that names its
    axes.
    """
    notebook = execute_alone(filled_release(lesson, tmp_path))
    assert len(nbformat.writes(notebook).encode()) < 3_000_000
    figures = 0
    for cell in notebook.cells:
        outputs = cell.get("outputs", ())
        assert len(outputs) <= 10, cell.id
        assert "stderr" not in {output.get("name") for output in outputs}, cell.id
        for output in outputs:
            for line in output.get("text", "").splitlines():
                longest = max(map(len, line.split()), default=0)
                assert len(line) <= 76 or longest > 76, (cell.id, line)
            data = output.get("data", {})
            assert not [kind for kind in data if "widget" in kind], cell.id
            assert "image/png" not in data, (cell.id, "a figure without a text")
            page = data.get("text/html", "")
            images = IMAGE.findall(page)
            assert page.count("<img ") == len(images), (cell.id, "width or text")
            for text, width, image in images:
                assert len(text) > len("Figure of 2 panels."), (cell.id, text)
                pixels = int.from_bytes(base64.b64decode(image)[16:20], "big")
                assert pixels // 2 == int(width) < 880, cell.id
                figures += 1
    assert figures
