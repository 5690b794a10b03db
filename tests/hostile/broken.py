"""Files as editors, mail programs and accidents leave them; most can be graded."""

import codecs
import copy
import json

from grader.lesson.blanks import clear_blanks

from .build import (
    BACKWARD,
    COST,
    FULL,
    NOT_GRADED,
    RIGHT,
    Submission,
    as_bytes,
    cell,
    code,
    edited,
    position,
)


def format_3(text):
    """The notebook as programs of 2013 wrote it."""
    cells = []
    for one in json.loads(text)["cells"]:
        one = {k: v for k, v in one.items() if k not in ("id", "execution_count")}
        if one["cell_type"] == "code":
            one |= {"input": one.pop("source"), "language": "python"}
        cells.append(one)
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}}
    return json.dumps({**old, "worksheets": [{"cells": cells}]}).encode()


def duplicate_keys(text):
    return text.replace('"nbformat": 4', '"nbformat": 3, "nbformat": 4').encode()


def surrogates(notebook):
    notebook["cells"].insert(0, code("x = '\ud800'"))
    notebook["cells"][-1]["id"] = "\udfff"
    notebook["metadata"]["\ud800"] = "\udcff"


def pasted(notebook):
    """The answer copied and pasted in JupyterLab, the copy still empty."""
    again = copy.deepcopy(cell(notebook, COST))
    again |= {"id": "pasted", "source": clear_blanks(RIGHT[COST])}
    notebook["cells"].insert(position(notebook, COST) + 1, again)


def outputs_left_in(notebook):
    for one in notebook["cells"]:
        if one["cell_type"] == "code":
            one["execution_count"] = "<b>7</b>"
            one["outputs"] = [
                {"output_type": "execute_result", "data": {"text/plain": "10.0"}},
                {"output_type": "sound"},
                5,
            ]


def no_metadata(notebook):
    del notebook["metadata"]
    for one in notebook["cells"]:
        one.pop("metadata", None)


def odd_metadata(notebook):
    notebook["metadata"] = {
        "kernelspec": {"name": "bash", "language": ["x"]},
        "language_info": {"name": "<script>", "codemirror_mode": {"a": [[]]}},
        "signature": 5,
    }
    deep = []
    for _ in range(200):
        deep = [deep]
    for one in notebook["cells"]:
        one["metadata"] |= {"deep": deep, "collapsed": 1e300}


def odd_cells(notebook):
    notebook["cells"] += [5, None, [], {"cell_type": "sound"}, {"cell_type": "code"}]
    notebook["cells"].append({"cell_type": ["code"], "source": {}, "metadata": []})
    notebook["cells"].append({"cell_type": "code", "source": "1", "id": ["x"]})


def our_ids(notebook):
    """Cells with the ids of our notes and of our tests."""
    for name in ("grader-repairs", "grader-not-graded", f"{COST}-test", BACKWARD):
        notebook["cells"].insert(0, code("'mine'", name))


def half_marked(notebook):
    """Cells with a part of what marks a test, and with odd names for it."""
    extra = code("1")
    extra["metadata"]["nbgrader"] = {"grade": True, "points": 5}
    notebook["cells"].append(extra)
    for one in notebook["cells"][:2]:
        one["metadata"]["nbgrader"] = {"grade_id": "é" * 99, "grade": True}


def odd_attachments(notebook):
    first = notebook["cells"][0]
    first["attachments"] = {"a\ud800.png": {"image/png": 5}, "b": 5}
    first["id"] = "é"


def many_cells(notebook):
    notebook["cells"] += [code("")] * 100_000


def large_number(text):
    return text.replace('"nbformat_minor": 5', '"nbformat_minor": 1e999').encode()


def _nested(text):
    return text[:-1].encode() + b', "x": ' + b"[" * 99_999 + b"]" * 99_999 + b"}"


_BYTES = {
    "truncated": (NOT_GRADED, lambda text: text[: len(text) // 2].encode()),
    "empty": (NOT_GRADED, lambda text: b""),
    "no-notebook": (NOT_GRADED, lambda text: b"%PDF-1.4 \x00\xff"),
    "page": (NOT_GRADED, lambda text: b"<html><script>alert(1)</script>"),
    "zip": (NOT_GRADED, lambda text: b"PK\x03\x04" + bytes(999)),
    "list": (NOT_GRADED, lambda text: b"[1, 2]"),
    "format-5": (NOT_GRADED, lambda text: b'{"nbformat": 5, "cells": []}'),
    "format-minus-1": (NOT_GRADED, lambda text: b'{"nbformat": -1, "cells": []}'),
    "format-true": (NOT_GRADED, lambda text: b'{"nbformat": true, "cells": []}'),
    "format-infinite": (NOT_GRADED, lambda text: b'{"nbformat": 1e999, "cells": []}'),
    "long-number": (NOT_GRADED, lambda text: b'{"nbformat": ' + b"9" * 9999 + b"}"),
    "nested": (NOT_GRADED, _nested),
    "large": (NOT_GRADED, lambda text: text.encode() + b" " * 21_000_000),
    "format-3": (FULL, format_3),
    "utf-16": (FULL, lambda text: text.encode("utf-16")),
    "utf-16-no-mark": (FULL, lambda text: text.encode("utf-16-le")),
    "windows-1252": (
        FULL,
        lambda text: (
            text.replace("overfitting", "\x93").encode().replace(b"\\u00d7", b"\xd7")
        ),
    ),
    "byte-order-mark": (FULL, lambda text: codecs.BOM_UTF8 + text.encode()),
    "duplicate-keys": (FULL, duplicate_keys),
    "large-number": (FULL, large_number),
}
_EDITED = (
    surrogates,
    pasted,
    outputs_left_in,
    no_metadata,
    odd_metadata,
    odd_cells,
    our_ids,
    half_marked,
    odd_attachments,
)

SUBMISSIONS = (
    *(
        Submission(
            f"broken-{name}",
            "It is graded." if points else "It is not graded, with the reason.",
            as_bytes(change),
            points,
        )
        for name, (points, change) in _BYTES.items()
    ),
    *(
        Submission(
            f"broken-{change.__name__.replace('_', '-')}",
            "It is graded.",
            edited(change),
        )
        for change in _EDITED
    ),
    Submission("broken-many-cells", "Too many cells.", edited(many_cells), NOT_GRADED),
)
