"""Figures have labels, need no color vision, and keep their alt text."""

import base64
import dataclasses
import io
import itertools
import os
import re
import subprocess
import sys

import matplotlib.pyplot as plt
import numpy as np
import pytest
import torch
from matplotlib.colors import to_rgb
from matplotlib.text import Text

import hyperlib as h
from hyperlib import plotting


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def alt(ax):
    return plotting.alt_text(ax.figure)


def texts(ax):
    return [text.get_text() for text in ax.texts]


def overlaps(ax):
    """Return pairs of texts of the axes that lie over each other in the drawn figure."""
    ax.figure.canvas.draw()
    boxes = [(t.get_text(), Text.get_window_extent(t)) for t in ax.texts if t.get_text()]
    return [(a, b) for (a, one), (b, two) in itertools.combinations(boxes, 2) if one.overlaps(two)]


def lane(config, seed, *accuracies, diverged=False):
    """Return a lane with these validation accuracies and the losses 1 - accuracy."""
    history = [h.Epoch(k, 1 - a, a, 1 - a, a, 0.1) for k, a in enumerate(accuracies, 1)]
    return h.sweeps.Lane(0, config, seed, tuple(history), diverged, "")


def swept(results, **kw):
    """Return a sweep from a dictionary of learning rate -> last accuracies of the seeds."""
    lanes = []
    for lr, finals in results.items():
        config = h.Hyperparameters(n_neurons=(8,), epochs=2, lr=lr, **kw)
        lanes += [lane(config, seed, final / 2, final) for seed, final in enumerate(finals)]
    return h.Sweep(tuple(lanes))


RATES = swept({0.01: (0.7, 0.8), 0.1: (0.9, 0.94), 1.0: (0.1, 0.3)})


@pytest.fixture(scope="module")
def run():
    return h.train(h.Hyperparameters(n_neurons=(8,), epochs=2), h.load_mnist().subset(50))


def test_a_plot_draws_into_the_axes_that_it_gets():
    _, ax = plt.subplots()
    assert plotting.plot_seeds({"a": [1, 2]}, ylabel="accuracy", ax=ax) is ax


def test_two_histories_differ_in_color_marker_and_line(run):
    ax = plotting.plot_history({"a": run, "b": run}, metric="val_loss")
    first, second = ax.lines
    assert first.get_color() != second.get_color()
    assert first.get_marker() != second.get_marker()
    assert first.get_linestyle() != second.get_linestyle()
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("epoch", "validation loss")
    assert [t.get_text() for t in ax.get_legend().get_texts()] == ["a", "b"]


def test_a_history_shows_the_numbers_of_the_run(run):
    ax = plotting.plot_history(run, metric=["train_accuracy", "val_accuracy"])
    assert list(ax.lines[1].get_ydata()) == [e.val_accuracy for e in run.history]


def test_every_seed_is_a_dot_and_the_mean_a_bar():
    ax = plotting.plot_seeds({"a": [1, 2, 6]}, ylabel="seconds")
    assert list(ax.lines[0].get_ydata()) == [1, 2, 6]
    assert ax.collections[0].get_segments()[0][0][1] == 3  # (1 + 2 + 6) / 3


def test_the_highest_dot_of_a_column_can_be_named():
    values = {"all": [1, float("nan"), 6, 2], "again,\nanew": [3, 2]}
    ax = plotting.plot_seeds(values, ylabel="n", highest={"all": "the winner"})
    [ring] = [line for line in ax.lines if line.get_markerfacecolor() == "none"]
    assert ring.get_xydata().tolist() == [ax.lines[0].get_xydata()[2].tolist()]
    [text] = ax.texts
    assert (text.get_text(), text.xy) == ("the winner", tuple(ax.lines[0].get_xydata()[2]))
    assert plotting.alt_text(ax) == (
        "all: mean 3, from 1 to 6 (3 of 4 seeds). the winner: 6. "
        "again, anew: mean 2.5, from 2 to 3 (2 of 2 seeds)."
    )
    with pytest.raises(ValueError, match="highest must be one of"):
        plotting.plot_seeds(values, ylabel="n", highest={"best": "the winner"})


def test_gradient_norms_stand_on_a_log_axis():
    ax = plotting.plot_gradient_norms({"a": [1e-3, 1], "b": [1, 2]})
    assert ax.get_yscale() == "log"


def test_bars_carry_their_values():
    ax = plotting.plot_bars({"a": 1234, "b": 56}, ylabel="parameters")
    assert [t.get_text() for t in ax.texts] == ["1,234", "56"]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([73.4, 3.53], ["73.4", "3.5"]),
        ([90, 91.5], ["90.0", "91.5"]),
        ([0.25, 0.5], ["0.25", "0.50"]),
        ([73.4, 0.0012], ["73.400", "0.001"]),
        ([1234, 0.5], ["1,234.0", "0.5"]),
        ([1e6 + 0.5, 3], ["1,000,000", "3"]),
        ([-3, 2.25, 0], ["-3.00", "2.25", "0.00"]),
        ([73.4, 1e-12], ["73.4", "0.0"]),
        ([73.4, -1e-12], ["73.4", "0.0"]),
        ([1e300, 2], ["1e+300", "2"]),
        ([float("nan"), 2.5], ["–", "2.5"]),
        ([0, float("nan")], ["0", "–"]),
    ],
)
def test_all_bars_of_a_chart_have_the_same_number_of_decimals(values, told):
    ax = plotting.plot_bars(dict(zip("abc", values, strict=False)), ylabel="share, %")
    assert [t.get_text() for t in ax.texts] == told


def test_digits_stand_side_by_side_with_their_labels():
    ax = plotting.plot_digits(torch.zeros(3, 784), torch.tensor([7, 8, 9]))
    assert ax.images[0].get_array().shape == (28, 84)
    assert [t.get_text() for t in ax.get_xticklabels()] == ["7", "8", "9"]


def test_the_mean_is_that_of_the_finite_numbers():
    ax = plotting.plot_seeds(
        {"a": [1, 3, float("nan"), float("inf")], "b": [float("nan")]}, ylabel="s"
    )
    assert [bar.get_segments()[0][0][1] for bar in ax.collections] == [2]  # (1 + 3) / 2


def test_inputs_that_record_gradients_can_be_shown():
    ax = plotting.plot_digits(torch.zeros(3, 784, requires_grad=True))
    assert ax.images[0].get_array().shape == (28, 84)


