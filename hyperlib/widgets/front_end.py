"""Tell whether somebody sits in front of the notebook."""

from __future__ import annotations

import os

# Set by the server that starts a notebook's kernel: JupyterLab, VS Code, Colab.
FRONT_ENDS = ("JPY_SESSION_NAME", "VSCODE_PID", "COLAB_RELEASE_TAG")


def grading() -> bool:
    """Return whether nbgrader validates or grades the notebook."""
    return bool(os.environ.get("NBGRADER_EXECUTION"))


def front_end_present() -> bool:
    """Return whether somebody can drag a slider or press a button."""
    return not grading() and any(os.environ.get(name) for name in FRONT_ENDS)
