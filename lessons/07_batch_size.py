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
# # 07 Batch size
#
# **How many examples should a step look at, and what else changes when you change that?**
#
# After this lesson you can
#
# - say how the noise of a mini-batch gradient depends on the batch size, and estimate the noise scale,
# - compare batch sizes fairly: at equal epochs, at equal steps, at equal time,
# - scale a learning rate with the batch size, and say where that breaks,
# - get the gradient of a large batch out of small ones when memory is short.
#
# | | |
# | --- | --- |
# | You need | lessons 01 and 05 |
# | Time | 60 minutes |
# | Run All | under a minute on a laptop with two cores |

# %%
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
# | Noise of the gradient, explorer | none | 3 s |
# | By hand | 2 | 1 s |
# | Equal epochs, equal steps, equal time | 35 | 6 s |
# | Scaling rule, long run, gallery | 20 | 6 s |

# %% [markdown]
# ## One step, some examples
#
# The gradient that you want is the mean over **all** training examples.
# It is expensive, so a step takes the mean over a few of them, drawn at random: a **mini-batch**, in short a batch. Its gradient is a guess at the full one.
#
# The **batch size** $B$ is the number of examples in it.
# Everything else follows from two facts.
#
# - An epoch over $n$ examples has $n / B$ steps, rounded up. Twice the batch, half the steps.
# - The guess gets better with $B$.
#
# How much better? The **noise** is the mean squared distance between the batch gradient and the full gradient.
#
# **Predict.** A batch 16 times as large: is the noise 4, 16 or 256 times smaller?

# %% tags=["demonstration"]
data = h.load_mnist().subset(1500)
X, y = data.X_train, data.y_train


def gradient(model, rows):
    """Return the gradient of the mean loss over these rows, as one long vector."""
    loss = cross_entropy(model(X[rows]), y[rows])
    parts = torch.autograd.grad(loss, list(model.parameters()))
    return torch.cat([part.flatten() for part in parts])


def noise(model, size, generator, draws=40):
    """Return the mean squared distance of a batch gradient from the full one."""
    full = gradient(model, torch.arange(len(y)))
    distances = []
    for _ in range(draws):
        rows = torch.randint(len(y), (size,), generator=generator)
        distances.append(((gradient(model, rows) - full) ** 2).sum().item())
    return statistics.mean(distances)


sizes = [1, 4, 16, 64, 256]
noises = {}
for seed in range(5):
    model = h.MLP(784, [64], 10, initialization="he", seed=seed)
    generator = torch.Generator().manual_seed(seed)
    noises[seed] = [noise(model, size, generator) for size in sizes]
fewer = [n[0] / n[2] for n in noises.values()]
print(
    f"16 times the batch, noise 10 to 25 times smaller: {sum(10 < f < 25 for f in fewer)} of 5 seeds"
)

# %% tags=["demonstration", "nbval-ignore-output"]
figure, [ax] = plotting.figure()
for n in noises.values():
    (line,) = ax.plot(sizes, n, color=plotting.COLORS[0], marker="o", alpha=0.5)
line.set_label("one seed")
mean = [statistics.mean(n[k] for n in noises.values()) for k in range(len(sizes))]
ax.plot(
    sizes, [mean[0] / s for s in sizes], color=plotting.COLORS[1], linestyle="--", label="1 / B"
)
ax.set_xscale("log", base=2)
ax.set_yscale("log")
ax.set_xticks(sizes, [str(s) for s in sizes])
ax.set_xlabel("batch size")
ax.set_ylabel("noise (mean squared distance)")
ax.legend()
plotting.show(
    figure,
    alt="Noise of the mini-batch gradient against the batch size, both on log axes, five seeds. The points "
    "lie on a straight line with slope minus one.",
)

# %% [markdown]
# **Explain.** 16 times. The variance of a mean of $B$ independent numbers is the variance of one of them, divided by $B$.
# (The typical *distance* is the root of that: 4 times smaller. For twice the precision you pay four times the examples.)

# %% [markdown]
# ## By hand: batches in an epoch
#
# Shuffle, cut into pieces of $B$, take a step for each piece. The last piece may be smaller.

