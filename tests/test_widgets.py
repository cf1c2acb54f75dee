"""An explorer carries its pictures with it; where they are many the kernel draws them; a grader gets one."""

import base64
import json
import math
import re
import zlib
from pathlib import Path
from types import SimpleNamespace

import nbformat
import numpy as np
import pytest

import hyperlib as h
from hyperlib import plotting, widgets
from hyperlib.widgets import explorers, frames


def draw(n):
    return plotting.plot_bars({"a": n}, ylabel="n")


@pytest.fixture
def shown(monkeypatch):
    """What was displayed."""
    kept = []

    class Handle:
        def update(self, content, raw=False):
            kept.pop()
            display(content, raw=raw)

    def display(content, raw=False, display_id=None):
        if raw:
            alt = content["text/plain"].removeprefix("Figure: ")
            content = SimpleNamespace(alt=alt, html=content["text/html"])
        kept.append(content)
        return Handle() if display_id else None

    monkeypatch.setattr("IPython.display.display", display)
    for name in (*widgets.FRONT_ENDS, "NBGRADER_EXECUTION"):
        monkeypatch.delenv(name, raising=False)
    return kept


def explore(**more):
    asked = {"alt": lambda n: f"A bar of {n}.", "start": {"n": 2}, "n": [1, 2, 3]} | more
    widgets.explore(draw, **asked)


def unpack(page):
    """Return what the script in an explorer's page reads."""
    [packed] = re.findall(r'class="hyperlib-frames">([^<]*)<', page.html)
    return json.loads(zlib.decompress(base64.b64decode(packed)))


COPIED = (
    "01_*",
    "02_*",
    "03_*",
    "04_*",
    "06_*",
    "12_*",
)  # lessons whose explorer shows a configuration


@pytest.mark.parametrize("lesson", COPIED)
def test_what_an_explorer_copies_is_a_configuration_that_runs(lesson):
    [path] = Path(__file__).resolve().parents[1].glob(f"solutions/{lesson}/*.ipynb")
    outputs = [o for c in nbformat.read(path, 4).cells for o in c.get("outputs", [])]
    pages = ["".join(o.get("data", {}).get("text/html", "")) for o in outputs]
    data = [unpack(SimpleNamespace(html=page)) for page in pages if "hyperlib-frames" in page]
    [codes] = [one["codes"] for one in data if one["codes"]]
    base = h.Hyperparameters()
    made = {eval(code, {"h": h, "base": base, "deep": base}) for code in codes}
    assert all(isinstance(one, h.Hyperparameters) for one in made)
    assert len(made) == len(codes) > 8


def pictures(data):
    """Return the SVG of each combination, put together as the script does."""
    listed = [data["pictures"][place] for place in data["frames"]]
    return ["\n".join(data["lines"][line] for line in lines) for lines in listed]


def test_without_a_front_end_the_output_holds_the_figure_of_the_start_values_and_all_others(shown):
    explore()
    [page] = shown
    assert page.alt == "A bar of 2."
    assert page.html.index('alt="A bar of 2."') < page.html.index("<script")
    assert "n 2. Run this cell, or trust the notebook, for controls." in page.html
    data = unpack(page)
    assert data["controls"] == [{"name": "n", "values": ["1", "2", "3"], "slider": True}]
    assert data["start"] == [1] and data["codes"] is None
    assert data["alts"] == ["A bar of 1.", "A bar of 2.", "A bar of 3."]
    svgs = pictures(data)
    assert len(set(svgs)) == 3 and all("</svg>" in svg for svg in svgs)


@pytest.mark.parametrize("name", widgets.FRONT_ENDS)
def test_with_a_front_end_the_first_picture_is_shown_while_the_others_are_drawn(
    shown, monkeypatch, name
):
    monkeypatch.setenv(name, "x")
    at_first = []
    pack = frames.pack

    def note(*pictures, **more):
        at_first.extend(shown)
        return pack(*pictures, **more)

    monkeypatch.setattr(frames, "pack", note)
    explore()
    assert "n 2. Drawing 3 pictures; then the controls appear." in at_first[0].html
    assert 'alt="A bar of 2."' in at_first[0].html and "<script" not in at_first[0].html
    [page] = shown
    assert len(unpack(page)["alts"]) == 3


