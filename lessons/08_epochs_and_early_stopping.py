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
# **How long should you train, and who decides: you, or the validation data?**
#
# After this lesson you can
#
# - recognize training that is too short and training that is too long, from two curves,
# - say when longer training hurts accuracy, and when it hurts the loss only,
# - write early stopping with patience and a smallest improvement, and restore the best weights,
# - weigh what a stopping rule saves against what it gives away.
#
# | | |
# | --- | --- |
# | You need | lessons 01 and 05 |
# | Time | 50 minutes |
# | Run All | under a minute on a laptop with two cores |

# %%
import copy
import dataclasses
import math

import torch
from torch.nn.functional import cross_entropy

import hyperlib as h
from hyperlib import checks, plotting, widgets

torch.set_num_threads(2)

# %% [markdown]
# | Figure or table | Trained runs | Takes about |
# | --- | --- | --- |
# | By hand, with the best weights kept | 2 | 2 s |
# | Three tasks, five seeds | 15 | 12 s |
# | Patience, explorer, gallery | none, from the runs above | at once |

# %% [markdown]
# ## Too short, too long
#
# An **epoch** is one pass over the training digits (lesson 01).
# The number of epochs is a hyperparameter with a special gift: one long run shows every shorter one on the way.
# So you do not search it like the others. You watch.
#
# Two curves tell where you are.
#
# | Training loss | Validation loss | Name | Do |
# | --- | --- | --- | --- |
# | falls | falls | **underfitting**: there is more to learn | go on |
# | falls | flat | nothing more to gain on new digits | stop soon |
# | falls | rises | **overfitting**: it learns its own digits by heart | stop, go back |
#
# The validation digits are not used for learning.
# But choosing the epoch by them is a choice like any other: the final report still needs the test part (lesson 01).

# %% [markdown]
# ## By hand: train, watch, keep the best weights
#
# A network is a set of numbers, so "the best state" can be kept as a copy.
# `state_dict()` gives the numbers, `load_state_dict` puts them back.


# %% tags=["demonstration"]
full = h.load_mnist()
small = full.subset(300)


