"""Find out whose notebook a downloaded file is, from its name and from the names beside it.

What each program calls its files, with the student that is read from them:

* Moodle: ``Ada Lovelace_123_assignsubmission_file_/work.ipynb``, or flat,
  ``Ada Lovelace_123_assignsubmission_file_work.ipynb``: ``Ada Lovelace``.  Of a group: ``Group 1-Ada
  Lovelace_123_``.  The number is this assignment's; where names are hidden, there is ``Participant_123``.
* Canvas: ``lovelaceada_LATE_45_678_work-1.ipynb`` (``LATE_`` where it was late, the user's number, the
  file's number, ``-1`` for a file handed in again): ``lovelaceada_45``.  Where names are hidden,
  ``LATE_anon_x1Y2z_678_work.ipynb``.
* Blackboard: ``Lesson 00_ada_attempt_2026-11-20-11-49-00_work.ipynb``: ``ada``, as the ``.txt`` beside it
  says, else what stands behind the part that all names share.
* Brightspace: ``123-456 - Ada Lovelace - Nov 20, 2026 1149 AM/work.ipynb``, or flat with `` - ``:
  ``Ada Lovelace``.
* Sakai: ``Lesson 00/Lovelace, Ada(ada)/Submission attachment(s)/work.ipynb``: ``ada``.
* Teams: ``Submitted files/Ada Lovelace/Lesson 00/Version 2/work.ipynb``, and without a version below
  ``Working files``: ``Ada Lovelace``.
* Gradescope: ``assignment_9_export/submission_12345/work.ipynb``: who ``submission_metadata.yml`` says.
* Google Classroom: ``Ada Lovelace - 00_start_here.ipynb``, and Google Forms: ``work - Ada Lovelace.ipynb``.
  A file that a student uploaded to Classroom has only its own name there.
* ILIAS: ``Lesson 00/Abgaben/Lovelace_Ada_ada_45/20261120114900_work.ipynb``: ``Lovelace_Ada_ada_45``.
* nbgrader's exchange: ``inbound/ada+00_start_here+2026-11-20 11:49:00.0 UTC+SECRET/work.ipynb``: ``ada``.
* GitHub Classroom: ``lesson-00-submissions/lesson-00-ada/work.ipynb``: ``ada``.
* Else ``ada.ipynb``, ``ada_LESSON.ipynb``, ``ada/work.ipynb``, ``ada/LESSON/LESSON.ipynb``, with or
  without a folder around all students, or around those of a group: ``Group 1/ada/work.ipynb``.
"""

from __future__ import annotations

import os.path
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import PurePosixPath

from hypergrader.submission.folder import moment

_MOODLE = re.compile(
    r"(?P<student>.+)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)(?:_(?P<what>.*))?"
)
# Moodle's word for a person whose name is hidden, in some of its languages.
_HIDDEN = re.compile(
    r"(?i)(participante?|teilnehmer\S*|deelnemer|partecipante|uczestnik|deltag\w+|osallistuja"
    r"|účastník|katılımcı|участник|参加者|参与者|anonymous|anonym\w*)"
)
_CANVAS = re.compile(
    r"(?:(?P<name>[^_]*)_(?=\d|LATE_\d))?(?P<late>LATE_)?"
    r"(?P<user>(?<=_)\d+|anon_[a-z0-9]+)_(?P<file>\d+)_(?P<what>.+)",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"(?P<what>.+)-(?P<again>\d{1,4})")
