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
# # 09 Optimizers
#
# **Here are two runs. Same network, same digits; only the optimizer differs, each at a rate of its own. One run reads more than eight digits in ten, the other not even half of them. Can you help it?**

# %%
import dataclasses
import math
import random
import statistics

import torch
from torch.nn.functional import cross_entropy

import hyperlib as h
from hyperlib import checks, plotting, widgets

torch.set_num_threads(1)  # small steps: two threads would wait for each other
digits = h.load_mnist().subset(1000)  # 1,000 training digits, for quick runs
base = h.Hyperparameters(n_neurons=(64, 32), optimizer="sgd", batch_size=32, epochs=6)


# %% jupyter={"source_hidden": true}
def scan(data, light):
    """Return the digits with each pixel times its light."""
    X_train, X_val, X_test = data.X_train * light, data.X_val * light, data.X_test * light
    return dataclasses.replace(data, X_train=X_train, X_val=X_val, X_test=X_test)


# %%
# A weak lamp: full light on the top row of a digit, 0.003 of it on the last of 28 rows.
light = torch.logspace(0, math.log10(0.003), 28).repeat_interleave(28)
faded = scan(digits, light)

# %% tags=["demonstration", "nbval-ignore-output"]
runs = {
    "SGD": h.train(base.replace(lr=0.3), faded, seed=0),
    "Adam": h.train(base.replace(optimizer="adam", lr=0.01), faded, seed=0),
}

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
figure, [left, right] = plotting.figure(2)
plotting.plot_digits(faded.X_train[:6], faded.y_train[:6], ax=left)
plotting.plot_curves(runs, ylim=(0, 100), ax=right)
plotting.show(figure)

# %% [markdown]
# The lower half of each digit is almost too faint to see, but it is there, in numbers 20 to 300 times smaller than those at the top.
# An **optimizer** is the rule that turns gradients into steps. Both rules began with the same gradients, and one of them makes use of those small numbers.
#
# **Your turn, two minutes.** Change the learning rate, or the number of epochs, until SGD reads at least eight digits in ten. Any attempt counts.

# %% tags=["demonstration", "nbval-ignore-output"]
for lr in [0.3]:  # add rates, or change the epochs; run, repeat
    run = h.train(base.replace(lr=lr, epochs=6), faded, seed=0)
    print(f"learning rate {lr}: right {run.final.val_accuracy:.0%}")

# %% [markdown]
# Now four common repairs, five seeds each.

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
repairs = {
    "as it was: SGD, rate 0.3": (base.replace(lr=0.3), faded),
    "3 times the rate": (base.replace(lr=1), faded),
    "10 times the rate": (base.replace(lr=3), faded),
    "3 times the rate, 5 times the epochs": (base.replace(lr=1, epochs=30), faded),
    "rate 0.3, each row divided by its light": (base.replace(lr=0.3), scan(faded, 1 / light)),
    "nothing repaired, but Adam, rate 0.01": (base.replace(optimizer="adam", lr=0.01), faded),
}
tried = {}
print("right  repair")
for name, (config, seen) in repairs.items():
    lanes = h.sweep([config], seen, seeds=range(5), measure="last epoch").lanes
    tried[name] = statistics.mean(lane.final.val_accuracy for lane in lanes)
    print(f"{tried[name]:>5.0%}  {name}")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
start, triple, tenfold, long, divided, adam = tried.values()
checks.claims(
    {
        "none of three rates brings SGD to half of the digits": max(start, triple, tenfold) < 0.5,
        "ten times the rate guesses": tenfold < 0.2,
        "five times the epochs stay below eight in ten": 0.6 < long < 0.8,
        "with one light for all rows SGD reads over 20 points more than before": divided
        > start + 0.2,
        "Adam reads over 35 points more without any repair": adam > triple + 0.35,
    }
)

# %% [markdown]
# *A larger rate* helps a little, then the run falls off the cliff of lesson 05. Even with *five times the epochs* on top, SGD stays behind what Adam reads after six.
# *Dividing each row by its light* cures it: bring inputs to one scale first (LeCun et al. 1998).
#
# The same trouble arises inside a network, where no input can be divided: one layer's gradients can be a thousand times smaller than another's (lesson 02).
# After this lesson you can work out the steps of momentum and Adam by hand, and compare optimizers so that the answer does not depend on who was tuned longer.
#
# | | |
# | --- | --- |
# | You need | lessons 01 to 03, 05 and 07; square roots |
# | Time | 60 minutes with the exercises, and half as long again if you go deeper |
# | Run All | about a minute on a laptop with two cores |

# %% [markdown]
# ## One valley, four optimizers
#
# This is the valley of lesson 05, only narrower: its curvature is 100 from north to south and 1 from west to east.
# Each panel shows 30 steps of one optimizer, at a rate that suits it; the title says how many it needs to reach the star and stay there.


# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
kinds = {
    "SGD": torch.optim.SGD,
    "momentum": lambda w, lr: torch.optim.SGD(w, lr=lr, momentum=0.9),
    "RMSprop": torch.optim.RMSprop,
    "Adam": torch.optim.Adam,
}


def valley(u, v):
    return (u**2 + 100 * v**2) / 2


def walk(kind, lr, steps=250):
    """Return the points of a descent in the valley, the start first."""
    place = torch.tensor([-1.8, 1.0], dtype=torch.float64, requires_grad=True)
    optimizer = kinds[kind]([place], lr=lr)
    points = [place.tolist()]
    for _ in range(steps):
        place.grad = torch.tensor([1.0, 100.0], dtype=torch.float64) * place.detach()
        optimizer.step()
        points.append(place.tolist())
    return points


def told(points):
    outside = [k for k, point in enumerate(points) if not math.dist(point, (0, 0)) < 0.1]
    there = outside[-1] + 1 < len(points)
    return f"{outside[-1] + 1} steps" if there else f"not there after {len(points) - 1} steps"


panels = {}
for kind, lr in {"SGD": 0.019, "momentum": 0.013, "RMSprop": 0.075, "Adam": 0.13}.items():
    points = walk(kind, lr)
    panels[f"{kind}: {told(points)}"] = points[:31]
plotting.show(plotting.plot_paths(valley, panels))

