"""Texts are drawn as they were given, numbers have the right noun, and what is frozen says what to do."""

import dataclasses
import math

import matplotlib.pyplot as plt
import numpy as np
import pytest
import torch
from matplotlib.text import Text

import hyperlib as h
from hyperlib import checks, labs, plotting, search
from hyperlib.arguments import many

SMALL = h.Hyperparameters(n_neurons=(4,), epochs=1)
STRANGE = {"_from $1 to $2": 1.0, "{lr} $": 2.0}


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def digits():
    return h.load_mnist().subset(50)


@pytest.fixture(scope="module")
def run(digits):
    return h.train(SMALL, digits)


def drawn(ax):
    """Return the texts of the figure as they are drawn, without a formula."""
    ax = ax[0] if isinstance(ax, list) else ax
    ax.figure.canvas.draw()
    found = [text for text in ax.figure.findobj(Text) if text.get_text()]
    read = [text._preprocess_math(text.get_text()) for text in found]
    formulas = [words for words, math_on in read if math_on and "mathdefault" not in words]
    assert not formulas
    return "\n".join(str(words).replace("\u200b", "") for words, _ in read)


class TestLabels:
    """Two dollar signs are no formula to matplotlib, and a first underscore hides nothing."""

    def plots(self, run):
        networks = {label: run.model for label in STRANGE}
        two = {label: [1.0, 2.0] for label in STRANGE}
        runs = {label: run for label in STRANGE}
        yield plotting.plot_history(runs)
        yield plotting.plot_curves(runs)
        yield plotting.plot_dots(runs, "lr")
        yield plotting.plot_seeds(two, ylabel="x")
        yield plotting.plot_bars(STRANGE, ylabel="x")
        yield plotting.plot_gradient_norms(two)
        yield plotting.plot_gradient_flow(two)
        yield plotting.plot_weights(networks, n=1)
        yield plotting.plot_pareto({k: (v, v / 4) for k, v in STRANGE.items()}, "x")

    def test_every_plot_draws_them_letter_by_letter(self, run):
        for ax in self.plots(run):
            told = plotting.alt_text(ax.figure)
            assert all(label in told for label in STRANGE)
            found = drawn(ax)
            if "beaten by none" not in told:  # a long name finds no room beside the front
                assert all(label in found for label in STRANGE)

    def test_a_title_an_axis_and_a_note_are_drawn_as_they_are_given(self, run):
        paths = plotting.plot_paths(lambda u, v: u * u + v * v, {"$a $b": [(1, 1), (0, 0)]})
        assert "$a $b" in drawn(paths)
        assert "$ of $1" in drawn(plotting.plot_pareto({"a": (1, 0.8)}, "$ of $1"))
        assert "in $ and $" in drawn(plotting.plot_bars({"a": 1}, ylabel="in $ and $"))
        noted = plotting.plot_seeds({"a": [1, 2]}, ylabel="$ $", highest={"a": "$x $y"})
        assert "$x $y" in drawn(noted) and "$ $" in drawn(noted)
        assert "$in $" in drawn(plotting.plot_network([4, 2], names=("$in $", "out")))

    def test_a_legend_names_every_series(self, run):
        for ax in (
            plotting.plot_history({"_a": run, "_b": run}),
            plotting.plot_gradient_norms({"_a": [1, 2], "_b": [2, 3]}),
        ):
            named = [text.get_text() for text in ax.get_legend().get_texts()]
            assert [name.strip("\u200b").partition(",")[0] for name in named] == ["_a", "_b"]

    def test_two_labels_with_one_text_are_refused(self):
        with pytest.raises(ValueError, match="values must have labels that differ as text"):
            plotting.plot_bars({1: 2.0, "1": 3.0}, ylabel="x")

    def test_numbers_as_labels_stand_side_by_side(self):
        ax = plotting.plot_bars({1: 2.0, 100: 3.0}, ylabel="x")
        assert [bar.get_x() + bar.get_width() / 2 for bar in ax.patches] == [0, 1]

    def test_a_page_takes_no_word_of_an_explorer_for_a_formula(self):
        assert 'class="hyperlib-explorer mathjax_ignore"' in h.widgets.frames.page("", "$a and $b")
        told = checks.Report("f", (checks.Result("f('$a$')", "fail"),))._repr_html_()
        assert told.startswith("<div class='mathjax_ignore'>")
        assert labs.LabReport("from $1 to $2", ())._repr_markdown_() == r"from \$1 to \$2"


