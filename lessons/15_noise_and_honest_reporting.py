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
# # 15 Importance, noise and honest reporting
#
# **Our method wins. It hands the network the pixels of each digit from the center outward, in place of row by row. Same network, same digits, same seed, and one number in a table. Would you publish it?**

# %%
import math
import random
import statistics
from dataclasses import replace

import numpy as np
import torch

import hyperlib as h
from hyperlib import checks, plotting, widgets

torch.set_num_threads(1)  # small steps: two threads would wait for each other
data = h.load_mnist().subset(1000)  # 1,000 training digits, for quick runs
base = h.Hyperparameters(n_neurons=(32, 32), lr=0.003, batch_size=50, epochs=3)  # Adam


def distance(pixel):
    return (pixel // 28 - 13.5) ** 2 + (pixel % 28 - 13.5) ** 2  # from the center, squared


outward = sorted(range(784), key=distance)  # the 784 pixels, those at the center first
centered = replace(
    data,
    X_train=data.X_train[:, outward],
    X_val=data.X_val[:, outward],
    X_test=data.X_test[:, outward],
)

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
FIFTY = range(50)


def percents(config, digits, seeds):
    """Return the validation accuracies in percent, one a seed."""
    return [100 * lane.final.val_accuracy for lane in h.sweep([config], digits, seeds=seeds).lanes]


usual, ours = percents(base, data, FIFTY), percents(base, centered, FIFTY)
gaps = [b - a for a, b in zip(usual, ours)]
reported = gaps.index(max(gaps))
print(f"row by row                     {usual[reported]:.1f}% right")
print(f"center outward (our method)    {ours[reported]:.1f}% right")

# %% [markdown]
# **Your turn, two minutes.** Fifty seeds were trained for you, 0 to 49; `usual` and `ours` hold their accuracies. Find a seed with which our method *loses* by a point and a half. Any attempt counts.

# %% tags=["demonstration", "nbval-ignore-output"]
for seed in [0, 1, 2]:  # change these, as often as you like
    print(f"seed {seed}: usual {usual[seed]:.1f}%, ours {ours[seed]:.1f}%")

# %% [markdown]
# One seed is not enough, then.

# %%
guess_luck = widgets.predict(
    "For how many of 100 seeds do the two differ by a point or more, either way?",
    low=0,
    high=100,
    near=1.3,
)

# %% [markdown]
# A single seed, and under it three common repairs, each tried many times:

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
longer = base.replace(epochs=9)
some = range(25)
gaps_longer = [
    b - a for a, b in zip(percents(longer, data, some), percents(longer, centered, some))
]
draws = random.Random(0)
means = {
    "one seed": gaps,
    "another seed": [gap for gap in gaps if gap < max(gaps)],
    "the mean of three seeds": [statistics.mean(draws.sample(gaps, 3)) for _ in range(4000)],
    "train three times as long": gaps_longer,
}
big = {}
print("gap in points, either way  typical  1 or more")
for name, found in means.items():
    big[name] = statistics.mean(abs(gap) >= 1 for gap in found)
    typical = statistics.mean(abs(gap) for gap in found)
    print(f"{name:<25}{typical:>9.1f}{big[name]:>11.0%}")
guess_luck.compare(100 * big["one seed"])

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "one seed wins by over a point and a half": max(gaps) > 1.5,
        "another one loses by as much": min(gaps) < -1.5,
        "one seed in five or more is a point or more off": big["one seed"] >= 0.2,
        "three seeds are off by a point less often": big["the mean of three seeds"]
        < big["one seed"],
        "the means of 50 are closer than 0.8 points": abs(statistics.mean(gaps)) < 0.8,
    }
)

# %% [markdown]
# None of the three repairs tells you whether our method is better. Here is what it does: **nothing at all.** A linear layer has a weight of its own for every pixel, all of them drawn in the same way, so on average the order of the pixels cannot matter (shuffle the pixels and the first layer's weights alike, and nothing changes).
# The two settings are equal in truth. Every gap that you saw is luck, and the first table was the luckiest of fifty.
#
# Whoever trains networks for a living is asked every week whether *this* gain is real. After this lesson you can say how far luck reaches, how many runs a claim needs, how much the best of many is flattered and what an importance plot says, and you can write the line that the evidence allows.
#
# | | |
# | --- | --- |
# | You need | lessons 01, 03, 05, 10 and 13 |
# | Time | 60 minutes with the exercises, and ten more if you go deeper |
# | Run All | about half a minute on a laptop with two cores |

# %% [markdown]
# ## Fifty dots, and the two that were reported
#
# Each dot is one seed. The line joins the two runs of the table above.

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
ax = plotting.plot_seeds(
    {"row by row": usual, "center outward": ours}, ylabel="validation accuracy, %"
)
ends = [k - 0.12 + 0.24 * reported / 49 for k in (0, 1)]
ax.plot(ends, [usual[reported], ours[reported]], "-", color="black", linewidth=2, zorder=4)
ax.plot(ends, [usual[reported], ours[reported]], "o", color="black", ms=9, zorder=5)
ax.annotate(
    "reported", (ends[1], ours[reported]), xytext=(14, 6), textcoords="offset points", fontsize=12
)
plotting.show(ax)

# %% [markdown]
# What is *seen* here? Two clouds at the same height, and one line that was picked because it is steep. Does our end of it even lie above our bar?
# The bars, means of 50, differ by a few tenths of a point at most. A single dot is typically more than a point from its bar: that is the **standard deviation over seeds** (lesson 01).

