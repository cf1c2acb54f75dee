"""What grading one submission needs and what it gives, each as one line of text between processes."""

from __future__ import annotations

import base64
import dataclasses
import json
from dataclasses import asdict, dataclass, field

from hypergrader.submission.sandbox import Limits


@dataclass(frozen=True)
class Task:
    """Everything that grading one submission needs.

    Attributes
    ----------
    student, lesson : str
    notebook : str
        Name of the notebook in the release, without its ending.
    files : dict of str to bytes
        The submission's regular files; relative name -> content.
    release : str
        The released notebook as JSON text.
    hidden : str
        What `hypergrader.hidden.hidden_source` returned; empty when the lesson has no hidden checks.
    limits : Limits
    sandboxed : bool
    skip_tag : str
        Cells with this tag do not run.
    seeds : dict of str to int
        Seeds of hidden checks to use again; a check that is not named gets a fresh one.
    notes : tuple of str
        What was noticed while the files were read.
    others : tuple of str
        Names of the other notebooks of the assignment.
    refused : str
        Why nothing of this submission is looked at; empty where it is.
    """

    student: str
    lesson: str
    notebook: str
    files: dict[str, bytes]
    release: str
    hidden: str = ""
    limits: Limits = field(default_factory=Limits)
    sandboxed: bool = True
    skip_tag: str = "demonstration"
    seeds: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    refused: str = ""

    def to_json(self) -> str:
        """Return the task as one line of text."""
        data = {f.name: getattr(self, f.name) for f in dataclasses.fields(self)}
        data["files"] = {n: base64.b64encode(raw).decode() for n, raw in self.files.items()}
        data["limits"] = asdict(self.limits)
        return json.dumps(data)

    @classmethod
    def from_json(cls, text: str) -> Task:
        """Return the task that `to_json` wrote."""
        data = json.loads(text)
        data["files"] = {n: base64.b64decode(raw) for n, raw in data["files"].items()}
        data["limits"] = Limits(**data["limits"])
        data["notes"], data["others"] = tuple(data["notes"]), tuple(data["others"])
        return cls(**data)


@dataclass(frozen=True)
class Graded:
    """A graded submission.

    Attributes
    ----------
    student, lesson, name : str
        `name` is that of the notebook, without its ending.
    notebook : str
        The graded notebook as JSON text.
    notes : tuple of str
        Repairs and limits, for student and instructor.
    limit : str or None
        The first limit that the submission ran into.
    seconds : float
    digest : str
        The fingerprint of the files that were graded; others may lie there by now.
    timestamp : str
        What their ``timestamp.txt`` said.
    """

    student: str
    lesson: str
    name: str
    notebook: str
    notes: tuple[str, ...]
    limit: str | None
    seconds: float
    digest: str = ""
    timestamp: str = ""

    def to_json(self) -> str:
        """Return the result as one line of text."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Graded:
        """Return the result that `to_json` wrote."""
        data = json.loads(text)
        data["notes"] = tuple(data["notes"])
        return cls(**data)