class TestNouns:
    def test_one_has_no_plural(self):
        told = [many(n, "epoch") for n in (0, 1, 1.0, 2, 0.5, 1500)]
        expected = ["0 epochs", "1 epoch", "1 epoch", "2 epochs", "0.5 epochs", "1,500 epochs"]
        assert told == expected

    def test_pictures_say_one_epoch_one_seed_one_step_and_one_point(self, run):
        loss = lambda u, v: u * u + v * v  # noqa: E731
        points = h.make_moons().X_val[:1], h.make_moons().y_val[:1]
        one = h.MLP(2, [4], 2, seed=0)
        for ax, words in (
            (plotting.plot_history(run), "in 1 epoch."),
            (plotting.plot_curves(run), "over 1 epoch."),
            (plotting.plot_seeds({"a": [1]}, ylabel="x"), "(1 of 1 seed)"),
            (plotting.plot_seeds({"a": [math.nan]}, ylabel="x"), "none of 1 seed has"),
            (plotting.plot_gradient_flow({"a": [1]}), "of 1 layer,"),
            (plotting.plot_paths(loss, {"a": [(1, 1), (0, 0)]})[0], "1 step takes the loss"),
            (plotting.plot_boundary(one, *points), "of 1 point right"),
            (plotting.plot_digits(h.load_mnist().X_val[:1]), "A digit."),
            (plotting.plot_pareto({"a": (1, 0.8)}, "cost"), "1 of 1 is beaten by none"),
        ):
            assert words in plotting.alt_text(ax.figure)

    def test_a_number_that_is_none_is_no_word_of_a_sentence(self, run):
        lost = h.MLP(784, [4], 10, seed=0)
        with torch.no_grad():
            lost.layers[0].weight.fill_(math.nan)
        history = (dataclasses.replace(run.final, val_accuracy=math.nan),)
        for ax, words in (
            (plotting.plot_weights(lost), "no weight is a finite number"),
            (plotting.plot_bars({"a": math.nan, "b": math.inf}, ylabel="x"), "a: no finite number"),
            (plotting.plot_gradient_norms({"a": [math.nan, 1]}), "last: no finite number, 1."),
            (plotting.plot_history(dataclasses.replace(run, history=history)), "no finite number"),
        ):
            told = plotting.alt_text(ax.figure)
            assert words in told and "nan" not in told and "inf" not in told.replace("finite", "")

    def test_a_lab_and_its_report_count_one(self, capsys, digits):
        levels = [labs.Level(0.5, 0, "low"), labs.Level(0.9, 4, "high")]
        space = {"lr": search.LogUniform(1e-4, 1)}
        what = {"base": SMALL, "space": space, "levels": levels, "tolerance": 0.1}
        lab = labs.Lab("one_epoch", "which rate?", epochs=1, n_train=50, **what)
        assert "1 epoch in all, 1 epoch a run; 1 is left" in repr(lab)
        lab.run(lr=0.1)
        lab.run(lr=0.2)
        said = capsys.readouterr().out
        assert "0 of 1 epoch left" in said and "this run takes 1 epoch; 0 of 1 epoch" in said
        assert max(map(len, said.splitlines())) <= labs.WIDTH
        assert "1 of 1 epoch spent." in str(lab.report())
        lab = labs.Lab("one_point", "which rate?", epochs=1, **what | {"tolerance": 0.01})
        assert "at most 1 percentage point from" in repr(lab)

    def test_patience_of_one_and_one_lane_are_told_in_the_singular(self, digits):
        config = SMALL.replace(epochs=9, lr=1.0, patience=1)
        [lane] = h.sweep([config], digits).lanes
        assert lane.reason in ("", "no lower validation loss in 1 epoch")

    def test_a_check_with_one_case_is_one_check(self):
        case = checks.example(1, expected=1)
        right = {"status": "value", "value": {"k": "int", "v": "1"}}
        told = checks.judge("f", [case], [right]).headline
        assert "of 1 check passed" in told


class TestShares:
    @pytest.mark.parametrize(
        "made",
        [
            lambda: plotting.plot_pareto({"a": (1, 89)}, "cost"),
            lambda: labs.parts.check_levels("levels", [labs.Level(89, 1, "x")]),
            lambda: h.load_mnist().subset(50).mislabeled(89),
        ],
    )
    def test_per_cent_is_refused_and_told_as_a_share(self, made):
        with pytest.raises(ValueError, match="must be a share from 0 to 1, got 89; try 0.89"):
            made()

    @pytest.mark.parametrize("plot", [plotting.plot_curves, lambda r: plotting.plot_dots(r, "lr")])
    def test_a_run_with_accuracies_in_per_cent_is_refused(self, run, plot):
        history = (dataclasses.replace(run.final, val_accuracy=89.0),)
        with pytest.raises(ValueError, match="validation accuracy .* got 89; try 0.89"):
            plot(dataclasses.replace(run, history=history))

    def test_a_lab_gives_no_points_for_per_cent(self):
        levels = [labs.Level(0.5, 0, "low"), labs.Level(0.9, 4, "high")]
        space = {"lr": search.LogUniform(1e-4, 1)}
        what = {"base": SMALL, "space": space, "levels": levels, "tolerance": 0.1}
        with pytest.raises(ValueError, match="accuracy must be a share .* got 90; try 0.9"):
            labs.Lab("in_per_cent", "which rate?", epochs=9, **what).points(90)


