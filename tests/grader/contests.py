"""A small course with one contest."""

import nbformat
import numpy as np
from nbformat.v4 import new_code_cell, new_notebook

from grader.lesson.lesson import Course

M = 40
LABELS = np.array([[1, 0, 0, 1, 1, 0, 1, 0] * 5])
GUESS = np.where(np.arange(M) < 36, LABELS, 1 - LABELS)  # 36 of 40 are right
SOLUTION = f'''def guess():
    """Return predictions."""
    ### START CODE HERE ###
    predictions = np.array({GUESS.tolist()})  # what you think
    ### END CODE HERE ###
    return predictions
'''
AUTHOR = """
from grader.lesson.exercise import Contest, Threshold
EXERCISES = (Contest("guess", 40, "labels.npz", (STEPS,),
    hints=("Think.", "Think again."), does="Now you know."),)
"""
STEPS = 'Threshold("some", 0.7, 1), Threshold("good", 0.875, 3)'


def toy(root, steps=STEPS, labels=LABELS):
    """Write a course with one contest; return the `Lesson`."""
    folder = root / "source" / "toy"
    (folder / "_author").mkdir(parents=True)
    (folder / "_author" / "exercises.py").write_text(AUTHOR.replace("STEPS", steps))
    if labels is not None:
        np.savez(folder / "_author" / "labels.npz", Y=labels)
    cells = [new_code_cell("import numpy as np", id="imports")]
    for name, source in (("guess", SOLUTION), ("guess-test", "check(guess)")):
        cells.append(new_code_cell(source, id=name))
        test = name.endswith("-test")
        data = {"grade_id": name, "solution": not test, "grade": test, "points": 8}
        cells[-1].metadata["nbgrader"] = data
    nbformat.write(new_notebook(cells=cells), folder / "toy.ipynb")
    return Course(root).lesson("toy")
