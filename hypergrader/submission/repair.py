"""Make a gradable notebook of whatever a student handed in, and say what was done.

`repair` never raises.  It takes the files of a submission and the released notebook, and returns a
notebook that has every exercise and every check of the release exactly once, with the
student's answers and the student's own cells between them.  Each change is a line for student
and instructor.  What cannot be read gives the release without answers, and the reason.

An answer is found by what a cell defines.  Where no cell is found, the released cell is put back, before every
cell that defines its name; `Repaired.untouched` names such cells, and the grader runs them only where nothing of
their name is there yet.
"""

from __future__ import annotations

import copy
import hashlib
import json
import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import nbformat
from nbformat import NotebookNode, v4

from hypergrader.percent import is_check
from hypergrader.submission.folder import (
    CHECKPOINTS,
    MAIL,
    MAX_PARTS,
    is_notebook,
    is_packed,
    unpacked,
)
from hypergrader.submission.harmless import harmless_markdown, pasted_pictures, shown, valid_text
from hyperlib.cells import defined_names

MAX_CELLS = 2000
MAX_SOURCE = 500_000  # characters of one cell
MAX_TEXT = 5_000_000  # characters of all cells
MAX_PICTURES = 20 << 20  # characters of all pasted pictures
MAX_DAMAGED = 100  # places of a damaged file at which reading begins again
_DEMONSTRATION = "demonstration"  # the tag of cells that autograde skips
# Around code in a text cell; the last one may lack its end.
_FENCE = re.compile(r"^ {0,3}(```|~~~)[^`\n]*\n(.*?)(?:^ {0,3}\1[`~ \t]*$|\Z)", re.S | re.M)
_CELL = re.compile(r'\{\s*"(attachments|cell_type|execution_count|id|metadata)"\s*:')  # its begin
_MARKS = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( .*)?$", re.M)


ADVICE = "save the notebook in Jupyter, choose File > Download, and hand in the file, which ends in .ipynb"
# What is handed in instead of a notebook: how it begins, what it is.
_KINDS = {
    "a PDF": rb"%PDF-",
    "a mail, or a page saved like one": MAIL.pattern,
    "a web page": rb"(?i)\s*(<\?xml[^>]*>\s*)?<(!doctype html|html)",
    "a script": rb"(?ms).{0,3000}?^# *(%%|COMMAND --)|\s*#!(?-s:.*)python|(?-s:.*\n)?# coding: ",
    "a Markdown text": rb"(?ms)(---|#).{0,3000}?^(```|~~~)",
    "a pointer of Git LFS; try `git lfs pull`": rb"version https://git-lfs",
    "a link to the file, not the file": rb'\[InternetShortcut|bplist00|\{\s*"(doc_id|url)"',
    "an office document": rb"(?s)PK\x03\x04.{0,2000}?(word|xl|ppt)/|\{\\rtf|\xd0\xcf\x11\xe0",
    "an archive in which no notebook can be read": rb"PK\x03\x04|\(\xb5/|\x1f\x8b|BZh|\xfd7zXZ|7z\xbc\xaf|Rar!",
    "a picture": rb"\x89PNG|\xff\xd8\xff|GIF8",
}


@dataclass
class Repaired:
    """A notebook that can be graded.

    Attributes
    ----------
    notebook : NotebookNode
    notes : list of str
        What was changed, for student and instructor; empty where nothing had to be.
    readable : bool
        False when nothing of the student's could be read; the last note says why.
    untouched : set of str
        The answer cells that stand as they were released.
    folder : str
        Where the notebook lay, ``lesson1/``: what it reads and imports lies beside it.
    """

    notebook: NotebookNode
    notes: list[str] = field(default_factory=list)
    readable: bool = True
    untouched: set[str] = field(default_factory=set)
    folder: str = ""


def repair(files: dict[str, bytes], release: NotebookNode, name: str, left_out=()) -> Repaired:
    """Return a gradable notebook.

    Parameters
    ----------
    files : dict of str to bytes
        The submission: relative name -> content.
    release : NotebookNode
        The notebook that students got.
    name : str
        What the notebook is called, ``01_what_are_hyperparameters.ipynb``.
    left_out : tuple of str
        Notes of what was not read; they stand first.
    """
    notes: list[str] = [*left_out]
    marked = [cell for cell in release.cells if grade_id(cell)]
    try:
        cells, folder = _chosen(files, marked, name, notes)
        if cells is not None:
            return replace(_merge(cells, release, notes), folder=folder)
    except Exception as problem:  # whatever else is wrong with it
        notes.append(f"the notebook could not be read ({type(problem).__name__})")
    return Repaired(copy.deepcopy(release), notes, readable=False)


