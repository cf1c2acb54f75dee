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
from statistics import median

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
# | Gradients of each layer, explorer of gradients | none, networks as they begin | 2 s |
# | Accuracy against depth | 90 | 8 s |
# | Equal parameters | 42 | 8 s |
# | Explorer of accuracies | none, measured beforehand | at once |
# | Gallery | none | at once |

# %% [markdown]
# ## What depth buys
#
# The **depth** of a network is its number of layers with weights.
# In this course we count the hidden ones: `n_neurons=[128, 64, 32]` is a network of three hidden layers.
#
# A layer works on what the layer before it made of the input.
# So each layer can use the work of the earlier ones again.
# Here is a small example. Two ReLU neurons fold the line from 0 to 1 in the middle:
#
# $$\text{fold}(x) = 2\,\text{relu}(x) - 4\,\text{relu}(x - 0.5)$$
#
# Over the numbers from 0 to 1 it goes up from 0 to 1 and down again: two straight pieces.
#
# **Predict.** We fold the result again, six times in all. That is a network of six hidden layers with two neurons each: 12 neurons. How many straight pieces has the final line: 7, 12 or 64?


# %% tags=["demonstration"]
def fold(x):
    return 2 * torch.relu(x) - 4 * torch.relu(x - 0.5)


line = torch.arange(0, 1025, dtype=torch.float64) / 1024  # 1,025 points from 0 to 1
pieces = []
for _ in range(6):
    line = fold(line)
    slopes = line.diff() * 1024  # from each point to the next; exact, as 1024 is a power of 2
    pieces.append(1 + int((slopes.diff() != 0).sum()))  # a new piece begins where it changes
print("layers:", list(range(1, 7)))
print("pieces:", pieces)

# %% [markdown]
# **Explain.** Each layer folds all pieces of the one before: 2, 4, 8, up to 64.
# One hidden layer of 12 ReLU neurons has at most 13 pieces, because each neuron can bend the line once.
# For 64 pieces it needs 63 neurons.
# So with depth, few neurons can make a complicated function (Telgarsky 2016, *Benefits of depth in neural networks*, COLT, arXiv:1602.04485; Montúfar et al. 2014, NeurIPS, arXiv:1402.1869).
#
# That says what a deep network *can* represent.
# It does not say that training finds it, nor that your task needs it.
# Both are questions for measurements. We begin with the gradients.

# %% [markdown]
# ## By hand: the gradient of each layer
#
# Training moves each weight against its gradient.
# The gradient of an early layer is computed from the last layer backward, by the chain rule.
# At each layer on the way it is multiplied by that layer's weights and by the slope of its **activation**, the function after the layer.
# Ten layers are ten factors.
# Ten factors of 0.5 leave a thousandth. Ten factors of 2 make it a thousand times larger.
#
# - **Vanishing gradients:** the early layers get next to nothing to learn from.
# - **Exploding gradients:** the early layers get huge ones, and one step throws their weights far off.
#
# The size of a layer's gradient is its **norm**: the square root of the sum of squares of all its numbers.
# Here it is for the weights of a network of ten hidden layers, by hand and by the library. (Biases are left out for now.)

# %% tags=["demonstration"]
data = h.load_mnist().subset(1000)  # 1,000 training digits
X, y = data.X_train[:256], data.y_train[:256]

model = h.MLP(784, [64] * 10, 10, activation="sigmoid", seed=0)
loss = cross_entropy(model(X), y)
loss.backward()  # puts the gradient of each weight into its .grad
by_hand = []
for layer in model.layers:
    if isinstance(layer, nn.Linear):  # the activations between them have no weights
        squares = (layer.weight.grad**2).sum().item()  # .item() makes a Python number of it
        by_hand.append(math.sqrt(squares))

by_library = h.gradient_norms(model, X, y)
same = all(math.isclose(a, b, rel_tol=1e-4) for a, b in zip(by_hand, by_library, strict=True))
print("by hand and by the library, the same norms:", same)
print("layers with weights, the output layer too:", len(by_hand))

