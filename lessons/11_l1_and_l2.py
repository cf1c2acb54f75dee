# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 11 L1 and L2 penalties
#
# **What happens when large weights cost something, and why is "weight decay" not always the same thing?**
#
# After this lesson you can
#
# - add an L1 and an L2 penalty to a loss by hand, on weights and not on biases,
# - say why L1 makes weights exactly zero and L2 only makes them smaller,
# - say what penalties do to the gap and to the accuracy, for 100 to 3,000 digits and for wrong labels,
# - tell an L2 penalty from decoupled weight decay, and say for which optimizer they differ.
#
# | | |
# | --- | --- |
# | You need | lessons 01, 05, 08 and 10 |
# | Time | 70 minutes |
# | Run All | under a minute on a laptop with two cores |

# %%
import dataclasses
import math
import statistics

import torch
from torch.nn.functional import cross_entropy

import hyperlib as h
from hyperlib import checks, plotting, widgets

torch.set_num_threads(2)

# %% [markdown]
# | Figure or table | Trained runs | Takes about |
# | --- | --- | --- |
# | Paths of three weights, shapes | none | at once |
# | By hand | 4 | 2 s |
# | Small weights against the strength | 55 | 8 s |
# | Exact zeros | 10 | 2 s |
# | Against the amount of data | 60 | 5 s |
# | Explorer | none, from a table measured beforehand | 1 s |
# | Wrong labels | 15 | 3 s |
# | Two kinds of weights | none | 2 s |
# | Strengths of both kinds | 110 | 12 s |
# | Gallery | none, from the runs above | at once |

# %% [markdown]
# ## A price on weights
#
# A **penalty** is added to the loss, so that training makes the sum of both small:
#
# $$\text{loss} + \lambda_1 \sum |w| + \frac{\lambda_2}{2} \sum w^2$$
#
# Both sums run over all weights $w$ of the network. $|w|$ is the size of a weight without its sign.
# The first sum is the **L1 penalty**, the second the **L2 penalty**.
# The factors $\lambda_1$ and $\lambda_2$ (the Greek letter lambda) are the hyperparameters, called **strengths** here.
# The half is there so that the gradient of the L2 penalty is $\lambda_2 w$, without a factor 2. Some programs leave it out: then the same effect needs half the strength.
#
# Why would that help? A network that learns by heart needs weights that answer to single digits. If weights have a price, only those stay that pay for many digits.
#
# **Biases** are usually left out. There are few of them, each can be learned from little data, and a price on them can lead to underfitting (Goodfellow, Bengio and Courville 2016, *Deep Learning*, section 7.1).
#
# ## Two shapes
#
# Take one weight whose best value without penalty is $a$, and a loss of $(w - a)^2 / 2$ around it. With a penalty of strength $\lambda$ the best value is
#
# $$\text{L2:}\quad w = \frac{a}{1 + \lambda} \qquad\qquad \text{L1:}\quad w = \operatorname{sign}(a) \cdot \max(|a| - \lambda, 0)$$
#
# (Hastie, Tibshirani and Friedman 2009, *The Elements of Statistical Learning*, section 3.4, table 3.4.)
# $\operatorname{sign}(a)$ is 1 for a positive $a$ and -1 for a negative one.
# In words: L2 divides the weight, L1 moves it toward 0 by $\lambda$ and stops there.
# The second formula is called **soft-thresholding**.
#
# **Predict.** Three weights with best values 2, 0.5 and 0.1. We raise the strength from 0 to 1. Which weights become exactly 0 with L1? Which with L2?


# %% tags=["demonstration"]
def shrink(a, strength, kind):
    """Return the best value of a weight with a penalty."""
    if kind == "L2":
        return a / (1 + strength)
    return math.copysign(max(abs(a) - strength, 0.0), a)  # copysign gives it the sign of a


def by_search(a, strength, kind):
    """Return the same by trying 40,001 values."""
    w = torch.linspace(-4, 4, 40_001, dtype=torch.float64)
    price = strength * w.abs() if kind == "L1" else strength * w**2 / 2
    return w[((w - a) ** 2 / 2 + price).argmin()].item()


wanted = [2.0, 0.5, 0.1]
for kind in ("L1", "L2"):
    agree = all(
        abs(shrink(a, s, kind) - by_search(a, s, kind)) < 1e-3
        for a in wanted
        for s in (0.0, 0.3, 1)
    )
    zero = [a for a in wanted if shrink(a, 1.0, kind) == 0]
    print(f"{kind}: formula and search agree: {agree}; exactly 0 at strength 1: {zero or 'none'}")

# %% tags=["demonstration", "nbval-ignore-output"]
strengths = [k / 50 for k in range(126)]
figure, axes = plotting.figure(2)
for ax, kind in zip(axes, ("L1", "L2"), strict=True):
    for k, a in enumerate(wanted):
        look = {"color": plotting.COLORS[k], "linestyle": plotting.LINES[k]}
        ax.plot(strengths, [shrink(a, s, kind) for s in strengths], label=f"best value {a}", **look)
    ax.set_xlabel("strength of the penalty")
    ax.set_ylabel("weight")
    ax.set_title(kind)
    ax.legend()
plotting.show(
    figure,
    alt="Three weights against the strength of the penalty. With L1 each falls along a straight line to zero "
    "and stays there. With L2 all shrink by the same factor and none reaches zero.",
)

# %% [markdown]
# **Explain.** With L1 the weights 0.5 and 0.1 are gone at strength 1, and 2 has become 1. With L2 all three are halved and none is 0.
#
# The reason is the shape of the price. L1 is a V: its slope is the same at every size, so it pulls a small weight as hard as a large one, all the way to 0.
# L2 is a bowl: its slope is $\lambda w$ and fades as the weight shrinks, so it never arrives.
# That is the whole difference: L1 **selects**, L2 **shrinks**.
#
# See the shapes: choose the kind of penalty, the best value without it and the strength. The dot is the best weight with it, the lowest point of the sum.
#
# **Predict.** The best value is 1. At which of the strengths does the weight become exactly 0 with L1? And with L2?


# %% tags=["demonstration", "nbval-ignore-output"]
def plot_price(kind, best, strength):
    w = torch.linspace(-1, 3, 401)
    price = strength * w.abs() if kind == "L1" else strength * w**2 / 2
    loss = (w - best) ** 2 / 2
    figure, [ax] = plotting.figure()
    for k, (label, values) in enumerate(
        {"loss": loss, "penalty": price, "sum": loss + price}.items()
    ):
        look = {"color": plotting.COLORS[k], "linestyle": plotting.LINES[k], "label": label}
        ax.plot(w, values, **look)
    chosen = shrink(best, strength, kind)
    height = (chosen - best) ** 2 / 2
    height += strength * abs(chosen) if kind == "L1" else strength * chosen**2 / 2
    ax.plot([chosen], [height], color=plotting.COLORS[2], marker="o", markersize=10)
    ax.set_ylim(-0.2, 4)
    ax.set_xlabel("weight")
    ax.set_ylabel("cost")
    ax.set_title(f"{kind}, strength {strength}: {best} becomes {chosen:.2f}")
    ax.legend()
    return figure


