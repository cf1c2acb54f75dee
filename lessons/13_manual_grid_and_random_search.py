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
# # 13 Manual, grid and random search
#
# **Two colleagues tune the same network over the same ranges, and each of them tries 27 configurations. One of them finds a network that reads about eight digits in ten. The other is left far behind, and has done nothing that looks wrong.**

# %%
import random
import statistics

import numpy as np
import torch

import hyperlib as h
from hyperlib import checks, plotting, widgets
from hyperlib.search import LogUniform, Uniform, grid_search, random_search

torch.set_num_threads(1)  # small steps: two threads would wait for each other
data = h.load_mnist().subset(1000)  # 1,000 training digits, for quick runs
base = h.Hyperparameters(n_neurons=(64, 32), optimizer="sgd", batch_size=32, epochs=6)
space = {
    "lr": LogUniform(0.0001, 1),  # learning rate
    "dropout": Uniform(0, 0.5),
    "weight_decay": LogUniform(0.000001, 0.01),  # strength of the L2 penalty
}

# %% tags=["demonstration", "nbval-ignore-output"]
grid = grid_search(space, data, points=3, base=base, seeds=3)  # 3 values of each: 3 * 3 * 3
drawn = random_search(space, data, trials=27, base=base, seeds=3)
for name, found in {"colleague A": grid, "colleague B": drawn}.items():
    best = 100 * found.best.score
    print(f"{name}: {len(found.trials)} trials, the best reads {best:.0f}%")

# %% [markdown]
# A **trial** is one configuration that is tried; its score here is the validation accuracy, the mean of three seeds. The ranges together are the **search space**. (`weight_decay` pulls all weights toward 0, lesson 11.)
# Colleague A takes both ends and the middle of each range and tries every combination, a **grid search**. Colleague B draws every value at random from its range, a **random search**.
#
# **Your turn, two minutes.** Help colleague A. Change the ranges or the number of points, and do not pay for more than 64 trials (4 points of each). Any attempt counts.

# %% tags=["demonstration", "nbval-ignore-output"]
mine = {
    "lr": LogUniform(0.0001, 1),
    "dropout": Uniform(0, 0.5),
    "weight_decay": LogUniform(0.000001, 0.01),
}
found = grid_search(mine, data, points=3, base=base, seeds=3)
best = 100 * found.best.score
print(f"{len(found.trials)} trials, the best reads {best:.0f}% of the digits")

# %% [markdown]
# Now repairs that many try, beside colleague B's way with three other draws.

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
finer = grid_search(space, data, points=5, base=base, seeds=3)
longer = grid_search(space, data, points=3, base=base.replace(epochs=18), seeds=3)
upper = grid_search(space | {"lr": LogUniform(0.01, 1)}, data, points=3, base=base, seeds=3)
lower = grid_search(space | {"lr": LogUniform(0.0001, 0.01)}, data, points=3, base=base, seeds=3)
others = [random_search(space, data, 27, seed=seed, base=base, seeds=3) for seed in range(1, 4)]
scores_of_others = [found.best.score for found in others]
print("                         trials  best, right")
print(f"5 values of each            {len(finer.trials):>3}  {finer.best.score:.0%}")
print(f"3 values, rates 0.01 to 1    {len(upper.trials)}  {upper.best.score:.0%}")
print(f"3 values, rates to 0.01      {len(lower.trials)}  {lower.best.score:.0%}")
print(f"3 values, 3 times the epochs{len(longer.trials):>3}  {longer.best.score:.0%}")
print("random trials, three draws   27 ", *[f"{s:.0%}" for s in scores_of_others])

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "colleague A stays below seven in ten": grid.best.score < 0.7,
        "colleague B is over 10 points ahead": drawn.best.score > grid.best.score + 0.1,
        "the mean of three other draws is over 10 points ahead, too": statistics.mean(
            scores_of_others
        )
        > grid.best.score + 0.1,
        "27 random trials beat a grid of 125 on average": statistics.mean(scores_of_others)
        > finer.best.score,
        "a grid over the upper half of the rates gains over 15 points": upper.best.score
        > grid.best.score + 0.15,
        "one over the lower half loses": lower.best.score < grid.best.score,
    }
)

# %% [markdown]
# *A finer grid* pays for 125 trials and still gets less than 27 random ones on average.
# *A narrower range* of rates helps if it is the right one: from 0.01 to 1 the grid comes near the random trials, from 0.0001 to 0.01 it reads even less than before. Nobody told colleague A which half is right; the explorer below takes that up.
# *Train longer* pays three times as much for each trial, is still behind, and answers another question: with more epochs smaller rates become good (lesson 05).
#
# Whoever trains networks for a living pays for trials like these every week. Much of what they find is decided before the first one runs: by the ranges, the scales and the way of drawing.
# After this lesson you can say which of your hyperparameters deserve trials, draw configurations from a search space, say how many trials you need, and see when a range is too narrow or a comparison unfair.
#
# | | |
# | --- | --- |
# | You need | lessons 01, 02, 05 and 10; logarithms; 07 and 11 help |
# | Time | 60 minutes with exercises 1 and 2 and the lab, and half as long again if you go deeper |
# | Run All | one to two minutes on a laptop with two cores |

