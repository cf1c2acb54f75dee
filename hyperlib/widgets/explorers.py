"""Let a learner drag a hyperparameter and see the effect.

Every explorer stands on a plain function.  Where its controls have few combinations of values, all pictures are
drawn beforehand and the output needs no kernel; where they have many, ipywidgets ask the kernel for each picture.
Where nothing can be dragged (a grader, a page without scripts) the figure for the start values is shown.
"""

from __future__ import annotations

import itertools
import math
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hyperlib.arguments import check_flag, check_kind, check_values, frozen, many, shown
from hyperlib.bars import front_end_present
from hyperlib.plotting import alt_text, picture, show
from hyperlib.plotting.pictures import figure_of
from hyperlib.plotting.style import load_pyplot, word
from hyperlib.widgets import frames

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_FRAMES = 100  # the notebook waits for all of them, a tenth of a second and more for each


@dataclass(frozen=True)
class _Explorer:
    """Know how to draw and describe each combination of values."""

    plot: Callable[..., Any]
    alt: str | Callable[..., str] | None
    code: str | Callable[..., str] | None
    choices: dict[str, list]
    start: tuple[int, ...]

    def values(self, places: Iterable[int]) -> dict[str, Any]:
        """Return argument name -> value, from the place of each value in its list."""
        named = zip(self.choices.items(), places, strict=True)
        return {name: options[place] for (name, options), place in named}

    def draw(self, places: Iterable[int]) -> tuple[Figure, str]:
        """Return the open figure of a combination, and its alt text."""
        values = self.values(places)
        before = load_pyplot().get_fignums()
        try:
            figure = figure_of(self.plot(**values))
        except NameError as error:
            for half_drawn in set(load_pyplot().get_fignums()).difference(before):
                load_pyplot().close(half_drawn)
            raise NameError(f"{error}. Run the cells above first, then this one again") from None
        alt = self.alt(**values) if callable(self.alt) else self.alt
        alt = alt_text(figure) if alt is None else alt
        if not isinstance(alt, str) or not alt.strip():
            raise ValueError(f"alt must say what is shown, got nothing for {values}; try words")
        return figure, alt

    def tell_code(self, places: Iterable[int]) -> str:
        """Return a combination as code."""
        values = self.values(places)
        if callable(self.code):
            return str(self.code(**values))
        try:
            return (self.code or "").format(**values)
        except (LookupError, ValueError, TypeError, AttributeError) as error:
            wanted = f"code may name {', '.join(values)} in braces"
            raise ValueError(f"{wanted}, got {shown(self.code)}: {error!r}") from error


def explore(
    plot: Callable[..., Any],
    *,
    alt: str | Callable[..., str] | None = None,
    start: Mapping[str, Any] | None = None,
    live: bool | None = None,
    code: str | Callable[..., str] | None = None,
    **controls: Sequence[Any],
) -> None:
    """Show `plot` with a slider or buttons for each of its arguments.

    Parameters
    ----------
    plot : callable
        ``plot(**values)`` returns axes or a figure.
    alt : str or callable, optional
        What the figure shows; ``alt(**values)`` when it depends on the values.  None takes what the ``plot_``
        functions of `hyperlib.plotting` say.
    start : dict, optional
        Value of each control at first; the first of its values where none is given.
    live : bool, optional
        Whether the kernel draws a picture when it is asked for; by default where there are more than 100
        combinations of values, or all pictures take more than 1 MB.
    code : str or callable, optional
        What a button copies: ``"Hyperparameters(lr={lr!r})"``, or ``code(**values)``.
    **controls : sequence
        Argument name -> its values, in order; a list or an array of one axis.

    Raises
    ------
    TypeError, ValueError
        If a control has no values, or a start value is not among them.
    """
    check_kind("plot", plot, Callable, "a function that returns axes", "one")
    check_kind("code", code, (str, Callable, type(None)), "a text or a function", '"lr = {lr}"')
    choices = {name: check_values(name, options) for name, options in controls.items()}
    start = {} if start is None else start
    if not choices or not isinstance(start, Mapping):
        got = f"{shown(controls)} and start={shown(start)}"
        raise TypeError(f'explore needs values to try, got {got}; try lr=[1, 2], start={{"lr": 2}}')
    live = None if live is None else check_flag("live", live)
    places = dict.fromkeys(choices, 0)
    for name, value in start.items():
        if name not in choices:
            raise ValueError(f"start names {name!r}; expected one of {', '.join(choices)}")
        if frozen(value) not in (known := [frozen(one) for one in choices[name]]):
            raise ValueError(f"start[{name!r}] must be one of {choices[name]}, got {shown(value)}")
        places[name] = known.index(frozen(value))
    explorer = _Explorer(plot, alt, code, choices, tuple(places.values()))
    crowded = math.prod(map(len, choices.values())) > MOST_FRAMES
    if os.environ.get("NBGRADER_EXECUTION") or live or (crowded and live is None):
        _show_start(explorer)
    else:
        _show_drawn(explorer, bounded=live is None)


