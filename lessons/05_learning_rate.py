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
# # 05 Learning rate
#
# **Here are two runs. Same network, same digits, same code, and both of them guess: one digit in ten is right. In each of them one number is wrong. Can you repair it?**

# %%
import math
import statistics

import torch
from torch.nn.functional import cross_entropy

import hyperlib as h
from hyperlib import checks, plotting, widgets

torch.set_num_threads(1)  # small steps: two threads would wait for each other
data = h.load_mnist().subset(1000)  # 1,000 training digits, for quick runs
base = h.Hyperparameters(n_neurons=(64, 32), optimizer="sgd", batch_size=32, epochs=6)

# %% tags=["demonstration", "nbval-ignore-output"]
runs = {
    "run A": h.train(base.replace(lr=0.001), data, seed=0),
    "run B": h.train(base.replace(lr=3), data, seed=0),
}
for name, run in runs.items():
    print(f"{name}: loss {run.final.val_loss:.1f}, right {run.final.val_accuracy:.0%}")

# %% [markdown]
# A loss of 2.3 is what you get when you give all ten digits the same chance (it is `log(10)`).
# Both runs end at about that loss. How did they get there? Here is the loss of each of their first 40 batches.

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
first_losses = {}  # of each run: the losses of five seeds
for name, run in runs.items():
    lr = run.config.lr  # a range test whose rate stays the same, within a millionth
    ends = {"low": lr, "high": lr * (1 + 1e-6), "steps": 40}
    first_losses[name] = [
        h.lr_range_test(run.config, data, seed=seed, **ends).losses for seed in range(5)
    ]
figure, axes = plotting.figure(2, height=2.8)
highest = max(max(five[0]) for five in first_losses.values())
for k, (ax, name) in enumerate(zip(axes, runs)):
    losses = first_losses[name][0]
    ax.plot(range(1, 41), losses, "o-", color=plotting.COLORS[k], markersize=4)
    ax.set(xlabel="step", ylabel="loss of the batch", ylim=(0, 1.1 * highest))
    ax.set_title(name, color=plotting.INKS[k])
    told = f"{min(losses):.2g} and {max(losses):.2g}"
    plotting.describe(ax, f"{name}: the first 40 losses lie between {told}.")
plotting.show(figure)

# %% tags=["demonstration"] jupyter={"source_hidden": true}
largest = {name: [max(losses) for losses in five] for name, five in first_losses.items()}
checks.claims(
    {
        "run A never gets far from 2.3, in five seeds": max(largest["run A"]) < 2.6
        and min(min(losses) for losses in first_losses["run A"]) > 2,
        "run B leaps above 4 in the median of five seeds": statistics.median(largest["run B"]) > 4,
    }
)

# %% [markdown]
# Run A hardly moves. Run B leaps before it comes back to about 2.3. Do they need the same cure?
#
# **Your turn, two minutes.** Change the two learning rates until both runs read at least seven digits in ten. Any attempt counts.

# %% tags=["demonstration", "nbval-ignore-output"]
for lr in [0.001, 3]:  # change both numbers, run, repeat
    run = h.train(base.replace(lr=lr), data, seed=0)
    loss, right = run.final.val_loss, run.final.val_accuracy
    print(f"learning rate {lr}: loss {loss:.2f}, right {right:.0%}")

# %% [markdown]
# Here are four common repairs, each with five seeds (above it was one).

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
repairs = {  # name: rate of run A, rate of run B, epochs
    "as they were": (0.001, 3, 6),
    "train five times as long": (0.001, 3, 30),
    "twice the rate, half of it": (0.002, 1.5, 6),
    "10 times the rate, a tenth": (0.01, 0.3, 6),
    "100 times, a hundredth": (0.1, 0.03, 6),
}
tried = {}
print("right, mean of five seeds      run A   run B")
for name, (lr_a, lr_b, epochs) in repairs.items():
    pair = h.grid(base.replace(epochs=epochs), lr=[lr_a, lr_b])
    lanes_a, lanes_b = h.sweep(pair, data, seeds=range(5), measure="last epoch").by_configuration()
    tried[name] = [
        statistics.mean(lane.final.val_accuracy for lane in lanes) for lanes in (lanes_a, lanes_b)
    ]
    print(f"{name:<27}{tried[name][0]:>9.0%}{tried[name][1]:>8.0%}")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "training longer repairs neither run": max(tried["train five times as long"]) < 0.3,
        "a factor of 2 repairs neither run": max(tried["twice the rate, half of it"]) < 0.25,
        "a factor of 10 repairs run B": tried["10 times the rate, a tenth"][1] > 0.6,
        "and not run A": tried["10 times the rate, a tenth"][0] < 0.4,
        "a factor of 100 repairs run A": tried["100 times, a hundredth"][0] > 0.6,
    }
)

# %% [markdown]
# *Train longer* hardly helps run A, and it cannot help run B. *Twice the rate, half of it* fails too: this far from a good rate, a factor of 2 changes next to nothing.
# What helps is a jump: a tenth of the rate for run B, a hundred times the rate for run A.
#
# When a network does not learn, the learning rate is the first suspect, and whoever has time to tune a single number tunes this one (Goodfellow, Bengio and Courville 2016, section 11.4.1).
# After this lesson you can find a good rate with a few runs, see in a loss whether a rate is too small or too large, and say what sets the largest one that works.
#
# | | |
# | --- | --- |
# | You need | lessons 01 and 02 (one question recalls 03); derivatives of simple functions |
# | Time | 60 minutes with the exercises, and as long again if you go deeper |
# | Run All | about a minute on a laptop with two cores |

# %% [markdown]
# ## One valley, four rates
#
# Think of the loss as a landscape, with a place for every choice of the weights.
# Here are two weights: the landscape is a valley, steep from north to south and flat from west to east, and its lowest point is the star.
# Each panel starts at the same place and makes 20 steps downhill, with another learning rate. **Say in a word or two what each of the four walks does.**


# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
def valley(u, v):
    return (2 * u**2 + 20 * v**2) / 2


def walk(lr, steps=20):
    """Return the points of gradient descent in the valley, the start first."""
    points = [(-1.8, 1.0)]
    for _ in range(steps):
        u, v = points[-1]
        points.append((u - lr * 2 * u, v - lr * 20 * v))
    return points


panels = {f"learning rate {lr}": walk(lr) for lr in [0.01, 0.06, 0.095, 0.102]}
plotting.show(plotting.plot_paths(valley, panels))

# %% [markdown]
# What is *seen* here? The first walk creeps, the second gets there, the third zigzags, the fourth runs away. All first steps point in the same direction; only their length differs.
# A rate that is too small wastes steps. One that is too large jumps across the valley and lands a little higher up the other side, again and again.
# Now compare the last two panels. Their rates differ by 7%: with 0.095 the steps still arrive, with 0.102 they never will. What sets an edge that sharp?

# %% [markdown]
# ## By hand
#
# The smallest landscape has one weight $w$ and the loss $\tfrac{1}{2} a w^2$, a parabola.
# Its slope, the **gradient**, is $a w$, and $a$ is its **curvature**: how fast the slope changes.
# A step is the gradient times the **learning rate** $\eta$ (say "eta"), and it goes the other way:
#
# $$w \leftarrow w - \eta\, a\, w$$


