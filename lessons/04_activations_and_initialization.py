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
# # 04 Activations and initialization
#
# **Here are two runs. Same network, same digits, same learning rate. In run B every weight begins four times as large, and that alone ruins it. Can you bring it back?**

# %%
import math
import statistics

import torch
from torch.nn.functional import cross_entropy, gelu, leaky_relu

import hyperlib as h
from hyperlib import checks, plotting, widgets

torch.set_num_threads(1)  # small steps: two threads would wait for each other
data = h.load_mnist().subset(1000)  # 1,000 training digits, for quick runs
# sgd: each step is the learning rate times the gradient
base = h.Hyperparameters(
    n_neurons=(64,) * 3, initialization="he", optimizer="sgd", lr=0.1, batch_size=32, epochs=6
)

# %% tags=["demonstration", "nbval-ignore-output"]
run_b = base.replace(init_scale=4)
runs = {"run A": h.train(base, data, seed=0), "run B": h.train(run_b, data, seed=0)}
plotting.show(plotting.plot_curves(runs, ylim=(0, 100)))
for name, run in runs.items():
    dead = [layer.dead for layer in h.activation_statistics(run.model, data.X_train)]
    print(f"{name}: dead, layers 1 to 3:", *[f"{share:.0%}" for share in dead])

# %% [markdown]
# A **unit** is a neuron. A ReLU unit that answers 0 to every digit is **dead** (you met some in lesson 01); the lines above give the dead share of each hidden layer.
#
# **Your turn, two minutes.** Leave the weights four times as large, change the rate, the epochs and the width, and try to read seven digits in ten. Any attempt counts.

# %% tags=["demonstration", "nbval-ignore-output"]
for lr, epochs, width in [(0.1, 6, 64)]:  # change them, or add: [(...), (...)]
    config = run_b.replace(lr=lr, epochs=epochs, n_neurons=(width,) * 3)
    run = h.train(config, data, seed=0)
    dead = h.activation_statistics(run.model, data.X_train)[0].dead
    right = run.final.val_accuracy
    print(f"{lr}, {epochs}, {width}: {right:.0%} right, {dead:.0%} of layer 1 dead")

# %% [markdown]
# Here are common repairs, each with five seeds. (**Leaky ReLU** and **GELU** are activations that are said not to die; they come in a minute.)

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
repairs = {
    "run A": base,
    "run B": run_b,
    "B, five times as many epochs": run_b.replace(epochs=30),
    "B, four times as many units": run_b.replace(n_neurons=(256, 256, 256)),
    "B, half the learning rate": run_b.replace(lr=0.05),
    "B, leaky ReLU": run_b.replace(activation="leaky_relu"),
    "B, GELU": run_b.replace(activation="gelu"),
    "B, a tenth of the rate": run_b.replace(lr=0.01),
    "B, a tenth, and 30 epochs": run_b.replace(lr=0.01, epochs=30),
}


def mean_right(lanes):
    """Return the mean validation accuracy of some runs after their last epoch."""
    return statistics.mean(lane.final.val_accuracy for lane in lanes)


tried = {}
print("right, mean of five seeds")
for name, config in repairs.items():
    tried[name] = mean_right(h.sweep([config], data, seeds=range(5), measure="last epoch").lanes)
    print(f"{name:<30}{tried[name]:>5.0%}")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "run A reads over 75%": tried["run A"] > 0.75,
        "run B and five repairs stay below 30%": max(list(tried.values())[1:7]) < 0.3,
        "a tenth of the rate brings over 50%": tried["B, a tenth of the rate"] > 0.5,
        "and stays 8 points behind run A, with 30 epochs too": max(list(tried.values())[7:])
        < tried["run A"] - 0.08,
    }
)

# %% [markdown]
# *Train longer*, *more units*: nothing. *Activations that are said not to die*: nothing either, and that should surprise you.
# A tenth of the rate helps, and still it stays far behind run A, which merely began with smaller weights.
#
# So how large should the first weights be, and for which activation? Whoever builds a network of their own decides it, knowingly or not.
# After this lesson you can compute what a layer does to the size of its numbers, choose an initial scale for each activation, see before the first epoch whether a deep network can learn, and say what makes dead units and what brings them back.
#
# | | |
# | --- | --- |
# | You need | lessons 01 and 02; square roots |
# | Time | 60 minutes with the exercises, and half an hour more if you go deeper |
# | Run All | about a minute on a laptop with two cores |

# %% [markdown]
# ## Five shapes, five slopes
#
# A unit adds up its inputs, each times a weight, to a sum $z$, and applies its **activation**.
# Here are five: solid is what the unit answers, dashed is the slope. Gray marks where it is **flat**: a slope between -0.02 and 0.02. (GELU's turn near -0.75 is left white.)

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
shapes = {
    "ReLU": torch.relu,
    "leaky ReLU": leaky_relu,
    "GELU": gelu,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
}
figure, axes = plotting.figure(5, height=3.0)
for ax, (name, shape) in zip(axes, shapes.items()):
    z = torch.linspace(-6, 6, 1201, requires_grad=True)
    answer = shape(z)
    [slope] = torch.autograd.grad(answer.sum(), [z])
    x = z.detach()
    flat = (slope.abs() < 0.02) & ((x < -1.5) | (name != "GELU"))  # not where it turns
    ax.fill_between(x, -1.2, 3.2, where=flat, color="0.9", linewidth=0)
    ax.plot(x, answer.detach(), color=plotting.COLORS[0], linewidth=2)
    ax.plot(x, slope, color=plotting.COLORS[1], linewidth=1.5, linestyle="--")
    ax.set(xlim=(-6, 6), ylim=(-1.2, 3.2), title=name, xlabel="sum z", xticks=[-5, 0, 5])
    if name == "ReLU":
        ax.text(5.9, 2.4, "answer", color=plotting.INKS[0], ha="right")
        ax.text(5.9, 0.6, "slope", color=plotting.INKS[1], ha="right")
    else:
        ax.set_yticklabels([])
    at = {k: slope[x.sub(k).abs().argmin()].item() for k in (-5, -1, 0.5, 5)}
    told = ", ".join(f"{value:.2g} at {k}" for k, value in at.items())
    plotting.describe(ax, f"{name}: slope {told}; flat in {flat.float().mean():.0%} of -6 to 6.")
plotting.show(figure)

# %% [markdown]
# What is *seen* here? A gradient on its way back is multiplied by the slope (lesson 02), so where it is gray next to nothing passes.
# ReLU is flat on one whole side. **Leaky ReLU** has a slope of 0.01 there: gray, but not 0. **GELU** bends smoothly, and below -3 it is nearly as flat as ReLU.
# tanh and sigmoid are flat at both ends; a unit that sits there for most digits is **saturated**.
#
# Where a unit sits depends on the size of its sums. That can be computed.

