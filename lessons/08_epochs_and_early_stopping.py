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
# # 08 Epochs and early stopping
#
# **A tired annotator has labeled 1,000 digits, and 300 of his labels are wrong. A network learns from them, and gets better and better at what it is told. Of new digits it misreads more than one in five. Can you repair it?**

# %%
import copy
import math
import statistics

import torch
from torch.nn.functional import cross_entropy

import hyperlib as h
from hyperlib import checks, plotting, widgets

torch.set_num_threads(1)  # small steps: two threads would wait for each other
data = h.load_mnist().subset(1000).mislabeled(0.3)  # the validation labels are right
base = h.Hyperparameters(n_neurons=(128, 64), batch_size=32, epochs=30)  # Adam, rate 0.001

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
right_labels = h.load_mnist().subset(1000).y_train
wrong = (data.y_train != right_labels).nonzero().flatten()
with plotting.style.in_style() as pyplot:
    figure, rows = pyplot.subplots(2, 1, figsize=(8.4, 2.5), layout="constrained")
for k in range(2):
    ten = wrong[10 * k : 10 * k + 10]
    plotting.plot_digits(data.X_train[ten], data.y_train[ten], ax=rows[k])
rows[0].set_title("20 of the 300 digits, and what he wrote below them", loc="left", fontsize=11)
written = ", ".join(f"{right_labels[k]} labeled {data.y_train[k]}" for k in wrong[:20])
plotting.show(figure, alt=f"Twenty digits with wrong labels: {written}.")

# %% tags=["demonstration", "nbval-ignore-output"]
long_run = h.train(base, data, seed=0)
plotting.show(plotting.plot_curves(long_run, metric="train_accuracy"))
print(f"{long_run.final.train_accuracy:.0%} of its training labels reproduced,", end=" ")
print(f"{long_run.final.val_accuracy:.0%} of the validation digits right")

# %% [markdown]
# The training accuracy rises to the end. The network misses only about 40 of its 1,000 training labels, so it has learned at least 250 of the 300 wrong ones.
#
# **Your turn, two minutes.** Change the three numbers below until at least 80% of the validation digits are right. Any attempt counts.

# %% tags=["demonstration", "nbval-ignore-output"]
run = h.train(base.replace(epochs=30, lr=0.001, n_neurons=(128, 64)), data, seed=0)
own, new = run.final.train_accuracy, run.final.val_accuracy
print(f"training {own:.0%}, validation {new:.0%} right")

# %% [markdown]
# Is your repair among these, each with three seeds?

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
repairs = {
    "as it was": {},
    "twice the neurons": {"n_neurons": (256, 128)},
    "ten times the rate": {"lr": 0.01},
    "a third of the rate": {"lr": 0.0003},
    "the same, 90 epochs": {"lr": 0.0003, "epochs": 90},
    "8 epochs": {"epochs": 8},
}
tried = {}
print("                       epochs   validation digits right")
for name, change in repairs.items():
    config = base.replace(**change)
    lanes = h.sweep([config], data, seeds=range(3), measure="last epoch").lanes
    tried[name] = statistics.mean(lane.final.val_accuracy for lane in lanes)
    print(f"{name:<23}{config.epochs:>6}{tried[name]:>26.0%}")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "8 epochs read over 5 points more than 30": tried["8 epochs"] > tried["as it was"] + 0.05,
        "more neurons repair nothing": tried["twice the neurons"] < 0.77,
        "a larger rate repairs nothing": tried["ten times the rate"] < 0.74,
        "a smaller rate helps by over 4 points": tried["a third of the rate"]
        > tried["as it was"] + 0.04,
        "until it has the time to go as far": tried["the same, 90 epochs"]
        < tried["a third of the rate"] - 0.04,
    }
)

# %% [markdown]
# *More neurons* and *a larger rate* repair nothing: learning wrong labels by heart needs no help. *A smaller rate* seems to help, but it only goes slower: given three times the epochs, it arrives at the same place (70%). What helps is to stop: eight epochs read 82%.
#
# You pay for training by the epoch, and labels are wrong in practice: at least 3 in 100, on average, in the test sets of ten well-known collections (Northcutt, Athalye and Mueller 2021).
# After this lesson you can tell from two curves whether a run was too short or too long, let the run stop by itself, keep its best weights, and say what that saved and what it cost.
#
# | | |
# | --- | --- |
# | You need | lessons 01, 02 and 05 (one question recalls 03) |
# | Time | 60 minutes with the exercises, and half an hour more if you go deeper |
# | Run All | about a minute on a laptop with two cores |

# %% [markdown]
# ## One long run holds all the shorter ones
#
# With the same seed and a constant rate, a run of 8 epochs is the first 8 epochs of a run of 30. Here are the two losses of the run that opened this lesson.

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
history = long_run.history
losses = [epoch.val_loss for epoch in history]
lowest = losses.index(min(losses)) + 1
stop = min(lowest + 5, 30)
figure, [ax] = plotting.figure()
figure.set_size_inches(8.6, 4.0)
epochs = range(1, 31)
ax.axvspan(0.5, lowest, color="#0072B2", alpha=0.07)
ax.axvspan(lowest, 36, color="#D55E00", alpha=0.07)
ax.plot(epochs, losses, color=plotting.COLORS[0], linewidth=2.2)
ax.plot(epochs, [e.train_loss for e in history], color=plotting.COLORS[1], linewidth=2.2, ls="--")
ax.plot(lowest, min(losses), "o", color=plotting.COLORS[0], markersize=10)
ax.vlines(stop, 0, 1.7, color="0.35", linestyle=":")
ax.set(xlabel="epoch", ylabel="loss", ylim=(0, 2), xlim=(0.5, 36), xticks=range(5, 31, 5))
ax.text(30.4, losses[-1], "validation", color=plotting.style.ink(0), va="center")
ax.text(30.4, history[-1].train_loss, "training", color=plotting.style.ink(1), va="center")
note = {"arrowprops": {"arrowstyle": "-", "color": "0.4"}, "ha": "center"}
keep = f"lowest: epoch {lowest},\nkeep these weights"
ax.annotate(keep, (lowest, min(losses)), (lowest - 3, 0.3), **note)
ax.annotate("", (stop, 1.4), (lowest, 1.4), arrowprops={"arrowstyle": "<->", "color": "0.35"})
ax.text((lowest + stop) / 2, 1.45, "patience 5", ha="center")
ax.text(stop + 0.4, 1.6, f"stop: epoch {stop}", color="0.25")
ax.text(lowest - 0.5, 1.85, "too short: both losses fall", ha="right", color="0.25")
ax.text(lowest + 0.5, 1.85, "too long: only the training loss falls", color="0.25")
plotting.show(
    ax,
    alt=f"Training and validation loss over 30 epochs. The validation loss is lowest at epoch "
    f"{lowest}, whose weights are kept; with a patience of 5 the run stops at epoch {stop}.",
)

