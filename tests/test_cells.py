"""The names that a cell defines, read as text; and the cell that failed last."""

import nbformat
import pytest
from nbclient import NotebookClient

from hyperlib.cells import MAX_LINE, Failures, defined_names

DEFINING = {
    "magic": "%%time\nkinds = {\n 'a': 1}",
    "line magic": "%time kinds = 3",
    "def inside if": "if True:\n    def kinds(x):\n        return x",
    "import as": "import helper.answers as kinds",
    "from import": "from helper import (other,\n    mine as kinds)",
    "annotation": "kinds: dict[str, str] = dict(a=1,\n  b=2)",
    "tuple": "kinds, other = 1, 2",
    "tuple in brackets": "(other, kinds) = 1, 2",
    "chain": "other = kinds = 1",
    "loop": "for kinds in [1]: pass",
    "with": "with open('f') as kinds:\n    pass",
    "walrus": "if kinds := 3: pass",
    "class": "@decorated\nclass kinds(dict):\n    x = 1",
    "async": "async def kinds(): pass",
    "semicolon": "x = 1; kinds = 2",
    "augmented": "kinds |= {}",
    "continued": "kinds = \\\n  3",
    "in try": "try:\n    import kinds\nexcept ImportError:\n    pass",
    "after a syntax error": "x = f(1,\nkinds = {}",
    "broken itself": "def kinds(:\n    pass",
    "windows": "x = 1\r\nkinds = 2\r\n",
}
NOT_DEFINING = {
    "in quotes": 's = """\nkinds = 1\n"""\n"kinds = 2"',
    "comment": "# kinds = 1",
    "argument": "x = f(\n    kinds=3,\n    y=2)",
    "inside a function": "def other():\n    kinds = 1\n    def kinds(): pass",
    "method": "class Other:\n    def kinds(self): pass",
    "element": "x[kinds] = 1\nkinds['a'] = 2\nx.kinds = 3",
    "compared": "kinds == 3",
    "lambda": "f = lambda a, kinds=1: a",
    "another language": "%%writefile a.py\nkinds = 1",
    "shell": "!pip install kinds=1",
}


@pytest.mark.parametrize("source", DEFINING.values(), ids=list(DEFINING))
def test_a_cell_defines_a_name(source):
    assert "kinds" in defined_names(source)


@pytest.mark.parametrize("source", NOT_DEFINING.values(), ids=list(NOT_DEFINING))
def test_a_cell_does_not_define_a_name(source):
    assert "kinds" not in defined_names(source)


@pytest.mark.parametrize(
    "part", ["import a.", "(", "'''", "x=", "if x:", "x = (\n", "\\", '"\n', "a,"]
)
def test_text_of_any_kind_and_length_is_read(part):
    names = defined_names(part * (200_000 // len(part)))
    assert all(len(name) <= MAX_LINE for name in names)


def test_a_later_definition_counts_and_an_earlier_one_does_not():
    failures = Failures()
    failures.passed("def f(): return 1")
    failures.failed("def f(:\n    pass\ng = 2", "SyntaxError", nothing_ran=True)
    for name in ("f", "g"):
        assert failures.observation(name, missing=False)["message"] == "SyntaxError"
    failures.passed("f = 3")
    assert failures.observation("f", missing=False) is None
    assert failures.observation("g", missing=False) is not None
    failures.failed("h = 1 / 0", "ZeroDivisionError", nothing_ran=False)
    assert failures.observation("h", missing=False) is None
    assert failures.observation("h", missing=True) is not None


def test_a_notebook_tells_a_syntax_error_in_the_visible_check():
    sources = [
        "from hyperlib import checks",
        "def f(x):\n    return 1",
        "def f(x:\n    return 2",
        "checks.check('f', checks.example(1, expected=1), checks.raises(ValueError, 2))",
        "q = {'a': 'b'",
        "checks.quiz('q', choices=('b',), key={'a': checks.digest('q', 'a', 'b')})",
        "def f(x):\n    return 1",
        "checks.check('f', checks.example(1, expected=1))",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(s) for s in sources])
    NotebookClient(notebook, allow_errors=True, kernel_name="python3").execute()
    broken, quiz, mended = (notebook.cells[i].outputs[0].data["text/plain"] for i in (3, 5, 7))
    assert broken.count("[error]") == 2 and "at the line `def f(x:`" in broken
    assert "[error] a" in quiz and "SyntaxError" in quiz
    assert "1 of 1 check passed" in mended