class TestFrozen:
    def test_a_configuration_says_how_to_replace_a_value(self):
        config = h.Hyperparameters()
        with pytest.raises(dataclasses.FrozenInstanceError, match=r"config.replace\(lr=0.1\)"):
            config.lr = 0.1
        with pytest.raises(TypeError, match="learning_rate is not a hyperparameter.*try 'lr'"):
            config.learning_rate = 0.1
        with pytest.raises(ValueError, match="lr must be > 0, got -1"):
            config.lr = -1
        with pytest.raises(dataclasses.FrozenInstanceError, match="cannot be changed"):
            del config.lr
        assert config == h.Hyperparameters()

    def test_each_frozen_class_says_what_to_make(self, digits, run):
        case = checks.example(1, expected=1)
        result = checks.Result("a", "pass")
        ones = [digits, run, run.final, search.Uniform(0, 1), search.LogUniform(1, 2), case, result]
        ones += [search.Integers(1, 2), search.Choice([1]), search.Search(()), h.Sweep(())]
        ones += [checks.Report("a", ()), labs.Level(0.5, 0, "x"), labs.Limit("steps", 3)]
        ones += [labs.Goal("epochs", [], 0.5), labs.Bracket("lr", 0.1), h.load_table("model")]
        ones += [h.diagnostics.RangeTest([], []), h.diagnostics.LayerActivations(0, 1, 0)]
        for one in ones:
            [name, *_] = getattr(one, "_fields", None) or [f.name for f in dataclasses.fields(one)]
            with pytest.raises(AttributeError, match=f"{name} of .* cannot be changed; try "):
                setattr(one, name, 1)


