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
# # 11 L1 and L2 penalties
#
# **What happens when large weights cost something, and why is "weight decay" not always the same thing?**
#
# After this lesson you can
#
# - add an L1 and an L2 penalty to a loss by hand, on weights and not on biases,
# - say why L1 makes weights exactly zero and L2 only makes them smaller,
# - tell an L2 penalty from decoupled weight decay, and say for which optimizer they differ,
# - say what penalties do to the gap and to the accuracy, for 100 to 3,000 digits and for wrong labels.
#
# | | |
# | --- | --- |
# | You need | lessons 01, 05 and 10 |
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
# | Paths of two weights, explorer | none | at once |
# | By hand | 2 | 1 s |
# | Shares of small weights | 15 | 5 s |
# | Against the amount of data | 60 | 10 s |
# | Wrong labels, gallery | 20 | 6 s |

# %% [markdown]
# ## A price on weights
#
# A **penalty** is added to the loss, so that training makes both small together:
#
# $$\text{loss} + \lambda_1 \sum |w| + \frac{\lambda_2}{2} \sum w^2$$
#
# The first sum is the **L1 penalty**, the second the **L2 penalty**. The factors $\lambda$ are the hyperparameters, called **strengths** here.
# Why would that help? A network that learns by heart needs weights that answer to single digits. If weights have a price, only those stay that pay for many digits.
#
# **Biases** are usually left out: they do not make the network more wiggly (Goodfellow, Bengio and Courville 2016, *Deep Learning*, section 7.1).
#
# ## Two shapes
#
# Take one weight whose best value without penalty is $a$, and a loss of $(w - a)^2 / 2$ around it. With a penalty the best value is
#
# $$\text{L2:}\quad w = \frac{a}{1 + \lambda} \qquad\qquad \text{L1:}\quad w = \operatorname{sign}(a) \cdot \max(|a| - \lambda, 0)$$
#
# (Hastie, Tibshirani and Friedman 2009, *The Elements of Statistical Learning*, section 3.4, table 3.4.)
# The second formula is called **soft-thresholding**.
#
# **Predict.** Three weights with best values 2, 0.5 and 0.1. We raise the strength from 0 to 1. Which weights become exactly 0 with L1? Which with L2?


# %% tags=["demonstration"]
def shrink(a, strength, kind):
    """Return the best value of a weight with a penalty."""
    if kind == "L2":
        return a / (1 + strength)
    return math.copysign(max(abs(a) - strength, 0.0), a)


def by_search(a, strength, kind):
    """Return the same by trying 40,001 values."""
    w = torch.linspace(-4, 4, 40_001, dtype=torch.float64)
    price = strength * w.abs() if kind == "L1" else strength * w**2 / 2
    return w[((w - a) ** 2 / 2 + price).argmin()].item()


wanted = [2.0, 0.5, 0.1]
for kind in ("L1", "L2"):
    agree = all(
        abs(shrink(a, s, kind) - by_search(a, s, kind)) < 1e-3
        for a in wanted
        for s in (0.0, 0.3, 1)
    )
    zero = sum(shrink(a, 1.0, kind) == 0 for a in wanted)
    print(
        f"{kind}: formula and search agree: {agree}; exactly 0 at strength 1: {zero} of 3 weights"
    )

# %% tags=["demonstration", "nbval-ignore-output"]
strengths = [k / 50 for k in range(126)]
figure, axes = plotting.figure(2)
for ax, kind in zip(axes, ("L1", "L2"), strict=True):
    for k, a in enumerate(wanted):
        look = {"color": plotting.COLORS[k], "linestyle": plotting.LINES[k]}
        ax.plot(strengths, [shrink(a, s, kind) for s in strengths], label=f"best value {a}", **look)
    ax.set_xlabel("strength of the penalty")
    ax.set_ylabel("weight")
    ax.set_title(kind)
    ax.legend()
plotting.show(
    figure,
    alt="Three weights against the strength of the penalty. With L1 each falls along a straight line to zero "
    "and stays there. With L2 all shrink by the same factor and none reaches zero.",
)

# %% [markdown]
# **Explain.** L1 pulls with the same force whatever the size, so a small weight reaches 0 and stays.
# L2 pulls in proportion to the size: the pull fades as the weight shrinks, so it never arrives.
# That is the whole difference: L1 **selects**, L2 **shrinks**.

