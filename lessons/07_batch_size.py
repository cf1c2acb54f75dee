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
# | Noise of the gradient | none | 1 s |
# | By hand | 2 | 1 s |
# | Equal epochs, equal steps | 35 | 3 s |
# | Equal time | 12 short ones | 1 s |
# | Scaling rule, long run | 25 | 3 s |
# | Noise scale | 5 | 1 s |
# | Explorer, gallery | none, trained beforehand or above | at once |

# %% [markdown]
# ## One step, some examples
#
# The gradient that you want is the mean over **all** training examples: one number for each parameter.
# It is expensive, so a step takes the mean over a few examples, drawn at random: a **mini-batch**, in short a batch.
# Its gradient is a guess at the full one.
#
# The **batch size** $B$ is the number of examples in it.
# Most of this lesson follows from two facts.
#
# - An epoch over $n$ examples has $n / B$ steps, rounded up. Twice the batch, half the steps.
# - The guess gets better with $B$.
#
# How much better?
# Subtract the full gradient from the batch gradient, square each number, and add them up: that is the squared distance of the two.
# Its mean over many batches is the **noise**.
#
# **Predict.** A batch 16 times as large: is the noise 4, 16 or 256 times smaller?

# %% tags=["demonstration"]
data = h.load_mnist().subset(1500)
X, y = data.X_train, data.y_train


def gradient(model, rows):
    """Return the gradient of the mean loss over these rows, as one long vector."""
    loss = cross_entropy(model(X[rows]), y[rows])
    parts = torch.autograd.grad(loss, list(model.parameters()))  # one tensor a layer and kind
    return torch.cat([part.flatten() for part in parts])


def noise(model, size, generator, draws=40):
    """Return the mean squared distance of a batch gradient from the full one."""
    full = gradient(model, torch.arange(len(y)))
    distances = []
    for _ in range(draws):
        # Drawn with replacement: an example may come twice.
        rows = torch.randint(len(y), (size,), generator=generator)
        distances.append(((gradient(model, rows) - full) ** 2).sum().item())
    return statistics.mean(distances)


sizes = [1, 4, 16, 64, 256]
noises = {}
for seed in range(5):
    # "he" says how the first weights are drawn; lesson 02 has the reason.
    model = h.MLP(784, [64], 10, initialization="he", seed=seed)
    generator = torch.Generator().manual_seed(seed)
    noises[seed] = [noise(model, size, generator) for size in sizes]
for small, large in [(0, 2), (2, 4)]:  # places in the list of sizes
    ratios = [n[small] / n[large] for n in noises.values()]
    print(f"from batch {sizes[small]} to {sizes[large]}, the noise becomes", end=" ")
    print(f"10 to 25 times smaller in {sum(10 < r < 25 for r in ratios)} of 5 seeds")

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
    "lie close to the dashed line 1 / B, which falls by a factor of 16 when the batch grows 16 times.",
)

# %% [markdown]
# **Explain.** 16 times.
# The variance of a mean of $B$ independent numbers is the variance of one of them, divided by $B$.
# The typical *distance* is the root of that: only 4 times smaller.
# For twice the precision you pay four times the examples (Goodfellow, Bengio and Courville 2016, *Deep Learning*, section 8.1.3).
#
# This is exact for examples drawn with replacement.
# An epoch draws without replacement; there the noise is smaller by another factor, $(n - B) / (n - 1)$, which matters only when $B$ is a good part of $n$.

# %% [markdown]
# ## By hand: batches in an epoch
#
# Shuffle, cut into pieces of $B$, take a step for each piece.
# The last piece may be smaller; it is a step all the same.

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
        model.zero_grad()  # forget the gradient of the last step
        loss.backward()  # adds the gradient of this loss to p.grad of each parameter p
        with torch.no_grad():
            for p in model.parameters():
                p -= config.lr * p.grad
        steps += 1
by_hand, _ = h.evaluate(model, data.X_val, data.y_val)  # loss and accuracy
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
# **Predict.** SGD, learning rate 0.05 for all.
# Which batch size has the lower training loss at equal epochs? At equal steps? And at equal time?

