"""Under which account of the host a student's code runs: never under root's."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

# Systemd leaves the user ids from here on unused; each kernel gets one of its own, so that the system can
# count its threads, and a kernel has no rights on another one's processes and files.
_FIRST_UNUSED = 0x70000000
_NOBODY = 65534
_CAP_SYS_ADMIN = 21


@dataclass(frozen=True)
class Account:
    """Describe how the sandbox gets rid of the grader's rights.

    Attributes
    ----------
    outside : int or None
        User id under which bubblewrap is started; `None` keeps the grader's.
    inside : int or None
        User id of the host that the code inside changes to; `None` keeps bubblewrap's.
    user_namespace : bool
        Whether bubblewrap needs a user namespace to be allowed to mount.
    """

    outside: int | None
    inside: int | None
    user_namespace: bool

    @property
    def own(self) -> bool:
        """Return whether the code runs under an account that nothing else uses."""
        return self.outside is not None or self.inside is not None


def account() -> Account:
    """Return the account for a kernel that is started now."""
    if os.geteuid() != 0:
        return Account(None, None, True)
    if _may_mount():
        return Account(None, _unused(), False)
    return Account(_unused(), None, True)  # root of a container that lacks root's rights


def counts_threads(mine: Account) -> bool:
    """Return whether the system can count the threads of one kernel.

    It counts them for each user id.  Within a user namespace it has counted apart since Linux 5.14.
    """
    major, minor = (int(word) for word in os.uname().release.split(".")[:2])
    return mine.own or (major, minor) >= (5, 14)


def _unused() -> int:
    """Return a user id that nothing else runs under."""
    wanted = _FIRST_UNUSED + os.getpid() % (1 << 22)
    for line in Path("/proc/self/uid_map").read_text(encoding="ascii").splitlines():
        first, _, count = (int(word) for word in line.split())
        if first <= wanted < first + count:
            return wanted
    return _NOBODY  # a container with few user ids


def _may_mount() -> bool:
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    [effective] = [line.split()[1] for line in status.splitlines() if line.startswith("CapEff:")]
    return bool(int(effective, 16) >> _CAP_SYS_ADMIN & 1)