QUIET = """
import io, sys
sys.stderr = io.StringIO()
import hyperlib as h
light = "matplotlib" not in sys.modules
h.plotting.plot_bars({"a": 1}, ylabel="n")
print(light, repr(sys.stderr.getvalue()))
"""


def test_matplotlib_is_loaded_with_the_first_figure_and_silently(tmp_path):
    # without a folder to write to, matplotlib makes one for itself and its list of fonts anew
    (tmp_path / "file").touch()
    nowhere = str(tmp_path / "file" / "home")
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("MPL", "XDG"))
    } | {"HOME": nowhere, "MPLBACKEND": "agg"}
    told = subprocess.run(
        [sys.executable, "-c", QUIET], capture_output=True, text=True, env=environment, timeout=300
    )
    assert told.stdout == "True ''\n"
    assert told.stderr == ""


def test_text_is_10_points_or_larger():
    ax = plotting.plot_seeds({"a": [1]}, ylabel="accuracy")
    texts = [ax.xaxis.label, ax.yaxis.label, *ax.get_xticklabels(), *ax.get_yticklabels()]
    assert min(text.get_size() for text in texts) >= 10


class TestPicture:
    def test_the_alt_text_is_there_and_escaped(self):
        html = plotting.picture(plotting.plot_bars({"a": 1}, ylabel="n"), alt='a < b & "c"')
        assert html.startswith("<figure")
        assert 'alt="a &lt; b &amp; &quot;c&quot;"' in html

    def test_the_figure_is_closed(self):
        plotting.picture(plotting.plot_bars({"a": 1}, ylabel="n"), alt="One bar.")
        assert plt.get_fignums() == []

    def test_the_same_figure_gives_the_same_bytes(self):
        def made():
            return plotting.picture(plotting.plot_seeds({"a": [1, 2]}, ylabel="n"), alt="Dots.")

        assert made() == made()

    def test_show_has_a_text_for_where_there_is_no_html(self, capsys):
        plotting.show(plotting.plot_bars({"a": 1}, ylabel="n"), alt="One bar.")
        assert "Figure: One bar." in capsys.readouterr().out

    def test_a_picture_has_two_pixels_for_each_one_of_the_page(self):
        page = plotting.picture(plotting.plot_bars({"a": 1}, ylabel="n"))
        data = base64.b64decode(re.search(r'base64,([^"]+)"', page)[1])
        assert plt.imread(io.BytesIO(data)).shape[1] == 2 * int(
            re.search(r'width="(\d+)"', page)[1]
        )

    def test_a_wide_figure_scrolls_by_itself_before_its_letters_get_too_small(self):
        page = plotting.picture(plotting.figure(2)[0], alt="Two empty panels.")
        width, least = map(int, re.search(r'width="(\d+)" style="min-width:(\d+)px', page).groups())
        assert 8 <= least / width * plotting.style.STYLE["font.size"] / 72 * 90 < 9
        assert page.startswith('<figure tabindex="0" style="margin:0;overflow-x:auto">')
        narrow = plotting.picture(plotting.figure(1)[0], alt="One empty panel.")
        assert "tabindex" not in narrow

    def test_a_dark_page_keeps_the_white_ground_of_a_figure(self):
        page = plotting.picture(plotting.plot_bars({"a": 1}, ylabel="n"))
        data = base64.b64decode(re.search(r'base64,([^"]+)"', page)[1])
        assert (plt.imread(io.BytesIO(data))[0, 0] == 1).all()  # white, and not transparent

    def test_the_alt_text_comes_from_the_data(self, capsys):
        plotting.show(plotting.plot_bars({"a": 1234, "b": 56}, ylabel="parameters"))
        assert "Figure: Parameters: a: 1,234; b: 56." in capsys.readouterr().out

    def test_an_author_replaces_the_alt_text(self):
        page = plotting.picture(plotting.plot_bars({"a": 1}, ylabel="n"), alt="One bar.")
        assert 'alt="One bar."' in page

    def test_panels_join_their_alt_texts(self):
        _, (left, _, right) = plotting.figure(3)
        plotting.plot_bars({"a": 1}, ylabel="n", ax=left)
        plotting.plot_bars({"b": 2}, ylabel="n", ax=right)
        assert alt(left) == "Panel 1 of 2: N: a: 1. Panel 2 of 2: N: b: 2."

    def test_a_figure_that_tells_nothing_needs_an_alt_text(self):
        with pytest.raises(ValueError, match="alt must say what the figure shows"):
            plotting.show(plt.figure())


