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
# # 02 Depth
#
# **Why stack layers at all, and why does a deep network sometimes not learn?**
#
# After this lesson you can
#
# - say what more layers buy, and count it in a small example,
# - measure the gradient of each layer, and recognize vanishing and exploding gradients,
# - choose an initialization that keeps the gradients healthy, and say why it works,
# - choose a depth under a budget of parameters, and say what healthy gradients do not promise.
#
# | | |
# | --- | --- |
# | You need | lesson 01 |
# | Time | 60 minutes |
# | Run All | under a minute on a laptop with two cores |

# %%
import math

import torch
from torch import nn
from torch.nn.functional import cross_entropy

import hyperlib as h
from hyperlib import checks, plotting, widgets

torch.set_num_threads(2)

# %% [markdown]
# | Figure or table | Trained runs | Takes about |
# | --- | --- | --- |
# | Pieces of a folded line | none | at once |
# | Gradients of each layer, explorer | none, networks as they begin | 5 s |
# | Accuracy against depth | 60 | 12 s |
# | Equal parameters | 20 | 6 s |

# %% [markdown]
# ## What depth buys
#
# The **depth** of a network is its number of layers with weights.
# We count the hidden ones: `n_neurons=[128, 64, 32]` is a network of three hidden layers.
#
# A layer works on what the layer before it made of the input.
# So each layer can use the work of the earlier ones again.
# Here is the smallest example that shows it. Two ReLU neurons fold the line from 0 to 1 in the middle:
#
# $$\text{fold}(x) = 2\,\text{relu}(x) - 4\,\text{relu}(x - 0.5)$$
#
# It goes up from 0 to 1 and down again: two straight pieces.
#
# **Predict.** We fold the folded line again, and again: six layers of two neurons each, 12 neurons. How many straight pieces has the result: 7, 12 or 64?


# %% tags=["demonstration"]
def fold(x):
    return 2 * torch.relu(x) - 4 * torch.relu(x - 0.5)


x = torch.arange(0, 1025, dtype=torch.float64) / 1024
y, pieces = x, []
for _ in range(6):
    y = fold(y)
    slopes = y.diff() * 1024
    pieces.append(1 + int((slopes.diff() != 0).sum()))
print("layers:", list(range(1, 7)))
print("pieces:", pieces)

# %% [markdown]
# **Explain.** Each layer folds all pieces of the one before: 2, 4, 8, up to 64.
# One hidden layer of 12 ReLU neurons has at most 13 pieces, because each neuron can bend the line once.
# So depth buys complex functions at the price of few neurons (Telgarsky 2016, *Benefits of depth in neural networks*, COLT, arXiv:1602.04485; Montúfar et al. 2014, arXiv:1402.1869).
#
# That says what a deep network *can* represent.
# It does not say that training finds it, nor that your task needs it.
# Both are questions for measurements, and the first one is about gradients.

# %% [markdown]
# ## By hand: the gradient of each layer
#
# Training moves each weight by its gradient.
# The gradient of an early layer is made from the last layer backward, by the chain rule: at each layer on the way it is multiplied by that layer's weights and by the slope of its activation.
# Ten layers are ten factors.
# If they are all a little below 1, little is left. If they are above 1, it grows.
#
# - **Vanishing gradients:** the early layers get next to none, and do not learn.
# - **Exploding gradients:** they get huge ones, and the first step destroys everything.
#
# The size of a layer's gradient is its **norm**: the square root of the sum of squares of all its numbers.

# %% tags=["demonstration"]
data = h.load_mnist().subset(1000)
X, y = data.X_train[:256], data.y_train[:256]

model = h.MLP(784, [64] * 10, 10, activation="sigmoid", seed=0)
loss = cross_entropy(model(X), y)
loss.backward()
by_hand = []
for layer in model.layers:
    if isinstance(layer, nn.Linear):
        by_hand.append(math.sqrt((layer.weight.grad**2).sum().item()))