# %% [markdown]
# **What do you see?** Look at the first step in each panel: which of the four go straight across the valley? What do they do then?
#
# <details><summary>What you saw, explained</summary>
#
# At the start the slope toward the south is about 56 times as steep as the one toward the east.
# SGD and momentum go where the slope says: across the valley. RMSprop and Adam go as far to the east as to the south, as if both slopes were alike.
# Then SGD bounces between the walls and hardly gets anywhere. Momentum swings, too, but each swing carries it farther east.
#
# </details>

# %% [markdown]
# ## By hand: a memory
#
# **Momentum** (Polyak 1964) keeps a running sum $v$ of the gradients $g$. At each step a share $\beta$ (say "beta") of the old sum is kept, usually 0.9, and the new gradient is added:
#
# $$v \leftarrow \beta\, v + g, \qquad w \leftarrow w - \eta\, v$$


# %%
def momentum_steps(gradients, lr=0.1, beta=0.9):
    """Return how far w moves against the gradient in each step."""
    velocity, steps = 0.0, []
    for gradient in gradients:
        velocity = beta * velocity + gradient  # nine tenths of the old, and the new
        steps.append(lr * velocity)
    return steps


# %% tags=["nbval-ignore-output"]
for name, gradients in {"agree": [1, 1] * 30, "alternate": [1, -1] * 30}.items():
    steps = momentum_steps(gradients)
    print(f"{name:<9}", *[f"{step:5.2f}" for step in steps[:4]], f" ... {steps[-1]:5.2f}")

# %% [markdown]
# Without momentum all these steps would be 0.1 long. Where gradients agree, the sum grows to $1 + \beta + \beta^2 + \dots = 1/(1-\beta)$ times a gradient, and a step becomes **ten times as long**. Where they alternate, as they do between the walls, they cancel, and in the end a step is half as long.
#
# What is that worth? Take valleys that are 10, 100 and 1,000 times as steep in one direction as in the other, and count the steps at the best of 19 rates.


# %% jupyter={"source_hidden": true}
def steps_to_star(lr, beta, steep, most=3000):
    """Return after how many steps the descent stays near the star: momentum in both directions."""
    east, north = -1.8, 1.0
    v_east, v_north, last_outside = 0.0, 0.0, 0
    for step in range(1, most + 1):
        v_east = beta * v_east + east  # the gradient toward the east is east itself
        v_north = beta * v_north + steep * north
        east, north = east - lr * v_east, north - lr * v_north
        if math.dist((east, north), (0, 0)) > 0.1:
            last_outside = step
    return last_outside + 1


# %%
question = "Steep 1,000: SGD needs 1,500 steps at its best rate. How many does momentum 0.9 need?"
guess_steps = widgets.predict(question, low=1, high=3000, scale="log")

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
betas = [0, 0.5, 0.8, 0.9, 0.95]
fewest = {}
print("beta (0: SGD)", *[f"{beta:>5}" for beta in betas])
for steep in [10, 100, 1000]:
    for beta in betas:
        edge = 2 * (1 + beta) / steep  # above this rate the descent diverges
        rates = [edge * k / 20 for k in range(1, 20)]
        fewest[steep, beta] = min(steps_to_star(lr, beta, steep) for lr in rates)
    print(f"steep {steep:<7}", *[f"{fewest[steep, beta]:>5}" for beta in betas])
guess_steps.compare(fewest[1000, 0.9])

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "in the narrowest valley momentum 0.9 needs less than a tenth of SGD's steps": fewest[
            1000, 0.9
        ]
        < fewest[1000, 0] / 10,
        "in the widest it needs more than SGD": fewest[10, 0.9] > 2 * fewest[10, 0],
        "the narrower the valley, the larger the best beta": [
            min(betas, key=lambda beta: fewest[steep, beta]) for steep in (10, 100, 1000)
        ]
        == [0.5, 0.8, 0.9],
        "gradients that agree make a step ten times as long": math.isclose(
            momentum_steps([1] * 60)[-1], 1, rel_tol=0.01
        ),
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# Momentum 0.9 needs about a twentieth of SGD's steps in the narrowest valley. A factor of ten comes from the long steps along the flat direction. The rest comes from the steep one: since the bouncing cancels there, the largest stable rate is 1.9 times as large, $2(1+\beta)/a$ in place of $2/a$ (lesson 05: $a$ is the curvature).
#
# In the valley of 10, 0.9 is slower than plain SGD: with so much memory it swings past the star and back.
#
# </details>
#
# So the narrower the valley, the more memory is good. Nobody knows how narrow a network's valleys are, so $\beta$ is searched on the log scale of $1-\beta$: 0.5, 0.8, 0.9, 0.95, 0.98 ($1-\beta$ from 0.5 to 0.02).
# In these valleys momentum bears SGD's rate and more. In a network steps $1/(1-\beta)$ times as long are often too long, so **begin momentum 0.9 at a tenth of SGD's learning rate.**

# %% [markdown]
# ## By hand: a division
#
# **RMSprop** (Hinton 2012) keeps a running mean $s$ of the *squares* of a weight's gradients, with a share $\alpha$ (say "alpha") of the old mean, 0.99 in PyTorch. It divides each gradient by the root of that mean square, the RMS. The tiny $\epsilon$, here $10^{-8}$, keeps it from dividing by 0.
#
# $$s \leftarrow \alpha\, s + (1 - \alpha)\, g^2, \qquad w \leftarrow w - \eta\, \frac{g}{\sqrt{s} + \epsilon}$$


# %%
def rmsprop_steps(gradients, lr=0.1, alpha=0.99):
    square, steps = 0.0, []
    for gradient in gradients:
        square = alpha * square + (1 - alpha) * gradient**2  # running mean of the squares
        steps.append(lr * gradient / (math.sqrt(square) + 1e-8))
    return steps


# %% tags=["nbval-ignore-output"]
for gradient in [0.01, 1, 100]:
    steps = rmsprop_steps([gradient] * 600)
    first = [f"{step:.2f}" for step in steps[:4]]
    print(f"gradient {gradient:<5}", *first, f" ... {steps[-1]:.2f}")

