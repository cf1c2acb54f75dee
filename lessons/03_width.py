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
# # 03 Width
#
# **Here are two networks. Same digits, same code; only the numbers of neurons differ. The first has eight times as many parameters as the second. Which of the two reads better, and why?**

# %%
import math
import statistics

import torch

import hyperlib as h
from hyperlib import checks, plotting, widgets

torch.set_num_threads(2)  # a sweep trains on both cores
data = h.load_mnist().subset(1000)
base = h.Hyperparameters(epochs=8, batch_size=32, initialization="he")

# %% tags=["demonstration", "nbval-ignore-output"]
runs = {
    "network A": h.train(base.replace(n_neurons=(512, 2)), data, seed=0),
    "network B": h.train(base.replace(n_neurons=(64,)), data, seed=0),
}
plotting.show(plotting.plot_curves(runs, ylim=(0, 100)))
for name, run in runs.items():
    print(f"{name}: {h.count_parameters(run.model):,} parameters")

# %% [markdown]
# The **width** of a layer is its number of neurons. Network A has 512 neurons and then 2; network B has one layer of 64.
#
# **Your turn, two minutes.** Change network A until it reads seven in ten *new* digits, those of the validation part. Its sizes, the learning rate, the epochs: any attempt counts. (*Its own* digits are those it trained on.)

# %% tags=["demonstration", "nbval-ignore-output"]
# change it, run, repeat
mine = base.replace(n_neurons=(512, 2), lr=0.001, epochs=8)
run = h.train(mine, data, seed=0)
new, own = run.final.val_accuracy, run.final.train_accuracy
print(f"right {new:.0%} of new digits, {own:.0%} of its own")

# %% [markdown]
# Here are common repairs, each with five seeds.

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
repairs = {
    "as it was: 512, then 2": base.replace(n_neurons=(512, 2)),
    "twice as many: 1024, then 2": base.replace(n_neurons=(1024, 2)),
    "three times as long": base.replace(n_neurons=(512, 2), epochs=24),
    "three times the learning rate": base.replace(n_neurons=(512, 2), lr=0.003),
    "a third of the learning rate": base.replace(n_neurons=(512, 2), lr=0.0003),
    "512, then 10": base.replace(n_neurons=(512, 10)),
}
lanes = h.sweep(
    list(repairs.values()), data, seeds=range(5), measure="last epoch"
).by_configuration()
tried = {}
print(f"{'digits right, mean of 5 seeds':<31}{'new':>6}{'own':>6}")
for name, five in zip(repairs, lanes):
    tried[name] = statistics.mean(lane.final.val_accuracy for lane in five)
    own = statistics.mean(lane.final.train_accuracy for lane in five)
    print(f"{name:<31}{tried[name]:>6.0%}{own:>6.0%}")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "no repair that keeps the 2 gets to 70%": max(list(tried.values())[:5]) < 0.7,
        "10 in place of 2 does": tried["512, then 10"] > 0.8,
    }
)

# %% [markdown]
# *More neurons* in the first layer do not help, and neither does *another rate*; *more time* gains a little and stays far from seven in ten. Now look at the last column: network A does not even learn its own training digits. It **underfits**.
# Ten kinds of digits have to pass through two numbers, neither of them below 0 after ReLU. Here they are: each numeral is a new digit, drawn where the two neurons put it (the best of five starts).

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
best = max(lanes[0], key=lambda lane: lane.final.val_accuracy)
squeezed = h.train(best.config, data, seed=best.seed).model
with torch.no_grad():
    two = data.X_val[:200]
    for layer in squeezed.layers[:-1]:
        two = layer(two)
    read = (squeezed(data.X_val[:200]).argmax(1) == data.y_val[:200]).tolist()
share = (two == 0).any(1).float().mean().item()
strip = 0.35 * two.max(0).values  # what lies on an edge is spread over a strip beside it
spread = torch.rand(two.shape, generator=torch.Generator().manual_seed(0)) * 0.7 + 0.08
drawn = torch.where(two == 0, -strip * spread, two).tolist()
_, [ax] = plotting.figure(1, height=4.6)
ax.axvspan(-strip[0], 0, color="0.93", zorder=0)
ax.axhspan(-strip[1], 0, color="0.93", zorder=0)
for (x, y), digit, right in zip(drawn, data.y_val[:200].tolist(), read):
    ax.text(x, y, digit, color=plotting.INKS[not right], ha="center", va="center", fontsize=9)
ax.set(xlabel="what the first of the two neurons answers", ylabel="the second")
ax.set_title("blue: read right, orange: misread", fontsize=11)
place = {"fontsize": 10, "color": "0.35"}
ax.text(-0.96 * strip[0], 1.0 * float(two[:, 1].max()), "the first is 0", va="top", **place)
ax.text(1.03 * float(two[:, 0].max()), -0.96 * strip[1], "the second is 0", ha="right", **place)
ax.text(-0.96 * strip[0], -0.96 * strip[1], "both are 0", **place)
ax.set_xlim(-strip[0], 1.05 * float(two[:, 0].max()))
ax.set_ylim(-strip[1], 1.05 * float(two[:, 1].max()))
ax.set_xticks([tick for tick in ax.get_xticks() if 0 <= tick <= ax.get_xlim()[1]])
ax.set_yticks([tick for tick in ax.get_yticks() if 0 <= tick <= ax.get_ylim()[1]])
ax.grid(False)
edge = (two == 0).any(1).tolist()
rates_on = [
    statistics.mean(right for right, on in zip(read, edge) if on == here) for here in (False, True)
]
plotting.describe(
    ax,
    f"200 digits in a plane; for {share:.0%} of them one of the two numbers is 0, or both are. "
    f"Of these {rates_on[1]:.0%} are read right, of the others {rates_on[0]:.0%}.",
)
plotting.show(ax)
print(f"on an edge, where a number is 0 (or both):\n{share:.0%} of these digits")

