"""Make a gradable notebook of whatever a student handed in, and say what was done.

`repair` never raises.  It takes the files of a submission and the released notebook, and returns a
notebook that has every exercise and every check of the release exactly once, with the
student's answers and the student's own cells between them.  Each change is a line for student
and instructor.  What can not be read gives the release without answers, and the reason.

Nothing of a student's that a browser could run is kept: see `harmless_markdown` and `harmless_output`.
"""

from __future__ import annotations

import ast
import base64
import copy
import hashlib
import html
import json
import re
from dataclasses import dataclass, field
from typing import Any

import nbformat
from nbformat import NotebookNode, v4

MAX_CELLS = 2000
MAX_SOURCE = 500_000  # characters of one cell
_MARKS = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( .*)?$", re.M)


@dataclass
class Repaired:
    """Hold a notebook that can be graded.

    Attributes
    ----------
    notebook : NotebookNode
    notes : list of str
        What was changed, for student and instructor; empty where nothing had to be.
    readable : bool
        False when nothing of the student's could be read.
    """

    notebook: NotebookNode
    notes: list[str] = field(default_factory=list)
    readable: bool = True


def repair(files: dict[str, bytes], release: NotebookNode, name: str) -> Repaired:
    """Return a gradable notebook.

    Parameters
    ----------
    files : dict of str to bytes
        The submission: relative name -> content.
    release : NotebookNode
        The notebook that students got.
    name : str
        What the notebook is called, ``01_what_are_hyperparameters.ipynb``.
    """
    notes: list[str] = []
    try:
        cells = _student_cells(files, release, name, notes)
    except Exception as problem:  # whatever else is wrong with it
        cells = None
        notes.append(f"the notebook could not be read ({type(problem).__name__})")
    if cells is None:
        return Repaired(copy.deepcopy(release), notes, readable=False)
    notebook = copy.deepcopy(release)
    notebook.cells = _merge(cells, release, notes)
    _finish(notebook)
    return Repaired(notebook, notes)


# Read ---------------------------------------------------------------------------------------------


def _student_cells(
    files: dict[str, bytes], release: NotebookNode, name: str, notes: list[str]
) -> list[NotebookNode] | None:
    """Return the cells of the notebook that was handed in, or None with a note."""
    candidates = sorted(f for f in files if f.lower().endswith(".ipynb"))
    if name in files:
        chosen = name
    elif not candidates:
        notes.append(f"no notebook was handed in; expected {name}")
        return None
    else:
        wanted = {_grade_id(cell) for cell in release.cells} - {None}
        chosen = max(candidates, key=lambda f: sum(i.encode() in files[f] for i in wanted))
        notes.append(f"the notebook was called {_short(chosen)}; it was graded as {name}")
    data = _parse(files[chosen], notes)
    if data is None:
        return None
    if not isinstance(data, dict):
        notes.append("the file is JSON but not a notebook")
        return None
    cells = data.get("cells")
    if not isinstance(cells, list):  # nbformat 3 and older keep cells in worksheets
        sheets = data.get("worksheets")
        sheets = sheets if isinstance(sheets, list) else []
        cells = [c for s in sheets if isinstance(s, dict) for c in _list(s.get("cells"))]
        if not cells:
            notes.append("the notebook has no cells")
            return None
        notes.append("the notebook was in an old format; it was converted")
    if len(cells) > MAX_CELLS:
        notes.append(f"the notebook had {len(cells)} cells; the first {MAX_CELLS} were read")
    read = [_cell(cell, notes) for cell in cells[:MAX_CELLS]]
    return [cell for cell in read if cell is not None]


