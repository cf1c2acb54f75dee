"""Compare answers by their fingerprints, and group answers that are the same program.

Fingerprints are chosen by winnowing, as MOSS does: hashes of `GRAM` tokens in a row, of which the
smallest in each window of `WINDOW` is kept.  A common passage of ``GRAM + WINDOW - 1`` tokens is
always noticed.  (S. Schleimer, D. S. Wilkerson, A. Aiken: Winnowing: Local Algorithms for
Document Fingerprinting, SIGMOD 2003, https://doi.org/10.1145/872757.872770.)

A likeness is a reason to look at two answers, never a proof of anything.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import hashlib
import io
import itertools
import keyword
import re
import tokenize
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

GRAM = 8  # tokens in one hash
WINDOW = 4  # hashes in one window
# Fewer uncommon fingerprints than this say nothing: there are few ways to write a short answer.
# Twenty are about fifty tokens, six to eight lines.
LEAST = 20
ALIKE = 0.8  # share of the smaller answer's uncommon fingerprints that the other one has
# A longer answer is not parsed: what parsing costs grows faster than the length.  Comments do not count.
MAX_SOURCE = 20_000  # characters
MAX_TOKENS = 5_000

_LAYOUT = set("COMMENT NL NEWLINE INDENT DEDENT ENCODING ENDMARKER".split())
_KEPT = set(keyword.kwlist) | set(dir(builtins))


@dataclass(frozen=True)
class Pair:
    """Two submissions that are worth a look.

    Attributes
    ----------
    first, second : str
        The students, in the order of their names.
    shares : dict of str to float
        Exercise -> share of the smaller answer's uncommon fingerprints that both have, in [0, 1].
    common : int
        How many fingerprints that are, over these exercises.
    same_text : tuple of str
        Those of the exercises whose answers agree to the letter, names and comments included.
    """

    first: str
    second: str
    shares: dict[str, float]
    common: int
    same_text: tuple[str, ...]


def tokens(source: str) -> list[str]:
    """Return the tokens of `source` without names of its own, comments and white space.

    Keywords, built-in names and what stands after a dot are kept: nobody chooses those.

    Examples
    --------
    >>> tokens("total = sum(xs)  # all")
    ['v', '=', 'sum', '(', 'v', ')']
    """
    found: list[str] = []
    for token in read_tokens(source):
        if tokenize.tok_name[token.type] in _LAYOUT:
            continue
        if len(found) == MAX_TOKENS:
            break
        text = token.string
        if token.type == tokenize.NAME and text not in _KEPT and found[-1:] != ["."]:
            text = "v"
        elif token.type == tokenize.STRING:
            text = "s"
        found.append(text)
    return found


def read_tokens(source: str) -> Iterator[tokenize.TokenInfo]:
    """Yield the tokens up to where a source cannot be read, or a quote in a long line is not closed.

    From each quote behind such a one Python 3.11 would look to the end of the line again.
    """
    with contextlib.suppress(tokenize.TokenError, SyntaxError, ValueError, RecursionError):
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            unclosed = token.type == tokenize.ERRORTOKEN and token.string[0] in "'\""
            if unclosed and len(token.line) > 200:
                return
            yield token


def fingerprints(source: str) -> set[int]:
    """Return the fingerprints that winnowing keeps of `source`, without lines that do nothing.

    Examples
    --------
    >>> code = "def f(xs):\\n    return [x * x + 1 for x in xs if x > 0 and x < 9]"
    >>> fingerprints(code) == fingerprints(code.replace("x", "y") + "  # mine")
    True
    """
    tree = _parsed(source)
    words = tokens(source if tree is None else ast.unparse(tree))
    hashes = [
        int.from_bytes(
            hashlib.blake2b("\0".join(words[i : i + GRAM]).encode(), digest_size=8).digest(), "big"
        )
        for i in range(len(words) - GRAM + 1)
    ]
    if len(hashes) <= WINDOW:
        return {min(hashes)} if hashes else set()
    return {min(hashes[i : i + WINDOW]) for i in range(len(hashes) - WINDOW + 1)}


def is_code(source: str) -> bool:
    """Return whether an answer defines a function or a class; a quiz does not."""
    return re.search(r"(?m)^\s*(async\s+def|def|class)\s", source) is not None


def alike(
    answers: Mapping[str, Mapping[str, str]],
    stubs: Mapping[str, str],
    *,
    least: int = LEAST,
    share: float = ALIKE,
) -> list[Pair]:
    """Return the pairs of students with an answer in which they have more in common than the class.

    Each exercise is compared by itself.  Fingerprints of what was released count for nothing, nor does
    what more than a tenth of the class (and more than two students) wrote: MOSS's rule for passages
    that many share.  So a ring of more than a tenth of a class is not seen.

    Parameters
    ----------
    answers : mapping
        Student -> exercise -> source.
    stubs : mapping
        Exercise -> source as it was released; other code of the release under names of its own.
    least : int
        Uncommon fingerprints that both answers must have.
    share : float
        Least share of the smaller answer's ones that both must have, in (0, 1].
    """
    given = set[int]().union(*map(fingerprints, stubs.values()))
    exercises = sorted({exercise for cells in answers.values() for exercise in cells})
    found: dict[tuple[str, str], list[tuple[str, float, int]]] = defaultdict(list)
    for exercise in exercises:
        sources = {s: cells[exercise] for s, cells in answers.items() if exercise in cells}
        stub, many = stubs.get(exercise, ""), max(2, len(answers) // 10)
        for pair, part, common in _alike(sources, stub, given, many, least, share):
            found[pair].append((exercise, part, common))
    pairs = []
    for (first, second), parts in found.items():
        same = tuple(e for e, _, _ in parts if answers[first][e] == answers[second][e])
        shares = {exercise: part for exercise, part, _ in parts}
        pairs.append(Pair(first, second, shares, sum(common for _, _, common in parts), same))
    return sorted(pairs, key=lambda p: (-p.common, p.first, p.second))


def _alike(
    sources: Mapping[str, str], stub: str, given: set[int], many: int, least: int, share: float
) -> Iterator[tuple[tuple[str, str], float, int]]:
    """Yield the pairs of one exercise, with the share and the number of what they have in common."""
    prints = {
        student: fingerprints(source) - given
        for student, source in sources.items()
        if source.strip() != stub.strip() and is_code(stub or source)
    }
    counted = Counter(mark for own in prints.values() for mark in own)
    uncommon = {
        student: {mark for mark in own if counted[mark] <= many} for student, own in prints.items()
    }
    for first, second in itertools.combinations(sorted(uncommon), 2):
        common = len(uncommon[first] & uncommon[second])
        smaller = min(len(uncommon[first]), len(uncommon[second]))
        if smaller >= least and common / smaller >= share:
            yield (first, second), common / smaller, common


def shape(source: str) -> str:
    """Return a text that is the same for programs that differ in names, comments and layout only.

    Names that the answer gives are numbered in their order; docstrings and other lines that do nothing
    are left out.  What does not parse is compared by its tokens.

    Examples
    --------
    >>> shape("def f(x):\\n    return x + 1") == shape("def f(n): return (n+1)  # next")
    True
    >>> shape("def f(x):\\n    return x + 1") == shape("def f(x):\\n    return x + 2")
    False
    """
    tree = _parsed(source)
    if tree is None:
        return " ".join(tokens(source))
    own = _own_names(tree)
    numbers: dict[str, str] = {}
    for node in ast.walk(tree):
        for attribute in ("id", "arg", "name"):
            name = getattr(node, attribute, None)
            if isinstance(name, str) and name in own:
                setattr(node, attribute, numbers.setdefault(name, f"v{len(numbers)}"))
    return ast.dump(tree)


def _parsed(source: str) -> ast.Module | None:
    """Return the program without comments and lines that do nothing, or None where it is not parsed."""
    source = _without_comments(source)
    if len(source) > MAX_SOURCE or len(tokens(source)) == MAX_TOKENS:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an answer's invalid escape is not ours to show
            tree = ast.parse(source)
        read = {
            node.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Store)
        }
        tree = _Plain(read).visit(tree)
        _ = ast.dump(tree), ast.unparse(tree)  # raises where it nests too deeply to be compared
        return tree
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _without_comments(source: str) -> str:
    """Return `source` without comments; what cannot be read stays as it is."""
    lines = source.split("\n")
    for token in read_tokens(source):
        if token.type == tokenize.COMMENT and token.start[0] <= len(lines):
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column]
    return "\n".join(lines)


class _Plain(ast.NodeTransformer):
    """Leave out annotations, and statements without effect: constants, ``x = x``, what is never read."""

    def __init__(self, read: set[str]):
        self.read = read

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        for name in ("annotation", "returns"):
            if hasattr(node, name) and not isinstance(node, ast.AnnAssign):
                setattr(node, name, None)
        for name in ("body", "orelse", "finalbody"):
            lines = getattr(node, name, None)
            if isinstance(lines, list):
                inside = not isinstance(node, ast.Module)
                kept = [line for line in lines if not self._idle(line, inside)]
                setattr(node, name, kept or ([ast.Pass()] if name == "body" and inside else []))
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        self.generic_visit(node)
        if node.value is None:
            return ast.Pass()
        return ast.copy_location(ast.Assign([node.target], node.value, lineno=node.lineno), node)

    def _idle(self, line: ast.AST, inside: bool) -> bool:
        """Return whether a statement does nothing; `inside`: it is not at the top level."""
        if isinstance(line, ast.Pass):
            return True
        if isinstance(line, ast.Expr):
            return isinstance(line.value, (ast.Constant, ast.Name))
        if isinstance(line, (ast.If, ast.While)) and isinstance(line.test, ast.Constant):
            return not line.test.value and not line.orelse
        if isinstance(line, ast.Assert):
            return isinstance(line.test, ast.Constant) and bool(line.test.value)
        if isinstance(line, (ast.Import, ast.ImportFrom)):
            names = {(one.asname or one.name).split(".")[0] for one in line.names}
            return inside and not names & self.read
        if not isinstance(line, ast.Assign) or not all(
            isinstance(t, ast.Name) for t in line.targets
        ):
            return False
        names = {target.id for target in line.targets if isinstance(target, ast.Name)}
        if isinstance(line.value, ast.Name):
            return names == {line.value.id}
        return inside and isinstance(line.value, ast.Constant) and not names & self.read


def _own_names(tree: ast.AST) -> set[str]:
    """Return the names that a program assigns or takes as arguments; not what it defines."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    return names
