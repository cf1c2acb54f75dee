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
# **Here are two runs. Same digits, same code, 32 neurons in every layer. One network has 2 hidden layers, the other 16. One of them has learned nothing at all. What happened to it?**

# %%
import math
import statistics

import torch
from torch.nn.functional import cross_entropy

import hyperlib as h
from hyperlib import checks, plotting, widgets

torch.set_num_threads(1)  # small steps: two threads would wait for each other
data = h.load_mnist().subset(1000)  # 1,000 training digits, for quick runs
base = h.Hyperparameters(activation="sigmoid", lr=0.003, batch_size=32, epochs=6)

# %% tags=["demonstration", "nbval-ignore-output"]
runs = {
    "2 hidden layers": h.train(base.replace(n_neurons=(32,) * 2), data, seed=0),
    "16 hidden layers": h.train(base.replace(n_neurons=(32,) * 16), data, seed=0),
}
plotting.show(plotting.plot_curves(runs, ylim=(0, 100)))

# %% [markdown]
# The flat line is a network that guesses: one digit in ten, after every epoch.
# The number of its hidden layers is its **depth**. (`(32,) * 16` repeats 32 sixteen times.)
#
# **Your turn, two minutes.** Keep the 16 layers, change the three numbers, and try to get half of the digits right.

# %% tags=["demonstration", "nbval-ignore-output"]
for lr, epochs, width in [(0.003, 6, 32)]:  # change them, or add: [(...), (...)]
    config = base.replace(n_neurons=(width,) * 16, lr=lr, epochs=epochs)
    run = h.train(config, data, seed=0)
    right = run.final.val_accuracy
    print(f"rate {lr}, {epochs} epochs, {width} neurons: {right:.0%} right")

# %% [markdown]
# Here are common repairs.

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
sixteen = base.replace(n_neurons=(32,) * 16)
repairs = {
    "as it was": sixteen,
    "five times as many epochs": sixteen.replace(epochs=30),
    "ten times the learning rate": sixteen.replace(lr=0.03),
    "a tenth of the learning rate": sixteen.replace(lr=0.0003),
    "four times as many neurons": sixteen.replace(n_neurons=(128,) * 16),
    "8 layers in place of 16": sixteen.replace(n_neurons=(32,) * 8),
    "4 layers": sixteen.replace(n_neurons=(32,) * 4),
    "1 layer": sixteen.replace(n_neurons=(32,)),
}


def mean_right(lanes):
    """Return the mean validation accuracy of some runs after their last epoch."""
    return statistics.mean(lane.final.val_accuracy for lane in lanes)


tried = {}
print("right, mean of five seeds")
for name, config in repairs.items():
    tried[name] = mean_right(h.sweep([config], data, seeds=range(5), measure="last epoch").lanes)
    print(f"{name:<30}{tried[name]:>5.0%}")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "the first five guess": max(list(tried.values())[:5]) < 0.13,
        "8 layers hardly learn": tried["8 layers in place of 16"] < 0.25,
        "4 layers are far behind 1": tried["4 layers"] < tried["1 layer"] - 0.3,
        "1 layer reads more than 80%": tried["1 layer"] > 0.8,
    }
)

# %% [markdown]
# *Train longer*, *longer steps*, *shorter steps*, *more neurons*: the network still guesses. Only fewer layers help, and the fewer the better. So the trouble lies in the depth.
#
# Why not stay shallow? Networks that people are paid to train are deep: 152 layers recognize photographs (He et al. 2016), 96 blocks of layers wrote the sentences of GPT-3 (Brown et al. 2020).
# After this lesson you can measure what a gradient loses from layer to layer, choose activation, initialization and skip connections so that a deep network learns, and say when another layer is worth its price.
#
# | | |
# | --- | --- |
# | You need | lesson 01; the chain rule of derivatives |
# | Time | 60 minutes with the exercises |
# | Run All | about a minute on a laptop with two cores |

# %% [markdown]
# ## What a layer adds
#
# Draw the output of a network over its only input. Without a layer the output is the input, a straight line. A layer of two ReLU neurons can fold it like a strip of paper: up to the middle and down again. The next layer folds the folded line. **One fold makes two straight pieces. How many has the line after six layers?**

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
start = torch.arange(1025, dtype=torch.float64) / 1024  # 1,025 points from 0 to 1
line, pieces = start, []
figure, axes = plotting.figure(4, height=2.6)
panels = dict(zip([1, 2, 3, 6], axes))
for layer in range(1, 7):
    line = 2 * torch.relu(line) - 4 * torch.relu(line - 0.5)  # up to the middle, then down
    slopes = line.diff() * 1024  # exact, as 1024 is a power of 2
    pieces.append(1 + int((slopes.diff() != 0).sum()))  # a new piece begins where it changes
    if layer in panels:
        ax = panels[layer]
        ax.plot(start, line, color=plotting.COLORS[0], linewidth=1.5)
        ax.set_title(f"after {layer} layer{'s' * (layer > 1)}: {pieces[-1]} pieces", fontsize=11)
        ax.set(xticks=[], yticks=[], xlabel="input", ylabel="output" if layer == 1 else "")
        plotting.describe(ax, f"Layers: {layer}; straight pieces: {pieces[-1]}.")
plotting.show(figure)

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims({"every layer doubles the pieces": pieces == [2, 4, 8, 16, 32, 64]})

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# Each layer computes $2\,\text{ReLU}(x) - 4\,\text{ReLU}(x - \tfrac12)$ of what it gets: up to the middle, then down. It folds *all* pieces of the line, so every layer doubles them: 2, 4, 8, 16, 32, 64.
# That took 12 neurons. Side by side in one layer, 12 ReLU neurons bend a line 12 times at most, which makes 13 pieces; 64 pieces would take 63 neurons (Telgarsky 2016; Montúfar et al. 2014).
#
# </details>
#
# **Depth can multiply, width adds.** But these weights were set by hand; first a deep network has to learn at all.

# %% [markdown]
# ## By hand: a product with a factor for each layer
#
# The gradient reaches an early layer through all the layers after it.
# Take one neuron a layer, the same weight $w$ everywhere, and the **sigmoid** $\sigma(z) = 1/(1 + e^{-z})$, which squeezes any number to between 0 and 1: $x_k = \sigma(w\,x_{k-1})$.
# By the chain rule a gradient, on its way from the last output $x_L$ back to the input $x_0$, is multiplied by one factor for each of the $L$ layers:
#
# $$\frac{\partial x_L}{\partial x_0} = \prod_{k=1}^{L} w \, \sigma'(w\,x_{k-1})$$
#
# where the slope is
#
# $$\sigma'(z) = \sigma(z)\,\bigl(1 - \sigma(z)\bigr) \le \tfrac14$$
#
# (Python writes small numbers like `2e-05`: 2, divided by 10 five times.) **With weight 1, which share of the gradient is left after 16 layers?**


