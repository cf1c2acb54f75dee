"""Run the cells of one repaired notebook and judge its checks; the kernel is started again after each end."""

from __future__ import annotations

import json
import re
import secrets
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from nbformat import NotebookNode, v4

from hypergrader.hidden import Hidden, hidden_from_source
from hypergrader.percent import calls_checks, is_check
from hypergrader.submission.harmless import harmless_outputs, valid_text
from hypergrader.submission.repair import Repaired
from hypergrader.submission.sandbox import Kernel, Ran
from hypergrader.submission.task import Task
from hypergrader.submission.verdicts import MIME, RemoteChecks, read_observations, start_check_cell
from hyperlib import observations
from hyperlib.cells import USUAL_NAME, Failures, defined_names

_PLAIN_SOURCE = Path(observations.__file__).read_text(encoding="utf-8")
OUTCOMES = {"time-out": "time-out", "memory": "memory"}
REASONS = {
    "time-out": "it ran longer than the time limit",
    "memory": "it needed more memory than the limit",
    "processes": "it started more processes than the limit",
    "output": "it printed or returned more than the limit",
    "files": "it wrote more than the limit",
    "died": "it ended the kernel",
    "broken": "it left a kernel in which no other cell runs",
}


STOPPED = {limit: f"the cell was stopped: {reason}" for limit, reason in REASONS.items()}

# Ways in which a cell can end a kernel, or keep it busy, after it has itself ended.
_LATE = re.compile(
    r"(?m)\b(_?exit|quit|\w*shutdown|kill\w*|abort|alarm|setitimer|Timer|Thread|fork\w*|exec[lv]\w*|Popen|stop|call_\w+"
    r"|ensure_future|create_task) *\(|^ *(exit|quit) *$|subprocess|ctypes"
)
# Ways that take longer than `SETTLE`.
_DELAYED = re.compile(
    r"\b(alarm|setitimer|Timer|Thread|fork\w*|Popen|call_\w+) *\(|subprocess|ctypes"
)
# The magics that a cell begins with, and what stands between them.
_MAGICS = re.compile(r"(?:[ \t]*(?:[#%!].*)?\n)*[ \t]*[%!].*\n")
SETTLE = 0.5  # seconds after which such an end is seen
SOON = 5  # seconds, three times as many on the clock, in which a kernel answers that works
MAX_STARTS = 25  # kernels of one submission
MAX_SHOWN = 8_000_000  # characters of all outputs of one submission that are kept
# Runs in the kernel behind the text of `hyperlib.observations`: hidden inputs come when all cells have run, and an
# answer then sees the names as they were when its visible check ran.
_KEPT = """
def kept():
    return sys.modules.setdefault("hyperlib_kept", type(sys)("hyperlib_kept")).__dict__

def keep(exercise):
    kept()[exercise] = dict(sys.modules["IPython"].get_ipython().user_ns)

def publish_kept(requests_text, mime, exercise):
    now = sys.modules["IPython"].get_ipython().user_ns
    later = dict(now)
    def put(names):
        for name in [name for name in now if name not in names]:
            del now[name]
        now.update(names)
    put(later | kept().get(exercise, {}))  # what it calls may stand below its check
    try:
        publish(requests_text, mime)
    finally:
        put(later)

def one_by_one(cell):
    import ast
    shell = sys.modules["IPython"].get_ipython()
    for statement in ast.parse(shell.transform_cell(cell)).body:
        with contextlib.suppress(ImportError, EOFError, NameError):
            exec(compile(ast.Module([statement], []), "<cell>", "exec"), shell.user_ns)
"""
# What a cell ends with where it needs what only the student's computer has: a package, a person who types.
_OWN_FILE = "; what stands in a file of your own belongs into the answer cell"
_ELSEWHERE = {"ModuleNotFoundError": _OWN_FILE, "ImportError": _OWN_FILE, "NoInput": ""}


class _Ran(NamedTuple):
    """What runs again in a new kernel: a cell, or the keeping of names for an exercise."""

    step: int
    source: str
    cell: bool
    own: bool  # a student's text, not the release's