# %% tags=["demonstration"]
config = h.Hyperparameters(
    n_neurons=(64,), optimizer="sgd", lr=0.05, batch_size=128, epochs=2, initialization="he"
)
model = h.MLP(784, [64], 10, initialization="he", seed=0)
shuffle = torch.Generator().manual_seed(0)
steps = 0
for _ in range(config.epochs):
    order = torch.randperm(len(y), generator=shuffle)
    for rows in order.split(config.batch_size):
        loss = cross_entropy(model(X[rows]), y[rows])
        model.zero_grad()
        loss.backward()
        with torch.no_grad():
            for p in model.parameters():
                p -= config.lr * p.grad
        steps += 1
by_hand, _ = h.evaluate(model, data.X_val, data.y_val)
run = h.train(config, data, seed=0)
print("steps:", steps, "= 2 epochs of", math.ceil(len(y) / 128))
print("by hand and by the library, the same loss:", abs(by_hand - run.final.val_loss) < 1e-3)

# %% [markdown]
# ## Equal epochs, equal steps, equal time
#
# "Batch size 8 against 128, which is better?" has no answer before you say what is held equal.
#
# - **Equal epochs:** both see each example equally often. The small batch takes 16 times as many steps.
# - **Equal steps:** both take equally many steps. The large batch sees 16 times as many examples.
# - **Equal time:** both may use as many seconds. That is what you pay with, and it depends on the machine.
#
# **Predict.** SGD, learning rate 0.05 for all. Which batch size has the lower training loss at equal epochs? And at equal steps?

