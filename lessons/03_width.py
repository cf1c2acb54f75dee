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
# # 03 Width
#
# **How many neurons should a layer have, and what does each one cost?**
#
# After this lesson you can
#
# - compute the parameters, the multiply-adds and the memory of a network before you train it,
# - find the width at which more neurons stop paying, and say how sure you are,
# - read and compute a Pareto front of accuracy against cost,
# - compare wide with deep networks at equal parameters,
# - say what happens on new digits when a network has far more parameters than training digits.
#
# | | |
# | --- | --- |
# | You need | lessons 01 and 02 |
# | Time | 60 minutes |
# | Run All | under a minute on a laptop with two cores |

# %%
import math
import statistics

import torch

import hyperlib as h
from hyperlib import checks, plotting, widgets

torch.set_num_threads(2)  # a sweep trains many networks side by side and uses both cores

# %% [markdown]
# | Figure or table | Trained runs | Takes about |
# | --- | --- | --- |
# | Cost by hand | none | at once |
# | Error against width | 45 | 6 s |
# | Cost against width | 7 | 2 s |
# | Width against depth | 60 | 8 s |
# | Pareto front, gallery | 30 | 5 s |
# | Explorer | none, measured beforehand | at once |

# %% [markdown]
# ## What a neuron costs
#
# The **width** of a layer is its number of neurons.
# A neuron is one weighted sum of the layer's inputs, so a wider layer looks at its inputs in more ways at once.
# What a network could learn at best is called its **capacity**.
#
# The price can be computed before any training.
# For a linear layer from $a$ inputs to $b$ outputs:
#
# - **Parameters:** $a \cdot b$ weights and $b$ biases (lesson 01).
# - **Multiply-adds** of one example on its way through the network, the *forward pass*: $a \cdot b$, one for each weight. A step of training takes two to three times as many, because the way back computes a gradient for each weight and, except in the first layer, for each input of the layer.
# - **Memory while training**, in numbers of 4 bytes each:
#     - for each parameter the parameter itself, its gradient, and what the optimizer remembers about it;
#     - for each example of the batch the input and the output of every layer, because the backward pass needs them again.
#
# How much an optimizer remembers depends on its rule.
# Plain **SGD** steps along the gradient and remembers nothing.
# **Momentum** keeps one number for each parameter, a sum of past gradients.
# **Adam** keeps two, the averages of its gradients and of their squares (Kingma and Ba 2015, arXiv:1412.6980, algorithm 1).
#
# The program itself and short-lived results come on top, so this is what you need at least.
#
# **Predict.** We double the width of both hidden layers of 784-64-64-10.
# Which of the three costs double, and which grow by four?


# %% tags=["demonstration"]
def cost(sizes, batch_size=32):
    """Return parameters, multiply-adds and bytes of training with Adam; sizes from input to output."""
    parameters = multiply_adds = 0
    for a, b in zip(sizes[:-1], sizes[1:], strict=True):  # each size with the one after it
        parameters += a * b + b
        multiply_adds += a * b
    numbers = 4 * parameters + batch_size * sum(sizes)  # 4: weight, gradient, and two of Adam
    return parameters, multiply_adds, 4 * numbers  # a number takes 4 bytes


names = ("parameters", "multiply-adds", "bytes of memory")
narrow, wide = cost([784, 64, 64, 10]), cost([784, 128, 128, 10])
for name, before, after in zip(names, narrow, wide, strict=True):
    print(f"{name:<16} {before:>9,} -> {after:>9,}: {after / before:.1f} times")

model = h.MLP(784, [64, 64], 10)
library = (h.count_parameters(model), h.multiply_adds(model))
library += (h.training_memory(model, optimizer="adam", batch_size=32),)
print("the library counts the same:", library == narrow)

# %% [markdown]
# **Explain.** All three a bit more than double.
# The weights between the two hidden layers grew by four, those from the 784 pixels only doubled, and here they are the bulk.
# Where all layers have the same width, inputs and outputs too, parameters and multiply-adds grow with the *square* of the width, and in proportion to the depth.

# %% [markdown]
# ## Error against width
#
# The **error** is the share of wrong answers, 1 minus the accuracy.
#
# 1,000 digits, two hidden layers of equal width, eight epochs of Adam with learning rate 0.001, batches of 32, He's initialization (lesson 02), five seeds.
# The widest network has 670,000 parameters, 670 for each training digit.
#
# **Predict.** Draw the curve of the validation error in your head, from width 2 to width 512: does it fall all the way, or does it rise at the end because so many parameters learn the digits by heart?

# %% tags=["demonstration"]
data = h.load_mnist().subset(1000)
base = h.Hyperparameters(epochs=8, batch_size=32, initialization="he")


def train_all(shapes):
    """Return for each shape the last epoch of five seeds."""
    found = h.sweep([base.replace(n_neurons=s) for s in shapes], data, seeds=range(5))
    return {s: [run.final for run in runs] for s, runs in zip(shapes, found.by_configuration())}