@dataclass
class Cell:
    """One cell of a student: what is kept of it."""

    kind: str  # code, markdown or raw
    source: str
    id: str
    mark: str | None  # nbgrader's grade id
    pictures: dict[str, dict] = field(default_factory=dict)
    demonstration: bool = False  # whether its tag says so

    @cached_property
    def squeezed(self) -> str:
        return squeezed(self.source)

    @property
    def code(self) -> str:
        """Its source; of a text cell, or what was one, the blocks of code in it where it has some."""
        fenced = self.kind != "code" or self.source.startswith("```")
        return "\n".join(m[1] for m in _FENCE.findall(self.source) if fenced) or self.source

    @cached_property
    def names(self) -> set[str]:
        prose = self.kind == "markdown" and not _FENCE.fullmatch(self.source.strip())
        return set() if prose else defined_names(self.code)


def squeezed(source: str) -> str:
    """Return a source without what a formatter, an editor or another system may change.

    Examples
    --------
    >>> squeezed("f('a',\\r\\n  b) ") == squeezed('f("a", b,)')
    True
    """
    return re.sub(r"[\s,;()\\]+", "", source).replace("'", '"')


# Read ---------------------------------------------------------------------------------------------


def _chosen(
    files: dict[str, bytes], marked: list[NotebookNode], name: str, notes: list[str]
) -> tuple[list[Cell] | None, str]:
    """Return the cells of the notebook to grade, or None with a note, and the folder that it lay in.

    It is the one into which most answers were written; of several such, the one of the right name.
    """
    archives, files = list(filter(is_packed, files)), unpacked(files)
    candidates = [f for f, raw in files.items() if is_notebook(f) or b'"cells"' in raw]
    if not candidates:
        there = [f for f in files if f != "timestamp.txt"]
        beside = ", ".join(f"{shown(f)}{_kind(files[f], f)}" for f in there[:3])
        beside = "; there was " * bool(beside) + beside
        told = f"no notebook was handed in; expected {name}{beside}; {ADVICE}"
        kept_out = any(name in note or "of this submission" in note for note in notes)
        notes.append("no notebook could be read" if kept_out else told)
        return None, ""
    candidates.sort(
        key=lambda f: (CHECKPOINTS in f, f != name, not is_notebook(f), f.count("/"), f)
    )
    best: tuple[tuple[int, int], str, list[Cell] | None, list[str]] = (-2, 0), "", None, []
    most, own = sum(map(_is_answer, marked)), 0
    for candidate, lower in ((c, lower) for c in candidates for lower in (False, True)):
        said: list[str] = []
        if CHECKPOINTS in candidate and best[0][0] > 0:
            break  # an older state of what was found
        if lower and b"<" * 7 not in files[candidate]:
            continue  # no merge conflict
        cells = _cells_of(files[candidate], said, lower)
        found = _count(cells, marked) if cells else (-1, 0)
        own = found[0] if candidate == name else own
        if found > best[0]:
            best = found, candidate, cells, said
        if found[0] == most:
            break
    _, chosen, cells, said = best
    if chosen != name:
        notes.append(f"the notebook was called {shown(chosen)}; it was graded as {name}")
        if CHECKPOINTS in chosen:
            kept = "it is a copy that Jupyter keeps, of the last time it was saved"
            notes.append(f"{kept}; {ADVICE}")
        if name in files:
            fewer = "fewer answers were" if own > 0 else "nothing was"
            notes.append(f"{fewer} written into {name}; that is why the other one was graded")
    rest = [shown(f) for f in files if f not in (chosen, "timestamp.txt")]
    if best[0][0] == 0 and rest:
        notes.append(f"no answer was found in {shown(chosen)}; beside it was {', '.join(rest[:3])}")
    others = [
        shown(f)
        for f in candidates
        if f not in (chosen, name) and b"nbgrader" in files[f] and CHECKPOINTS not in f
    ]
    if others:
        beside = ", ".join(others[:3])
        notes.append(f"one notebook is graded, {shown(chosen)}; beside it was {beside}")
    if aside := [shown(f) for f in archives if not chosen.startswith(f"{f}/")]:
        told = "not unpacked: what the notebook reads or imports must lie beside it"
        notes.append(f"{', '.join(aside[:3])}: {told}")
    notes += said
    return cells, re.sub(r"[^/]+$", "", chosen.replace(f"{CHECKPOINTS}/", ""))


