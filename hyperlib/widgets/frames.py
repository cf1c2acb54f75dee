"""Pack the pictures of an explorer into one piece of HTML, small enough to be saved; ``explorer.js`` shows them.

The pictures are SVG.  Those of one explorer are nearly alike, so each line is kept once and a picture is a list of
the places of its lines; all of it is compressed by zlib, which browsers unpack by themselves.
"""

from __future__ import annotations

import base64
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
    """Return a figure as SVG of the size that its PNG has on a page, letters as paths; the figure stays open."""
    engine = figure.get_layout_engine()
    if engine is not None:  # savefig would draw everything once more for it
        engine.execute(figure)
        figure.set_layout_engine("none")
    buffer = io.StringIO()
    with load_pyplot().rc_context({"svg.fonttype": "path", "svg.hashsalt": "hyperlib"}):
        figure.savefig(buffer, format="svg", metadata=_NAMELESS)
    width, height = figure.get_size_inches() * PIXELS
    size = f'width="{width:g}" height="{height:g}"'
    return re.sub(r'width="[\d.]+pt" height="[\d.]+pt"', size, buffer.getvalue(), count=1)


def pack(pictures: Sequence[str], **more: Any) -> str:
    """Return what ``explorer.js`` reads; the values of the last control change fastest.

    Parameters
    ----------
    pictures : sequence of str
        SVG for each combination; equal ones are kept once.
    **more
        ``alts`` and ``codes`` for each combination; ``controls``, each with a name, values and whether a slider
        chooses them; the places of the values at ``start``.
    """
    lines: dict[str, int] = {}
    different: dict[str, int] = {}
    frames = [different.setdefault(picture, len(different)) for picture in pictures]
    listed = [[lines.setdefault(ln, len(lines)) for ln in svg.split("\n")] for svg in different]
    data = {"lines": list(lines), "pictures": listed, "frames": frames, **more}
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=False)
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode("ascii")


def page(still: str, caption: str, packed: str = "") -> str:
    """Return the picture of the start values, a caption for where no script runs, and what brings them to life."""
    live = "</div>"
    if packed:
        script = resources.files("hyperlib.widgets").joinpath("explorer.js").read_text("utf-8")
        data = f'<script type="text/plain" class="hyperlib-frames">{packed}</script>'
        live = f"{data}\n</div>\n<script>\n{script}</script>"
    caption = f'<p class="hyperlib-still">{html.escape(caption)}</p>'
    return f'<div class="hyperlib-explorer mathjax_ignore">\n{still}\n{caption}\n{live}'
