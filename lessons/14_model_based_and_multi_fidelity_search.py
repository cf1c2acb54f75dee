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
# # 14 Model-based and multi-fidelity search
#
# **Twelve configurations, and no money to train them all. A colleague gives each of them one epoch, keeps the winner and trains it to the end, five times, with five seeds. See what his winners read, beside the best of the twelve when all are trained.**

# %%
import statistics
import tempfile

import numpy as np
import torch

import hyperlib as h
from hyperlib import checks, plotting, widgets
from hyperlib.search import Integers, LogUniform, sample

torch.set_num_threads(1)  # small steps: two threads would wait for each other
data = h.load_mnist().subset(1000)  # 1,000 training digits, for quick runs
base = h.Hyperparameters(
    n_neurons=(64, 64), activation="sigmoid", optimizer="sgd", momentum=0.9, epochs=10
)
space = {"lr": LogUniform(0.003, 1), "batch_size": Integers(20, 64, log=True)}

# %% tags=["demonstration"] jupyter={"source_hidden": true}
twelve = sample(space, 12, seed=0, base=base)
lanes = h.sweep(twelve, data, seeds=range(5)).by_configuration()  # all of them, to know the truth


def accuracy(k, seed, epoch):
    """Return the validation accuracy of configuration k after an epoch."""
    history = lanes[k][seed].history
    return history[min(epoch, len(history)) - 1].val_accuracy


def choose(look, keep, seed):
    """Train all for `look` epochs and the best `keep` of them to the end; return the best."""
    ranked = sorted(range(12), key=lambda k: -accuracy(k, seed, look))
    return max(accuracy(k, seed, 10) for k in ranked[:keep])


# %% tags=["demonstration", "nbval-ignore-output"]
# choose: look after so many epochs, keep so many, train them to the end
for seed in range(5):
    winner, best = choose(1, 1, seed), choose(10, 12, seed)
    print(f"seed {seed}: his winner {winner:.0%}, best of the twelve {best:.0%}")

# %% [markdown]
# **Your turn, two minutes.** Change when he looks and how many he keeps, until all five seeds end above 75% and he pays for as few epochs as possible.

# %% tags=["demonstration", "nbval-ignore-output"]
look, keep = 1, 1  # epochs before the cut, configurations that go on
found = [f"{choose(look, keep, seed):.0%}" for seed in range(5)]
print(*found, f"for {12 * look + keep * (10 - look)} of 120 epochs")

# %% [markdown]
# What people try:

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
winners = [max(range(12), key=lambda k: accuracy(k, seed, 1)) for seed in range(5)]
longer = [
    h.train(twelve[k].replace(epochs=20), data, seed=seed).final.val_accuracy
    for seed, k in enumerate(winners)
]
tried = {
    "look after 1 epoch, keep 1": (21, [choose(1, 1, seed) for seed in range(5)]),
    "train that winner for 20": (31, longer),
    "look after 2 epochs, keep 1": (32, [choose(2, 1, seed) for seed in range(5)]),
    "look after 1 epoch, keep 3": (39, [choose(1, 3, seed) for seed in range(5)]),
    "look after 4 epochs, keep 1": (54, [choose(4, 1, seed) for seed in range(5)]),
    "train all twelve to the end": (120, [choose(10, 12, seed) for seed in range(5)]),
}
print("five seeds                 epochs mean  lowest")
for name, (cost, five) in tried.items():
    print(f"{name:<27}{cost:>6}{statistics.mean(five):>5.0%}{min(five):>8.0%}")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