# %% [markdown]
# The gradients differ by a factor of 10,000, and the steps do not differ at all: **while a gradient keeps its size, its steps end up as long as the rate, whatever that size is.**
# But the first one is ten times as long (look at RMSprop's first step in the valley). The running mean began at 0 and holds one hundredth of the first square, $1 - \alpha$, and the root of that is a tenth.
#
# **Adam** (Kingma and Ba 2015) repairs this and adds the memory of momentum. Take its first step, for a gradient of 4, $\beta_1 = 0.9$ and $\beta_2 = 0.999$.
#
# *The memory* $m$ is a running mean of the gradients. It began at 0, and a tenth of 4 comes in: $m = 0.4$.
#
# $$m \leftarrow \beta_1 m + (1 - \beta_1)\, g$$
#
# *The divisor* $s$ is RMSprop's running mean of the squares. A thousandth of 16 comes in: $s = 0.016$.
#
# $$s \leftarrow \beta_2 s + (1 - \beta_2)\, g^2$$
#
# *The repair* is called **bias correction**: after $t$ steps a mean that began at 0 holds only the share $1 - \beta^t$ of what it should, so each is divided by its share.
# Here $0.4 / 0.1 = 4$ and $0.016 / 0.001 = 16$, and the first step is $\eta \cdot 4 / \sqrt{16} = \eta$, no longer ten times that.
#
# $$w \leftarrow w - \eta\, \frac{m / (1 - \beta_1^t)}{\sqrt{s / (1 - \beta_2^t)} + \epsilon}$$
#
# Now a network. Somebody multiplies the loss by 100, or adds up the losses of a batch of 100 where you take their mean. The lowest place stays; all gradients are 100 times as large.


# %%
def train_times(factor, make_optimizer, seed, steps=150):
    """Train on factor times the loss; return accuracy and mean step, of layer 1."""
    model = h.MLP(784, [64], 10, seed=seed)
    optimizer = make_optimizer(model.parameters())
    generator = torch.Generator().manual_seed(seed)
    for _ in range(steps):
        rows = torch.randint(1000, (32,), generator=generator)  # a batch of 32
        loss = factor * cross_entropy(model(digits.X_train[rows]), digits.y_train[rows])
        optimizer.zero_grad()
        loss.backward()
        before = model.layers[0].weight.detach().clone()
        optimizer.step()
    step = (model.layers[0].weight.detach() - before).abs().mean().item()
    return h.evaluate(model, digits.X_val, digits.y_val)[1], step


# %%
question = "SGD and Adam both learn, each at a good rate. Which still does with 100 times the loss?"
choices = ["both", "only SGD", "only Adam", "neither"]
guess_scale = widgets.predict(question, choices=choices)

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
makers = {
    "SGD, rate 0.1": lambda w: torch.optim.SGD(w, lr=0.1),
    "momentum, rate 0.03": lambda w: torch.optim.SGD(w, lr=0.03, momentum=0.9),
    "RMSprop, rate 0.001": lambda w: torch.optim.RMSprop(w, lr=0.001),
    "Adam, rate 0.003": lambda w: torch.optim.Adam(w, lr=0.003),
}
times, lengths = {}, {}  # times[name, factor]: accuracy; lengths: how long the last step was
for name, make in makers.items():
    for factor in (0.01, 1, 100):
        results = [train_times(factor, make, seed) for seed in range(3)]
        times[name, factor] = statistics.mean(right for right, _ in results)
        lengths[name, factor] = statistics.mean(step for _, step in results)
columns = "      0.01       1     100"
print(f"loss times         {columns}\nright, mean of 3 seeds:")
for name in makers:
    print(f"{name:<20}", *[f"{times[name, factor]:>7.0%}" for factor in (0.01, 1, 100)])
print("mean step of a weight:")
for name in makers:
    print(f"{name:<20}", *[f"{lengths[name, factor]:>7.2g}" for factor in (0.01, 1, 100)])
