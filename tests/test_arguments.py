"""Arguments are taken by value and stored as Python's, or refused with what to try."""

import dataclasses
import inspect
import json
import pickle
import re
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import matplotlib.pyplot as plt
import numpy as np
import pytest
import torch

import hyperlib as h
from hyperlib import search
from hyperlib.arguments import (
    check_flag,
    check_number,
    check_seed,
    check_size,
    check_sizes,
    check_values,
    elements,
    shown,
)
from hyperlib.tensors import seeded

H = h.Hyperparameters


class Broken:
    def __repr__(self):
        raise RuntimeError("no text for this")


@pytest.mark.parametrize(
    "value",
    [5, np.int64(5), np.uint8(5), np.array(5), torch.tensor(5), torch.tensor(5, dtype=torch.int16)],
    ids=repr,
)
def test_an_integer_of_any_library_is_taken_and_stored_as_an_int(value):
    size = check_size("n", value)
    assert type(size) is int
    assert size == 5


@pytest.mark.parametrize(
    "value",
    [
        True,
        np.True_,
        np.array(True),
        torch.tensor(True),
        5.0,
        np.float64(5.0),
        torch.tensor(5.0),
        np.array([5]),
        torch.tensor([5]),
        torch.tensor(5, device="meta"),
        "5",
        None,
        5j,
        float("nan"),
        Broken(),
    ],
    ids=shown,
)
def test_what_is_not_an_integer_is_refused(value):
    with pytest.raises(TypeError, match=r"^n must be an integer, got .*; try \d+$"):
        check_size("n", value)


@pytest.mark.parametrize("value", [64.0, "64", "64.0", "6.4e1"])
def test_the_suggestion_for_a_float_or_a_text_is_the_integer_that_it_means(value):
    with pytest.raises(TypeError, match=f"got {value!r}; try 64$"):
        check_size("n", value)


def test_the_suggestion_for_a_text_is_the_number_that_it_spells_where_it_is_allowed():
    for text in ("0.25", "0,25", " 25e-2 "):
        with pytest.raises(TypeError, match=f"got {text!r}; try 0.25$"):
            check_number("p", text, minimum=0, suggest=0.1)
    with pytest.raises(TypeError, match="got '-1'; try 0.1$"):
        check_number("p", "-1", minimum=0, suggest=0.1)


@pytest.mark.parametrize(
    "value",
    [
        0.5,
        np.float32(0.5),
        np.float16(0.5),
        np.longdouble(0.5),
        np.array(0.5),
        torch.tensor(0.5),
        torch.tensor(0.5, requires_grad=True),
        Fraction(1, 2),
        Decimal("0.5"),
    ],
    ids=repr,
)
def test_a_number_of_any_library_is_taken_and_stored_as_a_float(value):
    number = check_number("p", value, minimum=0, suggest=0.1)
    assert type(number) is float
    assert number == 0.5


@pytest.mark.parametrize("value", [True, np.True_, torch.tensor(True), "half", 1j, None, [0.5]])
def test_what_is_not_a_number_is_refused(value):
    with pytest.raises(TypeError, match="^p must be a number, got .*; try 0.1$"):
        check_number("p", value, minimum=0, suggest=0.1)


@pytest.mark.parametrize(
    "value", [10**400, float("inf"), np.float32("nan"), torch.tensor(-1.0)], ids=shown
)
def test_a_number_out_of_range_is_refused_whatever_its_size(value):
    with pytest.raises(ValueError, match="^p must be >= 0, got (inf|nan|-1); try 0.1$"):
        check_number("p", value, minimum=0, suggest=0.1)


def test_an_integer_of_thousands_of_digits_has_an_error_too():
    # Python refuses to write integers of more than 4,300 digits
    for call in (lambda: check_seed("seed", 10**5000), lambda: check_size("n", -(10**5000))):
        with pytest.raises(ValueError, match="must be"):
            call()


