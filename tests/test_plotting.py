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


def test_gradient_norms_stand_on_a_log_axis():
    ax = plotting.plot_gradient_norms({"a": [1e-3, 1], "b": [1, 2]})
    assert ax.get_yscale() == "log"


def test_bars_carry_their_values():
    ax = plotting.plot_bars({"a": 1234, "b": 0.5}, ylabel="parameters")
    assert {t.get_text() for t in ax.texts} == {"1,234", "0.5"}


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

    def test_a_dark_page_keeps_the_white_ground_of_a_figure(self):
        page = plotting.picture(plotting.plot_bars({"a": 1}, ylabel="n"))
        data = base64.b64decode(re.search(r'base64,([^"]+)"', page)[1])
        assert (plt.imread(io.BytesIO(data))[0, 0] == 1).all()  # white, and not transparent

    def test_the_alt_text_comes_from_the_data(self, capsys):
        plotting.show(plotting.plot_bars({"a": 1234, "b": 0.5}, ylabel="parameters"))
        assert "Figure: Parameters: a: 1,234; b: 0.5." in capsys.readouterr().out

    def test_an_author_replaces_the_alt_text(self):
        page = plotting.picture(plotting.plot_bars({"a": 1}, ylabel="n"), alt="One bar.")
        assert 'alt="One bar."' in page

    def test_panels_join_their_alt_texts(self):
        _, (left, _, right) = plotting.figure(3)
        plotting.plot_bars({"a": 1}, ylabel="n", ax=left)
        plotting.plot_bars({"b": 2}, ylabel="n", ax=right)
        assert alt(left) == "Panel 1 of 2: N: a: 1. Panel 2 of 2: N: b: 2."

    def test_a_figure_that_tells_nothing_needs_an_alt_text(self):
        with pytest.raises(ValueError, match="try alt="):
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
        assert texts(ax) == ["learning rate", "1: 20.0 %", "0.01: 75.0 %", "0.1: 92.0 %"]
        assert [t.get_fontweight() for t in ax.texts[1:]] == ["normal", "normal", "bold"]
        assert ax.get_legend() is None
        assert (ax.get_xlabel(), ax.get_ylabel()) == ("epoch", "validation accuracy, %")

    def test_labels_of_equal_lines_do_not_overlap(self):
        ax = plotting.plot_curves({f"run {k}": RATES.lanes[:2] for k in "abcdefg"})
        assert overlaps(ax) == []

    def test_the_alt_text_has_the_best_one_first(self):
        assert alt(plotting.plot_curves(RATES)) == (
            "Best: learning rate 0.1: 92.0 % (mean of 2 seeds, 90.0 % to 94.0 %). "
            "learning rate 0.01: 75.0 % (mean of 2 seeds, 70.0 % to 80.0 %); "
            "learning rate 1: 20.0 % (mean of 2 seeds, 10.0 % to 30.0 %). "
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

    def test_the_best_mean_is_ringed_and_carries_its_number(self):
        ax = plotting.plot_dots(RATES, "lr")
        assert texts(ax) == ["best 0.1: 92.0 %"]
        assert [(*ring.get_xdata(), *ring.get_ydata()) for ring in ax.lines][-1] == (0.1, 92)
        assert alt(ax) == (
            "Best learning rate 0.1 with 92.0 % validation accuracy (mean of 2 seeds); "
            "0.01: 75.0 %; 1: 20.0 %."
        )

    def test_two_series_differ_in_color_marker_and_line_and_are_named_at_their_ends(self):
        sgd = swept({0.1: (0.5, 0.7), 1.0: (0.9, 0.92)}, optimizer="sgd", momentum=0.9)
        both = h.Sweep(RATES.lanes + sgd.lanes)
        ax = plotting.plot_dots(both, "lr", by="optimizer")
        assert texts(ax) == ["best 0.1: 92.0 %", "best 1: 91.0 %", "adam", "sgd"]
        adam, other = (line for line in ax.lines if line.get_label() in ("adam", "sgd"))
        assert adam.get_color() != other.get_color()
        assert adam.get_linestyle() != other.get_linestyle()
        assert overlaps(ax) == []
        assert alt(ax).startswith("adam: best learning rate 0.1 with 92.0 %")
        named = plotting.plot_dots({"one": RATES, "two": sgd}, "lr")
        assert alt(named).startswith("one: best learning rate 0.1")

    def test_a_mark_says_what_an_author_wants_said(self):
        ax = plotting.plot_dots(RATES, "lr", marks={1.0: "guessing"})
        assert texts(ax)[-1] == "guessing"
        assert ax.texts[-1].xy == (1, pytest.approx(20))
        assert alt(ax).endswith(" 1: guessing.")

    def test_a_seed_that_diverged_is_a_cross_and_its_value_has_no_mean_and_is_never_best(self):
        ax = plotting.plot_dots(swept({0.1: (0.9, 0.9), 1.0: (1.0, float("nan"))}), "lr")
        assert [line.get_marker() for line in ax.lines].count("x") == 1
        assert texts(ax) == ["best 0.1: 90.0 %"]
        assert "1: diverged" in alt(ax)

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

    def test_the_alt_text_says_where_a_path_ends(self):
        [ax] = plotting.plot_paths(self.loss, {"creeps": self.valley(0.0, 3)})
        assert alt(ax) == (
            "creeps: 3 steps take the loss from 7 to 7; the last point is 2.2 from the lowest one, "
            "the start 2.2."
        )