@dataclass
class _Step:
    """One thing that is done with a cell, in order; it can be done again in another kernel."""

    do: Callable[[], None]
    name: str  # what notes call it
    cell: NotebookNode | None = None


class _Back(Exception):
    """An earlier step has ended the kernel: go on behind it, with the step that it names."""


@dataclass
class Judged:
    """A check cell while it is judged."""

    cell: NotebookNode
    name: str  # of the exercise
    seed: int
    remote: RemoteChecks
    step: int
    failed: bool  # whether the cell of the answer had failed by then


class Session:
    """Run one repaired notebook; the kernel is started again after each end."""

    def __init__(self, task: Task, repaired: Repaired, released: set[str]):
        self.task = task
        self.repaired = repaired
        self.released = released  # sources that are nobody's but the course's
        self.hidden: dict[str, list[Hidden]] = hidden_from_source(task.hidden)
        self.end = time.monotonic() + task.limits.total_seconds
        self.ran: list[_Ran] = []  # for a kernel started again
        self.dropped: set[int] = set()  # steps that ended a kernel after they had ended
        self.deadly: set[str] = set()  # exercises of which a check ends the kernel by itself
        self.limit: str | None = None
        self.slow: set[str] = set()  # exercises of which a check met the time limit
        self.kernel: Kernel | None = None
        files = {n.removeprefix(repaired.folder): raw for n, raw in task.files.items()}
        self.files = {n: raw for n, raw in files.items() if n != f"{task.notebook}.ipynb"}
        texts = (task.release.encode(), *task.files.values())
        self.names_torch = any(b"torch" in text for text in texts)
        self.starts = 0
        self.room = MAX_SHOWN
        self.failures = Failures()
        self.unnamed: set[str] = set()  # exercises of which a check met a name that was not there
        self.unready: list[tuple[int, NotebookNode, str | None]] = []  # cells that did
        self.judged: dict[str, Judged] = {}
        self.steps: list[_Step] = []
        self.at = 0

    def grade(self) -> str | None:
        cells = [cell for cell in self.repaired.notebook.cells if cell.cell_type == "code"]
        self.steps = [_Step(partial(self._cell, cell), _name_of(cell), cell) for cell in cells]
        self.steps.append(_Step(self._look_again, "a check"))
        self.steps += [
            _Step(partial(self._hidden, _grade_id(cell)), _name_of(cell))
            for cell in cells
            if self.hidden.get(_grade_id(cell))
        ]
        try:
            while self.at < len(self.steps):
                try:
                    self.steps[self.at].do()
                except _Back as back:
                    self.at = back.args[0]
                else:
                    self.at += 1
        finally:
            if self.kernel is not None:
                self.kernel.stop()
        return self.limit

    # One cell ----------------------------------------------------------------------------------

    def _cell(self, cell: NotebookNode) -> None:
        if is_check(cell.metadata):
            (self._check if calls_checks(cell.source) else self._plain_check)(cell)
        elif self.task.skip_tag in cell.metadata.get("tags", []):
            return
        elif self.repaired.readable and cell.source.strip() and self.at not in self.dropped:
            self._own_cell(cell, _grade_id(cell) or None)

    def _own_cell(self, cell: NotebookNode, name: str | None) -> None:
        source = cell.source
        untouched = name in self.repaired.untouched
        if untouched:  # it would overrule an answer in another cell
            unless = f"None if {name!r} in b.globals() else b.exec({source!r}, b.globals())"
            source = f"(lambda b: {unless})({_BUILTINS})"
        own = not untouched and source not in self.released
        outputs, limit = self._run(source)
        magics = _MAGICS.match(source)
        if magics and not limit and _error_of(outputs) and defined_names(source):
            # Another Jupyter may have had what this kernel has not.
            self.repaired.notes.append(f"{_name_of(cell)} failed, and ran again without its magics")
            source = source[magics.end() :]
            outputs, limit = self._run(source)
        error = _error_of(outputs) or {}
        kind, text = (valid_text(error.get(part)) for part in ("ename", "evalue"))
        if not limit and kind in _ELSEWHERE and defined_names(source):
            told = f"failed ({text[:100]}{_ELSEWHERE[kind]}), and ran again without such lines"
            self.repaired.notes.append(f"{_name_of(cell)} {told}")
            source = _probe(f"one_by_one({source!r})")
            outputs, limit = self._run(source)
        if not limit and own:
            late = self._later(SETTLE if _LATE.search(source) else 0)
            limit = late and self._charge(late)
        shown, used = harmless_outputs(outputs, self.room)
        self.room -= used
        cell.outputs = shown
        if limit:
            self._drop(self.at, limit)
            return
        self.ran.append(_Ran(self.at, source, True, own))
        if not untouched:
            self._remember(cell, name, outputs, source)

    def _remember(self, cell: NotebookNode, name: str | None, outputs: list, ran: str) -> None:
        """Remember a cell that failed, when `ran` was run, by the names that it would have defined."""
        error = _error_of(outputs)
        if error is None:
            self.failures.passed(cell.source)
            return
        trace = "\n".join(valid_text(line) for line in error.get("traceback") or [])
        kind, text = (valid_text(error.get(part))[:300] for part in ("ename", "evalue"))
        kind = kind[:60].replace(*USUAL_NAME)
        if kind == "NameError" and self.steps[self.at].cell is cell:
            self.unready.append((self.at, cell, name))
        # IPython shows an error in the text of a cell without the way to it.
        nothing_ran = "Traceback (most recent call last)" not in trace and kind in _IN_THE_TEXT
        line = _line_of(ran, text) if nothing_ran else ""
        text = re.sub(r" \(\d+\.py, line \d+\)$", "", text) if line else text
        message = f"the cell ended with {kind}: {text}{line}"
        message += _OWN_FILE * (kind == "FileNotFoundError")
        self.failures.failed(cell.source, message, nothing_ran, (name,) if name else ())
        if name:
            self.repaired.notes.append(f"{name}: {message}")

    def _check(self, cell: NotebookNode) -> None:
        """Judge the visible part of a check cell."""
        grade_id = cell.metadata.nbgrader.grade_id
        name = grade_id.removeprefix("check_")
        seed = self.task.seeds.get(grade_id, secrets.randbits(32))
        hidden = self.hidden.get(grade_id, ())
        observe = partial(self._observe, name=name, keep=True)
        remote = start_check_cell(cell.source, grade_id, observe, hidden)
        self.ran.append(_Ran(self.at, _probe(f"keep({name!r})"), False, False))
        failed = self.failures.observation(name, missing=True) is not None
        self.judged[grade_id] = Judged(cell, name, seed, remote, self.at, failed)

    def _look_again(self) -> None:
        """Judge once more what was not there when its check ran: it may stand further down."""
        last = max((ran.step for ran in self.ran if ran.own), default=-1)
        unsure = {
            grade_id: (judged, all(r.outcome == "not attempted" for r in judged.remote.results))
            for grade_id, judged in self.judged.items()
            if self.repaired.readable and judged.step < last
        }
        if any(open_ or j.failed or j.name in self.unnamed for j, open_ in unsure.values()):
            for step, cell, name in self.unready:
                self._run_again(step, last, cell, name)
        for grade_id, (judged, open_) in unsure.items():
            name = judged.name
            failed = self.failures.observation(name, missing=True) is not None
            open_ = open_ or (judged.failed and not failed)
            if open_ or name in self.unnamed:
                judged.remote = start_check_cell(
                    judged.cell.source,
                    grade_id,
                    partial(self._observe, name=name, keep=open_, hidden=not open_),
                    self.hidden.get(grade_id, ()),
                )
            if open_:
                self.ran.append(_Ran(self.at, _probe(f"keep({name!r})"), False, False))
        for judged in self.judged.values() if self.repaired.readable else ():
            self._note_another_name(judged)

    def _note_another_name(self, judged: Judged) -> None:
        """Note which names a cell defines that was written in and does not define what is asked for."""
        name, cells = judged.name, self.repaired.notebook.cells
        written = [c.source for c in cells if _grade_id(c) == name and c.cell_type == "code"]
        if all(r.outcome == "not attempted" for r in judged.remote.results) and written:
            others = sorted(defined_names(written[0]))
            if others and name not in {*others, *self.repaired.untouched}:
                some = ", ".join(other if other.isascii() else ascii(other) for other in others[:3])
                self.repaired.notes.append(
                    f"{name}: nothing has this name; its cell defines {some}"
                )

    def _run_again(self, step: int, last: int, cell: NotebookNode, name: str | None) -> None:
        """Run a cell of `step` again that lacked a name, where another one of the student's stands below it."""
        if step < last:
            self.repaired.notes.append(f"{_name_of(cell)} ran again after the cells below it")
            outputs, limit = self._run(cell.source)
            if limit is None:
                self.ran.append(_Ran(self.at, cell.source, True, True))
                self._remember(cell, name, outputs, cell.source)

    def _hidden(self, grade_id: str) -> None:
        """Judge the hidden part of a check cell."""
        judged = self.judged[grade_id]
        count = len(judged.remote.results)
        judged.remote.observe = lambda requests: self._observe(requests, judged.name, hidden=True)
        try:
            for hidden in self.hidden[grade_id]:
                judged.remote.hidden(hidden, judged.seed)
        except _Back:
            del judged.remote.results[count:]
            raise

    def _observe(
        self, requests: list[dict], name: str, keep: bool = False, hidden: bool = False
    ) -> list[dict]:
        """Ask the kernel; an answer that is missing becomes a failure of each request."""
        if not self.repaired.readable:
            return [_failed(self.repaired.notes[-1])] * len(requests)
        if broken := self._failure(name, missing=False):
            return [broken] * len(requests)
        call = f"({json.dumps(requests)!r}, {MIME!r}"
        call = f"publish_kept{call}, {name!r})" if hidden else f"publish{call})"
        source = _probe(f"keep({name!r}), {call}" if keep else call)
        most = self.task.limits.answer_mb * (1 << 20)
        seconds = self.task.limits.check_seconds
        if name in self.slow:  # an answer without end is not waited for in full at every check
            seconds /= 5
        outputs, limit = self._run(source, seconds, most, certain=name in self.deadly)
        if limit:
            if limit == "time-out":
                self.slow.add(name)
            elif limit == "died":
                self.deadly.add(name)
            return [_failed(REASONS[limit], OUTCOMES.get(limit, "error"))] * len(requests)
        # What a kernel says after it has seen hidden inputs is not passed on.
        seen = read_observations(
            [o for o in outputs if not hidden or o.output_type != "error"], len(requests)
        )
        late = SETTLE if any(a.own and _DELAYED.search(a.source) for a in self.ran) else 0
        if all(one["status"] == "failed" for one in seen) or self._later(late, ANSWERS):
            self._stop()  # it may be at work, or left so that the next cell would fail and be blamed
        missing = self._failure(name, missing=True)
        if any("NameError" in one.get("types", ()) for one in seen):
            self.unnamed.add(name)
        return [missing if missing and one["status"] == "missing" else _memory(one) for one in seen]

    def _failure(self, name: str, missing: bool) -> dict | None:
        """Return what a check sees in place of an answer whose cell failed or was stopped, or None."""
        found = self.failures.observation(name, missing)
        for limit, outcome in OUTCOMES.items():
            if found and found["message"] == STOPPED[limit]:
                found["outcome"] = outcome
        return found

    def _plain_check(self, cell: NotebookNode) -> None:
        """Run a check of another form in the kernel, as nbgrader does; less safe, but its own."""
        outputs, limit = self._run(cell.source) if self.repaired.readable else ([], "died")
        kept, used = harmless_outputs(outputs, self.room)
        self.room -= used
        scores = [o for o in outputs if o.output_type == "execute_result"]
        if scores and scores[0].data.get("text/plain"):
            data = {"text/plain": valid_text(scores[0].data["text/plain"])[:300]}
            kept.append(v4.new_output("execute_result", data=data))
        cell.outputs = [o for o in kept if o.get("name") != "stderr"]
        if limit:
            cell.outputs.insert(0, _stopped(limit))

    # The kernel --------------------------------------------------------------------------------

    def _run(
        self,
        source: str,
        seconds: float | None = None,
        most: float | None = None,
        certain: bool = False,
    ) -> tuple[list, str | None]:
        """Run `source` and return its outputs and the limit that it met.

        A kernel that ends may have been ended by an earlier cell, after that one was over.  Unless it is `certain`
        that this source ends it, the earlier cells run again without it.

        Raises
        ------
        _Back
            If it was an earlier one; that one is dropped.
        """
        ran = self._once(source, seconds, most)
        if ran.limit in ("died", "broken", "memory", "processes") and not certain and self.ran:
            late = any(a.own and _LATE.search(a.source) for a in self.ran)
            if late or ran.limit in ("died", "broken"):
                self._revive(doubtful=True)
                ran = self._once(source, seconds, most)
                if ran.limit and any(a.own and _DELAYED.search(a.source) for a in self.ran):
                    self._blame(self.at, ran.limit)
        return ran.outputs, ran.limit and self._charge(ran.limit)

    def _charge(self, limit: str) -> str:
        """Record that the present step met a limit."""
        self.limit = self.limit or limit
        self.repaired.notes.append(f"{self.steps[self.at].name} was stopped: {REASONS[limit]}")
        self._stop()
        return limit

    def _once(self, source: str, seconds: float | None = None, most: float | None = None) -> Ran:
        if self.end - time.monotonic() <= 0:
            return Ran([], "time-out")
        if self.kernel is None and self.starts >= MAX_STARTS:
            return Ran([], "died")
        if self.kernel is None:
            self._revive(doubtful=False)
        if self.kernel is None:  # the time was over before all cells had run again
            return Ran([], "time-out")
        left = max(1.0, self.end - time.monotonic())
        try:
            ran = self.kernel.run(source, seconds=seconds, left=left, most=most)
        except Exception:  # a message of a form that nobody thought of
            ran = Ran([], "died")
        self.end += self.kernel.lost
        if ran.limit:
            self._stop()
        return ran

    def _later(self, wait: float = SETTLE, asked: str = "") -> str | None:
        """Wait, and return the limit that the kernel meets when it is asked for nothing."""
        time.sleep(wait)
        ran = self._once(asked or NEEDED, min(SOON, self.task.limits.check_seconds))
        if ran.limit == "time-out" and self.end > time.monotonic():
            return "broken"  # it needs milliseconds
        answers = any(MIME in str(o.get("data"))[:200] for o in ran.outputs)
        return ran.limit or (None if answers else "broken")

    def _stop(self) -> None:
        if self.kernel is not None:
            self.kernel.stop()
            self.kernel = None

    def _revive(self, doubtful: bool) -> None:
        """Start a kernel and run again what ran before; a cell that does not run twice is dropped."""
        if self._replay(patient=False) is None and (not doubtful or not self._later()):
            return
        if (found := self._replay(patient=True)) is not None:
            self._blame(*found)

    def _blame(self, step: int, limit: str) -> None:
        """Drop the cell that ended the kernel after `step`: the student's last one that can do so late."""
        own = [ran for ran in self.ran if ran.own and ran.step <= step]
        delayed = [ran for ran in own if _DELAYED.search(ran.source)]
        culprit = (delayed or own)[-1].step if own else step
        self.ran = [ran for ran in self.ran if ran.step < culprit]
        now, self.at = self.at, culprit
        self._charge(limit)
        self.at = now
        self._drop(culprit, limit)
        raise _Back(culprit + 1)

    def _drop(self, step: int, limit: str) -> None:
        """Never run a cell again, because it met a limit, and say so below it."""
        self.dropped.add(step)
        cell = self.steps[step].cell
        cell.outputs = [*cell.outputs, _stopped(limit)]
        if name := _grade_id(cell):
            self.failures.failed("", STOPPED[limit], False, (name,))

    def _replay(self, patient: bool) -> tuple[int, str] | None:
        """Start a kernel and run again what ran before; return the cell that ended it and how, or None."""
        self._start()
        culprit = None
        for ran in self.ran:
            limit = self._once(ran.source).limit
            culprit = ran.step if ran.cell or culprit is None else culprit
            if self.end - time.monotonic() <= 0:
                return None
            if limit is None and patient and ran.cell:
                limit = self._later()
            if limit is not None:
                self._stop()
                return culprit, limit
        return None

    def _start(self) -> None:
        self._stop()
        self.starts += 1
        task = self.task
        kernel = Kernel(task.limits, self.files, task.sandboxed, fonts(), lazy=not self.names_torch)
        kernel.start()
        self.repaired.notes += kernel.notes
        self.kernel = kernel


