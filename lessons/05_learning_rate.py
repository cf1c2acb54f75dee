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
# # 05 Learning rate
#
# **How far should one step of training go, and how do you find out without trying everything?**
#
# After this lesson you can
#
# - compute one step of gradient descent by hand, and predict for a quadratic which rates converge,
# - find a good learning rate for a network with a coarse search on a log scale,
# - run a range test and read a rate from it,
# - say what curvature has to do with the largest rate, and how far a network departs from that rule.
#
# | | |
# | --- | --- |
# | You need | lesson 01; derivatives of simple functions |
# | Time | 60 minutes |
# | Run All | under a minute on a laptop with two cores |

# %%
import math

import torch
from torch.nn.functional import cross_entropy

import hyperlib as h
from hyperlib import checks, plotting, widgets

torch.set_num_threads(2)

# %% [markdown]
# | Figure or table | Trained runs | Takes about |
# | --- | --- | --- |
# | Descent on a quadratic | none | at once |
# | Accuracy against the learning rate | 110 | 8 s |
# | Dead units | 5 | 1 s |
# | Range tests | 10 | 2 s |
# | Curvature of a network | 20 | 6 s |
# | Gallery and explorer | none, from the runs above | at once |

# %% [markdown]
# ## One step
#
# Training makes a number small: the **loss**.
# The **gradient** of the loss says, for each parameter, how fast the loss grows when that parameter grows.
# So a step goes against the gradient:
#
# new parameter = old parameter - learning rate * gradient
#
# The **learning rate** is a factor, not a distance.
# The same rate makes a long step where the loss is steep and a short one where it is flat.
#
# The smallest example has one parameter `w` and the loss `a * w**2 / 2`, a parabola with its lowest point at 0.
# Its gradient is `a * w`.
# The number `a` is its **curvature**: how fast the slope changes.


# %%
def descend(a, lr, w=1.0, steps=50):
    """Return w after each step of gradient descent on a * w**2 / 2."""
    path = [w]
    for _ in range(steps):
        gradient = a * w
        w = w - lr * gradient
        path.append(w)
    return path


# %% [markdown]
# **Predict.** The curvature is 4 and we start at `w = 1`.
# Which of these rates reach 0, which run away: 0.01, 0.1, 0.25, 0.4, 0.5, 0.51?

# %%
for lr in [0.01, 0.1, 0.25, 0.4, 0.5, 0.51]:
    path = descend(a=4, lr=lr)
    size = abs(path[-1])
    word = (
        "close to 0"
        if size < 1e-3
        else "still away"
        if size < 1
        else "not closer than at the start"
    )
    signs = "jumps from side to side" if path[1] < 0 else "stays on its side"
    print(f"lr {lr:<5} after 50 steps: {word}, {signs}")

# %% [markdown]
# **Explain.** A step replaces `w` by `w - lr * a * w`, which is `(1 - lr * a) * w`.
# So each step multiplies `w` by the same factor, `1 - lr * a`.
#
# - At `lr = 1 / a`, here 0.25, the factor is 0: one step is enough.
# - Below, the factor is between 0 and 1: slow, and slower the smaller the rate.
# - Between `1 / a` and `2 / a` the factor is negative: `w` jumps over 0 and comes closer all the same.
# - At `2 / a`, here 0.5, the factor is -1: it jumps for ever. Above, every jump is longer than the last. This is **divergence**.
#
# The limit `2 / a` holds for any quadratic, with the largest curvature in place of `a` (Goodfellow, Bengio and Courville 2016, *Deep Learning*, section 4.3.1, gives the step `1 / a` for the best one and the eigenvalues behind it).

# %% [markdown]
# ## Two directions, one rate
#
# A network has many parameters and only one learning rate.
# Here are two: the loss is `(1 * u**2 + 25 * v**2) / 2`, flat along `u` and steep along `v`.
#
# **Predict.** Which direction decides the largest rate? Which one decides how many steps you need?


# %% tags=["nbval-ignore-output"]
def plot_paths(lr):
    u, v = descend(1, lr, steps=20), descend(25, lr, steps=20)
    figure, [ax] = plotting.figure()
    ax.plot(range(21), u, color=plotting.COLORS[0], marker="o", label="u, curvature 1")
    ax.plot(
        range(21), v, color=plotting.COLORS[1], marker="s", linestyle="--", label="v, curvature 25"
    )
    ax.set_ylim(-1.6, 1.6)
    ax.set_xlabel("step")
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.set_ylabel("distance from the lowest point")
    ax.set_title(f"learning rate {lr}")
    ax.legend()
    return figure


