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
# # 10 Dropout
#
# **Why would switching off half of a network at random make it better, and when does it not?**
#
# After this lesson you can
#
# - write dropout by hand, and say why the kept outputs are scaled up,
# - tell train mode from eval mode, and recognize a forgotten `eval()`,
# - say what dropout does to the gap, the loss and the accuracy, with little data, much data and wrong labels,
# - say why a higher rate asks for a wider layer,
# - choose a rate from a table of runs over seeds.
#
# | | |
# | --- | --- |
# | You need | lessons 01, 02, 03, 05 and 08 |
# | Time | 60 minutes |
# | Run All | under a minute on a laptop with two cores |

# %%
import dataclasses
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
# | By hand, train and eval mode | 5 | 1 s |
# | Against the amount of data | 45 | 5 s |
# | Wrong labels | 15 | 3 s |
# | Rate against width | 80 | 8 s |
# | Explorer | none, measured beforehand | at once |
# | Each side at its own learning rate | 210 | 15 s |
# | Gallery | 5 | 1 s |

# %% [markdown]
# ## Regularization
#
# **Regularization** is everything that you do so that a network learns less by heart and does better on new examples.
# The **gap** (lesson 01), training accuracy minus validation accuracy, shows how much it learned by heart.
#
# **Dropout** is one such measure: while training, every hidden **unit** (a neuron of a hidden layer) is switched off with probability $p$.
# This is drawn for each unit, each example and each step anew (Srivastava et al. 2014, *Dropout*, JMLR 15, 1929-1958, section 5.1).
#
# Why should it help? There is more than one explanation.
#
# - No unit can rely on another one being there, so each has to be useful by itself (section 7.1).
# - It is like training very many smaller networks that share their weights, and using all of them together at the end (section 1).
# - It is noise, and for models without hidden layers that noise acts much like a penalty on large weights (Wager, Wang and Liang 2013, arXiv:1307.1493).
#
# The **rate** $p$ is a hyperparameter: 0 is no dropout.
# (Careful when you read: in the paper of 2014, $p$ is the probability of *keeping* a unit. In PyTorch, and in this course, it is that of dropping it.)

# %% [markdown]
# ## By hand
#
# The outputs of a hidden layer are multiplied by a random **mask** of zeros and ones.
# Each output is kept with probability $1 - p$, so on average only the share $1 - p$ of a sum over them would arrive at the next layer.
# Dividing the kept outputs by $1 - p$ makes up for that: on average, the next layer sees the same sum as without dropout.
#
# This form is called **inverted** dropout.
# The original one leaves training as it is, and multiplies the weights by the probability of keeping when the network is used (section 4; section 10 names both).
#
# **Predict.** Ten thousand outputs of 1, $p = 0.8$. Which two values come out, and what is the mean of all ten thousand, about?

# %% tags=["demonstration"]
generator = torch.Generator().manual_seed(0)
x = torch.ones(10_000)
p = 0.8
mask = torch.rand(x.shape, generator=generator) >= p  # True, which counts as 1, with chance 1 - p
y = x * mask / (1 - p)
print("values:", [round(v, 3) for v in sorted(set(y.tolist()))])
print("mean close to 1:", abs(y.mean().item() - 1) < 0.1)
z = torch.nn.Dropout(p)(x)  # PyTorch draws a mask of its own
print("PyTorch gives the same two values:", torch.allclose(torch.unique(z), torch.unique(y)))

# %% [markdown]
# **Explain.** 0 and 5: four in five are gone, the fifth is five times as large.
# The mean stays about 1, while each single value jumps. That noise is the point.

# %% [markdown]
# ## Train mode and eval mode
#
# Dropout belongs to training only. When the network is *used*, all units work.
# PyTorch has a switch for it: `model.train()` and `model.eval()`. A forgotten `eval()` raises no error, so you have to know what it looks like.
#
# **Predict.** You measure the validation accuracy of a network with $p = 0.5$ and forget `eval()`. Is the result too low, too high, or the same? And is it the same when you measure again?

# %% tags=["demonstration"]
full = h.load_mnist()
data = full.subset(300)
config = h.Hyperparameters(
    n_neurons=(128,), batch_size=64, lr=2e-3, epochs=25, dropout=0.5, initialization="he"
)


def accuracy(model):  # in whatever mode the model is: `h.evaluate` would set eval mode by itself
    with torch.no_grad():
        return (model(data.X_val).argmax(1) == data.y_val).float().mean().item()


lower = different = same = 0
with_dropout = []
for seed in range(5):
    model = h.train(config, data, seed=seed).model
    with_dropout.append(model)
    torch.manual_seed(seed)  # nn.Dropout draws from torch's global generator
    model.train()
    forgotten = [accuracy(model) for _ in range(3)]
    model.eval()
    right = [accuracy(model) for _ in range(3)]
    lower += max(forgotten) < min(right)
    different += len(set(forgotten)) > 1  # a set holds each value once
    same += len(set(right)) == 1
print(
    f"train mode: a lower accuracy in {lower} of 5 seeds, another one each time in {different} of 5"
)
print(f"eval mode: the same each time in {same} of 5")