# %%
def passed_on(layers, w, x=0.5):
    product = 1.0
    for _ in range(layers):
        x = 1 / (1 + math.exp(-w * x))  # the sigmoid of w * x
        slope = x * (1 - x)  # its slope there, at most 1/4
        product = product * w * slope  # one more factor
    return product


# %%
question = "Left after 16 layers?"
guess_left = widgets.predict(question, low=1e-15, high=1, scale="log", near=10)

# %% tags=["nbval-ignore-output"]
print("layers         1      2      4      8     16")
for w in [1, 4, 10]:
    shares = [passed_on(layers, w) for layers in [1, 2, 4, 8, 16]]
    print(f"weight {w:>2}", *[f"{share:6.1g}" for share in shares])
guess_left.compare(passed_on(16, 1))

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
_, [ax] = plotting.figure(1, height=3)
for k, w in enumerate([1, 4, 10]):
    left = [passed_on(layers, w) for layers in range(17)]
    ax.plot(left, color=plotting.COLORS[k], linestyle=plotting.LINES[k], linewidth=2.2)
    ax.annotate(
        f"weight {w}: {left[-1]:.0e}",
        (16, left[-1]),
        (8, 0),
        textcoords="offset points",
        annotation_clip=False,
        color=plotting.INKS[k],
        va="center",
    )
    plotting.describe(ax, f"Weight {w}: after 16 layers {left[-1]:.0e} of the gradient is left.")
ax.set(yscale="log", ylim=(1e-55, 100), xlabel="sigmoid layers", ylabel="share left (log scale)")
ax.set_yticks([10.0**k for k in range(-50, 1, 10)])
ax.minorticks_off()
plotting.show(ax)

# %% tags=["demonstration"] jupyter={"source_hidden": true}
x0 = torch.tensor(0.5, dtype=torch.float64, requires_grad=True)
x16 = x0
for _ in range(16):
    x16 = torch.sigmoid(1 * x16)
[by_torch] = torch.autograd.grad(x16, [x0])
checks.claims(
    {
        "torch finds the same product": math.isclose(by_torch.item(), passed_on(16, 1)),
        "less than a billionth is left": passed_on(16, 1) < 1e-9,
        "with weight 4 still less, and with 10 again": passed_on(16, 10)
        < passed_on(16, 4)
        < passed_on(16, 1),
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# With weight 1 every factor is less than a quarter, and even 16 full quarters multiply to only $2 \cdot 10^{-10}$.
# Weight 4 should make up for the quarter, and after 16 layers it leaves still less, $10^{-17}$: it also pushes the sigmoid to where it is flat, and there the slope is nearly 0.
#
# </details>
#
# This is a **vanishing gradient** (Hochreiter 1991); factors above 1 would make an **exploding** one. **Sixteen layers are sixteen factors, so each has to be close to 1.**

# %% [markdown]
# ## Look inside
#
# A real layer's gradient is one number for each weight. Its size is its **norm**: square these numbers, add them up, take the root.
# Here it is, layer by layer, in three untrained networks, as PyTorch makes them: with sigmoid, **tanh** (between -1 and 1, slope up to 1), and ReLU (slope 0 or 1).
# The wider a bar, the more its layer gets to learn from. On this log scale a little narrower means much less, so read the numbers. **Do slopes of up to 1 save the gradient?**


# %% tags=["nbval-ignore-output"]
def norms_at_start(seed=0, layers=16, n_neurons=None, **changes):
    config = base.replace(n_neurons=n_neurons or (32,) * layers, **changes)
    model = h.MLP.from_config(config, data, seed=seed)  # not trained
    return h.gradient_norms(model, data.X_train[:256], data.y_train[:256])


# %% tags=["demonstration", "nbval-ignore-output"]
names = {"sigmoid": "sigmoid", "tanh": "tanh", "ReLU": "relu"}
shown = {name: norms_at_start(activation=word) for name, word in names.items()}
plotting.show(plotting.plot_gradient_flow(shown))

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "sigmoid loses more than a factor of a billion": shown["sigmoid"][0]
        < 1e-9 * shown["sigmoid"][-1],
        "ReLU loses more than a factor of 1,000": shown["ReLU"][0] < 1e-3 * shown["ReLU"][-1],
        "tanh loses more than a factor of 50": shown["tanh"][0] < 0.02 * shown["tanh"][-1],
    }
)

# %% [markdown]
# Read from the top: the gradient starts at the last layer, and layer by layer it gets smaller. (The first layer has the most weights, so its bar can be wider again.)
# With sigmoid nothing is left. tanh and ReLU lose about 500-fold and 100,000-fold, though their slopes reach 1: a factor below 1 can also come from the weights.

# %% [markdown]
# ## First cure: begin with weights of the right size
#
# The weights begin as random numbers, and what counts is their **standard deviation** $s$, their typical distance from 0.
# Each of the $n_\text{out}$ neurons of a layer adds up $n_\text{in}$ inputs, each times a weight. Random terms partly cancel, so a layer multiplies the typical size of its input by $s\sqrt{n_\text{in}}$, and that of the gradient, on its way back, by $s\sqrt{n_\text{out}}$.
# A rule for $s$ is called an **initialization**; a good one keeps both sizes from layer to layer:
#
# $$s_\text{default} = \sqrt{\frac{1}{3\,n_\text{in}}} \quad s_\text{Glorot} = \sqrt{\frac{2}{n_\text{in} + n_\text{out}}}$$
#
# $$s_\text{He} = \sqrt{\frac{2}{n_\text{in}}}$$
#
# Where both sizes are $n$, PyTorch's default multiplies by 0.58 in each layer, Glorot's rule by 1, and He's by 1.41.
#
# <details><summary>Why 1 and 1.41?</summary>
#
# Glorot and Bengio (2010) had activations like tanh in mind, which hardly change a small number. He et al. (2015) had ReLU in mind, which sets about half of the sums to 0: the 1.41, whose square is 2, makes up for that half.
#
# </details>
#
# An activation with an initialization is a *start*. Here are three with 16 layers, and below them a line about a fourth, sigmoid with Glorot. **Which are level, about as wide at the bottom as at the top? What tells the level ones apart?**

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
shown = {
    "tanh, Glorot": norms_at_start(activation="tanh", initialization="glorot"),
    "ReLU, Glorot": norms_at_start(activation="relu", initialization="glorot"),
    "ReLU, He": norms_at_start(activation="relu", initialization="he"),
}
plotting.show(plotting.plot_gradient_flow(shown))
still = norms_at_start(activation="sigmoid", initialization="glorot")
print(f"sigmoid, Glorot: last layer {still[-1]:.1g}, first {still[0]:.0e}")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "tanh with Glorot is level": 0.1
        < shown["tanh, Glorot"][0] / shown["tanh, Glorot"][-1]
        < 50,
        "ReLU with He is level": 0.1 < shown["ReLU, He"][0] / shown["ReLU, He"][-1] < 100,
        "ReLU with Glorot is level": 0.1
        < shown["ReLU, Glorot"][0] / shown["ReLU, Glorot"][-1]
        < 100,
        "and its largest norm is a tenth of the smallest with He, or less": max(
            shown["ReLU, Glorot"]
        )
        < 0.1 * min(shown["ReLU, He"]),
        "sigmoid still loses more than a factor of a million": still[0] < 1e-6 * still[-1],
    }
)

