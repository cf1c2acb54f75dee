"""Count the processor cores that this process may really use."""

from __future__ import annotations

import math
import os
from pathlib import Path, PurePosixPath


def available_cores(process: str | os.PathLike[str] = "/proc/self") -> int:
    """Return how many cores this process may keep busy, at least 1.

    The smallest of three: the cores of the machine, the cores that the process is bound to (`taskset`, a
    batch system), and the quota of its container (`docker run --cpus 2`, a limit of Kubernetes), which
    `os.cpu_count` does not see.  A part of a core counts as one.

    Parameters
    ----------
    process : path
        Folder of the process in Linux's /proc; on other systems there is none, and no quota.

    Examples
    --------
    >>> available_cores() >= 1
    True
    """
    if hasattr(os, "sched_getaffinity"):
        cores = len(os.sched_getaffinity(0))
    else:
        cores = os.cpu_count() or 1
    return max(1, min([cores, *(math.ceil(quota) for quota in _quotas(Path(process)))]))


def _quotas(process: Path) -> list[float]:
    """Return the quotas, in cores, of the control groups that the process is in."""
    try:
        groups = (process / "cgroup").read_text(encoding="utf-8").splitlines()
        mounts = (process / "mountinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    mine = {}  # controller, or "" for version 2 -> path of the group
    for line in groups:
        _, controllers, group = line.split(":", 2)
        mine.update(dict.fromkeys(controllers.split(","), group))
    found = []
    for line in mounts:
        # ... root mountpoint options - type source options, see proc_pid_mountinfo(5)
        before, _, after = line.partition(" - ")
        root, mounted = before.split()[3:5]
        kind, *_, options = after.split()
        if kind == "cgroup2":
            path, read = mine.get(""), _version_2
        elif kind == "cgroup" and "cpu" in options.split(","):
            path, read = mine.get("cpu"), _version_1
        else:
            continue
        if path is not None:
            found += [read(folder) for folder in _up(Path(mounted), root, path)]
    return [quota for quota in found if quota is not None]


def _up(mounted: Path, root: str, path: str) -> list[Path]:
    """Return the folders of a group and of those around it, as far as they are mounted here."""
    try:
        below = PurePosixPath(path).relative_to(root)
    except ValueError:  # a container shows the path outside, and mounts its own group as the root
        below = PurePosixPath()
    group = mounted / below
    return [group, *(parent for parent in group.parents if parent.is_relative_to(mounted))]


def _version_2(folder: Path) -> float | None:
    """Return what ``cpu.max`` allows: ``max 100000`` means no quota, ``150000 100000`` is 1.5 cores."""
    try:
        quota, period = (folder / "cpu.max").read_text(encoding="utf-8").split()
        return None if quota == "max" else int(quota) / int(period)
    except (OSError, ValueError):
        return None


def _version_1(folder: Path) -> float | None:
    """Return what ``cpu.cfs_quota_us`` allows; -1 means no quota."""
    names = ("cpu.cfs_quota_us", "cpu.cfs_period_us")
    try:
        quota, period = (int((folder / name).read_text(encoding="utf-8")) for name in names)
    except (OSError, ValueError):
        return None
    return quota / period if quota > 0 and period > 0 else None
