"""Serve the course in JupyterLab and print its address: python -m tools.serve student|instructor"""

import os
import secrets
import sys
from pathlib import Path

from jupyterlab.labapp import LabApp

from hypergrader.course.folder import CommandError, start_course
from tools import work

ROOT = Path(__file__).resolve().parents[1]
COURSE = ROOT / ".course"  # names the instructor's private folder of last time
FIRST_LESSON = "work/00_start_here/00_start_here.ipynb"


def private_course() -> Path:
    """Return the instructor's folder: the variable COURSE, or that of last time; a new one is made."""
    named = os.environ.get("COURSE") or (
        COURSE.read_text(encoding="utf-8").strip() if COURSE.is_file() else ""
    )
    if not named:
        raise CommandError(
            "which folder is your course? Expected the variable COURSE, a folder outside of the "
            "clone; it is made where it is new.\n"
            "Try: make instructor COURSE=~/hyperparameters-course"
        )
    folder = Path(named).expanduser().resolve()
    made = start_course(folder, clone=ROOT)
    COURSE.write_text(f"{folder}\n", encoding="utf-8")
    print(f"Your course is {folder}{', made just now' if made else ''}.", flush=True)
    return folder


def main(role: str, *arguments: str) -> None:
    """Run JupyterLab until it is stopped, with the settings in config/ for this role."""
    folder = ROOT
    if role == "instructor":
        try:
            folder = private_course()
        except CommandError as error:
            sys.exit(f"instructor: {error}")
        os.chdir(folder)  # nbgrader reads the settings of the folder in which the server starts
    paths = [str(ROOT / "config" / role), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    if role == "student":
        work.copy_lessons()
        if os.environ.get("NBGRADER_EXCHANGE"):  # without one, nbgrader's list shows three errors
            paths.insert(0, str(ROOT / "config" / "exchange"))
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, paths))
    # JupyterLab would print a token of its own among much else; this one is printed below.
    token = os.environ.setdefault("JUPYTER_TOKEN", secrets.token_hex(24))
    page = f"/lab/tree/{FIRST_LESSON}" if role == "student" else "/lab"
    flags = [f"--ServerApp.root_dir={folder}", f"--LabApp.default_url={page}", "--allow-root"]
    flags += ["--ServerApp.log_level=WARN", "--LabApp.log_level=WARN"]
    flags += ["--ServerApp.answer_yes=True"]  # Ctrl-C ends it at once
    none_wanted = os.environ.get("NO_BROWSER") or os.environ.get("CI")
    displays = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    if none_wanted or sys.platform == "linux" and not any(map(os.environ.get, displays)):
        flags += ["--no-browser"]
    print("Starting JupyterLab ...", flush=True)
    server = LabApp.initialize_server([*flags, *arguments])
    where = f"{server.local_url.partition('?')[0]}?token={token}"
    words = (
        f"\nThe course is open in JupyterLab at\n\n    {where}\n\n"
        "If no browser has opened, copy this address into one.\n"
        "To stop: save your notebooks, then press Ctrl-C here.\n"
    )
    server.io_loop.add_callback(print, words, flush=True)  # the loop begins by opening the port
    server.start()


if __name__ == "__main__":
    main(*sys.argv[1:])