# %% [markdown]
# ## Nine trials, three rates
#
# Nine trials choose a learning rate and a dropout rate: on the left by a grid of three values each, on the right by nine random draws.
# The upper part shows where the trials lie in the space. The line below is the accuracy measured without dropout, and its dots mark the learning rates that the trials ask about.

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
rates = [10 ** (-4 + k / 4) for k in range(17)]
lanes = h.sweep(h.grid(base, lr=rates), data, seeds=5, measure="last epoch").by_configuration()
line = [100 * statistics.mean(lane.final.val_accuracy for lane in five) for five in lanes]
rng = random.Random(4)  # nine rates that lie apart enough to be told apart in the picture
nine = {
    "grid": [(lr, p) for lr in (0.0001, 0.01, 1) for p in (0, 0.25, 0.5)],
    "random": [(10 ** rng.uniform(-4, 0), rng.uniform(0, 0.5)) for _ in range(9)],
}
figure, axes = plotting.figure(2, height=4.6)
told = []
for k, (ax, (name, points)) in enumerate(zip(axes, nine.items())):
    ax.axis("off")
    ax.set_title(f"{name}: 9 trials, {len({lr for lr, _ in points})} learning rates")
    upper, lower = ax.inset_axes([0, 0.66, 1, 0.34]), ax.inset_axes([0, 0.06, 1, 0.52])
    for part in (upper, lower):
        part.set_xscale("log")
        part.set_xlim(0.00007, 1.5)
    color = plotting.COLORS[k]
    upper.plot(*zip(*points), "o", color=color, clip_on=False, zorder=3)
    upper.set_ylim(-0.05, 0.55)
    upper.set_ylabel("dropout")
    upper.set_xticklabels([])
    lower.plot(rates, line, color="0.6", linewidth=2)
    for lr, _ in points:
        lower.axvline(lr, color=color, linewidth=1, alpha=0.5)
    seen = [float(np.interp(np.log(lr), np.log(rates), line)) for lr, _ in points]
    lower.plot([lr for lr, _ in points], seen, "o", color=color)
    top = max(seen)
    at = points[seen.index(top)][0]
    lower.plot(at, top, "o", mfc="none", mec="black", mew=2, ms=13)
    style = {"ha": "right", "va": "bottom", "fontweight": "bold", "color": plotting.INKS[k]}
    style["bbox"] = {"facecolor": "white", "edgecolor": "none", "pad": 1}
    lower.annotate(f"best {top:.0f}%", (at, top), (-15, 9), textcoords="offset points", **style)
    told.append(f"{name}: best {top:.0f}%")
    lower.set_ylim(0, 105)
    lower.set_xlabel("learning rate, log scale")
    lower.set_ylabel("accuracy, %")
plotting.show(
    figure,
    alt="Two panels, a grid of nine trials and nine random trials over learning rate and dropout. Each trial's "
    "learning rate is marked on the measured curve of accuracy against learning rate: the grid stands in three "
    "places, none of them on the top of the curve; the random trials stand in nine. "
    + "; ".join(told)
    + ".",
)

# %% [markdown]
# What is *seen* here? The grid spends nine trials and asks about three learning rates, each of them three times. They are colleague A's three, and the best of them reads 36% on the line. The best of the nine random ones reads 82%.
# If dropout matters far less than the rate, two of three trials repeat a question that is already answered.
# Nine random trials ask about nine rates and about nine dropout rates, at the same price (draws can also fall close together, as three do here), and you did not have to know beforehand which of the two matters (Bergstra and Bengio 2012).

# %% [markdown]
# ## By hand
#
# Random search is a loop: draw, train, keep the best. (`**choice` hands the entries of a dictionary over by their names.)


# %% tags=["demonstration", "nbval-ignore-output"]
def draw_two(generator):
    lr = 10 ** generator.uniform(-4, 0)  # the exponent is uniform: a log scale
    return {"lr": lr, "dropout": generator.uniform(0, 0.5)}


generator = random.Random(0)  # its seed: the same one gives the same draws
best = 0.0
print("trial    rate  dropout  right  best so far")
for trial in range(8):
    choice = draw_two(generator)
    right = h.train(base.replace(**choice), data, seed=0).final.val_accuracy
    best = max(best, right)
    lr, dropout = choice["lr"], choice["dropout"]
    print(f"{trial:>5}{lr:>8.4f}{dropout:>9.2f}{right:>7.0%}{best:>13.0%}")

# %% [markdown]
# Four of these eight trials read less than a quarter of the digits, and the loop ends at 81% all the same.
#
# **Manual** search is the same loop with a person in it, who looks at each trial before choosing the next. Its log has a column that no loop can write, *why* (the accuracies are those of the line above):

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
why = {  # places among the rates of the picture: why this trial
    8: "a common start value for SGD",
    12: "0.01 learns, but slowly: ten times as much",
    16: "0.1 is far better: ten times as much again",
    14: "1 is too far: halfway back on a log scale",
}
for trial, k in enumerate(why):
    print(f"trial {trial}: rate {rates[k]:.2g}, {line[k]:.0f}% right\n  {why[k]}")

# %% [markdown]
# Four trials, all of them on one hyperparameter: that is the strength of manual search where you know which one matters, and its weakness where you do not. Without the column *why* it is guessing that nobody can check.
#
# How long should a random search be? Call a configuration *good* if it is among the best twentieth of the space.
# A draw misses that twentieth with probability $1 - \tfrac{1}{20} = 0.95$, whatever the number of hyperparameters is, and the draws are independent:
#
# $$P(\text{at least one of } n \text{ is good}) = 1 - 0.95^{\,n}$$

