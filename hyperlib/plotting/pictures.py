"""Put figures into notebooks: sharp, on a white ground, with a text for readers who do not see them."""

from __future__ import annotations

import base64
import html
import io
from typing import TYPE_CHECKING, Any

from hyperlib.arguments import check_kind
from hyperlib.plotting.style import load_pyplot

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PIXELS = 90  # of the page for an inch of a figure; the picture has twice as many, for sharp screens
# Colors are made for white, so a dark page shows the figure as a light card.
CARD = "max-width:100%;height:auto;background:#fff;border-radius:6px"


def describe(ax: Axes, text: str, *, anew: bool = False) -> Axes:
    """Keep `text` as what the axes show, behind what they tell already or instead; return the axes."""
    told = vars(ax).setdefault("_told", [])
    told[:] = [text] if anew else [*told, text]
    return ax


def alt_text(shown: Any) -> str:
    """Return what the plots of a figure, of axes or of a list of axes tell, panel by panel."""
    panels = [" ".join(vars(ax).get("_told", ())) for ax in figure_of(shown).axes]
    told = [text for text in panels if text]
    if len(told) < 2:
        return "".join(told)
    return " ".join(f"Panel {k} of {len(told)}: {text}" for k, text in enumerate(told, 1))


def figure_of(shown: Any) -> Figure:
    pyplot = load_pyplot()
    first = shown[0] if isinstance(shown, (list, tuple)) and shown else shown
    drawn = first.figure if isinstance(first, pyplot.Axes) else first
    return check_kind("what is shown", drawn, pyplot.Figure, "a figure or axes", "plot_seeds(...)")


def picture(shown: Any, *, alt: str | None = None) -> str:
    """Return a figure as an HTML ``<figure>`` with its PNG inside, and close it.

    JupyterLab drops the alt text of an image output but keeps that of an ``<img>`` in HTML.
    The PNG has two pixels for each of the page, and no date or version: the same figure gives the same bytes.

    Parameters
    ----------
    shown : Figure, Axes or list of Axes
    alt : str, optional
        What the figure shows, for a reader who does not see it.  None takes what the ``plot_``
        functions wrote from their data; without these it is an error.
    """
    drawn = figure_of(shown)
    if alt is None:
        alt = alt_text(drawn)
    if not isinstance(alt, str) or not alt.strip():
        raise ValueError("alt must say what the figure shows, got nothing; try one sentence")
    buffer = io.BytesIO()
    drawn.savefig(buffer, format="png", dpi=2 * PIXELS, metadata={"Software": None})
    load_pyplot().close(drawn)
    width = float(drawn.get_figwidth()) * PIXELS  # narrow windows get 0.6 of it, 8-pixel letters,
    reached = ' tabindex="0"' * (width > 600)  # and scrolls the figure, by keys too
    return (
        f'<figure{reached} style="margin:0;overflow-x:auto"><img alt="{html.escape(alt)}" '
        f'width="{width:.0f}" style="min-width:{0.6 * width:.0f}px;{CARD}" '
        f'src="data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode()}"></figure>'
    )


class _Picture:
    """A figure, shown as HTML where that is possible and as its alt text elsewhere."""

    def __init__(self, shown: Any, alt: str | None):
        self.alt = alt_text(shown) if alt is None else alt
        self.html = picture(shown, alt=self.alt)

    def __repr__(self) -> str:
        return f"Figure: {self.alt}"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/plain": repr(self), "text/html": self.html}


def show(shown: Any, *, alt: str | None = None) -> None:
    """Show a figure in the notebook and close it; the arguments are those of `picture`."""
    from IPython.display import display

    display(_Picture(shown, alt))