# %%
def descend(a, lr, w=1.0, steps=20):
    path = [w]
    for _ in range(steps):
        gradient = a * w  # the slope at this place
        w = w - lr * gradient  # the step, against it
        path.append(w)
    return path


# %%
guess_edge = widgets.predict(
    "Curvature 4, start 1. What is the smallest of these rates at which w runs away?",
    choices=[0.1, 0.25, 0.45, 0.55, 0.9],
)

# %% tags=["nbval-ignore-output"]
print("rate  after 1, 2 and 3 steps         after 20")
for lr in [0.1, 0.25, 0.45, 0.55, 0.9]:
    path = descend(a=4, lr=lr)
    first = [f"{w:6.2f}" for w in path[1:4]]
    print(f"{lr:<5}", *first, f"... {path[-1]:>14,.2f}")
guess_edge.compare(0.55)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# A step replaces $w$ by $w - \eta a w$, which is $(1 - \eta a)\, w$: every step multiplies $w$ by the same factor.
# With $\eta = 1/a$, here 0.25, the factor is 0, and one step is enough.
# Below 0.25, $w$ shrinks without changing its sign. Above, it jumps from side to side, and up to 0.5 each jump is shorter than the last.
#
# </details>
#
# Beyond $2/a$, here 0.5, each jump is longer than the last: the descent **diverges**. **The largest stable rate is $2/a$** (Cohen et al. 2021, section 2); exactly there, $w$ jumps forever between two places.
#
# A network has thousands of weights and one learning rate.
# Here are two weights: in the valley the curvature is 20 from north to south and 2 from west to east. Which of the two sets the edge? Drag the rate, and find **the one that needs the fewest steps to the star**. What happens at the next larger one?


# %% tags=["demonstration", "nbval-ignore-output"]
def show_valley(lr):
    path = walk(lr, 60)
    near = [k for k in range(61) if math.dist(path[k], (0, 0)) < 0.1]
    told = f"{near[0]} steps to the star" if near else "not there after 60 steps"
    return plotting.plot_paths(valley, {f"learning rate {lr}: {told}": path[:21]})[0]


widgets.explore(
    show_valley,
    start={"lr": 0.03},
    lr=[0.01, 0.03, 0.05, 0.06, 0.07, 0.08, 0.085, 0.09, 0.095, 0.1, 0.102, 0.104],
)

# %% [markdown]
# The steep direction, curvature 20, sets the limit: $2/20 = 0.1$.
# At small rates the flat direction, curvature 2, decides how many steps you need, and it would love a larger rate; just below the limit the steep one does, because it bounces.
# In such a long, narrow valley the best rate lies close below the limit: 0.09 needs 15 steps, 0.095 already 23, and 0.1 never arrives. **Expect a cliff to the right of the best rate**: search on both sides, and choose below the edge, not at it.

# %% [markdown]
# ## A network: rates from 0.00001 to 10
#
# Eleven rates, each about three times the one before, five seeds each, for two optimizers.
# **SGD** steps as you did by hand, with the gradient of one batch. **Adam** gives each weight a step size of its own.

# %%
question = "Divide SGD's best rate by Adam's. What comes out?"
guess_ratio = widgets.predict(question, low=0.001, high=1000, scale="log", near=5)

# %% tags=["demonstration", "nbval-ignore-output"]
sgd_rates = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10]
adam_rates = [0.00001, 0.00003, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1]
configs = h.grid(base, lr=sgd_rates) + h.grid(base.replace(optimizer="adam"), lr=adam_rates)
found = h.sweep(configs, data, seeds=range(5))
plotting.show(plotting.plot_dots(found, "lr", by="optimizer"))

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
means = {"sgd": {}, "adam": {}}  # means[optimizer][lr]
for lanes in found.by_configuration():
    config = lanes[0].config
    means[config.optimizer][config.lr] = statistics.mean(a.final.val_accuracy for a in lanes)
best = {name: max(rates, key=rates.get) for name, rates in means.items()}
good = {  # smallest and largest rate within 10 points of the best
    name: [lr for lr, mean in rates.items() if mean > max(rates.values()) - 0.1]
    for name, rates in means.items()
}
for name in ["sgd", "adam"]:
    low, high = good[name][0], good[name][-1]
    print(f"{name}: best rate {best[name]:.2g}, right {means[name][best[name]]:.1%}")
    print(f"  within ten points of it: {low:.2g} to {high:.2g} ({high / low:.0f} times)")
guess_ratio.compare(best["sgd"] / best["adam"])

# %% tags=["demonstration"] jupyter={"source_hidden": true}
sgd, adam = list(means["sgd"].values()), list(means["adam"].values())
checks.claims(
    {
        "the smallest rates guess": max(sgd[0], adam[0]) < 0.3,
        "the largest rates guess": max(sgd[-1], adam[-1]) < 0.3,
        "the best rates are over 30 points better": min(max(sgd), max(adam)) > 0.6,
        "SGD wants a rate more than 5 times as large": best["sgd"] > 5 * best["adam"],
        "Adam's good rates span a factor above 9": good["adam"][-1] > 9 * good["adam"][0],
        "and are less than a tenth of the way from 0 to 1": good["adam"][-1] < 0.1,
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# Each optimizer has a hill: too small on the left, too large on the right. Drawn with the training error it is the well-known U-curve (Goodfellow, Bengio and Courville 2016, figure 11.1).
# On the right patience does not help: run B, trained five times as long, still guessed.
#
# Adam divides each gradient by its own recent size, so that multiplying all gradients by a constant does not change its steps: usually they are no longer than the rate (Kingma and Ba 2015, section 2.1). SGD's steps are the rate times gradients that are mostly far below 1, so SGD needs the larger number. Why Adam's top is wider is less clear. **A good rate belongs to its optimizer.**
#
# </details>
#
# Why are the rates on a **log scale**, where each step to the right *multiplies*? Because what matters is the ratio: from 0.001 to 0.002 every step becomes twice as long, and so it does from 0.1 to 0.2.
# Suppose you can pay for ten runs with Adam, at rates between 0.00001 and 1. Below its hill stand ten rates with equal distances, and ten with equal ratios.

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
known = [math.log10(lr) for lr in means["adam"]]
top, middles = max(means["adam"].values()) - 0.1, [(k + 0.5) / 10 for k in range(10)]
choices = {  # name: ten rates
    "equal distances": [1e-5 + (1 - 1e-5) * place for place in middles],
    "equal ratios": [10 ** (-5 + 5 * place) for place in middles],
}


def between(lr):
    """Return Adam's accuracy at a rate, on the straight line between the rates that were measured."""
    k = max(k for k in range(len(known) - 1) if known[k] <= math.log10(lr))
    a, b = list(means["adam"].values())[k : k + 2]
    return a + (b - a) * (math.log10(lr) - known[k]) / (known[k + 1] - known[k])


_, [ax] = plotting.figure(1, height=4)
ax.plot(adam_rates, [100 * mean for mean in means["adam"].values()], color="0.6", linewidth=2)
ax.axhspan(100 * top, 100, color="0.93", zorder=0)
ax.text(1e-5, 98, "at most ten points behind the best", va="top", fontsize=10, color="0.35")
counts = {}
for k, (name, ten) in enumerate(choices.items()):
    counts[name] = sum(between(lr) > top for lr in ten)
    style = {"color": plotting.COLORS[k], "marker": plotting.MARKERS[k], "linestyle": ""}
    ax.plot(ten, [100 * between(lr) for lr in ten], markersize=7, **style)
    ax.plot(ten, [-8 - 10 * k] * 10, markersize=7, **style)
    where = (1.5, -8 - 10 * k)
    ax.annotate(name, where, annotation_clip=False, va="center", color=plotting.INKS[k])
    plotting.describe(ax, f"Ten rates with {name}: {counts[name]} of them on top of Adam's hill.")
ax.set(xscale="log", ylim=(-25, 100), xlabel="learning rate (log scale)")
ax.set_ylabel("validation accuracy, %")
ax.set_yticks(range(0, 101, 20))
plotting.show(ax)
for name, count in counts.items():
    print(f"{name}: {count} of ten rates read over {top:.0%}")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "of ten rates with equal distances one or none is good": counts["equal distances"] <= 1,
        "of ten with equal ratios two or more": counts["equal ratios"] >= 2,
    }
)

