"""Lessons, the docs and the comments of Hyperparameters give the ranges of hyperlib.ranges."""

import dataclasses
import inspect
import re
from pathlib import Path

import jupytext
import pytest

import hyperlib as h
from hyperlib.ranges import RANGES
from tools import take_away

ROOT = Path(__file__).resolve().parents[1]
FIELDS = [field.name for field in dataclasses.fields(h.Hyperparameters)]
CARDS = {
    path.name[:2]: found[1]
    for path in sorted((ROOT / "lessons").glob("[0-9]*.py"))
    if (found := take_away.take_away(path))
}
NUMBER = r"\d+(?:\.\d+)?(?:e-?\d+)?"
SCALES = {"log": "log", "linear": "linear", "integers": "every integer"}
# In the row "Start from" of a lesson: the word before the start of each hyperparameter, where there are several,
# and the numbers that say something else.
WORDS = {
    "learning rate (Adam)": "Adam",
    "learning rate (SGD)": "SGD",
    "learning rate (SGD, momentum 0.9)": "momentum 0.9",
    "decoupled weight decay": "AdamW",
    "patience": "patience",
}
BESIDE = {
    "05": {0.9, 3},  # the momentum; five rates a factor of 3 apart
    "07": {2012},  # Bengio 2012
    "10": {0.2, 0.5},  # where the gap is large
}


def numbers(text):
    return {float(number) for number in re.findall(NUMBER, text)}


def pairs(text):
    """Return the ends of each "1 to 3" of a text."""
    return {(float(a), float(b)) for a, b in re.findall(rf"({NUMBER}) to ({NUMBER})", text)}


def of_lesson(lesson):
    return {name: it for name, it in RANGES.items() if it.lesson == lesson}


def test_every_hyperparameter_has_a_start():
    assert {it.field for it in RANGES.values()} == set(FIELDS)
    assert {it.scale for it in RANGES.values()} == {*SCALES, "words"}


@pytest.mark.parametrize("name", RANGES)
def test_start_and_range_are_values_that_hyperparameters_take(name):
    it = RANGES[name]
    optimizer = "sgd" if "SGD" in name or name == "momentum" else "adam"
    base = h.Hyperparameters(optimizer=optimizer)
    starts = it.start if isinstance(it.start, tuple) else (it.start,)
    if it.low is not None:
        assert it.low < it.high
        assert all(it.low <= start <= it.high or start == 0 for start in starts)
        starts = (*starts, it.low, it.high)
        assert it.low > 0 or it.scale != "log"
    for value in starts if name != "epochs" else ():
        if name == "number of hidden layers":
            value = (8,) * value
        base.replace(**{it.field: (value,) if name == "neurons per layer" else value})


def test_the_comments_of_hyperparameters_give_the_ranges():
    source = inspect.getsource(h.Hyperparameters)
    for field in FIELDS:
        [comment] = re.findall(rf"^    {field}: .*?  # (.*)$", source, re.M)
        ranges = [it for it in RANGES.values() if it.field == field and it.low is not None]
        assert {(it.low, it.high) for it in ranges} == pairs(comment), field
        if field not in ("n_neurons", "momentum", "patience"):  # no room for the scale
            scales = {it.scale for it in ranges}
            assert ("log scale" in comment) == ("log" in scales), field


MEASURED = [lesson for lesson in CARDS if of_lesson(lesson)]


def test_every_lesson_up_to_search_has_a_hyperparameter_of_its_own():
    assert MEASURED == [lesson for lesson in CARDS if lesson < "13"] != []


@pytest.mark.parametrize("lesson", MEASURED)
def test_the_card_of_a_lesson_gives_its_ranges(lesson):
    start, search = CARDS[lesson]["Start from"], CARDS[lesson]["Range and scale to search"]
    mine = {name: it for name, it in of_lesson(lesson).items() if it.scale != "words"}
    assert mine
    assert pairs(search) == {(it.low, it.high) for it in mine.values()}
    for name, it in mine.items():
        assert SCALES[it.scale] in search
        if isinstance(it.start, tuple):
            assert it.start in pairs(start), name
        elif name in WORDS:
            assert re.search(rf"\b{WORDS[name]}\D*?\b{plain(it.start)}(?![.\d]*\d)", start), name
        else:
            assert it.start in numbers(start), name
    starts = [it.start if isinstance(it.start, tuple) else (it.start,) for it in mine.values()]
    known = {float(number) for ends in starts for number in ends} | BESIDE.get(lesson, set())
    assert numbers(re.sub(r"lessons? \d\d|L[12]\b", "", start)) <= known


def plain(number):
    return re.escape(take_away.plain(number))


def test_the_table_of_the_first_lesson_gives_the_ranges():
    [path] = (ROOT / "lessons").glob("01_*.py")
    text = "\n".join(c.source for c in jupytext.read(path).cells if c.cell_type == "markdown")
    table = text.partition("| Hyperparameter | Start from |")[2].partition("\n\n")[0]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines()[2:]]
    assert len(rows) == 7
    for name, start, search, _ in rows:
        it = RANGES.get(name) or RANGES[f"number of {name}"]  # the table is narrow
        ends = it.start if isinstance(it.start, tuple) else (it.start,)
        assert start == take_away.plain(*ends), name
        if it.low is None:
            assert search == "-", name
        else:
            assert pairs(search) == {(it.low, it.high)} and SCALES[it.scale] in search, name


def test_the_page_has_a_row_for_each_hyperparameter():
    page = take_away.PAGE.read_text(encoding="utf-8")
    for name, it in RANGES.items():
        [row] = re.findall(rf"^\| {re.escape(name)} \|.*$", page, re.M)
        assert f"`{it.field}`" in row and it.why in row
        assert it.low is None or (it.low, it.high) in pairs(row)