_IN_THE_TEXT = ("SyntaxError", "IndentationError", "TabError")
_BUILTINS = "__import__('builtins')"  # `eval` may be a number: a learner's name for an evaluation


def _probe(call: str) -> str:
    """Return the code that calls a function of `hyperlib.observations` or `_KEPT` inside a kernel."""
    scope = (
        f"{{'__name__': 'hyperlib_plain', 'source': {_PLAIN_SOURCE + _KEPT!r}, 'call': {call!r}}}"
    )
    done = "b.exec(scope['source'], scope), b.eval(scope['call'], scope)"
    return f"(lambda b, scope: ({done}))({_BUILTINS}, {scope})[0]"


# Whether a kernel answers at all, in a hundredth of a second.
ANSWERS = f"__import__('IPython').get_ipython().display_pub.publish({{{MIME!r}: '[]'}})"
# What the check of an innocent answer needs of a kernel: to call it, to answer, some memory.
NEEDED = _probe(f"observe({{'f': len}}, 'f', [[]]), len(bytes(40 << 20)), publish('[]', {MIME!r})")


def _error_of(outputs: list[dict]) -> dict | None:
    """Return the output that tells of an error, if there is one."""
    return next((o for o in outputs if o.get("output_type") == "error"), None)


def _line_of(source: str, text: str) -> str:
    """Return the line of a cell that the text of a syntax error names."""
    found = re.search(r"line (\d{1,6})\)?$", text)
    lines = re.sub(r"\A(\s*\n)+", "", source).splitlines()  # as IPython counts them
    if found is None or not 0 < int(found.group(1)) <= len(lines):
        return ""
    return f", at the line `{lines[int(found.group(1)) - 1].strip()[:200]}`"


