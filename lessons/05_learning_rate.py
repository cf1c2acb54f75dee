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
# | You need | lesson 01; derivatives of simple functions; what a matrix does to a vector |
# | Time | 60 minutes |
# | Run All | under a minute on a laptop with two cores |

# %%
import math
import statistics
from itertools import product

import torch
from torch.nn.functional import cross_entropy

import hyperlib as h
from hyperlib import checks, plotting, widgets

torch.set_num_threads(1)  # small steps by hand: two threads would wait for each other

# %% [markdown]
# | Figure or table | Trained runs | Takes about |
# | --- | --- | --- |
# | Descent on a quadratic | none | at once |
# | By hand and by the library | 2 | 1 s |
# | The U-curve | 110 | 5 s |
# | Dead units | 5 | 1 s |
# | Range tests | 12 short and 10 full | 4 s |
# | Curvature of a network | 40 | 8 s |
# | Explorer | none, measured beforehand | 2 s |
# | Gallery | none, from the runs above | at once |

# %% [markdown]
# ## One step
#
# Training makes a number small: the **loss**.
# The **gradient** of the loss says, for each parameter, how fast the loss grows when that parameter grows.
# A step changes every parameter against its gradient, so that the loss falls.
# This is **gradient descent**:
#
# new parameter = old parameter - learning rate * gradient
#
# The **learning rate** is a factor, not a distance.
# The same rate makes a long step where the loss is steep and a short one where it is flat.
#
# The smallest example has one parameter `w` and the loss `a * w**2 / 2`, a parabola with its lowest point at 0.
# Its gradient is `a * w`.
# The number `a` is its **curvature**: how fast the slope changes (the second derivative).
# A function of this kind, made of squares and products of two parameters, is a **quadratic**.


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
# Which of these rates come close to 0, which run away, and does one do neither: 0.01, 0.1, 0.25, 0.4, 0.5, 0.51?

# %%
for lr in [0.01, 0.1, 0.25, 0.4, 0.5, 0.51]:
    path = descend(a=4, lr=lr)
    distance = abs(path[-1])  # from the lowest point, after the last step
    if distance < 0.001:
        where = "close to 0"
    elif distance < 1:
        where = "on the way to 0"
    elif distance == 1:
        where = "as far as at the start"
    else:
        where = "farther than at the start"
    side = "jumps from side to side" if path[1] < 0 else "never jumps over 0"
    print(f"lr {lr:<5} after 50 steps: {where}, {side}")

# %% [markdown]
# **Explain.** A step replaces `w` by `w - lr * a * w`, which is `(1 - lr * a) * w`.
# So each step multiplies `w` by the same factor, `1 - lr * a`.
#
# - At `lr = 1 / a`, here 0.25, the factor is 0: one step is enough.
# - Below, the factor is between 0 and 1: slow, and slower the smaller the rate.
# - Between `1 / a` and `2 / a` the factor is between 0 and -1: `w` jumps over 0 and comes closer all the same.
# - At `2 / a`, here 0.5, the factor is -1: `w` jumps for ever between 1 and -1.
# - Above `2 / a` every jump is longer than the last. This is **divergence**.
#
# So `2 / a` is the largest stable rate, and `1 / a` is the best one.
# (The ball of lesson 00 rolled on `x * x`, whose curvature is 2. Its edge was at 1.)
#
# (Goodfellow, Bengio and Courville 2016, *Deep Learning*, section 4.3.1, derive `1 / a`; Cohen et al. 2021, arXiv:2103.00065, section 2, derive `2 / a`.)

# %% [markdown]
# ## Two directions, one rate
#
# A network has many parameters and only one learning rate.
# Here are two: the loss is `(1 * u**2 + 25 * v**2) / 2`, flat along `u` and steep along `v`.
#
# Each parameter has its own gradient, `1 * u` and `25 * v`, so each one walks as in the example above.
#
# **Predict.** Which direction decides the largest rate? Which one decides how many steps you need?
# Drag the rate across 0.08 to find out. (Where nothing can be dragged, you see one picture.)


# %% tags=["nbval-ignore-output"]
def plot_paths(lr):
    u, v = descend(1, lr, steps=20), descend(25, lr, steps=20)
    figure, [ax] = plotting.figure()
    ax.plot(range(21), u, color=plotting.COLORS[0], marker="o", label="u, curvature 1")
    ax.plot(
        range(21), v, color=plotting.COLORS[1], marker="s", linestyle="--", label="v, curvature 25"
    )
    ax.set_ylim(-2.9, 2.9)
    ax.set_xlabel("step")
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.set_ylabel("parameter (lowest point: 0)")
    ax.set_title(f"learning rate {lr}")
    ax.legend()
    return figure


widgets.explore(
    plot_paths,
    alt=lambda lr: (
        f"Two parameters over 20 steps with learning rate {lr}. u, of curvature 1, falls slowly "
        f"from 1 toward 0. v, of curvature 25, "
        + (
            "jumps from side to side and "
            + ("comes to 0." if lr < 0.08 else "keeps its distance." if lr == 0.08 else "grows.")
            if lr > 0.04
            else "comes to 0 without a jump."
        )
    ),
    start={"lr": 0.07},
    lr=[0.01, 0.02, 0.04, 0.07, 0.078, 0.08, 0.082],
)