class TestCurves:
    def test_the_line_is_the_mean_and_the_band_reaches_from_the_lowest_to_the_highest_seed(self):
        ax = plotting.plot_curves(swept({0.1: (0.5, 0.7)}))
        [mean] = [line for line in ax.lines if line.get_linewidth() > 2]
        assert mean.get_ydata() == pytest.approx([30, 60])
        band = ax.collections[0].get_paths()[0].vertices
        assert sorted(set(band[band[:, 0] == 2, 1])) == pytest.approx([50, 70])
        assert len(ax.lines) == 3  # the mean and two seeds

    def test_lines_are_labeled_at_their_ends_with_what_varies_and_the_best_is_bold(self):
        ax = plotting.plot_curves(RATES)
        assert texts(ax) == ["learning rate", "1: 20.0%", "0.01: 75.0%", "0.1: 92.0%"]
        assert [t.get_fontweight() for t in ax.texts[1:]] == ["normal", "normal", "bold"]
        assert ax.get_legend() is None
        assert (ax.get_xlabel(), ax.get_ylabel()) == ("epoch", "validation accuracy, %")

    def test_an_author_sets_the_limits_and_labels_stay_beside_their_lines(self):
        ax = plotting.plot_curves(RATES, ylim=(0, 200))
        assert ax.get_ylim() == (0, 200)
        at = {text.get_text(): text.get_position()[1] for text in ax.texts}
        assert at["0.1: 92.0%"] == pytest.approx(92 / 200)
        dots = plotting.plot_dots(RATES, "lr", ylim=(0, 100))
        low, high = dots.get_ylim()
        assert low == 0
        assert dots.texts[0].get_position()[1] * high > 100  # beyond all dots

    def test_labels_of_equal_lines_do_not_overlap(self):
        ax = plotting.plot_curves({f"run {k}": RATES.lanes[:2] for k in "abcdefg"})
        assert overlaps(ax) == []

    def test_from_a_curve_that_ends_early_a_dotted_line_leads_to_the_label(self):
        long = lane(h.Hyperparameters(epochs=3), 0, 0.5, 0.6, 0.9)
        short = lane(h.Hyperparameters(epochs=2), 0, 0.5, 0.55)
        ax = plotting.plot_curves({"long": [long], "short": [short], "as long": [long]})
        styles = {text.get_text(): text.arrow_patch.get_linestyle() for text in ax.texts}
        assert styles == {"long: 90.0%": "-", "short: 55.0%": ":", "as long: 90.0%": "-"}

    def test_the_alt_text_has_the_best_one_first(self):
        assert alt(plotting.plot_curves(RATES)) == (
            "Best: learning rate 0.1: 92.0% (mean of 2 seeds, 90.0% to 94.0%). "
            "learning rate 0.01: 75.0% (mean of 2 seeds, 70.0% to 80.0%); "
            "learning rate 1: 20.0% (mean of 2 seeds, 10.0% to 30.0%). "
            "Validation accuracy over 2 epochs."
        )

    def test_of_losses_the_lowest_is_best(self):
        ax = plotting.plot_curves(RATES, metric="val_loss")
        assert alt(ax).startswith("Best: learning rate 0.1: 0.08 ")

    def test_a_run_that_diverged_is_marked_and_does_not_press_the_others_together(self):
        good, base = RATES.lanes[2], RATES.lanes[0].config
        history = [h.Epoch(1, 1e9, 0.1, 1e9, 0.1, 0.1), h.Epoch(2, *[float("nan")] * 4, 0.1)]
        lost = dataclasses.replace(good, config=base, history=tuple(history), diverged=True)
        ax = plotting.plot_curves({"good": [good], "lost": [lost]}, metric="val_loss")
        assert ax.get_ylim()[1] < 1
        assert texts(ax) == ["good: 0.1", "lost: diverged"]
        assert "X" in [line.get_marker() for line in ax.lines]
        assert alt(ax).startswith("Best: good: 0.1. lost: diverged.")

    def test_a_run_that_failed_has_a_label_and_one_that_was_measured_once_a_dot(self):
        good = dataclasses.replace(RATES.lanes[2], history=RATES.lanes[2].history[-1:])
        failed = dataclasses.replace(good, history=(), reason="no memory")
        with pytest.warns(UserWarning, match="1 lane failed and will be drawn as diverged: no mem"):
            ax = plotting.plot_curves({"good": [good], "failed": [failed]})
        assert texts(ax) == ["failed: diverged", "good: 90.0%"]
        [dot] = [line for line in ax.lines if line.get_label() == "good"]
        assert (dot.get_marker(), *dot.get_xdata()) == ("o", 2)
        assert overlaps(ax) == []

    def test_the_mean_ends_where_the_first_seed_ends(self):
        base = RATES.lanes[0].config
        ax = plotting.plot_curves([lane(base, 0, 0.2, 0.4, 0.6), lane(base, 1, 0.4, 0.6)])
        [mean] = [line for line in ax.lines if line.get_linewidth() > 2]
        assert mean.get_ydata() == pytest.approx([30, 50])

    def test_runs_and_tables_are_drawn_as_sweeps_are(self, run):
        table = h.load_table("model").select(
            activation="relu", optimizer="adam", depth=2, width=64, batch_size=64
        )
        ax = plotting.plot_curves({"run": run, "table": table.select(lr=0.001)})
        assert len(texts(ax)) == 2
        [mean] = [line for line in ax.lines if line.get_label() == "run"]
        assert mean.get_ydata() == pytest.approx([100 * e.val_accuracy for e in run.history])
        assert len(texts(plotting.plot_curves(table))) == 9  # the word and eight rates


