"""A guess is kept beside the notebook, never waited for, and shown beside what was measured."""

import json
import subprocess
import sys
import threading

import numpy as np
import pytest

from hyperlib import widgets
from hyperlib.widgets import kept


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A notebook's folder with nobody in front of it."""
    for name in (*widgets.FRONT_ENDS, "NBGRADER_EXECUTION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(kept, "_unwritten", {})
    return tmp_path


@pytest.fixture
def learner(folder, monkeypatch):
    """Somebody sits in front of the notebook; what was displayed."""
    bundles = []
    monkeypatch.setattr("IPython.display.display", lambda bundle, raw: bundles.append(bundle))
    monkeypatch.setenv("JPY_SESSION_NAME", str(folder / "lesson.ipynb"))
    return bundles


def rate(**more):
    return widgets.predict("Which rate is best?", low=1e-3, high=1, scale="log", **more)


def optimizer():
    return widgets.predict("Which is faster?", choices=["sgd", "adam"])


def told(capsys):
    return capsys.readouterr().out.strip()


def widget(bundle):
    """Return the question, the row of controls and the words below, of the widget in a bundle."""
    from ipywidgets.widgets.widget import _instances

    model = bundle["application/vnd.jupyter.widget-view+json"]["model_id"]
    question, row, words = _instances[model].children
    return question, row.children, words


# Nobody there --------------------------------------------------------------------------------------


def test_where_nobody_can_answer_a_line_is_printed_and_nothing_is_written(folder, capsys):
    guess = rate()
    assert told(capsys) == "Predict: Which rate is best? (a number from\n0.001 to 1)"
    guess.compare(0.03)
    first = told(capsys)
    guess.compare(0.1)
    assert told(capsys) == first
    assert not any(digit in first for digit in "0123456789")
    guess.say(0.1)
    assert list(folder.iterdir()) == []


def test_a_graded_notebook_has_nobody_in_front_of_it(learner, folder, monkeypatch, capsys):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    guess = optimizer()
    guess.say("sgd")
    guess.compare("adam")
    assert learner == [] and list(folder.iterdir()) == []


# Words ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "said", "measured", "line"),
    [
        (dict(low=1e-3, high=1, scale="log"), 0.1, 0.03, "Off by 3.3 times."),
        (dict(low=1e-3, high=1, scale="log"), 0.03, 0.05, "Close: off by 1.7 times."),
        (dict(low=1e-3, high=1, scale="log"), 0.03, np.float64(0.03), "Spot on."),
        (dict(low=1e-6, high=1, scale="log"), 1e-6, 0.5, "Off by 500,000 times."),
        (dict(low=0, high=100, unit="%"), 70, 88.4, "Off by 18.4 points."),
        (dict(low=1e-3, high=1, scale="log"), 0.1, 0.104, "Close: off by 1.1 times."),
        (dict(low=0, high=100, unit="%"), 8.8, 8.84, "Close: off by 0.1 points."),
        (dict(low=0, high=100, unit="%"), "92.6%", 88.4, "Close: off by 4.2 points."),
        (dict(low=0, high=100, unit="%"), " 92.6 % ", 88.4, "Close: off by 4.2 points."),
        (dict(low=0, high=100, unit="%"), "92,6", 88.4, "Close: off by 4.2 points."),
        (dict(low=1, high=30, unit="epochs"), 20, 8, "Off by 12 epochs."),
        # One of them is no "1 epochs", and is read as it is shown.
        (dict(low=1, high=30, unit="epochs"), "1 epoch", 2, "Close: off by 1 epoch."),
        (dict(low=-5, high=10, unit="points"), 3, 1, "Measured: 1 point.\nOff by 2 points."),
        (dict(low=-5, high=10, unit="points"), "-1 point", -1.0, "Measured: -1 point.\nSpot on."),
        (dict(low=0, high=9, unit="ms"), "1 ms", 1, "You said 1 ms. Measured: 1 ms. Spot on."),
        (dict(low=0, high=9, unit="loss"), 1, 1, "Measured: 1 loss. Spot on."),
        # A comma of thousands, as numbers are shown, where that lies in the range.
        (dict(low=1, high=60_000, unit="steps"), "12,000 steps", 12_000, "Spot on."),
        (dict(low=0, high=10**7), "1,234,500.5", 1_234_500.5, "Spot on."),
        (dict(low=0, high=10), "1,125", 1.125, "Spot on."),
        (dict(low=0, high=10_000), "0,125", 0.125, "Spot on."),
        (dict(low=1, high=30, near=15), 20, 8, "Close: off by 12."),
        (dict(choices=["sgd", "adam"]), "sgd", "sgd", "Right."),
        (dict(choices=["sgd", "adam"]), "sgd", "adam", "Not this time."),
        (dict(choices=np.array([1, 2, 3])), np.int64(2), 2, "Right."),
    ],
)
def test_the_gap_is_told_in_words(learner, capsys, question, said, measured, line):
    guess = widgets.predict("What?", **question)
    guess.say(said)
    told(capsys)
    guess.compare(measured)
    assert told(capsys).endswith(line)
    assert told(capsys) == ""


