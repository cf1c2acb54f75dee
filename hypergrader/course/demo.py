"""Grade an invented class: ``make grade-demo``.  The class itself is ``tests/demo.py`` of the clone."""

from __future__ import annotations

import importlib
import sys

from hypergrader.course.folder import CLONE


def main(argv: list[str] | None = None) -> int:
    """Run the demonstration, and return its exit status."""
    sys.path.insert(0, str(CLONE))
    try:
        demo = importlib.import_module("tests.demo")
    except ModuleNotFoundError as error:
        if error.name not in ("tests", "tests.demo"):
            raise
        print(f"no {CLONE / 'tests' / 'demo.py'}; the demonstration needs the whole clone")
        return 1
    return demo.main(argv)


if __name__ == "__main__":
    sys.exit(main())