# %% [markdown]
# tanh with Glorot and ReLU with He are about level: their factors are close to 1. With sigmoid the gradient still vanishes.
# ReLU with Glorot is as level, but thin: 0.002 in the first layer, where He has 0.4.
#
# <details><summary>Why so thin?</summary>
#
# A layer's gradient is the signal that comes in times the gradient that comes back. Without He's 1.41 the first shrinks on its way up and the second on its way down, so the product is equally small everywhere.
#
# </details>
#
# **So read two numbers: the *ratio*, the first norm over the last, and the *size*, the largest norm of all.**
#
# Do such networks learn? Here are three of these starts, and ReLU with the default, trained like the first runs.

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
starts = {
    "sigmoid, Glorot": base.replace(activation="sigmoid", initialization="glorot"),
    "ReLU, default": base.replace(activation="relu"),
    "ReLU, He": base.replace(activation="relu", initialization="he"),
    "tanh, Glorot": base.replace(activation="tanh", initialization="glorot"),
}
depths = [1, 2, 4, 8, 16]
nine = h.grid(  # all plain starts of 16 layers; the next table shows them beside skip connections
    base.replace(n_neurons=(32,) * 16),
    activation=["sigmoid", "tanh", "relu"],
    initialization=["default", "glorot", "he"],
)
plain = dict(
    zip(nine, h.sweep(nine, data, seeds=range(5), measure="last epoch").by_configuration())
)
means = {}  # means[name, layers]: validation and training accuracy, means of five seeds
for name, start in starts.items():
    configs = [start.replace(n_neurons=(32,) * layers) for layers in depths]
    found = h.sweep(configs[:4], data, seeds=range(5), measure="last epoch").by_configuration()
    for layers, five in zip(depths, [*found, plain[configs[4]]]):
        train = statistics.mean(lane.final.train_accuracy for lane in five)
        means[name, layers] = (mean_right(five), train)
figure, [ax] = plotting.figure(1, height=4.2)
lines = {name: [100 * means[name, d][0] for d in depths] for name in starts}
lines["ReLU, He, training digits"] = [100 * means["ReLU, He", d][1] for d in depths]
ends = []
for k, (name, right) in enumerate(lines.items()):
    k = 2 if k == 4 else k  # the training digits of a start have its color
    thin = name.endswith("training digits")
    look = {"linestyle": ":", "linewidth": 1.5} if thin else {"linewidth": 2.2, "marker": "o"}
    ax.plot(depths, right, color=plotting.COLORS[k], **look)
    ends.append((16, right[-1], f"{name}: {right[-1]:.0f}%", k, False))
    each = ", ".join(f"{share:.0f}" for share in right)
    plotting.describe(ax, f"{name}: {each}% with 1, 2, 4, 8, 16 layers.")
ax.set(xscale="log", ylim=(0, 103), xlabel="hidden layers (log scale)")
ax.set_ylabel("right, %, mean of five seeds")
ax.set_xticks(depths, depths)
ax.minorticks_off()
plotting.style.label_ends(ax, ends)
plotting.show(figure)

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "with one layer the four are close": max(means[name, 1][0] for name in starts)
        < min(means[name, 1][0] for name in starts) + 0.05,
        "16 layers of sigmoid guess": means["sigmoid, Glorot", 16][0] < 0.13,
        "16 of ReLU with the default read less than 4 in 10": means["ReLU, default", 16][0] < 0.4,
        "with He over 20 points more": means["ReLU, He", 16][0]
        > means["ReLU, default", 16][0] + 0.2,
        "16 of tanh with Glorot read over 70%": means["tanh, Glorot", 16][0] > 0.7,
        "ReLU with He: 16 layers lose over 8 points to one": means["ReLU, He", 16][0]
        < means["ReLU, He", 1][0] - 0.08,
        "on training digits too": means["ReLU, He", 16][1] < means["ReLU, He", 1][1] - 0.08,
    }
)

# %% [markdown]
# With one layer the start hardly matters. With 16 it decides between guessing and reading three digits in four.
# But every line falls in the end, that of ReLU with He, too. Look at the dotted line: with 16 layers it reads fewer *training* digits, too. So it is not overfitting; deep networks are harder to train even when the gradient arrives.
# He et al. (2016) met the same with 56 layers against 20, and built a way around: residual networks.

# %% [markdown]
# ## Second cure: a way around each layer
#
# Let a layer *add* something to its input instead of replacing it. This is a **skip connection**:
#
# $$x_k = x_{k-1} + \sigma(w\,x_{k-1})$$
#
# so each factor is $1 + w\,\sigma'(w\,x_{k-1})$.
#
# The sum costs no parameter; it needs a layer as wide as the one before it. In our library: `skip=True`. **Our 16 sigmoid layers guessed (10%). How many digits do they read with skips?**

# %%
guess_skip = widgets.predict("Digits read with skip=True?", low=10, high=100, unit="%")

# %% tags=["demonstration", "nbval-ignore-output"]
# nine: the plain starts of 16 layers, three activations with three initializations each
with_skips = [start.replace(skip=True) for start in nine]
found = h.sweep(with_skips, data, seeds=range(5)).by_configuration()

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
activations, initializations = ["sigmoid", "tanh", "relu"], ["default", "glorot", "he"]
right = {}  # right[activation, initialization, skip]
all_starts, found = nine + with_skips, [*plain.values(), *found]
for config, five in zip(all_starts, found):
    right[config.activation, config.initialization, config.skip] = mean_right(five)
print("16 layers: right, mean of five seeds")
print("                      plain   skips")
for activation in activations:
    for initialization in initializations:
        plain, skipping = [right[activation, initialization, skip] for skip in (False, True)]
        print(f"{activation + ', ' + initialization:<20}{plain:>7.0%}{skipping:>8.0%}")
guess_skip.compare(round(100 * right["sigmoid", "default", True]))