widths = [2, 4, 8, 16, 32, 64, 128, 256, 512]
runs = {shape[0]: last for shape, last in train_all([(w, w) for w in widths]).items()}
val = {w: [epoch.val_accuracy for epoch in runs[w]] for w in widths}
train = {w: [epoch.train_accuracy for epoch in runs[w]] for w in widths}
mean = {w: sum(val[w]) / 5 for w in widths}

# %% tags=["demonstration", "nbval-ignore-output"]
figure, [ax] = plotting.figure()
for k, (label, accuracies) in enumerate({"training": train, "validation": val}.items()):
    look = {"color": plotting.COLORS[k], "marker": plotting.MARKERS[k]}
    means = [1 - sum(accuracies[w]) / 5 for w in widths]
    ax.plot(widths, means, label=label, linestyle=plotting.LINES[k], **look)
    for w in widths:
        ax.plot([w] * 5, [1 - a for a in accuracies[w]], linestyle="", alpha=0.4, **look)
ax.set_xscale("log", base=2)
ax.set_xticks(widths, [str(w) for w in widths])
ax.set_xlabel("neurons in each hidden layer")
ax.set_ylabel("error (share of wrong answers)")
ax.legend()
plotting.show(
    figure,
    alt="Error against width on a log axis, training and validation, five seeds and their mean. Both fall "
    "steeply up to 32 neurons. The training error reaches zero at about 128, the validation error "
    "stays near a tenth and keeps falling slowly to the right end.",
)


# %% tags=["demonstration"]
def higher(a, b):
    """Count the seeds in which the number in `a` is higher than the one in `b`."""
    return sum(x > y for x, y in zip(a, b, strict=True))


def gap(w):
    return [t - v for t, v in zip(train[w], val[w], strict=True)]


perfect = sum(a > 0.995 for a in train[512])
print(f"width 512 gets over 99.5 % of its training digits right in {perfect} of 5 seeds,")
print(f"and is better than width 32 on validation in {higher(val[512], val[32])} of 5")
print("its mean there is above that of width 128:", mean[512] > mean[128])
print("its gap is larger than that of width 8, on average:", sum(gap(512)) > sum(gap(8)))
gains = {b: mean[b] - mean[a] for a, b in zip(widths[:-1], widths[1:], strict=True)}
print("from 8 to 16 neurons the mean gains over 10 points:", gains[16] > 0.10)
print("from 32 on, no doubling gains 2 points:", max(gains[w] for w in (64, 128, 256, 512)) < 0.02)

# %% [markdown]
# **Explain.** Narrow networks **underfit**: with 8 neurons and fewer, many training digits are still wrong.
# Up to 32 each doubling gains a lot.
# From there it gains a point or so, and its price grows.
#
# The right end surprises many.
# The widest network knows its training digits by heart, and on new digits it is better than the narrower ones.
# In the words of lesson 01 it overfits, for its gap is large.
# But the gap is not what you pay for: the error on new digits is.
#
# So the old picture, an error that falls and rises again with capacity, is not what we see.
# Neyshabur et al. (2015, arXiv:1412.6614, figure 1) saw the same on MNIST with far more digits.
# Bengio (2012, arXiv:1206.5533, section 3.2) advises accordingly: make a layer large enough; too large costs computation more than accuracy.
#
# It is a measurement on clean digits and short training, no law.
# Belkin et al. (2019, PNAS, arXiv:1812.11118) trained far longer, with another loss.
# They found a rise around the size at which the training examples just fit, and a second descent after it.
# Wrong labels make that rise stronger (Nakkiran et al. 2020, arXiv:1912.02292).
# With many of them a middle width can be the best (Xue et al. 2022, arXiv:2208.08003).
# Why a wide network finds a good solution among all those that fit is not settled.
# A leading idea is that gradient descent itself prefers simple ones (Neyshabur et al. 2015).

# %% [markdown]
# ## Where it stops paying
#
# Two questions, in this order.
# **Is the gain real?**
# And **is it worth its price?**
#
# The seeds of one width differ among themselves.
# Their spread is the **standard deviation**: about how far a single seed is from the mean.
# It is the root of the mean squared distance, with $n - 1$ in place of $n$ because the mean comes from the same $n$ values.
# If two widths differ by less than that, one run of each often puts them in the wrong order.
#
# A rule for the first question: take the **smallest** width whose mean is within one standard deviation of the best mean.
#
# **Predict.** Which width does the rule choose: 32, 128 or 512?

# %% tags=["demonstration", "nbval-ignore-output"]
best = max(widths, key=mean.get)  # the width with the highest mean
spread = statistics.stdev(val[best])
chosen = min(w for w in widths if mean[w] >= mean[best] - spread)
print(f"best mean: width {best}, {mean[best]:.1%}, standard deviation {spread:.1%}")
print(f"smallest width within one standard deviation: {chosen}")
print()
print("doubled      points gained  better in      multiply-adds")
for a, b in zip(widths[2:-1], widths[3:], strict=True):
    factor = cost([784, b, b, 10])[1] / cost([784, a, a, 10])[1]
    print(
        f"{a:>3} to {b:<4} {100 * gains[b]:>13.1f}   {higher(val[b], val[a])} of 5 seeds   {factor:.1f} times"
    )