# %% [markdown]
# ## Three activations, three ways to begin
#
# Three choices for the activation:
#
# - **Sigmoid**, $1 / (1 + e^{-x})$, turns every number into one between 0 and 1.
# - **tanh** turns every number into one between -1 and 1.
# - **ReLU** keeps positive numbers and turns negative ones into 0.
#
# The weights begin as random numbers around 0.
# How they are drawn is the **initialization**, and what matters most is how large they are.
# The measure is the **standard deviation**: how far the numbers are from their mean, typically.
# A layer has `fan_in` inputs and `fan_out` outputs. Three rules:
#
# - **default**: what `torch.nn.Linear` does. Uniform numbers between $-1/\sqrt{\text{fan\_in}}$ and $1/\sqrt{\text{fan\_in}}$, which have the standard deviation $\sqrt{1/(3\,\text{fan\_in})}$. Biases are drawn in the same way.
# - **Glorot**: standard deviation $\sqrt{2/(\text{fan\_in} + \text{fan\_out})}$, for activations like tanh (Glorot and Bengio 2010, AISTATS, equation 12).
# - **He**: standard deviation $\sqrt{2/\text{fan\_in}}$, made for ReLU (He et al. 2015, arXiv:1502.01852, equation 10).
#
# With Glorot and He, biases begin at zero.
#
# **Predict.** Ten hidden layers of 64. For which activation does the gradient shrink most on its way to the first layer? Does a better initialization cure all three?
#
# (The figure has a log axis: equal distances are equal factors. A factor of ten is called an order of magnitude.)

# %% tags=["demonstration"]
good = {"sigmoid": "glorot", "tanh": "glorot", "relu": "he"}


def norms_at_start(depth, activation, initialization, seed, width=64):
    """Return the gradient norm of each layer before the first step, first layer first."""
    how = {"activation": activation, "initialization": initialization, "seed": seed}
    return h.gradient_norms(h.MLP(784, [width] * depth, 10, **how), X, y)


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
    "the default initialization, all three shrink toward the first layer: sigmoid by about eight orders "
    "of magnitude, ReLU by about three, tanh by less than two. Right, with Glorot and He, tanh and ReLU "
    "are nearly flat, and sigmoid still shrinks by more than five.",
)

# %% [markdown]
# That was one seed and one depth. Now five seeds, and 5, 10 and 20 hidden layers.
# All hidden layers have the same shape except the first, which sees 784 pixels.
# So we compare the second layer with the last hidden one: **ratio** = norm of layer 2 / norm of the last hidden layer.
# A ratio near 1 means that the gradient arrives.


# %% tags=["demonstration"]
def ratio(depth, activation, initialization, seed, width=64):
    norms = norms_at_start(depth, activation, initialization, seed, width)
    return norms[1] / norms[-2]  # norms[-1] is the output layer


ratios = {}
for activation, fitting in good.items():
    for initialization in ("default", fitting):
        for depth in (5, 10, 20):
            ratios[activation, initialization, depth] = [
                ratio(depth, activation, initialization, seed) for seed in range(5)
            ]
deep = {(a, i): r for (a, i, d), r in ratios.items() if d == 20}
print("20 hidden layers, five seeds     ratio 0.1 to 10   below 0.01")
for (activation, initialization), r in deep.items():
    arrives = sum(0.1 < v < 10 for v in r)
    lost = sum(v < 0.01 for v in r)
    print(f"{activation + ', ' + initialization:<32} {arrives} of 5 {lost:>12} of 5")


def smaller(one, other):
    """Count the seeds in which the first ratio is the smaller one."""
    return sum(a < b for a, b in zip(one, other, strict=True))


for k, title in enumerate(["default", "Glorot or He"]):
    of_sigmoid, of_tanh, of_relu = list(deep.values())[k::2]  # every second one, from k on
    print(f"{title}: sigmoid's ratio is the smallest in", end=" ")
    print(smaller(of_sigmoid, map(min, of_tanh, of_relu)), "of 5 seeds")