# %% tags=["demonstration"] jupyter={"source_hidden": true}
gain = {
    (a, i): right[a, i, True] - right[a, i, False] for a in activations for i in initializations
}
checks.claims(
    {
        "skips bring over 50 points to sigmoid and to tanh with the default": min(
            gain["sigmoid", "default"], gain["tanh", "default"]
        )
        > 0.5,
        "over 30 to ReLU with the default": gain["relu", "default"] > 0.3,
        "less than 15 to tanh with Glorot": abs(gain["tanh", "glorot"]) < 0.15,
        "and cost ReLU with He over 30": gain["relu", "he"] < -0.3,
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# From guessing to eight digits in ten: with the 1 in each factor the gradient passes, even where the sigmoid is flat and the rest of the factor is nearly 0.
#
# </details>
#
# But in the last two rows the skips do *harm*. Could you have known before training? Here are all 18 starts, placed by ratio and size. Below them two rescues of the worst are tried.

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
places = []  # of each start: median over seeds of the ratio and of the largest norm, and accuracy
for start, five in zip(all_starts, found):
    made = [h.MLP.from_config(start, data, seed=seed) for seed in range(5)]
    norms = [h.gradient_norms(model, data.X_train[:256], data.y_train[:256]) for model in made]
    ratio = statistics.median(n[0] / n[-1] for n in norms)
    places.append((ratio, statistics.median(max(n) for n in norms), mean_right(five)))
inside, outside = (
    [],
    [],
)  # accuracies of starts with both numbers from 0.01 to 100, and of the others
for ratio, size, right_share in places:
    (inside if 0.01 < ratio < 100 and 0.01 < size < 100 else outside).append(right_share)

figure, [ax] = plotting.figure(1, height=4.6)
figure.set_figwidth(7.4)
ax.fill([0.01, 100, 100, 0.01], [0.01, 0.01, 100, 100], color="0.9", zorder=0)
ax.set(xscale="log", yscale="log", xlim=(1e-15, 1e8), ylim=(1e-3, 1e5))
spoken = {"relu": "ReLU", "he": "He", "glorot": "Glorot"}
right_side = []  # log of the size, name and place of what is named on the right
for start, (ratio, size, right_share) in zip(all_starts, places):
    k, color = int(start.skip), plotting.COLORS[start.skip]
    fill = color if right_share > 0.58 else "white"
    ax.plot(ratio, size, "s" if start.skip else "o", ms=8, mew=2, mec=color, mfc=fill, alpha=0.8)
    words = [start.activation, start.initialization] + ["skip"] * start.skip
    told = ", ".join(spoken.get(word, word) for word in words) + f": {right_share:.0%}"
    if ratio > 0.5:
        right_side.append((math.log10(size), told, ratio, k))
    elif start.activation != "sigmoid":
        above = start.activation == "tanh"
        style = {"textcoords": "offset points", "ha": "right", "va": "center", "fontsize": 9}
        ax.annotate(told, (ratio, size), (-9, 13 * above), color=plotting.INKS[k], **style)
right_side.sort()
heights = plotting.style.spread([one[0] for one in right_side], 0.36)
for height, (log_size, told, ratio, k) in zip(heights, right_side):
    line = {
        "arrowstyle": "-",
        "color": plotting.INKS[k],
        "lw": 0.6,
        "shrinkB": 5,
        "relpos": (0, 0.5),
    }
    where = {"xytext": (400, 10**height), "va": "center", "fontsize": 9, "arrowprops": line}
    ax.annotate(told, (ratio, 10**log_size), color=plotting.INKS[k], **where)
ax.text(1e-10, 2, "sigmoid, all three", ha="center", fontsize=9, color=plotting.INKS[0])
ax.text(5e-3, 42, "sigmoid, skip, all three", ha="right", fontsize=9, color=plotting.INKS[1])
ax.text(1, 0.013, "both from\n0.01 to 100", ha="center", fontsize=9, color="0.35")
shapes = "circle: plain, square: with skips\nhollow: reads less than 58%"
ax.text(2e-15, 0.0015, shapes, fontsize=9, color="0.35")
ax.set_xlabel("ratio: norm of the first layer / norm of the last")
ax.set_ylabel("size: largest norm")
plotting.describe(
    ax,
    f"{len(inside)} starts have ratio and size from 0.01 to 100; they read {min(inside):.0%} to "
    f"{max(inside):.0%}. The other {len(outside)} read {min(outside):.0%} to {max(outside):.0%}.",
)
plotting.show(figure)
print(f"both from 0.01 to 100: {len(inside):>2} starts, {min(inside):.0%} or more")
print(f"one of them outside:   {len(outside):>2} starts, {max(outside):.0%} or less")

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
he = base.replace(n_neurons=(32,) * 16, activation="relu", initialization="he", lr=0.001)
print("two rescues of ReLU, He, skip: a smaller rate")
print("(0.001), then smaller weights as well")
print("                          first loss    right")
began = []
for name, config in {
    "plain": he,
    "skip=True": he.replace(skip=True),
    "skip=True, init_scale=0.3": he.replace(skip=True, init_scale=0.3),
}.items():
    model = h.MLP.from_config(config, data, seed=0)
    loss = cross_entropy(model(data.X_train), data.y_train).item()
    share = mean_right(h.sweep([config], data, seeds=range(5), measure="last epoch").lanes)
    began.append((loss, share))
    print(f"{name:<26}{loss:>10,.1f}{share:>9.0%}")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "every start inside reads more than every one outside": min(inside) > max(outside),
        "ReLU with He and skips begins with a loss above 100": began[1][0] > 100,
        "without them, and with small weights, below 5": max(began[0][0], began[2][0]) < 5,
        "weights times 0.3 bring over 70%": began[2][1] > 0.7,
    }
)

# %% [markdown]
# Every start in the gray square reads more digits than any outside. (Its borders fit these runs; take them as a rule of thumb.)
#
# <details><summary>Why skips do harm here, explained</summary>
#
# With He's rule a layer adds about as much as it gets, so the sum grows by about the same factor in each layer, and the loss begins hundreds of times as large as that of guessing, 2.3. A gradient can be too large as well, and a third of the rate does not cure that.
# With weights 0.3 times as large (`init_scale=0.3`) each layer adds only a little, and skips help ReLU, too.
#
# </details>
#
# **Without skips: He for ReLU, Glorot for tanh. With skips: ReLU begins smaller, with the default or a small `init_scale`; tanh may keep Glorot.**
#
# **Drag to 32 layers, with tanh and with ReLU: which starts stay in the gray band (0.01 to 100) throughout? Then switch the skips on: with which activation do all three starts leave it?**


# %% tags=["demonstration", "nbval-ignore-output"]
def show_norms(layers, activation, skip):
    shown = {}
    for start in ["default", "glorot", "he"]:
        changes = {"activation": activation, "initialization": start, "skip": skip}
        shown[start] = norms_at_start(layers=layers, **changes)
    ax = plotting.plot_gradient_norms(shown)
    ax.axhspan(0.01, 100, color="0.92", zorder=0)
    ax.set_ylim(1e-12, 1e8)
    return ax


widgets.explore(
    show_norms,
    code="base.replace(n_neurons=(32,) * {layers}, activation={activation!r}, skip={skip})",
    start={"layers": 8, "activation": "relu", "skip": False},
    layers=[2, 4, 8, 16, 32],
    activation=["sigmoid", "tanh", "relu"],
    skip=[False, True],
)