# %% [markdown]
# **Explain.** Too low, and never the same twice. In train mode half of the units are struck out at random in each call, so you measure a random part of the network and not the network.
# If an accuracy changes although nothing was trained in between, look for a missing `eval()`.
# (Some leave dropout on, on purpose: they average many such passes, and take their spread as a sign of how unsure the network is. Gal and Ghahramani 2016, arXiv:1506.02142.)
#
# Now the last of these networks by hand, in eval mode: no mask, no scaling. Both agree.

# %% tags=["demonstration"]
print([type(layer).__name__ for layer in model.layers])
first, last = (layer for layer in model.layers if isinstance(layer, torch.nn.Linear))
with torch.no_grad():
    by_hand = last(torch.relu(first(data.X_val)))
    print(
        "by hand and by the library, the same logits:", torch.allclose(by_hand, model(data.X_val))
    )

# %% [markdown]
# ## Against the amount of data
#
# One hidden layer of 128, with and without dropout of 0.5, five seeds, for 100 to 3,000 training digits.
#
# **Predict.** Where does dropout help most: with little data or with much? And what improves: the validation loss, the accuracy, or both?

# %% tags=["demonstration"]
epochs = {100: 40, 300: 25, 1000: 15, 3000: 8}  # fewer digits: fewer steps an epoch, more epochs


def without_and_with(n):
    """Return five runs without dropout and five with it, on n digits."""
    part = full if n == 3000 else full.subset(n)
    configs = [config.replace(epochs=epochs[n], dropout=p) for p in (0.0, 0.5)]
    return h.sweep(configs, part, seeds=range(5)).by_configuration()


runs = {
    (n, p): [lane.history for lane in lanes]
    for n in epochs
    for p, lanes in zip((0.0, 0.5), without_and_with(n))
}

# %% tags=["demonstration", "nbval-ignore-output"]
figure, axes = plotting.figure(2)
for k, p in enumerate((0.0, 0.5)):
    look = {"color": plotting.COLORS[k], "marker": plotting.MARKERS[k]}
    for ax, measure in zip(axes, ("val_loss", "val_accuracy"), strict=True):
        ends = {n: [getattr(history[-1], measure) for history in runs[n, p]] for n in epochs}
        means = [statistics.mean(ends[n]) for n in epochs]
        ax.plot(list(epochs), means, label=f"p = {p}", linestyle=plotting.LINES[k], **look)
        for n in epochs:
            ax.plot([n] * 5, ends[n], linestyle="", alpha=0.4, **look)
for ax, label in zip(axes, ("validation loss", "validation accuracy"), strict=True):
    ax.set_xscale("log")
    ax.set_xticks(list(epochs), [str(n) for n in epochs])
    ax.set_xlabel("training digits")
    ax.set_ylabel(label)
    ax.legend()
plotting.show(
    figure,
    alt="Validation loss and accuracy after the last epoch against the number of training digits, with and "
    "without dropout, five seeds and their mean. The loss with dropout is lower at every size. The "
    "accuracies lie within about a point of one another.",
)


# %% tags=["demonstration"]
def lowest(history):
    """Return the epoch record with the lowest validation loss, the first of equals (lesson 08)."""
    return min(history, key=lambda e: e.val_loss)


drop, moved, best, later = {}, {}, {}, {}  # for each size the mean of five seeds
for n in epochs:
    pairs = list(zip(runs[n, 0.0], runs[n, 0.5], strict=True))  # without, with dropout
    loss = sum(b[-1].val_loss < a[-1].val_loss for a, b in pairs)
    gap = sum(
        b[-1].val_loss - b[-1].train_loss < a[-1].val_loss - a[-1].train_loss for a, b in pairs
    )
    perfect = sum(b[-1].train_accuracy == 1 for a, b in pairs)
    best[n] = statistics.mean(lowest(a).val_loss - lowest(b).val_loss for a, b in pairs)
    later[n] = statistics.mean(lowest(b).epoch - lowest(a).epoch for a, b in pairs)
    moved[n] = statistics.mean(b[-1].val_accuracy - a[-1].val_accuracy for a, b in pairs)
    drop[n] = statistics.mean(a[-1].val_loss - b[-1].val_loss for a, b in pairs)
    print(f"{n} digits, dropout against none, after the last epoch:")
    print(f"  lower validation loss in {loss} of 5, smaller gap of the losses in {gap} of 5,")
    print(f"  all training digits right, in spite of dropout, in {perfect} of 5,")
    print(f"  mean accuracy moved by less than 2 points: {abs(moved[n]) < 0.02},")
    print(f"  the lowest loss of the run is lower on average: {best[n] > 0}")
print("the mean loss falls least with 3000 digits:", min(drop, key=drop.get) == 3000)
sooner = [later[n] > 0 for n in (100, 300, 1000)]
print("with 100, 300 and 1000 digits the lowest loss comes later on average:", all(sooner))
print("with 100 digits the accuracy is higher on average:", moved[100] > 0)

# %% [markdown]
# **Explain.** The loss falls and the gap between training and validation loss shrinks, at every size, and least with the most data.
# This is more than a late effect: the lowest loss of the whole run is lower too.
# It comes later, so a run with dropout needs more epochs.
#
# The accuracy hardly moves: up by about a point with these 100 digits, less or not at all with more.
# (Eleven other draws of 100 digits, five seeds each, gave from 0.4 points less to 1.5 points more. So do not count on the point.)
# So it is mostly the loss that gains. The next cell asks why: how sure is the network of the digits that it gets *wrong*?

