"""Every trick of the hostile class attacks something that is there."""

import ast
import json
import socket
from importlib import import_module

from IPython.core.events import EventManager
from traitlets import TraitType

from grader.sandbox.frames import Channel
from grader.sandbox.shell import CellShell
from tests.hostile import PARTS
from tests.hostile.build import NOTEBOOK, Place
from tests.hostile.run import CLASS, POINTS


def test_every_trick_has_a_name_and_a_promise():
    """Names are unique and say to which part of the list a trick belongs."""
    assert len(POINTS) == len(CLASS)
    assert all(one.promise.endswith(".") for one in CLASS)
    assert sum(name != "honest" for name in PARTS) == len(PARTS) - 1
    honest = [name for name in sorted(POINTS) if "-honest-" in name]
    assert sorted(POINTS)[0] in honest
    assert sorted(POINTS)[-1] in honest


class Shell(CellShell):
    """The shell as a child has it, without making one."""

    events = EventManager


# Libraries that tricks patch
ATTACKED = ("checker", "utils", "numpy", "IPython", "grader")
PATCHING = [
    one
    for part in ("forging", "evidence", "returning", "reading", "machine", "pipe")
    for one in PARTS[part]
]


def names_used(source):
    """Yield (dotted name, True if it is there) of what a text uses of ATTACKED."""
    source = source.replace("get_ipython()", "shell")
    known = {"shell": Shell, "channel": Channel(socket.socket)}  # as a child has them
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from _imported(node, known)
        elif isinstance(node, ast.Assign):
            called = ast.unparse(node.value)
            if called == "shell":
                known[node.targets[0].id] = Shell
            elif called.startswith("import_module("):
                known[node.targets[0].id] = import_module(node.value.args[0].value)
    for node in ast.walk(ast.parse(source)):
        name = ast.unparse(node) if isinstance(node, ast.Attribute) else ""
        first, *parts = name.split(".")
        if first in known and all(part.isidentifier() for part in parts):
            yield name, _there(known[first], parts)


def _imported(node, known):
    for alias in node.names:
        module = getattr(node, "module", None) or alias.name
        if module.partition(".")[0] not in ATTACKED:
            continue
        top = __import__(module)
        if isinstance(node, ast.ImportFrom):
            imported = import_module(module)
            yield f"{module}.{alias.name}", _there(imported, [alias.name])
            known[alias.asname or alias.name] = getattr(imported, alias.name, None)
        elif alias.asname:  # what Python binds: perhaps not the module
            for part in module.split(".")[1:]:
                top = getattr(top, part)
            known[alias.asname] = top
        else:
            known[top.__name__] = top


def _there(found, parts):
    for part in parts:
        if isinstance(found, TraitType | property):
            return True  # what it holds, a shell has only when it is made
        if not hasattr(found, part):
            return False
        found = getattr(found, part)
    return True


def test_what_a_trick_patches_is_there(tmp_path):
    """A trick against a name of yesterday would prove nothing."""
    place, used = (
        Place(*(tmp_path / name for name in ("course", "canary", "home"))),
        set(),
    )
    for one in PATCHING:
        folder = tmp_path / one.name
        folder.mkdir()
        one.make(folder, place)
        for cell in json.loads((folder / NOTEBOOK).read_text())["cells"]:
            if cell["cell_type"] == "code":
                found = dict(names_used("".join(cell["source"])))
                assert [name for name, there in found.items() if not there] == [], one
                used |= found.keys()
    assert {"c.check", "c.Check.__call__", "c.collect", "c.dumps"} <= used
    assert {"checker.collect.collect", "checker.wire.dumps"} <= used
    assert {"s.run", "ip.run_cell", "shell.channel"} <= used
    assert {"channel.send", "channel._connection", "frames.EVIDENCE"} <= used
    for line, name in (
        ("import checker.check as c\nc.deliverd", "c.deliverd"),
        ("get_ipython().kernel", "shell.kernel"),
        ("ip = get_ipython()\nip.kernel", "ip.kernel"),
    ):
        assert dict(names_used(line)) == {name: False}