# %%
guess_trials = widgets.predict(
    "How many random trials until the chance of a good one is 95%?",
    choices=[14, 20, 59, 200, 1000],
)

# %%
n = 1
while 1 - 0.95**n < 0.95:  # the chance that one of n trials is good
    n = n + 1
print(n, "trials")
guess_trials.compare(n)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# Twenty trials feel like enough, since one in twenty is good; but 20 draws miss it with probability $0.95^{20} = 0.36$.
# About three times as many are needed, 59, and **the number does not depend on how many hyperparameters there are**. A grid of three values each needs $3^d$ trials for $d$ of them.
# The formula promises the best twentieth *of your space*. If the space is bad, so is its best twentieth.
#
# </details>

# %% [markdown]
# ## Grid against random, ten thousand times
#
# 432 networks were trained beforehand: every combination of two optimizers, three depths, three widths, three batch sizes and eight learning rates. So a search can be repeated thousands of times by looking its trials up.
# A grid of 32 crosses two values of each of the five, picked at random in each repeat; a random search takes 32 draws. The two folded functions pick places in the table and return the best accuracy there.
# A second table then takes the five one at a time: how far does each move the mean accuracy?

# %% tags=["demonstration"] jupyter={"source_hidden": true}
table = h.load_table("model").select(activation="relu", epoch=10)
# the mean of five seeds; a run that diverged guesses, one digit in ten
scores = np.nan_to_num(table.val_accuracy, nan=0.1).mean(axis=-1)


def best_of_grid(rng, values):
    places = [rng.choice(size, min(values, size), replace=False) for size in scores.shape]
    return scores[np.ix_(*places)].max()  # np.ix_: every combination of these places


def best_of_random(rng, trials):
    places = [rng.integers(size, size=trials) for size in scores.shape]
    return scores[tuple(places)].max()


# %%
guess_wins = widgets.predict(
    "In how many of 100 repeats does random search find a better network than the grid of 32?",
    low=0,
    high=100,
    near=5,
)

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
rng = np.random.default_rng(0)
print("best found,    grid  random    random   equal")
print("mean of 10,000                 better")
better = {}
for values, trials in [(2, 32), (3, 162)]:
    of_grid = np.array([best_of_grid(rng, values) for _ in range(10_000)])
    of_random = np.array([best_of_random(rng, trials) for _ in range(10_000)])
    better[trials] = (of_random > of_grid).mean(), (of_random == of_grid).mean()
    print(f"{trials:>4} trials{of_grid.mean():>8.1%}{of_random.mean():>8.1%}", end="")
    print(f"{better[trials][0]:>10.0%}{better[trials][1]:>8.0%}")
guess_wins.compare(100 * better[32][0])

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
print("mean accuracy at the worst and at the best\nvalue of a hyperparameter")
moved = {}
for k, name in enumerate(["optimizer", "depth", "width", "batch_size", "lr"]):
    others = tuple(j for j in range(5) if j != k)
    means = scores.mean(axis=others)  # one mean for each value of this hyperparameter
    moved[name] = means.max() - means.min()
    print(f"{name:<11}{means.min():>5.0%} to {means.max():.0%}")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "with 32 trials random is better in more than half of the repeats": better[32][0] > 0.52,
        "with 162 it is better in less than 40 of 100": better[162][0] < 0.4,
        "the learning rate moves the mean by over 40 points": moved["lr"] > 0.4,
        "more than twice as much as any other": moved["lr"] > 2 * sorted(moved.values())[-2],
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# With 32 trials random search is better in 56 of 100 repeats and the grid in 40, and its lead is 0.4 points on average. The second table says why it leads: the learning rate moves the mean accuracy more than twice as much as anything else here, and a grid of 32 has two learning rates.
# With 162 trials, more than a third of all 432, the advantage is gone: the grid now has three of the eight rates, and it is better in 41 of 100 repeats, random search in 31.
#
# </details>
#
# So random search is no magic. (Colleague A lost by far more, since two of those three rates were the ends of a wide range.) It wins **where few hyperparameters matter and you do not know which**, at budgets that are small for the space. That is the usual case: on most data sets of Bergstra and Bengio (2012) a few of the hyperparameters decided.
# With one hyperparameter, or two that you know to matter, take equally spaced values on the right scale: random draws leave gaps. (Draws that fill the space evenly, `random_search(..., quasi=True)`, have both advantages; see "Going deeper".)

# %% [markdown]
# ## How many trials, and from which range?
#
# The explorer repeats a random search on the table 1,000 times and counts how good the best trial of each was. ("Worst in twenty": one search in twenty found less.) You choose the number of trials; the three rows differ in which of the eight learning rates they may draw.
# The axis is stretched toward the right, where most searches end.
# **With 4 trials, which range is best? And can 64 trials make up for a wrong one?** Look at SGD (with momentum 0.9) first.

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
ranges = {"all eight": slice(0, 8), "lowest four": slice(0, 4), "highest four": slice(4, 8)}


def stretched(accuracy):
    return -np.log10(np.clip(100 - accuracy, 0.001, None))  # halving the errors is one length


def unstretched(place):
    return 100 - 10**-place


def best_found(optimizer, rates, trials):
    part = scores[table.axes["optimizer"].index(optimizer)][..., ranges[rates]]
    rng = np.random.default_rng(0)
    places = [rng.integers(size, size=(1000, trials)) for size in part.shape]
    return 100 * part[tuple(places)].max(axis=1)