after_one = [accuracy(k, seed, 1) for k in range(12) for seed in range(5)]
checks.claims(
    {
        "after one epoch nobody reads a third of the digits": max(after_one) < 0.33,
        "a winner of the first epoch ends below 60%": min(tried["look after 1 epoch, keep 1"][1])
        < 0.6,
        "a winner of the second ends below 70%": min(tried["look after 2 epochs, keep 1"][1]) < 0.7,
        "a look after four epochs ends above 75% in every seed": min(
            tried["look after 4 epochs, keep 1"][1]
        )
        > 0.75,
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# After one epoch all twelve guess or do little better, and the winner is the luckiest of them. *Train that winner longer* and *keep three* pay more for the same luck, and *two epochs* are too early for some seeds.
#
# </details>
#
# What helps is to *look when there is something to see*: after four epochs one cut is enough.
#
# Whoever trains networks for a living pays mostly for configurations that nobody will use. A search that stops bad runs early, or learns from those it has seen, finds the same for a fraction, or throws out the best one in the first minute.
# After this lesson you can count a search in epochs, plan a tournament of configurations, say when short runs mislead, explain how a model chooses the next trial, and let Optuna do both.
#
# | | |
# | --- | --- |
# | You need | lessons 01, 05, 06, 07, 10, 11 and 13 |
# | Time | 60 minutes with two exercises and the lab; 30 more if you go deeper |
# | Run All | about half a minute on two cores |

# %% [markdown]
# ## A tournament
#
# The table of lesson 13 holds 432 networks, trained for 10 epochs with five seeds. Here are 27. All get one epoch. The best third goes on to epoch 3, the best third of these to epoch 9, and the last one to epoch 10, the end.
# A cross marks where a network leaves, a dotted line what it would have become.

# %% tags=["demonstration"] jupyter={"source_hidden": true}
table = h.load_table("model").select(activation="relu")
# network, seed, epoch; a run that diverged guesses, one digit in ten
curves = np.nan_to_num(table.val_accuracy, nan=0.1).reshape(-1, 5, 10)
late = h.load_table("model").select(activation="sigmoid", optimizer="sgd")
late = np.nan_to_num(late.val_accuracy, nan=0.1)[1:]  # two and three hidden layers
late = late[:, [0, 2]].reshape(-1, 5, 10)  # 16 and 128 neurons a layer


def rungs_of(n, first, factor):
    """Return the rungs of a tournament over 10 epochs: (networks, epochs that each has had)."""
    rungs = [(n, first)]
    while rungs[-1][1] < 10:
        n, epochs = rungs[-1]
        n = max(1, n // factor)
        rungs.append((n, 10 if n == 1 else min(10, factor * epochs)))
    return rungs


def price(rungs):
    """Return the epochs that a tournament costs; whoever is kept goes on where it stopped."""
    return sum(n * (e - before) for (n, e), (_, before) in zip(rungs, [(0, 0), *rungs]))


def largest(budget, first, factor):
    """Return how many networks the budget pays for."""
    n = 1
    while price(rungs_of(n + 1, first, factor)) <= budget:
        n = n + 1
    return n


def search_often(curves, n, first, factor, repeats=1000, seed=0):
    """Repeat a tournament; return the accuracy of each winner, mean of its four other seeds."""
    rng = np.random.default_rng(seed)
    seen = curves.reshape(-1, 10)  # one row for each network and seed
    last = curves[..., -1]
    fresh = ((last.sum(axis=1, keepdims=True) - last) / 4).ravel()
    alive = rng.integers(len(seen), size=(repeats, n))
    rungs = rungs_of(n, first, factor)
    for (_, epochs), (kept, _) in zip(rungs, [*rungs[1:], (1, 10)]):
        order = np.argsort(-seen[alive, epochs - 1], axis=1, kind="stable")
        alive = np.take_along_axis(alive, np.sort(order[:, :kept], axis=1), axis=1)
    return fresh[alive[:, 0]]


# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
rng = np.random.default_rng(3)
drawn = curves[rng.permutation(len(curves))[:27], 0]
alive, left = list(range(27)), {}
for epoch, kept in [(1, 9), (3, 3), (9, 1)]:
    ranked = sorted(alive, key=lambda k: -drawn[k, epoch - 1])
    alive = ranked[:kept]
    left.update({k: epoch for k in ranked[kept:]})
winner = alive[0]
_, [ax] = plotting.figure(1, height=4.6)
epochs = np.arange(1, 11)
for k in range(27):
    stop = left.get(k, 10)
    color = plotting.COLORS[1] if k == winner else plotting.COLORS[0]
    width = 3 if k == winner else 1.3
    ax.plot(epochs[stop - 1 :], 100 * drawn[k, stop - 1 :], ":", color="0.7", linewidth=1)
    ax.plot(epochs[:stop], 100 * drawn[k, :stop], "-", color=color, linewidth=width, zorder=3)
    mark = "o" if k == winner else "x"
    ax.plot(stop, 100 * drawn[k, stop - 1], mark, color=color, zorder=4)
for epoch, told in [(1, "27 run, 9 stay"), (3, "3 stay"), (9, "1 stays")]:
    ax.axvline(epoch, color="0.5", linewidth=0.8, linestyle="--")
    ax.text(epoch * 1.02, 101, told, fontsize=10)
ax.set_xscale("log")
ax.set_xlim(0.93, 13.5)
ax.set_ylim(0, 107)
ax.minorticks_off()
ax.set_xticks([1, 3, 9], [1, 3, 9])
ax.set_yticks(range(0, 101, 20))
ax.set_xlabel("epochs trained, log scale")
ax.set_ylabel("validation accuracy, %")
plotting.show(
    ax,
    alt="Accuracy of 27 networks against epochs. At epoch 1 eighteen leave, at epoch 3 six, at epoch 9 two; "
    "the last one is drawn thick. Dotted lines show how those that left would have gone on: many of them "
    "stay low, some end almost as high as the winner.",
)

# %% [markdown]
# What is *seen* here? Follow the dotted lines: which of those that left were no loss, and which were?
#
# <details><summary>What you saw, explained</summary>
#
# Most of those that leave first would have stayed low. But one of them would have come to read eight digits in ten, and some that leave at epoch 3 end almost as high as the winner.
#
# </details>
#
# This is **successive halving** (Jamieson and Talwalkar 2016), a **multi-fidelity** search: short, cheap runs (of low fidelity) stand in for long ones. It looks at its **rungs**, here epochs 1, 3 and 9, and keeps one in `factor`, here one in 3 (with 2 it halves: hence the name).

# %% [markdown]
# ## By hand: what does it cost?
#
# One trial now takes one epoch, another one all of them. So **count epochs, not trials.** Whoever is kept goes on where it stopped and pays only for what is new.

# %%
guess_cost = widgets.predict(
    "27 networks to epoch 27 are 729 epochs. "
    "What does a tournament with rungs at 1, 3, 9 and 27 cost?",
    choices=[39, 81, 243, 364],
)

# %%
n, epochs, before, cost = 27, 1, 0, 0
while n >= 1:
    cost = cost + n * (epochs - before)  # only what is new
    print(f"{n:>2} up to epoch {epochs:>2}: {cost} epochs paid so far")
    n, before, epochs = n // 3, epochs, 3 * epochs
guess_cost.compare(cost)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# At each rung a third of the networks goes three times as far, so that every rung after the first costs the same: of $n$ networks rung $k$ (the first is rung 0) has $n/3^k$ and takes each from epoch $3^{k-1}$ to $3^k$,
#
# $$\frac{n}{3^k}\left(3^k - 3^{k-1}\right) = \tfrac{2}{3}\, n$$
#
# Three such rungs and the first one are $27 + 3 \cdot 18 = 81$: a ninth of 729. **All rungs cost about the same.**
#
# </details>

# %% [markdown]
# ## How much does one epoch tell?
#
# Take all 432 networks of the table, and 96 slow ones: sigmoid units and SGD, as in the first cells.
# **Rank correlation** compares two orders: it is 1 if they agree, 0 if one tells nothing about the other, -1 if it is reversed.

# %%
guess_ten = widgets.predict(
    "Of the ten best of 432 after one epoch, how many are among the ten best at the end?",
    low=0,
    high=10,
    near=1.4,
)

# %% tags=["demonstration", "nbval-ignore-output"]
# of each network: after the tenth epoch, mean of five seeds
end = curves[:, :, 9].mean(axis=1)
best_at_end = set(np.argsort(-end)[:10])  # argsort: their places, the best first
shared = []
for seed in range(5):
    leaders = np.argsort(-curves[:, seed, 0])[:10]  # the ten best after one epoch
    shared.append(len(best_at_end.intersection(leaders)))
print("of ten, five seeds:", *shared)

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
figure, axes = plotting.figure(2)
for ax, (name, part) in zip(axes, {"432 networks": curves, "96 slow networks": late}.items()):
    ax.plot(
        100 * part[:, 0, 0],
        100 * part[:, :, -1].mean(axis=1),
        "o",
        ms=4,
        alpha=0.3,
        color=plotting.COLORS[0],
    )
    ax.set_xlim(0, 95)
    ax.set_ylim(0, 95)
    ax.set_xlabel("accuracy after 1 epoch, one seed, %")
    ax.set_ylabel("after 10 epochs, mean, %")
    ax.set_title(name)
plotting.show(
    figure,
    alt="Accuracy after ten epochs against that after one. Of 432 networks those that read more after one "
    "epoch read more at the end, and the upper end is flat. Of 96 slow networks nearly all stand at 10% "
    "after one epoch, whatever they become.",
)


def ranks(values):
    """Return the rank of each value; equal ones share the mean of their ranks."""
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(count) - (count - 1) / 2)[place]


quarter = curves[end >= np.quantile(end, 0.75)]
agree = {}
print("rank correlation with the end")
print("after epoch           1    2    3    5   10")
for name, part in {"all 432": curves, "their best quarter": quarter, "96 slow": late}.items():
    last = part[..., -1]
    row = []
    for epoch in [1, 2, 3, 5, 10]:
        five = []
        for seed in range(5):  # the end of the other four seeds
            others = (last.sum(axis=1) - last[:, seed]) / 4
            five.append(np.corrcoef(ranks(part[:, seed, epoch - 1]), ranks(others))[0, 1])
        row.append(statistics.mean(five))
    agree[name] = row
    print(f"{name:<18}", *[f"{r:.2f}" for r in row])
guess_ten.compare(statistics.mean(shared))

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "fewer than half of the ten leaders are among the best ten": statistics.mean(shared) < 5,
        "over all 432 one epoch orders well": agree["all 432"][0] > 0.75,
        "within the best quarter far less": agree["their best quarter"][0] < 0.65,
        "of slow networks one epoch tells little": agree["96 slow"][0] < 0.5,
        "five epochs more": agree["96 slow"][3] > agree["96 slow"][0] + 0.1,
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# Over all 432 networks one epoch tells a lot, because many never learn, and that shows at once.
# Within the best quarter it tells much less, and only about three of ten leaders stay. Nearly all slow ones read the same 10% at first, so there is next to nothing to order.
# (Even epoch 10 does not reach 1, since the end is measured with the other four seeds.)
#
# </details>
#
# **Throw out the worst early, choose among the best late.**

# %% [markdown]
# ## When to look, and how many to keep?
#
# The explorer repeats a tournament 500 times, over the 432 (fast) or the slow ones, with as many networks as the epochs pay for. Winners are measured with their four other seeds. A first look at epoch 10 is random search; the gray line is its mean.
# **With 80 epochs and a factor of 20: which first look is best for the fast ones, and which for the slow?**


# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
def show_plan(networks, epochs, first_look, factor):
    part = {"fast": curves, "slow": late}[networks]
    n = largest(epochs, first_look, factor)
    found = 100 * search_often(part, n, first_look, factor, repeats=500)
    full = 100 * search_often(part, epochs // 10, 10, 2, repeats=500).mean()
    low, high, top = {"fast": (84, 90, 170), "slow": (0, 90, 350)}[networks]
    figure, [ax] = plotting.figure(1)
    figure.set_figwidth(7.6)
    ax.hist(
        np.clip(found, low, high),
        bins=np.linspace(low, high, 25),
        color=plotting.COLORS[0],
        edgecolor="white",
        linewidth=0.5,
    )
    ax.axvline(full, color="0.5", linestyle="--", linewidth=2)
    ax.axvline(found.mean(), color=plotting.COLORS[1], linewidth=3)
    ax.text(
        low + 0.02 * (high - low),
        0.9 * top,
        f"{found.mean():.1f}%: this plan",
        color=plotting.INKS[1],
    )
    ax.text(low + 0.02 * (high - low), 0.8 * top, f"{full:.1f}%: random search", color="0.4")
    ax.set_xlim(low, high)
    ax.set_ylim(0, top)
    edge = " (at the left edge: and all below)" if low else ""
    ax.set_xlabel(f"accuracy of the winner, %{edge}")
    ax.set_ylabel("of 500 searches")
    rungs = rungs_of(n, first_look, factor)
    kept = ", ".join(str(k) for k, _ in rungs)
    until = ", ".join(str(e) for _, e in rungs)
    ax.set_title(f"{kept} networks, to epochs {until}", fontsize=11)
    told = f"{kept} networks to epochs {until}"
    return plotting.describe(
        ax,
        f"The winners read {found.mean():.1f}% on average, {full:.1f}% with random search; {told}.",
    )


widgets.explore(
    show_plan,
    start={"networks": "fast", "epochs": 80, "first_look": 1, "factor": 3},
    networks=["fast", "slow"],
    epochs=[80, 240],
    first_look=[1, 2, 4, 10],
    factor=[3, 20],
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# With the fast networks the earliest look wins, since it pays for the most networks. For the slow ones epoch 2 is best: a bold cut after one epoch throws out nearly at random and loses some ten points; a mild cut (factor 3) forgives more.
#
# </details>
#
# **Look first when the order has begun to tell something, and take a few finished runs to find out when.**
#
# You have none yet? **Hyperband** (Li et al. 2018) runs several tournaments, each with another first look, and shares the epochs among them. Here it is in the last column, beside single looks:

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
means = {}
print("accuracy, %, for 120 epochs, factor 10")
print("first look at     1     4    10  a third each")
for name, part in {"fast": curves, "slow": late}.items():
    row = []
    for first in [1, 4, 10]:
        n = largest(120, first, 10)
        row.append(100 * search_often(part, n, first, 10, repeats=2000).mean())
    # Hyperband: a third of the epochs for each first look, the best on one seed of the three wins
    seen = part.reshape(-1, 10)
    last = part[..., -1]
    fresh = ((last.sum(axis=1, keepdims=True) - last) / 4).ravel()
    rng = np.random.default_rng(1)
    hedged = []
    for _ in range(2000):
        best = []
        for first in [1, 4, 10]:
            alive = rng.integers(len(seen), size=largest(40, first, 10))
            rungs = rungs_of(len(alive), first, 10)
            for (_, epochs), (kept, _) in zip(rungs, [*rungs[1:], (1, 10)]):
                order = np.argsort(-seen[alive, epochs - 1], kind="stable")
                alive = alive[np.sort(order[:kept])]
            best.append(alive[0])
        hedged.append(fresh[max(best, key=lambda k: seen[k, -1])])
    row.append(100 * statistics.mean(hedged))
    means[name] = row
    told = "".join(f"{x:>6.1f}" for x in row[:3])
    print(f"{name:<13}{told}{row[3]:>14.1f}")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
plans = {
    (first, factor): search_often(late, largest(80, first, factor), first, factor, 4000).mean()
    for first, factor in [(1, 20), (2, 20), (4, 20), (10, 2)]
}
checks.claims(
    {
        "fast: a look after one epoch beats random search by half a point": means["fast"][0]
        > means["fast"][2] + 0.5,
        "slow, factor 20: a look after 4 epochs is over 5 points better than one after 1": plans[
            4, 20
        ]
        > plans[1, 20] + 0.05,
        "hedging is between the best and the worst": all(
            min(row[:3]) < row[3] < max(row[:3]) for row in means.values()
        ),
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# That insurance has a price: against the best of the three looks it costs 0.2 points with the fast networks and six with the slow ones. Against the worst it gains: 0.6 and five.
#
# </details>

# %% [markdown]
# ## And with a schedule?
#
# Adam twice, five seeds each: one keeps its rate, the other rises to it and falls to 0 (one-cycle, lesson 06).

# %% tags=["demonstration", "nbval-ignore-output"]
adam = h.Hyperparameters(n_neurons=(64, 32), lr=0.02, batch_size=32, epochs=12)
pair = [adam, adam.replace(schedule="one_cycle")]
constant, cycle = h.sweep(pair, data, seeds=range(5)).by_configuration()
both = {"constant": constant, "one-cycle": cycle}
plotting.show(plotting.plot_curves(both, ylim=(60, 95)))

# %% tags=["demonstration"] jupyter={"source_hidden": true}
ahead = [
    [
        b.history[epoch - 1].val_accuracy - a.history[epoch - 1].val_accuracy
        for a, b in zip(constant, cycle)
    ]
    for epoch in (1, 4, 12)
]
checks.claims(
    {
        "one-cycle is over 4 points behind after one epoch": statistics.mean(ahead[0]) < -0.04,
        "still behind after four": statistics.mean(ahead[1]) < -0.01,
        "and ahead at the end": statistics.mean(ahead[2]) > 0.005,
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# On average a rung in the first four epochs keeps the run that ends behind. A schedule is made for the epochs that you *announce*: in its middle the rate is still high, and the best epochs are still to come.
#
# </details>
#
# **Compare in one tournament only what learns at a similar pace.** So `h.search.successive_halving` takes no schedule.

# %% [markdown]
# ## Let the trials choose the next one
#
# Halving saves epochs. **Model-based** search saves trials: a model of those that are done proposes the next one. **TPE** (tree-structured Parzen estimator, Bergstra et al. 2011) splits the trials into a few good ones and the rest. It puts a small hill over each and adds the hills up: $\ell(x)$ is the density of the good ones at a place $x$, $g(x)$ that of the rest. The next trial is taken where
#
# $$\frac{\ell(x)}{g(x)}$$
#
# is largest among some draws from $\ell$. Below are 20 random trials of a learning rate, scattered about the table's accuracies (gray); the best five are the good ones.

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
part = h.load_table("model").select(
    activation="relu", optimizer="adam", depth=2, width=64, batch_size=64, epoch=10
)
logs = np.log10(part.axes["lr"])
line = 100 * np.nan_to_num(part.val_accuracy, nan=0.1).mean(axis=-1)
rng = np.random.default_rng(5)
tried_at = rng.uniform(-4, np.log10(0.3), 20)
scored = np.interp(tried_at, logs, line) + rng.normal(0, 0.8, 20)
order = np.argsort(-scored)
good, rest = tried_at[order[:5]], tried_at[order[5:]]
x = np.linspace(-4, np.log10(0.3), 300)


def sum_of_hills(x, trials, width=0.25):
    hills = np.exp(-(((x[:, None] - trials) / width) ** 2) / 2)
    return (0.1 + hills.sum(axis=1)) / (1 + len(trials))


near_good, near_rest = sum_of_hills(x, good), sum_of_hills(x, rest)
ratio = near_good / near_rest
figure, axes = plotting.figure(2, height=4)
for ax in axes:
    ax.set_xscale("log")
    ax.set_xlabel("learning rate, log scale")
    ax.axvline(10 ** x[ratio.argmax()], color="0.4", linestyle="--", linewidth=1)
axes[0].plot(10**logs, line, color="0.7")
axes[0].plot(10**rest, scored[order[5:]], "x", color=plotting.COLORS[0])
axes[0].plot(10**good, scored[order[:5]], "o", color=plotting.COLORS[1])
axes[0].set_ylabel("accuracy, %")
axes[0].set_title("20 trials, five of them good (dots)")
axes[1].plot(10**x, near_good, color=plotting.COLORS[1])
axes[1].plot(10**x, near_rest, color=plotting.COLORS[0], linestyle="--")
top = near_good.max()
hill = near_good.argmax()
told = {"size": 11, "arrowprops": {"arrowstyle": "-", "color": "0.4"}}
axes[1].annotate(
    f"good: l(x)\nl / g = {ratio[hill]:.1f}", (10 ** x[hill], top), (0.006, top), **told
)
at = 10 ** x[ratio.argmax()], near_good[ratio.argmax()]
axes[1].annotate(f"l / g = {ratio.max():.1f}", at, (0.00015, at[1] * 1.08), **told)
axes[1].text(0.07, near_rest[x > -2].max() * 1.06, "the rest: g(x)", ha="center")
axes[1].set_ylim(0, top * 1.15)
axes[1].set_ylabel("density (not normalized)")
axes[1].set_title("next trial: where l / g is largest (dashed)")
plotting.show(
    figure,
    alt="Left: 20 trials of the learning rate and their accuracies, the five best marked. Right: the density of "
    "the five, one hill, and that of the rest, low where the hill is. A dashed line stands where their ratio is "
    "largest.",
)

# %% [markdown]
# Why does the dashed line not stand at the top of the hill?
#
# <details><summary>What you saw, explained</summary>
#
# The next trial does not go to the best one so far, but to where good ones are dense *and* poor ones rare. Under the top of the hill stand three trials that just missed the best five, so the ratio is 2.6 there and 3.1 at the dashed line.
#
# </details>

# %% [markdown]
# ## The race, at equal cost
#
# Random search, TPE (Optuna's, 8 random trials first) and halving (factor 3, first look at epoch 1) search the 432 networks and may spend the same epochs.

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
alone = 100 * search_often(curves, 4, 10, 2, seed=1).mean()
print(f"random search with 40 epochs: 4 networks, the best reads {alone:.0f}% on average")

# %%
guess_race = widgets.predict(
    "How many points is halving ahead with 40 epochs?",
    low=-5,
    high=15,
    near=1.5,
)

# %% tags=["demonstration"] jupyter={"source_hidden": true}
try:
    import optuna
except ImportError:  # as on Google Colab
    from IPython import get_ipython

    get_ipython().run_line_magic("pip", "install -q 'optuna>=5,<6'")
    import optuna

import warnings

import matplotlib

warnings.filterwarnings("ignore", category=optuna.exceptions.ExperimentalWarning)
optuna.logging.set_verbosity(optuna.logging.WARNING)  # errors and warnings only
own_style = dict(matplotlib.rcParams)  # Optuna's plots change it

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
TPE_REPEATS = 60
shape = table.val_accuracy.shape[:5]
last = curves[..., -1].reshape(*shape, 5)
fresh = (last.sum(axis=-1, keepdims=True) - last) / 4  # mean of the four other seeds
axes_of_table = list(table.axes)[:5]
kinds = {
    name: optuna.distributions.IntDistribution(0, size - 1)
    for name, size in zip(axes_of_table, shape)
}
of_tpe = {n: [] for n in (4, 8, 16, 32)}
for repeat in range(TPE_REPEATS):
    sampler = optuna.samplers.TPESampler(seed=repeat, n_startup_trials=8)
    study = optuna.create_study(direction="maximize", sampler=sampler)
    rng, best = np.random.default_rng(repeat), (-1.0, 0.0)
    for n in range(1, 33):
        trial = study.ask(kinds)
        place = (*[trial.params[name] for name in axes_of_table], rng.integers(5))
        study.tell(trial, float(last[place]))
        best = max(best, (last[place], fresh[place]))
        if n in of_tpe:
            of_tpe[n].append(100 * best[1])
race = {"random": [], "TPE": [], "halving": []}  # (mean, half of the 95% interval)
budgets = [40, 80, 160, 320]
for budget in budgets:
    found = {
        "random": 100 * search_often(curves, budget // 10, 10, 2, seed=1),
        "TPE": np.array(of_tpe[budget // 10]),
        "halving": 100 * search_often(curves, largest(budget, 1, 3), 1, 3, seed=1),
    }
    for name, values in found.items():
        race[name].append((values.mean(), 1.96 * values.std() / len(values) ** 0.5))
_, [ax] = plotting.figure(1)
ends = []
for k, (name, points) in enumerate(race.items()):
    at = [budget * 1.03 ** (k - 1) for budget in budgets]
    middle, reach = [m for m, _ in points], [r for _, r in points]
    look_of = {"color": plotting.COLORS[k], "marker": plotting.MARKERS[k], "linewidth": 1.8}
    ax.errorbar(at, middle, reach, capsize=4, **look_of)
    ends.append((at[-1], middle[-1], name, k, False))
ax.set_xscale("log")
ax.set_xlim(36, 350)
ax.set_ylim(82, 89)
ax.minorticks_off()
ax.set_xticks(budgets, budgets)
ax.set_xlabel("epochs paid, log scale")
ax.set_ylabel("accuracy found, %")
plotting.style.label_ends(ax, ends)
plotting.show(
    ax,
    alt="Mean accuracy found by random search, TPE and halving for 40, 80, 160 and 320 epochs, with 95% "
    "intervals. Numbers are printed below.",
)
print("accuracy found, %: mean, 95% interval")
print("epochs" + "".join(f"{name:>13}" for name in race))
for k, paid in enumerate(budgets):
    row = [points[k] for points in race.values()]
    print(f"{paid:>6}", *[f"{m:.1f} ± {r:.2f}" for m, r in row], sep="  ")
deviation = 100 * quarter[..., -1].std(axis=1, ddof=1).mean()
print(f"best quarter: standard deviation over seeds {deviation:.1f}")
guess_race.compare(race["halving"][0][0] - race["random"][0][0])

# %% tags=["demonstration"] jupyter={"source_hidden": true}
final = {name: points[-1][0] for name, points in race.items()}
checks.claims(
    {
        "at 40 epochs halving is over 2.5 points ahead of random search": race["halving"][0][0]
        > race["random"][0][0] + 2.5,
        "at 320 by less than a point": 0.1 < final["halving"] - final["random"] < 1,
        "with 8 trials TPE lies within 1.2 points of random search": abs(
            race["TPE"][1][0] - race["random"][1][0]
        )
        < 1.2,
        "with 32 it is ahead, by less than a point": 0 < final["TPE"] - final["random"] < 1,
        "TPE and halving end closer than half a point": abs(final["TPE"] - final["halving"]) < 0.5,
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# With few epochs halving is far ahead: it looks at four times as many networks, and most of these are cheap to throw out. TPE's first eight trials (`n_startup_trials`) *are* random, since there is nothing to model yet, so its lead at 40 epochs is luck (see its interval); it needs some tens to know anything.
# With 320 epochs the three have drawn together: TPE and halving can hardly be told apart, and random search is half a point behind, less than a good network strays from seed to seed (the line below the table).
#
# </details>
#
# **A smart search pays most where you can afford few trials. Here, beside thirty random ones, it changes the last half point.**

# %% [markdown]
# ## With Optuna
#
# In **Optuna** (Akiba et al. 2019) a search is a *study*: your `objective` trains one trial and reports after every epoch, a *sampler* proposes trials, and a *pruner* may stop them. In the code the `suggest` lines are the space, and the table stands for the training (`np.nan_to_num`: what diverged counts as a guess).


# %% tags=["demonstration"]
def objective(trial):
    # one of eight rates; a rate of any size: suggest_float
    lr = table.axes["lr"][trial.suggest_int("lr", 0, 7)]
    choice = {
        "optimizer": trial.suggest_categorical("optimizer", ["sgd", "adam"]),
        "depth": trial.suggest_int("depth", 1, 3),
        "width": trial.suggest_categorical("width", [16, 64, 128]),
        "batch_size": trial.suggest_categorical("batch_size", [16, 64, 256]),
    }
    curve = np.nan_to_num(table.select(**choice, lr=lr, seed=0).val_accuracy, nan=0.1)
    for epoch in range(1, 11):
        # in your own work: train an epoch first
        trial.report(float(curve[epoch - 1]), epoch)
        if trial.should_prune():
            raise optuna.TrialPruned
    return float(curve[9])


def open_study(file, seed, warmup=1):
    journal = optuna.storages.journal
    backend = journal.JournalFileBackend(file, lock_obj=journal.JournalFileOpenLock(file))
    return optuna.create_study(
        study_name="networks",
        storage=optuna.storages.JournalStorage(backend),
        load_if_exists=True,  # go on with the study that is in the file
        direction="maximize",
        sampler=optuna.samplers.TPESampler(seed=seed, n_startup_trials=10),
        pruner=optuna.pruners.MedianPruner(n_startup_trials=5, n_warmup_steps=warmup),
    )


# %% [markdown]
# From epoch `n_warmup_steps` on the median pruner stops a trial whose best value so far is below the median, at this epoch, of the trials that ran to the end. Fifteen trials, then the lights go out:

# %% tags=["demonstration", "nbval-ignore-output"]
with tempfile.TemporaryDirectory() as folder:
    study = open_study(folder + "/study.log", seed=0)
    study.optimize(objective, n_trials=15)
    del study  # the kernel died
    study = open_study(folder + "/study.log", seed=1)  # another seed, or the draws repeat
    print(len(study.trials), "trials are still there")
    study.optimize(objective, n_trials=25)
    trials = study.trials
    print(f"best: {study.best_value:.1%}, with", study.best_params["optimizer"])

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
spent = sum(len(trial.intermediate_values) for trial in trials)
pruned = sum(trial.state.name == "PRUNED" for trial in trials)
print(f"{len(trials)} trials, {pruned} pruned; {spent} of 400 epochs")
winner = max((t for t in trials if t.state.name == "COMPLETE"), key=lambda t: t.value)
figure, [ax] = plotting.figure(1, height=4.2)
figure.set_figwidth(7.6)
for trial in trials:
    reached = np.array(list(trial.intermediate_values.items()))
    best, stopped = trial is winner, trial.state.name == "PRUNED"
    color = plotting.COLORS[1 if best else 0]
    ax.plot(
        reached[:, 0],
        100 * reached[:, 1],
        color=color,
        linewidth=3 if best else 1.2,
        zorder=2 + best,
    )
    ax.plot(
        reached[-1, 0], 100 * reached[-1, 1], "x" if stopped else "o", color=color, zorder=3 + best
    )
ax.text(10.15, 100 * winner.value, "the best", va="center", color=plotting.INKS[1])
ax.set_title("a cross: the pruner stops this trial; a dot: it reached the end", fontsize=11)
ax.set_xlim(0.7, 11.3)
ax.set_ylim(0, 100)
ax.set_xticks(range(1, 11))
ax.set_xlabel("epoch")
ax.set_ylabel("validation accuracy, %")
plotting.show(
    ax,
    alt=f"Accuracy against epochs for each trial of the study: {pruned} lines end at a cross after a few epochs, "
    f"where the pruner stopped them; the other {len(trials) - pruned} go to epoch 10. The best one is drawn thick.",
)


def epochs_of(warmup):
    """Run a study of 40 trials whose pruner waits for `warmup` epochs; return the epochs that it spends."""
    with tempfile.TemporaryDirectory() as folder:
        study = open_study(folder + "/study.log", 0, warmup)
        study.optimize(objective, n_trials=40)
        return sum(len(trial.intermediate_values) for trial in study.trials)


# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "forty trials": len(trials) == 40,
        "at least a third of them pruned": pruned >= 13,
        "at least a quarter of the epochs saved": spent < 300,
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# Until five trials have finished the pruner stops none (`n_startup_trials`), so three poor ones reach the end.
#
# </details>
#
# A pruner errs where a tournament errs: raise `n_warmup_steps` for slow starters. And the best value is the best of forty, with *one* seed. **Train the winner again with new seeds before you tell anybody.**

# %% [markdown]
# ## Exercise 1: six questions, three of them answered by running
#
# Replace each `...` by `"smaller"`, `"larger"` or `"the same"`. Calculate the first, move the explorer for the second, run a study for the third; the others recall earlier lessons.
#
# <details><summary>Hint: how to run the first and the third</summary>
#
# In the cell of "By hand", begin with `n = 54`, and divide the cost by 54 * 27.
# For the third, `epochs_of(6)` runs such a study and returns the epochs that it spent; compare `epochs_of(1)`.
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "budget_quiz", "locked": false, "schema_version": 3, "solution": true, "task": false}
budget_quiz = {
    "54 networks in place of 27: the tournament's cost as a share of 27 epochs for all becomes": ...,
    "slow networks, 80 epochs, factor 20: first look at epoch 2, not 1: the mean accuracy becomes": ...,
    "a study of 40 trials with n_warmup_steps=6 in place of 1: the epochs that it spends become": ...,
    "lesson 05: the rate that wins after one epoch, beside the one that wins after 20, is": ...,
    "lesson 07: a batch four times as large, as many epochs: the number of steps becomes": ...,
    "lesson 11: an L2 penalty is added: the number of weights that are trained becomes": ...,
}
### BEGIN SOLUTION
budget_quiz = {
    "54 networks in place of 27: the tournament's cost as a share of 27 epochs for all becomes": "the same",
    "slow networks, 80 epochs, factor 20: first look at epoch 2, not 1: the mean accuracy becomes": "larger",
    "a study of 40 trials with n_warmup_steps=6 in place of 1: the epochs that it spends become": "larger",
    "lesson 05: the rate that wins after one epoch, beside the one that wins after 20, is": "larger",
    "lesson 07: a batch four times as large, as many epochs: the number of steps becomes": "smaller",
    "lesson 11: an L2 penalty is added: the number of weights that are trained becomes": "the same",
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_budget_quiz", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.quiz(
    "budget_quiz",
    choices=("smaller", "larger", "the same"),
    key={
        "54 networks in place of 27: the tournament's cost as a share of 27 epochs for all becomes": "f59897d1e737",
        "slow networks, 80 epochs, factor 20: first look at epoch 2, not 1: the mean accuracy becomes": "447c29ddfcae",
        "a study of 40 trials with n_warmup_steps=6 in place of 1: the epochs that it spends become": "0e8884b2df32",
        "lesson 05: the rate that wins after one epoch, beside the one that wins after 20, is": "4799e98c6aad",
        "lesson 07: a batch four times as large, as many epochs: the number of steps becomes": "79a7d58ed121",
        "lesson 11: an L2 penalty is added: the number of weights that are trained becomes": "001439fac289",
    },
    hints={
        "54 networks in place of 27: the tournament's cost as a share of 27 epochs for all becomes": {
            "smaller": "Twice as many start, and twice as many stand at every rung. What happens to the total, and to 54 times 27?",
            "larger": "The tournament costs more, and so does training all 54 to the end. Divide the two.",
        },
        "slow networks, 80 epochs, factor 20: first look at epoch 2, not 1: the mean accuracy becomes": {
            "smaller": "The later look pays for fewer networks, but what does the look after one epoch see? Move first_look in the explorer.",
            "the same": "After one epoch nearly all slow networks read one digit in ten. After two? Move first_look in the explorer.",
        },
        "a study of 40 trials with n_warmup_steps=6 in place of 1: the epochs that it spends become": {
            "smaller": "While a trial warms up the pruner must not stop it. Are the trials then shorter or longer? Run both studies.",
            "the same": "The number of trials stays, their lengths do not: no trial may be stopped in its first six epochs. Run both studies.",
        },
        "lesson 05: the rate that wins after one epoch, beside the one that wins after 20, is": {
            "smaller": "Which of the two had the longer steps, the one that was ahead after an epoch or the one that settled?",
            "the same": "Two rates ran against each other there, and the one that won the sprint did not win the race. Which was which?",
        },
        "lesson 07: a batch four times as large, as many epochs: the number of steps becomes": {
            "larger": "An epoch reads every digit once. Into how many batches do 1,000 digits fit?",
            "the same": "An epoch reads every digit once, and each batch is one step. How many batches are there now?",
        },
        "lesson 11: an L2 penalty is added: the number of weights that are trained becomes": {
            "smaller": "The penalty pulls weights toward 0; does it take one out of the network? Count with h.count_parameters.",
            "larger": "The penalty is a term of the loss. Which weights would it bring along? Count with h.count_parameters.",
        },
    },
)

# %% [markdown]
# ## Exercise 2: run a tournament
#
# Write `halving(curves, first, factor)`: a tournament. `curves` holds a list for each configuration: its accuracies after epochs 1, 2, 3 and so on, all equally many.
#
# 1. All run to epoch `first`.
# 2. At the last epoch the best wins. Before it, of the `m` that ran, the best `m // factor` stay, at least one. What counts is the accuracy *at this epoch*; of equals, the first in `curves` is better.
# 3. They go on to `factor` times the epochs that they have, never beyond the last. One that is left alone goes to the last epoch at once. Back to 2.
#
# Return a dictionary, here for `halving([[0.3, 0.6], [0.2, 0.9], [0.5, 0.7]], 1, 3)`:
#
# | key | value | what it is |
# | --- | --- | --- |
# | `"winner"` | `2` | its place in `curves`, from 0 |
# | `"epochs"` | `4` | all epochs paid; nobody starts again |
# | `"rungs"` | `[[0, 1, 2], [2]]` | for each rung, the last epoch too, the places that ran to it, smallest first |
#
# <details><summary>Hint 1</summary>
#
# Keep three things: the list `alive` of places, the epochs that they have, and the epoch they go to next. A rung is: pay `len(alive) * (goal - epochs)`, write down `alive`, and stop if `goal` was the last epoch; else choose who stays.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `sorted(alive, key=lambda k: -curves[k][epochs - 1])` puts the best first and leaves equals in their order. Take the first `max(1, len(alive) // factor)` of them, and sort their places again.
# By hand for four configurations of four epochs, `first` 1 and `factor` 2: rungs of 4, 2 and 1; 4 + 2 + 2 = 8 epochs.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "halving", "locked": false, "schema_version": 3, "solution": true, "task": false}
def halving(curves, first, factor):
    """Return the winner of a tournament, the epochs paid, and who ran in each rung."""
    ### BEGIN SOLUTION
    last = len(curves[0])
    alive, epochs, goal, paid, rungs = list(range(len(curves))), 0, first, 0, []
    while True:
        paid += len(alive) * (goal - epochs)
        rungs.append(alive)
        epochs = goal
        ranked = sorted(alive, key=lambda k: -curves[k][epochs - 1])
        if epochs == last:
            return {"winner": ranked[0], "epochs": paid, "rungs": rungs}
        alive = sorted(ranked[: max(1, len(alive) // factor)])
        goal = last if len(alive) == 1 else min(last, factor * epochs)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_halving", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "halving",
    checks.example(
        [
            [0.3, 0.4, 0.5, 0.6],
            [0.2, 0.5, 0.7, 0.9],
            [0.5, 0.6, 0.6, 0.7],
            [0.4, 0.7, 0.8, 0.8],
        ],
        1,
        2,
        expected={"winner": 3, "epochs": 8, "rungs": [[0, 1, 2, 3], [2, 3], [3]]},
        name="four configurations, factor 2",
        hint="After epoch 1 places 2 and 3 stay, after epoch 2 place 3. Place 1 would have won, but it is gone.",
    ),
    checks.example(
        [[0.1, 0.2, 0.9], [0.1, 0.3, 0.3], [0.1, 0.1, 0.1]],
        3,
        3,
        expected={"winner": 0, "epochs": 9, "rungs": [[0, 1, 2]]},
        name="a first look at the end",
        hint="A first look at the last epoch: all are trained to the end, and the best there wins.",
    ),
)

# %% [markdown]
# ## Decision lab: one budget, two plans
#
# Two searches are yours, each with **120 epochs** in all, 10 for a network at most.
#
# - `"fast"`: the 432 networks of the table, but with tanh units.
# - `"slow"`: sigmoid units and SGD with two or three layers, all 64 wide.
#
# You have not seen these, but their cousins: those with ReLU, and slow ones 16 or 128 wide. The rules are those of exercise 2.
# `budget_plan(search)` gets `"fast"` or `"slow"` and returns a plan such as `{"n": 12, "first_epochs": 10, "factor": 2, "predicted": 0.5}`, which trains twelve networks to the end. `n` is how many begin, `first_epochs` the first look (1 to 10), and one in `factor` stays (2 or more); these are whole numbers. `predicted` is the mean accuracy of the winners that you expect.
#
# Grading runs each plan 8,000 times on the unseen networks. What counts is the winners' mean accuracy on their other seeds.
#
# | | points |
# | --- | --- |
# | both plans have all four entries and cost at most 120 epochs | 1 |
# | fast: above 87.7%, above 88.05% | 1 + 2 |
# | slow: above 67%, above 71.5%, above 73.5% | 1 + 1 + 3 |
# | predicted: fast within 2 points, slow within 5 | 1 |
#
# <details><summary>Where do these levels lie?</summary>
#
# Training twelve to the end stays below the first level of each search. Of plans drawn at random that spend the budget, three in five stay below 71.5% with the slow networks; below the highest level of each search stay four in five.
#
# </details>
# <details><summary>Hint 1</summary>
#
# A plan that leaves epochs unspent gives networks away. For a first look and a factor, what is the largest `n` that 120 epochs pay for?
#
# </details>
# <details><summary>Hint 2</summary>
#
# The fast networks show after one epoch who is hopeless. The slow ones need some epochs more; once they show it, one bold cut is enough. Try first looks from 1 to 5 with factors 2, 5 and 20 below.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "budget_plan", "locked": false, "schema_version": 3, "solution": true, "task": false}
def budget_plan(search):
    """Return the plan of a search, "fast" or "slow": n, first_epochs, factor, predicted."""
    ### BEGIN SOLUTION
    if search == "fast":
        return {"n": 66, "first_epochs": 1, "factor": 10, "predicted": 0.88}
    return {"n": 37, "first_epochs": 3, "factor": 20, "predicted": 0.76}
    ### END SOLUTION


# %% [markdown]
# Try plans on the cousins: change `budget_plan`, and run its cell and the next two. `try_plan` repeats this 2,000 times: draw `n` cousins, run the tournament on one seed of each, measure the winner with its four others.


# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
def try_plan(search):
    """Print what your plan costs, and what it finds among networks that resemble those of the lab."""
    try:
        plan = budget_plan(search)
    except NotImplementedError:
        print(f"{search}: write budget_plan first")
        return
    rungs = rungs_of(plan["n"], plan["first_epochs"], plan["factor"])
    told = ", ".join(f"{n} to epoch {epochs}" for n, epochs in rungs)
    print(f"{search}: {told}: {price(rungs)} of 120 epochs")
    if price(rungs) > 120:
        print("      too many: begin with fewer networks")
        return
    part = {"fast": curves, "slow": late}[search]
    found = search_often(part, plan["n"], plan["first_epochs"], plan["factor"], repeats=2000)
    fair = 196 * found.std() / len(found) ** 0.5
    print(f"      winners read {100 * found.mean():.2f}% on average, 95% interval ± {fair:.2f}")


# %% tags=["demonstration", "nbval-ignore-output"]
try_plan("fast")
try_plan("slow")


# %% nbgrader={"grade": true, "grade_id": "check_budget_plan", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
def check_budget_plan(budget_plan, search):
    """Return for each entry what it must be if it is that, else the entry; numbers of any type count by their value."""
    from numbers import Number

    def plain(v):
        v = v.item() if hasattr(v, "item") else v
        if not isinstance(v, Number) or isinstance(v, (bool, complex)):
            return v
        return int(v) if v == v // 1 else float(v)

    plan = {name: plain(v) for name, v in dict(budget_plan(search)).items()}
    n, epochs, factor, predicted = map(plan.get, ("n", "first_epochs", "factor", "predicted"))
    wanted = {
        "n": ("whole, at least 1", type(n) is int and n >= 1),
        "first_epochs": ("whole, from 1 to 10", type(epochs) is int and 1 <= epochs <= 10),
        "factor": ("whole, at least 2", type(factor) is int and factor >= 2),
        "predicted": (
            "a share from 0 to 1",
            type(predicted) in (int, float) and 0 <= predicted <= 1,
        ),
    }
    told = {"cost": "not known"}
    for name, (words, right) in wanted.items():
        told[name] = words if right else repr(plan[name]) if name in plan else "missing"
    if all(right for words, right in wanted.values() if "whole" in words):
        cost = n * epochs
        while epochs < 10:
            n = max(1, n // factor)
            goal = 10 if n == 1 else min(10, factor * epochs)
            cost = cost + n * (goal - epochs)
            epochs = goal
        told["cost"] = "at most 120 epochs" if cost <= 120 else f"{cost} epochs"
    return told


checks.check(
    "budget_plan",
    checks.example(
        "slow",
        expected={
            "n": "whole, at least 1",
            "first_epochs": "whole, from 1 to 10",
            "factor": "whole, at least 2",
            "predicted": "a share from 0 to 1",
            "cost": "at most 120 epochs",
        },
        name="the plan for slow networks: whole, at most 120 epochs",
        points=0.5,
        hint="A plan has four entries. Its cost is n times first_epochs, and at each later rung only what is new.",
    ),
    via=check_budget_plan,
)

# %% [markdown]
# In two ungraded sentences: why two plans, and what would change your mind?
#
# <details><summary>A model answer</summary>
#
# "The fast networks are in order after one epoch but for the best few, so I look at 66 of them and keep six; the slow ones guess until about epoch 3, so I wait for that and then keep one of 37.
# My numbers come from cousins; if five finished runs of the new networks learned at another epoch, I would move the first look there."
#
# </details>

# %% [markdown]
# ## Take away
#
# | | |
# | --- | --- |
# | Start from | factor 3, first look where finished runs say that the order has begun; TPE after 10 random trials |
# | Range and scale to search | first look 1 epoch to a third of a run, factor 2 to 20; with no idea, Hyperband |
# | Cost | epochs, not trials; at factor 3 each later rung costs two thirds of the first |
# | It interacts with | whatever changes the pace: rate, depth, activation, schedule |
#
# | Symptom | Likely cause | Try |
# | --- | --- | --- |
# | another winner with every seed | first look before anything is learned | a later look, a smaller factor |
# | slow starters never win | short runs mislead | a later look, or a tournament of their own |
# | runs with a schedule are pruned | judged in its middle | all trials to the end |
# | TPE no better than random search | too few trials, or all are good | more trials, or stay with random search |
# | a continued study repeats its draws | the sampler's old seed | another seed |
#
# **Next:** lesson 15: whether the winner of your search is better at all.

# %% [markdown]
# ## Going deeper
#
# What follows is for a second evening: TPE's choice as an exercise, Hyperband's tournaments, Optuna's pruners side by side, and what importance says of a study.

# %% [markdown]
# ### Exercise 3: where TPE looks next
#
# Write `tpe_ratios(places, scores, candidates, n_good, width)`. `places` are numbers (say, logarithms of rates) that were tried and `scores` their accuracies, no two of them equal; `candidates` are places where the next trial could be. The `n_good` trials with the highest scores are the good ones; all others, perhaps none, are the rest. A trial at $t$ makes a hill that is $e^{-((x - t)/\text{width})^2/2}$ high at $x$, and
#
# $$\text{density}(x) = \frac{0.1 + \text{sum of the hills at } x}{1 + \text{number of trials}}$$
#
# with the good trials for $\ell$ and the rest for $g$. (The 0.1 stands for a wide, flat hill: what nobody has tried is not impossible.) Return the list of $\ell(x)/g(x)$, one for each candidate in its order. TPE tries the candidate with the largest.
#
# <details><summary>Hint 1</summary>
#
# Sort the indices by score: `order = sorted(range(len(scores)), key=lambda k: -scores[k])`. The good ones are `order[:n_good]`.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Write `density(x, trials)` first. For trials at 0 and 1, width 1 and x = 0 it is (0.1 + 1 + 0.6065) / 3 = 0.569. `float(np.exp(...))` is the exponential function.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "tpe_ratios", "locked": false, "schema_version": 3, "solution": true, "task": false}
def tpe_ratios(places, scores, candidates, n_good, width):
    """Return the density of good trials over that of the rest, for each candidate."""
    ### BEGIN SOLUTION
    order = sorted(range(len(scores)), key=lambda k: -scores[k])

    def density(x, trials):
        hills = [float(np.exp(-(((x - places[k]) / width) ** 2) / 2)) for k in trials]
        return (0.1 + sum(hills)) / (1 + len(hills))

    return [density(x, order[:n_good]) / density(x, order[n_good:]) for x in candidates]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_tpe_ratios", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "tpe_ratios",
    checks.example(
        [0.0, 1.0, 2.0, 3.0],
        [0.2, 0.8, 0.7, 0.1],
        [1.5, 0.0],
        2,
        0.5,
        expected=[10.743601, 0.21424613],
        name="between two good ones, and at a poor one",
        hint="The good ones are 1 and 2. At 1.5 each of them has a hill of 0.607, the rest of 0.011.",
    ),
    checks.example(
        [0.0, 0.1, 0.2, 3.0],
        [0.9, 0.5, 0.6, 0.7],
        [0.0, 3.0],
        2,
        0.5,
        expected=[0.54908989, 10.999978],
        name="beside two poor ones, and alone",
        hint="The best trial lies at 0, but two poor ones lie beside it.",
    ),
)

# %% [markdown]
# Optuna's densities choose the width of each hill from the neighbors, cover all hyperparameters together (`multivariate=True`, its default since version 5), and call the best tenth of the trials good, 25 at most (Watanabe 2023 compares such choices). Such defaults change between versions, so state sampler, startup trials and seed. That the largest $\ell/g$ has the largest *expected improvement* over the border between good and rest is shown by Bergstra et al. (2011, section 4).

# %% [markdown]
# ### Hyperband's tournaments
#
# On many machines nobody waits in **ASHA** (Li et al. 2020): whoever is among the best third of those that reached a rung *so far* goes on. BOHB (Falkner, Klein and Hutter 2018) joins both ideas of this lesson: it draws from a model and runs Hyperband.
# For at most 9 epochs Hyperband runs these three, as (networks, epochs), the last one a random search:

# %%
for bracket in h.search.hyperband_brackets(9):
    print(bracket)

# %% [markdown]
# ### Optuna's pruners, side by side
#
# Each study pays 160 epochs, draws at random and differs in its pruner alone. (In `SuccessiveHalvingPruner` a trial goes on when it is among the best third of those seen so far at its rung: ASHA, but whoever is stopped never comes back.)

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
kinds_of = optuna.pruners
pruners = {
    "none": lambda: kinds_of.NopPruner(),
    "median": lambda: kinds_of.MedianPruner(n_startup_trials=5),
    "median, after epoch 3": lambda: kinds_of.MedianPruner(n_startup_trials=5, n_warmup_steps=3),
    "successive halving": lambda: kinds_of.SuccessiveHalvingPruner(1, reduction_factor=3),
    "Hyperband": lambda: kinds_of.HyperbandPruner(1, 10, reduction_factor=3),
}
print("best on fresh seeds  trials   accuracy, %")
for name, make in pruners.items():
    found, trials = [], []
    for seed in range(8):
        study = optuna.create_study(
            study_name=f"seed {seed}",  # Hyperband shares trials out by it
            direction="maximize",
            sampler=optuna.samplers.RandomSampler(seed=seed),
            pruner=make(),
        )
        spent = 0
        while spent < 160:
            study.optimize(objective, n_trials=1)
            spent += len(study.trials[-1].intermediate_values)
        best = study.best_params
        lr = table.axes["lr"][best.pop("lr")]
        found.append(100 * table.select(**best, lr=lr, epoch=10).val_accuracy[1:].mean())
        trials.append(len(study.trials))
    fair = 1.96 * statistics.stdev(found) / len(found) ** 0.5
    told = f"{statistics.mean(trials):>6.0f}{statistics.mean(found):>9.1f} ± {fair:.1f}"
    print(f"{name:<21}{told}")

# %% [markdown]
# With a pruner the same epochs pay for 1.6 to 4 times as many trials, and the best one is at most about half a point better. Which pruner is best cannot be told from eight studies each: look at the intervals.
#
# ### Which hyperparameter mattered? Ask twice
#
# `optuna.importance.get_param_importances` tells what sets the best tenth of the trials apart (PED-ANOVA; lesson 15). The same 432 networks, 120 random trials, three seeds of the sampler, and once TPE. Of the five shares these are the largest three:

# %% tags=["demonstration", "nbval-ignore-output"]
samplers = [optuna.samplers.RandomSampler(seed=seed) for seed in range(3)]
samplers.append(optuna.samplers.TPESampler(seed=0, n_startup_trials=10))
for sampler in samplers:
    no_pruner = optuna.pruners.NopPruner()
    study = optuna.create_study(direction="maximize", sampler=sampler, pruner=no_pruner)
    study.optimize(objective, n_trials=120)
    found = optuna.importance.get_param_importances(study)
    told = [f"{name} {share:.0%}" for name, share in found.items()]
    print(f"{type(sampler).__name__.removesuffix('Sampler')}:", ", ".join(told[:3]))
ax = optuna.visualization.matplotlib.plot_optimization_history(study)

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
matplotlib.rcParams.update(own_style)
ax.set_title("")
ax.set_facecolor("none")
ax.grid(color="0.85")
plotting.show(
    ax,
    alt="Optuna's plot of the study with TPE: the accuracy of each trial, and a line for the best so far.",
)

# %% [markdown]
# Studies of the same space disagree about the shares, and even about the order: a tenth of 120 trials is twelve. And a study by TPE speaks for the corner that TPE liked, where most dots of the picture lie (Optuna draws it: `optuna.visualization`). **Take an importance from many random trials, look at a second study, and print the ranges.**
#
# ### What is disputed
#
# - Random search with early stopping is a strong opponent: Li and Talwalkar (2019) find it hard to beat on neural architectures, and on our fast table it needs no model either.
# - Turner et al. (2021) report a competition without early stopping: model-based search was clearly ahead of random search.
# - Eggensperger et al. (2021) collect tables such as ours, among other tasks, into a benchmark, so that such races can be repeated.
#
# ### Read more
#
# - Jamieson and Talwalkar (2016), *Non-stochastic best arm identification and hyperparameter optimization*, AISTATS, arXiv:1502.07943.
# - Li, Jamieson, DeSalvo, Rostamizadeh and Talwalkar (2018), *Hyperband: a novel bandit-based approach to hyperparameter optimization*, JMLR 18, arXiv:1603.06560.
# - Li, Jamieson, Rostamizadeh, Gonina and others (2020), *A system for massively parallel hyperparameter tuning*, MLSys, arXiv:1810.05934.
# - Bergstra, Bardenet, Bengio and Kégl (2011), *Algorithms for hyper-parameter optimization*, NeurIPS 24.
# - Falkner, Klein and Hutter (2018), *BOHB: robust and efficient hyperparameter optimization at scale*, ICML, arXiv:1807.01774.
# - Akiba, Sano, Yanase, Ohta and Koyama (2019), *Optuna: a next-generation hyperparameter optimization framework*, KDD, arXiv:1907.10902.
# - Watanabe (2023), *Tree-structured Parzen estimator: understanding its algorithm components and their roles for better empirical performance*, arXiv:2304.11127.
# - Li and Talwalkar (2019), *Random search and reproducibility for neural architecture search*, UAI, arXiv:1902.07638.
# - Turner, Eriksson, McCourt and others (2021), *Bayesian optimization is superior to random search for machine learning hyperparameter tuning*, NeurIPS 2020 competition track, arXiv:2104.10201.
# - Eggensperger, Müller, Mallik and others (2021), *HPOBench: a collection of reproducible multi-fidelity benchmark problems for HPO*, NeurIPS datasets and benchmarks, arXiv:2109.06716.
