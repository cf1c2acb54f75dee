"""Build solutions/ and notebooks/ from lessons/.

    python -m tools.build_notebooks                  build every lesson
    python -m tools.build_notebooks 01_slug          build one
    python -m tools.build_notebooks --check          only look for mistakes in the lessons
    python -m tools.build_notebooks --fresh          measure everything anew

jupytext reads the lesson, nbclient executes it, nbstripout drops what a run leaves behind, and
nbgrader makes the student version.  Building twice gives the same bytes: cells tagged
``nbval-ignore-output`` show measurements that differ between machines and runs, and they keep
their stored outputs as long as the lesson and the library are unchanged.
"""

from __future__ import annotations

import argparse
import ast
import builtins
import hashlib
import itertools
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

import grimp
import jupytext
import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode, v4

import hyperlib
from tools.address import repository

ROOT = Path(__file__).resolve().parents[1]
KEEP_TAG = "nbval-ignore-output"
# Pages that every lesson leads to: text of the link, place in the repository.
PAGES = (
    ("All lessons", "README.md"),
    ("Glossary", "docs/glossary.md"),
    ("All hyperparameters on one page", "docs/hyperparameters.md"),
)
# The short course, about eight hours; the whole one has all lessons.
SHORT = ("00", "01", "02", "05", "08", "10", "13", "16")
COLAB = "https://colab.research.google.com/github/{}/blob/main/notebooks/{slug}/{slug}.ipynb"
SETUP = """\
# Where the course's library is missing, as on Google Colab, install it; elsewhere do nothing.
import importlib.util

if importlib.util.find_spec("hyperlib") is None:
    get_ipython().run_line_magic("pip", "install -q 'hyperlib @ git+https://github.com/{}'")"""
PROGRESS = """\
# How far you are in all lessons, as their notebooks were last saved (this one too: save it first).
import hyperlib

hyperlib.progress()"""
FOLD = re.compile(r"<details><summary>(?=((?!</details>).)*</details>\n\n)", re.S)  # text behind it
KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}


class LessonError(ValueError):
    """A lesson whose source is wrong; the message names the lesson, the line and what to try."""


def lesson_paths(root: Path = ROOT) -> list[Path]:
    """Return the lesson files in the order of the course."""
    return sorted((root / "lessons").glob("[0-9]*_*.py"))


def number(path: Path) -> str:
    """Return the number of a lesson: ``06``, or ``06b`` for the mixed lab that follows lesson 06."""
    return path.stem.partition("_")[0]


def read_lesson(path: Path) -> NotebookNode:
    """Return the lesson as a notebook with stable cell ids.

    Raises
    ------
    LessonError
        If the lesson breaks a rule of the course; see `lint`.
    """
    text = path.read_text(encoding="utf-8")
    notebook = jupytext.reads(text, fmt="py:percent")
    notebook.metadata = nbformat.from_dict(
        {"kernelspec": KERNELSPEC, "language_info": {"name": "python"}}
    )
    lint(path, text, notebook)
    seen: dict[str, int] = {}
    for cell in notebook.cells:
        name = _grade(cell).get("grade_id")
        if name is None:
            name = hashlib.sha256(cell.source.encode()).hexdigest()[:10]
        seen[name] = seen.get(name, 0) + 1
        cell.id = name if seen[name] == 1 else f"{name}-{seen[name]}"
        cell.metadata.pop("lines_to_next_cell", None)  # jupytext's own
        is_check = _grade(cell).get("grade") and not _by_hand(_grade(cell))
        cell.source = FOLD.sub('<details><summary style="margin-bottom:14px">', cell.source)
        if is_check or "widgets.explore(" in cell.source:
            # How a check or an explorer is made is folded away; a click on the bar at the left shows it.
            cell.metadata["jupyter"] = {"source_hidden": True}
    tell_points(notebook)
    add_frame(notebook, path)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return notebook