# %%
def steps_to(distance, a, lr):
    """Return after how many steps the parameter is nearer to 0 than this."""
    for step, w in enumerate(descend(a, lr, steps=1000)):
        if abs(w) < distance:
            return step
    return "never"


for lr in [0.01, 0.04, 0.077, 0.082]:
    flat, steep = steps_to(0.01, a=1, lr=lr), steps_to(0.01, a=25, lr=lr)
    print(f"lr {lr:<5} steps until below 0.01: flat direction {flat:>3}, steep {steep:>5}")

# %% [markdown]
# **Explain.** The steep direction sets the limit: `2 / 25 = 0.08`.
# The flat direction decides how many steps you need: at a rate that the steep one can bear, it creeps.
# It wants the rate as large as the steep one allows, so the best rate lies close below the largest stable one.
# (At 0.077 both need about the same number of steps. Nearer to the limit, the steep one jumps from side to side for longer.)
# For networks the rule of thumb is a factor of about 2 between the two (Bengio 2012, arXiv:1206.5533, section 3.1.1).
#
# The ratio of largest to smallest curvature, here 25, is called the **condition number**: the larger it is, the more steps it takes.
# And optimizers such as Adam give each parameter a step size of its own (a later lesson).
#
# In general the loss is `w @ A @ w / 2`, where `w` is the list of all parameters, `A` a symmetric matrix and `@` the matrix product.
# Here `A` is `[[1, 0], [0, 25]]`.
# There are always directions in which `A` does no more than stretch a vector by a factor; these factors are the **eigenvalues** of `A`.
# They are the curvatures along those directions, also when `A` has other numbers beside its diagonal.
# So the largest stable rate of a quadratic is **2 divided by the largest eigenvalue**, as long as all of them are positive.
# (With a negative one there is no lowest point, and every rate diverges: Cohen et al. 2021, section 2.)

# %% [markdown]
# ## A network: try rates over many orders of magnitude
#
# First by hand, once.
# This is plain stochastic gradient descent, **SGD**: gradient descent in which each step takes the gradient of one batch.
# `torch.autograd.grad` computes what `backward` computes, and returns it as a list, one gradient for each parameter.


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
            with torch.no_grad():  # a step is no part of the function that is differentiated
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
# (Two of them are one *order of magnitude*, a factor of 10.)
# `h.sweep` trains them side by side and gives what `h.train` would give one by one; a *lane* is one of its runs.
#
# **Predict.** Sketch the validation error, the share of wrong answers, against the learning rate: a straight line, a valley, or a step?
# Is the best rate of SGD the best rate of Adam?

# %% tags=["demonstration"]
rates = {
    "sgd": [10 ** (k / 2) for k in range(-8, 3)],  # 0.0001 to 10
    "adam": [10 ** (k / 2) for k in range(-10, 1)],  # 0.00001 to 1
}
seeds = range(5)
found = {}  # found[optimizer][k] holds the five runs of rate number k, one a seed
for optimizer in rates:
    configs = [base.replace(optimizer=optimizer, lr=lr) for lr in rates[optimizer]]
    lanes = h.sweep(configs, data, seeds=seeds).lanes
    found[optimizer] = [[a for a in lanes if a.configuration == k] for k in range(len(configs))]


def final_accuracy(lane):
    return lane.history[-1].val_accuracy


means, best, edge = {}, {}, {}  # for each optimizer
for optimizer in rates:
    means[optimizer] = [sum(map(final_accuracy, lanes)) / 5 for lanes in found[optimizer]]
    best[optimizer] = means[optimizer].index(max(means[optimizer]))  # number of the best rate
    # the smallest rate above the best one from which all five seeds are close to guessing (10 %)
    edge[optimizer] = next(
        k
        for k in range(best[optimizer], 11)
        if all(final_accuracy(lane) < 0.25 for lane in found[optimizer][k])
    )

# %% tags=["demonstration", "nbval-ignore-output"]
figure, axes = plotting.figure(2)
for ax, optimizer in zip(axes, rates):
    for seed in seeds:
        errors = [1 - final_accuracy(lanes[seed]) for lanes in found[optimizer]]
        (line,) = ax.plot(rates[optimizer], errors, color=plotting.COLORS[0], marker="o", alpha=0.4)
    line.set_label("one seed")
    look = {"color": plotting.COLORS[1], "linewidth": 2.5, "linestyle": "--"}
    ax.plot(rates[optimizer], [1 - mean for mean in means[optimizer]], label="mean", **look)
    ax.axvline(
        rates[optimizer][edge[optimizer]], color="black", linestyle=":", label="divergence edge"
    )
    ax.set_ylim(0, 1)
    ax.set_xscale("log")
    ax.set_xlabel("learning rate, log scale")
    ax.set_ylabel("validation error after 6 epochs")
    ax.set_title({"sgd": "SGD", "adam": "Adam"}[optimizer])
axes[0].legend(loc="lower left")
plotting.show(
    figure,
    alt="Validation error against the learning rate on a log axis, for SGD and Adam, five seeds and "
    "their mean. Both are valleys, the U-curve: guessing at small rates, a bottom that is wide for "
    "Adam and narrow for SGD, and a steep rise back to guessing. A dotted line marks the divergence "
    "edge, the rate from which all seeds guess. Adam's valley is at smaller rates.",
)