def _parse(raw: bytes, notes: list[str]) -> Any:
    text = None
    for encoding in ("utf-8-sig", "utf-16", "latin-1"):
        if encoding == "utf-16" and raw[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            text = raw.decode(encoding)
        except UnicodeError:
            continue
        if encoding != "utf-8-sig":
            notes.append(f"the file was encoded as {encoding}, not as UTF-8; it was converted")
        break
    if text is None or not text.strip():
        notes.append("the file is empty")
        return None
    try:
        return json.loads(text)
    except RecursionError:
        notes.append("the file is nested too deeply to be read")
        return None
    except ValueError:
        pass
    if _MARKS.search(text):
        for side in (0, 1):
            try:
                data = json.loads(_one_side(text, side))
            except (ValueError, RecursionError):
                continue
            which = ("upper", "lower")[side]
            notes.append(f"the file had marks of a merge conflict; the {which} side was taken")
            return data
    cells = _whole_cells(text)
    if cells:
        notes.append(f"the file is damaged; {len(cells)} whole cells could be read")
        return {"cells": cells}
    notes.append("the file is not a notebook: it is no JSON")
    return None


def _one_side(text: str, side: int) -> str:
    """Return `text` with one side of each merge conflict."""
    kept, now = [], None  # None: outside; 0: upper, 1: lower, 2: common ancestor
    for line in text.splitlines():
        mark = _MARKS.match(line)
        if mark:
            now = {"<": 0, "|": 2, "=": 1, ">": None}[line[0]]
        elif now is None or now == side:
            kept.append(line)
    return "\n".join(kept)


def _whole_cells(text: str) -> list[Any]:
    """Return the cells before the place where a file is damaged."""
    start = re.search(r'"cells"\s*:\s*\[', text)
    found: list[Any] = []
    decoder = json.JSONDecoder()
    at = start.end() if start else len(text)
    while len(found) < MAX_CELLS:
        gap = re.compile(r"[\s,]*").match(text, at)
        at = gap.end() if gap else at
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return found
        found.append(value)
    return found


def _cell(cell: Any, notes: list[str]) -> NotebookNode | None:
    """Return one cell with nothing but type, source, id and what nbgrader wrote."""
    if not isinstance(cell, dict):
        return None
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    if not isinstance(source, str):
        source = ""
    # A lone half of a surrogate pair can be written in JSON and in no file.
    source = source.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
    if len(source) > MAX_SOURCE:
        notes.append(f"a cell of {len(source)} characters was left out")
        return None
    kind = cell.get("cell_type")
    if kind == "raw":  # raw cells go into a page as they are
        kind, source = "markdown", _fenced(source)
    if kind not in ("code", "markdown"):
        kind = "markdown" if kind in ("heading", "html") else "code"
    new = v4.new_code_cell(source) if kind == "code" else v4.new_markdown_cell(source)
    new.id = str(cell.get("id", ""))[:64]
    metadata = cell.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    marks = metadata.get("nbgrader")
    if isinstance(marks, dict) and isinstance(marks.get("grade_id"), str):
        new.metadata["grade_id"] = marks["grade_id"]
    return new


# Merge --------------------------------------------------------------------------------------------


def _merge(
    cells: list[NotebookNode], release: NotebookNode, notes: list[str]
) -> list[NotebookNode]:
    """Return the student's cells with each marked cell of the release exactly once."""
    marked = [cell for cell in release.cells if _grade_id(cell)]
    place: dict[str, int] = {}  # grade id -> index of the student's cell that takes its place
    taken: set[int] = set()
    for cell in marked:
        found = _find(cell, cells, taken, notes)
        if found is not None:
            place[_grade_id(cell)] = found
            taken.add(found)
    checks = {_grade_id(cell) for cell in marked if _is_check(cell)}
    plain = {(c.cell_type, c.source): c for c in release.cells if not _grade_id(c)}

    merged: list[NotebookNode] = []
    at = {index: grade_id for grade_id, index in place.items()}
    for index, cell in enumerate(cells):
        grade_id = at.get(index)
        if grade_id is not None:
            merged.append(_restored(_by_id(marked, grade_id), cell, notes))
        elif cell.metadata.get("grade_id") in checks:
            notes.append(f"a copy of the check {cell.metadata['grade_id']} was left out")
        elif (cell.cell_type, cell.source) in plain:
            merged.append(copy.deepcopy(plain[cell.cell_type, cell.source]))
        else:
            merged.append(_own(cell))
    for position, cell in enumerate(marked):
        grade_id = _grade_id(cell)
        if grade_id in place:
            continue
        notes.append(f"the cell {grade_id} was missing; it was put back as it was released")
        before = {_grade_id(c) for c in marked[:position]}
        spots = [i for i, c in enumerate(merged) if _grade_id(c) in before]
        merged.insert(spots[-1] + 1 if spots else len(merged), copy.deepcopy(cell))
    _order(merged, marked, notes)
    return merged


def _find(
    cell: NotebookNode, cells: list[NotebookNode], taken: set[int], notes: list[str]
) -> int | None:
    """Return the index of the student's cell that stands for `cell` of the release."""
    grade_id = _grade_id(cell)
    free = [i for i in range(len(cells)) if i not in taken]
    same = [i for i in free if cells[i].metadata.get("grade_id") == grade_id]
    if not same:
        same = [
            i
            for i in free
            if cells[i].id == cell.get("id") and not cells[i].metadata.get("grade_id")
        ]
        if not same:
            defines = [
                i
                for i in free
                if cells[i].cell_type == "code"
                and not cells[i].metadata.get("grade_id")
                and _defines(cells[i].source, grade_id)
            ]
            same = [] if _is_check(cell) else defines
            if not same:
                looks = [i for i in free if cells[i].source.strip() == cell.source.strip()]
                same = looks if _is_check(cell) or not _is_answer(cell) else []
        if same:
            notes.append(f"the cell {grade_id} had lost its mark; it was found and marked again")
    if not same:
        return None
    if _is_answer(cell):
        # The last one that was written in decides, as it does when the notebook runs.
        written = [i for i in same if cells[i].source.strip() != cell.source.strip()]
        if len(same) > 1:
            notes.append(f"the cell {grade_id} was there {len(same)} times; the last answer counts")
        return (written or same)[-1]
    return same[0]


def _restored(cell: NotebookNode, student: NotebookNode, notes: list[str]) -> NotebookNode:
    """Return the cell of the release, with the student's source where it is an answer."""
    new = copy.deepcopy(cell)
    if student.cell_type != cell.cell_type:
        notes.append(
            f"the cell {_grade_id(cell)} was made {student.cell_type}; it is {cell.cell_type} again"
        )
    if _is_answer(cell):
        markdown = cell.cell_type == "markdown"
        new.source = harmless_markdown(student.source) if markdown else student.source
    elif student.source.strip() != cell.source.strip():
        notes.append(f"the cell {_grade_id(cell)} was changed; it was put back as it was released")
    return new


def _own(cell: NotebookNode) -> NotebookNode:
    """Return a cell that is the student's alone."""
    if cell.cell_type == "code":
        return v4.new_code_cell(cell.source)
    return v4.new_markdown_cell(harmless_markdown(cell.source))


def _order(merged: list[NotebookNode], marked: list[NotebookNode], notes: list[str]) -> None:
    """Move each check that stands before its answer to the place behind it."""
    for position, check in enumerate(marked):
        if not _is_check(check):
            continue
        before = [c for c in marked[:position] if _is_answer(c)]
        if not before:
            continue
        ids = [_grade_id(c) for c in merged]
        here, answer = ids.index(_grade_id(check)), ids.index(_grade_id(before[-1]))
        if here < answer:
            merged.insert(answer, merged.pop(here))
            notes.append(f"the check {_grade_id(check)} stood before its answer; it was moved")


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


def _grade_id(cell: NotebookNode) -> str | None:
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def _by_id(cells: list[NotebookNode], grade_id: str) -> NotebookNode:
    return next(cell for cell in cells if _grade_id(cell) == grade_id)


def _is_answer(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def _is_check(cell: NotebookNode) -> bool:
    marks = cell.metadata.get("nbgrader", {})
    return bool(marks.get("grade")) and not marks.get("solution")


def _defines(source: str, name: str) -> bool:
    """Return whether a cell gives `name` a value at its top level."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return bool(re.search(rf"(?m)^(def|class)\s+{re.escape(name)}\b", source))
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name == name:
            return True
        if isinstance(node, ast.Assign) and any(
            isinstance(t, ast.Name) and t.id == name for t in node.targets
        ):
            return True
    return False


def _list(value: Any) -> list:
    return value if isinstance(value, list) else []


def _short(text: str) -> str:
    text = "".join(c if c.isprintable() else "?" for c in text)
    return text if len(text) <= 60 else text[:57] + "..."


# Harmless -----------------------------------------------------------------------------------------

_SCHEMES = re.compile(r"(?i)(j\s*a\s*v\s*a|v\s*b)\s*s\s*c\s*r\s*i\s*p\s*t\s*:|data\s*:\s*text")


def harmless_markdown(source: str) -> str:
    """Return Markdown in which no HTML is left and no link runs code.

    A learner's text keeps headings, lists, emphasis, code, quotes and links to the web.

    Examples
    --------
    >>> harmless_markdown("**x** <img src=y onerror=z>")
    '**x** < img src=y onerror=z>'
    >>> harmless_markdown("`for i in range(3): if a<5`, `List<int>`")
    '`for i in range(3): if a<5`, `List< int>`'
    """
    # Entities are undone first, so that they can not hide a scheme or a bracket.
    plain = html.unescape(html.unescape(source))
    plain = _SCHEMES.sub("no-script-", plain)
    # A tag, a comment and an automatic link begin with a bracket and, at once, a letter or a sign.  A
    # space between them is shown as it is, in code and formulas too, where an entity would not be.
    plain = re.sub(r"<(?=[^\s\d=<])", "< ", plain)
    return plain.replace("\\href", "href")


def _fenced(source: str) -> str:
    return "```\n" + source.replace("```", "'''") + "\n```"


def harmless_output(output: NotebookNode) -> NotebookNode | None:
    """Return an output of a learner's cell with text and pixels only, or None.

    HTML, SVG, JavaScript, LaTeX, Markdown and widgets could run in the page of the person who reads
    it; the text that comes with them is kept.
    """
    kind = output.get("output_type")
    if kind == "stream":
        return v4.new_output("stream", name=_stream(output), text=_text(output.get("text")))
    if kind == "error":
        lines = [_text(line) for line in _list(output.get("traceback"))][:200]
        return v4.new_output(
            "error",
            ename=_text(output.get("ename"))[:200],
            evalue=_text(output.get("evalue"))[:2000],
            traceback=lines,
        )
    if kind in ("display_data", "execute_result"):
        data = output.get("data")
        data = data if isinstance(data, dict) else {}
        kept = {}
        if "text/plain" in data:
            kept["text/plain"] = _text(data["text/plain"])
        for mime in ("image/png", "image/jpeg"):
            picture = _text(data.get(mime, "")).replace("\n", "")
            if picture and _is_base64(picture):
                kept[mime] = picture
        return v4.new_output("display_data", data=kept) if kept else None
    return None


def _stream(output: NotebookNode) -> str:
    return "stderr" if output.get("name") == "stderr" else "stdout"


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = "".join(part for part in value if isinstance(part, str))
    if not isinstance(value, str):
        return ""
    return value.encode("utf-8", "replace").decode("utf-8")


def _is_base64(text: str) -> bool:
    try:
        base64.b64decode(text, validate=True)
    except ValueError:
        return False
    return True


def read_release(text: str) -> NotebookNode:
    """Return the released notebook from its JSON text."""
    return nbformat.reads(text, as_version=4)