def add_frame(notebook: NotebookNode, path: Path) -> None:
    """Add the cells that every lesson has: the library where it is missing, the standing, the ways onward."""
    cells = notebook.cells
    first = next((k for k, c in enumerate(cells) if c.cell_type == "code"), len(cells))
    cells.insert(first, _folded("setup", SETUP.format(repository())))
    deeper = (k for k, c in enumerate(cells) if c.source.startswith("## Going deeper"))
    cells.insert(next(deeper, len(cells)), _folded("progress", PROGRESS, KEEP_TAG))
    cells.append(navigation(path))


def _folded(name: str, source: str, *tags: str) -> NotebookNode:
    """Return a code cell that graders skip, folded away."""
    cell = v4.new_code_cell(source)
    cell.id = name
    cell.metadata = nbformat.from_dict(
        {"jupyter": {"source_hidden": True}, "tags": ["demonstration", *tags]}
    )
    return cell


def navigation(path: Path) -> NotebookNode:
    """Return a last cell with the ways onward: the lessons beside this one, and the pages of all lessons."""
    lessons = sorted(path.parent.glob("[0-9]*_*.py"))
    here = lessons.index(path)
    ways = []
    short = [k for k, lesson in enumerate(lessons) if number(lesson) in SHORT and k > here]
    places = {"Previous": here - 1, "Next": here + 1}
    if number(path) in SHORT and short and short[0] != here + 1:
        places["Next on the short course"] = short[0]
    for word, place in places.items():
        if 0 <= place < len(lessons):
            slug = lessons[place].stem
            title = lesson_title(lessons[place])
            ways.append(f"{word}: [{title}](../{slug}/{slug}.ipynb)")
    ways += [f"[{text}](../../{page})" for text, page in PAGES]
    ways.append(f"[Open in Colab]({COLAB.format(repository(), slug=path.stem)})")
    cell = v4.new_markdown_cell(" · ".join(ways))
    cell.id = "navigation"
    return cell


def lesson_title(path: Path) -> str:
    """Return the first heading of a lesson, with its number in front."""
    heading = re.search(r"(?m)^# # +(.+)$", path.read_text(encoding="utf-8"))
    title = heading[1].strip() if heading else path.stem
    return title if title.startswith(number(path)) else f"{number(path)} {title}"


def tell_points(notebook: NotebookNode) -> None:
    """Write what an exercise is worth behind its heading, from the points of its check."""
    checks = [_grade(c) for c in notebook.cells if _grade(c).get("grade")]
    points = {grade["grade_id"].removeprefix("check_"): grade["points"] for grade in checks}
    for task, answer in itertools.pairwise(notebook.cells):
        worth = points.get(_grade(answer).get("grade_id"))
        if worth is not None and task.cell_type == "markdown":
            told = f"{worth:g} point{'s' * (worth != 1)}"
            task.source = re.sub(r"(?m)^(#+ .*\S)[ \t]*$", rf"\1 ({told})", task.source, count=1)