# %% [markdown]
# ## By hand: what one layer does
#
# The **mean square** of some numbers, $\overline{x^2}$, is the mean of their squares; its root tells how large they typically are.
# Weights begin random, with mean 0 and standard deviation $s$. A sum has $n_\text{in}$ terms that partly cancel, so it grows with the *root* of their number. In squares:
#
# $$\overline{z^2} = n_\text{in}\, s^2\; \overline{x^2}$$
#
# He's rule is $s^2 = 2/n_\text{in}$. With those weights times a scale $c$ (`init_scale=c`), $\overline{z^2} = 2c^2\,\overline{x^2}$, however many inputs there are.
# Such sums are mostly near 0 and seldom far from it; their histogram is the hill that is called the **bell curve**. So we apply the activation to 100,000 draws from that curve (`torch.randn`).

# %%
bell = torch.randn(100_000, generator=torch.Generator().manual_seed(0))  # mean square 1


def one_layer(q, activation, c):  # q: mean square of the inputs
    sums = bell * math.sqrt(2 * c**2 * q)  # He's weights times c
    return activation(sums).square().mean().item()


def ten_layers(activation, c):
    squares = [data.X_train.square().mean().item()]  # the digits themselves
    for _ in range(10):
        squares.append(one_layer(squares[-1], activation, c))
    return squares


# %%
question = "Ten ReLU layers, He's weights times 1.5. By which factor does the mean square grow?"
guess_factor = widgets.predict(question, low=0.001, high=1_000_000, scale="log", near=3)

# %% tags=["nbval-ignore-output"] jupyter={"source_hidden": true}
columns = [ten_layers(torch.relu, c) for c in [0.5, 1, 1.5]]
grown = columns[-1][10] / columns[-1][0]
print("ReLU               He's weights times")
print("mean square         0.5       1     1.5")
rows = {f"layer {k}": [squares[k] for squares in columns] for k in [1, 2, 5, 10]}
rows["layer 10 / digits"] = [squares[10] / squares[0] for squares in columns]
for name, row in ({"digits": [squares[0] for squares in columns]} | rows).items():
    shown = [f"{q:,.0f}" if q >= 100 else f"{q:.2g}" for q in row]
    print(f"{name:<17}", *[f"{number:>7}" for number in shown])
guess_factor.compare(grown)

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "one ReLU layer multiplies by c squared, within 2%": all(
            math.isclose(one_layer(1.0, torch.relu, c), c**2, rel_tol=0.02) for c in (0.5, 1, 1.5)
        ),
        "ten layers at 1.5 by over 2,000": grown > 2000,
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# ReLU sets half of the sums to 0, and so halves their mean square: $\tfrac12 \cdot 2c^2 = c^2$. At $c = 1$ nothing changes, which is what the 2 in He's rule is for.
# At 1.5 each layer multiplies by 2.25, and ten layers by $2.25^{10}$, more than 3,000. At 0.5 each layer leaves a quarter, and ten layers a millionth.
#
# </details>
#
# **A ReLU layer multiplies the mean square by $c^2$, and $L$ layers by $c^{2L}$.** For GELU, tanh and sigmoid the factor depends on the size that comes in, and `one_layer` computes it.

# %% [markdown]
# ## Ten layers, before training
#
# Do real networks do that? `hidden_answers` builds ten layers of 64 units and lets the 1,000 digits through.
# We need a second number. A unit that answers 0.5 to every digit has a fine mean square and tells the next layer nothing. What counts is how much its answers *differ* from digit to digit.
# The **spread** of a layer measures that. It is a mean square again, but of the distances of a unit's answers from their mean (their *variance*), averaged over the units.

# %%
deep = base.replace(n_neurons=(64,) * 10, optimizer="adam", lr=0.003)


def hidden_answers(seed=0, **changes):
    model = h.MLP.from_config(deep.replace(**changes), data, seed=seed)
    X, answers = data.X_train, []
    for layer in model.layers[:-1]:  # all but the output layer
        X = layer(X).detach()  # a row for each digit, a column for each unit
        if not isinstance(layer, torch.nn.Linear):  # it is an activation
            answers.append(X)
    return answers


def spreads(seed=0, **changes):
    return [answers.var(dim=0).mean().item() for answers in hidden_answers(seed, **changes)]


# %%
squares = ten_layers(torch.sigmoid, 1)
print("sigmoid, by hand: mean square", end=" ")
print(f"{squares[1]:.2f} in layer 1, {squares[10]:.2f} in layer 10")
question = "Which share of layer 1's spread is left in layer 10, with sigmoid and He's weights?"
guess_spread = widgets.predict(question, low=1e-15, high=10, scale="log", near=10)

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
activations = {"relu": torch.relu, "leaky_relu": leaky_relu, "gelu": gelu}
activations |= {"tanh": torch.tanh, "sigmoid": torch.sigmoid}
print("He's weights   mean square, layer 10    spread")
print("                 by hand    measured      left")
kept, level, ends = {}, {}, []
figure, [ax] = plotting.figure(1)
for k, (name, activation) in enumerate(activations.items()):
    seen = [hidden_answers(seed, activation=name) for seed in range(5)]
    squares = statistics.median(answers[-1].square().mean().item() for answers in seen)
    rows = [[layer.var(dim=0).mean().item() for layer in answers] for answers in seen]
    middle = [statistics.median(column) for column in zip(*rows)]
    by_hand = ten_layers(activation, 1)[-1]
    kept[name], level[name] = middle[-1] / middle[0], squares / by_hand
    print(f"{name:<14}{by_hand:>10.2g}{squares:>12.2g}{kept[name]:>10.2g}")
    style = {"color": plotting.COLORS[k], "marker": plotting.MARKERS[k]}
    if name == "relu":  # leaky ReLU's line lies upon it
        style |= {"linewidth": 7, "markersize": 13}
    ax.plot(range(1, 11), middle, **style)
    ends.append((10, middle[-1], name, k, False))
    plotting.describe(
        ax, f"{name}: spread {middle[0]:.2g} in layer 1, {middle[-1]:.2g} in layer 10."
    )
