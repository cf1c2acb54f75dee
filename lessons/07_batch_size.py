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
# **Here is a run without a fault: its training loss falls in every single epoch, smoothly. And yet it reads only six digits in ten. What is wrong?**

# %%
import math
import random
import statistics

import torch
from torch.nn.functional import cross_entropy

import hyperlib as h
from hyperlib import checks, plotting, widgets

torch.set_num_threads(1)  # small steps: two threads would wait for each other
data = h.load_mnist().subset(1000)  # 1,000 training digits
X, y = data.X_train, data.y_train
base = h.Hyperparameters(
    n_neurons=(64,),
    initialization="he",
    optimizer="sgd",
    lr=0.05,
    epochs=10,
)

# %% tags=["demonstration", "nbval-ignore-output"]
run = h.train(base.replace(batch_size=512), data)
figure, axes = plotting.figure(2, height=3.2)
plotting.plot_curves(run, metric="train_loss", ax=axes[0])
plotting.plot_curves(run, metric="val_accuracy", ylim=(0, 100), ax=axes[1])
plotting.show(figure)

# %% [markdown]
# Each step of this run looks at 512 digits before it moves the weights. That number is its **batch size**.
#
# **Your turn, two minutes.** Repair the run: change one or two of the three numbers until it reads at least 85% of the digits. Any attempt counts.

# %% tags=["demonstration", "nbval-ignore-output"]
config = base.replace(batch_size=512, lr=0.05, epochs=10)  # change these
run = h.train(config, data)
print(f"{run.final.val_accuracy:.1%} right, in {run.seconds:.1f} seconds")

# %% [markdown]
# Was your repair among these seven? Each was run with five seeds.

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
first = base.replace(batch_size=512)
repairs = {
    "as it was": first,
    "a wider network, 256 neurons": first.replace(n_neurons=(256,)),
    "a more careful rate, 0.005": first.replace(lr=0.005),
    "an exact gradient: batch 1,000": first.replace(batch_size=1000),
    "twice as many epochs": first.replace(epochs=20),
    "10 times the rate": first.replace(lr=0.5),
    "both: 10 times the rate, 20 epochs": first.replace(lr=0.5, epochs=20),
    "batch 32": first.replace(batch_size=32),
}
tried = {}
found = h.sweep(list(repairs.values()), data, seeds=range(5)).by_configuration()
print("right, mean of five seeds")
for name, lanes in zip(repairs, found):
    tried[name] = statistics.mean(lane.final.val_accuracy for lane in lanes)
    print(f"  {name:<36}{tried[name]:>5.0%}")
whole = found[0]

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "the loss falls in every epoch, in every seed": all(
            after.train_loss < before.train_loss
            for lane in whole
            for before, after in zip(lane.history, lane.history[1:])
        ),
        "under 70% right": tried["as it was"] < 0.7,
        "a smaller rate makes it far worse": tried["a more careful rate, 0.005"] < 0.35,
        "an exact gradient makes it worse": tried["an exact gradient: batch 1,000"]
        < tried["as it was"] - 0.05,
        "wider or longer does not suffice": max(
            tried["a wider network, 256 neurons"], tried["twice as many epochs"]
        )
        < 0.81,
        "batch 32 repairs it": tried["batch 32"] > 0.83,
        "10 times the rate and 20 epochs get within 3 points of it": abs(
            tried["both: 10 times the rate, 20 epochs"] - tried["batch 32"]
        )
        < 0.03,
        "and is ahead of 10 times the rate": tried["batch 32"] > tried["10 times the rate"],
    }
)

# %% [markdown]
# *A more careful rate* and *an exact gradient* sound like good advice, and both make it worse. *Wider*, *longer* and *10 times the rate* help, and do not suffice.
# What suffices is *longer* and *10 times the rate* together, at twice the epochs (85%), or the **smaller** batch alone (86%). It sees the same digits just as often, with a worse gradient. Why?
#
# Count the steps. A batch of 512 cuts 1,000 digits into two pieces, so an epoch is two steps, and ten epochs are 20 steps.
# Batches of 32 make 320. **The first run had no fault. It had hardly begun.**
#
# The batch size decides what you pay: how long a run takes, how much memory it needs, and whether a second graphics card helps.
# After this lesson you can compare two batch sizes fairly, say where a larger one stops saving steps, choose one for your computer, and get the gradient of a batch that does not fit into memory.
#
# | | |
# | --- | --- |
# | You need | lessons 01 to 03 and 05 |
# | Time | 60 minutes with exercises 1 and 2 and the lab; exercise 3 stands under "Going deeper", half as long again |
# | Run All | about a minute on a laptop with two cores |

# %% [markdown]
# ## Clouds of gradients
#
# The gradient that you want is the mean over **all** 1,000 digits. A step takes the mean over a **mini-batch**, in short a batch, of a few digits drawn at random: a guess.
# Each blue dot below is the guess of one batch, and the orange arrow is the true gradient, for a network after 60 steps. A gradient has 50,890 numbers here, one for each parameter, and you see two directions: along the true gradient, to the right, and across it, where the digits differ most, up and down.
# All four panels have the same scale. The dashed ring is drawn two standard deviations (lesson 01) around the true gradient.
# The strip below each panel counts its dots from left to right, those left of zero in orange.


# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
def directions(model, rounds=5):
    """Return for each digit how far its gradient reaches along the true one, and along its largest noise."""
    parameters = list(model.parameters())
    weights = torch.ones(len(y), requires_grad=True)  # one for each digit

    def mean_gradient(shares):
        losses = cross_entropy(model(X), y, reduction="none")
        return torch.autograd.grad((losses * shares).mean(), parameters, create_graph=True)

    def along(direction):
        total = sum((g * d).sum() for g, d in zip(mean_gradient(weights), direction))
        return torch.autograd.grad(len(y) * total, weights)[0]

    def unit(vector):
        length = math.sqrt(sum((v * v).sum().item() for v in vector))
        return [v.detach() / length for v in vector]

    true = unit(mean_gradient(torch.ones(len(y))))
    shares = torch.linspace(-1, 1, len(y))
    for _ in range(
        rounds
    ):  # power iteration: toward the direction in which the gradients differ most
        vector = mean_gradient(shares)
        overlap = sum((v * t).sum() for v, t in zip(vector, true))
        noise = along(across := unit([v - overlap * t for v, t in zip(vector, true)]))
        shares = noise - noise.mean()
    return along(true), along(across)


