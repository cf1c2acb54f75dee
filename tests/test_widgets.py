"""An explorer has sliders where somebody can drag them, and a figure everywhere else."""

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