def show_best(optimizer, trials):
    figure, [ax] = plotting.figure(1, height=4.6)
    ax.axis("off")
    edges = unstretched(np.linspace(stretched(8), stretched(90.4), 34))
    wide = np.median(best_found(optimizer, "all eight", 8))  # to compare with
    told = []
    for k, rates in enumerate(ranges):
        row = ax.inset_axes([0, 0.7 - 0.31 * k, 1, 0.25])
        best = best_found(optimizer, rates, trials)
        middle, low = np.median(best), np.percentile(best, 5)
        row.set_xscale("function", functions=(stretched, unstretched))
        row.hist(best, bins=edges, color=plotting.COLORS[0], edgecolor="white", linewidth=0.5)
        row.axvline(wide, color="0.4", linewidth=1, linestyle="--")
        row.axvline(middle, color=plotting.COLORS[1], linewidth=2)
        row.set_xlim(8, 90.4)
        row.set_ylim(0, 750)
        row.set_yticks([])
        row.set_xticks([10, 40, 60, 70, 80, 85, 88, 90])
        row.tick_params(labelbottom=k == 2)
        text = f"median {middle:.1f}%, worst in twenty {low:.1f}%"
        row.set_title(f"{rates}: {text}", loc="left", fontsize=10, pad=3)
        told.append(f"{rates}: {text}")
    row.set_xlabel("best accuracy found, %\n(line: median; gray: median of 8 trials, all eight)")
    ax.set_title(f"{optimizer}, {trials} trials, 1,000 searches", loc="left")
    return plotting.describe(ax, f"{optimizer}, {trials} trials. " + "; ".join(told) + ".")


widgets.explore(
    show_best,
    start={"optimizer": "sgd", "trials": 8},
    optimizer=["sgd", "adam"],
    trials=[2, 4, 8, 16, 32, 64],
)

# %% tags=["demonstration"] jupyter={"source_hidden": true}
sgd = scores[0]
rng = np.random.default_rng(0)
median = {}
for name, part in ranges.items():
    for trials in (4, 64):
        places = [rng.integers(size, size=(1000, trials)) for size in sgd[..., part].shape]
        median[name, trials] = np.median(sgd[..., part][tuple(places)].max(axis=1))
checks.claims(
    {
        "4 trials from the wrong range find over 5 points less": median["lowest four", 4]
        < median["all eight", 4] - 0.05,
        "and 64 trials do not make up for it": median["lowest four", 64]
        < median["all eight", 64] - 0.01,
        "a narrow range in the right place is better for few trials": median["highest four", 4]
        > median["all eight", 4],
    }
)

# %% [markdown]
# With SGD and 4 trials the highest four rates are best: a median of 86.3%, against 85.1% from all eight and 66.5% from the lowest four. And 64 trials do not make up for the wrong range: from the lowest four they end at 86.0%, below 8 trials from all eight (86.3%). Adam has good rates in both halves.
# So begin wide, look where the good trials lie, and narrow the range afterwards: **explore first, then exploit.** And look at the edges: when the best trials lie at an end of a range, the range is too narrow, and what you have found is the edge and not the optimum. (A natural end, such as dropout 0, is an exception.)

# %% [markdown]
# ## Is SGD better than Adam?
#
# Most searches serve a question. Here it is the optimizer: SGD (with momentum 0.9) or Adam, for two layers of 64 neurons and batches of 64. One colleague compares them at a learning rate of 0.1, another one at 0.01. (A run that diverged is NaN in the table; `np.nan_to_num` counts it as a guess.)

# %% tags=["demonstration", "nbval-ignore-output"]
study = table.select(depth=2, width=64, batch_size=64)
at = {}  # at[lr, optimizer]: mean accuracy of five seeds, %
for lr in table.axes["lr"]:
    for name in ["sgd", "adam"]:
        right = study.select(lr=lr, optimizer=name).val_accuracy
        at[lr, name] = 100 * np.nan_to_num(right, nan=0.1).mean()
for lr in [0.1, 0.01]:
    print(f"rate {lr}: SGD {at[lr, 'sgd']:.1f}%, Adam {at[lr, 'adam']:.1f}%")

# %% [markdown]
# Two colleagues, two winners, and neither has measured wrongly.

# %%
guess_gap = widgets.predict(
    "Give each optimizer its own best rate. How many points is SGD ahead of Adam then?",
    low=-20,
    high=60,
    near=2,
)

# %% tags=["demonstration", "nbval-ignore-output"]
ax = plotting.plot_dots(study, "lr", by="optimizer")
ax.set_xticks(table.axes["lr"], [f"{lr:g}" for lr in table.axes["lr"]], fontsize=9)
plotting.show(ax)
guess_gap.compare(max(at[lr, "sgd"] for lr, _ in at) - max(at[lr, "adam"] for lr, _ in at))

# %% tags=["demonstration"] jupyter={"source_hidden": true}
by_seed = {}  # each seed's own best rate
for name in ["sgd", "adam"]:
    right = np.nan_to_num(study.select(optimizer=name).val_accuracy, nan=0.1)
    by_seed[name] = [study.axes["lr"][k] for k in right.argmax(axis=0)]
