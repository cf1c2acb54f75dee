"""Folders of one process: locked while it lives, found and removed when it was killed."""

from __future__ import annotations

import os
import secrets
import stat
import tempfile
import time
from contextlib import suppress
from pathlib import Path

with suppress(ImportError):  # Windows has none; nothing is graded there
    import fcntl

_PREFIX = "hyperlib-kernel-"
_OPEN = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)


class OwnFolder:
    """Make a folder with a lock on it that ends with this process, however that ends.

    Examples
    --------
    >>> with OwnFolder() as folder:
    ...     folder.is_dir()
    True
    >>> folder.exists()
    False
    """

    def __enter__(self) -> Path:
        # A unix socket's path has room for 107 bytes, so the folder is not below a long TMPDIR.
        short = "/tmp" if os.access("/tmp", os.W_OK) else None
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=short))
        self._lock: int | None = os.open(self.path, os.O_RDONLY)
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        return self.path

    def __exit__(self, *_: object) -> None:
        self.remove()

    def remove(self) -> None:
        """Remove the folder and give up the lock, once."""
        if self._lock is not None:
            remove(self.path)
            os.close(self._lock)
            self._lock = None


def remove(folder: Path) -> None:
    """Remove a folder and all in it, however deep and whatever its permissions; never raise.

    Names are taken relative to a descriptor, so that a path that is too long can be removed, and a folder that
    is replaced by a link leads nowhere else.  Folders are moved up before they are emptied, so that no depth is
    too deep.
    """
    with suppress(OSError):
        top = os.open(folder, _OPEN)
        try:
            _empty(top)
        finally:
            os.close(top)
        os.rmdir(folder)


def _empty(top: int) -> None:
    """Remove everything in the folder `top`, whose inner folders become its own one after the other."""
    made, unlike_any_other = 0, secrets.token_hex(8)
    waiting = _unlinked(top)
    while waiting:
        name = waiting.pop()
        try:
            os.chmod(name, stat.S_IRWXU, dir_fd=top)
            inner = os.open(name, _OPEN, dir_fd=top)
        except OSError:
            continue
        try:
            for below in _unlinked(inner):
                made += 1
                moved = f"{unlike_any_other}-{made}"
                with suppress(OSError):
                    os.chmod(below, stat.S_IRWXU, dir_fd=inner)
                    os.rename(below, moved, src_dir_fd=inner, dst_dir_fd=top)
                    waiting.append(moved)
        finally:
            os.close(inner)
        with suppress(OSError):
            os.rmdir(name, dir_fd=top)


def _unlinked(folder: int) -> list[str]:
    """Remove the files in a folder and return the names of the folders in it."""
    folders = []
    with os.scandir(folder) as entries:
        names = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
    for name, is_folder in names:
        if is_folder:
            folders.append(name)
        else:
            with suppress(OSError):
                os.unlink(name, dir_fd=folder)
    return folders


def leftovers(older_than: float = 10) -> list[Path]:
    """Return the folders of processes that were killed.

    Parameters
    ----------
    older_than : float
        Seconds; a younger folder may be one that is being made.
    """
    found = []
    for folder in {f for p in ("/tmp", tempfile.gettempdir()) for f in Path(p).glob(f"{_PREFIX}*")}:
        with suppress(OSError):
            handle = os.open(folder, _OPEN)
            try:
                about = os.fstat(handle)
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)  # raises where the owner lives
                if about.st_uid == os.getuid() and time.time() - about.st_mtime >= older_than:
                    found.append(folder)
            finally:
                os.close(handle)
    return sorted(found)


def remove_leftovers() -> None:
    """Remove the folders of processes that were killed."""
    for folder in leftovers():
        remove(folder)