# %% tags=["demonstration"]
for optimizer in rates:
    print(optimizer)
    for name, other in [("smallest", 0), ("largest", -1)]:
        ahead = max(means[optimizer]) > means[optimizer][other] + 0.3
        print(f"  best rate over 30 points above the {name} rate, on average: {ahead}")
    factor = rates[optimizer][edge[optimizer]] / rates[optimizer][best[optimizer]]
    print(f"  divergence edge 5 to 200 times the best rate: {5 < factor < 200}")
    worse = sum(lane.history[-1].val_loss > 2.303 for lane in found[optimizer][-1])
    nan = sum(lane.diverged for lane in found[optimizer][-1])
    print(f"  largest rate: loss above that of guessing in {worse} of 5 seeds, NaN in {nan} of 5")
close = {o: sum(mean > max(means[o]) - 0.1 for mean in means[o]) for o in rates}
print("SGD: at most 3 of the eleven rates are within 10 points of the best:", close["sgd"] <= 3)
print("Adam: at least 4 of them are:", close["adam"] >= 4)
ratio = rates["sgd"][best["sgd"]] / rates["adam"][best["adam"]]
print("best rate of SGD is more than 5 times the best rate of Adam:", ratio > 5)

# %% [markdown]
# **Explain.** It is a valley, the well-known **U-curve** of the learning rate (Goodfellow, Bengio and Courville 2016, section 11.4.1, figure 11.1).
# Drawn with the accuracy it is a hill.
#
# - Too small: six epochs of tiny steps lead nowhere. More epochs would help; you pay in time.
# - About right: the bottom of the valley. For Adam it is flat over more than one order of magnitude, so the exact value matters little; for SGD it is narrow.
# - Too large: the error rises steeply, back to that of guessing. This is the **divergence edge**. It lies ten to a hundred times above the best rate. (The rule of thumb of a factor of 2 is about SGD and the first rate that diverges at all; eleven rates are too coarse to test it.)
# - Far too large: the loss is above `log(10)`, about 2.3, which is what equal scores for all ten digits would give. Yet it did not become NaN ("not a number").
#
# The rate changes nothing in what a step computes, so all rates cost the same time.
#
# A rate is good for one optimizer only: Adam divides each gradient by its own recent size.
# So every parameter moves by up to about the rate in a step, however small its gradient (Kingma and Ba 2015, arXiv:1412.6980, section 2.1), and good rates are smaller.

# %% [markdown]
# What happened at the largest rates?
# A ReLU unit that gives 0 for every digit is called **dead**.
#
# **Predict.** SGD at rate 10, one epoch, 32 steps. What share of the units in the second hidden layer is dead at the end: none, a third, or nearly all? How many different answers does the network give?

# %% tags=["demonstration"]
dead_before, dead_after, one_answer = 0, 0, 0
for seed in seeds:
    untrained = h.MLP(784, [64, 32], 10, seed=seed)
    trained = h.train(base.replace(lr=10.0, epochs=1), data, seed=seed).model
    # [1] is the second hidden layer, dead the share of its units that are 0 for every digit
    dead_before += h.activation_statistics(untrained, data.X_val)[1].dead > 0.9
    dead_after += h.activation_statistics(trained, data.X_val)[1].dead > 0.9
    with torch.no_grad():
        answers = trained(data.X_val).argmax(1)
    one_answer += len(answers.unique()) == 1
print(f"over 90 % of the units dead: before in {dead_before}, after in {dead_after} of 5 seeds")
print(f"the same answer to all 1,000 validation digits: after in {one_answer} of 5 seeds")

# %% [markdown]
# **Explain.** The first steps throw the weights so far that nearly all units give 0 for every digit.
# A dead unit gets no gradient, because the slope of ReLU is 0 there: its own weights do not move anymore.
# It can come back only if the layer before it changes, and when a whole layer is dead, nothing before it gets a gradient either.
# All that is left is the last layer's biases: the network gives the same answer to every digit, with a finite loss.
# Divergence does not always announce itself by NaN.

# %% [markdown]
# ## Why a log scale
#
# Suppose that you do not know the rate and draw 20 candidates between 0.00001 and 1 at random.
# Call a rate of Adam good if it lies on the flat bottom that we measured: between the smallest and the largest rate whose mean accuracy is at most 10 points below the best.
#
# **Predict.** Of 20 rates drawn uniformly, how many are good? And if we draw the *exponent* uniformly, between -5 and 0?

# %% tags=["demonstration"]
good = [lr for lr, mean in zip(rates["adam"], means["adam"]) if mean > max(means["adam"]) - 0.1]
low, high = min(good), max(good)
hits = {"uniform": [], "log-uniform": []}  # good rates of 20, in each of ten repeats
for seed in range(10):
    generator = torch.Generator().manual_seed(seed)
    uniform = 1e-5 + (1 - 1e-5) * torch.rand(20, generator=generator)
    log_uniform = 10 ** (-5 + 5 * torch.rand(20, generator=generator))  # a uniform exponent
    hits["uniform"].append(((uniform >= low) & (uniform <= high)).sum().item())
    hits["log-uniform"].append(((log_uniform >= low) & (log_uniform <= high)).sum().item())