# %% [markdown]
# What is *seen* here? Up to the dot both losses fall, small bumps aside: a run that ends before it is too short, it **underfits**. Beyond it only the training loss falls. The network learns its own digits by heart, labels and all: it **overfits**.
# The training loss alone would never tell you. (It begins above the validation loss because 300 training labels are wrong.)
#
# So you need not search the number of epochs as you search other hyperparameters: watch one long run, and go back.
# To know that the curve has turned, you must train on for a while. The number of epochs that you wait in vain for a lower validation loss is the **patience**.

# %% [markdown]
# ## By hand
#
# After epoch $t$, let $t^*$ be the best epoch so far: the one ($\arg\min$) with the lowest validation loss $L_{\text{val}}$. The run stops once it has waited $p$ epochs, its patience:
#
# $$t^* = \arg\min_{s \le t} L_{\text{val}}(s), \qquad \text{stop when } t - t^* = p$$


# %% jupyter={"source_hidden": true}
def train_epoch(model, optimizer, order):
    """Make one pass over the training digits, in batches of 32."""
    for rows in torch.randperm(len(data.y_train), generator=order).split(32):
        loss = cross_entropy(model(data.X_train[rows]), data.y_train[rows])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


# %% tags=["demonstration", "nbval-ignore-output"]
model = h.MLP(784, [128, 64], 10, seed=0)
optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
order, patience = torch.Generator().manual_seed(0), 5
best, best_epoch, kept = math.inf, 0, None  # the first loss is lower than infinity
for epoch in range(1, 31):
    train_epoch(model, optimizer, order)  # one pass over the digits, as in lesson 01
    loss, accuracy = h.evaluate(model, data.X_val, data.y_val)  # only look
    if loss < best:
        best, best_epoch = loss, epoch
        kept = copy.deepcopy(model.state_dict())  # a copy of all weights
    if epoch - best_epoch == patience:
        break
print(f"stopped after epoch {epoch}: loss {loss:.2f}, {accuracy:.1%} right")
model.load_state_dict(kept)  # go back
loss, accuracy = h.evaluate(model, data.X_val, data.y_val)
print(f"back at epoch {best_epoch}:       loss {loss:.2f}, {accuracy:.1%} right")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
stopped = h.train(base.replace(patience=5), data, seed=0, restore=True)
again = h.evaluate(stopped.model, data.X_val, data.y_val)[0]
checks.claims(
    {
        "the restored weights have the lowest loss": abs(loss - best) < 1e-4,
        "the library finds about the same": abs(again - loss) < 0.03,
    }
)

# %% [markdown]
# Why `deepcopy`? `state_dict()` hands out the live weights. Without a copy they go on changing while you train, and "the best weights" are those of the last epoch.
#
# The library does the same: `h.train(base.replace(patience=5), data, restore=True)`. From here on we train to the end and look at where the rule would have stopped.

# %% [markdown]
# ## Three tasks: do loss and accuracy turn together?
#
# - **many**: all 3,000 training digits.
# - **few**: 300 digits.
# - **wrong labels**: 1,000 digits, 300 labels wrong.
#
# Ten seeds each. A seed fixes the initial weights and the order; in the last two tasks it also draws the digits, and which labels are wrong.
# In all three tasks the validation loss falls first and rises later. Compare epoch 30, "too long", with the epoch of the lowest loss.

# %%
guess_fall = widgets.predict(
    "Where does the validation accuracy fall by over 5 points when training is too long?",
    choices=["everywhere", "few and wrong labels", "only wrong labels", "nowhere"],
)

# %% tags=["demonstration", "nbval-ignore-output"]
runs = {"many": h.sweep([base], h.load_mnist(), seeds=range(10)).lanes}  # runs[task][seed]
runs["few"], runs["wrong labels"] = [], []
for seed in range(10):
    few = h.load_mnist().subset(300, seed=seed)
    runs["few"].append(h.train(base, few, seed=seed))
    noisy = h.load_mnist().subset(1000, seed=seed).mislabeled(0.3, seed=seed)
    runs["wrong labels"].append(h.train(base, noisy, seed=seed))


# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
def lowest(run):
    """Return the epoch with the lowest validation loss."""
    return min(run.history, key=lambda epoch: epoch.val_loss)


figure, axes = plotting.figure(2)
for ax, metric in zip(axes, ["val_loss", "val_accuracy"]):
    percent = 100 if metric == "val_accuracy" else 1
    ylim = (60, 95) if metric == "val_accuracy" else None
    plotting.plot_curves(runs, metric=metric, ylim=ylim, ax=ax)
    for k, ten in enumerate(runs.values()):
        at = round(statistics.mean(lowest(run).epoch for run in ten))
        height = statistics.mean(getattr(run.history[at - 1], metric) for run in ten)
        ring = {"color": plotting.COLORS[k], "markerfacecolor": "white", "markeredgewidth": 2.5}
        ax.plot(at, percent * height, "o", markersize=10, zorder=5, **ring)
axes[0].set_title("rings: epoch of the lowest loss", loc="left", fontsize=11)
axes[1].set_title("rings: at the same epochs", loc="left", fontsize=11)
plotting.show(figure)

at_lowest, at_end, turned = {}, {}, {}
print("mean of ten seeds     lowest  highest   epoch")
print("                        loss accuracy      30")
for task, ten in runs.items():
    low = statistics.mean(lowest(run).epoch for run in ten)
    high = statistics.mean(run.best.epoch for run in ten)
    top = statistics.mean(run.best.val_accuracy for run in ten)
    turned[task] = (low, high)
    at_lowest[task] = [lowest(run).val_accuracy for run in ten]
    at_end[task] = [run.final.val_accuracy for run in ten]
    there, end = statistics.mean(at_lowest[task]), statistics.mean(at_end[task])
    print(f"{task:<15}epoch{low:>8.0f}{high:>9.0f}")
    print(f"{'':<15}right{there:>8.1%}{top:>9.1%}{end:>8.1%}")