guess_scale.compare("only Adam")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
sgd_kinds, divided_kinds = list(makers)[:2], list(makers)[2:]
checks.claims(
    {
        "all four learn at factor 1": min(times[name, 1] for name in makers) > 0.75,
        "SGD and momentum guess at 100": max(times[name, 100] for name in sgd_kinds) < 0.2,
        "and have hardly begun at 0.01": max(times[name, 0.01] for name in sgd_kinds) < 0.55,
        "RMSprop and Adam change by less than 3 points": all(
            abs(times[name, factor] - times[name, 1]) < 0.03
            for name in divided_kinds
            for factor in (0.01, 100)
        ),
        "and their steps by less than a fifth": all(
            0.8 < lengths[name, factor] / lengths[name, 1] < 1.25
            for name in divided_kinds
            for factor in (0.01, 100)
        ),
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# For SGD 100 times the loss is 100 times the rate: 10 in place of 0.1, far beyond the cliff. A hundredth of the loss makes it 0.001, and 150 steps hardly begin. (Where the mean step is 0 or close to it, units are dead, lesson 05.)
# Adam and RMSprop divide the factor out again, in every weight, except where a gradient is not far above $\epsilon = 10^{-8}$.
#
# </details>
#
# Back to the weak lamp: how far did the first-layer weights of each row of pixels move in training, with each optimizer at a rate searched beforehand?

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
lamp = {
    "SGD": base.replace(lr=1),
    "momentum 0.9": base.replace(momentum=0.9, lr=0.1),
    "RMSprop": base.replace(optimizer="rmsprop", lr=0.01),
    "Adam": base.replace(optimizer="adam", lr=0.01),
}
used = (digits.X_train > 0).sum(0) > 20  # pixels with ink in over 20 of the 1,000 digits
rows = [row for row in range(28) if used[28 * row : 28 * row + 28].any()]
moved, reads = {}, {}
for name, config in lamp.items():
    found = []
    for seed in range(5):
        run = h.train(config, faded, seed=seed)
        begun = h.MLP.from_config(config, faded, seed).layers[0].weight
        found.append((run.model.layers[0].weight - begun).detach().abs().mean(0))
        reads.setdefault(name, []).append(run.final.val_accuracy)
    mean = torch.stack(found).mean(0)
    moved[name] = [
        mean[28 * row : 28 * row + 28][used[28 * row : 28 * row + 28]].mean().item() for row in rows
    ]
_, [ax] = plotting.figure(1)
for k, (name, far) in enumerate(moved.items()):
    ax.plot(rows, far, color=plotting.COLORS[k], linestyle=plotting.LINES[k])
    side = {"textcoords": "offset points", "ha": "center", "color": plotting.INKS[k]}
    at, up = ((5, 8), (5, -20), (5, 12), (-4, 9))[k]
    ax.annotate(name, (rows[at], far[at]), (0, up), **side)
    plotting.describe(
        ax,
        f"{name}: a weight of row {rows[1]} moved by {far[1]:.2g}, one of row {rows[-2]} by {far[-2]:.2g}.",
    )
ax.set_yscale("log")
ax.set_ylim(top=0.7)
ax.set_xlabel("row of the digit, from the top")
ax.set_ylabel("how far a weight moved, log scale")
plotting.show(ax)
far_apart = f"how far: row {rows[1]} / row {rows[-2]}"
print(f"{'right':>18}{far_apart:>28}")
for name, far in moved.items():
    print(f"{name:<13}{statistics.mean(reads[name]):>5.0%}{far[1] / far[-2]:>28.2g}")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
ratio = {name: far[1] / far[-2] for name, far in moved.items()}
mean_reads = {name: statistics.mean(found) for name, found in reads.items()}
checks.claims(
    {
        "with SGD the top moves over 20 times as far as the bottom": ratio["SGD"] > 20,
        "with Adam less than 5 times": ratio["Adam"] < 5,
        "momentum reads over 8 points more than SGD": mean_reads["momentum 0.9"]
        > mean_reads["SGD"] + 0.08,
        "RMSprop and Adam over 10 points more than momentum": min(
            mean_reads["RMSprop"], mean_reads["Adam"]
        )
        > mean_reads["momentum 0.9"] + 0.1,
    }
)

# %% [markdown]
# The gradient of a first-layer weight is proportional to its pixel, so SGD hardly moves the dim rows. Momentum reads more, but its line falls as SGD's does: a memory keeps the proportions. Adam and RMSprop give each weight its own divisor, and the bottom rows move at least as far as the top ones.
# **Where you cannot bring things to one scale, let the optimizer divide.**
#
# The explorer has the same four in the valley. **For each of the four, find the rate that needs the fewest steps. Then give all four 0.019: which would you have called the best?**


# %% tags=["demonstration", "nbval-ignore-output"]
def show_walk(optimizer, lr):
    points = walk(optimizer, lr)
    title = f"{optimizer}, rate {lr}: {told(points)}"
    return plotting.plot_paths(valley, {title: points[:31]})[0]


widgets.explore(
    show_walk,
    start={"optimizer": "SGD", "lr": 0.005},
    optimizer=list(kinds),
    lr=[0.002, 0.005, 0.013, 0.019, 0.022, 0.05, 0.075, 0.13, 0.3],
)

# %% [markdown]
# ## Which optimizer is the best?
#
# In the explorer, at 0.019, momentum led with 55 steps; with each at its best rate, RMSprop led with 7.
# (A valley along the weights suits those that divide; turned by 45 degrees, it costs RMSprop over 300 steps: "Going deeper".)
# Now ordinary digits and 15 epochs: each of the four is tried at the same nine rates, with three seeds.

# %% tags=["demonstration", "nbval-ignore-output"]
longer = base.replace(epochs=15)
contest = {
    "SGD": longer,
    "momentum 0.9": longer.replace(momentum=0.9),
    "RMSprop": longer.replace(optimizer="rmsprop"),
    "Adam": longer.replace(optimizer="adam"),
}
rates = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1]
found = {}
for name, config in contest.items():
    grid = h.grid(config, lr=rates)
    found[name] = h.sweep(grid, digits, seeds=range(3), measure="last epoch")

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
right = {}  # right[name][lr]: accuracy, mean of the seeds
for name in contest:
    right[name] = {}
    for lanes in found[name].by_configuration():
        accuracies = [lane.final.val_accuracy for lane in lanes]
        right[name][lanes[0].config.lr] = statistics.mean(accuracies)

print("all at one rate   0.003     0.3")
for name in contest:
    print(f"{name:<14}{right[name][0.003]:>9.0%}{right[name][0.3]:>8.0%}")

# %% [markdown]
# Two contests with opposite results, and both are nonsense: they ask whose best rate happens to lie near the one that somebody picked.
# So give each the best of its own nine rates, and train it again with ten new seeds, since the best of nine was partly lucky (lesson 01).

# %%
question = "Each at its own best rate: how many points lie between the best and the worst mean?"
guess_gap = widgets.predict(question, low=0, high=60, unit="points", near=2)

# %% tags=["demonstration", "nbval-ignore-output"]
again = {}
for name, config in contest.items():
    best_lr = max(right[name], key=right[name].get)
    lanes = h.sweep([config.replace(lr=best_lr)], digits, seeds=range(10, 20)).lanes
    again[name] = [100 * lane.final.val_accuracy for lane in lanes]

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
figure, [all_rates, best_rate] = plotting.figure(2)
plotting.plot_dots(found, "lr", ax=all_rates)
plotting.plot_seeds(again, ylabel="validation accuracy, %", ax=best_rate)
plotting.show(figure)

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
print("              rate  mean, %  standard deviation")
for name, ten in again.items():
    best_lr = max(right[name], key=right[name].get)
    print(f"{name:<12}{best_lr:>6}{statistics.mean(ten):>9.1f}{statistics.stdev(ten):>20.1f}")
finals = [statistics.mean(ten) for ten in again.values()]
guess_gap.compare(round(max(finals) - min(finals), 1))

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "at 0.003 Adam is over 50 points ahead of SGD": right["Adam"][0.003]
        > right["SGD"][0.003] + 0.5,
        "at 0.3 SGD is over 50 points ahead of Adam": right["SGD"][0.3] > right["Adam"][0.3] + 0.5,
        "tuned, all four lie within 4 points": max(finals) - min(finals) < 4,
        "no best rate lies at an end": all(
            max(line[rates[0]], line[rates[-1]]) < max(line.values()) - 0.03
            for line in right.values()
        ),
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# Some seventy points in either direction shrink to one or so, and two seeds of the same optimizer differ by as much. On clean digits and after 15 epochs it hardly matters which of the four you take, if its rate is tuned.
# (Ten seeds can tell apart means that differ by a point. But between rates a factor of 3 apart each of the four may have a better one.)
#
# </details>
#
# That is not a law: with the weak lamp SGD, at the best of its three rates, stayed some 45 points behind Adam. **Which optimizer is best depends on the task, and only tuned ones can be compared.**
#
# Nine rates are a budget. What if you can pay for fewer, drawn at random from the nine? Or for none, and take PyTorch's default, 0.01 for RMSprop and 0.001 for the others?


# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
def best_of(trials, accuracies, repeats=2000):
    """Return the best of so many rates drawn at random, mean of the repeats."""
    generator = random.Random(0)
    best = [max(generator.sample(accuracies, trials)) for _ in range(repeats)]
    return statistics.mean(best)


budget = {}  # budget[name, trials]: accuracy that this many trials can be expected to find
default = {"SGD": 0.001, "momentum 0.9": 0.001, "RMSprop": 0.01, "Adam": 0.001}
print("rates tried   none      1      2      4      9")
for name, line in right.items():
    for trials in [1, 2, 4, 9]:
        budget[name, trials] = best_of(trials, list(line.values()))
    shown = [f"{budget[name, trials]:>6.0%}" for trials in [1, 2, 4, 9]]
    print(f"{name:<12}{line[default[name]]:>6.0%}", *shown)

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "by default SGD guesses and Adam is over 60 points ahead": right["Adam"][0.001]
        > right["SGD"][0.001] + 0.6,
        "with 2 trials Adam is over 8 points ahead of SGD": budget["Adam", 2]
        > budget["SGD", 2] + 0.08,
        "with 9 trials less than 3 points": abs(budget["Adam", 9] - budget["SGD", 9]) < 0.03,
    }
)