# %% [markdown]
# ## By hand
#
# One training run with an L2 penalty written out, compared with `weight_decay` of the library.
# PyTorch's `weight_decay` adds $\lambda w$ to the gradient, which is the gradient of $\lambda w^2 / 2$. It does so for **all** parameters, biases too; so we do the same here.

# %% tags=["demonstration"]
full = h.load_mnist()
data = full.subset(500)
config = h.Hyperparameters(n_neurons=(64,), batch_size=64, lr=2e-3, epochs=15, initialization="he")
strength = 0.01
model = h.MLP(784, [64], 10, initialization="he", seed=0)
optimizer = torch.optim.Adam(model.parameters(), lr=config.lr)
shuffle = torch.Generator().manual_seed(0)
for _ in range(config.epochs):
    order = torch.randperm(len(data.y_train), generator=shuffle)
    for rows in order.split(config.batch_size):
        loss = cross_entropy(model(data.X_train[rows]), data.y_train[rows])
        penalty = strength / 2 * sum((p**2).sum() for p in model.parameters())
        optimizer.zero_grad()
        (loss + penalty).backward()
        optimizer.step()
by_hand, _ = h.evaluate(model, data.X_val, data.y_val)
run = h.train(config.replace(weight_decay=strength), data, seed=0)
print("by hand and by the library, the same loss:", abs(by_hand - run.final.val_loss) < 5e-3)

# %% [markdown]
# ## Sparsity, measured
#
# A network is **sparse** when many of its weights are zero. In a trained network we call a weight small when it is below 0.002.
#
# **Predict.** One L1 penalty and one L2 penalty that shrink the weights to about the same total size. Which network has more small weights?

# %% tags=["demonstration"]
seen = data.X_train.abs().sum(0) > 0  # pixels that are not blank in every training digit
kinds = {
    "none": config,
    "L1": config.replace(l1=1e-3),
    "L2": config.replace(weight_decay=1e-2),
}
small, size, weights = {}, {}, {}
for kind, c in kinds.items():
    small[kind], size[kind] = [], []
    for seed in range(5):
        w = h.train(c, data, seed=seed).model.layers[0].weight.detach()[:, seen]
        small[kind].append((w.abs() < 2e-3).float().mean().item())
        size[kind].append(w.norm().item())
        weights[kind] = w.flatten()
for kind in ("L1", "L2"):
    shrunk = sum(a < 0.6 * b for a, b in zip(size[kind], size["none"], strict=True))
    print(f"{kind}: norm of the weights below 60 % of that without penalty in {shrunk} of 5 seeds,")
    print(f"    over half of the weights small in {sum(s > 0.5 for s in small[kind])} of 5")

# %% [markdown]
# **Explain.** As the paths promised: L1 has made most weights small, L2 has shrunk all of them.
# They are small and not exactly 0, because Adam steps over zero and back. The exact zeros of the formula need soft-thresholding as a step of its own, after each gradient step (proximal gradient descent; Parikh and Boyd 2014, *Proximal algorithms*, section 4.2).
#
# We left out the pixels that are blank in all digits. Nothing pulls on their weights except the penalty, so with *any* penalty on the gradient they go to zero, and without one they keep their first random values forever. Look at such details before you believe a share.

# %% [markdown]
# ## Against the amount of data
#
# **Predict.** The same two penalties for 100, 300, 1,000 and 3,000 training digits with right labels. What happens to the gap? And to the accuracy: does it rise most with little data?

# %% tags=["demonstration"]
epochs = {100: 30, 300: 20, 1000: 10, 3000: 5}
wide = config.replace(n_neurons=(128,))
kinds = {"none": {}, "L1": {"l1": 1e-3}, "L2": {"weight_decay": 1e-2}}
runs = {}
for n, count in epochs.items():
    part = full if n == 3000 else full.subset(n)
    configs = [wide.replace(epochs=count, **change) for change in kinds.values()]
    lanes = iter(h.sweep(configs, part, seeds=range(5)).lanes)
    for kind in kinds:
        runs[n, kind] = [next(lanes).history[-1] for _ in range(5)]