by_library = h.gradient_norms(model, X, y)
same = all(math.isclose(a, b, rel_tol=1e-4) for a, b in zip(by_hand, by_library, strict=True))
print("by hand and by the library, the same norms:", same)
print("layers with weights:", len(by_hand))

# %% [markdown]
# ## Three activations, two ways to begin
#
# **Sigmoid**, **tanh** and **ReLU** are three choices for the function after each layer.
# The weights begin as random numbers. How large they are is the **initialization**:
#
# - **default**: what `torch.nn.Linear` does, uniform numbers between $-1/\sqrt{n}$ and $1/\sqrt{n}$ for a layer with $n$ inputs (called `fan_in`).
# - **Glorot**: standard deviation $\sqrt{2/(\text{fan\_in} + \text{fan\_out})}$, made for tanh (Glorot and Bengio 2010, AISTATS, equation 12).
# - **He**: standard deviation $\sqrt{2/\text{fan\_in}}$, made for ReLU (He et al. 2015, arXiv:1502.01852, equation 10).
#
# `fan_out` is the number of outputs.
# Glorot and He begin with biases of zero.
#
# **Predict.** Ten hidden layers of 64. For which activation does the gradient shrink most on its way to the first layer? Does a better initialization cure all three?

# %% tags=["demonstration"]
good = {"sigmoid": "glorot", "tanh": "glorot", "relu": "he"}


def norms_at_start(depth, activation, initialization, seed):
    model = h.MLP(
        784, [64] * depth, 10, activation=activation, initialization=initialization, seed=seed
    )
    return h.gradient_norms(model, X, y)


# %% tags=["demonstration", "nbval-ignore-output"]
figure, axes = plotting.figure(2)
for ax, title in zip(axes, ["default", "Glorot for sigmoid and tanh, He for ReLU"], strict=True):
    shown = {}
    for activation, fitting in good.items():
        initialization = "default" if title == "default" else fitting
        shown[activation] = norms_at_start(10, activation, initialization, seed=0)
    plotting.plot_gradient_norms(shown, ax=ax)
    ax.set_title(title)
    ax.set_ylim(1e-10, 10)
plotting.show(
    figure,
    alt="Gradient norm of each of 11 linear layers on a log axis, for sigmoid, tanh and ReLU. Left, with "
    "the default initialization, all three fall toward the first layer, sigmoid by seven orders of "
    "magnitude. Right, with Glorot and He, tanh and ReLU are flat, sigmoid still falls by five.",
)

# %% [markdown]
# All hidden layers of this network have the same shape except the first, which sees 784 pixels.
# So we compare the second layer with the last hidden one: **ratio** = norm of layer 2 / norm of layer 10.
# A ratio near 1 means that the gradient arrives.


# %% tags=["demonstration"]
def ratio(depth, activation, initialization, seed):
    norms = norms_at_start(depth, activation, initialization, seed)[1:-1]
    return norms[0] / norms[-1]


ratios = {}
for activation, fitting in good.items():
    for initialization in ("default", fitting):
        for depth in (5, 10, 20):
            ratios[activation, initialization, depth] = [
                ratio(depth, activation, initialization, seed) for seed in range(5)
            ]
deep = {(a, i): r for (a, i, d), r in ratios.items() if d == 20}
print("20 layers, five seeds:")
for (activation, initialization), r in deep.items():
    arrives = sum(0.1 < v < 10 for v in r)
    lost = sum(v < 0.01 for v in r)
    print(
        f"{activation:<7} {initialization:<7} ratio within a factor of 10: {arrives} of 5,", end=" "
    )
    print(f"below a hundredth: {lost} of 5")