ax.set(yscale="log", xlabel="hidden layer", ylabel="spread, log scale", xticks=range(1, 11))
plotting.style.label_ends(ax, ends, "He's weights")
plotting.show(figure)
print("left: layer 10 over layer 1; median of 5 seeds")
guess_spread.compare(kept["sigmoid"])

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "by hand is right within a factor of 4, for each activation": all(
            1 / 4 < ratio < 4 for ratio in level.values()
        ),
        "sigmoid keeps less than a ten-millionth of the spread": kept["sigmoid"] < 1e-7,
        "ReLU and leaky ReLU keep more than a tenth": min(kept["relu"], kept["leaky_relu"]) > 0.1,
        "tanh gains": kept["tanh"] > 1,
        "GELU keeps less than a tenth": kept["gelu"] < 0.1,
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# In its middle sigmoid has a slope of a quarter, so differences shrink: with He's weights a layer leaves about a tenth of the spread, and nine more layers a billionth.
# The mean square did not show it. It stays near 0.3, because each unit gives all digits nearly the same number, one unit 0.2 and another 0.8. (64 units are few, so what is measured strays from what is computed by hand.)
#
# GELU loses, too: near 0 its slope is a half. He's rule makes up for the half that ReLU loses; tanh, with slope 1 there, loses less, and gains.
# ReLU's line, the wide one, lies under leaky ReLU's. It keeps a quarter; "Going deeper" shows where the rest goes.
#
# </details>
#
# **A level mean square is not enough; the spread has to survive.**
#
# Now look at the answers themselves. (What lies beyond -3 or 3 is counted in the outermost bar.)
# **Look at ReLU at 0.25, ReLU at 4 and tanh at 8: what is broken in each? At which scale does sigmoid's spread come closest to staying level?**


# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
def show_answers(activation, init_scale):
    answers = hidden_answers(activation=activation, init_scale=init_scale)
    figure, axes = plotting.figure(4, height=2.8)
    bins = [-3.1 + 0.2 * k for k in range(32)]
    for ax, k in zip(axes, [1, 2, 5, 10]):
        values = answers[k - 1]
        share = torch.full((values.numel(),), 1 / values.numel())
        ax.hist(values.clamp(-3, 3).flatten(), bins, weights=share, color=plotting.COLORS[0])
        spread = values.var(dim=0).mean().item()
        ax.set(ylim=(0, 0.6), xlim=(-3.2, 3.2), xlabel="answer", xticks=[-3, 0, 3])
        ax.set_title(f"layer {k}: spread {spread:.1g}", fontsize=11)
        if k == 1:
            ax.set_ylabel("share of answers")
        else:
            ax.set_yticklabels([])
        ends = (values.abs() > 3).float().mean().item()
        middle = (values.abs() < 0.1).float().mean().item()
        plotting.describe(
            ax,
            f"Layer {k}: spread {spread:.1g}; {middle:.0%} within 0.1 of 0, {ends:.0%} beyond 3.",
        )
    return figure


# %% tags=["demonstration", "nbval-ignore-output"]
widgets.explore(
    show_answers,
    code="deep.replace(activation={activation!r}, init_scale={init_scale})",
    start={"activation": "relu", "init_scale": 1},
    activation=["relu", "leaky_relu", "gelu", "tanh", "sigmoid"],
    init_scale=[0.25, 0.5, 1, 2, 4, 8],
)

# %% [markdown]
# <details><summary>What to find there</summary>
#
# ReLU at 0.25: in layer 5 every answer is below 0.01, and the spread is next to nothing. At 4: in layer 10 all that is not 0 lies beyond 3, and the spread is in the tens of billions.
# tanh at 8: two towers, at -1 and 1. The spread is fine, and four in five answers of layer 10 are saturated.
# Sigmoid comes closest at 8, where it has two towers as well, at 0 and 1.
#
# </details>

# %% [markdown]
# ## Does it learn?
#
# Eight scales, four activations, five seeds, ten hidden layers. (Leaky ReLU does as ReLU does.)
# In lesson 02 sixteen layers of sigmoid learned nothing, whichever of the three rules began them.

# %%
choices = ["0.25", "1", "4", "it guesses at all three"]
question = "At which scale do ten sigmoid layers read most?"
guess_scale = widgets.predict(question, choices=choices)

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
scales = [0.25, 0.5, 0.7, 1, 1.4, 2, 4, 8]
configs = h.grid(deep, activation=["relu", "gelu", "tanh", "sigmoid"], init_scale=scales)
found = h.sweep(configs, data, seeds=range(5), measure="last epoch")
plotting.show(plotting.plot_dots(found, "init_scale", by="activation", ylim=(0, 100)))
right = {}  # right[activation][scale]
for lanes in found.by_configuration():
    config = lanes[0].config
    right.setdefault(config.activation, {})[config.init_scale] = mean_right(lanes)
best_of_three = max([0.25, 1, 4], key=right["sigmoid"].get)
guess_scale.compare(str(best_of_three))

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "ReLU, GELU and tanh read over 75% with He's weights": min(
            right[name][1] for name in ("relu", "gelu", "tanh")
        )
        > 0.75,
        "each of them loses over 30 points at 0.25 and at 4": all(
            max(right[name][0.25], right[name][4]) < right[name][1] - 0.3
            for name in ("relu", "gelu", "tanh")
        ),
        "sigmoid at 4 reads over 60%": right["sigmoid"][4] > 0.6,
        "and less than 30% at 1": right["sigmoid"][1] < 0.3,
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# Sigmoid's largest slope is a quarter of tanh's, so its weights must begin about four times as large. Then ten layers of it learn, without skips. At 8 its spread is more level still, but most answers are saturated.
# ReLU and GELU like He's scale. tanh likes anything from 0.7, which is Glorot's rule between equal layers, to 1.4.
#
# </details>
#
# Could you have known before? Here are all 32 networks, by what is left of the spread and what they read after training.
# A cross marks a start that saturates more than half of layer 10 (tanh and sigmoid, slope below 0.02).
# **Between which two limits of the spread would you let a network start?**

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
places = {}  # places[activation, scale]: spread left, share saturated, accuracy
for name in right:
    for scale in scales:
        seen = [hidden_answers(s, activation=name, init_scale=scale) for s in range(3)]
        left = statistics.median(
            (a[-1].var(dim=0).mean() / a[0].var(dim=0).mean()).item() for a in seen
        )
        last = seen[0][-1]
        slope = {"tanh": 1 - last**2, "sigmoid": last * (1 - last)}.get(name)
        flat = 0.0 if slope is None else (slope < 0.02).float().mean().item()
        places[name, scale] = (max(left, 1e-16), flat, right[name][scale])