# %% [markdown]
# **Explain.** Where the seeds agree closely, even a small gain counts as real, and the rule keeps a large network.
# If the best width is the widest one that was tried, you do not even know where the curve ends.
# The rule leans on five seeds only, so with other seeds it may choose another width.
#
# Real is not the same as worth it.
# For the second question set a price before you look, for example: a doubling has to gain two points.
# Here you would stop at 32.
# If half a point matters to you, go on.
# Either way a rule that stands before the result keeps you from talking yourself into the larger network afterward.
#
# (With the standard *error*, the deviation divided by $\sqrt{n}$, the first rule is the old one-standard-error rule: Breiman et al. 1984, *Classification and Regression Trees*, section 3.4.3.)

# %% [markdown]
# ## Cost against width
#
# **Predict.** From width 8 to width 512 the multiply-adds grow by a factor of about 100.
# By how much do the seconds grow: about 100, more, or much less?

# %% tags=["demonstration", "nbval-ignore-output"]
print("width  error  parameters  multiply-adds   memory  seconds")
seconds = {}
for w in widths[2:]:
    seconds[w] = h.train(base.replace(n_neurons=(w, w)), data, seed=0).seconds
    parameters, multiply_adds, memory = cost([784, w, w, 10])
    print(
        f"{w:>5} {1 - mean[w]:>6.1%} {parameters:>11,} {multiply_adds:>14,} "
        f"{memory / 1e6:>5.1f} MB {seconds[w]:>8.2f}"
    )

# %% tags=["demonstration", "nbval-ignore-output"]
figure, [ax] = plotting.figure()
growth = {
    "parameters": lambda w: cost([784, w, w, 10])[0],
    "multiply-adds": lambda w: cost([784, w, w, 10])[1],
    "memory": lambda w: cost([784, w, w, 10])[2],
    "seconds": seconds.get,
}
for k, (label, price) in enumerate(growth.items()):
    look = {"color": plotting.COLORS[k], "marker": plotting.MARKERS[k]}
    times = [price(w) / price(8) for w in widths[2:]]
    ax.plot(widths[2:], times, label=label, linestyle=plotting.LINES[k], **look)
ax.set_xscale("log", base=2)
ax.set_yscale("log")
ax.set_xticks(widths[2:], [str(w) for w in widths[2:]])
ax.set_xlabel("neurons in each hidden layer")
ax.set_ylabel("times the cost of width 8")
ax.legend()
plotting.show(
    figure,
    alt="Cost against width, both on log axes, as a multiple of the cost of width 8. Parameters and "
    "multiply-adds lie on one line up to about 100 times. Memory rises to about 50 times. Seconds "
    "stay flat up to 32 neurons and end far below the other three.",
)

# %% tags=["demonstration"]
work = {w: cost([784, w, w, 10])[1] for w in (8, 512)}
print("the multiply-adds grew more than 100 times:", work[512] > 100 * work[8])
print("the seconds less than 50 times:", seconds[512] < 50 * seconds[8])

# %% [markdown]
# **Explain.** Much less.
# Every step has a fixed price: calling the operations, picking the examples, the optimizer's bookkeeping.
# In a narrow network that is nearly all of the time, so the first doublings cost next to no seconds.
# Multiply-adds are the same on every machine and known beforehand.
# Seconds are what you pay, and they depend on the machine too (Ma et al. 2018, *ShuffleNet V2*, arXiv:1807.11164).
# Look at both.

# %% [markdown]
# ## Width against depth
#
# A wide network and a deep one can have the same number of parameters.
# Lesson 02 compared them at 30,000.
# Now we give three budgets, from small to large: 10,000, 50,000 and 250,000.
#
# **Predict.** With many parameters to spend, should one use more layers or fewer than with few?
# And do eight layers ever win?


# %% tags=["demonstration"]
def widest(layers, budget):
    """Return the widest shape with that many equal layers and at most `budget` parameters."""
    width = 1
    while cost([784, *[width + 1] * layers, 10])[0] <= budget:
        width += 1
    return (width,) * layers


budgets, depths = [10_000, 50_000, 250_000], [1, 2, 4, 8]
fitting = {(budget, layers): widest(layers, budget) for budget in budgets for layers in depths}
ends = train_all(list(fitting.values()))
equal = {key: [epoch.val_accuracy for epoch in ends[shape]] for key, shape in fitting.items()}