widgets.explore(
    plot_price,
    alt=lambda kind, best, strength: (
        f"Loss, {kind} penalty of strength {strength}, and their sum, against a weight whose best value "
        f"is {best}. The lowest point of the sum is at {shrink(best, strength, kind):.2f}."
    ),
    start={"kind": "L1", "best": 1.0, "strength": 0.5},
    kind=["L1", "L2"],
    best=[0.2, 0.5, 1.0, 2.0],
    strength=[0.0, 0.2, 0.5, 1.0, 2.0],
)

# %% [markdown]
# **Explain.** With L1 from strength 1 on: at 0 the loss pulls with a slope of 1, and the penalty holds against it with a slope as large or larger. With L2 at none of them.
# With two weights the same prices draw a diamond (L1) and a circle (L2), and the loss tends to touch the diamond at a corner, where one weight is 0 (Hastie et al. 2009, figure 3.11).

# %% [markdown]
# ## By hand
#
# One training run with each penalty written out, compared with `l1` and `weight_decay` of the library.
# The library's `l1` leaves the biases out, as you will in exercise 2.
# Its `weight_decay` is PyTorch's: it adds $\lambda w$ to the gradient, the gradient of $\lambda w^2 / 2$, for **all** parameters, biases too. So we do the same here.


# %% tags=["demonstration"]
full = h.load_mnist()
data = full.subset(500)  # 500 training digits
# He: first weights of a size that suits ReLU (lesson 02)
config = h.Hyperparameters(n_neurons=(64,), batch_size=64, lr=2e-3, epochs=15, initialization="he")


def train_by_hand(l1, l2, seed):
    """Return the validation loss of a network trained with both penalties."""
    model = h.MLP(784, [64], 10, initialization="he", seed=seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=config.lr)
    shuffle = torch.Generator().manual_seed(seed)
    tables = [p for p in model.parameters() if p.ndim == 2]  # a bias is a list, not a table
    for _ in range(config.epochs):
        order = torch.randperm(len(data.y_train), generator=shuffle)
        for rows in order.split(config.batch_size):
            loss = cross_entropy(model(data.X_train[rows]), data.y_train[rows])
            price = l1 * sum(w.abs().sum() for w in tables)
            price = price + l2 / 2 * sum((p**2).sum() for p in model.parameters())
            optimizer.zero_grad()
            (loss + price).backward()
            optimizer.step()
    return h.evaluate(model, data.X_val, data.y_val)[0]


for name, l1, l2 in [("L1", 1e-3, 0.0), ("L2", 0.0, 1e-2)]:
    run = h.train(config.replace(l1=l1, weight_decay=l2), data, seed=0)
    same = abs(train_by_hand(l1, l2, seed=0) - run.final.val_loss) < 5e-3
    print(f"{name}: by hand and by the library, the same validation loss: {same}")

# %% [markdown]
# ## Sparsity, measured
#
# A network is **sparse** when many of its weights are zero. In a trained network we call a weight small when its size is below 0.002: about one step of Adam at our learning rate, so a weight that hovers around 0 is seldom farther away.
# The **norm** (lesson 02) says how large all weights are together.
#
# **Predict.** We raise the strength of each penalty until the norm has fallen to less than half. Which network then has more small weights, that with L1 or that with L2?

# %% tags=["demonstration"]
drawn = data.X_train.abs().sum(0) > 0  # pixels with ink in some training digit; ~drawn: the others
tried = {"L1": [1e-5, 1e-4, 3e-4, 1e-3, 3e-3], "L2": [1e-4, 1e-3, 1e-2, 3e-2, 0.1]}
field = {"L1": "l1", "L2": "weight_decay"}  # what h.Hyperparameters calls them
settings = [("none", 0.0)] + [(name, s) for name in tried for s in tried[name]]
first = {key: [] for key in settings}  # weights of the first layer, one matrix for each seed
seconds = {"none": [], "L1": [], "L2": []}
# All settings within a seed, so that a busy moment slows all of them.
for seed in h.progress_bar(range(5)):
    for kind, strength in settings:
        changed = config.replace(**{field[kind]: strength}) if strength else config
        run = h.train(changed, data, seed=seed)
        first[kind, strength].append(run.model.layers[0].weight.detach())
        seconds[kind].append(run.seconds)


def small_share(w):
    return (w.abs() < 2e-3).float().mean().item()


small, norm = {}, {}
for key, matrices in first.items():
    small[key] = [small_share(w[:, drawn]) for w in matrices]
    without = [w[:, drawn].norm() for w in first["none", 0.0]]
    pairs = zip(matrices, without, strict=True)
    norm[key] = [(w[:, drawn].norm() / other).item() for w, other in pairs]

# %% tags=["demonstration", "nbval-ignore-output"]
figure, axes = plotting.figure(2)
for ax, values in zip(axes, (norm, small), strict=True):
    ax.axhline(statistics.mean(values["none", 0.0]), color="gray", linestyle=":", label="none")
    for k, kind in enumerate(tried):
        look = {"color": plotting.COLORS[k], "marker": plotting.MARKERS[k]}
        means = [statistics.mean(values[kind, s]) for s in tried[kind]]
        ax.plot(tried[kind], means, label=kind, linestyle=plotting.LINES[k], **look)
        for s in tried[kind]:
            ax.plot([s] * 5, values[kind, s], linestyle="", alpha=0.4, **look)
    ax.set_xscale("log")
    ax.set_ylim(0, 1.05)
    ax.set_xlabel("strength of the penalty, log scale")
axes[0].set_ylabel("norm / norm without penalty")
axes[1].set_ylabel("share of small weights")
axes[1].legend()
plotting.show(
    figure,
    alt="Left: the norm of the weights of the first layer falls with the strength of either penalty. Right: "
    "the share of small weights rises steeply with L1, to over three quarters, and slowly with L2, to "
    "under a third. Five seeds each; they lie close together.",
)

