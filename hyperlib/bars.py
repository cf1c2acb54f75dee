"""Show how far a long computation is, where somebody watches."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import Any

from tqdm import auto, tqdm

from hyperlib.arguments import check_flag, check_kind

# Set by the server that starts a notebook's kernel: JupyterLab, VS Code, Colab.
FRONT_ENDS = ("JPY_SESSION_NAME", "VSCODE_PID", "COLAB_RELEASE_TAG")
DELAY = 2.0  # seconds; what ends sooner needs no bar


def front_end_present() -> bool:
    """Return whether a person sees this notebook run, rather than a test or a grader."""
    running_checks = os.environ.get("NBGRADER_EXECUTION")
    return not running_checks and any(os.environ.get(name) for name in FRONT_ENDS)


def progress_bar(
    iterable: Iterable | None = None, *, unit: str = "run", shown: bool | None = None, **options
) -> tqdm:
    """Go through `iterable` and show how far it is, with the time left.

    Parameters
    ----------
    iterable : iterable, optional
        Left out, the caller calls ``update()`` after each step and ``close()`` at the end.
    unit : str
        What one step is called.
    shown : bool, optional
        True: at once, on standard error.  False: never.  Left out: after two seconds, in a notebook that
        somebody watches, until the end; inside another bar, in a test and in grading never.
    **options
        ``total`` and ``initial``, as in tqdm.

    Raises
    ------
    TypeError
        If a loop cannot go through `iterable`.

    Examples
    --------
    >>> [n**2 for n in progress_bar([1, 2, 3])]
    [1, 4, 9]
    """
    loops = (Iterable, type(None))
    check_kind("iterable", iterable, loops, "what a loop goes through", "range(3)")
    check_kind("unit", unit, str, "a text", "'run'")
    if shown is None:
        # Text on standard output leaves nothing in the saved notebook, other than a widget, which is not found
        # again, or standard error, which is colored.
        here: dict[str, Any] = {"file": sys.stdout, "leave": False, "delay": DELAY}
        hidden = bool(list(getattr(tqdm, "_instances", ()))) or not front_end_present()
        return tqdm(iterable, unit=unit, disable=hidden, **here, **options)
    return auto.tqdm(iterable, unit=unit, disable=not check_flag("shown", shown), **options)
