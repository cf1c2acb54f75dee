"""Damaged notebooks: always gradable afterwards, never an exception."""

import copy
import json
import re

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbconvert.filters import markdown2html

from hypergrader.submission.harmless import harmless_markdown, harmless_output
from hypergrader.submission.repair import repair
from tests import demo

LESSON = "01_what_are_hyperparameters"
NAME = f"{LESSON}.ipynb"
RELEASE_TEXT = (demo.CLONE / "notebooks" / LESSON / NAME).read_text(encoding="utf-8")
RELEASE = nbformat.reads(RELEASE_TEXT, as_version=4)
MARKED = [c for c in RELEASE.cells if c.metadata.get("nbgrader", {}).get("grade_id")]
CHECKS = {
    c.metadata.nbgrader.grade_id: c.source for c in MARKED if not c.metadata.nbgrader.solution
}
ANSWERS = {
    c.metadata.nbgrader.grade_id: f"# my answer\n{c.metadata.nbgrader.grade_id} = 1"
    for c in MARKED
    if c.metadata.nbgrader.solution and c.cell_type == "code"
}


def submission():
    notebook = copy.deepcopy(json.loads(RELEASE_TEXT))
    for cell in notebook["cells"]:
        grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if grade_id in ANSWERS:
            cell["source"] = ANSWERS[grade_id]
    return notebook


def by_id(notebook):
    found = {}
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("grade_id"):
            assert marks["grade_id"] not in found, "a marked cell is there twice"
            found[marks["grade_id"]] = cell
    return found


def assert_gradable(notebook):
    nbformat.validate(notebook)
    found = by_id(notebook)
    assert set(found) == {c.metadata.nbgrader.grade_id for c in MARKED}
    for grade_id, source in CHECKS.items():
        assert found[grade_id].source == source
    for cell in MARKED:
        same = found[cell.metadata.nbgrader.grade_id]
        assert same.cell_type == cell.cell_type
        assert same.metadata.nbgrader.get("points") == cell.metadata.nbgrader.get("points")
    order = list(found)
    for grade_id in ANSWERS:
        if not grade_id.startswith("optional_"):
            assert order.index(grade_id) < order.index(f"check_{grade_id}")


def test_an_untouched_submission_is_not_changed():
    repaired = repair({NAME: json.dumps(submission()).encode()}, RELEASE, NAME)
    assert repaired.notes == []
    assert [c.source for c in repaired.notebook.cells] == [
        c["source"] if isinstance(c["source"], str) else "".join(c["source"])
        for c in submission()["cells"]
    ]
    assert_gradable(repaired.notebook)


def drop(notebook, at, other):
    del notebook["cells"][at]


def double(notebook, at, other):
    notebook["cells"].insert(other, copy.deepcopy(notebook["cells"][at]))


def move(notebook, at, other):
    notebook["cells"].insert(other, notebook["cells"].pop(at))


def retype(notebook, at, other):
    kinds = ["code", "markdown", "raw", "heading", 7, None]
    notebook["cells"][at]["cell_type"] = kinds[other % len(kinds)]


def strip(notebook, at, other):
    notebook["cells"][at]["metadata"] = [{}, None, [], {"nbgrader": 3}, {"nbgrader": {}}][other % 5]


def swap_marks(notebook, at, other):
    cells = notebook["cells"]
    mine, theirs = cells[at].get("metadata"), cells[other].get("metadata")
    cells[at]["metadata"], cells[other]["metadata"] = theirs, mine


def odd_source(notebook, at, other):
    odd = [None, 3, ["a", 5], {"a": 1}, "\ud800", "\0", "x" * 600_000, "<script>1</script>"]
    notebook["cells"][at]["source"] = odd[other % len(odd)]


def odd_cell(notebook, at, other):
    notebook["cells"][at] = [None, 3, "text", [], {}][other % 5]


def odd_outputs(notebook, at, other):
    if isinstance(notebook["cells"][at], dict):
        notebook["cells"][at]["outputs"] = [[None], 3, [{"output_type": 9}], {}][other % 4]


def odd_ids(notebook, at, other):
    if isinstance(notebook["cells"][at], dict):
        notebook["cells"][at]["id"] = ["", 7, "a b", "x" * 500, None][other % 5]


def odd_format(notebook, at, other):
    notebook["nbformat"] = [3, 2, "4", None, 99][other % 5]


