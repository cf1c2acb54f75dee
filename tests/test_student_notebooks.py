"""A student's notebook runs from top to bottom before any exercise is solved.

Its demonstrations are the cells of solutions/ that nbval has just executed and compared.  They are not
trained a second time: they must be the same cells, and the others must run without what they define.
One kernel runs all lessons, each with no name and in a folder of its own: most of the time of a kernel is
its start and the import of torch.
"""

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

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


@pytest.fixture(scope="module")
def kernel():
    client = NotebookClient(
        nbformat.v4.new_notebook(),
        timeout=300,
        kernel_name="python3",
        skip_cells_with_tag="demonstration",
    )
    with client.setup_kernel():
        yield client


def run_all(cells, kernel, folder):
    fresh = nbformat.v4.new_code_cell(f"%reset -f\n%cd -q {folder}")
    kernel.nb.cells = [fresh, *cells]
    for index, cell in enumerate(kernel.nb.cells):
        kernel.execute_cell(cell, index)


def test_a_lesson_finds_no_name_of_the_one_before(kernel, tmp_path):
    cells = [nbformat.v4.new_code_cell(s) for s in ("left = 1", "assert 'left' not in vars()")]
    for cell in cells:
        run_all([cell], kernel, tmp_path)
    with pytest.raises(CellExecutionError):
        run_all([cells[0], cells[1]], kernel, tmp_path)


@EACH
def test_an_unsolved_notebook_reaches_its_end(slug, kernel, tmp_path):
    notebook, cells = code("notebooks", slug)
    run_all(notebook.cells, kernel, tmp_path)
    checks = [c for c in cells.values() if c.metadata.get("nbgrader", {}).get("grade")]
    assert checks
    for cell in checks:
        shown = "".join(output.get("data", {}).get("text/plain", "") for output in cell.outputs)
        assert "not attempted" in shown