def _kind(raw: bytes, name: str = "") -> str:
    """Return in brackets what a file is that is not a notebook, or an empty string."""
    if name.endswith(".py"):
        return " (a script)"
    return next((f" ({kind})" for kind, begin in _KINDS.items() if re.match(begin, raw[:5000])), "")


def _count(cells: list[Cell], marked: list[NotebookNode]) -> tuple[int, int]:
    """Return how many answers were begun, and how many marked cells of the release are there."""
    places, untouched = _places(cells, marked, [])
    answers = {grade_id(cell) for cell in marked if _is_answer(cell)}
    return len(answers & places.keys() - untouched), len(places)


def _cells_of(raw: bytes, notes: list[str], lower: bool = False) -> list[Cell] | None:
    """Return the cells of one notebook, or None with a note; of conflicts the upper side or the lower."""
    data = read_notebook(raw, notes, lower)
    if data is None:
        return None
    cells = data.get("cells")
    if not isinstance(cells, list):  # nbformat 3 and older keep cells in worksheets
        sheets = [s for s in _list(data.get("worksheets")) if isinstance(s, dict)]
        cells = [cell for sheet in sheets for cell in _list(sheet.get("cells"))]
        if not cells:
            notes.append("the notebook has no cells")
            return None
        notes.append("the notebook was in an old format; it was converted")
    if len(cells) > MAX_CELLS:
        notes.append(f"the notebook had {len(cells)} cells; the first {MAX_CELLS} were read")
        cells[MAX_CELLS:] = [c for c in cells[MAX_CELLS:] if "'nbgrader'" in str(c)][:MAX_CELLS]
    kept: list[Cell] = []
    room, pictures = MAX_TEXT, MAX_PICTURES
    for cell in map(lambda c: _cell(c, pictures), cells):
        if cell is None:
            continue
        if {mark.group()[0] for mark in _MARKS.finditer(cell.source)} >= set("<=>"):
            cell.source = _one_side(cell.source, lower)
            side = "lower" if lower else "upper"
            notes.append(f"a cell had marks of a merge conflict; the {side} side was taken")
        if len(cell.source) > min(MAX_SOURCE, room):
            notes.append(f"a cell of {len(cell.source)} characters was left out")
            continue
        room -= len(cell.source)
        pictures -= sum(len(text) for data in cell.pictures.values() for text in data.values())
        kept.append(cell)
    return kept


# Of a notebook only texts are used.  Any number, of thousands of digits too, is read as 0.
_JSON: dict[str, Any] = dict.fromkeys(("parse_int", "parse_float"), lambda digits: 0)
_DECODER = json.JSONDecoder(strict=False, **_JSON)  # line ends within a text are allowed


def read_notebook(raw: bytes, notes: list[str], lower: bool = False) -> dict | None:
    """Return what is in a file: a notebook's dictionary, or None with a note; it never raises."""
    if raw.count(b"[") + raw.count(b"{") > MAX_PARTS:
        notes.append("the file has too many parts to be read")
        return None
    encoding: str = json.detect_encoding(raw)
    try:
        text = raw.decode(encoding)
    except UnicodeError:
        encoding, text = "latin-1", raw.decode("latin-1")  # which reads any bytes
    text = text.strip(" \t\r\n\0\ufeff")
    if not text:
        notes.append("the file is empty")
        return None
    data, fault = None, "the file is JSON but not a notebook"
    sides = sorted(("upper", "lower"), reverse=not lower) if _MARKS.search(text) else ()
    for side in ("", *sides):
        try:
            data = _DECODER.decode(_one_side(text, side == "lower") if side else text)
        except RecursionError:
            fault = "the file is nested too deeply to be read"
        except ValueError:
            begin = shown(" ".join(text[:200].split()), 40)
            kind = _kind(raw).strip(" ()")
            told = f"it is {kind}" if kind else f"it is not JSON; it begins with {begin}"
            fault = f"the file is not a notebook: {told}; {ADVICE}"
        else:
            if side:
                notes.append(f"the file had marks of a merge conflict; the {side} side was taken")
            break
    if not isinstance(data, dict) or not {"cells", "worksheets"} & data.keys():
        inside = data.get("content") if isinstance(data, dict) else data
        if isinstance(inside, str):  # a notebook that a program has put into a text
            return read_notebook(inside.encode("utf-8", "replace"), notes, lower)
        cells = _whole_cells(text)
        told = f"the file is damaged; {len(cells)} whole cells could be read"
        notes.append(told if cells else fault)
        data = {"cells": cells} if cells else None
    if data and isinstance(data.get("cells"), dict):
        data["cells"] = _list(data["cells"])
        notes.append("the notebook's cells were not a list; they were read in their order")
    if data and not encoding.startswith("utf-8"):
        notes.append(f"the file was encoded as {encoding}, not as UTF-8; it was converted")
    return data