# %% tags=["demonstration"]
base = config.replace(batch_size=8, epochs=6)
batches = [8, 32, 128, 512]
configs = [base.replace(batch_size=b) for b in batches]
configs += [base.replace(batch_size=b, epochs=b // 4) for b in (8, 32, 128)]
lanes = iter(h.sweep(configs, data, seeds=range(5)).lanes)
equal_epochs = {b: [next(lanes).history for _ in range(5)] for b in batches}
equal_steps = {b: [next(lanes).history for _ in range(5)] for b in (8, 32, 128)}

# %% tags=["demonstration"]
losses = {b: [history[-1].train_loss for history in equal_epochs[b]] for b in batches}
rising = sum(a < b < c < d for a, b, c, d in zip(*losses.values(), strict=True))
print(f"equal epochs: the larger the batch, the higher the training loss, in {rising} of 5 seeds")
last = {b: [history[-1].train_loss for history in equal_steps[b]] for b in (8, 128)}
lower = sum(a > b for a, b in zip(last[8], last[128], strict=True))
print(f"equal steps: batch 128 has a lower training loss than 8 in {lower} of 5,")
print("by less than a third on average:", sum(last[128]) > sum(last[8]) * 2 / 3)

# %% tags=["demonstration", "nbval-ignore-output"]
alone = {}
for b in batches:
    # The quickest of three: whatever else the computer does can only add time.
    runs = [h.train(base.replace(batch_size=b, epochs=2), data, seed=0) for _ in range(3)]
    alone[b] = min(run.seconds for run in runs) / 2
figure, axes = plotting.figure(3)
for k, b in enumerate(batches):
    history = equal_epochs[b][0]
    loss = [e.train_loss for e in history]
    epochs = [e.epoch for e in history]
    look = {"color": plotting.COLORS[k], "marker": plotting.MARKERS[k], "label": f"batch {b}"}
    in_one = math.ceil(len(y) / b)
    axes[0].plot(epochs, loss, **look)
    axes[1].plot([n * in_one for n in epochs], loss, **look)
    axes[2].plot([n * alone[b] for n in epochs], loss, **look)
for ax, label in zip(axes, ["epoch", "step", "seconds"], strict=True):
    ax.set_xlabel(label)
    ax.set_ylabel("training loss")
axes[1].set_xscale("log")
axes[2].set_xscale("log")
axes[1].legend()
plotting.show(
    figure,
    alt="Training loss of batch sizes 8, 32, 128 and 512 against epochs, steps and seconds. Against epochs "
    "the small batch is far ahead. Against steps the curves lie nearly on one another. Against seconds "
    "they are closer than against epochs.",
)

# %% tags=["demonstration", "nbval-ignore-output"]
print("batch size  steps an epoch  seconds an epoch")
for b in batches:
    print(f"{b:>10} {math.ceil(len(y) / b):>15} {alone[b]:>17.3f}")

# %% tags=["demonstration"]
print(
    "an epoch with batch 8 takes over 3 times as long as one with 128:", alone[8] > 3 * alone[128]
)

# %% [markdown]
# **Explain.** At this learning rate a step is a step: the noise of the small batch costs little, and the 16 times as many examples of the large batch buy little.
# So at equal epochs the small batch is far ahead, simply because it takes more steps.
# In seconds it loses part of that again: a step of 128 takes hardly longer than one of 8, because the processor works on many examples at once. On a graphics card that effect is larger still.

# %% [markdown]
# ## Scaling the learning rate
#
# A better guess deserves a longer step.
# The **linear scaling rule**: when the batch is multiplied by $k$, multiply the learning rate by $k$ (Goyal et al. 2017, *Accurate, large minibatch SGD*, arXiv:1706.02677, section 2.1).
# The idea: one step of $k \cdot B$ with rate $k \cdot \eta$ moves about as far as $k$ steps of $B$ with rate $\eta$, as long as the gradient hardly changes during these $k$ steps.
#
# **Predict.** We start from batch 8 with rate 0.05 and scale up to batch 512 with rate 3.2. Does the rule hold all the way?

# %% tags=["demonstration"]
scaled = [base.replace(batch_size=b, lr=0.05 * b / 8) for b in (32, 128, 512)]
long = base.replace(batch_size=512, lr=0.4, epochs=60)
lanes = iter(h.sweep([*scaled, long], data, seeds=range(5)).lanes)
rule = {8: equal_epochs[8]} | {b: [next(lanes).history for _ in range(5)] for b in (32, 128, 512)}
patient = [next(lanes).history for _ in range(5)]

# %% tags=["demonstration", "nbval-ignore-output"]
figure, [ax] = plotting.figure()
for k, (label, results) in enumerate({"rate 0.05": equal_epochs, "scaled rate": rule}.items()):
    look = {"color": plotting.COLORS[k], "marker": plotting.MARKERS[k]}
    final = {b: [history[-1].val_accuracy for history in results[b]] for b in batches}
    means = [sum(final[b]) / 5 for b in batches]
    ax.plot(batches, means, label=label, linestyle=plotting.LINES[k], **look)
    for b in batches:
        ax.plot([b] * 5, final[b], linestyle="", alpha=0.4, **look)
ax.set_xscale("log", base=2)
ax.set_xticks(batches, [str(b) for b in batches])
ax.set_xlabel("batch size")
ax.set_ylabel("validation accuracy after 6 epochs")
ax.legend()
plotting.show(
    figure,
    alt="Validation accuracy after six epochs against batch size. With the fixed rate it falls steadily. With "
    "the scaled rate it stays up to 128 and collapses at 512.",
)

# %% tags=["demonstration"]
final = {b: [history[-1].val_accuracy for history in rule[b]] for b in batches}
close = abs(sum(final[32]) - sum(final[8])) / 5 < 0.02
print("batch 32 with the scaled rate is within 2 points of batch 8, on average:", close)
fixed = [history[-1].train_loss for history in equal_epochs[128]]
better = sum(history[-1].train_loss < f for history, f in zip(rule[128], fixed, strict=True))
print(f"batch 128: the scaled rate gives a lower training loss than the fixed one in {better} of 5")
print(f"batch 512, rate 3.2: below 40 % in {sum(a < 0.4 for a in final[512])} of 5")

# %% [markdown]
# **Explain.** It holds for a while and then breaks: the scaled rate of 3.2 is beyond the largest stable one (lesson 05), and no amount of averaging changes that.
# Goyal et al. met the limit at batches of more than 8,192 on ImageNet, and at the start of training, where they raise the rate slowly (**warm-up**, a later lesson).
# For Adam a rule with the *root* of the factor fits better (Malladi et al. 2022, arXiv:2205.10287).

# %% [markdown]
# ## The noise scale
#
# Where does a larger batch stop helping? When the noise is already small against the gradient itself. The **simple noise scale** compares the two (McCandlish et al. 2018, *An empirical model of large-batch training*, arXiv:1812.06162, equation 2.9):
#
# $$B_\text{noise} = \frac{\text{noise of a batch of one}}{|\text{full gradient}|^2}$$
#
# Far below it, twice the batch saves nearly half of the steps. Far above it, twice the batch saves next to nothing.
#
# **Predict.** Does the noise scale grow or shrink while the network learns?


# %% tags=["demonstration"]
def noise_scale_of(model, seed):
    generator = torch.Generator().manual_seed(seed)
    full = gradient(model, torch.arange(len(y)))
    return 16 * noise(model, 16, generator) / (full**2).sum().item()


begin, later = [], []
for seed in range(5):
    begin.append(noise_scale_of(h.MLP(784, [64], 10, initialization="he", seed=seed), seed))
    trained = h.train(base.replace(epochs=3, batch_size=32), data, seed=seed).model
    later.append(noise_scale_of(trained, seed))
print(f"between 20 and 400 at the start in {sum(20 < b < 400 for b in begin)} of 5 seeds")
print(f"larger after 3 epochs in {sum(a < b for a, b in zip(begin, later, strict=True))} of 5")

# %% [markdown]
# **Explain.** The gradient shrinks as the network gets better, and the examples agree less and less on what is left to do. So the noise scale grows: large batches pay late in training, not early.
# Its size at the start, around a hundred, fits what we saw: up to 32 the scaled rate kept the result, at 128 it lost some, at 512 it broke.
# It is an estimate to the order of magnitude, no more; the paper says so too (section 2.2).

# %% [markdown]
# ## Do small batches find better networks?
#
# This is where the field disagrees.
#
# - Keskar et al. (2017, *On large-batch training for deep learning*, arXiv:1609.04836) found that large batches lead to "sharp" minima that generalize worse.
# - Hoffer et al. (2017, *Train longer, generalize better*, arXiv:1705.08741) closed that gap by taking as many steps as with small batches.
# - Shallue et al. (2019, *Measuring the effects of data parallelism on neural network training*, JMLR 20, arXiv:1811.03600) tuned each batch size for itself on many tasks and found no evidence that larger ones end up worse.
#
# **Predict.** We give batch 512 a rate of 0.4 and ten times as many epochs. Does it catch up with batch 8?

# %% tags=["demonstration"]
small = [history[-1].val_accuracy for history in equal_epochs[8]]
large = [history[-1].val_accuracy for history in patient]
print(
    "batch 512, 60 epochs: mean accuracy at least that of batch 8 less 1 point:",
    sum(large) > sum(small) - 0.05,
)
print("steps:", 60 * math.ceil(len(y) / 512), "against", 6 * math.ceil(len(y) / 8))

# %% [markdown]
# **Explain.** Here it does, with fewer steps and ten times the epochs.
# So the batch size did not set the limit of quality. It set the price.
# Google's tuning playbook draws the same conclusion: choose the batch size for speed and memory, and do not tune it for the validation score. Tune the learning rate and the regularization *again* whenever you change it (Godbole et al. 2023, *Deep learning tuning playbook*, "Choosing the batch size").

# %% [markdown]
# ## Explorer
#
# Choose a batch size and a measure of cost. The curve of your batch size is drawn bold.


# %% tags=["demonstration", "nbval-ignore-output"]
def plot_batch(batch_size, cost):
    figure, [ax] = plotting.figure()
    for b in batches:
        history = equal_epochs[b][0]
        unit = {"epochs": 1, "steps": math.ceil(len(y) / b), "seconds": alone[b]}[cost]
        look = {"color": "0.8", "linewidth": 1}
        if b == batch_size:
            look = {"color": plotting.COLORS[0], "linewidth": 2.5, "marker": "o", "zorder": 3}
        ax.plot([e.epoch * unit for e in history], [e.val_accuracy for e in history], **look)
    if cost != "epochs":
        ax.set_xscale("log")
    ax.set_xlabel(cost)
    ax.set_ylabel("validation accuracy")
    ax.set_title(f"batch size {batch_size}: {math.ceil(len(y) / batch_size)} steps an epoch")
    return figure


widgets.explore(
    plot_batch,
    alt=lambda batch_size, cost: (
        f"Validation accuracy against {cost}; batch size {batch_size} among the others."
    ),
    start={"batch_size": 32, "cost": "epochs"},
    batch_size=batches,
    cost=["epochs", "steps", "seconds"],
)

# %% [markdown]
# ## Gallery: good, bad, deceptive
#
# **Predict.** Three configurations from above, six epochs each. Which one looks best while you watch the progress bar?

# %% tags=["demonstration"]
gallery = {
    "good": (32, [history[-1] for history in rule[32]]),
    "bad": (512, [history[-1] for history in rule[512]]),
    "deceptive": (512, [history[-1] for history in equal_epochs[512]]),
}
for name, (b, ends) in gallery.items():
    print(f"{name:<10} batch {b}, {math.ceil(len(y) / b)} steps an epoch:", end=" ")
    print(f"above 80 % in {sum(e.val_accuracy > 0.8 for e in ends)} of 5")

# %% [markdown]
# - **Good:** batch 32, rate 0.2. A quarter of the steps of batch 8 and as accurate.
# - **Bad:** batch 512, rate 3.2. The rule was followed beyond its range.
# - **Deceptive:** batch 512, rate 0.05. The epochs fly by, the loss falls smoothly, nothing looks wrong. It has taken 18 steps.

# %% [markdown]
# ## Exercise 1: three questions
#
# The batch size goes from 16 to 64, everything else stays. Replace each `...` by `"4 times fewer"`, `"4 times smaller"`, `"2 times smaller"` or `"the same"`.
#
# <details><summary>Hint 1</summary>
#
# Noise was defined as a mean *squared* distance.
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "batch_quiz", "locked": false, "schema_version": 3, "solution": true, "task": false}
batch_quiz = {
    "the steps of an epoch are": ...,
    "the noise of the gradient is": ...,
    "the number of examples seen in an epoch is": ...,
}
### BEGIN SOLUTION
batch_quiz = {
    "the steps of an epoch are": "4 times fewer",
    "the noise of the gradient is": "4 times smaller",
    "the number of examples seen in an epoch is": "the same",
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_batch_quiz", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
checks.quiz(
    "batch_quiz",
    choices=("4 times fewer", "4 times smaller", "2 times smaller", "the same"),
    key={
        "the steps of an epoch are": "aea2463c5e79",
        "the noise of the gradient is": "b51b46d8326d",
        "the number of examples seen in an epoch is": "341bcc3380fd",
    },
    hints={
        "the steps of an epoch are": "n / B steps, counted in whole ones.",
        "the noise of the gradient is": "The first experiment of this lesson, with 16 in place of 4.",
        "the number of examples seen in an epoch is": "What is the definition of an epoch?",
    },
)

# %% [markdown]
# ## Exercise 2: the variance of a batch gradient
#
# Write `batch_variance(gradients, batch_size)`.
# `gradients` holds the gradient of each training example: a list of lists, one row an example, one column a parameter.
# A batch is drawn at random **with replacement** (an example may come twice), and its gradient is the mean of its rows. Return the expected squared distance of that mean from the full gradient.
#
# - For one parameter: the mean of the squared differences from the column's mean (divide by $n$, not by $n - 1$), divided by the batch size.
# - Add the numbers of all parameters.
# - No examples, or a batch size below 1, raise a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# `zip(*gradients)` turns rows into columns. `statistics.pvariance(column)` divides by n.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "batch_variance", "locked": false, "schema_version": 3, "solution": true, "task": false}
def batch_variance(gradients, batch_size):
    """Return the expected squared distance of a batch gradient from the full one."""
    ### BEGIN SOLUTION
    if not gradients or batch_size < 1:
        raise ValueError(f"expected examples and a batch size >= 1, got {batch_size}")
    total = 0
    for k in range(len(gradients[0])):
        column = [row[k] for row in gradients]
        mean = sum(column) / len(column)
        total += sum((value - mean) ** 2 for value in column) / len(column)
    return total / batch_size
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_batch_variance", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "batch_variance",
    checks.example([[1.0], [3.0]], 1, expected=1.0, hint="Both are 1 away from their mean 2."),
    checks.example(
        [[1.0, 0.0], [3.0, 4.0]], 5, expected=1.0, hint="(1 + 4) / 5: two parameters, batch of 5."
    ),
    checks.raises(ValueError, [], 4, hint="Without examples there is no gradient."),
)

# %% [markdown]
# ## Exercise 3: a large batch that does not fit into memory
#
# Write `accumulate(model, X, y, most)`.
# It returns a list: the gradient of the **mean** cross-entropy over all rows of `X` and `y`, one tensor for each parameter of the model, in the order of `model.parameters()`.
# But it may give the model at most `most` rows at a time. This is called **gradient accumulation**.
#
# - Gradients left in the model by an earlier call must not be counted.
# - The number of rows need not be a multiple of `most`; the last piece may be smaller. The result must be that of one large batch all the same.
# - A `most` below 1 raises a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# `X.split(most)` cuts a tensor into pieces. `loss.backward()` adds to `.grad` by itself.
#
# </details>
# <details><summary>Hint 2</summary>
#
# The mean of means is not the mean when the pieces differ in size. Use the *sum* of the losses of a piece, divided by the number of all rows: `cross_entropy(model(a), b, reduction="sum") / len(X)`.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "accumulate", "locked": false, "schema_version": 3, "solution": true, "task": false}
def accumulate(model, X, y, most):
    """Return the gradient over all rows, with at most `most` rows at a time."""
    ### BEGIN SOLUTION
    if most < 1:
        raise ValueError(f"expected at least 1 row at a time, got {most}")
    model.zero_grad()
    for rows, labels in zip(X.split(most), y.split(most)):
        loss = cross_entropy(model(rows), labels, reduction="sum") / len(X)
        loss.backward()
    return [p.grad for p in model.parameters()]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_accumulate", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
def gradients_of(accumulate, sizes, n, most):
    """Return the gradients for a network and rows made by a formula, and the most rows at a time."""
    import torch
    from torch import nn

    model = nn.Sequential(nn.Linear(sizes[0], sizes[1]), nn.Tanh(), nn.Linear(sizes[1], sizes[2]))
    with torch.no_grad():
        for k, p in enumerate(model.parameters()):
            i = torch.arange(p.numel(), dtype=torch.float32)
            p.copy_((torch.sin(1.7 * i + k) * 0.6).reshape(p.shape))
    X = torch.cos(1.3 * torch.arange(n * sizes[0], dtype=torch.float32)).reshape(n, sizes[0])
    y = torch.arange(n) % sizes[2]
    rows = []
    model.register_forward_hook(lambda part, inputs, output: rows.append(len(inputs[0])))
    found = accumulate(model, X, y, most)
    return {
        "most rows at a time": max(rows, default=0),
        "gradients": [[round(v, 5) for v in g.flatten().tolist()] for g in found],
    }


checks.check(
    "accumulate",
    checks.example(
        [2, 1, 2],
        5,
        2,
        expected={
            "most rows at a time": 2,
            "gradients": [[-0.1163, -0.2227], [0.1711], [-0.0877, 0.0877], [0.1363, -0.1363]],
        },
        hint="Five rows, two at a time: pieces of 2, 2 and 1.",
        atol=1e-4,
    ),
    checks.raises(ValueError, [2, 1, 2], 5, 0, hint="Zero rows at a time never end."),
    via=gradients_of,
)

# %% [markdown]
# ## Exercise 4: the noise scale from two batch sizes
#
# You can estimate the noise scale without the full gradient. The squared norm of a batch gradient is, on average,
#
# $$|G_B|^2 = |G|^2 + \frac{S}{B}$$
#
# where $G$ is the full gradient and $S$ the noise of a batch of one. Two batch sizes give two equations for the two unknowns (McCandlish et al. 2018, appendix A.1).
#
# Write `noise_scale(small, large)`. Each argument is a list `[batch_size, mean squared norm]`. Return $S / |G|^2$.
#
# - If $|G|^2$ comes out as 0 or negative, return infinity (`math.inf`): all is noise.
# - If $S$ comes out negative, return 0.0.
# - A `small` batch size that is not smaller than that of `large`, or one below 1, raises a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# Subtract the two equations: what remains holds only $S$.
#
# </details>
# <details><summary>Hint 2</summary>
#
# $S = (s - l) / (1/b - 1/B)$ with $s$ and $l$ the squared norms of the small batch $b$ and the large batch $B$. Then $|G|^2 = l - S/B$.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "noise_scale", "locked": false, "schema_version": 3, "solution": true, "task": false}
def noise_scale(small, large):
    """Return the simple noise scale from two batch sizes and their mean squared norms."""
    ### BEGIN SOLUTION
    if small[0] < 1 or small[0] >= large[0]:
        raise ValueError(f"expected two sizes, the smaller one first, got {small[0]}, {large[0]}")
    noise_of_one = (small[1] - large[1]) / (1 / small[0] - 1 / large[0])
    squared = large[1] - noise_of_one / large[0]
    if squared <= 0:
        return math.inf
    return max(noise_of_one / squared, 0.0)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_noise_scale", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "noise_scale",
    checks.example(
        [1, 5.0], [2, 3.0], expected=4.0, hint="S = 2 / (1 - 1/2) = 4, and 3 - 4/2 = 1."
    ),
    checks.example([4, 2.0], [8, 1.0], expected=float("inf"), hint="S = 8, and 1 - 8/8 = 0."),
    checks.raises(ValueError, [8, 1.0], [8, 2.0], hint="Equal sizes give one equation only."),
)

