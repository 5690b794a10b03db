"""What one submission may take. Set them in nbgrader_config.py as `c.Judge.NAME`."""

from dataclasses import dataclass

MB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """What a cell and a whole submission may take.

    A limit that is hit costs the cell that hit it, and is named in the feedback.
    """

    cell_seconds: int = 30
    submission_seconds: int = 300
    memory_mb: int = 3072  # on top of the imported packages
    threads: int = 200
    output_mb: int = 2  # kept of one cell; at ten times as much its kernel is killed
    file_mb: int = 50  # the largest file that code may write
    work_mb: int = 200  # all files that code may write
    work_files: int = 2000
    notebook_mb: int = 20  # the submitted file
    cells: int = 2000
    all_cells: bool = False  # run experiments too


# Why a cell ended early.
TIMED_OUT, DIED, FLOODED = "timed out", "died", "flooded"
TOO_MANY_THREADS, TOO_MANY_FILES = "too many threads", "too many files"


def why_stopped(fate, limits):
    """Return in words why a cell was stopped, with the limit that was hit."""
    return {
        TIMED_OUT: f"stopped after {limits.cell_seconds} seconds",
        FLOODED: f"stopped: far more than {limits.output_mb} MB of output",
        TOO_MANY_THREADS: f"stopped: more than {limits.threads} threads",
        TOO_MANY_FILES: f"stopped: more than {limits.work_files} files or "
        f"{limits.work_mb} MB written",
        DIED: "the kernel died in this cell (a crash, or no memory left: "
        f"{limits.memory_mb} MB are allowed); the cells below ran in a fresh one",
    }[fate]