def test_a_flag_may_be_that_of_numpy():
    assert check_flag("full", np.True_) is True
    with pytest.raises(TypeError, match="must be True or False, got 1"):
        check_flag("full", 1)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ({"optimizer": "SGD"}, "'sgd'"),
        ({"optimizer": " Adam "}, "'adam'"),
        ({"activation": "LeakyReLU"}, "'leaky_relu'"),
        ({"initialization": "kaiming_normal"}, "'he'"),
        ({"initialization": "Xavier"}, "'glorot'"),
        ({"schedule": "Cosine"}, "'cosine'"),
        ({"batch_size": 25.0}, "25"),
        ({"epochs": "3"}, "3"),
        ({"lr": "1e-2"}, "0.01"),
        ({"lr": "0,1"}, "0.1"),
        ({"lr": "-1"}, "0.001"),  # spells a number that is not allowed
        ({"n_neurons": 64}, "[64]"),
        ({"n_neurons": "128, 64"}, "[128, 64]"),
        ({"n_neurons": "(8,)"}, "[8]"),  # from a csv file
        ({"n_neurons": 0.1}, "[128, 64, 32]"),
        ({"n_neurons": [64.0]}, "64"),
        ({"skip": 0}, "skip=False"),
        ({"skip": "False"}, "skip=False"),
        ({"skip": 1}, "skip=True"),
    ],
    ids=str,
)
def test_what_is_meant_is_what_to_try(given, meant):
    with pytest.raises((TypeError, ValueError), match=rf"; try {re.escape(meant)}$"):
        H(**given)


@pytest.fixture(scope="module")
def run():
    return h.train(TINY, h.load_mnist().subset(50))


@pytest.mark.parametrize(
    ("call", "meant"),
    [
        (lambda run: h.count_parameters(run), "run.model"),
        (lambda run: h.activation_statistics(run, torch.zeros(2, 784)), "run.model"),
        (lambda run: h.evaluate(run, torch.zeros(2, 784), torch.zeros(2).long()), "run.model"),
        (lambda run: h.sweep([run], h.load_mnist()), "run.config"),
        (lambda run: h.rate_factors(run, 3), "run.config"),
        (lambda run: h.plotting.plot_history([run, run]), "dict(enumerate(runs))"),
        (lambda run: h.plotting.plot_history(None), '{"first": ..., "second": ...}'),
        (lambda run: h.grid(TINY, lr=search.Uniform(0.1, 1)), ").points(5)"),
    ],
)
def test_a_result_in_the_place_of_its_part_is_told_the_part(run, call, meant):
    with pytest.raises(TypeError, match=rf"(?s)got .*; try .*{re.escape(meant)}$"):
        call(run)


def test_what_is_tried_for_a_list_of_runs_can_be_drawn(run):
    axes = h.plotting.plot_history(dict(enumerate([run, run])))
    plt.close(axes.figure)


def test_what_was_made_before_a_reload_says_so():
    again = type("Hyperparameters", (), {"__module__": H.__module__})
    with pytest.raises(TypeError, match="restart the kernel: hyperlib was loaded again"):
        h.train(again(), h.load_mnist())


def test_an_error_shows_a_value_of_many_lines_in_one():
    with pytest.raises(TypeError) as failure:
        h.rate_factors(h.MLP(4, [3], 2), 3)
    assert "\n" not in str(failure.value)


@pytest.mark.parametrize("n, meant", [(250.0, 250), ("250", 250), (5.0, 10), (99_999.0, 3000)])
def test_the_size_of_a_subset_to_try_is_one_that_can_be_had(n, meant):
    with pytest.raises(TypeError, match=f"; try {meant}$"):
        h.load_mnist().subset(n)


@pytest.mark.parametrize(
    "sizes",
    [[64, 32], (64, 32), np.array([64, 32]), torch.tensor([64, 32]), [np.int64(64), 32]],
    ids=repr,
)
def test_sizes_may_be_a_list_or_an_array(sizes):
    taken = check_sizes(sizes)
    assert taken == (64, 32)
    assert {type(size) for size in taken} == {int}


@pytest.mark.parametrize("sizes", [64, np.array(64), {64, 32}, "64", np.array([64.0, 32.0])])
def test_other_sizes_are_refused(sizes):
    with pytest.raises(TypeError, match="must be"):
        check_sizes(sizes)


