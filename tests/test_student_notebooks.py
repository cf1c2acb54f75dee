"""A student's notebook runs from top to bottom before any exercise is solved.

Its demonstrations are the cells of solutions/ that nbval has just executed and compared.  They are not
trained a second time: they must be the same cells, and the others must run without what they define.
"""

import nbformat
import pytest
from nbclient import NotebookClient

from tools import build_notebooks as build

SLUGS = [path.stem for path in build.lesson_paths()]
EACH = pytest.mark.parametrize(
    "slug",
    [
        pytest.param(s, marks=getattr(pytest.mark, f"lesson{s.partition('_')[0]}"), id=s)
        for s in SLUGS
    ],
)


def code(kind, slug):
    notebook = nbformat.read(build.ROOT / kind / slug / f"{slug}.ipynb", as_version=4)
    return notebook, {cell.id: cell for cell in notebook.cells if cell.cell_type == "code"}


@EACH
def test_every_cell_but_the_answers_is_the_one_that_was_executed(slug):
    student, solution = code("notebooks", slug)[1], code("solutions", slug)[1]
    assert list(student) == list(solution)
    for name, cell in student.items():
        if not cell.metadata.get("nbgrader", {}).get("solution"):
            assert cell.source == solution[name].source
            assert cell.metadata.get("tags") == solution[name].metadata.get("tags")


@EACH
def test_an_unsolved_notebook_reaches_its_end(slug, tmp_path):
    notebook, cells = code("notebooks", slug)
    NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        skip_cells_with_tag="demonstration",
        resources={"metadata": {"path": str(tmp_path)}},
    ).execute()
    checks = [c for c in cells.values() if c.metadata.get("nbgrader", {}).get("grade")]
    assert checks
    for cell in checks:
        shown = "".join(output.get("data", {}).get("text/plain", "") for output in cell.outputs)
        assert "not attempted" in shown