# %% [markdown]
# With equal distances nearly all of the runs are wasted: Adam's good rates span a factor of more than ten, and yet all of them lie in the lowest tenth of the range. With equal ratios some always fall on the hill, wherever it stands.

# %% [markdown]
# ## What happened to run B?
#
# Long steps alone do not explain run B: they should make the loss explode, as in the valley, and it sat at 2.3. Look inside. A ReLU unit that answers 0 to every digit is **dead**.

# %% tags=["demonstration", "nbval-ignore-output"]
dead, answers = [], []
for seed in range(5):
    model = h.train(base.replace(lr=3), data, seed=seed).model
    layers = h.activation_statistics(model, data.X_train)
    dead.append(layers[1].dead)  # share of dead units in the second hidden layer
    answers.append(len(model(data.X_val).argmax(1).unique()))
print("dead in layer 2:", *[f"{share:.0%}" for share in dead])
print("answers that are ever given:", *answers)

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "over nine in ten units are dead in every seed": min(dead) > 0.9,
        "one answer to everything in at least four of five seeds": sum(n == 1 for n in answers)
        >= 4,
    }
)

# %% [markdown]
# The long steps throw the units to where they answer 0. There the slope is 0 too, so a dead unit gets no gradient, and comes back only if the layer below it changes.
# Once the whole layer is dead, no gradient passes it, and nothing below changes either. Only the biases of the last layer still learn, in steps that are too long: the loss wanders near 2.3, with one answer to everything. **A run can be broken without ever printing NaN** ("not a number", what a loss becomes when it overflows).

# %% [markdown]
# ## Two rates, one epoch: whom do you trust?
#
# You have an hour, and each run takes a long time. So you try two rates for Adam, one epoch each, and keep the winner. Here is that trial.

# %% tags=["demonstration", "nbval-ignore-output"]
pair = h.grid(base.replace(optimizer="adam", epochs=20), lr=[0.001, 0.03])
small, large = h.sweep(pair, data, seeds=range(5)).by_configuration()
for name, lanes in {"0.001": small, "0.03": large}.items():
    loss = statistics.mean(lane.history[0].val_loss for lane in lanes)
    right = statistics.mean(lane.history[0].val_accuracy for lane in lanes)
    print(f"rate {name}, one epoch: loss {loss:.2f}, {right:.0%} right")

# %%
guess_race = widgets.predict(
    "Both go on to 20 epochs. Which one has the lower validation loss in the end?",
    choices=["0.001", "0.03"],
)

# %% tags=["demonstration", "nbval-ignore-output"]
falling = h.sweep([pair[1].replace(schedule="cosine")], data, seeds=range(5)).lanes
race = {"0.001": small, "0.03": large, "0.03, falling to 0": falling}
figure, axes = plotting.figure(2)
plotting.plot_curves(race, metric="val_loss", ax=axes[0])
plotting.plot_curves(race, metric="val_accuracy", ax=axes[1])
plotting.show(figure)
guess_race.compare("0.001")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
ahead = [b.history[0].val_accuracy - a.history[0].val_accuracy for a, b in zip(small, large)]
behind = [b.final.val_accuracy - a.final.val_accuracy for a, b in zip(small, large)]
loss = [statistics.mean(lane.final.val_loss for lane in lanes) for lanes in (small, large)]
checks.claims(
    {
        "0.03 is over 3 points ahead after one epoch": statistics.mean(ahead) > 0.03,
        "and not ahead after 20": statistics.mean(behind) < 0.01,
        "where its loss is over 1.5 times as high": loss[1] > 1.5 * loss[0],
        "a rate that falls from 0.03 to 0 brings over a point": statistics.mean(
            b.final.val_accuracy - a.final.val_accuracy for a, b in zip(large, falling)
        )
        > 0.01,
    }
)

# %% [markdown]
# **The rate that wins the sprint loses the race.** The long steps of 0.03 keep the network from settling; look at the third curve: a rate that begins at 0.03 and falls to 0 (`schedule="cosine"`, lesson 06) cures that. And the network grows sure of its wrong answers, which makes the validation loss soar (lesson 08).
# So compare rates at the number of epochs that you will really train. And never carry a rate to another optimizer, batch size or depth on trust ("Going deeper" measures how far it moves): **search it again**.