# %% tags=["demonstration", "nbval-ignore-output"]
figure, axes = plotting.figure(2)
for k, kind in enumerate(kinds):
    look = {"color": plotting.COLORS[k], "marker": plotting.MARKERS[k]}
    gaps = {n: [e.val_loss - e.train_loss for e in runs[n, kind]] for n in epochs}
    accuracies = {n: [e.val_accuracy for e in runs[n, kind]] for n in epochs}
    for ax, values in zip(axes, (gaps, accuracies), strict=True):
        means = [statistics.mean(values[n]) for n in epochs]
        ax.plot(list(epochs), means, label=kind, linestyle=plotting.LINES[k], **look)
        for n in epochs:
            ax.plot([n] * 5, values[n], linestyle="", alpha=0.4, **look)
for ax, label in zip(axes, ("validation loss - training loss", "validation accuracy"), strict=True):
    ax.set_xscale("log")
    ax.set_xticks(list(epochs), [str(n) for n in epochs])
    ax.set_xlabel("training digits")
    ax.set_ylabel(label)
    ax.legend()
plotting.show(
    figure,
    alt="Gap and validation accuracy against the number of training digits, without penalty, with L1 and with "
    "L2, five seeds. Both penalties make the gap smaller at every size. The accuracies are close for 100 "
    "digits, and lower with a penalty for 3,000.",
)

# %% tags=["demonstration"]
for n in epochs:
    print(f"{n} digits")
    for kind in ("L1", "L2"):
        pairs = list(zip(runs[n, "none"], runs[n, kind], strict=True))
        gap = sum(b.val_loss - b.train_loss < a.val_loss - a.train_loss for a, b in pairs)
        gained = statistics.mean(b.val_accuracy - a.val_accuracy for a, b in pairs)
        print(f"  {kind}: smaller gap in {gap} of 5, accuracy gained a point: {gained > 0.01}")
pairs = list(zip(runs[3000, "none"], runs[3000, "L1"], strict=True))
print(
    "3000 digits: L1 lowers the accuracy in",
    sum(b.val_accuracy < a.val_accuracy for a, b in pairs),
    "of 5",
)

# %% [markdown]
# **Explain.** The gap does shrink, everywhere. But the accuracy does not rise at any size, and with 3,000 digits the same penalty costs some.
# A smaller gap is not a better network: here the training loss went up and the validation loss did not come down by as much.
#
# That need not be so. With few examples and many *useless* inputs L1 wins clearly (Ng 2004, *Feature selection, L1 vs. L2 regularization*, ICML). The pixels of a digit are not useless.
# And large networks for images are trained with weight decay as a matter of course (Krizhevsky et al. 2012, NeurIPS, section 5, report that it lowered even their *training* error).

# %% [markdown]
# ## Where it pays: wrong labels
#
# 1,000 digits, three in ten training labels drawn at random (lessons 08 and 10).
#
# **Predict.** Same question as for dropout: by how much does the accuracy change?

# %% tags=["demonstration"]
thousand = full.subset(1000)
generator = torch.Generator().manual_seed(0)
tired = torch.rand(1000, generator=generator) < 0.3
guesses = torch.randint(10, (1000,), generator=generator)
noisy = dataclasses.replace(thousand, y_train=torch.where(tired, guesses, thousand.y_train))
settings = {
    "none": {},
    "L1": {"l1": 1e-3},
    "L2": {"weight_decay": 1e-2},
    "decoupled": {"optimizer": "adamw", "weight_decay": 1e-2},
}
configs = [wide.replace(epochs=25, **change) for change in settings.values()]
lanes = iter(h.sweep(configs, noisy, seeds=range(5)).lanes)
with_noise = {name: [next(lanes).history[-1] for _ in range(5)] for name in settings}
for name in ("L1", "L2"):
    pairs = zip(with_noise["none"], with_noise[name], strict=True)
    better = sum(b.val_accuracy > a.val_accuracy + 0.02 for a, b in pairs)
    print(f"{name} is over 2 points better than no penalty in {better} of 5 seeds")
pairs = list(zip(with_noise["L2"], with_noise["decoupled"], strict=True))
print(
    "decoupled decay of the same strength is worse than L2 in",
    sum(b.val_accuracy < a.val_accuracy for a, b in pairs),
    "of 5",
)