def lint(path: Path, text: str, notebook: NotebookNode) -> None:
    """Refuse a lesson with a mistake that a learner or a grader would stumble over."""
    lines = text.splitlines()

    def fail(message: str, needle: str, nth: int = 0) -> None:
        found = [i for i, line in enumerate(lines, 1) if needle in line]
        line = found[min(nth, len(found) - 1)] if found else 1
        raise LessonError(f"{path.name}, line {line}: {message}")

    ids: list[str] = []
    for cell in notebook.cells:
        grade = _grade(cell)
        first = cell.source.split("\n")[0]
        if cell.cell_type == "code":
            try:
                tree = ast.parse(cell.source)
            except SyntaxError as error:
                fail(f"the cell is not valid Python ({error.msg}); mend it", first)
        if "BEGIN SOLUTION" in cell.source and not grade.get("solution"):
            fail(
                "a solution region stands in a cell that is not an exercise; "
                'give the cell nbgrader={"solution": true, ...}',
                first,
            )
        if not grade or _by_hand(grade):
            continue
        name = grade.get("grade_id", "")
        marker = f'"grade_id": "{name}"'
        if not re.fullmatch(r"[a-zA-Z][a-zA-Z0-9_]*", name):
            fail(f"grade_id {name!r} must be a name of letters, digits and _; rename it", marker)
        if name in ids:
            fail(f"grade_id {name!r} stands twice; every id must be unique", marker, 1)
        ids.append(name)
        if grade.get("solution"):
            _lint_exercise(cell, name, fail, marker)
        if grade.get("grade"):
            _lint_check(cell, grade, name, fail, marker, tree)
    for name in ids:
        if name.startswith("check_"):
            if name.removeprefix("check_") not in ids:
                fail(f"{name!r} checks no exercise; expected one before it", f'"{name}"')
        elif f"check_{name}" not in ids and not name.startswith("optional_"):
            fail(
                f"exercise {name!r} has no check cell check_{name}; an exercise without points is "
                f"called optional_{name}",
                f'"{name}"',
            )
    _lint_hidden(path, notebook, fail)


def _lint_exercise(cell: NotebookNode, name: str, fail, marker: str) -> None:
    region = re.search(
        r"^[ \t]*### BEGIN SOLUTION\n(.*?)^[ \t]*### END SOLUTION", cell.source + "\n", re.S | re.M
    )
    body = region.group(1).strip() if region else ""
    if not body or body in ("...", "pass"):
        fail(
            f"exercise {name!r} has no answer; write it between "
            "### BEGIN SOLUTION and ### END SOLUTION",
            marker,
        )


def _lint_check(cell: NotebookNode, grade, name: str, fail, marker: str, tree: ast.Module) -> None:
    points = grade.get("points")
    if not isinstance(points, (int, float)) or isinstance(points, bool) or points <= 0:
        fail(f'check {name!r} needs "points" above 0, got {points!r}', marker)
    if not grade.get("locked"):
        fail(f'check {name!r} must be locked; write "locked": true', marker)
    if not name.startswith("check_"):
        fail(f"the id of a check must be check_ and the exercise, got {name!r}", marker)
    defined = {n.name for n in tree.body if isinstance(n, ast.FunctionDef)}
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef):
            continue
        used = {n.id for n in ast.walk(statement) if isinstance(n, ast.Name)}
        strange = sorted(used - defined - {"checks"} - set(dir(builtins)))
        if strange:
            fail(
                f"check {name!r} uses {', '.join(strange)}; it also runs in the grader, "
                "where only `checks` and its own functions exist",
                marker,
            )


def _lint_hidden(path: Path, notebook: NotebookNode, fail) -> None:
    from hypergrader.hidden import load_hidden
    from hypergrader.submission.verdicts import run_check_cell

    hidden = load_hidden(path.with_suffix(""))
    marked = [c for c in notebook.cells if _grade(c).get("grade") and not _by_hand(_grade(c))]
    cells = {_grade(c)["grade_id"]: c for c in marked}
    for name in hidden:
        if name not in cells:
            raise LessonError(
                f"{path.stem}/hidden.py, line 1: {name!r} is not a check cell of {path.name}; "
                f"expected one of {sorted(cells)}"
            )
    for name, cell in cells.items():
        report = run_check_cell(
            cell.source, name, hidden.get(name, []), lambda r: [{"status": "missing"}] * len(r), 0
        )
        worth, points = sum(r.points for r in report.results), _grade(cell)["points"]
        if abs(worth - points) > 1e-9:
            fail(
                f"check {name!r} says {points} points, its visible and hidden checks are "
                f"worth {worth:g}; make them equal",
                f'"grade_id": "{name}"',
            )