# %% tags=["demonstration"]
less_sure = 0
for seed, model in enumerate(with_dropout):
    sure = []
    for network in (h.train(config.replace(dropout=0.0), data, seed=seed).model, model):
        with torch.no_grad():
            highest, answer = network(data.X_val).softmax(1).max(1)  # probability of its answer
        sure.append(highest[answer != data.y_val].mean().item())
    less_sure += sure[1] < sure[0]
print(f"300 digits: less sure of its wrong answers with dropout in {less_sure} of 5")

# %% [markdown]
# **Explain.** It is less sure where it is wrong, and the loss punishes a sure mistake hard (lesson 08).
#
# Srivastava et al. measured the accuracy against the amount of data, too, on MNIST with layers of 1,024 and 2,048 units: no gain with 100 and 500 digits, a gain that grows up to some size, and less again with more (section 7.4, figure 10).
# Their reasons: with few digits such a network learns them by heart in spite of the noise, as ours does with 100 and 300. With very many it does not overfit anyway.
# In our smaller network the point with 100 digits is a gain, if a small one that depends on the digits.
# So "more regularization for less data" is a rule with an end.
# At the other end, language models that see each text only once came out better *without* dropout (Liu, Bauer and Manning 2025, arXiv:2505.24788).

# %% [markdown]
# ## Where it does pay
#
# 1,000 digits again, but three in ten training labels are drawn at random, as in lesson 08. (One in ten of those is right by chance.) The validation labels are right.
#
# **Predict.** By how much does dropout change the accuracy now: by less than a point, by a few, by about ten? Which of 0, 0.5 and 0.8 is best?
# And could early stopping (lesson 08) have done the same?

# %% tags=["demonstration"]
thousand = full.subset(1000)
generator = torch.Generator().manual_seed(0)
tired = torch.rand(1000, generator=generator) < 0.3  # the annotator was tired here
guesses = torch.randint(10, (1000,), generator=generator)
noisy = dataclasses.replace(thousand, y_train=torch.where(tired, guesses, thousand.y_train))
rates = [0.0, 0.5, 0.8]
configs = [config.replace(dropout=p) for p in rates]
found = h.sweep(configs, noisy, seeds=range(5)).by_configuration()
with_noise = {p: [lane.history for lane in lanes] for p, lanes in zip(rates, found)}

# %% tags=["demonstration", "nbval-ignore-output"]
figure, axes = plotting.figure(2)
for k, p in enumerate(rates):
    for seed, history in enumerate(with_noise[p]):
        look = {"color": plotting.COLORS[k], "linestyle": plotting.LINES[k]}
        look["label"] = f"p = {p}" if seed == 0 else None
        for ax, measure in zip(axes, ("val_accuracy", "train_accuracy"), strict=True):
            ax.plot([e.epoch for e in history], [getattr(e, measure) for e in history], **look)
axes[0].set_ylabel("validation accuracy")
axes[1].set_ylabel("training accuracy (given labels)")
for ax in axes:
    ax.set_ylim(0.4, 1.02)
    ax.set_xlabel("epoch")
    ax.legend(loc="lower right")
plotting.show(
    figure,
    alt="With wrong labels, accuracy against the epoch for the rates 0, 0.5 and 0.8, five seeds each. "
    "Validation: without dropout it rises to about 0.8 and falls from epoch 4 on, with 0.5 it falls later "
    "and less, with 0.8 it rises slowly and ends highest. Training: without dropout it nears 1, with 0.5 "
    "it passes 0.85, with 0.8 it stays near 0.75.",
)

# %% tags=["demonstration"]
ends = {p: [history[-1].val_accuracy for history in with_noise[p]] for p in rates}
half = sum(a + 0.03 < b for a, b in zip(ends[0.0], ends[0.5], strict=True))
more = sum(a + 0.05 < b for a, b in zip(ends[0.0], ends[0.8], strict=True))
best = sum(a < b for a, b in zip(ends[0.5], ends[0.8], strict=True))
gain = statistics.mean(ends[0.8]) - statistics.mean(ends[0.0])
print(f"after the last epoch, p = 0.5 is over 3 points better than none in {half} of 5 seeds,")
print(f"p = 0.8 over 5 points in {more} of 5, and better than 0.5 in {best} of 5")
print("the mean gain of 0.8 is between 8 and 13 points:", 0.08 < gain < 0.13)
trained = {p: [history[-1].train_accuracy for history in with_noise[p]] for p in rates}
falls = sum(a > b > c for a, b, c in zip(*trained.values(), strict=True))
print(f"training accuracy falls from 0 to 0.5 to 0.8 in {falls} of 5")
stopped = [lowest(history).val_accuracy for history in with_noise[0.0]]
print("no dropout, but stopped at its lowest validation loss:")
print(f"  better than its own end in {sum(a > b for a, b in zip(stopped, ends[0.0]))} of 5,")
to_half, to_more = (statistics.mean(ends[p]) - statistics.mean(stopped) for p in (0.5, 0.8))
print(f"  on average within 3 points of the end of p = 0.5: {abs(to_half) < 0.03},")
print(f"  on average worse than the end of p = 0.8: {to_more > 0}")

