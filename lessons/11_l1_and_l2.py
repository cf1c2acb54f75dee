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
# **This network reads 88 of 100 new digits. Then the lid of the scanner stays open a crack: the rim of every picture turns gray, no ink is lost, and the same network reads little more than half of them. Either of two numbers in its configuration would have prevented that. Which two?**

# %%
import math
import statistics

import torch

import hyperlib as h
from hyperlib import checks, plotting, widgets

torch.set_num_threads(1)  # small steps: two threads would wait for each other
full = h.load_mnist()
data = full.subset(1000)  # 1,000 training digits, for quick runs
base = h.Hyperparameters(
    n_neurons=(64,),
    initialization="he",
    lr=0.002,
    batch_size=32,
    epochs=10,
)

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
rim = torch.ones(28, 28, dtype=torch.bool)
rim[4:24, 4:24] = False
rim = rim.flatten()
gray = full.X_val.clone()
gray[:, rim] = gray[:, rim].clamp(min=0.5)


def read_gray(run):
    """Return the share of the validation digits that a run reads when their rim is gray."""
    return h.evaluate(run.model, gray, full.y_val)[1]


def tell(run):
    """Print how well a run reads the validation digits as they are, and with gray rims."""
    print(f"as in training: {run.final.val_accuracy:.0%} right")
    print(f"with gray rims: {read_gray(run):.0%} right")


figure, axes = plotting.figure(2, height=1.5)
for ax, X, title in zip(axes, [full.X_val, gray], ["as in training", "with gray rims"]):
    plotting.plot_digits(X[:6], full.y_val[:6], ax=ax).set_title(title, loc="left", fontsize=11)
plotting.show(figure)

# %% tags=["demonstration", "nbval-ignore-output"]
config = base.replace(epochs=10, n_neurons=(64,), dropout=0.0, l1=0.0, weight_decay=0.0)
tell(h.train(config, data, seed=0))  # Adam, by default

# %% [markdown]
# The rim is four pixels wide, and only 3% of the ink falls there.
#
# **Your turn, two minutes.** Change the numbers in the cell above until both lines say at least 80%. Any attempt counts. Then compare yours with the repairs below, each with five seeds.

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
repairs = {  # name: configuration, digits
    "as it was": (base, data),
    "train four times as long": (base.replace(epochs=40), data),
    "3,000 digits, as many steps": (base.replace(epochs=3), full),
    "256 neurons in place of 64": (base.replace(n_neurons=(256,)), data),
    "dropout of 0.3": (base.replace(dropout=0.3), data),
    "l1=0.001": (base.replace(l1=0.001), data),
    "weight_decay=0.01": (base.replace(weight_decay=0.01), data),
}
tried = {}
print("right, mean of five seeds        as in   gray")
print("                              training   rims")
for name, (config, digits) in repairs.items():
    five = [h.train(config, digits, seed=seed) for seed in range(5)]
    clean = statistics.mean(run.final.val_accuracy for run in five)
    tried[name] = clean, statistics.mean(read_gray(run) for run in five)
    print(f"{name:<29}{clean:>9.0%}{tried[name][1]:>7.0%}")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
with_gray = {name: gray_right for name, (_, gray_right) in tried.items()}
checks.claims(
    {
        "as in training over 85%": tried["as it was"][0] > 0.85,
        "with gray rims over 20 points less": with_gray["as it was"] < tried["as it was"][0] - 0.2,
        "longer training does not help": with_gray["train four times as long"]
        < with_gray["as it was"] + 0.05,
        "three times the digits do not help": with_gray["3,000 digits, as many steps"]
        < with_gray["as it was"] + 0.05,
        "width and dropout do not repair it": max(
            with_gray["256 neurons in place of 64"], with_gray["dropout of 0.3"]
        )
        < 0.75,
        "L1 does, and so does L2": min(with_gray["l1=0.001"], with_gray["weight_decay=0.01"]) > 0.8,
        "each for less than 4 points": min(tried["l1=0.001"][0], tried["weight_decay=0.01"][0])
        > tried["as it was"][0] - 0.04,
    }
)

# %% [markdown]
# *Train longer* does not help, nor do *more digits*, except on clean ones. Width and dropout help a little.
# Two numbers repair it: `l1`, with 86% on gray rims, and `weight_decay`, with 85%. On clean digits they cost two points and one point. How? Each neuron of the first layer has a weight for each pixel, so its weights make a picture.

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
models = {
    "no penalty": h.train(base, data, seed=0).model,
    "L2, 0.01": h.train(base.replace(weight_decay=0.01), data, seed=0).model,
    "L1, 0.001": h.train(base.replace(l1=0.001), data, seed=0).model,
}
plotting.show(plotting.plot_weights(models))

# %% [markdown]
# What is *seen* here? In the first row the rims are speckled, although 169 of their 384 pixels are blank in all 1,000 training digits.
# A blank pixel sends 0 to each neuron, so the gradient of its weights is 0: they keep the random values with which they started. Gray puts all of them to work at once.
# In the other rows every weight has a price, and a weight that does not earn its price is gone. The fourth neuron has lost nearly all of its weights.
#
# Whoever trains networks for a living meets such rims: a sensor that was off, a column that never changed.
# And many large networks are trained with a price on their weights (GPT-3: a weight decay of 0.1; Brown et al. 2020, appendix B).
#
# After this lesson you can price weights in two ways, say which empties a network and which only shrinks it, choose a strength, and tell when `weight_decay` means something else.
#
# | | |
# | --- | --- |
# | You need | lessons 01, 03, 05, 08 and 10 |
# | Time | 60 minutes with the exercises, and as long again if you go deeper |
# | Run All | about a minute on a laptop with two cores |

# %% [markdown]
# ## A diamond and a circle
#
# A **penalty** is a price on weights that is added to the loss, times a factor, its **strength**. The **L1 penalty** is the sum of the weights' sizes, whatever their sign; the **L2 penalty** is half the sum of their squares.
#
# Here are two weights. The loss alone would take them to the star; along each curve the loss is the same. All pairs with the same L1 penalty lie on a diamond, all with the same L2 penalty on a circle.
# Loss and penalty together are lowest at the dot, where the blue curve just touches the shape.


# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
STAR = (0.4, 1.3)


def landscape(u, v):
    """Return the loss of two weights, lowest at the star."""
    a, b = u - STAR[0], v - STAR[1]
    return (a**2 + 1.2 * a * b + b**2) / 2