begun = base.replace(batch_size=256, lr=0.2, epochs=15)  # a network that has learned for a while
right, up = directions(h.train(begun, data).model)
draws = torch.Generator().manual_seed(0)
with plotting.style.in_style() as pyplot:
    figure, rows = pyplot.subplots(
        2,
        4,
        figsize=(11, 4.3),
        layout="constrained",
        sharex=True,
        sharey="row",
        height_ratios=[3, 1],
    )
axes = rows[0]
turns = torch.linspace(0, 2 * math.pi, 91)
middle = right.mean().item()  # the length of the true gradient
bins = [k / 4 for k in range(-16, 17)]
uphill = {}
for ax, strip, size in zip(axes, rows[1], [1, 8, 64, 512]):
    picked = torch.randint(len(y), (400, size), generator=draws)
    guesses = right[picked].mean(1), up[picked].mean(1)
    uphill[size] = (guesses[0] < 0).float().mean().item()
    ax.axvline(0, color="black", linewidth=0.8, zorder=1)
    ax.plot(*guesses, ".", color=plotting.COLORS[0], markersize=4, alpha=0.4, zorder=2)
    wide, high = [2 * part.std().item() / math.sqrt(size) for part in (right, up)]
    ax.plot(middle + wide * turns.cos(), high * turns.sin(), color="0.3", lw=1.2, ls="--")
    ax.plot([0, middle], [0, 0], color=plotting.COLORS[1], linewidth=1.6, zorder=5)  # the arrow
    ax.plot(middle, 0, ">", color=plotting.COLORS[1], markersize=5, zorder=5)
    ax.set(xlim=(-4, 4), ylim=(-4, 4), title=f"batch {size}")
    ax.tick_params(labelbottom=False)
    heights, _, bars = strip.hist(guesses[0], bins, weights=torch.full((400,), 0.25))
    for edge, bar in zip(bins, bars):
        bar.set_color(plotting.COLORS[1] if edge < 0 else plotting.COLORS[0])
    strip.axvline(0, color="black", linewidth=0.8)
    strip.set_xlabel("along the true gradient")
    strip.text(-3.8, 45, f"uphill: {uphill[size]:.0%}", color=plotting.INKS[1])
line = {"arrowstyle": "-", "color": plotting.INKS[1]}
note = {"color": plotting.INKS[1], "ha": "center", "arrowprops": line}
axes[3].annotate("true gradient", (0.15, -0.1), (-1.6, -2.4), **note)
axes[0].set_ylabel("across it")
rows[1][0].set(ylim=(0, 80), ylabel="dots, %")
plotting.show(
    figure,
    alt="Four clouds of 400 batch gradients each, for batches of 1, 8, 64 and 512 digits, around the true gradient, "
    f"an arrow of length {middle:.2f} to the right. Left of zero lie "
    + ", ".join(f"{share:.0%}" for share in uphill.values())
    + " of the dots.",
)

# %% [markdown]
# What is *seen* here? The rings shrink around the same center, the tip of the arrow: no batch size points the wrong way on average, and a larger one strays less.
# In the first panel many dots crowd near zero, since a digit that is read with confidence has hardly any gradient; a few stray far, some out of the panel, and make the ring wide.
# A step goes against its guess, so a dot to the left of the black line, orange in the strip, is a step **uphill** on the true loss: more than a quarter of the single digits, about a fifth of the batches of 8, and none of the batches of 512. Training works all the same, because over many steps the noise averages out.

# %% [markdown]
# ## By hand
#
# How fast does the cloud shrink? Along one direction, the single digits have the gradients $g_1, \dots, g_n$. Their variance $\sigma^2$ is their mean squared distance from their mean. A batch takes the mean of $B$ of them, and if these are drawn independently,
#
# $$\operatorname{Var}\Bigl(\frac{1}{B}\sum_{i \in \text{batch}} g_i\Bigr) = \frac{\sigma^2}{B}, \qquad \text{steps in an epoch} = \Bigl\lceil \frac{n}{B} \Bigr\rceil$$
#
# where $\lceil\ \rceil$ rounds up: the last batch may be smaller (with batches of 37 it is a single digit), and it is a step all the same.

# %% tags=["demonstration", "nbval-ignore-output"]
single = right.tolist()  # the 1,000 gradients of the picture, along the arrow
variance = statistics.pvariance(single)
random.seed(0)
print("batch  steps an epoch   variance   formula")
for size in [1, 4, 16, 64]:
    means = []
    for _ in range(4000):
        batch = random.choices(single, k=size)  # drawn at random; a digit may come twice
        means.append(sum(batch) / size)
    print(f"{size:>5}{math.ceil(1000 / size):>16}", end="")
    print(f"{statistics.pvariance(means):>11.4f}{variance / size:>10.4f}")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "over a quarter of the single digits point uphill": uphill[1] > 0.25,
        "of batches of 64 less than half as many": uphill[64] < uphill[1] / 2,
        "of batches of 512 none": uphill[512] < 0.005,
    }
)

# %% [markdown]
# **The variance falls as $1/B$, and so does the number of steps in an epoch.** The typical *distance* from the true gradient is the square root of the variance: for a guess twice as good you pay four times the digits (Goodfellow, Bengio and Courville 2016, section 8.1.3).