widgets.explore(
    plot_paths,
    alt=lambda lr: (
        f"Path of two parameters of curvature 1 and 25 over 20 steps with learning rate {lr}."
    ),
    start={"lr": 0.07},
    lr=[0.01, 0.02, 0.04, 0.07, 0.078, 0.08, 0.082],
)

# %%
for lr in [0.078, 0.082]:
    steps = next((k for k, u in enumerate(descend(1, lr, steps=200)) if abs(u) < 0.01), None)
    print(
        f"lr {lr}: steep direction {'converges' if abs(descend(25, lr)[-1]) < 1 else 'diverges'},",
        end=" ",
    )
    print(f"flat direction needs {steps} steps to 0.01")

# %% [markdown]
# **Explain.** The steep direction sets the limit: `2 / 25 = 0.08`.
# The flat direction sets the number of steps: at a rate that the steep one can bear, it creeps.
# The ratio of largest to smallest curvature, here 25, is called the **condition number**.
# It is why the largest rate that does not diverge is often close to the best one, and why optimizers such as Adam give each parameter a step size of its own (a later lesson).

# %% [markdown]
# ## A network: try rates over many orders of magnitude
#
# First by hand, once.
# This is plain stochastic gradient descent, **SGD**: each step takes the gradient of one batch.


# %% tags=["demonstration"]
data = h.load_mnist().subset(1000)  # 1,000 training digits, so that many runs take seconds


def train_by_hand(lr, epochs, seed):
    model = h.MLP(784, [64, 32], 10, seed=seed)
    generator = torch.Generator().manual_seed(seed)
    losses = []
    for _ in range(epochs):
        order = torch.randperm(len(data.y_train), generator=generator)
        for rows in order.split(32):
            loss = cross_entropy(model(data.X_train[rows]), data.y_train[rows])
            gradients = torch.autograd.grad(loss, list(model.parameters()))
            with torch.no_grad():
                for p, gradient in zip(model.parameters(), gradients):
                    p -= lr * gradient  # the step of this lesson
        with torch.no_grad():
            losses.append(cross_entropy(model(data.X_val), data.y_val).item())
    return losses


base = h.Hyperparameters(n_neurons=(64, 32), optimizer="sgd", batch_size=32, epochs=6)
by_hand = train_by_hand(lr=0.1, epochs=6, seed=0)
run = h.train(base.replace(lr=0.1), data, seed=0)
same = all(abs(a - e.val_loss) < 1e-3 for a, e in zip(by_hand, run.history, strict=True))
print("by hand and by the library, the same losses:", same)

# %% [markdown]
# Now eleven rates, each about three times the last one, with five seeds, for SGD and for Adam.
# `h.sweep` trains them side by side and gives what `h.train` would give one by one.
#
# **Predict.** Sketch validation accuracy against the learning rate: a straight line, a hill, or a step?
# Is the best rate of SGD the best rate of Adam?

# %% tags=["demonstration"]
rates = {
    "sgd": [10 ** (k / 2) for k in range(-8, 3)],  # 0.0001 to 10
    "adam": [10 ** (k / 2) for k in range(-10, 1)],  # 0.00001 to 1
}
seeds = range(5)
found = {}  # found[optimizer][k] holds the runs of rate number k, one a seed
for optimizer in rates:
    configs = [base.replace(optimizer=optimizer, lr=lr) for lr in rates[optimizer]]
    lanes = h.sweep(configs, data, seeds=seeds).lanes
    found[optimizer] = [[a for a in lanes if a.configuration == k] for k in range(len(configs))]


def final_accuracy(lane):
    return lane.history[-1].val_accuracy


# %% tags=["demonstration", "nbval-ignore-output"]
figure, axes = plotting.figure(2)
for ax, optimizer in zip(axes, rates):
    for seed in seeds:
        heights = [final_accuracy(lanes[seed]) for lanes in found[optimizer]]
        (line,) = ax.plot(
            rates[optimizer], heights, color=plotting.COLORS[0], marker="o", alpha=0.4
        )
    line.set_label("one seed")
    means = [sum(map(final_accuracy, lanes)) / 5 for lanes in found[optimizer]]
    look = {"color": plotting.COLORS[1], "linewidth": 2.5, "linestyle": "--"}
    ax.plot(rates[optimizer], means, label="mean", **look)
    ax.set_xscale("log")
    ax.set_xlabel("learning rate, log scale")
    ax.set_ylabel("validation accuracy after 6 epochs")
    ax.set_title({"sgd": "SGD", "adam": "Adam"}[optimizer])