class TestDots:
    def test_a_table_of_one_epoch_or_one_seed_is_drawn_as_the_whole_table_is(self):
        table = h.load_table("model").select(
            activation="relu", optimizer="adam", depth=2, width=64, batch_size=64
        )
        whole = plotting.plot_dots(table, "lr")
        at_the_end = plotting.plot_dots(table.select(epoch=10), "lr")
        assert alt(at_the_end) == alt(whole)
        one_seed = plotting.plot_dots(table.select(seed=0), "lr")
        both = plotting.plot_dots(table.select(seed=0, epoch=10), "lr")
        assert alt(both) == alt(one_seed) != alt(whole)

    def test_every_seed_is_a_dot_the_line_is_their_mean_and_rates_stand_on_a_log_axis(self):
        ax = plotting.plot_dots(RATES, "lr")
        dots = [list(line.get_ydata()) for line in ax.lines if len(line.get_ydata()) == 2]
        assert np.allclose(dots, [[70, 80], [90, 94], [10, 30]])
        [mean] = [line for line in ax.lines if len(line.get_ydata()) == 3]
        assert list(mean.get_xdata()) == [0.01, 0.1, 1]
        assert mean.get_ydata() == pytest.approx([75, 92, 20])
        assert ax.get_xscale() == "log"
        assert [t.get_text() for t in ax.get_xticklabels()] == ["0.01", "0.1", "1"]
        assert ax.get_xlabel() == "learning rate (log scale)"

    @pytest.mark.parametrize("columns", [1, 2, 3])
    def test_rates_are_written_out_wherever_there_is_room_and_touch_nowhere(self, columns):
        small = h.grid(RATES.lanes[0].config, lr=[0.00001, 0.00003, 0.0001, 0.0003, 0.001, 0.003])
        table = [lane(config, 0, 0.5) for config in small]
        figure, axes = plotting.figure(columns)
        for ax in axes:
            plotting.plot_dots(table, "lr", ax=ax)
        figure.canvas.draw()
        shown = [t for t in axes[-1].get_xticklabels() if t.get_text()]
        boxes = [Text.get_window_extent(t) for t in shown]
        assert not any(a.overlaps(b) for a, b in itertools.combinations(boxes, 2))
        assert shown[0].get_text() == "0.00001"
        assert columns > 1 or len(shown) == 6

    def test_the_best_mean_is_ringed_and_carries_its_number(self):
        ax = plotting.plot_dots(RATES, "lr")
        assert texts(ax) == ["best 0.1: 92.0%"]
        assert [(*ring.get_xdata(), *ring.get_ydata()) for ring in ax.lines][-1] == (0.1, 92)
        assert alt(ax) == (
            "Best learning rate 0.1 with 92.0% validation accuracy (mean of 2 seeds); "
            "0.01: 75.0%; 1: 20.0%."
        )

    def test_a_name_stands_over_its_best_point_where_the_axes_hold_it(self):
        """So it keeps away from the thin line of another name; Adam's and AdamW's once touched."""
        places = {0.001: (0.7,), 0.03: (0.8,), 3.0: (0.81,), 30.0: (0.5,)}
        adam, adamw = (swept(places, optimizer=name) for name in ("adam", "adamw"))
        _, axes = plotting.figure(2)
        plotting.plot_dots(h.Sweep(adam.lanes[:2] + adamw.lanes), "lr", by="optimizer", ax=axes[0])
        sides = {t.get_text().split(":")[0]: t.get_ha() for t in axes[0].texts}
        assert sides == {"adam": "center", "adamw": "center"}
        [near_the_end] = plotting.plot_dots(swept({1.0: (0.5,), 10.0: (0.9,)}), "lr").texts
        assert near_the_end.get_ha() == "right"

    def test_two_series_differ_in_color_marker_and_line_and_are_named_at_their_best(self):
        sgd = swept({0.1: (0.5, 0.7), 1.0: (0.9, 0.92)}, optimizer="sgd", momentum=0.9)
        both = h.Sweep(RATES.lanes + sgd.lanes)
        ax = plotting.plot_dots(both, "lr", by="optimizer")
        assert texts(ax) == ["adam: best 0.1, 92.0%", "sgd: best 1, 91.0%"]
        adam, other = (line for line in ax.lines if line.get_label() in ("adam", "sgd"))
        assert adam.get_color() != other.get_color()
        assert adam.get_linestyle() != other.get_linestyle()
        assert overlaps(ax) == []
        assert alt(ax).startswith("adam: best learning rate 0.1 with 92.0%")
        named = plotting.plot_dots({"one": RATES, "two": sgd}, "lr")
        assert alt(named).startswith("one: best learning rate 0.1")

    def test_depth_and_width_are_told_apart_from_the_sizes_of_the_layers(self):
        base, one = RATES.lanes[0].config, RATES.lanes[0]
        sizes = [(8,), (16,), (8, 8), (16, 16)]
        lanes = [dataclasses.replace(one, config=base.replace(n_neurons=size)) for size in sizes]
        ax = plotting.plot_dots(lanes, "width", by="depth")
        assert [t.get_text() for t in ax.get_xticklabels()] == ["8", "16"]
        assert alt(ax).startswith("hidden layers 1: best neurons a layer 8 and 16 with")
        with pytest.raises(ValueError, match="other values of depth too; try by='depth'"):
            plotting.plot_dots(lanes, "width")

    def test_a_seed_that_diverged_is_a_cross_and_its_value_has_no_mean_and_is_never_best(self):
        ax = plotting.plot_dots(swept({0.1: (0.9, 0.9), 1.0: (1.0, float("nan"))}), "lr")
        assert [line.get_marker() for line in ax.lines].count("x") == 1
        assert texts(ax) == ["best 0.1: 90.0%"]
        assert "1: diverged" in alt(ax)
        lost = plotting.plot_dots({"a": RATES, "b": swept({1.0: (1.0, float("nan"))})}, "lr")
        assert texts(lost) == ["a: best 0.1, 92.0%", "b: diverged"]

    def test_zero_stands_beside_a_log_axis_and_words_side_by_side(self):
        base, zero = RATES.lanes[0].config, RATES.lanes[0]
        lanes = [dataclasses.replace(zero, config=base.replace(l1=l1)) for l1 in (0, 1e-4, 1e-3)]
        ax = plotting.plot_dots(lanes, "l1")
        assert list(ax.get_xticks()) == pytest.approx([1e-5, 1e-4, 1e-3])
        assert [t.get_text() for t in ax.get_xticklabels()] == ["0", "0.0001", "0.001"]
        words = ("tanh", "relu")
        lanes = [dataclasses.replace(zero, config=base.replace(activation=a)) for a in words]
        ax = plotting.plot_dots(lanes, "activation")
        assert [t.get_text() for t in ax.get_xticklabels()] == ["tanh", "relu"]

    def test_a_table_is_drawn_against_one_axis(self):
        table = h.load_table("model").select(activation="relu", depth=2, batch_size=64, lr=0.001)
        ax = plotting.plot_dots(table, "width", by="optimizer", metric="val_loss")
        [mean] = [line for line in ax.lines if line.get_label() == "adam"]
        wanted = table.select(optimizer="adam").val_loss[..., -1].mean(1)
        assert mean.get_ydata() == pytest.approx(wanted, rel=1e-6)


class TestPaths:
    def valley(self, rate, steps=20):
        path = [(-2.0, 1.0)]
        for _ in range(steps):
            u, v = path[-1]
            path.append((u - rate * u, v - rate * 10 * v))
        return path

    def loss(self, u, v):
        return (u**2 + 10 * v**2) / 2

    def test_each_path_has_a_panel_with_a_colored_title(self):
        panels = plotting.plot_paths(
            self.loss, {"0.02: creeps": self.valley(0.02), "0.21: runs away": self.valley(0.21)}
        )
        titles = [ax.get_title(loc="left") for ax in panels]
        assert titles == ["0.02: creeps", "0.21: runs away"]
        assert np.allclose(panels[0].lines[0].get_xydata(), self.valley(0.02))
        assert texts(panels[0]) == ["start", "lowest point"]
        assert panels[0]._left_title.get_color() != panels[1]._left_title.get_color()

    def test_the_name_of_the_lowest_point_keeps_clear_of_the_path(self):
        path = [(-2.0, 1.0), (-0.4, -0.4), (0.2, 0.3), (0.3, -0.2), (0.0, 0.0)]
        [ax] = plotting.plot_paths(self.loss, {"bounces": path})
        ax.figure.canvas.draw()
        [_, named] = ax.texts
        box = named.get_window_extent()
        dots = ax.transData.transform(np.linspace(path[:-1], path[1:], 50).reshape(-1, 2))
        assert not any(box.contains(*dot) for dot in dots)
        star = ax.transData.transform((0, 0))
        assert box.y1 < star[1] and star[1] - box.y1 < 0.25 * ax.bbox.height  # it is still near

    def test_a_path_that_runs_away_ends_at_the_edge_with_its_step(self):
        [ax] = plotting.plot_paths(self.loss, {"runs away": self.valley(0.21, 30)})
        left, right, bottom, top = (*ax.get_xlim(), *ax.get_ylim())
        drawn = ax.lines[0].get_xydata()
        assert ((drawn >= (left, bottom)) & (drawn <= (right, top))).all()
        assert f"gone after step {len(drawn)}" in texts(ax)
        assert f"after step {len(drawn)} of 30 it has left the picture" in alt(ax)

    def test_a_path_beyond_the_largest_number_is_drawn_too(self):
        path = [(-2.0, 1.0), (1.0, -1.0), (float("inf"), float("nan"))]
        [ax] = plotting.plot_paths(self.loss, {"runs away": path})
        assert "gone after step 2" in texts(ax)

    def test_an_array_of_steps_stays_as_it_is(self):
        path = np.array([(-2.0, 1.0), (np.inf, np.nan)])
        plotting.plot_paths(self.loss, {"runs away": path})
        assert np.isinf(path[1, 0])

    def test_the_alt_text_says_where_a_path_ends(self):
        [ax] = plotting.plot_paths(self.loss, {"creeps": self.valley(0.0, 3)})
        assert alt(ax) == (
            "creeps: 3 steps take the loss from 7 to 7; the last point is 2.2 from the lowest one, "
            "the start 2.2."
        )