# %% [markdown]
# A few kinds of digits have found room of their own. Most of the others lie on the two edges (the gray strips, where they are spread a little), and the last layer cannot tell apart what lies in the same place: look at the corner where both numbers are 0.
# Such a **bottleneck** holds the whole network back, whatever the parameter count. Five hundred more neurons in the first layer changed nothing; eight more in the second cure it.
#
# Width is where the money goes, too: a layer that is twice as wide as needed is paid for in every step of every run.
# After this lesson you can say what a neuron costs before you train it, find the width beyond which more neurons do not pay, read a chart of accuracy against cost, and choose a network for a budget.
#
# | | |
# | --- | --- |
# | You need | lessons 01 and 02 |
# | Time | 60 minutes with the exercises, and half as long again if you go deeper |
# | Run All | about a minute on a laptop with two cores |

# %% [markdown]
# ## What a few neurons can draw
#
# A ReLU neuron with two inputs draws one straight line across their plane: on one side of it the neuron answers 0, on the other its answer grows with the distance.
# Each point below has two numbers, its place in the picture, and a class, its color; the classes are two half-moons. Four networks with one layer of 2, 3, 4 and 8 neurons learn to tell them apart; the black line is where a network changes its mind, and a black rim marks a point on the wrong side.
# Each is the best of 20 random starts. **How many neurons does it take?**

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
moons = h.make_moons(400, noise=0.15)
toy = h.Hyperparameters(initialization="he", lr=0.03, batch_size=32, epochs=60)
moon_runs = h.sweep(h.grid(toy, n_neurons=[(2,), (3,), (4,), (8,)]), moons, seeds=range(20))
separated = {}
figure, axes = plotting.figure(4, height=3.2)
print("training points                   starts with")
print("told apart         best   mean       over 97%")
for ax, lanes in zip(axes, moon_runs.by_configuration()):
    config, right = lanes[0].config, [lane.final.train_accuracy for lane in lanes]
    width = config.n_neurons[0]
    separated[width] = right
    best = lanes[right.index(max(right))]
    model = h.train(config, moons, seed=best.seed).model
    plotting.plot_boundary(model, moons.X_train, moons.y_train, ax=ax)
    ax.set_title(f"{width} neurons")
    there = sum(share > 0.97 for share in right)
    print(f"{width} neurons{max(right):>14.0%}{statistics.mean(right):>7.0%}{there:>15}")
plotting.show(figure)

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "two neurons never tell the moons apart": max(separated[2]) < 0.95,
        "three can": max(separated[3]) > 0.97,
        "two do worse than three, and three than eight, on average": statistics.mean(separated[2])
        < statistics.mean(separated[3])
        < statistics.mean(separated[8]),
    }
)

# %% [markdown]
# What is *seen* here? Follow the black line and count its corners. It is straight, except where it crosses the line of one of the neurons: only there can it bend.
# Two neurons allow two bends at most, and none of their 20 starts separates the two moons. With three some of the 20 starts do, with eight most of them.
# **More neurons allow more bends, and make it likelier that training finds the right ones.**

# %% [markdown]
# ## By hand
#
# What does a neuron cost? A layer with $a$ inputs and $b$ neurons multiplies and adds once for each of its $a\,b$ weights. For layers of sizes $n_0, n_1, \dots, n_L$, from the pixels to the ten outputs, one digit on its way through takes
#
# $$n_0 n_1 + n_1 n_2 + \dots + n_{L-1} n_L \quad\text{multiply-adds.}$$


# %%
def work(sizes):
    total = 0
    for k in range(1, len(sizes)):
        total = total + sizes[k - 1] * sizes[k]  # inputs times neurons of this layer
    return total


print(f"784-64-64-10: {work([784, 64, 64, 10]):,} multiply-adds")

# %%
guess_double = widgets.predict(
    "Both hidden layers become twice as wide. How many times as many multiply-adds are that?",
    choices=["about 2 times", "about 3 times", "about 4 times"],
)

# %%
print(f"784-128-128-10: {work([784, 128, 128, 10]):,} multiply-adds")
for layer in ([784, 64], [64, 64], [64, 10]):
    print(f"   {layer[0]:>3} x {layer[1]:<3} = {layer[0] * layer[1]:,}")
