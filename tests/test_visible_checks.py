"""Every visible check of every lesson says what a wrong kind of answer is, in words and never in Python's own."""

import linecache
import re
from pathlib import Path

import nbformat
import pytest

from hypergrader.hidden import hidden_from_source, hidden_source
from hypergrader.percent import read_cells
from hypergrader.submission.verdicts import start_check_cell
from hyperlib import checks, observations
from hyperlib.cells import defined_names

ROOT = Path(__file__).resolve().parents[1]
LESSONS = sorted(path.parent.name for path in ROOT.glob("solutions/*/*.ipynb"))


def asynchronous():
    async def answer(*_):
        return 1

    return answer


class Odd:
    pass


def yielding(*_):
    yield 1


FUNCTIONS = {
    "None": lambda *_: None,
    "text": lambda *_: "text",
    "number": lambda *_: 3.5,
    "list of None": lambda *_: [None, None],
    "generator": yielding,
    "coroutine": asynchronous(),
    "lambda": lambda *_: lambda: 1,
    "class": Odd,
    "object": lambda *_: Odd(),
    "no argument": lambda: 1,
    "a number": 5,
}
VALUES = [None, "text", 3.5, [None], {1, 2}, yielding(), Odd, lambda: 1, {"a": None}, {1: Odd()}]
PYTHONS = re.compile(r"\w+(Error|Exception)\b|'\w+' object|NoneType|Traceback")
SAYS = {
    "None": "returned None: does it end with `return`?",
    "generator": "gives a generator and no value",
    "coroutine": "gives a coroutine and no value",
    "no argument": "takes 0 positional arguments but",
    "a number": "must be a function or a class, got int",
}


def check_cells(lesson):
    notebook = nbformat.read(ROOT / "solutions" / lesson / f"{lesson}.ipynb", as_version=4)
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        found = re.search(r'\bchecks\.(check|quiz|lab)\(\s*"(\w+)"', cell.source)
        if cell.cell_type == "code" and found and found[2] not in defined_names(cell.source):
            yield marks.get("grade_id", ""), cell.source, *found.groups()


@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.filterwarnings("ignore:coroutine")
def test_an_answer_of_a_wrong_kind_is_told_in_words(lesson, monkeypatch):
    reports = []
    monkeypatch.setattr(checks, "_show", reports.append)
    hidden = hidden_from_source(hidden_source(ROOT / "lessons" / lesson))
    cells = list(check_cells(lesson))
    assert cells
    for grade_id, source, kind, name in cells:
        if kind == "check":
            for word, answer in FUNCTIONS.items():
                file = f"<check of {name}>"
                lines = source.splitlines(keepends=True)
                monkeypatch.setitem(linecache.cache, file, (len(source), None, lines, file))
                scope = {"__name__": "__main__", "checks": checks, name: answer}
                exec(compile(source, file, "exec"), scope)
                said(reports.pop().results, word)
        for value in VALUES if kind != "check" else ():

            def observe(requests, name=name, value=value):
                return [observations.observe({name: value}, name, None) for _ in requests]

            said(start_check_cell(source, grade_id, observe, hidden.get(grade_id, ())).results)


def said(results, word=""):
    """Raise where a message is Python's, or is not the one for what `word` calls the answer."""
    assert results
    for result in results:
        told = {key: result.details.get(key, "") for key in ("got", "look at")}
        assert not PYTHONS.search(told["got"]), told
        # The case itself may ask for an exception.
        refusal = result.details.get("expected", "").endswith("Error")
        if not refusal and result.outcome != "pass":
            assert SAYS.get(word, "") in " ".join(told.values()), told


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_check_cell_takes_no_name_that_a_helper_of_the_learner_may_have(lesson):
    # In the learner's notebook such a name would take the helper's place, and a right answer would fail.
    cells = read_cells((ROOT / "lessons" / f"{lesson}.py").read_text(encoding="utf-8"))
    made = [cell.source for cell in cells if "checks.check(" in cell.source and not cell.title]
    names = {name for source in made for name in defined_names(source)}
    names -= {"nan", "half"}  # a number, and an answer that lesson 00 shows the report of
    assert [name for name in sorted(names) if not name.startswith("check_")] == []