# %% tags=["demonstration", "nbval-ignore-output"]
figure, [ax] = plotting.figure()
for k, budget in enumerate(budgets):
    look = {"color": plotting.COLORS[k], "marker": plotting.MARKERS[k]}
    means = [1 - sum(equal[budget, layers]) / 5 for layers in depths]
    label = f"{budget:,} parameters"
    ax.plot(depths, means, label=label, linestyle=plotting.LINES[k], **look)
    for layers in depths:
        errors = [1 - a for a in equal[budget, layers]]
        ax.plot([layers] * 5, errors, linestyle="", alpha=0.4, **look)
ax.set_xticks(depths)
ax.set_yscale("log")
ax.set_yticks([0.1, 0.2, 0.5], ["0.1", "0.2", "0.5"])
ax.minorticks_off()
ax.set_xlabel("hidden layers; the more, the narrower")
ax.set_ylabel("validation error")
ax.legend()
plotting.show(
    figure,
    alt="Validation error on a log axis against the number of hidden layers, one line for each budget of "
    "parameters, five seeds and their mean. With 10,000 parameters the error rises steeply from one "
    "layer to eight. With 50,000 and 250,000 it is flat up to four layers, and higher with eight.",
)

# %% tags=["demonstration", "nbval-ignore-output"]
for budget in budgets:
    print(f"{budget:,} parameters")
    for n in depths:
        shape = "-".join(map(str, fitting[budget, n]))
        print(f"    mean error {1 - sum(equal[budget, n]) / 5:.1%}  {shape}")
    print(f"    1 layer better than 2 in {higher(equal[budget, 1], equal[budget, 2])} of 5 seeds")

# %% tags=["demonstration"]
level = {key: sum(accuracies) / 5 for key, accuracies in equal.items()}
for budget in budgets:
    better = level[budget, 2] > level[budget, 8]
    print(f"{budget:>7,} parameters: 2 layers better than 8, on average: {better}")
print("10,000: 1 layer over 8 points above 4:", level[10_000, 1] > level[10_000, 4] + 0.08)
close = max(level[250_000, n] for n in (1, 2, 4)) - min(level[250_000, n] for n in (1, 2, 4))
print("250,000: 1, 2 and 4 layers within 3 points:", close < 0.03)

# %% [markdown]
# **Explain.** With 10,000 parameters one layer is best, in nearly every seed.
# The 784 pixels use up the budget, every shape is about 12 neurons wide, and each further layer is one more narrow passage.
# With 250,000 parameters one, two and four layers are close.
# There one layer is seldom ahead of two.
# Eight layers are behind two at every budget: plain stacks are hard to train (lesson 02).
# So at equal parameters width comes first on these digits.
# A second layer may pay once the layers are wide.
#
# In other tasks the order differs.
# Zagoruyko and Komodakis (2016, arXiv:1605.07146) got better results from fewer and wider layers; Tan and Le (2019, *EfficientNet*, arXiv:1905.11946) from scaling width, depth and picture size together.

# %% [markdown]
# ## The Pareto front
#
# You want high accuracy and low cost.
# A network is **dominated** if another one is at least as accurate and at least as cheap, and better in one of the two.
# As far as these two numbers go, nobody needs a dominated network.
# The others are the **Pareto front**: on it, you gain accuracy only by paying more.
#
# We write a network by its hidden layers: 64-64 has two of 64 neurons.
#
# **Predict.** Networks with one, two and three hidden layers: which number of layers will be on the front?
# And where is a network of 512 neurons followed by only 2?


# %% tags=["demonstration"]
def dominates(p, q):
    """Return whether p = (cost, accuracy) dominates q."""
    return p[0] <= q[0] and p[1] >= q[1] and p != q


def front_of(points):
    """Return the names that no other one dominates, cheapest first."""
    front = [s for s in points if not any(dominates(q, points[s]) for q in points.values())]
    return sorted(front, key=lambda s: points[s])


table = train_all([(16,), (64,), (256,), (64, 64, 64), (512, 10), (512, 2)])
table |= {(w, w): runs[w] for w in widths[2:]}  # the networks from above as well
work = {s: cost([784, *s, 10])[1] for s in table}
points = {s: (work[s], sum(e.val_accuracy for e in table[s]) / 5) for s in table}
front = front_of(points)
seed_fronts = [front_of({s: (work[s], table[s][k].val_accuracy) for s in table}) for k in range(5)]

# %% tags=["demonstration", "nbval-ignore-output"]
figure, [ax] = plotting.figure(height=4.4)
figure.set_size_inches(6.6, 4.4)  # room for the names
others = [s for s in points if s not in front]
for k, (label, names) in enumerate({"Pareto front": front, "dominated": others}.items()):
    look = {"color": plotting.COLORS[k], "marker": plotting.MARKERS[k]}
    line = "-" if label == "Pareto front" else ""
    xs, ys = zip(*[points[s] for s in names], strict=True)
    ax.plot(xs, ys, linestyle=line, label=label, **look)
    for s in names:
        if s not in ((64,), (64, 64), (64, 64, 64)):  # too close together for labels
            name, above = "-".join(map(str, s)), label == "Pareto front"
            look = {
                "textcoords": "offset points",
                "fontsize": 10,
                "ha": "center" if above else "left",
            }
            ax.annotate(name, points[s], (0, 7) if above else (2, -14), **look)