# %% [markdown]
# ## By hand: a gap in units of its own luck
#
# Take $n$ seeds of each setting. A mean of $n$ runs moves by $s/\sqrt{n}$, its standard error (lesson 03); for a difference of two means the squares add up. Then ask how many such standard errors the gap is ($\bar a$ and $s_a$ are mean and deviation of the runs `a`; the ten below are invented):
#
# $$t = \frac{\bar b - \bar a}{\sqrt{s_a^2/n + s_b^2/n}}$$


# %%
def t_value(a, b):
    error = math.sqrt(statistics.variance(a) / len(a) + statistics.variance(b) / len(b))
    return (statistics.mean(b) - statistics.mean(a)) / error


# %% tags=["nbval-ignore-output"]
a, b = [84.1, 82.0, 83.2, 80.9, 83.8], [83.9, 85.6, 84.4, 86.3, 82.8]
gap, error = statistics.mean(b) - statistics.mean(a), 0
for values in (a, b):
    print(f"mean {statistics.mean(values):.2f}, deviation {statistics.stdev(values):.2f}")
    error = error + statistics.variance(values) / 5  # the squares add up
print(f"gap {gap:.2f}, its standard error {math.sqrt(error):.2f}, t = {t_value(a, b):.2f}")

# %% [markdown]
# Lesson 10 asked for a gap of twice its standard error. With few runs that claims too often, because $s$ itself is a guess from a few numbers. William Gosset, who brewed beer and had few samples of barley, worked out in 1908 how far such a ratio reaches by luck: between equals, $t$ is beyond the limits of the next cell, on either side, in 1 of 20 studies (if all runs are independent, and their scores bell-shaped).

# %%
limit = {3: 2.78, 5: 2.31, 10: 2.10, 20: 2.02}  # runs of each setting: limit of t
rng = np.random.default_rng(0)


def t_values(gap, n, spread=1.0, studies=20_000):
    """Return the t of many simulated studies with n runs of each setting."""
    a = rng.normal(0, spread, (studies, n))
    b = rng.normal(gap, spread, (studies, n))
    error = np.sqrt((a.var(axis=1, ddof=1) + b.var(axis=1, ddof=1)) / n)
    return (b.mean(axis=1) - a.mean(axis=1)) / error


# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
false_two, false_limit = {}, {}
print("20,000 simulated studies of equals:")
print("a difference is claimed in so many, by")
print("runs of each  2 standard errors  limit above")
for n in limit:
    equal = abs(t_values(gap=0, n=n))
    false_two[n], false_limit[n] = (equal > 2).mean(), (equal > limit[n]).mean()
    print(f"{n:>12}{false_two[n]:>19.1%}{false_limit[n]:>13.1%}")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "with three runs two standard errors claim too often": false_two[3] > 0.1,
        "with 20 runs they are about right": false_two[20] < 0.065,
        "the limit keeps 1 of 20 everywhere": all(
            0.043 < share < 0.057 for share in false_limit.values()
        ),
    }
)

# %% [markdown]
# By hand $t$ was 2.10: more than two standard errors, and less than 2.31, the limit for five runs.
# Two standard errors are fooled in more than a tenth of the studies with three runs, and in about 1 of 12 with five. **Few runs need a wider margin, not the same one.**

# %% [markdown]
# ## How many runs does a claim need?
#
# A rule must not only keep quiet about equals. It should also find a difference that is there; how often it does is its **power**.
# Suppose the truth is a gap of one point, and the runs of a setting spread as ours did. The rule is the limit of $t$, which for more than 20 runs is about 2.

# %%
guess_runs = widgets.predict(
    "A true gap of one point: how many runs of each setting until 4 of 5 studies find it?",
    low=2,
    high=300,
    scale="log",
    near=1.5,
)

# %% tags=["demonstration", "nbval-ignore-output"]
spread = statistics.stdev(usual)  # of single runs, in points
for n in [3, 5, 10, 20]:
    power = (t_values(gap=1.0, n=n, spread=spread) > limit[n]).mean()
    print(f"{n:>3} runs of each: found in {power:.0%} of the studies")
n = 20
# beyond 20 the limit is about 2
while (t_values(1.0, n, spread, studies=4000) > 2).mean() < 0.8:
    n = n + 1
print(f"{n:>3} runs of each: found in 80% (rule of thumb: {16 * spread**2:.0f})")
guess_runs.compare(n)