# %% tags=["demonstration", "nbval-ignore-output"]
figure, [ax] = plotting.figure()
for k, (activation, initialization) in enumerate(deep):
    means = []
    for depth in (5, 10, 20):
        logs = [math.log10(v) for v in ratios[activation, initialization, depth]]
        means.append(10 ** (sum(logs) / 5))
    look = {"color": plotting.COLORS[k // 2], "marker": plotting.MARKERS[k]}
    look["linestyle"] = "--" if initialization == "default" else "-"
    ax.plot([5, 10, 20], means, label=f"{activation}, {initialization}", **look)
ax.set_yscale("log")
ax.set_xticks([5, 10, 20])
ax.set_xlabel("hidden layers")
ax.set_ylabel("norm ratio: layer 2 / last hidden")
ax.legend()
plotting.show(
    figure,
    alt="Ratio of an early to a late gradient norm against the number of layers, log axis, mean of five "
    "seeds. tanh with Glorot and ReLU with He stay at one. All others fall along straight lines, "
    "sigmoid to below ten to the minus ten at 20 layers.",
)

# %% [markdown]
# **Explain.** On a log axis the lines are straight: each layer multiplies by about the same factor.
#
# - **Sigmoid:** its slope is at most 1/4. Glorot's rule assumes a slope near 1 at zero, so it helps, and does not cure.
# - **tanh:** its slope at zero is 1. Glorot's weights keep the size of what flows forward and backward.
# - **ReLU:** half of the neurons are off and pass nothing, the factor 2 in He's rule makes up for it (He et al. 2015, section 2.2).
# - **default:** its standard deviation is $1/\sqrt{3n}$, smaller than both rules. In a network of two or three layers that does no harm. In twenty it does.

# %% [markdown]
# ## Too large explodes
#
# **Predict.** tanh, 20 layers. Now the weights begin at `scale` times $1/\sqrt{n}$; a scale of 1 is Glorot's rule for layers of equal width. Where does the gradient grow on its way back: at 0.5, 1 or 4?


# %% tags=["demonstration"]
def scaled(depth, activation, scale, seed):
    """Return a network whose weights have the standard deviation scale / sqrt(fan_in)."""
    model = h.MLP(784, [64] * depth, 10, activation=activation, seed=seed)
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for layer in model.layers:
            if isinstance(layer, nn.Linear):
                size = scale / math.sqrt(layer.in_features)
                layer.weight.normal_(0, size, generator=generator)
                layer.bias.zero_()
    return model


for scale in (0.5, 1, 4):
    norms = [h.gradient_norms(scaled(20, "tanh", scale, seed), X, y)[1:-1] for seed in range(5)]
    grown = sum(n[0] / n[-1] > 100 for n in norms)
    tiny = sum(max(n) < 1e-3 for n in norms)
    print(f"scale {scale:<3}  grows over a hundred times: {grown} of 5,", end="  ")
    print(f"all norms below 0.001: {tiny} of 5")

# %% [markdown]
# **Explain.** Small weights make every layer's gradient tiny, here all of them alike.
# Large weights make it grow from layer to layer, exponentially.
# Between the two is an edge where it does neither (Schoenholz et al. 2017, *Deep information propagation*, ICLR, arXiv:1611.01232), and Glorot's and He's rules are rules for finding it.
# A ratio alone does not show the first case: look at the sizes too.

# %% [markdown]
# ## Does it train?
#
# Gradients at the start are a forecast. Now we train: 1,000 digits, Adam, six epochs, layers of 32, five seeds.
#
# **Predict.** Which of the lines falls to guessing (10 %) first as the depth grows? Is the best depth of ReLU with He closer to 1 or to 16?

# %% tags=["demonstration"]
base = h.Hyperparameters(epochs=6, batch_size=32)
starts = {
    "sigmoid, Glorot": {"activation": "sigmoid", "initialization": "glorot"},
    "ReLU, default": {"activation": "relu", "initialization": "default"},
    "ReLU, He": {"activation": "relu", "initialization": "he"},
}
depths = [1, 4, 8, 16]
configs = [base.replace(n_neurons=(32,) * d, **start) for start in starts.values() for d in depths]
lanes = iter(h.sweep(configs, data, seeds=range(5)).lanes)
accuracy = {
    (name, depth): [next(lanes).history[-1].val_accuracy for _ in range(5)]
    for name in starts
    for depth in depths
}

# %% tags=["demonstration", "nbval-ignore-output"]
figure, [ax] = plotting.figure()
for k, name in enumerate(starts):
    look = {"color": plotting.COLORS[k], "marker": plotting.MARKERS[k]}
    ax.plot(
        depths,
        [sum(accuracy[name, d]) / 5 for d in depths],
        linestyle=plotting.LINES[k],
        label=name,
        **look,
    )
    for d in depths:
        ax.plot([d] * 5, accuracy[name, d], linestyle="", alpha=0.4, **look)
ax.set_xticks(depths)
ax.set_xlabel("hidden layers")
ax.set_ylabel("validation accuracy")
ax.legend()
plotting.show(
    figure,
    alt="Validation accuracy against the number of hidden layers, five seeds and their mean. Sigmoid falls "
    "to guessing at 8 layers. ReLU with the default initialization falls to about 20 percent at 16. "
    "ReLU with He falls slowly, to about 70 percent.",
)

# %% tags=["demonstration"]
guessing = sum(a < 0.15 for a in accuracy["sigmoid, Glorot", 8])
print(f"sigmoid, 8 layers: below 15 % in {guessing} of 5 seeds")
pairs = zip(accuracy["ReLU, He", 8], accuracy["ReLU, default", 8], strict=True)
print(
    f"ReLU, 8 layers: He over 20 points above default in {sum(a > b + 0.2 for a, b in pairs)} of 5"
)
pairs = zip(accuracy["ReLU, He", 1], accuracy["ReLU, He", 16], strict=True)
print(f"ReLU with He: 1 layer better than 16 in {sum(a > b for a, b in pairs)} of 5")

# %% [markdown]
# **Explain.** The forecast holds: where the gradient vanished, the network guesses.
# But look at ReLU with He. Its gradients were healthy at every depth, and the deeper it is, the worse it does after six epochs.
# Healthy gradients are necessary, and they are not enough.
#
# He et al. (2016, *Deep residual learning*, CVPR, arXiv:1512.03385, section 1 and figure 1) saw the same with networks of 20 and 56 layers: the deeper one had the higher *training* error. So it was not overfitting, it was harder to train.
# Their cure, connections that skip layers, and normalization (Ioffe and Szegedy 2015, arXiv:1502.03167) make hundreds of layers trainable. Plain stacks, as here, are best kept short.

# %% [markdown]
# ## The same number of parameters
#
# More layers of the same width are more parameters and more time, so the comparison above was not fair to anyone.
# Now every network may have 30,000 parameters: the deeper, the narrower.
#
# **Predict.** 1, 2, 4 or 8 layers: which is best, and does the best one win by much?


# %% tags=["demonstration"]
def widest(depth, budget):
    """Return the largest width for which the network has at most `budget` parameters."""
    width = 1
    while h.count_parameters(h.MLP(784, [width + 1] * depth, 10)) <= budget:
        width += 1
    return width


shapes = {depth: (widest(depth, 30_000),) * depth for depth in (1, 2, 4, 8)}
configs = [base.replace(n_neurons=s, initialization="he", epochs=8) for s in shapes.values()]
lanes = iter(h.sweep(configs, data, seeds=range(5)).lanes)
equal = {depth: [next(lanes) for _ in range(5)] for depth in shapes}

# %% tags=["demonstration", "nbval-ignore-output"]
print("layers  width  parameters  mean accuracy  seconds a run alone")
for depth, runs in equal.items():
    mean = sum(r.history[-1].val_accuracy for r in runs) / 5
    alone = h.train(runs[0].config, data, seed=0)
    parameters = h.count_parameters(alone.model)
    print(
        f"{depth:>6} {shapes[depth][0]:>6} {parameters:>11,} {mean:>14.1%} {alone.seconds:>12.2f}"
    )

# %% tags=["demonstration"]
final = {depth: [r.history[-1].val_accuracy for r in runs] for depth, runs in equal.items()}
print(
    f"2 layers better than 8 in {sum(a > b for a, b in zip(final[2], final[8], strict=True))} of 5 seeds"
)
close = abs(sum(final[1]) - sum(final[2])) / 5 < 0.02
print("1 and 2 layers are within 2 points of each other, on average:", close)

# %% [markdown]
# **Explain.** At equal parameters, one or two hidden layers are as good as it gets on these digits, and each layer more costs time and accuracy.
# A thousand small pictures do not need six folds.
#
# Do not read this as "depth is useless".
# On tasks with much structure and much data, depth at equal parameters helps, when skips and normalization make it trainable. How depth and width should grow together is an open matter: compare Zagoruyko and Komodakis (2016, *Wide residual networks*, arXiv:1605.07146), who got better results from fewer and wider layers, with Tan and Le (2019, *EfficientNet*, arXiv:1905.11946), who scale both.

# %% [markdown]
# ## Explorer
#
# Choose a depth, an activation and an initialization. You see the gradient of each layer before the first step.


# %% tags=["demonstration", "nbval-ignore-output"]
def plot_flow(depth, activation, initialization):
    norms = norms_at_start(depth, activation, initialization, seed=0)
    ax = plotting.plot_gradient_norms({f"{activation}, {initialization}": norms})
    ax.set_ylim(1e-16, 1e3)
    inner = norms[1:-1]
    ax.set_title(f"{depth} hidden layers: layer 2 / last hidden layer = {inner[0] / inner[-1]:.1e}")
    return ax.figure


widgets.explore(
    plot_flow,
    alt=lambda depth, activation, initialization: (
        f"Gradient norm of each layer: {depth} hidden layers, {activation}, {initialization}."
    ),
    start={"depth": 10, "activation": "sigmoid", "initialization": "default"},
    depth=[2, 4, 6, 10, 14, 20],
    activation=["sigmoid", "tanh", "relu"],
    initialization=["default", "glorot", "he"],
)

# %% [markdown]
# ## Gallery: good, bad, deceptive
#
# **Predict.** Three networks from the runs above. Which one would you *not* recognize as a bad choice from its gradients at the start?

# %% tags=["demonstration"]
gallery = {
    "good": ("ReLU, He", 1),
    "bad": ("sigmoid, Glorot", 16),
    "deceptive": ("ReLU, He", 16),
}
for name, (start, depth) in gallery.items():
    print(f"{name:<10} {start}, hidden layers: {depth}")
    print(" " * 10, end=" ")
    if depth > 1:
        healthy = sum(0.1 < ratio(depth, **starts[start], seed=seed) < 10 for seed in range(5))
        print(f"healthy at the start in {healthy} of 5,", end=" ")
    print(f"above 80 % in {sum(a > 0.8 for a in accuracy[start, depth])} of 5")

# %% [markdown]
# - **Good:** one hidden layer. Nothing to go wrong, the fastest of the three, and enough for this task.
# - **Bad:** sixteen sigmoid layers. The first layers get no gradient, the network guesses.
# - **Deceptive:** sixteen ReLU layers with He's rule. Its gradients look perfect, it costs many times more, and it is worse than one layer.

# %% [markdown]
# ## Exercise 1: three questions
#
# Replace each `...` by `"vanishing"`, `"exploding"` or `"neither"`.
#
# <details><summary>Hint 1</summary>
#
# Which way do the norms go from the last layer to the first? And what if they are all alike?
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "depth_quiz", "locked": false, "schema_version": 3, "solution": true, "task": false}
depth_quiz = {
    "15 sigmoid layers; the norm is 1 in the last layer and 1e-9 in the second": ...,
    "20 tanh layers with large weights; the norm is 1 in the last layer and 1e4 in the second": ...,
    "16 ReLU layers, He; all norms between 0.5 and 2, yet one layer is more accurate": ...,
}
### BEGIN SOLUTION
depth_quiz = {
    "15 sigmoid layers; the norm is 1 in the last layer and 1e-9 in the second": "vanishing",
    "20 tanh layers with large weights; the norm is 1 in the last layer and 1e4 in the second": "exploding",
    "16 ReLU layers, He; all norms between 0.5 and 2, yet one layer is more accurate": "neither",
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_depth_quiz", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
checks.quiz(
    "depth_quiz",
    choices=("vanishing", "exploding", "neither"),
    key={
        "15 sigmoid layers; the norm is 1 in the last layer and 1e-9 in the second": "7a5fe903eb33",
        "20 tanh layers with large weights; the norm is 1 in the last layer and 1e4 in the second": "b6525556ef47",
        "16 ReLU layers, He; all norms between 0.5 and 2, yet one layer is more accurate": "ac75756c28bb",
    },
    hints={
        "15 sigmoid layers; the norm is 1 in the last layer and 1e-9 in the second": (
            "Follow the gradient from the last layer backward: does it grow or shrink?"
        ),
        "20 tanh layers with large weights; the norm is 1 in the last layer and 1e4 in the second": (
            "Follow the gradient from the last layer backward: does it grow or shrink?"
        ),
        "16 ReLU layers, He; all norms between 0.5 and 2, yet one layer is more accurate": (
            "Do the norms grow or shrink by orders of magnitude? A network can be hard to train for other reasons."
        ),
    },
)

# %% [markdown]
# ## Exercise 2: how large the weights begin
#
# Write `initial_std(rule, fan_in, fan_out)`: the standard deviation of the weights of a layer.
#
# - `rule` is `"he"` or `"glorot"`; the formulas are in the section "Three activations, two ways to begin".
# - Another rule, or a `fan_in` or `fan_out` below 1, raises a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# He's rule does not use `fan_out`, and refuses a wrong one all the same.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "initial_std", "locked": false, "schema_version": 3, "solution": true, "task": false}
def initial_std(rule, fan_in, fan_out):
    """Return the standard deviation of a layer's initial weights."""
    ### BEGIN SOLUTION
    if fan_in < 1 or fan_out < 1:
        raise ValueError(f"expected sizes of at least 1, got {fan_in} and {fan_out}")
    if rule == "he":
        return math.sqrt(2 / fan_in)
    if rule == "glorot":
        return math.sqrt(2 / (fan_in + fan_out))
    raise ValueError(f"expected he or glorot, got {rule!r}")
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_initial_std", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "initial_std",
    checks.example("he", 8, 100, expected=0.5, hint="2 / 8 is a quarter, its root is 0.5."),
    checks.example("glorot", 20, 12, expected=0.25, hint="2 / (20 + 12) is 1 / 16."),
    checks.raises(ValueError, "uniform", 8, 8, hint="There are two rules only."),
)

# %% [markdown]
# ## Exercise 3: the gradient of each layer
#
# Write `layer_norms(model, X, y)`.
# It returns a list with one number for each `nn.Linear` of the model, first layer first: the norm of the gradient of the layer's **weight and bias together**.
# The loss is the mean cross-entropy of `model(X)` and the labels `y`.
#
# - "Together" means: the square root of the sum of squares over both.
# - Calling it twice gives the same answer twice: gradients left in the model by an earlier call must not add up.
#
# <details><summary>Hint 1</summary>
#
# `model.modules()` gives all parts of a model, first to last. `isinstance(part, nn.Linear)` picks the layers with weights.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `loss.backward()` *adds* to `.grad`. `model.zero_grad()` before it starts from zero. `.item()` turns a tensor of one number into a number.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "layer_norms", "locked": false, "schema_version": 3, "solution": true, "task": false}
def layer_norms(model, X, y):
    """Return the gradient norm of each linear layer, weight and bias together."""
    ### BEGIN SOLUTION
    model.zero_grad()
    cross_entropy(model(X), y).backward()
    norms = []
    for layer in model.modules():
        if isinstance(layer, nn.Linear):
            squares = (layer.weight.grad**2).sum() + (layer.bias.grad**2).sum()
            norms.append(math.sqrt(squares.item()))
    return norms
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_layer_norms", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
def norms_of(layer_norms, sizes, activation, n):
    """Return the answer for a network of these sizes, with weights and inputs made by a formula."""
    import torch
    from torch import nn

    between = {"relu": nn.ReLU, "tanh": nn.Tanh, "sigmoid": nn.Sigmoid}[activation]
    parts = []
    for fan_in, fan_out in zip(sizes[:-1], sizes[1:], strict=True):
        parts += [nn.Linear(fan_in, fan_out), between()]
    model = nn.Sequential(*parts[:-1])
    with torch.no_grad():
        for k, p in enumerate(model.parameters()):
            i = torch.arange(p.numel(), dtype=torch.float32)
            p.copy_((torch.sin(1.7 * i + k) * 0.6).reshape(p.shape))
    X = torch.cos(torch.arange(n * sizes[0], dtype=torch.float32)).reshape(n, sizes[0])
    y = torch.arange(n) % sizes[-1]
    return [norm for norm in layer_norms(model, X, y)]


checks.check(
    "layer_norms",
    checks.example(
        [3, 4, 2],
        "tanh",
        5,
        expected=[0.179351, 0.424959],
        hint="Two linear layers; weight and bias of each together.",
        rtol=1e-4,
    ),
    checks.example(
        [2, 2],
        "relu",
        3,
        expected=[0.309529],
        hint="One linear layer only.",
        rtol=1e-4,
    ),
    via=norms_of,
)

# %% [markdown]
# ## Exercise 4: what the gradient does
#
# Write `gradient_flow(norms)`: it returns `"vanishing"`, `"healthy"` or `"exploding"`.
# `norms` is a list of gradient norms, **first layer first**.
#
# - The **ratio** is the first norm divided by the last one. Below 0.01 is vanishing, above 100 is exploding, everything between is healthy, both limits included.
# - A norm that is not finite (NaN or infinite), anywhere in the list, is exploding.
# - A first norm of 0 is vanishing. Otherwise a last norm of 0 is exploding.
# - Fewer than two norms, or a negative one, raise a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# `math.isfinite(x)` is False for NaN and for infinity. Look at the special cases before you divide.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "gradient_flow", "locked": false, "schema_version": 3, "solution": true, "task": false}
def gradient_flow(norms):
    """Return vanishing, healthy or exploding."""
    ### BEGIN SOLUTION
    if len(norms) < 2 or any(norm < 0 for norm in norms):
        raise ValueError(f"expected at least two norms, none negative, got {norms}")
    if not all(math.isfinite(norm) for norm in norms):
        return "exploding"
    first, last = norms[0], norms[-1]
    if first == 0:
        return "vanishing"
    if last == 0 or first / last > 100:
        return "exploding"
    return "vanishing" if first / last < 0.01 else "healthy"
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_gradient_flow", "locked": true, "points": 8, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "gradient_flow",
    checks.example([1e-9, 1e-4, 1.0], expected="vanishing", hint="The first is a billionth."),
    checks.example([2.0, 0.5, 1.0], expected="healthy", hint="The ratio is 2."),
    checks.example([5e3, 70.0, 1.0], expected="exploding", hint="The ratio is 5000."),
    checks.raises(ValueError, [1.0], hint="One norm has nothing to compare with."),
)