figure, [ax] = plotting.figure(1, height=4.4)
ax.axvspan(0.001, 1000, color="0.92", zorder=0)
for k, name in enumerate(right):
    style = {"color": plotting.COLORS[k], "marker": plotting.MARKERS[k]}
    for scale in scales:
        left, flat, share = places[name, scale]
        marker = "x" if flat > 0.5 else style["marker"]
        look = {"color": style["color"], "marker": marker, "linestyle": "", "ms": 8}
        written = {"relu": "ReLU", "gelu": "GELU"}.get(name, name)
        ax.plot(left, 100 * share, label=written if scale == 0.5 else None, **look)
inside = {
    place: share
    for place, (left, flat, share) in places.items()
    if 1e-3 < left < 1e3 and flat <= 0.5
}
saturated = [share for _, flat, share in places.values() if flat > 0.5]
large = [share for left, _, share in places.values() if left > 1e4]
small = [share for left, _, share in places.values() if left <= 1e-3]
ax.set(xscale="log", ylim=(0, 100), xlabel="spread of layer 10 / spread of layer 1, log scale")
ax.set_ylabel("validation accuracy, %")
ax.plot([], [], "x", color="0.3", ms=8, label="cross: saturated")
ax.legend(fontsize=9, loc="upper right")
ax.text(1, 4, "0.001 to 1,000", ha="center", fontsize=9, color="0.35")
words = {
    ("gelu", 0.7): "GELU at 0.7",
    ("tanh", 4): "tanh at 4 and 8",
    ("sigmoid", 8): "sigmoid at 8",
}
for (name, scale), word in words.items():
    left, _, share = places[name, scale]
    way, side = (8, "left") if name == "sigmoid" else (-8, "right")  # where no dot is
    at = {"xytext": (way, 0), "textcoords": "offset points", "ha": side, "va": "center"}
    ink = plotting.INKS[list(right).index(name)]
    ax.annotate(word, (left, 100 * share), color=ink, fontsize=9, **at)
told = f"Spread left from 0.001 to 1,000 and not saturated: {len(inside)} networks, "
told += f"{min(inside.values()):.0%} to {max(inside.values()):.0%} right. Saturated: "
told += f"{min(saturated):.0%} to {max(saturated):.0%}. More than 10,000 times the spread: "
told += f"{min(large):.0%} to {max(large):.0%}. Less than a thousandth: {min(small):.0%} to {max(small):.0%}."
plotting.show(plotting.describe(ax, told))
print("spread left")
print(f"0.001 to 1,000, not saturated: {min(inside.values()):.0%} or more")
print(f"saturated:                     {max(saturated):.0%} or less")
print(f"over 10,000:                   {max(large):.0%} or less")
print(f"under 0.001:                   {min(small):.0%} to {max(small):.0%}")

# %% [markdown]
# In the gray band, and not saturated, every network learned. To its right none got far: the answers explode.
# Yet tanh at 4 and 8 guesses inside the band. **What breaks it?** Look at its gradients before training, the first layer's over the last's (lesson 02).

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
bursts = {}
for scale in [1, 4, 8]:
    start = deep.replace(activation="tanh", init_scale=scale)
    made = [h.MLP.from_config(start, data, seed=seed) for seed in range(3)]
    norms = [h.gradient_norms(model, data.X_train[:256], data.y_train[:256]) for model in made]
    bursts[scale] = statistics.median(norm[0] / norm[-1] for norm in norms)
print("tanh at scale                1       4       8")
print("gradient, first / last", *[f"{ratio:>7,.0f}" for ratio in bursts.values()])

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "level and not saturated: each reads over 55%": min(inside.values()) > 0.55,
        "there are at least eight of them": len(inside) >= 8,
        "with a spread that explodes: each below 60%": max(large) < 0.6,
        "tanh saturated at 4 and 8: below 25%": max(places["tanh", s][2] for s in (4, 8)) < 0.25,
        "most with a vanished spread: below 60%": statistics.median(small) < 0.6,
        "saturated tanh: the gradient explodes": bursts[1] < 20 < 100 < bursts[4] < bursts[8],
    }
)

# %% [markdown]
# <details><summary>Why tanh guesses there, and what lies to the left</summary>
#
# Most of its units are flat, and the few others have such large weights behind them that the gradient explodes.
# To the left of the band it depends: GELU at 0.7 keeps a few millionths and reads nearly as many digits as the best, at least with Adam, the optimizer of these runs.
#
# </details>
#
# **Before the first epoch look at two numbers: the spread of the last hidden layer over that of the first, from 0.001 to 1,000, and the share of saturated answers, below a half.** They do not say which is best, nor whether the rate fits: run B meets both.

# %% [markdown]
# ## Dead units: what makes them
#
# Back to run B: loss, and dead units of its three layers, in the first steps.


# %% tags=["demonstration"] jupyter={"source_hidden": true}
def switched_off(model):
    """Return for each hidden layer the share of units whose sum is below 0 for all digits."""
    X, shares = data.X_train, []
    for layer in model.layers[:-1]:
        X = layer(X).detach()
        if isinstance(layer, torch.nn.Linear):
            shares.append((X < 0).all(dim=0).float().mean().item())
    return shares


def train_on(model, optimizer, seed, epochs=6, watch=()):
    """Train a network that is there already; return its accuracy, and what was seen at some steps."""
    order, step, seen = torch.Generator().manual_seed(seed), 0, []
    for _ in range(epochs):
        for rows in torch.randperm(1000, generator=order).split(32):
            loss = cross_entropy(model(data.X_train[rows]), data.y_train[rows])
            if step in watch:
                seen.append((step, loss.item(), switched_off(model)))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1
    share = (model(data.X_val).argmax(dim=1) == data.y_val).float().mean().item()
    return share, seen


# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
watched = []
print("seed steps        loss  dead in layers 1 to 3")
for seed in [0, 1, 2]:
    model = h.MLP.from_config(run_b, data, seed=seed)
    sgd = torch.optim.SGD(model.parameters(), lr=0.1)
    seen = train_on(model, sgd, seed, epochs=1, watch=[0, 1, 2, 20])[1]
    watched.append(seen)
    for step, loss, off in seen:
        print(f"{seed:>4}{step:>6}{loss:>12,.1f} ", *[f"{share:>5.0%}" for share in off])
leaky = [h.train(repairs["B, leaky ReLU"], data, seed=seed) for seed in [0, 1, 2]]
print("leaky ReLU, loss of epoch 1:", *[run.history[0].train_loss for run in leaky])

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "before training less than 5% of the first layer is dead": all(
            seen[0][2][0] < 0.05 for seen in watched
        ),
        "after 20 steps over 60%": all(seen[-1][2][0] > 0.6 for seen in watched),
        "the loss begins above 30": all(seen[0][1] > 30 for seen in watched),
        "with leaky ReLU it ends as no number at all": all(
            math.isnan(run.history[0].train_loss) for run in leaky
        ),
    }
)