# %% tags=["demonstration"] jupyter={"source_hidden": true}
needed = 16 * spread**2
checks.claims(
    {
        "runs spread by over a point": 1.2 < spread < 2.4,
        "five runs find one point in fewer than half of the studies": (
            t_values(1.0, 5, spread) > limit[5]
        ).mean()
        < 0.5,
        "16 (s / gap)^2 is right within a fifth": 0.8 < needed / n < 1.25,
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# The standard error shrinks with $\sqrt{n}$, so a gap half as large needs four times the runs. A rule of thumb for 4 of 5 studies is $n \approx 16\,(s/\text{gap})^2$ runs of *each* setting (Lehr 1992): 16 for a gap as large as the spread $s$, 64 for one half as large.
# With three or five runs, most true gaps of a point stay unseen. "No difference shown" is then a statement about your five runs, not about the settings.
#
# </details>
#
# The explorer shows $t$ of 4,000 studies of equals and of 4,000 with a true gap, measured in spreads $s$. **With 5 runs and a gap of one spread, which rule finds most? Which one would you believe?**


# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
def show_power(gap, runs, rule):
    edge = {"the larger mean": 0, "2 standard errors": 2, "the limit": limit[runs]}[rule]
    equal, true = t_values(0, runs, studies=4000), t_values(gap, runs, studies=4000)
    false, found = (abs(equal) > edge).mean(), (true > edge).mean()
    _, [ax] = plotting.figure(1)
    bins = np.arange(-6, 12.2, 0.2)
    ax.hist(equal, bins, color=plotting.COLORS[0], alpha=0.6, label="equal in truth")
    ax.hist(true, bins, color=plotting.COLORS[1], alpha=0.6, label="a gap in truth")
    for line in sorted({-edge, edge}):
        ax.axvline(line, color="black", linewidth=1.5, linestyle="--")
    ax.set_xlim(-6, 12)
    ax.set_ylim(0, 420)
    ax.set_xlabel("t, the gap in standard errors (dashed: a claim begins)")
    ax.set_ylabel("of 4,000 studies")
    ax.legend()
    ax.set_title(f"claims about equals {100 * false:.0f}%, true gaps found {100 * found:.0f}%")
    told = f"Claims about equals {100 * false:.0f}%, true gaps found {100 * found:.0f}%."
    return plotting.describe(ax, told)


widgets.explore(
    show_power,
    start={"gap": 1, "runs": 3, "rule": "2 standard errors"},
    gap=[0.5, 1, 2],
    runs=[3, 5, 10, 20],
    rule=["the larger mean", "2 standard errors", "the limit"],
)

# %% [markdown]
# A looser rule always finds more, and always believes more that is not there. If the gap and the noise stay as they are, only more runs move the two hills apart. **Before a study, write down the gap that you care about, and pay for the runs that it needs; else do not ask.**

# %% [markdown]
# ## Noise that is shared costs nothing
#
# There is one discount, and the table below tells how large it is: how many runs you save by comparing in pairs, seed by seed (lesson 10). The decision lab asks for it.
# The same seed gives both settings the training digits in the same order. If luck helps or hurts *both*, the differences in pairs are quieter than the runs.
#
# - **Correlation** is 1 if two scores rise and fall together, 0 if they do not care about each other.
# - *Spread* is the standard deviation of the gap between two runs: of the same seed (paired) or of two seeds (not paired).
# - *Runs* are those that find a true gap of one point in 4 of 5 studies.
#
# <details><summary>How the runs follow from the spread</summary>
#
# They are 8 times the squared spread of the gap, in points. It is the rule of thumb again, since the gap of two runs that share nothing has twice the squared spread of one.
#
# </details>

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
variants = {
    "center outward": ours,
    "learning rate 0.004": percents(base.replace(lr=0.004), data, FIFTY),
    "one hidden layer": percents(base.replace(n_neurons=(32,)), data, FIFTY),
}
agree, saved, shown = {}, {}, []
for name, values in variants.items():
    agree[name] = statistics.correlation(usual, values)
    paired = statistics.stdev(b - a for a, b in zip(usual, values))
    apart = math.sqrt(statistics.variance(usual) + statistics.variance(values))
    runs = [8 * paired**2, 8 * apart**2]
    saved[name] = runs[0] / runs[1]
    told = [f"{agree[name]:.2f}", f"{paired:.1f}", f"{apart:.1f}"]
    shown.append([*told, *[f"{n:.0f}" for n in runs]])
print("usual against     center     rate  one hidden")
print("                 outward    0.004       layer")
lines = ["correlation", "spread, paired", "   not paired", "runs, paired", "   not paired"]
for k, line in enumerate(lines):
    print(f"{line:<15}{shown[0][k]:>9}{shown[1][k]:>9}{shown[2][k]:>12}")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "another order of the pixels shares the noise": agree["center outward"] > 0.35,
        "and needs about half of the runs at most": saved["center outward"] < 0.55,
        "another depth shares less": agree["one hidden layer"] < agree["center outward"] - 0.1,
    }
)

# %% [markdown]
# The columns differ. Networks of the same shape also begin with the same random numbers: much of their luck is common, and paired they need less than half of the runs. With another depth they share the order of the digits and the start of the first layer only, and hardly any discount is left.
# **Use the same seeds and the same digits for both, subtract in pairs, and look at whether it helped.** The price is small: $n$ pairs give only $n$ differences, and few numbers need a wider limit.

# %%
limit_of_pairs = {3: 4.30, 5: 2.78, 10: 2.26, 20: 2.09}  # pairs: limit of mean over error

# %% [markdown]
# ## The digits are noisy, too
#
# A score is a share of right answers. Counted on $n$ digits, a share $p$ has the standard deviation $\sqrt{p(1-p)/n}$ (lesson 01). Here fifty networks of the usual setting are judged on small sets of digits. (No result that you report is chosen by them, so validation and test digits may be one pool of 2,000.)

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
X = torch.cat([data.X_val, data.X_test])
y = torch.cat([data.y_val, data.y_test])
right = []  # for each network, which of 2,000 digits it reads rightly
for seed in FIFTY:
    model = h.train(base, data, seed=seed).model
    with torch.no_grad():
        right.append((model(X).argmax(1) == y).numpy())
