"""A bar is shown where a person watches a long computation, and nowhere else."""

import pytest

import hyperlib as h
from hyperlib import bars


@pytest.fixture
def watched(monkeypatch):
    """Stand in for a notebook that somebody watches, in which everything takes long."""
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.setenv("JPY_SESSION_NAME", "lesson.ipynb")
    monkeypatch.setattr(bars, "DELAY", 0)


CONFIG = h.Hyperparameters(n_neurons=(16,), epochs=2)
LONG = {
    "sweep": lambda data: h.sweep([CONFIG], data, seeds=3),
    "search": lambda data: h.search.grid_search(
        {"lr": h.search.LogUniform(1e-3, 1)}, data, base=CONFIG
    ),
    "train": lambda data: h.train(CONFIG, data),
    "a loop": lambda data: [h.train(CONFIG, data, seed=seed) for seed in h.progress_bar(range(3))],
}
UNITS = {"sweep": "lane", "search": "lane", "train": "epoch", "a loop": "run"}


@pytest.fixture(scope="module")
def data():
    return h.load_mnist().subset(100)


@pytest.mark.parametrize("name", LONG)
def test_somebody_who_watches_sees_how_far_it_is(data, watched, capsys, name):
    LONG[name](data)
    told = capsys.readouterr()
    assert "0%" in told.out and UNITS[name] in told.out
    assert told.out.endswith("\r") and told.err == ""  # the next line of the cell takes its place


def test_a_run_inside_a_loop_shows_no_bar_of_its_own(data, watched, capsys):
    LONG["a loop"](data)
    assert "epoch" not in capsys.readouterr().out


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("where", ["a test", "grading", "short"])
def test_elsewhere_nothing_is_shown(data, watched, capsys, monkeypatch, name, where):
    if where == "a test":
        monkeypatch.delenv("JPY_SESSION_NAME")
    elif where == "grading":
        monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    else:
        monkeypatch.setattr(bars, "DELAY", 100)
    LONG[name](data)
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "")


@pytest.mark.parametrize("front_end", bars.FRONT_ENDS)
def test_each_front_end_is_known(monkeypatch, front_end):
    for name in (*bars.FRONT_ENDS, "NBGRADER_EXECUTION"):
        monkeypatch.delenv(name, raising=False)
    assert not bars.front_end_present()
    monkeypatch.setenv(front_end, "x")
    assert bars.front_end_present()
