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
# - choose a rate from a table of runs over seeds.
#
# | | |
# | --- | --- |
# | You need | lessons 01, 03 and 08 |
# | Time | 50 minutes |
# | Run All | under a minute on a laptop with two cores |

# %%
import dataclasses
import math
import statistics

import torch

import hyperlib as h
from hyperlib import checks, plotting, widgets

torch.set_num_threads(2)

# %% [markdown]
# | Figure or table | Trained runs | Takes about |
# | --- | --- | --- |
# | By hand, train and eval mode | 6 | 3 s |
# | Against the amount of data | 40 | 12 s |
# | Wrong labels, width | 25 | 8 s |
# | Explorer, gallery | none, from the runs above | at once |

# %% [markdown]
# ## Regularization
#
# **Regularization** is everything that you do so that a network learns less by heart and holds better for new examples.
# The **gap** (lesson 01) between training and validation shows how much it learned by heart.
#
# **Dropout** is one such measure: in each training step, every hidden unit is switched off with probability $p$, independently of the others (Srivastava et al. 2014, *Dropout*, JMLR 15, 1929-1958).
# No unit can rely on another one being there.
# One can see it as training very many smaller networks that share their weights, and using all of them together at the end (section 1 of that paper).
#
# The **rate** $p$ is a hyperparameter: 0 is no dropout.

# %% [markdown]
# ## By hand
#
# A random **mask** of zeros and ones is multiplied with the outputs of the hidden layer.
# On average only $1 - p$ of the sum arrives at the next layer.
# So that the next layer sees the same sum as without dropout, the kept outputs are divided by $1 - p$. This form is called **inverted** dropout.
#
# **Predict.** Ten thousand outputs of 1, $p = 0.8$. What are the two values that come out, and what is their mean, about?

# %% tags=["demonstration"]
generator = torch.Generator().manual_seed(0)
x = torch.ones(10_000)
p = 0.8
mask = torch.rand(x.shape, generator=generator) >= p
y = x * mask / (1 - p)
print("values:", [round(v, 3) for v in sorted(set(y.tolist()))])
print("mean close to 1:", abs(y.mean().item() - 1) < 0.1)
z = torch.nn.Dropout(p)(x)
print("PyTorch gives the same two values:", torch.allclose(torch.unique(z), torch.unique(y)))

# %% [markdown]
# **Explain.** 0 and 5: four in five are gone, the fifth is five times as large.
# The mean stays, the noise is large. That noise is the point.

# %% [markdown]
# ## Train mode and eval mode
#
# Dropout belongs to training only. When the network is *used*, all units work.
# PyTorch has a switch for it: `model.train()` and `model.eval()`. Forgetting `eval()` is one of the most frequent mistakes in practice.
#
# **Predict.** You measure the validation accuracy of a network with $p = 0.5$ and forget `eval()`. Is the result too low, too high, or the same? And is it the same when you measure again?

# %% tags=["demonstration"]
full = h.load_mnist()
data = full.subset(300)
config = h.Hyperparameters(
    n_neurons=(128,), batch_size=64, lr=2e-3, epochs=25, dropout=0.5, initialization="he"
)


def accuracy(model):
    with torch.no_grad():
        return (model(data.X_val).argmax(1) == data.y_val).float().mean().item()


lower = different = same = 0
for seed in range(5):
    model = h.train(config, data, seed=seed).model
    torch.manual_seed(seed)
    model.train()
    forgotten = [accuracy(model) for _ in range(3)]
    model.eval()
    right = [accuracy(model) for _ in range(3)]
    lower += max(forgotten) < min(right)
    different += len(set(forgotten)) > 1
    same += len(set(right)) == 1
print(
    f"train mode: a lower accuracy in {lower} of 5 seeds, another one each time in {different} of 5"
)
print(f"eval mode: the same each time in {same} of 5")

# %% [markdown]
# **Explain.** Too low, and never the same twice. In train mode half of the units are struck out at random in each call, so you measure a random part of the network and not the network.
# If an accuracy changes although nothing was trained in between, look for a missing `eval()`.
#
# Now the hidden layer by hand, in eval mode: no mask, no scaling. Both agree.

# %% tags=["demonstration"]
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
epochs = {100: 40, 300: 25, 1000: 15, 3000: 8}
runs = {}
for n, count in epochs.items():
    part = full if n == 3000 else full.subset(n)
    configs = [config.replace(epochs=count, dropout=p) for p in (0.0, 0.5)]
    lanes = iter(h.sweep(configs, part, seeds=range(5)).lanes)
    for p in (0.0, 0.5):
        runs[n, p] = [next(lanes).history for _ in range(5)]

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
    alt="Validation loss and accuracy against the number of training digits, with and without dropout, five "
    "seeds. The loss with dropout is lower at every size. The accuracies lie nearly on one another.",
)