# %% [markdown]
# **Explain.** About ten points at this learning rate and this number of epochs, and 0.8 is best.
# With wrong labels there is much to learn by heart that should not be learned, and dropout makes that hard (Arpit et al. 2017, arXiv:1706.05394, find it too).
# Early stopping alone gives about as much as 0.5 does, and saves epochs. Here 0.8 gives more than stopping.
#
# Do not be surprised that training accuracy can lie *below* validation accuracy here: more than a quarter of the training labels are wrong, and a network that ignores them counts as wrong on them.

# %% [markdown]
# ## Rate against width
#
# Dropout takes capacity away: with a rate of 0.8, about 26 of 128 units work at a time.
#
# **Predict.** 1,000 digits, labels right, one hidden layer of 8, 32, 128 or 512 neurons. Which widths gain from a rate of 0.5, and which from 0.8?

# %% tags=["demonstration"]
widths, many_rates = [8, 32, 128, 512], [0.0, 0.2, 0.5, 0.8]
grid = [(w, p) for w in widths for p in many_rates]
configs = [config.replace(n_neurons=(w,), dropout=p, epochs=15) for w, p in grid]
found = h.sweep(configs, thousand, seeds=range(5)).by_configuration()
by_width = {point: [lane.history for lane in lanes] for point, lanes in zip(grid, found)}
val = {point: [history[-1].val_accuracy for history in by_width[point]] for point in grid}

# %% tags=["demonstration", "nbval-ignore-output"]
figure, axes = plotting.figure(2)
for k, w in enumerate(widths):
    look = {"color": plotting.COLORS[k], "marker": plotting.MARKERS[k]}
    gains = {p: [100 * (b - a) for a, b in zip(val[w, 0.0], val[w, p])] for p in many_rates}
    for ax, numbers in zip(axes, ({p: val[w, p] for p in many_rates}, gains), strict=True):
        if w == 8 and ax is axes[1]:
            continue  # it falls by up to 30 points, the others would look flat
        means = [statistics.mean(numbers[p]) for p in many_rates]
        ax.plot(many_rates, means, linestyle=plotting.LINES[k], label=f"{w} neurons", **look)
        for p in many_rates:
            ax.plot([p] * 5, numbers[p], linestyle="", alpha=0.3, **look)
axes[0].set_ylabel("validation accuracy")
axes[1].set_ylabel("points gained over no dropout")
axes[1].axhline(0, color="0.4", linewidth=1)
for ax in axes:
    ax.set_xlabel("dropout rate p")
    ax.legend(loc="lower left")
plotting.show(
    figure,
    alt="Left: validation accuracy against the dropout rate for 8, 32, 128 and 512 neurons, five seeds and "
    "their mean. With 8 neurons it falls steeply, the others lie close together. Right: points gained over "
    "no dropout: little up to 0.5; at 0.8, 32 neurons lose several points, 128 about one, 512 none.",
)


# %% tags=["demonstration"]
def lost(width, p):
    """Return the points of accuracy that rate p loses against no dropout, on average."""
    return 100 * (statistics.mean(val[width, 0.0]) - statistics.mean(val[width, p]))


losses = [lost(w, 0.8) for w in widths]
print("rate 0.8: the wider, the less it loses:", losses == sorted(losses, reverse=True))
print("  8 neurons over 20 points:", losses[0] > 20, end=", ")
print("32 over 2:", losses[1] > 2, end=", ")
print("128 and 512 under 2:", max(losses[2:]) < 2)
little = all(abs(lost(w, 0.5)) < 3 for w in widths[1:])
print("rate 0.5: 32, 128 and 512 neurons move by less than 3 points:", little)
for part, measure in {"validation": "val_accuracy", "training": "train_accuracy"}.items():
    pairs = zip(by_width[8, 0.0], by_width[8, 0.5], strict=True)
    less = sum(getattr(b[-1], measure) < getattr(a[-1], measure) for a, b in pairs)
    print(f"  8 neurons have a lower {part} accuracy with it in {less} of 5")

# %% [markdown]
# **Explain.** The wider the layer, the higher the rate that it bears.
# 8 neurons have no capacity to give: half of it is too little, on the training digits too, so they underfit.
# Srivastava et al. suggest at least the width that is best without dropout, divided by $1 - p$ (appendix A.1). As typical rates for hidden units they name 0.2 to 0.5 (appendix A.4).
#
# Two costs come with it.
# Each step takes a little longer, to draw the mask (Goodfellow et al. 2016, section 7.12, call that very cheap).
# And training needs more steps, because each gradient is noisier: two to three times as long, say Srivastava et al. (section 11). You saw the lowest loss come later.

# %% [markdown]
# ## Explorer
#
# Now a narrower and deeper network, 784-128-64-32-10 from lesson 01, with right labels. 192 configurations were trained beforehand, with five seeds and 20 epochs each (Adam, batches of 32).
# `weight_decay` is a penalty on large weights, the subject of lesson 11; leave it at 0 at first.
#
# **Predict.** 1,000 digits: which of the rates 0, 0.1, 0.3 and 0.5 is best on validation at a learning rate of 0.001? Still the same one at 0.003? And what does 0.5 do with 100 digits?


# %% tags=["demonstration", "nbval-ignore-output"]
table = h.load_table("regularization").select(l1=0.0)


