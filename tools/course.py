"""Set the course up and run its commands, on Linux, macOS and Windows.

    python tools/course.py VERB [arguments]          (`make VERB` does the same)

Needs only Python 3.11 to 3.14.  Every verb makes sure that `.venv` holds what it needs, then runs there.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tools import environment  # noqa: E402  (found by the line above)

# Verb -> the package's extras that it needs; then arguments of Python, run until one fails.  What a user
# adds goes to the last.
VERBS = {
    "lab": ("lab", "-m tools.serve student"),
    "instructor": ("lab", "-m tools.serve instructor"),
    "fresh": ("lab", "-m tools.work"),
    "test": ("lab test", "-m tools.programs chromium bubblewrap", "-m tools.stages"),
    "notebooks": ("lab test", "-m tools.build_notebooks"),
    "check": ("lab test", "-m tools.check"),
    "grade-demo": ("lab", "-m tools.programs bubblewrap", "-m tests.demo"),
    "bench": ("bench", "-m bench"),
}
HELP = """Usage: make VERB, or: python tools/course.py VERB [arguments]

  lab         Open the course in JupyterLab, on lesson 00.
  instructor  Open an instructor's course in JupyterLab: make instructor COURSE=~/my-course.
  fresh       Give a lesson a clean copy, and keep the old one: make fresh LESSON=05.
  test        Run all tests (with arguments: only pytest, with these arguments).
  notebooks   Build solutions/ and notebooks/ from lessons/.
  check       Look for mistakes in code (style, layers, types) and lessons, without running them.
  grade-demo  Grade an invented class from release to gradebook, in a temporary folder.
  bench       Measure sweep against other ways to train (ARGS=--quick: about three minutes).
  help        Show this list.

Arguments go through: make lab ARGS='--port 9999', make test ARGS='-m lesson01'.
On Linux, TORCH=cpu installs PyTorch without CUDA (2 GB on disk instead of 6 GB)."""


def main(verb: str = "help", *arguments: str) -> int:
    """Run one verb; return the exit status."""
    if verb in ("help", "-h", "--help"):
        print(HELP)
        return 0
    if verb not in VERBS:
        known = ", ".join([*VERBS, "help"])
        print(f"course: no verb {verb!r}; expected one of: {known}", file=sys.stderr)
        return 2
    extras, *before, last = VERBS[verb]
    if verb == "test" and arguments:
        last = "-m pytest"
    try:
        environment.prepare(*extras.split())
        for command in before:
            if code := environment.python(*command.split()):
                return code
        return environment.become(*last.split(), *arguments)
    except environment.SetupError as error:
        print(f"\ncourse: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\ncourse: interrupted; the same command goes on from here.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