right = np.array(right)
rng = np.random.default_rng(1)
p = right.mean()
measured, formula, of_gap = {}, {}, {}
print("standard deviation, in points")
print("digits  one network  formula  gap of two")
for n in [50, 100, 200, 500]:
    sets = [rng.permutation(2000)[:n] for _ in range(400)]
    scores = np.array([right[:, chosen].mean(axis=1) for chosen in sets])  # set, network
    measured[n] = 100 * scores.std(axis=0).mean()
    formula[n] = 100 * math.sqrt(p * (1 - p) / n)
    of_gap[n] = 100 * (scores[:, :25] - scores[:, 25:]).std(axis=0).mean()
    print(f"{n:>6}{measured[n]:>13.1f}{formula[n]:>9.1f}{of_gap[n]:>12.1f}")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "the formula is right within a fifth": all(
            0.8 < measured[n] / formula[n] < 1.2 for n in measured
        ),
        "the gap of two networks is quieter than two independent scores": all(
            of_gap[n] < 1.3 * measured[n] for n in measured
        ),
    }
)

# %% [markdown]
# More seeds do not remove this noise from a *score*, since all of them meet the same digits; only more digits do. In the gap of two networks part of it cancels, since the *same* digits judge both: with separate digits it would move $\sqrt{2}$ times as much as one score.
# Half a point on 200 digits is one digit, and even 1,000 digits leave more than a point of doubt in a score. **Judge both settings by the same digits, and take a gain below $\sqrt{p(1-p)/n}$ for a hint until other digits confirm it.**

# %% [markdown]
# ## The best of many, told again
#
# In lesson 01 the best of 50 guessers looked good. Now 50 honest networks, all of the *same* setting. 200 digits choose the best, and 1,800 fresh ones judge it.

# %%
guess_best = widgets.predict(
    "How many points does the best of 50 lose on fresh digits?", low=0, high=12, near=1.3
)

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
rng = np.random.default_rng(2)
flattered, counts = {}, [1, 2, 5, 10, 20, 50]
told_by, fresh_by = [], []
print("          right on digits")
print("networks  that chose    fresh ones  flattery")
for n in counts:
    pairs = []
    for _ in range(600):
        digits, networks = rng.permutation(2000), rng.permutation(50)[:n]
        scores = right[networks][:, digits[:200]].mean(axis=1)
        winner = networks[scores.argmax()]
        pairs.append((scores.max(), right[winner, digits[200:]].mean()))
    told, fresh = 100 * np.mean(pairs, axis=0)
    told_by.append(told)
    fresh_by.append(fresh)
    flattered[n] = told - fresh
    print(f"{n:>8}{told:>11.1f}%{fresh:>13.1f}%{flattered[n]:>10.1f}")
_, [ax] = plotting.figure(1)
ax.plot(counts, told_by, "o-", color=plotting.COLORS[1], linewidth=2)
ax.plot(counts, fresh_by, "s-", color=plotting.COLORS[0], linewidth=2)
ax.text(56, told_by[-1], "on the 200 that chose", va="center")
ax.text(56, fresh_by[-1], "on 1,800 fresh ones", va="center")
ax.set_xscale("log")
ax.set_xlim(0.9, 500)
ax.minorticks_off()
ax.set_xticks(counts, counts)
ax.set_xlabel("networks to choose from, log scale")
ax.set_ylabel("score of the chosen one, %")
told = (
    f"Best of 50: {told_by[-1]:.1f}% on the digits that chose, {fresh_by[-1]:.1f}% on fresh ones."
)
plotting.show(plotting.describe(ax, told))
guess_best.compare(flattered[50])

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "one network is not flattered": abs(flattered[1]) < 0.7,
        "the best of 50 is flattered by over 1.5 points": flattered[50] > 1.5,
        "and by more than the best of 5": flattered[50] > flattered[5] + 0.4,
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# The best of many is good *and* lucky. Some seeds do make better networks, and that part of the rise stays on fresh digits; the luck does not. Of $n$ bell-shaped scores with spread $s$, the largest lies on average at most $s\sqrt{2 \ln n}$ above their mean: $2.8\,s$ for 50, $3.7\,s$ for 1,000. It grows slowly, and it never stops.
#
# </details>
#
# Every search of lesson 13 reports such a winner. **Report its score on digits and seeds that did not choose it, and say out of how many it was chosen.**

# %% [markdown]
# ## Which hyperparameter matters?
#
# Last, the plot by which studies say which hyperparameter deserves the next runs. It shares out the variance of the scores, here of lesson 13's 216 settings with Adam: how much does each hyperparameter explain by itself?
# *Together* is the rest: what only combinations explain, and noise.
#
# <details><summary>How the shares are computed</summary>
#
# On a full table it takes a few lines. For each hyperparameter, average the scores over all the others, and divide the variance of these means by that of all scores (functional ANOVA; Hutter, Hoos and Leyton-Brown 2014 estimate it from a search).
#
# </details>

# %% tags=["demonstration"]
table = h.load_table("model").select(activation="relu", optimizer="adam", epoch=10)
scores = 100 * table.val_accuracy.mean(axis=-1)  # the mean of five seeds
names = ["depth", "width", "batch_size", "lr"]  # the axes, in order


def shares(scores):
    found = {}
    for k, name in enumerate(names):
        others = tuple(j for j in range(4) if j != k)
        found[name] = 100 * scores.mean(axis=others).var() / scores.var()
    found["together"] = 100 - sum(found.values())
    return found


# %%
guess_share = widgets.predict(
    "With rates from 0.0001 to 0.3 the learning rate explains about three quarters. "
    "And with 0.001 to 0.01?",
    low=0,
    high=100,
    unit="%",
    near=1.5,
)