# %% tags=["demonstration"]
selects, shrinks = ("L1", 1e-3), ("L2", 3e-2)
smaller = sum(a < b for a, b in zip(norm[shrinks], norm[selects], strict=True))
more = sum(a > 2 * b for a, b in zip(small[selects], small[shrinks], strict=True))
half = sum(a < 0.5 for key in (selects, shrinks) for a in norm[key])
print(f"L1 of 0.001, L2 of 0.03: norm below half of that without penalty in {half} of 10 runs")
print(f"the network with L2 has the smaller norm in {smaller} of 5 seeds,")
print(f"that with L1 more than twice as many small weights in {more} of 5")
zeros = sum((w[:, drawn] == 0).any().item() for key in first for w in first[key])
print(f"runs with a weight that is exactly 0: {zeros} of {5 * len(first)}")
starts = [h.MLP(784, [64], 10, initialization="he", seed=seed) for seed in range(5)]
pairs = zip(first["none", 0.0], starts, strict=True)
kept = sum(torch.equal(w[:, ~drawn], start.layers[0].weight[:, ~drawn]) for w, start in pairs)
print(f"blank pixels, no penalty: all their weights as before training in {kept} of 5")
for kind, strength in [("L1", 1e-5), ("L2", 1e-4)]:
    gone = sum(small_share(w[:, ~drawn]) > 0.9 for w in first[kind, strength])
    print(f"blank pixels, {kind}: over nine tenths of their weights small in {gone} of 5")

# %% [markdown]
# **Explain.** As the paths promised: L2 shrinks all weights, and L1 makes most of them small, even where L2 has shrunk more in total.
# But none is exactly 0. A gradient step pushes a weight over 0, the next one pushes it back.
#
# We left out the pixels that are blank in every training digit. Only the penalty pulls on their weights. So with the weakest *penalty* they go to zero, and without one they keep their first random values forever. Look at such details before you believe a share.
#
# **Predict.** The exact zeros of the formula need soft-thresholding as a step of its own, after each gradient step of the loss alone. The threshold is learning rate times strength (proximal gradient descent; Parikh and Boyd 2014, *Proximal algorithms*, section 4.2). How many weights are exactly 0 then: a few, or a quarter and more? And does the accuracy suffer?


# %% tags=["demonstration"]
def train_sgd(strength, thresholding, seed):
    """Return the share of exact zeros in the first layer, and the validation accuracy."""
    model = h.MLP(784, [64], 10, initialization="he", seed=seed)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    shuffle = torch.Generator().manual_seed(seed)
    tables = [p for p in model.parameters() if p.ndim == 2]
    for _ in range(15):
        for rows in torch.randperm(len(data.y_train), generator=shuffle).split(64):
            loss = cross_entropy(model(data.X_train[rows]), data.y_train[rows])
            if not thresholding:
                loss = loss + strength * sum(w.abs().sum() for w in tables)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            if thresholding:
                with torch.no_grad():
                    for w in tables:  # softshrink is PyTorch's soft-thresholding
                        w.copy_(torch.nn.functional.softshrink(w, 0.1 * strength))
    zeros = (tables[0][:, drawn] == 0).float().mean().item()
    return zeros, h.evaluate(model, data.X_val, data.y_val)[1]


by_gradient, by_threshold = (
    [train_sgd(3e-3, thresholding, seed) for seed in range(5)] for thresholding in (False, True)
)
print("L1 in the gradient: an exact zero in", sum(z > 0 for z, _ in by_gradient), "of 5 seeds")
print(
    "soft-thresholding: over a quarter exactly 0 in", sum(z > 0.25 for z, _ in by_threshold), "of 5"
)
close = [abs(a - b) < 0.02 for (_, a), (_, b) in zip(by_gradient, by_threshold, strict=True)]
print("the accuracies differ by less than 2 points in", sum(close), "of 5")

# %% [markdown]
# **Explain.** A quarter and more, at about the same accuracy: the same price, paid in another way.
# A weight that would pass 0 stops there, and stays until the loss pulls by more than the threshold.
#
# What does a penalty cost? Your machine's seconds, as a share of those without penalty:

# %% tags=["demonstration", "nbval-ignore-output"]
for kind in tried:
    ratio = statistics.median(seconds[kind]) / statistics.median(seconds["none"])
    print(f"{kind}: {ratio:.1f} times the seconds")

# %% [markdown]
# PyTorch's `weight_decay` is a part of the optimizer's step and costs next to nothing. L1 is one more term of the loss with a gradient of its own; in a network as small as this one that can be seen.
# Either cost grows with the number of weights and not with the batch.

# %% [markdown]
# ## Against the amount of data
#
# In this section the gap is that of the loss: validation loss minus training loss. (Lesson 01 took accuracies.)
# More digits make more steps an epoch, so we give the larger sets fewer epochs. At each size the runs with and without penalty are trained alike.
#
# **Predict.** One L1 and one L2 penalty, for 100, 300, 1,000 and 3,000 training digits with right labels. What happens to the gap? And to the accuracy: does it rise most with little data?

# %% tags=["demonstration"]
epochs = {100: 30, 300: 20, 1000: 10, 3000: 5}
wide = config.replace(n_neurons=(128,))
kinds = {"none": {}, "L1": {"l1": 1e-3}, "L2": {"weight_decay": 1e-2}}


def of_each_kind(n):
    """Return five runs of each kind, on n digits."""
    part = full if n == 3000 else full.subset(n)
    configs = [wide.replace(epochs=epochs[n], **change) for change in kinds.values()]
    return h.sweep(configs, part, seeds=range(5)).by_configuration()


runs = {
    (n, kind): [lane.final for lane in lanes]  # the last epoch of each
    for n in epochs
    for kind, lanes in zip(kinds, of_each_kind(n))
}


def gap(end):
    return end.val_loss - end.train_loss


# %% tags=["demonstration", "nbval-ignore-output"]
figure, axes = plotting.figure(2)
for k, kind in enumerate(kinds):
    look = {"color": plotting.COLORS[k], "marker": plotting.MARKERS[k]}
    gaps = {n: [gap(e) for e in runs[n, kind]] for n in epochs}
    accuracies = {n: [e.val_accuracy for e in runs[n, kind]] for n in epochs}
    for ax, values in zip(axes, (gaps, accuracies), strict=True):
        means = [statistics.mean(values[n]) for n in epochs]
        ax.plot(list(epochs), means, label=kind, linestyle=plotting.LINES[k], **look)
        for n in epochs:
            ax.plot([n] * 5, values[n], linestyle="", alpha=0.4, **look)
for ax, label in zip(axes, ("validation loss - training loss", "validation accuracy"), strict=True):
    ax.set_xscale("log")
    ax.set_xticks(list(epochs), [str(n) for n in epochs])
    ax.set_xlabel("training digits")
    ax.set_ylabel(label)
    ax.legend()
