"""Make small mistakes in a right answer, to see whether the checks notice them.

A mutant is a right answer, the lesson's own or another one, with one small change: ``+`` for ``-``,
``<`` for ``<=``, a value one too large, a statement left out.  A mutant that the checks accept shows
that a check is missing, unless the change makes no difference; such a mutant is declared in
``lessons/NN_slug/answers/EXERCISE.py`` with the reason.

The idea is described in R. A. DeMillo, R. J. Lipton and F. G. Sayward, "Hints on Test Data
Selection", Computer 11(4), 1978.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_ARITHMETIC = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
}
# Each comparison becomes its neighbor and its opposite.
_COMPARISON = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_CALLED = {"max": "min", "min": "max", "any": "all", "all": "any"}
_LOOP = (ast.For, ast.While, ast.Continue, ast.Break)
_DELETED = (ast.Assign, ast.AugAssign, ast.Expr, ast.If, *_LOOP)


@dataclass(frozen=True)
class Mutant:
    """One changed version of an answer.

    Attributes
    ----------
    change : str
        What was changed, unique within the answer; a declared equivalent is named by it.
    source : str
        The whole answer with the change.
    """

    change: str
    source: str


def mutants(source: str) -> list[Mutant]:
    """Return every mutant of the answer `source`, in the order of its text.

    Parameters
    ----------
    source : str
        Python source of one answer cell.

    Returns
    -------
    list of Mutant
        Without those that read the same as the answer or as an earlier mutant.

    Examples
    --------
    >>> for mutant in mutants("def double(x):\\n    return 2 * x"):
    ...     print(mutant.change)
    return: `return 2 * x` -> `return None`
    return: `return 2 * x` -> `return -(2 * x)`
    arithmetic: `2 * x` -> `2 + x`
    constant: `2` -> `3`
    constant: `2` -> `1`
    """
    tree = ast.parse(source)
    skipped = _skipped(tree)
    seen = {ast.unparse(tree)}
    found: list[Mutant] = []
    names: dict[str, int] = {}
    for node in list(ast.walk(tree)):
        if id(node) in skipped:
            continue
        for kind, new in _changes(node):
            change = f"{kind}: `{_line(node)}` -> `{_line(new)}`"
            _Replace(node, new).visit(tree)
            text = ast.unparse(ast.fix_missing_locations(tree))
            _Replace(new, node).visit(tree)
            if text in seen:
                continue
            seen.add(text)
            names[change] = names.get(change, 0) + 1
            if names[change] > 1:
                change += f" #{names[change]}"
            found.append(Mutant(change, text))
    return found


def quiz_mutants(
    name: str, source: str, answers: dict[str, str], choices: Sequence[str]
) -> list[Mutant]:
    """Return the quiz answer `source` with each single answer replaced by each other choice.

    Parameters
    ----------
    name : str
        The dictionary that the learner fills.
    source : str
        A cell that fills it with the right answers.
    answers : dict of str to str
        Question -> right answer.
    choices : sequence of str
        The words that count as an answer.

    Examples
    --------
    >>> [mutant] = quiz_mutants("q", "q = {'x': 'yes'}", {"x": "yes"}, ["yes", "no"])
    >>> mutant.change
    "answer: `x` -> `'no'`"
    """
    return [
        Mutant(
            f"answer: `{question}` -> `{choice!r}`", f"{source}\n{name}[{question!r}] = {choice!r}"
        )
        for question, right in answers.items()
        for choice in choices
        if choice != right
    ]


def lab_mutants(name: str, source: str, entries: Sequence[str]) -> list[Mutant]:
    """Return an answer to a lab with an entry left out, or a number a hundred times as large or as small.

    One more or one less, as in a program, is not a small change of a rate; a misplaced point is.  An entry
    that is 0, or no number, becomes a text.

    Examples
    --------
    >>> [m.change for m in lab_mutants("choice", "choice = {'lr': 0.1}", ["lr"])]
    ['left out: `lr`', 'factor: `lr` * 100', 'factor: `lr` / 100']
    """
    scope: dict[str, Any] = {}
    exec(source, scope)
    numbers = {"factor: `{}` * 100": "{} *= 100", "factor: `{}` / 100": "{} /= 100"}
    others = {"a text: `{}`": "{0} = str({0}) + '?'"}
    return [
        Mutant(what.format(entry), f"{source}\n{change.format(f'{name}[{entry!r}]')}")
        for entry in entries
        for what, change in {
            "left out: `{}`": "del {}",
            **(numbers if _counts(scope[name].get(entry)) else others),
        }.items()
    ]


def _counts(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value != 0


class _Replace(ast.NodeTransformer):
    """Put `new` in the place of the node `old`, which is found by identity."""

    def __init__(self, old: ast.AST, new: ast.AST):
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else self.generic_visit(node)


def _skipped(tree: ast.Module) -> set[int]:
    """Return the ids of the nodes that no check looks at: docstrings, messages, annotations, strict=True."""
    roots: list[ast.AST] = []
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node):
            roots.append(node.body[0])
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            roots += [*node.exc.args, *node.exc.keywords]
        if isinstance(node, (ast.arg, ast.AnnAssign)) and node.annotation is not None:
            roots.append(node.annotation)
        if isinstance(node, ast.FunctionDef) and node.returns is not None:
            roots.append(node.returns)
        if isinstance(node, ast.keyword) and node.arg == "strict":
            roots.append(node.value)
    return {id(node) for root in roots for node in ast.walk(root)}


def _changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Yield the kind of each change that fits `node`, and the node that takes its place."""
    if isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        yield "arithmetic", _with(node, op=_ARITHMETIC[type(node.op)]())
    elif isinstance(node, ast.AugAssign) and type(node.op) in _ARITHMETIC:
        yield "arithmetic", _with(node, op=_ARITHMETIC[type(node.op)]())
    elif isinstance(node, ast.Compare):
        for i, op in enumerate(node.ops):
            for other in _COMPARISON[type(op)]:
                yield "comparison", _with(node, ops=[*node.ops[:i], other(), *node.ops[i + 1 :]])
    elif isinstance(node, ast.BoolOp):
        opposite = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield "logic", _with(node, op=opposite)
        for i in range(len(node.values)):
            rest = node.values[:i] + node.values[i + 1 :]
            yield "left out", _with(node, values=rest) if len(rest) > 1 else copy.copy(rest[0])
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Not, ast.USub)):
        yield "left out", copy.copy(node.operand)
    elif isinstance(node, ast.Constant):
        yield from _constants(node)
    elif isinstance(node, ast.Call):
        yield from _calls(node)
    elif isinstance(node, ast.Slice):
        yield from _slices(node)
    elif isinstance(node, ast.IfExp):
        yield "swapped", _with(node, body=node.orelse, orelse=node.body)
    elif isinstance(node, ast.comprehension):
        for i in range(len(node.ifs)):
            yield "left out", _with(node, ifs=node.ifs[:i] + node.ifs[i + 1 :])
    elif isinstance(node, ast.Return) and node.value is not None:
        yield "return", _with(node, value=ast.Constant(None))
        yield "return", _with(node, value=ast.UnaryOp(ast.USub(), node.value))
    elif isinstance(node, ast.Raise):
        yield "left out", ast.Pass()
        if isinstance(node.exc, ast.Call):
            wrong = _with(node.exc, func=ast.Name("RuntimeError", ast.Load()))
            yield "raise", _with(node, exc=wrong)
    if isinstance(node, (ast.If, ast.While)):
        yield "negated", _with(node, test=ast.UnaryOp(ast.Not(), node.test))
    if isinstance(node, _DELETED):
        yield "left out", ast.Pass()