# %% tags=["demonstration"]
wide = shares(scores)  # all eight rates
narrow = shares(scores[..., 2:5])  # 0.001, 0.003 and 0.01

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
figure, axes = plotting.figure(2)
plotting.plot_bars(wide, ylabel="share of the variance, %", ax=axes[0])
plotting.plot_bars(narrow, ylabel="share of the variance, %", ax=axes[1])
for ax in axes:
    ax.set_ylim(0, 100)
axes[0].set_title(f"rates 0.0001 to 0.3: spread {scores.std():.1f} points")
axes[1].set_title(f"rates 0.001 to 0.01: spread {scores[..., 2:5].std():.1f} points")
plotting.show(figure)
guess_share.compare(narrow["lr"])

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "over all rates the rate explains over two thirds": wide["lr"] > 67,
        "over the good ones less than a fifth": narrow["lr"] < 20,
        "and the width more than the rate": narrow["width"] > narrow["lr"],
        "over all rates the width explains less than a tenth": wide["width"] < 10,
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# The right panel only leaves out five of the eight rates. Over the wide range the useless rates make most of the variance. Leave them out, and the rate falls behind the width.
# Look at the spreads in the titles, too, and square them: the right panel shares out a variance that is only a tenth of the left one's. And half of that belongs to no hyperparameter alone.
#
# </details>
#
# So an importance belongs to a *space*, not to a hyperparameter. "Unimportant" may mean that its range was chosen well, and "together" may be the largest bar. **Never print an importance without the ranges, and never fix the learning rate because a plot from narrow ranges calls it unimportant.**

# %% [markdown]
# ## Exercise 1: six questions, three of them answered by running
#
# Replace each `...` by `"smaller"`, `"larger"` or `"the same"`. Use `usual` for the first, the explorer or `t_values` for the second, `shares` for the third; the last three recall earlier lessons.
#
# <details><summary>Hint: how to run the first and the third</summary>
#
# `statistics.stdev(usual[:10])` and `statistics.stdev(usual)`; look at other tens, too.
# `shares(scores[..., 4:6])` has the rates 0.01 and 0.03 only; `shares(scores[..., :5])` leaves out the three highest. Compare both with `wide`.
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "noise_quiz", "locked": false, "schema_version": 3, "solution": true, "task": false}
noise_quiz = {
    "fifty seeds in place of ten: apart from luck, the standard deviation of single runs becomes": ...,
    "the gap to be found is half as large: the runs needed for the same power become": ...,
    "an importance plot, the rate's range cut to its good values: the share of the width becomes": ...,
    "lesson 07: a batch four times as large: the best learning rate becomes": ...,
    "lesson 08: a patience of 10 in place of 2: the epochs until a run stops become": ...,
    "lesson 11: an L2 penalty in place of L1: the number of weights near 0 becomes": ...,
}
### BEGIN SOLUTION
noise_quiz = {
    "fifty seeds in place of ten: apart from luck, the standard deviation of single runs becomes": "the same",
    "the gap to be found is half as large: the runs needed for the same power become": "larger",
    "an importance plot, the rate's range cut to its good values: the share of the width becomes": "larger",
    "lesson 07: a batch four times as large: the best learning rate becomes": "larger",
    "lesson 08: a patience of 10 in place of 2: the epochs until a run stops become": "larger",
    "lesson 11: an L2 penalty in place of L1: the number of weights near 0 becomes": "smaller",
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_noise_quiz", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.quiz(
    "noise_quiz",
    choices=("smaller", "larger", "the same"),
    key={
        "fifty seeds in place of ten: apart from luck, the standard deviation of single runs becomes": "9a24b5cfed7a",
        "the gap to be found is half as large: the runs needed for the same power become": "6c2875feec35",
        "an importance plot, the rate's range cut to its good values: the share of the width becomes": "1ce1e5613c64",
        "lesson 07: a batch four times as large: the best learning rate becomes": "ad096d4e5f9f",
        "lesson 08: a patience of 10 in place of 2: the epochs until a run stops become": "c0e82f70a7e1",
        "lesson 11: an L2 penalty in place of L1: the number of weights near 0 becomes": "e6763073009f",
    },
    hints={
        "fifty seeds in place of ten: apart from luck, the standard deviation of single runs becomes": {
            "smaller": "That is the standard error of the mean. Does a single run know how many others were trained?",
            "larger": "The worst and the best of fifty are farther apart, but how far is a typical run from the mean? Compare usual[:10] with usual.",
        },
        "the gap to be found is half as large: the runs needed for the same power become": {
            "smaller": "A smaller gap hides more easily in the same noise. Move gap from 1 to 0.5 in the explorer.",
            "the same": "Move gap from 1 to 0.5 in the explorer, and look at how many true gaps are found with 10 runs.",
        },
        "an importance plot, the rate's range cut to its good values: the share of the width becomes": {
            "smaller": "The useless rates made most of the variance. What is left to share out when they are gone? Run shares on both.",
            "the same": "The width does what it did before, but its variance is divided by another total. Run shares on both.",
        },
        "lesson 07: a batch four times as large: the best learning rate becomes": {
            "smaller": "A larger batch makes fewer and quieter steps in an epoch. Should each of them be shorter?",
            "the same": "A larger batch makes fewer and quieter steps in an epoch. Which steps make up for that?",
        },
        "lesson 08: a patience of 10 in place of 2: the epochs until a run stops become": {
            "smaller": "Patience is how many epochs without progress are borne. Who waits longer?",
            "the same": "With patience 2 a run stops after two epochs without progress. When does it with 10?",
        },
        "lesson 11: an L2 penalty in place of L1: the number of weights near 0 becomes": {
            "larger": "L1 pulls a small weight as hard as a large one. How hard does L2 pull a small one?",
            "the same": "Which of the two penalties has corners, the diamond or the circle?",
        },
    },
)