def _one_side(text: str, side: int) -> str:
    """Return `text` with one side of each merge conflict."""
    kept, now = [], None  # None: outside; 0: upper, 1: lower, 2: common ancestor
    for line in re.split("\r?\n", text):
        mark = _MARKS.match(line)
        if mark:
            now = {"<": 0, "|": 2, "=": 1, ">": None}[line[0]]
        elif now is None or now == side:
            kept.append(line)
    return "\n".join(kept)


def _whole_cells(text: str) -> list[Any]:
    """Return the cells of a damaged file that are whole."""
    start = re.search(r'"cells"\s*:\s*\[', text)
    found: list[Any] = []
    at, tries = start.end() if start else len(text), MAX_DAMAGED
    while len(found) < MAX_CELLS:
        gap = re.compile(r"[\s,]*").match(text, at)
        at = gap.end() if gap else at
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            behind = _CELL.search(text, at + 1)
            if behind is None or (tries := tries - 1) < 0:
                break
            at = behind.start()
        else:
            if isinstance(value, dict) and {"source", "input"} & value.keys():
                found.append(value)
    return found


def _cell(cell: Any, room: int) -> Cell | None:
    """Return what is kept of one cell: type, source, id, nbgrader's mark, pasted pictures."""
    if not isinstance(cell, dict):
        return None
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, (list, dict)):
        lines = [part for part in _list(source) if isinstance(part, str)]
        # Some programs split a text into lines and drop the line ends.
        whole = any("\n" in line for line in lines) or all(len(line) < 2 for line in lines)
        source = ("" if whole else "\n").join(lines)
    source = valid_text(source).replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    kind = cell.get("cell_type")
    if kind not in ("code", "markdown", "raw"):
        kind = "markdown" if kind in ("heading", "html") else "code"
    pictures: dict[str, dict] = {}
    names: dict[str, str] = {}
    if kind == "markdown":
        names, pictures = pasted_pictures(cell.get("attachments"), room)
    metadata = found if isinstance(found := cell.get("metadata"), dict) else {}
    marks = metadata.get("nbgrader")
    mark = marks.get("grade_id") if isinstance(marks, dict) else None
    new = Cell(kind, source, str(cell.get("id", ""))[:64], mark if isinstance(mark, str) else None)
    new.demonstration = _DEMONSTRATION in _list(metadata.get("tags"))
    if pictures:
        new.source, new.pictures = harmless_markdown(source, names), pictures
    return new


# Merge --------------------------------------------------------------------------------------------


