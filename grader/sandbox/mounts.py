"""A small disk of its own for a child: a tmpfs of a fixed size, which is /tmp, too.

It is gone with the child, whatever the child hid there. It needs a mount namespace:
root has one, elsewhere a user namespace gives it. Standard library only.

Numbers are those of the kernel's headers, here linux/sched.h and linux/mount.h.
"""

import ctypes
import os

_LIBC = ctypes.CDLL(None, use_errno=True)
_NEWNS, _NEWUSER = 0x00020000, 0x10000000
_BIND, _REC, _PRIVATE, _NOSUID, _NODEV = 0x1000, 0x4000, 1 << 18, 2, 4
_TMP = "/tmp"


def mount_disk(folder: str, size: int, files: int, needed: list[str]) -> str:
    """Put a tmpfs over an empty folder; return the folder in it to work in.

    size: bytes, files: how many files and folders it may hold. needed: paths that
    have to stay readable; /tmp is replaced by a part of the new disk.
    Raises OSError where this machine does not allow it.
    """
    _unshare()
    _mount(None, "/", None, _REC | _PRIVATE)
    covered = [path for path in needed if path.startswith(f"{_TMP}/")]
    kept = [(path, os.open(path, os.O_PATH)) for path in covered]
    options = f"size={size},nr_inodes={files + 4 + 8 * len(covered)},mode=0700"
    _mount("tmpfs", folder, "tmpfs", _NOSUID | _NODEV, options)
    work, tmp = os.path.join(folder, "work"), os.path.join(folder, "tmp")
    os.mkdir(work)
    os.mkdir(tmp)
    kept.append((work, os.open(work, os.O_PATH)))
    _mount(tmp, _TMP, None, _BIND)
    for path, number in kept:
        if path.startswith(f"{_TMP}/"):
            place = f"/proc/self/fd/{number}"
            if os.path.isdir(place):
                os.makedirs(path, exist_ok=True)
            else:
                os.makedirs(os.path.dirname(path), exist_ok=True)
                os.close(os.open(path, os.O_CREAT | os.O_WRONLY))
            _mount(place, path, None, _BIND | _REC)
        os.close(number)
    return work


def _unshare():
    """Enter a mount namespace, in a user namespace where one is needed."""
    user, group = os.getuid(), os.getgid()
    if _LIBC.unshare(_NEWNS) == 0:
        return
    if _LIBC.unshare(_NEWNS | _NEWUSER) != 0:
        raise _error("a mount namespace")
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def _mount(source, target, kind, flags, options=None):
    words = [w if w is None else os.fsencode(w) for w in (source, target, kind)]
    data = None if options is None else options.encode()
    if _LIBC.mount(*words, ctypes.c_ulong(flags), data) != 0:
        raise _error(f"mounting {target}")


def _error(what):
    number = ctypes.get_errno()
    return OSError(number, f"{what}: {os.strerror(number)}")