guess_double.compare("about 2 times")

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# From 54,912 to 118,016 is a factor of 2.1. The weights *between* the two hidden layers become four times as many, since both sides are doubled. But they are few: 4,096 of 54,912. Nine tenths of the work lies between the 784 pixels and the first hidden layer, and there only one side grew, from 64 to 128.
#
# </details>
#
# So **the first hidden layer is what you pay for here**, and behind it neurons are cheap.
# Where all layers are equally wide, inputs too, parameters and multiply-adds grow with the *square* of the width.

# %% [markdown]
# ## How wide is wide enough?
#
# Two hidden layers of equal width: five widths, each four times the one before, with five seeds. A rate that suits one width need not suit another, so each width is trained with three learning rates, and its best one counts.
# The widest network has 670 parameters for every digit that it trains on. Will it learn them by heart, and fail on new ones?

# %%
guess_gain = widgets.predict(
    "From 32 to 512 neurons: how many points does the accuracy on new digits gain?",
    low=-20,
    high=30,
    near=1,
)


# %% tags=["demonstration", "nbval-ignore-output"]
def score(lanes):
    return statistics.mean(lane.final.val_accuracy for lane in lanes)


widths, rates = [2, 8, 32, 128, 512], [0.001, 0.003, 0.01]
configs = []
for w in widths:
    configs = configs + h.grid(base.replace(n_neurons=(w, w)), lr=rates)
found = h.sweep(configs, data, seeds=range(5))

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
figure, axes = plotting.figure(2, height=4)
for ax, smallest, title in zip(
    axes, [2, 32], ["all five widths", "the three widest, enlarged (by learning rate)"]
):
    by_rate = {}
    for lane in found.lanes:
        if lane.config.n_neurons[0] >= smallest:
            by_rate.setdefault(f"{lane.config.lr}", []).append(lane)
    plotting.plot_dots(by_rate, "width", ax=ax)
    ax.set_title(title, fontsize=11)
for text in list(axes[0].texts):  # the rates are named on the right
    text.remove()
axes[0].set_ylim(0, 100)
plotting.show(figure)
best_five, mean, own, shared = {}, {}, {}, {}
print("         new digits, at rate    own multiply-")
print("neurons 0.001  0.003   0.01  digits      adds")
for k, w in enumerate(widths):
    tries = found.by_configuration()[3 * k : 3 * k + 3]  # at the three rates
    five = max(tries, key=score)
    best_five[w], mean[w], shared[w] = five, score(five), score(tries[0])
    own[w] = statistics.mean(lane.final.train_accuracy for lane in five)
    row = [f"{score(one):>6.1%}{'*' if one is five else ' '}" for one in tries]
    print(f"{w:>7}", *row, f"{own[w]:>7.1%}{work([784, w, w, 10]):>10,}", sep="")
print("* its best rate, as in the last two columns")
print(f"with 0.001 for all, 32 to 512 gain {100 * (shared[512] - shared[32]):.1f} points")
guess_gain.compare(100 * (mean[512] - mean[32]))

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "2 and 8 neurons stay below 95% of their own digits": max(own[2], own[8]) < 0.95,
        "from 8 to 32 the mean gains over 4 points": mean[32] - mean[8] > 0.04,
        "from 32 to 512 more than half a point and less than 5": 0.005
        < mean[512] - mean[32]
        < 0.05,
        "the widest knows over 98% of its own digits": own[512] > 0.98,
        "and is no worse on new ones than the others": mean[512] > max(mean.values()) - 0.015,
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# Networks of 2 and 8 neurons underfit: many of their own digits stay wrong, at every rate. Up to 32 the gain is large. From there on sixteen times as many neurons, and more than twenty times the work, bring two or three points.
# Each line alone would tell another story: at 0.001 the narrow networks have not got far yet, and at 0.01 the widest one suffers. So one rate for all judges the rate as well as the width.
#
# Does the right end surprise you? The widest network has learned its digits by heart, which sounds like overfitting, and yet it reads new digits at least as well as any other. The gap between the two accuracies is large, but the gap is not what you pay for: the error on new digits is.
#
# </details>
#
# **So make a layer wide enough; too wide costs computation more than accuracy** (Bengio 2012, section 3.2). That is not a law: these digits are clean and the training is short, and with wrong labels a middle width can be best (see "Going deeper").
#
# At which width would you stop? Three questions help, and their answers can differ.
#
# 1. **Is the gain real?** Compare seed by seed: five gains and their mean. How far that mean typically is off by luck is its **standard error**, the standard deviation of the five gains divided by $\sqrt{5}$. More seeds make it smaller.
# 2. **Would you notice it?** You will use one network, not the mean of five. How far one run typically lies from the mean is the **standard deviation of single runs** (below, of the wider network), and no number of seeds makes that smaller. A gain below it is less than what another seed does to you.
# 3. **Is it worth its price?** The last column says what you pay.

# %%
guess_stop = widgets.predict(
    "Your price: four times the neurons must gain four points. Where do you stop?",
    choices=[8, 32, 128, 512],
)

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
val = {w: [100 * lane.final.val_accuracy for lane in five] for w, five in best_five.items()}
gained = {}
print("             gain,  standard  single    times")
print("            points     error    runs the work")
for a, b in [(8, 32), (32, 128), (128, 512), (32, 512)]:
    gains = [y - x for x, y in zip(val[a], val[b])]  # one for each seed
    error, single = statistics.stdev(gains) / math.sqrt(5), statistics.stdev(val[b])
    times, gained[a, b] = work([784, b, b, 10]) / work([784, a, a, 10]), statistics.mean(gains)
    print(f"{a:>3} to {b:>3}{gained[a, b]:>8.1f}{error:>10.1f}{single:>8.1f}{times:>9.1f}")