def cells(ax):
    return {text.get_position(): text.get_text() for text in ax.texts}


class TestHeatmap:
    def test_a_cell_holds_the_mean_of_the_seeds_and_the_best_is_framed(self):
        both = [*RATES.lanes[:4], *swept({0.01: (0.5, 0.5), 0.1: (0.6, 0.8)}, batch_size=8).lanes]
        ax = plotting.plot_heatmap(both, "lr", "batch_size")
        assert cells(ax) == {(0, 0): "50.0", (1, 0): "70.0", (0, 1): "75.0", (1, 1): "92.0"}
        assert [t.get_text() for t in ax.get_xticklabels()] == ["0.01", "0.1"]
        assert [t.get_text() for t in ax.get_yticklabels()] == ["8", "64"]
        [frame] = ax.patches
        assert frame.get_xy() == (0.5, 0.5)
        assert [t.get_text() for t in ax.texts if t.get_fontweight() == "bold"] == ["92.0"]
        assert alt(ax) == (
            "Best validation accuracy 92.0% at learning rate 0.1, batch size 64. By learning rate "
            "from 0.01 to 0.1: batch size 8: 50.0%, 70.0%; batch size 64: 75.0%, 92.0%."
        )

    def test_a_point_that_diverged_has_no_number_and_of_losses_the_lowest_is_best(self):
        table = h.load_table("model").select(activation="relu", optimizer="sgd", depth=3, width=16)
        lost = dataclasses.replace(table, val_loss=table.val_loss.copy())
        lost.val_loss[0, 0] = np.nan
        ax = plotting.plot_heatmap(lost, "lr", "batch_size", metric="val_loss")
        assert cells(ax)[0, 0] == "–"
        means = lost.val_loss[..., -1].mean(-1)
        assert f"Best validation loss {np.nanmin(means):.3f} at" in alt(ax)
        others = {text for place, text in cells(ax).items() if place != (0, 0)}
        assert {len(text.partition(".")[2]) for text in others} == {3}  # 1.900 beside 0.742


class TestPareto:
    points = {"a": (10, 0.8), "b": (100, 0.89), "c": (1000, 0.895), "d": (500, 0.85), "e": (5, 0.1)}

    def test_the_front_holds_what_none_beats_in_cost_and_score(self):
        ax = plotting.plot_pareto(self.points, "parameters")
        [front] = [line for line in ax.lines if line.get_drawstyle() == "steps-post"]
        assert list(front.get_xdata()) == [5, 10, 100, 1000]
        assert ax.get_xscale() == "log"
        assert ax.get_xlabel() == "parameters (log scale)"
        assert "best: 89.5%" in texts(ax)
        assert "89.0%, 10 times cheaper" in texts(ax)
        assert alt(ax).startswith("Best: 89.5%; 89.0%, 10 times cheaper. 4 of 5 are beaten by none")
        assert overlaps(ax) == []

    shapes = {  # four of the front lie close together
        **{"32": (25_408, 0.878), "32-32": (26_432, 0.877), "32-128": (30_464, 0.883)},
        **{"64": (50_816, 0.886), "64-16": (51_360, 0.881), "128-32": (104_768, 0.891)},
        **{"128-128": (118_016, 0.893), "256": (203_264, 0.894), "512-512": (668_672, 0.901)},
    }

    def test_the_front_is_named_and_no_word_lies_on_another(self):
        ax = plotting.plot_pareto(self.shapes, "multiply-adds")
        front = {"32", "32-128", "64", "128-32", "128-128", "256", "512-512"}
        named = {text for text in texts(ax) if text in self.shapes}
        assert named <= front and {"512-512", "256", "128-128", "64"} <= named
        assert overlaps(ax) == []
        ticks = [t for t in ax.get_xticklabels() if t.get_text()]
        assert len(ticks) > 2
        boxes = [Text.get_window_extent(t) for t in ticks]
        assert not any(a.overlaps(b) for a, b in itertools.combinations(boxes, 2))

    def test_ticks_stand_apart_over_three_powers_of_ten(self):
        ax = plotting.plot_pareto({"a": (1_500, 0.5), "b": (700_000, 0.9)}, "multiply-adds")
        ax.figure.canvas.draw()
        boxes = [Text.get_window_extent(t) for t in ax.get_xticklabels() if t.get_text()]
        assert len(boxes) > 2
        assert not any(a.overlaps(b) for a, b in itertools.combinations(boxes, 2))

    def test_of_a_sweep_the_front_is_named_by_what_varies(self):
        ax = plotting.plot_pareto(RATES, lambda config: config.lr, label="seconds")
        assert "0.1" in texts(ax) and "learning rate 0.1" not in texts(ax)

    def test_an_outlier_lies_on_the_lower_edge_and_is_counted(self):
        ax = plotting.plot_pareto(self.points, "parameters")
        assert ax.get_ylim()[0] > 70  # the outlier has 10%
        assert "1 below" in texts(ax)
        assert "Not in the picture: 1 below." in alt(ax)
        lost = plotting.plot_pareto({**self.points, "f": (50, float("nan"))}, "parameters")
        assert "1 below, 1 diverged" in texts(lost)

    def test_of_losses_the_front_falls(self):
        ax = plotting.plot_pareto(
            {"a": (1, 0.5), "b": (2, 0.4), "c": (3, 0.45)}, "s", metric="val_loss"
        )
        [front] = [line for line in ax.lines if line.get_drawstyle() == "steps-post"]
        assert list(front.get_ydata()) == [0.5, 0.4]

    def test_a_sweep_costs_what_a_function_or_a_hyperparameter_says(self):
        ax = plotting.plot_pareto(RATES, lambda config: 1 / config.lr, label="seconds")
        assert ax.get_xlabel() == "seconds (log scale)"
        assert "learning rate 1 (20.0%, 1)" in alt(ax)
        assert plotting.plot_pareto(RATES, "lr").get_xlabel() == "learning rate (log scale)"
        table = h.load_table("model").select(activation="relu", optimizer="adam", batch_size=64)
        ax = plotting.plot_pareto(table, lambda point: point["width"] * point["depth"])
        assert "beaten by none" in alt(ax)