def _merge(cells: list[Cell], release: NotebookNode, notes: list[str]) -> Repaired:
    """Return the student's cells with each marked cell of the release exactly once."""
    marked = [cell for cell in release.cells if grade_id(cell)]
    places, untouched = _places(cells, marked, notes)
    if not places:
        told = f"it begins with {_title(cells)!r}, this lesson with {_title(release.cells)!r}"
        notes.append(f"no exercise of this lesson is in the notebook; {told}")
    checks = {grade_id(cell) for cell in marked if is_check(cell.metadata)}
    plain = {(c.cell_type, squeezed(c.source)): c for c in release.cells if not grade_id(c)}
    by_id = {grade_id(cell): cell for cell in marked}
    demos = [c.source for c in release.cells if _DEMONSTRATION in c.metadata.get("tags", [])]
    of_demos: set[str] = set().union(*map(defined_names, demos))
    stubs = {squeezed(cell.source) for cell in marked if _is_answer(cell)}
    there = {text for cell in cells for text in (cell.squeezed, f"id {cell.id}")}

    merged: list[NotebookNode] = []
    names: list[set[str]] = []  # what the student's cell at the same place defines
    at = {index: name for name, index in places.items()}
    for index, cell in enumerate(cells):
        name = at.get(index)
        if name is not None:
            new = _restored(by_id[name], cell, notes)
        elif cell.mark in checks:
            notes.append(f"a copy of the check {cell.mark} was left out")
            continue
        elif cell.squeezed in stubs:
            continue  # it would overrule the answer
        elif (cell.kind, cell.squeezed) in plain:
            new = copy.deepcopy(plain[cell.kind, cell.squeezed])
        else:
            new = _own(cell)
            # With other numbers in it, or another lesson's, it is still one: nothing graded needs it.
            if cell.demonstration and (not places or cell.names <= of_demos):
                new.metadata["tags"] = [_DEMONSTRATION]
        merged.append(new)
        own = new.cell_type == "code" and name not in untouched | checks
        names.append(cell.names if own else set())
    for text, new in reversed([(text, c) for (kind, text), c in plain.items() if kind == "code"]):
        tagged = _DEMONSTRATION in new.metadata.get("tags", [])
        if defined_names(new.source) and not tagged and not there & {text, f"id {new.get('id')}"}:
            merged.insert(0, copy.deepcopy(new))
            names.insert(0, set())
            line = new.source.splitlines()[0]
            notes.append(f"a cell of the lesson was missing and was put back in front: {line}")
    for position, cell in enumerate(marked):
        name = grade_id(cell)
        if name in places:
            continue
        elsewhere = [i for i, defined in enumerate(names) if name in defined]
        if _is_answer(cell):
            untouched.add(name)
        if elsewhere:
            notes.append(f"the cell {name} was missing; its answer was found in another cell")
            spot = elsewhere[0]
        else:
            notes.append(f"the cell {name} was missing; it was put back as it was released")
            before = {grade_id(c) for c in marked[:position]}
            spots = [i for i, c in enumerate(merged) if grade_id(c) in before]
            spot = spots[-1] + 1 if spots else len(merged)
        merged.insert(spot, copy.deepcopy(cell))
        names.insert(spot, set())
    _order(merged, names, marked, untouched, notes)
    notebook = copy.deepcopy(release)
    notebook.cells = merged
    _finish(notebook)
    return Repaired(notebook, notes, untouched=untouched)


def _title(cells: list[Any]) -> str:
    """Return the first line that stands in any of the cells."""
    return shown("\n".join(cell.source for cell in cells).strip().partition("\n")[0])


def _places(
    cells: list[Cell], marked: list[NotebookNode], notes: list[str]
) -> tuple[dict[str, int], set[str]]:
    """Return where each marked cell of the release is: grade id -> index, and which are as released."""
    places: dict[str, int] = {}
    untouched: set[str] = set()
    taken: set[int] = set()
    answers = {grade_id(cell) for cell in marked if _is_answer(cell)}
    # A check may give an answer's name another value and take it back; that is not an answer.
    checks = {squeezed(cell.source): grade_id(cell) for cell in marked if not _is_answer(cell)}
    for one in cells:  # an answer that was written into the cell of a check
        if one.mark in checks.values() and one.squeezed not in checks and one.names & answers:
            one.mark, one.id = None, ""
    for position, cell in enumerate(marked):
        name, stub = grade_id(cell), squeezed(cell.source)
        free = [i for i in range(len(cells)) if i not in taken]
        same = [i for i in free if cells[i].mark == name]
        found = same or [i for i in free if cells[i].id == cell.get("id") and not cells[i].mark]
        if _is_answer(cell):
            written = [i for i in found if cells[i].squeezed != stub]
            if cell.cell_type == "code" and not any(name in cells[i].names for i in written):
                # A cell that defines the name; not one whose own mark it fits.
                defines = [
                    i
                    for i in free
                    if i not in written
                    and name in cells[i].names
                    and cells[i].squeezed != stub
                    and cells[i].squeezed not in checks
                    and not (cells[i].mark in answers and cells[i].mark in cells[i].names)
                ]
                # One that was made text or raw counts where no code has the name.
                defines = [i for i in defines if cells[i].kind == "code"] or defines
                # What the check would meet when the notebook runs; else what stands further down.
                check = next((grade_id(c) for c in marked[position:] if is_check(c.metadata)), "")
                asks = (i for i, c in enumerate(cells) if checks.get(c.squeezed, c.mark) == check)
                asked = next(asks, len(cells))
                written = [i for i in defines if i < asked] or written or defines
            if not found and not written:
                found = [i for i in free if cells[i].squeezed == stub]
            # The last one that was written in decides, as it does when the notebook runs.
            index = next(iter(reversed(written or found)), None)
        else:
            found = found or [
                i
                for i in free
                if cells[i].squeezed == stub
                and not cells[i].mark
                and cells[i].kind == cell.cell_type
            ]
            index = found[0] if found else None
        if index is None:
            continue
        places[name] = index
        taken.add(index)
        if cells[index].squeezed == stub:
            untouched.add(name)
        if cells[index].mark != name:
            notes.append(f"the cell {name} had lost its mark; it was found and marked again")
        elif _is_answer(cell) and len(same) > 1:
            notes.append(f"the cell {name} was there {len(same)} times; the last answer counts")
    return places, untouched & answers