# %% [markdown]
# ## Exercise 1: six questions, three of them answered by running
#
# Replace each `...` by `"smaller"`, `"larger"` or `"the same"`. Try the first with `descend`, time the second, sweep the third; the last three recall earlier lessons.
#
# <details><summary>Hint: how to run the third one</summary>
#
# `h.sweep(h.grid(base.replace(epochs=30), lr=[0.003, 0.01, 0.03, 0.1, 0.3]), data, seeds=range(3)).by_configuration()` gives, for each rate, its runs, one a seed; look at their `final.val_accuracy`.
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "rate_quiz", "locked": false, "schema_version": 3, "solution": true, "task": false}
rate_quiz = {
    "the curvature of a parabola doubles: its largest stable rate becomes": ...,
    "the learning rate is halved: the seconds that an epoch takes become": ...,
    "SGD trains 30 epochs in place of 6: the smallest of its rates that gets 70% right becomes": ...,
    "lesson 01: another learning rate is chosen: the number of weights to learn becomes": ...,
    "lesson 02: ten sigmoid layers in place of two: the first layer's gradient becomes": ...,
    "lesson 03: every hidden layer is made twice as wide: the multiply-adds become": ...,
}
### BEGIN SOLUTION
rate_quiz = {
    "the curvature of a parabola doubles: its largest stable rate becomes": "smaller",
    "the learning rate is halved: the seconds that an epoch takes become": "the same",
    "SGD trains 30 epochs in place of 6: the smallest of its rates that gets 70% right becomes": "smaller",
    "lesson 01: another learning rate is chosen: the number of weights to learn becomes": "the same",
    "lesson 02: ten sigmoid layers in place of two: the first layer's gradient becomes": "smaller",
    "lesson 03: every hidden layer is made twice as wide: the multiply-adds become": "larger",
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_rate_quiz", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.quiz(
    "rate_quiz",
    choices=("smaller", "larger", "the same"),
    key={
        "the curvature of a parabola doubles: its largest stable rate becomes": "804addb4cfb8",
        "the learning rate is halved: the seconds that an epoch takes become": "4c96bf488f11",
        "SGD trains 30 epochs in place of 6: the smallest of its rates that gets 70% right becomes": "c8966c0fc8fd",
        "lesson 01: another learning rate is chosen: the number of weights to learn becomes": "1fb86aaec433",
        "lesson 02: ten sigmoid layers in place of two: the first layer's gradient becomes": "a04b0b033051",
        "lesson 03: every hidden layer is made twice as wide: the multiply-adds become": "9f7ab048bf19",
    },
    hints={
        "the curvature of a parabola doubles: its largest stable rate becomes": {
            "larger": "A steeper valley is jumped over sooner, not later. Compare descend(a=4, lr=0.4) with descend(a=8, lr=0.4).",
            "the same": "The edge is 2 / a, so it moves with a. Compare descend(a=4, lr=0.4) with descend(a=8, lr=0.4).",
        },
        "the learning rate is halved: the seconds that an epoch takes become": {
            "smaller": "The steps become shorter, and there are as many of them: count what one step computes.",
            "larger": "You may need more epochs, but this asks for one epoch. Does the rate change how many gradients it takes?",
        },
        "SGD trains 30 epochs in place of 6: the smallest of its rates that gets 70% right becomes": {
            "larger": "With more steps, short ones get as far as long ones did before. Run the sweep of the hint.",
            "the same": "The smallest rates had not got far after six epochs. Do they after 30? Run the sweep of the hint.",
        },
        "lesson 01: another learning rate is chosen: the number of weights to learn becomes": {
            "smaller": "The sizes of the layers alone decide how many weights there are. Count them with h.count_parameters.",
            "larger": "The sizes of the layers alone decide how many weights there are. Count them with h.count_parameters; the rate is chosen, not learned.",
        },
        "lesson 02: ten sigmoid layers in place of two: the first layer's gradient becomes": {
            "larger": "The slope of a sigmoid is at most a quarter, and each layer multiplies by one more of them.",
            "the same": "The gradient passes through every layer on its way back, and each one multiplies it. By what, for a sigmoid?",
        },
        "lesson 03: every hidden layer is made twice as wide: the multiply-adds become": {
            "smaller": "More neurons are more products. Between two hidden layers there is one for every pair of neurons.",
            "the same": "The depth stayed the same, the width did not. Between two hidden layers there is a product for every pair of neurons.",
        },
    },
)

# %% [markdown]
# ## Exercise 2: one step by hand
#
# We fit a line `w * x + b` to points `(x, y)`.
# The parameters are `w` and `b`; the loss is the mean over all points of `(w * x + b - y)**2`.
#
# Write `gradient_step(w, b, xs, ys, lr)`: return the list `[w, b]` after **one** step of gradient descent.
# `xs` and `ys` are lists of numbers of the same length, at least one each.
#
# - Both gradients are taken at the old `w` and `b`, and nothing is rounded.
#
# <details><summary>Hint 1</summary>
#
# With `error = w * x + b - y`, the derivative of `error**2` with respect to `w` is `2 * error * x`, and with respect to `b` it is `2 * error`.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Take the means of these over all points, then step against them.
# By hand for `w = b = 0`, the one point x = 2, y = 3, and lr = 0.1: the error is -3, the gradients are -12 and -6, so `w` becomes 1.2 and `b` becomes 0.6.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "gradient_step", "locked": false, "schema_version": 3, "solution": true, "task": false}
def gradient_step(w, b, xs, ys, lr):
    """Return [w, b] after one step of gradient descent on the mean squared error."""
    ### BEGIN SOLUTION
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    gradient_w = 2 * sum(e * x for e, x in zip(errors, xs)) / len(xs)
    gradient_b = 2 * sum(errors) / len(xs)
    return [w - lr * gradient_w, b - lr * gradient_b]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_gradient_step", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "gradient_step",
    checks.example(
        0, 0, [2], [3], 0.1, expected=[1.2, 0.6], hint="The error is -3. Look at hint 2."
    ),
    checks.example(
        1.0, 0.5, [1, 2], [1.5, 2.5], 0.3, expected=[1.0, 0.5], hint="Both errors are 0: no step."
    ),
)

# %% [markdown]
# ## Decision lab: a rate for a network that you have not seen (10 points)
#
# A colleague trains three hidden layers by SGD with momentum, in batches of 64.
# (Momentum keeps nine tenths of the last step; lesson 09 explains it. Here it is one more reason why no rate of this lesson can be carried over on trust.)
# Her rate is still 0.001, and the network reads only about half of the digits.
# Find her a better rate. You can pay for 36 epochs, which is six runs.
#
# The next cell shows the task and what earns points.

# %% jupyter={"source_hidden": true}
rate_lab = h.labs.Lab(
    "rate_choice",
    "which rate for three hidden layers, SGD with momentum and batches of 64?",
    base=h.Hyperparameters(
        n_neurons=(64, 64, 64),
        initialization="he",
        optimizer="sgd",
        momentum=0.9,
        lr=0.001,
        batch_size=64,
        epochs=6,
    ),
    space={"lr": h.search.LogUniform(0.0001, 1.0)},
    epochs=36,
    levels=[
        h.labs.Level(0.55, 0, "the default of 0.001 stays below"),
        h.labs.Level(0.82, 3, "the median of a random search"),
        h.labs.Level(0.855, 5, "the best known, less two standard deviations of one run"),
    ],
    tolerance=0.05,
    bracket=h.labs.Bracket("lr", worse=0.02, reach=100, chance=0.15),
)

# %% tags=["demonstration", "nbval-ignore-output"]
rate_lab

# %% [markdown]
# Write your rates into the list and run the cell, as often as you like.
# Each run is paid once: the same rate is free the second time, even tomorrow.
# Before you pay for a run, say which rate you will try next if the accuracy rises, and which if it falls.
#
# <details><summary>Hint 1</summary>
#
# Six runs are few. How many steps of a factor of 3 lead from 0.001 to 1? Which of these rates can you skip?
#
# </details>
# <details><summary>Hint 2</summary>
#
# Look for a rate that is too large first: it costs as much as any other and tells you where to stop. Then go down from it by factors of 3 until the accuracy falls again.
# What you find on the way is your bracket.
#
# </details>

# %% tags=["demonstration", "nbval-ignore-output"]
for lr in [0.001]:  # add rates: [0.001, ...]
    rate_lab.run(lr=lr)

# %% [markdown]
# Hand in four numbers.
#
# - `lr`: your rate.
# - `too_small` and `too_large`: a worse rate on each side of it, no more than a factor of 100 away. At `too_large` the network must learn nothing at all.
# - `predicted_accuracy`: what your rate will reach when it is trained again, from other initial weights and on other digits. A share such as 0.5, not 50.