def toy(n=40):
    """Return points around two centers and a network that tells them apart but for one point."""
    X = torch.cat([torch.full((n, 2), -1.0), torch.full((n, 2), 1.0)])
    X += torch.linspace(0, 0.5, 2 * n)[:, None]
    y = torch.arange(2 * n) // n
    model = h.MLP(2, [], 2, seed=0)
    with torch.no_grad():
        model.layers[0].weight.copy_(torch.tensor([[-1.0, 0.0], [1.0, 0.0]]))
        model.layers[0].bias.zero_()
    y[0] = 1
    return model, X, y


class TestBoundary:
    def test_the_line_lies_where_the_classes_are_equally_likely(self):
        ax = plotting.plot_boundary(*toy())
        line = np.concatenate([p.vertices for c in ax.collections for p in c.get_paths()])
        assert np.allclose(line[:, 0], 0, atol=1e-6)

    def test_points_of_a_class_share_color_and_marker_and_wrong_ones_have_a_black_rim(self):
        ax = plotting.plot_boundary(*toy())
        drawn = [(len(d.get_xdata()), d.get_marker(), d.get_markeredgecolor()) for d in ax.lines]
        assert drawn == [
            (39, "o", "white"), (0, "o", "black"), (40, "s", "white"), (1, "s", "black")
        ]  # fmt: skip
        assert ax.get_xlabel() == "98.8% of 80 points right"
        assert alt(ax) == "98.8% of 80 points right, 1 on the wrong side of the boundary."

    def test_the_mode_of_the_model_stays(self):
        model, X, y = toy()
        plotting.plot_boundary(model.train(), X, y)
        assert model.training


class TestNetworks:
    def test_sizes_and_counts_stand_in_the_diagram(self):
        ax = plotting.plot_network([784, 128, 10])
        said = texts(ax)
        assert {"784", "128", "10", "pixels", "hidden", "digits", "⋮"} <= set(said)
        assert "784 × 128 + 128\n= 100,480" in said
        assert "you choose\n1 hidden layer:\n128" in said
        assert "training learns\n101,770 numbers" in said  # 785 * 128 + 129 * 10
        assert alt(ax) == (
            "Training learns 101,770 numbers; you choose 1 hidden layer: 128. "
            "Layers: 784, 128, 10; learned between them: 100,480, 1,290."
        )

    def test_a_model_is_drawn_with_its_sizes_and_small_layers_unit_by_unit(self):
        model = h.MLP(4, [3], 2, seed=0)
        ax = plotting.plot_network(model)
        units = [len(line.get_xdata()) for line in ax.lines if line.get_marker() == "o"]
        assert units == [4, 3, 2]
        assert f"{h.count_parameters(model)} numbers" in alt(ax)
        assert len(ax.lines) == 3 + 4 * 3 + 3 * 2

    def test_chosen_and_learned_have_a_color_each_and_what_the_data_give_is_gray(self):
        ax = plotting.plot_network([784, 128, 10])
        color = {text.get_text(): text.get_color() for text in ax.texts}
        assert color["128"] == plotting.INKS[0]
        assert color["128 × 10 + 10\n= 1,290"] == plotting.INKS[1]
        assert color["784"] == color["10"] == "0.35"

    def test_the_gradient_has_a_width_for_each_layer_on_one_log_scale(self):
        ax = plotting.plot_gradient_flow({"a": [0.001, 0.1, 10], "b": [1.0, 1.0]})
        widths = [bar.get_width() for bar in ax.patches]
        assert np.allclose(np.diff(widths[:3]), 0.64 / 2)  # two of four orders of magnitude
        assert widths[3] == widths[4] == pytest.approx(0.06 + 0.64 * 3 / 4)
        assert "the first layer gets\n1/10,000 of the last" in texts(ax)
        assert alt(ax).startswith("a: of 3 layers, the first gets 1/10,000 of the last")
        assert overlaps(ax) == []

    def test_of_many_layers_the_first_the_middle_and_the_last_carry_their_norm(self):
        ax = plotting.plot_gradient_flow({"deep": [0.5, 0.4, 0.3, 0.02, 0.3, 0.4, 0.6]})
        assert [text for text in texts(ax) if text.startswith("0.")] == ["0.5", "0.02", "0.6"]
        assert "0.02 to 0.6" in alt(ax)
        assert overlaps(ax) == []

    def test_a_layer_without_a_gradient_has_no_bar(self):
        ax = plotting.plot_gradient_flow({"dead": [0.0, 1.0]})
        assert ax.patches[0].get_width() == 0
        assert "the first gets no gradient" in alt(ax)

    def test_weights_are_images_with_one_scale_from_blue_over_white_to_red(self):
        small, large = h.MLP(9, [3], 2, seed=0), h.MLP(9, [3], 2, seed=0, init_scale=3)
        ax = plotting.plot_weights({"small": small, "large": large}, n=2)
        shown = ax.images[0].get_array()
        assert np.allclose(shown[:3, 5:8], small.layers[0].weight[1].detach().reshape(3, 3))
        assert np.allclose(shown[5:8, 5:8], 3 * shown[:3, 5:8])
        assert ax.images[0].norm.vmin == -ax.images[0].norm.vmax
        assert [t.get_text() for t in ax.get_yticklabels()] == ["small", "large"]
        assert alt(ax).startswith("small: ")
        assert plotting.plot_weights(small).images[0].get_array().shape == (5, 40)

    def test_misread_digits_carry_what_they_are_and_what_was_read_the_surest_first(self):
        model = h.MLP(784, [], 10, seed=0)
        with torch.no_grad():
            model.layers[0].weight.zero_()
            model.layers[0].weight[7, 0] = 1.0  # reads 7, the surer the more ink in the first pixel
            model.layers[0].bias.copy_(torch.arange(10) == 7)
        X = torch.zeros(4, 784)
        X[:, 0] = torch.tensor([0.0, 1.0, 3.0, 2.0])
        y = torch.tensor([1, 7, 2, 3])
        ax = plotting.plot_mistakes(model, X, y, n=2)
        assert [t.get_text() for t in ax.get_xticklabels()] == ["2 → 7", "3 → 7"]
        assert np.array_equal(ax.images[0].get_array()[0, [0, 28]], [3, 2])
        assert alt(ax) == "3 of 4 misread; the 2 it is surest of: 2 read as 7, 3 read as 7."
        assert alt(plotting.plot_mistakes(model, X[1:2], y[1:2])) == "0 of 1 misread."