_BLACKBOARD = re.compile(
    r"(?P<before>.+)_attempt_(?P<date>\d{4}(?:-\d\d){5})(?:_(?P<what>.+))?", re.IGNORECASE
)
_BRIGHTSPACE = re.compile(
    r"(?P<user>\d+)-\d+ - (?P<student>.+?) - "
    r"(?P<date>(?:\d{4}-\d\d-\d\d|[\w.,]+[\w., ]* \d{4},?) \d{1,2}[:.]?\d\d(?: ?[AP]\.?M\.?)?)(?: - (?P<what>.+))?"
)
_SAKAI = re.compile(r".+\((?P<student>[^()]+)\)")
_SAKAI_BELOW = re.compile(r"(?i).*(attachment|anhang|anlage|adjunto|pièces|bijlage).*")
_ILIAS = re.compile(r"(?i)(abgaben|submissions?)/(team \d+/)?[^_/]+_[^_/]+_[^/]+_\d+/")
_VERSION = re.compile(  # in Teams' languages
    r"(?i)(?:ver[sz]i[oóeę]n?\w*|versão|wersja|verze|sürüm|версия|версія|バージョン|버전|版本)"
    r" ?(?P<number>\d+)"
)
_TEAMS = re.compile(
    r"(?i)(submitted|working) files|(eingereichte|arbeits|in bearbeitung befindliche )? ?dateien"
    r"|(fichiers|archivos|file|bestanden|arquivos) [\w ]+|提出済みのファイル|作業ファイル|作業中のファイル"
)
_GRADESCOPE = re.compile(r"submission_\d+")
_EXCHANGE = re.compile(
    r"(?P<student>.+)\+(?P<lesson>[^+]+)\+(?P<date>\d{4}-\d\d-\d\d \d\d[^+]*)(\+.*)?"
)
_COPY = re.compile(
    r"(?i)^((copy of|kopie von|c[oó]p(ia|ie) d[ei]) +)+|([-_ ]*copy *\d*|[-_ ]*kopie *\d*| ?\(\d+\))+$"
)
_NOTEBOOK = re.compile(r"(?i)(?P<stem>.+?)\.ipynb(?![a-z0-9]).*")
# Folders around a class, and folders inside a student's own; neither is anybody's name.
_AROUND = re.compile(
    r"(?i)(all|class|classroom|course|downloads?|exports?|files|home|inbound|submissions?|submitted( files)?"
    r"|assignments?|(colab )?notebooks|homework|abgaben|students?|student work|.*[-_ ]submissions?"
    r"|submissions?[-_ ].*|assignment_\d+_export"
    r"|hyperparameters|(lesson|assignment|lab|homework|hw|week|exercise|project|unit|module|chapter)s?[-_ ]*\d*"
    r"|.*\(file responses\))"
)
# What a file is called where nobody gave it a name.
_NOBODY = re.compile(
    r"(?i)((my|final|new|the)[-_ ]*)?(untitled|unbenannt|sans titre|sin t[ií]tulo|senza titolo|sem t[ií]tulo"
    r"|notebook|work|homework|hw|assignment|solutions?|answers?|submission|final|exercises?|lesson|lab|colab"
    r"|download|document|file|attempt)s?[-_ ]*\d*"
)
_INSIDE = re.compile(
    r"(?i)(tools?|helpers?|src|lib|utils?|data|images?|img|figures?|notebooks?|code|scripts?|tests?"
    r"|backup|old|files|hyperlib|attachments?|version \d+)"
)
# Folders of a course that stand beside students' folders.
_BESIDE = re.compile(
    r"(?i)\..*|_*(templates?|starters?|skeletons?|releases?|sources?|instructors?|teachers?|examples?|handouts?"
    r"|materials?|(auto)?graded|feedback|docs?|archive|resources?|assets?|te?mp)[-_ ]*\d*"
)
# A part of a class, in some languages; where several of its students hand in, it is none of them.
_GROUPS = (
    r"(group|section|tutorial|team|class|cohort|seminar|recitation|gruppe|groupe|grupo|gruppo|groep|grupp|grupa"
    r"|équipe|equipo|sección|klasse|classe|klas)s?"
)
_GROUP = re.compile(rf"(?i)(.*[-_ ])?{_GROUPS}([-_ #.]*\d+|[-_ #]+[^-_ ].{{0,30}})?")
_OF_GROUP = re.compile(rf"(?i)^(\w+ )?{_GROUPS}([ #]*\w+)?-(?=\w)")  # before a name, in Moodle
_REPOSITORY = re.compile(r"(?i)\d|lesson|assignment|lab|homework|hw|week|exercise|project")