def _show_start(explorer: _Explorer) -> None:
    """Show sliders that ask the kernel, or the picture of the start values where nobody can drag."""
    from IPython.display import display

    if front_end_present():
        display(_sliders(explorer))
    else:
        figure, alt = explorer.draw(explorer.start)
        show(figure, alt=alt)


def _show_drawn(explorer: _Explorer, *, bounded: bool) -> None:
    """Show the picture of the start values at once, and the explorer when all pictures are drawn."""
    from IPython.display import display

    figure, alt = explorer.draw(explorer.start)
    explorer.tell_code(explorer.start)  # an error is told before anything is shown
    first = frames.draw(figure)
    still = picture(figure, alt=alt)
    sizes = [len(options) for options in explorer.choices.values()]
    placed = zip(explorer.choices.items(), explorer.start, strict=True)
    chosen = ", ".join(f"{word(name)} {_labels(options)[k]}" for (name, options), k in placed)

    def show_now(words: str, packed: str = "", how: Callable = display, **more: Any) -> Any:
        page = frames.page(still, f"{chosen}. {words}", packed)
        return how({"text/plain": f"Figure: {alt}", "text/html": page}, raw=True, **more)

    update: Callable = display
    if front_end_present():
        wait = f"Drawing {many(math.prod(sizes), 'picture')}; then the controls appear."
        handle = show_now(wait, display_id=True)
        update = handle.update if handle else display
    pictures, alts, codes = [], [], []
    for places in itertools.product(*map(range, sizes)):
        svg, told = first, alt
        if places != explorer.start:
            figure, told = explorer.draw(places)
            svg = frames.draw(figure)
            load_pyplot().close(figure)
        pictures.append(svg)
        alts.append(told)
        codes.append(explorer.tell_code(places))
    packed = frames.pack(
        pictures,
        alts=alts,
        codes=codes if explorer.code else None,
        controls=[
            {"name": word(name), "values": _labels(options), "slider": _ordered(options)}
            for name, options in explorer.choices.items()
        ],
        start=explorer.start,
    )
    if not bounded or len(packed) <= frames.MOST_BYTES:
        show_now("Run this cell, or trust the notebook, for controls.", packed, update)
    elif front_end_present():
        update(_sliders(explorer))
    else:
        show_now("All pictures of this explorer are too large to be kept.", how=update)


def _sliders(explorer: _Explorer) -> Any:
    """Return a widget whose sliders ask the kernel for each picture."""
    import ipywidgets

    sliders = []
    for (name, options), place in zip(explorer.choices.items(), explorer.start, strict=True):
        kind: Callable = ipywidgets.RadioButtons
        more: dict[str, Any] = {"layout": {"width": "auto"}}
        if _ordered(options):
            kind = ipywidgets.SelectionSlider
            more = {"layout": {"width": "420px", "max_width": "100%"}, "continuous_update": False}
        # By place: ipywidgets compares values, which NaN and arrays do not bear.
        more["options"] = [(label, k) for k, label in enumerate(_labels(options))]
        more["style"] = {"description_width": "initial"}
        sliders.append(kind(index=place, description=name, **more))
    area = ipywidgets.HTML()

    def update(change: object = None) -> None:
        figure, alt = explorer.draw(slider.index for slider in sliders)
        area.value = picture(figure, alt=alt)

    for slider in sliders:
        slider.observe(update, names="index")
    update()
    return ipywidgets.VBox([*sliders, area])


def _labels(options: Sequence[Any]) -> list[str]:
    """Return values as texts, floats in few digits where these tell them apart."""
    few = [f"{value:g}" if isinstance(value, float) else str(value) for value in options]
    return few if len(set(few)) == len(few) else [*map(str, options)]


def _ordered(options: Sequence[Any]) -> bool:
    """Tell whether values belong on a slider: numbers, or too many for buttons."""
    number = all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in options)
    return len(options) > 6 or (number and len(options) > 2)