# %% [markdown]
# Without tuning Adam and RMSprop win by far, since their defaults suit this task, and SGD's does not. With two trials they are still ahead. With nine, nobody is. **A ranking is a statement about the tuning budget, too.** A fair one gives (Choi et al. 2019; Schmidt et al. 2021; Dahl et al. 2023):
#
# - each optimizer its own hyperparameters, searched in a range that holds its optimum inside;
# - the same number of trials, of the same number of epochs, for each;
# - new seeds for the winners, and the spread of the seeds beside the mean;
# - a claim no larger than the tasks and the budget it was measured on.

# %% [markdown]
# ## Exercise 1: six questions, three of them answered by running
#
# Replace each `...` by `"smaller"`, `"larger"` or `"the same"`. The last three recall earlier lessons.
#
# <details><summary>Hint: how to run them</summary>
#
# `train_times(0.01, lambda w: torch.optim.SGD(w, lr=1), 0)` trains SGD on a hundredth of the loss, at a rate of 1; try 0.1 and 10, too. For the second, call `rmsprop_steps`.
# For the third, draw `pairs = h.sweep(h.grid(base, lr=[0.001, 0.003, 0.01, 0.03, 0.1], momentum=[0.9, 0.99]), digits, seeds=range(3))` with `plotting.show(plotting.plot_dots(pairs, "lr", by="momentum"))`.
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "optimizer_quiz", "locked": false, "schema_version": 3, "solution": true, "task": false}
optimizer_quiz = {
    "the loss is multiplied by 0.01: the learning rate that SGD needs becomes": ...,
    "RMSprop: gradients of 1 and -1 in turn, not 1 each time: the length of its steps becomes": ...,
    "momentum 0.99 in place of 0.9: the best learning rate becomes": ...,
    "lesson 03: Adam in place of plain SGD: the memory that training needs becomes": ...,
    "lesson 05: a valley with walls twice as steep: the largest stable rate of SGD becomes": ...,
    "lesson 07: a batch four times as large, the same epochs: the number of steps becomes": ...,
}
### BEGIN SOLUTION
optimizer_quiz = {
    "the loss is multiplied by 0.01: the learning rate that SGD needs becomes": "larger",
    "RMSprop: gradients of 1 and -1 in turn, not 1 each time: the length of its steps becomes": "the same",
    "momentum 0.99 in place of 0.9: the best learning rate becomes": "smaller",
    "lesson 03: Adam in place of plain SGD: the memory that training needs becomes": "larger",
    "lesson 05: a valley with walls twice as steep: the largest stable rate of SGD becomes": "smaller",
    "lesson 07: a batch four times as large, the same epochs: the number of steps becomes": "smaller",
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_optimizer_quiz", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.quiz(
    "optimizer_quiz",
    choices=("smaller", "larger", "the same"),
    key={
        "the loss is multiplied by 0.01: the learning rate that SGD needs becomes": "2df4e3e0cabc",
        "RMSprop: gradients of 1 and -1 in turn, not 1 each time: the length of its steps becomes": "2aa9c9c302d7",
        "momentum 0.99 in place of 0.9: the best learning rate becomes": "9aad64340c75",
        "lesson 03: Adam in place of plain SGD: the memory that training needs becomes": "0e19e936c1bd",
        "lesson 05: a valley with walls twice as steep: the largest stable rate of SGD becomes": "220ac8262c40",
        "lesson 07: a batch four times as large, the same epochs: the number of steps becomes": "45f218748b51",
    },
    hints={
        "the loss is multiplied by 0.01: the learning rate that SGD needs becomes": {
            "smaller": "The gradients are a hundredth of what they were, and a step is rate times gradient. What keeps the step as long as before?",
            "the same": "In the table SGD hardly began to learn at 0.01 times the loss. Run train_times with 0.01 and rates of 0.1, 1 and 10.",
        },
        "RMSprop: gradients of 1 and -1 in turn, not 1 each time: the length of its steps becomes": {
            "smaller": "With momentum they become shorter, since it adds up gradients that cancel. What does RMSprop add up? Compare rmsprop_steps([1, 1, 1]) with rmsprop_steps([1, -1, 1]).",
            "larger": "Do the squares of 1 and -1 cancel, so that the divisor becomes small? Compare rmsprop_steps([1, 1, 1]) with rmsprop_steps([1, -1, 1]).",
        },
        "momentum 0.99 in place of 0.9: the best learning rate becomes": {
            "larger": "Where gradients agree, a step is 1 / (1 - beta) times as long: 100 times in place of 10. Which rate brings it back? Run the sweep of the hint.",
            "the same": "The steps become longer where gradients agree. Print momentum_steps([1] * 600, beta=0.99)[-1], then run the sweep of the hint.",
        },
        "lesson 03: Adam in place of plain SGD: the memory that training needs becomes": {
            "smaller": "Adam remembers m and s, one number of each for every weight. What does plain SGD remember?",
            "the same": "The weights are as many, but Adam keeps m and s beside each of them. Count with h.training_memory.",
        },
        "lesson 05: a valley with walls twice as steep: the largest stable rate of SGD becomes": {
            "larger": "A steeper wall throws you back harder. The limit is 2 / a: what happens when the curvature a doubles?",
            "the same": "The flat direction did not change, but the steep one sets the limit of 2 / a. What happens when a doubles?",
        },
        "lesson 07: a batch four times as large, the same epochs: the number of steps becomes": {
            "larger": "An epoch shows every digit once, and a step takes one batch of them. How many batches are there now?",
            "the same": "Count the steps of an epoch: 1,000 digits in batches of 32, and in batches of 128.",
        },
    },
)