def plot_rates(digits, lr, weight_decay, epoch):
    part = table.select(n_train=digits, lr=lr, weight_decay=weight_decay, epoch=epoch)
    figure, [ax] = plotting.figure()
    shown = {"training": part.train_accuracy, "validation": part.val_accuracy}  # rate, seed
    for k, (name, values) in enumerate(shown.items()):
        look = {"color": plotting.COLORS[k], "marker": plotting.MARKERS[k]}
        line = plotting.LINES[k]
        ax.plot(part.axes["dropout"], values.mean(1), label=name, linestyle=line, **look)
        ax.plot(part.axes["dropout"], values, linestyle="", alpha=0.4, **look)
    ax.set_xticks(part.axes["dropout"])
    ax.set_xlabel("dropout rate p")
    ax.set_ylabel("accuracy")
    ax.set_title(f"{digits} digits, lr {lr}, epoch {epoch}")
    ax.legend()
    return figure


widgets.explore(
    plot_rates,
    alt=lambda digits, lr, weight_decay, epoch: (
        f"Training and validation accuracy against the dropout rate, five seeds and their mean: {digits} "
        f"digits, learning rate {lr}, weight decay {weight_decay}, epoch {epoch}."
    ),
    start={"digits": 1000, "lr": 0.001, "epoch": 20},
    digits=table.axes["n_train"],
    lr=table.axes["lr"],
    weight_decay=table.axes["weight_decay"],
    epoch=table.axes["epoch"],
)

# %% tags=["demonstration"]
end = table.select(weight_decay=0.0, epoch=20)


def better(p, n, lr):
    """Return in how many seeds the rate p has a higher accuracy than no dropout."""
    part = end.select(n_train=n, lr=lr)
    wins = part.select(dropout=p).val_accuracy > part.select(dropout=0.0).val_accuracy
    return f"{wins.sum()} of 5"


print(f"1,000 digits: 0.3 better than none in {better(0.3, 1000, 0.001)} at lr 0.001,", end=" ")
print(f"in {better(0.3, 1000, 0.003)} at lr 0.003")
for lr in (0.001, 0.003):
    means = end.select(n_train=1000, lr=lr).val_accuracy.mean(-1)  # mean over seeds, for each rate
    print(f"  highest mean at lr {lr}: rate {table.axes['dropout'][means.argmax()]}")
plain = end.select(dropout=0.0).val_accuracy.mean(-1)  # mean over seeds, for each size and lr
print(
    "without dropout, 0.003 is the best of the three lr at every size:",
    (plain.argmax(1) == 2).all(),
)
for n in table.axes["n_train"]:
    print(f"{n:>5} digits, lr 0.003: 0.3 better in {better(0.3, n, 0.003)},", end=" ")
    print(f"0.5 better in {better(0.5, n, 0.003)}")
few = end.select(n_train=100, lr=0.003)
lost = few.select(dropout=0.5).train_accuracy < few.select(dropout=0.0).train_accuracy
print(f"100 digits: 0.5 lowers the training accuracy, too, in {lost.sum()} of 5")

# %% [markdown]
# **Explain.** At 0.001 dropout wins in all five seeds. At 0.003, which suits the network without dropout better, that gain is gone.
# So a comparison at *one* learning rate can show a gain that is none.
#
# Here 0.5 does not pay at any size.
# Half of a last hidden layer of 32 is little to decide with, and 20 epochs are few: drag the epoch to 1 and back to 20, and see how slowly the training accuracy rises at 0.5.
# The published gains come from layers of a thousand units and more, and from far longer training.

# %% [markdown]
# ## Each side at its own best learning rate
#
# The sections above compared at one learning rate, too: 0.002.
# To be fair, search the rate for each side, with dropout and without.
#
# **Predict.** One layer of 128 again. Which gain survives: the point with 100 digits, what little there was with 1,000, the ten points with wrong labels?

# %% tags=["demonstration"]
lrs = [3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2]
tasks = {  # data, epochs, the rate that did best above
    "100 digits": (full.subset(100), 40, 0.5),
    "1,000 digits": (thousand, 15, 0.5),
    "wrong labels": (noisy, 25, 0.8),
}


def each_at_all_rates(part, count, rate):
    """Return each side at each learning rate, with its five runs."""
    grid = [(p, lr) for p in (0.0, rate) for lr in lrs]
    configs = [config.replace(dropout=p, lr=lr, epochs=count) for p, lr in grid]
    return zip(grid, h.sweep(configs, part, seeds=range(5)).by_configuration())


tuned = {
    (name, p, lr): [lane.final.val_accuracy for lane in lanes]
    for name, task in tasks.items()
    for (p, lr), lanes in each_at_all_rates(*task)
}

# %% tags=["demonstration", "nbval-ignore-output"]
figure, axes = plotting.figure(3)
for ax, (name, (_, _, rate)) in zip(axes, tasks.items(), strict=True):
    for k, p in enumerate((0.0, rate)):
        look = {"color": plotting.COLORS[k], "marker": plotting.MARKERS[k]}
        means = [statistics.mean(tuned[name, p, lr]) for lr in lrs]
        ax.plot(lrs, means, linestyle=plotting.LINES[k], label=f"p = {p}", **look)
        for lr in lrs:
            ax.plot([lr] * 5, tuned[name, p, lr], linestyle="", alpha=0.4, **look)
    ax.set_xscale("log")
    ax.set_xlabel("learning rate")
    ax.set_ylim(bottom=0.65)  # what lies below has hardly begun to learn, or diverges
    ax.set_title(name)
    ax.legend(loc="lower center" if name == "wrong labels" else "lower right")