# %% tags=["demonstration"]
for n in epochs:
    pairs = list(zip(runs[n, 0.0], runs[n, 0.5], strict=True))
    loss = sum(b[-1].val_loss < a[-1].val_loss for a, b in pairs)
    gap = sum(
        b[-1].val_loss - b[-1].train_loss < a[-1].val_loss - a[-1].train_loss for a, b in pairs
    )
    moved = statistics.mean(b[-1].val_accuracy - a[-1].val_accuracy for a, b in pairs)
    print(f"{n:>4} digits: lower validation loss in {loss} of 5, smaller gap in {gap} of 5,")
    print(f"             mean accuracy moved by less than 2.5 points: {abs(moved) < 0.025}")

# %% [markdown]
# **Explain.** The loss falls and the gap shrinks, everywhere: the network is less sure of itself where it is wrong.
# The accuracy hardly moves. The digits are easy and their labels are right, so there is little to win.
#
# Srivastava et al. found on MNIST that with 100 and 500 digits dropout gave no improvement of the accuracy, with some thousands a clear one, and with very many less again (section 7.4, figure 10). "More regularization for less data" is a good rule with an end: where there is hardly any data, there is nothing left to drop.

# %% [markdown]
# ## Where it does pay
#
# 1,000 digits again, but three in ten training labels are drawn at random, as in lesson 08. The validation labels are right.
#
# **Predict.** By how much does dropout change the accuracy now: by less than a point, by a few, by more than ten? Which of 0, 0.5 and 0.8 is best?

# %% tags=["demonstration"]
thousand = full.subset(1000)
generator = torch.Generator().manual_seed(0)
tired = torch.rand(1000, generator=generator) < 0.3
guesses = torch.randint(10, (1000,), generator=generator)
noisy = dataclasses.replace(thousand, y_train=torch.where(tired, guesses, thousand.y_train))
rates = [0.0, 0.5, 0.8]
lanes = iter(h.sweep([config.replace(dropout=p) for p in rates], noisy, seeds=range(5)).lanes)
with_noise = {p: [next(lanes).history for _ in range(5)] for p in rates}
narrow = [config.replace(n_neurons=(8,), dropout=p, epochs=15) for p in (0.0, 0.5)]
lanes = iter(h.sweep(narrow, thousand, seeds=range(5)).lanes)
thin = {p: [next(lanes).history for _ in range(5)] for p in (0.0, 0.5)}

# %% tags=["demonstration"]
ends = {p: [history[-1].val_accuracy for history in with_noise[p]] for p in rates}
half = sum(a + 0.03 < b for a, b in zip(ends[0.0], ends[0.5], strict=True))
more = sum(a + 0.05 < b for a, b in zip(ends[0.0], ends[0.8], strict=True))
print(f"wrong labels: p = 0.5 is over 3 points better than no dropout in {half} of 5 seeds,")
print(f"p = 0.8 over 5 points in {more} of 5")
trained = {p: [history[-1].train_accuracy for history in with_noise[p]] for p in rates}
print(
    f"training accuracy falls with p in {sum(a > b > c for a, b, c in zip(*trained.values(), strict=True))} of 5"
)
ends = {p: [history[-1].val_accuracy for history in thin[p]] for p in (0.0, 0.5)}
worse = sum(a > b for a, b in zip(ends[0.0], ends[0.5], strict=True))
print(f"8 neurons, right labels: dropout is worse than none in {worse} of 5")

# %% tags=["demonstration", "nbval-ignore-output"]
figure, axes = plotting.figure(2)
shown = {f"p = {p}": [history[-1].val_accuracy for history in with_noise[p]] for p in rates}
plotting.plot_seeds(shown, ylabel="validation accuracy", ax=axes[0])
axes[0].set_title("three in ten labels wrong, 128 neurons")
shown = {f"p = {p}": [history[-1].val_accuracy for history in thin[p]] for p in (0.0, 0.5)}
plotting.plot_seeds(shown, ylabel="validation accuracy", ax=axes[1])
axes[1].set_title("labels right, 8 neurons")
plotting.show(
    figure,
    alt="Left: with wrong labels, validation accuracy rises from no dropout to 0.5 and 0.8. Right: with 8 "
    "neurons it falls from no dropout to 0.5, and the seeds spread widely.",
)

# %% [markdown]
# **Explain.** With wrong labels there is much to learn by heart that should not be learned, and dropout makes that hard.
# It does so by taking capacity away. A network of 8 neurons has none to give: half of it is too little.
# That is why dropout asks for **more width**. Srivastava et al. suggest dividing the width that is best without dropout by $1 - p$ (appendix A.1), and longer training.
#
# Two costs: each step costs a little more (drawing the mask), and training needs more of them, because each gradient is noisier.