axes[0].legend()
plotting.show(
    figure,
    alt="Validation accuracy against the learning rate on a log axis, for SGD and Adam, five seeds and "
    "their mean. Both are hills: chance at small rates, a top that is wide for Adam and narrow for "
    "SGD, and a steep fall back to chance at large rates. Adam's hill is at smaller rates.",
)

# %% tags=["demonstration"]
for optimizer in rates:
    means = [sum(map(final_accuracy, lanes)) / 5 for lanes in found[optimizer]]
    k = means.index(max(means))
    print(optimizer)
    for name, other in [("smallest", 0), ("largest", -1)]:
        pairs = zip(found[optimizer][k], found[optimizer][other])
        ahead = sum(final_accuracy(a) > final_accuracy(b) + 0.3 for a, b in pairs)
        print(f"  best rate over 30 points above the {name} rate in {ahead} of 5 seeds")
    nan = sum(lane.diverged for lane in found[optimizer][-1])
    print(f"  largest rate: loss became NaN or infinite in {nan} of 5 seeds")
best = {o: max(range(11), key=lambda k: sum(map(final_accuracy, found[o][k]))) for o in rates}
ratio = rates["sgd"][best["sgd"]] / rates["adam"][best["adam"]]
print("best rate of SGD is more than 5 times the best rate of Adam:", ratio > 5)

# %% [markdown]
# **Explain.** It is a hill (drawn with the error, which is one minus the accuracy, it is the well-known **U-curve**).
#
# - Too small: six epochs of tiny steps lead nowhere. The same rate with a thousand times more steps would get there; you pay in time.
# - About right: the top of the hill. For Adam it is a plateau more than one order of magnitude wide, where the exact value matters little; for SGD it is narrower.
# - Too large: the fall is steep, and the accuracy is that of guessing. Yet the loss did not become NaN ("not a number").
#
# All rates cost the same time.
# And a rate is good for one optimizer: Adam divides each gradient by its recent size, so its rate is close to the distance of a step, and lies lower.

# %% [markdown]
# What happened at the largest rates?
# A ReLU unit that gives 0 for every digit is called **dead**.
#
# **Predict.** What share of the units in the second hidden layer is dead after training with SGD at rate 10?

# %% tags=["demonstration"]
dead_before, dead_after = 0, 0
for seed in seeds:
    untrained = h.MLP(784, [64, 32], 10, seed=seed)
    trained = h.train(base.replace(lr=10.0, epochs=1), data, seed=seed).model
    dead_before += h.activation_statistics(untrained, data.X_val)[1].dead > 0.5
    dead_after += h.activation_statistics(trained, data.X_val)[1].dead > 0.5
print(
    f"more than half of the units dead: before training {dead_before}, after {dead_after} of 5 seeds"
)

# %% [markdown]
# **Explain.** The first steps throw the weights so far that most units give 0 for every digit.
# A dead unit gets no gradient, because the slope of ReLU is 0 there, so no later step brings it back.
# The network gives the same answer to every digit, with a finite loss.
# Divergence does not always announce itself by NaN.

# %% [markdown]
# ## Why a log scale
#
# Suppose that you do not know the rate and draw 20 candidates between 0.00001 and 1 at random.
# Call a rate of Adam good if it lies on the plateau that we measured: between the smallest and the largest rate whose mean accuracy is at most 3 points below the best.
#
# **Predict.** Of 20 rates drawn uniformly, how many are good? And of 20 exponents drawn uniformly?

# %% tags=["demonstration"]
means = [sum(map(final_accuracy, lanes)) / 5 for lanes in found["adam"]]
plateau = [lr for lr, mean in zip(rates["adam"], means) if mean > max(means) - 0.03]
low, high = min(plateau), max(plateau)
more = 0
for seed in range(10):
    generator = torch.Generator().manual_seed(seed)
    uniform = 1e-5 + (1 - 1e-5) * torch.rand(20, generator=generator)
    log_uniform = 10 ** (-5 + 5 * torch.rand(20, generator=generator))
    hits = [((draws >= low) & (draws <= high)).sum().item() for draws in (uniform, log_uniform)]
    more += hits[1] > hits[0]
print(f"the log-uniform draws hit the plateau more often in {more} of 10 repeats")
print(f"the plateau spans a factor of more than 5: {high / low > 5}")
print(f"and is less than a tenth of the interval from 0 to 1: {high - low < 0.1}")