def lowest(penalty, strength):
    """Return where loss and penalty together are lowest, by 2,000 small steps."""
    u, v = STAR
    for _ in range(2000):
        a, b = u - STAR[0], v - STAR[1]
        u, v = u - 0.05 * (a + 0.6 * b), v - 0.05 * (b + 0.6 * a)
        if penalty == "L1":  # toward 0 by a fixed amount, and not beyond
            u, v = (math.copysign(max(abs(w) - 0.05 * strength, 0), w) for w in (u, v))
        else:
            u, v = u / (1 + 0.05 * strength), v / (1 + 0.05 * strength)
    return u, v


def draw_touch(penalty, strength, ax=None):
    """Draw the curves of the loss, the shape of the penalty, and where they touch."""
    if ax is None:
        [ax] = plotting.figure(height=3.9)[1]
    u, v = lowest(penalty, strength)
    side = torch.linspace(-1.05, 1.75, 113)
    across, up = torch.meshgrid(side, side, indexing="xy")
    here = landscape(u, v)
    levels = [
        level
        for level in (0.02, 0.1, 0.25, 0.5, 0.9, 1.4, 2)
        if abs(level / (here + 1e-9) - 1) > 0.3
    ]
    ax.contour(across, up, landscape(across, up), levels, colors="0.75", linewidths=0.8)
    if here > 1e-6:
        ax.contour(across, up, landscape(across, up), [here], colors=plotting.COLORS[0])
    size = abs(u) + abs(v) if penalty == "L1" else math.hypot(u, v)
    if penalty == "L1":
        corners = [(size, 0), (0, size), (-size, 0), (0, -size), (size, 0)]
    else:
        turns = [2 * math.pi * k / 90 for k in range(91)]
        corners = [(size * math.cos(t), size * math.sin(t)) for t in turns]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    ax.fill(xs, ys, color=plotting.COLORS[1], alpha=0.15)
    ax.plot(xs, ys, color=plotting.COLORS[1])
    if 0.5 < size < 1.5:
        text = {"ha": "center", "va": "center", "color": plotting.INKS[1], "fontsize": 10}
        text["bbox"] = {"facecolor": "#F8E6DA", "edgecolor": "none", "pad": 1}  # hides the axis
        ax.text(0, -size / 3, f"same {penalty}\npenalty", **text)
    ax.axhline(0, color="0.5", linewidth=0.8)
    ax.axvline(0, color="0.5", linewidth=0.8)
    ax.plot(*STAR, color=plotting.COLORS[0], marker="*", markersize=13, linestyle="")
    text = {"color": plotting.INKS[0], "fontsize": 9, "bbox": plotting.style.PAPER}
    ax.text(STAR[0] + 0.11, STAR[1] + 0.03, "loss lowest", **text)
    ax.plot(u, v, color="black", marker="o", markersize=8, linestyle="")
    ax.set(xlim=(-1.05, 1.75), ylim=(-1.05, 1.75), xlabel="first weight", ylabel="second weight")
    ax.set_aspect("equal")
    ax.grid(False)
    ax.set_title(f"{penalty}, strength {strength:g}: weights {u:.2f} and {v:.2f}", fontsize=11)
    told = f"{penalty} penalty of strength {strength:g}: lowest at {u:.2f} and {v:.2f}"
    return plotting.describe(ax, f"{told}; the loss alone at {STAR[0]} and {STAR[1]}.")


figure, axes = plotting.figure(2, height=3.9)
draw_touch("L1", 0.8, axes[0])
draw_touch("L2", 0.8, axes[1])
plotting.show(figure)

# %% [markdown]
# The diamond is touched at a corner, where the first weight is exactly 0: corners stick out, so a curve often meets one first. The circle has no corners, and both weights stay (Hastie, Tibshirani and Friedman 2009, figure 3.11).

# %% [markdown]
# ## By hand
#
# Write $\lambda$ (say "lambda") for a strength. Training makes this sum small:
#
# $$\text{loss} + \lambda_1 \sum |w| + \frac{\lambda_2}{2} \sum w^2$$
#
# The slope of $|w|$ is 1 or -1, the sign of $w$. The slope of $w^2/2$ is $w$ itself. Both join the gradient $g$ of the loss, and a step becomes
#
# $$w \leftarrow w - \eta\,(g + \lambda_1 \operatorname{sign}(w) + \lambda_2\, w)$$
#
# Try it on three weights. For each of them the loss is $(w - a)^2/2$, which alone would bring $w$ to $a$: to 2, 0.5 and 0.1.


# %%
def shrink(a, l1, l2, lr=0.1, steps=120):
    w = a
    path = [w]
    for _ in range(steps):
        gradient = w - a  # of the loss
        sign = 1 if w > 0 else -1
        w = w - lr * (gradient + l1 * sign + l2 * w)
        path.append(w)
    return path


# %%
guess_gone = widgets.predict(
    "Strength 0.3. Which of the weights does L1 bring to 0, or as near as its steps allow?",
    choices=["none", "0.1", "0.1 and 0.5", "all three"],
)

# %% tags=["nbval-ignore-output"]
for a in [2, 0.5, 0.1]:
    with_l1 = shrink(a, l1=0.3, l2=0)
    with_l2 = shrink(a, l1=0, l2=0.3)
    last = [f"{w:.3f}" for w in with_l1[-3:]]  # the last three steps
    print(f"{a:<4} L1, last:", *last, f" L2: {with_l2[-1]:.3f}")
guess_gone.compare("0.1")

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# L1 takes a fixed amount: 2 loses 0.3 and so does 0.5. From 0.1 there is no 0.3 to take, so that weight is gone.
# L2 takes a share: all three are divided by $1 + 0.3$, and none of them is ever 0.
#
# </details>
#
# Look at the last steps of the weight that started at 0.1. It hovers around 0, now above, now below. So in a network we call a weight **near 0** when $|w| < 0.002$, about one step of Adam at our rate.
#
# **L1 shrinks and selects, L2 only shrinks** (Tibshirani 1996). (With Adam, L2 emptied the rims as well: see below.)
#
# Back to the two weights. Drag the strength, first with L1, then with L2. **From which strength on is the first weight exactly 0, and from which on the second?**

# %% tags=["demonstration", "nbval-ignore-output"]
widgets.explore(
    draw_touch,
    start={"penalty": "L1", "strength": 0.2},
    penalty=["L1", "L2"],
    strength=[0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1, 1.2, 1.4, 1.6, 2],
)

# %% [markdown]
# <details><summary>What you saw</summary>
#
# With L1 the first weight is 0 from a strength of 0.7 on, the second from 1.6 on. With L2 neither ever is; they become more alike, and the first even grows to 0.46 before it shrinks.
#
# </details>
#
# With L1 weights go one after the other, so **its strength is a dial for how many are left**.