helps = smaller(deep["sigmoid", "default"], deep["sigmoid", "glorot"])
print(f"sigmoid: the ratio is larger with Glorot than with the default in {helps} of 5 seeds")

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
# **Explain.** On a log axis the lines are nearly straight: each layer multiplies by about the same factor.
#
# - **Sigmoid** shrinks most. Its slope is at most 1/4. Glorot's rule assumes a slope of 1 at zero (Glorot and Bengio 2010, section 4.2.1), so it helps, and does not cure.
# - **tanh:** its slope at zero is 1. Glorot's weights keep the size of what flows forward and backward.
# - **ReLU:** at the start about half of the neurons are off and pass nothing. The factor 2 in He's rule makes up for it (He et al. 2015, section 2.2).
# - **default:** its standard deviation is smaller than that of both rules, so every activation shrinks the gradient.

# %% [markdown]
# ## Too large explodes
#
# tanh, 20 layers of 64. Now the standard deviation of the weights is `scale` times $1/\sqrt{\text{fan\_in}}$.
# For layers of equal width, a scale of 1 is Glorot's rule.
#
# **Predict.** At which of the scales 0.5, 1, 5/3 and 4 does the gradient grow more than a hundredfold on its way back?


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


for scale in (0.5, 1, 5 / 3, 4):
    # layer 2 to the last hidden one, for each of five seeds
    norms = [h.gradient_norms(scaled(20, "tanh", scale, seed), X, y)[1:-1] for seed in range(5)]
    grown = sum(n[0] / n[-1] > 100 for n in norms)
    flat = sum(0.1 < n[0] / n[-1] < 10 for n in norms)
    tiny = sum(max(n) < 1e-3 for n in norms)
    print(f"scale {scale:<5.3g} ratio above 100: {grown} of 5,  0.1 to 10: {flat} of 5,", end="  ")
    print(f"all norms < 0.001: {tiny} of 5")

# %% [markdown]
# **Explain.** At 4 the gradient grows on its way back: it **explodes**.
# At 0.5 the ratio looks healthy, and yet every layer's gradient is tiny.
# Small weights, with biases of zero, also shrink what flows forward.
# The gradient of a layer's weights is a product: what comes into the layer from the front, times what comes back from the end.
# Early layers lack the second factor, late layers the first.
# So a ratio alone does not show this case: look at the sizes too.
# (The default draws biases too. They keep something flowing forward, so there only the way back shrinks, and the ratio shows it.)
#
# Between too small and too large is an edge where gradients neither vanish nor explode (Schoenholz et al. 2017, *Deep information propagation*, ICLR, arXiv:1611.01232).
# Glorot's rule for tanh and He's rule for ReLU, with biases of zero, are on that edge when layers are wide.
# The edge is not sharp for tanh, and the field does not agree on one factor: PyTorch recommends a scale of 5/3 (`torch.nn.init.calculate_gain`), and here it also keeps the ratio within a factor of ten.

# %% [markdown]
# ## Explorer of gradients
#
# Choose a depth, an activation and an initialization. You see the gradient of each layer before the first step.
#
# **Predict.** 20 layers of ReLU, and Glorot's rule in place of He's: is the ratio near 1? Are the gradients as large as with He?


# %% tags=["demonstration", "nbval-ignore-output"]
def plot_flow(depth, activation, initialization):
    norms = norms_at_start(depth, activation, initialization, seed=0)
    ax = plotting.plot_gradient_norms({"": norms})
    ax.set_ylim(1e-18, 1e2)
    ax.set_title(f"{depth} hidden layers: layer 2 / last hidden layer = {norms[1] / norms[-2]:.1e}")
    return ax


def tell_flow(depth, activation, initialization):
    norms = norms_at_start(depth, activation, initialization, seed=0)
    return (
        f"Gradient norm of each layer on a log axis, {depth} hidden layers, {activation}, {initialization} "
        f"initialization: {norms[1]:.0e} in layer 2, {norms[-2]:.0e} in the last hidden layer."
    )


widgets.explore(
    plot_flow,
    alt=tell_flow,
    start={"depth": 20, "activation": "relu", "initialization": "glorot"},
    depth=[2, 4, 6, 10, 14, 20],
    activation=["sigmoid", "tanh", "relu"],
    initialization=["default", "glorot", "he"],
)