ax.margins(0.12)
ax.set_xscale("log")
ax.set_xlabel("multiply-adds of one example")
ax.set_ylabel("mean validation accuracy")
ax.legend(loc="lower left")
plotting.show(
    figure,
    alt="Mean validation accuracy against multiply-adds on a log axis, a point for each network. The Pareto "
    "front rises steeply from 8-8 to 16, then flattens up to 512-512. 16-16, 256 and 512-10 lie a "
    "little below it, 512-2 far below all others.",
)

# %% tags=["demonstration", "nbval-ignore-output"]
print("network   multiply-adds  on the front of the means  of single seeds")
for s in sorted(points, key=points.get):
    times = sum(s in f for f in seed_fronts)
    name, place = "-".join(map(str, s)), "yes" if s in front else "no"
    print(f"{name:<10} {work[s]:>12,}  {place:<25}  {times} of 5")

# %% tags=["demonstration"]
print("512-2 is on the front:", (512, 2) in front)
print("one layer of 16 is on it, and 16-16 is not:", (16,) in front and (16, 16) not in front)
layers_on_it = {len(s) for s in front}
print("networks of one layer and of two are on it:", 1 in layers_on_it and 2 in layers_on_it)


def step(a, b):
    """Return the gain in accuracy and the factor of work from network a to network b."""
    return points[b][1] - points[a][1], work[b] / work[a]


gain, factor = step((8, 8), (64,))
print("from 8-8 to 64: over 10 points for under 10 times the work:", gain > 0.1 and factor < 10)
gain, factor = step((64,), (512, 512))
print("from 64 to 512-512: under 5 points for over 10 times the work:", gain < 0.05 and factor > 10)

# %% [markdown]
# **Explain.** (The dots without a name are 64, 64-64 and 64-64-64.)
# No number of layers owns the front.
# Networks that are close to each other change places on it from seed to seed, so do not read much into one of them being off it.
# 512-2 is far from it in every seed.
#
# The front tells what is worth choosing, not what to choose.
# That depends on what an error costs you and what a second costs you.

# %% [markdown]
# ## Explorer: does the answer depend on the learning rate?
#
# Everything so far was measured at one learning rate, 0.001.
# The explorer looks up 144 configurations that were trained beforehand: widths 16, 64 and 128, one to three layers, ten epochs, batches of 64, five seeds.
# `sgd` has momentum 0.9.
# The dots are the seeds.
# The dashed line gives each width its best learning rate of the eight.
#
# **Predict.** Adam, two layers: is the widest network the best one at every learning rate, only at small ones, or only at large ones?

# %% tags=["demonstration", "nbval-ignore-output"]
measured = h.load_table("model").select(activation="relu", batch_size=64, epoch=10)
rates, three = measured.axes["lr"], list(measured.axes["width"])


def errors_at(depth, optimizer, lr):
    """Return the validation errors, a row for each width, a number for each seed."""
    found = measured.select(depth=depth, optimizer=optimizer, lr=lr).val_accuracy
    # a run that diverged has NaN there; it counts as guessing
    return [[0.9 if math.isnan(a) else 1 - float(a) for a in row] for row in found]


def mean_errors(depth, optimizer, lr):
    return [sum(row) / 5 for row in errors_at(depth, optimizer, lr)]


def plot_rate(depth, optimizer, lr):
    figure, [ax] = plotting.figure()
    look = {"color": plotting.COLORS[0], "marker": plotting.MARKERS[0]}
    for width, row in zip(three, errors_at(depth, optimizer, lr), strict=True):
        ax.plot([width] * 5, row, linestyle="", alpha=0.5, **look)
    ax.plot(three, mean_errors(depth, optimizer, lr), label=f"learning rate {lr}", **look)
    best = [min(mean_errors(depth, optimizer, r)[k] for r in rates) for k in range(len(three))]
    look = {"color": plotting.COLORS[1], "marker": plotting.MARKERS[1]}
    ax.plot(three, best, linestyle="--", label="each width at its best rate", **look)
    ax.set_xscale("log", base=2)
    ax.set_xticks(three, [str(w) for w in three])
    ax.set_yscale("log")
    ax.set_ylim(0.09, 2.4)  # the same for all settings; room for the legend above 1
    ax.set_yticks([0.1, 0.2, 0.5, 1], ["0.1", "0.2", "0.5", "1"])
    ax.minorticks_off()
    ax.set_xlabel("neurons in each hidden layer")
    ax.set_ylabel("validation error")
    ax.set_title(f"{optimizer}, hidden layers: {depth}")
    ax.legend(loc="upper right")
    return figure


