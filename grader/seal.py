"""Shut a process off from the machine, with what Linux gives any user.

A forked kernel seals itself before it reads a byte of a student's: Landlock (files),
seccomp (system calls), resource limits, no capabilities. Nothing has to be installed
and no root is needed. Standard library only: this runs in a process of its own.

Numbers are those of the kernel's headers: linux/landlock.h, linux/seccomp.h,
asm/unistd.h for x86_64 and aarch64.
"""

import ctypes
import os
import platform
import resource
import struct
import sys
from dataclasses import dataclass

LIBC = ctypes.CDLL(None, use_errno=True)

# prctl
_NO_NEW_PRIVS, _CAPBSET_DROP, _PDEATHSIG = 38, 24, 1

# Landlock: rights on files, by the version that brought them
_EXECUTE, _WRITE, _READ, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_ALL_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_TRUNCATE, _IOCTL = 1 << 14, 1 << 15
_FILE_RIGHTS = _EXECUTE | _WRITE | _READ | _TRUNCATE | _IOCTL
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446

# seccomp: what a cell of a course never needs, as (x86_64, aarch64)
_DENIED = {
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "process_mrelease": (448, 448),
    "kcmp": (312, 272),
    "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_open": (434, 434),
    "pidfd_send_signal": (424, 424),
    "pidfd_getfd": (438, 438),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "unshare": (272, 97),
    "setns": (308, 268),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "userfaultfd": (323, 282),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "shmctl": (31, 195),
    "shmat": (30, 196),
    "semget": (64, 190),
    "semctl": (66, 191),
    "semop": (65, 193),
    "semtimedop": (220, 192),
    "msgget": (68, 186),
    "msgctl": (71, 187),
    "msgsnd": (69, 189),
    "msgrcv": (70, 188),
    "mq_open": (240, 180),
    "mq_unlink": (241, 181),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "acct": (163, 89),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "clock_adjtime": (305, 266),
    "adjtimex": (159, 171),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "quotactl": (179, 60),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "setpriority": (141, 140),
    "ioprio_set": (251, 30),
    "sched_setparam": (142, 118),
    "sched_setattr": (314, 274),
    "migrate_pages": (256, 238),
    "move_pages": (279, 239),
}
# Denied only once the kernel has opened the sockets it answers on.
_SOCKETS = {
    "socket": (41, 198),
    "bind": (49, 200),
    "listen": (50, 201),
    "connect": (42, 203),
}
_CLONE, _CLONE3 = (56, 220), (435, 435)
_SCHEDULE = (144, 119)  # ZeroMQ's threads ask for the ordinary policy, number 0
_OWN_PID_ONLY = {"kill": (62, 129), "tgkill": (234, 131)}
_OWN_PID_OR_ZERO = {"prlimit64": (302, 261), "sched_setaffinity": (203, 122)}
_NEWEST = 470  # later system calls are unknown here: "not implemented"
_MACHINES = {"x86_64": (0, 0xC000003E, 317), "aarch64": (1, 0xC00000B7, 277)}

_EPERM, _ENOSYS, _EAFNOSUPPORT = 1, 38, 97
_KILL, _ALLOW, _ERRNO = 0x80000000, 0x7FFF0000, 0x00050000
_LOAD, _JEQ, _JGE, _JSET, _RET = 0x20, 0x15, 0x35, 0x45, 0x06


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


