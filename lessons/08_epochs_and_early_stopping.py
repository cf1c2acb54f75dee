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

torch.set_num_threads(1)  # small steps by hand: two threads would wait for each other

# %% [markdown]
# | Figure or table | Trained runs | Takes about |
# | --- | --- | --- |
# | By hand, with the best weights kept | 2 | 2 s |
# | Three tasks, five seeds | 15 | 6 s |
# | Best and last state compared | 10 | 6 s |
# | Explorer of 48 settings | none, measured beforehand | at once |
# | The library's early stopping | 5 | 1 s |
# | Patience, explorer, gallery | none, from the runs above | at once |

# %% [markdown]
# ## Too short, too long
#
# An **epoch** is one pass over the training digits (lesson 01).
# One long run shows every shorter one on the way, as long as the learning rate stays the same.
# So you do not search the number of epochs like other hyperparameters: you watch.
#
# What you watch is the loss on the training digits and on the validation digits.
# Here it is the **cross-entropy**: minus the natural logarithm of the probability that the network gives to the right digit, averaged over the digits.
# A right digit with probability 0.9 costs 0.1, one with probability 0.1 (guessing among ten) costs 2.3, one with probability 0.001 costs 6.9.
#
# The two curves tell where you are.
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
#
# **Predict.** 300 digits, 30 epochs. Do both losses fall to the end?


# %% tags=["demonstration"]
full = h.load_mnist()
small = full.subset(300)  # 300 training digits; the 1,000 validation digits stay