# %% [markdown]
# The warning comes before the first step: a loss far above 2.3. After two steps more than half of the first layer is dead. Four times the weights, in three hidden layers and the output layer, make outputs $4^4 = 256$ times as large, and gradients and first steps grow with them.
# A unit that such a step throws below 0 for every digit gets no gradient, and comes back only if the layer below it changes (the first layer has none below). With enough of them dead, the loss settles at 2.3, that of guessing.
#
# **Dead units are mostly the trace of steps that were too long**, because the gradient was too large (scale) or the rate was (lesson 01).
#
# ## What brings them back
#
# Let us kill a layer by hand, with ReLU, leaky ReLU or GELU: in a network of two hidden layers we lower the biases of all 64 units of the second by 5 or by 20. Then we train with good steps (Adam, rate 0.003).

# %%
choices = ["none of the three", "leaky ReLU only", "leaky ReLU and GELU", "all three"]
question = "Down by 20: which of the three read over half?"
guess_back = widgets.predict(question, choices=choices)


# %% tags=["demonstration"] jupyter={"source_hidden": true}
def kill_layer(activation, push, seed, units=64):
    config = base.replace(n_neurons=(64, 64), activation=activation)
    model = h.MLP.from_config(config, data, seed=seed)
    model.layers[2].bias.data[:units] -= push  # layers: Linear, activation, Linear, ...
    return model


# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
revived = {}
print("three seeds        below 0 for all digits")
print("                   before   after   right")
for push in [5, 20]:
    for activation in ["relu", "leaky_relu", "gelu"]:
        before, after, shares = [], [], []
        for seed in range(3):
            model = kill_layer(activation, push, seed)
            before.append(switched_off(model)[1])
            adam = torch.optim.Adam(model.parameters(), lr=0.003)
            shares.append(train_on(model, adam, seed)[0])
            after.append(switched_off(model)[1])
        revived[activation, push] = statistics.mean(shares)
        print(f"{activation:<11} by {push:>2}{statistics.mean(before):>8.0%}", end="")
        print(f"{statistics.mean(after):>8.0%}{revived[activation, push]:>8.0%}")
back = [name for name in ["leaky_relu", "gelu", "relu"] if revived[name, 20] > 0.5]
guess_back.compare(choices[len(back)])

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "ReLU guesses, however far it was pushed": max(revived["relu", 5], revived["relu", 20])
        < 0.2,
        "leaky ReLU reads over 70% after both": min(
            revived["leaky_relu", 5], revived["leaky_relu", 20]
        )
        > 0.7,
        "GELU reads over 60% when pushed by 5": revived["gelu", 5] > 0.6,
        "and guesses when pushed by 20": revived["gelu", 20] < 0.2,
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# Below 0 ReLU has slope 0: with the whole layer dead no gradient passes, and six epochs change nothing in it.
# Leaky ReLU keeps 0.01 however far down it is, and comes back both times. GELU comes back from 5, where a few sums still reach up to where it has a slope, and not from 20.
#
# </details>
#
# So why did leaky ReLU not save run B? Its steps stayed as long as before: in run B's table its loss is `nan` ("not a number"). **A slope below 0 lets units come back; it does not shorten steps. First the scale and the rate, then the activation.**
# And while its layer lives, a dead unit is no catastrophe ("Going deeper").

# %% [markdown]
# ## Exercise 1: six questions, three of them answered by running
#
# Replace each `...` by `"smaller"`, `"larger"` or `"the same"`. Run the first three; the others recall lessons 01 and 02.
#
# <details><summary>Hint: how to run them</summary>
#
# `hidden_answers(activation="relu", init_scale=2)[-1]` is what layer 10 answers: `(... == 0).float().mean()` is the share of zeros in it.
# `spreads(activation="gelu")[-1]` is the spread of layer 10.
# `h.activation_statistics(h.train(run_b.replace(lr=0.01), data, seed=0).model, data.X_train)[0].dead` is the dead share of the first layer.
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "start_quiz", "locked": false, "schema_version": 3, "solution": true, "task": false}
start_quiz = {
    "ten ReLU layers begin with init_scale=2, no longer 1: the share of zeros in layer 10 becomes": ...,
    "ten layers with He's weights get GELU in place of ReLU: the spread of layer 10 becomes": ...,
    "run B trains at a rate of 0.01, no longer 0.1: the dead share of its first layer becomes": ...,
    "lesson 01: a network gets tanh in place of ReLU: the number of its parameters becomes": ...,
    "lesson 02: 16 sigmoid layers get skip connections: the first layer's gradient becomes": ...,
    "lesson 02: 12 ReLU neurons in one layer, not in six: the number of pieces of a line becomes": ...,
}
### BEGIN SOLUTION
start_quiz = {
    "ten ReLU layers begin with init_scale=2, no longer 1: the share of zeros in layer 10 becomes": "the same",
    "ten layers with He's weights get GELU in place of ReLU: the spread of layer 10 becomes": "smaller",
    "run B trains at a rate of 0.01, no longer 0.1: the dead share of its first layer becomes": "smaller",
    "lesson 01: a network gets tanh in place of ReLU: the number of its parameters becomes": "the same",
    "lesson 02: 16 sigmoid layers get skip connections: the first layer's gradient becomes": "larger",
    "lesson 02: 12 ReLU neurons in one layer, not in six: the number of pieces of a line becomes": "smaller",
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_start_quiz", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.quiz(
    "start_quiz",
    choices=("smaller", "larger", "the same"),
    key={
        "ten ReLU layers begin with init_scale=2, no longer 1: the share of zeros in layer 10 becomes": "360e4193f084",
        "ten layers with He's weights get GELU in place of ReLU: the spread of layer 10 becomes": "ecc8f72932f4",
        "run B trains at a rate of 0.01, no longer 0.1: the dead share of its first layer becomes": "69a2443221e2",
        "lesson 01: a network gets tanh in place of ReLU: the number of its parameters becomes": "68b356145f3d",
        "lesson 02: 16 sigmoid layers get skip connections: the first layer's gradient becomes": "a27e7b6e2ccc",
        "lesson 02: 12 ReLU neurons in one layer, not in six: the number of pieces of a line becomes": "78aac57f5c32",
    },
    hints={
        "ten ReLU layers begin with init_scale=2, no longer 1: the share of zeros in layer 10 becomes": {
            "smaller": "Twice a negative sum is still negative. Count the zeros for both scales.",
            "larger": "The size of the sums doubles, and their sign? Count the zeros for both scales.",
        },
        "ten layers with He's weights get GELU in place of ReLU: the spread of layer 10 becomes": {
            "larger": "Near 0 GELU has a slope of a half, and ReLU has 1 above 0. Compare the last number of spreads(...) for both.",
            "the same": "They look alike from afar; near 0, where small sums lie, they do not. Compare the last number of spreads(...) for both.",
        },
        "run B trains at a rate of 0.01, no longer 0.1: the dead share of its first layer becomes": {
            "larger": "What killed them was the length of the first steps. Run it with the line of the hint.",
            "the same": "Nothing was dead before training, so the steps did it, and these are ten times shorter. Run it with the line of the hint.",
        },
        "lesson 01: a network gets tanh in place of ReLU: the number of its parameters becomes": {
            "smaller": "Parameters are weights and biases. Does a ReLU have one? Count with h.count_parameters.",
            "larger": "Nothing in tanh is learned: it is one fixed curve. Count with h.count_parameters.",
        },
        "lesson 02: 16 sigmoid layers get skip connections: the first layer's gradient becomes": {
            "smaller": "With a skip each factor is 1 plus what it was without. How small was that?",
            "the same": "The skip adds a 1 to each of the 16 factors that the gradient is multiplied by. How large was each before?",
        },
        "lesson 02: 12 ReLU neurons in one layer, not in six: the number of pieces of a line becomes": {
            "larger": "Side by side, each neuron adds one bend. What did each of the six layers do to the pieces it got?",
            "the same": "The neurons are as many, and depth multiplies where width adds. Count the pieces of both.",
        },
    },
)