# %% tags=["demonstration", "nbval-ignore-output"]
shown = {name: [e.val_accuracy for e in ends] for name, ends in with_noise.items()}
ax = plotting.plot_seeds(shown, ylabel="validation accuracy")
plotting.show(
    ax,
    alt="Validation accuracy with three in ten wrong labels, five seeds each. L1 and L2 are several points "
    "above no penalty. Decoupled decay of the same strength is about where no penalty is.",
)

# %% [markdown]
# **Explain.** Here there is much that should not be learned, and the price keeps the network from learning it.
# But what is the fourth column? The optimizer is AdamW, its `weight_decay` has the same strength of 0.01, and next to nothing happens.

# %% [markdown]
# ## Weight decay is not always L2
#
# **Weight decay** shrinks each weight by a small share at every step: $w \leftarrow w - \eta \lambda w$, apart from the gradient.
# With plain SGD that is exactly the L2 penalty, because its step is the learning rate times the gradient:
#
# $$w - \eta (g + \lambda w) = w - \eta g - \eta \lambda w$$
#
# **Predict.** Adam divides each gradient by the size of its recent gradients. If $\lambda w$ is added to the gradient *before* that division, what happens to the pull on a weight whose gradients are large?


# %% tags=["demonstration"]
def one_step(optimizer, **settings):
    """Return two weights after one step; their gradients are 1 and 0.001."""
    w = torch.tensor([1.0, 1.0], requires_grad=True)
    w.grad = torch.tensor([1.0, 0.001])
    optimizer([w], lr=0.1, **settings).step()
    return w.detach()


sgd = one_step(torch.optim.SGD, weight_decay=0.1)
by_hand = (1 - 0.1 * 0.1) * 1.0 - 0.1 * torch.tensor([1.0, 0.001])
print("SGD: L2 and decay are the same:", torch.allclose(sgd, by_hand))
plain = one_step(torch.optim.Adam)
penalty = one_step(torch.optim.Adam, weight_decay=0.1)
decoupled = one_step(torch.optim.AdamW, weight_decay=0.1)
print("Adam, L2 penalty: the first step is as without:", torch.allclose(plain, penalty, atol=1e-4))
print(
    "AdamW: each weight is a hundredth smaller:", torch.allclose(decoupled, plain - 0.01, atol=1e-4)
)

# %% [markdown]
# **Explain.** In Adam's first step every weight moves by the learning rate, whatever the size of its gradient. So a penalty that only makes a positive gradient larger changes nothing.
# Later the same happens in part: weights with large gradients are hardly pulled, weights with small ones strongly.
# **AdamW** takes the decay out of the gradient and applies it to every weight alike (Loshchilov and Hutter 2019, *Decoupled weight decay regularization*, ICLR, arXiv:1711.05101, algorithm 2).
#
# So the two strengths do not compare: each step of AdamW shrinks by $\eta \lambda$, here 0.002 times 0.01. That is nearly nothing. Its strengths are searched from 0.01 up to 1 and more, for short runs with small rates.

# %% [markdown]
# ## Explorer
#
# Choose a best value without penalty, and a strength. The curves are loss, penalty, and their sum; the dot is the best weight.


# %% tags=["demonstration", "nbval-ignore-output"]
def plot_price(kind, best, strength):
    w = torch.linspace(-1, 3, 401)
    price = strength * w.abs() if kind == "L1" else strength * w**2 / 2
    loss = (w - best) ** 2 / 2
    figure, [ax] = plotting.figure()
    for k, (label, values) in enumerate(
        {"loss": loss, "penalty": price, "sum": loss + price}.items()
    ):
        look = {"color": plotting.COLORS[k], "linestyle": plotting.LINES[k], "label": label}
        ax.plot(w, values, **look)
    chosen = shrink(best, strength, kind)
    height = (chosen - best) ** 2 / 2
    height += strength * abs(chosen) if kind == "L1" else strength * chosen**2 / 2
    ax.plot([chosen], [height], color=plotting.COLORS[2], marker="o", markersize=10)
    ax.set_ylim(-0.2, 4)
    ax.set_xlabel("weight")
    ax.set_ylabel("cost")
    ax.set_title(f"{kind}, strength {strength}: {best} becomes {chosen:.2f}")
    ax.legend()
    return figure


