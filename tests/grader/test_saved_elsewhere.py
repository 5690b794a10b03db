"""Notebooks that other programs have saved are graded as JupyterLab's are."""

import json

import pytest

from grader.lesson.lesson import Course
from grader.submission.grade import grade
from tests.support import ROOT, submit

LESSON = "01-l2-regularization"
COST = "compute_cost_with_regularization"
PNG = "iVBORw0KGgo="


def colab(saved):
    """Format 4.0: a cell's id is in its metadata, beside what Colab shows."""
    saved["nbformat_minor"] = 0
    saved["metadata"] = {
        "colab": {"provenance": [], "toc_visible": True},
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
        "language_info": {"name": "python"},
    }
    for cell in saved["cells"]:
        cell["metadata"]["id"] = cell.pop("id")
        if cell["cell_type"] == "code":
            cell["metadata"] |= {
                "colab": {"base_uri": "https://localhost:8080/", "height": 434},
                "outputId": "0f3c2a51-7c6e-4f5b-d0a1-2f6f0b7a9e11",
            }
            table = {"type": "dataframe", "summary": "{}"}
            data = {"application/vnd.google.colaboratory.intrinsic+json": table}
            cell["outputs"] = [output({**data, "text/plain": ["a table"]})]
    saved["cells"].append(
        {
            "cell_type": "code",
            "source": ["!pip install numpy\n", "from google.colab import drive"],
            "metadata": {"id": "xYz0_-12AbCd"},
            "execution_count": None,
            "outputs": [],
        }
    )


def vs_code(saved):
    """An interpreter, a language for each cell, outputs of its own kinds."""
    saved["metadata"] = {
        "kernelspec": {"display_name": ".venv (3.12.3)", "name": "python3"},
        "language_info": {"name": "python", "version": "3.12.3"},
        "vscode": {"interpreter": {"hash": "916dbcbb3f70747c44a77c7bcd40155683ae19c6"}},
    }
    for cell in saved["cells"]:
        code = cell["cell_type"] == "code"
        cell["metadata"]["vscode"] = {"languageId": "python" if code else "markdown"}
        if code:
            data = {"application/vnd.code.notebook.error": {"message": "x"}}
            cell["outputs"] = [output({**data, "image/png": PNG})]


def jupyterlite(saved):
    """Another kernel, and cells that are trusted."""
    saved["metadata"] = {
        "kernelspec": {
            "name": "python",
            "display_name": "Python (Pyodide)",
            "language": "python",
        },
        "language_info": {
            "codemirror_mode": {"name": "python", "version": 3},
            "name": "python",
            "version": "3.14.0",
        },
    }
    for cell in saved["cells"]:
        cell["metadata"]["trusted"] = True
        if cell["cell_type"] == "code":
            cell["outputs"] = [output({"text/html": ["<b>✓ correct</b>"]})]


def notebook_7(saved):
    """Times of each run, folded headings, scrolled outputs."""
    for cell in saved["cells"]:
        cell["metadata"] |= {"editable": True, "slideshow": {"slide_type": ""}}
        if cell["cell_type"] == "code":
            cell["metadata"] |= {
                "scrolled": True,
                "execution": {"iopub.execute_input": "2026-11-02T09:11:13.021Z"},
            }
            cell["outputs"] = [output({"text/plain": "1"}, execution_count=3)]
        else:
            cell["metadata"]["jp-MarkdownHeadingCollapsed"] = True


def kaggle(saved):
    """Format 4.4, which knows no ids, and ids of Kaggle's own."""
    saved["nbformat_minor"] = 4
    saved["metadata"]["kaggle"] = {"accelerator": "none", "dataSources": []}
    for number, cell in enumerate(saved["cells"]):
        del cell["id"]
        cell["metadata"] |= {"_uuid": f"{number:032x}", "_cell_guid": f"{number}"}


def pycharm(saved):
    """A name for each cell, the file as one line, sources as one text."""
    for cell in saved["cells"]:
        cell["source"] = "".join(cell["source"])
        cell["metadata"]["pycharm"] = {"name": "#%%\n"}
        cell["metadata"]["ExecuteTime"] = {"end_time": "2026-11-02T09:11:13.021Z"}


def output(data, **more):
    """Return an output with data in several mimetypes."""
    kind = "execute_result" if more else "display_data"
    return {"output_type": kind, "data": data, "metadata": {}, **more}


SAVERS = [colab, vs_code, jupyterlite, notebook_7, kaggle, pycharm]


@pytest.fixture(scope="module")
def lesson():
    return Course(ROOT).lesson(LESSON)


@pytest.fixture
def graded(tmp_path, lesson, sandbox):
    """Return a function: hand in what a program has saved; return the result."""

    def one(save, answers=None):
        path = submit(tmp_path, "ada", LESSON, answers=answers)
        saved = json.loads(path.read_text("utf-8"))
        save(saved)
        path.write_text(json.dumps(saved), "utf-8")
        return grade("ada", path.parent, lesson, sandbox)

    return one


@pytest.mark.parametrize("save", SAVERS)
def test_a_right_notebook_keeps_all_points(graded, save):
    """Nothing is put back, moved or noted: the cells are those that were released."""
    result = graded(save)
    assert (result.score, result.why) == (result.max_score, "")
    assert result.max_score > 0


@pytest.mark.parametrize("save", SAVERS)
def test_a_wrong_and_an_empty_answer_are_told_apart(graded, save):
    """One blank is wrong and named, one is empty, and the others keep their points."""
    wrong = (
        f"def {COST}(A3, Y, parameters, lambd):\n    return compute_cost(A3, Y) + lambd"
    )
    result = graded(save, {COST: wrong, "l2_penalty": None})
    states = {one.name: one.state for one in result.exercises}
    assert states[COST] == "failed"
    assert states["l2_penalty"] == "not attempted"
    assert states["backward_propagation_with_regularization"] == "passed"
    assert 0 < result.score < result.max_score
