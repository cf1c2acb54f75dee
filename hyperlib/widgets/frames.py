"""Draw every picture of an explorer beforehand and pack them into one piece of HTML, small enough to be saved.

The pictures are SVG.  Those of one explorer are nearly alike, so each line is kept once and a picture is a list of
the places of its lines; all of it is compressed by zlib, which browsers unpack by themselves.  ``explorer.js``
beside this file shows them.
"""

from __future__ import annotations

import base64
import functools
import html
import io
import json
import re
import zlib
from collections.abc import Sequence
from importlib import resources
from typing import TYPE_CHECKING, Any

from hyperlib.plotting.pictures import PIXELS
from hyperlib.plotting.style import load_pyplot

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_BYTES = 1_000_000  # of one explorer in a saved notebook
# No date and no program version, so that the same figure gives the same bytes.
_NAMELESS = {"Date": None, "Creator": None, "Format": None, "Type": None}


def draw(figure: Figure) -> str:
    """Return a figure as SVG of the size that its PNG has on a page; the figure stays open.

    Letters are drawn as paths, because fonts differ between computers.
    """
    engine = figure.get_layout_engine()
    if engine is not None:  # savefig would draw everything once more for it
        engine.execute(figure)
        figure.set_layout_engine("none")
    buffer = io.StringIO()
    with load_pyplot().rc_context({"svg.fonttype": "path", "svg.hashsalt": "hyperlib"}):
        figure.savefig(buffer, format="svg", metadata=_NAMELESS)

    def scaled(size: re.Match) -> str:
        width, height = (float(number) / 72 * PIXELS for number in size.groups())
        return f'width="{width:.2f}" height="{height:.2f}"'

    return re.sub(r'width="([\d.]+)pt" height="([\d.]+)pt"', scaled, buffer.getvalue(), count=1)


def pack(
    controls: Sequence[dict[str, Any]],
    start: Sequence[int],
    pictures: Sequence[str],
    alts: Sequence[str],
    codes: Sequence[str] | None,
) -> str:
    """Return what ``explorer.js`` reads: pictures, alt texts and code of each combination of values.

    Parameters
    ----------
    controls : sequence of dict
        Name, values as texts, and whether a slider chooses them.
    start : sequence of int
        Place of each control's value at first.
    pictures, alts, codes : sequence of str
        One for each combination, the last control's values changing fastest.
    """
    lines: dict[str, int] = {}
    different = dict.fromkeys(pictures)
    listed = [
        [lines.setdefault(line, len(lines)) for line in picture.split("\n")]
        for picture in different
    ]
    places = {picture: place for place, picture in enumerate(different)}
    data = {
        "controls": controls,
        "start": start,
        "lines": list(lines),
        "pictures": listed,
        "frames": [places[picture] for picture in pictures],
        "alts": alts,
        "codes": codes,
    }
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=False)
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode("ascii")


@functools.cache
def _script() -> str:
    return resources.files("hyperlib.widgets").joinpath("explorer.js").read_text("utf-8").strip()


def page(still: str, caption: str, packed: str = "") -> str:
    """Return an explorer as HTML: the picture of the start values, and what brings it to life.

    Parameters
    ----------
    still : str
        The picture, as HTML.
    caption : str
        What to tell where scripts do not run.
    packed : str
        What `pack` returned; empty for the picture alone.
    """
    live = (
        f'<script type="text/plain" class="hyperlib-frames">{packed}</script>\n'
        f"</div>\n<script>\n{_script()}\n</script>"
    )
    return (
        f'<div class="hyperlib-explorer">\n{still}\n'
        f'<p class="hyperlib-still">{html.escape(caption)}</p>\n' + (live if packed else "</div>")
    )