def seal(writable, bounds=None, readable=None):
    """Seal this process and all threads it will start; there is no way back.

    writable: folders it may write to. Call it before any thread is started.
    Raises CannotSeal if a mechanism is missing.
    """
    bounds = bounds or Bounds()
    LIBC.prctl(_PDEATHSIG, 9, 0, 0, 0)
    _must(LIBC.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
    _drop_capabilities()
    if "limits" in bounds.mechanisms:
        _limits(bounds)
    if "landlock" in bounds.mechanisms:
        _landlock(writable, readable_paths() if readable is None else readable)
    if "seccomp" in bounds.mechanisms:
        _seccomp(_first_filter())


def close_sockets(bounds=None):
    """Take away new sockets and connections as well, from every thread."""
    if bounds is None or "seccomp" in bounds.mechanisms:
        _seccomp(_second_filter())


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


def _machine():
    try:
        return _MACHINES[platform.machine()]
    except KeyError:
        raise CannotSeal(
            f"no seccomp filter is written for {platform.machine()} "
            f"(there is one for {', '.join(_MACHINES)})"
        ) from None


def _start(column, architecture):
    """Begin a filter: the right architecture, a known system call."""
    program = [
        (_LOAD, 0, 0, 4),
        (_JEQ, 1, 0, architecture),
        (_RET, 0, 0, _KILL),
        (_LOAD, 0, 0, 0),
    ]
    if column == 0:  # the x32 calls of x86_64 would have other numbers
        program += [(_JGE, 0, 1, 0x40000000), (_RET, 0, 0, _ERRNO | _EPERM)]
    return program


def _deny(number, error=_EPERM):
    return [(_JEQ, 0, 1, number), (_RET, 0, 0, _ERRNO | error)]


def _first_filter():
    column, architecture, _ = _machine()
    program = _start(column, architecture)
    program += [(_JGE, 0, 1, _NEWEST), (_RET, 0, 0, _ERRNO | _ENOSYS)]
    for numbers in _DENIED.values():
        if numbers[column] is not None:
            program += _deny(numbers[column])
    program += _deny(_CLONE3[column], _ENOSYS)  # the C library falls back to clone
    program += [  # threads, but no processes
        (_JEQ, 0, 4, _CLONE[column]),
        (_LOAD, 0, 0, 16),
        (_JSET, 0, 1, 0x00010000),
        (_RET, 0, 0, _ALLOW),
        (_RET, 0, 0, _ERRNO | _EPERM),
    ]
    program += [
        (_JEQ, 0, 4, _SCHEDULE[column]),
        (_LOAD, 0, 0, 24),
        (_JEQ, 0, 1, 0),
        (_RET, 0, 0, _ALLOW),
        (_RET, 0, 0, _ERRNO | _EPERM),
    ]
    for numbers in _OWN_PID_ONLY.values():
        program += [
            (_JEQ, 0, 4, numbers[column]),
            (_LOAD, 0, 0, 16),
            (_JEQ, 0, 1, os.getpid()),
            (_RET, 0, 0, _ALLOW),
            (_RET, 0, 0, _ERRNO | _EPERM),
        ]
    for numbers in _OWN_PID_OR_ZERO.values():
        program += [
            (_JEQ, 0, 5, numbers[column]),
            (_LOAD, 0, 0, 16),
            (_JEQ, 1, 0, 0),
            (_JEQ, 0, 1, os.getpid()),
            (_RET, 0, 0, _ALLOW),
            (_RET, 0, 0, _ERRNO | _EPERM),
        ]
    program += [  # sockets of the Unix kind only, and those as streams
        (_JEQ, 0, 4, _SOCKETS["socket"][column]),
        (_LOAD, 0, 0, 16),
        (_JEQ, 1, 0, 1),
        (_RET, 0, 0, _ERRNO | _EAFNOSUPPORT),
        (_RET, 0, 0, _ALLOW),
    ]
    return [*program, (_RET, 0, 0, _ALLOW)]


def _second_filter():
    column, architecture, _ = _machine()
    program = _start(column, architecture)
    for numbers in _SOCKETS.values():
        program += _deny(numbers[column])
    return [*program, (_RET, 0, 0, _ALLOW)]


def _seccomp(program):
    """Install a filter in all threads (SECCOMP_FILTER_FLAG_TSYNC)."""
    code = b"".join(struct.pack("HBBI", *line) for line in program)
    buffer = ctypes.create_string_buffer(code, len(code))
    filters = struct.pack("HxxxxxxQ", len(program), ctypes.addressof(buffer))
    _must(LIBC.syscall(_machine()[2], 1, 1, filters), "seccomp")