own = {name: max(at[lr, name] for lr, _ in at) for name in ["sgd", "adam"]}
checks.claims(
    {
        "at 0.1 SGD is over 30 points ahead": at[0.1, "sgd"] - at[0.1, "adam"] > 30,
        "at 0.01 Adam is over 3 points ahead": at[0.01, "adam"] - at[0.01, "sgd"] > 3,
        "each at its own best rate the gap is below 2 points": abs(own["sgd"] - own["adam"]) < 2,
        "in every seed SGD's best rate is at least 3 times Adam's": min(by_seed["sgd"])
        >= 3 * max(by_seed["adam"]),
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# The best rate of SGD is 0.1, that of Adam 0.01, and at ten times its own best rate Adam falls apart. Give each its own, and of 39 points in favor of SGD and 5.5 in favor of Adam, 0.2 are left, which another seed could turn around.
# The question was about the optimizer, and both answers were about the rate.
#
# </details>
#
# The deep learning tuning playbook (Godbole et al. 2023) has three words for this. The optimizer is the **scientific** hyperparameter: the one that you ask about. The learning rate is a **nuisance** hyperparameter: you do not ask about it, and it must be tuned anew for every value of the scientific one, or the comparison is unfair.
# What stays **fixed** is everything else: depth, width, batch size. That costs no trials, but your answer holds for these values only.
# **Before a search, write down which is which.** The budget decides how many can be nuisance.

# %% [markdown]
# ## Exercise 1: six questions, three of them answered by running
#
# Replace each `...` by `"smaller"`, `"larger"` or `"the same"`. Count in a grid and in draws of your own for the first two, and move the explorer for the third; the last three recall earlier lessons.
#
# <details><summary>Hint: how to count</summary>
#
# `h.search.grid_search` trains; `h.search.sample` only draws: `len({c.lr for c in h.search.sample(space, 27, base=base)})` tells how many different rates 27 random trials have. For a grid, write down the combinations of three values each.
# For the second, take 0.1 for the best rate: `sum(0.03 < c.lr < 0.3 for c in h.search.sample({"lr": LogUniform(0.001, 1)}, 100, base=base))`. Then move the lower end.
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "search_quiz", "locked": false, "schema_version": 3, "solution": true, "task": false}
search_quiz = {
    "a grid of 81 trials over 4 hyperparameters, not 27 over 3: its number of rates becomes": ...,
    "rates drawn from 1e-6 up, not 1e-3: the share within a factor of 3 of the best becomes": ...,
    "64 random trials, not 8: the spread of the best accuracy over 1,000 searches becomes": ...,
    "lesson 02: skip connections in 16 sigmoid layers: the first layer's gradient becomes": ...,
    "lesson 07: a batch four times as large: the variance of its gradient becomes": ...,
    "lesson 10: a network is evaluated, not trained: the share of units switched off becomes": ...,
}
### BEGIN SOLUTION
search_quiz = {
    "a grid of 81 trials over 4 hyperparameters, not 27 over 3: its number of rates becomes": "the same",
    "rates drawn from 1e-6 up, not 1e-3: the share within a factor of 3 of the best becomes": "smaller",
    "64 random trials, not 8: the spread of the best accuracy over 1,000 searches becomes": "smaller",
    "lesson 02: skip connections in 16 sigmoid layers: the first layer's gradient becomes": "larger",
    "lesson 07: a batch four times as large: the variance of its gradient becomes": "smaller",
    "lesson 10: a network is evaluated, not trained: the share of units switched off becomes": "smaller",
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_search_quiz", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.quiz(
    "search_quiz",
    choices=("smaller", "larger", "the same"),
    key={
        "a grid of 81 trials over 4 hyperparameters, not 27 over 3: its number of rates becomes": "c658e6ebe3f9",
        "rates drawn from 1e-6 up, not 1e-3: the share within a factor of 3 of the best becomes": "7d9acccaf6f1",
        "64 random trials, not 8: the spread of the best accuracy over 1,000 searches becomes": "007cadd4da68",
        "lesson 02: skip connections in 16 sigmoid layers: the first layer's gradient becomes": "33bbcb08339b",
        "lesson 07: a batch four times as large: the variance of its gradient becomes": "333bc4fe2ea4",
        "lesson 10: a network is evaluated, not trained: the share of units switched off becomes": "a4f12fb21c2d",
    },
    hints={
        "a grid of 81 trials over 4 hyperparameters, not 27 over 3: its number of rates becomes": {
            "smaller": "It has three values of each of the four. How many of the rate?",
            "larger": "All 54 new trials go to the fourth hyperparameter. How many values of the rate stand in the grid?",
        },
        "rates drawn from 1e-6 up, not 1e-3: the share within a factor of 3 of the best becomes": {
            "larger": "The range has three more powers of ten, and the good part is as wide as before. What share of the range is it now?",
            "the same": "There are 100 trials as before, and the range has three more powers of ten to spread them over. What share of it is good now?",
        },
        "64 random trials, not 8: the spread of the best accuracy over 1,000 searches becomes": {
            "larger": "More trials reach higher, and nobody can get above the best network of the table. Move trials from 8 to 64 in the explorer.",
            "the same": "Move trials from 8 to 64 in the explorer, and compare the width of the two hills.",
        },
        "lesson 02: skip connections in 16 sigmoid layers: the first layer's gradient becomes": {
            "smaller": "Without them the gradient is multiplied by a slope of at most a quarter in every layer. What does the way around a layer multiply it by?",
            "the same": "A skip connection is a way around the layer, for the gradient too. What does it multiply the gradient by there?",
        },
        "lesson 07: a batch four times as large: the variance of its gradient becomes": {
            "larger": "The gradient of a batch is a mean over its examples. Does a mean of more numbers vary more or less?",
            "the same": "The gradient of a batch is a mean over its examples. What does the variance of a mean do with their number?",
        },
        "lesson 10: a network is evaluated, not trained: the share of units switched off becomes": {
            "larger": "Would you want to lose units when the answer counts? What does eval mode do with dropout?",
            "the same": "What is the difference between train mode and eval mode of a network?",
        },
    },
)

# %% [markdown]
# ## Exercise 2: draw from any space
#
# Write `draw(space, n, seed)`: a list of `n` configurations, each a dictionary with a value for every hyperparameter of `space`, drawn independently of each other. A space is a dictionary, too:
#
# - `"lr": ("log", 0.0001, 1.0)` is uniform on a log scale,
# - `"dropout": ("linear", 0.0, 0.5)` is uniform between its ends, also where these are whole numbers,
# - `"batch_size": ("choice", [32, 64, 128])` is one of these, each as likely as the others.
#
# Each configuration is a dictionary of its own, and `space` stays as it is. The same seed gives the same list, and another seed another one. The check looks at 2,000 draws.
#
# <details><summary>Hint 1</summary>
#
# Make one generator, `generator = random.Random(seed)`, before the loop over the `n` configurations, and use it for everything. A new generator for each hyperparameter, with the same seed, would give them all the same luck.
#
# </details>
# <details><summary>Hint 2</summary>
#
# In `for name, entry in space.items()`, `entry[0]` is the kind. `generator.uniform(low, high)` for a linear scale; `low * (high / low) ** generator.random()` for a log scale; `generator.choice(values)` for a choice.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "draw", "locked": false, "schema_version": 3, "solution": true, "task": false}
def draw(space, n, seed):
    """Return n configurations, each drawn at random from the space."""
    ### BEGIN SOLUTION
    generator = random.Random(seed)
    drawn = []
    for _ in range(n):
        choice = {}
        for name, (kind, *rest) in space.items():
            if kind == "choice":
                choice[name] = generator.choice(rest[0])
            elif kind == "log":
                low, high = rest
                choice[name] = low * (high / low) ** generator.random()
            else:
                choice[name] = generator.uniform(*rest)
        drawn.append(choice)
    return drawn
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_draw", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
def check_draw(draw, space, n, seed):
    """Return what every right answer has in common."""
    import math

    before = repr(space)
    found = [dict(choice) for choice in draw(space, n, seed)]
    again = [dict(choice) for choice in draw(space, n, seed)]
    other = [dict(choice) for choice in draw(space, n, seed + 1)]
    told = {
        "how many": len(found),
        "the names of each": all(set(choice) == set(space) for choice in found),
        "space as it was": repr(space) == before,
        "same seed, same list": found == again,
        "another seed, another list": found != other,
    }
    places = {}  # name: where each draw lies in its range, from 0 to 1
    for name, (kind, *rest) in space.items():
        values = [choice[name] for choice in found]
        if kind == "choice":
            told[f"{name} is one of them"] = all(value in rest[0] for value in values)
            shares = [values.count(value) / n for value in rest[0]]
            even = 1 / len(rest[0])
            told[f"{name}: each as often"] = all(abs(share - even) < 0.06 for share in shares)
            places[name] = [rest[0].index(value) / len(rest[0]) for value in values]
            continue
        low, high = [math.log(end) if kind == "log" else end for end in rest]
        moved = [math.log(value) if kind == "log" else value for value in map(float, values)]
        places[name] = [(value - low) / (high - low) for value in moved]
        told[f"{name} is inside"] = all(-1e-6 <= place <= 1 + 1e-6 for place in places[name])
        quarters = [sum(k / 4 <= p < (k + 1) / 4 for p in places[name]) / n for k in range(4)]
        told[f"{name}: a quarter in each quarter of the {kind} scale"] = all(
            abs(quarter - 1 / 4) < 0.06 for quarter in quarters
        )
        following = sum(b > a for a, b in zip(places[name], places[name][1:])) / n
        told[f"{name} is not sorted"] = 0.4 < following < 0.6
    names = list(places)
    for a, b in zip(names, names[1:]):
        apart = sum((x - 0.5) * (y - 0.5) for x, y in zip(places[a], places[b])) / n
        told[f"{a} tells nothing about {b}"] = abs(apart) < 0.02
    return told


checks.check(
    "draw",
    checks.example(
        {
            "lr": ("log", 0.0001, 1.0),
            "dropout": ("linear", 0.0, 0.5),
            "batch": ("choice", [32, 64, 128]),
        },
        2000,
        0,
        expected={
            "how many": 2000,
            "the names of each": True,
            "space as it was": True,
            "same seed, same list": True,
            "another seed, another list": True,
            "lr is inside": True,
            "lr: a quarter in each quarter of the log scale": True,
            "lr is not sorted": True,
            "dropout is inside": True,
            "dropout: a quarter in each quarter of the linear scale": True,
            "dropout is not sorted": True,
            "batch is one of them": True,
            "batch: each as often": True,
            "lr tells nothing about dropout": True,
            "dropout tells nothing about batch": True,
        },
        name="2,000 draws of three hyperparameters",
        points=2,
        hint="One generator, made from the seed before the loop, draws everything.",
    ),
    via=check_draw,
)

# %% [markdown]
# ## Decision lab: five hyperparameters, fifteen runs (10 points)
#
# A new network has two hidden layers and SGD without momentum, and its owner says of the learning rate: "I use 0.001." It reads no more than a guess would.
# You may choose five hyperparameters (the *initial scale* multiplies the first weights, lesson 04), and you can pay for 90 epochs, which is fifteen runs. Which of the five deserve them?

# %% jupyter={"source_hidden": true}
search_lab = h.labs.Lab(
    "search_choice",
    "which of five hyperparameters deserve fifteen runs?",
    base=h.Hyperparameters(
        n_neurons=(64, 64), initialization="he", optimizer="sgd", lr=0.001, batch_size=64, epochs=6
    ),
    space={
        "lr": h.search.LogUniform(0.0001, 1.0),
        "batch_size": h.search.Integers(16, 256, log=True),
        "init_scale": h.search.LogUniform(0.1, 10),
        "dropout": h.search.Uniform(0, 0.6),
        "weight_decay": h.search.LogUniform(0.000001, 0.1),
    },
    epochs=90,
    levels=[
        h.labs.Level(0.35, 0, "the default and half of a random search stay below"),
        h.labs.Level(0.5, 2, "four in five of a random search stay below"),
        h.labs.Level(0.81, 6, "nine in ten of a random search stay below"),
    ],
    tolerance=0.05,
    bracket=h.labs.Bracket("lr", worse=0.02, reach=100),
)

# %% tags=["demonstration", "nbval-ignore-output"]
search_lab

# %% [markdown]
# Write your own search into the cell: by hand, over a few values, or drawn as in exercise 2 (`search_lab.run(**choice)` takes a dictionary). Each run is paid once; the same run is free the second time, even tomorrow.
# Keep a record of why you ran what you ran. The log keeps the numbers.
#
# <details><summary>Hint 1</summary>
#
# Which of the five moved the accuracy most in this course? Give that one its own runs, with the others where their lessons say to start.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Six runs for the rate on a log scale at batch 32, initial scale 1, no dropout and a penalty of 0.000001; then a few for the batch size, with the rate moved along (lesson 07). Keep two runs for `too_small` and `too_large`, with the other four as chosen.
#
# </details>

# %% tags=["demonstration", "nbval-ignore-output"]
for lr in [0.001]:  # add rates, or write a loop of your own
    search_lab.run(lr=lr, batch_size=64, init_scale=1, dropout=0, weight_decay=0.000001)

# %% [markdown]
# Hand in your configuration, and three numbers more.
#
# - `too_small` and `too_large`: a worse rate on each side of yours, with the other four as chosen, no more than a factor of 100 away.
# - `predicted_accuracy`: what your configuration will reach when it is trained again, from other initial weights and on other digits. It is the best of up to fifteen: is its own score a fair forecast?

# %% nbgrader={"grade": false, "grade_id": "search_choice", "locked": false, "schema_version": 3, "solution": true, "task": false}
search_choice = {
    "lr": ...,
    "batch_size": ...,
    "init_scale": ...,
    "dropout": ...,
    "weight_decay": ...,
    "too_small": ...,
    "too_large": ...,
    "predicted_accuracy": ...,
}
### BEGIN SOLUTION
search_choice = {
    "lr": 0.1,
    "batch_size": 16,
    "init_scale": 1.0,
    "dropout": 0.0,
    "weight_decay": 0.0001,
    "too_small": 0.005,
    "too_large": 1.0,
    "predicted_accuracy": 0.87,
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_search_choice", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
checks.lab("search_choice")

# %% [markdown]
# Why this configuration? Two sentences go into the quotation marks. Nobody grades them; the report says what else it lacks.
#
# <details><summary>A model answer</summary>
#
# "I gave seven of fifteen runs to the rate, since it moves the accuracy most, and found a flat top between 0.03 and 0.3; then smaller batches brought a few points, because six epochs are few steps. Dropout and the penalty changed nothing that one seed can show, so I left them small.
# My best run is the best of fifteen, so I predict a point less than it showed."
#
# </details>

# %% tags=["demonstration", "nbval-ignore-output"]
search_lab.report(search_choice, why="")

# %% [markdown]
# ## Take away
#
# | | |
# | --- | --- |
# | Start from | the lessons' start values; a wide space on the right scales; random search |
# | Range and scale to search | wide first, each on its own scale, with about 20 trials; then narrow, 60 for the best twentieth with a chance of 95% |
# | Cost | trials times epochs times seeds; count it in epochs before you begin |
# | It interacts with | everything: a nuisance hyperparameter is tuned anew for each value of the scientific one |
#
# | Symptom | Likely cause | Try |
# | --- | --- | --- |
# | the best trial lies at an end of a range | space too narrow | extend the range, search again |
# | a grid of many trials finds nothing | few values of the one that matters | random draws over the same ranges |
# | a few good trials, most of them useless | space too wide, or a wrong scale | narrow it around the good ones; log scale |
# | A beats B at one learning rate | an unfair comparison | each side at its own best rate, with as many trials |
# | the winner is worse when trained again | the best of many noisy scores | new seeds for the winner before you tell anybody |
#
# **Next:** lesson 14, searches that learn from their trials and stop the weak ones early. On the short course: lesson 16, in which you tune a network alone. What you found here is enough to tune a network of your own: choose the space, draw sixty, look at the edges.

# %% [markdown]
# ## Going deeper
#
# What follows is for a second evening: what a trial is worth, with the third exercise, which has points, and draws that leave no gaps.

# %% [markdown]
# ### Exercise 3: what n trials can be expected to find
#
# You have tried `scores`, a list of accuracies of random trials. What would a search of only `n` trials have found, on average?
#
# Write `expected_best(scores, n)`: the expected value of the largest of `n` draws from the list, whatever numbers stand in it, negative ones too. Every draw takes each score with the same chance, even one that was drawn before. The result must be exact, not simulated, also for 60 draws from 30 scores, which have far too many outcomes to try them all.
#
# <details><summary>Hint 1</summary>
#
# Sort the scores. With `N` of them, what is the chance that all `n` draws are among the lowest `k`? It is $(k/N)^n$.
#
# </details>
# <details><summary>Hint 2</summary>
#
# The largest draw is the `k`-th lowest score with probability $(k/N)^n - ((k-1)/N)^n$. Multiply each score by its probability and add up.
# For `[0.5, 0.9]` and two draws: the largest is 0.5 only if both draws are, which has probability 1/4. So the result is 0.5 / 4 + 0.9 * 3 / 4 = 0.8.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "expected_best", "locked": false, "schema_version": 3, "solution": true, "task": false}
def expected_best(scores, n):
    """Return the expected largest of n draws, with repetition, from the scores."""
    ### BEGIN SOLUTION
    N = len(scores)
    total = 0.0
    for k, score in enumerate(sorted(scores), start=1):
        total += score * ((k / N) ** n - ((k - 1) / N) ** n)
    return total
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_expected_best", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "expected_best",
    checks.example([0.5, 0.9], 1, expected=0.7, hint="One draw: the mean of the scores."),
    checks.example([0.9, 0.5], 2, expected=0.8, hint="Worked out in hint 2."),
)

# %% [markdown]
# With your function, the table of 432 networks tells what a trial is worth. (Until you have written `expected_best`, the cell only asks for it.)

# %% tags=["demonstration", "nbval-ignore-output"]
try:
    for n in [1, 2, 4, 8, 16, 32, 64, 128, 256]:
        print(f"{n:>4} trials: {expected_best(scores.ravel().tolist(), n):.1%} expected")
except NotImplementedError:
    print("write expected_best first")

# %% [markdown]
# From one trial to eight the expected best rises by thirty points, and the next 248 trials bring two. (Your networks will differ, and you can ask your own trials in the same way. Dodge et al. 2019 ask every paper to report this curve.)

# %% [markdown]
# ### Draws that fill the space evenly
#
# Random draws make heaps and leave gaps. A *quasi-random* sequence (Sobol 1967, scrambled as by Owen 1998) is spread evenly over every hyperparameter alone and over all of them together; the tuning playbook prefers it to grid and random search.

# %% tags=["demonstration", "nbval-ignore-output"]
two = {"lr": LogUniform(0.0001, 1), "dropout": Uniform(0, 0.5)}
figure, axes = plotting.figure(2)
for ax, quasi in zip(axes, [False, True]):
    drawn_two = h.search.sample(two, 32, seed=0, base=base, quasi=quasi)
    rates, dropouts = [c.lr for c in drawn_two], [c.dropout for c in drawn_two]
    ax.plot(rates, dropouts, "o", color=plotting.COLORS[quasi])
    ax.set_xscale("log")
    ax.set_xlabel("learning rate, log scale")
    ax.set_ylabel("dropout")
    ax.set_title("quasi-random" if quasi else "random")
plotting.show(
    figure,
    alt="32 draws over learning rate and dropout, twice. Independent random draws "
    "make heaps and leave gaps; quasi-random ones cover the square evenly.",
)

# %% [markdown]
# ### When does a grid win?
#
# With one hyperparameter an even grid of $n$ values has no gap wider than $1/(n-1)$ of the range, while $n$ random draws leave a largest gap of about $\ln(n)/n$. With two that matter alike the difference is small.
# The argument for random draws is about *effective* dimension: Bergstra and Bengio (2012, section 3) found that on most data sets only a few of the hyperparameters moved the result, and different ones on different data sets.
# On this course's table the two are close, and with more than a third of the space tried random draws have no advantage left; see [what is measured here](../../docs/published-facts.md).
#
# ### Manual search
#
# Tuning by hand is a search, too, with two weaknesses: often there is no record, so that runs are repeated and reasons forgotten, and the test set is read along the way, a common error in students' projects (Skripchuk et al. 2022). It has one strength: a person sees a curve and knows *why* a run failed. Keep the strength and write a log.
#
# ### Read more
#
# - Bergstra and Bengio (2012), *Random search for hyper-parameter optimization*, JMLR 13.
# - Godbole, Dahl, Gilmer, Shallue and Nado (2023), *Deep learning tuning playbook*, github.com/google-research/tuning_playbook.
# - Dodge, Gururangan, Card, Schwartz and Smith (2019), *Show your work: improved reporting of experimental results*, EMNLP, arXiv:1909.03004.
# - Sobol (1967), *On the distribution of points in a cube and the approximate evaluation of integrals*, USSR Computational Mathematics and Mathematical Physics 7(4).
# - Owen (1998), *Scrambling Sobol' and Niederreiter-Xing points*, Journal of Complexity 14.
# - Skripchuk, Shi and Price (2022), *Identifying common errors in open-ended machine learning projects*, SIGCSE.