drawn = {name: sum(counts) / 10 for name, counts in hits.items()}
print("good rates of 20 drawn uniformly, mean of ten repeats: at most 2:", drawn["uniform"] <= 2)
print("drawn log-uniformly: at least 4:", drawn["log-uniform"] >= 4)
more = sum(b > a for a, b in zip(hits["uniform"], hits["log-uniform"]))
print(f"the log-uniform draws have more good ones in at least 8 of 10 repeats: {more >= 8}")
print(f"the good rates span a factor of more than 10: {high / low > 10}")
print(f"and are less than a tenth of the interval from 0 to 1: {high - low < 0.1}")

# %% [markdown]
# **Explain.** On a linear scale nine tenths of all draws lie above 0.1, where Adam's error has already risen.
# What matters is the *ratio* of two rates: from 0.001 to 0.002 every step becomes twice as long, and so it does from 0.1 to 0.2.
# A scale on which equal ratios are equal distances is a **log scale**; numbers whose logarithm is uniform are **log-uniform**.
# Bengio (2012, section 3.3) recommends this scale for the learning rate.

# %% [markdown]
# ## The range test: one run in place of eleven
#
# Let the rate grow a little at every step of **one** short run, and watch the loss.
# While the rate is too small, nothing happens.
# Then the loss falls.
# Then it jumps up and down: too large.
#
# (Smith 2017, *Cyclical learning rates for training neural networks*, WACV, section 3.3, lets the rate grow by equal amounts for a few epochs and watches the accuracy.
# Growing by equal ratios for a hundred steps and watching the loss is the form that the library fastai made popular, because it covers many orders of magnitude.)


# %% tags=["demonstration"]
def range_test_by_hand(low, high, steps, seed):
    model = h.MLP(784, [64, 32], 10, seed=seed)
    generator = torch.Generator().manual_seed(seed)
    batches, lrs, losses = [], [], []
    for k in range(steps):
        if not batches:  # a new epoch
            batches = list(torch.randperm(len(data.y_train), generator=generator).split(32))
        rows = batches.pop(0)
        lr = low * (high / low) ** (k / (steps - 1))  # equal ratios
        loss = cross_entropy(model(data.X_train[rows]), data.y_train[rows])
        lrs.append(lr)
        losses.append(loss.item())
        if not math.isfinite(loss.item()):  # NaN or infinity
            break
        gradients = torch.autograd.grad(loss, list(model.parameters()))
        with torch.no_grad():
            for p, gradient in zip(model.parameters(), gradients):
                p -= lr * gradient
    return lrs, losses


by_hand = range_test_by_hand(1e-4, 10, 100, seed=0)
test = h.lr_range_test(base, data, low=1e-4, high=10, steps=100, seed=0)
# Later, at rates that are far too large, rounding errors grow until the two differ.
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
    "clearly with Adam, then jumps up and down, in part out of the frame.",
)

# %% [markdown]
# How do you read a rate from such a curve? There are several rules, and they do not agree:
#
# - Smith (2017, section 3.3) reads two bounds, where the accuracy begins to rise and where it becomes ragged or falls. Or the upper bound is the largest rate that converges, and the lower one a third or a quarter of it.
# - Howard and Gugger (2020, *Deep learning for coders with fastai and PyTorch*, chapter 5) take the rate with the lowest loss divided by 10, or the last point where the loss clearly falls.
#
# We take the lowest loss, divided by 10: where the loss is lowest it is about to rise, so a tenth is on the safe side.
# You will write this rule as an exercise, with care for divergence; here it is in short.
#
# **Predict.** How far is the suggestion from the best rate of the sweep: by more than a factor of 10? And how much accuracy does it cost to train with it?

# %% tags=["demonstration"]
suggestions, losts = {}, {}
for optimizer in rates:
    top = rates[optimizer][best[optimizer]]
    suggested = suggestions[optimizer] = []
    for test in tests[optimizer]:
        losses = [x if math.isfinite(x) else math.inf for x in test.losses]
        suggested.append(test.lrs[losses.index(min(losses))] / 10)
    near = top / 10 < statistics.median(suggested) < 10 * top
    print(f"{optimizer}: the median suggestion is within a factor of 10 of the best rate: {near}")
    lost = losts[optimizer] = []  # accuracy lost against the best rate of the sweep, same seed
    for seed, lr in zip(seeds, suggested):
        final = h.train(base.replace(optimizer=optimizer, lr=lr), data, seed=seed).final
        lost.append(final_accuracy(found[optimizer][best[optimizer]][seed]) - final.val_accuracy)
    print(f"  trained with it: less than 15 points lost, on average: {sum(lost) / 5 < 0.15}")
    print(f"  largest suggestion over smallest above 1.2: {max(suggested) / min(suggested) > 1.2}")
steps_of_tests, steps_of_sweep = 100, 11 * 6 * math.ceil(1000 / 32)
print(f"one test takes {steps_of_tests} steps, one seed of the sweep {steps_of_sweep}")

# %% tags=["demonstration", "nbval-ignore-output"]
for optimizer in rates:
    print(f"{optimizer}: best rate of the sweep {rates[optimizer][best[optimizer]]:.4f}")
    print("  suggested  ", *[f"{lr:>7.4f}" for lr in suggestions[optimizer]])
    print("  points lost", *[f"{100 * x:>7.1f}" for x in losts[optimizer]])

