"""Put figures into notebooks: sharp, on a light card, with a text for readers who do not see them."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hyperlib.plotting.style import load_pyplot

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PIXELS = 90  # of the page for an inch of a figure; the picture has twice as many, for sharp screens
# Dark pages keep the figure's own white ground: ink and colors are made for it.
CARD = "max-width:100%;height:auto;background:#fff;border-radius:6px"


def describe(ax: Axes, text: str) -> Axes:
    """Keep `text` with the axes as what is drawn there, behind what they already tell; return them."""
    vars(ax).setdefault("_told", []).append(text)
    return ax


def alt_text(shown: Figure) -> str:
    """Return what the plots of a figure tell, panel by panel; empty if they tell nothing."""
    told = [" ".join(vars(ax).get("_told", ())) for ax in shown.axes]
    told = [text for text in told if text]
    if len(told) < 2:
        return "".join(told)
    return " ".join(f"Panel {k} of {len(told)}: {text}" for k, text in enumerate(told, 1))


def figure_of(shown: Figure | Axes | Sequence[Axes]) -> Figure:
    pyplot = load_pyplot()
    first = shown[0] if isinstance(shown, (list, tuple)) and shown else shown
    drawn = first.figure if isinstance(first, pyplot.Axes) else first
    if not isinstance(drawn, pyplot.Figure):
        raise TypeError(
            f"expected a figure or axes, got {type(shown).__name__}; try plot_seeds(...)"
        )
    return drawn


def picture(shown: Figure | Axes | Sequence[Axes], *, alt: str | None = None) -> str:
    """Return a figure as an HTML ``<figure>`` with its PNG inside, and close it.

    JupyterLab drops the alt text of an image output but keeps that of an ``<img>`` in HTML.
    The PNG has no date and no program version in it, so that the same figure gives the same bytes.
    It has two pixels for each one of the page.

    Parameters
    ----------
    shown : Figure, Axes or list of Axes
    alt : str, optional
        What the figure shows, for a reader who does not see it.  None takes what the ``plot_``
        functions wrote from their data.

    Raises
    ------
    TypeError
        If `shown` is neither a figure nor axes.
    ValueError
        If `alt` is empty, or None where no ``plot_`` function drew.
    """
    if alt is not None and (not isinstance(alt, str) or not alt.strip()):
        raise ValueError("alt must say what the figure shows, got nothing; try one sentence")
    drawn = figure_of(shown)
    alt = alt_text(drawn) if alt is None else alt
    if not alt:
        raise ValueError(
            "alt must say what the figure shows, got nothing and no plot_ function that says it; "
            "try alt='...' with one sentence"
        )
    buffer = io.BytesIO()
    drawn.savefig(buffer, format="png", dpi=2 * PIXELS, metadata={"Software": None})
    load_pyplot().close(drawn)
    data = base64.b64encode(buffer.getvalue()).decode("ascii")
    return (
        f'<figure style="margin:0"><img alt="{html.escape(alt, quote=True)}" '
        f'width="{drawn.get_figwidth() * PIXELS:.0f}" style="{CARD}" '
        f'src="data:image/png;base64,{data}"></figure>'
    )


class _Picture:
    """A figure, shown as HTML where that is possible and as its alt text elsewhere."""

    def __init__(self, shown: Figure | Axes | Sequence[Axes], alt: str | None):
        self.alt = alt if alt is not None else alt_text(figure_of(shown))
        self.html = picture(shown, alt=alt)

    def __repr__(self) -> str:
        return f"Figure: {self.alt}"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/plain": repr(self), "text/html": self.html}


def show(shown: Figure | Axes | Sequence[Axes], *, alt: str | None = None) -> None:
    """Show a figure in the notebook and close it.

    Parameters
    ----------
    shown : Figure, Axes or list of Axes
    alt : str, optional
        What the figure shows, for a reader who does not see it.  None takes what the ``plot_``
        functions wrote from their data.

    Raises
    ------
    TypeError, ValueError
        As for `picture`.
    """
    from IPython.display import display

    display(_Picture(shown, alt))