def train_and_keep(data, epochs, seed):
    """Return the trained network, its validation losses, and the weights of the best epoch."""
    model = h.MLP(784, [128, 64], 10, seed=seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    generator = torch.Generator().manual_seed(seed)
    val_losses, best, kept = [], math.inf, None  # the first loss is lower than infinity
    for _ in range(epochs):
        order = torch.randperm(len(data.y_train), generator=generator)
        for rows in order.split(32):
            loss = cross_entropy(model(data.X_train[rows]), data.y_train[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        with torch.no_grad():  # only look: no gradient, no learning
            val_losses.append(cross_entropy(model(data.X_val), data.y_val).item())
        if val_losses[-1] < best:  # the best epoch so far: keep a copy
            best, kept = val_losses[-1], copy.deepcopy(model.state_dict())
    return model, val_losses, kept


model, by_hand, kept = train_and_keep(small, epochs=30, seed=0)
config = h.Hyperparameters(n_neurons=(128, 64), batch_size=32, epochs=30)  # Adam, lr 0.001
run = h.train(config, small, seed=0)
same = all(abs(a - e.val_loss) < 1e-2 for a, e in zip(by_hand, run.history, strict=True))
print("by hand and by the library, the same validation losses:", same)
before = h.evaluate(model, small.X_val, small.y_val)[0]  # evaluate returns loss and accuracy
model.load_state_dict(kept)
after = h.evaluate(model, small.X_val, small.y_val)[0]
print("the restored weights have the lowest loss of all epochs:", abs(after - min(by_hand)) < 1e-4)
print("and a lower one than the last epoch:", after < before)

# %% tags=["demonstration", "nbval-ignore-output"]
ax = plotting.plot_history(run, metric=["train_loss", "val_loss"], markersize=4)
lowest_at = by_hand.index(min(by_hand)) + 1
ax.axvline(lowest_at, color="0.4", linestyle=":", label="lowest validation loss")
ax.legend()
plotting.show(
    ax,
    alt="Training and validation loss of one run over 30 epochs. Both fall at first. After about a "
    "dozen epochs the training loss goes on falling toward 0 and the validation loss slowly rises.",
)

# %% [markdown]
# **Explain.** Left of the dotted line both losses fall: stopping there is too short.
# Right of it the training loss falls on and the validation loss rises: too long.
# Training digits alone would never have told you.
#
# Why `deepcopy`?
# `state_dict()` hands out the live numbers, not a copy (PyTorch's tutorial *Saving and loading models* warns of it).
# Without the copy, "the best weights" would change with every later step, and you would restore the last state.

# %% [markdown]
# ## Three tasks
#
# - **few:** 300 training digits.
# - **many:** all 3,000.
# - **noisy:** 1,000 digits, where three in ten got a label drawn at random, as from a tired annotator. (One draw in ten hits the right label, so a little over a quarter are wrong.) The validation labels are right.
#
# **Predict.** We train far too long on each. What happens to the validation *loss*, and what to the validation *accuracy*: up, down or flat?

# %% tags=["demonstration"]
thousand = full.subset(1000)
generator = torch.Generator().manual_seed(0)
tired = torch.rand(1000, generator=generator) < 0.3  # True where the label is drawn at random
guesses = torch.randint(10, (1000,), generator=generator)
labels = torch.where(tired, guesses, thousand.y_train)  # the guess where tired, else the label
noisy = dataclasses.replace(thousand, y_train=labels)  # the same data with other labels

tasks = {"few": (small, 40), "many": (full, 20), "noisy": (noisy, 30)}  # data, epochs
seeds = range(5)
runs = {  # runs[name][seed] is a run, with its history
    name: h.sweep([config.replace(epochs=epochs)], data, seeds=seeds).by_configuration()[0]
    for name, (data, epochs) in tasks.items()
}

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
    fell = sum(a[-1].train_loss < lowest(a).train_loss for a in histories)
    drop = sum(a[-1].val_accuracy < lowest(a).val_accuracy - 0.05 for a in histories)
    flat = sum(abs(a[-1].val_accuracy - lowest(a).val_accuracy) < 0.04 for a in histories)
    print(f"{name:<6} loss ends over 15 % above its lowest value in {rise} of 5 seeds,")
    print(f"{'':6} while the training loss fell further in {fell},")
    print(f"{'':6} accuracy more than 5 points down in {drop}, within 4 points in {flat}")

# %% [markdown]
# The validation loss rises in all three.
# The accuracy falls only where labels are wrong.
#
# **Predict.** How can the loss rise while the accuracy stays? And what does the network learn on the noisy task after its best epoch?
#
# We compare the best state with the last one.
# `softmax` turns the scores of a network into probabilities that add up to 1.


# %% tags=["demonstration"]
def answers(network, X):
    """Return the most probable digit for each row of X, and its probability."""
    with torch.no_grad():
        probability, digit = network(X).softmax(1).max(1)
    return digit, probability


def share(flags):
    return flags.float().mean().item()


surer = same = resisted = by_heart = 0
for seed in seeds:
    model, _, kept = train_and_keep(small, 40, seed)
    last, sure_last = answers(model, small.X_val)
    model.load_state_dict(kept)
    best, sure_best = answers(model, small.X_val)
    same += share(last == best) > 0.9
    mean_last = sure_last[last != small.y_val].mean()  # of the digits it got wrong
    surer += mean_last > sure_best[best != small.y_val].mean() + 0.05

    model, _, kept = train_and_keep(noisy, 30, seed)
    wrong = noisy.y_train != thousand.y_train  # True where the label is wrong
    by_heart += share(answers(model, noisy.X_train)[0][wrong] == noisy.y_train[wrong]) > 0.8
    model.load_state_dict(kept)
    resisted += share(answers(model, noisy.X_train)[0][wrong] == noisy.y_train[wrong]) < 0.4
print(f"few:   best and last state agree on over 90 % of digits in {same} of 5 seeds,")
print(f"       wrong answers are over 5 points more probable at the end in {surer}")
print(f"noisy: the best state agrees with under 40 % of the wrong labels in {resisted} of 5 seeds,")
print(f"       the last state with over 80 % of them in {by_heart}")

# %% [markdown]
# **Explain.**
#
# - **Few:** the network makes about the same mistakes as before, and becomes surer of them. Cross-entropy punishes a sure mistake hard; accuracy does not count how sure it was (Guo et al. 2017, *On calibration of modern neural networks*, arXiv:1706.04599, section 3: networks overfit the loss without overfitting the accuracy).
# - **Noisy:** the network first learns what most labels agree on. Later it learns the wrong labels by heart, and pays for it on new digits (Arpit et al. 2017, *A closer look at memorization in deep networks*, arXiv:1706.05394, section 4, see the same order).
#
# So "overfitting" depends on what you measure.
# Watch the number that you will be judged by.

# %% [markdown]
# ## Explorer: what moves the best epoch
#
# These runs were trained beforehand: network 784-128-64-32-10, Adam, batches of 32, 20 epochs, five seeds of each setting.
# **Dropout** switches off a random share of the hidden units in every training step, which makes learning by heart harder (lesson 10).
#
# **Predict.** Start from 1,000 digits, learning rate 0.001, no dropout.
# Does the lowest validation loss come at an earlier or at a later epoch with (a) learning rate 0.003, (b) dropout 0.5, (c) 300 digits?
# Then look for one setting of each kind: too short with 20 epochs, about right, too long.

# %% tags=["demonstration", "nbval-ignore-output"]
table = h.load_table("regularization").select(l1=0.0, weight_decay=0.0)


def plot_epochs(n_train, lr, dropout):
    part = table.select(n_train=n_train, lr=lr, dropout=dropout)  # one row a seed
    figure, [left, right] = plotting.figure(2)
    best = part.val_loss.mean(0).argmin() + 1
    drawn = [
        (left, part.train_accuracy, "training, mean", 0),
        (left, part.val_accuracy, "validation, mean", 1),
        (right, part.val_loss, "validation, mean", 1),
    ]
    for ax, values, label, k in drawn:
        look = {"color": plotting.COLORS[k], "linestyle": plotting.LINES[k]}
        ax.plot(part.axes["epoch"], values.T, linewidth=0.8, alpha=0.5, **look)  # five seeds
        ax.plot(part.axes["epoch"], values.mean(0), linewidth=2.5, label=label, **look)
    look = {"color": plotting.COLORS[2], "marker": "o", "linestyle": ""}
    lowest_at = part.val_loss.argmin(1) + 1
    right.plot(lowest_at, part.val_loss.min(1), label="lowest of each seed", **look)
    for ax, measure in [(left, "accuracy"), (right, "validation loss")]:
        ax.axvline(best, color="0.3", linestyle=":", label=f"lowest mean loss: epoch {best}")
        ax.set_ylim(bottom=0)
        ax.set_xticks([1, 5, 10, 15, 20])
        ax.set_xlabel("epoch")
        ax.set_ylabel(measure)
        ax.legend()
    left.set_ylim(0, 1)
    figure.suptitle(f"{n_train:,} digits, learning rate {lr}, dropout {dropout}")
    return figure


def describe_epochs(n_train, lr, dropout):
    part = table.select(n_train=n_train, lr=lr, dropout=dropout)
    best = part.val_loss.mean(0).argmin() + 1
    return (
        f"{n_train} digits, learning rate {lr}, dropout {dropout}, five seeds and their mean over 20 "
        f"epochs: training and validation accuracy, and validation loss, whose mean is lowest at "
        f"epoch {best}."
    )


widgets.explore(
    plot_epochs,
    alt=describe_epochs,
    start={"n_train": 1000, "lr": 0.001, "dropout": 0.0},
    n_train=list(table.axes["n_train"]),
    lr=list(table.axes["lr"]),
    dropout=list(table.axes["dropout"]),
)


# %% tags=["demonstration"]
def best_epochs(**chosen):
    """Return the epoch of the lowest validation loss, one for each seed."""
    return table.select(**chosen).val_loss.argmin(1) + 1


start = {"n_train": 1000, "lr": 0.001, "dropout": 0.0}
at_start = best_epochs(**start)
for name, change in [
    ("learning rate 0.003", {"lr": 0.003}),
    ("learning rate 0.0003", {"lr": 0.0003}),
    ("dropout 0.5", {"dropout": 0.5}),
    ("300 digits", {"n_train": 300}),
]:
    changed = best_epochs(**start | change)  # start, with the changed value
    earlier, later = (changed < at_start).sum(), (changed > at_start).sum()
    print(f"{name:<20} best epoch earlier in {earlier} of 5 seeds, later in {later}")
steps = math.ceil(300 / 32) * best_epochs(**start | {"n_train": 300})
fewer = (steps < math.ceil(1000 / 32) * at_start).sum()
print(f"300 digits, counted in steps: earlier in {fewer} of 5 seeds")
slow = table.select(n_train=100, lr=0.0003, dropout=0.0)
falling = (slow.val_loss.argmin(1) == 19).sum()
print(f"100 digits, rate 0.0003: loss lowest at the last epoch in {falling} of 5 seeds,")
poor = (slow.train_accuracy[:, -1] < 0.7) & (slow.val_accuracy[:, -1] < 0.7)
print(f"training and validation accuracy below 70 % there in {poor.sum()} of 5")

# %% [markdown]
# **Explain.** A larger rate goes farther in each step, so the best epoch comes earlier.
# Dropout slows learning by heart, and the best epoch comes later; here it lies beyond the 20 epochs.
# Fewer digits make an epoch shorter: 300 digits are 10 steps, 1,000 are 32.
# Counted in epochs the best state comes later, counted in steps it comes earlier.
# So a number of epochs that was right for one setting is wrong for the next: after each change, watch again.
# With 100 digits and rate 0.0003, 20 epochs are far too few: training and validation are both poor, and the loss still falls.
#
# **Predict.** Take all settings whose validation loss rises clearly. Is the accuracy higher at the epoch of the lowest loss or at the last epoch?

# %% tags=["demonstration"]
gains = []
for n_train in table.axes["n_train"]:
    for lr in table.axes["lr"]:
        for dropout in table.axes["dropout"]:
            part = table.select(n_train=n_train, lr=lr, dropout=dropout)
            if (part.val_loss[:, -1] > 1.15 * part.val_loss.min(1)).all():  # in all five seeds
                at_lowest = part.val_accuracy[range(5), part.val_loss.argmin(1)]
                gains.append(part.val_accuracy[:, -1].mean() - at_lowest.mean())
print(f"loss ends over 15 % above its lowest value, in all 5 seeds: {len(gains)} of 48 settings")
print(
    f"mean accuracy higher at the end than at the lowest loss: {sum(g > 0 for g in gains)} of these,"
)
print(f"by less than 3 points in {sum(g < 0.03 for g in gains)} of them")

# %% [markdown]
# **Explain.** On these clean digits, stopping at the lowest *loss* gives away a little *accuracy*.
# Guo et al. saw the same on a large network, and Berta et al. (2025, arXiv:2501.19195) show why: the lowest loss is a compromise between right answers and honest probabilities.
# On the noisy task it was the other way round: there the accuracy fell.
# Keras, for example, watches the validation loss unless told otherwise (`EarlyStopping(monitor="val_loss")`).
# Whichever number you watch, its best value over many epochs is in part luck: report the test part.

# %% [markdown]
# ## Early stopping: patience
#
# You do not want to train 40 epochs to learn that 12 were enough.
# **Early stopping** ends a run when the validation loss has not improved for some epochs in a row.
# That number is the **patience**.
# A second setting, `min_delta`, says how much lower a loss must be to count as an improvement; 0 is usual.
#
# **Predict.** Validation curves are bumpy. What goes wrong with a patience of 1? And with 20?


# %% tags=["demonstration"]
def stop_epoch(losses, patience, min_delta=0.0):
    """Return the epoch, counted from 1, after which the rule ends the run."""
    best, waited = math.inf, 0
    for epoch, loss in enumerate(losses, 1):
        if loss < best - min_delta:  # an improvement: the waiting begins again
            best, waited = loss, 0
        else:
            waited += 1
        if waited == patience:
            return epoch
    return len(losses)  # it never waited long enough


curves = [[e.val_loss for e in lane.history] for name in tasks for lane in runs[name]]


def too_early(losses, patience):
    """Return whether the rule ended the run before its lowest loss."""
    return stop_epoch(losses, patience) < losses.index(min(losses)) + 1


def given_away(losses, patience, min_delta=0.0):
    """Return how far the lowest loss that the rule saw is above the lowest of the run."""
    seen = losses[: stop_epoch(losses, patience, min_delta)]
    return min(seen) / min(losses) - 1


# %% tags=["demonstration", "nbval-ignore-output"]
print("patience  ended before the lowest loss  loss given away  share of the epochs trained")
for patience in [1, 2, 3, 5, 8, 20]:
    early = sum(too_early(c, patience) for c in curves)
    lost = sum(given_away(c, patience) for c in curves) / len(curves)
    trained = sum(stop_epoch(c, patience) for c in curves) / sum(map(len, curves))
    print(f"{patience:>8} {early:>18} of {len(curves)} runs {lost:>16.1%} {trained:>28.0%}")

# %% tags=["demonstration"]
one, five = (sum(too_early(c, p) for c in curves) for p in (1, 5))
print("patience 1 ended at least 4 of 15 runs before their lowest loss:", one >= 4)
print("patience 5 ended at most 1 of 15 too early:", five <= 1)
saved = [1 - stop_epoch(c, 5) / len(c) for c in curves]
print(f"patience 5 saved over a fifth of the epochs in {sum(s > 0.2 for s in saved)} of 15 runs")

# %% [markdown]
# **Explain.** Patience 1 takes every bump for the end.
# It gives away the most, though here not much.
# A patience of 20 is safe and saves next to nothing in runs of 20 to 40 epochs.
# In between lies a patience just longer than the longest wait between two improvements.
# You do not know that wait beforehand, so add some: here 5 was enough.
# It pays its own price: `patience` epochs are trained after the best one, only to be thrown away.
#
# `min_delta` matters where a curve creeps down by tiny steps, each of which would start the waiting again.

# %% tags=["demonstration"]
shorter = any(stop_epoch(c, 5, 0.01) < stop_epoch(c, 5) for c in curves)
close = [given_away(c, 5, 0.01) < 0.02 for c in curves]
print(f"patience 5, min_delta 0.01: shorter than with 0 in some runs: {shorter},")
print(f"at most 2 % above the lowest loss in {sum(close)} of 15")

# %% [markdown]
# Here it ends some runs sooner, at next to no price.
# A large one would end runs that still get better.
#
# Prechelt (1998), *Early stopping, but when?*, compared such rules on 12 problems: slower ones gave a slightly better result (about 4 %) for a much longer training (about 4 times).
#
# The field does not agree on stopping early at all.
# Goodfellow et al. (2016, section 7.8) call it probably the most commonly used form of regularization in deep learning; for a quadratic loss it acts like an L2 penalty (lesson 11).
# The *Deep Learning Tuning Playbook* (Godbole et al. 2023) trains a fixed number of steps, keeps the best states on the way, and chooses afterwards; it finds stopping early "usually not necessary".
# The playbook pays in epochs, early stopping with the risk of ending too soon.
# Both go back to the best state.
#
# A caution: there are settings in which the error on new data falls, rises, and falls again much later, called **epoch-wise double descent**, most clearly with wrong labels (Nakkiran et al. 2020, arXiv:1912.02292).
# A patience shorter than this detour never sees the second fall.
#
# The library has the same rule as a hyperparameter, `patience`; 0 switches it off.

# %% tags=["demonstration"]
[stopped] = h.sweep([config.replace(epochs=40, patience=5)], small, seeds=seeds).by_configuration()
full_runs = [[e.val_loss for e in lane.history] for lane in runs["few"]]
agree = [len(a.history) == stop_epoch(c, 5) for a, c in zip(stopped, full_runs)]
print("the library stops where stop_epoch says, in at least 4 of 5 seeds:", sum(agree) >= 4)

# %% [markdown]
# It stops, but it does not restore: the network that it returns is the last one.

# %% [markdown]
# ## Restore the best weights
#
# When the rule stops, the network has trained on for `patience` epochs after its best state.
#
# **Predict.** On the noisy task, patience 5: is the last state worse than the best one in loss, in accuracy, in both? By more than 1 point of accuracy?

# %% tags=["demonstration"]
worse_loss = worse_accuracy = by_a_point = 0
for lane in runs["noisy"]:
    losses = [e.val_loss for e in lane.history]
    last = lane.history[stop_epoch(losses, 5) - 1]  # epoch 1 is at place 0
    best = lowest(lane.history[: last.epoch])
    worse_loss += last.val_loss > best.val_loss
    worse_accuracy += last.val_accuracy < best.val_accuracy
    by_a_point += last.val_accuracy < best.val_accuracy - 0.01
print(f"the last state has a higher loss in {worse_loss} of 5 seeds,", end=" ")
print(f"and a lower accuracy in {worse_accuracy} of 5")
print(f"by more than 1 point in {by_a_point} of 5")

# %% [markdown]
# **Explain.** That the last loss is not lower is certain: the rule waits for that.
# The lower accuracy is not certain; here the network went on learning wrong labels while the rule waited.
# So stopping is half of the method: it saves time.
# The other half is going back to the best epoch.
# Whoever forgets it reports one network and uses another, worse one.

# %% [markdown]
# ## Explorer: where a rule stops
#
# Choose a task and a patience.
# The dot is the best epoch that the rule has seen, the line is where it stops.
# One seed is shown.
#
# **Predict.** Which is the smallest patience that reaches the lowest loss of each task?


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
        f"Validation loss of the task {task}, seed 0: patience {patience} stops after epoch "
        f"{stop_epoch([e.val_loss for e in runs[task][0].history], patience)}."
    ),
    start={"task": "many", "patience": 1},
    task=["few", "many", "noisy"],
    patience=[1, 2, 3, 5, 8, 12],
)

# %% tags=["demonstration", "nbval-ignore-output"]
print("smallest patience that reaches the lowest loss, seeds 0 to 4")
for name in tasks:
    some = [[e.val_loss for e in lane.history] for lane in runs[name]]
    enough = [next(p for p in range(1, 41) if not too_early(c, p)) for c in some]
    print(f"{name:<6}", *enough)

# %% [markdown]
# ## Gallery: good, bad, deceptive
#
# The noisy task again, three ways.
#
# - **Good:** patience 5, best weights restored.
# - **Bad:** one epoch, to save time.
# - **Deceptive:** all 30 epochs.
#
# **Predict.** Which has the highest *training* accuracy, on the labels that it was given? Which the highest validation accuracy?

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
    print(f"validation above 77 %: {sum(e.val_accuracy > 0.77 for e in epochs)} of 5")

# %% [markdown]
# - **Good:** its training accuracy looks poor, because more than a quarter of the labels are wrong and it has not learned most of them.
# - **Bad:** it has hardly begun, and is poor on both.
# - **Deceptive:** it agrees with nearly every label that it was given, the wrong ones too. Whoever looks at training accuracy picks this one.

# %% [markdown]
# ## Exercise 1: three questions
#
# Replace each `...` by `"more"`, `"fewer"` or `"the same"`.
# Think of runs like those of this lesson, and suppose that you are judged by the validation loss.
#
# <details><summary>Hint 1</summary>
#
# Look at the last column of the table of patiences.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Restoring copies numbers back. When is that done: during training or after it?
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
# - `float("nan")` ("not a number", the loss of a run that diverged) is never the lowest, but its epoch counts: in `[nan, 0.5]` the best epoch is 2.
# - Without any number to choose from (an empty list, or nothing but NaN), raise a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# `enumerate(losses, 1)` counts from 1. `math.isnan(x)` finds NaN; every comparison with NaN is False.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Keep the best epoch so far, `None` at first. A loss is better if it is a number and if there is no best epoch yet, or it is lower than the loss of that epoch.
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
# - A patience that is not an integer of at least 1 (`2.0` is none), or a negative `min_delta`, raises a `ValueError` when the stopper is made.
#
# This is how it will be used:
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
# Keep four numbers in `self`: best, best_epoch, the number of this epoch, and how many epochs have passed since the last improvement.
#
# </details>
# <details><summary>Hint 2</summary>
#
# An improvement sets the count of waiting epochs back to 0. Comparisons with NaN are False, so `loss < best - min_delta` needs no special case.
#
# </details>
# <details><summary>Hint 3</summary>
#
# Check the settings first in `__init__`: `type(patience) is not int` is true for 2.0 and for `"2"`. `step` ends with `return` and a comparison of the waited epochs with the patience.
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
        answer = stopper.step(loss)
        said.append(bool(answer) if answer in (True, False) else repr(answer))
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
# `losses` is the validation loss of **all** epochs of a long run, all of them numbers. The rule is the one of `stop_epoch` above without `min_delta`: it stops after `patience` epochs in a row without a lower loss.
# Write the loop yourself, or use your `EarlyStopping`: cells that train or show something, such as that of `stop_epoch`, are not run when your work is graded.
# Return the list `[trained, regret]`:
#
# - `trained`: how many epochs the rule trains; all of them if it never stops,
# - `regret`: the lowest loss among the trained epochs, minus the lowest loss of the whole run. It is 0 when the rule has seen the best epoch.
# - An empty list or a patience below 1 raises a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# By hand for losses 3, 2, 2.5, 1 and patience 1: it stops after epoch 3, the lowest loss that it saw is 2, so the answer is `[3, 1]`.
#
# </details>
# <details><summary>Hint 2</summary>
#
# First find how many epochs are trained. `losses[:trained]` are the losses that the rule saw; the regret compares two minima.
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
    checks.example([3.0, 2.0, 2.5, 1.0], 1, expected=[3, 1.0], hint="Look at hint 1."),
    checks.example([3.0, 2.0, 2.5, 1.0], 2, expected=[4, 0.0], hint="Patience 2 sees the 1.0."),
    checks.raises(ValueError, [], 1, hint="Without epochs there is nothing to compare."),
)