# %% [markdown]
# ## Exercise 2: how large after all layers?
#
# Write `mean_square_after(q, sizes, s, slope)`: the mean square of what the last hidden layer answers, before training.
#
# - `q` is the mean square of the inputs; `sizes` lists the number of inputs, then the units of each hidden layer: `[784, 100, 50]`.
# - All weights have the standard deviation `s`, in every layer; biases are 0.
# - The activation gives `z` above 0 and `slope * z` below: ReLU for 0, leaky ReLU for 0.01, none at all for 1. Half of the sums are below 0, and as large as those above. `slope` may be any number; round nothing.
#
# <details><summary>Hint 1</summary>
#
# One factor for each hidden layer. "By hand" has the first half of it: the sums have the mean square `n_in * s**2 * q`. `n_in` is the size of the layer *before*.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Half of the sums keep their square, the other half get theirs times `slope**2`.
# By hand, for `q=1`, `sizes=[8, 3]`, `s=0.5` and ReLU: sums 8 * 0.25 * 1 = 2, answers 2 / 2 = 1.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "mean_square_after", "locked": false, "schema_version": 3, "solution": true, "task": false}
def mean_square_after(q, sizes, s, slope):
    """Return the mean square of the last hidden layer's answers."""
    ### BEGIN SOLUTION
    for n_in in sizes[:-1]:
        sums = n_in * s**2 * q
        q = (sums + slope**2 * sums) / 2
    return q
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_mean_square_after", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "mean_square_after",
    checks.example(1.0, [8, 3], 0.5, 0.0, expected=1.0, hint="8 * 0.25 = 2, and ReLU halves it."),
    checks.example(
        1.0, [8, 16, 3], 0.5, 0.0, expected=2.0, hint="The factors are 1 and 2: 8 and 16 inputs."
    ),
    checks.example(
        3.0, [4, 5], 0.5, 1.0, expected=3.0, hint="Without an activation nothing is halved."
    ),
)

# %% [markdown]
# ## Decision lab: twelve layers that have to stay (10 points)
#
# A colleague's network has 12 hidden layers of 32 sigmoid units, its hardware allows no skip connections, and it guesses.
# Choose activation, rule and scale of the initial weights, and the learning rate. You can pay for 42 epochs, which is seven runs.

# %% jupyter={"source_hidden": true}
init_lab = h.labs.Lab(
    "init_choice",
    "which activation, rule, scale and rate for 12 hidden layers without skips?",
    base=h.Hyperparameters(
        n_neurons=(32,) * 12, activation="sigmoid", lr=0.001, batch_size=32, epochs=6
    ),
    space={
        "activation": h.search.Choice(["relu", "leaky_relu", "gelu", "tanh", "sigmoid"]),
        "initialization": h.search.Choice(["default", "glorot", "he"]),
        "init_scale": h.search.LogUniform(0.1, 10.0),
        "lr": h.search.LogUniform(0.0001, 0.03),
    },
    epochs=42,
    levels=[
        h.labs.Level(0.25, 0, "the start, and more than half of a random search, stay below"),
        h.labs.Level(0.6, 3, "nine in ten of a random search stay below"),
        h.labs.Level(0.786, 6, "the best of that search, less two standard deviations of one run"),
    ],
    tolerance=0.06,
    bracket=h.labs.Bracket("init_scale", worse=0.1, reach=5),
)

# %% tags=["demonstration", "nbval-ignore-output"]
init_lab

# %% [markdown]
# The first cell below is free. The second trains and spends epochs; repeating a run costs nothing.
# The scale multiplies what the rule draws: between layers of 32 He's weights are 1.4 times Glorot's and 2.4 times the default's (lesson 02).
#
# <details><summary>Hint 1</summary>
#
# Choose an activation from the figure "Does it learn?", and a scale by the free cell: which one leaves layer 12 about the spread of layer 1? Pay for a run only then.
#
# </details>
# <details><summary>Hint 2</summary>
#
# When the start is settled, try three rates, each three times the one before. Keep two runs for the sides: the same network with half or a third of the scale, and with two or three times as much.
#
# </details>

# %% tags=["demonstration", "nbval-ignore-output"]
choice = dict(activation="sigmoid", initialization="default", init_scale=1)  # change it
seen = spreads(n_neurons=(32,) * 12, **choice)
print(f"spread of layer 1: {seen[0]:.2g}, of layer 12: {seen[-1]:.2g}", end=", ")
print(f"ratio {seen[-1] / seen[0]:.1g}")

# %% tags=["demonstration", "nbval-ignore-output"]
for lr in []:  # add rates: [0.001, ...]
    init_lab.run(lr=lr, **choice)

# %% [markdown]
# Hand in your choice, and three more numbers.
#
# - `too_small` and `too_large`: an `init_scale` at most 5 times smaller than yours, and one at most 5 times larger, that each read at least 10 digits in 100 fewer.
# - `predicted_accuracy`: what your choice will reach from other weights and on other digits. A share such as 0.5, not 50.