change = {t: statistics.mean(at_end[t]) - statistics.mean(at_lowest[t]) for t in runs}
falls = [task for task in runs if change[task] < -0.05]
words = {3: "everywhere", 2: "few and wrong labels", 1: "only wrong labels", 0: "nowhere"}
guess_fall.compare(words[len(falls)])

# %% tags=["demonstration"] jupyter={"source_hidden": true}
rise = {
    t: statistics.mean(run.final.val_loss / lowest(run).val_loss for run in runs[t]) for t in runs
}
checks.claims(
    {
        "the loss ends over 8% above its lowest in all tasks": min(rise.values()) > 1.08,
        "many: the accuracy is higher at the end": change["many"] > 0,
        "few: the accuracy stays within 1.5 points": abs(change["few"]) < 0.015,
        "wrong labels: it falls by over 6 points": change["wrong labels"] < -0.06,
        "wrong labels: it turns over 2 epochs before the loss": turned["wrong labels"][1] + 2
        < turned["wrong labels"][0],
    }
)

# %% [markdown]
# Three tasks, three answers. Follow each accuracy from its ring to the right: while the loss rises, the accuracy still creeps up with many digits (by a point), stays with few, and falls with wrong labels (by over ten). There it turns before the loss does: at epoch 7, not 11.
#
# How can the loss rise while the accuracy stays? Look at ten mistakes of **few**, with seed 0, the surest first. The loss is minus the logarithm of the probability of the right digit, and a surer wrong answer leaves less for that digit: a probability of 0.1 costs 2.3, one of 0.001 costs 6.9.

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
full = h.load_mnist()


def answers(model, X):
    """Return the most probable digit for each row of X, and its probability."""
    with torch.no_grad():
        return model(X).softmax(1).max(1)