widgets.explore(
    plot_rate,
    alt=lambda depth, optimizer, lr: (
        f"Validation error of widths 16, 64 and 128 on log axes, five seeds and their mean: {depth} "
        f"hidden layers, {optimizer}, learning rate {lr}. A dashed line shows each width at its best rate."
    ),
    start={"depth": 2, "optimizer": "adam", "lr": 0.001},
    depth=[1, 2, 3],
    optimizer=["sgd", "adam"],
    lr=list(rates),
)

# %% tags=["demonstration"]
print("adam, two layers: 128 neurons are")
print("lr      better than 16  better than 64  ahead of 16 by")
for lr in rates:
    e16, e64, e128 = errors_at(2, "adam", lr)
    ahead = 100 * (sum(e16) - sum(e128)) / 5  # a smaller error is better
    print(
        f"{lr:<7} {higher(e16, e128)} of 5          {higher(e64, e128)} of 5          {ahead:>5.1f} points"
    )
best = [min(mean_errors(2, "adam", lr)[k] for lr in rates) for k in range(3)]
print(f"each width at its best rate: ahead of 16 by {100 * (best[0] - best[2]):.1f} points")

# %% [markdown]
# **Explain.** It does depend.
# Up to 0.01 the widest network is ahead, at the smallest rates by far.
# There the narrow network has not got far yet: its learning rate is too small, which looks like a lack of width.
# With each width at its best rate a few points are left.
# At 0.03 the order turns: 64 neurons are ahead of 128.
# From 0.1 on every width is bad (drag and see).
#
# Adam moves every weight by about the learning rate in a step (Kingma and Ba 2015, section 2.1), and a wider layer adds up more of them.
# So the same rate is a larger step for a wider network.
# **Choose the learning rate again when you change the width**, and compare widths at their best rates.
# Yang et al. (2022, *Tensor Programs V*, arXiv:2203.03466, figure 1) see the best rate fall as Transformers grow much wider.
# With our three widths and eight rates it does not move clearly.

# %% [markdown]
# ## Gallery: good, bad, deceptive
#
# Three networks from the Pareto front's table: 64, 8-8 and 512-2.
# And 512-10 to compare with the last one.
#
# **Predict.** 512-2 has about eight times the parameters of 64, and was far below it on validation.
# Does it learn at least its training digits?
# And what changes if the last hidden layer has 10 neurons in place of 2?

# %% tags=["demonstration"]
gallery = {"good": (64,), "bad": (8, 8), "deceptive": (512, 2), "(compare)": (512, 10)}
for name, shape in gallery.items():
    parameters = cost([784, *shape, 10])[0]
    fits = sum(e.train_accuracy for e in table[shape]) / 5 > 0.8
    works = sum(e.val_accuracy for e in table[shape]) / 5 > 0.8
    print(f"{name:<10} {'-'.join(map(str, shape)):<7} {parameters:>7,} parameters,", end=" ")
    print(f"above 80 %: training {fits}, validation {works}")

# %% [markdown]
# - **Good:** one layer of 64. On the front or next to it, for less than a tenth of the work of 512-512.
# - **Bad:** two layers of 8. Too narrow, it underfits: even on its training digits the mean stays below 80 %.
# - **Deceptive:** 512 neurons, then 2. It looks large, and it underfits too. Ten classes have to pass through two numbers, neither of them below 0 after ReLU. Two numbers could keep ten classes apart in principle, but training does not find out how in eight epochs. With ten in their place all is well. Such a **bottleneck** holds the whole network back, whatever the parameter count.

# %% [markdown]
# ## Exercise 1: three questions
#
# The network 784-64-64-10 becomes 784-128-128-10.
# How does the number of these weights and biases grow?
# Replace each `...` by `"not at all"`, `"2 times"` or `"4 times"`.
#
# <details><summary>Hint 1</summary>
#
# A layer from a inputs to b outputs has a times b weights.
# Which of the two was doubled?
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "width_quiz", "locked": false, "schema_version": 3, "solution": true, "task": false}
width_quiz = {
    "the weights from the pixels to the first hidden layer grow": ...,
    "the weights from the first hidden layer to the second grow": ...,
    "the biases of the output layer grow": ...,
}
### BEGIN SOLUTION
width_quiz = {
    "the weights from the pixels to the first hidden layer grow": "2 times",
    "the weights from the first hidden layer to the second grow": "4 times",
    "the biases of the output layer grow": "not at all",
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_width_quiz", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
checks.quiz(
    "width_quiz",
    choices=("not at all", "2 times", "4 times"),
    key={
        "the weights from the pixels to the first hidden layer grow": "d2ca50ed56e5",
        "the weights from the first hidden layer to the second grow": "5342a27af5ed",
        "the biases of the output layer grow": "1955123384c0",
    },
    hints={
        "the weights from the pixels to the first hidden layer grow": (
            "784 times 64 becomes 784 times 128."
        ),
        "the weights from the first hidden layer to the second grow": (
            "Both sides of this layer were doubled."
        ),
        "the biases of the output layer grow": "There is one bias for each output.",
    },
)

# %% [markdown]
# ## Exercise 2: multiply-adds
#
# Write `forward_work(sizes)`: the multiply-adds of the forward pass of one example.
# `sizes` lists the layer sizes from input to output, for example `[784, 128, 64, 32, 10]`.
#
# - One for each weight; biases and activations are not counted.
# - Fewer than two sizes, or a size below 1, raise a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# Between two neighboring sizes there is one layer.
# It has one weight for each pair of an input and an output.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `zip(sizes[:-1], sizes[1:])` gives the pairs of neighbors.
# Look for wrong sizes first: `any(size < 1 for size in sizes)`.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "forward_work", "locked": false, "schema_version": 3, "solution": true, "task": false}
def forward_work(sizes):
    """Return the multiply-adds of one example's forward pass."""
    ### BEGIN SOLUTION
    if len(sizes) < 2 or any(size < 1 for size in sizes):
        raise ValueError(f"expected at least two sizes of at least 1, got {sizes}")
    total = 0
    for k in range(1, len(sizes)):
        total += sizes[k - 1] * sizes[k]
    return total
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_forward_work", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "forward_work",
    checks.example([4, 3, 2], expected=18, hint="4 * 3 + 3 * 2"),
    checks.example(
        [784, 10], expected=7840, hint="A network without hidden layers has weights too."
    ),
    checks.raises(ValueError, [784], hint="One size alone is no layer."),
)

