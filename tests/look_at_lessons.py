"""Use each lesson as a learner does, in JupyterLab and Chromium, and leave pictures to look at.

    python tests/look_at_lessons.py            all lessons
    python tests/look_at_lessons.py 05 10      some of them

For each: Run All, its seconds and the kernel's peak memory; pictures of all of it, in the light and the
dark theme and in a window of 800 pixels; a slider moved; each exercise answered once wrongly and once
rightly; Validate.  The pictures go to ``build/screenshots/``, or to the folder that the variable
``BROWSER_SHOTS`` names.  On a busy machine ``BROWSER_PATIENCE=600`` waits longer.  Needs Linux (for
the memory).  ``test_browser.py`` does the same with two lessons at each test; this is for before a
lesson is published.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import psutil  # noqa: E402
from answers import sources  # noqa: E402
from browser_support import SHOTS, Notebook, Server, browser, jupyterlab  # noqa: E402
from test_browser import VIEW, copy_clone, released, solutions  # noqa: E402

from tests import demo  # noqa: E402


def peak_memory(server: Server, path: str) -> float:
    """Return the most MiB that the kernel of a notebook has held."""
    [session] = [s for s in server.api("sessions") if s["path"] == path]
    kernel = session["kernel"]["id"]
    [process] = [
        p for p in psutil.process_iter(["cmdline"]) if kernel in " ".join(p.info["cmdline"] or ())
    ]
    for line in Path(f"/proc/{process.pid}/status").read_text("utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmHWM: this needs Linux")


def move_sliders(notebook: Notebook) -> int:
    """Move the first slider of each explorer; return how many pictures changed."""
    places = notebook.explorers()
    for number, place in enumerate(places, 1):
        notebook.move(place)
        notebook.shot(f"explorer-{number}")
    return len(places)


def look_at(slug: str, server: Server, chromium) -> str:
    """Use one lesson; return a line about it."""
    page = chromium.new_page(viewport=VIEW)
    path = released(slug)
    notebook = Notebook(page, server, path, slug)
    notebook.wait_for_kernel()
    start = time.perf_counter()
    notebook.start_run_all()
    notebook.wait_for_run_all()
    seconds, memory = time.perf_counter() - start, peak_memory(server, path)
    outputs = [output for cell in notebook.cells() for output in cell["outputs"]]
    errors = [o for o in outputs if o["output_type"] == "error" or o.get("name") == "stderr"]
    pictures = len(notebook.shots_of_all())
    notebook.theme("JupyterLab Dark")
    pictures += len(notebook.shots_of_all("dark"))
    notebook.theme("JupyterLab Light")
    pictures += len(notebook.shots_of_all("narrow", 800))
    explorers = move_sliders(notebook)
    exercises = [name for name in solutions(slug) if not name.startswith("optional_")]
    refused = accepted = 0
    for exercise in exercises:
        # Some mistakes only the hidden checks are meant to catch: look for one that is seen here.
        for source in sources(slug, exercise, "wrong").values():
            if "fail" in notebook.answer(exercise, source):
                refused += 1
                break
        notebook.shot(f"wrong-{exercise}")
        right = notebook.answer(exercise, next(iter(sources(slug, exercise, "right").values())))
        accepted += "fail" not in right and "error" not in right
        notebook.shot(f"right-{exercise}")
    told = notebook.validate()
    notebook.shot("validate")
    page.close()
    valid = "Success!" in told
    return (
        f"{slug}: Run All {seconds:.0f} s, {memory:.0f} MiB, {len(errors)} errors; {pictures} pictures; "
        f"{explorers} explorers moved; of {len(exercises)} exercises the visible check refuses a wrong "
        f"answer in {refused}, accepts a right one in {accepted}; Validate passed: {valid}"
    )


def main(wanted: list[str]) -> int:
    """Look at the lessons whose names begin so; at all of them without a name."""
    slugs = [s for s in demo.lessons(ROOT) if not wanted or s.startswith(tuple(wanted))]
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        scratch = Path(folder)
        (scratch / "clone").mkdir()
        clone = copy_clone(scratch / "clone", "notebooks")
        for slug in slugs:
            with jupyterlab(clone, "student", scratch / slug) as server:
                print(look_at(slug, server, chromium), flush=True)
    print(f"Pictures: {SHOTS}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
