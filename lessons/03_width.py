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
# - say why a very wide network need not overfit.
#
# | | |
# | --- | --- |
# | You need | lessons 01 and 02 |
# | Time | 55 minutes |
# | Run All | under a minute on a laptop with two cores |

# %%
import math
import statistics

import torch

import hyperlib as h
from hyperlib import checks, plotting, widgets

torch.set_num_threads(2)

# %% [markdown]
# | Figure or table | Trained runs | Takes about |
# | --- | --- | --- |
# | Cost by hand | none | at once |
# | Accuracy against width | 45 | 12 s |
# | Seconds and memory | 3 | 1 s |
# | Pareto front, gallery | 25 | 8 s |
# | Explorer | none, from the runs above | at once |

# %% [markdown]
# ## What a neuron costs
#
# The **width** of a layer is its number of neurons.
# More neurons can do more: a wide layer looks at the input in more ways at once.
# What a network could learn at best is called its **capacity**.
#
# The price can be computed before any training. For a linear layer from $a$ inputs to $b$ outputs:
#
# - **parameters**: $a \cdot b$ weights and $b$ biases (lesson 01),
# - **multiply-adds** for one example: $a \cdot b$, one for each weight,
# - **memory while training**: each parameter, its gradient, and what the optimizer remembers about it (SGD nothing, momentum one number, Adam two). And for each example of a batch the inputs and the outputs of the layers, which the backward pass needs again. A number takes 4 bytes.
#
# **Predict.** We double the width of all hidden layers of 784-64-64-10. Does the number of parameters double too, or does it grow by four?


# %% tags=["demonstration"]
def cost(sizes, batch_size=32):
    """Return parameters, multiply-adds and bytes of training with Adam, layer by layer."""
    parameters = multiply_adds = 0
    for a, b in zip(sizes[:-1], sizes[1:], strict=True):
        parameters += a * b + b
        multiply_adds += a * b
    numbers = 4 * parameters + batch_size * sum(sizes)  # weight, gradient, and two of Adam
    return parameters, multiply_adds, 4 * numbers


for width in (64, 128):
    print(width, cost([784, width, width, 10]))
    model = h.MLP(784, [width, width], 10)
    library = (h.count_parameters(model), h.multiply_adds(model))
    library += (h.training_memory(model, optimizer="adam", batch_size=32),)
    print("the library counts the same:", library == cost([784, width, width, 10]))

# %% [markdown]
# **Explain.** A bit more than double.
# The weights between the two hidden layers grew by four, those from the 784 pixels only doubled, and here they are the bulk.
# In a network whose layers all have the same width, parameters and multiply-adds grow with the *square* of the width, and in proportion to the depth.

# %% [markdown]
# ## Accuracy against width
#
# 1,000 digits, two hidden layers of equal width, eight epochs, He's initialization, five seeds. The widest network has 670,000 parameters, 670 for each training digit.
#
# **Predict.** Draw the curve of the validation accuracy in your head, from width 2 to width 512: does it rise all the way, or does it fall at the end because so many parameters learn the digits by heart?

# %% tags=["demonstration"]
data = h.load_mnist().subset(1000)
base = h.Hyperparameters(epochs=8, batch_size=32, initialization="he")
widths = [2, 4, 8, 16, 32, 64, 128, 256, 512]
lanes = iter(h.sweep([base.replace(n_neurons=(w, w)) for w in widths], data, seeds=range(5)).lanes)
runs = {w: [next(lanes).history[-1] for _ in range(5)] for w in widths}

# %% tags=["demonstration", "nbval-ignore-output"]
figure, [ax] = plotting.figure()
for k, part in enumerate(["train_accuracy", "val_accuracy"]):
    look = {"color": plotting.COLORS[k], "marker": plotting.MARKERS[k]}
    means = [sum(1 - getattr(e, part) for e in runs[w]) / 5 for w in widths]
    ax.plot(widths, means, label=part.replace("_accuracy", ""), linestyle=plotting.LINES[k], **look)
    for w in widths:
        errors = [1 - getattr(e, part) for e in runs[w]]
        ax.plot([w] * 5, errors, linestyle="", alpha=0.4, **look)
