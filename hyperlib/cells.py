"""Find the names that a cell defines, and remember which cell failed.

A cell is read as text, line by line.  It is neither run nor parsed, so it may have syntax errors and magics,
and reading it takes time in proportion to its length.
"""

from __future__ import annotations

import re
import sys
from typing import Any

MAX_LINE = 5000  # characters of one statement that are looked at
_QUIET = re.compile(
    r"""('{3}|"{3})(?:\\.|(?!\1).)*(?:\1|\Z)|'(?:\\.|[^'\\\n])*'?|"(?:\\.|[^"\\\n])*"?|\#[^\n]*|\\\n""",
    re.S,
)
_BRACKET = re.compile(r"([()\[\]{}\n])")
_FOREIGN = re.compile(
    r"\s*%%(!|bash|cmd|html|javascript|js|latex|markdown|perl|ruby|script|sh|svg|timeit|writefile)\b"
)
_MARGIN = re.compile(
    r"(async |def |class |import |from |@|if |for |while |with )|\w+ *=(?!=)[^,]*$"
)
_HEAD = re.compile(
    r"(if|elif|else|for|while|with|try|except|finally|async)\b([^:]*):(?!=)(.*)", re.S
)
_FOR = re.compile(r"\bfor\s+(.+?)\s+in\b", re.S)
_AS = re.compile(r"\bas\s+(\w+)")
_WALRUS = re.compile(r"(?<![\w.])(\w+)\s*:=")


def defined_names(source: str) -> set[str]:
    """Return the names that a cell gives a value at its top level, also inside ``if`` or ``with``.

    Examples
    --------
    >>> sorted(defined_names("import numpy as np\\nif True:\\n    def f(x=1):\\n        y = x\\nz: int = f(a=2)"))
    ['f', 'np', 'z']
    """
    if _FOREIGN.match(source):
        return set()
    names: set[str] = set()
    body = None  # indentation of the def or class whose body is being skipped
    for line in _statements(source):
        if not (text := line.strip()):
            continue
        depth = len(line.expandtabs()) - len(line.expandtabs().lstrip())
        if body is not None and depth > body:
            continue
        body = None
        text = re.sub(r"%{1,2}\w+\s*(-\S+\s+)*", "", text, count=1) if text[0] == "%" else text
        if found := re.match(r"(?:async\s+)?(?:def|class)\s+(\w+)", text):
            names.add(found.group(1))
            body = depth
            continue
        _bound(text, names, 0)
    return names


def _statements(source: str) -> list[str]:
    """Return logical lines, without comments and without what is in quotes and in brackets.

    A bracket in which a statement begins stays, because it can hold targets; so do the names of an import.
    """
    text = _QUIET.sub(lambda m: "" if m.group()[0] in "#\\" else "''", source.replace("\r", "\n"))
    lines: list[str] = []
    line: list[str] = []
    depth, held = 0, False
    pieces = _BRACKET.split(text)
    for index, piece in enumerate(pieces):
        if piece == "\n":
            # A statement at the margin ends brackets that were never closed.
            if depth and not (index + 1 < len(pieces) and _MARGIN.match(pieces[index + 1])):
                continue
            lines.append("".join(line)[:MAX_LINE])
            line, depth, held = [], 0, False
        elif piece and piece in "([{":
            if depth == 0:
                start = "".join(line[:3]).strip()
                held = not start or start.startswith("from ")
                line.append(" " if held else "(")
            depth += 1
        elif piece and piece in ")]}":
            depth = max(0, depth - 1)
            if depth == 0:
                line.append(" " if held else ")")
        elif depth == 0 or (depth == 1 and held):
            line.append(piece)
    return [*lines, "".join(line)[:MAX_LINE]]


def _bound(text: str, names: set[str], depth: int) -> None:
    """Add the names that one statement without a body of its own binds."""
    if depth > 20:
        return
    names.update(_WALRUS.findall(text))
    if head := _HEAD.match(text):
        for targets in _FOR.findall(head.group(1) + head.group(2)):
            names.update(re.findall(r"\w+", targets))
        names.update(_AS.findall(head.group(2)))
        text = head.group(3).strip()
    if ";" in text:
        for part in text.split(";"):
            _bound(part.strip(), names, depth + 1)
        return
    if found := re.match(r"(from\s+\S+\s+)?import\s+(.*)", text, re.S):
        for part in found.group(2).split(","):
            if words := part.split():
                names.add(words[-1] if found.group(1) else words[-1].split(".", 1)[0])
        return
    *targets, _ = re.split(r"(?<![=!<>:])=(?!=)", text)
    for index, target in enumerate(targets):
        if re.search(r"\blambda\b", target):
            return
        if index == 0:
            target = target.split(":", 1)[0]
        for part in re.sub(r"[-+*/%&|^@<>]+\s*$", "", target).split(","):
            part = part.strip().lstrip("*").strip()
            if part.isidentifier():
                names.add(part)


class Failures:
    """The cells that failed last, by the names that they would have defined.

    A definition from before such a cell may still be there, and is not what the cell says.
    """

    def __init__(self) -> None:
        self._found: dict[str, tuple[str, bool]] = {}

    def passed(self, source: str) -> None:
        """Forget the names that `source` has defined now."""
        for name in defined_names(source) if self._found else ():
            self._found.pop(name, None)

    def failed(self, source: str, message: str, nothing_ran: bool, names: tuple = ()) -> None:
        """Remember the names that `source` would have defined.

        Parameters
        ----------
        source : str
        message : str
            What went wrong, with the line.
        nothing_ran : bool
            True for a syntax error: what is defined now is from before.
        names : tuple of str
            Names that count too, whatever the text says.
        """
        for name in defined_names(source).union(names):
            self._found[name] = message, nothing_ran

    def observation(self, name: str, missing: bool) -> dict[str, Any] | None:
        """Return what a check sees in place of an answer that a cell failed to define, or None.

        Parameters
        ----------
        name : str
        missing : bool
            Whether nothing of that name is there.
        """
        message, nothing_ran = self._found.get(name, ("", False))
        if not message or not (missing or nothing_ran):
            return None
        return {"status": "failed", "outcome": "error", "message": message}

    def remember(self, result: Any) -> None:
        """Take in the result of a cell; called by IPython after each one."""
        source = getattr(getattr(result, "info", None), "raw_cell", None)
        if not isinstance(source, str):
            return
        error = result.error_before_exec or result.error_in_exec
        if error is None:
            self.passed(source)
        else:
            self.failed(source, described(error), result.error_before_exec is not None)


# Since Python 3.13 a text that is cut off has an exception of its own, with a private name.
USUAL_NAME = ("_IncompleteInputError", "SyntaxError")


def described(error: BaseException) -> str:
    """Return one line about an exception that ended a cell, also when its own text is broken."""
    line = getattr(error, "text", None) if isinstance(error, SyntaxError) else None
    try:
        text = str(getattr(error, "msg", None) or error)
    except Exception:
        text = "(its text cannot be shown)"
    where = f", at the line `{line.strip()}`" if isinstance(line, str) and line.strip() else ""
    kind = type(error).__name__.replace(*USUAL_NAME)
    return f"the cell ended with {kind}: {text[:300]}{where[:300]}"


FAILURES = Failures()


def watch() -> None:
    """Remember failed cells from now on, where IPython runs."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is not None and FAILURES.remember not in shell.events.callbacks["post_run_cell"]:
        shell.events.register("post_run_cell", FAILURES.remember)