axes[0].set_ylabel("validation accuracy")
plotting.show(
    figure,
    alt="Validation accuracy against the learning rate on a log axis, with and without dropout, five seeds and "
    "their mean, from 0.65 up. 100 digits: both rise, dropout ends slightly higher. 1,000 digits: both rise and "
    "meet at 0.01. Wrong labels: without dropout it is highest at 0.0001 and falls from there, with 0.8 it is "
    "higher, and flat from 0.0003 to 0.003.",
)

# %% tags=["demonstration"]
gain = {}  # points, each side at its best mean
for name, (_, _, rate) in tasks.items():
    tops = [max(statistics.mean(tuned[name, p, lr]) for lr in lrs) for p in (0.0, rate)]
    gain[name] = 100 * (tops[1] - tops[0])
print("100 digits: the best mean moves by less than 2 points:", abs(gain["100 digits"]) < 2)
print("1,000 digits: it gains less than half a point:", gain["1,000 digits"] < 0.5)
print("wrong labels: it gains half a point to 4 points:", 0.5 < gain["wrong labels"] < 4)
moved = {}
for p in (0.0, 0.8):
    slow, fast = tuned["wrong labels", p, 1e-3], tuned["wrong labels", p, 3e-3]
    moved[p] = abs(statistics.mean(slow) - statistics.mean(fast))
print("wrong labels: from lr 0.001 to 0.003 the mean moves by over 2 points without dropout,")
print(f"and by under 2 with 0.8: {moved[0.0] > 0.02 and moved[0.8] < 0.02}")

# %% tags=["demonstration", "nbval-ignore-output"]
for name, (_, _, rate) in tasks.items():
    for p in (0.0, rate):
        top = max(lrs, key=lambda lr: sum(tuned[name, p, lr]))
        mean = statistics.mean(tuned[name, p, top])
        print(f"{name:<12} p = {p}: best at lr {top:<6g} {mean:.1%}")

# %% [markdown]
# **Explain.** What little there was with 1,000 digits was the learning rate and not dropout.
# (Without dropout the two largest rates are close there. If the best one lies at the end of the range, a wider search could only help that side: lesson 05.)
# With 100 digits less than two points are left, and with other digits it may be none.
# With wrong labels about two of the ten points stay. Without dropout, a small learning rate does much of the same: it has not yet learned the wrong labels when the epochs are over.
# What dropout gives besides is ease: its accuracy is nearly the same over a range of learning rates, while the other side has to hit the right one.
#
# The same doubt hangs over what 128 and 512 neurons gained at 0.5 above. What 8 neurons lost was far more.

# %% [markdown]
# ## Gallery: good, bad, deceptive
#
# Good and deceptive were trained on the wrong labels, bad on the right ones.
#
# **Predict.** 128 neurons with a rate of 0.8, 8 neurons with 0.5, 128 neurons without dropout: which has the best *training* accuracy?

# %% tags=["demonstration"]
gallery = {"good": with_noise[0.8], "bad": by_width[8, 0.5], "deceptive": with_noise[0.0]}
for name, histories in gallery.items():
    train = sum(history[-1].train_accuracy > 0.95 for history in histories)
    print(f"{name:<10} training accuracy above 95 % in {train} of 5,", end=" ")
    gap = [history[-1].train_accuracy - history[-1].val_accuracy for history in histories]
    print(f"gap above 15 points in {sum(g > 0.15 for g in gap)} of 5")

# %% [markdown]
# - **Good:** 128 neurons, rate 0.8, wrong labels. Its training accuracy is poor, as it should be.
# - **Bad:** 8 neurons, rate 0.5, right labels. Half of too little.
# - **Deceptive:** 128 neurons, no dropout, wrong labels. The training accuracy is the best of all. It has learned the mistakes.
#
# A second deception: `h.train` measures the training loss in eval mode. Many programs print the mean loss of the training steps, and those have dropout on.
#
# **Predict.** All 3,000 digits, right labels, rate 0.5, after one epoch. Which is higher: the training loss or the validation loss? And with the training loss measured in train mode?

# %% tags=["demonstration"]
in_eval = in_train = 0
for seed in range(5):
    run = h.train(config.replace(epochs=1), full, seed=seed)
    torch.manual_seed(seed)
    run.model.train()
    with torch.no_grad():
        noisy_loss = cross_entropy(run.model(full.X_train), full.y_train).item()
    in_eval += run.final.train_loss > run.final.val_loss
    in_train += noisy_loss > run.final.val_loss
print(f"training loss above validation loss: in eval mode in {in_eval} of 5,", end=" ")
print(f"in train mode in {in_train} of 5")

# %% [markdown]
# **Explain.** In train mode the training loss lies above the validation loss, and nothing is wrong: two different networks were measured.
# Compare losses of the same mode.

