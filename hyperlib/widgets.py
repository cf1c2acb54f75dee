"""Let a learner drag a hyperparameter and see the effect.

Every explorer stands on a plain function.  Where nothing can be dragged (a test, a static page, a
grader) it shows the figure for its start values instead, so nothing waits for a person.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

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
        Value of each slider at first; the first value where nothing is said.
    **controls : sequence
        Argument name -> the values of its slider, in order.

    Raises
    ------
    TypeError, ValueError
        If a control has no values, or a start value is not among them.
    """
    if not callable(plot):
        raise TypeError(f"plot must be a function, got {plot!r}; try a function that returns axes")
    values = {}
    for name, options in controls.items():
        if isinstance(options, str) or not isinstance(options, Sequence) or len(options) == 0:
            raise TypeError(f"{name} must be a list of values, got {options!r}; try [1, 2, 3]")
        values[name] = options[0]
    for name, value in (start or {}).items():
        if name not in controls:
            raise ValueError(f"start names {name!r}; expected one of {', '.join(controls)}")
        if value not in controls[name]:
            raise ValueError(
                f"start[{name!r}] must be one of {list(controls[name])}, got {value!r}"
            )
        values[name] = value

    def describe(chosen: Mapping[str, Any]) -> str:
        return alt(**chosen) if callable(alt) else alt

    if not front_end_present():
        show(plot(**values), alt=describe(values))
        return
    import ipywidgets
    from IPython.display import display

    sliders = {
        name: ipywidgets.SelectionSlider(
            options=list(options),
            value=values[name],
            description=name,
            continuous_update=False,
            style={"description_width": "initial"},
            layout={"width": "420px"},
        )
        for name, options in controls.items()
    }
    area = ipywidgets.HTML()

    def update(change: object = None) -> None:
        chosen = {name: slider.value for name, slider in sliders.items()}
        area.value = picture(plot(**chosen), alt=describe(chosen))

    for slider in sliders.values():
        slider.observe(update, names="value")
    update()
    display(ipywidgets.VBox([*sliders.values(), area]))