# %% [markdown]
# **Explain.** On a linear scale nine tenths of all draws lie above 0.1, where nothing learns.
# What matters is the *ratio* between rates: from 0.001 to 0.002 changes as much as from 0.1 to 0.2.
# A scale on which equal ratios are equal distances is a log scale (Bengio 2012, arXiv:1206.5533, section 3.3, recommends it for the learning rate).

# %% [markdown]
# ## The range test: one run in place of eleven
#
# Let the rate grow a little at every step of **one** short run, and watch the loss (Smith 2017, *Cyclical learning rates for training neural networks*, WACV, section 3.3).
# While the rate is too small, nothing happens.
# Then the loss falls.
# Then it jumps up and down: too large.


# %% tags=["demonstration"]
def range_test_by_hand(low, high, steps, seed):
    model = h.MLP(784, [64, 32], 10, seed=seed)
    generator = torch.Generator().manual_seed(seed)
    batches, lrs, losses = [], [], []
    for k in range(steps):
        if not batches:
            batches = list(torch.randperm(len(data.y_train), generator=generator).split(32))
        rows = batches.pop(0)
        lr = low * (high / low) ** (k / (steps - 1))  # equal ratios
        loss = cross_entropy(model(data.X_train[rows]), data.y_train[rows])
        lrs.append(lr)
        losses.append(loss.item())
        if not math.isfinite(loss.item()):
            break
        gradients = torch.autograd.grad(loss, list(model.parameters()))
        with torch.no_grad():
            for p, gradient in zip(model.parameters(), gradients):
                p -= lr * gradient
    return lrs, losses


by_hand = range_test_by_hand(1e-4, 10, 100, seed=0)
test = h.lr_range_test(base, data, low=1e-4, high=10, steps=100, seed=0)
early = [abs(a - b) < 1e-3 for a, b in zip(by_hand[1][:80], test.losses[:80])]
print("by hand and by the library, the same losses over 80 steps:", all(early))

# %% tags=["demonstration", "nbval-ignore-output"]
figure, axes = plotting.figure(2)
tests = {}
for ax, optimizer in zip(axes, rates):
    ends = {"low": rates[optimizer][0], "high": rates[optimizer][-1]}
    config = base.replace(optimizer=optimizer)
    tests[optimizer] = [h.lr_range_test(config, data, **ends, seed=s) for s in seeds]
    for seed in seeds:
        look = {"color": plotting.COLORS[seed], "linestyle": plotting.LINES[seed % 4]}
        ax.plot(*tests[optimizer][seed], label=f"seed {seed}", **look)
    ax.set_xscale("log")
    ax.set_ylim(0, 5)
    ax.set_xlabel("learning rate of the step, log scale")
    ax.set_ylabel("loss of the batch")
    ax.set_title({"sgd": "SGD", "adam": "Adam"}[optimizer])
    ax.legend()
plotting.show(
    figure,
    alt="Loss of each batch while the learning rate grows from step to step, five seeds, SGD and Adam. "
    "The loss stays at 2.3, falls over about one order of magnitude of rates, a little with SGD and "
    "clearly with Adam, then jumps up and down.",
)

# %% [markdown]
# A rule that reads a rate from the curve: take the rate with the lowest loss, and divide it by 10.
# At the lowest point the loss is about to rise, so a tenth of it is on the safe side.
# You will write this rule as an exercise; here it is in short.
#
# **Predict.** Is the suggestion within a factor of 10 of the best rate of the sweep?

# %% tags=["demonstration"]
for optimizer in rates:
    near = 0
    for test in tests[optimizer]:
        losses = [x if math.isfinite(x) else math.inf for x in test.losses]
        suggested = test.lrs[losses.index(min(losses))] / 10
        top = rates[optimizer][best[optimizer]]
        near += top / 10.5 < suggested < 10.5 * top
    print(
        f"{optimizer}: suggested rate within a factor of about 10 of the best in {near} of 5 seeds"
    )
steps_of_tests, steps_of_sweep = 100, 11 * 6 * math.ceil(1000 / 32)
print(f"one test takes {steps_of_tests} steps, one seed of the sweep {steps_of_sweep}")

# %% [markdown]
# **Explain.** A range test costs a few per cent of the search and gives the order of magnitude.
# It is not the last word.
# It sees the first hundred steps only, each at another rate, and its answer moves with the seed.
# Use it to place a small search, not to replace it.

# %% [markdown]
# ## Curvature of a network
#
# Does the rule `2 / curvature` hold for a network?
# Its curvature differs from direction to direction.
# The largest one is the largest eigenvalue of the matrix of second derivatives (the **Hessian**); it is called **sharpness**.
# The matrix has a row for each parameter, too many to write down, but its product with a vector is cheap: differentiate the gradient once more.
# **Power iteration** multiplies a vector by the matrix again and again; the vector turns into the direction of largest curvature.