def _constants(node: ast.Constant) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node.value, bool):
        yield "constant", ast.Constant(not node.value)
    elif isinstance(node.value, (int, float)):
        yield "constant", ast.Constant(node.value + 1)
        yield "constant", ast.Constant(node.value - 1)
    elif isinstance(node.value, str):
        yield "constant", ast.Constant(node.value + "_")


def _calls(node: ast.Call) -> Iterator[tuple[str, ast.AST]]:
    # The smaller of two numbers does not depend on their order.
    symmetric = isinstance(node.func, ast.Name) and node.func.id in ("max", "min")
    for i in range(0 if symmetric else len(node.args) - 1):
        swapped = [*node.args[:i], node.args[i + 1], node.args[i], *node.args[i + 2 :]]
        yield "swapped", _with(node, args=swapped)
    if isinstance(node.func, ast.Name) and node.func.id in _CALLED:
        yield "call", _with(node, func=ast.Name(_CALLED[node.func.id], ast.Load()))
    if isinstance(node.func, ast.Name) and node.func.id == "range":
        stop = 0 if len(node.args) == 1 else 1
        for op in (ast.Add(), ast.Sub()):
            moved = ast.BinOp(node.args[stop], op, ast.Constant(1))
            yield "range", _with(node, args=[*node.args[:stop], moved, *node.args[stop + 1 :]])
        if len(node.args) == 1:
            yield "range", _with(node, args=[ast.Constant(1), *node.args])


def _slices(node: ast.Slice) -> Iterator[tuple[str, ast.AST]]:
    lower = node.lower or ast.Constant(0)
    yield "slice", _with(node, lower=ast.BinOp(lower, ast.Add(), ast.Constant(1)))
    if node.upper is None:
        yield "slice", _with(node, upper=ast.UnaryOp(ast.USub(), ast.Constant(1)))
    else:
        yield "slice", _with(node, upper=ast.BinOp(node.upper, ast.Sub(), ast.Constant(1)))


def _with(node: ast.AST, **fields: object) -> ast.AST:
    """Return a copy of `node` with other `fields`; the children are shared."""
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def _line(node: ast.AST) -> str:
    """Return the source of `node` in one line of at most 60 characters."""
    if isinstance(node, ast.comprehension):
        text = ast.unparse(ast.GeneratorExp(ast.Name("_", ast.Load()), [node]))
    else:
        text = ast.unparse(ast.fix_missing_locations(copy.deepcopy(node)))
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "..."