# %% [markdown]
# ## Exercise 5: choose a depth
#
# You have measured some networks and may use at most `budget` parameters. Write `choose_network(candidates, budget)`.
# Each candidate is a dictionary: `"n_neurons"` (the sizes of the hidden layers, for 784 inputs and 10 outputs), `"flow"` (`"vanishing"`, `"healthy"` or `"exploding"`) and `"accuracy"` (validation).
#
# - Leave out those with more parameters than the budget, and those whose flow is not healthy. A network with exactly `budget` parameters is allowed.
# - Of the others return the `"n_neurons"` of the one with the highest accuracy.
# - Of equal accuracy, the one with fewer parameters. Depth is no merit of its own.
# - If none is left, raise a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# Parameters of 784-a-b-10: `784*a + a + a*b + b + b*10 + 10` (lesson 01). `h.count_parameters(h.MLP(784, n_neurons, 10))` counts them for you.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `min(allowed, key=lambda c: (-c["accuracy"], parameters(c)))` sorts by two things.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "choose_network", "locked": false, "schema_version": 3, "solution": true, "task": false}
def choose_network(candidates, budget):
    """Return the n_neurons of the best allowed candidate."""
    ### BEGIN SOLUTION
    allowed = []
    for candidate in candidates:
        parameters = h.count_parameters(h.MLP(784, candidate["n_neurons"], 10))
        if candidate["flow"] == "healthy" and parameters <= budget:
            allowed.append((-candidate["accuracy"], parameters, candidate["n_neurons"]))
    if not allowed:
        raise ValueError(f"no healthy candidate has at most {budget} parameters")
    return sorted(allowed)[0][2]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_choose_network", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "choose_network",
    checks.example(
        [
            {"n_neurons": [32, 32], "flow": "healthy", "accuracy": 0.88},
            {"n_neurons": [512, 512], "flow": "healthy", "accuracy": 0.93},
            {"n_neurons": [16] * 12, "flow": "vanishing", "accuracy": 0.91},
        ],
        40_000,
        expected=[32, 32],
        hint="The second has more than 40,000 parameters. The third does not flow.",
    ),
    checks.raises(ValueError, [], 1000, hint="There is nothing to choose from."),
)