# %% tags=["demonstration"]
few = data.subset(200)
X, y = few.X_train, few.y_train


def sharpness(model, rounds=20):
    parameters = list(model.parameters())
    gradients = torch.autograd.grad(cross_entropy(model(X), y), parameters, create_graph=True)
    generator = torch.Generator().manual_seed(0)
    vector = [torch.randn(p.shape, generator=generator) for p in parameters]
    for _ in range(rounds):
        length = math.sqrt(sum((v * v).sum().item() for v in vector))
        vector = [v / length for v in vector]
        product = torch.autograd.grad(gradients, parameters, vector, retain_graph=True)
        value = sum((v * p).sum().item() for v, p in zip(vector, product))
        vector = product
    return value


def descend_network(lr, seed, steps=150):
    """Train on all 200 digits in every step, without batches; return losses and network."""
    model = h.MLP(784, [32], 10, activation="tanh", seed=seed)
    losses = []
    for _ in range(steps):
        loss = cross_entropy(model(X), y)
        losses.append(loss.item())
        gradients = torch.autograd.grad(loss, list(model.parameters()))
        with torch.no_grad():
            for p, gradient in zip(model.parameters(), gradients):
                p -= lr * gradient
    return losses, model


# %% [markdown]
# We measure the sharpness `s` at the start, call `2 / s` the limit, and train with multiples of it.
#
# **Predict.** A quadratic diverges at 1.02 times its limit. And the network at 2 times, at 20 times?

# %% tags=["demonstration"]
multiples = [0.1, 1, 2, 20]
curves = {m: [] for m in multiples}
flatter = 0
for seed in seeds:
    start = sharpness(h.MLP(784, [32], 10, activation="tanh", seed=seed))
    for m in multiples:
        losses, model = descend_network(m * 2 / start, seed)
        curves[m].append(losses)
        flatter += m == 2 and sharpness(model) < start / 2
for m in multiples:
    below = sum(losses[-1] < 0.1 for losses in curves[m])
    above = sum(losses[-1] > 10 for losses in curves[m])
    print(f"{m:>4} times the limit: loss below 0.1 in {below} of 5 seeds, above 10 in {above} of 5")
faster = sum(two[40] < one[40] for one, two in zip(curves[1], curves[2]))
print(f"after 40 steps, twice the limit is ahead of the limit in {faster} of 5 seeds")
print(f"and ends where the sharpness is less than half of that at the start in {flatter} of 5")

# %% tags=["demonstration", "nbval-ignore-output"]
figure, [ax] = plotting.figure()
for k, m in enumerate(multiples):
    look = {"color": plotting.COLORS[k], "linestyle": plotting.LINES[k]}
    ax.plot(curves[m][0], label=f"{m} times 2 / sharpness", **look)
ax.set_yscale("log")
ax.set_xlabel("step")
ax.set_ylabel("training loss, log scale")
ax.legend()
plotting.show(
    figure,
    alt="Training loss of one seed over 150 steps. A tenth of the limit falls slowly, the limit and "
    "twice the limit fall fast, twenty times the limit jumps up and stays above the start.",
)

# %% [markdown]
# **Explain.** The rule gives the right order of magnitude, not a wall.
# The loss of a network is no quadratic: the curvature changes along the way.
# Here it shrank while the network became sure of its answers, so that a step too long for the start was not too long later.
# In other settings the sharpness *grows* until it reaches `2 / lr` and stays near it while the loss goes on falling, called the **edge of stability** (Cohen et al. 2021, arXiv:2103.00065).
# So the largest useful rate of a network is found by trying, and `2 / sharpness` tells where to look.

# %% [markdown]
# ## Explorer
#
# Choose the optimizer and a rate, and see the five runs epoch by epoch.


# %% tags=["demonstration", "nbval-ignore-output"]
def plot_runs(optimizer, rate):
    figure, [ax] = plotting.figure()
    for seed in seeds:
        history = found[optimizer][rate][seed].history
        look = {"color": plotting.COLORS[seed], "marker": plotting.MARKERS[seed]}
        ax.plot([e.epoch for e in history], [e.val_accuracy for e in history], **look)
    ax.set_ylim(0, 1)
    ax.set_xlabel("epoch")
    ax.set_ylabel("validation accuracy")
    ax.set_title(f"{optimizer}, learning rate {rates[optimizer][rate]:.2g}")
    return figure