def test_configurations_are_equal_by_value_in_python_text_json_and_pickle():
    plain = H(n_neurons=(64,), lr=0.5, dropout=0.0, batch_size=16, activation="tanh")
    other = H(
        n_neurons=np.array([64]),
        lr=np.float32(0.5),
        dropout=0,
        batch_size=torch.tensor(16),
        activation=np.str_("tanh"),
        optimizer=np.array("adam"),
    )
    assert other == plain
    assert hash(other) == hash(plain)
    assert repr(other) == repr(plain)
    assert json.dumps(vars(other)) == json.dumps(vars(plain))
    assert pickle.loads(pickle.dumps(other)) == plain


def test_a_grid_over_arrays_is_the_grid_over_lists():
    by_array = h.grid(H(), batch_size=np.arange(16, 65, 16), activation=np.array(["relu", "tanh"]))
    assert by_array == h.grid(H(), batch_size=[16, 32, 48, 64], activation=["relu", "tanh"])


def test_every_function_takes_integers_of_numpy():
    data = h.load_mnist().subset(np.int64(50), seed=np.int32(1))
    assert torch.equal(data.X_train, h.load_mnist().subset(50, seed=1).X_train)
    config = H(n_neurons=[np.int64(8)], epochs=np.int64(1))
    run = h.train(config, data, seed=torch.tensor(3))
    assert type(run.seed) is int
    same = h.train(H(n_neurons=[8], epochs=1), data, seed=3)
    assert run.final.val_loss == same.final.val_loss
    test = h.lr_range_test(config, data, low=np.float32(0.5), high=np.int64(2), steps=np.int8(3))
    assert [type(lr) for lr in test.lrs] == [float] * 3
    assert test.lrs == pytest.approx([0.5, 1, 2])
    model = h.NeuralNetwork(np.int64(4), np.int64(1), np.array([3]), np.int64(2))
    assert h.count_parameters(model) == 23
    assert h.training_memory(model, optimizer="sgd", batch_size=np.int64(1)) == 220


SPACE = {"lr": search.LogUniform(1e-4, 1e-1)}
TINY = H(n_neurons=(4,), epochs=1)
# Every public function with an argument `seed` or `seeds`, called with it.
SEEDED = {
    "MLP": lambda data, seed: h.MLP(4, [3], 2, seed=seed),
    "MLP.from_config": lambda data, seed: h.MLP.from_config(TINY, data, seed=seed),
    "make_moons": lambda data, seed: h.make_moons(20, seed=seed),
    "make_spirals": lambda data, seed: h.make_spirals(20, seed=seed),
    "Data.subset": lambda data, seed: data.subset(20, seed=seed),
    "Data.mislabeled": lambda data, seed: data.mislabeled(0.5, seed=seed),
    "Data.distorted": lambda data, seed: data.distorted(h.Hyperparameters(shift=2), seed=seed),
    "train": lambda data, seed: h.train(TINY, data, seed=seed),
    "lr_range_test": lambda data, seed: h.lr_range_test(TINY, data, steps=2, seed=seed),
    "sweep": lambda data, seed: h.sweep([TINY], data, seeds=[seed]),
    "search.sample": lambda data, seed: search.sample(SPACE, 1, seed=seed),
    "search.random_search": lambda data, seed: search.random_search(
        SPACE, data, 1, seed=seed, base=TINY
    ),
    "search.successive_halving": lambda data, seed: search.successive_halving(
        SPACE, data, 2, max_epochs=1, seed=seed, base=TINY
    ),
    "search.hyperband": lambda data, seed: search.hyperband(
        SPACE, data, max_epochs=1, seed=seed, base=TINY
    ),
    "search.optuna_search": lambda data, seed: search.optuna_search(
        SPACE, data, 1, seed=seed, base=TINY
    ),
}


def test_no_function_with_a_seed_is_forgotten():
    everything = SimpleNamespace(**{name: getattr(h, name) for name in h.__all__})
    places = {"": everything, "search.": search, "MLP.": h.MLP, "Data.": h.Data}
    found = set()
    for prefix, place in places.items():
        where = "hyperlib.search" if place is search else "hyperlib"
        for name, value in vars(place).items():
            function = getattr(value, "__func__", value)
            if name.startswith("_") or not getattr(function, "__module__", "").startswith(where):
                continue
            if inspect.isfunction(function) or function is h.MLP:
                if {"seed", "seeds"} & set(inspect.signature(function).parameters):
                    found.add(prefix + name)
    assert found == set(SEEDED)