# %% [markdown]
# **Explain.** A range test costs a few per cent of the search and gives the order of magnitude.
# It is not the last word: training with the suggestion itself can lose several points, and a small search around it gets them back.
# It sees the first hundred steps only, each at another rate, and its answer moves with the seed.
# The tenth is there to make it err on the small side.
# Use it to place a small search, not to replace it.

# %% [markdown]
# ## Curvature of a network
#
# Does the rule `2 / curvature` hold for a network?
# Its curvature differs from direction to direction, and it changes while the parameters move.
# The matrix of all second derivatives of the loss is called the **Hessian**; it has the place of `A` above.
# Its largest eigenvalue, the largest curvature, is called **sharpness** (Cohen et al. 2021; others use the word for other measures).
#
# The Hessian has a row and a column for each parameter: too many numbers to write down.
# But its product with a vector is cheap: multiply the gradient by the vector, then differentiate once more.
# **Power iteration** multiplies a vector by the matrix again and again, and the vector turns into the direction of the eigenvalue of largest size.
# (LeCun, Simard and Pearlmutter 1993, *Automatic learning rate maximization by on-line estimation of the Hessian's eigenvectors*, NeurIPS 5, choose the learning rate in this way.)


# %% tags=["demonstration"]
few = data.subset(200)
X, y = few.X_train, few.y_train


def sharpness(model, rounds=20):
    """Return the largest curvature of the loss on the 200 digits, by power iteration."""
    parameters = list(model.parameters())
    # create_graph keeps what is needed to differentiate these gradients again
    gradients = torch.autograd.grad(cross_entropy(model(X), y), parameters, create_graph=True)
    generator = torch.Generator().manual_seed(0)
    vector = [torch.randn(p.shape, generator=generator) for p in parameters]
    for _ in range(rounds):
        length = math.sqrt(sum((v * v).sum().item() for v in vector))
        vector = [v / length for v in vector]
        # the Hessian times the vector
        product = torch.autograd.grad(gradients, parameters, vector, retain_graph=True)
        value = sum((v * p).sum().item() for v, p in zip(vector, product))  # stretched by this
        vector = product
    return value


def start_network(activation, seed):
    return h.MLP(784, [32], 10, activation=activation, seed=seed)


def descend_network(model, lr, steps=150):
    """Train on all 200 digits in every step, without batches; return losses and sharpnesses."""
    losses, curvatures = [], []
    for step in range(steps):
        if step % 5 == 0:
            curvatures.append(sharpness(model))
        loss = cross_entropy(model(X), y)
        losses.append(loss.item())
        gradients = torch.autograd.grad(loss, list(model.parameters()))
        with torch.no_grad():
            for p, gradient in zip(model.parameters(), gradients):
                p -= lr * gradient
    return losses, curvatures


networks = [start_network(a, seed) for a in ("tanh", "relu") for seed in seeds]
agree = sum(math.isclose(sharpness(m), sharpness(m, 100), rel_tol=0.05) for m in networks)
print(f"20 and 100 rounds of power iteration agree within 5 % for {agree} of 10 networks")

# %% [markdown]
# We measure the sharpness `s` of the untrained network, call `2 / s` the limit, and train with multiples of it, for tanh and for ReLU.
#
# **Predict.** A quadratic converges at half its limit and diverges at twice its limit. And the two networks? And at 20 times?

# %% tags=["demonstration"]
multiples = [0.1, 0.5, 2, 20]
curves = {}  # curves[activation, multiple]: losses, sharpnesses and dead share of five seeds
for activation in ["tanh", "relu"]:
    for m in multiples:
        curves[activation, m] = []
        for seed in seeds:
            model = start_network(activation, seed)
            lr = m * 2 / sharpness(model)
            losses, curvatures = descend_network(model, lr)
            dead = h.activation_statistics(model, X)[0].dead
            curves[activation, m].append((losses, curvatures, dead))
    for m in multiples:
        learned = sum(losses[-1] < 0.5 for losses, _, _ in curves[activation, m])
        lost = sum(dead > 0.9 for _, _, dead in curves[activation, m])
        print(
            f"{activation}, {m:>3} times the limit: loss below 0.5 in {learned} of 5 seeds,", end=""
        )
        print(f" over 90 % dead in {lost} of 5")

# %% tags=["demonstration", "nbval-ignore-output"]
figure, axes = plotting.figure(2)
for ax, activation in zip(axes, ["tanh", "relu"]):
    for k, m in enumerate(multiples):
        look = {"color": plotting.COLORS[k], "linestyle": plotting.LINES[k]}
        ax.plot(curves[activation, m][0][0], label=f"{m} times", **look)
    ax.set_yscale("log")
    ax.set_ylim(0.003, 1e6)
    ax.set_xlabel("step")
    ax.set_ylabel("training loss, log scale")
    ax.set_title({"tanh": "tanh", "relu": "ReLU"}[activation])
axes[0].legend(title="2 / sharpness", ncols=2, loc="upper right")
plotting.show(
    figure,
    alt="Training loss of one seed over 150 steps, for tanh and ReLU, at 0.1, 0.5, 2 and 20 times 2 / "
    "sharpness. 0.1 falls slowly and 0.5 fast with both. At 2 the tanh loss rises at first, then falls "
    "below the others; the ReLU loss rises and comes back to that of guessing, 2.3. At 20 the tanh loss "
    "stays a hundred times above its start, the ReLU loss jumps far up and comes back close to guessing.",
)