# %% nbgrader={"grade": false, "grade_id": "rate_choice", "locked": false, "schema_version": 3, "solution": true, "task": false}
rate_choice = {
    "lr": ...,
    "too_small": ...,
    "too_large": ...,
    "predicted_accuracy": ...,
}
### BEGIN SOLUTION
rate_choice = {
    "lr": 0.05,
    "too_small": 0.005,
    "too_large": 0.5,
    "predicted_accuracy": 0.87,
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_rate_choice", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
checks.lab("rate_choice")

# %% [markdown]
# Why this rate? Write two sentences for your colleague between the quotation marks.
# Nobody grades them; the report names what is missing.
#
# <details><summary>A model answer</summary>
#
# "At 0.5 the network learns nothing and at 0.005 it reads about 4 digits in 100 fewer, so the good rates lie between; I took 0.05, in the middle of the flat part, where a small mistake costs nothing.
# I saw it with one seed only, so I expect 87% give or take 5 points, and I would search again for another batch size."
#
# </details>

# %% tags=["demonstration", "nbval-ignore-output"]
rate_lab.report(rate_choice, why="")

# %% [markdown]
# ## Take away
#
# | | |
# | --- | --- |
# | Start from | Adam: 0.001. Plain SGD: 0.1. SGD with momentum 0.9: 0.03. Then five rates, each three times the one before |
# | Range and scale to search | Adam 0.00001 to 0.1, SGD 0.001 to 1, log scale; extend it when the best is at an end |
# | Cost | none for an epoch: every rate takes the same time and memory; a small one needs more epochs |
# | It interacts with | optimizer and momentum, batch size (larger batch, larger rate: lesson 07), number of epochs (with more of them, smaller rates become good; lesson 08), depth, schedule, initialization |
#
# | Symptom | Likely cause | Try |
# | --- | --- | --- |
# | loss becomes NaN, or ends above its start | rate too large | a tenth of it |
# | accuracy at chance from the first epoch on, loss near 2.3 | rate far too large (dead units), or far too small | look at the first 20 losses: did they jump, or not move? |
# | loss falls slowly and steadily | rate too small | three times as much |
# | fast at first, then restless | rate too large to settle | a third of it, or a schedule |
# | best rate at the end of the range | range too narrow | extend the range |
#
# **Next:** lesson 06, schedules, in which the rate changes while the network learns. On the short course: lesson 08, epochs and early stopping.

# %% [markdown]
# ## Going deeper
#
# What follows is for a second evening: what moves the best rate, a test that finds the order of magnitude in one run, what curvature says about a real network, and how far momentum and Adam go. The three exercises are without points.

# %% [markdown]
# ### What moves the best rate
#
# 144 settings were trained beforehand, each with five seeds. (SGD has momentum 0.9 here, a memory of past steps, which makes them up to ten times as long where gradients agree.)
# **Move one slider and put it back: batch 16, then 256; epoch 1, then 10; depth 1, then 3. Where does the plateau go? Look at all of it, not at the top dot.** Then the same with SGD.


# %% tags=["demonstration", "nbval-ignore-output"]
table = h.load_table("model").select(activation="relu", width=64)


def show_rates(optimizer, batch_size, depth, epoch):
    part = table.select(optimizer=optimizer, batch_size=batch_size)
    part = part.select(depth=depth, epoch=epoch)
    return plotting.plot_dots(part, "lr", ylim=(0, 100))


widgets.explore(
    show_rates,
    start={"optimizer": "adam", "batch_size": 64, "depth": 2, "epoch": 10},
    optimizer=["sgd", "adam"],
    batch_size=[16, 64, 256],
    depth=[1, 2, 3],
    epoch=[1, 10],
)


# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
def middle(optimizer, **place):
    """Return the middle, on a log scale, of the rates within 5 points of the best; mean over seeds."""
    logs = []
    for seed in range(5):
        part = table.select(optimizer=optimizer, seed=seed, **place)
        rates, right = part.axes["lr"], part.val_accuracy
        top = [math.log10(lr) for lr, a in zip(rates, right) if a > max(right) - 0.05]
        logs.append(statistics.mean(top))
    return 10 ** statistics.mean(logs)


usual = {"batch_size": 64, "depth": 2, "epoch": 10}
moves = {}
print("middle of all rates within 5 points of the best")
print(f"{'':<21}{'SGD':>9}{'Adam':>19}")
for what, axis, old, new in [
    ("batch of 16 -> 256", "batch_size", 16, 256),
    ("1 epoch -> 10 epochs", "epoch", 1, 10),
    ("1 hidden layer -> 3", "depth", 1, 3),
]:
    moves[axis] = [
        [middle(name, **usual | {axis: value}) for value in (old, new)] for name in ("sgd", "adam")
    ]
    print(f"{what:<21}", *[f"{a:>6.2g} -> {b:<6.2g}" for a, b in moves[axis]])

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "a larger batch wants a larger rate": all(b > 1.3 * a for a, b in moves["batch_size"]),
        "with more epochs smaller rates become good": all(b < a / 1.3 for a, b in moves["epoch"]),
        "depth moves the middle by less than a step": all(
            1 / 3 < b / a < 3 for a, b in moves["depth"]
        ),
        "three layers make SGD's hill narrower on both sides": all(
            table.select(optimizer="sgd", lr=lr, **usual | {"depth": 1}).val_accuracy.mean()
            > table.select(optimizer="sgd", lr=lr, **usual | {"depth": 3}).val_accuracy.mean() + 0.1
            for lr in (0.01, 0.3)
        ),
    }
)

# %% [markdown]
# A larger batch wants a larger rate: in the same number of epochs it makes fewer steps. With more epochs smaller rates become good, while the top dot stays about where it was. Depth hardly moves the middle here, but it makes SGD's hill narrower.
# So never carry a rate from one configuration to another on trust: **search it again**.

# %% [markdown]
# ### Without points: draw learning rates
#
# Write `draw_rates(low, high, n, seed)`: a list of `n` learning rates between `low` and `high` whose **logarithms** are spread uniformly.
#
# - The same seed gives the same list; a different seed gives a different list.
# - `low` must be above 0 and below `high`, and `n` at least 1; otherwise raise a `ValueError`.
#
# The check draws 2,000 rates and looks at their distribution, so any way to draw each of them at random, independently of the others, is fine.
# Evenly spaced rates are not drawn at random, and neither is a short list that is repeated.
#
# <details><summary>Hint 1</summary>
#
# Draw the exponent, not the rate. Between 0.00001 and 1, the exponents of 10 are -5 to 0.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Draw uniformly between the logarithms of `low` and `high`, then undo the logarithm.
#
# </details>
# <details><summary>Hint 3</summary>
#
# Make a generator of your own: `generator = random.Random(seed)` (after `import random`), then `generator.random()` is uniform between 0 and 1.
# `torch.rand(n, generator=torch.Generator().manual_seed(seed))` does the same for a whole tensor.
# Return plain numbers, not a tensor: `.tolist()`.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "optional_draw_rates", "locked": false, "schema_version": 3, "solution": true, "task": false}
def draw_rates(low, high, n, seed):
    """Return n learning rates between low and high, uniform on a log scale."""
    ### BEGIN SOLUTION
    import random

    if not 0 < low < high or n < 1:
        raise ValueError(f"expected 0 < low < high and n >= 1, got {low}, {high} and {n}")
    generator = random.Random(seed)
    return [low * (high / low) ** generator.random() for _ in range(n)]
    ### END SOLUTION


# %% jupyter={"source_hidden": true}
def check_draw_rates(draw_rates, low, high, n, seed):
    """Return what every right answer has in common."""
    import math

    rates = [float(rate) for rate in draw_rates(low, high, n, seed)]
    places = sorted(math.log(rate / low) / math.log(high / low) for rate in rates)
    steps = [b - a for a, b in zip(places, places[1:])]
    return {
        "how many": len(rates),
        "all inside": all(low * 0.9999 <= rate <= high * 1.0001 for rate in rates),
        "about a quarter in each quarter of the log scale": all(
            abs(sum(k / 4 <= place < (k + 1) / 4 for place in places) / n - 1 / 4) < 0.06
            for k in range(4)
        ),
        "drawn at random": max(steps) > 3 * sum(steps) / len(steps) and len(set(rates)) > 0.9 * n,
        "same seed, same list": rates == [float(r) for r in draw_rates(low, high, n, seed)],
        "another seed, another list": rates
        != [float(r) for r in draw_rates(low, high, n, seed + 1)],
    }


