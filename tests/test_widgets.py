"""An explorer has sliders where somebody can drag them, and a figure everywhere else."""

import numpy as np
import pytest

from hyperlib import plotting, widgets


def draw(n):
    return plotting.plot_bars({"a": n}, ylabel="n")


@pytest.fixture
def shown(monkeypatch):
    """What was displayed."""
    kept = []
    monkeypatch.setattr("IPython.display.display", kept.append)
    for name in (*widgets.FRONT_ENDS, "NBGRADER_EXECUTION"):
        monkeypatch.delenv(name, raising=False)
    return kept


def explore():
    widgets.explore(draw, alt=lambda n: f"A bar of {n}.", start={"n": 2}, n=[1, 2, 3])


def test_without_a_front_end_the_figure_of_the_start_values_is_shown(shown):
    explore()
    [picture] = shown
    assert picture.alt == "A bar of 2."


@pytest.mark.parametrize("name", widgets.FRONT_ENDS)
def test_with_a_front_end_the_slider_changes_the_picture(shown, monkeypatch, name):
    monkeypatch.setenv(name, "x")
    explore()
    [box] = shown
    slider, area = box.children
    assert slider.value == 2
    assert "A bar of 2." in area.value
    slider.value = 3
    assert "A bar of 3." in area.value


def test_in_a_graded_notebook_nobody_drags(shown, monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", "x")
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    explore()
    assert shown[0].alt == "A bar of 2."


@pytest.mark.parametrize("front_end", [False, True])
@pytest.mark.parametrize(
    ("values", "start"),
    [
        ([(128, 64), (64, 32)], (64, 32)),
        ([[128, 64], [64, 32]], [64, 32]),
        ([("a", 1), ("b", 2)], ("b", 2)),
        (np.array([1, 2, 3]), np.int64(2)),
        (range(1, 4), 2.0),
        (["relu", "tanh"], "tanh"),
        ([None, 0.1], 0.1),
        ([(128,), (64, 32), (8, 8, 8)], (8, 8, 8)),
    ],
    ids=repr,
)
def test_a_plot_gets_the_values_themselves(shown, monkeypatch, front_end, values, start):
    if front_end:
        monkeypatch.setenv("JPY_SESSION_NAME", "x")
    got = []

    def plot(value):
        got.append(value)
        return draw(1)

    widgets.explore(plot, alt="A bar.", value=values)
    widgets.explore(plot, alt="A bar.", value=values, start={"value": start})
    listed = values.tolist() if isinstance(values, np.ndarray) else list(values)
    assert got == [listed[0], listed[listed.index(start)]]
    assert [type(value) for value in got] == [type(listed[0]), type(listed[listed.index(start)])]
    if front_end:
        slider = shown[1].children[0]
        slider.index = 0
        assert got[-1] == listed[0]
        assert [label for label, _ in slider.options] == [str(value) for value in listed]


WRONG = {
    "no values": {"n": []},
    "a word": {"n": "123"},
    "a set": {"n": {1, 2}},
    "a number": {"n": 3},
    "two axes": {"n": np.zeros((2, 2))},
    "start not there": {"n": [1, 2], "start": {"n": 3}},
    "start of another control": {"n": [1, 2], "start": {"m": 1}},
    "no alt": {"n": [1, 2], "alt": " "},
    "alt that fails": {"n": [1, 2], "alt": lambda n: 1 / 0},
    "plot without that argument": {"m": [1, 2]},
    "pairs of which one lacks a number": {"n": [(1, 2), (3,)], "start": {"n": (1, 3)}},
}


@pytest.mark.parametrize("name", WRONG)
def test_errors_are_the_same_with_and_without_a_front_end(shown, monkeypatch, name):
    def error():
        with pytest.raises((TypeError, ValueError, ZeroDivisionError)) as caught:
            widgets.explore(draw, **{"alt": "A bar.", **WRONG[name]})
        return type(caught.value), str(caught.value)

    without = error()
    monkeypatch.setenv("JPY_SESSION_NAME", "x")
    assert error() == without
    assert shown == []