ax.set_xscale("log", base=2)
ax.set_xticks(widths, [str(w) for w in widths])
ax.set_xlabel("neurons in each hidden layer")
ax.set_ylabel("error (share of wrong answers)")
ax.legend()
plotting.show(
    figure,
    alt="Error against width on a log axis, training and validation, five seeds and their mean. Both fall "
    "steeply up to 32 neurons. The training error reaches zero at about 128, the validation error "
    "keeps falling slowly to the right end.",
)

# %% tags=["demonstration"]
val = {w: [e.val_accuracy for e in runs[w]] for w in widths}
mean = {w: sum(v) / 5 for w, v in val.items()}
perfect = sum(e.train_accuracy > 0.995 for e in runs[512])
print(f"width 512 gets over 99.5 % of its training digits right in {perfect} of 5 seeds,")
better = sum(a > b for a, b in zip(val[512], val[32], strict=True))
print(f"and is better than width 32 on validation in {better} of 5")
print("from 8 to 16 neurons the mean gains over 10 points:", mean[16] - mean[8] > 0.10)
print("from 128 to 512 it gains less than 4:", mean[512] - mean[128] < 0.04)

# %% [markdown]
# **Explain.** Narrow networks **underfit**: below 16 neurons even the training digits are not learned.
# From there the gain of each doubling shrinks, and its price grows.
#
# The right end surprises many.
# The widest network knows all its digits by heart, and does not get worse on new ones.
# The old picture, a curve that falls and rises again with capacity, is not what such networks show. Neyshabur et al. (2015, *In search of the real inductive bias*, arXiv:1412.6614) saw the same on MNIST. Belkin et al. (2019, *Reconciling modern machine-learning practice and the classical bias-variance trade-off*, PNAS, arXiv:1812.11118) found a rise around the width at which the training digits just fit, followed by a second descent.
# With wrong labels in the data, more width can hurt (Nakkiran et al. 2020, arXiv:1912.02292). So this is a measurement on clean digits, no law.

# %% [markdown]
# ## Where it stops paying
#
# The seeds of one width differ among themselves. Their spread is the **standard deviation**: about how far a single seed is from the mean.
# A width that is worse than the best one by less than that is hard to tell from it.
#
# A common rule: take the **smallest** width whose mean is within one standard deviation of the best mean.

# %% tags=["demonstration", "nbval-ignore-output"]
best = max(widths, key=mean.get)
spread = statistics.stdev(val[best])
chosen = min(w for w in widths if mean[w] >= mean[best] - spread)
print(f"best mean: width {best}, {mean[best]:.1%}, standard deviation {spread:.1%}")
print(f"smallest width within one standard deviation: {chosen}")

# %% [markdown]
# The rule leans on five seeds only, so with other seeds it may choose another width.
# Where the seeds agree closely, even a small gain counts as real, and the rule keeps a large network.
# Real is not the same as worth it: that is the next question.
# It is a way to say "good enough" before you look, so that you do not talk yourself into the larger network afterward.
# (For a standard *error* in place of the deviation it is an old rule: Breiman et al. 1984, *Classification and Regression Trees*, section 3.4.3.)

# %% [markdown]
# ## Seconds and memory
#
# **Predict.** From width 8 to width 512 the multiply-adds grow by a factor of about 100. By how much grow the seconds: about 100, more, or much less?

# %% tags=["demonstration", "nbval-ignore-output"]
print("width  parameters  multiply-adds  memory  seconds")
seconds = {}
for width in (8, 64, 512):
    run = h.train(base.replace(n_neurons=(width, width)), data, seed=0)
    seconds[width] = run.seconds
    memory = h.training_memory(run.model, optimizer="adam", batch_size=32) / 2**20
    print(
        f"{width:>5} {h.count_parameters(run.model):>11,} {h.multiply_adds(run.model):>14,} "
        f"{memory:>4.1f} MB {run.seconds:>8.2f}"
    )

# %% tags=["demonstration"]
work = {w: cost([784, w, w, 10])[1] for w in (8, 512)}
print("the multiply-adds grew more than 100 times:", work[512] > 100 * work[8])
print("the seconds less than 50 times:", seconds[512] < 50 * seconds[8])

# %% [markdown]
# **Explain.** Every step has a fixed price: calling the operations, shuffling, the optimizer's bookkeeping.
# In a narrow network that is nearly all of the time.
# So multiply-adds say what a network costs in the long run, on any machine, and seconds what it costs here and now. Look at both.