@pytest.fixture(scope="module")
def small():
    return h.load_mnist().subset(50)


@pytest.mark.parametrize("function", SEEDED)
@pytest.mark.parametrize(
    ("seed", "kind"),
    [
        (-1, ValueError),
        (2**64, ValueError),
        (1 << 127, ValueError),  # as numpy.random.SeedSequence().entropy is
        ("1", TypeError),
        (0.0, TypeError),
        (True, TypeError),
    ],
)
def test_one_rule_for_the_seeds_of_all_functions(small, function, seed, kind):
    with pytest.raises(kind, match=r"^seeds?(\[0\])? must be"):
        SEEDED[function](small, seed)


@pytest.mark.parametrize("function", [name for name in SEEDED if name[:3] != "MLP"])
def test_a_seed_is_never_none_where_a_result_must_be_repeatable(small, function):
    with pytest.raises(TypeError, match=r"^seeds?(\[0\])? must be an integer, got None"):
        SEEDED[function](small, None)


@pytest.mark.parametrize("function", SEEDED)
def test_the_largest_seed_and_one_of_numpy_are_taken(small, function):
    SEEDED[function](small, 2**64 - 1)
    SEEDED[function](small, np.int64(3))


@pytest.mark.parametrize("value", [-0.0, 5e-324, np.float64(-1e-300), torch.tensor(-0.0)], ids=repr)
def test_what_some_threads_take_for_zero_is_zero(value):
    assert repr(check_number("p", value, minimum=0, suggest=0.1)) == "0.0"
    with pytest.raises(ValueError, match=f"lr must be > 0, got {float(value):g}; try 0.001"):
        H(lr=value)


@pytest.mark.parametrize("field", ["lr", "init_scale", "l1", "weight_decay", "input_noise"])
def test_a_number_beyond_float32_is_refused_before_training(field):
    with pytest.raises(ValueError, match=rf"{field} must be .* at most 1e\+38 in size, got 1e\+39"):
        H(**{field: 1e39})


def test_the_suggestion_for_a_huge_float_is_taken():
    with pytest.raises(TypeError, match="must be an integer, got 1e[+]20; try 1$"):
        H(batch_size=1e20)


NEARLY = {
    "learning_rate": "lr",
    "LR": "lr",
    "dropout_rate": "dropout",
    "dropuot": "dropout",
    "hidden_layers": "n_neurons",
    "batchsize": "batch_size",
    "L2_penalty": "weight_decay",
}


@pytest.mark.parametrize("name", NEARLY)
def test_a_name_that_no_hyperparameter_has_is_told_the_nearest_one(name):
    told = rf"{name}'? (in space )?is not a hyperparameter; expected .*; try '{NEARLY[name]}'$"
    for call in (lambda: H(**{name: 1}), lambda: H().replace(**{name: 1})):
        with pytest.raises(TypeError, match=told):
            call()
    with pytest.raises(ValueError, match=told):
        search.sample({name: search.Choice([1])}, 1)


@pytest.mark.parametrize(
    ("field", "value", "meant"),
    [
        ("optimizer", "Adam", "adam"),
        ("activation", "LeakyReLU", "leaky_relu"),
        ("initialization", "xavier", "glorot"),
        ("initialization", "Kaiming", "he"),
    ],
)
def test_a_word_that_is_misspelled_is_told_the_nearest_one(field, value, meant):
    with pytest.raises(
        ValueError, match=f"{field} must be one of .*, got '{value}'; try '{meant}'"
    ):
        H(**{field: value})
    with pytest.raises(ValueError, match=r"activation must be one of [\w, ]+, got 'swish'$"):
        H(activation="swish")