# %% tags=["demonstration"]
base = config.replace(batch_size=8, epochs=6)
batches = [8, 32, 128, 512]
in_one = {b: math.ceil(len(y) / b) for b in batches}  # steps in one epoch
configs = [base.replace(batch_size=b) for b in batches]
# Epochs in proportion to the batch: 2, 8 and 32 epochs are 376, 376 and 384 steps.
configs += [base.replace(batch_size=b, epochs=b // 4) for b in (8, 32, 128)]
# For each configuration five runs, one for each seed.
found = h.sweep(configs, data, seeds=range(5)).by_configuration()
histories = [[run.history for run in runs] for runs in found]
equal_epochs = dict(zip(batches, histories[:4]))
equal_steps = dict(zip((8, 32, 128), histories[4:]))

# %% tags=["demonstration"]
losses = {b: [history[-1].train_loss for history in equal_epochs[b]] for b in batches}
rising = sum(a < b < c < d for a, b, c, d in zip(*losses.values(), strict=True))
print(f"equal epochs: the larger the batch, the higher the training loss, in {rising} of 5 seeds")
last = {b: [history[-1].train_loss for history in equal_steps[b]] for b in (8, 128)}
share = sum(last[128]) / sum(last[8])
print("equal steps: batch 128 has a lower training loss than 8 on average:", share < 1)
print("by less than a third:", share > 2 / 3)

# %% [markdown]
# For equal time we need the seconds of an epoch.

# %% tags=["demonstration", "nbval-ignore-output"]
seconds = {b: [] for b in batches}
for _ in range(3):  # all sizes in turn, so that a busy moment slows all of them
    for b in batches:
        run = h.train(base.replace(batch_size=b, epochs=2), data, seed=0)
        seconds[b].append(run.seconds / 2)
# The quickest of three: whatever else the computer does can only add time.
alone = {b: min(seconds[b]) for b in batches}
print("batch size  steps an epoch  seconds an epoch  ms a step  memory in MB")
for b in batches:
    memory = h.training_memory(model, optimizer="sgd", batch_size=b) / 1e6
    print(f"{b:>10} {in_one[b]:>15} {alone[b]:>17.3f}", end=" ")
    print(f"{1000 * alone[b] / in_one[b]:>10.2f} {memory:>13.2f}")

# %% tags=["demonstration", "nbval-ignore-output"]
budget = 2 * alone[8]  # seconds of 2 epochs with batch 8
print("In the time of 2 epochs with batch 8, which are 376 steps:")
for b in (32, 128):
    epochs = min(int(budget / alone[b]), b // 4)
    pairs = zip(equal_steps[8], equal_steps[b], strict=True)
    ahead = sum(large[epochs - 1].train_loss < small[1].train_loss for small, large in pairs)
    print(f"batch {b}: {epochs} epochs, {epochs * in_one[b]} steps;", end=" ")
    print(f"lower training loss than batch 8 in {ahead} of 5 seeds")

# %% tags=["demonstration", "nbval-ignore-output"]
step = {b: alone[b] / in_one[b] for b in batches}
print("a step of 128 takes longer than a step of 8:", step[128] > step[8])
print("but less than 8 times as long, with 16 times the examples:", step[128] < 8 * step[8])

# %% tags=["demonstration", "nbval-ignore-output"]
figure, axes = plotting.figure(3)
longest = equal_epochs | {b: equal_steps[b] for b in (32, 128)}  # the same runs, and on from there
for k, b in enumerate(batches):
    loss = [e.train_loss for e in longest[b][0]]
    epochs = range(1, len(loss) + 1)
    look = {"color": plotting.COLORS[k], "marker": plotting.MARKERS[k], "label": f"batch {b}"}
    axes[0].plot(epochs[:6], loss[:6], **look)
    axes[1].plot([n * in_one[b] for n in epochs], loss, **look)
    axes[2].plot([n * alone[b] for n in epochs], loss, **look)
for ax, label in zip(axes, ["epoch", "step, log scale", "seconds, log scale"], strict=True):
    ax.set_xlabel(label)
    ax.set_ylabel("training loss")
axes[1].set_xscale("log")
axes[2].set_xscale("log")
axes[1].legend()
plotting.show(
    figure,
    alt="Training loss of batch sizes 8, 32, 128 and 512 against epochs, steps and seconds, one seed. Against "
    "epochs the small batch is far ahead. Against steps the curves lie nearly on one another. Against "
    "seconds they are closer than against epochs: 8 and 32 nearly agree, 128 and 512 lie above.",
)

# %% [markdown]
# **Explain.** At equal epochs the small batch is far ahead, simply because it takes more steps.
# At equal steps the large batch is ahead, by less than a third of the loss: at this learning rate a step is a step, and 16 times as many examples buy little.
#
# Equal time lies between the two.
# A step of 128 takes longer than one of 8, so in the same time there are fewer of them than at equal steps.
# But it takes far less than 16 times as long, because the processor works on many examples at once, so there are more of them than at equal epochs.
# Where between, the machine decides: the two printed lines hold for the computer that ran this page.
# On a graphics card that is not yet busy, a step takes nearly the same time at any batch size (Godbole et al. 2023, *Deep learning tuning playbook*, "Determining the feasible batch sizes"), and equal time is close to equal steps.
#
# Memory grows as well: parameters and gradients need the same at any batch size, the layers' outputs need it once for each example of the batch.
#
# All of this was at one learning rate.
# A large batch gains little as long as its better guess is not used for a longer step.

# %% [markdown]
# ## Scaling the learning rate
#
# A better guess deserves a longer step.
# The **linear scaling rule**: when the batch is multiplied by $k$, multiply the learning rate by $k$ (Goyal et al. 2017, *Accurate, large minibatch SGD*, arXiv:1706.02677, section 2.1).
# The idea: one step of $k \cdot B$ with rate $k \cdot \eta$ moves about as far as $k$ steps of $B$ with rate $\eta$, as long as the gradient hardly changes during these $k$ steps.
# ($\eta$, "eta", is the usual symbol for the learning rate.)
#
# **Predict.** We start from batch 8 with rate 0.05 and scale up to batch 512 with rate 3.2. Does the rule hold all the way?

# %% tags=["demonstration"]
scaled = [base.replace(batch_size=b, lr=0.05 * b / 8) for b in (32, 128, 512)]
long = base.replace(batch_size=512, lr=0.4, epochs=60)  # for a later section
# All 1,500 digits in each step, so no noise at all; 18 steps, as many as batch 512 takes.
exact = base.replace(batch_size=len(y), lr=3.2, epochs=18)
found = h.sweep([*scaled, long, exact], data, seeds=range(5)).by_configuration()
*by_rule, patient, noiseless = [[run.history for run in runs] for runs in found]
rule = {8: equal_epochs[8]} | dict(zip((32, 128, 512), by_rule))

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
    alt="Validation accuracy after six epochs against batch size, five seeds and their mean. With the fixed rate "
    "it falls steadily. With the scaled rate it stays up to 32, is a little lower at 128, and collapses "
    "at 512.",
)

# %% tags=["demonstration"]
final = {b: [history[-1].val_accuracy for history in rule[b]] for b in batches}
lost = {b: 100 * (sum(final[8]) - sum(final[b])) / 5 for b in batches}  # points, on average
print("batch 32, scaled rate: less than 1 point below batch 8 on average:", lost[32] < 1)
print("batch 128, scaled rate: below batch 8 on average:", lost[128] > 0)
for b in (32, 128):
    fixed = [history[-1].train_loss for history in equal_epochs[b]]
    better = sum(history[-1].train_loss < f for history, f in zip(rule[b], fixed, strict=True))
    print(f"batch {b}: the scaled rate has a lower training loss than 0.05 in {better} of 5 seeds")
print(f"batch 512, rate 3.2: accuracy below 40 % in {sum(a < 0.4 for a in final[512])} of 5")
collapsed = sum(history[-1].val_accuracy < 0.4 for history in noiseless)
print(f"no noise at all, rate 3.2: accuracy below 40 % in {collapsed} of 5")

# %% tags=["demonstration", "nbval-ignore-output"]
faster = alone[32] < 2 / 3 * alone[8]
print("batch 32: an epoch takes less than two thirds of the seconds of batch 8:", faster)

# %% [markdown]
# **Explain.** It holds for a while and then breaks.
# At 32 the accuracy is that of batch 8, within a point, in less time: here the larger batch pays.
# At 128 the scaled rate is still better than the fixed one, but no longer as good as batch 8.
# At 512 training collapses.
# The last line says why: used from the first step on, a rate of 3.2 is beyond the largest stable one (lesson 05) even for the full gradient, so no batch is large enough for it.
# Goyal et al. met two limits on ImageNet: the start of training, where the gradient changes fast and they raise the rate slowly (**warm-up**, section 2.2, a later lesson), and batches above 8,192, which lost accuracy (figure 1).
#
# For Adam the rate has to grow more slowly.
# Malladi et al. (2022, arXiv:2205.10287) derive the *root* of the factor, and change Adam's other hyperparameters along with it.
# McCandlish et al. (2018, see below) measured powers between the root and the linear rule, depending on the task.

# %% [markdown]
# ## The noise scale
#
# Where does a larger batch stop helping?
# When its noise is already small against the gradient itself.
# The **simple noise scale** compares the two (McCandlish et al. 2018, *An empirical model of large-batch training*, arXiv:1812.06162, equation 2.9):
#
# $$B_\text{simple} = \frac{\text{noise of a batch of one}}{|\text{full gradient}|^2}$$
#
# Here $|\cdot|^2$ is the squared **norm**: the sum of the squares of all numbers of the gradient.
# It is the batch size at which the noise is as large as the squared gradient.
#
# Their theory assumes the best learning rate for each batch size (section 2.2).
# Far below the noise scale, twice the batch then allows twice the rate and saves nearly half of the steps: the linear scaling rule.
# Far above it, twice the batch changes next to nothing.
#
# **Predict.** Does the noise scale grow or shrink while the network learns?


# %% tags=["demonstration"]
def noise_and_gradient(model, seed):
    """Return the noise of a batch of one, and the squared norm of the full gradient."""
    generator = torch.Generator().manual_seed(seed)
    full = gradient(model, torch.arange(len(y)))
    # 16 times the noise of a batch of 16 is that of a batch of one, and needs fewer draws.
    return 16 * noise(model, 16, generator), (full**2).sum().item()


begin, later = [], []
for seed in range(5):
    begin.append(noise_and_gradient(h.MLP(784, [64], 10, initialization="he", seed=seed), seed))
    trained = h.train(base.replace(epochs=3, batch_size=32), data, seed=seed).model
    later.append(noise_and_gradient(trained, seed))
scales = [[s / g for s, g in pairs] for pairs in (begin, later)]
print(f"noise scale between 20 and 200 at the start in {sum(20 < b < 200 for b in scales[0])} of 5")
print(f"larger after 3 epochs in {sum(a < b for a, b in zip(*scales, strict=True))} of 5 seeds")
for k, name in enumerate(["noise", "gradient"]):
    shrunk = sum(after[k] < before[k] for before, after in zip(begin, later, strict=True))
    print(f"{name} smaller after 3 epochs in {shrunk} of 5 seeds")

# %% [markdown]
# **Explain.** As the network gets better both shrink, but the gradient more than the noise: the examples agree less and less on what is left to do.
# So the noise scale grows: large batches pay late in training rather than early.
# Smith et al. (2018, *Don't decay the learning rate, increase the batch size*, arXiv:1711.00489) let the batch grow during training, in place of letting the rate fall.
#
# At the start it is some tens, perhaps a hundred.
# That fits what we saw: up to 32 the scaled rate kept the result, at 128 it lost some, at 512 it broke.
# It is an estimate to the order of magnitude, no more.
# Merrill et al. (2025, arXiv:2505.23971) measured the largest useful batch of language models directly, and doubt that the noise scale predicts it.

# %% [markdown]
# ## Do small batches find better networks?
#
# This is where the field disagrees.
#
# - **Yes.** Keskar et al. (2017, *On large-batch training for deep learning*, arXiv:1609.04836) found that large batches end in "sharp" minima, where a small change of the weights raises the loss a lot, and that these generalize worse. Dinh et al. (2017, arXiv:1703.04933) answered that sharp minima can generalize well, too.
# - **Only at equal epochs.** Hoffer et al. (2017, *Train longer, generalize better*, arXiv:1705.08741) closed the gap by taking as many steps as with small batches, with a larger rate.
# - **No.** Shallue et al. (2019, *Measuring the effects of data parallelism on neural network training*, JMLR 20, arXiv:1811.03600) tuned each batch size for itself on many tasks and found no evidence that larger ones end up worse.
# - **Yes, still.** Smith, Elsen and De (2020, *On the generalization benefit of noise in stochastic gradient descent*, arXiv:2006.15081) tuned too, and found that very large batches do worse on test data even at equal steps.
#
# **Predict.** We give batch 512 a rate of 0.4 and ten times as many epochs. Does it catch up with batch 8?

# %% tags=["demonstration"]
small = [history[-1].val_accuracy for history in equal_epochs[8]]
large = [history[-1].val_accuracy for history in patient]
near = statistics.mean(large) > statistics.mean(small) - 0.01
print("batch 512 with 60 epochs: at most 1 point below batch 8 with 6, on average:", near)
print("steps:", 60 * in_one[512], "against", 6 * in_one[8])

# %% [markdown]
# **Explain.** Here it does, with ten times the epochs and yet fewer steps.
# So a small batch was not needed to find a network as good as that.
# This is one small task, with two learning rates that nobody tuned, so it does not settle the question.
# The next section tunes.

# %% [markdown]
# ## Explorer: the best rate for each batch size
#
# 144 configurations were trained beforehand for this figure, each with five seeds: 1,000 digits, one hidden layer, ReLU.
# Their SGD has **momentum** 0.9: each step also keeps nine tenths of the last one, so that good rates are lower than above (a later lesson).
# A curve is a batch size, a faint dot a seed, a star the best mean.
#
# **Predict.**
#
# 1. Is the best rate of batch 256 to the left of that of batch 16, or to the right?
# 2. Batch 256 against batch 16, each at its own best rate: how many points is it behind after 1 epoch, and after 10?


# %% tags=["demonstration", "nbval-ignore-output"]
table = h.load_table("model").select(activation="relu", depth=1)
lrs = table.axes["lr"]


def plot_rates(optimizer, epoch, width):
    part = table.select(optimizer=optimizer, epoch=epoch, width=width)
    figure, [ax] = plotting.figure()
    for k, b in enumerate(table.axes["batch_size"]):
        accuracy = part.select(batch_size=b).val_accuracy  # a row for each rate, a column a seed
        mean = accuracy.mean(axis=1)
        best = mean.argmax()
        look = {"color": plotting.COLORS[k], "marker": plotting.MARKERS[k]}
        ax.plot(lrs, accuracy, linestyle="", alpha=0.25, **look)
        ax.plot(lrs, mean, linestyle=plotting.LINES[k], label=f"batch {b}", **look)
        ax.plot(lrs[best], mean[best], color=plotting.COLORS[k], marker="*", markersize=26 - 6 * k)
    ax.set_xscale("log")
    ax.set_ylim(0, 1.15)  # room for the legend
    ax.set_yticks([0, 0.2, 0.4, 0.6, 0.8, 1])
    ax.set_xlabel("learning rate, log scale")
    ax.set_ylabel("validation accuracy")
    ax.set_title(f"{optimizer}, epoch {epoch}, {width} neurons")
    ax.legend(ncols=3, loc="upper center", columnspacing=1)
    return figure


widgets.explore(
    plot_rates,
    alt=lambda optimizer, epoch, width: (
        f"Validation accuracy against the learning rate with {optimizer} after {epoch} epochs, {width} "
        "neurons. One hill for each batch size 16, 64 and 256; the larger the batch, the farther right "
        "its rising side."
    ),
    start={"optimizer": "sgd", "epoch": 10, "width": 64},
    optimizer=table.axes["optimizer"],
    epoch=table.axes["epoch"],
    width=table.axes["width"],
)


# %% tags=["demonstration"]
def compare(optimizer, epoch, width):
    """Return rates of best mean for batch 16 and 256, and the points that 256 is behind, by seed."""
    part = table.select(optimizer=optimizer, epoch=epoch, width=width)
    small, large = (part.select(batch_size=b).val_accuracy for b in (16, 256))
    k, m = small.mean(axis=1).argmax(), large.mean(axis=1).argmax()
    return lrs[k], lrs[m], 100 * (small[k] - large[k]), 100 * (small[k] - large[m])


widths = table.axes["width"]
for optimizer in table.axes["optimizer"]:
    early = [compare(optimizer, 1, width) for width in widths]
    late = [compare(optimizer, 10, width) for width in widths]
    right = sum(large > small for small, large, _, _ in late)
    last = sum(large == lrs[-1] for _, large, _, _ in late)
    print(f"{optimizer}, epoch 10: the best rate of batch 256 is")
    print(f"  above that of batch 16 at {right} of 3 widths, the last of the table at {last} of 3;")
    # All widths and seeds in one row: 15 differences.
    same, own = (torch.tensor([x for row in late for x in row[k]]) for k in (2, 3))
    first = torch.tensor([x for row in early for x in row[3]])
    print(
        f"  at its own best rate it is fewer points behind than at that of 16 in {(own < same).sum()},"
    )
    print(
        f"  fewer than after epoch 1 in {(own < first).sum()}, below 4 in {(own < 4).sum()} of 15 runs"
    )

# %% [markdown]
# **Explain.** The larger the batch, the farther right its hill.
# From batch 16 to 256 the best rate grows by a factor of 3 to 10, read from rates that are a factor of 3 apart.
# The root would be 4, the linear rule 16; SGD's best rate at batch 256 may even lie beyond the end of the table.
# So either rule gives a first guess, and a search around it gives the rate.
#
# At the best rate of batch 16, batch 256 looks worse than it is.
# At its own best rate it is closer, and closer still with more epochs: after ten of them, only 40 steps, it is less than 4 points behind.
#
# This is why Google's tuning playbook says not to tune the batch size for the validation score.
# With everything else fixed it changes the score; tune the learning rate and the regularization for each batch size, take enough steps, and the difference typically goes away (Godbole et al. 2023, *Deep learning tuning playbook*, "Choosing the batch size" and the question "Why shouldn't the batch size be tuned to directly improve validation set performance?").
# So choose the batch size for speed and memory, once, and tune the others *again* whenever you change it.

# %% [markdown]
# ## Gallery: good, bad, deceptive
#
# **Predict.** Three configurations from above, six epochs each.
# Which of them can you count on to have a training loss that falls from each epoch to the next?

# %% tags=["demonstration"]
gallery = {
    "good": (32, 0.2, rule[32]),
    "bad": (512, 3.2, rule[512]),
    "deceptive": (512, 0.05, equal_epochs[512]),
}
falls = {name: 0 for name in gallery}  # seeds in which the loss falls in every epoch
for name, (b, lr, histories) in gallery.items():
    high = sum(history[-1].val_accuracy > 0.8 for history in histories)
    for history in histories:
        loss = [e.train_loss for e in history]
        falls[name] += all(later < before for before, later in zip(loss, loss[1:]))
    print(f"{name:<10} batch {b:>3}, rate {lr:<4}: above 80 % in {high} of 5")
print(f"deceptive: the loss falls in every epoch in {falls['deceptive']} of 5 seeds")

# %% tags=["demonstration", "nbval-ignore-output"]
print(f"the same for good in {falls['good']}, for bad in {falls['bad']} of 5")

# %% [markdown]
# - **Good:** batch 32, rate 0.2. A quarter of the steps of batch 8, and as good within a point. Its loss may go up now and then, and that does no harm.
# - **Bad:** batch 512, rate 3.2. The rule was followed beyond its range.
# - **Deceptive:** batch 512, rate 0.05. The epochs fly by, the loss falls in every one of them, nothing looks wrong. After six epochs it has taken 18 steps.

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
# <details><summary>Hint 2</summary>
#
# Try it with 1,600 examples: how many steps of 16, how many of 64? And how many examples did each epoch show?
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
# It saves memory, not time.
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
    model.register_forward_hook(lambda part, inputs, output: rows.append(len(inputs[0])))
    found = accumulate(model, X, y, most)
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
# - `rule` is `"linear"` (common for SGD) or `"root"` (common for Adam): the rate is multiplied by new/old, or by its square root.
# - The result is never above `limit`, the largest stable rate. Scale first, then compare: an `lr` above the limit is allowed, and may come out below it.
# - Another rule, a batch size below 1, or an `lr` or a `limit` that is not positive raises a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# First the factor, `new / old`, or its root, `math.sqrt(new / old)`. Smaller batches need smaller rates by the same rule.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `min(a, b)` is the smaller of two numbers.
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
# | Start from | 32 to 128 on a processor (Bengio 2012: 32); on a graphics card the largest that still makes an epoch faster |
# | Range and scale to search | none for accuracy; for speed 16 to 512 on a log scale (powers of two), then tune the learning rate again |
# | Cost | memory for the examples of a step, in proportion; fewer but slower steps in an epoch |
# | It interacts with | learning rate (scale it along), epochs (steps are what trains), regularization (less noise may need more of it), layers that use the mean of a batch (batch normalization) |
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
# - Bengio (2012), *Practical recommendations for gradient-based training of deep architectures*, arXiv:1206.5533.
# - Goyal et al. (2017), *Accurate, large minibatch SGD: training ImageNet in 1 hour*, arXiv:1706.02677.
# - McCandlish, Kaplan, Amodei et al. (2018), *An empirical model of large-batch training*, arXiv:1812.06162.
# - Shallue et al. (2019), *Measuring the effects of data parallelism on neural network training*, JMLR 20 (112), arXiv:1811.03600.
# - Keskar et al. (2017), *On large-batch training for deep learning*, ICLR, arXiv:1609.04836.
# - Hoffer, Hubara and Soudry (2017), *Train longer, generalize better*, NeurIPS, arXiv:1705.08741.
# - Smith, Elsen and De (2020), *On the generalization benefit of noise in stochastic gradient descent*, ICML, arXiv:2006.15081.
# - Godbole, Dahl, Gilmer, Shallue and Nado (2023), *Deep learning tuning playbook*, github.com/google-research/tuning_playbook.