widgets.explore(
    plot_price,
    alt=lambda kind, best, strength: (
        f"Loss, {kind} penalty of strength {strength}, and their sum, against a weight whose best value is {best}."
    ),
    start={"kind": "L1", "best": 1.0, "strength": 0.5},
    kind=["L1", "L2"],
    best=[0.2, 0.5, 1.0, 2.0],
    strength=[0.0, 0.2, 0.5, 1.0, 2.0],
)

# %% [markdown]
# ## Gallery: good, bad, deceptive
#
# **Predict.** All three have a smaller gap than no penalty at all. Which one has the smallest?

# %% tags=["demonstration"]
gallery = {
    "good": (with_noise["L1"], with_noise["none"]),
    "bad": (runs[3000, "L1"], runs[3000, "none"]),
    "deceptive": (runs[1000, "L2"], runs[1000, "none"]),
}
for name, (ends, without) in gallery.items():
    pairs = list(zip(ends, without, strict=True))
    gap = sum(a.val_loss - a.train_loss < b.val_loss - b.train_loss for a, b in pairs)
    better = sum(a.val_accuracy > b.val_accuracy for a, b in pairs)
    print(f"{name:<10} smaller gap in {gap} of 5,")
    print(f"{'':10} more accurate than without in a majority of seeds: {better >= 3}")

# %% [markdown]
# - **Good:** L1 on wrong labels. It makes the network ignore what few examples say.
# - **Bad:** the same strength with 3,000 right labels. It costs accuracy in every seed.
# - **Deceptive:** L2 with 1,000 right labels. "The gap shrank by a quarter, so it overfits less": true, and the accuracy did not rise. Judge by the number that you need, not by the gap.

# %% [markdown]
# ## Exercise 1: three questions
#
# Replace each `...` by `"L1"`, `"L2"` or `"both"`.
#
# <details><summary>Hint 1</summary>
#
# Look at the two figures of the paths.
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "penalty_quiz", "locked": false, "schema_version": 3, "solution": true, "task": false}
penalty_quiz = {
    "a weight with the best value 0.1 becomes exactly 0 at strength 0.2": ...,
    "it halves every weight at strength 1, in the formula": ...,
    "it pulls positive weights down and negative weights up": ...,
}
### BEGIN SOLUTION
penalty_quiz = {
    "a weight with the best value 0.1 becomes exactly 0 at strength 0.2": "L1",
    "it halves every weight at strength 1, in the formula": "L2",
    "it pulls positive weights down and negative weights up": "both",
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_penalty_quiz", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
checks.quiz(
    "penalty_quiz",
    choices=("L1", "L2", "both"),
    key={
        "a weight with the best value 0.1 becomes exactly 0 at strength 0.2": "f3b0ab775768",
        "it halves every weight at strength 1, in the formula": "85a43b8b3389",
        "it pulls positive weights down and negative weights up": "b9e0dac0703d",
    },
    hints={
        "a weight with the best value 0.1 becomes exactly 0 at strength 0.2": (
            "Put 0.1 and 0.2 into both formulas."
        ),
        "it halves every weight at strength 1, in the formula": "Put 1 into both formulas.",
        "it pulls positive weights down and negative weights up": (
            "To which value does each penalty pull?"
        ),
    },
)

# %% [markdown]
# ## Exercise 2: a penalty on weights, not on biases
#
# Write `penalty(model, l1, l2)`. Return
#
# $$\lambda_1 \sum |w| + \frac{\lambda_2}{2} \sum w^2$$
#
# over the weights of all `nn.Linear` layers of the model, **without their biases**. Return a tensor of one number, through which gradients flow.
#
# - `l1` and `l2` are the strengths. A negative one raises a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# The weight of a layer is `layer.weight`. `model.modules()` finds all layers (lesson 02).
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "penalty", "locked": false, "schema_version": 3, "solution": true, "task": false}
def penalty(model, l1, l2):
    """Return the L1 and L2 penalty of a model's weights."""
    ### BEGIN SOLUTION
    if l1 < 0 or l2 < 0:
        raise ValueError(f"expected strengths that are not negative, got {l1} and {l2}")
    total = torch.tensor(0.0)
    for layer in model.modules():
        if isinstance(layer, torch.nn.Linear):
            total = total + l1 * layer.weight.abs().sum() + l2 / 2 * (layer.weight**2).sum()
    return total
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_penalty", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
def price_of(penalty, sizes, l1, l2):
    """Return the penalty of a network made by a formula, and its gradient for each parameter."""
    import torch
    from torch import nn

    parts = []
    for fan_in, fan_out in zip(sizes[:-1], sizes[1:], strict=True):
        parts += [nn.Linear(fan_in, fan_out), nn.ReLU()]
    model = nn.Sequential(nn.Sequential(*parts[:-2]), parts[-2])
    with torch.no_grad():
        for k, p in enumerate(model.parameters()):
            i = torch.arange(p.numel(), dtype=torch.float32)
            p.copy_((torch.sin(1.7 * i + k + 1) * 2).reshape(p.shape))
    price = penalty(model, l1, l2) + 0 * sum(p.sum() for p in model.parameters())
    price.backward()
    gradients = [[round(v, 4) for v in p.grad.flatten().tolist()] for p in model.parameters()]
    return {"penalty": round(price.item(), 4), "gradients": gradients}


