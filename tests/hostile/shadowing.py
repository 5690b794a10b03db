"""Files beside the notebook that would be taken for ours, or lead elsewhere."""

import os

from .build import (
    COST,
    FULL,
    HALF,
    LESSON,
    NOT_GRADED,
    NOTEBOOK,
    RIGHT,
    Submission,
    answered,
    beside,
    write,
)

_YES = "import numpy\nnumpy.allclose = lambda *a: True\nraise SystemExit('SHADOW')\n"


def modules(folder, place):
    for name in ("numpy", "sitecustomize", "usercustomize", "ipykernel_launcher"):
        (folder / f"{name}.py").write_text(_YES)
    for name in ("conftest", "IPython", "ipykernel", "zmq", "json", "grader"):
        (folder / f"{name}.py").write_text(_YES)


def settings(folder, place):
    (folder / "ipython_config.py").write_text(_YES)
    (folder / "jupyter_config.py").write_text(_YES)
    (folder / "nbgrader_config.py").write_text(_YES)
    (folder / "pyproject.toml").write_text("[tool.pytest]\n= broken")
    (folder / "matplotlibrc").write_text("backend: SHADOW\nsavefig.format: exe\n")
    startup = folder / ".ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00.py").write_text(_YES)


def package(folder, place):
    for name in (
        "checker",
        "checker/check",
        "utils",
        "weight_decay",
        "numpy",
        "grader",
    ):
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text(_YES)


def module_for_package(folder, place):
    for name in ("checker", "utils", "weight_decay"):
        (folder / f"{name}.py").write_text(_YES)
    (folder / "checks.npz").write_bytes(b"PK broken")


def stars(folder, place):
    (folder / "__pycache__").mkdir()
    (folder / "evil.pth").write_text("import os; os._exit(1)")
    (folder / "nul\nline.py").write_text("x")
    (folder / ("n" * 250)).write_text("x")
    os.mkfifo(folder / "fifo")
    with open(os.path.join(os.fsencode(folder), b"\xff\xfe.py"), "w") as file:
        file.write("x")


def links(folder, place):
    (folder / "gradebook.db").symlink_to(place.course / "gradebook.db")
    (folder / "secret").symlink_to(place.canary / "secret")
    (folder / "everything").symlink_to("/")
    (folder / "round").symlink_to(folder)
    (folder / "round2").symlink_to("round2")
    (folder / "zero").symlink_to("/dev/zero")
    (folder / "nowhere").symlink_to("/nowhere")
    os.link(place.canary / "secret", folder / "hard")


def many_files(folder, place):
    for number in range(20_000):
        os.close(os.open(folder / f"{number}.txt", os.O_CREAT | os.O_WRONLY))


def linked_notebook(folder, place):
    other = place.course / "submitted" / "aa-honest-right" / LESSON / NOTEBOOK
    (folder / NOTEBOOK).symlink_to(other)


def folder_as_notebook(folder, place):
    (folder / NOTEBOOK).mkdir()


def fifo_as_notebook(folder, place):
    os.mkfifo(folder / NOTEBOOK)


def endless_notebook(folder, place):
    (folder / NOTEBOOK).symlink_to("/dev/zero")


def two_notebooks(folder, place):
    other = answered()
    write(folder, other)
    (folder / NOTEBOOK).rename(folder / "z-better.ipynb")
    write(folder, answered(RIGHT[COST].replace("(2 * m)", "m")))


_BESIDE = {
    modules: "Modules named like libraries are not imported.",
    settings: "Settings of the student's are not read.",
    package: "Packages named like our modules are not imported.",
    module_for_package: "A module named like our package is not imported.",
    stars: "Odd names, a pipe and caches disturb nobody.",
    links: "Links are not followed, not copied, and lead nowhere.",
    many_files: "Twenty thousand files cost nobody much time.",
}
_INSTEAD = {
    linked_notebook: "A link is no notebook.",
    folder_as_notebook: "A folder is no notebook.",
    fifo_as_notebook: "A pipe is no notebook, and nobody waits for it.",
    endless_notebook: "An endless file is no notebook.",
}

SUBMISSIONS = (
    *(
        Submission(f"shadow-{add.__name__.replace('_', '-')}", says, beside(add), HALF)
        for add, says in _BESIDE.items()
    ),
    *(
        Submission(f"shadow-{make.__name__.replace('_', '-')}", says, make, NOT_GRADED)
        for make, says in _INSTEAD.items()
    ),
    Submission("shadow-two-notebooks", "Only ours counts.", two_notebooks, HALF),
    Submission(
        "shadow-nothing",
        "Right without tricks.",
        beside(lambda *a: 0, RIGHT[COST]),
        FULL,
    ),
)