widgets.explore(
    plot_runs,
    alt=lambda optimizer, rate: (
        f"Validation accuracy over six epochs with {optimizer}, learning rate "
        f"{rates[optimizer][rate]:.2g}, five seeds."
    ),
    start={"optimizer": "adam", "rate": 5},
    optimizer=["sgd", "adam"],
    rate=list(range(11)),
)

# %% [markdown]
# ## Gallery: good, bad, deceptive
#
# Three of the runs that you have, all with Adam.
#
# **Predict.** After **one** epoch, which is ahead: 0.001 or 0.03? And after six?

# %% tags=["demonstration"]
gallery = {"good": 4, "bad": 0, "deceptive": 7}  # 0.001, 0.00001 and 0.03
for name, k in gallery.items():
    print(f"{name:<10} lr {rates['adam'][k]:.1g}:", end=" ")
    chance = sum(final_accuracy(lane) < 0.3 for lane in found["adam"][k])
    high = sum(final_accuracy(lane) > 0.75 for lane in found["adam"][k])
    print(f"above 75 % in {high} of 5 seeds, below 30 % in {chance} of 5")
pairs = list(zip(found["adam"][gallery["deceptive"]], found["adam"][gallery["good"]]))
first = sum(a.history[0].val_accuracy > b.history[0].val_accuracy for a, b in pairs)
loss = sum(a.history[-1].val_loss > b.history[-1].val_loss for a, b in pairs)
print(f"0.03 has the higher accuracy after one epoch in {first} of 5 seeds")
print(f"0.03 has the higher validation loss after six epochs in {loss} of 5 seeds")

# %% [markdown]
# - **Good:** 0.001, the usual first try for Adam. It is on the plateau and still improving.
# - **Bad:** 0.00001. It runs without any error, takes as long as the others, and has learned next to nothing.
# - **Deceptive:** 0.03. It wins the first epoch. Who chooses by a short trial picks it. Its steps are too long to settle, and at the end its loss on new digits is the higher one.
#
# Short trials favor large rates.
# Compare rates at the number of epochs that you will really train, or let the rate fall during training (schedules, a later lesson).

# %% [markdown]
# ## Exercise 1: three questions
#
# Replace each `...` by `"smaller"`, `"larger"` or `"the same"`.
#
# <details><summary>Hint 1</summary>
#
# For the quadratic, the limit is 2 divided by the largest curvature.
#
# </details>
# <details><summary>Hint 2</summary>
#
# For the cost, count what one step computes.
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "rate_quiz", "locked": false, "schema_version": 3, "solution": true, "task": false}
rate_quiz = {
    "the curvature of a quadratic doubles: its largest stable rate becomes": ...,
    "the learning rate is halved: the seconds for one epoch become": ...,
    "the loss grows from step to step: the next learning rate to try is": ...,
}
### BEGIN SOLUTION
rate_quiz = {
    "the curvature of a quadratic doubles: its largest stable rate becomes": "smaller",
    "the learning rate is halved: the seconds for one epoch become": "the same",
    "the loss grows from step to step: the next learning rate to try is": "smaller",
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_rate_quiz", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
checks.quiz(
    "rate_quiz",
    choices=("smaller", "larger", "the same"),
    key={
        "the curvature of a quadratic doubles: its largest stable rate becomes": "0534ddf5ece4",
        "the learning rate is halved: the seconds for one epoch become": "8bc55c66b805",
        "the loss grows from step to step: the next learning rate to try is": "181cb6e70c12",
    },
    hints={
        "the curvature of a quadratic doubles: its largest stable rate becomes": (
            "What is 2 / a for a = 4, and for a = 8?"
        ),
        "the learning rate is halved: the seconds for one epoch become": (
            "Does the rate change how many gradients are computed in an epoch?"
        ),
        "the loss grows from step to step: the next learning rate to try is": (
            "Which of the six rates of the parabola grew?"
        ),
    },
)

# %% [markdown]
# ## Exercise 2: one step by hand
#
# A line `w * x + b` shall fit points.
# The loss is the mean of the squared errors: the mean over all points of `(w * x + b - y)**2`.
#
# Write `gradient_step(w, b, xs, ys, lr)`: return the list `[w, b]` after **one** step of gradient descent.
# `xs` and `ys` are lists of numbers of the same length.
#
# - Both gradients are taken at the old `w` and `b`.
# - Lists of different lengths, or empty ones, raise a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# With `error = w * x + b - y`, the derivative of `error**2` by `w` is `2 * error * x`, and by `b` it is `2 * error`.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Take the means of these over all points, then step against them.
# By hand for `w = b = 0`, the one point x = 2, y = 3, and lr = 0.1: the error is -3, the gradients are -12 and -6, so `w` becomes 1.2 and `b` becomes 0.6.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "gradient_step", "locked": false, "schema_version": 3, "solution": true, "task": false}
def gradient_step(w, b, xs, ys, lr):
    """Return [w, b] after one step of gradient descent on the mean squared error."""
    ### BEGIN SOLUTION
    if len(xs) != len(ys) or not xs:
        raise ValueError(f"expected as many xs as ys, at least one, got {len(xs)} and {len(ys)}")
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    gradient_w = 2 * sum(e * x for e, x in zip(errors, xs)) / len(xs)
    gradient_b = 2 * sum(errors) / len(xs)
    return [w - lr * gradient_w, b - lr * gradient_b]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_gradient_step", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "gradient_step",
    checks.example(
        0, 0, [2], [3], 0.1, expected=[1.2, 0.6], hint="The error is -3. Look at hint 2."
    ),
    checks.example(
        1.0, 0.5, [1, 2], [1.5, 2.5], 0.3, expected=[1.0, 0.5], hint="Both errors are 0: no step."
    ),
    checks.raises(ValueError, 0, 0, [1, 2], [3], 0.1, hint="Two xs, one y."),
)