# %% [markdown]
# ## Exercise 5: scale a learning rate
#
# Write `scaled_rate(lr, old, new, rule, limit)`.
# A learning rate `lr` was good for the batch size `old`. Return the rate to try for the batch size `new`.
#
# - `rule` is `"linear"` (for SGD) or `"root"` (for Adam): the rate is multiplied by new/old, or by its square root.
# - The result is never above `limit`, the largest stable rate. An `lr` that is above it already becomes `limit` as well.
# - Another rule, a batch size below 1, or an `lr` or a `limit` that is not positive raises a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# `min(a, b)` is the smaller of two numbers. Smaller batches need smaller rates by the same rule.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "scaled_rate", "locked": false, "schema_version": 3, "solution": true, "task": false}
def scaled_rate(lr, old, new, rule, limit):
    """Return the learning rate to try for another batch size."""
    ### BEGIN SOLUTION
    if old < 1 or new < 1:
        raise ValueError(f"expected batch sizes of at least 1, got {old} and {new}")
    if not (lr > 0 and limit > 0):
        raise ValueError(f"expected a positive rate and limit, got {lr} and {limit}")
    if rule == "linear":
        return min(lr * new / old, limit)
    if rule == "root":
        return min(lr * math.sqrt(new / old), limit)
    raise ValueError(f"expected linear or root, got {rule!r}")
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_scaled_rate", "locked": true, "points": 7, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "scaled_rate",
    checks.example(0.25, 8, 32, "linear", 10.0, expected=1.0, hint="4 times the batch."),
    checks.example(0.25, 8, 32, "root", 10.0, expected=0.5, hint="The root of 4 is 2."),
    checks.example(0.25, 8, 512, "linear", 2.0, expected=2.0, hint="16 would be above the limit."),
    checks.raises(ValueError, 0.25, 8, 32, "cubic", 10.0, hint="There are two rules only."),
)