# %% [markdown]
# ## Take away
#
# | | |
# | --- | --- |
# | Start from | 1 to 3 hidden layers, ReLU, He's initialization |
# | Range and scale to search | 1 to 6 hidden layers, every integer; more only with skip connections or normalization |
# | Cost | seconds and memory grow in proportion to the layers, parameters too at equal width |
# | It interacts with | initialization and activation (they decide whether a deep network trains at all), width (at equal parameters), learning rate (deep plain networks bear smaller ones) |
#
# | Symptom | Likely cause | Try |
# | --- | --- | --- |
# | accuracy of guessing, loss does not move, many layers | vanishing gradients | ReLU with He, fewer layers; measure the norms |
# | loss is NaN or jumps in the first steps | exploding gradients | smaller initial weights, smaller learning rate |
# | norms are flat, and all tiny | initial weights too small | He or Glorot |
# | healthy norms, and the deeper network has the higher training loss | hard to train | fewer layers, or skip connections |
#
# Three sentences to keep:
#
# - Depth multiplies: what a network can represent, and what happens to its gradients.
# - Healthy gradients are necessary, and not enough.
# - Begin shallow, add a layer when a measurement over seeds says that it pays.
#
# ## Read more
#
# - Glorot and Bengio (2010), *Understanding the difficulty of training deep feedforward neural networks*, AISTATS.
# - He, Zhang, Ren and Sun (2015), *Delving deep into rectifiers*, ICCV, arXiv:1502.01852.
# - He, Zhang, Ren and Sun (2016), *Deep residual learning for image recognition*, CVPR, arXiv:1512.03385.
# - Schoenholz, Gilmer, Ganguli and Sohl-Dickstein (2017), *Deep information propagation*, ICLR, arXiv:1611.01232.
# - Telgarsky (2016), *Benefits of depth in neural networks*, COLT, arXiv:1602.04485.