# %% [markdown]
# ## Exercise 2: Adam
#
# Write `adam_steps(gradients, lr, beta1, beta2)`: how far Adam moves a weight in each step, a list as from `momentum_steps`. Use $\epsilon = 10^{-8}$, and both bias corrections. A beta is from 0 to below 1. Without gradients the list is empty. Round nothing: the check compares 50 steps with `torch.optim.Adam`.
#
# <details><summary>Hint 1</summary>
#
# Two running means, `mean` and `square`, both 0 before the first step. The steps are numbered from 1: `for t, gradient in enumerate(gradients, start=1)`.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Keep `mean` and `square` as they are for the next step, and correct copies of them: `mean / (1 - beta1**t)`.
# By hand for the gradients 1 and -1, a rate of 0.1 and both betas 0.5: the second step has $m = -0.25$ and $s = 0.75$, corrected by $1 - 0.5^2$ to $-1/3$ and 1, so it is $-0.0333$.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "adam_steps", "locked": false, "schema_version": 3, "solution": true, "task": false}
def adam_steps(gradients, lr, beta1, beta2):
    """Return how far w moves against the gradient in each step of Adam."""
    ### BEGIN SOLUTION
    mean, square, steps = 0.0, 0.0, []
    for t, gradient in enumerate(gradients, start=1):
        mean = beta1 * mean + (1 - beta1) * gradient
        square = beta2 * square + (1 - beta2) * gradient**2
        corrected = mean / (1 - beta1**t)
        root = math.sqrt(square / (1 - beta2**t))
        steps.append(lr * corrected / (root + 1e-8))
    return steps
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_adam_steps", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "adam_steps",
    checks.example(
        [4.0],
        0.001,
        0.9,
        0.999,
        expected=[0.001],
        hint="The example of the text: corrected, 4 and 16.",
    ),
    checks.example(
        [1.0, -1.0], 0.1, 0.5, 0.5, expected=[0.1, -0.1 / 3], hint="Worked out in hint 2."
    ),
)

# %% [markdown]
# ## Decision lab: an optimizer with its own rate (10 points)
#
# You take over a network: two layers of tanh, whose weights were started ten times too small. SGD trains it at a rate of 0.1, and it reads about a quarter of the digits.
# You may choose only the optimizer (`"sgd"`, `"rmsprop"` or `"adam"`) and its learning rate.
# You can pay for 72 epochs, which is twelve runs. How many should each of the three get?

# %% jupyter={"source_hidden": true}
optimizer_lab = h.labs.Lab(
    "optimizer_choice",
    "which optimizer, at which rate, for two tanh layers that began ten times too small?",
    base=h.Hyperparameters(
        n_neurons=(48, 48),
        activation="tanh",
        initialization="glorot",
        init_scale=0.1,
        optimizer="sgd",
        lr=0.1,
        batch_size=64,
        epochs=6,
    ),
    space={
        "optimizer": h.search.Choice(["sgd", "rmsprop", "adam"]),
        "lr": h.search.LogUniform(0.0001, 3.0),
    },
    epochs=72,
    levels=[
        h.labs.Level(0.48, 0, "the default and half of a random search stay below"),
        h.labs.Level(0.79, 3, "three in four of a random search stay below"),
        h.labs.Level(0.868, 6, "the best known, less two standard deviations of one run"),
    ],
    tolerance=0.05,
    bracket=h.labs.Bracket("lr", worse=0.02, reach=100),
)

# %% tags=["demonstration", "nbval-ignore-output"]
optimizer_lab

# %% [markdown]
# Write your trials into the list and run the cell. The same run is free the second time.
#
# <details><summary>Hint 1</summary>
#
# The sweep above shows where good rates of each optimizer lie for another network. Begin there.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Two rates for each optimizer, a factor of 3 to 10 apart, cost half of the budget. Give the other half to the two that lead, on both sides of their better rate. (That is enough for a choice. A ranking would take the same number of trials for each.)
#
# </details>

# %% tags=["demonstration", "nbval-ignore-output"]
for optimizer, lr in []:  # add pairs, such as ("sgd", 0.1), separated by commas
    optimizer_lab.run(optimizer=optimizer, lr=lr)

# %% [markdown]
# Hand in your `optimizer` and its `lr`, and
#
# - `too_small` and `too_large`: a worse rate on each side, with the same optimizer, no more than a factor of 100 away.
# - `predicted_accuracy`: what your choice will reach from other initial weights and on other digits. A share such as 0.5, not 50.