def test_colors_of_text_have_a_contrast_of_at_least_4_5_with_white():
    def luminance(color):  # WCAG 2.2, relative luminance
        parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
        return np.dot(parts, [0.2126, 0.7152, 0.0722])

    assert min(1.05 / (luminance(ink) + 0.05) for ink in plotting.INKS) >= 4.5


def test_what_a_run_that_diverged_guesses_is_never_the_best():
    config = h.Hyperparameters(n_neurons=(8,), epochs=2)
    lanes = [lane(config, 0, 0.2, 0.4), lane(config.replace(lr=1), 0, 0.5, diverged=True)]
    told = alt(plotting.plot_dots(lanes, "lr"))
    assert told == "Best learning rate 0.001 with 40.0% validation accuracy; 1: diverged."
    assert "1: diverged" in alt(plotting.plot_curves(lanes))


def test_a_cell_of_a_heatmap_without_a_run_did_not_diverge():
    config = h.Hyperparameters(n_neurons=(8,), epochs=1)
    lanes = [lane(c, 0, 0.5) for c in h.grid(config, lr=[0.1, 1], dropout=[0, 0.5])[:3]]
    told = alt(plotting.plot_heatmap(lanes, "lr", "dropout"))
    assert "dropout 0.5: 50.0%, not measured" in told
    assert "diverged" not in told


def test_labels_may_be_numbers_and_seeds_without_a_value_are_told():
    told = alt(plotting.plot_seeds({16: [1, 2], 64: [np.nan, np.nan]}, ylabel="loss"))
    assert told.startswith("16: mean 1.5")
    assert told.endswith("64: none of 2 seeds has a finite value.")


@pytest.mark.parametrize("value", [None, "3", [1], torch.ones(2)], ids=repr)
def test_a_bar_that_is_no_number_is_refused(value):
    with pytest.raises(TypeError, match=r"values\['a'\] must be a number, got"):
        plotting.plot_bars({"a": value}, ylabel="loss")


@pytest.mark.parametrize("norms", [[], [-1, 1], 3, "12"])
def test_norms_that_are_none_are_refused(norms):
    with pytest.raises(ValueError, match=r"norms\['a'\] must be a list of numbers"):
        plotting.plot_gradient_norms({"a": norms})


def test_a_metric_that_is_none_is_told_for_costs_and_scores_too():
    with pytest.raises(ValueError, match="metric must be one of .*, got 'val_acc'; try 'val_acc"):
        plotting.plot_pareto({"a": (1, 0.5)}, "cost", metric="val_acc")


@pytest.mark.parametrize("columns", [0, -1, 1.5, "2", True])
def test_columns_of_a_figure_are_a_whole_number(columns):
    with pytest.raises((TypeError, ValueError), match="columns must be"):
        plotting.figure(columns)


def test_a_huge_number_is_short():
    assert plotting.style.number(1e30) == "1e+30"
    assert plotting.style.number(50_816) == "50,816"


def test_a_path_that_requires_grad_is_refused_in_words():
    with pytest.raises(ValueError, match=r"paths\['a'\] must have shape"):
        plotting.plot_paths(lambda u, v: u, {"a": torch.ones(2, 2, requires_grad=True)})


def drawn_everywhere():
    """Return the bytes of plots with words, rings and boxes whose colors are made for white."""
    made = [
        plotting.plot_dots(RATES, "lr"),
        plotting.plot_curves(RATES),
        plotting.plot_pareto(RATES, "lr"),
    ]
    made.append(plotting.plot_seeds({"a": [0.1, 0.2]}, ylabel="share", highest={"a": "top"}))
    made.append(plotting.plot_network([784, 8, 10]))
    made.append(plotting.figure(2)[1])
    return [plotting.picture(one, alt="it") for one in made]


@pytest.mark.parametrize(
    "how", ["dark_background", {"lines.linewidth": 9, "text.color": "red"}], ids=str
)
def test_a_style_that_is_set_outside_changes_no_plot_and_stays(how):
    usual = drawn_everywhere()
    with plt.style.context(how):
        before = dict(plt.rcParams)
        assert drawn_everywhere() == usual
        assert dict(plt.rcParams) == before


def test_axes_of_the_caller_keep_their_style():
    with plt.style.context("dark_background"):
        ax = plotting.plot_seeds({"a": [1.0]}, ylabel="share", ax=plt.subplots()[1])
        assert ax.yaxis.label.get_color() == "white"