# %% tags=["demonstration"]
near = below = 0
for seed in range(5):
    by_glorot = norms_at_start(20, "relu", "glorot", seed)[1:-1]
    by_he = norms_at_start(20, "relu", "he", seed)[1:-1]
    near += 0.1 < by_glorot[0] / by_glorot[-1] < 10
    below += max(by_glorot) < min(by_he) / 50
print(f"ReLU, Glorot, 20 layers: ratio from 0.1 to 10 in {near} of 5 seeds,")
print(f"every norm at least 50 times smaller than with He in {below} of 5")

# %% [markdown]
# **Explain.** For ReLU, Glorot's weights are too small by a factor of $\sqrt{2}$, in both directions.
# It is the case of scale 0.5 again: the ratio is near 1, and all norms are small.

# %% [markdown]
# ## Does it train?
#
# Gradients at the start are a forecast.
# Here it is for three ways to begin and layers of 32, as ratios of layer 2 to the last hidden layer:

# %% tags=["demonstration"]
starts = {
    "sigmoid, Glorot": {"activation": "sigmoid", "initialization": "glorot"},
    "ReLU, default": {"activation": "relu", "initialization": "default"},
    "ReLU, He": {"activation": "relu", "initialization": "he"},
}
print("ratio from 0.1 to 10, in how many of 5 seeds")
print(f"{'hidden layers':<16} {4:>3} {8:>3} {16:>3}")
forecast = {}
for name, start in starts.items():
    for depth in (4, 8, 16):
        found = [ratio(depth, **start, seed=seed, width=32) for seed in range(5)]
        forecast[name, depth] = sum(0.1 < v < 10 for v in found)
    print(f"{name:<16}", *[f"{forecast[name, depth]:>3}" for depth in (4, 8, 16)])

# %% [markdown]
# Now we train them: 1,000 digits, Adam with learning rate 0.001, six epochs, five seeds.
#
# **Predict.** Which of the three falls to guessing (10 %) first as the depth grows? Is the best depth of ReLU with He closer to 1 or to 16? And would five times as many epochs help those that do not learn?

# %% tags=["demonstration"]
base = h.Hyperparameters(epochs=6, batch_size=32)
depths = [1, 2, 4, 8, 16]
configs = [base.replace(n_neurons=(32,) * d, **start) for start in starts.values() for d in depths]
# `h.sweep` trains all of them side by side and gives what `h.train` would give one by one:
# for each configuration five runs, one for each seed.
found = h.sweep(configs, data, seeds=range(5)).by_configuration()
keys = [(name, depth) for name in starts for depth in depths]
final = {key: [run.final for run in runs] for key, runs in zip(keys, found)}  # the last epoch
accuracy = {key: [epoch.val_accuracy for epoch in epochs] for key, epochs in final.items()}

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
def ahead(one, other, by=0.0):
    """Count the seeds in which `one` is larger than `other`, by more than `by`."""
    return f"{sum(a > b + by for a, b in zip(one, other, strict=True))} of 5 seeds"


arrived = [sum(accuracy[key]) / 5 for key, count in forecast.items() if count == 5]
lost = [sum(accuracy[key]) / 5 for key, count in forecast.items() if count == 0]
above, below = sum(a > 0.55 for a in arrived), sum(a < 0.55 for a in lost)
print(f"gradient arrives: mean accuracy above 55 % in {above} of {len(arrived)} networks")
print(f"it does not:      mean accuracy below 55 % in {below} of {len(lost)} networks")
guessing = sum(a < 0.15 for a in accuracy["sigmoid, Glorot", 8])
print(f"sigmoid, 8 layers: below 15 % in {guessing} of 5 seeds")
for depth in (2, 4, 8):
    gain = (sum(accuracy["ReLU, He", depth]) - sum(accuracy["ReLU, default", depth])) / 5
    print(f"ReLU, {depth} layers: He 4 points above the default, on average: {gain > 0.04}")
shallow, deepest = final["ReLU, He", 1], final["ReLU, He", 16]
for name in ("val_accuracy", "train_accuracy"):
    one, sixteen = [[getattr(epoch, name) for epoch in epochs] for epochs in (shallow, deepest)]
    print(f"ReLU, He: 1 layer above 16 in {name}: {ahead(one, sixteen)}")