checks.check(
    "draw_rates",
    checks.example(
        0.0003,
        0.3,
        2000,
        0,
        expected={
            "how many": 2000,
            "all inside": True,
            "about a quarter in each quarter of the log scale": True,
            "drawn at random": True,
            "same seed, same list": True,
            "another seed, another list": True,
        },
        name="2,000 rates from 0.0003 to 0.3",
        points=0,
        hint="Draw an exponent between those of low and high, with a generator made from the seed.",
    ),
    checks.raises(ValueError, 0.0, 1.0, 5, 0, points=0, hint="0 has no logarithm."),
    checks.raises(ValueError, 1.0, 0.1, 5, 0, points=0, hint="low must be below high."),
    checks.raises(ValueError, 0.1, 0.1, 5, 0, points=0, hint="Equal is not below."),
    checks.raises(ValueError, 0.1, 1.0, 0, 0, points=0, hint="At least one rate."),
    via=check_draw_rates,
)

# %% [markdown]
# ### The range test: one run in place of eleven
#
# Let the rate grow by equal ratios at every step of **one** short run, and watch the loss. It stays, then it falls, then it jumps.
# (Smith 2017, section 3.3, lets the rate grow by equal amounts and watches the accuracy; growing by equal ratios for a hundred steps is the form that the library fastai made popular.)
# Two readings are common: the point where the loss falls most steeply, and the one used here: take the rate with the lowest loss, divided by 10, since where the loss is lowest it is about to rise (Howard and Gugger 2020, chapter 5).

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
figure, axes = plotting.figure(2)
suggested, lost = {}, {}
for ax, name in zip(axes, ["sgd", "adam"]):
    rates = list(means[name])
    suggested[name], lost[name] = [], []
    for seed in range(5):
        config = base.replace(optimizer=name)
        test = h.lr_range_test(config, data, low=rates[0], high=rates[-1], seed=seed)
        losses = []
        for x in test.losses:  # up to the divergence, as in the exercise below
            if not math.isfinite(x) or losses and x > 4 * min(losses):
                break
            losses.append(x)
        lowest = losses.index(min(losses))
        suggested[name].append(test.lrs[lowest] / 10)
        final = h.train(config.replace(lr=suggested[name][-1]), data, seed=seed).final
        [same_seed] = [
            lane.final
            for lane in found.lanes
            if lane.config == config.replace(lr=best[name]) and lane.seed == seed
        ]
        lost[name].append(same_seed.val_accuracy - final.val_accuracy)
        if seed > 0:
            ax.plot(test.lrs, test.losses, color="0.6", linewidth=0.8, alpha=0.35, zorder=1)
            continue
        ax.plot(test.lrs, test.losses, color=plotting.COLORS[0], linewidth=2, zorder=3)
        low, rate = losses[lowest], test.lrs[lowest]
        ax.plot(rate, low, "v", color=plotting.COLORS[1], markersize=10, zorder=4)
        ax.axvline(rate / 10, color=plotting.COLORS[1], linestyle="--")
        style = {"color": plotting.INKS[1], "va": "center", "bbox": plotting.style.PAPER}
        ax.text(rate, max(0.2, low - 0.4), "lowest", ha="center", **style)
        ax.text(rate / 11, 4.2, f"suggested:\n{rate / 10:.2g}", ha="right", **style)
        told = f"the lowest loss of seed 0 is at {rate:.2g}, so {rate / 10:.2g} is suggested"
        plotting.describe(ax, f"{name}, loss of each batch while the rate grows: {told}.")
    ax.set_xscale("log")
    ax.set_ylim(0, 5)
    ax.set_xlabel("learning rate of the step, log scale")
    ax.set_ylabel("loss of the batch")
    ax.set_title({"sgd": "SGD", "adam": "Adam"}[name] + ": one seed, four more in gray")
plotting.show(figure)
for name in ["sgd", "adam"]:
    print(f"{name}, best rate of the sweep {best[name]:.2g}")
    print("suggested  ", *[f"{lr:>6.2g}" for lr in suggested[name]])
    print("points lost", *[f"{100 * x:>6.1f}" for x in lost[name]])
print("(negative: gained)")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        f"{name}: the median suggestion is within a factor of 20 of the best rate": best[name] / 20
        < statistics.median(suggested[name])
        < 20 * best[name]
        for name in ["sgd", "adam"]
    }
)

# %% [markdown]
# One test costs 100 steps; one seed of the sweep cost more than 2,000. For a twentieth of the price you get the order of magnitude, and training with the suggestion itself mostly costs some points. It is a good first guess and a bad last word: place a small search around it.

# %% [markdown]
# ### Without points: read a rate from a range test
#
# Write `suggest_rate(lrs, losses)`: the rate that a range test suggests.
# The rule:
#
# 1. Walk along the losses. Stop at the first one that is not a finite number (NaN or infinity), or that is larger than **4 times** the lowest loss before it. That loss and all later ones do not count.
# 2. Of what is left, take the rate with the lowest loss; if several are equally low, the first of them.
# 3. Return a tenth of that rate.
#
# If nothing is left, or if the lists differ in length, raise a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# Keep the lowest loss so far and its rate while you walk. `math.isfinite(x)` is False for NaN and infinity.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Why step 1? After a divergence a loss can fall below the lowest one by chance. Work through the losses `[2, 1, 9, 0.5]` by hand: 9 is larger than 4 times 1, so the walk ends there, and 0.5 does not count.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "optional_suggest_rate", "locked": false, "schema_version": 3, "solution": true, "task": false}
def suggest_rate(lrs, losses):
    """Return a tenth of the rate with the lowest loss before the loss diverges."""
    ### BEGIN SOLUTION
    if len(lrs) != len(losses):
        raise ValueError(f"expected as many losses as rates, got {len(losses)} and {len(lrs)}")
    lowest, rate = math.inf, None
    for lr, loss in zip(lrs, losses):
        if not math.isfinite(loss) or loss > 4 * lowest:
            break
        if loss < lowest:
            lowest, rate = loss, lr
    if rate is None:
        raise ValueError("expected a loss that is a finite number at the start, got none")
    return rate / 10
    ### END SOLUTION