class TestOddData:
    """What is drawn of odd data says nothing false about it, or is refused in words."""

    def test_one_line_is_not_called_the_best_where_it_was_better_before(self):
        ax = plotting.plot_curves([lane(h.Hyperparameters(epochs=3), 0, 0.9, 0.95, 0.5)])
        told = plotting.alt_text(ax)
        assert told.startswith("At the end, validation accuracy: 50.0%.") and "Best" not in told

    def test_of_equal_values_none_alone_is_the_best(self):
        ax = plotting.plot_dots(swept({0.001: [0.5], 0.01: [0.5], 0.1: [0.4]}), "lr")
        assert plotting.alt_text(ax) == (
            "Best learning rate 0.001 and 0.01 with 50.0% validation accuracy; 0.01: 50.0%; "
            "0.1: 40.0%."
        )

    def test_points_that_are_equal_beat_each_other_in_nothing(self):
        same = {"a": (1, 0.5), "b": (1, 0.5), "c": (2, 0.5)}
        told = plotting.alt_text(plotting.plot_pareto(same, "cost"))
        assert told == (
            "Best: 50.0%. 2 of 3 are beaten by none in validation accuracy and cost: "
            "a (50.0%, 1); b (50.0%, 1)."
        )

    def test_a_large_cost_is_written_out(self):
        costs = {"a": (999.96, 0.4), "b": (12345.6, 0.5)}
        told = plotting.alt_text(plotting.plot_pareto(costs, "seconds"))
        assert "a (40.0%, 1,000); b (50.0%, 12,346)." in told

    @pytest.mark.parametrize(
        ("plot", "more"), [(plotting.plot_dots, {"by": "lr"}), (plotting.plot_heatmap, {"y": "lr"})]
    )
    def test_a_hyperparameter_against_itself_is_refused(self, plot, more):
        with pytest.raises(ValueError, match="hyperparameters must differ, got lr and lr"):
            plot(RATES, "lr", **more)

    def test_a_sweep_that_was_interrupted_is_drawn_with_a_warning(self):
        part = h.Sweep(RATES.lanes[:3], complete=False)
        with pytest.warns(UserWarning, match="only what is done is drawn") as told:
            plotting.plot_dots(part, "lr")
        assert told[0].filename == __file__

    @pytest.mark.parametrize("plot", [plotting.plot_mistakes, plotting.plot_boundary])
    def test_a_network_without_a_finite_answer_is_refused(self, plot):
        features = 784 if plot is plotting.plot_mistakes else 2
        model = h.MLP(features, [4], 2, seed=0)
        with torch.no_grad():
            model.layers[0].weight.fill_(float("nan"))
        with pytest.raises(ValueError, match="model must give finite logits, got NaN"):
            plot(model, torch.rand(6, features), torch.arange(6) % 2)

    def test_a_view_has_a_width_and_may_be_given_from_right_to_left(self):
        paths = {"a": [(1, 1), (0.5, 0.5)]}
        for view in (((1, 1), (-1, 1)), [], [(0, 1)] * 3):
            with pytest.raises(ValueError, match="view must be two pairs wider than 0"):
                plotting.plot_paths(lambda u, v: u * u, paths, view=view)
        [ax] = plotting.plot_paths(lambda u, v: u * u, paths, view=((2, -2), (-1, 1)))
        assert ax.get_xlim() == (-2, 2)

    def test_all_are_right_only_where_none_is_wrong(self):
        near = swept({0.1: (0.9998, 0.9998), 1.0: (0.0002, 0.0002)})
        for ax in (
            plotting.plot_curves(near),
            plotting.plot_dots(near, "lr"),
            plotting.plot_heatmap(near, "lr", "dropout"),
            plotting.plot_pareto(near, "lr"),
        ):
            said = " ".join([alt(ax), *texts(ax)])
            assert "99.9" in said and "100.0" not in said and not re.search(r"\b0\.0\b", said)
        all_right = swept({0.1: (1.0, 1.0), 1.0: (0.0, 0.0)})
        assert "0.1 with 100.0%" in alt(plotting.plot_dots(all_right, "lr"))

    def test_one_point_on_the_wrong_side_is_not_all_right_and_one_weight_not_none(self):
        model, (X, y) = h.MLP(784, [4], 2, seed=0), (torch.rand(2000, 2), torch.zeros(2000).long())
        flat = h.MLP(2, [2], 2, seed=0)
        with torch.no_grad():
            flat.layers[-1].weight.zero_(), flat.layers[-1].bias.copy_(torch.tensor([1.0, 0.0]))
            model.layers[0].weight.fill_(1.0)[0, 0] = 0.0
        y[0] = 1
        assert alt(plotting.plot_boundary(flat, X, y)).startswith(
            "99.9% of 2,000 points right, 1 on"
        )
        wrong = alt(plotting.plot_boundary(flat, X, 1 - y))
        assert wrong.startswith("0.1% of 2,000 points right, 1,999 on")
        assert alt(plotting.plot_weights(model)).startswith("0.1% of the weights are near 0")

    def test_norms_are_told_so_that_they_differ_where_their_ratio_does(self):
        ax = plotting.plot_gradient_flow({"a": [1.7, 1.0]})
        assert "1.7 times the last (norms of the gradient: 1 to 1.7)" in alt(ax)

    @pytest.mark.parametrize("name", ["", 0, [], {}, (), torch.zeros(2, 2)], ids=str)
    def test_what_is_no_name_of_a_hyperparameter_is_refused(self, name):
        few = swept({0.1: (0.5, 0.9), 1.0: (0.5, 0.8)})
        for draw in (
            lambda: plotting.plot_dots(few, name),
            lambda: plotting.plot_dots(few, "lr", by=name),
            lambda: plotting.plot_heatmap(few, "lr", name),
        ):
            with pytest.raises((TypeError, ValueError), match="hyperparameter must be"):
                draw()

    def test_what_is_suggested_where_too_much_varies_can_be_done(self):
        few = swept({0.1: (0.5, 0.9), 1.0: (0.5, 0.8)})
        with pytest.raises(ValueError, match="lr too; try by='lr' or one value of it"):
            plotting.plot_dots(few, "dropout")
        plotting.plot_dots(few, "dropout", by="lr")
        with pytest.raises(ValueError, match="lr too; try one value of it"):
            plotting.plot_heatmap(few, "dropout", "l1")  # it has no `by`
        with pytest.raises(ValueError, match="lr too; try one value of it"):
            plotting.plot_dots(few, "dropout", by="l1")
        with pytest.raises(TypeError, match="cost must be a word, got None; try 'init_scale'"):
            plotting.plot_pareto(few, None)
        plotting.plot_pareto(few, "init_scale")

    def test_a_tiny_bar_has_a_short_number_and_no_label_no_colon(self):
        assert plotting.alt_text(plotting.plot_bars({"a": 1e-300}, ylabel="x")) == "X: a: 1e-300."
        assert plotting.alt_text(plotting.plot_bars({"a": 3}, ylabel="")) == "a: 3."

    def test_digits_in_half_precision_are_drawn(self):
        ax = plotting.plot_digits(torch.zeros(2, 784, dtype=torch.bfloat16))
        assert ax.images[0].get_array().shape == (28, 56)
