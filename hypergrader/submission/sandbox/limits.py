"""What one submission may use."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

MEGA = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Describe what one submission may use.

    Set in nbgrader_config.py, ``c.SafeAutograde.limits = {"cell_seconds": 60}``; what is not named keeps
    its default.

    Examples
    --------
    >>> Limits(cell_seconds=0)
    Traceback (most recent call last):
    ValueError: cell_seconds must be > 0, got 0; try 60
    """

    cell_seconds: float = 60  # processor time of one cell
    check_seconds: float = 10  # processor time of one check's calls of an answer
    total_seconds: float = 300  # the whole submission, on the clock
    memory_mb: int = 2048  # of all its processes and files; importing torch takes about 900
    processes: int = 64  # processes at once
    threads: int = 256  # threads at once, of all its processes together
    output_kb: int = 2048  # what is kept of a cell's outputs; 16 times as much stop it
    answer_mb: int = 64  # what one check's calls may return
    file_mb: int = 64  # one file, and all files of one folder: working folder, /tmp, /dev/shm
    files: int = 10_000  # files and folders at once
    open_files: int = 256
    notebook_mb: int = 100  # a larger notebook is not read
    grader_mb: int = 1024  # memory of the grader's own for repairing and judging it
    grader_seconds: float = 60  # processor time of the grader's own for the same
    private: tuple[str, ...] = ()  # folders that are shown in no sandbox, wherever they lie

    def __post_init__(self) -> None:
        object.__setattr__(self, "private", tuple(self.private))  # JSON has lists only
        for field in dataclasses.fields(self)[:-1]:
            value = getattr(self, field.name)
            if isinstance(value, bool) or not isinstance(value, (int, float)):
                raise TypeError(
                    f"{field.name} must be a number, got {value!r}; try {field.default}"
                )
            if not value > 0:
                raise ValueError(f"{field.name} must be > 0, got {value}; try {field.default}")
