"""What a platform lets teachers download, made for tests."""

import json
import zipfile

LESSON = "01-l2-regularization"
NAME = "l2-regularization.ipynb"
ROSTER = """id,first_name,last_name,email,lms_user_id
ada,Ada,Lovelace,ada.l@example.org,41
bo,Bo,Étranger,bo@example.org,42
minjun,민준,김,mj@example.org,43
s4,민준,이,s4@example.org,44
s5,Ada,King,s5@example.org,45
"""


def notebook(text="x"):
    """Return the bytes of a small notebook that says `text`."""
    cell = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": text}
    return json.dumps(
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}
    ).encode()


def pack(path, files, when=(2026, 11, 20, 10, 0, 0)):
    """Write a zip archive of {name or ZipInfo: bytes}; return its path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            if isinstance(name, str):
                name = zipfile.ZipInfo(name, when)
                name.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(name, data)
    return path


def handed_in(course):
    """Return {student: what their notebook says}."""
    return {
        path.parent.parent.name: json.loads(path.read_bytes())["cells"][0]["source"]
        for path in (course / "submitted").glob(f"*/{LESSON}/{NAME}")
    }
