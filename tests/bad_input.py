"""Wrong arguments of every public function, and the error that each one gives.

    python tests/bad_input.py        prints the table

test_bad_input.py checks that every error says what was got, what was expected, what to try.
"""

from __future__ import annotations

import matplotlib.pyplot as plt
import torch

import hyperlib as h
from hyperlib import checks, plotting, search, widgets

H = h.Hyperparameters
SPACE = {"lr": search.LogUniform(1e-4, 1e-1)}
NAN = float("nan")


def data(**changes):
    """Return six examples of three features and two classes, some parts replaced."""
    X, y = torch.zeros(6, 3), torch.tensor([0, 1, 0, 1, 0, 1])
    parts = {f"{k}_{part}": v for part in ("train", "val", "test") for k, v in (("X", X), ("y", y))}
    return h.Data(**{**parts, **changes})


def lab(**changes):
    levels = [h.labs.Level(0.5, 0, "low"), h.labs.Level(0.9, 4, "high")]
    parts = {"base": H(), "space": {"lr": search.LogUniform(1e-4, 1)}, "epochs": 30}
    parts |= {"levels": levels, "tolerance": 0.1, "answer": "choice", "situation": "which rate?"}
    return h.labs.Lab(**parts | changes)


def capstone(**changes):
    parts = {
        "base": H(),
        "space": {"lr": search.LogUniform(1e-4, 1)},
        "epochs": 30,
        "answer": "choice",
    }
    parts |= {"tolerance": 0.1, "situation": "the last task", "n_train": 100}
    parts["levels"] = [h.labs.Level(0.5, 0, "low"), h.labs.Level(0.9, 4, "high")]
    return h.Capstone(**parts | changes)


def model():
    return h.MLP(3, [2], 2, seed=0)


X, y = torch.zeros(6, 3), torch.tensor([0, 1, 0, 1, 0, 1])
DRAWS = torch.Generator()
LANES = h.sweep(h.grid(H(n_neurons=[2], epochs=1), lr=[0.1, 0.01]), data(), parts=["val"]).lanes