# %% [markdown]
# ## Equal what?
#
# "Batch 8 or batch 512?" has no answer before you say what both may spend.
#
# - **Equal epochs**, here 6: both see every digit equally often. Batch 8 makes 750 steps, batch 512 makes 12.
# - **Equal steps**, here about 125: batch 8 sees every digit once, batch 512 sees it 60 times.
# - **Equal seconds**, here as many as batch 8 needs for one epoch. That is what you pay for, and it depends on the computer.
#
# One learning rate for all would favor the size that likes it. So each size gets five rates, and in each comparison the best of them counts.

# %%
question = "After 125 steps each, how many points is 512 ahead of 8?"
guess_steps = widgets.predict(question, low=-20, high=20, unit="points")

# %% tags=["demonstration"]
# batch size: epochs; 128 and 512 need so many for 125 steps
batches = {8: 6, 32: 6, 128: 16, 512: 60}
rates = [0.03, 0.1, 0.3, 1, 3]
found = {}
for size, epochs in batches.items():
    configs = h.grid(base.replace(batch_size=size, epochs=epochs), lr=rates)
    found[size] = h.sweep(configs, data, seeds=range(5)).by_configuration()

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
in_one = {b: math.ceil(len(y) / b) for b in batches}  # steps in one epoch
seconds = {b: math.inf for b in batches}  # of one epoch
for _ in range(3):  # all sizes in turn, and the quickest of three: a busy moment can only add time
    for b in batches:
        measured = h.train(base.replace(batch_size=b, epochs=2), data).seconds / 2
        seconds[b] = min(seconds[b], measured)
budgets = {  # name: batch size -> epochs
    "equal epochs": dict.fromkeys(batches, 6),
    "equal steps": {8: 1, 32: 4, 128: 16, 512: 60},
    "equal seconds": {b: min(max(int(seconds[8] / seconds[b]), 1), batches[b]) for b in batches},
}


def after(lanes, epochs):
    """Return the accuracies of the seeds after so many epochs, 0 where the run had diverged."""
    long = [lane.history for lane in lanes]
    return [run[epochs - 1].val_accuracy if len(run) >= epochs else 0 for run in long]


class Part:
    """What a run had reached after some of its epochs, drawn as a configuration of its batch size."""

    def __init__(self, lane, epochs):
        self.history = lane.history[:epochs]
        self.final = self.history[-1]
        self.config = base.replace(batch_size=lane.config.batch_size)


best_rate, reached, parts = {}, {}, {}
for name, budget in budgets.items():
    parts[name] = []
    for b, epochs in budget.items():
        tuned = max(found[b], key=lambda lanes: statistics.mean(after(lanes, epochs)))
        best_rate[name, b] = tuned[0].config.lr
        reached[name, b] = 100 * statistics.mean(after(tuned, epochs))
        parts[name] += [Part(lane, epochs) for lane in tuned]
print(f"{'batch size':<20}", *[f"{b:>6}" for b in batches], sep="")
for name, budget in budgets.items():
    print(f"{name:<14} steps", *[f"{budget[b] * in_one[b]:>6}" for b in batches], sep="")
    print(f"{'best rate':>20}", *[f"{best_rate[name, b]:>6}" for b in batches], sep="")
    print(f"{'right, %':>20}", *[f"{reached[name, b]:>6.1f}" for b in batches], sep="")

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
figure, axes = plotting.figure(3)
for ax, (name, lanes) in zip(axes, parts.items()):
    plotting.plot_dots(lanes, "batch_size", ylim=(60, 95), ax=ax).set_title(name)
plotting.show(figure)
guess_steps.compare(reached["equal steps", 512] - reached["equal steps", 8])

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "equal epochs: 8 is ahead of 128, and 32 far ahead of 512": reached["equal epochs", 8]
        > reached["equal epochs", 128]
        and reached["equal epochs", 32] > reached["equal epochs", 512] + 3,
        "equal steps: 128 and 512 are over 2 points ahead of 8 and 32": min(
            reached["equal steps", b] for b in (128, 512)
        )
        > max(reached["equal steps", b] for b in (8, 32)) + 2,
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# The same runs give three orders. At equal **epochs** batch 8 is best (about 88% against 77), because it makes over sixty times as many steps as batch 512.
# At equal **steps** the large batches lead (512 with about 88%, 8 with 81): each step of a large batch follows a better guess, bears a larger rate, and gets farther.
# At equal **seconds** you see what your computer makes of the two. A step of 512 takes longer than one of 8, but not 64 times as long, because a processor works on many digits at once.
#
# A graphics card that is not yet busy takes hardly longer over a larger batch (Godbole et al. 2023), so there equal seconds are nearly equal steps.
#
# </details>
#
# **Before you believe that one batch size is better, ask: at equal what, and each at its own rate?**

# %% [markdown]
# ## How many steps does a larger batch save?
#
# Fix a goal, here a validation loss of 0.5, and count the steps until it is reached (Shallue et al. 2019).
# This is one step, as `h.train` makes it with SGD; the folded cell below repeats it until the goal is reached, and counts.


# %%
def make_step(model, rows, lr):
    loss = cross_entropy(model(X[rows]), y[rows])  # of one batch
    gradients = torch.autograd.grad(loss, list(model.parameters()))
    with torch.no_grad():  # the step itself is not differentiated
        for p, gradient in zip(model.parameters(), gradients):
            p -= lr * gradient