# %% [markdown]
# ## The Pareto front
#
# You want high accuracy and low cost. A network is **dominated** if another one is at least as accurate and at least as cheap, and better in one of the two.
# Nobody needs a dominated network.
# The others are the **Pareto front**: on it, you gain accuracy only by paying more.
#
# **Predict.** One hidden layer, two, or three: which will be on the front? And where is a network of 512 neurons followed by only 2?

# %% tags=["demonstration"]
shapes = [(16,), (64,), (256,), (64, 64, 64), (512, 2)]
lanes = iter(h.sweep([base.replace(n_neurons=s) for s in shapes], data, seeds=range(5)).lanes)
table = {s: [next(lanes).history[-1].val_accuracy for _ in range(5)] for s in shapes}
table |= {(w, w): val[w] for w in (8, 16, 32, 64, 128, 256, 512)}
points = {s: (cost([784, *s, 10])[1], sum(accuracies) / 5) for s, accuracies in table.items()}


def dominates(p, q):
    return p[0] <= q[0] and p[1] >= q[1] and p != q


front = [s for s, p in points.items() if not any(dominates(q, p) for q in points.values())]
front.sort(key=points.get)

# %% tags=["demonstration", "nbval-ignore-output"]
figure, [ax] = plotting.figure()
others = [s for s in points if s not in front]
for k, (label, names) in enumerate({"Pareto front": front, "dominated": others}.items()):
    look = {"color": plotting.COLORS[k], "marker": plotting.MARKERS[k]}
    line = "-" if label == "Pareto front" else ""
    xs, ys = zip(*[points[s] for s in names], strict=True)
    ax.plot(xs, ys, linestyle=line, label=label, **look)
for k, s in enumerate(sorted(points, key=points.get)):
    place = (5, [6, -11, -20][k % 3])  # three heights keep neighbors apart
    ax.annotate("-".join(map(str, s)), points[s], place, textcoords="offset points", fontsize=7)
ax.margins(0.12)
ax.set_xscale("log")
ax.set_xlabel("multiply-adds of one example")
ax.set_ylabel("mean validation accuracy")
ax.legend(loc="lower left")
plotting.show(
    figure,
    alt="Mean validation accuracy against multiply-adds on a log axis, a point for each network. The Pareto "
    "front rises steeply, then flattens. The network 512-2 is far below all others of its cost.",
)

# %% tags=["demonstration"]
print("512-2 is on the front:", (512, 2) in front)
print("one layer of 16 is on it, and 16-16 is not:", (16,) in front and (16, 16) not in front)


def step(a, b):
    """Return the gain in accuracy and the factor of work from network a to network b."""
    return points[b][1] - points[a][1], points[b][0] / points[a][0]


gain, work = step((8, 8), (64,))
print("from 8-8 to 64: over 10 points for under 10 times the work:", gain > 0.1 and work < 10)
gain, work = step((64,), (512, 512))
print("from 64 to 512-512: under 5 points for over 10 times the work:", gain < 0.05 and work > 10)

# %% [markdown]
# **Explain.** The front tells what is worth choosing, not what to choose. That depends on what an error costs you and what a second costs you.
# Points that are close on the front may change places with other seeds.
#
# Width against depth: in lesson 02, at equal parameters, one or two wide layers beat eight narrow ones on these digits. In other tasks the order differs, see the two papers there.

# %% [markdown]
# ## Explorer
#
# Choose a width. The dots are its five seeds, the gray line is all widths.


# %% tags=["demonstration", "nbval-ignore-output"]
def plot_width(width, axis):
    figure, [ax] = plotting.figure()
    place = {w: w if axis == "width" else cost([784, w, w, 10])[1] for w in widths}
    ax.plot([place[w] for w in widths], [mean[w] for w in widths], color="0.7")
    ax.plot([place[width]] * 5, val[width], color=plotting.COLORS[0], marker="o", linestyle="")
    ax.set_xscale("log")
    if axis == "width":
        ax.set_xticks(widths, [str(w) for w in widths])
        ax.minorticks_off()
    ax.set_xlabel("neurons in each hidden layer" if axis == "width" else "multiply-adds")
    ax.set_ylabel("validation accuracy")
    parameters, work, memory = cost([784, width, width, 10])
    ax.set_title(f"{parameters:,} parameters, {work:,} multiply-adds, {memory / 2**20:.1f} MB")
    return figure