# %% [markdown]
# ## Take away
#
# | | |
# | --- | --- |
# | Start from | many epochs, early stopping with patience 5, best weights restored |
# | Range and scale to search | none: watch one long run; patience 3 to 20 on a log scale, larger for bumpy curves |
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
# - Patience must outlast the bumps, and every epoch of it is a cost.
#
# ## Read more
#
# - Goodfellow, Bengio and Courville (2016), *Deep Learning*, MIT Press, section 7.8.
# - Godbole, Dahl, Gilmer, Shallue and Nado (2023), *Deep Learning Tuning Playbook*, "Saving checkpoints and retrospectively selecting the best checkpoint".
# - Prechelt (1998), *Early stopping, but when?*, in *Neural Networks: Tricks of the Trade*, Springer.
# - Arpit et al. (2017), *A closer look at memorization in deep networks*, ICML, arXiv:1706.05394.
# - Guo, Pleiss, Sun and Weinberger (2017), *On calibration of modern neural networks*, ICML, arXiv:1706.04599.
# - Berta, Holzmüller, Jordan and Bach (2025), *Rethinking early stopping: refine, then calibrate*, arXiv:2501.19195.
# - Nakkiran et al. (2020), *Deep double descent: where bigger models and more data hurt*, ICLR, arXiv:1912.02292.
