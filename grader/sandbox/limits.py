"""What one submission may take. Set them in nbgrader_config.py as `c.Judge.NAME`."""

from dataclasses import dataclass, field, fields

from checker.language import fill

MB = 1 << 20


def _limit(default, about):
    return field(default=default, metadata={"help": about})


@dataclass(frozen=True)
class Limits:
    """What a cell and a whole submission may take.

    A limit that is hit costs the cell that hit it, and is named in the feedback.
    """

    cell_seconds: int = _limit(30, "seconds that one cell may take")
    submission_seconds: int = _limit(
        300,
        "seconds for all cells; answers and tests get their turn",
    )
    judge_seconds: int = _limit(60, "seconds for judging all of its results")
    memory_mb: int = _limit(3072, "megabytes of memory, beside the imported packages")
    threads: int = _limit(200, "threads that a submission may run")
    output_mb: int = _limit(
        2, "megabytes kept of a cell's output; ten times as much stops the submission"
    )
    file_mb: int = _limit(50, "megabytes of the largest file that code may write")
    work_mb: int = _limit(200, "megabytes of all files that code may write")
    work_files: int = _limit(2000, "files and folders that code may write")
    notebook_mb: int = _limit(20, "megabytes of a submitted notebook")
    cells: int = _limit(2000, "cells of a submitted notebook")
    all_cells: bool = _limit(False, "also run the cells marked as experiments")


def limits_table():
    """Return the limits as a Markdown table, for the documentation."""
    rows = [
        f"| `{one.name}` | {one.default} | {one.metadata['help']} |"
        for one in fields(Limits)
    ]
    return "\n".join(["| limit | default | meaning |", "|---|---:|---|", *rows])


# What a cell tried and the seal stopped.
SHELL, PROCESS, NETWORK = "a shell command", "another process", "the network"
OUTSIDE = "a file outside its folder"
REFUSED = (SHELL, PROCESS, NETWORK, OUTSIDE)

# Why a cell ended early.
TIMED_OUT, DIED, FLOODED = "timed out", "died", "flooded"
TOO_MANY_THREADS, TOO_MANY_FILES = "too many threads", "too many files"
NOT_RUN = "not run"


def why_stopped(reason, limits):
    """Return in words why a cell was stopped, with the limit that was hit."""
    template = {
        TIMED_OUT: "stopped after {cell_seconds} seconds",  # translated
        FLOODED: "stopped: far more than {output_mb} MB of output",  # translated
        TOO_MANY_THREADS: "stopped: more than {threads} threads",  # translated
        TOO_MANY_FILES: "stopped: more than {work_files} files or "  # translated
        "{work_mb} MB written",
        NOT_RUN: "not run: cells above ended the process, "  # translated
        "too often to go on",
        DIED: "the kernel died in this cell (a crash, or no memory "  # translated
        "left: {memory_mb} MB are allowed); the cells below ran in a fresh one",
    }[reason]
    return fill(template, **vars(limits))
