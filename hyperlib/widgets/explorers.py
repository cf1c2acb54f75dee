"""Let a learner drag a hyperparameter and see the effect.

Every explorer stands on a plain function.  Where its controls have few combinations of values, all pictures are
drawn beforehand and the output needs no kernel; where they have many, ipywidgets ask the kernel for each picture.
Where nothing can be dragged (a grader, a page without scripts) the figure for the start values is shown.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hyperlib.arguments import check_values, shown
from hyperlib.plotting import alt_text, picture, show
from hyperlib.plotting.pictures import figure_of
from hyperlib.plotting.style import load_pyplot, word
from hyperlib.widgets import frames
from hyperlib.widgets.front_end import front_end_present, grading

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_FRAMES = (
    100  # a picture takes about a tenth of a second, and the notebook waits for all of them
)


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
        figure = figure_of(self.plot(**values))
        alt = self.alt(**values) if callable(self.alt) else self.alt
        alt = alt_text(figure) if alt is None else alt
        if not isinstance(alt, str) or not alt.strip():
            raise ValueError(
                f"alt must say what the figure shows, got nothing for {values}; try one sentence"
            )
        return figure, alt

    def draw_all(self, first: str, first_alt: str) -> str:
        """Return all pictures, packed; that of the start is there already."""
        pictures, alts, codes = [], [], []
        for places in itertools.product(*(range(len(o)) for o in self.choices.values())):
            svg, alt = first, first_alt
            if places != self.start:
                figure, alt = self.draw(places)
                svg = frames.draw(figure)
                load_pyplot().close(figure)
            pictures.append(svg)
            alts.append(alt)
            codes.append(self.tell_code(self.values(places)))
        controls = [
            {"name": word(name), "values": [*map(_text, options)], "slider": _ordered(options)}
            for name, options in self.choices.items()
        ]
        return frames.pack(controls, self.start, pictures, alts, codes if self.code else None)

    def tell_code(self, values: Mapping[str, Any]) -> str:
        if callable(self.code):
            return self.code(**values)
        try:
            return (self.code or "").format(**values)
        except (LookupError, ValueError) as error:
            raise ValueError(
                f"code may name {', '.join(self.choices)} in braces, got {shown(self.code)}: {error!r}"
            ) from error


@dataclass(frozen=True)
class _Page:
    """Hold an explorer as HTML, and as the alt text of its first picture for where no HTML is shown."""

    alt: str
    html: str

    def __repr__(self) -> str:
        return f"Figure: {self.alt}"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/plain": repr(self), "text/html": self.html}


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
        Draw each picture when it is asked for, with the kernel.  By default that is so where there are more than
        100 combinations of values or all pictures together take more than 1 MB; with False they are drawn
        beforehand however many they are.
    code : str or callable, optional
        The configuration as code, for a button that copies it: ``"Hyperparameters(lr={lr!r})"``, in which the
        values are put, or ``code(**values)``.
    **controls : sequence
        Argument name -> its values, in order; a list or an array of one axis.

    Raises
    ------
    TypeError, ValueError
        If a control has no values, or a start value is not among them.
    """
    if not callable(plot):
        raise TypeError(
            f"plot must be a function, got {shown(plot)}; try a function that returns axes"
        )
    if code is not None and not callable(code) and not isinstance(code, str):
        raise TypeError(f'code must be a text or a function, got {shown(code)}; try "lr = {{lr}}"')
    choices = {name: check_values(name, options) for name, options in controls.items()}
    places = dict.fromkeys(choices, 0)
    for name, value in (start or {}).items():
        if name not in choices:
            raise ValueError(f"start names {name!r}; expected one of {', '.join(choices)}")
        if value not in choices[name]:
            raise ValueError(f"start[{name!r}] must be one of {choices[name]}, got {shown(value)}")
        places[name] = choices[name].index(value)
    explorer = _Explorer(plot, alt, code, choices, tuple(places.values()))
    count = math.prod(map(len, choices.values()))
    if grading() or (live is not False and count > MOST_FRAMES) or live:
        _show_start(explorer)
    else:
        _show_drawn(explorer, count, bounded=live is None)


def _show_start(explorer: _Explorer) -> None:
    """Show sliders that ask the kernel, or the picture of the start values where nobody can drag."""
    from IPython.display import display

    if front_end_present():
        display(_sliders(explorer))
    else:
        figure, alt = explorer.draw(explorer.start)
        show(figure, alt=alt)


def _show_drawn(explorer: _Explorer, count: int, *, bounded: bool) -> None:
    """Show the picture of the start values at once, and the explorer when all pictures are drawn."""
    from IPython.display import display

    figure, alt = explorer.draw(explorer.start)
    explorer.tell_code(explorer.values(explorer.start))
    first = frames.draw(figure)
    still = picture(figure, alt=alt)
    chosen = ", ".join(f"{word(n)} {_text(v)}" for n, v in explorer.values(explorer.start).items())
    handle = None
    if front_end_present():
        wait = f"{chosen}. Drawing {count} pictures; then the controls appear."
        handle = display(_Page(alt, frames.page(still, wait)), display_id=True)
    show_it = handle.update if handle else display
    packed = explorer.draw_all(first, alt)
    if not bounded or len(packed) <= frames.MOST_BYTES:
        caption = f"{chosen}. Run this cell, or trust the notebook, for controls."
        show_it(_Page(alt, frames.page(still, caption, packed)))
    elif front_end_present():
        show_it(_sliders(explorer))
    else:
        show_it(_Page(alt, still))


def _sliders(explorer: _Explorer) -> Any:
    """Return a widget whose sliders ask the kernel for each picture."""
    import ipywidgets

    sliders = [
        ipywidgets.SelectionSlider(
            # With labels: ipywidgets takes a list of pairs for labels and values, and None for
            # nothing chosen.
            options=[(str(value), "None" if value is None else value) for value in options],
            index=place,
            description=name,
            continuous_update=False,
            style={"description_width": "initial"},
            layout={"width": "420px"},
        )
        for (name, options), place in zip(explorer.choices.items(), explorer.start, strict=True)
    ]
    area = ipywidgets.HTML()

    def update(change: object = None) -> None:
        figure, alt = explorer.draw(slider.index for slider in sliders)
        area.value = picture(figure, alt=alt)

    for slider in sliders:
        slider.observe(update, names="index")
    update()
    return ipywidgets.VBox([*sliders, area])


def _text(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _ordered(options: Sequence[Any]) -> bool:
    """Tell whether values belong on a slider: numbers, or too many for buttons."""
    number = all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in options)
    return len(options) > 4 or (number and len(options) > 2)