DAMAGE = [drop, double, move, retype, strip, swap_marks, odd_source, odd_cell]
DAMAGE += [odd_outputs, odd_ids, odd_format]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "latin-1", "utf-32", "cp037"]


@settings(
    max_examples=600, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(DAMAGE), st.integers(0, 10_000), st.integers(0, 10_000)),
        max_size=6,
    ),
    encoding=st.sampled_from(ENCODINGS),
    cut=st.one_of(st.none(), st.floats(0, 1)),
    flip=st.one_of(st.none(), st.tuples(st.floats(0, 1), st.integers(0, 255))),
)
def test_whatever_is_done_to_a_submission_it_can_be_graded(steps, encoding, cut, flip):
    notebook = submission()
    for damage, at, other in steps:
        count = len(notebook["cells"])
        if count:
            try:
                damage(notebook, at % count, other % count)
            except (AttributeError, TypeError):  # the cell is no longer one that can be damaged so
                continue
    raw = json.dumps(notebook, ensure_ascii=True).encode(encoding)
    if cut is not None:
        raw = raw[: int(cut * len(raw))]
    if flip is not None and raw:
        at = int(flip[0] * (len(raw) - 1))
        raw = raw[:at] + bytes([flip[1]]) + raw[at + 1 :]
    repaired = repair({NAME: raw}, RELEASE, NAME)
    assert_gradable(repaired.notebook)
    assert repaired.readable or repaired.notes


@settings(max_examples=200, deadline=None, derandomize=True)
@given(raw=st.binary(max_size=400), name=st.text(max_size=30))
def test_any_bytes_under_any_name_are_gradable(raw, name):
    repaired = repair({name: raw}, RELEASE, NAME)
    assert_gradable(repaired.notebook)


@pytest.mark.parametrize("damage", [double, move, strip])
def test_a_right_answer_survives(damage):
    for at, cell in enumerate(submission()["cells"]):
        if cell["metadata"].get("nbgrader", {}).get("grade_id") not in ANSWERS:
            continue
        notebook = submission()
        damage(notebook, at, 0)
        repaired = repair({NAME: json.dumps(notebook).encode()}, RELEASE, NAME)
        found = by_id(repaired.notebook)
        assert {g: found[g].source for g in ANSWERS} == ANSWERS
        assert repaired.notes or damage is move  # an answer may stand further up


def test_cells_of_their_own_stay_where_they_are():
    notebook = submission()
    notebook["cells"].insert(5, {"cell_type": "code", "metadata": {}, "source": "mine = 3"})
    repaired = repair({NAME: json.dumps(notebook).encode()}, RELEASE, NAME)
    assert repaired.notebook.cells[5].source == "mine = 3"
    assert repaired.notes == []


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&amp;lt;img src=x onerror=alert(1)&amp;gt;",
        "[x](javascript:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](java\nscript:alert(1))",
        "[x]: data:text/html,<script>alert(1)</script>",
        "$\\href{javascript:alert(1)}{x}$",
        "<\\script>alert(1)</script>",
        "<!-- --><svg/onload=alert(1)>",
        "</p><?php x ?><javascript:alert(1)>",
        "[x](https://a.org '<b onmouseover=alert(1)>')",
    ],
)
def test_markdown_of_students_holds_nothing_that_runs(text):
    left = harmless_markdown(text)
    assert not re.search(r"<[^\s\d=<]", left)
    page = markdown2html(left)  # as nbconvert, hence feedback and formgrader, show it
    assert set(re.findall(r"<\s*/?([^\s>]+)", page)) <= {"p", "a"}
    assert "javascript:" not in left.replace("\n", "").lower()
    assert "\\href" not in left


def test_code_of_students_in_markdown_is_shown_as_it_is():
    text = "`if a < b <= 3: x<<1`\n\n```\nfor i in range(3):\n    a<5\n```\n"
    assert harmless_markdown(text) == text
    assert "List&lt; int&gt;" in markdown2html(harmless_markdown("`List<int>`"))


def test_outputs_of_students_are_text_and_pixels():
    data = {
        "text/html": "<b>",
        "application/javascript": "x",
        "text/plain": "shown",
        "image/png": "AAAA",
    }
    output = nbformat.v4.new_output("display_data", data=data)
    assert set(harmless_output(output).data) == {"text/plain", "image/png"}
    data["image/png"] = '"><script>1</script>'
    output = nbformat.v4.new_output("display_data", data=data)
    assert set(harmless_output(output).data) == {"text/plain"}