# %% nbgrader={"grade": false, "grade_id": "optimizer_choice", "locked": false, "schema_version": 3, "solution": true, "task": false}
optimizer_choice = {
    "optimizer": ...,
    "lr": ...,
    "too_small": ...,
    "too_large": ...,
    "predicted_accuracy": ...,
}
### BEGIN SOLUTION
optimizer_choice = {
    "optimizer": "adam",
    "lr": 0.01,
    "too_small": 0.001,
    "too_large": 0.1,
    "predicted_accuracy": 0.86,
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_optimizer_choice", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
checks.lab("optimizer_choice")

# %% [markdown]
# Why? Two sentences go into the quotation marks, ungraded.
#
# <details><summary>A model answer</summary>
#
# "Each optimizer got four runs of its own. SGD needed a rate near 1 and fell off the cliff right above it; Adam read 87% at 0.01, with worse rates a factor of 10 away on both sides, and RMSprop came close at a lower rate.
# One seed each: I would believe that Adam beats SGD here, and not that it beats RMSprop."
#
# </details>

# %% tags=["demonstration", "nbval-ignore-output"]
optimizer_lab.report(optimizer_choice, why="")

# %% [markdown]
# ## Take away
#
# | | |
# | --- | --- |
# | Start from | Adam, or SGD with momentum 0.9, each at its own rate of lesson 05 |
# | Range and scale to search | for each optimizer its own rates first (lesson 05); momentum 0.5 to 0.99, log scale of 1 - momentum |
# | Cost | memory: momentum keeps one number for each weight, Adam two; hardly any time |
# | It interacts with | learning rate (each optimizer has its own; more momentum, smaller rate), scales of inputs and layers, weight decay (lesson 11), tuning budget |
#
# | Symptom | Likely cause | Try |
# | --- | --- | --- |
# | SGD is slow at every rate that does not diverge | a narrow valley, or scales that differ | one scale for the inputs; momentum; Adam |
# | a part of the network learns, another stands still | its gradients are much smaller | Adam or RMSprop; another initialization (lesson 02) |
# | momentum was switched on, and the loss explodes | steps ten times as long | a tenth of the rate |
# | "A beats B" at one rate | nobody tuned B | each its own range, the same number of trials, new seeds |
#
# **Next:** lesson 10, dropout, the first of the hyperparameters that keep a network from learning by heart.

# %% [markdown]
# ## Going deeper
#
# What follows is for a second evening: how momentum and rate trade against each other, Nesterov's look ahead with an exercise without points, a valley in which Adam's division does not help, AdamW, and what is disputed.

# %% [markdown]
# ### Momentum and rate
#
# With momentum $\beta$ a step is up to $1/(1-\beta)$ times as long. Is this **effective rate**, $\eta / (1-\beta)$, all that counts?

# %% tags=["demonstration", "nbval-ignore-output"]
betas = [0.0, 0.5, 0.8, 0.9, 0.95, 0.98]
lrs = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3]
grid = h.grid(base, lr=lrs, momentum=betas)
pairs = h.sweep(grid, digits, seeds=range(2), measure="last epoch")
plotting.show(plotting.plot_heatmap(pairs, "lr", "momentum"))

# %% tags=["demonstration"] jupyter={"source_hidden": true}
score = {}
for lanes in pairs.by_configuration():
    mean = statistics.mean(lane.final.val_accuracy for lane in lanes)
    score[lanes[0].config.lr, lanes[0].config.momentum] = mean
checks.claims(
    {
        "without momentum 0.3 is over 5 points better than 0.03": score[0.3, 0.0]
        > score[0.03, 0.0] + 0.05,
        "with 0.95 it is over 20 points worse": score[0.3, 0.95] < score[0.03, 0.95] - 0.2,
    }
)

# %% [markdown]
# The good cells lie on a diagonal: more momentum, smaller rate. Along it the effective rate stays between 0.3 and 0.6, and the accuracy within a few points: here it is nearly all that counts. So a search over momentum at a fixed rate finds the diagonal and not the value of momentum. Tune both, or change the rate along with the momentum.

# %% [markdown]
# ### Nesterov: look ahead
#
# Nesterov's momentum takes the gradient where the memory is about to carry the weight, and not where it stands (Nesterov 1983; Sutskever et al. 2013). `torch.optim.SGD(..., nesterov=True)` writes it with the gradient at hand: the sum grows as before, and the step is
#
# $$v \leftarrow \beta v + g, \qquad w \leftarrow w - \eta\,(g + \beta v)$$
#
# In the library it is `h.Hyperparameters(optimizer="sgd", momentum=0.9, nesterov=True)`. In the valley, with momentum 0.9, at a rate of 0.01 and at 0.013:

# %% tags=["demonstration", "nbval-ignore-output"]
kinds["Nesterov"] = lambda w, lr: torch.optim.SGD(w, lr=lr, momentum=0.9, nesterov=True)
panels = {}
for lr in [0.01, 0.013]:
    for kind in ["momentum", "Nesterov"]:
        points = walk(kind, lr)
        panels[f"{kind}, {lr}: {told(points)}"] = points[:31]
plotting.show(plotting.plot_paths(valley, panels))

# %% [markdown]
# At 0.01 the two look most different, and that is why it is shown: it is 1 / curvature, the one rate at which looking ahead stops the swinging at once. At 0.013, a better rate for both, both swing.
# Either way Nesterov saves two or three steps, since the flat direction decides. At 0.016 it diverges, where plain momentum does not. And on the digits?

# %% tags=["demonstration", "nbval-ignore-output"]
peaks = {}
for nesterov in [False, True]:
    config = longer.replace(momentum=0.9, nesterov=nesterov)
    lanes_of = h.sweep(h.grid(config, lr=[0.01, 0.03, 0.1]), digits, seeds=range(5))
    means = [
        statistics.mean(lane.final.val_accuracy for lane in lanes)
        for lanes in lanes_of.by_configuration()
    ]
    peaks[nesterov] = max(means)
    right = [f"{mean:.1%}" for mean in means]
    print(f"nesterov={nesterov!s:<6} at 0.01, 0.03 and 0.1:", *right)

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {"at the best of three rates they lie within 2 points": abs(peaks[True] - peaks[False]) < 0.02}
)

# %% [markdown]
# At the best of three rates it brings nothing that matters here.
#
# Without points: write `nesterov_steps(gradients, lr, beta)`, the steps of this rule, as `momentum_steps` does for the plain one.
#
# <details><summary>Hint 1</summary>
#
# For the gradients 1 and 1, a rate of 0.1 and $\beta = 0.9$: the sums are 1 and 1.9, and the steps 0.1 (1 + 0.9) = 0.19 and 0.1 (1 + 1.71) = 0.271.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "optional_nesterov_steps", "locked": false, "schema_version": 3, "solution": true, "task": false}
def nesterov_steps(gradients, lr, beta):
    """Return how far w moves against the gradient in each step."""
    ### BEGIN SOLUTION
    velocity, steps = 0.0, []
    for gradient in gradients:
        velocity = beta * velocity + gradient
        steps.append(lr * (gradient + beta * velocity))
    return steps
    ### END SOLUTION


# %% jupyter={"source_hidden": true}
checks.check(
    "nesterov_steps",
    checks.example(
        [1.0, 1.0], 0.1, 0.9, expected=[0.19, 0.271], points=0, hint="Worked out in the hint."
    ),
    checks.example(
        [1.0, -1.0, 0.5],
        0.1,
        0.5,
        expected=[0.15, -0.125, 0.0625],
        points=0,
        hint="The sum is first multiplied by beta, then the gradient is added to it.",
    ),
)

# %% [markdown]
# ### A valley that lies across
#
# RMSprop and Adam have a divisor for each weight. That makes a narrow valley round only if it lies along the weights. Here is the same valley, turned by 45 degrees.


# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
def turned_valley(u, v):
    return ((u + v) ** 2 / 2 + 100 * (v - u) ** 2 / 2) / 2


def walk_turned(kind, lr, steps=1000):
    place = torch.tensor([-1.8, -0.6], dtype=torch.float64, requires_grad=True)
    optimizer = kinds[kind]([place], lr=lr)
    points = [place.tolist()]
    for _ in range(steps):
        u, v = place.tolist()
        along, across = (u + v) / 2, 100 * (v - u) / 2
        place.grad = torch.tensor([along - across, along + across], dtype=torch.float64)
        optimizer.step()
        points.append(place.tolist())
    return points


def needed(points):
    outside = [k for k, point in enumerate(points) if not math.dist(point, (0, 0)) < 0.1]
    return outside[-1] + 1


many_rates = [10 ** (-3 + k / 10) for k in range(25)]
across = {}
panels = {}
print("fewest steps  along the weights  turned")
for kind in ["SGD", "momentum", "RMSprop", "Adam"]:
    straight = min(needed(walk(kind, lr, 400)) for lr in many_rates)
    best_rate = min(many_rates, key=lambda lr: needed(walk_turned(kind, lr, 400)))
    points = walk_turned(kind, best_rate, 400)
    across[kind] = straight, needed(points)
    panels[f"{kind}: {needed(points)} steps"] = points[:31]
    print(f"{kind:<12}{straight:>19}{needed(points):>8}")
plotting.show(plotting.plot_paths(turned_valley, panels, view=((-2.2, 2.2), (-2.2, 2.2))))

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "turning changes SGD and momentum by less than a third": all(
            2 / 3 < across[kind][1] / across[kind][0] < 3 / 2 for kind in ("SGD", "momentum")
        ),
        "RMSprop needs more than 3 times as many steps": across["RMSprop"][1]
        > 3 * across["RMSprop"][0],
    }
)

# %% [markdown]
# SGD and momentum do not notice the turn: they know no axes (the start is not quite the same, hence 178 in place of 181; and the 25 rates of this table miss SGD's 0.019, with which it needed 151). RMSprop does, and Adam, too. Methods that divide by a matrix and not by one number for each weight can undo a turn; Shampoo is one of them, and a submission built on it won the first AlgoPerf competition among those whose hyperparameters may be tuned, about 28% faster than a baseline of the Adam family (Kasimbeg et al. 2025).

# %% [markdown]
# ### AdamW, and the other numbers of Adam
#
# **AdamW** is Adam with weight decay beside the division and not inside it. Without decay the two are the same; lesson 11 shows what the difference does.
# $\beta_1$, $\beta_2$ and $\epsilon$ are hyperparameters as well, mostly left at 0.9, 0.999 and $10^{-8}$. With a large $\epsilon$ the divisor is nearly a constant, and Adam turns into SGD with momentum at another rate. So Adam, *if all of its numbers are tuned*, can imitate momentum, and should never be worse (Choi et al. 2019).

# %% [markdown]
# ### What is disputed
#
# - **Do adaptive optimizers generalize worse?** Wilson et al. (2017) found so on several tasks. Choi et al. (2019) found that with wider search spaces the popular adaptive methods never did worse than momentum or SGD.
# - **Is there a best one?** Schmidt, Schneider and Hennig (2021) ran fifteen optimizers on eight tasks, more than 50,000 runs. None won everywhere, and trying several optimizers at their defaults worked about as well as tuning a single one. Adam stayed a strong contender.
# - **Are the newest ones twice as fast?** Wen et al. (2025) tuned ten optimizers for language models alike. The fastest were those that multiply by matrices; their lead over AdamW was 1.4 times for small models and 1.1 times for the largest.
# - **Why does Adam do so much better than SGD on language models and not on images?** The noise of small batches is not the main reason: the gap stays without any noise (Kunstner et al. 2023). Part of the answer is rare words: gradient descent lowers their loss slowly (as SGD hardly moved the dim rows above), and Adam suffers less from that (Kunstner et al. 2024). Whether that is all of it is open.

# %% [markdown]
# ### Read more
#
# - Goh (2017), *Why momentum really works*, Distill, distill.pub/2017/momentum: the valley, to drag.
# - Goodfellow, Bengio and Courville (2016), *Deep Learning*, MIT Press, sections 8.3 and 8.5.
# - Polyak (1964), *Some methods of speeding up the convergence of iteration methods*, USSR Computational Mathematics and Mathematical Physics 4.
# - Nesterov (1983), *A method of solving a convex programming problem with convergence rate O(1/k²)*, Soviet Mathematics Doklady 27.
# - Sutskever, Martens, Dahl and Hinton (2013), *On the importance of initialization and momentum in deep learning*, ICML.
# - Hinton (2012), *Neural networks for machine learning*, lecture 6e: RMSprop.
# - Kingma and Ba (2015), *Adam: a method for stochastic optimization*, ICLR, arXiv:1412.6980.
# - LeCun, Bottou, Orr and Müller (1998), *Efficient BackProp*, in *Neural networks: tricks of the trade*, Springer.
# - Wilson, Roelofs, Stern, Srebro and Recht (2017), *The marginal value of adaptive gradient methods in machine learning*, NeurIPS, arXiv:1705.08292.
# - Choi, Shallue, Nado, Lee, Maddison and Dahl (2019), *On empirical comparisons of optimizers for deep learning*, arXiv:1910.05446.
# - Schmidt, Schneider and Hennig (2021), *Descending through a crowded valley: benchmarking deep learning optimizers*, ICML, arXiv:2007.01547.
# - Dahl, Schneider, Nado and others (2023), *Benchmarking neural network training algorithms*, arXiv:2306.07179.
# - Kasimbeg, Schneider, Eschenhagen and others (2025), *Accelerating neural network training: an analysis of the AlgoPerf competition*, ICLR, arXiv:2502.15015.
# - Kunstner, Chen, Lavington and Schmidt (2023), *Noise is not the main factor behind the gap between SGD and Adam on transformers, but sign descent might be*, ICLR, arXiv:2304.13960.
# - Kunstner, Yadav, Milligan and others (2024), *Heavy-tailed class imbalance and why Adam outperforms gradient descent on language models*, NeurIPS, arXiv:2402.19449.
# - Wen, Hall, Ma and Liang (2025), *Fantastic pretraining optimizers and where to find them*, arXiv:2509.02046.