# %% [markdown]
# ## Exercise 2: an interval from the runs alone
#
# What if you do not trust formulas? Pretend that your runs are all runs there are, and repeat the study with *them*: draw as many scores as you have, **with repetition**, and take their mean. Do that thousands of times. The middle 95% of these means is the **bootstrap interval** (Efron 1979).
#
# Write `bootstrap_interval(scores, resamples, seed)`. Return `[low, high]`: of the `resamples` means, 2.5% lie below `low` and 2.5% above `high`, give or take one place in the sorted list.
#
# - The same seed gives the same interval, another seed another one. `scores` may be any numbers and stay as they are, and nothing is rounded.
#
# <details><summary>Hint 1</summary>
#
# `generator = random.Random(seed)`, once, before the loop. `generator.choices(scores, k=len(scores))` draws with repetition.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Sort the means. Of 2,000, leave out 50 at each end: `low` is `means[int(0.025 * resamples)]`, and `high` lies as far from the other end.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "bootstrap_interval", "locked": false, "schema_version": 3, "solution": true, "task": false}
def bootstrap_interval(scores, resamples, seed):
    """Return [low, high], the middle 95% of the means of resampled scores."""
    ### BEGIN SOLUTION
    generator = random.Random(seed)
    n = len(scores)
    means = sorted(sum(generator.choices(scores, k=n)) / n for _ in range(resamples))
    cut = int(0.025 * resamples)
    return [means[cut], means[-1 - cut]]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_bootstrap_interval", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
def check_bootstrap_interval(bootstrap_interval, scores, resamples, seed):
    """Return what every right answer has in common."""
    before = list(scores)
    low, high = [float(x) for x in bootstrap_interval(scores, resamples, seed)]
    again = [float(x) for x in bootstrap_interval(scores, resamples, seed)]
    other = [float(x) for x in bootstrap_interval(scores, resamples, seed + 1)]
    return {
        "low end": "between 82.03 and 82.18" if 82.03 < low < 82.18 else low,
        "high end": "between 83.87 and 84.02" if 83.87 < high < 84.02 else high,
        "same seed, same interval": [low, high] == again,
        "another seed, another interval": [low, high] != other,
        "scores as they were": list(scores) == before,
    }


checks.check(
    "bootstrap_interval",
    checks.example(
        [84.13, 81.02, 83.27, 80.91, 83.86, 84.51, 82.64, 84.29],
        5000,
        0,
        expected={
            "low end": "between 82.03 and 82.18",
            "high end": "between 83.87 and 84.02",
            "same seed, same interval": True,
            "another seed, another interval": True,
            "scores as they were": True,
        },
        name="eight scores, 5,000 resamples",
        points=2,
        hint="Eight draws with repetition, their mean, 5,000 times; then cut off 125 of the sorted means at each end.",
    ),
    via=check_bootstrap_interval,
)

# %% [markdown]
# How far may you trust such an interval? In a thousand studies of each size, with runs drawn from a bell curve, how often does it contain the true mean? It should in 95%.

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
rng = np.random.default_rng(3)
covered = {}
print("runs  bootstrap  2 standard errors  limit of t")
for n in limit_of_pairs:
    runs = rng.normal(0, 1, (1000, n))
    picks = rng.integers(n, size=(1000, n))
    low, high = np.percentile(runs[:, picks].mean(axis=2), [2.5, 97.5], axis=1)
    t = abs(runs.mean(axis=1)) / runs.std(axis=1, ddof=1) * math.sqrt(n)
    covered[n] = [((low < 0) & (high > 0)).mean(), (t < 2).mean(), (t < limit_of_pairs[n]).mean()]
    print(f"{n:>4}{covered[n][0]:>11.0%}{covered[n][1]:>19.0%}{covered[n][2]:>12.0%}")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "five runs: the bootstrap holds the truth in less than 90%": covered[5][0] < 0.9,
        "twenty runs: in more than 90%": covered[20][0] > 0.9,
        "the limit of t keeps its word": all(0.92 < row[2] < 0.98 for row in covered.values()),
    }
)

# %% [markdown]
# With five runs the bootstrap promises 95% and keeps about 85: few runs seen mostly spread less than the truth, so its interval is too narrow. **Below about 20 runs take the limit of $t$**; with more, the bootstrap serves where you have no formula, as for a ratio.