checks.check(
    "penalty",
    checks.example(
        [1, 2, 1],
        0.5,
        0.0,
        expected={"penalty": 2.4099, "gradients": [[0.5, 0.5], [0.0, 0.0], [0.5, -0.5], [0.0]]},
        hint="L1 only. The second and the fourth list are the biases: no gradient.",
        atol=1e-3,
    ),
    checks.example(
        [1, 2, 1],
        0.0,
        2.0,
        expected={
            "penalty": 7.642,
            "gradients": [[3.3659, 1.7095], [0.0, 0.0], [0.5645, -3.9997], [0.0]],
        },
        hint="L2 only, with the factor 1/2.",
        atol=1e-3,
    ),
    checks.raises(ValueError, [1, 2, 1], -0.1, 0.0, hint="A negative strength is no price."),
    via=price_of,
)

# %% [markdown]
# ## Exercise 3: soft-thresholding
#
# Write `soft_threshold(weights, t)`. It returns a list: every weight is moved toward 0 by `t`, and those that would pass 0 become 0.
#
# - The weights are a list of numbers. Do not change it.
# - A negative `t` raises a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# The formula is in the section "Two shapes". `math.copysign(size, w)` gives a size the sign of w.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "soft_threshold", "locked": false, "schema_version": 3, "solution": true, "task": false}
def soft_threshold(weights, t):
    """Return the weights, moved toward 0 by t."""
    ### BEGIN SOLUTION
    if t < 0:
        raise ValueError(f"expected a threshold that is not negative, got {t}")
    moved = []
    for w in weights:
        if w > t:
            moved.append(w - t)
        elif w < -t:
            moved.append(w + t)
        else:
            moved.append(0.0)
    return moved
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_soft_threshold", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "soft_threshold",
    checks.example([2.0, -2.0, 0.25], 0.5, expected=[1.5, -1.5, 0.0], hint="0.25 would pass 0."),
    checks.example([], 0.5, expected=[], hint="No weights, nothing to do."),
    checks.raises(ValueError, [1.0], -0.5, hint="A negative t would push weights away from 0."),
)