# %% [markdown]
# ## Exercise 1: three questions
#
# A network with dropout of 0.5. In which mode does it happen? Replace each `...` by `"train"`, `"eval"` or `"both"`.
#
# <details><summary>Hint 1</summary>
#
# What does dropout do in each mode, and what has nothing to do with dropout?
#
# </details>
# <details><summary>Hint 2</summary>
#
# In eval mode nothing is drawn and nothing is divided. The ReLU is a layer of its own: does it look at the mode?
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "dropout_quiz", "locked": false, "schema_version": 3, "solution": true, "task": false}
dropout_quiz = {
    "the same digit gets other logits each time": ...,
    "a hidden output of 3 can arrive as 6 at the next layer": ...,
    "the ReLU sets negative sums to 0": ...,
}
### BEGIN SOLUTION
dropout_quiz = {
    "the same digit gets other logits each time": "train",
    "a hidden output of 3 can arrive as 6 at the next layer": "train",
    "the ReLU sets negative sums to 0": "both",
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_dropout_quiz", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
checks.quiz(
    "dropout_quiz",
    choices=("train", "eval", "both"),
    key={
        "the same digit gets other logits each time": "5d54d98b3982",
        "a hidden output of 3 can arrive as 6 at the next layer": "1d1c98ec0092",
        "the ReLU sets negative sums to 0": "85891a0d2e94",
    },
    hints={
        "the same digit gets other logits each time": "In which mode is a mask drawn?",
        "a hidden output of 3 can arrive as 6 at the next layer": "3 divided by 1 - 0.5.",
        "the ReLU sets negative sums to 0": "Is the ReLU a part of dropout?",
    },
)

# %% [markdown]
# ## Exercise 2: inverted dropout
#
# Write `inverted_dropout(x, u, p, training)`.
# `x` is a tensor of hidden outputs. `u` is a tensor of the same shape, with numbers drawn uniformly between 0 and 1: it decides who is kept, so that your answer can be checked.
#
# - While training, an output is kept where `u >= p`, and divided by `1 - p`. The others become 0.
# - When not training, return `x` as it is.
# - A rate outside $0 \le p < 1$ raises a `ValueError`, in both modes.
# - Gradients must flow through the kept outputs only. (They do, if you multiply. Do not change `x` and `u` themselves.)
#
# <details><summary>Hint 1</summary>
#
# `u >= p` is a tensor of True and False. Multiplied with numbers, they count as 1 and 0.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Look at `p` before you look at `training`: `if not 0 <= p < 1:` and raise there.
#
# </details>
# <details><summary>Hint 3</summary>
#
# The section "By hand" has the line. There the draws came from `torch.rand`, here they are `u`.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "inverted_dropout", "locked": false, "schema_version": 3, "solution": true, "task": false}
def inverted_dropout(x, u, p, training):
    """Return x with inverted dropout."""
    ### BEGIN SOLUTION
    if not 0 <= p < 1:
        raise ValueError(f"expected a rate of at least 0 and below 1, got {p}")
    if not training:
        return x
    return x * (u >= p) / (1 - p)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_inverted_dropout", "locked": true, "points": 7, "schema_version": 3, "solution": false, "task": false}
def values_of(inverted_dropout, x, u, p, training):
    """Return the outputs and the gradients of their sum, and x as it is afterwards."""
    import torch

    x = torch.tensor(x, requires_grad=True)
    kept = x * 1.0
    out = inverted_dropout(kept, torch.tensor(u), p, training)
    weights = torch.arange(1.0, 1 + out.numel()).reshape(out.shape)
    (out * weights).sum().backward()
    return {"values": out.tolist(), "gradients": x.grad.tolist(), "x afterwards": kept.tolist()}


checks.check(
    "inverted_dropout",
    checks.example(
        [3.0, 4.0],
        [0.9, 0.2],
        0.5,
        True,
        expected={"values": [6.0, 0.0], "gradients": [2.0, 0.0], "x afterwards": [3.0, 4.0]},
        hint="0.9 is kept and doubled, 0.2 is below 0.5.",
    ),
    checks.example(
        [3.0, 4.0],
        [0.9, 0.2],
        0.5,
        False,
        expected={"values": [3.0, 4.0], "gradients": [1.0, 2.0], "x afterwards": [3.0, 4.0]},
        hint="In eval mode nothing happens.",
    ),
    checks.raises(ValueError, [3.0], [0.5], 1.0, True, hint="A rate of 1 would keep nothing."),
    via=values_of,
)

# %% [markdown]
# ## Exercise 3: active paths
#
# Why does a deep network bear less dropout than a shallow one? Follow the signal.
# A **path** leads from one input through one unit of each hidden layer to one output. It is active if all hidden units on it are kept.
#
# Write `active_paths(sizes, p)`: the expected number of active paths while training, that is the mean over very many masks.
# `sizes` lists the layer sizes from input to output. Inputs and outputs are never dropped.
#
# - The number of all paths is the product of all sizes.
# - Each hidden unit on a path is kept with probability $1 - p$, independently.
# - Fewer than two sizes, or a rate outside $0 \le p < 1$, raise a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# For sizes `[a, b, c]` there is one hidden layer: `a * b * c * (1 - p)`.
#
# </details>
# <details><summary>Hint 2</summary>
#
# How many hidden layers are there for `len(sizes)` sizes? Each of them brings one factor `1 - p`. Two sizes: none, and all paths are active.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `math.prod(sizes)` multiplies all sizes.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "active_paths", "locked": false, "schema_version": 3, "solution": true, "task": false}
def active_paths(sizes, p):
    """Return the expected number of active paths."""
    ### BEGIN SOLUTION
    if len(sizes) < 2 or not 0 <= p < 1:
        raise ValueError(f"expected two sizes or more and a rate in [0, 1), got {sizes}, {p}")
    return math.prod(sizes) * (1 - p) ** (len(sizes) - 2)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_active_paths", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "active_paths",
    checks.example([2, 4, 3], 0.5, expected=12.0, hint="24 paths, each with one hidden unit."),
    checks.example([2, 2, 2, 2], 0.5, expected=4.0, hint="16 paths, each with two hidden units."),
    checks.raises(ValueError, [2, 4, 3], 1.0, hint="A rate of 1 is not allowed."),
)

