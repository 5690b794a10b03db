"""`python -m grader COMMAND`: release the lessons and grade what comes back."""

import argparse
import gc
import importlib
import os
import signal
import sys
from pathlib import Path

from grader.patches import skip_address_grammar, skip_unused_imports

skip_address_grammar()
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

COMMANDS = {
    "collect": "bring in what students handed in",
    "grade": "grade submissions",
    "watch": "grade what arrives while students still work",
    "regrade": "grade all anew, or show what would change",
    "undo": "take the last change of the gradebook back",
    "feedback": "bring the students' pages up to date",
    "release": "build release/ from source/",
    "preview": "build an assignment elsewhere, to see it as a student does",
    "publish": "write what students get, and nothing else",
    "site": "build a website that runs the lessons in a browser",
    "report": "write a page about a class",
    "export": "write grades for a learning platform or a spreadsheet",
    "audit": "prove that the tests of a lesson are sharp",
    "new": "lay a folder for a new lesson",
    "translate": "bring the texts of other languages up to date",
    "tidy": "bring a source notebook into its committed form",
}


def _parser(chosen):
    """Return the parser; only the chosen command's module is imported.

    What modules make is there to stay: nobody looks for garbage among it.
    """
    gc.disable()
    parser = argparse.ArgumentParser(
        prog="python -m grader",
        description="Release the lessons of this course and grade what comes back.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name, text in COMMANDS.items():
        if name in chosen:
            module = importlib.import_module(f"grader.cli.{name}")
            about = module.__doc__.partition(": ")[2]
            about = f"{about[0].upper()}{about[1:]}"
            command = commands.add_parser(name, help=text, description=about)
            module.add_arguments(command)
            command.set_defaults(run=module.run)
        else:
            command = commands.add_parser(name, help=text)
        command.add_argument(
            "--course",
            type=Path,
            default=Path.cwd(),
            metavar="DIR",
            help="the course's folder (default: this one)",
        )
    gc.freeze()
    gc.enable()
    return parser


def main(arguments=None):
    """Run a command; return the exit code: 0, or 1 if something was not graded."""
    arguments = sys.argv[1:] if arguments is None else arguments
    options = _parser(arguments[:1]).parse_args(arguments)
    root = options.course.resolve()
    if not (root / "source").is_dir() or not (root / "nbgrader_config.py").is_file():
        print(
            f"{root} is no course: expected a folder with source/ and "
            "nbgrader_config.py. Name it with --course DIR.",
            file=sys.stderr,
        )
        return 2
    from grader.cli.common import CommandError

    try:
        return options.run(root, options)
    except CommandError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def command():
    """The program `grader`. A closed terminal or `kill` ends it as Ctrl-C does."""
    skip_unused_imports()
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)
    sys.exit(main())


if __name__ == "__main__":
    command()