plotting.show(
    figure,
    alt="Gap and validation accuracy against the number of training digits, without penalty, with L1 and with "
    "L2, five seeds. Both penalties make the gap smaller at every size. The accuracies are close for 100 "
    "digits, and lower with a penalty from 300 digits on, lowest with L1.",
)


# %% tags=["demonstration"]
def count(n, kind, better):
    """Count the seeds in which `better(end with the penalty, end without)` holds."""
    pairs = zip(runs[n, kind], runs[n, "none"], strict=True)
    return f"{sum(better(a, b) for a, b in pairs)} of 5"


def change(n, kind, measure):
    """Return how much a penalty changes `measure(end)`, on average over the seeds."""
    pairs = zip(runs[n, kind], runs[n, "none"], strict=True)
    return statistics.mean(measure(a) - measure(b) for a, b in pairs)


def accuracy(end):
    return end.val_accuracy


def gap_of_accuracies(end):
    return end.train_accuracy - end.val_accuracy


for n in epochs:
    for kind in ("L1", "L2"):
        shrunk = count(n, kind, lambda a, b: gap(a) < gap(b))
        print(f"{n:>4} digits, {kind}: smaller gap in {shrunk}, accuracy on average", end=" ")
        moved = change(n, kind, accuracy)
        print(f"within 2 points: {abs(moved) < 0.02}" if n == 100 else f"lower: {moved < 0}")
for kind in ("L1", "L2"):
    print(f"1000 digits, {kind}: higher training loss in", end=" ")
    print(count(1000, kind, lambda a, b: a.train_loss > b.train_loss), end=", ")
    print("mean validation loss higher:", change(1000, kind, lambda end: end.val_loss) > 0)
    print(f"300 digits, {kind}: the gap of the accuracies is larger on average:", end=" ")
    print(change(300, kind, gap_of_accuracies) > 0)
print("L1 costs more accuracy with 3000 digits than with 100, on average:", end=" ")
print(change(3000, "L1", accuracy) < change(100, "L1", accuracy))

# %% [markdown]
# **Explain.** The gap does shrink, everywhere. But the accuracy does not follow: with 100 digits it moves by less than two points either way, and from 300 digits on it falls.
# A smaller gap is not a better network. With 1,000 digits the validation loss went *up*; the gap is smaller only because the training loss went up more.
# With 300 digits the gap of lesson 01, that of the accuracies, even grew.
#
# That need not be so. With few examples and many *useless* inputs L1 can win by far (Ng 2004, *Feature selection, L1 vs. L2 regularization, and rotational invariance*, ICML). The ink of a digit is spread over many pixels, and most of them say a little.
# And large networks for images are trained with weight decay as a matter of course (Krizhevsky, Sutskever and Hinton 2012, NeurIPS, section 5, report that a small one lowered even their *training* error).
# Why it helps those is disputed: Zhang et al. (2019, *Three mechanisms of weight decay regularization*, ICLR, arXiv:1810.12281) doubt that it is the price on large weights, and name other mechanisms, such as a larger effective learning rate.

# %% [markdown]
# ## Explorer: every strength, measured beforehand
#
# Maybe the strengths were badly chosen? Here is a table of runs: the network 784-128-64-32-10 of lesson 01, Adam, batches of 32, 20 epochs, right labels, five seeds each.
# Choose the digits, the learning rate, the dropout rate and the kind of penalty. The other penalty is 0. `weight_decay` is the L2 penalty.
#
# **Predict.** In which settings is there a strength that raises the validation accuracy clearly, by more than 1.5 points? And where does the largest strength cost more: with 100 digits or with 3,000?


# %% tags=["demonstration", "nbval-ignore-output"]
table = h.load_table("regularization")
OTHER = {"l1": "weight_decay", "weight_decay": "l1"}


def plot_strength(digits, lr, dropout, penalty):
    part = table.select(n_train=digits, lr=lr, dropout=dropout, **{OTHER[penalty]: 0.0})
    figure, [ax] = plotting.figure()
    places = range(4)  # the four strengths side by side; 0 has no place on a log scale
    for k, name in enumerate(("training", "validation")):
        values = (part.train_accuracy, part.val_accuracy)[k][:, :, -1]  # the last epoch
        look = {"color": plotting.COLORS[k], "marker": plotting.MARKERS[k]}
        ax.plot(places, values.mean(1), label=name, linestyle=plotting.LINES[k], **look)
        ax.plot(places, values, linestyle="", alpha=0.3, **look)
    ax.set_xticks(places, [f"{s:g}" for s in part.axes[penalty]])
    ax.set_ylim(0, 1.03)
    ax.set_xlabel(f"strength ({penalty})")
    ax.set_ylabel("accuracy")
    ax.set_title(f"{digits} digits, lr {lr:g}, dropout {dropout:g}")
    ax.legend(loc="lower left")
    return figure


def describe(digits, lr, dropout, penalty):
    part = table.select(n_train=digits, lr=lr, dropout=dropout, **{OTHER[penalty]: 0.0})
    means = part.val_accuracy[:, :, -1].mean(1)
    return (
        f"Training and validation accuracy against four strengths of {penalty}, five seeds and their mean, "
        f"{digits} digits, learning rate {lr:g}, dropout {dropout:g}. Mean validation accuracy: "
        f"{means[0]:.0%} without penalty, {means[-1]:.0%} at the largest strength."
    )


widgets.explore(
    plot_strength,
    alt=describe,
    start={"digits": 1000, "lr": 0.001, "dropout": 0.0, "penalty": "l1"},
    digits=table.axes["n_train"],
    lr=table.axes["lr"],
    dropout=table.axes["dropout"],
    penalty=list(OTHER),
)

# %% tags=["demonstration"]
for kind, other in OTHER.items():
    ends = table.select(**{other: 0.0}).val_accuracy[..., -1]  # digits, dropout, strength, lr, seed
    moved = ends[:, :, 1:].mean(-1) - ends[:, :, :1].mean(-1)
    best = moved.max(2)  # the gain of the best strength in each of the 48 settings
    still = (abs(moved[:, :, 0]) < 0.02).sum()
    lower = (ends[:, :, 3] < ends[:, :, 0]).all(-1)
    print(
        f"{kind}: some strength gains more than 1.5 points in {(best > 0.015).sum()} of {best.size},"
    )
    print(f"  the smallest moves the mean by less than 2 points in {still} of {best.size},")
    print(f"  the largest is worse than none in all five seeds in {lower.sum()} of {lower.size}")
    part = table.select(**{other: 0.0}, dropout=0.0, lr=0.001).val_accuracy[..., -1]
    cost = part[:, 0] - part[:, 3]  # digits, seed
    more = (cost[0] > cost[3]).sum()
    print(
        f"  without dropout, lr 0.001: it costs more with 100 digits than with 3,000 in {more} of 5"
    )

