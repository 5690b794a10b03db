"""Shut a process off from the machine, with what Linux gives any user.

A forked kernel seals itself before it reads a byte of a student's: Landlock (files),
seccomp (system calls), resource limits, no capabilities. Nothing has to be installed
and no root is needed. Standard library only: this runs in a process of its own.

Numbers are those of the kernel's headers, here linux/landlock.h and linux/prctl.h.
"""

import ctypes
import os
import resource
import struct
import sys
from dataclasses import dataclass

from grader.sandbox import system_calls

LIBC = ctypes.CDLL(None, use_errno=True)

# prctl
_NO_NEW_PRIVS, _CAPBSET_DROP, _PDEATHSIG = 38, 24, 1

# Landlock: rights on files, by the version that brought them
_EXECUTE, _WRITE, _READ, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_ALL_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_TRUNCATE, _IOCTL = 1 << 14, 1 << 15
_FILE_RIGHTS = _EXECUTE | _WRITE | _READ | _TRUNCATE | _IOCTL
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446

MECHANISMS = frozenset({"landlock", "seccomp", "limits"})


class CannotSeal(RuntimeError):
    """A mechanism that the seal needs is missing on this machine."""


@dataclass(frozen=True)
class Bounds:
    """What a sealed process may use."""

    memory: int = 3 << 30  # bytes on top of what it has when it is sealed
    file_size: int = 50 << 20
    open_files: int = 256
    mechanisms: frozenset = MECHANISMS


def landlock_version():
    """Return the version of Landlock that this Linux has, 0 if none."""
    return max(0, LIBC.syscall(_CREATE_RULESET, None, 0, 1))


def readable_paths():
    """Return what Python and its libraries need to read."""
    found = [sys.prefix, sys.base_prefix, *(p for p in sys.path if p)]
    found += ["/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/share"]
    found += ["/etc/fonts", "/etc/localtime", "/etc/ld.so.cache", "/dev/urandom"]
    real = {os.path.realpath(path) for path in found if os.path.exists(path)}
    return sorted(real - {"/"})


def die_with_parent():
    """Let this process be killed when the one that it was forked from ends."""
    if sys.platform == "linux":
        LIBC.prctl(_PDEATHSIG, 9, 0, 0, 0)


def seal(writable, bounds=None, readable=None):
    """Seal this process and all threads it will start; there is no way back.

    writable: folders it may write to. Call it before any thread is started.
    Raises CannotSeal if a mechanism is missing.
    """
    bounds = bounds or Bounds()
    die_with_parent()
    _must(LIBC.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
    _drop_capabilities()
    if "limits" in bounds.mechanisms:
        _limits(bounds)
    if "landlock" in bounds.mechanisms:
        _landlock(writable, readable_paths() if readable is None else readable)
    if "seccomp" in bounds.mechanisms:
        _seccomp(system_calls.denials)


def _must(result, what):
    if result < 0:
        error = os.strerror(ctypes.get_errno())
        raise CannotSeal(f"{what} is not to be had here: {error}")
    return result


def _drop_capabilities():
    for capability in range(64):
        if LIBC.prctl(_CAPBSET_DROP, capability, 0, 0, 0) < 0:
            break
    header = struct.pack("Ii", 0x20080522, 0)
    _must(LIBC.capset(header, bytes(24)), "capset")


def _landlock(writable, readable):
    version = landlock_version()
    if not version:
        raise CannotSeal(
            "Landlock is not to be had here: it needs Linux 5.13 or newer with "
            "CONFIG_SECURITY_LANDLOCK and landlock among the `lsm=` modules"
        )
    rights = _ALL_RIGHTS[max(v for v in _ALL_RIGHTS if v <= version)]
    net = 3 if version >= 4 else 0
    scoped = 3 if version >= 6 else 0
    attributes = struct.pack("QQQ", rights, net, scoped)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    ruleset = _must(LIBC.syscall(_CREATE_RULESET, attributes, size, 0), "Landlock")
    for path in readable:
        _allow(ruleset, path, (_READ | _READ_DIR) & rights)
    for path in ("/dev/null", "/dev/zero"):
        _allow(ruleset, path, (_READ | _WRITE) & rights)
    for path in writable:
        _allow(ruleset, path, rights & ~_EXECUTE)
    _must(LIBC.syscall(_RESTRICT_SELF, ruleset, 0), "Landlock")
    os.close(ruleset)


def _allow(ruleset, path, rights):
    folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
    if not os.path.isdir(path):
        rights &= _FILE_RIGHTS
    rule = struct.pack("=Qi", rights, folder)
    _must(LIBC.syscall(_ADD_RULE, ruleset, 1, rule, 0), f"Landlock on {path}")
    os.close(folder)


def _limits(bounds):
    with open("/proc/self/statm") as file:
        used = int(file.read().split()[0]) * resource.getpagesize()
    for kind, value in (
        (resource.RLIMIT_AS, used + bounds.memory),
        (resource.RLIMIT_FSIZE, bounds.file_size),
        (resource.RLIMIT_NOFILE, bounds.open_files),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (value, value))


def _seccomp(make):
    """Install a filter in all threads (SECCOMP_FILTER_FLAG_TSYNC)."""
    try:
        program = make()
    except system_calls.NoFilter as error:
        raise CannotSeal(str(error)) from None
    code = b"".join(struct.pack("HBBI", *line) for line in program)
    buffer = ctypes.create_string_buffer(code, len(code))
    filters = struct.pack("HxxxxxxQ", len(program), ctypes.addressof(buffer))
    number = system_calls.install_number()
    _must(LIBC.syscall(number, 1, 1, filters), "seccomp")