def test_building_twice_gives_the_same_bytes_with_one_script_for_all(shown):
    explore()
    explore()
    explore(n=[2, 5])
    assert shown[0].html == shown[1].html
    scripts = {re.findall(r"<script>.*?</script>", page.html, re.S)[0] for page in shown}
    assert len(scripts) == 1
    assert not re.findall(r"https?://(?!www\.w3\.org)", shown[2].html)


def test_a_picture_that_comes_again_is_kept_once(shown):
    widgets.explore(lambda n, m: draw(n), alt="A bar.", n=[1, 2, 3], m=["a", "b"])
    data = unpack(shown[0])
    assert len(data["pictures"]) == 3 and data["frames"] == [0, 0, 1, 1, 2, 2]
    assert [control["slider"] for control in data["controls"]] == [True, False]


def test_the_pictures_have_the_size_of_the_png(shown):
    explore()
    width = float(re.search(r'<svg [^>]*width="([\d.]+)"', pictures(unpack(shown[0]))[0])[1])
    assert f'width="{width:.0f}"' in shown[0].html


def test_controls_have_the_words_of_the_figures_and_short_numbers(shown):
    widgets.explore(
        lambda lr, n_neurons: draw(1), alt="A bar.", lr=[0.1 + 0.2, 1e-5], n_neurons=[(8, 4), None]
    )
    controls = unpack(shown[0])["controls"]
    assert [control["name"] for control in controls] == ["learning rate", "neurons of each layer"]
    assert [control["values"] for control in controls] == [["0.3", "1e-05"], ["(8, 4)", "None"]]


@pytest.mark.parametrize("live", [False, True])
@pytest.mark.parametrize(
    ("values", "slider"),
    [
        (["sgd", "adam"], False),
        (["relu", "leaky_relu", "gelu", "tanh", "sigmoid"], False),
        (list("abcdef"), False),
        (list("abcdefg"), True),
        ([1, 2], False),
        ([1, 2, 3], True),
        ([None, 0.1, 0.2], False),
    ],
    ids=str,
)
def test_up_to_six_names_are_buttons_and_numbers_stand_on_a_slider(
    shown, monkeypatch, live, values, slider
):
    if live:
        monkeypatch.setenv("JPY_SESSION_NAME", "x")
    widgets.explore(lambda value: draw(1), alt="A bar.", live=live, value=values)
    if live:
        kind = "SelectionSlider" if slider else "RadioButtons"
        assert type(shown[0].children[0]).__name__ == kind
    else:
        assert unpack(shown[0])["controls"][0]["slider"] is slider


@pytest.mark.parametrize("code", ["h.train(n={n!r})", lambda n: f"h.train(n={n})"])
def test_the_configuration_of_each_picture_as_code(shown, code):
    explore(code=code)
    assert unpack(shown[0])["codes"] == ["h.train(n=1)", "h.train(n=2)", "h.train(n=3)"]


def test_without_an_alt_text_the_plots_say_what_they_show(shown):
    explore(alt=None)
    assert len(set(unpack(shown[0])["alts"])) == 3
    explore(alt=None, live=True)
    assert "1" in shown[1].alt or "2" in shown[1].alt


MANY = {"live": {"live": True}, "many": {"n": range(explorers.MOST_FRAMES + 1)}}


@pytest.mark.parametrize("name", MANY)
def test_with_the_kernel_the_slider_changes_the_picture(shown, monkeypatch, name):
    monkeypatch.setenv("JPY_SESSION_NAME", "x")
    explore(**MANY[name])
    [box] = shown
    slider, area = box.children
    assert slider.label == "2"
    assert "A bar of 2." in area.value
    slider.index += 1
    assert "A bar of 3." in area.value


@pytest.mark.parametrize("name", MANY)
def test_what_needs_a_kernel_is_one_picture_where_nobody_can_drag(shown, name):
    explore(**MANY[name])
    assert shown[0].alt == "A bar of 2." and "<script" not in shown[0].html


