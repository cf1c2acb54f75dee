"""Let a learner drag a hyperparameter and see the effect.

Every explorer stands on a plain function.  Where nothing can be dragged (a test, a static page, a
grader) it shows the figure for its start values instead, so nothing waits for a person.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from hyperlib.arguments import check_values, shown
from hyperlib.plotting import picture, show

# Set by the server that starts a notebook's kernel: JupyterLab, VS Code, Colab.
FRONT_ENDS = ("JPY_SESSION_NAME", "VSCODE_PID", "COLAB_RELEASE_TAG")


def front_end_present() -> bool:
    """Return whether somebody can drag a slider."""
    running_checks = os.environ.get("NBGRADER_EXECUTION")
    return not running_checks and any(os.environ.get(name) for name in FRONT_ENDS)


def explore(
    plot: Callable[..., Any],
    *,
    alt: str | Callable[..., str],
    start: Mapping[str, Any] | None = None,
    **controls: Sequence[Any],
) -> None:
    """Show `plot` with a slider for each of its arguments.

    Parameters
    ----------
    plot : callable
        ``plot(**values)`` returns axes or a figure.
    alt : str or callable
        What the figure shows; ``alt(**values)`` when it depends on the values.
    start : dict, optional
        Value of each slider at first; the first of its values where none is given.
    **controls : sequence
        Argument name -> the values of its slider, in order; a list or an array of one axis.

    Raises
    ------
    TypeError, ValueError
        If a control has no values, or a start value is not among them.
    """
    if not callable(plot):
        raise TypeError(
            f"plot must be a function, got {shown(plot)}; try a function that returns axes"
        )
    choices = {name: check_values(name, options) for name, options in controls.items()}
    values = {name: options[0] for name, options in choices.items()}
    for name, value in (start or {}).items():
        if name not in choices:
            raise ValueError(f"start names {name!r}; expected one of {', '.join(choices)}")
        if value not in choices[name]:
            raise ValueError(f"start[{name!r}] must be one of {choices[name]}, got {shown(value)}")
        values[name] = choices[name][choices[name].index(value)]

    def describe(chosen: Mapping[str, Any]) -> str:
        return alt(**chosen) if callable(alt) else alt

    if not front_end_present():
        show(plot(**values), alt=describe(values))
        return
    import ipywidgets
    from IPython.display import display

    sliders = {
        name: ipywidgets.SelectionSlider(
            # With labels: ipywidgets takes a list of pairs for labels and values, and None for
            # nothing chosen.
            options=[(str(value), "None" if value is None else value) for value in options],
            index=choices[name].index(values[name]),
            description=name,
            continuous_update=False,
            style={"description_width": "initial"},
            layout={"width": "420px"},
        )
        for name, options in choices.items()
    }
    area = ipywidgets.HTML()

    def update(change: object = None) -> None:
        chosen = {name: choices[name][slider.index] for name, slider in sliders.items()}
        area.value = picture(plot(**chosen), alt=describe(chosen))

    for slider in sliders.values():
        slider.observe(update, names="index")
    update()
    display(ipywidgets.VBox([*sliders.values(), area]))