# %% jupyter={"source_hidden": true}
def steps_to_goal(size, lr, seed, most, goal=0.5):
    """Return how many steps bring the validation loss below the goal; give up after `most`."""
    model = h.MLP(784, [64], 10, initialization="he", seed=seed)
    shuffle = torch.Generator().manual_seed(seed)
    step, look = 0, max(1, 64 // size)  # measuring costs time: look at every 64th step for batch 1
    while True:
        order = torch.randperm(len(y), generator=shuffle)  # a new order in each epoch
        for rows in order.split(size):  # cut into batches; the last may be smaller
            make_step(model, rows, lr)
            step += 1
            if step % look == 0 and h.evaluate(model, data.X_val, data.y_val)[0] < goal:
                return step
            if step >= most:
                return math.inf


# %% [markdown]
# Each batch size gets three rates, each twice the one before, and five seeds; the best of the three counts.

# %%
guess_saved = widgets.predict(
    "Batch 256 in place of 16: how many times fewer steps?", low=0.5, high=100, scale="log"
)
guess_rate = widgets.predict(
    "Divide the best rate of batch 1,000 by that of batch 1. What comes out?",
    low=0.1,
    high=10000,
    scale="log",
)

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
tries = {  # batch size: learning rates
    1: [0.01, 0.02, 0.04],
    4: [0.03, 0.06, 0.12],
    16: [0.1, 0.2, 0.4],
    64: [0.2, 0.4, 0.8],
    256: [0.2, 0.4, 0.8],
    1000: [0.4, 0.8, 1.6],
}
counted, best_lr = {}, {}  # counted[size, rate]: steps of five seeds
for size, lrs in tries.items():
    most = 80 + 2500 // size
    for lr in lrs:
        counted[size, lr] = [steps_to_goal(size, lr, seed, most) for seed in range(5)]
    best_lr[size] = min(lrs, key=lambda lr: statistics.mean(counted[size, lr]))
needed = {size: statistics.mean(counted[size, lr]) for size, lr in best_lr.items()}
figure, axes = plotting.figure(2, height=3.8)
sizes = list(needed)
for ax, heights, label in [(axes[0], needed, "steps to the goal"), (axes[1], best_lr, "best rate")]:
    ax.plot(sizes, list(heights.values()), color=plotting.COLORS[0], marker="o", lw=2.5)
    ax.set(
        xscale="log", yscale="log", xlabel="batch size (log scale)", ylabel=f"{label} (log scale)"
    )
    ax.set_xticks(sizes, [f"{b:,}" for b in sizes])
    ax.minorticks_off()
for b in sizes:
    axes[0].plot([b] * 5, counted[b, best_lr[b]], ".", color=plotting.COLORS[0], alpha=0.4)
    axes[0].annotate(
        f"{needed[b]:,.0f}", (b, needed[b]), xytext=(6, 7), textcoords="offset points", fontsize=10
    )
    axes[1].annotate(
        f"{best_lr[b]:g}",
        (b, best_lr[b]),
        xytext=(0, -18),
        textcoords="offset points",
        fontsize=10,
        ha="center",
    )
dashed = {"color": plotting.COLORS[1], "linestyle": "--"}
axes[0].plot(sizes, [needed[1] / b for b in sizes], **dashed)
axes[0].set_ylim(10, 4000)
axes[0].set_yticks([10, 100, 1000], ["10", "100", "1,000"])
axes[0].text(1.2, 16, "dashed: 4 times the batch,\na quarter of the steps", color=plotting.INKS[1])
axes[1].plot(sizes, [best_lr[1] * b for b in sizes], **dashed)
axes[1].set_ylim(0.008, 30)
axes[1].set_yticks([0.01, 0.1, 1, 10], ["0.01", "0.1", "1", "10"])
axes[1].text(1.2, 8, "dashed: 4 times the batch,\n4 times the rate", color=plotting.INKS[1])
plotting.show(
    figure,
    alt="Steps to a validation loss of 0.5, mean of five seeds, each batch size at its best rate: "
    + ", ".join(f"batch {b}: {needed[b]:.0f} steps at rate {best_lr[b]:g}" for b in sizes)
    + ". Dashed: steps in inverse proportion to the batch size, rates in proportion to it.",
)
guess_saved.compare(needed[16] / needed[256])
guess_rate.compare(best_lr[1000] / best_lr[1])

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "1 to 16: at least half of what is perfect": needed[1] / needed[16] > 8,
        "16 to 256: over twice as few, by far not 16 times": 1.8 < needed[16] / needed[256] < 5,
        "256 to 1,000: next to nothing": 0.85 < needed[256] / needed[1000] < 1.7,
        "the best rate grows with the batch": best_lr[16] > 4 * best_lr[1],
        "in the end far less than the batch": best_lr[1000] < 100 * best_lr[1],
    }
)

# %% [markdown]
# <details><summary>What you saw, explained: three regimes</summary>
#
# 1. **Perfect scaling**, here up to about 16. Four times the batch, hardly more than a quarter of the steps: as long as the noise is much larger than the gradient, four times the digits allow a step almost four times as long.
# 2. **Diminishing returns**, here from 16 to about 256. The guess is already fair: 16 times the digits save about two thirds of the steps, where perfect scaling would save fifteen of sixteen.
# 3. **None.** Beyond 256 the number of steps hardly changes, even at 1,000, where the gradient is exact. What limits a step now is not noise, but how far the loss keeps falling along that gradient.
#
# Shallue et al. (2019) found these three on every task they tried, from small networks on MNIST to language models. *Where* they begin differs widely, with the model, the data and the goal: McCandlish et al. (2018) estimate it from the noise of the gradient (see "Going deeper").
#
# </details>
#
# The right panel belongs to the left one. Where scaling is nearly perfect, the best rate grows almost as fast as the batch, here about ten times from batch 1 to 16: one long step takes the place of several short ones. This is the **linear scaling rule** (Goyal et al. 2017): $k$ times the batch, $k$ times the rate.
# Then the rate hits a wall. Which one?

# %% tags=["demonstration", "nbval-ignore-output"]
exact = base.replace(batch_size=1000, epochs=40)  # all digits in each step: no noise at all
for lr in [0.8, 1.6, 20]:  # 20 is what the rule makes of the best rate of batch 1
    lanes = h.sweep([exact.replace(lr=lr)], data, seeds=range(3)).lanes
    print(f"rate {lr:<4g} right", *[f"{lane.final.val_accuracy:>5.0%}" for lane in lanes])

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "the rate of the rule learns nothing, without any noise": statistics.mean(
            lane.final.val_accuracy for lane in lanes
        )
        < 0.25
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# At 0.8 it learns, at 1.6 it already breaks. You know that wall from lesson 05: a step that is too long for the curvature jumps across the valley. It stands in the way of an **exact** gradient too, so no batch is large enough to move it.
# Goyal et al. met it at the start of training, where they raise the rate slowly (**warm-up**); above batches of 8,192 their rule broke on ImageNet all the same.
#
# </details>
#
# **When you change the batch size, multiply the rate by the same factor as a first guess, and then search around it.** Where larger batches save few steps, search below it. For Adam, the square root of the factor is the usual guess (Malladi et al. 2022).