# %% nbgrader={"grade": false, "grade_id": "init_choice", "locked": false, "schema_version": 3, "solution": true, "task": false}
init_choice = {
    "activation": ...,
    "initialization": ...,
    "init_scale": ...,
    "lr": ...,
    "too_small": ...,
    "too_large": ...,
    "predicted_accuracy": ...,
}
### BEGIN SOLUTION
init_choice = {
    "activation": "tanh",
    "initialization": "glorot",
    "init_scale": 1.2,
    "lr": 0.002,
    "too_small": 0.4,
    "too_large": 4.0,
    "predicted_accuracy": 0.82,
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_init_choice", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
checks.lab("init_choice")

# %% [markdown]
# Why this start? Two ungraded sentences go into the quotation marks.
#
# <details><summary>A model answer</summary>
#
# "Sigmoid's slope of a quarter leaves nothing of the digits by layer 12; with tanh and Glorot's weights times 1.2 the last layer has about as much spread as the first, and few units are saturated.
# At a third of that scale the spread is gone and at three times as much the units saturate, both with over 10 points fewer; I expect 82% give or take 5, from one seed each, and would not add a thirteenth layer without skip connections."
#
# </details>

# %% tags=["demonstration", "nbval-ignore-output"]
init_lab.report(init_choice, why="")

# %% [markdown]
# ## Take away
#
# | | |
# | --- | --- |
# | Start from | ReLU with He's initialization, `init_scale` 1. GELU and leaky ReLU begin the same way; tanh with Glorot |
# | Range and scale to search | `init_scale` 0.1 to 10, log scale, where the spread is not level |
# | Cost | none for an epoch; the activation costs little beside the weights |
# | It interacts with | depth (a factor for each layer), learning rate and optimizer (large gradients, long steps), skip connections (smaller weights: lesson 02) |
#
# | Symptom | Likely cause | Try |
# | --- | --- | --- |
# | loss begins far above 2.3 | initial weights too large | He for ReLU, Glorot for tanh, `init_scale` 1 |
# | loss stays at 2.3, the last layer answers the same to all digits | spread vanished: weights too small for this activation | a larger scale (about four times He's for sigmoid), or ReLU |
# | tanh or sigmoid, most answers at the ends | saturated: weights too large | a smaller scale |
# | many ReLU units are 0 for every digit after the first steps | steps too long | a smaller scale or rate first; then leaky ReLU or GELU |
#
# **Next:** lesson 05, the learning rate: how long a step may be.

# %% [markdown]
# ## Going deeper
#
# For a second evening: what a dead half costs, what plain SGD makes of a small slope, why level layers of ReLU still forget, and two exercises without points.

# %% [markdown]
# ### Half of a layer dead
#
# The same network as above, but only half of the second layer's units are pushed down, by 20.

# %% tags=["demonstration", "nbval-ignore-output"]
half_dead = {}
for share in [0, 32, 64]:  # of 64 units
    shares = []
    for seed in range(5):
        model = kill_layer("relu", 20, seed, units=share)
        adam = torch.optim.Adam(model.parameters(), lr=0.003)
        shares.append(train_on(model, adam, seed)[0])
    mean = half_dead[share] = statistics.mean(shares)
    print(f"{share} of 64 units pushed down: {mean:.1%} right, mean of five seeds")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "half a layer dead costs less than 4 points": half_dead[32] > half_dead[0] - 0.04,
        "a whole one all": half_dead[64] < 0.2,
    }
)

# %% [markdown]
# A layer of 64 units of which 32 are dead is a layer of 32, and that is enough here. You paid for the other half and do not get it.
# Some units that are silent for these digits are no accident either: Glorot, Bordes and Bengio (2011) count it as a merit of ReLU that each digit uses only a part of the network. A unit that is silent for *every* digit is another matter.

# %% [markdown]
# ### A slope of 0.01 and plain SGD
#
# Adam gives each weight steps of about the same length, however small its gradient is. Plain SGD does not: a gradient a hundred times smaller makes a step a hundred times shorter. Does leaky ReLU come back with it?

# %% tags=["demonstration", "nbval-ignore-output"]
with_sgd = {}
for lr in [0.1, 0.3]:
    shares = []
    for seed in range(5):
        model = kill_layer("leaky_relu", 5, seed)
        sgd = torch.optim.SGD(model.parameters(), lr=lr)
        shares.append(train_on(model, sgd, seed)[0])
    with_sgd[lr] = statistics.mean(shares)
    print(f"leaky ReLU, pushed down by 5, SGD at rate {lr}: {with_sgd[lr]:.0%} right")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims({"with SGD leaky ReLU reads less than 4 in 10": max(with_sgd.values()) < 0.4})

# %% [markdown]
# Not within six epochs. Whether a small slope is enough depends on the optimizer.
# He et al. (2015) let the network learn the slope below 0 (PReLU); the exponential linear unit (Clevert et al. 2016) and GELU (Hendrycks and Gimpel 2016) bend smoothly instead. Which is best differs from task to task, mostly by little: Ramachandran et al. (2017) searched for activations by machine and found one, now called Swish or SiLU, that looks much like GELU.

# %% [markdown]
# ### Level, and still forgetting
#
# ReLU with He's weights is level, and yet in lesson 02 its 16 layers read fewer digits than one. Here is one reason. The **cosine** of two lists of numbers is 1 if they point in the same direction and 0 if they have nothing in common. We take the mean cosine of the answers to different digits, layer by layer.


# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
def cosines(seed=0, layers=30, **changes):
    """Return for each layer the mean cosine of the answers to pairs of digits."""
    found = []
    for answers in hidden_answers(seed, n_neurons=(64,) * layers, **changes):
        rows = torch.nn.functional.normalize(answers[:200].double())
        found.append(((rows @ rows.T).sum().item() - 200) / (200 * 199))
    return found


alike = {}
for name, changes in {
    "ReLU, He": {"activation": "relu"},
    "GELU, He times 1.1": {"activation": "gelu", "init_scale": 1.1},
    "tanh, Glorot": {"activation": "tanh", "initialization": "glorot"},
    "tanh, Glorot times 1.4": {"activation": "tanh", "init_scale": 1},
}.items():
    rows = [cosines(seed, **changes) for seed in range(3)]
    alike[name] = [statistics.mean(column) for column in zip(*rows)]
ends = []
figure, [ax] = plotting.figure(1)
for k, (name, values) in enumerate(alike.items()):
    style = {"color": plotting.COLORS[k], "linestyle": plotting.LINES[k]}
    ax.plot(range(1, 31), values, **style)
    ends.append((30, values[-1], name, k, False))
    plotting.describe(ax, f"{name}: {values[0]:.2f} in layer 1, {values[-1]:.2f} in layer 30.")