def test_an_error_calls_an_argument_by_its_name():
    model, X, y = h.MLP(3, [2], 2), torch.ones(4, 3), torch.zeros(4, dtype=torch.int64)
    for call in (h.evaluate, h.gradient_norms, h.plotting.plot_mistakes):
        with pytest.raises(TypeError, match=r"X must have dtype .*; try X.to\(torch.float32\)$"):
            call(model, X.double(), y)
    with pytest.raises(TypeError, match="sizes must be a list of sizes, got 3"):
        h.plotting.plot_network(3)
    with pytest.raises(TypeError, match="trials must be an integer, got '3'"):
        search.random_search({"lr": search.LogUniform(0.1, 1)}, None, "3")


def test_a_model_for_other_features_is_refused_in_words():
    model, X, y = h.MLP(3, [2], 2), torch.ones(4, 2), torch.zeros(4, dtype=torch.int64)
    for call in (h.evaluate, h.gradient_norms, lambda m, X, y: h.activation_statistics(m, X)):
        with pytest.raises(ValueError, match="X must have the 3 features that model reads, got 2;"):
            call(model, X, y)
        with pytest.raises(TypeError, match="X must be a tensor, got NoneType"):
            call(model, None, y)


def test_a_masked_number_is_no_number():
    with pytest.raises(TypeError, match="dropout must be a number, got masked"):
        H(dropout=np.ma.masked)


NO_NUMBERS = [torch.ones(2).to_sparse(), torch.ones(2, device="meta")]


@pytest.mark.parametrize("values", NO_NUMBERS, ids=["sparse", "meta"])
def test_a_tensor_whose_numbers_cannot_be_listed_is_no_list(values):
    assert elements(values) is None
    for call in (check_sizes, lambda v: check_values("n", v), search.Choice):
        with pytest.raises(TypeError, match="must be a list"):
            call(values)
    with pytest.raises(TypeError, match="lr must be a list of values to try"):
        h.grid(H(), lr=values)


@pytest.mark.parametrize("value", [np.array(0.5), torch.tensor(0.5)], ids=repr)
def test_an_array_without_axes_is_no_list(value):
    with pytest.raises(TypeError, match=r"lr must be a list of values to try, .*; try lr=\["):
        h.grid(H(), lr=value)
    with pytest.raises(TypeError, match=r"values must be a list, .*; try Choice\(\["):
        search.Choice(value)


@pytest.mark.parametrize("sizes", [(10**12,), (2**62, 2**62), (10, 50_000, 50_000)])
def test_a_network_that_no_computer_holds_is_refused(sizes):
    for call in (check_sizes, lambda sizes: H(n_neurons=sizes)):
        with pytest.raises(ValueError, match="at most 2,147,483,648 weights, got .*; try"):
            call(sizes)


def test_seeds_beyond_32_bits_are_seeds_of_their_own():
    # torch's generator reads 32 bits: by itself it gives the same numbers for 0 and 2**32.
    seeds = [0, 1, 2**31, 2**32, 2**32 + 1, 2**33, 2**63, 2**64 - 1]
    assert len({h.MLP(2, [3], 2, seed=seed).layers[0].weight.sum().item() for seed in seeds}) == 8
    assert len({search.sample(SPACE, 1, seed=seed, quasi=True)[0].lr for seed in seeds}) == 8
    assert [seeded(seed).initial_seed() for seed in seeds[:3]] == seeds[:3]


def test_help_and_completion_show_the_fields():
    shown = set(inspect.signature(h.Hyperparameters).parameters)
    assert shown == {field.name for field in dataclasses.fields(h.Hyperparameters)}


def test_a_decimal_counts_by_its_value_wherever_a_number_does():
    tenth = Decimal("0.1")
    assert H(lr=tenth) == H(lr=0.1)
    assert h.grid(H(), lr=[tenth, 1]) == h.grid(H(), lr=[0.1, 1])
    assert search.LogUniform(tenth, Decimal(1)) == search.LogUniform(0.1, 1)
    assert search.Choice([tenth]) == search.Choice([0.1])
    for nothing in (Decimal("NaN"), Decimal("Infinity"), Decimal("1e400"), Decimal("sNaN")):
        with pytest.raises((TypeError, ValueError), match="lr must be"):
            H(lr=nothing)
    with pytest.raises(TypeError, match=r"epochs must be an integer, got Decimal\('3'\); try 3"):
        H(epochs=Decimal(3))
