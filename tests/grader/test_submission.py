"""What students send in is read, or refused with a reason."""

import codecs
import json

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from grader.submission.read import NotReadable, find_notebook, read_notebook

NOTEBOOK = new_notebook(cells=[new_code_cell("name = 'λ – é'", id="answer")])
TEXT = nbformat.writes(NOTEBOOK)
SOURCE = "name = 'λ – é'"


@pytest.mark.parametrize(
    ("raw", "note"),
    [
        (TEXT.encode(), None),
        (codecs.BOM_UTF8 + TEXT.encode(), "byte order mark"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (TEXT.encode("utf-16-be"), "UTF-16"),
    ],
)
def test_unicode_files_are_read_in_every_encoding(tmp_path, raw, note):
    """UTF-8 with or without a mark, and UTF-16, give the same cells."""
    path = tmp_path / "n.ipynb"
    path.write_bytes(raw)
    notebook, notes = read_notebook(path)
    assert [cell.source for cell in notebook.cells] == [SOURCE]
    assert notebook.cells[0].id == "answer"
    assert (note is None and not notes) or note in notes[0]


def test_windows_1252_is_read(tmp_path):
    """A file saved by an old Windows editor is read with its accents."""
    path = tmp_path / "n.ipynb"
    path.write_bytes(TEXT.replace("λ", "ü").encode("cp1252"))
    notebook, notes = read_notebook(path)
    assert notebook.cells[0].source == "name = 'ü – é'"
    assert "Windows-1252" in notes[0]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "is empty"),
        (b"  \n", "is empty"),
        (TEXT.encode()[:40], "broken JSON"),
        (b"<html>", "broken JSON"),
        (b"[1, 2]", "no nbformat"),
        (b'{"nbformat": 4}', "no list of cells"),
        (b'{"nbformat": 9, "cells": []}', "format 9"),
        (TEXT.encode("utf-16")[:21], "UTF-16"),
        (b"[" * 100_000, "broken JSON"),
        (json.dumps({"nbformat": 4, "cells": [{}] * 3000}).encode(), "3000 cells"),
    ],
)
def test_what_is_no_notebook_is_refused_with_the_reason(tmp_path, raw, reason):
    """The error names the file, what was found and what to do."""
    path = tmp_path / "n.ipynb"
    path.write_bytes(raw)
    with pytest.raises(NotReadable, match=reason) as caught:
        read_notebook(path)
    assert str(caught.value).startswith("n.ipynb: ")
    assert "Save it again in Jupyter" in str(caught.value)


def test_odd_cells_do_not_stop_the_rest(tmp_path):
    """Lone surrogates are replaced; what is no cell is left out and noted."""
    cells = [
        {"cell_type": "code", "source": "x = '\ud800'", "metadata": None},
        {"cell_type": "sound", "source": "x"},
        "no cell",
        {"cell_type": "code", "source": ["a = 1\n", "b = 2"], "id": "not/valid"},
    ]
    path = tmp_path / "n.ipynb"
    path.write_text(json.dumps({"nbformat": 4, "metadata": 3, "cells": cells}))
    notebook, notes = read_notebook(path)
    assert [cell.source for cell in notebook.cells] == ["x = '?'", "a = 1\nb = 2"]
    assert "left out" in notes[0]
    nbformat.validate(notebook)


def test_old_format_is_converted(tmp_path):
    """A notebook of format 3 is read, with a note."""
    path = tmp_path / "n.ipynb"
    path.write_text(nbformat.writes(nbformat.convert(NOTEBOOK, 3)))
    notebook, notes = read_notebook(path)
    assert notebook.cells[0].source == SOURCE
    assert "converted" in notes[0]


def test_a_renamed_notebook_is_named(tmp_path):
    """A notebook under another name is not graded, and both names are told."""
    (tmp_path / "my copy.ipynb").write_text(TEXT)
    with pytest.raises(NotReadable, match="found my copy.ipynb.*Rename it to n.ipynb"):
        find_notebook(tmp_path, "n.ipynb")


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ([], "found nothing"),
        (["n.pdf", "deep/x.txt"], "found n.pdf, deep/x.txt.*Put the notebook there"),
        (["deep/n.ipynb", "a.txt"], r"\(found deep/n.ipynb\)..Move it to n.ipynb"),
        (["a.ipynb", "b.ipynb"], "found a.ipynb, b.ipynb.*Rename the right one"),
        (["n.ipynb/x"], "is no file"),
    ],
)
def test_a_missing_notebook_lists_what_is_there(tmp_path, files, told):
    """Who looks for the notebook reads what was handed in instead, and what to do."""
    for name in files:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    with pytest.raises(NotReadable, match=told):
        find_notebook(tmp_path, "n.ipynb")


def test_a_link_is_not_followed(tmp_path):
    """A submitted link could point at anything the instructor may read."""
    (tmp_path / "real").write_text(TEXT)
    (tmp_path / "n.ipynb").symlink_to(tmp_path / "real")
    with pytest.raises(NotReadable, match="is a link"):
        find_notebook(tmp_path, "n.ipynb")