# %% [markdown]
# **Explain.** In none of the 48 settings of either penalty was there a strength worth having: this small network, 20 epochs and right labels offer little to gain.
# Small strengths change next to nothing. The largest one costs accuracy almost everywhere, and here it costs more with *few* digits.
# In the section before, a strength of L1 cost more with many. So there is no rule of thumb in it: how much a strength costs depends on the network and on how long it trains.

# %% [markdown]
# ## Where it pays: wrong labels
#
# 1,000 digits, and three in ten training labels are drawn at random (lessons 08 and 10; by chance, some of those are right). The validation labels are right.
# The strengths are those from before.
#
# **Predict.** By how much does a penalty change the validation accuracy now: by less than a point, by a few, by more than ten? And the *training* accuracy: up or down?

# %% tags=["demonstration"]
thousand = full.subset(1000)
generator = torch.Generator().manual_seed(0)
tired = torch.rand(1000, generator=generator) < 0.3
guesses = torch.randint(10, (1000,), generator=generator)
noisy = dataclasses.replace(thousand, y_train=torch.where(tired, guesses, thousand.y_train))
configs = [wide.replace(epochs=25, **change) for change in kinds.values()]
found = h.sweep(configs, noisy, seeds=range(5)).by_configuration()
with_noise = {name: [lane.final for lane in lanes] for name, lanes in zip(kinds, found)}
for name in ("L1", "L2"):
    pairs = list(zip(with_noise["none"], with_noise[name], strict=True))
    better = sum(b.val_accuracy > a.val_accuracy for a, b in pairs)
    print(f"{name} is better than no penalty in {better} of 5 seeds,")
    gained = statistics.mean(b.val_accuracy - a.val_accuracy for a, b in pairs)
    print(f"  by 2 to 10 points on average: {0.02 < gained < 0.1}")
    lower = sum(b.train_accuracy < a.train_accuracy - 0.1 for a, b in pairs)
    print(f"  its training accuracy is over 10 points lower in {lower} of 5")

# %% tags=["demonstration", "nbval-ignore-output"]
shown = {name: [e.val_accuracy for e in ends] for name, ends in with_noise.items()}
ax = plotting.plot_seeds(shown, ylabel="validation accuracy")
plotting.show(
    ax,
    alt="Validation accuracy with three in ten training labels drawn at random, five seeds each. L1 and L2 "
    "are several points above no penalty, L1 a little higher.",
)

# %% [markdown]
# **Explain.** Several points up, and the training accuracy falls: here there is much that should not be learned, and the price keeps the network from learning it.
# Krogh and Hertz (1992, *A simple weight decay can improve generalization*, NeurIPS 4, 950-957) prove it for a linear network: a weight decay of the right size suppresses some of the noise in the labels.

# %% [markdown]
# ## Weight decay is not always L2
#
# **Weight decay** shrinks each weight by a small share at every step, apart from the gradient. With the learning rate $\eta$ (the Greek letter eta) and the strength $\lambda$ a weight $w$ becomes $w - \eta \lambda w$.
# With plain SGD (no momentum) that is exactly the L2 penalty, because its step is the learning rate times the gradient $g$, and the penalty adds $\lambda w$ to it:
#
# $$w - \eta (g + \lambda w) = w - \eta g - \eta \lambda w$$
#
# Adam divides each gradient by the size of the recent gradients of that weight. In its very first step that is the gradient itself, so every weight moves by the learning rate.
#
# **Predict.** Two weights of 1 with the gradients 1 and 0.001, strength 0.1, one step at learning rate 0.1. Adam adds $\lambda w$ to the gradient *before* it divides. What does the L2 penalty change in this step?


# %% tags=["demonstration"]
def one_step(optimizer, **settings):
    """Return two weights after one step; their gradients are 1 and 0.001."""
    w = torch.tensor([1.0, 1.0], requires_grad=True)
    w.grad = torch.tensor([1.0, 0.001])
    optimizer([w], lr=0.1, **settings).step()
    return w.detach()


sgd = one_step(torch.optim.SGD, weight_decay=0.1)
decayed = (1 - 0.1 * 0.1) * 1.0 - 0.1 * torch.tensor([1.0, 0.001])
print("SGD: L2 and decay are the same:", torch.allclose(sgd, decayed))
plain = one_step(torch.optim.Adam)
coupled = one_step(torch.optim.Adam, weight_decay=0.1)
decoupled = one_step(torch.optim.AdamW, weight_decay=0.1)
print("Adam, L2 penalty: the first step is as without:", torch.allclose(plain, coupled, atol=1e-4))
apart = torch.allclose(decoupled, plain - 0.01, atol=1e-4)
print("AdamW: each weight is smaller by another hundredth:", apart)

# %% [markdown]
# **Explain.** Nothing. The penalty only makes a positive gradient larger, and Adam divides that out again.
# **AdamW** takes the decay out of the gradient and applies it to every weight alike: the decay is **decoupled** (Loshchilov and Hutter 2019, *Decoupled weight decay regularization*, ICLR, arXiv:1711.05101, algorithm 2).
# In PyTorch, and in this lesson, the share of a step is $\eta \lambda$. In the paper it is $\lambda$ times a schedule, without the learning rate, so its strengths are other numbers.
#
# And after many steps? Take weights of 1 for which there is nothing to learn: their gradients are noise around 0, large for one kind of weight and a hundred times smaller for the other.
#
# **Predict.** 300 steps. Which kind does an L2 penalty shrink more with SGD, and which with Adam? And AdamW?


# %% tags=["demonstration"]
def left_over(optimizer, seed):
    """Return what is left on average of weights with large, and with small gradients."""
    generator = torch.Generator().manual_seed(seed)
    w = torch.ones(2, 10_000, requires_grad=True)
    size = torch.tensor([[10.0], [0.1]])
    takes = optimizer([w], lr=0.01, weight_decay=0.1)
    for _ in range(300):
        w.grad = size * torch.randn(w.shape, generator=generator)
        takes.step()
    return w.detach().mean(1)


optimizers = {"SGD": torch.optim.SGD, "Adam, L2": torch.optim.Adam, "AdamW": torch.optim.AdamW}
left = {}  # of 1, mean of 5 seeds: large gradients, small gradients
for name, optimizer in optimizers.items():
    left[name] = sum(left_over(optimizer, seed) for seed in range(5)).div(5).tolist()
alike = all(0.6 < share < 0.9 for name in ("SGD", "AdamW") for share in left[name])
print("SGD and AdamW leave 0.6 to 0.9 of both kinds:", alike)
large, little = left["Adam, L2"]
apart = large > 0.9 and little < 0.2
print("Adam with L2 leaves over 0.9 of one and under 0.2 of the other:", apart)