# %% tags=["demonstration"]
for activation in ["tanh", "relu"]:
    half = [curvatures for _, curvatures, _ in curves[activation, 0.5]]
    grown = sum(max(c) > 1.2 * c[0] for c in half)
    doubled = sum(max(c) > 2 * c[0] for c in half)
    print(f"{activation} at half the limit: sharpness on the way over 1.2 times that at the start")
    print(f"  in {grown} of 5 seeds, over 2 times in {doubled} of 5")
print("tanh, twice the limit against half of it:")
flatter = faster = jumps = 0
for half, twice in zip(curves["tanh", 0.5], curves["tanh", 2]):
    # sharpness when the loss is below 0.1 for the first time (measured every 5 steps)
    reached = [
        next(c for c, loss in zip(curvatures, losses[::5]) if loss < 0.1)
        for losses, curvatures, _ in (half, twice)
    ]
    flatter += reached[1] < reached[0]
    faster += twice[0][40] < half[0][40]
    ups = [sum(b > a for a, b in zip(losses, losses[1:])) for losses, _, _ in (half, twice)]
    jumps += ups[0] == 0 and ups[1] > 0
print(f"  the loss goes up in some steps, and in none at half the limit, in {jumps} of 5 seeds")
print(f"  at a loss of 0.1 the sharpness is lower in {flatter} of 5")
print(f"  after 40 steps the loss is lower in {faster} of 5")

# %% [markdown]
# **Explain.** The rule gives the order of magnitude, not a wall, because the curvature is not fixed.
#
# - It **grows** in the first steps, in all ten runs. Cohen et al. (2021, section 3) call this progressive sharpening. With ReLU it more than doubles, so that half the limit of the start is already above the limit of a later moment; twice the limit kills the units.
# - It **shrinks** when steps are too long: the loss jumps up for some steps, and the parameters land in a flatter place. This is how tanh gets along with twice the limit, and is faster for it. Lewkowycz et al. (2020, arXiv:2003.02218) call this the catapult.
# - It shrinks late in training, too: the second derivative of the cross-entropy by a logit is `p * (1 - p)`, with `p` the probability of that digit, and that goes to 0 as the network becomes sure.
#
# Trained longer without batches, many networks stay where sharpness and rate balance, at a sharpness near `2 / lr`, while the loss goes on falling in jumps: the **edge of stability** (Cohen et al. 2021).
#
# How much more than `2 / s` is possible is not settled. Lewkowycz et al. find room for several times the limit in wide networks, and the most for ReLU; Iyer, Hanin and Rolnick (2022, arXiv:2212.07295) find that the largest rate at which deep ReLU networks begin to learn goes with the sharpness, but not as its inverse. Our small ReLU network dies.
# So the largest useful rate of a network is found by trying, and `2 / sharpness` tells where to look.

# %% [markdown]
# ## Explorer: what moves the best rate
#
# Many more networks were trained beforehand: SGD and Adam, one to three hidden layers of 64, three batch sizes, eight rates, 10 epochs, five seeds.
# (`hyperlib/measured` says how. SGD has momentum 0.9 there: it keeps nine tenths of the last step, so that steps in the same direction add up to ten times one of them. By that count its good rates should be about a tenth of those of plain SGD; see Goodfellow, Bengio and Courville 2016, section 8.3.2.)
#
# **Predict.** In which direction does the best rate move when the batch grows from 16 to 256? When you train 10 epochs instead of 1? When the network gets deeper?
# Then drag one slider at a time, and watch the squares.


# %% tags=["demonstration", "nbval-ignore-output"]
table = h.load_table("model").select(activation="relu", width=64)
axis = table.axes["lr"]


def plot_table(optimizer, batch_size, depth, epoch):
    part = table.select(optimizer=optimizer, batch_size=batch_size, depth=depth, epoch=epoch)
    accuracies = part.val_accuracy  # shape (rates, seeds)
    means = accuracies.mean(1)
    figure, [ax] = plotting.figure()
    (*_, line) = ax.plot(axis, accuracies, color=plotting.COLORS[0], marker=".", alpha=0.4)
    line.set_label("one seed")
    ax.plot(axis, means, color=plotting.COLORS[1], linewidth=2.5, linestyle="--", label="mean")
    top = [(lr, mean) for lr, mean in zip(axis, means) if mean > means.max() - 0.05]
    look = {"color": plotting.COLORS[1], "marker": "s", "linestyle": "", "markersize": 9}
    ax.plot(*zip(*top), label="within 5 points of the best", **look)
    ax.set_xscale("log")
    ax.set_ylim(0, 1)
    ax.set_xlabel("learning rate, log scale")
    ax.set_ylabel("validation accuracy")
    ax.set_title(f"{optimizer}, batch {batch_size}, {depth} hidden layers, epoch {epoch}")
    ax.legend()
    return figure


def describe(optimizer, batch_size, depth, epoch):
    part = table.select(optimizer=optimizer, batch_size=batch_size, depth=depth, epoch=epoch)
    best_rate = axis[part.val_accuracy.mean(1).argmax()]
    return (
        f"Validation accuracy against the learning rate on a log axis, five seeds and their mean: "
        f"{optimizer}, batches of {batch_size}, {depth} hidden layers, epoch {epoch}. "
        f"A hill with its top at {best_rate}."
    )