# %% tags=["demonstration"]
configs = [base.replace(n_neurons=(32,) * 16, epochs=30, **start) for start in starts.values()]
found = h.sweep(configs, data, seeds=range(5)).by_configuration()
late = {name: [run.final.val_accuracy for run in runs] for name, runs in zip(starts, found)}
print("16 layers, 30 epochs in place of 6")
for name, found in late.items():
    print(f"{name:<16} below 15 % in {sum(a < 0.15 for a in found)} of 5 seeds,", end=" ")
    print(f"above 30 % in {sum(a > 0.3 for a in found)} of 5")
gain = (sum(late["ReLU, He"]) - sum(late["ReLU, default"])) / 5
print("He 5 points above the default, on average:", gain > 0.05)

# %% [markdown]
# **Explain.** The forecast holds: where the gradient does not arrive, six epochs teach the network much less, or nothing.
# At two layers He gains less than 4 points over the default, at four and at eight more.
# A gradient that vanishes at the start slows learning down. With more epochs ReLU with the default begins to learn all the same, behind He. The sigmoid network stands still.
#
# But look at ReLU with He. Its gradients were healthy at every depth, and after six epochs 16 layers do worse than one.
# So healthy gradients help, and they are not enough.
# The 16 layers are worse on their *training* digits too. That is not overfitting: they are harder to train.
# He et al. (2016, *Deep residual learning*, CVPR, arXiv:1512.03385, figure 1) saw the same in networks of 20 and 56 layers, and found that vanishing gradients were unlikely to be the cause (section 4.1).
#
# Two cures make more than a hundred layers trainable.
# **Skip connections** add a layer's input to its output (the same paper). **Normalization** rescales what each layer gets (Ioffe and Szegedy 2015, ICML, arXiv:1502.03167).
# Networks without them, as here, are best kept short.

# %% [markdown]
# ## The same number of parameters
#
# More layers of the same width are also more parameters and more time, so the comparison above changed several things at once.
# Now every network may have 30,000 parameters: the deeper, the narrower.
# All are ReLU with He, and train for eight epochs.
#
# **Predict.** 1, 2, 4 or 8 layers: which is best, and does the best one win by much? And if the deepest loses: is it only slow, so that 40 epochs would let it catch up?


# %% tags=["demonstration"]
def widest(depth, budget):
    """Return the largest width for which the network has at most `budget` parameters."""
    width = 1
    while h.count_parameters(h.MLP(784, [width + 1] * depth, 10)) <= budget:
        width += 1
    return width


shapes = {depth: (widest(depth, 30_000),) * depth for depth in (1, 2, 4, 8)}
configs = [base.replace(n_neurons=s, initialization="he", epochs=8) for s in shapes.values()]
equal = dict(zip(shapes, h.sweep(configs, data, seeds=range(5)).by_configuration()))
configs = [base.replace(n_neurons=shapes[d], initialization="he", epochs=40) for d in (2, 8)]
found = h.sweep(configs, data, seeds=range(5)).by_configuration()
long = {depth: [run.final for run in runs] for depth, runs in zip((2, 8), found)}

# %% tags=["demonstration", "nbval-ignore-output"]
print("layers  width  parameters  mean accuracy  seconds a run")
seconds = {}
for depth, runs in equal.items():
    mean = sum(r.history[-1].val_accuracy for r in runs) / 5
    alone = [h.train(runs[0].config, data, seed=seed) for seed in range(3)]  # for their seconds
    seconds[depth] = median(run.seconds for run in alone)
    parameters = h.count_parameters(alone[0].model)
    print(
        f"{depth:>6} {shapes[depth][0]:>6} {parameters:>11,} {mean:>14.1%} {seconds[depth]:>14.2f}"
    )
print("a run with 8 layers takes longer than one with 1:", seconds[8] > seconds[1])