steps = [(8, 32), (32, 128), (128, 512)]
guess_stop.compare([a for a, b in steps if gained[a, b] < 4][0])

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "from 32 on no step gains three and a half points": max(gained[32, 128], gained[128, 512])
        < 3.5,
    }
)

# %% [markdown]
# From 32 neurons on: is the gain *real*? Both steps together gain several times their standard error. Would you *notice* one of them? Compare the first column with the third: here a step gains about three times what another seed does to a run. (Five seeds measure that only roughly.) Are they *worth* more than twenty times the work? The first two questions cannot say.
#
# **Set the price before you look**, and stop before the first step that fails: here at 32. If every point matters to you, you go on to 512, and you can say why.

# %% [markdown]
# ## What does a point of accuracy cost?
#
# Here are three of the widths from above and six more shapes, each at its best of the three rates. A network is **dominated** if another one is at least as accurate and at least as cheap, and better in one of the two. The others are the **Pareto front**: on it you gain accuracy only by paying more. **Guess before you run: is 64-8, a layer of 64 and then one of 8, on the front?**

# %% tags=["demonstration", "nbval-ignore-output"]
shapes = [(32,), (64,), (256,), (32, 128), (64, 16), (64, 8)]
more = h.sweep(h.grid(base, n_neurons=shapes, lr=rates), data, seeds=range(5))
networks = {}  # name: multiply-adds of one digit, accuracy at the best rate
for five in found.by_configuration() + more.by_configuration():
    sizes = five[0].config.n_neurons
    if sizes[0] >= 32:
        name = "-".join(str(n) for n in sizes)
        _, before = networks.get(name, (0, 0))  # with the rates before this one
        networks[name] = (work([784, *sizes, 10]), max(before, score(five)))
figure, [ax] = plotting.figure(height=4.6)
figure.set_figwidth(6.5)
plotting.show(plotting.plot_pareto(networks, "multiply-adds of one digit", ax=ax))

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims({"64-8 is dominated by 64": networks["64-8"][1] < networks["64"][1] - 0.005})

# %% [markdown]
# What is *seen* here? The blue line is the front; gray networks are dominated. The gray triangle is 64-8, far below the picture: it pays for 64 neurons and squeezes them through eight.
# From 25,000 multiply-adds to 50,000 the price doubles for about a point; after that more than ten times the price buys about one and a half.
# Neighbors change places from seed to seed, so do not read much into one that lies just below the line.
# **The front tells you what is worth choosing, not what to choose:** that depends on what an error costs you. How far it goes on to the left is the question of the lab.

# %% [markdown]
# ## Does the answer depend on the learning rate?
#
# The explorer looks up networks that were trained beforehand: 1,000 digits, ten epochs, batches of 64.
# **Two layers, Adam: drag the rate. Where is the narrow network far behind, and where is the wide one last?**


# %% tags=["demonstration", "nbval-ignore-output"]
table = h.load_table("model").select(activation="relu", batch_size=64, depth=2, epoch=10)


def show_widths(optimizer, lr):
    part = table.select(optimizer=optimizer, lr=lr)
    ax = plotting.plot_dots(part, "width", ylim=(0, 100))
    for w, side in [(16, "left"), (64, "center"), (128, "right")]:
        mean = 100 * part.select(width=w).val_accuracy.mean()
        ax.text(w, mean - 5, f"{mean:.1f}%", ha=side, va="top")
    return ax


widgets.explore(
    show_widths,
    code="h.Hyperparameters(n_neurons=(64, 64), optimizer={optimizer!r}, lr={lr})",
    start={"optimizer": "adam", "lr": 0.001},
    optimizer=["adam", "sgd"],
    lr=list(table.axes["lr"]),
)

# %% tags=["demonstration"] jupyter={"source_hidden": true}
right = {}  # right[lr]: mean accuracy of 16, 64 and 128 neurons, %
for lr in table.axes["lr"]:
    part = table.select(optimizer="adam", lr=lr)
    right[lr] = [100 * float(part.select(width=w).val_accuracy.mean()) for w in (16, 64, 128)]
best_of_rates = [max(right[lr][k] for lr in right) for k in range(3)]
told = [right[lr] for lr in (0.0001, 0.003, 0.03, 0.1)] + [best_of_rates]
checks.claims(
    {
        "the rows of the folded table are those of the measured networks": [
            [round(value, 1) for value in row] for row in told
        ]
        == [
            [32.9, 67.0, 75.5],
            [84.3, 87.1, 88.0],
            [84.0, 86.4, 84.5],
            [34.8, 48.0, 30.1],
            [84.3, 87.3, 88.4],
        ],
    }
)