def _restored(cell: NotebookNode, student: Cell, notes: list[str]) -> NotebookNode:
    """Return the cell of the release, with the student's source where it is an answer."""
    new = copy.deepcopy(cell)
    if student.kind != cell.cell_type:
        notes.append(
            f"the cell {grade_id(cell)} was made {student.kind}; it is {cell.cell_type} again"
        )
    if _is_answer(cell):
        new.source = student.code if cell.cell_type == "code" else student.source
        if cell.cell_type == "markdown":
            _harmless(new, student)
    elif student.squeezed != squeezed(cell.source):
        notes.append(
            f"the cell {grade_id(cell)} is not as it is released now; the released one was used. If "
            "you did not edit it, the lesson was corrected after you got it, and nothing is wrong"
        )
    return new


def _own(cell: Cell) -> NotebookNode:
    """Return a cell that is the student's alone."""
    if cell.kind == "code":
        return v4.new_code_cell(cell.code)
    if cell.kind == "raw":  # which would go into a page as it is
        cell.source = "```\n" + cell.source.replace("```", "'''") + "\n```"
    return _harmless(v4.new_markdown_cell(), cell)


def _harmless(new: NotebookNode, cell: Cell) -> NotebookNode:
    """Give a Markdown cell the student's text and pictures."""
    new.source = harmless_markdown(cell.source, {name: name for name in cell.pictures})
    if cell.pictures:
        new.attachments = nbformat.from_dict(cell.pictures)
    return new


def _order(
    merged: list[NotebookNode],
    names: list[set[str]],
    marked: list[NotebookNode],
    untouched: set[str],
    notes: list[str],
) -> None:
    """Move each check that stands before its answer to the place behind it."""
    for position, check in enumerate(marked):
        before = [c for c in marked[:position] if _is_answer(c)]
        if not is_check(check.metadata) or not before:
            continue
        answer = grade_id(before[-1])
        ids = [grade_id(c) for c in merged]
        here, last = ids.index(grade_id(check)), ids.index(answer)
        if answer in untouched:
            last = max([last, *(i for i, defined in enumerate(names) if answer in defined)])
        if here < last:
            merged.insert(last, merged.pop(here))
            names.insert(last, names.pop(here))
            notes.append(f"the check {grade_id(check)} stood before its answer; it was moved")


def _finish(notebook: NotebookNode) -> None:
    """Give every cell an id of its own, always the same for the same notebook."""
    used: set[str] = set()
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        wanted = cell.get("id", "") if cell.metadata.get("nbgrader") else ""
        if not wanted or wanted in used:
            wanted = hashlib.sha256(f"{index}/{cell.source}".encode()).hexdigest()[:12]
        cell.id = wanted
        used.add(wanted)


def grade_id(cell: NotebookNode) -> Any:
    """Return nbgrader's id of a cell, a string; None where it has none."""
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def _is_answer(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def _list(value: Any) -> list:
    """Return a list; of a dictionary, what is in it, in the order of its numbers where it has such."""
    if isinstance(value, dict):
        numbered = all(key.isdigit() for key in value)
        keys = sorted(value, key=lambda key: (len(key), key)) if numbered else value
        return [value[key] for key in keys]
    return value if isinstance(value, list) else []