def train_and_keep(data, epochs, seed):
    model = h.MLP(784, [128, 64], 10, seed=seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    generator = torch.Generator().manual_seed(seed)
    val_losses, best, kept = [], math.inf, None
    for _ in range(epochs):
        order = torch.randperm(len(data.y_train), generator=generator)
        for rows in order.split(32):
            loss = cross_entropy(model(data.X_train[rows]), data.y_train[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        with torch.no_grad():
            val_losses.append(cross_entropy(model(data.X_val), data.y_val).item())
        if val_losses[-1] < best:
            best, kept = val_losses[-1], copy.deepcopy(model.state_dict())
    return model, val_losses, kept


model, by_hand, kept = train_and_keep(small, epochs=30, seed=0)
config = h.Hyperparameters(n_neurons=(128, 64), batch_size=32, epochs=30)
run = h.train(config, small, seed=0)
same = all(abs(a - e.val_loss) < 1e-2 for a, e in zip(by_hand, run.history, strict=True))
print("by hand and by the library, the same validation losses:", same)
before = h.evaluate(model, small.X_val, small.y_val)[0]
model.load_state_dict(kept)
after = h.evaluate(model, small.X_val, small.y_val)[0]
print("the restored weights have the lowest loss of all epochs:", abs(after - min(by_hand)) < 1e-4)
print("and a lower one than the last epoch:", after < before)

# %% [markdown]
# **Explain.** Why `deepcopy`?
# `state_dict()` hands out the live numbers.
# Without a copy, "the best weights" would change with every later step, and you would restore the last state.

# %% [markdown]
# ## Three tasks
#
# - **few:** 300 training digits.
# - **many:** all 3,000.
# - **noisy:** 1,000 digits, where three in ten got a label drawn at random, as from a tired annotator. The validation labels are right.
#
# **Predict.** We train far too long on each. What happens to the validation *loss*, and what to the validation *accuracy*: up, down or flat?

# %% tags=["demonstration"]
thousand = full.subset(1000)
generator = torch.Generator().manual_seed(0)
tired = torch.rand(1000, generator=generator) < 0.3
guesses = torch.randint(10, (1000,), generator=generator)
noisy = dataclasses.replace(thousand, y_train=torch.where(tired, guesses, thousand.y_train))

tasks = {"few": (small, 40), "many": (full, 20), "noisy": (noisy, 30)}
seeds = range(5)
runs = {}
for name, (data, epochs) in tasks.items():
    runs[name] = h.sweep([config.replace(epochs=epochs)], data, seeds=seeds).lanes

# %% tags=["demonstration", "nbval-ignore-output"]
figure, axes = plotting.figure(2)
for k, name in enumerate(tasks):
    for seed in seeds:
        history = runs[name][seed].history
        look = {"color": plotting.COLORS[k], "linestyle": plotting.LINES[k]}
        look["label"] = name if seed == 0 else None
        axes[0].plot([e.epoch for e in history], [e.val_loss for e in history], **look)
        axes[1].plot([e.epoch for e in history], [e.val_accuracy for e in history], **look)
axes[0].set_ylabel("validation loss")
axes[1].set_ylabel("validation accuracy")
for ax in axes:
    ax.set_xlabel("epoch")
    ax.legend()
plotting.show(
    figure,
    alt="Validation loss and accuracy against the epoch, five seeds of each task. All losses fall and "
    "rise again. Accuracy stays flat for few and many and falls clearly for noisy.",
)


# %% tags=["demonstration"]
def lowest(history):
    """Return the epoch record with the lowest validation loss, the first of equals."""
    return min(history, key=lambda e: e.val_loss)


for name in tasks:
    histories = [lane.history for lane in runs[name]]
    rise = sum(a[-1].val_loss > 1.15 * lowest(a).val_loss for a in histories)
    drop = sum(a[-1].val_accuracy < lowest(a).val_accuracy - 0.05 for a in histories)
    flat = sum(abs(a[-1].val_accuracy - lowest(a).val_accuracy) < 0.04 for a in histories)
    print(f"{name:<6} loss ends over 15 % above its lowest value in {rise} of 5 seeds,")
    print(f"{'':6} accuracy more than 5 points down in {drop}, within 4 points in {flat}")

# %% [markdown]
# **Explain.** The loss rises in all three.
# The accuracy falls only where labels are wrong.
#
# - **Noisy:** the network first learns what most labels agree on. Later it learns the wrong labels by heart, one by one, and pays for it on new digits (Arpit et al. 2017, *A closer look at memorization in deep networks*, arXiv:1706.05394, see the same order).
# - **Few, many:** the network makes about the same mistakes as before, and becomes surer of them. Cross-entropy punishes a sure mistake hard, accuracy does not count how sure it was (Guo et al. 2017, *On calibration of modern neural networks*, arXiv:1706.04599, section 3).
#
# So "overfitting" depends on what you measure.
# Watch the number that you will be judged by.

# %% tags=["demonstration"]
histories = [lane.history for lane in runs["many"]]
at_lowest = sum(lowest(a).val_accuracy for a in histories) / 5
at_end = sum(a[-1].val_accuracy for a in histories) / 5
print("many: mean accuracy is higher at the end than at the lowest loss:", at_end > at_lowest)
gained = [a[-1].val_accuracy - lowest(a).val_accuracy for a in histories]
print("the difference is less than 2 points on average:", sum(gained) / 5 < 0.02)

# %% [markdown]
# With many clean digits, stopping at the lowest *loss* even gave away a little *accuracy*.
# That is small, and it is the opposite of the textbook picture: measure before you believe.

# %% [markdown]
# ## Early stopping: patience
#
# You do not want to train 40 epochs to learn that 12 were enough.
# **Early stopping** ends a run when the validation loss has not improved for some epochs in a row.
# That number is the **patience**.
#
# **Predict.** Validation curves are bumpy. What goes wrong with a patience of 1? And with 20?


# %% tags=["demonstration"]
def stop_epoch(losses, patience):
    """Return the epoch, counted from 1, after which the rule ends the run."""
    best, waited = math.inf, 0
    for epoch, loss in enumerate(losses, 1):
        if loss < best:
            best, waited = loss, 0
        else:
            waited += 1
        if waited == patience:
            return epoch
    return len(losses)


curves = [[e.val_loss for e in lane.history] for name in tasks for lane in runs[name]]


def too_early(losses, patience):
    """Return whether the rule ended the run before its lowest loss."""
    return stop_epoch(losses, patience) < losses.index(min(losses)) + 1


# %% tags=["demonstration", "nbval-ignore-output"]
print("patience  ended before the lowest loss  share of the epochs trained")
for patience in [1, 2, 3, 5, 8, 20]:
    early = sum(too_early(c, patience) for c in curves)
    trained = sum(stop_epoch(c, patience) for c in curves) / sum(map(len, curves))
    print(f"{patience:>8}  {early:>11} of {len(curves)} runs {trained:>26.0%}")

# %% tags=["demonstration"]
one, five = (sum(too_early(c, p) for c in curves) for p in (1, 5))
print("patience 1 ended at least 4 of 15 runs before their lowest loss:", one >= 4)
print("patience 5 ended at most 1 of 15 too early:", five <= 1)
saved = [1 - stop_epoch(c, 5) / len(c) for c in curves]
print(f"patience 5 saved over a fifth of the epochs in {sum(s > 0.2 for s in saved)} of 15 runs")

# %% [markdown]
# **Explain.** Patience 1 takes every bump for the end.
# A patience of 20 is safe and saves next to nothing.
# The right size is a few times the length of a bump, here about 5.
# It pays its own price: `patience` epochs are trained after the best one, only to be thrown away.
#
# Prechelt (1998), *Early stopping, but when?*, compared such rules on many tasks: slower ones gave a slightly better result for a much longer training.
# A caution: there are settings in which the error on new data falls, rises, and falls again much later, called epoch-wise double descent (Nakkiran et al. 2020, arXiv:1912.02292). No patience sees beyond the rise.

# %% [markdown]
# ## Restore the best weights
#
# When the rule stops, the network has trained on for `patience` epochs after its best state.
#
# **Predict.** On the noisy task, patience 5: how much worse is the last state than the best one?

# %% tags=["demonstration"]
worse_loss = worse_accuracy = 0
for lane in runs["noisy"]:
    losses = [e.val_loss for e in lane.history]
    last = lane.history[stop_epoch(losses, 5) - 1]
    best = lowest(lane.history[: last.epoch])
    worse_loss += last.val_loss > best.val_loss
    worse_accuracy += last.val_accuracy < best.val_accuracy
print(f"the last state has a higher loss in {worse_loss} of 5 seeds,", end=" ")
print(f"and a lower accuracy in {worse_accuracy} of 5")

# %% [markdown]
# **Explain.** The rule stops only after it has waited, and the network went on learning wrong labels while it waited. So stopping is half of the method: it saves time. The other half is going back to the best epoch.
# Whoever forgets it reports one network and uses another, worse one.

# %% [markdown]
# ## Explorer
#
# Choose a task and a patience. The dot is the best epoch that the rule has seen, the line is where it stops.


# %% tags=["demonstration", "nbval-ignore-output"]
def plot_stop(task, patience):
    losses = [e.val_loss for e in runs[task][0].history]
    end = stop_epoch(losses, patience)
    figure, [ax] = plotting.figure()
    epochs = range(1, len(losses) + 1)
    ax.plot(epochs, losses, color=plotting.COLORS[0], label="validation loss")
    best = min(range(end), key=lambda k: losses[k])
    look = {"color": plotting.COLORS[1], "marker": "o", "markersize": 10, "linestyle": ""}
    ax.plot(best + 1, losses[best], label="best epoch so far", **look)
    ax.axvline(end, color=plotting.COLORS[2], linestyle="--", label=f"stops after epoch {end}")
    ax.set_xlabel("epoch")
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.set_ylabel("validation loss")
    ax.set_title(f"{task}, patience {patience}: {end} of {len(losses)} epochs")
    ax.legend()
    return figure


widgets.explore(
    plot_stop,
    alt=lambda task, patience: (
        f"Validation loss of the task {task}, and where patience {patience} stops."
    ),
    start={"task": "many", "patience": 3},
    task=["few", "many", "noisy"],
    patience=[1, 2, 3, 5, 8, 12],
)

# %% [markdown]
# ## Gallery: good, bad, deceptive
#
# **Predict.** The noisy task again. Which of these has the highest *training* accuracy, on the labels that it was given?

# %% tags=["demonstration"]
gallery = {"good": [], "bad": [], "deceptive": []}
for lane in runs["noisy"]:
    losses = [e.val_loss for e in lane.history]
    gallery["good"].append(lowest(lane.history[: stop_epoch(losses, 5)]))
    gallery["bad"].append(lane.history[0])
    gallery["deceptive"].append(lane.history[-1])
for name, epochs in gallery.items():
    print(
        f"{name:<10} training accuracy above 90 %: {sum(e.train_accuracy > 0.9 for e in epochs)} of 5,",
        end=" ",
    )
    print(f"validation above 75 %: {sum(e.val_accuracy > 0.75 for e in epochs)} of 5")

# %% [markdown]
# - **Good:** patience 5, best weights restored. Its training accuracy looks poor, because three in ten labels are not to be believed.
# - **Bad:** one epoch, to save time. It has hardly begun.
# - **Deceptive:** all 30 epochs. It agrees with nearly every label that it was given, the wrong ones too. Whoever looks at training accuracy picks this one.

# %% [markdown]
# ## Exercise 1: three questions
#
# Replace each `...` by `"more"`, `"fewer"` or `"the same"`.
#
# <details><summary>Hint 1</summary>
#
# Look at the table of patiences, and think about what restoring does and when.
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "stop_quiz", "locked": false, "schema_version": 3, "solution": true, "task": false}
stop_quiz = {
    "the patience is raised from 2 to 8: the epochs that are trained become": ...,
    "the best weights are restored at the end: the epochs that are trained become": ...,
    "training loss falls, validation loss has risen for 15 epochs: next time train": ...,
}
### BEGIN SOLUTION
stop_quiz = {
    "the patience is raised from 2 to 8: the epochs that are trained become": "more",
    "the best weights are restored at the end: the epochs that are trained become": "the same",
    "training loss falls, validation loss has risen for 15 epochs: next time train": "fewer",
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_stop_quiz", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
checks.quiz(
    "stop_quiz",
    choices=("more", "fewer", "the same"),
    key={
        "the patience is raised from 2 to 8: the epochs that are trained become": "5d332c47cba1",
        "the best weights are restored at the end: the epochs that are trained become": "2e72b45e91f6",
        "training loss falls, validation loss has risen for 15 epochs: next time train": "eeea22526858",
    },
    hints={
        "the patience is raised from 2 to 8: the epochs that are trained become": (
            "Who waits longer before giving up?"
        ),
        "the best weights are restored at the end: the epochs that are trained become": (
            "When does restoring happen: before or after the last epoch?"
        ),
        "training loss falls, validation loss has risen for 15 epochs: next time train": (
            "Which row of the table with the two curves is this?"
        ),
    },
)

# %% [markdown]
# ## Exercise 2: the best epoch
#
# Write `best_epoch(losses)`: the epoch, counted from **1**, with the lowest validation loss.
#
# - Of equal losses, the first epoch counts.
# - `float("nan")` is never the lowest.
# - Without any number to choose from, raise a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# `enumerate(losses, 1)` counts from 1. `math.isnan(x)` finds NaN.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "best_epoch", "locked": false, "schema_version": 3, "solution": true, "task": false}
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


# %% nbgrader={"grade": true, "grade_id": "check_best_epoch", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "best_epoch",
    checks.example([2.3, 1.1, 0.9, 1.0], expected=3, hint="Epochs are counted from 1."),
    checks.raises(ValueError, [], hint="There is no epoch to choose."),
)

# %% [markdown]
# ## Exercise 3: early stopping
#
# Write the class `EarlyStopping(patience, min_delta=0.0)`.
# After each epoch it is told the validation loss: `stopper.step(loss)` returns `True` when training should stop, else `False`.
#
# - A loss is an **improvement** if it is lower than the best loss so far by more than `min_delta`: `loss < best - min_delta`. The first loss that is a number always is.
# - After `patience` epochs in a row without an improvement, `step` returns `True`.
# - NaN is no improvement.
# - `stopper.best` is the loss of the last improvement and `stopper.best_epoch` its epoch, counted from 1. Before there is one they are infinity (`math.inf`) and 0.
# - A patience that is not an integer of at least 1, or a negative `min_delta`, raises a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# Keep four numbers: best, best_epoch, the number of this epoch, and how many epochs have passed since the last improvement.
#
# </details>
# <details><summary>Hint 2</summary>
#
# An improvement sets the count of waiting epochs back to 0. Comparisons with NaN are False, so `loss < best - min_delta` needs no special case.
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
def walk(EarlyStopping, patience, min_delta, losses):
    """Return what a stopper says after each loss, until it stops."""
    stopper = EarlyStopping(patience, min_delta)
    said = []
    for loss in losses:
        said.append(bool(stopper.step(loss) == True))  # noqa: E712
        if said[-1]:
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
        hint="0.9 is one epoch without improvement; 0.7 improves, and the count starts again.",
    ),
    checks.example(
        2,
        0.1,
        [1.0, 0.95, 0.92, 0.5],
        expected={"step": [False, False, True], "best": 1.0, "best_epoch": 1},
        hint="0.95 is lower than 1.0, but not by more than 0.1.",
    ),
    checks.raises(ValueError, 0, 0.0, [1.0], hint="A patience of 0 would stop before it begins."),
    via=walk,
)