# %% tags=["demonstration"]
reached = {depth: [r.history[-1].val_accuracy for r in runs] for depth, runs in equal.items()}
print("2 more accurate than 8 layers in", ahead(reached[2], reached[8]))
print("4 more accurate than 8 layers, on average:", sum(reached[4]) > sum(reached[8]))
close = abs(sum(reached[1]) - sum(reached[2])) / 5 < 0.02
print("1 and 2 layers are within 2 points of each other, on average:", close)
print("After 40 epochs:")
for depth, epochs in long.items():
    fitted = sum(epoch.train_accuracy > 0.99 for epoch in epochs)
    print(f"{depth} layers: training accuracy above 99 % in {fitted} of 5 seeds")
two, eight = [sum(epoch.val_accuracy for epoch in epochs) / 5 for epochs in long.values()]
print("2 more than a point above 8 layers, on average:", two > eight + 0.01)

# %% [markdown]
# **Explain.** At equal parameters and one learning rate for all, one or two hidden layers are best on these digits, and close to each other.
# After eight epochs, four layers are a point or two behind in most runs, not in all; eight are behind four and take longer than one.
# Part of it is slow training: after 40 epochs, eight layers also know their training digits.
# On new digits they are still behind two. So here depth costs twice, in training and in generalization.
#
# Do not read this as "depth is useless".
# On large tasks depth pays, once skips and normalization make it trainable: on ImageNet, a network of 152 layers beat shallower ones that need more computation (He et al. 2016, section 4.1).
# How depth and width should grow together is an open matter.
# Zagoruyko and Komodakis (2016, *Wide residual networks*, arXiv:1605.07146) got better results from fewer and wider layers. Tan and Le (2019, *EfficientNet*, arXiv:1905.11946) scale depth, width and image size together.

# %% [markdown]
# ## Explorer of accuracies
#
# What if the learning rate or the optimizer were others?
# A table of results that was measured beforehand answers at once: 1 to 3 hidden layers, 1,000 training digits, ten epochs, batches of 64, five seeds.
# The initialization is the default one.
# `sgd` steps against the gradient as it is, and keeps part of the step before (momentum 0.9); `adam` rescales the gradient first. A later lesson compares them.
# `best` takes the learning rate with the highest mean accuracy, for each point anew.
# A run that diverged counts as guessing.
#
# **Predict.** Width 64, SGD. Does the best learning rate rescue three layers of sigmoid? Does Adam? And three layers of ReLU with SGD: how much do they lose to one layer at the rate 0.01, and how much at the best rate?


# %% tags=["demonstration"]
table = h.load_table("model").select(batch_size=64)
rates = table.axes["lr"]  # 0.0001 to 0.3


def measured(activation, optimizer, width, depth, lr):
    """Return the validation accuracy of five seeds after the last epoch."""
    if lr == "best":
        lr = best_rate(activation, optimizer, width, depth)
    part = table.select(activation=activation, optimizer=optimizer, width=width, depth=depth, lr=lr)
    return [0.1 if math.isnan(a) else float(a) for a in part.val_accuracy[:, -1]]


def best_rate(*setting):
    """Return the learning rate with the highest mean accuracy over the seeds."""
    return max(rates, key=lambda lr: sum(measured(*setting, lr)))


# %% tags=["demonstration", "nbval-ignore-output"]
def plot_depths(optimizer, width, lr):
    figure, [ax] = plotting.figure()
    for k, activation in enumerate(good):
        look = {"color": plotting.COLORS[k], "marker": plotting.MARKERS[k]}
        label, means = activation, []
        for depth in (1, 2, 3):
            runs = measured(activation, optimizer, width, depth, lr)
            means.append(sum(runs) / 5)
            ax.plot([depth] * 5, runs, linestyle="", alpha=0.4, **look)
            if lr == "best":
                rate = best_rate(activation, optimizer, width, depth)
                label += f"{', ' if depth > 1 else ', lr '}{rate:g}"
        ax.plot([1, 2, 3], means, linestyle=plotting.LINES[k], label=label, **look)
    ax.set_ylim(0, 1)
    ax.set_xticks([1, 2, 3])
    ax.set_xlabel("hidden layers")
    ax.set_ylabel("validation accuracy")
    ax.set_title(f"{optimizer}, width {width}, learning rate {lr}")
    ax.legend()
    return ax