# %% [markdown]
# <details><summary>What to find there</summary>
#
# | Adam, two layers | 16 neurons | 64 | 128 |
# | --- | --- | --- | --- |
# | rate 0.0001 | 32.9% | 67.0% | 75.5% |
# | rate 0.003 | 84.3% | 87.1% | 88.0% |
# | rate 0.03 | 84.0% | 86.4% | 84.5% |
# | rate 0.1 | 34.8% | 48.0% | 30.1% |
# | each at its best rate | 84.3% | 87.3% | 88.4% |
#
# The same three widths, and four stories. At 0.0001 the wide network is 43 points ahead of the narrow one, which has simply not got far yet: a rate that is too small looks like a lack of width.
# At 0.003 it is ahead by 4 points. At 0.03 the two are level, and at 0.1 the wide one is the worst of the three. With each width at its best rate 4 points are left: that is what width is worth here.
#
# </details>
#
# **Search the rate again for a new width, and compare widths each at its own best rate.**

# %% [markdown]
# ## Exercise 1: six questions, three of them answered by counting
#
# The network 784-64-64-10 becomes 784-128-128-10. How do these numbers grow? Replace each `...` by `"not at all"`, `"2 times"` or `"4 times"`.
# Count the first three with `h.MLP(784, [64, 64], 10)` and its `parameters()`, or by hand; the last three recall lesson 01.
#
# <details><summary>Hint 1</summary>
#
# A layer from a inputs to b outputs has a times b weights. Which of the two was doubled?
# `[tuple(p.shape) for p in h.MLP(784, [64, 64], 10).parameters()]` lists all weights and biases.
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "width_quiz", "locked": false, "schema_version": 3, "solution": true, "task": false}
width_quiz = {
    "the weights from the pixels to the first hidden layer grow": ...,
    "the weights from the first hidden layer to the second grow": ...,
    "the biases of the output layer grow": ...,
    "lesson 01: twice as many epochs: the parameters grow": ...,
    "lesson 01: twice as many training digits: the steps of an epoch grow": ...,
    "lesson 01: a learning rate twice as large: the steps of an epoch grow": ...,
}
### BEGIN SOLUTION
width_quiz = {
    "the weights from the pixels to the first hidden layer grow": "2 times",
    "the weights from the first hidden layer to the second grow": "4 times",
    "the biases of the output layer grow": "not at all",
    "lesson 01: twice as many epochs: the parameters grow": "not at all",
    "lesson 01: twice as many training digits: the steps of an epoch grow": "2 times",
    "lesson 01: a learning rate twice as large: the steps of an epoch grow": "not at all",
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_width_quiz", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.quiz(
    "width_quiz",
    choices=("not at all", "2 times", "4 times"),
    key={
        "the weights from the pixels to the first hidden layer grow": "d2ca50ed56e5",
        "the weights from the first hidden layer to the second grow": "5342a27af5ed",
        "the biases of the output layer grow": "1955123384c0",
        "lesson 01: twice as many epochs: the parameters grow": "e9c2acfd32ae",
        "lesson 01: twice as many training digits: the steps of an epoch grow": "9103c8fb59c5",
        "lesson 01: a learning rate twice as large: the steps of an epoch grow": "93b1b9fb51ae",
    },
    hints={
        "the weights from the pixels to the first hidden layer grow": {
            "not at all": "784 times 64 becomes 784 times 128.",
            "4 times": "784 times 64 becomes 784 times 128: the pixels did not become more.",
        },
        "the weights from the first hidden layer to the second grow": {
            "not at all": "Both sides of this layer became wider. Multiply them, before and after.",
            "2 times": "Both sides of this layer were doubled, not one. Multiply them, before and after.",
        },
        "the biases of the output layer grow": {
            "2 times": "There is one bias for each output, and there are ten kinds of digits as before.",
            "4 times": "A bias belongs to an output, not to a pair of neurons. How many outputs are there?",
        },
        "lesson 01: twice as many epochs: the parameters grow": {
            "2 times": "Epochs are passes over the data. What decides how many weights there are?",
            "4 times": "Epochs are passes over the data. Neither side of any layer grows with them.",
        },
        "lesson 01: twice as many training digits: the steps of an epoch grow": {
            "not at all": "An epoch takes every digit once, a batch at a time. How many batches are there now?",
            "4 times": "An epoch takes every digit once, a batch at a time. The batches are as large as before.",
        },
        "lesson 01: a learning rate twice as large: the steps of an epoch grow": {
            "2 times": "The steps become longer. Does the rate change how many batches there are?",
            "4 times": "The steps become longer. Does the rate change how many batches there are?",
        },
    },
)