# %% [markdown]
# ## How many weights go, and at what price?
#
# Guess before you scroll: of 100 weights, how many can L1 empty at a price of two points? Here is the first network again, with five strengths of each penalty.
# We count the weights of pixels on which some training digit has ink.


# %%
inked = data.X_train.sum(0) > 0  # pixels with ink in some training digit


def near_zero(run):
    """Return the share of the inked pixels' weights between -0.002 and 0.002."""
    sizes = run.model.layers[0].weight[:, inked].abs()
    return (sizes < 0.002).float().mean().item()


# %% tags=["demonstration"]
configs = [base]
configs += h.grid(base, l1=[0.00001, 0.0001, 0.001, 0.003, 0.01])
# PyTorch's name for L2
configs += h.grid(base, weight_decay=[0.0001, 0.001, 0.01, 0.03, 0.1])
found = {}
for config in configs:
    found[config] = [h.train(config, data, seed=seed) for seed in range(5)]

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
measured = {
    "L1": {},
    "L2": {},
}  # measured[penalty][strength]: share near 0, share right; of each seed
for config, runs in found.items():
    pairs = [(near_zero(run), run.final.val_accuracy) for run in runs]
    if config == base:
        none = pairs
    elif config.l1:
        measured["L1"][config.l1] = pairs
    else:
        measured["L2"][config.weight_decay] = pairs


def mean(pairs, k):
    return statistics.mean(pair[k] for pair in pairs)


figure, [ax] = plotting.figure()
figure.set_size_inches(8.4, 4.4)
start = 100 * mean(none, 0), 100 * mean(none, 1)
for i, (name, strengths) in enumerate(measured.items()):
    look = {"color": plotting.COLORS[i], "marker": plotting.MARKERS[i]}
    xs = [100 * mean(pairs, 0) for pairs in strengths.values()]
    ys = [100 * mean(pairs, 1) for pairs in strengths.values()]
    ax.plot([start[0], *xs], [start[1], *ys], linestyle=plotting.LINES[i], linewidth=2, **look)
    for n, (x, y, (strength, pairs)) in enumerate(zip(xs, ys, strengths.items())):
        dots = [100 * near for near, _ in pairs], [100 * right for _, right in pairs]
        ax.plot(*dots, linestyle="", alpha=0.3, markersize=4, **look)
        side = 1 if name == "L1" else -1  # L1 is labeled above its path, L2 below
        up = 7 if side > 0 else -7 - 9 * (n % 2)  # every other one lower: none touches the next
        text = {"xytext": (7 * side, up), "textcoords": "offset points", "fontsize": 9}
        text |= {"ha": "left", "va": "bottom"} if side > 0 else {"ha": "right", "va": "top"}
        last = x == xs[-1]
        word = f"{strength:f}".rstrip("0")
        text |= {"color": plotting.INKS[i], "fontweight": "bold" if last else "normal"}
        ax.annotate(f"{name}, {word}" if last else word, (x, y), **text)
ax.plot(*start, color="black", marker="o", markersize=8)
ax.annotate(
    "no penalty", start, xytext=(0, 10), textcoords="offset points", ha="center", fontsize=10
)
ax.set(xlim=(-5, 105), ylim=(76, 91), xlabel="weights near 0 (|w| < 0.002), %")
ax.set_ylabel("validation accuracy, %")
told = [
    f"{name} of {plotting.style.number(strength)}: {mean(pairs, 0):.0%} near 0, {mean(pairs, 1):.1%} right"
    for name, strengths in measured.items()
    for strength, pairs in strengths.items()
]
plotting.show(
    figure,
    alt="Validation accuracy against weights near 0, means of five seeds. " + "; ".join(told) + ".",
)
print("mean of five seeds       weights near 0   right")
print(f"{'no penalty':<24}{mean(none, 0):>14.0%}{mean(none, 1):>9.1%}")
for name, strength in [("L1", 0.001), ("L2", 0.03), ("L1", 0.01), ("L2", 0.1)]:
    pairs = measured[name][strength]
    print(f"{f'{name} of {strength:g}':<24}{mean(pairs, 0):>14.0%}{mean(pairs, 1):>9.1%}")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
