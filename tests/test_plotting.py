"""Figures have labels, need no color vision, and keep their alt text."""

import os
import subprocess
import sys

import matplotlib.pyplot as plt
import pytest
import torch

import hyperlib as h
from hyperlib import plotting


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


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
