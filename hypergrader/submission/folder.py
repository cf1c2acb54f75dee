"""Read a submission's folder: regular files only, within limits, whatever else lies in it."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from hypergrader.submission.sandbox import MEGA, Limits

MAX_FILES = 100


def read_submission(folder: Path, limits: Limits) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Return the regular files of a submission, and what was left out and why.

    Links and special files are never followed, because a link can lead to the gradebook.
    """
    files: dict[str, bytes] = {}
    notes: list[str] = []
    total = 0
    for path in _walk(folder, notes):
        name = path.relative_to(folder).as_posix()
        shown = "".join(c if c.isprintable() else "?" for c in name)[:60]
        notebook = name.lower().endswith(".ipynb")
        most = (limits.notebook_mb if notebook else limits.file_mb) * MEGA
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            notes.append(f"the file {shown} is a link or can not be read; it was left out")
            continue
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                notes.append(f"{shown} is no regular file; it was left out")
                continue
            raw = file.read(int(most) + 1)
        total += len(raw)
        if len(raw) > most or total > 2 * limits.notebook_mb * MEGA:
            notes.append(f"the file {shown} is larger than the limit; it was left out")
            continue
        if len(files) == MAX_FILES:
            notes.append(f"there were more than {MAX_FILES} files; the rest was left out")
            break
        files[name] = raw
    return files, tuple(notes)


def _walk(folder: Path, notes: list[str]) -> Iterator[Path]:
    if folder.is_symlink():
        notes.append("the submission is a link; it was left out")
        return
    for here, folders, names in os.walk(folder):
        for name in list(folders):
            if (Path(here) / name).is_symlink():
                notes.append("a folder of the submission is a link; it was left out")
                folders.remove(name)
        folders[:] = sorted(f for f in folders if f not in (".ipynb_checkpoints", "__pycache__"))
        for name in sorted(names):
            yield Path(here) / name


def digest(files: dict[str, bytes]) -> str:
    whole = hashlib.sha256()
    for name in sorted(files):
        whole.update(f"{name}\0{len(files[name])}\0".encode("utf-8", "surrogateescape"))
        whole.update(files[name])
    return whole.hexdigest()
