"""Find out whose notebook a downloaded file is, from its name and from the names beside it.

What each program calls its files, with the student that is read from them:

* Moodle: ``Ada Lovelace_123_assignsubmission_file_/work.ipynb``, or flat,
  ``Ada Lovelace_123_assignsubmission_file_work.ipynb``: ``Ada Lovelace``.  The number belongs to this
  assignment only; where names are hidden, ``Participant_123`` is all there is.
* Canvas: ``lovelaceada_LATE_45_678_work-1.ipynb`` (``LATE_`` where it was late, the user's number, the
  file's number, ``-1`` for a file handed in again): ``lovelaceada_45``.
* Blackboard: ``Lesson 00_ada_attempt_2026-11-20-11-49-00_work.ipynb``: ``ada``.
* Brightspace: ``123-456 - Ada Lovelace - Nov 20, 2026 1149 AM/work.ipynb``, or flat with `` - ``:
  ``Ada Lovelace``.
* Sakai: ``Lesson 00/Lovelace, Ada(ada)/Submission attachment(s)/work.ipynb``: ``ada``.
* Teams: ``Submitted files/Ada Lovelace/Lesson 00/Version 2/work.ipynb``: ``Ada Lovelace``.
* GitHub Classroom: ``lesson-00-submissions/lesson-00-ada/work.ipynb``: ``ada``.
* Else ``ada.ipynb``, ``ada_LESSON.ipynb``, ``ada/work.ipynb``, ``ada/LESSON/LESSON.ipynb``, with or
  without a folder around all students.
"""

from __future__ import annotations

import os.path
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

_MOODLE = re.compile(r"(?P<student>.+)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)_?")
_MOODLE_FLAT = re.compile(r"(?P<student>.+)_(?P<number>\d+)_assignsubmission_file_(?P<what>.+)")
# Moodle's word for a person whose name is hidden, in some of its languages.
_HIDDEN = re.compile(
    r"(?i)(participante?|teilnehmer\S*|deelnemer|partecipante|uczestnik|deltag\w+|osallistuja"
    r"|účastník|katılımcı|участник|参加者|参与者|anonymous|anonym\w*)"
)
_CANVAS = re.compile(
    r"(?P<name>[^_]*)_(?P<late>LATE_)?(?P<user>\d+)_(?P<file>\d+)_(?P<what>.+)", re.IGNORECASE
)
_AGAIN = re.compile(r"(?P<what>.+)-(?P<again>\d{1,4})")
_BLACKBOARD = re.compile(
    r"(?P<before>.+)_attempt_(?P<date>\d{4}(?:-\d\d){5})(?:_(?P<what>.+))?", re.IGNORECASE
)
_BRIGHTSPACE = re.compile(
    r"(?P<user>\d+)-\d+ - (?P<student>.+?) - "
    r"(?P<date>[^\W\d]+\.? \d{1,2}, \d{4} \d{3,4}(?: ?[AP]M)?)(?: - (?P<what>.+))?"
)
_SAKAI = re.compile(r".+\((?P<student>[^()]+)\)")
_SAKAI_BELOW = re.compile(r"(?i).*(attachment|anhang|anlage|adjunto|pièces|bijlage).*")
_VERSION = re.compile(r"(?i)version (?P<number>\d+)")
_COPY = re.compile(
    r"(?i)^(copy of|kopie von|c[oó]p(ia|ie) d[ei]) +|([-_ ]*copy *\d*|[-_ ]*kopie *\d*| ?\(\d+\))+$"
)
_NOTEBOOK = re.compile(r"(?i)(?P<stem>.+?)\.ipynb(?![a-z0-9]).*")
# Folders around a class, and folders inside a student's own; neither is anybody's name.
_AROUND = re.compile(
    r"(?i)(all|class|course|downloads?|exports?|files|submissions?|submitted( files)?|assignments?"
    r"|notebooks|homework|abgaben|students?|.*[-_ ]submissions?|submissions?[-_ ].*)"
)
_INSIDE = re.compile(
    r"(?i)(tools?|helpers?|src|lib|utils?|data|images?|img|figures?|notebooks?|code|scripts?|tests?"
    r"|backup|old|files|hyperlib|attachments?|version \d+)"
)
_REPOSITORY = re.compile(r"(?i)\d|lesson|assignment|lab|homework|hw|week|exercise|project")