# %% [markdown]
# ## Exercise 4: choose a rate
#
# Write `choose_rate(table, share)`.
# `table` maps each rate to the list of its validation losses, one a seed. The same place in two lists is the same seed.
#
# - The **candidate** is the rate with the lowest mean loss; of equals the smaller rate.
# - Compare it seed by seed with no dropout (the rate 0.0). If its loss is lower in at least `share` of the seeds (for example 0.8), return the candidate, otherwise 0.0. An equal loss is not lower.
# - If there is no rate 0.0, no seed, or not the same number of seeds for all rates, raise a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# `zip(a, b)` pairs the seeds. At least four of five is `wins >= 0.8 * 5`.
#
# </details>
# <details><summary>Hint 2</summary>
#
# With equally many seeds the lowest mean is the lowest sum. `min(table, key=...)` goes through the rates. A key that is a pair, `(sum, rate)`, decides equals by its second number.
#
# </details>
# <details><summary>Hint 3</summary>
#
# Look at the table before you compute: is 0.0 in it, and how many different lengths do its lists have?
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "choose_rate", "locked": false, "schema_version": 3, "solution": true, "task": false}
def choose_rate(table, share):
    """Return the best rate if it beats no dropout in enough seeds, else 0.0."""
    ### BEGIN SOLUTION
    counts = {len(losses) for losses in table.values()}
    if 0.0 not in table or len(counts) != 1 or counts == {0}:
        raise ValueError("expected the rate 0.0, and the same seeds for every rate")
    best = sorted(table, key=lambda rate: (sum(table[rate]), rate))[0]
    wins = sum(a < b for a, b in zip(table[best], table[0.0]))
    if wins >= share * len(table[best]):
        return best
    return 0.0
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_choose_rate", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "choose_rate",
    checks.example(
        {0.0: [0.5, 0.5, 0.5], 0.5: [0.4, 0.3, 0.4], 0.8: [0.6, 0.6, 0.6]},
        0.8,
        expected=0.5,
        hint="0.5 has the lowest mean and wins in all three seeds.",
    ),
    checks.example(
        {0.0: [0.5, 0.5, 0.5], 0.5: [0.6, 0.1, 0.6]},
        0.8,
        expected=0.0,
        hint="0.5 has the lower mean, thanks to one lucky seed; it wins in one of three.",
    ),
    checks.raises(ValueError, {0.5: [0.4]}, 0.8, hint="There is nothing to compare with."),
)

# %% [markdown]
# ## Take away
#
# | | |
# | --- | --- |
# | Start from | 0; 0.2 to 0.5 in hidden layers when the gap is large |
# | Range and scale to search | 0 to 0.8, linear |
# | Cost | a little in each step, and more steps; usually more width |
# | It interacts with | width (it takes capacity), learning rate (compare each rate at its own best), epochs (slower), amount and cleanness of the data, other regularization (do not add all at once) |
#
# | Symptom | Likely cause | Try |
# | --- | --- | --- |
# | accuracy differs each time you measure | train mode | `model.eval()` |
# | training loss above validation loss | dropout on while measuring, a rate too high, or wrong training labels | measure in eval mode; smaller rate; look at the labels |
# | large gap, validation loss rises | learning by heart | dropout 0.2 to 0.5, or early stopping (lesson 08) |
# | training and validation both got worse | the rate is too high for this width | smaller rate, or more width |
# | no change at all | the data is plenty and clean | leave it out: simpler is better |
#
# Three sentences to keep:
#
# - Dropout is noise in training, and nothing in use: mind the mode.
# - It makes the network less sure of its mistakes. The accuracy gains most where there is something wrong to learn by heart, and a point or nothing elsewhere.
# - It takes capacity: give it width. And compare each side at its own best learning rate.
#
# ## Read more
#
# - Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov (2014), *Dropout: a simple way to prevent neural networks from overfitting*, JMLR 15, 1929-1958.
# - Goodfellow, Bengio and Courville (2016), *Deep Learning*, MIT Press, section 7.12.
# - Baldi and Sadowski (2013), *Understanding dropout*, NeurIPS.
# - Wager, Wang and Liang (2013), *Dropout training as adaptive regularization*, NeurIPS, arXiv:1307.1493.
# - Gal and Ghahramani (2016), *Dropout as a Bayesian approximation*, ICML, arXiv:1506.02142.
# - Arpit et al. (2017), *A closer look at memorization in deep networks*, ICML, arXiv:1706.05394.
# - Liu, Bauer and Manning (2025), *Drop dropout on single-epoch language model pretraining*, arXiv:2505.24788.