# %% [markdown]
# ## Exercise 2: the smallest width that is good enough
#
# The second of the three questions becomes a rule.
#
# Write `good_enough(table)`.
# `table` maps each width to the list of its accuracies, one for each seed.
#
# - The **best** width is the one with the highest mean; of equals the smaller one.
# - The **spread** is the standard deviation of single runs of the best width, with $n - 1$ in the denominator (`statistics.stdev`).
# - Return the smallest width whose mean is at least the best mean minus the spread.
# - An empty table, or a best width with fewer than two seeds, raises a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# `statistics.mean(values)` and `statistics.stdev(values)`.
# The widths need not be in order.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `max(widths, key=...)` returns the first of equals. If `widths` is sorted, that is the smaller one.
# Only the best width needs two seeds: look at its list before you call `statistics.stdev`.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "good_enough", "locked": false, "schema_version": 3, "solution": true, "task": false}
def good_enough(table):
    """Return the smallest width within one standard deviation of single runs of the best."""
    ### BEGIN SOLUTION
    if not table:
        raise ValueError("expected at least one width, got none")
    means = {width: sum(values) / len(values) for width, values in table.items()}
    best = sorted(means, key=lambda width: (-means[width], width))[0]
    values = table[best]
    if len(values) < 2:
        raise ValueError(f"width {best} has one seed only, so its spread is not known")
    squares = sum((value - means[best]) ** 2 for value in values)
    limit = means[best] - math.sqrt(squares / (len(values) - 1))
    return min(width for width in means if means[width] >= limit)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_good_enough", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "good_enough",
    checks.example(
        {16: [0.80, 0.82], 64: [0.87, 0.89], 256: [0.91, 0.87]},
        expected=64,
        hint="The best mean is 0.89, its spread 0.028; 64 has the mean 0.88.",
    ),
    checks.example(
        {64: [0.9, 0.9], 32: [0.8, 0.8]},
        expected=64,
        hint="Without spread only the best is good enough.",
    ),
    checks.raises(ValueError, {}, hint="There is no width to choose."),
)

# %% [markdown]
# ## Decision lab: the cheapest network that reads 85% (11 points)
#
# A network must run on a small device. Its first version, 784-128-128-10, takes 118,016 multiply-adds for each digit, more than the battery likes. Find a network that takes as few as possible and still reads 85 of 100 new digits.
# You choose the hidden layers and the learning rate. You can pay for 96 epochs, which is twelve runs.

# %% jupyter={"source_hidden": true}
width_lab = h.labs.Lab(
    "width_choice",
    "which hidden layers read 85% with the fewest multiply-adds?",
    base=h.Hyperparameters(
        n_neurons=(128, 128), initialization="he", lr=0.001, batch_size=32, epochs=8
    ),
    space={
        "n_neurons": h.search.Choice(
            [
                (4,),
                (8,),
                (12,),
                (16,),
                (24,),
                (32,),
                (64,),
                (128,),
                (8, 8),
                (8, 64),
                (16, 16),
                (16, 64),
                (32, 32),
                (64, 8),
                (64, 64),
                (128, 4),
                (128, 32),
                (16, 16, 16),
                (32, 32, 32),
                (128, 128),
            ]
        ),
        "lr": h.search.LogUniform(0.0001, 0.1),
    },
    epochs=96,
    levels=[
        h.labs.Level(0.70, 0, "far from the aim"),
        h.labs.Level(0.85, 3, "the aim"),
    ],
    also=h.labs.Goal(
        "multiply_adds",
        levels=[
            h.labs.Level(118_000, 0, "the first version"),
            h.labs.Level(50_000, 2, "one layer of 64"),
            h.labs.Level(13_000, 6, "among the cheapest that get there"),
        ],
        needs=0.85,
    ),
    tolerance=0.05,
)

# %% tags=["demonstration", "nbval-ignore-output"]
width_lab

# %% [markdown]
# Each pair is a shape and its rate; a repeated run is free.
#
# <details><summary>Hint 1</summary>
#
# Where do the multiply-adds of 784-64-64-10 lie? Save there first.
#
# </details>
# <details><summary>Hint 2</summary>
#
# A network that is too narrow at one rate may be wide enough at another. Before you give up a width, try it at three times the rate and at ten times.
#
# </details>

# %% tags=["demonstration", "nbval-ignore-output"]
# add shapes of the list, with a rate: ((64,), 0.003)
for neurons, lr in [((128, 128), 0.001)]:
    width_lab.run(n_neurons=neurons, lr=lr)

# %% [markdown]
# Hand in the hidden layers, the rate, and the accuracy that you expect when the network is trained again, from other initial weights and on other digits: a share such as 0.5, not 50.