exact = [
    (run.model.layers[0].weight[:, inked] == 0).float().mean().item()
    for runs in found.values()
    for run in runs
]
one, two = measured["L1"][0.001], measured["L2"][0.03]
checks.claims(
    {
        "without a penalty under 6 in 100 are near 0": mean(none, 0) < 0.06,
        "with L1 of 0.001 over 55": mean(one, 0) > 0.55,
        "over 20 more than with L2 of 0.03": mean(one, 0) > mean(two, 0) + 0.2,
        "which is as accurate within 2 points": abs(mean(one, 1) - mean(two, 1)) < 0.02,
        "both lose less than 4 points": min(mean(one, 1), mean(two, 1)) > mean(none, 1) - 0.04,
        "L1 of 0.01 leaves under 10 in 100": mean(measured["L1"][0.01], 0) > 0.9,
        "and costs over 5 points": mean(measured["L1"][0.01], 1) < mean(none, 1) - 0.05,
        "exact zeros are rarer than 1 in 10,000": max(exact) < 1e-4,
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# Follow each path to the right: every step empties more weights, and the path of L1 stays high for longer. L1 of 0.001 and L2 of 0.03 cost about the same, 1.9 and 1.5 points. For that price L1 has emptied almost two thirds of the weights, L2 not even one third. A network most of whose weights are 0, or nearly, is called **sparse**.
# Hardly one of these is exactly 0: they hover, as you saw by hand.
#
# </details>
#
# So if you want a network with few weights or few inputs, **take L1 and search its strength on a log scale. Where the accuracy begins to fall, decide how many points a smaller network is worth to you.**

# %% [markdown]
# ## Where a penalty pays
#
# On clean digits a penalty has only cost accuracy. Now three in ten training labels are wrong (lessons 08 and 10); the validation labels are right.
# A rival runs beside the penalties: a network without one, at a quarter of the learning rate.

# %%
guess_gain = widgets.predict(
    "Three in ten labels wrong: by how many points does L1 of 0.001 raise validation accuracy?",
    low=-10,
    high=20,
    unit="points",
)

# %% tags=["demonstration"]
rivals = {
    "no penalty": base.replace(epochs=20),
    "L1, 0.001": base.replace(epochs=20, l1=0.001),
    "L2, 0.03": base.replace(epochs=20, weight_decay=0.03),
    "no penalty, rate 0.0005": base.replace(epochs=20, lr=0.0005),
}
configs = list(rivals.values())
right = h.sweep(configs, data, seeds=range(5)).by_configuration()
wrong = h.sweep(configs, data.mislabeled(0.3), seeds=range(5)).by_configuration()

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
ends = {}  # ends[labels, name]: the last epoch of each seed
for labels, lanes in {"right": right, "wrong": wrong}.items():
    for name, five in zip(rivals, lanes):
        ends[labels, name] = [lane.final for lane in five]


def average(labels, name, field):
    return statistics.mean(getattr(end, field) for end in ends[labels, name])


def gap(labels, name):
    return average(labels, name, "val_loss") - average(labels, name, "train_loss")


figure, axes = plotting.figure(2, height=2.9)
lowest_dot = min(end.val_accuracy for five in ends.values() for end in five)
for ax, labels in zip(axes, ["right", "wrong"]):
    for k, name in enumerate(rivals):
        look = {"color": plotting.COLORS[k], "marker": plotting.MARKERS[k], "linestyle": ""}
        ax.plot([100 * end.val_accuracy for end in ends[labels, name]], [k] * 5, alpha=0.35, **look)
        x = 100 * average(labels, name, "val_accuracy")
        ax.plot(x, k, markersize=10, mfc="white", mew=2.5, **look)
        ink = {"color": plotting.INKS[k], "fontweight": "bold", "ha": "center"}
        ax.annotate(f"{x:.1f}", (x, k), xytext=(0, 9), textcoords="offset points", **ink)
    ax.set(title=f"{labels} labels", xlabel="validation accuracy, %", ylim=(3.5, -0.8))
    ax.set_xlim(100 * lowest_dot - 2, 92)
    ax.set_yticks(range(4), list(rivals) if labels == "right" else [""] * 4)
told = [
    f"{labels} labels, {name}: {average(labels, name, 'val_accuracy'):.1%}" for labels, name in ends
]
plotting.show(figure, alt="Validation accuracy, mean of five seeds. " + "; ".join(told) + ".")
print("mean of five           training  vali- gap of")
print("seeds                           dation losses")
for labels, name in ends:
    told, new = [average(labels, name, f"{part}_accuracy") for part in ("train", "val")]
    if name == "no penalty":
        print(f"{labels} labels")
    print(f"  {name:<23}{told:>6.0%}{new:>7.1%}{gap(labels, name):>7.2f}")
gained = average("wrong", "L1, 0.001", "val_accuracy") - average(
    "wrong", "no penalty", "val_accuracy"
)
guess_gain.compare(round(100 * gained))

# %% tags=["demonstration"] jupyter={"source_hidden": true}
val = {key: average(*key, "val_accuracy") for key in ends}
learned = {key: average(*key, "train_accuracy") for key in ends}
none = ("wrong", "no penalty")
checks.claims(
    {
        f"wrong labels, {name}: over 2.5 points more": val["wrong", name] > val[none] + 0.025
        for name in rivals
        if name != "no penalty"
    }
    | {
        f"wrong labels, {name}: over 10 points less are learned": learned["wrong", name]
        < learned[none] - 0.1
        for name in ["L1, 0.001", "L2, 0.03"]
    }
    | {
        f"right labels, {name}: less accurate and a smaller gap": val["right", name]
        < val["right", "no penalty"] - 0.005
        and gap("right", name) < gap("right", "no penalty") - 0.05
        for name in ["L1, 0.001", "L2, 0.03"]
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# With right labels both penalties stand to the left of no penalty, with wrong labels to its right: there L1 gains 6 points and L2 nearly 8. The training column says why: without a penalty 93% of the labels are reproduced, so about 230 of the 300 wrong ones, or more, are learned by heart. With L1 it is 70%, about as many as are right.
#
# The gap here is the validation loss minus the training loss, not a difference of accuracies as in lesson 01. (It can fall below 0: only training labels are wrong.)
# With right labels the same penalties shrink the gap from 0.47 to 0.30 and 0.19, and cost three points: the network fits its training digits less well, too. **A smaller gap is not a better network.**
#
# And the last row, a quarter of the rate and no penalty at all, gains 7 points: in 20 epochs it does not get as far as the wrong labels (lesson 08 let such a run go on).
#
# </details>
#
# **Judge a penalty by the number that you need, not by the gap. And before you praise a penalty, tune the rest without it.**

# %% [markdown]
# ## The same number, another optimizer
#
# Now the blank pixels. Their weights get no gradient from the loss, so only the penalty pulls on them. What share of their size does training leave?


# %%
def left(config, seed):
    """Return which share of the blank pixels' weights is left after training."""
    after = h.train(config, data, seed=seed).model.layers[0].weight
    before = h.MLP(784, [64], 10, initialization="he", seed=seed).layers[0].weight
    blank = ~inked  # the other pixels
    # norm: root of the sum of squares
    return (after[:, blank].norm() / before[:, blank].norm()).item()


# %%
guess_left = widgets.predict(
    "An L2 penalty of 0.0001. SGD leaves 99.7% of these weights. And Adam?",
    choices=["as much", "about half", "next to nothing"],
)

# %% tags=["demonstration", "nbval-ignore-output"]
kept = {}
print("left of blank pixels  l1=0.00001 decay=0.0001")
sgd, adamw = base.replace(optimizer="sgd", lr=0.1), base.replace(optimizer="adamw")
for config in [sgd, base, adamw]:
    l1 = [left(config.replace(l1=0.00001), seed) for seed in range(3)]
    decay = [left(config.replace(weight_decay=0.0001), seed) for seed in range(3)]
    means = kept[config.optimizer] = statistics.mean(l1), statistics.mean(decay)
    print(f"{config.optimizer:<20}{means[0]:>12.1%}{means[1]:>13.1%}")
guess_left.compare("next to nothing")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "SGD leaves over 98%": min(kept["sgd"]) > 0.98,
        "Adam under 5%": max(kept["adam"]) < 0.05,
        "AdamW under 5% with l1": kept["adamw"][0] < 0.05,
        "and over 98% with weight_decay": kept["adamw"][1] > 0.98,
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# SGD takes the tiny pull as it is. Adam divides each gradient by its own recent size (lesson 05). Where the penalty is the only gradient, it is divided by itself: the step is about as long as the rate, however weak the penalty.
# That holds for L1 in the loss as well, in Adam and in AdamW.
#
# **AdamW** takes `weight_decay` out of the gradient: each weight loses the share $\eta\lambda$ in a step, and nothing is divided. That is called **decoupled weight decay** (Loshchilov and Hutter 2019).
#
# </details>
#
# With $s$ for the recent size of what Adam divides (its averaging left out), a step turns $w$ into
#
# $$\text{SGD: } w - \eta\,(g + \lambda w) \qquad \text{Adam: } w - \eta\,\frac{g + \lambda w}{s} \qquad \text{AdamW: } w - \eta\,\frac{g}{s} - \eta \lambda w$$
#
# Without Adam's division the first and the last would be the same, which is why L2 penalties are called weight decay at all.
# Here are two kinds of weights. All begin at 1, and their gradients are nothing but noise: large for one kind, a hundred times smaller for the other. Which kind does a penalty spare?


# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
def shrink_noisy(optimizer, size):
    """Return what 300 steps leave of weights of 1 whose gradients are noise of this size."""
    generator = torch.Generator().manual_seed(0)
    w = torch.ones(10_000, requires_grad=True)
    steps = optimizer([w], lr=0.01, weight_decay=0.1)
    for _ in range(300):
        w.grad = size * torch.randn(10_000, generator=generator)
        steps.step()
    return w.mean().item()


noisy = {}
for optimizer in [torch.optim.SGD, torch.optim.Adam, torch.optim.AdamW]:
    noisy[optimizer.__name__] = [shrink_noisy(optimizer, size) for size in (10, 0.1)]
    large, small = noisy[optimizer.__name__]
    print(f"{optimizer.__name__:<6} left with large gradients {large:.2f}, with small {small:.2f}")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "SGD and AdamW shrink both kinds alike": all(
            0.6 < share < 0.9 for name in ("SGD", "AdamW") for share in noisy[name]
        ),
        "Adam spares those with large gradients": noisy["Adam"][0] > 0.9,
        "and takes most of the others": noisy["Adam"][1] < 0.2,
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# An L2 penalty in Adam leaves 97% of a weight with large gradients, since it is divided by their large $s$, and 6% of one with small gradients. SGD and AdamW leave about 75% of both.
# The numbers mean different things, too: `weight_decay=0.01` in Adam cleaned the rims above, while in AdamW it takes 0.002 times 0.01 of a weight in each of 320 steps, less than 1% in all.
#
# </details>
#
# **So before you copy a strength, look at its optimizer.**

# %% [markdown]
# ## Exercise 1: six questions, three of them answered by running
#
# Replace each `...` by `"smaller"`, `"larger"` or `"the same"`. The last three recall earlier lessons.
#
# <details><summary>Hint: how to run the first one</summary>
#
# `[near_zero(h.train(base.replace(l1=0.001, lr=0.01), data, seed=seed)) for seed in range(3)]` gives the shares of three seeds at a rate of 0.01. With `run = h.train(...)`, exact zeros are counted by `(run.model.layers[0].weight[:, inked] == 0).sum()`.
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "penalty_quiz", "locked": false, "schema_version": 3, "solution": true, "task": false}
penalty_quiz = {
    "L1 of 0.001, a rate of 0.01 in place of 0.002: the share of weights near 0 becomes": ...,
    'the rate of 0.01 falls to 0 (schedule="linear"), L1 of 0.001: that share becomes': ...,
    "L1 of 0.001 in place of no penalty: the number of weights that are exactly 0 becomes": ...,
    "lesson 03: nine in ten weights are set to 0: the multiply-adds of the layer become": ...,
    "lesson 05: Adam in place of plain SGD: the best learning rate becomes": ...,
    "lesson 08: a patience of 20 in place of 3: the epochs until training stops become": ...,
}
### BEGIN SOLUTION
penalty_quiz = {
    "L1 of 0.001, a rate of 0.01 in place of 0.002: the share of weights near 0 becomes": "smaller",
    'the rate of 0.01 falls to 0 (schedule="linear"), L1 of 0.001: that share becomes': "larger",
    "L1 of 0.001 in place of no penalty: the number of weights that are exactly 0 becomes": "the same",
    "lesson 03: nine in ten weights are set to 0: the multiply-adds of the layer become": "the same",
    "lesson 05: Adam in place of plain SGD: the best learning rate becomes": "smaller",
    "lesson 08: a patience of 20 in place of 3: the epochs until training stops become": "larger",
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_penalty_quiz", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.quiz(
    "penalty_quiz",
    choices=("smaller", "larger", "the same"),
    key={
        "L1 of 0.001, a rate of 0.01 in place of 0.002: the share of weights near 0 becomes": "d9445a4508d6",
        'the rate of 0.01 falls to 0 (schedule="linear"), L1 of 0.001: that share becomes': "b76a927d14f8",
        "L1 of 0.001 in place of no penalty: the number of weights that are exactly 0 becomes": "f3a77e0e2741",
        "lesson 03: nine in ten weights are set to 0: the multiply-adds of the layer become": "c64963992d85",
        "lesson 05: Adam in place of plain SGD: the best learning rate becomes": "8b99ec0ed694",
        "lesson 08: a patience of 20 in place of 3: the epochs until training stops become": "68c1851406ee",
    },
    hints={
        "L1 of 0.001, a rate of 0.01 in place of 0.002: the share of weights near 0 becomes": {
            "larger": "The pull is the same, but a weight that hovers around 0 does so in steps as long as the rate. Run the hint for both rates.",
            "the same": "The rate is the length of the steps with which a weight hovers around 0. Run the hint for both rates.",
        },
        'the rate of 0.01 falls to 0 (schedule="linear"), L1 of 0.001: that share becomes': {
            "smaller": "The last steps are the shortest. How far from 0 can a weight then still hover? Run both.",
            "the same": "The last steps decide where a hovering weight ends, and they are short now. Run both.",
        },
        "L1 of 0.001 in place of no penalty: the number of weights that are exactly 0 becomes": {
            "smaller": "It was 0 without a penalty: count with the hint.",
            "larger": "Near 0 is not 0: by hand the weight passed it and came back. Count with the hint.",
        },
        "lesson 03: nine in ten weights are set to 0: the multiply-adds of the layer become": {
            "smaller": "A layer multiplies by each of its weights, and a 0 is one of them. Only software or a chip that leaves zeros out would save them.",
            "larger": "The layer has as many weights as before. What does it do with one that is 0?",
        },
        "lesson 05: Adam in place of plain SGD: the best learning rate becomes": {
            "larger": "Adam divides each gradient by its own size, so the rate itself is about the length of a step. Look at the two hills of lesson 05.",
            "the same": "A good rate belongs to its optimizer. Look at the two hills of lesson 05.",
        },
        "lesson 08: a patience of 20 in place of 3: the epochs until training stops become": {
            "smaller": "Patience counts the epochs that may pass without a lower validation loss. With more of it, does training wait longer or shorter?",
            "the same": "Training stops when patience is used up. How many epochs must pass for that, with 20 and with 3?",
        },
    },
)

# %% [markdown]
# ## Exercise 2: a step that stops at 0
#
# By hand, the small weight hovered. The cure: a step that follows the loss alone, and after it one for L1 alone, which stops at 0: **soft-thresholding**.
#
# Write `soft_threshold(weights, t)`. It returns a new list: every weight is moved toward 0 by `t`, and those that would pass 0 become 0.
#
# - Do not change `weights`, a list of numbers.
# - A negative `t` raises a `ValueError`, also when there are no weights.
#
# <details><summary>Hint 1</summary>
#
# Work through `[2.0, -2.0, 0.25]` and `t = 0.5` on paper first. Two of the three lose exactly 0.5 of their size.
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
    checks.example(
        [2.0, -2.0, 0.25],
        0.5,
        expected=[1.5, -1.5, 0.0],
        hint="2 and -2 lose 0.5 of their size. 0.25 would pass 0.",
    ),
    checks.example([], 0.5, expected=[], hint="No weights, nothing to do."),
    checks.raises(ValueError, [1.0], -0.5, hint="A negative t would push weights away from 0."),
)

# %% [markdown]
# ## Decision lab: a chip with room for one weight in five (10 points)
#
# A chip in a pen is to read digits. It leaves out weights near 0 ($|w| < 0.002$, as above), and has room for one in five weights of the first layer. (Where the lab says "zeros", it counts weights near 0.)
# A colleague took L1 of 0.01 and a rate of 0.015. Her network reads about 77 digits in 100, ten fewer than without a penalty, and little more than half of its weights are near 0.
# Find a configuration with 80% of the weights near 0 that loses at most two points. It should read 85 in 100 in your runs, and 87 in grading, whose digits are about two points easier. You can pay for 64 epochs, eight runs.

# %% jupyter={"source_hidden": true}
penalty_lab = h.labs.Lab(
    "penalty_choice",
    "which penalty, rate and schedule leave one weight in five and lose two points?",
    base=h.Hyperparameters(
        n_neurons=(32,), initialization="he", lr=0.015, l1=0.01, batch_size=32, epochs=8
    ),
    space={
        "l1": h.search.LogUniform(0.0001, 0.03),
        "weight_decay": h.search.Choice((0.0, 0.01, 0.1)),
        "lr": h.search.LogUniform(0.0005, 0.015),
        "schedule": h.search.Choice(("constant", "linear", "cosine")),
    },
    epochs=64,
    levels=[
        h.labs.Level(0.79, 0, "the default stays below"),
        h.labs.Level(0.852, 1, "the median of a random search"),
        h.labs.Level(0.874, 2, "two points less than the most accurate"),
    ],
    also=h.labs.Goal(
        "zero_weights",
        levels=[
            h.labs.Level(0.55, 0, "the default stays below"),
            h.labs.Level(0.68, 2, "what a constant rate brings"),
            h.labs.Level(0.8, 6, "one weight in five is left"),
        ],
        needs=0.87,
        margin=0.07,
    ),
    tolerance=0.04,
)

# %% tags=["demonstration", "nbval-ignore-output"]
penalty_lab

# %% [markdown]
# Before you spend a run, say what you will do if more weights are near 0, and what if fewer.
#
# <details><summary>Hint 1</summary>
#
# Two things are wrong with the colleague's choice, and each can be repaired alone. Which of the four entries costs accuracy? Which one keeps weights away from 0?
#
# </details>
# <details><summary>Hint 2</summary>
#
# Your first two answers in exercise 1: a weight hovers around 0 in steps as long as the rate, and the last steps count. With `"linear"` and `"cosine"` the rate falls to 0 by the end of the run.
#
# </details>

# %% tags=["demonstration", "nbval-ignore-output"]
penalty_lab.run(l1=0.01, weight_decay=0.0, lr=0.015, schedule="constant")

# %% [markdown]
# Hand in your choice, and as `predicted_accuracy` what grading will measure, with other initial weights and other digits (a share such as 0.5).

# %% nbgrader={"grade": false, "grade_id": "penalty_choice", "locked": false, "schema_version": 3, "solution": true, "task": false}
penalty_choice = {
    "l1": ...,
    "weight_decay": ...,
    "lr": ...,
    "schedule": ...,
    "predicted_accuracy": ...,
}
### BEGIN SOLUTION
penalty_choice = {
    "l1": 0.002,
    "weight_decay": 0.0,
    "lr": 0.015,
    "schedule": "cosine",
    "predicted_accuracy": 0.87,
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_penalty_choice", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
checks.lab("penalty_choice")

# %% [markdown]
# Why this choice? Two sentences go into the quotation marks, ungraded.
#
# <details><summary>A model answer</summary>
#
# "L1 of 0.01 cost ten points, so I went down step by step to 0.002, where only two were lost; and at a constant rate the weights hovered too far from 0, so I let a large rate fall to 0.
# I saw it with one seed only, and I would count again if the chip's limit of 0.002 changed."
#
# </details>

# %% tags=["demonstration", "nbval-ignore-output"]
penalty_lab.report(penalty_choice, why="")

# %% [markdown]
# ## Take away
#
# | | |
# | --- | --- |
# | Start from | 0 for clean data and small networks; AdamW with 0.01 (PyTorch's default) for larger ones |
# | Range and scale to search | log scale: L1 0.000001 to 0.01; L2 (SGD, Adam) 0.000001 to 0.1; decoupled (AdamW) 0.001 to 1, ten times more in runs of a few hundred steps |
# | Cost | next to none; L1 takes a little time |
# | It interacts with | optimizer (L2 in Adam is not decay), learning rate and schedule (weights hover as far as a step is long; AdamW shrinks by rate times strength), epochs (decay adds up over steps), other regularization |
#
# | Symptom | Likely cause | Try |
# | --- | --- | --- |
# | helpless when a constant input changes | weights on inputs that never varied | L1 or L2; look at the first layer |
# | wrong labels are learned by heart | cheap weights, long steps | L2 or L1; dropout, a smaller rate, early stopping |
# | training loss stays high | strength too large | a tenth of it |
# | changing `weight_decay` changes nothing | AdamW, too small for so few steps | ten or a hundred times more |
# | you want zeros and get small numbers | steps pass over 0 | let the rate fall; soft-thresholding; cut off at the end |
#
# **Next:** lesson 12, augmentation, label smoothing and noise: one digit, shown in many forms.

# %% [markdown]
# ## Going deeper
#
# What follows is for a second evening: exact zeros, strengths of AdamW, a network whose biases are spared, 84 settings measured beforehand, and what is disputed about why large networks decay their weights. The exercise is without points.

# %% [markdown]
# ### Exact zeros
#
# Your `soft_threshold`, after each gradient step of the loss alone, is **proximal gradient descent** (Parikh and Boyd 2014, section 4.2). Here it is in PyTorch, beside L1 in the gradient: plain SGD, rate 0.1, strength 0.003.


# %% tags=["demonstration", "nbval-ignore-output"]
def train_sgd(thresholding, seed, strength=0.003, lr=0.1):
    """Return the share of exact zeros in the first layer, and the validation accuracy."""
    model = h.MLP(784, [64], 10, initialization="he", seed=seed)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    order = torch.Generator().manual_seed(seed)
    matrices = [p for p in model.parameters() if p.ndim == 2]  # a bias has one dimension
    for _ in range(10):
        for rows in torch.randperm(1000, generator=order).split(32):
            scores = model(data.X_train[rows])
            loss = torch.nn.functional.cross_entropy(scores, data.y_train[rows])
            if not thresholding:
                loss = loss + strength * sum(w.abs().sum() for w in matrices)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            if thresholding:
                with torch.no_grad():
                    for w in matrices:  # softshrink is PyTorch's soft-thresholding
                        w.copy_(torch.nn.functional.softshrink(w, lr * strength))
    zeros = (matrices[0] == 0).float().mean().item()
    return zeros, h.evaluate(model, data.X_val, data.y_val)[1]


both = {}
for name, thresholding in {"L1 in the gradient": False, "soft-thresholding": True}.items():
    both[name] = [train_sgd(thresholding, seed) for seed in range(3)]
    zeros, accuracies = zip(*both[name])
    print(f"{name:<20} exactly 0: {statistics.mean(zeros):.0%}", end=", ")
    print(f"right: {statistics.mean(accuracies):.1%}")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "a gradient step leaves hardly an exact zero": max(z for z, _ in both["L1 in the gradient"])
        < 0.01,
        "soft-thresholding makes over a third": min(z for z, _ in both["soft-thresholding"])
        > 1 / 3,
    }
)

# %% [markdown]
# Zeros save memory and time only where something skips them. A graphics card skips only patterns that its matrix units know (such as 2 zeros in each 4 neighbors; Mishra et al. 2021, arXiv:2104.08378).

# %% [markdown]
# ### Strengths of AdamW
#
# Three in ten labels wrong, the L2 penalty in Adam against decoupled decay in AdamW, at our rate and at a quarter of it. By what factor is the best decoupled strength larger than the best L2 strength?

# %% tags=["demonstration", "nbval-ignore-output"]
noisy_labels = data.mislabeled(0.3)
lines = {}
for lr in [0.002, 0.0005]:
    slow = base.replace(epochs=20, lr=lr)
    lines[f"Adam, rate {lr}"] = h.grid(slow, weight_decay=[0.001, 0.01, 0.03, 0.1, 0.3])
    lines[f"AdamW, rate {lr}"] = h.grid(
        slow.replace(optimizer="adamw"), weight_decay=[0.1, 1.0, 3.0, 10.0, 30.0]
    )
swept = {}
for name, configs in lines.items():
    swept[name] = h.sweep(configs, noisy_labels, seeds=range(3), measure="last epoch")
figure, axes = plotting.figure(2)
for ax, lr in zip(axes, [0.002, 0.0005]):
    pair = {name: swept[f"{name}, rate {lr}"] for name in ["Adam", "AdamW"]}
    plotting.plot_dots(pair, "weight_decay", ylim=(60, 85), ax=ax).set_title(f"rate {lr}")
plotting.show(figure)

# %% tags=["demonstration"] jupyter={"source_hidden": true}
reached = {}  # reached[name][strength]: mean of the seeds
for name, sweep in swept.items():
    reached[name] = {}
    for lanes in sweep.by_configuration():
        strength = lanes[0].config.weight_decay
        reached[name][strength] = statistics.mean(lane.final.val_accuracy for lane in lanes)
l2, decoupled = reached["Adam, rate 0.002"], reached["AdamW, rate 0.002"]
checks.claims(
    {
        "L2 of 0.3 ruins Adam": l2[0.3] < l2[0.03] - 0.2,
        "AdamW with 3 is as good as L2 of 0.03, within 3 points": abs(decoupled[3.0] - l2[0.03])
        < 0.03,
        "and over 2.5 points better than AdamW with 0.1": decoupled[3.0] > decoupled[0.1] + 0.025,
    }
)

# %% [markdown]
# By about a hundred on this grid, 3 against 0.03: at our rate an L2 penalty of 0.3 ruins the network, and AdamW does well with ten times that. In PyTorch AdamW takes the share $\eta\lambda$ in a step: at a rate of 0.002 a strength of 0.01 takes 0.00002, 1.3% of a weight in all 640 steps.
# A rule of Wang and Aitchison (2024, arXiv:2405.13698) gives the order of magnitude: after $1/(\eta\lambda)$ steps decay has forgotten most of what a weight had learned, and that number should lie between one epoch (here 32 steps) and the whole run (640). A strength of 3 at our rate gives 167.
#
# Is the best strength then independent of the rate? Loshchilov and Hutter report so, for *their* parametrization: the share of a step is $\lambda$ times the schedule, without the rate.
# PyTorch multiplies by the rate, so there a smaller rate asks for a larger strength (Schaipp 2024). On this grid, with a factor of 3 or more from strength to strength, neither best strength moves.

# %% [markdown]
# ### Decay on weights only
#
# The library's `l1` leaves biases out: there are few of them, and a price on them can lead to underfitting (Goodfellow, Bengio and Courville 2016, section 7.1). Its `weight_decay` is PyTorch's and takes them too. Large networks usually spare biases and the scales of normalization layers (He et al. 2019, arXiv:1812.01187, section 3.1). In PyTorch that takes two **parameter groups**.

# %% tags=["demonstration", "nbval-ignore-output"]
model = h.MLP(784, [64], 10, seed=0)
groups = [
    {"params": [p for p in model.parameters() if p.ndim == 2], "weight_decay": 0.1},
    {"params": [p for p in model.parameters() if p.ndim == 1], "weight_decay": 0.0},
]
optimizer = torch.optim.AdamW(groups, lr=0.01)
layer = model.layers[0]
before = layer.weight.norm().item(), layer.bias.norm().item()
for p in model.parameters():
    p.grad = torch.zeros_like(p)  # nothing to learn: what is left is decay
optimizer.step()
after = layer.weight.norm().item(), layer.bias.norm().item()
print(f"left after one step: weights {after[0] / before[0]:.4f}", end=", ")
print(f"biases {after[1] / before[1]:.4f}")

# %% [markdown]
# ### Right labels: every strength, measured beforehand
#
# The network 784-128-64-32-10 of lesson 01 with Adam, batches of 32, 20 epochs and right labels, five seeds each. **Is there a number of digits and a rate for which some strength gains more than 1.5 points?** And where does the largest strength cost most?

# %% tags=["demonstration", "nbval-ignore-output"]
table = h.load_table("regularization").select(dropout=0.0, epoch=20)
other = {"l1": "weight_decay", "weight_decay": "l1"}


def show_strengths(penalty, digits, lr):
    part = table.select(n_train=digits, lr=lr, **{other[penalty]: 0.0})
    low, high = 100 * part.val_accuracy.min(), 100 * part.val_accuracy.max()
    tens = low - low % 10, high - high % 10 + 10  # the tens around all dots
    return plotting.plot_dots(part, penalty, ylim=tens)


widgets.explore(
    show_strengths,
    start={"penalty": "l1", "digits": 300, "lr": 0.001},
    penalty=["l1", "weight_decay"],
    digits=[100, 300, 1000, 3000],
    lr=[0.0003, 0.001, 0.003],
)

# %% tags=["demonstration"] jupyter={"source_hidden": true}
gains, costs = [], []
for penalty in other:
    part = table.select(**{other[penalty]: 0.0}).val_accuracy.mean(-1)  # digits, strength, rate
    moved = part[:, 1:] - part[:, :1]
    gains.append(moved.max(1))
    costs.append(moved[:, -1])
checks.claims(
    {
        "no strength gains more than 1.5 points": max(gain.max() for gain in gains) < 0.015,
        "the largest L1 costs more with 100 digits than with 3,000": (
            costs[0][0] < costs[0][-1]
        ).all(),
    }
)

# %% [markdown]
# There is none: with a small network, 20 epochs and right labels a penalty gains 0.7 points at most. The largest strengths cost most with few digits: L1 takes 18 to 43 points with 100 or 300, and 5 to 9 with 3,000.
#
# That need not be so. With few examples and many *useless* inputs L1 wins by far: it needs a number of examples that grows with the logarithm of the number of useless inputs, where a rotation-invariant penalty such as L2 needs one that grows with the number itself (Ng 2004). The ink of a digit is spread over many pixels, and most of them say a little.
#
# For wrong labels Krogh and Hertz (1992) prove for a linear network that a decay of the right size suppresses a part of that noise.
#
# And large networks decay as a matter of course. Krizhevsky, Sutskever and Hinton (2012, section 5) report that a small decay lowered even their *training* error. Why it helps them is disputed: Zhang et al. (2019, arXiv:1810.12281) doubt that it is the price on large weights, and name other mechanisms, such as a larger effective learning rate in networks with normalization layers.

# %% [markdown]
# ### Without points: one step of Adam, coupled or not
#
# In its first step Adam subtracts `lr * g / (abs(g) + eps)` from each weight, where `g` is its gradient and `eps = 1e-8` prevents a division by 0. (Later steps use averages.)
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


# %% nbgrader={"grade": false, "grade_id": "optional_first_step", "locked": false, "schema_version": 3, "solution": true, "task": false}
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


# %% jupyter={"source_hidden": true}
checks.check(
    "first_step",
    checks.example(
        [1.0, 1.0],
        [1.0, 0.001],
        0.1,
        0.1,
        False,
        expected=[0.9, 0.9],
        points=0,
        hint="L2 penalty: both sums are positive, so both weights step down by lr.",
        rtol=1e-4,
    ),
    checks.example(
        [1.0, 1.0],
        [1.0, 0.001],
        0.1,
        0.1,
        True,
        expected=[0.89, 0.89],
        points=0,
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
        points=0,
        hint="-0.1 + 0.1 * 2 is positive: it steps down.",
        rtol=1e-4,
    ),
    checks.raises(
        ValueError, [1.0], [1.0, 2.0], 0.1, 0.1, True, points=0, hint="Compare the lengths."
    ),
)

# %% [markdown]
# ### Read more
#
# - Tibshirani (1996), *Regression shrinkage and selection via the lasso*, Journal of the Royal Statistical Society B 58, 267-288.
# - Hastie, Tibshirani and Friedman (2009), *The elements of statistical learning*, Springer, section 3.4.
# - Goodfellow, Bengio and Courville (2016), *Deep learning*, MIT Press, section 7.1.
# - Loshchilov and Hutter (2019), *Decoupled weight decay regularization*, ICLR, arXiv:1711.05101.
# - Schaipp (2024), *How to jointly tune learning rate and weight decay for AdamW*, a blog post with code, fabian-sp.github.io.
# - Wang and Aitchison (2024), *How to set AdamW's weight decay as you scale model and dataset size*, arXiv:2405.13698.
# - Krogh and Hertz (1992), *A simple weight decay can improve generalization*, NeurIPS 4, 950-957.
# - Ng (2004), *Feature selection, L1 vs. L2 regularization, and rotational invariance*, ICML.
# - Zhang, Wang, Xu and Grosse (2019), *Three mechanisms of weight decay regularization*, ICLR, arXiv:1810.12281.
# - Krizhevsky, Sutskever and Hinton (2012), *ImageNet classification with deep convolutional neural networks*, NeurIPS 25.
# - He, Zhang, Zhang, Zhang, Xie and Li (2019), *Bag of tricks for image classification with convolutional neural networks*, CVPR, arXiv:1812.01187.
# - Mishra and others (2021), *Accelerating sparse deep neural networks*, arXiv:2104.08378.
# - Parikh and Boyd (2014), *Proximal algorithms*, Foundations and Trends in Optimization 1 (3).
# - LeCun, Bottou, Bengio and Haffner (1998), *Gradient-based learning applied to document recognition*, Proceedings of the IEEE 86, 2278-2324. MNIST scales digits to 20 by 20 pixels and centers them by their mass, so little ink falls on the rims.
# - Brown and others (2020), *Language models are few-shot learners*, NeurIPS, arXiv:2005.14165.