def tell_depths(optimizer, width, lr):
    means = {
        activation: ", ".join(
            f"{sum(measured(activation, optimizer, width, depth, lr)) / 5:.0%}"
            for depth in (1, 2, 3)
        )
        for activation in good
    }
    return (
        f"Validation accuracy against 1, 2 and 3 hidden layers, five seeds and their mean; {optimizer}, width "
        f"{width}, learning rate {lr}. Means: {'; '.join(f'{a} {m}' for a, m in means.items())}."
    )


widgets.explore(
    plot_depths,
    alt=tell_depths,
    start={"optimizer": "sgd", "width": 64, "lr": "best"},
    optimizer=["sgd", "adam"],
    width=[16, 64, 128],
    lr=["best", *rates],
)

# %% tags=["demonstration"]
every = [a for lr in rates for a in measured("sigmoid", "sgd", 64, 3, lr)]
print(f"sigmoid, sgd, 3 layers, all rates: below 20 % in {sum(a < 0.2 for a in every)}", end=" ")
print(f"of {len(every)} runs")
best = measured("sigmoid", "adam", 64, 3, "best")
print(f"sigmoid, adam, 3 layers, best rate: above 80 % in {sum(a > 0.8 for a in best)} of 5 seeds")
for lr in (0.01, "best"):
    one, three = [measured("relu", "sgd", 64, depth, lr) for depth in (1, 3)]
    print(
        f"ReLU, sgd, rate {lr}: 3 layers more than 10 points below 1 in", ahead(one, three, by=0.1)
    )
for activation in good:
    one, three = [measured(activation, "adam", 64, depth, 0.1) for depth in (1, 3)]
    print(f"{activation}, adam, rate 0.1: 3 layers below 1 in", ahead(one, three))

# %% [markdown]
# **Explain.** With SGD, three layers of sigmoid hardly learn at any rate of the table in ten epochs.
# With Adam they learn: it divides each step by the size of the latest gradients (Kingma and Ba 2015, section 2.1), so a small gradient alone does not stop it.
# It does not undo everything: the sigmoid network of eight layers above guessed with Adam.
#
# ReLU with SGD at 0.01 looks as if depth did the harm. At the best rate of each depth no seed loses 10 points any more: the rate did not fit.
# A large rate, 0.1 with Adam, harms three layers more than one, with every activation.
# So compare depths only after the learning rate was chosen for each of them (lesson 05).

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
    work = h.multiply_adds(h.MLP(784, [32] * depth, 10))
    print(f"{name:<10} {start}, hidden layers: {depth}, multiply-adds a digit: {work:,}")
    if depth > 1:
        found = [ratio(depth, **starts[start], seed=seed, width=32) for seed in range(5)]
        print(f"{'':10} healthy at the start in {sum(0.1 < v < 10 for v in found)} of 5 seeds")
    high = sum(a > 0.82 for a in accuracy[start, depth])
    guesses = sum(a < 0.15 for a in accuracy[start, depth])
    print(f"{'':10} above 82 % in {high} of 5 seeds, below 15 % in {guesses} of 5")

# %% [markdown]
# - **Good:** one hidden layer. The least work of the three, and enough for this task.
# - **Bad:** sixteen sigmoid layers. The first layers get next to no gradient, and the network guesses.
# - **Deceptive:** sixteen ReLU layers with He's rule. Its gradients look healthy, it does one and a half times the work, and after six epochs it is worse than one layer.