@dataclass(frozen=True)
class Claim:
    """Whose file it is.

    Attributes
    ----------
    raw : str
        The student as the program names it.
    what : str
        The file's own name, without its ending and without what the program put before it.
    rank : tuple of int
        Of two files of one student, the one with the larger rank was handed in later.
    number : str
        What tells two students of one name apart, in this download only.
    note : str
        What the instructor should know.
    date : datetime or None
        When it was handed in, where the name says it; local time.
    """

    raw: str
    what: str
    rank: tuple[int, int] = (0, 0)
    number: str = ""
    note: str = ""
    date: datetime | None = None


def notebook_stem(name: str) -> str | None:
    """Return a notebook's name without folders and endings, or None for another file.

    Examples
    --------
    >>> notebook_stem("a/work.ipynb.txt"), notebook_stem("notes.txt")
    ('work', None)
    """
    match = _NOTEBOOK.fullmatch(parts_of(name)[-1])
    return match["stem"] if match else None


def plain_stem(stem: str) -> str:
    """Return `stem` without what marks a copy.

    Examples
    --------
    >>> plain_stem("work-Copy1"), plain_stem("Copy of work (2)")
    ('work', 'work')
    """
    return _COPY.sub("", stem) or stem


def parts_of(name: str) -> tuple[str, ...]:
    """Return the folders of a name and its last part, whichever slash stands between them."""
    return PurePosixPath(name.replace("\\", "/")).parts or (name,)


def same_lesson(text: str, lesson: str) -> bool:
    """Return whether `text` is the name of `lesson`, whatever stands between its words.

    Examples
    --------
    >>> same_lesson("00-Start-Here", "00_start_here"), same_lesson("start", "00_start_here")
    (True, False)
    """
    return _words(text) == _words(lesson)


def _words(text: str) -> str:
    return re.sub(r"[\W_]+", "-", text.casefold()).strip("-")


