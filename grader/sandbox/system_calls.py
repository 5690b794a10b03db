"""The system calls that a sealed process may not make, as filters for seccomp.

Numbers are those of the kernel's headers: linux/seccomp.h, linux/filter.h,
asm/unistd.h for x86_64 and aarch64. Standard library only.
"""

import os
import platform


class NoFilter(RuntimeError):
    """There is no filter for this kind of machine."""


# What a cell of a course never needs, as (x86_64, aarch64)
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
    "sendmsg": (46, 211),  # could pass open files on, into a pair of sockets say
    "sendmmsg": (307, 269),
    "truncate": (76, 45),  # which Landlock looks at only since Linux 6.2
    "syslog": (103, 116),
    "quotactl_fd": (443, 443),
    "inotify_init": (253, None),
    "inotify_init1": (294, 26),
    "fanotify_init": (300, 262),
    # Which pages of a file were read outlives a process, and others could ask for it.
    "preadv2": (327, 286),
    "mincore": (27, 232),
    "cachestat": (451, 451),
    "migrate_pages": (256, 238),
    "move_pages": (279, 239),
}
# Landlock does not look at these, and they reach any file of the same user. They
# are said to have worked: honest code that copies or locks a file asks for them.
_IGNORED = {
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "lchown": (94, None),
    "fchown": (93, 55),
    "fchownat": (260, 54),
    "utime": (132, None),
    "utimes": (235, None),
    "futimesat": (261, None),
    "utimensat": (280, 88),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "setxattrat": (463, 463),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
    "removexattrat": (466, 466),
    "file_setattr": (469, 469),
    "flock": (73, 32),
    "fadvise64": (221, 223),
    "readahead": (187, 213),
}
# Values of an argument that are denied: (position of the argument, values)
_PRCTL, _FCNTL, _IOCTLS, _MADVISE = (157, 167), (72, 25), (16, 29), (28, 233)
_DENIED_VALUES = (
    (_PRCTL, 0, (1, 4)),  # to outlive the parent, to hide which files are open
    # A file's signals for another process; a lease, for which others have to wait
    (_FCNTL, 1, (8, 15, 1024, 1026)),
    (_MADVISE, 2, (1, 3, 20, 21)),  # which pages of a file are read, or given up
    (_IOCTLS, 1, (0x8901, 0x8902, 0x5412, 0x40086602, 0x401C5820)),  # likewise, others
)
_SOCKETS = {  # none can be made; a pair, which reaches nobody, can
    "bind": (49, 200),
    "listen": (50, 201),
    "connect": (42, 203),
    "accept": (43, 202),
    "accept4": (288, 242),
}
_SOCKET = (41, 198)
_SOCKETPAIR = (53, 199)
_CLONE, _CLONE3 = (56, 220), (435, 435)
_SCHEDULE = (144, 119)  # threads of libraries ask for the ordinary policy, number 0
_OWN_PID_ONLY = {"kill": (62, 129), "tgkill": (234, 131)}
_OWN_PID_OR_ZERO = {"prlimit64": (302, 261), "sched_setaffinity": (203, 122)}
_NEWEST = 470  # later system calls are unknown here: "not implemented"
_MACHINES = {"x86_64": (0, 0xC000003E, 317), "aarch64": (1, 0xC00000B7, 277)}

_EPERM, _ENOSYS, _EAFNOSUPPORT = 1, 38, 97
_KILL, _ALLOW, _ERRNO = 0x80000000, 0x7FFF0000, 0x00050000
_LOAD, _JEQ, _JGE, _JSET, _AND, _RET = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06


def install_number():
    """Return the number of the system call seccomp."""
    return _machine()[2]


def _machine():
    try:
        return _MACHINES[platform.machine()]
    except KeyError:
        raise NoFilter(
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


def _deny_values(number, argument, values):
    """Deny a call where one of its arguments (from 0) has one of some values."""
    checks = [(_JEQ, len(values) - i, 0, value) for i, value in enumerate(values)]
    body = [(_LOAD, 0, 0, 16 + 8 * argument), *checks, (_RET, 0, 0, _ALLOW)]
    body.append((_RET, 0, 0, _ERRNO | _EPERM))
    return [(_JEQ, 0, len(body), number), *body]


def denials():
    """Return the filter: what is denied, and everything else allowed."""
    column, architecture, _ = _machine()
    program = _start(column, architecture)
    program += [(_JGE, 0, 1, _NEWEST), (_RET, 0, 0, _ERRNO | _ENOSYS)]
    for numbers in _DENIED.values():
        if numbers[column] is not None:
            program += _deny(numbers[column])
    for numbers in _IGNORED.values():
        if numbers[column] is not None:
            program += _deny(numbers[column], 0)
    for numbers, argument, values in _DENIED_VALUES:
        program += _deny_values(numbers[column], argument, values)
    program += _deny(_CLONE3[column], _ENOSYS)  # the C library falls back to clone
    program += [  # threads, but no processes, and no files of a thread's own
        (_JEQ, 0, 6, _CLONE[column]),
        (_LOAD, 0, 0, 16),
        (_JSET, 0, 3, 0x00010000),
        (_JSET, 0, 2, 0x00000400),
        (_JSET, 0, 1, 0x00000200),
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
    program += _deny(_SOCKET[column], _EAFNOSUPPORT)
    for numbers in _SOCKETS.values():
        program += _deny(numbers[column])
    program += [  # pairs of sockets as streams: datagrams could be sent to anybody
        (_JEQ, 0, 7, _SOCKETPAIR[column]),
        (_LOAD, 0, 0, 16),
        (_JEQ, 0, 3, 1),
        (_LOAD, 0, 0, 24),
        (_AND, 0, 0, 0xF),
        (_JEQ, 1, 0, 1),
        (_RET, 0, 0, _ERRNO | _EPERM),
        (_RET, 0, 0, _ALLOW),
    ]
    return [*program, (_RET, 0, 0, _ALLOW)]
