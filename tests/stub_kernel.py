"""A kernel inside this process, so that many submissions can be graded in a second.

It runs plain Python without a sandbox: only what tests themselves wrote may reach it.
"""

import json
import random
import re
import types

import IPython
from nbformat import v4

from hypergrader.submission.sandbox import Ran


class PlainKernel:
    """Run cells with `exec`; ``exit()`` ends the kernel a little later, as in a real one."""

    started = 0
    lost = 0.0
    transform_cell = str  # it knows no magic

    def __init__(self, *_args, **_options):
        self.user_ns = {"__name__": "__main__", "exit": self._exit, "quit": self._exit}
        self.ending = False
        self.notes = []
        self.shown = []
        self.display_pub = types.SimpleNamespace(publish=self._publish)

    def start(self):
        type(self).started += 1
        IPython.get_ipython = lambda: self

    def stop(self):
        IPython.get_ipython = lambda: None

    def _exit(self, _status=0):
        self.ending = True

    def _publish(self, data):
        self.shown.append(v4.new_output("display_data", data=dict(data)))

    def run(self, source, *, seconds=None, left=None, most=None):
        if self.ending:
            return Ran([], "died")
        self.shown = []
        source = re.sub(r"\A(\s*\n)+", "", source)  # IPython leaves out empty lines at the top
        lines = ["" if line[:1] in ("%", "!") else line for line in source.splitlines()]
        try:
            exec(compile("\n".join(lines), "<cell>", "exec"), self.user_ns)
        except SyntaxError as error:
            text = f"{error.msg} (<cell>, line {error.lineno})"
            self.shown.append(v4.new_output("error", ename="SyntaxError", evalue=text))
        except Exception as error:
            trace = ["Traceback (most recent call last)"]
            self.shown.append(
                v4.new_output(
                    "error", ename=type(error).__name__, evalue=str(error), traceback=trace
                )
            )
        return Ran(self.shown)


class ForgingKernel(PlainKernel):
    """Answer whatever comes with outputs of any form, drawn from `rng`."""

    rng = random.Random(0)
    forge = staticmethod(lambda rng: [])

    def run(self, source, *, seconds=None, left=None, most=None):
        limits = [None] * 30 + ["died", "memory", "time-out", "output", "files", "processes"]
        return Ran(self.forge(self.rng), self.rng.choice(limits))


def observations(*seen):
    """Return the output in which a probe publishes what it saw."""
    mime = "application/vnd.hyperlib.observations+json"
    return v4.new_output("display_data", data={mime: json.dumps(list(seen))})


def twice(x):
    """Return 2 * x; an answer that a submission imports."""
    return 2 * x