# %% jupyter={"source_hidden": true}
checks.check(
    "suggest_rate",
    checks.example(
        [0.001, 0.01, 0.1, 1.0],
        [2.3, 2.0, 1.5, 3.0],
        expected=0.01,
        points=0,
        hint="The lowest loss is at 0.1; a tenth of that.",
    ),
    checks.example(
        [0.001, 0.01, 0.1, 1.0],
        [2.0, 1.0, 9.0, 0.5],
        expected=0.001,
        points=0,
        hint="9 is more than 4 times 1: the walk ends there.",
    ),
    checks.example(
        [0.001, 0.01, 0.1, 0.2, 0.4, 0.8, 1.6],
        [2.0, 1.0, 4.0, 0.9, 3.0, 3.7, 0.5],
        expected=0.02,
        points=0,
        hint="4 is not larger than 4 times 1, and 3.7 is larger than 4 times 0.9: compare with the lowest loss so far.",
    ),
    checks.example(
        [0.001, 0.01, 0.1],
        [2.0, 1.5, float("nan")],
        expected=0.001,
        points=0,
        hint="NaN ends the walk; what came before counts.",
    ),
    checks.example(
        [0.001, 0.01, 0.1],
        [1.5, 1.2, 1.2],
        expected=0.001,
        points=0,
        hint="Of equal losses, the first one.",
    ),
    checks.raises(
        ValueError, [0.1], [float("inf")], points=0, hint="Nothing is left to choose from."
    ),
    checks.raises(ValueError, [0.1, 0.2], [2.0], points=0, hint="Two rates, one loss."),
)

# %% [markdown]
# ### Curvature of a network
#
# Does the rule `2 / curvature` hold for a network?
# Its curvature differs from direction to direction, and it changes while the parameters move.
# The matrix of all second derivatives of the loss is called the **Hessian**; it plays the part that $a$ plays for the parabola.
# Its largest eigenvalue, the largest curvature, is called **sharpness** (Cohen et al. 2021; others use the word for other measures).
#
# The Hessian has a row and a column for each parameter: too many numbers to write down.
# But its product with a vector is cheap: multiply the gradient by the vector, then differentiate once more.
# **Power iteration** multiplies a vector by the matrix again and again, and the vector turns into the direction of the eigenvalue of largest size.
# (LeCun, Simard and Pearlmutter 1993, *Automatic learning rate maximization by on-line estimation of the Hessian's eigenvectors*, NeurIPS 5, choose the learning rate in this way.)


# %% tags=["demonstration"]
few = data.subset(200)
X, y = few.X_train, few.y_train


def sharpness(model, rounds=20):
    """Estimate by power iteration the curvature of largest size, on the 200 digits."""
    parameters = list(model.parameters())
    # create_graph keeps what is needed to differentiate these gradients again
    loss = cross_entropy(model(X), y)
    gradients = torch.autograd.grad(loss, parameters, create_graph=True)
    generator = torch.Generator().manual_seed(0)
    vector = [torch.randn(p.shape, generator=generator) for p in parameters]
    for _ in range(rounds):
        length = math.sqrt(sum((v * v).sum().item() for v in vector))
        vector = [v / length for v in vector]
        # the Hessian times the vector
        product = torch.autograd.grad(gradients, parameters, vector, retain_graph=True)
        # the vector is stretched by this
        value = sum((v * p).sum().item() for v, p in zip(vector, product))
        vector = product
    return value


def start_network(activation, seed):
    return h.MLP(784, [32], 10, activation=activation, seed=seed)


def descend_network(model, lr, measure, steps=150):
    """Train on all 200 digits in every step; return losses and sharpnesses."""
    losses, curvatures = [], []
    for step in range(steps):
        if measure and step % 5 == 0:
            curvatures.append(sharpness(model))
        loss = cross_entropy(model(X), y)
        losses.append(loss.item())
        gradients = torch.autograd.grad(loss, list(model.parameters()))
        with torch.no_grad():
            for p, gradient in zip(model.parameters(), gradients):
                p -= lr * gradient
    return losses, curvatures


networks = [start_network(a, seed) for a in ("tanh", "relu") for seed in range(5)]
agree = sum(math.isclose(sharpness(m), sharpness(m, 100), rel_tol=0.05) for m in networks)
checks.claims({"20 and 100 rounds of power iteration agree within 5%": agree == 10})

# %% [markdown]
# We measure the sharpness `s` of the untrained network, call `2 / s` the limit, and train with multiples of it, for tanh and for ReLU.
#
# A quadratic converges at half its limit and diverges at twice its limit. And the two networks? And at 20 times?

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
multiples = [0.1, 0.5, 2, 20]
curves = {}  # curves[activation, multiple]: losses, sharpnesses and dead share of five seeds
for activation in ["tanh", "relu"]:
    for m in multiples:
        curves[activation, m] = []
        for seed in range(5):
            model = start_network(activation, seed)
            lr = m * 2 / sharpness(model)
            measure = m == 0.5 or (activation, m) == ("tanh", 2)  # what is asked below
            losses, curvatures = descend_network(model, lr, measure)
            dead = h.activation_statistics(model, X)[0].dead
            curves[activation, m].append((losses, curvatures, dead))

print("median of five seeds:")
print("loss after 150 steps, and dead units")
for activation in ["tanh", "relu"]:
    for m in multiples:
        last = statistics.median(losses[-1] for losses, _, _ in curves[activation, m])
        share = statistics.median(dead for _, _, dead in curves[activation, m])
        print(f"{activation}, {m:>3} times the limit: {last:>7.3g}, dead {share:>4.0%}")

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
figure, axes = plotting.figure(2)
for ax, activation in zip(axes, ["tanh", "relu"]):
    ends = []
    ax.set(yscale="log", ylim=(0.003, 1e5), xlabel="step", ylabel="training loss, log scale")
    for k, m in enumerate(multiples):
        losses = curves[activation, m][0][0]
        ax.plot(losses, color=plotting.COLORS[k], linestyle=plotting.LINES[k], linewidth=2)
        ends.append((149, losses[-1], f"{m} times: {float(f'{losses[-1]:.2g}'):g}", k, False))
    plotting.style.label_ends(ax, ends)
    ax.set_title({"tanh": "tanh", "relu": "ReLU"}[activation] + ", rate in multiples of the limit")
    told = ", ".join(f"{text}" for _, _, text, _, _ in ends)
    plotting.describe(ax, f"{activation}, loss of one seed after 150 steps at multiples: {told}.")
plotting.show(figure)

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
grown, doubled = {}, {}
for activation in ["tanh", "relu"]:
    half = [curvatures for _, curvatures, _ in curves[activation, 0.5]]
    ratios = [max(c) / c[0] for c in half]
    grown[activation], doubled[activation] = min(ratios), statistics.median(ratios)
    print(f"{activation} at half the limit, largest sharpness")
    print("over that at the start:", *[f"{ratio:.1f}" for ratio in ratios])
flatter, faster = [], []
for half, twice in zip(curves["tanh", 0.5], curves["tanh", 2]):
    reached = []  # sharpness when the loss is below 0.1 for the first time (measured every 5 steps)
    for losses, curvatures, _ in (half, twice):
        reached.append([c for c, loss in zip(curvatures, losses[::5]) if loss < 0.1][0])
    flatter.append(reached[1] / reached[0])
    faster.append(twice[0][40] / half[0][40])
print("tanh, twice over half the limit,")
print("sharpness at 0.1:", *[f"{ratio:.2f}" for ratio in flatter])
print("loss at step 40: ", *[f"{ratio:.2f}" for ratio in faster])

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "the sharpness grows by over a fifth in all ten runs": min(grown.values()) > 1.2,
        "with ReLU it more than doubles as a rule": doubled["relu"] > 2,
        "after the catapult tanh is flatter": statistics.median(flatter) < 1,
        "and faster": statistics.median(faster) < 1,
        "ReLU does not learn at twice the limit": min(
            losses[-1] for losses, _, _ in curves["relu", 2]
        )
        > 0.5,
    }
)