# %% [markdown]
# <details><summary>What to find there</summary>
#
# Without skips tanh and ReLU stay in it with He, and tanh with Glorot. With skips all three starts of ReLU leave it at the top:
# the larger the input of a ReLU is, the more it adds, so the sum is multiplied in every layer. A tanh adds 1 at most.
#
# </details>

# %% [markdown]
# ## What is another layer worth?
#
# A deep network that learns is not yet a better one. To be fair, each depth gets about 30,000 parameters ("8 of 29" are eight layers of 29 neurons) and its own best of four learning rates. All are ReLU with He; with skips `init_scale` is 0.3. **Do eight layers with skips beat two?**


# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
def at_best_rate(config, rates):
    """Train with each rate and five seeds; return the five runs of the best rate."""
    found = h.sweep(
        h.grid(config, lr=rates), data, seeds=range(5), measure="last epoch"
    ).by_configuration()
    return max(found, key=mean_right)


relu = base.replace(activation="relu", initialization="he")
small = relu.replace(skip=True, init_scale=0.3)
fair = {}
for layers, width in [(1, 37), (2, 36), (4, 33), (8, 29)]:  # each close to 30,000 parameters
    for name, start in {"": relu, ", skips": small}.items():
        if layers > 1 or name == "":
            config = start.replace(n_neurons=(width,) * layers)
            fair[f"{layers} of {width}{name}"] = at_best_rate(config, [0.0003, 0.001, 0.003, 0.01])
worth, columns = {}, {}
for name, five in fair.items():
    worth[name] = mean_right(five)
    columns[name.replace(", ", "\n")] = [100 * lane.final.val_accuracy for lane in five]
ax = plotting.plot_seeds(columns, ylabel="right, %")
ax.set_xlabel("hidden layers of neurons")
for name, dots, bar in zip(columns, ax.lines, ax.collections):
    k = int("skips" in name)  # blue circles: plain; orange squares: with skips
    dots.set(color=plotting.COLORS[k], marker=plotting.MARKERS[k])
    bar.set_color(plotting.COLORS[k])
plotting.show(ax)
for name, five in fair.items():
    print(f"{name:<14} {worth[name]:.1%} at rate {five[0].config.lr:g}")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "1 and 2 layers are within 3 points": abs(worth["1 of 37"] - worth["2 of 36"]) < 0.03,
        "8 plain layers lose over 2 points to 2": worth["8 of 29"] < worth["2 of 36"] - 0.02,
        "with skips 8 layers read more": worth["8 of 29, skips"] > worth["8 of 29"],
        "and no depth is a point and a half ahead of one and two": max(worth.values())
        < max(worth["1 of 37"], worth["2 of 36"]) + 0.015,
    }
)

# %% [markdown]
# Eight plain layers lie several points below all others, and skips bring most of that back. But no depth is clearly better than one or two layers: for 1,000 small digits few folds are enough.
# Depth pays where the task is rich and the data are many, as with the photographs of ImageNet.
# **Begin with one to three layers. Add some when a measurement says so, each depth at its own best rate, and beyond about six with skips.**

# %% [markdown]
# ## Exercise 1: three questions, answered by running
#
# Replace each `...` by `"smaller"`, `"larger"` or `"the same"`. Run each case before you answer.
#
# <details><summary>Hint: how to run them</summary>
#
# `norms_at_start(layers=10, activation="tanh", initialization="glorot")` gives the norms of a network before training, first layer first; it takes `init_scale=2`, too.
# `h.train(base.replace(n_neurons=(64, 32, 16), activation="relu", skip=True), data, seed=0).final.val_accuracy` is one accuracy.
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "depth_quiz", "locked": false, "schema_version": 3, "solution": true, "task": false}
depth_quiz = {
    "10 tanh layers begin with the default, no longer with Glorot: the first norm becomes": ...,
    "10 ReLU layers with He begin at init_scale=2, no longer at 1: the first norm becomes": ...,
    "layers of 64, 32 and 16 neurons get skip=True: the validation accuracy becomes": ...,
}
### BEGIN SOLUTION
depth_quiz = {
    "10 tanh layers begin with the default, no longer with Glorot: the first norm becomes": "smaller",
    "10 ReLU layers with He begin at init_scale=2, no longer at 1: the first norm becomes": "larger",
    "layers of 64, 32 and 16 neurons get skip=True: the validation accuracy becomes": "the same",
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_depth_quiz", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
checks.quiz(
    "depth_quiz",
    choices=("smaller", "larger", "the same"),
    key={
        "10 tanh layers begin with the default, no longer with Glorot: the first norm becomes": "fae63846b3b9",
        "10 ReLU layers with He begin at init_scale=2, no longer at 1: the first norm becomes": "2197ca5b4f35",
        "layers of 64, 32 and 16 neurons get skip=True: the validation accuracy becomes": "c65342077ae2",
    },
    hints={
        "10 tanh layers begin with the default, no longer with Glorot: the first norm becomes": {
            "larger": "Between layers of 32 the default draws weights 1.7 times smaller than Glorot's. What does that do to a product of ten?",
            "the same": "The activation stayed, the size of the weights did not, and each factor has a weight in it. Run both starts.",
        },
        "10 ReLU layers with He begin at init_scale=2, no longer at 1: the first norm becomes": {
            "smaller": "Twice the weights are twice the factor, in every layer. Run it with init_scale=2.",
            "the same": "ReLU keeps what is positive as it is, so nothing takes the factor of 2 back. Run it with init_scale=2.",
        },
        "layers of 64, 32 and 16 neurons get skip=True: the validation accuracy becomes": {
            "smaller": "Look at which layers can add their input to their output: 64 numbers to 32? Run both.",
            "larger": "A skip needs a layer as wide as the one before it. How many of these three are? Run both.",
        },
    },
)

# %% [markdown]
# ## Exercise 2: what the gradient does
#
# Write `gradient_flow(norms)`: one word for the gradient norms of a network, **first layer first**. The first rule that applies decides.
#
# 1. Fewer than two norms, or a negative one anywhere: raise a `ValueError`.
# 2. A norm anywhere that is infinite or NaN ("not a number"): `"exploding"`.
# 3. The first norm is 0: `"vanishing"`. The last norm is 0: `"exploding"`.
# 4. The **ratio** is the first norm over the last one. Below 0.01: `"vanishing"`. Above 100: `"exploding"`.
# 5. The **size** is the largest norm. Below 0.01: `"tiny"`. Above 100: `"huge"`.
# 6. Otherwise, also at exactly 0.01 or 100: `"healthy"`.
#
# Then try it on `norms_at_start(activation="relu", initialization="glorot")`.
#
# <details><summary>Hint 1</summary>
#
# Write one `if` for each sentence, in this order. Then nothing divides by 0, and each rule may rely on those before it.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `math.isfinite(x)` is False for NaN and for infinity. `any(norm < 0 for norm in norms)` looks at all of them.
# By hand: `[0.004, 0.001, 0.002]` has the ratio 2, and its size is 0.004: level, and tiny.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "gradient_flow", "locked": false, "schema_version": 3, "solution": true, "task": false}
def gradient_flow(norms):
    """Return vanishing, exploding, tiny, huge or healthy."""
    ### BEGIN SOLUTION
    if len(norms) < 2 or any(norm < 0 for norm in norms):
        raise ValueError(f"expected at least two norms, none negative, got {norms}")
    if not all(math.isfinite(norm) for norm in norms):
        return "exploding"
    first, last, size = norms[0], norms[-1], max(norms)
    if first == 0:
        return "vanishing"
    if last == 0 or first / last > 100:
        return "exploding"
    if first / last < 0.01:
        return "vanishing"
    if size < 0.01:
        return "tiny"
    return "huge" if size > 100 else "healthy"
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_gradient_flow", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "gradient_flow",
    checks.example([1e-9, 1e-4, 1.0], expected="vanishing", hint="The first is a billionth."),
    checks.example([5e3, 70.0, 1.0], expected="exploding", hint="The ratio is 5,000."),
    checks.example([0.004, 0.001, 0.002], expected="tiny", hint="Ratio 2, and all are small."),
    checks.example([400.0, 90.0, 200.0], expected="huge", hint="Ratio 2, and the largest is 400."),
    checks.example([2.0, 0.5, 1.0], expected="healthy", hint="Ratio 2, size 2."),
    checks.raises(ValueError, [1.0], hint="One norm has nothing to compare with."),
)