def test_both_numbers_stand_in_the_line_with_their_unit(learner, capsys):
    guess = widgets.predict("How many?", low=0, high=100, unit="%")
    guess.compare(88.42)
    assert told(capsys).startswith("Measured: 88.4%.\nNo guess this time.\n")
    guess.say(70)
    assert told(capsys) == "You say: 70%, after the result was shown."
    guess.compare(88.42)
    assert told(capsys) == (
        "You said 70% after the result was shown.\nMeasured: 88.4%.\nOff by 18.4 points."
    )


@pytest.mark.parametrize("said", [None, "the larger mean of the two after 20 epochs"])
def test_lines_fit_beside_the_files_in_a_window_of_800_pixels(learner, capsys, said):
    choices = ["the larger mean of the two after 20 epochs", "2 standard errors or more above"]
    guess = widgets.predict("What decides?", choices=choices)
    if said:
        guess.say(said)
    told(capsys)
    guess.compare(choices[1])
    lines = told(capsys).splitlines()
    assert len(lines) > 2 and max(map(len, lines)) <= 46


# What is kept --------------------------------------------------------------------------------------


def test_a_guess_is_there_again_in_another_process(learner, folder, capsys):
    optimizer().say("adam")
    code = (
        "from hyperlib import widgets\n"
        "guess = widgets.predict('Which is faster?', choices=['sgd', 'adam'])\n"
        "guess.compare('adam')"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True)
    assert ran.stdout.splitlines()[-1] == "You said adam. Measured: adam. Right.", ran.stderr


def test_a_guess_changes_until_the_result_is_shown_and_then_stays(learner, capsys):
    guess = optimizer()
    guess.say("sgd")
    guess.say("adam")
    guess.compare("sgd")
    told(capsys)
    guess.say("sgd")
    assert told(capsys) == "You said adam before you saw the result, and that stays."
    assert optimizer().value == "adam"


def test_guesses_are_counted(learner, capsys):
    assert widgets.guesses() == widgets.Guesses(made=0, right=0, late=0)
    for number, (said, measured) in enumerate([(0.1, 0.03), (0.03, 0.04), (None, 0.1), (1, None)]):
        guess = rate(key=str(number))
        if said:
            guess.say(said)
        if measured:
            guess.compare(measured)
    guess = optimizer()
    guess.compare("sgd")
    guess.say("sgd")
    guess.compare("sgd")
    assert widgets.guesses() == widgets.Guesses(made=4, right=1, late=1)
    assert widgets.guesses(".") == widgets.guesses()


def test_a_result_that_is_measured_anew_is_judged_anew_and_the_file_does_not_grow(learner, folder):
    guess = optimizer()
    guess.say("sgd")
    for measured in ("adam", "adam", "sgd", "sgd", "sgd"):
        guess.compare(measured)
    guess.say("sgd")
    assert widgets.guesses().right == 1
    assert len((folder / kept.FILE).read_text().splitlines()) == 3


