"""Pytest plugin for `test_nbgrader_suite`: grade as nbgrader_config.py of this course does."""

import functools

from hypergrader import autograde
from hypergrader.submission import executors, sandbox


class Kept(executors.Local):
    """Local worker processes that outlive one call; they end with the process that started them."""

    def __exit__(self, *_: object) -> None:
        pass


def pytest_configure() -> None:
    """Change what grades, for a run that names this plugin; pytest imports it in others too, for doctests."""
    autograde.install()
    # The suite runs `nbgrader autograde` dozens of times in one process: one self-test is enough, and so is
    # one start of the workers.
    sandbox.probe = functools.lru_cache(sandbox.probe)
    executors.Local = functools.lru_cache(Kept)
    # One of its tests waits for the limit of a loop without end.
    autograde.SafeAutograde.limits.default_value = {"cell_seconds": 10}