# %% nbgrader={"grade": false, "grade_id": "width_choice", "locked": false, "schema_version": 3, "solution": true, "task": false}
width_choice = {
    "n_neurons": ...,
    "lr": ...,
    "predicted_accuracy": ...,
}
### BEGIN SOLUTION
width_choice = {
    "n_neurons": (16,),
    "lr": 0.01,
    "predicted_accuracy": 0.87,
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_width_choice", "locked": true, "points": 11, "schema_version": 3, "solution": false, "task": false}
checks.lab("width_choice")

# %% [markdown]
# Why this network? Two sentences go between the quotation marks of `why`, ungraded.
#
# <details><summary>A model answer</summary>
#
# "Nine tenths of the work lies between the pixels and the first layer, so I made that one narrow and left out the second; 16 neurons read about 85% at the rate of 0.001, which another seed can spoil, and more at 0.01.
# With 8 neurons no rate that I tried got there. I saw one seed, so I expect 87% give or take 3 points."
#
# </details>

# %% tags=["demonstration", "nbval-ignore-output"]
width_lab.report(width_choice, why="")

# %% [markdown]
# ## Take away
#
# | | |
# | --- | --- |
# | Start from | 64 to 128 neurons, all hidden layers alike |
# | Range and scale to search | 16 to 1024 on a log scale: powers of two |
# | Cost | parameters, multiply-adds and memory grow with the square of the width between hidden layers, in proportion toward inputs and outputs |
# | It interacts with | learning rate (choose it again for each width), depth (with few parameters width comes first), regularization (dropout wants more width), the amount and cleanness of the data |
#
# | Symptom | Likely cause | Try |
# | --- | --- | --- |
# | training and validation accuracy both poor, and steady | too narrow, or a bottleneck | double the narrowest layer |
# | twice the width changes less than another seed does | wide enough | the smaller one; spend the time on the learning rate |
# | training accuracy 100%, validation still rises with width | no problem | stop when the gain is not worth its cost |
# | a wide network is ahead by far, and both still improve | rate too small for the narrow one | find the best rate for each width, then compare |
# | out of memory | width squared, batch size, Adam's two numbers | narrower, smaller batch, momentum in place of Adam |
#
# **Next:** lesson 04, activations and initialization: whether a signal gets through the layers that you have built.

# %% [markdown]
# ## Going deeper
#
# For a second evening: width against depth, the front as a program, and what research says of widths.

# %% [markdown]
# ### Wide or deep?
#
# A wide network and a deep one can have the same number of parameters. Here are two budgets, 10,000 and 100,000, and each is spent on one, two, four or eight hidden layers of equal width. With 10,000 that is one layer of 12 neurons, or eight layers of 11.
# To be fair, each shape is trained with two learning rates, and its better one counts.

# %%
guess_depth = widgets.predict(
    "10,000 parameters: how many hidden layers read new digits best?", choices=[1, 2, 4, 8]
)


# %% tags=["demonstration", "nbval-ignore-output"]
def widest(layers, budget):
    width = 1
    while h.count_parameters(h.MLP(784, [width + 1] * layers, 10)) <= budget:
        width = width + 1
    return base.replace(n_neurons=(width,) * layers)


level = {}  # level[budget, layers]: mean accuracy
figure, axes = plotting.figure(2)
for ax, budget in zip(axes, [10_000, 100_000]):
    columns = {}
    for layers in [1, 2, 4, 8]:
        config = widest(layers, budget)
        configs = h.grid(config, lr=[0.001, 0.003])
        both = h.sweep(configs, data, seeds=range(5)).by_configuration()
        better = max(both, key=score)
        level[budget, layers] = score(better)
        name = f"{layers} x {config.n_neurons[0]}\n{100 * score(better):.1f}%"
        columns[name] = [100 * lane.final.val_accuracy for lane in better]
    plotting.plot_seeds(columns, ylabel="right, %", ax=ax)
    ax.set_title(f"{budget:,} parameters: layers x neurons, mean")
limits = axes[0].get_ylim() + axes[1].get_ylim()
for ax in axes:
    ax.set_ylim(min(limits), max(limits))  # one scale for both
plotting.show(figure)
guess_depth.compare(1)

# %% tags=["demonstration"] jupyter={"source_hidden": true}
few, many = 10_000, 100_000
checks.claims(
    {
        "10,000: one layer is over a point ahead of four": level[few, 1] > level[few, 4] + 0.01,
        "and over 8 ahead of eight": level[few, 1] > level[few, 8] + 0.08,
        "100,000: one, two and four are within 4 points": max(level[many, n] for n in (1, 2, 4))
        - min(level[many, n] for n in (1, 2, 4))
        < 0.04,
        "and eight are behind one": level[many, 1] > level[many, 8] + 0.005,
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# With 10,000 parameters one layer is best, and every doubling of the depth costs points. Blame the 784 pixels: whatever the depth, the first layer takes about nine tenths of the budget, so every shape is 11 or 12 neurons wide, and each further layer is one more narrow place to pass.
#
# With 100,000 the layers are wide, and one, two or four of them are nearly the same. Eight fall behind again: lesson 02 showed how hard many layers are to train.
#
# </details>
#
# So a deep network is not better for being deep, at least not on these digits. **With few parameters, spend them on the width of one layer. With many, two layers are worth a trial.**

# %% [markdown]
# ### Without points: the Pareto front
#
# Write `pareto_front(runs)`.
# `runs` is a list of lists `[name, cost, accuracy]`.
# Return the names of the runs that are **not** dominated, cheapest first.
#
# - A run is dominated if another one costs at most as much, is at least as accurate, and is better in one of the two.
# - Two runs that are equal in both do not dominate each other. Among equal costs keep the order of `runs`.
# - A run whose accuracy is NaN is never on the front.
# - Without runs the front is an empty list. Do not change `runs`.
#
# <details><summary>Hint 1</summary>
#
# For each run, go through all runs and look for one that dominates it.
# It need not be quick: a few hundred runs are compared in a moment.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Of two runs, one at least as good as the other in both: it is better in one of them unless both numbers are the same.
# Drop the NaN runs before you compare: `math.isnan(x)`.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `sorted(kept, key=lambda run: run[1])` makes a new list, sorted by cost, and keeps the order of equals.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "optional_pareto_front", "locked": false, "schema_version": 3, "solution": true, "task": false}
def pareto_front(runs):
    """Return the names of the runs that no other run dominates, cheapest first."""
    ### BEGIN SOLUTION
    valid = [run for run in runs if not math.isnan(run[2])]
    kept = []
    for run in valid:
        dominated = False
        for other in valid:
            if other[1] <= run[1] and other[2] >= run[2] and other[1:] != run[1:]:
                dominated = True
        if not dominated:
            kept.append(run)
    return [run[0] for run in sorted(kept, key=lambda run: run[1])]
    ### END SOLUTION


# %% jupyter={"source_hidden": true}
checks.check(
    "pareto_front",
    checks.example(
        [["large", 100, 0.90], ["small", 10, 0.80], ["waste", 50, 0.70]],
        expected=["small", "large"],
        points=0,
        hint="small is cheaper and better than waste.",
    ),
    checks.example(
        [["a", 10, 0.9], ["b", 20, 0.9]],
        expected=["a"],
        points=0,
        hint="Equally accurate, and a is cheaper: b is dominated.",
    ),
    checks.example(
        [["b", 10, 0.9], ["d", 10, 0.8], ["a", 10, 0.9], ["c", 5, float("nan")]],
        expected=["b", "a"],
        points=0,
        hint="Equal runs both stay, in their order. d costs as much and is worse; c is NaN.",
    ),
    checks.example([], expected=[], points=0, hint="No runs, no front."),
)

# %% [markdown]
# ### More work, but how many more seconds?
#
# From width 8 to width 512 the multiply-adds grow by a factor of about 100. Do the seconds, too? Every step also has a fixed price, for calling the operations, picking the examples and the optimizer's bookkeeping, and in a narrow network that is most of the time.

# %% tags=["demonstration", "nbval-ignore-output"]
print("neurons   multiply-adds   memory while training   seconds")
for w in [8, 32, 128, 512]:
    run = h.train(base.replace(n_neurons=(w, w)), data, seed=0)
    memory = h.training_memory(run.model, optimizer="adam", batch_size=32) / 1e6
    print(f"{w:>7}{h.multiply_adds(run.model):>16,}{memory:>20.1f} MB{run.seconds:>11.2f}")

# %% [markdown]
# No, as the first and the last row show. What does a step of training need? It takes two to three times as many multiply-adds as the way forward. It also needs memory for each parameter, its gradient and what the optimizer remembers, and for each example of the batch the outputs of all layers.
# Multiply-adds are the same on every machine and known beforehand. Seconds are what you pay, and they depend on the machine too (Ma et al. 2018, *ShuffleNet V2*, arXiv:1807.11164). Look at both.
# How much an optimizer remembers depends on its rule: plain SGD nothing, momentum one number for each parameter, Adam two (Kingma and Ba 2015, algorithm 1).

# %% [markdown]
# ### Why does the widest network not do worse?
#
# In the old picture the error falls and rises again with capacity, which is what a network could learn at best. We saw no rise, and Neyshabur et al. (2015, figure 1) saw none on MNIST with far more digits, either.
# Belkin et al. (2019) trained far longer, with another loss, and found a rise around the size at which the training examples just fit, and a second descent after it: *double descent*. Wrong labels make that rise stronger (Nakkiran et al. 2020), and with many of them a middle width can be the best (Xue et al. 2022, arXiv:2208.08003).
# Why a wide network finds a good solution among all those that fit is not settled. A leading idea is that gradient descent itself prefers simple ones.
#
# ### How sure is a gain?
#
# The rule of exercise 2, one standard deviation of single runs, is generous to small networks, and more seeds do not change that. With the standard error of the mean in its place it is the one-standard-error rule (Breiman et al. 1984, *Classification and Regression Trees*, section 3.4.3), which asks the first question, whether the *means* differ: the more seeds, the larger the network that it keeps.
#
# ### Wider or deeper elsewhere
#
# On photographs, too, fewer and wider layers beat very deep networks (Zagoruyko and Komodakis 2016), and scaling width, depth and picture size together did better than scaling one of them (Tan and Le 2019).
#
# ### Wider, and the rate?
#
# Yang et al. (2022, *Tensor Programs V*, figure 1) see the best rate fall as Transformers grow much wider. With our three widths and eight rates it does not move clearly; what differs is how much a wrong rate costs.
#
# ### Read more
#
# - Bengio (2012), *Practical recommendations for gradient-based training of deep architectures*, arXiv:1206.5533, section 3.2. It also finds layers of equal width as good as or better than layers that grow or shrink.
# - Neyshabur, Tomioka and Srebro (2015), *In search of the real inductive bias: on the role of implicit regularization in deep learning*, ICLR workshop, arXiv:1412.6614.
# - Belkin, Hsu, Ma and Mandal (2019), *Reconciling modern machine-learning practice and the classical bias-variance trade-off*, PNAS 116 (32), arXiv:1812.11118.
# - Nakkiran et al. (2020), *Deep double descent: where bigger models and more data hurt*, ICLR, arXiv:1912.02292.
# - Zagoruyko and Komodakis (2016), *Wide residual networks*, BMVC, arXiv:1605.07146.
# - Tan and Le (2019), *EfficientNet*, ICML, arXiv:1905.11946.
# - Yang et al. (2022), *Tensor Programs V: tuning large neural networks via zero-shot hyperparameter transfer*, arXiv:2203.03466.