widgets.explore(
    plot_width,
    alt=lambda width, axis: (
        f"Validation accuracy of five seeds at width {width}, against the {axis}."
    ),
    start={"width": 64, "axis": "width"},
    width=widths,
    axis=["width", "multiply-adds"],
)

# %% [markdown]
# ## Gallery: good, bad, deceptive
#
# **Predict.** One of the three has over 400,000 parameters and is wrong more often than right. How can that be?

# %% tags=["demonstration"]
for name, shape in {"good": (64,), "bad": (8, 8), "deceptive": (512, 2)}.items():
    parameters = cost([784, *shape, 10])[0]
    above = sum(a > 0.75 for a in table[shape])
    print(f"{name:<10} {parameters:>7,} parameters, above 75 % in {above} of 5")

# %% [markdown]
# - **Good:** one layer of 64. On or near the front, trained in no time.
# - **Bad:** two layers of 8. Too narrow, it underfits: its training accuracy is poor too.
# - **Deceptive:** 512 neurons, then 2. It looks large: 400,000 parameters. But ten classes have to pass through two numbers. Such a **bottleneck** decides what the network can do, not the parameter count.

# %% [markdown]
# ## Exercise 1: three questions
#
# The network 784-64-64-10 becomes 784-128-128-10. How do these numbers grow? Replace each `...` by `"not at all"`, `"2 times"` or `"4 times"`.
#
# <details><summary>Hint 1</summary>
#
# A layer from a inputs to b outputs has a times b weights. Which of the two was doubled?
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
# `zip(sizes[:-1], sizes[1:])` gives the pairs of neighbors.
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
# Write `pareto_front(runs)`. `runs` is a list of lists `[name, cost, accuracy]`.
# Return the names of the runs that are **not** dominated, cheapest first.
#
# - A run is dominated if another one costs at most as much, is at least as accurate, and is better in one of the two.
# - Two runs that are equal in both do not dominate each other. Among equal costs keep the order of `runs`.
# - A run whose accuracy is NaN is never on the front.
# - Without runs the front is an empty list. Do not change `runs`.
#
# <details><summary>Hint 1</summary>
#
# For each run ask all others. It is no race: a few hundred runs are compared in a moment.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `sorted(kept, key=lambda run: run[1])` sorts by cost and keeps the order of equals.
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
# Write `good_enough(table)`. `table` maps each width to the list of its accuracies, one a seed.
#
# - The **best** width is the one with the highest mean; of equals the smaller one.
# - The **spread** is the standard deviation of the best width's accuracies, with $n - 1$ in the denominator (`statistics.stdev`).
# - Return the smallest width whose mean is at least the best mean minus the spread.
# - An empty table, or a best width with fewer than two seeds, raises a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# `statistics.mean(values)` and `statistics.stdev(values)`. The widths need not be in order.
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
# | It interacts with | depth (both buy capacity), regularization (dropout wants more width), the amount and cleanness of the data, learning rate |
#
# | Symptom | Likely cause | Try |
# | --- | --- | --- |
# | training and validation accuracy both poor, and steady | too narrow, or a bottleneck | double the narrowest layer |
# | twice the width changes less than another seed does | wide enough | the smaller one; spend the time on the learning rate |
# | training accuracy 100 %, validation still rises with width | no problem | stop when the gain is not worth its cost |
# | out of memory | width squared, batch size, Adam's two numbers | narrower, smaller batch, momentum in place of Adam |
#
# Three sentences to keep:
#
# - Compute the cost before you train; measure the accuracy over seeds after.
# - Below some width everything fails, above it each doubling buys less.
# - The narrowest layer decides, and the widest one costs.
#
# ## Read more
#
# - Neyshabur, Tomioka and Srebro (2015), *In search of the real inductive bias*, ICLR workshop, arXiv:1412.6614.
# - Belkin, Hsu, Ma and Mandal (2019), *Reconciling modern machine-learning practice and the classical bias-variance trade-off*, PNAS 116 (32), arXiv:1812.11118.
# - Nakkiran et al. (2020), *Deep double descent*, ICLR, arXiv:1912.02292.
# - Zagoruyko and Komodakis (2016), *Wide residual networks*, BMVC, arXiv:1605.07146.