# %% [markdown]
# ## Decision lab: eight layers or more that learn (10 points)
#
# A colleague's network must have at least 8 hidden layers, and at most 60,000 parameters fit on its small chip. It trains for six epochs on 1,000 digits.
# Her 16 layers, as PyTorch makes them, hardly learn. Choose shape, start, skips and rate for her. You can pay for ten runs.

# %% jupyter={"source_hidden": true}
depth_lab = h.labs.Lab(
    "depth_choice",
    "how should a network of at least 8 hidden layers begin?",
    base=h.Hyperparameters(n_neurons=(32,) * 16, lr=0.001, batch_size=64, epochs=6),
    space={
        "n_neurons": h.search.Choice(
            [
                (32,) * 8,
                (48,) * 8,
                (32,) * 16,
                (48, 44, 40, 36, 32, 28, 24, 20),
                (64,) * 8,
                (64, 32),
            ]
        ),
        "activation": h.search.Choice(["relu", "tanh", "sigmoid"]),
        "initialization": h.search.Choice(["default", "glorot", "he"]),
        "skip": h.search.Choice([False, True]),
        "lr": h.search.LogUniform(0.0001, 0.1),
    },
    epochs=60,
    levels=[
        h.labs.Level(0.3, 0, "the start stays below"),
        h.labs.Level(0.6, 3, "the median of a random search"),
        h.labs.Level(0.836, 6, "the best of that search, less two standard deviations of one run"),
    ],
    tolerance=0.05,
    bracket=h.labs.Bracket("lr", worse=0.02, reach=100),
    limits=[h.labs.Limit("layers", minimum=8), h.labs.Limit("parameters", 60_000)],
)

# %% tags=["demonstration", "nbval-ignore-output"]
depth_lab

# %% [markdown]
# Write your choice and rates into the cell below. Looking is free: `norms_at_start(**choice)` gives the norms of your start.
#
# <details><summary>Hint 1</summary>
#
# Change one thing at a time, or two that belong together, such as activation and initialization. Which of the 18 starts in the table read over 60%?
#
# </details>
# <details><summary>Hint 2</summary>
#
# A skip needs a layer as wide as the one before. In which of the shapes does it do anything?
# And when the start is settled, try three learning rates, each three times the one before.
#
# </details>

# %% tags=["demonstration", "nbval-ignore-output"]
choice = dict(n_neurons=(32,) * 16, activation="relu", initialization="default", skip=False)
for lr in []:  # add rates: [0.001, ...]
    depth_lab.run(lr=lr, **choice)

# %% [markdown]
# Hand in your choice, and three numbers more.
#
# - `too_small` and `too_large`: a rate on each side of yours, at most 100 times away, with which the same network reads at least 2 digits in 100 fewer.
# - `predicted_accuracy`: what your choice will reach when trained again, from other weights and on other digits (a share such as 0.5).