# %% [markdown]
# ## Exercise 3: memory of training
#
# Write `training_bytes(sizes, optimizer, batch_size)`.
#
# - For each **parameter** (weights and biases) there is the parameter itself, its gradient, and what the optimizer remembers: nothing for `"sgd"`, one number for `"momentum"`, two for `"adam"`.
# - For each **example** of the batch there is one number for every size in `sizes`, the input included.
# - Every number takes 4 bytes. Return the sum in bytes, an integer.
# - Another optimizer raises a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# First the number of parameters (lesson 01), then how many numbers each of them needs: 2, 3 or 4.
#
# </details>
# <details><summary>Hint 2</summary>
#
# A dictionary from the optimizer's name to how much it remembers saves three branches.
# `name not in dictionary` finds the wrong names.
# The batch multiplies what belongs to the examples, not what belongs to the parameters.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "training_bytes", "locked": false, "schema_version": 3, "solution": true, "task": false}
def training_bytes(sizes, optimizer, batch_size):
    """Return the bytes that training needs for its numbers."""
    ### BEGIN SOLUTION
    remembered = {"sgd": 0, "momentum": 1, "adam": 2}
    if optimizer not in remembered:
        raise ValueError(f"expected sgd, momentum or adam, got {optimizer!r}")
    parameters = 0
    for k in range(1, len(sizes)):
        parameters += (sizes[k - 1] + 1) * sizes[k]
    return 4 * ((2 + remembered[optimizer]) * parameters + batch_size * sum(sizes))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_training_bytes", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "training_bytes",
    checks.example(
        [4, 3, 2],
        "sgd",
        1,
        expected=220,
        hint="23 parameters and their gradients are 46 numbers, the example has 4 + 3 + 2: 55 numbers.",
    ),
    checks.example(
        [4, 3, 2],
        "adam",
        10,
        expected=728,
        hint="4 * 23 numbers for the parameters, 10 * 9 for the examples.",
    ),
    checks.raises(ValueError, [4, 3, 2], "magic", 1, hint="There are three optimizers only."),
)

# %% [markdown]
# ## Exercise 4: the Pareto front
#
# Write `pareto_front(runs)`.
# `runs` is a list of lists `[name, cost, accuracy]`.
# Return the names of the runs that are **not** dominated, cheapest first.
#
# - A run is dominated if another one costs at most as much, is at least as accurate, and is better in one of the two.
# - Two runs that are equal in both do not dominate each other. Among equal costs keep the order of `runs`.
# - A run whose accuracy is NaN is never on the front.
# - Without runs the front is an empty list. Do not change `runs`.
#
# <details><summary>Hint 1</summary>
#
# For each run, go through all runs and look for one that dominates it.
# It need not be quick: a few hundred runs are compared in a moment.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Of two runs, one at least as good as the other in both: it is better in one of them unless both numbers are the same.
# Drop the NaN runs before you compare: `math.isnan(x)`.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `sorted(kept, key=lambda run: run[1])` makes a new list, sorted by cost, and keeps the order of equals.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "pareto_front", "locked": false, "schema_version": 3, "solution": true, "task": false}
def pareto_front(runs):
    """Return the names of the runs that no other run dominates, cheapest first."""
    ### BEGIN SOLUTION
    valid = [run for run in runs if not math.isnan(run[2])]
    kept = []
    for run in valid:
        dominated = False
        for other in valid:
            if other[1] <= run[1] and other[2] >= run[2] and other[1:] != run[1:]:
                dominated = True
        if not dominated:
            kept.append(run)
    return [run[0] for run in sorted(kept, key=lambda run: run[1])]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_pareto_front", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "pareto_front",
    checks.example(
        [["large", 100, 0.90], ["small", 10, 0.80], ["waste", 50, 0.70]],
        expected=["small", "large"],
        hint="small is cheaper and better than waste.",
    ),
    checks.example(
        [["a", 10, 0.9], ["b", 20, 0.9]],
        expected=["a"],
        hint="Equally accurate, and a is cheaper: b is dominated.",
    ),
    checks.example([], expected=[], hint="No runs, no front."),
)