widgets.explore(
    plot_table,
    alt=describe,
    start={"optimizer": "adam", "batch_size": 64, "depth": 2, "epoch": 10},
    optimizer=table.axes["optimizer"],
    batch_size=table.axes["batch_size"],
    depth=table.axes["depth"],
    epoch=table.axes["epoch"],
)

# %% [markdown]
# Now the same for every network and seed of the table.
# The best rate itself jumps on a flat top, so we take the middle of the top: the mean logarithm of all rates within 5 points of the best.


# %% tags=["demonstration"]
def top_of(optimizer, **point):
    """Return the logarithms of the rates within 5 points of the best, for one network and seed."""
    accuracies = table.select(optimizer=optimizer, **point).val_accuracy.tolist()
    return [math.log10(lr) for lr, a in zip(axis, accuracies) if a > max(accuracies) - 0.05]


def compare(name, before, after):
    """Print how often a change of one axis moves the middle of the top, all else equal."""
    others = {"batch_size": (16, 64, 256), "depth": (1, 2, 3), "epoch": (10,), "seed": seeds}
    others[name] = (before,)
    for optimizer in ["sgd", "adam"]:
        up = down = narrower = 0
        points = [dict(zip(others, values)) for values in product(*others.values())]
        for point in points:
            old, new = top_of(optimizer, **point), top_of(optimizer, **point | {name: after})
            up += sum(new) / len(new) > sum(old) / len(old)
            down += sum(new) / len(new) < sum(old) / len(old)
            narrower += len(new) < len(old)
        print(
            f"{name} {before} to {after}, {optimizer}: middle up in {up}, down in {down},", end=""
        )
        print(f" top narrower in {narrower} of {len(points)}")


compare("batch_size", 16, 256)
compare("epoch", 1, 10)
compare("depth", 1, 3)

# %% [markdown]
# **Explain.**
#
# - A larger **batch** takes larger rates, in every single case. Its gradient is less noisy, and an epoch has fewer steps, so that small rates get less far. How much larger is disputed, and the matter of lesson 07.
# - More **epochs** take smaller rates, in most cases. The left side of the hill fills up: small rates need only time.
# - **Depth** moves the middle to no side that holds for both optimizers. With SGD it makes the top narrower, so that the rate must be hit more closely.
#
# So a good rate belongs to a configuration.
# Change one of these, and search the rate anew.
# (Where the best is the last rate of the axis, as with SGD, batches of 256 and two hidden layers, the true best may lie beyond it.)

# %% [markdown]
# ## Gallery: good, bad, deceptive
#
# Three of the runs of the U-curve, all with Adam.
#
# **Predict.** After **one** epoch, which has the higher accuracy: 0.001 or 0.03? And after six?

# %% tags=["demonstration"]
gallery = {"good": ("0.001", 4), "bad": ("0.00001", 0), "deceptive": ("0.03", 7)}
for name, (lr, k) in gallery.items():
    guess = sum(final_accuracy(lane) < 0.3 for lane in found["adam"][k])
    high = sum(final_accuracy(lane) > 0.7 for lane in found["adam"][k])
    falls = 0  # the validation loss falls in every epoch
    for lane in found["adam"][k]:
        losses = [epoch.val_loss for epoch in lane.history]
        falls += losses == sorted(losses, reverse=True)
    print(f"{name}, lr {lr}: above 70 % in {high} of 5 seeds, below 30 % in {guess} of 5")
    print(f"  validation loss falls in every epoch in at least 4 of 5: {falls >= 4}")
pairs = list(zip(found["adam"][7], found["adam"][4]))  # 0.03 and 0.001, seed by seed
for when, epoch in {"one epoch": 0, "six epochs": -1}.items():
    ahead = sum(a.history[epoch].val_accuracy - b.history[epoch].val_accuracy for a, b in pairs) / 5
    print(f"0.03 is over 3 points ahead of 0.001 after {when}, on average: {ahead > 0.03}")
loss = sum(a.history[-1].val_loss - b.history[-1].val_loss for a, b in pairs)
print(f"0.03 has the higher validation loss after six epochs, on average: {loss > 0}")

# %% [markdown]
# - **Good:** 0.001, the usual first try for Adam. It is on the flat bottom, and its loss is still falling.
# - **Bad:** 0.00001. Nothing looks wrong: no error, and a loss that falls in every epoch. It has learned next to nothing.
# - **Deceptive:** 0.03. It wins the first epoch, so a short trial picks it. Its steps are too long to settle: its loss goes up and down, and in the end it is not ahead and has the higher loss.
#
# A short trial that starts from untrained networks favors large rates.
# (It can also be the other way round: within a training that is under way, the rate that does best over the next few steps is too *small*, since short steps damp the noise at once; Wu, Ren, Liao and Grosse 2018, arXiv:1803.02021.)
# Compare rates at the number of epochs that you will really train, or let the rate fall during training (schedules, a later lesson).

