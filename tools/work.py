"""Give a learner copies of the lessons to work in: python -m tools.work [LESSON ...]

`make lab` opens work/, which git ignores, so that answers never meet the repository, and a lesson that was only
opened is not changed: each copy names this computer's Python, as JupyterLab would when it saves.  A copy that is
there is never written over.  With lessons named (`make fresh LESSON=05`), each gets a clean copy, and the old one
is kept beside it under another name.
"""

import datetime
import json
import os
import platform
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# What a kernel says of itself, and JupyterLab writes into every notebook that it saves.
METADATA = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
        "version": platform.python_version(),
    },
}


def copy_lessons(root: Path = ROOT) -> Path:
    """Copy every lesson that work/ does not hold yet, and return that folder."""
    for lesson in sorted((root / "notebooks").glob("*/*.ipynb")):
        target = root / "work" / lesson.relative_to(root / "notebooks")
        if not target.exists():
            copy(lesson, target)
    return root / "work"


def copy(lesson: Path, target: Path) -> None:
    """Copy one lesson and what lies beside it; no half of a copy is left where this is interrupted."""
    notebook = json.loads(lesson.read_text(encoding="utf-8"))
    notebook["metadata"] |= METADATA
    shutil.copytree(
        lesson.parent,
        target.parent,
        dirs_exist_ok=True,
        ignore=shutil.ignore_patterns("*.ipynb", ".*", "__pycache__"),
    )
    draft = target.with_suffix(".new")
    draft.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    os.replace(draft, target)


def fresh(name: str, root: Path = ROOT) -> str:
    """Give one lesson, named by the beginning of its folder, a clean copy; return what was done.

    Raises
    ------
    SystemExit
        If not exactly one lesson has that name.
    """
    lessons = sorted((root / "notebooks").glob("*/*.ipynb"))
    found = [lesson for lesson in lessons if name and lesson.parent.name.startswith(name)]
    if len(found) != 1:
        known = ", ".join(lesson.parent.name for lesson in lessons)
        raise SystemExit(f"LESSON must name one lesson, got {name!r}; expected one of: {known}")
    folder = root / "work" / found[0].parent.name
    said = f"work/{folder.name} is a clean copy"
    if folder.exists():
        now = datetime.datetime.now().strftime("%Y-%m-%d_%H-%M-%S")
        kept = folder.with_name(f"{folder.name}_kept_{now}")
        folder.rename(kept)
        said += f"; what was there is kept in work/{kept.name}"
    copy(found[0], folder / found[0].name)
    return said


if __name__ == "__main__":
    if not sys.argv[1:]:
        print("Name a lesson: make fresh LESSON=05", file=sys.stderr)
        sys.exit(2)
    for wanted in sys.argv[1:]:
        print(fresh(wanted))