def test_the_key_stands_for_the_question_where_its_wording_changes(learner):
    widgets.predict("Whihc?", choices=["a", "b"], key="which").say("a")
    assert widgets.predict("Which?", choices=["a", "b"], key="which").value == "a"
    assert widgets.predict("Which?", choices=["a", "b"]).value is None
    assert widgets.predict("Which?", choices=["c", "d"], key="which").value is None


def test_the_folder_is_the_notebooks_also_when_a_cell_has_left_it(learner, folder, monkeypatch):
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir(folder / "elsewhere")
    optimizer().say("sgd")
    assert (folder / kept.FILE).exists()
    monkeypatch.setenv("JPY_SESSION_NAME", "only-a-name.ipynb")
    assert kept.notebook_folder() == folder / "elsewhere"


def test_lines_that_are_torn_or_foreign_stay_and_are_told(learner, folder):
    optimizer().say("sgd")
    file = folder / kept.FILE
    strange = (
        b'{"quest\nhello\n\xff\n[1]\n{"question": 3, "guess": 1}\n{"question": "x"}\n{"question'
    )
    file.write_bytes(file.read_bytes() + strange)
    before = file.read_bytes()
    with pytest.warns(UserWarning, match="7 lines without a prediction, .* kept in the file"):
        assert optimizer().value == "sgd"
    with pytest.warns(UserWarning):
        rate().say(0.1)
    after = file.read_bytes()
    assert after.startswith(before)
    assert json.loads(after[len(before) :]) == {"question": "Which rate is best?", "guess": 0.1}
    with pytest.warns(UserWarning):
        assert rate().value == 0.1


@pytest.mark.parametrize("there", ["a file", "a folder"])
def test_where_nothing_can_be_written_a_word_says_so_and_the_guess_counts(
    learner, folder, capsys, there
):
    """What stands in the way: ``.hyperlib`` is a file, or the file's name is taken by a folder."""
    if there == "a file":
        (folder / ".hyperlib").write_text("mine")
    else:
        (folder / kept.FILE).mkdir(parents=True)
    with pytest.warns(UserWarning, match="cannot be read"):
        guess = optimizer()
        guess.say("sgd")
        assert "kept until the kernel stops only" in told(capsys)
        guess.compare("sgd")
    assert told(capsys) == "You said sgd. Measured: sgd. Right."
    assert there == "a folder" or (folder / ".hyperlib").read_text() == "mine"