# %% [markdown]
# ## Exercise 3: the largest stable rate of a quadratic
#
# The loss is `w @ A @ w / 2` with a symmetric matrix `A`.
# Its curvatures are the eigenvalues of `A`.
#
# Write `largest_stable_rate(A)`: the rate above which gradient descent diverges.
# `A` is a list of rows, such as `[[1.0, 0.0], [0.0, 25.0]]`.
#
# - If an eigenvalue is not positive, the loss has no lowest point: raise a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# `torch.linalg.eigvalsh(torch.tensor(A))` gives the eigenvalues of a symmetric matrix, smallest first.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Which direction diverged first in the example with curvatures 1 and 25?
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "largest_stable_rate", "locked": false, "schema_version": 3, "solution": true, "task": false}
def largest_stable_rate(A):
    """Return 2 divided by the largest eigenvalue of the symmetric matrix A."""
    ### BEGIN SOLUTION
    curvatures = torch.linalg.eigvalsh(torch.tensor(A, dtype=torch.float64))
    if curvatures[0] <= 0:
        raise ValueError(f"expected positive curvatures, got {curvatures.tolist()}")
    return 2 / curvatures[-1].item()
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_largest_stable_rate", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "largest_stable_rate",
    checks.example(
        [[1.0, 0.0], [0.0, 25.0]], expected=0.08, hint="2 / 25: the steep direction decides."
    ),
    checks.raises(
        ValueError, [[1.0, 0.0], [0.0, -1.0]], hint="This loss falls for ever along one direction."
    ),
)

# %% [markdown]
# ## Exercise 4: draw learning rates
#
# Write `draw_rates(low, high, n, seed)`: a list of `n` learning rates between `low` and `high` whose **logarithms** are spread uniformly.
#
# - The same seed gives the same list, another seed another one.
# - `low` must be above 0 and below `high`, and `n` at least 1; otherwise raise a `ValueError`.
#
# The check draws thousands of rates and looks at their distribution, so any way to draw them is fine.
#
# <details><summary>Hint 1</summary>
#
# Draw the exponent, not the rate.
#
# </details>
# <details><summary>Hint 2</summary>
#
# With `u` uniform between 0 and 1, `low * (high / low) ** u` is such a rate.
# `random.Random(seed)` and `torch.Generator().manual_seed(seed)` draw from a seed.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "draw_rates", "locked": false, "schema_version": 3, "solution": true, "task": false}
def draw_rates(low, high, n, seed):
    """Return n learning rates between low and high, uniform on a log scale."""
    ### BEGIN SOLUTION
    import random

    if not 0 < low < high or n < 1:
        raise ValueError(f"expected 0 < low < high and n >= 1, got {low}, {high} and {n}")
    generator = random.Random(seed)
    return [low * (high / low) ** generator.random() for _ in range(n)]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_draw_rates", "locked": true, "points": 7, "schema_version": 3, "solution": false, "task": false}
def summary(draw_rates, low, high, n, seed):
    """Return what every right answer has in common."""
    rates = [float(rate) for rate in draw_rates(low, high, n, seed)]
    again = [float(rate) for rate in draw_rates(low, high, n, seed)]
    inside = all(low * 0.999999 <= rate <= high * 1.000001 for rate in rates)
    return {"how many": len(rates), "all inside": inside, "same seed, same list": rates == again}