# %% tags=["demonstration", "nbval-ignore-output"]
print("left of 1, mean of 5 seeds: large gradients, small gradients")
for name, (large, little) in left.items():
    print(f"{name:<9} {large:26.2f} {little:16.2f}")

# %% [markdown]
# **Explain.** SGD and AdamW shrink both kinds alike. With an L2 penalty Adam spares the weights whose gradients are large, and takes nearly everything from the others: the pull $\lambda w$ is divided by the size of the gradients too.
# Loshchilov and Hutter (section 2) say it so: weights with large gradients are regularized less than they would be by decay.
#
# So the two strengths do not compare. Which ones are good?

# %% [markdown]
# ## Strengths of both kinds
#
# The digits with wrong labels again, L2 penalty (Adam) against decoupled decay (AdamW), at our learning rate and at a quarter of it.
#
# **Predict.** Is the best decoupled strength about that of L2, about three times as large, or thirty times and more? And without any penalty: what does the smaller rate do?

# %% tags=["demonstration"]
tried = {"adam": [1e-3, 1e-2, 3e-2, 0.1, 0.2], "adamw": [0.1, 1.0, 3.0, 10.0, 30.0]}
rates = [2e-3, 5e-4]
places = [(lr, "adam", 0.0) for lr in rates]  # without penalty
places += [(lr, name, s) for lr in rates for name in tried for s in tried[name]]
configs = [wide.replace(epochs=25, lr=lr, optimizer=name, weight_decay=s) for lr, name, s in places]
found = h.sweep(configs, noisy, seeds=range(5)).by_configuration()
reached = {
    place: [lane.final.val_accuracy for lane in lanes] for place, lanes in zip(places, found)
}

# %% tags=["demonstration", "nbval-ignore-output"]
figure, axes = plotting.figure(2)
for ax, name in zip(axes, tried, strict=True):
    for k, lr in enumerate(rates):
        look = {"color": plotting.COLORS[k], "marker": plotting.MARKERS[k]}
        means = [statistics.mean(reached[lr, name, s]) for s in tried[name]]
        ax.plot(tried[name], means, label=f"lr {lr:g}", linestyle=plotting.LINES[k], **look)
        for s in tried[name]:
            ax.plot([s] * 5, reached[lr, name, s], linestyle="", alpha=0.4, **look)
        none = statistics.mean(reached[lr, "adam", 0.0])
        line = {"color": look["color"], "linestyle": (":", "-.")[k]}
        ax.axhline(none, label=f"lr {lr:g}, no penalty", **line)
    ax.set_xscale("log")
    ax.set_ylim(0.5, 0.86)
    ax.set_xlabel("strength, log scale")
    ax.set_ylabel("validation accuracy")
    ax.set_title({"adam": "L2 penalty (Adam)", "adamw": "decoupled decay (AdamW)"}[name])
axes[1].legend(loc="lower left")
plotting.show(
    figure,
    alt="Validation accuracy with wrong labels against the strength, five seeds and mean, two learning rates. "
    "Left, L2 penalty: a hill with its top near 0.03 to 0.1. Right, decoupled decay: a hill as high, with its "
    "top near 3 to 10. Without penalty the smaller rate is several points more accurate.",
)


# %% tags=["demonstration"]
def best_strength(lr, name):
    return max(tried[name], key=lambda s: statistics.mean(reached[lr, name, s]))


gains = {}
for lr in rates:
    none = reached[lr, "adam", 0.0]
    tops = {name: best_strength(lr, name) for name in tried}
    ratio = tops["adamw"] / tops["adam"]
    print(f"lr {lr:g}: best decoupled strength at least 30 times the best of L2: {ratio > 29}")
    ends = [reached[lr, name, tops[name]] for name in tried]
    gained = [statistics.mean(end) - statistics.mean(none) for end in ends]
    print(f"  at its best, better than none on average: L2 {gained[0] > 0},", end=" ")
    print(f"decoupled {gained[1] > 0}")
    print(f"  and within 2 points of each other: {abs(gained[0] - gained[1]) < 0.02}")
    gains[lr] = gained[1]
pairs = zip(reached[5e-4, "adam", 0.0], reached[2e-3, "adam", 0.0], strict=True)
alone = sum(a > b + 0.03 for a, b in pairs)
print(f"no penalty: a quarter of the rate is over 3 points better in {alone} of 5 seeds,")
print("decay then gains less than half as much:", gains[5e-4] < gains[2e-3] / 2)
inside = 16 < 1 / (2e-3 * best_strength(2e-3, "adamw")) < 400
print("lr 0.002: 1 / (lr * strength) is between one epoch and all epochs, in steps:", inside)

# %% [markdown]
# **Explain.** Thirty times and more. At learning rate 0.002 a decoupled strength of 0.01 takes 0.00002 of a weight per step, less than a hundredth of it in all 400 steps.
# A rule of Wang and Aitchison (2024, arXiv:2405.13698) gives the order of magnitude: after $1 / (\eta \lambda)$ steps decay has forgotten most of what a weight had learned before. That number should lie between one epoch (here 16 steps) and the whole run (400 steps).
#
# At their best strengths both are about as good here. Loshchilov and Hutter found AdamW better for images of objects with much larger networks, and its best strength less tied to the learning rate.
#
# And a caution. A part of what the penalty gained, a smaller rate gains without any: it too keeps the network from learning the wrong labels. Before you praise a regularizer, tune the rest without it.
# (The best strength was chosen by the same validation digits, so its accuracy is a little too good; lesson 01.)

# %% [markdown]
# ## Gallery: good, bad, deceptive
#
# **Predict.** All three have a smaller gap (of the loss) than the same network without penalty. Which of them are also more accurate?

# %% tags=["demonstration"]
gallery = {
    "good": (with_noise["L1"], with_noise["none"]),
    "bad": (runs[3000, "L1"], runs[3000, "none"]),
    "deceptive": (runs[1000, "L2"], runs[1000, "none"]),
}
for name, (ends, without) in gallery.items():
    pairs = list(zip(ends, without, strict=True))
    smaller = sum(gap(a) < 0.8 * gap(b) for a, b in pairs)
    better = sum(a.val_accuracy - b.val_accuracy for a, b in pairs) > 0
    print(f"{name:<10} gap over a fifth smaller in {smaller} of 5,", end=" ")
    print(f"more accurate on average: {better}")

# %% [markdown]
# - **Good:** L1 on wrong labels. It makes the network ignore what few examples say.
# - **Bad:** the same strength with 3,000 right labels. It costs accuracy.
# - **Deceptive:** L2 with 1,000 right labels. "The gap shrank by over a fifth, so it overfits less": true, and the accuracy did not rise. Judge by the number that you need, not by the gap.