@pytest.mark.parametrize("front_end", [False, True])
def test_pictures_that_are_large_are_drawn_by_the_kernel(shown, monkeypatch, front_end):
    monkeypatch.setattr(frames, "MOST_BYTES", 1000)
    if front_end:
        monkeypatch.setenv("JPY_SESSION_NAME", "x")
    explore()
    assert hasattr(shown[0], "children") is front_end
    assert front_end or "<script" not in shown[0].html
    explore(live=False)
    assert len(unpack(shown[1])["alts"]) == 3


def test_in_a_graded_notebook_nobody_drags_and_one_picture_is_drawn(shown, monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", "x")
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    drawn = []
    widgets.explore(lambda n: drawn.append(n) or draw(n), alt="A bar.", n=[1, 2, 3])
    assert drawn == [1]
    assert "<script" not in shown[0].html


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
        ([1.0, math.nan, 2.0], 2.0),
        ([0.5, np.eye(2), np.ones(3)], 0.5),
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

    widgets.explore(plot, alt="A bar.", live=True, value=values)
    widgets.explore(plot, alt="A bar.", live=True, value=values, start={"value": start})
    listed = values.tolist() if isinstance(values, np.ndarray) else list(values)
    assert got == [listed[0], listed[listed.index(start)]]
    assert [type(value) for value in got] == [type(listed[0]), type(listed[listed.index(start)])]
    if front_end:
        slider = shown[1].children[0]
        slider.index = 0
        assert got[-1] == listed[0]
        labels = [f"{v:g}" if isinstance(v, float) else str(v) for v in listed]
        assert [label for label, _ in slider.options] == labels
    got.clear()
    widgets.explore(plot, alt="A bar.", value=values, start={"value": start})
    place = listed.index(start)
    assert got == [listed[place], *listed[:place], *listed[place + 1 :]]
    assert unpack(shown[2])["start"] == [place]


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
    "code of another kind": {"n": [1, 2], "code": 3},
    "code with another name": {"n": [1, 2], "code": "{lr}"},
    "code of what a value has not": {"n": [1, 2], "code": "{n.lr}"},
    "no control": {},
    "start that is not a dictionary": {"n": [1, 2], "start": "n"},
    "live that is no yes or no": {"n": [1, 2], "live": "yes"},
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


def test_an_alt_text_that_is_missing_later_is_an_error(shown):
    with pytest.raises(ValueError, match=r"alt must say .* got nothing for {'n': 3}"):
        explore(alt=lambda n: "A bar." * (n < 3))


def test_an_explorer_without_the_cells_above_says_so_and_leaves_no_empty_figure(shown):
    pyplot = plotting.style.load_pyplot()
    [mine] = plotting.figure(1)[1]
    open_before = pyplot.get_fignums()

    def plot(n):
        _, [ax] = plotting.figure(1)
        ax.plot(made_above)  # noqa: F821

    for live in (None, True):
        with pytest.raises(NameError, match="'made_above' is not defined. Run the cells above"):
            widgets.explore(plot, alt="A bar.", live=live, n=[1, 2])
        assert pyplot.get_fignums() == open_before
    pyplot.close(mine.figure)


@pytest.mark.parametrize("live", [False, True])
def test_values_that_few_digits_do_not_tell_apart_have_more(shown, monkeypatch, live):
    monkeypatch.setenv("JPY_SESSION_NAME", "x")
    widgets.explore(lambda lr: draw(1), alt="A bar.", live=live, lr=[1.0000001, 1.0000002])
    if live:
        found = [label for label, _ in shown[0].children[0].options]
    else:
        found = unpack(shown[-1])["controls"][0]["values"]
    assert found == ["1.0000001", "1.0000002"]


def test_code_need_not_be_a_text(shown):
    config = h.Hyperparameters()
    widgets.explore(
        lambda lr: draw(1), alt="A bar.", code=lambda lr: config.replace(lr=lr), lr=[0.1, 0.2]
    )
    assert [text.count("lr=0.2") for text in unpack(shown[-1])["codes"]] == [0, 1]