class TestRefusals:
    """What had been another library's words, a traceback or a silent answer."""

    @pytest.mark.parametrize("model", [torch.nn.Linear(3, 10), torch.nn.Conv2d(1, 1, 3)])
    def test_a_network_for_other_inputs(self, model, digits):
        for call in (h.evaluate, plotting.plot_mistakes):
            with pytest.raises(ValueError, match="X must have the shape that model reads, got"):
                call(model, digits.X_val, digits.y_val)

    def test_a_network_whose_weights_are_frozen(self, digits):
        model = h.MLP(784, [4], 10, seed=0).requires_grad_(False)
        with pytest.raises(ValueError, match=r"got frozen weights; try .requires_grad_\(\)"):
            h.gradient_norms(model, digits.X_val, digits.y_val)

    def test_a_network_that_no_computer_holds(self, digits):
        with pytest.raises(ValueError, match="must give at most 2,147,483,648 weights, got 79,400"):
            h.train(h.Hyperparameters(n_neurons=[10**8]), digits)

    @pytest.mark.parametrize(
        ("plot", "words"),
        [
            (lambda d: plotting.plot_digits(d.X_val[:3], 5), "y must be a list of values, got 5"),
            (lambda d: plotting.plot_seeds({"a": ["x"]}, ylabel="x"), "must be a list of numbers"),
            (lambda d: plotting.plot_seeds({"a": [None]}, ylabel="x"), "must be a list of numbers"),
            (lambda d: plotting.plot_seeds({"a": [1]}, ylabel=None), "ylabel must be a text"),
            (
                lambda d: plotting.plot_seeds({"a": [1]}, ylabel="x", highest=["a"]),
                "highest must be a dictionary",
            ),
            (lambda d: plotting.plot_bars({"a": 1}, ylabel=3), "ylabel must be a text, got 3"),
            (lambda d: plotting.plot_gradient_norms({"a": ["x"]}), "must be a list of numbers"),
            (lambda d: plotting.plot_paths("u", {"a": [(1, 1)]}), "loss must be a function"),
            (
                lambda d: plotting.plot_paths(lambda u, v: u, {"a": [(1, 1)]}, lowest=0),
                "lowest must be a list of numbers, got 0",
            ),
            (
                lambda d: plotting.plot_paths(lambda u, v: u, {"a": [(1, 1)]}, view=(0, 1)),
                "a part of view must be a list of numbers",
            ),
            (lambda d: plotting.plot_network([4, 2], names=("a",)), "names must be two texts"),
            (lambda d: h.load_table("model").select(lr=np.array([0.1, 0.3])), "not in the table"),
            (lambda d: plotting.figure(2, height="3"), "height must be a number, got '3'"),
            (lambda d: plotting.figure(2, height=-1), "height must be > 0, got -1"),
            (lambda d: h.progress_bar([1], shown="no"), "shown must be True or False"),
        ],
    )
    def test_of_a_plot(self, plot, words, digits):
        with pytest.raises((TypeError, ValueError), match=words):
            plot(digits)

    @pytest.mark.parametrize("metric", [None, 3])
    def test_of_a_metric(self, metric, run):
        with pytest.raises(TypeError, match="metric must be a word"):
            plotting.plot_history(run, metric=metric)

    @pytest.mark.parametrize("ylim", [5, (1, 0, 2), ("a", "b"), (0, math.nan)])
    def test_of_limits(self, ylim, run):
        for plot in (plotting.plot_curves, lambda r, **kw: plotting.plot_dots(r, "lr", **kw)):
            with pytest.raises((TypeError, ValueError), match="ylim must be"):
                plot(run, ylim=ylim)

    def test_of_a_cost(self, run):
        with pytest.raises(TypeError, match="cost of .* must be a number, got 'x'"):
            plotting.plot_pareto(run, lambda config: "x")

    def test_of_an_option_of_a_search(self, digits):
        space = {"lr": search.LogUniform(1e-4, 1)}
        with pytest.raises(ValueError, match="an option must be one of seeds, .*'n_trials'"):
            search.random_search(space, digits, 2, base=SMALL, n_trials=3)

    def test_of_a_choice_in_the_capstone(self, capsys):
        levels = [labs.Level(0.5, 0, "low"), labs.Level(0.9, 4, "high")]
        space = {"lr": search.LogUniform(1e-4, 1)}
        what = {"base": SMALL, "space": space, "levels": levels, "tolerance": 0.1}
        lab = h.Capstone("refusing", "the last task", epochs=3, n_train=50, **what)
        assert lab.run(lr=100) is None and lab.run(rate=0.1) is None
        said = " ".join(capsys.readouterr().out.split())
        assert "refused: lr must be from 0.0001 to 1, got 100; try 1." in said
        assert "refused: rate is not asked for" in said
        with pytest.raises(TypeError, match="config must be Hyperparameters, got {'lr': 0.1}"):
            lab.run({"lr": 0.1})


@pytest.mark.filterwarnings("error")
class TestDrawn:
    """What had met an error or a warning of matplotlib and can be drawn."""

    def test_a_loss_that_is_the_same_everywhere(self):
        plotting.plot_paths(lambda u, v: 1.0, {"a": [(1, 1), (0, 0)]})

    def test_a_single_point_and_its_boundary(self):
        moons = h.make_moons()
        model = h.MLP(2, [4], 2, seed=0)
        plotting.plot_boundary(model, moons.X_val[:1], moons.y_val[:1])

    def test_gradients_that_are_all_zero(self):
        assert plotting.plot_gradient_norms({"a": [0, 0]}).get_yscale() == "linear"

    def test_a_bar_without_a_finite_number(self):
        drawn(plotting.plot_bars({"a": math.inf, "b": 1}, ylabel="x"))

    def test_losses_below_zero(self):
        plotting.plot_pareto({"a": (1, -2), "b": (2, -3)}, "cost", metric="val_loss")

    def test_numbers_in_any_collection(self):
        tensor = torch.tensor([1.0, 2.0], requires_grad=True)
        for numbers in ({1.0, 2.0}, (n for n in (1, 2)), np.array([1, 2]), tensor):
            told = plotting.alt_text(plotting.plot_seeds({"a": numbers}, ylabel="x"))
            assert "mean 1.5" in told

    def test_an_explorer_whose_values_are_arrays(self, capsys):
        values = [np.array([1, 2]), np.array([3, 4])]
        plot = lambda a: plotting.plot_bars({"a": a[0]}, ylabel="x")  # noqa: E731
        h.widgets.explore(plot, a=values, start={"a": np.array([3, 4])})
        assert "a: 3" in capsys.readouterr().out

    def test_labels_of_digits_that_are_words(self):
        ax = plotting.plot_digits(h.load_mnist().X_val[:2], ["a", "$b $"])
        assert "$b $" in drawn(ax)