# %% [markdown]
# ## Explorer: the best rate for each batch size
#
# 96 settings were trained beforehand, with five seeds each. (Their SGD has momentum 0.9, which makes its good rates smaller.)
# **Stay with Adam and 64 neurons, and drag the epoch. After which epoch does batch 256 come within 2 points of batch 16, each at its best rate? And how far behind is it then at the best rate of batch 16?**


# %% tags=["demonstration", "nbval-ignore-output"]
table = h.load_table("model").select(activation="relu", depth=1)


def show_rates(optimizer, width, epoch):
    part = table.select(optimizer=optimizer, width=width, epoch=epoch)
    figure, [ax] = plotting.figure()
    figure.set_size_inches(8, 4.2)  # room for each rate
    return plotting.plot_dots(part, "lr", by="batch_size", ylim=(0, 100), ax=ax)


widgets.explore(
    show_rates,
    start={"optimizer": "adam", "width": 64, "epoch": 1},
    optimizer=["sgd", "adam"],
    width=[16, 64],
    epoch=[1, 2, 3, 5, 10],
)

# %% [markdown]
# <details><summary>What you saw</summary>
#
# After one epoch, which is four steps, batch 256 is about ten points behind; after three epochs it is within 2 points, and after ten they are equal. Read at the best rate of batch 16, it would be six points behind after three epochs, and two after ten. With SGD it is still more than 2 points behind after ten epochs.
#
# </details>
#
# So a "worse" batch size is often one that got too few steps, or a rate that suits another size. This is why Google's tuning playbook says: **choose the batch size for speed, not for the validation score** (Godbole et al. 2023). Its authors expect about the same score from every size, if rate and regularization are tuned for it and the steps suffice (disputed: see "Going deeper").