# %% [markdown]
# ## Explorer
#
# Choose a rate, and watch training and validation on the digits with wrong labels.


# %% tags=["demonstration", "nbval-ignore-output"]
def plot_rate(p, measure):
    figure, [ax] = plotting.figure()
    for k, part in enumerate(("train", "val")):
        for history in with_noise[p]:
            values = [getattr(e, f"{part}_{measure}") for e in history]
            look = {"color": plotting.COLORS[k], "linestyle": plotting.LINES[k]}
            look["label"] = part if history is with_noise[p][0] else None
            ax.plot([e.epoch for e in history], values, **look)
    ax.set_xlabel("epoch")
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.set_ylabel(measure)
    ax.set_title(f"p = {p}, five seeds")
    ax.legend()
    return figure


widgets.explore(
    plot_rate,
    alt=lambda p, measure: (
        f"Training and validation {measure} against the epoch, dropout rate {p}."
    ),
    start={"p": 0.5, "measure": "accuracy"},
    p=rates,
    measure=["accuracy", "loss"],
)

# %% [markdown]
# ## Gallery: good, bad, deceptive
#
# **Predict.** Which of these has the best *training* accuracy?

# %% tags=["demonstration"]
gallery = {"good": with_noise[0.8], "bad": thin[0.5], "deceptive": with_noise[0.0]}
for name, histories in gallery.items():
    train = sum(history[-1].train_accuracy > 0.9 for history in histories)
    print(f"{name:<10} training accuracy above 90 % in {train} of 5,", end=" ")
    gap = [history[-1].train_accuracy - history[-1].val_accuracy for history in histories]
    print(f"gap above 15 points in {sum(g > 0.15 for g in gap)} of 5")

# %% [markdown]
# - **Good:** 128 neurons, rate 0.8, wrong labels. Its training accuracy is poor, as it should be.
# - **Bad:** 8 neurons, rate 0.5. Half of too little.
# - **Deceptive:** 128 neurons, no dropout, wrong labels. The training accuracy is the best of all. It has learned the mistakes.
#
# A second deception: `train_accuracy` of `h.train` is measured in eval mode. Programs that print the training loss *while* training measure it with dropout on. Then the training loss can lie above the validation loss, and nothing is wrong.

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
# - Gradients must flow through the kept outputs only. (They do, if you multiply. Do not change `x` itself.)
#
# <details><summary>Hint 1</summary>
#
# `u >= p` is a tensor of True and False. Multiplied with numbers, they count as 1 and 0.
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
# A **path** leads from one input through one unit of each hidden layer to one output. It is active if all hidden units on it are kept.
#
# Write `active_paths(sizes, p)`: the expected number of active paths while training.
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
# `table` maps each rate to the list of its validation losses, one a seed; the same place is the same seed.
#
# - The **candidate** is the rate with the lowest mean loss; of equals the smaller rate.
# - Compare it seed by seed with no dropout (the rate 0.0). If its loss is lower in at least `share` of the seeds (for example 0.8), return the candidate, otherwise 0.0.
# - If there is no rate 0.0, no seed, or not the same number of seeds for all rates, raise a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# `zip(a, b)` pairs the seeds. At least four of five is `wins >= 0.8 * 5`.
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
# | It interacts with | width (it takes capacity), epochs (slower), amount and cleanness of the data, other regularization (do not add all at once) |
#
# | Symptom | Likely cause | Try |
# | --- | --- | --- |
# | accuracy differs each time you measure | train mode | `model.eval()` |
# | training loss above validation loss | dropout on while measuring, or a rate too high | measure in eval mode; smaller rate |
# | large gap, validation loss rises | learning by heart | dropout 0.2 to 0.5, or early stopping (lesson 08) |
# | training and validation both got worse | the rate is too high for this width | smaller rate, or more width |
# | no change at all | the data is plenty and clean | leave it out: simpler is better |
#
# Three sentences to keep:
#
# - Dropout is noise in training, and nothing in use: mind the mode.
# - In all our runs it made the gap smaller; the accuracy rose only where there was something wrong to learn by heart.
# - It takes capacity: give it width.
#
# ## Read more
#
# - Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov (2014), *Dropout: a simple way to prevent neural networks from overfitting*, JMLR 15, 1929-1958.
# - Baldi and Sadowski (2013), *Understanding dropout*, NeurIPS.
# - Gal and Ghahramani (2016), *Dropout as a Bayesian approximation*, ICML, arXiv:1506.02142.