# %% [markdown]
# ## Exercise 5: the smallest width that is good enough
#
# Write `good_enough(table)`.
# `table` maps each width to the list of its accuracies, one a seed.
#
# - The **best** width is the one with the highest mean; of equals the smaller one.
# - The **spread** is the standard deviation of the best width's accuracies, with $n - 1$ in the denominator (`statistics.stdev`).
# - Return the smallest width whose mean is at least the best mean minus the spread.
# - An empty table, or a best width with fewer than two seeds, raises a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# `statistics.mean(values)` and `statistics.stdev(values)`.
# The widths need not be in order.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `max` returns the first of equals.
# If it goes through the widths from small to large, that is the smaller one.
# Only the best width needs two seeds: look at its list before you call `statistics.stdev`.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "good_enough", "locked": false, "schema_version": 3, "solution": true, "task": false}
def good_enough(table):
    """Return the smallest width within one standard deviation of the best."""
    ### BEGIN SOLUTION
    if not table:
        raise ValueError("expected at least one width, got none")
    means = {width: sum(values) / len(values) for width, values in table.items()}
    best = sorted(means, key=lambda width: (-means[width], width))[0]
    values = table[best]
    if len(values) < 2:
        raise ValueError(f"width {best} has one seed only, so its spread is not known")
    squares = sum((value - means[best]) ** 2 for value in values)
    limit = means[best] - math.sqrt(squares / (len(values) - 1))
    return min(width for width in means if means[width] >= limit)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_good_enough", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "good_enough",
    checks.example(
        {16: [0.80, 0.82], 64: [0.87, 0.89], 256: [0.91, 0.87]},
        expected=64,
        hint="The best mean is 0.89, its spread 0.028; 64 has the mean 0.88.",
    ),
    checks.example(
        {64: [0.9, 0.9], 32: [0.8, 0.8]},
        expected=64,
        hint="Without spread only the best is good enough.",
    ),
    checks.raises(ValueError, {}, hint="There is no width to choose."),
)

# %% [markdown]
# ## Take away
#
# | | |
# | --- | --- |
# | Start from | 64 to 128 neurons, all hidden layers alike |
# | Range and scale to search | 16 to 1024 on a log scale: powers of two |
# | Cost | parameters, multiply-adds and memory grow with the square of the width between hidden layers, in proportion toward inputs and outputs |
# | It interacts with | learning rate (choose it again for each width), depth (with few parameters width comes first), regularization (dropout wants more width), the amount and cleanness of the data |
#
# | Symptom | Likely cause | Try |
# | --- | --- | --- |
# | training and validation accuracy both poor, and steady | too narrow, or a bottleneck | double the narrowest layer |
# | twice the width changes less than another seed does | wide enough | the smaller one; spend the time on the learning rate |
# | training accuracy 100 %, validation still rises with width | no problem | stop when the gain is not worth its cost |
# | a wide network is ahead by far, and both still improve | rate too small for the narrow one | find the best rate for each width, then compare |
# | out of memory | width squared, batch size, Adam's two numbers | narrower, smaller batch, momentum in place of Adam |
#
# Three sentences to keep:
#
# - Compute the cost before you train; measure the accuracy over seeds after.
# - Below some width everything fails, above it a doubling buys little.
# - One layer that is too narrow holds all others back, and the widest one is what you pay for.
#
# ## Read more
#
# - Bengio (2012), *Practical recommendations for gradient-based training of deep architectures*, arXiv:1206.5533, section 3.2. It also finds layers of equal width as good as or better than layers that grow or shrink.
# - Neyshabur, Tomioka and Srebro (2015), *In search of the real inductive bias: on the role of implicit regularization in deep learning*, ICLR workshop, arXiv:1412.6614.
# - Belkin, Hsu, Ma and Mandal (2019), *Reconciling modern machine-learning practice and the classical bias-variance trade-off*, PNAS 116 (32), arXiv:1812.11118.
# - Nakkiran et al. (2020), *Deep double descent: where bigger models and more data hurt*, ICLR, arXiv:1912.02292.
# - Zagoruyko and Komodakis (2016), *Wide residual networks*, BMVC, arXiv:1605.07146.
# - Yang et al. (2022), *Tensor Programs V: tuning large neural networks via zero-shot hyperparameter transfer*, arXiv:2203.03466.