CASES = [
    ("load_mnist(full=1)", TypeError, lambda: h.load_mnist(full=1)),
    ("load_mnist(root='here')", ValueError, lambda: h.load_mnist(root="here")),
    ("load_mnist(full=True, root=3)", TypeError, lambda: h.load_mnist(full=True, root=3)),
    ("Data(X_train=[[1.0]])", TypeError, lambda: data(X_train=[[1.0]])),
    ("Data(X_train=float64)", TypeError, lambda: data(X_train=X.double())),
    ("Data(X_train of 3 axes)", ValueError, lambda: data(X_train=X[None])),
    ("Data(empty)", ValueError, lambda: data(X_train=X[:0], y_train=y[:0])),
    ("Data(one label too few)", ValueError, lambda: data(y_train=y[:5])),
    ("Data(NaN)", ValueError, lambda: data(X_val=X * NAN)),
    ("Data(label -1)", ValueError, lambda: data(y_test=y - 1)),
    ("Data(other features in val)", ValueError, lambda: data(X_val=X[:, :2])),
    ("Data(label 10,000,000)", ValueError, lambda: data(y_val=y + 10_000_000)),
    ("Data(sparse)", TypeError, lambda: data(X_train=X.to_sparse())),
    ("Data(meta)", ValueError, lambda: data(X_train=X.to("meta"))),
    ("Data.subset(seed=None)", TypeError, lambda: data().subset(4, seed=None)),
    ("Data.subset(seed=-1)", ValueError, lambda: data().subset(4, seed=-1)),
    ("Data.subset('5')", TypeError, lambda: data().subset("5")),
    ("Data.subset(True)", TypeError, lambda: data().subset(True)),
    ("Data.subset(1)", ValueError, lambda: data().subset(1)),
    ("Data.subset(7)", ValueError, lambda: data().subset(7)),
    ("Data.distorted(2)", TypeError, lambda: data().distorted(2)),
    ("Data.distorted(H())", ValueError, lambda: data().distorted(H())),
    ("Data.distorted(shift=1, 3 features)", ValueError, lambda: data().distorted(H(shift=1))),
    ("Data.distorted(seed=-1)", ValueError, lambda: data().distorted(H(input_noise=1), seed=-1)),
    ("progress(3)", TypeError, lambda: h.progress(3)),
    ("progress('none')", ValueError, lambda: h.progress("none")),
    ("make_moons(n=9)", ValueError, lambda: h.make_moons(9)),
    ("make_moons(noise=-1)", ValueError, lambda: h.make_moons(noise=-1)),
    ("make_moons(seed=0.5)", TypeError, lambda: h.make_moons(seed=0.5)),
    ("make_spirals(n='100')", TypeError, lambda: h.make_spirals("100")),
    ("make_spirals(noise=NaN)", ValueError, lambda: h.make_spirals(noise=NAN)),
    ("make_spirals(turns=0)", ValueError, lambda: h.make_spirals(turns=0)),
    ("make_spirals(seed=-1)", ValueError, lambda: h.make_spirals(seed=-1)),
    ("NeuralNetwork(4, 2, [3], 2)", ValueError, lambda: h.NeuralNetwork(4, 2, [3], 2)),
    ("NeuralNetwork(4, 0, [], 2)", ValueError, lambda: h.NeuralNetwork(4, 0, [], 2)),
    ("NeuralNetwork(0, 1, [3], 2)", ValueError, lambda: h.NeuralNetwork(0, 1, [3], 2)),
    ("NeuralNetwork(4, 1, [3.0], 2)", TypeError, lambda: h.NeuralNetwork(4, 1, [3.0], 2)),
    ("NeuralNetwork(4, 1, [True], 2)", TypeError, lambda: h.NeuralNetwork(4, 1, [True], 2)),
    ("NeuralNetwork(4, 1, 3, 2)", TypeError, lambda: h.NeuralNetwork(4, 1, 3, 2)),
    ("MLP(4, '3', 2)", TypeError, lambda: h.MLP(4, "3", 2)),
    ("MLP(4, [0], 2)", ValueError, lambda: h.MLP(4, [0], 2)),
    ("MLP(2**63, [3], 2)", ValueError, lambda: h.MLP(2**63, [3], 2)),
    ("MLP(activation='swish')", ValueError, lambda: h.MLP(4, [3], 2, activation="swish")),
    ("MLP(dtype=float16)", TypeError, lambda: h.MLP(4, [3], 2, dtype=torch.float16)),
    ("MLP(activation=None)", TypeError, lambda: h.MLP(4, [3], 2, activation=None)),
    ("MLP(dropout=1)", ValueError, lambda: h.MLP(4, [3], 2, dropout=1)),
    ("MLP(dropout=NaN)", ValueError, lambda: h.MLP(4, [3], 2, dropout=NAN)),
    ("MLP(initialization='zero')", ValueError, lambda: h.MLP(4, [3], 2, initialization="zero")),
    ("MLP(skip=1)", TypeError, lambda: h.MLP(4, [3], 2, skip=1)),
    ("MLP(seed=-1)", ValueError, lambda: h.MLP(4, [3], 2, seed=-1)),
    ("MLP.from_config({}, data)", TypeError, lambda: h.MLP.from_config({}, data())),
    ("count_parameters('model')", TypeError, lambda: h.count_parameters("model")),
    ("multiply_adds(None)", TypeError, lambda: h.multiply_adds(None)),
    ("training_memory(batch_size=0)", ValueError, lambda: h.training_memory(model(), batch_size=0)),
    (
        "training_memory(optimizer='lion')",
        ValueError,
        lambda: h.training_memory(model(), optimizer="lion"),
    ),
    ("Hyperparameters(lr=-0.1)", ValueError, lambda: H(lr=-0.1)),
    ("Hyperparameters(lr=NaN)", ValueError, lambda: H(lr=NAN)),
    ("Hyperparameters(lr='0.1')", TypeError, lambda: H(lr="0.1")),
    ("Hyperparameters(lr=True)", TypeError, lambda: H(lr=True)),
    ("Hyperparameters(lr=inf)", ValueError, lambda: H(lr=float("inf"))),
    ("Hyperparameters(batch_size=0)", ValueError, lambda: H(batch_size=0)),
    ("Hyperparameters(batch_size=1.5)", TypeError, lambda: H(batch_size=1.5)),
    ("Hyperparameters(epochs=0)", ValueError, lambda: H(epochs=0)),
    ("Hyperparameters(dropout=1)", ValueError, lambda: H(dropout=1)),
    ("Hyperparameters(l1=-1)", ValueError, lambda: H(l1=-1)),
    ("Hyperparameters(weight_decay=-1)", ValueError, lambda: H(weight_decay=-1)),
    ("Hyperparameters(optimizer='lion')", ValueError, lambda: H(optimizer="lion")),
    ("Hyperparameters(momentum=0.9)", ValueError, lambda: H(momentum=0.9)),
    ("Hyperparameters(n_neurons=[0])", ValueError, lambda: H(n_neurons=[0])),
    ("Hyperparameters(skip='yes')", TypeError, lambda: H(skip="yes")),
    ("Hyperparameters(label_smoothing=1)", ValueError, lambda: H(label_smoothing=1)),
    ("Hyperparameters(shift=0.5)", TypeError, lambda: H(shift=0.5)),
    ("Hyperparameters(shift=-1)", ValueError, lambda: H(shift=-1)),
    ("Hyperparameters(rotation=360)", ValueError, lambda: H(rotation=360)),
    ("Hyperparameters(flip=True)", TypeError, lambda: H(flip=True)),
    ("Hyperparameters(flip=2)", ValueError, lambda: H(flip=2)),
    ("Hyperparameters(input_noise=NaN)", ValueError, lambda: H(input_noise=NAN)),
    ("Hyperparameters().replace(rate=1)", TypeError, lambda: H().replace(rate=1)),
    ("augment(X, 2, generator)", TypeError, lambda: h.augment(X, 2, DRAWS)),
    ("augment([1.0], config, generator)", TypeError, lambda: h.augment([1.0], H(), DRAWS)),
    ("augment(X of int64)", TypeError, lambda: h.augment(X.long(), H(), DRAWS)),
    ("augment(X of 1 axis)", ValueError, lambda: h.augment(X[0], H(), DRAWS)),
    ("augment(X, config, seed)", TypeError, lambda: h.augment(X, H(), 0)),
    ("augment(X of 3 features, shift=1)", ValueError, lambda: h.augment(X, H(shift=1), DRAWS)),
    ("train(shift=1, X of 3 features)", ValueError, lambda: h.train(H(shift=1), data())),
    ("sweep(flip=1, X of 3 features)", ValueError, lambda: h.sweep([H(flip=1)], data())),
    ("train({'lr': 0.1}, data)", TypeError, lambda: h.train({"lr": 0.1}, data())),
    ("train(config, X)", TypeError, lambda: h.train(H(), X)),
    ("train(dtype=float)", TypeError, lambda: h.train(H(), data(), dtype=float)),
    ("train(seed=-1)", ValueError, lambda: h.train(H(), data(), seed=-1)),
    ("train(seed=2**127)", ValueError, lambda: h.train(H(), data(), seed=2**127)),
    ("train(seed=0.5)", TypeError, lambda: h.train(H(), data(), seed=0.5)),
    ("grid('adam')", TypeError, lambda: h.grid("adam")),
    ("grid(config, lr=0.1)", TypeError, lambda: h.grid(H(), lr=0.1)),
    ("grid(config, lr=[])", ValueError, lambda: h.grid(H(), lr=[])),
    ("grid(config, rate=[1])", TypeError, lambda: h.grid(H(), rate=[1])),
    ("sweep(config, data)", TypeError, lambda: h.sweep(H(), data())),
    ("sweep([], data)", ValueError, lambda: h.sweep([], data())),
    ("sweep([{}], data)", TypeError, lambda: h.sweep([{}], data())),
    ("sweep([config], X)", TypeError, lambda: h.sweep([H()], X)),
    ("sweep(seeds=0)", ValueError, lambda: h.sweep([H()], data(), seeds=0)),
    ("sweep(seeds=[1, 1])", ValueError, lambda: h.sweep([H()], data(), seeds=[1, 1])),
    ("sweep(executor='slurm')", ValueError, lambda: h.sweep([H()], data(), executor="slurm")),
    ("sweep(device='gpu')", ValueError, lambda: h.sweep([H()], data(), device="gpu")),
    ("sweep(device=0)", TypeError, lambda: h.sweep([H()], data(), device=0)),
    ("sweep(measure='never')", ValueError, lambda: h.sweep([H()], data(), measure="never")),
    ("sweep(parts='val')", TypeError, lambda: h.sweep([H()], data(), parts="val")),
    ("sweep(parts=[])", ValueError, lambda: h.sweep([H()], data(), parts=[])),
    ("sweep(file='.')", ValueError, lambda: h.sweep([H()], data(), file=".")),
    ("sweep(file=3)", TypeError, lambda: h.sweep([H()], data(), file=3)),
    ("sweep(file='none/a')", ValueError, lambda: h.sweep([H()], data(), file="none/a")),
    ("progress_bar(3)", TypeError, lambda: h.progress_bar(3)),
    ("sweep(progress=1)", TypeError, lambda: h.sweep([H()], data(), progress=1)),
    ("evaluate('model', X, y)", TypeError, lambda: h.evaluate("model", X, y)),
    ("evaluate(model, X[:0], y[:0])", ValueError, lambda: h.evaluate(model(), X[:0], y[:0])),
    ("evaluate(model, X, y[:5])", ValueError, lambda: h.evaluate(model(), X, y[:5])),
    ("evaluate(float64 model)", TypeError, lambda: h.evaluate(model().double(), X, y)),
    ("evaluate(model of 2 classes, label 9)", ValueError, lambda: h.evaluate(model(), X, y + 9)),
    ("gradient_norms(ReLU)", ValueError, lambda: h.gradient_norms(torch.nn.ReLU(), X, y)),
    ("gradient_norms(NaN)", ValueError, lambda: h.gradient_norms(model(), X * NAN, y)),
    (
        "activation_statistics(ReLU)",
        TypeError,
        lambda: h.activation_statistics(torch.nn.ReLU(), X),
    ),
    ("activation_statistics(1 axis)", ValueError, lambda: h.activation_statistics(model(), X[0])),
    ("lr_range_test(0.1, data)", TypeError, lambda: h.lr_range_test(0.1, data())),
    ("lr_range_test(config, X)", TypeError, lambda: h.lr_range_test(H(), X)),
    ("lr_range_test(low=0)", ValueError, lambda: h.lr_range_test(H(), data(), low=0)),
    (
        "lr_range_test(low=1, high=0.1)",
        ValueError,
        lambda: h.lr_range_test(H(), data(), low=1, high=0.1),
    ),
    ("lr_range_test(steps=1)", ValueError, lambda: h.lr_range_test(H(), data(), steps=1)),
    ("lr_range_test(seed=-1)", ValueError, lambda: h.lr_range_test(H(), data(), seed=-1)),
    ("plot_digits(X of 3 features)", ValueError, lambda: plotting.plot_digits(X)),
    ("plot_digits(no digits)", ValueError, lambda: plotting.plot_digits(torch.zeros(0, 784))),
    (
        "plot_digits(one label too few)",
        ValueError,
        lambda: plotting.plot_digits(torch.zeros(2, 784), torch.tensor([1])),
    ),
    ("plot_history({})", TypeError, lambda: plotting.plot_history({})),
    ("plot_history({'a': 1})", TypeError, lambda: plotting.plot_history({"a": 1})),
    ("plot_history(metric='f1')", ValueError, lambda: plotting.plot_history({"a": 1}, metric="f1")),
    ("plot_history(metric=[])", ValueError, lambda: plotting.plot_history({"a": 1}, metric=[])),
    ("plot_seeds([])", TypeError, lambda: plotting.plot_seeds([], ylabel="accuracy")),
    ("plot_seeds({'a': []})", ValueError, lambda: plotting.plot_seeds({"a": []}, ylabel="a")),
    ("plot_seeds(ax=3)", TypeError, lambda: plotting.plot_seeds({"a": [1]}, ylabel="a", ax=3)),
    ("plot_gradient_norms({})", TypeError, lambda: plotting.plot_gradient_norms({})),
    ("plot_bars({})", TypeError, lambda: plotting.plot_bars({}, ylabel="a")),
    ("figure(0)", ValueError, lambda: plotting.figure(0)),
    ("plot_curves(3)", TypeError, lambda: plotting.plot_curves(3)),
    ("plot_curves({})", TypeError, lambda: plotting.plot_curves({})),
    ("plot_curves([1])", TypeError, lambda: plotting.plot_curves([1])),
    ("plot_curves(metric='f1')", ValueError, lambda: plotting.plot_curves(LANES, metric="f1")),
    (
        "plot_curves(metric not measured)",
        ValueError,
        lambda: plotting.plot_curves(LANES, metric="train_loss"),
    ),
    (
        "plot_curves(table, metric not in it)",
        ValueError,
        lambda: plotting.plot_curves(h.load_table("model"), metric="train_loss"),
    ),
    ("plot_dots([], 'lr')", TypeError, lambda: plotting.plot_dots([], "lr")),
    ("plot_dots({}, 'lr')", TypeError, lambda: plotting.plot_dots({}, "lr")),
    ("plot_dots(LANES, 'rate')", ValueError, lambda: plotting.plot_dots(LANES, "rate")),
    ("plot_dots(LANES, by='rate')", ValueError, lambda: plotting.plot_dots(LANES, "lr", by="rate")),
    ("plot_dots(another varies)", ValueError, lambda: plotting.plot_dots(LANES, "dropout")),
    (
        "plot_seeds(highest of no column)",
        ValueError,
        lambda: plotting.plot_seeds({"a": [1]}, ylabel="n", highest={"b": "the winner"}),
    ),
    (
        "plot_heatmap({})",
        TypeError,
        lambda: plotting.plot_heatmap({"a": LANES}, "lr", "dropout"),
    ),
    (
        "plot_heatmap(another varies)",
        ValueError,
        lambda: plotting.plot_heatmap(LANES, "dropout", "l1"),
    ),
    ("plot_pareto({})", TypeError, lambda: plotting.plot_pareto({}, "s")),
    ("plot_pareto(a number)", TypeError, lambda: plotting.plot_pareto({"a": 1}, "s")),
    ("plot_pareto(cost 0)", ValueError, lambda: plotting.plot_pareto({"a": (0, 1)}, "s")),
    ("plot_pareto(score NaN)", ValueError, lambda: plotting.plot_pareto({"a": (1, NAN)}, "s")),
    ("plot_pareto(cost='rate')", ValueError, lambda: plotting.plot_pareto(LANES, "rate")),
    ("plot_boundary(3)", TypeError, lambda: plotting.plot_boundary(3, X, y)),
    ("plot_boundary(X=3)", ValueError, lambda: plotting.plot_boundary(model(), 3, y)),
    ("plot_boundary(X of 3 features)", ValueError, lambda: plotting.plot_boundary(model(), X, y)),
    ("plot_network(3)", TypeError, lambda: plotting.plot_network(3)),
    ("plot_network([3])", ValueError, lambda: plotting.plot_network([3])),
    ("plot_network(no layers)", TypeError, lambda: plotting.plot_network(torch.nn.ReLU())),
    ("plot_gradient_flow({})", TypeError, lambda: plotting.plot_gradient_flow({})),
    ("plot_gradient_flow([-1])", ValueError, lambda: plotting.plot_gradient_flow({"a": [-1]})),
    ("plot_weights({})", TypeError, lambda: plotting.plot_weights({})),
    ("plot_weights(3 inputs)", ValueError, lambda: plotting.plot_weights(model())),
    ("plot_weights(no layer)", ValueError, lambda: plotting.plot_weights(torch.nn.ReLU())),
    ("plot_weights(3)", TypeError, lambda: plotting.plot_weights(3)),
    ("plot_weights(n=0)", ValueError, lambda: plotting.plot_weights(model(), n=0)),
    ("plot_mistakes(n=0)", ValueError, lambda: plotting.plot_mistakes(model(), X, y, n=0)),
    ("plot_mistakes(X of 3 features)", ValueError, lambda: plotting.plot_mistakes(model(), X, y)),
    ("plot_paths({})", TypeError, lambda: plotting.plot_paths(max, {})),
    ("plot_paths(one number)", ValueError, lambda: plotting.plot_paths(max, {"a": [1, 2]})),
    ("plot_paths(start NaN)", ValueError, lambda: plotting.plot_paths(max, {"a": [(NAN, 1)]})),
    (
        "plot_paths(too few axes)",
        ValueError,
        lambda: plotting.plot_paths(max, {"a": [(1, 1)]}, ax=[]),
    ),
    ("show(figure, alt='')", ValueError, lambda: plotting.show(plt.figure(), alt=" ")),
    ("show('figure')", TypeError, lambda: plotting.show("figure", alt="A figure.")),
    ("rate_factors(0.1, 10)", TypeError, lambda: h.rate_factors(0.1, 10)),
    ("rate_factors(steps=0)", ValueError, lambda: h.rate_factors(H(), 0)),
    ("Capstone(task=-1)", ValueError, lambda: capstone(task=-1)),
    ("Capstone(repeats=0)", ValueError, lambda: capstone(repeats=0)),
    ("Capstone(degrees='45')", TypeError, lambda: capstone(degrees="45")),
    ("Capstone(degrees=360)", ValueError, lambda: capstone(degrees=360)),
    ("Capstone(distort=shift)", ValueError, lambda: capstone(distort=H(shift=2))),
    ("labs.Lab(distort=nothing)", ValueError, lambda: lab(distort=H())),
    ("labs.Lab(answer='a b')", ValueError, lambda: lab(answer="a b")),
    ("labs.Lab(space={})", ValueError, lambda: lab(space={})),
    ("labs.Lab(epochs=1)", ValueError, lambda: lab(epochs=1)),
    ("labs.Lab(one level)", ValueError, lambda: lab(levels=[h.labs.Level(0.5, 1, "one")])),
    ("labs.Lab(wrong_labels=20)", ValueError, lambda: lab(wrong_labels=20)),
    ("labs.Lab(graded_epochs=0)", ValueError, lambda: lab(graded_epochs=0)),
    ("labs.Lab(n_train=3000)", ValueError, lambda: lab(n_train=3000)),
    ("labs.Lab(limit of weight)", ValueError, lambda: lab(limits=[h.labs.Limit("weight", 1)])),
    ("labs.Lab(bracket of width)", ValueError, lambda: lab(bracket=h.labs.Bracket("w", 0, 9, 0))),
    ("labs.Lab.configure(lr=9)", ValueError, lambda: lab().configure({"lr": 9})),
    ("labs.Lab.configure(lr='a')", TypeError, lambda: lab().configure({"lr": "a"})),
    ("labs.Lab.configure(epochs=9)", ValueError, lambda: lab().configure({"lr": 0.1, "epochs": 9})),
    ("explore(3)", TypeError, lambda: widgets.explore(3, alt="a", lr=[1])),
    ("explore(lr=[])", TypeError, lambda: widgets.explore(print, alt="a", lr=[])),
    (
        "explore(start not in values)",
        ValueError,
        lambda: widgets.explore(print, alt="a", start={"lr": 2}, lr=[1]),
    ),
    (
        "explore(start of no control)",
        ValueError,
        lambda: widgets.explore(print, alt="a", start={"x": 2}, lr=[1]),
    ),
    ("load_table('models')", ValueError, lambda: h.load_table("models")),
    ("load_table(3)", TypeError, lambda: h.load_table(3)),
    (
        "load_table('model').select(rate=1)",
        ValueError,
        lambda: h.load_table("model").select(rate=1),
    ),
    ("search.Uniform(2, 1)", ValueError, lambda: search.Uniform(2, 1)),
    ("search.Uniform('0', 1)", TypeError, lambda: search.Uniform("0", 1)),
    ("search.LogUniform(0, 1)", ValueError, lambda: search.LogUniform(0, 1)),
    ("search.Integers(1.5, 3)", TypeError, lambda: search.Integers(1.5, 3)),
    ("search.Choice([])", ValueError, lambda: search.Choice([])),
    ("search.Choice('adam')", TypeError, lambda: search.Choice("adam")),
    ("search.sample({}, 3)", ValueError, lambda: search.sample({}, 3)),
    ("search.sample({'lr': 0.1}, 3)", TypeError, lambda: search.sample({"lr": 0.1}, 3)),
    ("search.sample(space, 0)", ValueError, lambda: search.sample(SPACE, 0)),
    (
        "search.grid_search(points=0)",
        ValueError,
        lambda: search.grid_search(SPACE, data(), points=0),
    ),
    (
        "search.random_search(n=0)",
        ValueError,
        lambda: search.random_search(SPACE, data(), 0),
    ),
    (
        "search.successive_halving(n=0)",
        ValueError,
        lambda: search.successive_halving(SPACE, data(), 0),
    ),
    (
        "search.successive_halving(factor=1)",
        ValueError,
        lambda: search.successive_halving(SPACE, data(), factor=1),
    ),
    (
        "search.hyperband(max_epochs=0)",
        ValueError,
        lambda: search.hyperband(SPACE, data(), max_epochs=0),
    ),
    (
        "search.optuna_search(trials=0)",
        ValueError,
        lambda: search.optuna_search(SPACE, data(), 0),
    ),
    (
        "search.optuna_search(storage=3)",
        TypeError,
        lambda: search.optuna_search(SPACE, data(), 1, storage=3),
    ),
    ("checks.raises('ValueError')", TypeError, lambda: checks.raises("ValueError", 1)),
]


def table() -> str:
    """Return what each case raised, as a Markdown table."""
    rows = ["| call | error |", "| --- | --- |"]
    for call, _, run in CASES:
        try:
            run()
            text = "none"
        except Exception as error:
            text = f"{type(error).__name__}: {error}"
        rows.append(f"| `{call}` | {text} |")
    return "\n".join(rows)


if __name__ == "__main__":
    print(table())