_UNNAMED = "the LMS hid the name; rename the folder or file for an id that stays the same"
_NUMBER = "take it in together with submission_metadata.yml, which says who it is"


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
    others : tuple of Claim
        The rest of a group that handed it in together.
    """

    raw: str
    what: str
    rank: tuple[int, int] = (0, 0)
    number: str = ""
    note: str = ""
    date: datetime | None = None
    others: tuple[Claim, ...] = ()


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
    beside : mapping of str to str, optional
        Texts in which programs say who it was, name to content: what ends on ``.yml`` or ``.txt``.
    known : collection of str
        Ids and names of the course's students, in lower case: one of them may be called "Lab".
    """

    def __init__(
        self,
        names: Sequence[str],
        lesson: str,
        lessons: Collection[str] = (),
        likely: Collection[str] = (),
        pattern: re.Pattern | None = None,
        beside: Mapping[str, str] | None = None,
        known: Collection[str] = (),
    ):
        self.lesson, self.pattern = lesson, pattern
        self.likely, self.known = likely, frozenset(known)
        self.gradescope, self.names = _read_beside(beside or {})
        self.lessons = {*lessons, lesson}
        paths = [parts_of(name) for name in names]
        deciding = [parts_of(name) for name in names if name in likely] or paths
        self.title: set[str] = set()
        self.groups: set[str] = set()
        self.unsure = False  # whether outer folders are students or groups
        self.around = self._around(paths, deciding)
        while more := self._groups_of({self._inner(path) for path in deciding}):
            self.groups |= more
        inner = list(map(self._inner, paths))
        self.repository = self._repository_prefix(inner, paths)
        matches = [_BLACKBOARD.fullmatch(notebook_stem(name) or "") for name in names]
        before = {match["before"] for match in matches if match}
        self.blackboard = _common_prefix(before, "_") if len(before) > 1 else ""
        pieces = [(notebook_stem(path[-1]) or "").split(" - ") for path in inner if len(path) == 1]
        titles, several = {p[-1] for p in pieces}, len(set(map(tuple, pieces))) > 1
        one = len(titles) == 1 and all(len(p) > 1 for p in pieces)
        self.title = titles if several and one else set()
        # A student's own folders and files may be called like those of a program, or after somebody else.
        self.inside = True
        made = [self._by_program(path, notebook_stem(path[-1]) or "") for path in deciding]
        self.inside = 2 * sum(map(bool, made)) > len(made)

    def claim(self, name: str) -> Claim | None:
        """Return whose notebook `name` is, or None where its name does not say it."""
        path = parts_of(name)
        stem = notebook_stem(name) or PurePosixPath(path[-1]).stem
        if self.pattern is not None:
            match = self.pattern.search("/".join(path))
            raw = match.group("student") if match else None
            return Claim(raw, stem) if raw and raw.strip() else None
        made = self._by_program(path, stem)
        if made is None and not self.unsure:
            made = self._by_folder(self._inner(path), stem, name in self.likely)
        return made

    def sender(self, name: str) -> Claim | None:
        """Return who handed in a file that is not a notebook; None where only its own name could say it."""
        path = parts_of(name)
        inside = len(self._inner(path)) > 1 or self.pattern is not None
        known = self._by_program(path, PurePosixPath(path[-1]).stem)
        return known or (self.claim(name) if inside else None)

    def _by_program(self, path: tuple[str, ...], stem: str) -> Claim | None:
        own = len(path) - len(self._inner(path)) + 1  # where the folders of one student begin
        for index, part in enumerate(path[:-1] if self.inside else path[:-1][:own]):
            if _GRADESCOPE.fullmatch(part):
                known = self.gradescope.get(part, Claim(part, stem, note=_NUMBER))
                group = tuple(replace(one, what=stem) for one in known.others)
                return replace(known, what=stem, others=group)
            if match := _EXCHANGE.fullmatch(part):
                date = _moment(match["date"])
                rank = (int(date.timestamp()), 0) if date else (0, 0)
                return Claim(match["student"], stem, rank, date=date)
            if match := _MOODLE.fullmatch(part):
                return _moodle(match, stem)
            if match := _BRIGHTSPACE.fullmatch(part):
                return _brightspace(match, stem)
            below = path[index + 1]
            named = ", " in part or ("," in part and index == self.around)
            if (match := _SAKAI.fullmatch(part)) and (named or _SAKAI_BELOW.fullmatch(below)):
                return Claim(match["student"], stem)
        if len(path) > own and not self.inside:
            return None
        if match := _MOODLE.fullmatch(stem):
            return _moodle(match, match["what"] or "")
        if match := _BLACKBOARD.fullmatch(stem):
            return self._blackboard(match)
        if match := _BRIGHTSPACE.fullmatch(stem):
            return _brightspace(match, match["what"] or "")
        if match := _CANVAS.fullmatch(stem):
            again = _AGAIN.fullmatch(match["what"])
            what, times = (again["what"], int(again["again"])) if again else (match["what"], 0)
            note = "marked late by the LMS" if match["late"] else ""
            hidden = match["user"].startswith("anon_")
            note = "; ".join(filter(None, [note, _UNNAMED if hidden else ""]))
            name = f"{(match['name'] or '').lower() or 'student'}_"
            raw = match["user"] if hidden else name + match["user"]
            return Claim(raw, what, (times, int(match["file"])), note=note)
        return None

    def _blackboard(self, match: re.Match) -> Claim:
        before = match["before"]
        raw = before[len(self.blackboard) :] if self.blackboard else before.rsplit("_", 1)[-1]
        known = [name for name in self.names if before.endswith(f"_{name}")]
        raw = max(known, key=len, default=raw)
        date = _date(match["date"], "%Y-%m-%d-%H-%M-%S")
        order = int(date.timestamp()) if date else 0
        return Claim(raw, match["what"] or "", (order, 0), date=date)

    def _by_folder(self, path: tuple[str, ...], stem: str, likely: bool) -> Claim | None:
        versions = [m for part in path[:-1] if (m := _VERSION.fullmatch(part))]
        rank = (int(versions[-1]["number"][:9]), 0) if versions else (0, 0)
        folders = [part for part in path[:-1] if not self._is_lesson(part)]
        names = [part.removeprefix(self.repository) or part for part in folders]
        own = self._person(plain_stem(stem)) if names and _GROUP.fullmatch(names[0]) else ""
        sure = [raw for raw in [*names, own] if self._is_known(raw)]
        for raw in [*sure[:1], *names]:
            if not self._is_nobodys(raw):
                return Claim(self._person(raw) or raw, stem, rank)
        if names and (not likely or any(map(_INSIDE.fullmatch, names))):
            return None
        raw = self._person(plain_stem(stem))
        return Claim(raw, stem, rank) if raw else None

    def _is_nobodys(self, folder: str) -> bool:
        """Return whether a folder beside those of students is called like no student, such as Lab or src."""
        words = (f.fullmatch(folder) for f in (_AROUND, _INSIDE, _NOBODY, _BESIDE, _VERSION))
        common = not folder or self._is_lesson(folder) or any(words)
        return common and folder.lower() != "test" and not self._is_known(folder)

    def _is_known(self, folder: str) -> bool:
        """Return whether the course has a student of this name."""
        return not self.known.isdisjoint({folder.lower(), folder.lower().replace(" ", "_")})

    def _person(self, text: str) -> str:
        """Return what is left of a name without lessons, copies and what is nobody's, or an empty string."""
        parts = [plain_stem(part) for part in text.split(" - ") if part not in self.title]
        left = [part for part in parts if not (self._is_lesson(part) or _NOBODY.fullmatch(part))]
        raw = " - ".join(left)
        for lesson in sorted(self.lessons, key=len, reverse=True):
            words = r"[\W_]+".join(map(re.escape, re.findall(r"[^\W_]+", lesson)))
            raw = re.sub(rf"(?i)^{words}[-_ .]+|[-_ .]+{words}$", "", raw)
        return raw

    def _is_lesson(self, text: str) -> bool:
        text = re.sub(r"-(main|master)$", "", text)  # a branch, in GitHub's zips
        return any(same_lesson(text, lesson) for lesson in self.lessons)

    def _around(self, paths: list[tuple[str, ...]], deciding: list[tuple[str, ...]]) -> int:
        """Return how many folders stand around all students."""
        depth = 0
        while paths and all(len(path) > depth + 1 for path in paths):
            top = {path[depth] for path in paths}
            if not all(map(_TEAMS.fullmatch, top)):
                below = [path[depth + 1 :] for path in deciding]
                if len(top) > 1 or not self._is_around(top.pop(), below):
                    break
            depth += 1
        return depth

    def _inner(self, path: tuple[str, ...]) -> tuple[str, ...]:
        """Return a path without the folders around all students, and around those of a group."""
        path = path[self.around :]
        while len(path) > 1 and path[0] in self.groups:
            path = path[1:]
        return path

    def _groups_of(self, paths: Collection[tuple[str, ...]]) -> set[str]:
        """Return the outer folders that are parts of a class: what is in them is called like students."""
        inside: dict[str, set[str]] = {path[0]: set() for path in paths if len(path) > 1}
        flat = {path[0] for path in paths if len(path) < 3}
        for path in (path for path in paths if len(path) > 1):
            stem = plain_stem(notebook_stem(path[1]) or path[1])
            inside[path[0]].add(path[1] if len(path) > 2 else self._person(stem))
        for top in list(inside):  # its own folders, or what a group hands in together
            if self._is_known(top) or any(map(self._is_nobodys, inside[top])):
                del inside[top]
        if named := {top: names for top, names in inside.items() if _GROUP.fullmatch(top)}:
            many = any(top not in flat or len(names) > 3 for top, names in named.items())
            alike = len(named) > 1 and len(set(map(frozenset, named.values()))) == 1
            own = alike and not all(map(_GROUP.fullmatch, next(iter(named.values()))))
            return set(named) if many and not own else set()
        tops, inner = {path[0] for path in paths}, set().union(*inside.values())
        several = len(tops) > 1 and all(len(inside.get(top, ())) > 1 for top in tops - flat)
        if not several or flat or len(inner) < sum(map(len, inside.values())):
            return set()
        self.unsure = not any(map(self._is_known, inner))
        return set() if self.unsure else tops

    def _is_around(self, folder: str, below: list[tuple[str, ...]]) -> bool:
        """Return whether `folder`, which all files are in, belongs to no student."""
        if _GRADESCOPE.fullmatch(folder):
            return False
        if _AROUND.fullmatch(folder) or self._is_lesson(folder):
            return True
        inner = {path[0] for path in below if len(path) > 1}
        flat = {plain_stem(notebook_stem(path[0]) or path[0]) for path in below if len(path) == 1}
        if any(self._is_lesson(plain_stem(part)) for n in flat for part in n.split(" - ")[1:]):
            return True
        if any(self._is_lesson(name) or _INSIDE.fullmatch(name) for name in inner | flat):
            return False
        deeper = {path[1] for path in below if len(path) > 2}  # as in Exercise/Submissions/ada
        if len(inner) == 1 and not flat and not self._is_known(folder):
            ilias = any(_ILIAS.match("/".join(path)) for path in below)
            return (ilias or len(deeper) > 1) and not any(map(self._is_nobodys, deeper))
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