# %% [markdown]
# ## Decision lab: what may be claimed?
#
# Studies reach your desk: two settings, `"a"` and `"b"`, with 5 or 10 runs each, and you decide what may be said. Write `verdict(a, b)`, with two lists of accuracies of the same length (0.81 is 81%). It returns
#
# - `"a"` or `"b"`, the setting that the runs show to be better, or
# - `"no difference shown"`.
#
# Grading calls it on simulated studies that you have not seen. They are of four kinds: 5 or 10 runs; and runs at the same place of both lists (the same seed) share much of their noise, or none. The spread lies anywhere from 0.3 to 3 points; a true difference is 1.5 spreads with 5 runs and 1 with 10. What counts:
#
# | | points |
# | --- | --- |
# | clear cases, the right name, also with `a` and `b` exchanged | 3 |
# | **false claims**: in each of the four kinds at most 7.5% of 200 studies of equals, while 20% of true differences are found | 3 |
# | **found**: 45% of the true differences, the four kinds together, while the line above is kept | 2 |
# | **found**: 65%, likewise | 2 |
#
# Only these shares count, not the formula.
#
# Besides `math` and `statistics` you may use `t_value`, `limit` and `limit_of_pairs`.
#
# <details><summary>Hint 1</summary>
#
# A limit in points cannot work, since the spread differs from study to study. Use $t$, and the limit that belongs to the number of runs.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Where nothing is shared: do pairs claim too much? Where much is shared: do you find enough without pairs? Try both on the studies below. (For $n$ pairs, `limit_of_pairs` has the limits.)
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "verdict", "locked": false, "schema_version": 3, "solution": true, "task": false}
def verdict(a, b):
    """Return "a", "b" or "no difference shown"."""
    ### BEGIN SOLUTION
    n = len(a)
    gains = [y - x for x, y in zip(a, b)]
    limit = 2.78 if n == 5 else 2.26
    margin = limit * statistics.stdev(gains) / math.sqrt(n)
    mean = statistics.mean(gains)
    if mean > margin:
        return "b"
    if mean < -margin:
        return "a"
    return "no difference shown"
    ### END SOLUTION


# %% [markdown]
# Try it on 400 studies of each kind, as often as you like.


# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
def try_studies(rule, studies=400):
    """Print how often a rule claims a difference between equals, and finds a true one."""
    rng = np.random.default_rng(4)
    lines = ["runs  noise shared  false claims  true found"]
    for n, size in [(5, 1.5), (10, 1.0)]:
        for shared in [0, 0.7]:
            told = {0: 0, 1: 0}
            for true in told:
                for _ in range(studies):
                    spread, common = 10 ** rng.uniform(-2.5, -1.5), rng.normal(size=n)
                    noise = math.sqrt(shared) * common
                    one, two = [
                        0.8 + spread * (noise + math.sqrt(1 - shared) * rng.normal(size=n))
                        for _ in range(2)
                    ]
                    said = rule(one.tolist(), (two + true * size * spread).tolist())
                    told[true] += said == "b" if true else said != "no difference shown"
            claimed, found = told[0] / studies, told[1] / studies
            lines.append(f"{n:>4}{'yes' if shared else 'no':>14}{claimed:>14.1%}{found:>12.0%}")
    print("\n".join(lines))


try:
    try_studies(verdict)
except NotImplementedError:
    print("write verdict first")

# %% nbgrader={"grade": true, "grade_id": "check_verdict", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "verdict",
    checks.example(
        [0.812, 0.805, 0.809, 0.815, 0.807],
        [0.851, 0.846, 0.855, 0.843, 0.852],
        expected="b",
        points=0.5,
        hint="Four points apart, and all runs of a setting lie within a point or so.",
    ),
    checks.example(
        [0.851, 0.846, 0.855, 0.843, 0.852],
        [0.812, 0.805, 0.809, 0.815, 0.807],
        expected="a",
        points=0.5,
        hint="The same two settings, exchanged.",
    ),
    checks.example(
        [0.812, 0.853, 0.809, 0.845, 0.807],
        [0.841, 0.816, 0.855, 0.803, 0.822],
        expected="no difference shown",
        points=0.5,
        hint="The means are a fifth of a point apart, and the runs of one setting more than four.",
    ),
    checks.example(
        [0.8120, 0.8080, 0.8110, 0.8090, 0.8105, 0.8100, 0.8085, 0.8115, 0.8095, 0.8102],
        [0.8190, 0.8160, 0.8200, 0.8150, 0.8195, 0.8170, 0.8180, 0.8175, 0.8185, 0.8165],
        expected="b",
        points=0.5,
        hint="Less than a point apart, but how far are runs of the same setting?",
    ),
)

# %% [markdown]
# Two more sentences, ungraded. You have `usual` and `ours`, 50 seeds each. What may our method's paper claim?
#
# <details><summary>A model answer</summary>
#
# "Over 50 seeds, paired, on the same 1,000 validation digits, reading from the center outward changed the accuracy by 0.2 points, with a 95% interval from -0.1 to 0.6: no difference shown, and a gain of a point can be ruled out for this network.
# One order of pixels was tried, and nothing was tuned for it." (Your numbers may differ by a few tenths.)
#
# </details>

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
middle, margin = statistics.mean(gaps), 2.01 * statistics.stdev(gaps) / math.sqrt(50)
low, high = middle - margin, middle + margin
print(f"gap {middle:+.1f} points, 95% interval {low:+.1f} to {high:+.1f};")
print("50 paired seeds, 1,000 validation digits,")
print("1 order of pixels tried")