# %% [markdown]
# ## Exercise 4: what a rule saves and what it costs
#
# Write `stopping_cost(losses, patience)`.
# `losses` is the validation loss of **all** epochs of a long run. The rule is the one of `stop_epoch` above: it stops after `patience` epochs in a row without a lower loss.
# Return the list `[trained, regret]`:
#
# - `trained`: how many epochs the rule trains; all of them if it never stops,
# - `regret`: the lowest loss among the trained epochs, minus the lowest loss of the whole run. It is 0 when the rule has seen the best epoch.
# - An empty list or a patience below 1 raises a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# First find how many epochs are trained, then `min(losses[:trained]) - min(losses)`.
#
# </details>
# <details><summary>Hint 2</summary>
#
# By hand for losses 3, 2, 2.5, 1 and patience 1: it stops after epoch 3, the lowest loss that it saw is 2, so the answer is `[3, 1]`.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "stopping_cost", "locked": false, "schema_version": 3, "solution": true, "task": false}
def stopping_cost(losses, patience):
    """Return [epochs trained, lowest loss seen minus lowest loss of the run]."""
    ### BEGIN SOLUTION
    if not losses or patience < 1:
        raise ValueError(f"expected losses and a patience >= 1, got {losses!r} and {patience!r}")
    best, trained = 0, len(losses)
    for k, loss in enumerate(losses):
        if loss < losses[best]:
            best = k
        if k - best == patience:
            trained = k + 1
            break
    return [trained, losses[best] - min(losses)]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_stopping_cost", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "stopping_cost",
    checks.example([3.0, 2.0, 2.5, 1.0], 1, expected=[3, 1.0], hint="Look at hint 2."),
    checks.example([3.0, 2.0, 2.5, 1.0], 2, expected=[4, 0.0], hint="Patience 2 sees the 1.0."),
    checks.raises(ValueError, [], 1, hint="Without epochs there is nothing to compare."),
)

