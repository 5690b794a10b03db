"""The folder that a child works in: its disk, and what lies in it at the start.

Standard library only.
"""

import os
import shutil
import sys
from pathlib import Path

from grader.sandbox import mounts, seal


def make_folder(request):
    """Return the folder to work in, on a small disk of its own where that can be.

    What a submission brings along, its files and the assignment's, is put there.
    """
    folder = request["folder"]
    # Opened before a disk of its own covers it.
    beside = request.get("beside")
    beside = beside and os.open(beside, os.O_PATH | os.O_DIRECTORY)
    if request["disk"]:
        needed = [*seal.readable_paths(), os.path.realpath(request["library"])]
        size, files = request["size"], request["files"]
        folder = mounts.mount_disk(folder, size, files, needed)
    if beside:
        shutil.copytree(f"/proc/self/fd/{beside}", folder, dirs_exist_ok=True)
        os.close(beside)
    return folder


def make_importable(work, first):
    """Let modules in the folder to work in be imported.

    first: even where others of that name were imported, which are not Python's own;
    and the course's, which nobody here can read, are forgotten.
    """
    if not first:
        sys.path.append(work)
        return
    sys.path.insert(0, work)
    own = {"grader", "checker", "utils"}
    own |= {path.parent.name for path in Path(work).glob("*/__init__.py")}
    own |= {path.stem for path in Path(work).glob("*.py")}
    for name in list(sys.modules):
        if name.partition(".")[0] in own - sys.stdlib_module_names:
            del sys.modules[name]
