"""The list of a class: what other programs write is read, what is wrong is named."""

import pytest

from grader.nbgrader_bridge.students import names_of_students
from tests.grader.downloads import NAME, handed_in, notebook, pack


def test_the_roster_is_kept(collect, course, tmp_path):
    """The next time nobody has to name it; names come from nbgrader's own table."""
    collect(pack(tmp_path / "a.zip", {f"ada/{NAME}": notebook()}))
    assert names_of_students(course).of("minjun").name == "김민준"
    path = pack(tmp_path / "b.zip", {f"김민준_43_7_{NAME}": notebook("b")})
    assert collect(path, roster=None)[0] == 0
    assert handed_in(course)["minjun"] == "b"


def test_two_who_may_be_meant_are_named(collect, course, tmp_path):
    """Where a name is that of two students, nothing is guessed."""
    roster = tmp_path / "two.csv"
    roster.write_text("id,name\na1,김민준\na2,김민준\n", "utf-8")
    path = pack(tmp_path / "a.zip", {f"김민준/{NAME}": notebook()})
    code, said = collect(path, roster=roster)
    assert code == 1 and "may be from a1, a2" in said and not handed_in(course)


@pytest.mark.parametrize(
    ("raw", "person"),
    [
        (b"\xef\xbb\xbfID;Name\nada;Ada Lovelace\n", ("Ada Lovelace", "")),
        ("학번,이름\nada,김민준\n".encode("cp949"), ("김민준", "")),
        ("id\tname\nada\t김민준\n".encode("utf-16"), ("김민준", "")),
        (
            b"Student,ID,SIS User ID,SIS Login ID,Section,L1 (9)\n"
            b"    Points Possible,,,,,25\n"
            b'"Lovelace, Ada",41,,ada,A,\n"Student, Test",99,,x,A,\n',
            ("Ada Lovelace", "41"),
        ),
        (
            b"First name,Last name,Username,ID number,Email address\n"
            b"Ada,Lovelace,ada,41,a@b.org\n",
            ("Ada Lovelace", "41"),
        ),
        (
            b'"Last Name","First Name","Username","Student ID"\n'
            b'"Lovelace","Ada","ada","41"\n',
            ("Ada Lovelace", "41"),
        ),
    ],
)
def test_rosters_of_many_programs(collect, course, tmp_path, raw, person):
    """What Excel, Canvas, Moodle and Blackboard write is understood as it is."""
    roster = tmp_path / "class.csv"
    roster.write_bytes(raw)
    path = pack(tmp_path / "a.zip", {f"ada/{NAME}": notebook()})
    assert collect(path, roster=roster)[0] == 0
    people = names_of_students(course)
    assert (people.name("ada"), people.of("ada").lms_user_id) == person
    assert len(people) == 1


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"name\nAda\n", "expected one called id"),
        (b"id\nada\nada/../x\n", "line 3: 'ada/../x' can be no student's folder"),
        (b"id,name\n,Ada\n", "line 2: it has no id"),
        (b"id,name\nada,A\nada,B\n", "line 3: ada is there twice"),
        (b"PK\x03\x04\0\0", "is no CSV file"),
        (b"", "is no CSV file"),
        (None, "cannot be read"),
    ],
)
def test_a_roster_that_is_wrong_is_refused(collect, course, tmp_path, raw, told):
    """One sentence names file and line, and nothing is taken."""
    roster = tmp_path / "bad.csv"
    if raw is not None:
        roster.write_bytes(raw)
    path = pack(tmp_path / "a.zip", {f"ada/{NAME}": notebook()})
    code, said = collect(path, roster=roster)
    assert code == 2 and str(roster) in said and told in said
    assert not (course / "submitted").exists()