# %% [markdown]
# ## Exercise 4: one step of Adam, coupled or not
#
# In its first step Adam moves each weight by `lr * g / (abs(g) + eps)`, with `eps = 1e-8` (the averages of later steps are a later lesson).
#
# Write `first_step(weights, gradients, lr, decay, decoupled)`. Return the list of the weights after the first step.
#
# - `decoupled=False`: the L2 penalty. `decay * w` is added to the gradient of each weight, then Adam steps with the sum.
# - `decoupled=True`: AdamW. Adam steps with the gradient alone, and each weight is reduced by `lr * decay * w`, where `w` is its value before the step.
# - Do not change the lists. They have the same length; if not, raise a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# Weight 1, gradient 1, lr 0.1, decay 0.1: coupled gives 0.9, decoupled gives 0.89.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "first_step", "locked": false, "schema_version": 3, "solution": true, "task": false}
def first_step(weights, gradients, lr, decay, decoupled):
    """Return the weights after Adam's first step."""
    ### BEGIN SOLUTION
    if len(weights) != len(gradients):
        raise ValueError(f"got {len(weights)} weights and {len(gradients)} gradients")
    after = []
    for w, g in zip(weights, gradients):
        shrunk = w
        if decoupled:
            shrunk = w - lr * decay * w
        else:
            g = g + decay * w
        after.append(shrunk - lr * g / (abs(g) + 1e-8))
    return after
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_first_step", "locked": true, "points": 7, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "first_step",
    checks.example(
        [1.0, 1.0], [1.0, 0.001], 0.1, 0.1, False, expected=[0.9, 0.9], hint="Look at hint 1."
    ),
    checks.example(
        [1.0, 1.0],
        [1.0, 0.001],
        0.1,
        0.1,
        True,
        expected=[0.89, 0.89],
        hint="Look at hint 1.",
        rtol=1e-4,
    ),
    checks.example(
        [2.0],
        [-0.1],
        0.1,
        0.1,
        False,
        expected=[1.9],
        hint="-0.1 + 0.1 * 2 is positive: it steps down.",
    ),
)

# %% [markdown]
# ## Exercise 5: sparsity
#
# Write `sparsity(matrices, limit)`: the share of all weights whose absolute value is at most `limit`.
# `matrices` is a list of weight matrices, each a list of rows.
#
# - The share is over all weights together, not the mean of the matrices' shares.
# - No weights at all, or a negative limit, raise a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# Count twice: all weights, and the small ones.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "sparsity", "locked": false, "schema_version": 3, "solution": true, "task": false}
def sparsity(matrices, limit):
    """Return the share of weights of at most `limit`."""
    ### BEGIN SOLUTION
    sizes = [abs(w) for matrix in matrices for row in matrix for w in row]
    if not sizes or limit < 0:
        raise ValueError(f"expected weights and a limit >= 0, got {len(sizes)} and {limit}")
    return len([size for size in sizes if size <= limit]) / len(sizes)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_sparsity", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "sparsity",
    checks.example([[[0.0, 1.0], [2.0, -0.1]]], 0.5, expected=0.5, hint="0 and -0.1 are small."),
    checks.example(
        [[[0.0]], [[1.0, 1.0, 1.0]]],
        0.0,
        expected=0.25,
        hint="One of four weights, over both matrices.",
    ),
    checks.raises(ValueError, [], 0.1, hint="A share of nothing is not a number."),
)

# %% [markdown]
# ## Take away
#
# | | |
# | --- | --- |
# | Start from | 0 for clean data and small networks; AdamW with 0.01 for larger ones |
# | Range and scale to search | log scale: L2 and L1 1e-6 to 1e-2; decoupled 1e-3 to 1 |
# | Cost | next to none in time and memory |
# | It interacts with | learning rate (decoupled decay shrinks by their product), optimizer (L2 with Adam is not decay), epochs (decay adds up over steps), other regularization |
#
# | Symptom | Likely cause | Try |
# | --- | --- | --- |
# | large gap, wrong labels | learning by heart | L2 or L1, dropout, early stopping |
# | training loss stays high | strength too large | a tenth of it |
# | changing `weight_decay` changes nothing | decoupled, and too small for so few steps | ten times more |
# | a strength from a paper does not work | theirs was decoupled, yours is L2, or the other way round | look at the optimizer |
# | you want zeros and get small numbers | gradient steps pass over zero | soft-thresholding after each step, or cut off at the end |
#
# Three sentences to keep:
#
# - L1 selects, L2 shrinks.
# - Weight decay is L2 for SGD, and something else for Adam.
# - A smaller gap is not a better network.
#
# ## Read more
#
# - Loshchilov and Hutter (2019), *Decoupled weight decay regularization*, ICLR, arXiv:1711.05101.
# - Tibshirani (1996), *Regression shrinkage and selection via the lasso*, Journal of the Royal Statistical Society B 58, 267-288.
# - Goodfellow, Bengio and Courville (2016), *Deep Learning*, MIT Press, section 7.1.
# - Ng (2004), *Feature selection, L1 vs. L2 regularization, and rotational invariance*, ICML.
# - Parikh and Boyd (2014), *Proximal algorithms*, Foundations and Trends in Optimization 1 (3).