ax.set(xlabel="hidden layer", ylabel="mean cosine of two digits", ylim=(-0.05, 1.05))
plotting.style.label_ends(ax, ends)
plotting.show(figure)

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "ReLU with He: above 0.9 in layer 30": alike["ReLU, He"][-1] > 0.9,
        "tanh with He's scale forgets the similarity": alike["tanh, Glorot times 1.4"][-1] < 0.4,
    }
)

# %% [markdown]
# With ReLU all digits look more and more alike: by layer 30 their answers point in nearly the same direction, and only small differences carry the news. The mean square does not tell, and ten layers show only the beginning of it.
# With tanh at He's scale, 1.4 times Glorot's, they become less and less alike. At Glorot's scale they stay about as alike as they were: for tanh without biases that is what Poole et al. (2016) and Schoenholz et al. (2017) call the edge of chaos. The deeper a network is meant to be, the closer to the edge its weights have to begin. Skip connections and normalization are ways around it.

# %% [markdown]
# ### The right scale, measured instead of computed
#
# You can do without a formula: let some digits through, layer by layer, and divide the weights of each layer by the standard deviation of its sums. Then every layer begins with sums of size 1, whatever the activation is. Mishkin and Matas (2016) do this after drawing orthogonal weights, and call it LSUV.
# Normalization (Ioffe and Szegedy 2015) rescales the sums in every step, not only before the first.
#
# What the field does: ReLU with He's rule in many networks for pictures, GELU or a relative of it in most language models, normalization and skips in both, and then smaller weights than He's in the layers that are added (lesson 02).

# %% [markdown]
# ### Without points: slopes
#
# Write `slope_at(name, z)`: the slope of the activation `"leaky_relu"` (0.01 below 0), `"tanh"` or `"sigmoid"` at the number `z`. At exactly 0 leaky ReLU counts as below 0, as in PyTorch.
#
# <details><summary>Hint 1</summary>
#
# tanh has the slope $1 - \tanh^2 z$; sigmoid $\sigma(z)(1 - \sigma(z))$ with $\sigma(z) = 1/(1 + e^{-z})$.
# `math.exp(1000)` overflows; sigmoid's slope is the same at `-z` and at `z`.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "optional_slope_at", "locked": false, "schema_version": 3, "solution": true, "task": false}
def slope_at(name, z):
    """Return the slope of an activation at z."""
    ### BEGIN SOLUTION
    if name == "leaky_relu":
        return 1.0 if z > 0 else 0.01
    if name == "tanh":
        return 1 - math.tanh(z) ** 2
    small = math.exp(-abs(z))
    return small / (1 + small) ** 2
    ### END SOLUTION


# %% jupyter={"source_hidden": true}
checks.check(
    "slope_at",
    checks.example("leaky_relu", -20.0, expected=0.01, points=0, hint="0.01 everywhere below 0."),
    checks.example("leaky_relu", 0.0, expected=0.01, points=0, hint="0 counts as below."),
    checks.example("leaky_relu", 20.0, expected=1.0, points=0, hint="1 above 0."),
    checks.example("tanh", -1.0, expected=0.419974, points=0, hint="1 - 0.7616 squared."),
    checks.example("sigmoid", 2.0, expected=0.104994, points=0, hint="0.8808 times 0.1192."),
    checks.example("sigmoid", -1000.0, expected=0.0, points=0, hint="Use exp(-abs(z))."),
)

# %% [markdown]
# ### Without points: count the dead
#
# Write `dead_share(answers)`: the share of a layer's units that are dead.
# `answers` is a list with a row for each digit; a row is a list with a number for each unit.
#
# - A unit is dead if it answers exactly 0 to **every** digit.
# - Without a single digit nobody can tell: for an empty list raise a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# A unit is a column. `answers[0]` tells how many there are; go through them by their number `j`, and look at `row[j]` for each row.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `all(row[j] == 0 for row in answers)` is True for a dead unit.
# By hand: in `[[0, 1, 0], [0, 0, 0]]` the first and the third unit are dead, the second is not: 2 of 3.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "optional_dead_share", "locked": false, "schema_version": 3, "solution": true, "task": false}
def dead_share(answers):
    """Return the share of units that answer 0 to every digit."""
    ### BEGIN SOLUTION
    if len(answers) == 0:
        raise ValueError("expected at least one row of answers, got none")
    dead = [all(row[j] == 0 for row in answers) for j in range(len(answers[0]))]
    return sum(dead) / len(dead)
    ### END SOLUTION


# %% jupyter={"source_hidden": true}
checks.check(
    "dead_share",
    checks.example(
        [[0.0, 1.0, 0.0], [0.0, 0.0, 0.0]],
        expected=2 / 3,
        points=0,
        hint="The second unit answers 1 to the first digit: it lives.",
    ),
    checks.example(
        [[0.5, -1.0, -2.0], [0.0, 1.0, 0.0]],
        expected=0.0,
        points=0,
        hint="Answers that add up to 0 are not all 0, and neither are negative ones.",
    ),
    checks.raises(ValueError, [], points=0, hint="No digit at all: raise a ValueError."),
)

# %% [markdown]
# ### Read more
#
# - Glorot and Bengio (2010), *Understanding the difficulty of training deep feedforward neural networks*, AISTATS.
# - Glorot, Bordes and Bengio (2011), *Deep sparse rectifier neural networks*, AISTATS.
# - He, Zhang, Ren and Sun (2015), *Delving deep into rectifiers*, ICCV, arXiv:1502.01852.
# - Maas, Hannun and Ng (2013), *Rectifier nonlinearities improve neural network acoustic models*, ICML workshop: leaky ReLU.
# - Hendrycks and Gimpel (2016), *Gaussian error linear units (GELUs)*, arXiv:1606.08415.
# - Clevert, Unterthiner and Hochreiter (2016), *Fast and accurate deep network learning by exponential linear units*, ICLR, arXiv:1511.07289.
# - Ramachandran, Zoph and Le (2017), *Searching for activation functions*, arXiv:1710.05941.
# - Mishkin and Matas (2016), *All you need is a good init*, ICLR, arXiv:1511.06422.
# - Ioffe and Szegedy (2015), *Batch normalization*, ICML, arXiv:1502.03167.
# - Poole, Lahiri, Raghu, Sohl-Dickstein and Ganguli (2016), *Exponential expressivity in deep neural networks through transient chaos*, NeurIPS, arXiv:1606.05340.
# - Schoenholz, Gilmer, Ganguli and Sohl-Dickstein (2017), *Deep information propagation*, ICLR, arXiv:1611.01232.
# - Lu, Shin, Su and Karniadakis (2020), *Dying ReLU and initialization*, Communications in Computational Physics 28(5), arXiv:1903.06733.