# %% [markdown]
# ## Exercise 1: three questions
#
# Replace each `...` by `"smaller"`, `"larger"` or `"the same"`.
# (The *largest stable rate* is the largest one that does not diverge.)
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
# We fit a line `w * x + b` to points `(x, y)`.
# The parameters are `w` and `b`; the loss is the mean over all points of `(w * x + b - y)**2`.
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
# Its curvatures are the eigenvalues of `A` (see "Two directions, one rate").
#
# Write `largest_stable_rate(A)`: the rate above which gradient descent diverges.
# `A` is a list of rows of floats, such as `[[1.0, 0.0], [0.0, 25.0]]`, of any size.
#
# - If an eigenvalue is 0 or negative, the loss has no single lowest point: raise a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# Which direction diverged first in the example with curvatures 1 and 25?
#
# </details>
# <details><summary>Hint 2</summary>
#
# `torch.linalg.eigvalsh(torch.tensor(A))` gives the eigenvalues of a symmetric matrix, smallest first.
# They are not the numbers on the diagonal: try `[[5.0, 4.0], [4.0, 5.0]]`.
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
# The check draws thousands of rates and looks at their distribution, so any way to draw them by chance is fine.
# Evenly spaced rates are not drawn by chance, and neither is a short list that is repeated.
#
# <details><summary>Hint 1</summary>
#
# Draw the exponent, not the rate. The cell of "Why a log scale" does it for the range from 0.00001 to 1.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Draw uniformly between the logarithms of `low` and `high`, then undo the logarithm.
# (Or: which rate is halfway between `low` and `high` on a log scale, if `high` is 100 times `low`?)
#
# </details>
# <details><summary>Hint 3</summary>
#
# Make a generator of your own: `generator = random.Random(seed)` (after `import random`), then `generator.random()` is uniform between 0 and 1.
# `torch.rand(n, generator=torch.Generator().manual_seed(seed))` does the same for a whole tensor.
# Return plain numbers, not a tensor: `.tolist()`.
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
    inside = all(low * 0.9999 <= rate <= high * 1.0001 for rate in rates)
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
# 1. Walk along the losses. Stop at the first one that is no finite number (NaN or infinity), or that is larger than **4 times** the lowest loss before it. That loss and all later ones do not count.
# 2. Of what is left, take the rate with the lowest loss; if several are equally low, the first of them.
# 3. Return a tenth of that rate.
#
# If nothing is left, or if the lists differ in length, raise a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# Keep the lowest loss so far and its rate while you walk. `math.isfinite(x)` is False for NaN and infinity.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Why step 1? After a divergence a loss can fall below the lowest one by chance. Work through the losses `[2, 1, 9, 0.5]` by hand: 9 is larger than 4 times 1, so the walk ends there, and 0.5 does not count.
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
# | Start from | Adam: 0.001. Plain SGD: 0.1. SGD with momentum 0.9: 0.03. Then a range test, or five rates a factor of 3 apart |
# | Range and scale to search | Adam 0.00001 to 0.1, SGD 0.001 to 1, log scale; extend it when the best is at an end |
# | Cost | none: every rate takes the same time and memory |
# | It interacts with | optimizer and momentum, batch size (larger batch, larger rate: lesson 07), number of epochs (more epochs, smaller rate; lesson 08), depth, schedule, initialization |
#
# | Symptom | Likely cause | Try |
# | --- | --- | --- |
# | loss becomes NaN, or ends above its start | rate too large | a tenth of it |
# | accuracy at chance from the first epoch on, loss near 2.3 | rate far too large (dead units), or far too small | look at the first 20 losses: did they jump, or not move? |
# | loss falls slowly and steadily | rate too small | three times as much |
# | fast at first, then restless | rate too large to settle | a third of it, or a schedule |
# | best rate at the end of the range | range too narrow | extend the range |
#
# Three sentences to keep:
#
# - If you have time to tune one hyperparameter, tune the learning rate (Goodfellow, Bengio and Courville 2016, section 11.4.1), on a log scale.
# - The largest rate is set by the steepest direction: exactly `2 / curvature` for a quadratic, and no more than the order of magnitude for a network.
# - A rate belongs to an optimizer, a batch size and a number of epochs. Search it for the run that you will really do.
#
# ## Read more
#
# - Goodfellow, Bengio and Courville (2016), *Deep Learning*, MIT Press, sections 4.3, 8.3 and 11.4.1.
# - Bengio (2012), *Practical recommendations for gradient-based training of deep architectures*, arXiv:1206.5533.
# - LeCun, Bottou, Orr and Müller (1998), *Efficient BackProp*, in *Neural networks: tricks of the trade*, Springer.
# - Smith (2017), *Cyclical learning rates for training neural networks*, WACV, arXiv:1506.01186.
# - Cohen, Kaur, Li, Kolter and Talwalkar (2021), *Gradient descent on neural networks typically occurs at the edge of stability*, ICLR, arXiv:2103.00065.
# - Lewkowycz, Bahri, Dyer, Sohl-Dickstein and Gur-Ari (2020), *The large learning rate phase of deep learning: the catapult mechanism*, arXiv:2003.02218.
# - Iyer, Hanin and Rolnick (2022), *Maximal initial learning rates in deep ReLU networks*, arXiv:2212.07295.
# - Wu, Ren, Liao and Grosse (2018), *Understanding short-horizon bias in stochastic meta-optimization*, ICLR, arXiv:1803.02021.
# - Kingma and Ba (2015), *Adam: a method for stochastic optimization*, ICLR, arXiv:1412.6980.
