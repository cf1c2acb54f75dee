"""A wrong argument gives an error that says what was wrong, what was expected, what to try."""

import bad_input
import matplotlib.pyplot as plt
import pytest

import hyperlib


@pytest.mark.parametrize(
    ("kind", "run"), [c[1:] for c in bad_input.CASES], ids=[c[0] for c in bad_input.CASES]
)
def test_the_error_has_the_right_type_and_says_what_to_do(kind, run):
    with pytest.raises(kind) as caught:
        run()
    plt.close("all")
    text = str(caught.value)
    # The part before the semicolon says what was expected and got, the one after it what to try.
    assert "must" in text or "expected" in text or "goes with" in text or "belongs" in text
    assert len(text) > 25


def test_every_public_function_has_a_bad_input_in_the_table():
    calls = " ".join(case[0] for case in bad_input.CASES)
    functions = [n for n in hyperlib.__all__ if n not in ("checks", "plotting", "widgets")]
    functions += [n for n in dir(hyperlib.plotting) if n.startswith("plot_")]
    functions += ["sample", *(n for n in dir(hyperlib.search) if n.endswith("_search"))]
    functions += ["successive_halving", "hyperband"]
    missing = [name for name in functions if name not in calls]
    # results of train, sweep and load_table, not made by hand
    assert missing == ["Epoch", "Run", "Sweep", "SweepFileError", "SweepInterrupted", "Table"]