# %% [markdown]
# The rule gives the order of magnitude, not a wall, because the curvature is not fixed.
#
# - It **grows** in the first steps, in all ten runs. Cohen et al. (2021, section 3) describe such a rise, toward `2 / lr`, as progressive sharpening. With ReLU it more than doubles, so that half the limit of the start is already above the limit of a later moment; twice the limit kills the units.
# - It **shrinks** when steps are too long: the loss falls, jumps up within the first dozen steps, and the parameters land in a flatter place. This is how tanh gets along with twice the limit; with steps four times as long as at half of it, it is ahead after 40 steps. It resembles what Lewkowycz et al. (2020, arXiv:2003.02218) call the catapult.
# - It shrinks late in training, too: the second derivative of the cross-entropy with respect to one of the ten scores is `p * (1 - p)`, with `p` the probability of that digit, and that goes to 0 as the network becomes sure.
#
# Trained longer without batches, many networks stay where sharpness and rate balance, at a sharpness near `2 / lr`, while the loss goes on falling in jumps: the **edge of stability** (Cohen et al. 2021).
#
# How much more than `2 / s` is possible is not settled. Lewkowycz et al. find room for about twice the limit in theory, and for more in wide ReLU networks; Iyer, Hanin and Rolnick (2022, arXiv:2212.07295) find that the largest rate at which deep ReLU networks begin to learn is closely related to the sharpness at the start, but not as `2 / sharpness`. Our small ReLU network dies.
# So the largest useful rate of a network is found by trying, and `2 / sharpness` tells where to look.

# %% [markdown]
# ### Without points: the largest stable rate of a quadratic
#
# The loss is `w @ A @ w / 2` with a symmetric matrix `A`.
# The valley above is one of these, with `A = [[2, 0], [0, 20]]`. There are always directions in which `A` does no more than stretch a vector by a factor; these factors, its **eigenvalues**, are the curvatures along those directions.
#
# Write `largest_stable_rate(A)`: the rate above which gradient descent diverges.
# `A` is a list of rows of floats, such as `[[1.0, 0.0], [0.0, 25.0]]`, of any size.
#
# - If an eigenvalue is 0 or negative, the loss has no single lowest point: raise a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# Which direction set the limit in the valley, the one of curvature 2 or the one of 20?
#
# </details>
# <details><summary>Hint 2</summary>
#
# `torch.linalg.eigvalsh(torch.tensor(A))` gives the eigenvalues of a symmetric matrix, smallest first.
# They are not the numbers on the diagonal: try `[[5.0, 4.0], [4.0, 5.0]]`.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "optional_largest_stable_rate", "locked": false, "schema_version": 3, "solution": true, "task": false}
def largest_stable_rate(A):
    """Return 2 divided by the largest eigenvalue of the symmetric matrix A."""
    ### BEGIN SOLUTION
    curvatures = torch.linalg.eigvalsh(torch.tensor(A, dtype=torch.float64))
    if curvatures[0] <= 1e-12 * abs(curvatures[-1]):
        raise ValueError(f"expected positive curvatures, got {curvatures.tolist()}")
    return 2 / curvatures[-1].item()
    ### END SOLUTION


# %% jupyter={"source_hidden": true}
checks.check(
    "largest_stable_rate",
    checks.example(
        [[1.0, 0.0], [0.0, 25.0]],
        expected=0.08,
        points=0,
        hint="2 / 25: the steep direction decides.",
    ),
    checks.example(
        [[5.0, 4.0], [4.0, 5.0]],
        expected=2 / 9,
        points=0,
        hint="The curvatures are 1 and 9, not 5 and 5.",
    ),
    checks.example(
        [[5.0, 2.0, 0.0], [2.0, 5.0, 0.0], [0.0, 0.0, 4.0]],
        expected=2 / 7,
        points=0,
        hint="Three directions, of the curvatures 3, 4 and 7.",
    ),
    checks.raises(
        ValueError,
        [[1.0, 0.0, 0.0], [0.0, -1.0, 0.0], [0.0, 0.0, -2.0]],
        points=0,
        hint="This loss falls forever along two directions.",
    ),
    checks.raises(ValueError, [[1.0, 0.0], [0.0, 0.0]], points=0, hint="One curvature is 0."),
)

# %% [markdown]
# ### Momentum and Adam move the wall
#
# $2/a$ is the limit of plain descent. With momentum $\beta$ a step keeps a share of the last one, and the limit becomes $2(1 + \beta)/a$: for $\beta = 0.9$ and $a = 1$ it is 3.8.


# %% tags=["nbval-ignore-output"]
def descend_with_momentum(a, lr, beta, steps=2000):
    w, step = 1.0, 0.0
    for _ in range(steps):
        step = beta * step - lr * a * w
        w = w + step
    return abs(w)


for lr in [1.9, 2.1, 3.75, 3.85]:
    print(f"rate {lr}: {descend_with_momentum(1, lr, 0.9):.2g} from the lowest point")

# %% [markdown]
# Where gradients change their sign at every step, as they do at the edge, the memory cancels, and a step is the shorter for it.
#
# Adam with $\beta_1 = 0.9$ divides each weight's averaged gradient by its recent size. Measured after that division, the limit of training without batches is 38 over the rate (Cohen et al. 2022, arXiv:2207.14484): ten times the 3.8 of momentum, since Adam averages where momentum adds up.
# When a steep direction makes the gradients grow, the divisor grows with them; this may be one reason why Adam's hill is wide. (The divisor has $10^{-8}$ added, so where gradients are smaller than that, Adam's steps are short as well.)

# %% [markdown]
# ### Read more
#
# - Goodfellow, Bengio and Courville (2016), *Deep Learning*, MIT Press, sections 4.3, 8.3 and 11.4.1.
# - Bengio (2012), *Practical recommendations for gradient-based training of deep architectures*, arXiv:1206.5533.
# - LeCun, Simard and Pearlmutter (1993), *Automatic learning rate maximization by on-line estimation of the Hessian's eigenvectors*, NeurIPS 5.
# - LeCun, Bottou, Orr and Müller (1998), *Efficient BackProp*, in *Neural networks: tricks of the trade*, Springer.
# - Smith (2017), *Cyclical learning rates for training neural networks*, WACV, arXiv:1506.01186.
# - Cohen, Kaur, Li, Kolter and Talwalkar (2021), *Gradient descent on neural networks typically occurs at the edge of stability*, ICLR, arXiv:2103.00065.
# - Lewkowycz, Bahri, Dyer, Sohl-Dickstein and Gur-Ari (2020), *The large learning rate phase of deep learning: the catapult mechanism*, arXiv:2003.02218.
# - Iyer, Hanin and Rolnick (2022), *Maximal initial learning rates in deep ReLU networks*, arXiv:2212.07295.
# - Wu, Ren, Liao and Grosse (2018), *Understanding short-horizon bias in stochastic meta-optimization*, ICLR, arXiv:1803.02021. There short trials err on the other side: they prefer rates that are too small.
# - Cohen, Ghorbani, Krishnan and others (2022), *Adaptive gradient methods at the edge of stability*, arXiv:2207.14484.
# - Howard and Gugger (2020), *Deep learning for coders with fastai and PyTorch*, O'Reilly, chapter 5.
# - Kingma and Ba (2015), *Adam: a method for stochastic optimization*, ICLR, arXiv:1412.6980.