# %% [markdown]
# ## Which batch size, then?
#
# Time to the goal is steps times seconds a step; here are both.

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
print("batch steps to    ms a  seconds to   memory,")
print("      the goal    step    the goal        MB")
for b in sizes:
    run = h.train(base.replace(batch_size=b, lr=best_lr[b], epochs=max(1, b // 50)), data)
    step = run.seconds / (len(run.history) * math.ceil(1000 / b))
    memory = h.training_memory(run.model, optimizer="sgd", batch_size=b) / 1e6
    print(f"{b:>5}{needed[b]:>9,.0f}{1000 * step:>8.2f}{needed[b] * step:>12.3f}{memory:>10.2f}")

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# On one core of a processor a step of 1,000 digits costs many times one of 16, so the quickest way to the goal is a size in the middle.
# A step of one digit is no bargain either: part of the work of a step is the same at any size.
# On a graphics card, go on doubling **as long as the number of steps still falls**, and stop even if the memory would hold more (Godbole et al. 2023). A second card takes half of each batch, and helps only if a half still keeps it busy.
# Memory grows with the batch, since the outputs of all layers are kept for every digit.
#
# </details>
#
# If the batch does not fit, take its gradient in pieces and add them up: **gradient accumulation**, exercise 2. It saves memory and no time.
#
# **Take the largest batch that still saves steps and fits; if it does not make the run faster, take a smaller one. Then tune the rate for it.**

# %% [markdown]
# ## Exercise 1: six questions, three of them answered by running
#
# Replace each `...` by `"smaller"`, `"larger"` or `"the same"`. Count the first, run the second, drag the third; the others recall earlier lessons.
#
# <details><summary>Hint: how to run the second one</summary>
#
# `pair = [base.replace(batch_size=8, epochs=1), base.replace(batch_size=512, epochs=60)]`, then `for lanes in h.sweep(pair, data, seeds=range(5)).by_configuration(): print([lane.final.val_accuracy for lane in lanes])`. That is 125 and 120 steps; the rate of `base` is 0.05.
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "batch_quiz", "locked": false, "schema_version": 3, "solution": true, "task": false}
batch_quiz = {
    "1,000 digits, batches of 250, not 300: the number of steps in an epoch becomes": ...,
    "batches of 8, not 512, each for about 120 steps at rate 0.05: the accuracy becomes": ...,
    "explorer, SGD, 64 neurons, 10 epochs: with batch 256, not 16, the best rate becomes": ...,
    "lesson 01: batch size chosen by test accuracy: compared to new digits, that accuracy is": ...,
    "lesson 02: ten layers with sigmoid, not ReLU: the gradient of the first layer becomes": ...,
    "lesson 03: training with SGD in place of Adam: the memory that it needs becomes": ...,
}
### BEGIN SOLUTION
batch_quiz = {
    "1,000 digits, batches of 250, not 300: the number of steps in an epoch becomes": "the same",
    "batches of 8, not 512, each for about 120 steps at rate 0.05: the accuracy becomes": "smaller",
    "explorer, SGD, 64 neurons, 10 epochs: with batch 256, not 16, the best rate becomes": "larger",
    "lesson 01: batch size chosen by test accuracy: compared to new digits, that accuracy is": "larger",
    "lesson 02: ten layers with sigmoid, not ReLU: the gradient of the first layer becomes": "smaller",
    "lesson 03: training with SGD in place of Adam: the memory that it needs becomes": "smaller",
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_batch_quiz", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.quiz(
    "batch_quiz",
    choices=("smaller", "larger", "the same"),
    key={
        "1,000 digits, batches of 250, not 300: the number of steps in an epoch becomes": "d1d97f4323dd",
        "batches of 8, not 512, each for about 120 steps at rate 0.05: the accuracy becomes": "325027a3c155",
        "explorer, SGD, 64 neurons, 10 epochs: with batch 256, not 16, the best rate becomes": "93616450cf03",
        "lesson 01: batch size chosen by test accuracy: compared to new digits, that accuracy is": "ce0257789f4f",
        "lesson 02: ten layers with sigmoid, not ReLU: the gradient of the first layer becomes": "f4cdfcef97dc",
        "lesson 03: training with SGD in place of Adam: the memory that it needs becomes": "f14a2519f9ec",
    },
    hints={
        "1,000 digits, batches of 250, not 300: the number of steps in an epoch becomes": {
            "smaller": "A smaller batch never makes fewer steps. Divide 1,000 by each and round up.",
            "larger": "1,000 / 250 is 4, and 1,000 / 300 is 3.33. What becomes of the 100 digits that are left?",
        },
        "batches of 8, not 512, each for about 120 steps at rate 0.05: the accuracy becomes": {
            "larger": "It would be at equal epochs. Here both make equally many steps. Run the two of the hint.",
            "the same": "At equal steps the worse guess loses a few points, at a small rate too. Run the two of the hint.",
        },
        "explorer, SGD, 64 neurons, 10 epochs: with batch 256, not 16, the best rate becomes": {
            "smaller": "Drag the epoch to 10 and read the numbers of the three tops. A better guess deserves a longer step.",
            "the same": "The tops stand close together after 10 epochs, but not at one place: read the rates written beside them.",
        },
        "lesson 01: batch size chosen by test accuracy: compared to new digits, that accuracy is": {
            "smaller": "Of several sizes you would keep the one that these digits happen to like. Which way does that push their score?",
            "the same": "It would be, had the test digits chosen nothing. The best of several scores is partly luck.",
        },
        "lesson 02: ten layers with sigmoid, not ReLU: the gradient of the first layer becomes": {
            "larger": "On its way back a gradient is multiplied by a slope in every layer. How steep is a sigmoid at most?",
            "the same": "On its way back a gradient is multiplied by a slope in every layer: at most a quarter for a sigmoid. And for ReLU?",
        },
        "lesson 03: training with SGD in place of Adam: the memory that it needs becomes": {
            "larger": "Adam remembers two numbers for every weight, beside its gradient. What does plain SGD remember?",
            "the same": "Both keep weights and gradients. Which of them keeps more than that for every weight?",
        },
    },
)

# %% [markdown]
# ## Exercise 2: a large batch that does not fit into memory
#
# Write `accumulate(model, X, y, most)`.
# It returns a list: the gradient of the **mean** cross-entropy over all rows of `X` and `y`, one tensor for each parameter of the model, in the order of `model.parameters()`.
# But it may give the model at most `most` rows at a time.
#
# - Gradients that are already in the model when your function is called must not be counted.
# - The number of rows need not be a multiple of `most`; the last piece may be smaller. The result must be that of one large batch all the same.
# - A `most` below 1 raises a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# `X.split(most)` cuts a tensor into pieces. `model.zero_grad()` forgets old gradients, as `optimizer.zero_grad()` did in lesson 01, and `loss.backward()` adds the gradient of `loss` to the `.grad` of each parameter.
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
def check_accumulate(accumulate, sizes, n, most):
    """Return the gradients for a network and rows made by a formula, and whether no piece was too large."""
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
    model[0].register_forward_hook(lambda part, x, out: rows.append(out.numel() // sizes[1]))
    found = accumulate(model, X, y, most)
    if found is None:
        return None
    return {
        "at most the allowed rows at a time": max(rows, default=n) <= most,
        "gradients": [[round(v, 5) for v in g.flatten().tolist()] for g in found],
    }


checks.check(
    "accumulate",
    checks.example(
        [2, 1, 2],
        5,
        2,
        expected={
            "at most the allowed rows at a time": True,
            "gradients": [[-0.1163, -0.2227], [0.1711], [-0.0877, 0.0877], [0.1363, -0.1363]],
        },
        hint="Five rows, two at a time: pieces of 2, 2 and 1. Each row counts a fifth.",
        atol=1e-4,
    ),
    checks.raises(ValueError, [2, 1, 2], 5, 0, hint="Zero rows at a time never end."),
    via=check_accumulate,
)

# %% [markdown]
# ## Decision lab: sixty steps and a small card (10 points)
#
# A colleague rents a graphics card by the step: however large the batch is, a step costs the same, and she has paid for 60 of them.
# The card has 0.85 MB for numbers. She trained one epoch in batches of 32 at rate 0.01, and her network reads about one digit in four.
# You choose batch size, epochs and learning rate, and get as much out of her 60 steps as you can.
#
# You have 60 epochs on your own computer, enough for eight full runs. A choice that breaks a limit is refused in words and costs nothing.

# %% jupyter={"source_hidden": true}
batch_lab = h.labs.Lab(
    "batch_choice",
    "which batch size, how many epochs and which rate, in at most 60 steps and 0.85 MB?",
    base=h.Hyperparameters(
        n_neurons=(64,),
        initialization="he",
        optimizer="sgd",
        lr=0.01,
        batch_size=32,
        epochs=1,
    ),
    space={
        "batch_size": h.search.Choice((8, 16, 32, 50, 64, 100, 125, 128, 250, 256, 500, 512, 1000)),
        "epochs": h.search.Integers(1, 12),
        "lr": h.search.LogUniform(0.001, 3.0),
    },
    epochs=60,
    limits=[h.labs.Limit("steps", 60), h.labs.Limit("memory", 850_000)],
    levels=[
        h.labs.Level(0.47, 0, "half of a random search stays below"),
        h.labs.Level(0.76, 2.5, "about what one epoch reaches at a good rate"),
        h.labs.Level(0.837, 5, "the best known, less two standard deviations of one run"),
    ],
    tolerance=0.05,
    bracket=h.labs.Bracket("lr", worse=0.02, reach=100, chance=0.2),
)

# %% tags=["demonstration", "nbval-ignore-output"]
batch_lab

# %% [markdown]
# Write your choices into the list and run the cell; the same choice is free the second time.
#
# <details><summary>Hint 1</summary>
#
# Two of the three numbers can be worked out before any run. How many steps has an epoch of your batch size, and how many epochs are then 60 steps? Which batch size just fits into the memory?
#
# </details>
# <details><summary>Hint 2</summary>
#
# `h.training_memory(h.MLP(784, [64], 10), optimizer="sgd", batch_size=32)` counts bytes.
# Then spend your runs on the rate: 0.01 is below the best rate of every size in this lesson, even of batch 1. What did the right panel of the steps to the goal show for larger batches?
#
# </details>

# %% tags=["demonstration", "nbval-ignore-output"]
for batch_size, epochs, lr in [(32, 1, 0.01)]:  # add choices: [(32, 1, 0.01), ...]
    batch_lab.run(batch_size=batch_size, epochs=epochs, lr=lr)

# %% [markdown]
# Hand in six numbers.
#
# - `batch_size`, `epochs`, `lr`: your choice, within both limits.
# - `too_small` and `too_large`: a worse rate on each side of yours, from 0.001 to 3, with your batch size and epochs. At `too_large` the network must learn next to nothing.
# - `predicted_accuracy`: what your choice will reach when it is trained again, from other initial weights and on other digits. A share such as 0.5, not 50.

# %% nbgrader={"grade": false, "grade_id": "batch_choice", "locked": false, "schema_version": 3, "solution": true, "task": false}
batch_choice = {
    "batch_size": ...,
    "epochs": ...,
    "lr": ...,
    "too_small": ...,
    "too_large": ...,
    "predicted_accuracy": ...,
}
### BEGIN SOLUTION
batch_choice = {
    "batch_size": 125,
    "epochs": 7,
    "lr": 0.4,
    "too_small": 0.04,
    "too_large": 2.5,
    "predicted_accuracy": 0.86,
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_batch_choice", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
checks.lab("batch_choice")

# %% [markdown]
# Why this choice? Two sentences for your colleague go into the quotation marks, ungraded.
#
# <details><summary>A model answer</summary>
#
# "The memory holds batches of up to 129, and 125 cuts your 1,000 digits into eight, so seven epochs fit into 60 steps; with batches of 32 you see every digit once.
# At 0.04 it reads fewer than 8 digits in ten and at 2.5 it learns nothing, so I took 0.4 between them. I saw that with one seed, so I expect 86% give or take 5 points; if your next card charges by the second, I would count again."
#
# </details>

# %% tags=["demonstration", "nbval-ignore-output"]
batch_lab.report(batch_choice, why="")

# %% [markdown]
# ## Take away
#
# | | |
# | --- | --- |
# | Start from | 32 to 128 on a processor (Bengio 2012: 32); on graphics cards the largest that still reduces the steps required, if it fits |
# | Range and scale to search | none for accuracy; for speed 16 to 512 on a log scale (powers of two), then tune the learning rate again |
# | Cost | memory for the examples of a step, in proportion; fewer but slower steps in an epoch |
# | It interacts with | learning rate (scale it along, then search), epochs (more steps), regularization (less noise may need more of it), batch normalization |
#
# | Symptom | Likely cause | Try |
# | --- | --- | --- |
# | loss falls smoothly, accuracy poor at the end | too few steps | count them; a smaller batch, a larger rate, more epochs |
# | larger batch with scaled rate: accuracy of guessing | rate beyond the stable limit, which no batch size moves | smaller rate, warm-up |
# | out of memory | batch too large | smaller batch, gradient accumulation |
# | loss jumps from step to step | noise of a small batch | look at a mean over steps; larger batch or smaller rate |
# | a larger batch makes the run no faster | the processor is busy already, or no steps are saved any more | the smaller batch |
#
# **Next:** lesson 08, epochs and early stopping, in which you find out how many steps are enough.

# %% [markdown]
# ## Going deeper
#
# What follows is for a second evening: a number that tells where a larger batch stops helping, an exercise about it, and a dispute about small batches.

# %% [markdown]
# ### The noise scale
#
# Where does perfect scaling end? Where the noise of a batch is no longer large against the gradient itself.
# The **simple noise scale** compares the two (McCandlish et al. 2018, equation 2.9):
#
# $$B_\text{simple} = \frac{S}{|G|^2}$$
#
# $G$ is the full gradient, $|G|^2$ the sum of the squares of its numbers, and $S$ the variance of the gradient of one example, added up over all parameters.
# At $B = B_\text{simple}$, the noise of a batch, $S/B$, is as large as the squared gradient.
# Their theory assumes the best rate for each size. Far below the noise scale, twice the batch then halves the steps; far above it, twice the batch saves next to nothing.


# %% tags=["demonstration"]
def gradient(model, rows):
    """Return the gradient of the mean loss over these rows, as one long vector."""
    loss = cross_entropy(model(X[rows]), y[rows])
    # one tensor for each layer's weights, one for its biases
    parts = torch.autograd.grad(loss, list(model.parameters()))
    return torch.cat([part.flatten() for part in parts])


def noise_and_gradient(model, seed):
    """Return S and the squared norm of the full gradient."""
    generator = torch.Generator().manual_seed(seed)
    full = gradient(model, torch.arange(len(y)))
    distances = []
    for _ in range(60):  # batches of 16
        rows = torch.randint(len(y), (16,), generator=generator)
        distances.append(((gradient(model, rows) - full) ** 2).sum().item())
    variance = 16 * statistics.mean(distances)  # of one digit: 16 times that of a batch
    return variance, (full**2).sum().item()


at_start, later = [], []
for seed in range(5):
    start = h.MLP(784, [64], 10, initialization="he", seed=seed)
    at_start.append(noise_and_gradient(start, seed))
    later.append(noise_and_gradient(h.train(begun, data, seed=seed).model, seed))

# %% tags=["demonstration", "nbval-ignore-output"]
for name, pairs in {"before training": at_start, "after 60 steps": later}.items():
    noise = statistics.mean(s for s, _ in pairs)
    squared = statistics.mean(g for _, g in pairs)
    print(f"{name}: S {noise:.3g}, |G|^2 {squared:.3g}, noise scales", end=" ")
    print(*[f"{s / g:.0f}" for s, g in pairs])

# %% tags=["demonstration"] jupyter={"source_hidden": true}
scales = [[s / g for s, g in pairs] for pairs in (at_start, later)]
checks.claims(
    {
        "some tens, perhaps a hundred, before training": 15 < statistics.mean(scales[0]) < 150,
        "several times as much after 60 steps": statistics.mean(scales[1])
        > 2 * statistics.mean(scales[0]),
        "because the gradient shrinks more than the noise": all(
            b[1] / a[1] < b[0] / a[0] for a, b in zip(at_start, later)
        ),
    }
)

# %% [markdown]
# Before training the noise scale is some tens: the order of magnitude at which the steps to the goal left the dashed line.
# Later the gradient shrinks faster than the noise, since the digits agree less and less on what is left to do. So large batches pay late in training rather than early, and Smith et al. (2018) let the batch grow in place of letting the rate fall.
#
# It is an estimate to the order of magnitude, no more. It does not explain why a rate of 20 learned nothing: that run had no noise at all. Merrill et al. (2025) measured the largest useful batch of language models directly, and doubt that the noise scale predicts it.

# %% [markdown]
# ### Exercise 3: the variance of a batch gradient
#
# Write `batch_variance(gradients, batch_size)`: $S/B$, from the gradients of single examples.
# `gradients` is a list of lists, one row an example, one column a parameter.
# A batch is drawn at random **with replacement** (an example may come twice), and its gradient is the mean of its rows. Return the expected squared distance of that mean from the full gradient.
#
# - For one parameter: the mean of the squared differences from the column's mean (divide by $n$, not by $n - 1$), divided by the batch size.
# - Add the numbers of all parameters.
# - No examples, or a batch size below 1, raise a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# By hand, for `[[1, 0], [3, 4]]` and a batch of 5: the columns are 1, 3 and 0, 4. Their means are 2 and 2, their mean squared differences 1 and 4. The answer is (1 + 4) / 5.
#
# </details>
# <details><summary>Hint 2</summary>
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
        [[1.0, 0.0], [3.0, 4.0]], 4, expected=1.25, hint="(1 + 4) / 4: two parameters, batch of 4."
    ),
    checks.raises(ValueError, [], 4, hint="Without examples there is no gradient."),
)

# %% [markdown]
# An epoch draws **without** replacement; there the noise is smaller by another factor, $(n - B) / (n - 1)$, which matters only when $B$ is a good part of $n$.

# %% [markdown]
# ### Do small batches find better networks?
#
# Your own runs say something about it. Batch 8 had 6 epochs, batch 512 had 60 and still fewer steps; both at their best rate.

# %% tags=["demonstration", "nbval-ignore-output"]
small = max(statistics.mean(after(lanes, 6)) for lanes in found[8])
large = max(statistics.mean(after(lanes, 60)) for lanes in found[512])
print(f"batch 8, 6 epochs, 750 steps: {small:.1%}", end="; ")
print(f"batch 512, 60 epochs, 120 steps: {large:.1%}")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims({"they end within 3 points of each other": abs(small - large) < 0.03})

# %% [markdown]
# They end close together. It is one small task, and the field has argued about it for years.
#
# - **Yes, they do.** Keskar et al. (2017) found that large batches end in "sharp" minima, where a small change of the weights raises the loss a lot, and that these generalize worse. Dinh et al. (2017) answered that sharp minima can generalize well, too.
# - **Only at equal epochs.** Hoffer et al. (2017) closed the gap by taking as many steps as with small batches, with a larger rate and normalization over small parts of each batch.
# - **No.** Shallue et al. (2019) tuned each batch size for itself on many tasks and found no evidence that larger ones end up worse.
# - **Yes, still.** Smith, Elsen and De (2020) tuned too, and found that very large batches do worse on test data even at equal steps.
#
# So: do not choose a small batch in the hope of a better network before you have tuned the large one.

# %% [markdown]
# ### Read more
#
# - Godbole, Dahl, Gilmer, Shallue and Nado (2023), *Deep learning tuning playbook*, github.com/google-research/tuning_playbook: "Choosing the batch size", and why it should not be tuned for the validation score.
# - Shallue, Lee, Antognini, Sohl-Dickstein, Frostig and Dahl (2019), *Measuring the effects of data parallelism on neural network training*, JMLR 20 (112), arXiv:1811.03600.
# - McCandlish, Kaplan, Amodei et al. (2018), *An empirical model of large-batch training*, arXiv:1812.06162.
# - Goyal et al. (2017), *Accurate, large minibatch SGD: training ImageNet in 1 hour*, arXiv:1706.02677.
# - Malladi, Lyu, Panigrahi and Arora (2022), *On the SDEs and scaling rules for adaptive gradient algorithms*, NeurIPS, arXiv:2205.10287.
# - Goodfellow, Bengio and Courville (2016), *Deep Learning*, MIT Press, section 8.1.3.
# - Bengio (2012), *Practical recommendations for gradient-based training of deep architectures*, arXiv:1206.5533.
# - Keskar et al. (2017), *On large-batch training for deep learning*, ICLR, arXiv:1609.04836; and Dinh et al. (2017), *Sharp minima can generalize for deep nets*, ICML, arXiv:1703.04933.
# - Hoffer, Hubara and Soudry (2017), *Train longer, generalize better*, NeurIPS, arXiv:1705.08741.
# - Smith, Kindermans, Ying and Le (2018), *Don't decay the learning rate, increase the batch size*, ICLR, arXiv:1711.00489.
# - Smith, Elsen and De (2020), *On the generalization benefit of noise in stochastic gradient descent*, ICML, arXiv:2006.15081.
# - Merrill et al. (2025), *Critical batch size revisited*, arXiv:2505.23971.