same, sure, heart = [], [], []
for seed in range(5):
    few, low = full.subset(300, seed=seed), lowest(runs["few"][seed]).epoch
    then = h.train(base.replace(epochs=low), few, seed=seed).model
    sure_then, digit_then = answers(then, full.X_val)
    sure_now, digit_now = answers(runs["few"][seed].model, full.X_val)
    if seed == 0:
        both = ((digit_now == digit_then) & (digit_now != full.y_val)).nonzero().flatten()
        order = both[sure_then[both].argsort(descending=True)]
        places = [k * (len(order) - 1) // 9 for k in range(10)]  # from the surest to the least
        ten = order[places]
        ax = plotting.plot_digits(full.X_val[ten])
        ax.figure.set_size_inches(9.4, 1.9)
        labels = [
            f"{full.y_val[k]} → {digit_now[k]}\n{sure_then[k]:.0%}\n{sure_now[k]:.0%}" for k in ten
        ]
        ax.set_xticklabels(labels)
        ax.annotate(
            f"right → answer\nat epoch {low}\nat epoch 30",
            (0, 0),
            (-6, -4),
            xycoords="axes fraction",
            textcoords="offset points",
            ha="right",
            va="top",
            fontsize=11,
        )
        title = "ten misread digits, and how probable the network finds its wrong answer"
        ax.set_title(title, loc="left", fontsize=11)
        told = [label.replace("\n", ", ").replace("→", "read as") for label in labels]
        plotting.show(
            ax, alt=f"Ten digits misread at epoch {low} and at epoch 30: {'; '.join(told)}."
        )
    same.append((digit_now == digit_then).float().mean().item())
    wrong_then, wrong_now = digit_then != full.y_val, digit_now != full.y_val
    sure.append((sure_then[wrong_then].mean().item(), sure_now[wrong_now].mean().item()))

    noisy = full.subset(1000, seed=seed).mislabeled(0.3, seed=seed)
    bad = noisy.y_train != full.subset(1000, seed=seed).y_train
    low = lowest(runs["wrong labels"][seed]).epoch
    then = h.train(base.replace(epochs=low), noisy, seed=seed).model
    learned = [
        (answers(m, noisy.X_train[bad])[1] == noisy.y_train[bad]).float().mean().item()
        for m in (then, runs["wrong labels"][seed].model)
    ]
    heart.append(learned)
print("mean of five seeds               lowest epoch")
print("few: probability                   loss    30")
print("  of its wrong answers", end="")
print(f"{statistics.mean(a for a, _ in sure):>17.0%}{statistics.mean(b for _, b in sure):>6.0%}")
print("wrong labels: share of them")
print("  that it reproduces  ", end="")
print(f"{statistics.mean(a for a, _ in heart):>17.0%}{statistics.mean(b for _, b in heart):>6.0%}")
print(f"few: both give the same answer to {statistics.mean(same):.0%}")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "few: both states agree on over 90% of the digits": statistics.mean(same) > 0.9,
        "few: wrong answers become over 5 points surer": statistics.mean(b - a for a, b in sure)
        > 0.05,
        "wrong labels: under 35% are reproduced at the lowest loss": statistics.mean(
            a for a, _ in heart
        )
        < 0.35,
        "and over 75% at the end": statistics.mean(b for _, b in heart) > 0.75,
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# **Few:** the network makes mostly the same mistakes as before (19 answers in 20 are unchanged) and becomes surer of them, 71% in place of 60. The loss punishes a sure mistake hard, and the accuracy does not ask how sure it was (Guo et al. 2017, section 3).
#
# **Wrong labels:** it first learns what most labels agree on, and later the wrong labels by heart, nine in ten of them by epoch 30, and pays for it on new digits (Arpit et al. 2017, section 4).
#
# </details>
#
# So what "too long" means depends on the number that you look at: **watch the one that you will be judged by**. Where probabilities matter, that is the loss.

# %% [markdown]
# ## Patience: what it saves and what it costs
#
# The validation loss has just risen for two epochs in a row. Do you stop? Validation curves are bumpy: too little patience takes a bump for the end, and too much trains epochs that are thrown away.
# We replay the rule over 15 curves, three tasks with seeds 0 to 4. What it **gives away** is the gap between the loss that it keeps and the lowest of the 30 epochs; a run that gives away anything was ended too early. We look for the smallest patience that gives away less than 1% in each task, on average.

# %%
guess_early = widgets.predict(
    "Ten curves of each task: how many of the 30 runs does patience 1 end too early?",
    low=0,
    high=30,
    unit="runs",
)


# %% jupyter={"source_hidden": true}
def watch(losses, patience, min_delta=0.0):
    """Return the epoch after which the rule ends the run, and the epoch whose weights it keeps."""
    best, best_epoch = math.inf, 0
    for epoch, loss in enumerate(losses, 1):
        if loss < best - min_delta:
            best, best_epoch = loss, epoch
        if epoch - best_epoch == patience:
            break
    return epoch, best_epoch


def stop_epoch(losses, patience):
    """Return the epoch after which the rule ends the run."""
    return watch(losses, patience)[0]


def replay(task, patience, seeds):
    """Return epochs trained, runs ended before their lowest loss, loss given away, accuracy."""
    found = []
    for seed in seeds:
        history = runs[task][seed].history
        losses = [epoch.val_loss for epoch in history]
        end = stop_epoch(losses, patience)
        best = losses.index(min(losses[:end]))
        lost = losses[best] / min(losses) - 1
        found.append((end, lost > 0, lost, history[best].val_accuracy))
    end, early, lost, right = [[row[k] for row in found] for k in range(4)]
    return statistics.mean(end), sum(early), statistics.mean(lost), statistics.mean(right)


def show_patience(patience, seeds):
    """Print a line of the table."""
    parts = [replay(task, patience, seeds) for task in runs]
    end, early = statistics.mean(p[0] for p in parts), sum(p[1] for p in parts)
    print(f"{patience:>3}{end:>6.1f}{early:>6} ", end="")
    print(*[f"{100 * p[2]:>4.1f}" for p in parts], "", *[f"{100 * p[3]:>4.1f}" for p in parts])


HEAD = """patience    too   loss given    right, %, best
   epochs early    away, %       weights back
                many few wrong  many few wrong"""

# %% tags=["demonstration", "nbval-ignore-output"]
print(HEAD)
for patience in [1, 2, 3, 5, 8, 12]:
    show_patience(patience, seeds=range(5))
early = sum(replay(task, 1, range(10))[1] for task in runs)
print(f"patience 1, seeds 0 to 9: {early} of 30 too early")
guess_early.compare(early)

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
figure, [ax] = plotting.figure()
figure.set_size_inches(8.4, 4)
told = []
for k, seeds in enumerate([range(5), range(5, 10)]):
    name = f"seeds {seeds[0]} to {seeds[-1]}"
    points = []
    for patience in [1, 2, 3, 5, 8, 12]:
        parts = [replay(task, patience, seeds) for task in runs]
        points.append((statistics.mean(p[0] for p in parts), 100 * max(p[2] for p in parts)))
        told.append(
            f"{name}, patience {patience}: {points[-1][0]:.1f} epochs, {points[-1][1]:.1f}%"
        )
        above = {"xytext": (0, 8 if k == 0 else -18), "textcoords": "offset points"}
        if patience > 1:
            ax.annotate(f"{patience}", points[-1], color=plotting.INKS[k], ha="center", **above)
    look = {"color": plotting.COLORS[k], "marker": plotting.MARKERS[k]}
    ax.plot([x for x, _ in points], [y for _, y in points], linestyle=plotting.LINES[k], **look)
    note = {"xytext": (12, -2), "textcoords": "offset points", "fontweight": "bold"}
    ax.annotate(f"patience 1, {name}", points[0], color=plotting.INKS[k], **note)
ax.axhline(1, color="0.35", linestyle=":")
ax.text(30, 1.1, "1%", color="0.25", ha="right")
ax.set(xlim=(0, 31), xlabel="epochs trained, mean of 15 runs")
top = ax.get_ylim()[1]
ax.set(ylim=(-1, top), yticks=[tick for tick in ax.get_yticks() if 0 <= tick <= top])
ax.set_ylabel("loss given away, %, worst task")
plotting.show(figure, alt="Loss given away in the worst of three tasks. " + "; ".join(told) + ".")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
one, five = [[replay(task, p, range(10)) for task in runs] for p in (1, 5)]
checks.claims(
    {
        "patience 1 ends over half of 30 runs too early": sum(p[1] for p in one) > 15,
        "and gives away over 1% of the loss": statistics.mean(p[2] for p in one) > 0.01,
        "patience 5 gives away under 1%": max(p[2] for p in five) < 0.01,
        "and trains under 70% of the epochs": statistics.mean(p[0] for p in five) < 21,
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# Patience 1 stops in most runs before the lowest loss. It gives away a few percent of the loss and saves two epochs in three. A long patience is safe, and each epoch of it is trained only to be thrown away.
# What you need is the longest stretch from one improvement to the next, which you do not know beforehand.
#
# The picture has the price: from some patience on the dots only move to the right.
#
# On the seeds that chose it, the smallest patience cannot look bad: it was chosen because little was lost there. What it is worth, only other seeds can tell: the orange ones had no part in the choice, but they are only 15 more curves of the same tasks. That is why one takes a little more than was enough.
#
# And look at the last column of the table: with wrong labels the shortest patience reads the most digits, or nearly so, because there the accuracy turns before the loss.
#
# </details>
#
# **Take a patience of 5, more where curves are bumpy**.

# %%
guess_back = widgets.predict(
    "Wrong labels, patience 5: how many more of 100 digits are right "
    "once the best weights are back?",
    low=-5,
    high=20,
    near=1.5,
)

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
gained = []
for run in runs["wrong labels"]:
    losses = [epoch.val_loss for epoch in run.history]
    stop = stop_epoch(losses, patience=5)
    best = losses.index(min(losses[:stop]))  # epoch 1 stands at place 0
    gained.append(100 * (run.history[best].val_accuracy - run.history[stop - 1].val_accuracy))
print(f"points gained: {statistics.mean(gained):.1f}, mean of ten seeds", end=" ")
print(f"(from {min(gained):.1f} to {max(gained):.1f})")
guess_back.compare(statistics.mean(gained))

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {"going back gains over a point, on average of ten seeds": statistics.mean(gained) > 1}
)

# %% [markdown]
# Going back is worth about four points here. Stopping saves time; going back saves the network. **Whoever forgets to restore reports one network and uses a worse one.**
#
# Now drag the rule over the curves of seed 0. `min_delta` asks for more: only a loss that is lower than the best one by more than that counts as an improvement. The dot is the last improvement: the epoch whose weights are kept. The ring is the lowest loss of all 30 epochs; a rule that reaches it puts the dot inside.
# **Which is the smallest patience that reaches the lowest loss of each task? And what does a `min_delta` of 0.05 change, with a patience of 1 and of 5?**


# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
def show_stop(task, patience, min_delta):
    losses = [epoch.val_loss for epoch in runs[task][0].history]
    end, kept = watch(losses, patience, min_delta)
    lost = losses[kept - 1] / min(losses) - 1
    figure, [ax] = plotting.figure()
    figure.set_size_inches(7, 3.6)
    ax.plot(range(1, end + 1), losses[:end], color=plotting.COLORS[0], linewidth=2.2)
    ax.plot(range(end, 31), losses[end - 1 :], color=plotting.COLORS[0], alpha=0.35)
    ring = {"color": "0.25", "markerfacecolor": "none", "markersize": 16, "markeredgewidth": 1.5}
    ax.plot(losses.index(min(losses)) + 1, min(losses), "o", **ring)
    ax.plot(kept, losses[kept - 1], "o", color=plotting.COLORS[1], markersize=10)
    ax.axvline(end, color="0.35", linestyle=":")
    ax.set(xlabel="epoch", ylabel="validation loss", xlim=(0.5, 30.5))
    ax.set_ylim(min(losses) - 0.05, min(losses) + 0.6)
    title = f"{end} epochs trained, epoch {kept} kept, loss given away {lost:.1%}"
    ax.set_title(title, fontsize=11)
    told = f"{task}, patience {patience}, min_delta {min_delta}: stops after epoch {end}, "
    return plotting.pictures.describe(ax, f"{told}keeps epoch {kept}, gives away {lost:.1%}.")


widgets.explore(
    show_stop,
    start={"task": "wrong labels", "patience": 1, "min_delta": 0.0},
    task=["many", "few", "wrong labels"],
    patience=[1, 2, 3, 5, 8, 12],
    min_delta=[0.0, 0.05],
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# The longest stretch from one improvement to the next answers the first question: with **many** it went from epoch 4 to epoch 7 here, so a patience of 3 reaches the lowest loss, and 2 does not.
# Near its lowest point a curve creeps, and without `min_delta` each tiny step starts the waiting anew. With `min_delta` the rule loses patience sooner, and what it keeps may lie up to 0.05 above the lowest loss that it saw. Ample patience saves a few epochs at that price; short patience can give away far more.
#
# </details>
#
# **Choose the patience first, then `min_delta`.**

# %% [markdown]
# ## Exercise 1: six questions, three of them answered by running
#
# Replace each `...` by `"smaller"`, `"larger"` or `"the same"`. The last three recall earlier lessons.
#
# <details><summary>Hint: how to run them</summary>
#
# `lowest(h.train(base.replace(lr=0.0003, epochs=60), data)).epoch` is the epoch of the lowest validation loss. Compare it with `lr=0.001`.
# A step is one batch of 32: ten in an epoch of 300 digits, 94 in one of 3,000. `lowest(runs["few"][0]).epoch` counts the epochs.
# `len(h.train(base.replace(patience=5), data, restore=True).history)` counts the epochs that were trained. Compare it with `restore=False`.
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "stop_quiz", "locked": false, "schema_version": 3, "solution": true, "task": false}
stop_quiz = {
    "wrong labels, rate 0.0003 in place of 0.001: the epoch of the lowest loss becomes": ...,
    "300 digits in place of 3,000: the steps until the lowest loss become": ...,
    "patience 5, and the best weights are restored: the epochs that are trained become": ...,
    "lesson 01: an epoch chosen by the test digits: their accuracy, beside that of new digits, is": ...,
    "lesson 03: half as many epochs: the multiply-adds of reading one digit become": ...,
    "lesson 05: Adam in place of SGD: the best learning rate becomes": ...,
}
### BEGIN SOLUTION
stop_quiz = {
    "wrong labels, rate 0.0003 in place of 0.001: the epoch of the lowest loss becomes": "larger",
    "300 digits in place of 3,000: the steps until the lowest loss become": "smaller",
    "patience 5, and the best weights are restored: the epochs that are trained become": "the same",
    "lesson 01: an epoch chosen by the test digits: their accuracy, beside that of new digits, is": "larger",
    "lesson 03: half as many epochs: the multiply-adds of reading one digit become": "the same",
    "lesson 05: Adam in place of SGD: the best learning rate becomes": "smaller",
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_stop_quiz", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.quiz(
    "stop_quiz",
    choices=("smaller", "larger", "the same"),
    key={
        "wrong labels, rate 0.0003 in place of 0.001: the epoch of the lowest loss becomes": "16ef42e084f1",
        "300 digits in place of 3,000: the steps until the lowest loss become": "a04a8ff5a91b",
        "patience 5, and the best weights are restored: the epochs that are trained become": "8cac95720ffd",
        "lesson 01: an epoch chosen by the test digits: their accuracy, beside that of new digits, is": "06a47981b4d4",
        "lesson 03: half as many epochs: the multiply-adds of reading one digit become": "31522ffe8794",
        "lesson 05: Adam in place of SGD: the best learning rate becomes": "44c25ec31540",
    },
    hints={
        "wrong labels, rate 0.0003 in place of 0.001: the epoch of the lowest loss becomes": {
            "smaller": "Shorter steps do not arrive sooner. Run the first line of the hint, then the same with lr=0.001.",
            "the same": "A third of the step length, and just as many steps to the same place? Run the first line of the hint.",
        },
        "300 digits in place of 3,000: the steps until the lowest loss become": {
            "larger": "It takes more epochs, but an epoch of 300 digits is ten steps. Multiply epochs by steps for both.",
            "the same": "Look at lowest(runs['few'][0]).epoch and lowest(runs['many'][0]).epoch, and multiply by the steps of an epoch.",
        },
        "patience 5, and the best weights are restored: the epochs that are trained become": {
            "smaller": "The weights go back to an earlier epoch, the clock does not: those epochs were trained. Run the last line of the hint, with and without restore.",
            "larger": "Restoring copies numbers back after the last epoch. Does that train anything? Run the last line of the hint, with and without restore.",
        },
        "lesson 01: an epoch chosen by the test digits: their accuracy, beside that of new digits, is": {
            "smaller": "Of many epochs you kept the one that these digits liked best. In which direction does that push their number?",
            "the same": "That would need test digits that had no part in the choice. Here the best of many epochs was picked on them, luck included.",
        },
        "lesson 03: half as many epochs: the multiply-adds of reading one digit become": {
            "smaller": "Training gets cheaper, reading does not: the sizes of the layers alone decide what one digit costs.",
            "larger": "Nothing is added to the network by stopping. What decides how many products one digit takes?",
        },
        "lesson 05: Adam in place of SGD: the best learning rate becomes": {
            "larger": "Adam divides each gradient by its recent size, so that its steps are as long as the rate. Which of the two hills stood farther left?",
            "the same": "A good rate belongs to its optimizer. Which of the two hills stood farther left?",
        },
    },
)

# %% [markdown]
# ## Exercise 2: early stopping
#
# Write the class `EarlyStopping(patience, min_delta=0.0)`.
# After each epoch it is told the validation loss: `stopper.step(loss)` returns `True` when training should stop, else `False`.
#
# - A loss is an **improvement** if it is lower than the best loss so far by more than `min_delta`: `loss < best - min_delta`. The first loss that is a number always is one; NaN ("not a number", the loss of a diverged run) never is.
# - Once `patience` or more epochs in a row have brought no improvement, `step` returns `True`.
# - `stopper.best` is the loss of the last improvement and `stopper.best_epoch` its epoch, counted from 1. Before there is one they are infinity (`math.inf`) and 0.
# - A patience that is not an integer of at least 1 (`2.0` and `"2"` are not), or a negative `min_delta`, raises a `ValueError` when the stopper is made.
#
# ```python
# stopper = EarlyStopping(patience=5)
# for epoch in range(100):
#     ...  # train one epoch and measure val_loss
#     if stopper.step(val_loss):
#         break
# ```
#
# <details><summary>Hint 1</summary>
#
# Keep in `self`: best, best_epoch and the number of this epoch. How many epochs have passed since the last improvement?
#
# </details>
# <details><summary>Hint 2</summary>
#
# A `<` with NaN is always False, so `loss < best - min_delta` needs no special case.
#
# </details>
# <details><summary>Hint 3</summary>
#
# Check the settings first in `__init__`: `type(patience) is not int` is true for 2.0 and for `"2"`. `step` ends by returning whether the epochs waited have reached the patience.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "EarlyStopping", "locked": false, "schema_version": 3, "solution": true, "task": false}
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        ### BEGIN SOLUTION
        if type(patience) is not int or patience < 1:
            raise ValueError(f"expected a patience that is an integer >= 1, got {patience!r}")
        if min_delta < 0:
            raise ValueError(f"expected min_delta >= 0, got {min_delta}")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch = math.inf, 0
        self.epoch = 0
        ### END SOLUTION

    def step(self, loss):
        ### BEGIN SOLUTION
        self.epoch += 1
        if loss < self.best - self.min_delta:
            self.best, self.best_epoch = loss, self.epoch
        return self.epoch - self.best_epoch >= self.patience
        ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_EarlyStopping", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
def check_early_stopping(EarlyStopping, patience, min_delta, losses):
    """Return what a stopper says after each loss, until it stops."""
    stopper = EarlyStopping(patience, min_delta)
    said = []
    for loss in losses:
        answer = stopper.step(loss)
        kind = str(getattr(answer, "dtype", type(answer)))
        said.append(bool(answer) if "bool" in kind else repr(answer))
        if said[-1] is True:
            break
    return {"step": said, "best": float(stopper.best), "best_epoch": stopper.best_epoch}


checks.check(
    "EarlyStopping",
    checks.example(
        2,
        0.0,
        [1.0, 0.8, 0.9, 0.7, 0.8, 0.9, 0.1],
        expected={
            "step": [False, False, False, False, False, True],
            "best": 0.7,
            "best_epoch": 4,
        },
        hint="0.9 is one epoch without improvement; 0.7 improves, and the count starts again. Each `step` returns True or False.",
    ),
    checks.example(
        2,
        0.1,
        [1.0, 0.95, 0.92, 0.5],
        expected={"step": [False, False, True], "best": 1.0, "best_epoch": 1},
        hint="0.95 is lower than 1.0, but not by more than 0.1.",
    ),
    checks.raises(ValueError, 0, 0.0, [], hint="A patience of 0 would stop before it begins."),
    via=check_early_stopping,
)

# %% [markdown]
# ## Decision lab: a rule for wrong labels (10 points)
#
# Every night a colleague trains a network with one hidden layer on 1,000 new digits of the tired annotator, 300 of them with wrong labels. She takes 30 epochs at a rate of 0.01, and never stops early.
# Give her a rate, a number of epochs and a patience with which the network reads more digits after fewer epochs. You can pay for 90 epochs, three nights of hers; epochs that a run does not need are refunded.
#
# With `patience=0` a run never stops early and the last weights count. With 1 or more, the validation *loss* decides when to stop, and the weights of its lowest epoch come back.

# %% jupyter={"source_hidden": true}
stop_lab = h.labs.Lab(
    "stop_choice",
    "which rate, how many epochs and how much patience, when three labels in ten are wrong?",
    base=h.Hyperparameters(n_neurons=(64,), lr=0.01, batch_size=64, epochs=30, patience=0),
    space={
        "lr": h.search.LogUniform(0.00001, 0.1),
        "epochs": h.search.Integers(1, 30),
        "patience": h.search.Integers(0, 10),
    },
    epochs=90,
    wrong_labels=0.3,
    levels=[
        h.labs.Level(0.69, 0, "the default stays below"),
        h.labs.Level(0.793, 3.5, "the median of a random search"),
        h.labs.Level(0.812, 5, "two points below the best known, which takes over 20 epochs"),
    ],
    also=h.labs.Goal(
        "epochs",
        levels=[
            h.labs.Level(10, 0, "a third of the nightly epochs"),
            h.labs.Level(6, 3, "a fifth of them"),
        ],
        needs=0.81,
        margin=0.14,
    ),
    tolerance=0.04,
)

# %% tags=["demonstration", "nbval-ignore-output"]
stop_lab

# %% [markdown]
# The same run is free the second time. The cell below starts with her rule, which costs 30 of the 90 epochs.
# Before you spend a run, decide what you will do if the accuracy rises, and what if it falls.
#
# <details><summary>Hint 1</summary>
#
# One run with a patience tells two things: how many digits the kept weights read, and when the rule stopped. If that was before its last epoch, the kept epoch lies one patience earlier.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Try three rates, each three times the one before, with a small patience. Down to a point, a smaller rate reads a little more, and it takes more epochs: what is the smallest number of epochs at which the accuracy is still there?
#
# </details>

# %% tags=["demonstration", "nbval-ignore-output"]
stop_lab.run(lr=0.01, epochs=30, patience=0)

# %% [markdown]
# Hand in four numbers: `lr`, `epochs`, `patience`, and as `predicted_accuracy` the share of digits that the network will read when your rule is trained again, with other wrong labels (0.5, not 50).

# %% nbgrader={"grade": false, "grade_id": "stop_choice", "locked": false, "schema_version": 3, "solution": true, "task": false}
stop_choice = {
    "lr": ...,
    "epochs": ...,
    "patience": ...,
    "predicted_accuracy": ...,
}
### BEGIN SOLUTION
stop_choice = {
    "lr": 0.002,
    "epochs": 6,
    "patience": 2,
    "predicted_accuracy": 0.82,
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_stop_choice", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
checks.lab("stop_choice")

# %% [markdown]
# Why this rule? Two sentences for your colleague go into the quotation marks, ungraded.
#
# <details><summary>A model answer</summary>
#
# "At a rate of 0.002 six epochs read about as much as eight at 0.001, and both end before the wrong labels are learned; a still larger rate is faster and reads less. Since every night brings the same kind of digits, I fix 6 epochs and keep a patience of 2 for a night that goes wrong; on another task I would train longer once and look."
#
# </details>

# %% tags=["demonstration", "nbval-ignore-output"]
stop_lab.report(stop_choice, why="")

# %% [markdown]
# ## Take away
#
# | | |
# | --- | --- |
# | Start from | many epochs, early stopping with patience 5, best weights restored |
# | Range and scale to search | epochs: none, watch one long run; patience 3 to 20 on a log scale, larger for bumpy curves |
# | Cost | epochs in proportion; patience adds its own number of epochs to each run |
# | It interacts with | learning rate (a smaller one needs more epochs), batch size (steps in an epoch), regularization (delays overfitting), schedule (it must reach its end: lesson 06) |
#
# | Symptom | Likely cause | Try |
# | --- | --- | --- |
# | both losses still fall at the end | too few epochs | train longer |
# | validation loss rises, accuracy stays | the network grows too sure | stop by the number that you report; regularize (lesson 10) |
# | validation accuracy falls while training accuracy nears 100% | wrong labels, or its own digits, are learned by heart | early stopping; look at the labels |
# | runs stop after a few epochs, at very different places | patience too small for the bumps | more patience, smaller rate |
# | the restored model is no better than the last one | weights were kept without a copy | `copy.deepcopy` |
#
# **Next:** lesson 09, optimizers: what a step makes of a gradient. On the short course: lesson 10, dropout, which makes learning by heart harder.

# %% [markdown]
# ## Going deeper
#
# What follows is for a second evening: what moves the best epoch, what choosing an epoch costs in honesty, and where the field does not agree.

# %% [markdown]
# ### What moves the best epoch
#
# These runs were trained beforehand: three hidden layers, Adam, batches of 32, 20 epochs, five seeds of each setting.
# **Start from 1,000 digits and a rate of 0.001. Does the lowest validation loss come earlier or later with a larger rate? With fewer digits, counted in epochs, and counted in steps?**

# %% tags=["demonstration", "nbval-ignore-output"]
table = h.load_table("regularization").select(l1=0.0, weight_decay=0.0, dropout=0.0)


def show_epochs(n_train, lr):
    part = table.select(n_train=n_train, lr=lr)
    low = part.val_loss.mean(0).argmin() + 1
    ax = plotting.plot_curves(part, metric="val_loss", ylim=(0, 2.5))
    ax.axvline(low, color="0.35", linestyle=":")
    title = f"{n_train:,} digits, rate {lr}: lowest at epoch {low}"
    ax.set_title(title, loc="left", fontsize=11, pad=12)
    return ax


widgets.explore(
    show_epochs,
    start={"n_train": 1000, "lr": 0.001},
    n_train=list(table.axes["n_train"]),
    lr=list(table.axes["lr"]),
)

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
lows = {}  # mean over seeds of the epoch of the lowest loss
print("epoch of the lowest loss, mean of five seeds")
print("digits  ", *[f"rate {lr:<9}" for lr in table.axes["lr"]])
for n_train in table.axes["n_train"]:
    for lr in table.axes["lr"]:
        lows[n_train, lr] = (table.select(n_train=n_train, lr=lr).val_loss.argmin(1) + 1).mean()
    print(f"{n_train:<8}", *[f"{lows[n_train, lr]:<14.1f}" for lr in table.axes["lr"]])

# %% tags=["demonstration"] jupyter={"source_hidden": true}
steps = {n: lows[n, 0.001] * math.ceil(n / 32) for n in (300, 1000)}
checks.claims(
    {
        "a larger rate brings it forward": lows[1000, 0.003] < lows[1000, 0.001] - 1,
        "a smaller rate puts it off": lows[1000, 0.0003] > lows[1000, 0.001] + 1,
        "fewer digits: later in epochs": lows[300, 0.001] > lows[1000, 0.001] + 1,
        "and earlier in steps": steps[300] < 0.9 * steps[1000],
    }
)

# %% [markdown]
# A larger rate goes farther in each step. Fewer digits make an epoch shorter: 300 digits are ten steps, 1,000 are 32. (Where the table says 20.0, the loss had not turned by the last epoch.)
# So a number of epochs that was right for one setting is wrong for the next: **after each change, watch again**.

# %% [markdown]
# ### What choosing the epoch costs
#
# Nothing is learned from the validation digits, but an epoch is chosen by them, and the highest of 30 numbers is in part luck.
# How much? We split the 1,000 validation digits into two halves, choose the epoch of the highest accuracy on one half, and read the other half at the same epoch. Then the halves change places.

# %% tags=["demonstration", "nbval-ignore-output"]
import dataclasses

luck = []
for seed in range(10):
    few = full.subset(300, seed=seed)
    first = dataclasses.replace(few, X_val=few.X_val[:500], y_val=few.y_val[:500])
    second = dataclasses.replace(few, X_val=few.X_val[500:], y_val=few.y_val[500:])
    one, other = [h.train(base, half, seed=seed) for half in (first, second)]
    both = []
    for chosen_by, judged_by in [(one, other), (other, one)]:
        there = judged_by.history[chosen_by.best.epoch - 1]
        both.append(100 * (chosen_by.best.val_accuracy - there.val_accuracy))
    # each half chooses once, so that an easier half cancels
    luck.append(statistics.mean(both))
mean, error = statistics.mean(luck), statistics.stdev(luck) / math.sqrt(len(luck))
print(f"the half that chose reads {mean:.1f} points more", end=", ")
print(f"standard error {error:.1f} (ten seeds)")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims({"choosing is worth over 0.4 points to the digits that chose": mean > 0.4})

# %% [markdown]
# The difference is luck, since the same weights read both halves. It cannot fall below 0, because each half took the epoch that it liked best; what counts is how large it is, and more digits would leave less to luck. So report an epoch that was chosen on validation digits by its accuracy on **test** digits, read once (lesson 01). It is the same with the patience above, which looked perfect on the seeds that chose it.

# %% [markdown]
# ### Without points: the best epoch
#
# Write `best_epoch(losses)`: the epoch, counted from **1**, with the lowest validation loss.
#
# - Of equal losses, the first epoch counts.
# - `float("nan")` ("not a number", the loss of a run that diverged) is never the lowest, but its epoch counts: in `[nan, 0.5]` the best epoch is 2.
# - Without any number to choose from (an empty list, or nothing but NaN), raise a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# `enumerate(losses, 1)` counts from 1. `math.isnan(x)` finds NaN; every `<` with NaN is False.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Keep the best epoch so far, `None` at first. A loss is better if it is a number and if there is no best epoch yet, or it is lower than the loss of that epoch.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "optional_best_epoch", "locked": false, "schema_version": 3, "solution": true, "task": false}
def best_epoch(losses):
    """Return the epoch, counted from 1, with the lowest loss."""
    ### BEGIN SOLUTION
    best = None
    for epoch, loss in enumerate(losses, 1):
        if not math.isnan(loss) and (best is None or loss < losses[best - 1]):
            best = epoch
    if best is None:
        raise ValueError("expected at least one loss that is a number, got none")
    return best
    ### END SOLUTION


# %% jupyter={"source_hidden": true}
checks.check(
    "best_epoch",
    checks.example([2.3, 1.1, 0.9, 1.0], expected=3, points=0, hint="Epochs are counted from 1."),
    checks.example(
        [0.9, 0.2, 0.5, 0.2], expected=2, points=0, hint="Of equal losses, the first epoch counts."
    ),
    checks.example(
        [float("nan"), 0.7, float("nan"), 0.5],
        expected=4,
        points=0,
        hint="NaN is not a loss; its epoch counts, and so do the losses after it.",
    ),
    checks.raises(ValueError, [], points=0, hint="There is no epoch to choose."),
    checks.raises(ValueError, [float("nan")], points=0, hint="Nothing but NaN: nothing to choose."),
)

# %% [markdown]
# ### Loss or accuracy: which of them to watch
#
# Of the settings trained beforehand, take all whose validation loss ends clearly above its lowest value, with any dropout (lesson 10). Is the accuracy higher at the lowest loss, or at the last epoch?

# %% tags=["demonstration", "nbval-ignore-output"]
gains = []
settings = h.load_table("regularization").select(l1=0.0, weight_decay=0.0)
for n_train in settings.axes["n_train"]:
    for lr in settings.axes["lr"]:
        for dropout in settings.axes["dropout"]:
            part = settings.select(n_train=n_train, lr=lr, dropout=dropout)  # a row a seed
            if (part.val_loss[:, -1] > 1.15 * part.val_loss.min(1)).all():
                there = part.val_accuracy[range(5), part.val_loss.argmin(1)].mean()
                gains.append(100 * (part.val_accuracy[:, -1].mean() - there))
print("points that the last epoch is ahead:", *[f"{gain:.1f}" for gain in gains])

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims({"on clean digits the last epoch is ahead": statistics.mean(gains) > 0.2})

# %% [markdown]
# In these settings, all with right labels, stopping at the lowest *loss* gives away one or two points of *accuracy* (above, **few** lost next to none); with wrong labels it was the other way round.
# Guo et al. saw the same on a large network, and Berta et al. (2025) show why: the lowest loss is a compromise between right answers and honest probabilities.
# Keras, for example, watches the validation loss unless told otherwise (`EarlyStopping(monitor="val_loss")`).

# %% [markdown]
# ### Where the field does not agree
#
# Prechelt (1998) compared such rules on 12 problems: slower ones gave a slightly better result (about 4%) for a much longer training (about 4 times).
#
# Goodfellow et al. (2016, section 7.8) call early stopping probably the most commonly used form of regularization in deep learning; for a quadratic loss it acts like an L2 penalty (lesson 11).
# The *Deep Learning Tuning Playbook* (Godbole et al. 2023) trains a fixed number of steps, keeps the best states on the way, and chooses afterwards; it finds stopping early "usually not necessary".
# The playbook pays in epochs, early stopping with the risk of ending too soon. Both go back to the best state.
#
# There are settings in which the error on new data falls, rises, and falls again much later, called **epoch-wise double descent**, most clearly with wrong labels (Nakkiran et al. 2020).
# A patience shorter than this detour never sees the second fall.

# %% [markdown]
# ### Read more
#
# - Goodfellow, Bengio and Courville (2016), *Deep Learning*, MIT Press, section 7.8.
# - Godbole, Dahl, Gilmer, Shallue and Nado (2023), *Deep Learning Tuning Playbook*, "Saving checkpoints and retrospectively selecting the best checkpoint".
# - Prechelt (1998), *Early stopping, but when?*, in *Neural Networks: Tricks of the Trade*, Springer.
# - Arpit et al. (2017), *A closer look at memorization in deep networks*, ICML, arXiv:1706.05394.
# - Guo, Pleiss, Sun and Weinberger (2017), *On calibration of modern neural networks*, ICML, arXiv:1706.04599.
# - Berta, Holzmüller, Jordan and Bach (2025), *Rethinking early stopping: refine, then calibrate*, arXiv:2501.19195.
# - Nakkiran et al. (2020), *Deep double descent: where bigger models and more data hurt*, ICLR, arXiv:1912.02292.
# - Northcutt, Athalye and Mueller (2021), *Pervasive label errors in test sets destabilize machine learning benchmarks*, NeurIPS, arXiv:2103.14749.
# - PyTorch's tutorial *Saving and loading models*, which warns of `state_dict()` without a copy.
