"""Draw the figures of the lessons.

Every ``plot_`` function draws into `ax`, or into new axes where it is None, and returns the axes, so
that figures can be put side by side; more keywords go on to matplotlib.  Series differ in color and in
marker or line style, and are named where they end: no figure needs color vision or a legend.

Each one also says in words what it shows, the message first.  So a lesson needs one line:
``plotting.show(plotting.plot_dots(sweep, "lr"))``.
"""

from hyperlib.plotting.basic import (
    plot_bars,
    plot_digits,
    plot_gradient_norms,
    plot_history,
    plot_seeds,
)
from hyperlib.plotting.charts import plot_curves, plot_dots
from hyperlib.plotting.networks import plot_gradient_flow, plot_mistakes, plot_network, plot_weights
from hyperlib.plotting.pictures import alt_text, describe, picture, show
from hyperlib.plotting.style import COLORS, INKS, LINES, MARKERS, METRICS, STYLE, figure, styled
from hyperlib.plotting.surfaces import plot_boundary, plot_paths
from hyperlib.plotting.tradeoffs import plot_heatmap, plot_pareto

__all__ = [
    "COLORS", "INKS", "LINES", "MARKERS", "METRICS", "STYLE", "alt_text", "describe", "figure",
    "picture", "plot_bars", "plot_boundary", "plot_curves", "plot_digits", "plot_dots",
    "plot_gradient_flow", "plot_gradient_norms", "plot_heatmap", "plot_history", "plot_mistakes",
    "plot_network", "plot_pareto", "plot_paths", "plot_seeds", "plot_weights", "show",
]  # fmt: skip

for name in __all__:  # whoever imports a plot from here has it whatever style is set
    if name.startswith("plot_"):
        globals()[name] = styled(globals()[name])