# %% nbgrader={"grade": false, "grade_id": "depth_choice", "locked": false, "schema_version": 3, "solution": true, "task": false}
depth_choice = {
    "n_neurons": ...,
    "activation": ...,
    "initialization": ...,
    "skip": ...,
    "lr": ...,
    "too_small": ...,
    "too_large": ...,
    "predicted_accuracy": ...,
}
### BEGIN SOLUTION
depth_choice = {
    "n_neurons": (48,) * 8,
    "activation": "tanh",
    "initialization": "glorot",
    "skip": True,
    "lr": 0.003,
    "too_small": 0.0002,
    "too_large": 0.1,
    "predicted_accuracy": 0.88,
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_depth_choice", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
checks.lab("depth_choice")

# %% [markdown]
# Why this network? Two sentences between the quotation marks, ungraded.
#
# <details><summary>A model answer</summary>
#
# "Her gradients vanish before they reach the first layer; with tanh, Glorot's weights and skips both numbers lie between 0.01 and 100, and 8 layers of 48 read 88% with one seed.
# At 0.0002 and at 0.1 the same network reads over 10 digits in 100 fewer, so 0.003 lies well inside; I expect 88% give or take 3 points, and I would measure two layers, too, before I believe that she needs eight."
#
# </details>

# %% tags=["demonstration", "nbval-ignore-output"]
depth_lab.report(depth_choice, why="")

# %% [markdown]
# ## Take away
#
# | | |
# | --- | --- |
# | Start from | 1 to 3 hidden layers, ReLU, He's initialization, no skips |
# | Range and scale to search | 1 to 6 hidden layers, every integer; more only with skip connections |
# | Cost | another layer of the same width: as many parameters and multiplications again |
# | It interacts with | activation and initialization, skip connections (with ReLU they want smaller weights), learning rate, width |
#
# | Symptom | Likely cause | Try |
# | --- | --- | --- |
# | many layers, and the loss does not move | vanishing gradients | skip connections; ReLU with He, tanh with Glorot; fewer layers |
# | the loss begins in the hundreds, or becomes NaN | exploding or huge gradients | smaller initial weights: the default, or `init_scale` 0.3 |
# | level norms, all tiny | initial weights too small | He for ReLU, Glorot for tanh |
#
# **Next:** lesson 03, width: the other way to spend parameters. On the short course: lesson 05, the learning rate.

# %% [markdown]
# ## Going deeper
#
# For a second evening: what depth draws when it is trained, what normalization can do and cannot, whether patience closes the gap between deep and shallow, how Adam bears small gradients, and one exercise without points.

# %% [markdown]
# ### Two spirals: depth against width
#
# Depth multiplies the pieces of a line. What does training make of it? Four networks should tell the points of two spirals apart. The black line is where a network changes its mind; a black rim marks a mistake.

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
spirals = h.make_spirals(600, turns=2)
nets = {  # name: sizes, and the best of the rates 0.003, 0.01, 0.03 and 0.1, found beforehand
    "1 layer of 8": ((8,), 0.1),
    "2 layers of 8": ((8, 8), 0.03),
    "4 layers of 8": ((8, 8, 8, 8), 0.01),
    "1 layer of 53": ((53,), 0.03),
}
drawn = {}
figure, axes = plotting.figure(4, height=3.2)
print("each at its best of four rates, five seeds")
print("               params   mean  worst   best")
for ax, (name, (sizes, lr)) in zip(axes, nets.items()):
    config = h.Hyperparameters(
        n_neurons=sizes, initialization="he", lr=lr, batch_size=32, epochs=100
    )
    model = h.train(config, spirals, seed=0).model
    plotting.plot_boundary(model, spirals.X_val, spirals.y_val, ax=ax)
    ax.set_title(name)
    drawn[name] = [a.final.val_accuracy for a in h.sweep([config], spirals, seeds=range(5)).lanes]
    print(
        f"{name:<14}{h.count_parameters(model):>7}{statistics.mean(drawn[name]):>7.0%}"
        f"{min(drawn[name]):>7.0%}{max(drawn[name]):>7.0%}"
    )
plotting.show(figure)

# %% tags=["demonstration"] jupyter={"source_hidden": true}
spiral = {name: statistics.mean(right) for name, right in drawn.items()}
checks.claims(
    {
        "two layers of 8 are over 5 points ahead of one": spiral["2 layers of 8"]
        > spiral["1 layer of 8"] + 0.05,
        "four are over 10 points ahead of one": spiral["4 layers of 8"]
        > spiral["1 layer of 8"] + 0.1,
        "and so is one layer of 53": spiral["1 layer of 53"] > spiral["1 layer of 8"] + 0.1,
    }
)

# %% [markdown]
# What is *seen* here? Follow the black line. One layer of 8 cuts through both spirals; with two layers the line begins to wind, and with four it follows the spirals most of the way.
# But look at the last panel before you believe in depth: one layer of 53 neurons has about as many parameters as four layers of 8 (267 and 258), and is about as good.
# **More layers can draw more complicated lines. Whether that pays, a measurement must say.**

# %% [markdown]
# ### Normalization: not the cure by itself
#
# **Normalization** rescales what a layer passes on, over the digits of a batch (batch normalization, Ioffe and Szegedy 2015) or over the neurons of a layer (layer normalization).
# It is often said to make deep networks trainable. Measure it: 40 hidden layers of ReLU with He, plain, with batch normalization, and with batch normalization inside a layer that has a skip connection.


# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
class Deep(torch.nn.Module):
    """40 hidden layers of 32 ReLU neurons, with batch normalization and skip connections or without."""

    def __init__(self, normalize, skip, layers=40):
        super().__init__()
        sizes = [784] + [32] * layers
        self.linear = torch.nn.ModuleList([torch.nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])])
        for layer in self.linear:
            torch.nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")  # He
            torch.nn.init.zeros_(layer.bias)
        self.norms = torch.nn.ModuleList(
            [torch.nn.BatchNorm1d(32) if normalize else torch.nn.Identity() for _ in range(layers)]
        )
        self.last, self.skip = torch.nn.Linear(32, 10), skip

    def forward(self, X):
        for k, (linear, norm) in enumerate(zip(self.linear, self.norms)):
            made = torch.relu(norm(linear(X)))
            X = X + made if self.skip and k else made
        return self.last(X)


def train_deep(normalize, skip, seed, epochs=6):
    """Return ratio of the norms at the start, and share of training and validation digits read."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = Deep(normalize, skip)
        optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
        ratio = None
        for _ in range(epochs):
            for rows in torch.randperm(1000).split(50):
                optimizer.zero_grad()
                loss = cross_entropy(model(data.X_train[rows]), data.y_train[rows])
                loss.backward()
                if ratio is None:
                    first, last = model.linear[0].weight.grad, model.last.weight.grad
                    ratio = (first.norm() / last.norm()).item()
                optimizer.step()
    model.eval()
    with torch.no_grad():
        share = (model(data.X_val).argmax(1) == data.y_val).float().mean().item()
    return ratio, share


deep = {}
print("40 layers            ratio  right, three seeds")
for name, normalize, skip in [
    ("plain", False, False),
    ("batch norm", True, False),
    ("batch norm, skips", True, True),
]:
    deep[name] = [train_deep(normalize, skip, seed) for seed in range(3)]
    ratio = statistics.median(ratio for ratio, _ in deep[name])
    print(f"{name:<18}{ratio:>8,.1f}", *[f"{share:>5.0%}" for _, share in deep[name]])

# %% tags=["demonstration"] jupyter={"source_hidden": true}
deep_right = {name: statistics.mean(share for _, share in runs) for name, runs in deep.items()}
checks.claims(
    {
        "batch normalization alone reads less than 3 digits in 10": deep_right["batch norm"] < 0.3,
        "its gradient explodes": min(ratio for ratio, _ in deep["batch norm"]) > 100,
        "with skips more than 6 in 10": deep_right["batch norm, skips"] > 0.6,
    }
)

# %% [markdown]
# Alone it makes things worse: the gradient of a deep network with batch normalization and without skips *explodes*, by a factor for each layer (Yang et al. 2019 compute it). With skips it reads most digits.
# So skip connections make a network of 40 layers trainable, usually together with normalization, which keeps the sum $x + f(x)$ from growing by a factor in each layer. The plain networks of He et al. (2016, section 4.1) had batch normalization, and with 34 layers they were still worse than with 18.
# Normalization is not the only way to keep the sum small: beginning with small branches does it too (De and Smith 2020; Zhang, Dauphin and Ma 2019), which is what `init_scale` did above.

# %% [markdown]
# ### Does patience close the gap?
#
# Eight layers lost to two after six epochs. Give each of them 40, at three rates.

# %% tags=["demonstration", "nbval-ignore-output"]
two = relu.replace(n_neurons=(36,) * 2, epochs=40)
eight = two.replace(n_neurons=(29,) * 8)
eight_with_skips = eight.replace(skip=True, init_scale=0.3)
patient = {}
print("right, mean of five seeds; training: best rate")
print("rate            0.0003  0.001  0.003  training")
for config in [two, eight, eight_with_skips]:
    grid = h.grid(config, lr=[0.0003, 0.001, 0.003])
    found = h.sweep(grid, data, seeds=range(5), measure="last epoch")
    by_rate = found.by_configuration()
    fitted = max(statistics.mean(a.final.train_accuracy for a in five) for five in by_rate)
    name = f"{len(config.n_neurons)} layers" + ", skips" * config.skip
    patient[name] = [mean_right(five) for five in by_rate]
    print(f"{name:<15}", *[f"{share:>6.1%}" for share in patient[name]], f"{fitted:>9.1%}")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "at their best rates 8 plain layers are less than 5 points behind 2": max(
            patient["8 layers"]
        )
        > max(patient["2 layers"]) - 0.05,
        "and no point ahead": max(patient["8 layers"]) < max(patient["2 layers"]) + 0.01,
        "with skips less than 3 points are missing": max(patient["8 layers, skips"])
        > max(patient["2 layers"]) - 0.03,
    }
)

# %% [markdown]
# Most of the gap was slow training: after 40 epochs eight layers know their training digits, too. At the largest rate little of the gap is left; at the smallest it is several times as wide.
# So compare each depth at its own best rate: at one rate for all you may be judging the rate, not the depth.

# %% [markdown]
# ### Adam and small gradients
#
# **Adam**, the optimizer of this lesson, divides each weight's gradient by its own recent size, so that a small gradient makes steps as long as a large one. But $10^{-8}$ is added to the divisor, so far below that size the steps shrink, too.

# %% tags=["demonstration", "nbval-ignore-output"]
print("sigmoid  gradient in the second  Adam's step,")
print("layers     layer, of one weight   in rates")
for layers in [4, 8, 16]:
    second = norms_at_start(layers=layers)[1]  # of 32 * 32 weights
    typical = second / 32  # the root of the mean square of one weight's gradient
    print(f"{layers:>6}{typical:>25.0e}{typical / (typical + 1e-8):>14.1g}")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
steps = {layers: norms_at_start(layers=layers)[1] / 32 for layers in [4, 16]}
checks.claims(
    {
        "4 layers: Adam's step is over 0.99 of the rate": steps[4] > 99e-8,
        "16 layers: less than a thousandth": steps[16] < 1e-11,
    }
)

# %% [markdown]
# In the second of 4 layers a step is as long as the rate. In the second of 16 layers the gradient is far below $10^{-8}$, and a step is less than a thousandth of the rate: Adam bears small gradients, not vanished ones. In between, with 8 layers, the steps are long enough, and yet the network hardly learned, perhaps because long steps in a direction that is mostly chance teach little.
# Without Adam a step is in proportion to the gradient, so a small one is felt much sooner.

# %% [markdown]
# ### Without points: how large the weights begin
#
# Write `initial_std(rule, fan_in, fan_out)`: the standard deviation of a layer's initial weights. `fan_in` and `fan_out` are its numbers of inputs and outputs, and `rule` is `"default"`, `"glorot"` or `"he"`.
#
# <details><summary>Hint 1</summary>
#
# The three formulas stand in "First cure". By hand: He with a `fan_in` of 8 is the root of 2 / 8, which is 0.5.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "optional_initial_std", "locked": false, "schema_version": 3, "solution": true, "task": false}
def initial_std(rule, fan_in, fan_out):
    """Return the standard deviation of a layer's initial weights."""
    ### BEGIN SOLUTION
    if rule == "default":
        return math.sqrt(1 / (3 * fan_in))
    if rule == "glorot":
        return math.sqrt(2 / (fan_in + fan_out))
    return math.sqrt(2 / fan_in)
    ### END SOLUTION