# %% [markdown]
# ## Take away
#
# | | |
# | --- | --- |
# | Start from | 32 to 128 on a processor; on a graphics card the largest that still makes an epoch faster |
# | Range and scale to search | none for accuracy; try powers of two for speed, then tune the learning rate again |
# | Cost | memory in proportion; fewer, slower steps; fewer steps an epoch |
# | It interacts with | learning rate (scale it along), epochs (steps are what trains), regularization (less noise may need more of it), normalization by batch statistics |
#
# | Symptom | Likely cause | Try |
# | --- | --- | --- |
# | larger batch, same epochs, higher loss | fewer steps | scale the learning rate, or train longer |
# | larger batch with scaled rate: accuracy of guessing | rate beyond the stable limit | smaller rate, warm-up |
# | out of memory | batch too large | smaller batch, gradient accumulation |
# | loss jumps from step to step | noise of a small batch | look at a mean over steps; larger batch or smaller rate |
# | a larger batch makes the epoch no faster | the processor is busy already | the smaller batch |
#
# Three sentences to keep:
#
# - Say what is held equal: epochs, steps or seconds.
# - Noise falls as one over the batch size; steps in an epoch too.
# - Choose the batch size for speed and memory, and tune the learning rate anew when you change it.
#
# ## Read more
#
# - Goyal et al. (2017), *Accurate, large minibatch SGD: training ImageNet in 1 hour*, arXiv:1706.02677.
# - McCandlish, Kaplan, Amodei et al. (2018), *An empirical model of large-batch training*, arXiv:1812.06162.
# - Shallue et al. (2019), *Measuring the effects of data parallelism on neural network training*, JMLR 20 (112), arXiv:1811.03600.
# - Keskar et al. (2017), *On large-batch training for deep learning*, ICLR, arXiv:1609.04836.
# - Hoffer, Hubara and Soudry (2017), *Train longer, generalize better*, NeurIPS, arXiv:1705.08741.
# - Godbole, Dahl, Gilmer, Shallue and Nado (2023), *Deep learning tuning playbook*, github.com/google-research/tuning_playbook.