# %% [markdown]
# ## Take away
#
# | | |
# | --- | --- |
# | Start from | many epochs, early stopping with patience 5, best weights restored |
# | Range and scale to search | none: watch one long run; patience 3 to 20, larger for bumpy curves |
# | Cost | epochs in proportion; patience adds its own number of epochs to each run |
# | It interacts with | learning rate (a smaller one needs more epochs), batch size (steps in an epoch), regularization (delays overfitting), schedule (a schedule that ends at a fixed epoch and early stopping get in each other's way) |
#
# | Symptom | Likely cause | Try |
# | --- | --- | --- |
# | both losses still fall at the end | too few epochs | train longer |
# | validation loss rises, accuracy stays | the network is too sure | stop by the number that you report; regularize (later lessons) |
# | validation accuracy falls while training accuracy nears 100 % | it learns wrong labels or its own digits by heart | early stopping; look at the labels |
# | runs stop after a few epochs at very different places | patience too small for the bumps | larger patience, smaller learning rate |
# | the restored model is no better than the last one | weights were kept without a copy | `copy.deepcopy` |
#
# Three sentences to keep:
#
# - Do not search the number of epochs: watch one long run and keep the best state.
# - Loss and accuracy overfit at different times; watch the one that you are judged by.
# - Patience must be longer than the bumps, and every epoch of it is a cost.
#
# ## Read more
#
# - Goodfellow, Bengio and Courville (2016), *Deep Learning*, MIT Press, section 7.8.
# - Prechelt (1998), *Early stopping, but when?*, in *Neural Networks: Tricks of the Trade*, Springer.
# - Arpit et al. (2017), *A closer look at memorization in deep networks*, ICML, arXiv:1706.05394.
# - Guo, Pleiss, Sun and Weinberger (2017), *On calibration of modern neural networks*, ICML, arXiv:1706.04599.
# - Nakkiran et al. (2020), *Deep double descent*, ICLR, arXiv:1912.02292.