def people(names: Sequence[str], lesson: str) -> set[str]:
    """Return the students whom an LMS put into `names`; more than one is a class."""
    owners = Owners(names, lesson)
    claims = (owners._by_program(parts_of(name), notebook_stem(name) or "") for name in names)
    return {made.raw for made in claims if made and made.note != _NUMBER}


def _common_prefix(texts: Collection[str], end: str) -> str:
    """Return what all `texts` begin with, up to the last `end` in it; no text is it alone."""
    prefix = os.path.commonprefix(sorted(texts))
    prefix = prefix[: prefix.rfind(end) + 1]
    return "" if prefix in texts else prefix


def _moodle(match: re.Match, what: str) -> Claim:
    student, number = _OF_GROUP.sub("", match["student"]), match["number"]
    if _HIDDEN.fullmatch(student):
        return Claim(f"{student}_{number}", what, number=number, note=_UNNAMED)
    return Claim(student, what, number=number)


def _read_beside(texts: Mapping[str, str]) -> tuple[dict[str, Claim], set[str]]:
    """Return whose each of Gradescope's folders is, and the user names that Blackboard's texts tell."""
    found, names = {}, set()
    for name, text in texts.items():
        if match := re.match(r".*: .*\((?P<user>[^()\n]+)\)\s*(\n|$)", text.lstrip("\ufeff")):
            names.add(match["user"])
        if parts_of(name)[-1] != "submission_metadata.yml":
            continue
        for block in re.split(r"(?m)^(?=\S)", text):
            head = block.split("  :history:")[0]
            when = re.search(r"(?m)^  :created_at: *(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)", head)
            date = _moment(when[1]) if when else None
            group = []
            members = re.split(r"(?m)^ *-? *:name: *(?=\S)", head)[1:]
            for member in members:
                name = member.partition("\n")[0].strip(" \r'\"")
                marks = re.findall(r"(?m)^ *:(?:sid|email): *(\S.*?) *$", member) or [""]
                note = f"handed in by a group of {len(members)}" if len(members) > 1 else ""
                group.append(Claim(name, "", number=marks[0].strip("'\""), note=note, date=date))
            if group:
                found[block.split(":")[0]] = replace(group[0], others=tuple(group[1:]))
    return found, names


def _brightspace(match: re.Match, what: str) -> Claim:
    text = re.sub(r"(\D)(\d{3}) ?(?=[AP]M)", r"\g<1>0\2 ", match["date"])
    text = re.sub(r"(\d) ?(?=[AP]M)", r"\1 ", text)
    text = re.sub(r"[:.,]", "", text)
    forms = [
        f"{day} {time}"
        for day in ("%b %d %Y", "%B %d %Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d")
        for time in ("%I%M %p", "%H%M")
    ]
    date = next(filter(None, (_date(text, form) for form in forms)), None)
    order = int(date.timestamp()) if date else 0
    return Claim(match["student"], what, (order, 0), number=match["user"], date=date)


def _moment(text: str) -> datetime | None:
    try:
        return moment(text).replace(tzinfo=UTC)
    except ValueError:
        return None


def _date(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form)
    except ValueError:
        return None