def lint_answers(path: Path) -> None:
    """Refuse a lesson with an exercise that lacks answers, or a task that hides what it wants."""
    from hypergrader.bank.exercise import load_lesson
    from hypergrader.bank.rules import broken_rules

    lines = path.read_text(encoding="utf-8").splitlines()
    try:
        exercises = load_lesson(path)
        problems = [(one.name, problem) for one in exercises for problem in broken_rules(one)]
    except ValueError as error:
        raise LessonError(str(error)) from error
    for name, problem in problems:
        found = [k for k, line in enumerate(lines, 1) if f'"grade_id": "{name}"' in line]
        raise LessonError(f"{path.name}, line {found[0]}: exercise {name!r}: {problem}")


def _grade(cell: NotebookNode) -> dict:
    return cell.metadata.get("nbgrader", {})


def _by_hand(grade: dict) -> bool:
    """Return whether a person reads the answer: its cell is exercise and check in one."""
    return bool(grade.get("grade") and grade.get("solution"))


def built_from(path: Path, root: Path = ROOT) -> str:
    """Return the fingerprint of all that decides the outputs of a lesson."""
    digest = hashlib.sha256(path.read_bytes())
    for source in [*library_files(path, root), root / "constraints.txt"]:
        digest.update(source.relative_to(root).as_posix().encode() + source.read_bytes())
    return digest.hexdigest()[:16]


def library_files(path: Path, root: Path = ROOT) -> list[Path]:
    """Return the files of the library that the lesson runs or reads, in a fixed order."""
    graph = grimp.build_graph("hyperlib", cache_dir=None)
    modules = modules_used(path.read_text(encoding="utf-8"))
    for module in list(modules):
        modules |= graph.find_upstream_modules(module)
    return sorted({file for module in modules for file in files_of(module, root)})


def modules_used(source: str) -> set[str]:
    """Return the modules of the library whose names stand in a lesson.

    ``h.train`` counts for the module that defines `train`, not for the whole package.
    """
    aliases, names, modules = set(), set(), set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=imported):
                aliases |= {a.asname or a.name for a in imported if a.name == "hyperlib"}
                modules |= {a.name for a in imported if a.name.startswith("hyperlib.")}
            case ast.ImportFrom(module="hyperlib", names=imported):
                names |= {a.name for a in imported}
            case ast.ImportFrom(module=str(module)) if module.startswith("hyperlib."):
                modules.add(module)
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(value=ast.Name(id=alias), attr=name) if alias in aliases:
                names.add(name)
    for value in [getattr(hyperlib, name) for name in names]:
        modules.add(value.__name__ if isinstance(value, ModuleType) else value.__module__)
    return modules


def files_of(module: str, root: Path) -> Iterator[Path]:
    """Yield a module's source, and the data beside it.

    Data are the files of a folder that is a package, or that the module names in its source.
    """
    path = root.joinpath(*module.split("."))
    source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    yield source
    folders = [path] if path.is_dir() else []
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        match node:
            case ast.Constant(value=str(name)) if re.fullmatch(r"\w+", name):
                folders += [path.with_name(name)] if path.with_name(name).is_dir() else []
    for folder in folders:
        yield from (f for f in folder.iterdir() if f.is_file() and f.suffix not in (".py", ".md"))


def execute(
    notebook: NotebookNode, folder: Path, timeout: int = 300, env: dict[str, str] | None = None
) -> None:
    """Run every cell of `notebook` in `folder`, in a fresh kernel, with other variables if given."""
    client = NotebookClient(
        notebook,
        timeout=timeout,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,
    )
    client.execute(**({} if env is None else {"env": env}))
    count = 0
    for cell in (c for c in notebook.cells if c.cell_type == "code"):
        if cell.source.strip():
            count += 1
            cell.execution_count = count
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = count
    notebook.metadata = nbformat.from_dict(
        {"kernelspec": KERNELSPEC, "language_info": {"name": "python"}}
    )


def strip(notebook: NotebookNode) -> None:
    """Drop what a run leaves in the metadata; outputs and tags stay."""
    from nbstripout import strip_output

    strip_output(notebook, keep_output=True, keep_count=True, keep_id=True)


