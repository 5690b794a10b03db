"""A Dask cluster gives what local workers give, whatever is killed on the way."""

import contextlib
import json
import os
import re

import psutil
import pytest

from grader.cli.common import CommandError
from grader.cli.grade import grade
from grader.lesson.assignment import Assignment
from grader.sandbox.limits import Limits
from grader.serving import cluster
from grader.serving.bundle import lesson_files
from grader.serving.packet import pack
from grader.serving.reading import ReadAndDone, packet_of
from grader.serving.service import Service, opening
from grader.submission.beside import FileRules
from grader.submission.engine import Engine, Task
from grader.submission.restore import given_by_source, restore
from grader.submission.result import GradedSubmission
from tests.grader.stock import cell, write
from tests.support import LESSON, one_lesson, submit

FUNCTION = "forward_propagation_with_dropout"


def test_without_the_package_a_sentence_says_what_to_install(
    course, tmp_path, monkeypatch
):
    """Nothing is graded, and nothing has to be installed for other ways to grade."""
    stub = tmp_path / "stub"
    stub.mkdir()
    (stub / "distributed.py").write_text('raise ImportError("no", name="distributed")')
    monkeypatch.setenv("PYTHONPATH", str(stub))
    submit(course, "ada", LESSON)
    with pytest.raises(CommandError, match=r"pip install 'dask\[distributed\]'"):
        grade(course, [LESSON], cluster="local")


@pytest.mark.slow
@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "no address"])
def test_an_address_without_a_scheduler_is_named(course, address):
    """In one sentence that says what was expected."""
    submit(course, "ada", LESSON)
    with pytest.raises(CommandError, match="Expected an address such as tcp") as found:
        grade(course, [LESSON], cluster=address)
    assert repr(address)[1:-1] in str(found.value)


@pytest.mark.slow
def test_a_submission_with_files_beside_it_travels_whole(tmp_path):
    """What is run elsewhere has the same files, and says the same of the others."""
    source = tmp_path / "course" / "source" / "w"
    tests = "assert open('data.txt').read() == 'mine' and helper.x == 3"
    write(source / "a.ipynb", cell("import helper"), cell(tests, "t", 2))
    write(source / "b.ipynb", cell("assert True", "u", 1))
    (source / "helper.py").write_text("x = 3")
    folder = tmp_path / "ada"
    write(folder / "a.ipynb", cell("import helper"), cell("pass", "t", 2))
    (folder / "deep").mkdir()
    for name, text in (("data.txt", "mine"), ("helper.py", "x = 4"), ("os.py", "")):
        (folder / name).write_text(text)
    (folder / "deep" / "x.txt").write_text("x")
    (folder / "link").symlink_to("/etc/passwd")
    os.mkfifo(folder / "pipe")
    with (folder / "huge").open("wb") as file:
        file.truncate(60 << 20)
    assignment, limits, rules = Assignment(source), Limits(), FileRules()
    given = {name: given_by_source(assignment, name) for name in assignment.notebooks}

    def prepare(student, lesson, notebook, name):
        return restore(notebook, name, lesson, given[name])

    task = Task("ada", "w", str(folder))
    request = packet_of(task, assignment, limits, prepare, rules)
    assert len(request) < 100_000
    content = {n: p.read_bytes() for n, p in lesson_files(source).items()}
    with Service(opening("w", content)) as service:
        there = GradedSubmission.from_bytes(service.submit(request).result())
    with Engine(tmp_path / "course", [assignment], 1, prepare=prepare) as engine:
        [(_, here)] = engine.grade([task])
    assert (
        here.score == 2 and "link, pipe (it is a link or no regular file)" in here.why
    )
    assert there.to_json() == here.to_json()
    (folder / "a.ipynb").unlink()
    with pytest.raises(ReadAndDone) as done:
        packet_of(task, assignment, limits, prepare, rules)
    assert done.value.graded.status == "not graded"


def processes():
    """Return (who speaks with the cluster, its Dask workers) below this process."""
    [speaker] = _below(psutil.Process(), "grader.serving.dispatch")
    return speaker, _below(speaker, "spawn_main")


def _below(process, word):
    """Return the children whose command holds a word, but for what is just ending."""
    found = []
    for child in process.children():
        with contextlib.suppress(psutil.Error):
            found += [child] if word in " ".join(child.cmdline()) else []
    return found


@pytest.mark.slow
def test_whatever_is_killed_the_class_gets_the_same(course, monkeypatch, capsys):
    """A worker, the process that speaks with them: a retry each, nothing twice."""
    wrong = "def f(): pass\n"
    for number in range(8):
        answers = {FUNCTION: wrong} if number % 2 else None
        submit(course, f"s{number}", LESSON, answers=answers)
    submit(course, "junk", LESSON).write_bytes(b"junk")
    monkeypatch.setattr(cluster, "MOST", 3)
    seen, most = [], []
    send = cluster.Cluster._send

    def counted(self, key):
        most.append(len(self._held))
        send(self, key)

    def show(graded):
        seen.append(json.loads(graded.to_json()))
        if len(seen) in (2, 4):
            speaker, workers = processes()
            killed = workers[0] if len(seen) == 2 else speaker
            killed.kill()

    monkeypatch.setattr(cluster.Cluster, "_send", counted)
    monkeypatch.setenv("DASK_TOKEN", "a secret")
    assert grade(course, [LESSON], jobs=2, cluster="local", show=show) == 1
    assert max(most) <= 3
    assert [one["student"] for one in seen] == ["junk", *(f"s{n}" for n in range(8))]
    local = []
    show_local = lambda one: local.append(json.loads(one.to_json()))  # noqa: E731
    grade(course, [LESSON], again=True, show=show_local)
    assert local == seen
    texts = [p.read_text() for p in (course / "autograded").rglob("*.ipynb")]
    assert not any(re.search("a secret", text) for text in texts)


def test_a_fatal_answer_ends_the_command_and_another_costs_a_submission():
    """What concerns all is told once; what concerns one is its `why`."""

    class Pipe:
        def __init__(self, told):
            self.told = told

        def recv_bytes(self):
            return (7).to_bytes(8) + pack(self.told)

    one = cluster.Cluster(one_lesson(LESSON), "tcp://x")
    one._held, one._flying = {7: Task("ada", LESSON)}, {7: b""}
    one._pipe = Pipe({"error": "no seal", "fatal": True})
    with pytest.raises(ValueError, match="cannot go on: no seal"):
        list(one._came())
    one._pipe = Pipe({"error": "gone", "fatal": False})
    [(key, graded)] = one._came()
    assert key == 7 and graded.status == "not graded" and "gone" in graded.why