def test_two_notebooks_side_by_side_lose_no_guess(learner, folder):
    def answer(name):
        for number in range(50):
            widgets.predict("?", low=0, high=99, key=f"{name} {number}").say(number)

    threads = [threading.Thread(target=answer, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert widgets.guesses().made == 100


# Buttons and fields --------------------------------------------------------------------------------


def test_a_button_for_each_choice(learner, folder):
    guess = optimizer()
    assert learner[0]["text/plain"] == "Predict: Which is faster? (sgd, adam)"
    _, buttons, words = widget(learner[0])
    assert [button.description for button in buttons] == ["sgd", "adam"]
    buttons[1].click()
    assert guess.value == "adam"
    assert "You say: adam. Run the cells below and compare." in words.value
    optimizer()
    assert "You say: adam" in widget(learner[1])[2].value


def test_a_field_for_a_number(learner):
    guess = widgets.predict("How <much>?", low=0, high=100, unit="%")
    question, (field, button), words = widget(learner[0])
    # Beside the question, which is wrapped; in a field the end of it was cut off.
    assert "How &lt;much&gt;? (a number from 0 to 100%)" in question.value
    button.click()
    assert "must be a number from 0 to 100%" in words.value and guess.value is None
    field.value = "many"
    assert "must be a number from 0 to 100%" in words.value and guess.value is None
    field.value = "120"
    assert "got 120%" in words.value and guess.value is None
    field.value = "88,5"
    assert "You say: 88.5%." in words.value and guess.value == 88.5
    widgets.predict("How <much>?", low=0, high=100, unit="%")
    assert widget(learner[1])[1][0].value == "88.5%"


# Bad input -----------------------------------------------------------------------------------------

WRONG = {
    "no question": (dict(question=" ", choices=["a", "b"]), TypeError, "question must be a text"),
    "a number for a question": (dict(question=3, choices=["a", "b"]), TypeError, "question must"),
    "key": (dict(choices=["a", "b"], key=3), TypeError, "key must be a text"),
    "nothing to say": ({}, TypeError, "predict needs choices, or low and high"),
    "both": (dict(choices=["a", "b"], low=1, high=2), TypeError, "predict needs choices, or"),
    "choices alike": (dict(choices=["a", "b", "a"]), ValueError, "words or numbers that differ"),
    "True beside 1": (dict(choices=[1, True]), ValueError, "words or numbers that differ"),
    "one choice": (dict(choices=["a"]), ValueError, "two or more words or numbers"),
    "a word for choices": (dict(choices="ab"), TypeError, "choices must be a list"),
    "lists for choices": (dict(choices=[[1], [2]]), ValueError, "two or more words or numbers"),
    "NaN among them": (dict(choices=[float("nan"), 1.0]), ValueError, "words or numbers"),
    "no high": (dict(low=1), TypeError, "high must be a number"),
    "high below low": (dict(low=1, high=0), ValueError, "high must be > 1"),
    "log from 0": (dict(low=0, high=1, scale="log"), ValueError, "low must be > 0"),
    "scale": (dict(low=0, high=1, scale="exp"), ValueError, "scale must be one of linear, log"),
    "unit": (dict(low=0, high=1, unit=3), TypeError, "unit must be a text"),
    "near": (dict(low=1, high=2, scale="log", near=1), ValueError, "near must be > 1"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_question_that_makes_no_sense_is_refused(learner, name):
    asked, kind, message = WRONG[name]
    with pytest.raises(kind, match=message):
        widgets.predict(**({"question": "What?"} | asked))
    assert learner == []


def test_answers_and_results_that_make_no_sense_are_refused(learner, folder):
    for guess, wrong, kind in (
        (optimizer(), "rmsprop", ValueError),
        (optimizer(), ["sgd"], ValueError),
        (optimizer(), 10**400, ValueError),
        (optimizer(), np.array(["sgd", "adam"]), ValueError),
        (rate(), "fast", ValueError),
        (rate(), None, TypeError),
        (rate(), 2, ValueError),
        (rate(), float("nan"), ValueError),
    ):
        with pytest.raises(kind, match="guess must be"):
            guess.say(wrong)
    for guess, wrong, kind in (
        (optimizer(), "rmsprop", ValueError),
        (rate(), 0, ValueError),
        (rate(), float("nan"), ValueError),
        (rate(), "0.1", TypeError),
    ):
        with pytest.raises(kind, match="measured must be"):
            guess.compare(wrong)
    with pytest.raises(TypeError, match="folder must be a path"):
        widgets.guesses(3)
    assert list(folder.iterdir()) == []


def test_a_working_folder_that_was_removed_costs_only_the_memory_of_a_restart(
    learner, folder, monkeypatch, capsys
):
    gone = folder / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    monkeypatch.setenv("JPY_SESSION_NAME", "lesson.ipynb")
    gone.rmdir()
    guess = optimizer()
    guess.say("sgd")
    assert "kept until the kernel stops only" in told(capsys)
    assert guess.value == "sgd" and widgets.guesses().made == 1


def test_a_choice_may_be_said_as_a_text_and_one_spelled_nearly_so_is_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rate = widgets.predict("Which rate?", choices=[0.1, 0.01])
    rate.say("0.1")
    assert rate.value == 0.1
    with pytest.raises(ValueError, match="must be one of Adam, sgd, got 'adam'; try 'Adam'"):
        widgets.predict("Which?", choices=["Adam", "sgd"]).say("adam")


def test_a_number_that_rounds_to_a_thousand_is_written_out(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    widgets.predict("How many?", low=0, high=2000, unit="steps").say(999.7)
    assert "You say: 1,000 steps." in capsys.readouterr().out