# %% [markdown]
# ## Exercise 1: three questions
#
# Which penalty does it? Replace each `...` by `"L1"`, `"L2"` or `"both"`.
#
# <details><summary>Hint 1</summary>
#
# Look at the two figures of the paths.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Put the numbers into both formulas of the section "Two shapes", once with a positive and once with a negative best value.
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "penalty_quiz", "locked": false, "schema_version": 3, "solution": true, "task": false}
penalty_quiz = {
    "a weight with the best value 0.1 becomes exactly 0 at strength 0.2": ...,
    "it halves every weight at strength 1, in the formula": ...,
    "it pulls positive weights down and negative weights up": ...,
}
### BEGIN SOLUTION
penalty_quiz = {
    "a weight with the best value 0.1 becomes exactly 0 at strength 0.2": "L1",
    "it halves every weight at strength 1, in the formula": "L2",
    "it pulls positive weights down and negative weights up": "both",
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_penalty_quiz", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
checks.quiz(
    "penalty_quiz",
    choices=("L1", "L2", "both"),
    key={
        "a weight with the best value 0.1 becomes exactly 0 at strength 0.2": "f3b0ab775768",
        "it halves every weight at strength 1, in the formula": "85a43b8b3389",
        "it pulls positive weights down and negative weights up": "b9e0dac0703d",
    },
    hints={
        "a weight with the best value 0.1 becomes exactly 0 at strength 0.2": (
            "Put 0.1 and 0.2 into both formulas."
        ),
        "it halves every weight at strength 1, in the formula": "Put 1 into both formulas.",
        "it pulls positive weights down and negative weights up": (
            "To which value does each penalty pull?"
        ),
    },
)

# %% [markdown]
# ## Exercise 2: a penalty on weights, not on biases
#
# Write `penalty(model, l1, l2)`. Return
#
# $$\lambda_1 \sum |w| + \frac{\lambda_2}{2} \sum w^2$$
#
# over the weights of all `torch.nn.Linear` layers of the model, **without their biases**. Return a tensor of one number, through which gradients flow: compute with tensors, without `.item()` and `.detach()`.
#
# - `l1` is $\lambda_1$ and `l2` is $\lambda_2$. If either of them is negative, raise a `ValueError`.
# - A layer may be inside another part of the model. Other layers with weights, such as `torch.nn.Embedding` or `torch.nn.LayerNorm`, are left out.
#
# <details><summary>Hint 1</summary>
#
# `model.modules()` finds all layers, inner ones too, and `isinstance(part, torch.nn.Linear)` picks those with weights (lesson 02).
#
# </details>
# <details><summary>Hint 2</summary>
#
# The weights of such a layer are `layer.weight`. Start with 0 and add to it layer by layer.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "penalty", "locked": false, "schema_version": 3, "solution": true, "task": false}
def penalty(model, l1, l2):
    """Return the L1 and L2 penalty of a model's weights."""
    ### BEGIN SOLUTION
    if l1 < 0 or l2 < 0:
        raise ValueError(f"expected strengths that are not negative, got {l1} and {l2}")
    total = torch.tensor(0.0)
    for layer in model.modules():
        if isinstance(layer, torch.nn.Linear):
            total = total + l1 * layer.weight.abs().sum() + l2 / 2 * (layer.weight**2).sum()
    return total
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_penalty", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
def price_of(penalty, sizes, l1, l2):
    """Return the penalty of a network made by a formula, and its gradient for each parameter."""
    import torch
    from torch import nn

    parts = []
    for fan_in, fan_out in zip(sizes[:-1], sizes[1:], strict=True):
        parts += [nn.Linear(fan_in, fan_out), nn.ReLU()]
    model = nn.Sequential(nn.Sequential(*parts[:-2]), parts[-2])
    with torch.no_grad():
        for k, p in enumerate(model.parameters()):
            i = torch.arange(p.numel(), dtype=torch.float32)
            p.copy_((torch.sin(1.7 * i + k + 1) * 2).reshape(p.shape))
    price = penalty(model, l1, l2)
    if not isinstance(price, torch.Tensor) or not price.requires_grad:
        return {"a gradient flows": False, "penalty": float(price), "gradients": []}
    price = price + 0 * sum(p.sum() for p in model.parameters())
    price.backward()
    gradients = [[round(v, 4) for v in p.grad.flatten().tolist()] for p in model.parameters()]
    return {"a gradient flows": True, "penalty": round(price.item(), 4), "gradients": gradients}


checks.check(
    "penalty",
    checks.example(
        [1, 2, 1],
        0.5,
        0.0,
        expected={
            "a gradient flows": True,
            "penalty": 2.4099,
            "gradients": [[0.5, 0.5], [0.0, 0.0], [0.5, -0.5], [0.0]],
        },
        hint="L1 only. The second and the fourth list are the biases: no gradient.",
        atol=1e-3,
    ),
    checks.example(
        [1, 2, 1],
        0.0,
        2.0,
        expected={
            "a gradient flows": True,
            "penalty": 7.642,
            "gradients": [[3.3659, 1.7095], [0.0, 0.0], [0.5645, -3.9997], [0.0]],
        },
        hint="L2 only, with the factor 1/2.",
        atol=1e-3,
    ),
    checks.raises(ValueError, [1, 2, 1], -0.1, 0.0, hint="A negative strength is no price."),
    via=price_of,
)

# %% [markdown]
# ## Exercise 3: soft-thresholding
#
# Write `soft_threshold(weights, t)`. It returns a list: every weight is moved toward 0 by `t`, and those that would pass 0 become 0.
#
# - The weights are a list of numbers. Do not change it, return a new one.
# - A negative `t` raises a `ValueError`, also when there are no weights.
#
# <details><summary>Hint 1</summary>
#
# The formula is in the section "Two shapes": the weight takes the place of $a$, and `t` that of $\lambda$.
#
# </details>
# <details><summary>Hint 2</summary>
#
# There are three cases: above `t`, below `-t`, and between. Or one: `math.copysign(size, w)` gives a size the sign of `w`.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "soft_threshold", "locked": false, "schema_version": 3, "solution": true, "task": false}
def soft_threshold(weights, t):
    """Return the weights, moved toward 0 by t."""
    ### BEGIN SOLUTION
    if t < 0:
        raise ValueError(f"expected a threshold that is not negative, got {t}")
    moved = []
    for w in weights:
        if w > t:
            moved.append(w - t)
        elif w < -t:
            moved.append(w + t)
        else:
            moved.append(0.0)
    return moved
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_soft_threshold", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "soft_threshold",
    checks.example([2.0, -2.0, 0.25], 0.5, expected=[1.5, -1.5, 0.0], hint="0.25 would pass 0."),
    checks.example([], 0.5, expected=[], hint="No weights, nothing to do."),
    checks.raises(ValueError, [1.0], -0.5, hint="A negative t would push weights away from 0."),
)