# %% [markdown]
# ## Exercise 1: three questions
#
# What do these gradients do?
# Replace each `...` by `"vanishing"`, `"exploding"` or `"neither"`.
# (In the third, "one layer" is a network with one hidden layer.)
#
# <details><summary>Hint 1</summary>
#
# Go from the last layer to the first. Do the norms shrink, grow, or stay alike?
#
# </details>
# <details><summary>Hint 2</summary>
#
# The words speak of gradients only. A network may be less accurate for another reason.
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
# - `rule` is `"he"` or `"glorot"`; the formulas are in the section "Three activations, three ways to begin".
# - Another rule, or a `fan_in` or `fan_out` below 1, raises a `ValueError`. Both sizes are checked, whichever the rule.
#
# <details><summary>Hint 1</summary>
#
# Check the two sizes first. He's rule does not use `fan_out`, and refuses a wrong one all the same.
#
# </details>
# <details><summary>Hint 2</summary>
#
# By hand: He with a `fan_in` of 8 is the root of 2 / 8, which is 0.5. `math.sqrt` takes the root.
#
# </details>
# <details><summary>Hint 3</summary>
#
# One `if` for each rule. After them, `raise ValueError("...")`: only another rule gets there.
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
# - "Together" means: the square root of the sum of squares over all numbers of both.
# - Calling it twice gives the same answer twice: gradients left in the model by an earlier call must not add up.
#
# <details><summary>Hint 1</summary>
#
# The cell of "By hand: the gradient of each layer" does nearly all of it. After `loss.backward()`, `layer.bias.grad` is the gradient of the bias.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Not every model has `model.layers`. `model.modules()` gives all parts of any model, first to last. `isinstance(part, nn.Linear)` picks the layers with weights.
#
# </details>
# <details><summary>Hint 3</summary>
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
# The rules, in the order in which they decide:
#
# 1. Fewer than two norms, or a negative one anywhere in the list, raise a `ValueError`.
# 2. A norm that is not finite (NaN, "not a number", or infinite), anywhere in the list, is exploding.
# 3. A first norm of 0 is vanishing. Otherwise a last norm of 0 is exploding.
# 4. The **ratio** is the first norm of the list divided by the last one. Below 0.01 is vanishing, above 100 is exploding, everything between is healthy, both limits included.
#
# <details><summary>Hint 1</summary>
#
# One `if` for each rule, in this order: then nothing divides by 0.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `math.isfinite(x)` is False for NaN and for infinity. `any(norm < 0 for norm in norms)` looks at all of them.
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
# You have measured some networks and may use at most `budget` parameters.
# Write `choose_network(candidates, budget)`: it returns the hidden sizes of the network to take.
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
# Python compares pairs by their first items, and by the second ones when the first are equal. The minus makes the highest accuracy the smallest item:
# `min(allowed, key=lambda c: (-c["accuracy"], parameters(c)))`. You write `parameters` yourself. `min` of an empty list raises a `ValueError`.
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
# | Range and scale to search | 1 to 6 hidden layers, every integer; more only with skip connections |
# | Cost | each further hidden layer of the same width adds as many parameters and multiply-adds as the one before; seconds grow too |
# | It interacts with | initialization and activation (they decide whether a deep network trains at all), optimizer (Adam bears small gradients better than SGD), learning rate (the largest that still trains falls with depth), width (at equal parameters) |
#
# | Symptom | Likely cause | Try |
# | --- | --- | --- |
# | accuracy of guessing, loss does not move, many layers | vanishing gradients | ReLU with He, fewer layers; measure the norms |
# | loss is NaN or jumps in the first steps | exploding gradients | smaller initial weights, smaller learning rate |
# | ratio near 1, and all norms tiny | initial weights too small | He for ReLU, Glorot for tanh |
# | healthy norms, and the deeper network has the higher training loss | hard to train | fewer layers, or skip connections |
#
# Three sentences to keep:
#
# - Depth multiplies: what a network can represent, and what happens to its gradients.
# - Vanishing gradients slow learning down, at worst to a standstill; healthy gradients do not promise a good network.
# - Begin shallow, and add a layer when a measurement over seeds, each depth with its own learning rate, says that it pays.
#
# ## Read more
#
# - Glorot and Bengio (2010), *Understanding the difficulty of training deep feedforward neural networks*, AISTATS.
# - He, Zhang, Ren and Sun (2015), *Delving deep into rectifiers*, ICCV, arXiv:1502.01852.
# - He, Zhang, Ren and Sun (2016), *Deep residual learning for image recognition*, CVPR, arXiv:1512.03385.
# - Kingma and Ba (2015), *Adam: a method for stochastic optimization*, ICLR, arXiv:1412.6980.
# - Schoenholz, Gilmer, Ganguli and Sohl-Dickstein (2017), *Deep information propagation*, ICLR, arXiv:1611.01232.
# - Telgarsky (2016), *Benefits of depth in neural networks*, COLT, arXiv:1602.04485.