def keep_measurements(notebook: NotebookNode, stored: Path, key: str) -> None:
    """Take over the stored outputs of the measured cells where nothing was changed since."""
    if not stored.exists():
        return
    old = nbformat.read(stored, as_version=4)
    if old.metadata.get("hyperlib", {}).get("built_from") != key:
        return
    outputs = {cell.id: cell for cell in old.cells if cell.cell_type == "code"}
    for cell in notebook.cells:
        if KEEP_TAG in cell.metadata.get("tags", []) and cell.id in outputs:
            cell.outputs = outputs[cell.id].outputs


def take_outputs(notebook: NotebookNode, stored: Path) -> None:
    """Take over all outputs and counts of a stored notebook, cell by cell; raise where one has other code."""
    old = {cell.id: cell for cell in nbformat.read(stored, as_version=4).cells}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            if cell.id not in old or old[cell.id].source != cell.source:
                raise LessonError(f"{stored.stem}: code was changed, so it must run: {cell.source}")
            cell.outputs = old[cell.id].outputs
            cell.execution_count = old[cell.id].execution_count


def write(notebook: NotebookNode, path: Path) -> None:
    """Write `notebook` so that the same content always gives the same bytes."""
    nbformat.validate(notebook)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(nbformat.writes(notebook).rstrip("\n") + "\n", encoding="utf-8")


def release(solution: Path, target: Path, root: Path = ROOT) -> None:
    """Write the student version of one solution, without touching a gradebook."""
    from traitlets.config.loader import PyFileConfigLoader

    from hypergrader.release import student_version

    config = PyFileConfigLoader(str(root / "nbgrader_config.py")).load_config()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(student_version(solution, config))


def build(
    path: Path, out: Path = ROOT, *, fresh: bool = False, run: bool = True, root: Path = ROOT
) -> None:
    """Build the solution and the student version of the lesson at `path` below `out`.

    With ``fresh=True`` no stored output is kept, with ``run=False`` every one: nothing is executed then.
    """
    slug = path.stem
    stored = root / "solutions" / slug / f"{slug}.ipynb"
    notebook = read_lesson(path)
    key = built_from(path, root)
    if run:
        with tempfile.TemporaryDirectory() as folder:
            execute(notebook, Path(folder))
        strip(notebook)
        if not fresh:
            keep_measurements(notebook, stored, key)
    else:
        take_outputs(notebook, stored)
    next(c for c in notebook.cells if c.id == "progress").outputs = []  # a solution is nobody's
    notebook.metadata["hyperlib"] = {"built_from": key}
    solution = out / "solutions" / slug / f"{slug}.ipynb"
    write(notebook, solution)
    release(solution, out / "notebooks" / slug / f"{slug}.ipynb", root)


def select(names: Iterable[str]) -> list[Path]:
    """Return the lessons that start with one of `names`, or all of them."""
    paths = lesson_paths()
    begins = tuple(f"{name}_" if re.fullmatch(r"\d\d\w?", name) else name for name in names)
    chosen = [p for p in paths if not begins or p.stem.startswith(begins)]
    if not chosen:
        known = ", ".join(p.stem for p in paths)
        raise LessonError(f"no lesson is called {' '.join(names)}; expected one of: {known}")
    return chosen


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("lessons", nargs="*", help="beginnings of lesson names, such as 01")
    parser.add_argument("--check", action="store_true", help="look for mistakes, build nothing")
    parser.add_argument("--fresh", action="store_true", help="measure everything anew")
    options = parser.parse_args(argv)
    # One thread count for every build: sums of floats depend on it in their last digits.
    os.environ.setdefault("OMP_NUM_THREADS", "2")
    try:
        for path in select(options.lessons):
            if options.check:
                read_lesson(path)
                lint_answers(path)
            else:
                build(path, fresh=options.fresh)
            print(f"{'checked' if options.check else 'built'} {path.stem}", flush=True)
    except LessonError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