# %% [markdown]
# ## Exercise 4: one step of Adam, coupled or not
#
# In its first step Adam subtracts `lr * g / (abs(g) + eps)` from each weight, where `g` is its gradient and `eps = 1e-8` keeps a gradient of 0 from dividing by 0. (Later steps use averages; they have a lesson of their own.)
#
# Write `first_step(weights, gradients, lr, decay, decoupled)`. Return the list of the weights after the first step.
#
# - `decoupled=False`: the L2 penalty. `decay * w` is added to the gradient of each weight, then Adam steps with the sum.
# - `decoupled=True`: AdamW. Adam steps with the gradient alone, and each weight is reduced by `lr * decay * w`, where `w` is its value before the step.
# - Do not change the lists. They have the same length; if not, raise a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# Weight 1, gradient 1, lr 0.1, decay 0.1: coupled gives 0.9, decoupled gives 0.89.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Coupled: first the new gradient `g + decay * w`, then the step with it, also in `abs`. Decoupled: two things are subtracted from the same old `w`.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "first_step", "locked": false, "schema_version": 3, "solution": true, "task": false}
def first_step(weights, gradients, lr, decay, decoupled):
    """Return the weights after Adam's first step."""
    ### BEGIN SOLUTION
    if len(weights) != len(gradients):
        raise ValueError(f"got {len(weights)} weights and {len(gradients)} gradients")
    after = []
    for w, g in zip(weights, gradients):
        shrunk = w
        if decoupled:
            shrunk = w - lr * decay * w
        else:
            g = g + decay * w
        after.append(shrunk - lr * g / (abs(g) + 1e-8))
    return after
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_first_step", "locked": true, "points": 7, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "first_step",
    checks.example(
        [1.0, 1.0],
        [1.0, 0.001],
        0.1,
        0.1,
        False,
        expected=[0.9, 0.9],
        hint="L2 penalty: both sums are positive, so both weights step down by lr.",
    ),
    checks.example(
        [1.0, 1.0],
        [1.0, 0.001],
        0.1,
        0.1,
        True,
        expected=[0.89, 0.89],
        hint="AdamW: a step by lr, and lr times decay of the weight before it.",
        rtol=1e-4,
    ),
    checks.example(
        [2.0],
        [-0.1],
        0.1,
        0.1,
        False,
        expected=[1.9],
        hint="-0.1 + 0.1 * 2 is positive: it steps down.",
    ),
)

# %% [markdown]
# ## Exercise 5: sparsity
#
# Write `sparsity(matrices, limit)`: the share of all weights whose absolute value is at most `limit`.
# `matrices` is a list of weight matrices, each a list of rows.
#
# - The share is over all weights together, not the mean of the matrices' shares. A matrix may be empty.
# - No weights at all, or a negative limit, raise a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# Count twice: all weights, and the small ones.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `[w for matrix in matrices for row in matrix for w in row]` is one flat list. A matrix may be empty.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "sparsity", "locked": false, "schema_version": 3, "solution": true, "task": false}
def sparsity(matrices, limit):
    """Return the share of weights of at most `limit`."""
    ### BEGIN SOLUTION
    sizes = [abs(w) for matrix in matrices for row in matrix for w in row]
    if not sizes or limit < 0:
        raise ValueError(f"expected weights and a limit >= 0, got {len(sizes)} and {limit}")
    return len([size for size in sizes if size <= limit]) / len(sizes)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_sparsity", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "sparsity",
    checks.example([[[0.0, 1.0], [2.0, -0.1]]], 0.5, expected=0.5, hint="0 and -0.1 are small."),
    checks.example(
        [[[0.0]], [[1.0, 1.0, 1.0]]],
        0.0,
        expected=0.25,
        hint="One of four weights, over both matrices.",
    ),
    checks.raises(ValueError, [], 0.1, hint="A share of nothing is not a number."),
)

# %% [markdown]
# ## Take away
#
# | | |
# | --- | --- |
# | Start from | 0 for clean data and small networks; AdamW with 0.01 (PyTorch's default) for larger ones |
# | Range and scale to search | log scale: L1 1e-6 to 1e-2; L2 1e-6 to 0.1; decoupled 1e-3 to 1, up to 10 in runs of a few hundred steps |
# | Cost | next to none in memory; L2 and decay next to none in time, L1 a little |
# | It interacts with | learning rate (PyTorch's decoupled decay shrinks by their product; a smaller rate does a part of the work), optimizer (L2 with Adam is not decay), epochs (decay adds up over steps), other regularization |
#
# | Symptom | Likely cause | Try |
# | --- | --- | --- |
# | large gap, wrong labels | learning by heart | L2 or L1, dropout, early stopping |
# | training loss stays high | strength too large | a tenth of it |
# | changing `weight_decay` changes nothing | decoupled, and too small for so few steps | ten or a hundred times more |
# | a strength from a paper does not work | theirs was decoupled, yours is L2, or the other way round | look at the optimizer |
# | you want zeros and get small numbers | gradient steps pass over zero | soft-thresholding after each step, or cut off at the end |
#
# Three sentences to keep:
#
# - L1 selects, L2 shrinks.
# - Weight decay is L2 for plain SGD, and something else for Adam.
# - A smaller gap is not a better network.
#
# ## Read more
#
# - Loshchilov and Hutter (2019), *Decoupled weight decay regularization*, ICLR, arXiv:1711.05101.
# - Krogh and Hertz (1992), *A simple weight decay can improve generalization*, NeurIPS 4, 950-957.
# - Wang and Aitchison (2024), *How to set AdamW's weight decay as you scale model and dataset size*, arXiv:2405.13698.
# - Zhang, Wang, Xu and Grosse (2019), *Three mechanisms of weight decay regularization*, ICLR, arXiv:1810.12281.
# - Hastie, Tibshirani and Friedman (2009), *The Elements of Statistical Learning*, Springer, section 3.4.
# - Tibshirani (1996), *Regression shrinkage and selection via the lasso*, Journal of the Royal Statistical Society B 58, 267-288.
# - Goodfellow, Bengio and Courville (2016), *Deep Learning*, MIT Press, section 7.1.
# - Ng (2004), *Feature selection, L1 vs. L2 regularization, and rotational invariance*, ICML.
# - Parikh and Boyd (2014), *Proximal algorithms*, Foundations and Trends in Optimization 1 (3).