# %% jupyter={"source_hidden": true}
checks.check(
    "initial_std",
    checks.example("he", 8, 100, expected=0.5, points=0, hint="2 / 8 is a quarter."),
    checks.example("glorot", 20, 12, expected=0.25, points=0, hint="2 / (20 + 12) is 1 / 16."),
    checks.example("default", 12, 5, expected=1 / 6, points=0, hint="1 / (3 * 12) is 1 / 36."),
)

# %% [markdown]
# ### Where this comes from, and what the field disagrees about
#
# - **The vanishing gradient** was found in recurrent networks, which are as deep as their input is long (Hochreiter 1991; Bengio, Simard and Frasconi 1994).
# - **Why do skips help?** Veit, Wilber and Belongie (2016) read a residual network as a crowd of many short paths. Balduzzi et al. (2017) find that without skips the gradients of neighboring inputs stop resembling each other as depth grows, even where their norms stay level: a reason why ReLU with He lost above.
# - **Where is the edge?** Between weights that are too small and too large, deep wide networks have an edge where signals neither die nor explode (Schoenholz et al. 2017). For tanh without biases it lies at Glorot's size, where signals still shrink, if slowly; PyTorch recommends 5/3 of that (`torch.nn.init.calculate_gain`).
# - **Deep or wide?** Zagoruyko and Komodakis (2016) got better results from fewer and wider residual layers; Tan and Le (2019) let depth, width and image size grow together.

# %% [markdown]
# ### Read more
#
# - Hochreiter (1991), *Untersuchungen zu dynamischen neuronalen Netzen*, diploma thesis, Technische Universität München.
# - Bengio, Simard and Frasconi (1994), *Learning long-term dependencies with gradient descent is difficult*, IEEE Transactions on Neural Networks 5(2).
# - Glorot and Bengio (2010), *Understanding the difficulty of training deep feedforward neural networks*, AISTATS.
# - He, Zhang, Ren and Sun (2015), *Delving deep into rectifiers*, ICCV, arXiv:1502.01852.
# - He, Zhang, Ren and Sun (2016), *Deep residual learning for image recognition*, CVPR, arXiv:1512.03385.
# - Ioffe and Szegedy (2015), *Batch normalization*, ICML, arXiv:1502.03167.
# - Yang, Pennington, Rao, Sohl-Dickstein and Schoenholz (2019), *A mean field theory of batch normalization*, ICLR, arXiv:1902.08129.
# - Zhang, Dauphin and Ma (2019), *Fixup initialization: residual learning without normalization*, ICLR, arXiv:1901.09321.
# - De and Smith (2020), *Batch normalization biases residual blocks towards the identity function in deep networks*, NeurIPS, arXiv:2002.10444.
# - Veit, Wilber and Belongie (2016), *Residual networks behave like ensembles of relatively shallow networks*, NeurIPS, arXiv:1605.06431.
# - Balduzzi, Frean, Leary and others (2017), *The shattered gradients problem*, ICML, arXiv:1702.08591.
# - Schoenholz, Gilmer, Ganguli and Sohl-Dickstein (2017), *Deep information propagation*, ICLR, arXiv:1611.01232.
# - Telgarsky (2016), *Benefits of depth in neural networks*, COLT, arXiv:1602.04485.
# - Montúfar, Pascanu, Cho and Bengio (2014), *On the number of linear regions of deep neural networks*, NeurIPS, arXiv:1402.1869.
# - Zagoruyko and Komodakis (2016), *Wide residual networks*, BMVC, arXiv:1605.07146.
# - Tan and Le (2019), *EfficientNet*, ICML, arXiv:1905.11946.
# - Brown, Mann, Ryder and others (2020), *Language models are few-shot learners*, NeurIPS, arXiv:2005.14165.