checks.check(
    "draw_rates",
    checks.example(
        1e-5,
        1.0,
        50,
        0,
        expected={"how many": 50, "all inside": True, "same seed, same list": True},
        name="50 rates from 0.00001 to 1",
        hint="Draw an exponent between those of low and high, with a generator made from the seed.",
    ),
    checks.raises(ValueError, 0.0, 1.0, 5, 0, hint="0 has no logarithm."),
    via=summary,
)

# %% [markdown]
# ## Exercise 5: read a rate from a range test
#
# Write `suggest_rate(lrs, losses)`: the rate that a range test suggests.
# The rule:
#
# 1. Walk along the losses. Stop at the first one that is no finite number, or that is larger than **4 times** the lowest loss before it. What comes from there on does not count.
# 2. Of what is left, take the rate with the lowest loss, the first of equals.
# 3. Return a tenth of it.
#
# If nothing is left, or the lists differ in length, raise a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# Keep the lowest loss so far and its rate while you walk. `math.isfinite(x)` is False for NaN and infinity.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Why step 1? After a divergence a loss can fall below the lowest one by chance. Test your function with losses `[2, 1, 9, 0.5]`: the 9 ends the walk, so 0.5 does not count.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "suggest_rate", "locked": false, "schema_version": 3, "solution": true, "task": false}
def suggest_rate(lrs, losses):
    """Return a tenth of the rate with the lowest loss before the loss diverges."""
    ### BEGIN SOLUTION
    if len(lrs) != len(losses):
        raise ValueError(f"expected as many losses as rates, got {len(losses)} and {len(lrs)}")
    lowest, rate = math.inf, None
    for lr, loss in zip(lrs, losses):
        if not math.isfinite(loss) or loss > 4 * lowest:
            break
        if loss < lowest:
            lowest, rate = loss, lr
    if rate is None:
        raise ValueError("expected a loss that is a finite number at the start, got none")
    return rate / 10
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_suggest_rate", "locked": true, "points": 8, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "suggest_rate",
    checks.example(
        [0.001, 0.01, 0.1, 1.0],
        [2.3, 2.0, 1.5, 3.0],
        expected=0.01,
        hint="The lowest loss is at 0.1; a tenth of that.",
    ),
    checks.example(
        [0.001, 0.01, 0.1, 1.0],
        [2.0, 1.0, 9.0, 0.5],
        expected=0.001,
        hint="9 is more than 4 times 1: the walk ends there.",
    ),
    checks.raises(ValueError, [0.1], [float("nan")], hint="Nothing is left to choose from."),
)

# %% [markdown]
# ## Take away
#
# | | |
# | --- | --- |
# | Start from | Adam: 0.001. SGD: 0.1. Then a range test, or five rates a factor of 3 apart |
# | Range and scale to search | Adam 0.00001 to 0.1, SGD 0.001 to 1, log scale; extend it when the best is at an end |
# | Cost | none: every rate takes the same time and memory |
# | It interacts with | optimizer, batch size (lesson 07), number of epochs (lesson 08), schedule, initialization |
#
# | Symptom | Likely cause | Try |
# | --- | --- | --- |
# | loss becomes NaN or grows | rate too large | a tenth of it |
# | accuracy at chance from the first epoch on, loss near 2.3 | rate far too large (dead units), or far too small | look at the first 20 losses: did they jump, or not move? |
# | loss falls slowly and steadily | rate too small | three times as much |
# | fast at first, then restless | rate too large to settle | a third of it, or a schedule |
# | best rate at the end of the range | range too narrow | extend the range |
#
# Three sentences to keep:
#
# - If you tune one hyperparameter, tune the learning rate, on a log scale.
# - The largest rate is set by the steepest direction; a network bends that rule but keeps its order of magnitude.
# - Short trials favor rates that are too large for the full run.
#
# ## Read more
#
# - Goodfellow, Bengio and Courville (2016), *Deep Learning*, MIT Press, sections 4.3 and 11.4.1.
# - Bengio (2012), *Practical recommendations for gradient-based training of deep architectures*, arXiv:1206.5533.
# - Smith (2017), *Cyclical learning rates for training neural networks*, WACV, arXiv:1506.01186.
# - Cohen, Kaur, Li, Kolter and Talwalkar (2021), *Gradient descent on neural networks typically occurs at the edge of stability*, ICLR, arXiv:2103.00065.
# - Kingma and Ba (2015), *Adam: a method for stochastic optimization*, ICLR, arXiv:1412.6980.