class Owners:
    """Tell whose each notebook of one download is.

    Parameters
    ----------
    names : sequence of str
        The names of all notebooks in the download, with ``/``.
    lesson : str
        The lesson that is taken in.
    lessons : collection of str
        All lessons; their names are nobody's.
    likely : collection of str
        Those of `names` that hold this lesson, by their content.  They decide which folder is a
        student's; without any, all names do.
    pattern : compiled regular expression, optional
        Its group ``student`` is the student, instead of all rules.
    """

    def __init__(
        self,
        names: Sequence[str],
        lesson: str,
        lessons: Collection[str] = (),
        likely: Collection[str] = (),
        pattern: re.Pattern | None = None,
    ):
        self.lesson, self.pattern = lesson, pattern
        self.lessons = {*lessons, lesson}
        paths = [parts_of(name) for name in names]
        deciding = [parts_of(name) for name in names if name in likely] or paths
        self.around = self._around(paths, deciding)
        inner = [path[self.around :] for path in paths]
        self.repository = self._repository_prefix(inner, paths)
        matches = [_BLACKBOARD.fullmatch(notebook_stem(name) or "") for name in names]
        before = {match["before"] for match in matches if match}
        self.blackboard = _common_prefix(before, "_") if len(before) > 1 else ""

    def claim(self, name: str) -> Claim | None:
        """Return whose notebook `name` is, or None where its name does not say it."""
        path = parts_of(name)
        stem = notebook_stem(name) or PurePosixPath(path[-1]).stem
        if self.pattern is not None:
            match = self.pattern.search("/".join(path))
            raw = match.group("student") if match else None
            return Claim(raw, stem) if raw and raw.strip() else None
        return self._by_program(path, stem) or self._by_folder(path[self.around :], stem)

    def sender(self, name: str) -> Claim | None:
        """Return who handed in a file that is no notebook; None where only its own name could say it."""
        path = parts_of(name)
        inside = len(path) > self.around + 1 or self.pattern is not None
        known = self._by_program(path, PurePosixPath(path[-1]).stem)
        return known or (self.claim(name) if inside else None)

    def _by_program(self, path: tuple[str, ...], stem: str) -> Claim | None:
        for index, part in enumerate(path[:-1]):
            if match := _MOODLE.fullmatch(part):
                return Claim(_moodle(match), stem, number=match["number"])
            if match := _BRIGHTSPACE.fullmatch(part):
                return _brightspace(match, stem)
            below = path[index + 1]
            named = ", " in part or ("," in part and index == self.around)
            if (match := _SAKAI.fullmatch(part)) and (named or _SAKAI_BELOW.fullmatch(below)):
                return Claim(match["student"], stem)
        if match := _MOODLE_FLAT.fullmatch(stem):
            return Claim(_moodle(match), match["what"], number=match["number"])
        if match := _BLACKBOARD.fullmatch(stem):
            return self._blackboard(match)
        if match := _BRIGHTSPACE.fullmatch(stem):
            return _brightspace(match, match["what"] or "")
        if match := _CANVAS.fullmatch(stem):
            again = _AGAIN.fullmatch(match["what"])
            what, times = (again["what"], int(again["again"])) if again else (match["what"], 0)
            note = "marked late by the LMS" if match["late"] else ""
            raw = f"{match['name'].lower() or 'student'}_{match['user']}"
            return Claim(raw, what, (times, int(match["file"])), note=note)
        return None

    def _blackboard(self, match: re.Match) -> Claim:
        before = match["before"]
        raw = before[len(self.blackboard) :] if self.blackboard else before.rsplit("_", 1)[-1]
        date = _date(match["date"], "%Y-%m-%d-%H-%M-%S")
        order = int(date.timestamp()) if date else 0
        return Claim(raw, match["what"] or "", (order, 0), date=date)

    def _by_folder(self, path: tuple[str, ...], stem: str) -> Claim | None:
        versions = [m for part in path[:-1] if (m := _VERSION.fullmatch(part))]
        rank = (int(versions[-1]["number"][:9]), 0) if versions else (0, 0)
        folders = [part for part in path[:-1] if not self._is_lesson(part)]
        if folders:
            raw = folders[0].removeprefix(self.repository) or folders[0]
            return Claim(raw, stem, rank)
        raw = plain_stem(stem)
        if self._is_lesson(raw):
            return None
        for lesson in sorted(self.lessons, key=len, reverse=True):
            text = re.escape(lesson)
            raw = re.sub(rf"(?i)^{text}[-_ .]+|[-_ .]+{text}$", "", raw)
        return Claim(raw, stem, rank)

    def _is_lesson(self, text: str) -> bool:
        return any(same_lesson(text, lesson) for lesson in self.lessons)

    def _around(self, paths: list[tuple[str, ...]], deciding: list[tuple[str, ...]]) -> int:
        """Return how many folders stand around all students."""
        depth = 0
        while all(len(path) > depth + 1 for path in paths):
            top = {path[depth] for path in paths}
            if len(top) > 1 or not self._is_around(top.pop(), [p[depth + 1 :] for p in deciding]):
                break
            depth += 1
        return depth

    def _is_around(self, folder: str, below: list[tuple[str, ...]]) -> bool:
        """Return whether `folder`, which all files are in, belongs to no student."""
        if _AROUND.fullmatch(folder) or self._is_lesson(folder):
            return True
        inner = {path[0] for path in below if len(path) > 1}
        flat = {plain_stem(notebook_stem(path[0]) or path[0]) for path in below if len(path) == 1}
        if any(self._is_lesson(name) or _INSIDE.fullmatch(name) for name in inner | flat):
            return False
        return len(inner) > 1 or len(flat) > 3 or bool(inner and flat)

    def _repository_prefix(self, inner: list[tuple[str, ...]], paths: list[tuple[str, ...]]) -> str:
        """Return what GitHub Classroom puts before every student's name, or an empty string."""
        folders = {path[0] for path in inner if len(path) > 1}
        for folder in folders:
            head = re.match(rf"(?i){re.escape(_words(self.lesson))}-(?=.)", folder)
            if head and len(folders) == 1:
                return head.group()
        prefix = _common_prefix(folders, "-")
        if len(folders) < 2 or not prefix:
            return ""
        tops = {part for path in paths for part in path[: self.around]}
        cloned = f"{prefix}submissions" in tops
        return prefix if cloned or _REPOSITORY.search(prefix) else ""


def _common_prefix(texts: Collection[str], end: str) -> str:
    """Return what all `texts` begin with, up to the last `end` in it; no text is it alone."""
    prefix = os.path.commonprefix(sorted(texts))
    prefix = prefix[: prefix.rfind(end) + 1]
    return "" if prefix in texts else prefix


def _moodle(match: re.Match) -> str:
    hidden = _HIDDEN.fullmatch(match["student"])
    return f"{match['student']}_{match['number']}" if hidden else match["student"]


def _brightspace(match: re.Match, what: str) -> Claim:
    text = re.sub(r"(\D)(\d{3}) ?(?=[AP]M)", r"\g<1>0\2 ", match["date"])
    text = re.sub(r"(\d) ?(?=[AP]M)", r"\1 ", text)
    date = _date(text, "%b %d, %Y %I%M %p") or _date(text, "%b %d, %Y %H%M")
    order = int(date.timestamp()) if date else 0
    return Claim(match["student"], what, (order, 0), number=match["user"], date=date)


def _date(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form)
    except ValueError:
        return None