def _grade_id(cell: NotebookNode) -> str:
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")


def _name_of(cell: NotebookNode) -> str:
    marks = cell.metadata.get("nbgrader", {})
    if not marks.get("grade_id"):
        return "a cell"
    if marks.get("solution"):
        return marks["grade_id"]
    return f"the check of {marks['grade_id'].removeprefix('check_')}"


def _failed(message: str, outcome: str = "error") -> dict:
    return {"status": "failed", "message": message, "outcome": outcome}


def _memory(seen: dict) -> dict:
    """Name the limit where an answer met the system's own limit on memory."""
    if seen.get("status") == "error" and "MemoryError" in seen.get("types", []):
        return _failed(REASONS["memory"], "memory")
    return seen


def _stopped(limit: str) -> NotebookNode:
    say = f"This cell was stopped: {REASONS[limit]}. What follows ran in a new kernel."
    return v4.new_output("error", ename="Stopped", evalue=say, traceback=[say])


@cache
def fonts() -> dict[str, bytes]:
    """Return matplotlib's list of fonts as the file in which it keeps it, name to content."""
    import matplotlib
    from matplotlib import font_manager

    name = f"fontlist-v{font_manager.FontManager.__version__}.json"
    kept = Path(matplotlib.get_cachedir()) / name
    if kept.exists():
        return {name: kept.read_bytes()}
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        font_manager.json_dump(font_manager.fontManager, file.name)
        return {name: Path(file.name).read_bytes()}