# %% [markdown]
# ## Take away
#
# | | |
# | --- | --- |
# | Start from | the gap that you care about; the same seeds and digits for both settings; differences in pairs |
# | Range and scale to search | 16 times (spread / gap) squared runs of each setting; never fewer than three, and with five the limit of $t$, not two standard errors |
# | Cost | runs grow with the square: half the gap, four times the runs; the digits' noise in a score needs more digits, not more seeds |
# | It interacts with | the number of trials (the best of many is flattered), the ranges of the space (importance) |
#
# | Symptom | Likely cause | Try |
# | --- | --- | --- |
# | a gain that is gone with another seed | seed noise | the runs that the gap needs, paired |
# | a gain of one or two digits in a thousand | noise of the validation digits | more digits, or no claim |
# | the winner of a search is worse on test | the best of many | fresh digits and seeds for the winner; tell of how many |
# | "no difference" after three runs | too few to see one | say what gap could have been seen |
# | a hyperparameter is "unimportant" | its range was narrow | tell the ranges, look at a wide one |
#
# **Next:** a mixed lab, 15b: decided by short runs, graded by a long one. Then lesson 16, in which you tune a network alone, and write the line that the evidence allows.

# %% [markdown]
# ## Going deeper
#
# ### The importance of what is best
#
# The variance of a whole space is made by its useless half. PED-ANOVA (Watanabe, Bansal and Hutter 2023) asks another question: what sets the best tenth of the trials apart from all of them? Optuna computes it (`pip install optuna`, a second to import).

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
try:
    import optuna

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    kinds = {}
    for name in names:
        values = table.axes[name]
        kinds[name] = optuna.distributions.FloatDistribution(min(values), max(values), log=True)
    for first, last in [(0, 8), (2, 5)]:
        study = optuna.create_study(direction="maximize")
        rates = table.axes["lr"][first:last]
        kinds["lr"] = optuna.distributions.FloatDistribution(rates[0], rates[-1], log=True)
        for d, depth in enumerate(table.axes["depth"]):
            for w, width in enumerate(table.axes["width"]):
                for k, size in enumerate(table.axes["batch_size"]):
                    for j, lr in enumerate(rates):
                        where = {"depth": depth, "width": width, "batch_size": size, "lr": lr}
                        score = float(scores[d, w, k, first + j])
                        trial = optuna.create_trial(params=where, distributions=kinds, value=score)
                        study.add_trial(trial)
        found = optuna.importance.get_param_importances(
            study, evaluator=optuna.importance.PedAnovaImportanceEvaluator()
        )
        told = [f"{name} {share:.0%}" for name, share in found.items()]
        print(f"rates {rates[0]} to {rates[-1]}:\n  " + ", ".join(told))
except ImportError:
    print("Optuna is not installed here.")

# %% [markdown]
# The two methods need not agree, because they answer different questions. Both change with the range: here the rate falls from the first place to the last.
#
# ### How much of "together" is noise?

# %% tags=["demonstration", "nbval-ignore-output"]
for title, part in [("all rates", slice(0, 8)), ("0.001 to 0.01", slice(2, 5))]:
    seeds = 100 * table.val_accuracy[..., part, :]
    noise = seeds.var(axis=-1, ddof=1).mean() / 5  # of a mean of five seeds
    together = shares(scores[..., part])["together"]
    print(f"{title}: together {together:.0f}% of the variance,")
    print(f"    noise of the seeds {100 * noise / scores[..., part].var():.0f}%")

# %% [markdown]
# With five seeds a table of this size is nearly free of noise, so that "together" is what combinations explain. With one seed each and good ranges only, look at the noise first.

# %% [markdown]
# ### What else a result line should say
#
# - How many settings were tried, for *each* side: a new method that was tuned for a week beats an old one that was not (Lucic et al. 2018 found that most GANs reach similar scores if all are tuned enough; Melis, Dyer and Blunsom 2018 that well-tuned old LSTMs beat newer language models).
# - What varied. Seeds change weights and order; the draw of the training digits is a noise of its own, often as large. Bouthillier et al. (2021) measure all of them, and advise to vary as many as possible at once.
# - Several comparisons. Twenty true equals give one "difference" at 1 in 20. Divide the 5% by the number of comparisons (Bonferroni), or confirm the winner on fresh seeds, as `choose_rate` of lesson 10 did.
# - An interval, not a star. Colas, Sigaud and Oudeyer (2018) simulate which tests keep their word with few seeds; Henderson et al. (2018) show two halves of ten seeds of the same algorithm that look like two algorithms.
#
# ### Read more
#
# - Student (W. S. Gosset) (1908), *The probable error of a mean*, Biometrika 6.
# - Lehr (1992), *Sixteen S-squared over D-squared: a relation for crude sample size estimates*, Statistics in Medicine 11.
# - Efron (1979), *Bootstrap methods: another look at the jackknife*, Annals of Statistics 7.
# - Bouthillier and others (2021), *Accounting for variance in machine learning benchmarks*, MLSys, arXiv:2103.03098.
# - Henderson, Islam, Bachman, Pineau, Precup and Meger (2018), *Deep reinforcement learning that matters*, AAAI, arXiv:1709.06560.
# - Colas, Sigaud and Oudeyer (2018), *How many random seeds? Statistical power analysis in deep reinforcement learning experiments*, arXiv:1806.08295.
# - Lucic, Kurach, Michalski, Gelly and Bousquet (2018), *Are GANs created equal? A large-scale study*, NeurIPS, arXiv:1711.10337.
# - Melis, Dyer and Blunsom (2018), *On the state of the art of evaluation in neural language models*, ICLR, arXiv:1707.05589.
# - Hutter, Hoos and Leyton-Brown (2014), *An efficient approach for assessing hyperparameter importance*, ICML.
# - Watanabe, Bansal and Hutter (2023), *PED-ANOVA: efficiently quantifying hyperparameter importance in arbitrary subspaces*, IJCAI, arXiv:2304.10255.
