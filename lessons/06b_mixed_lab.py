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
# # 06b Mixed lab: nobody says what is wrong
#
# **This network reads every one of its 500 training digits, and of the new ones only two in three. A single hyperparameter is at fault. It may be any that you have met so far, and no title tells you which.**
#
# The cell that builds it is folded. Leave it so until the lab: who reads the settings first examines only the one that looks odd.

# %%
import statistics

import torch

import hyperlib as h
from hyperlib import checks, plotting, widgets

torch.set_num_threads(1)  # small steps: two threads would wait for each other
data = h.load_mnist().subset(500)

# %% jupyter={"source_hidden": true}
base = h.Hyperparameters(
    n_neurons=(64, 64, 64),
    activation="tanh",
    initialization="glorot",
    init_scale=4,
    lr=0.003,  # the optimizer is Adam
    batch_size=25,
    epochs=10,
)

# %% tags=["demonstration", "nbval-ignore-output"]
run = h.train(base, data, seed=0)
own, new = run.final.train_accuracy, run.final.val_accuracy
print(f"training digits {own:.1%}, new digits {new:.1%}")

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
figure, [ax] = plotting.figure(1, height=3.4)
curves = {
    "training digits": [100 * epoch.train_accuracy for epoch in run.history],
    "new digits": [100 * epoch.val_accuracy for epoch in run.history],
}
looks = [("#0072b2", "--", "bottom"), ("#d55e00", "-", "top")]
for (name, curve), (color, style, place) in zip(curves.items(), looks):
    ax.plot(range(1, len(curve) + 1), curve, style, color=color, lw=2.2)
    told = f" {name}: {curve[-1]:.1f}%"
    ax.text(len(curve), curve[-1], told, color=color, va=place, fontsize=12)
ax.set(xlabel="epoch", ylabel="right, %", ylim=(0, 105))
ax.locator_params(axis="x", integer=True)
first, last = (" and ".join(f"{c[k]:.0f}% of the {n}" for n, c in curves.items()) for k in (0, -1))
plotting.show(ax, alt=f"Read rightly after epoch 1: {first}; after epoch {len(curve)}: {last}.")

# %% [markdown]
# **Your turn, two minutes.** It has three layers of 64 tanh units, and Adam trains it at a rate of 0.003. Change one thing, whichever of lessons 02 to 06 you like. Does it read three new digits in four? Any attempt counts.

# %% tags=["demonstration", "nbval-ignore-output"]
attempt = base.replace(lr=0.003)  # or activation="relu", n_neurons=(64,), ...
run = h.train(attempt, data, seed=0)  # change the line above, run, repeat
own, new = run.final.train_accuracy, run.final.val_accuracy
print(f"training digits {own:.1%}, new digits {new:.1%}")

# %% [markdown]
# The titles of lessons 02 to 06 named the suspect before you saw the network. At work nobody does: a network is handed over, and it disappoints.
# What helps is an order of work: first what is free, then one large change of each suspect, then the rest of the budget on the one that moved the accuracy.
#
# After this lesson you can list what may hold a network back, examine it before its first epoch, rule suspects out with one run each, and repair it by one change.
#
# | | |
# | --- | --- |
# | You need | lessons 01 to 06 |
# | Time | 30 minutes, and 10 more if you go deeper |
# | Run All | under half a minute on a laptop with two cores |

# %% [markdown]
# ## List the suspects
#
# | Suspect | Lesson | What it would show | What it costs to look |
# | --- | --- | --- | --- |
# | depth | 02 | gradients that differ from layer to layer by factors of a hundred | nothing: before training |
# | width | 03 | training digits badly read (too few neurons); a gap alone accuses nobody | one run with other widths |
# | activation | 04 | units that answer the same to every digit | nothing: before training |
# | initialization | 04 | outputs that shrink, grow, or sit at the ends of the activation | nothing: before training |
# | learning rate | 05 | a loss that creeps, or one that jumps | one run with three times as much, one with a third |
# | schedule and warm-up | 06 | a restless end, or a restless beginning | one run with another schedule |
#
# Which of them would let a network learn all of its own digits by heart, and still read new ones badly? Choose your first suspect now; under "Going deeper" it is compared with what the runs say.

# %%
guess = widgets.predict(
    "The hyperparameter at fault is",
    choices=["depth", "width", "activation", "initialization", "learning rate", "schedule"],
)

# %% [markdown]
# ## Look before you pay
#
# `look` builds a network, trains nothing, and prints three numbers for each hidden layer: the standard deviation of all its outputs on 500 digits, the share of the outputs whose size is above 0.95, and the norm of the loss's gradient with respect to its weights (lesson 02).
# Looking costs no run.


# %%
def look(config):
    """Print what the layers of an untrained network answer, and the gradient of each."""
    model = h.MLP.from_config(config, data, seed=0)
    norms = h.gradient_norms(model, data.X_train, data.y_train)
    print("hidden  standard   above 0.95")
    print("layer   deviation     in size  gradient")
    outputs = data.X_train
    for k in range(len(config.n_neurons)):
        outputs = model.layers[2 * k + 1](model.layers[2 * k](outputs)).detach()
        deviation, ends = outputs.std().item(), (outputs.abs() > 0.95).float().mean().item()
        print(f"{k + 1:>5}{deviation:>12.2f}{ends:>12.0%}{norms[k]:>10.3f}")


# %% tags=["demonstration", "nbval-ignore-output"]
for change in [{}]:  # add changes: [{}, {"n_neurons": (64,)}, ...]
    look(base.replace(**change))

# %% [markdown]
# What is *seen* here? In the list of the cell above, add changes of the three suspects that the table lets you examine free, such as `{"n_neurons": (64,)}`.
# Which number surprises you, which change moves it, and how would you explain that?
# (tanh ends at 1. An activation without ends passes 0.95 easily, so there read the standard deviation instead.)

# %% [markdown]
# ## Decision lab
#
# Repair it by changing **one** of seven hyperparameters. You can pay for eight runs of ten epochs.
# You will hand in all seven, but six of them you only copy: the work is to find the one.

# %% jupyter={"source_hidden": true}
mixed_lab = h.labs.Lab(
    "mixed_choice",
    "which one hyperparameter holds this network back, and what should it be?",
    base=h.Hyperparameters(
        n_neurons=(64, 64, 64),
        activation="tanh",
        initialization="glorot",
        init_scale=4,
        lr=0.003,
        batch_size=25,
        epochs=10,
    ),
    space={
        "n_neurons": h.search.Choice(
            [(16,), (64,), (256,), (64, 64), (16, 16, 16), (64, 64, 64), (256, 256, 256)]
        ),
        "activation": h.search.Choice(["tanh", "relu", "leaky_relu", "gelu"]),
        "initialization": h.search.Choice(["default", "glorot", "he"]),
        "init_scale": h.search.LogUniform(0.1, 10),
        "lr": h.search.LogUniform(0.0001, 0.1),
        "schedule": h.search.Choice(["constant", "step", "linear", "cosine", "one_cycle"]),
        "warmup": h.search.Uniform(0, 0.5),
    },
    epochs=80,
    levels=[
        h.labs.Level(
            0.70, 0, "the network as it is, and the median of a random search, stay below"
        ),
        h.labs.Level(0.80, 4, "another suspect, changed well"),
        h.labs.Level(0.847, 8, "the best known, less two standard deviations of one run"),
    ],
    limits=[h.labs.Limit("changed", 1)],
    tolerance=0.05,
    n_train=500,
)

# %% tags=["demonstration", "nbval-ignore-output"]
mixed_lab

# %% [markdown]
# 1. **Run the cell below as it is.** It spends the first run on the network unchanged and prints its settings. Its *validation* is the number to beat.
# 2. **Add one large change a run**, first of the suspect that `look` made most doubtful, then of the others. Before each run, say what you expect, and what you will do if it does not come. Leave the old changes in the list: a repeated run is free.
# 3. **Compare *validation*, line by line.** Spend the runs that are left on the change that raised it most: more of it, and less.
#
# Each run names all seven: `start | change` is `start` with your change put in.
#
# <details><summary>Hint 1</summary>
#
# It knows all of its training digits, so it is able to learn, and its rate is not too small for that. Three suspects can be looked at without training. Which column of `look` is far from what lesson 04 found in networks that learned, and which of the three changes it most?
#
# </details>
# <details><summary>Hint 2</summary>
#
# Several changes help a little, and the first that helps is not always the one at fault.
#
# </details>

# %% tags=["demonstration", "nbval-ignore-output"]
start = {name: getattr(base, name) for name in mixed_lab.space}  # the network as it is
for change in [{}]:  # add changes, one a run: [{}, {"lr": 0.001}, ...]
    mixed_lab.run(**start | change)

# %% [markdown]
# Hand in all seven: `print(start)` shows them as Python writes them, six to copy and one to change.
# Add `predicted_accuracy`: the share of new digits that it reads when it is trained again, with other first weights on other digits. A share such as 0.5, not 50.

# %% nbgrader={"grade": false, "grade_id": "mixed_choice", "locked": false, "schema_version": 3, "solution": true, "task": false}
mixed_choice = {
    "n_neurons": ...,
    "activation": ...,
    "initialization": ...,
    "init_scale": ...,
    "lr": ...,
    "schedule": ...,
    "warmup": ...,
    "predicted_accuracy": ...,
}
### BEGIN SOLUTION
mixed_choice = {
    "n_neurons": (64, 64, 64),
    "activation": "tanh",
    "initialization": "glorot",
    "init_scale": 0.65,
    "lr": 0.003,
    "schedule": "constant",
    "warmup": 0,
    "predicted_accuracy": 0.86,
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_mixed_choice", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
checks.lab("mixed_choice")

# %% [markdown]
# What ruled the other suspects out? Two sentences go into the quotation marks, ungraded.
#
# <details><summary>A model answer</summary>
#
# "Before the first step more than half of the outputs of layers 2 and 3 were above 0.95 in size, with a scale of 1 hardly any: they had made up their minds before they had learned anything, so I changed the initial scale.
# A larger rate, fewer layers and wider ones helped as well, but less; ReLU, a cosine and a warm-up did not help."
#
# </details>

# %% tags=["demonstration", "nbval-ignore-output"]
mixed_lab.report(mixed_choice, why="")

# %% [markdown]
# ## Take away
#
# | Symptom | Likely cause | Try |
# | --- | --- | --- |
# | all training digits read, new ones badly, and many outputs at the ends of the activation before training | first weights too large | initial scale 1, or a third of what it is |
# | the same, and the outputs are well spread | few digits, learned by heart | more digits, early stopping or regularization (lessons 08, 10, 11) |
# | one change helps a little | it makes up for something else | one large change of each other suspect first |
#
# **Next:** lesson 07, batch size: a large batch that learns less from the same digits.

# %% [markdown]
# ## Going deeper
#
# What each change brings by itself, and why one suspect can do so much. Nothing here has points. **Read on when your choice is handed in.**

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
SUSPECTS = {
    "nothing": [{}],
    "depth": [{"n_neurons": (64,)}, {"n_neurons": (64, 64)}],
    "width": [{"n_neurons": (16, 16, 16)}, {"n_neurons": (256, 256, 256)}],
    "activation": [{"activation": "relu"}, {"activation": "gelu"}],
    "initialization": [{"init_scale": 2}, {"init_scale": 1}, {"initialization": "default"}],
    "learning rate": [{"lr": 0.001}, {"lr": 0.01}],
    "schedule": [{"schedule": "cosine"}, {"schedule": "cosine", "warmup": 0.2}],
}
brings = {}
print(f"{'new digits, mean of five seeds':>48}")
for name, changes in SUSPECTS.items():
    for change in changes:
        lanes = h.sweep([base.replace(**change)], data, seeds=range(5), measure="last epoch").lanes
        found = statistics.mean(lane.final.val_accuracy for lane in lanes)
        brings[name] = max(brings.get(name, 0), found)
        told = ", ".join(f"{key}={value}" for key, value in change.items())
        print(f"{name:<15}{told:<27}{found:>6.1%}")
guess.compare(max(brings, key=brings.get))

# %% tags=["demonstration"] jupyter={"source_hidden": true}
others = max(value for name, value in brings.items() if name != "initialization")
checks.claims(
    {
        "the initialization brings most, by over 2 points": brings["initialization"]
        > others + 0.02,
        "a cosine and a warm-up bring less than 75%": brings["schedule"] < 0.75,
    }
)


# %% tags=["demonstration", "nbval-ignore-output"]
def moved(config):
    """Print how far training moved the weights of each layer, relative to their size."""
    before = h.MLP.from_config(config, data, seed=0)
    after = h.train(config, data, seed=0).model
    for first, last in zip(before.layers, after.layers):
        if isinstance(first, torch.nn.Linear):
            part = (last.weight - first.weight).norm() / first.weight.norm()
            print(f"{part.item():>8.0%}", end="")
    print()


print("weights moved, in parts of their first size:")
for scale in [4, 1]:
    print(f"scale {scale}:", end="")
    moved(base.replace(init_scale=scale))

# %% [markdown]
# It was the initial scale. With weights four times as large the same steps move each layer by about a tenth of itself, and no longer by a third or more. The network stays close to the chance mixture of pixels with which it began: small moves tell 500 digits apart, and say little about new ones.
# This resembles **lazy training** (Chizat, Oyallon and Bach 2019): a large scale at the start lets a network fit its training data while its features hardly change. They scale the output and you scaled every layer; in both cases it fits, and generalizes worse. tanh adds a second reason: at large scales similar digits are driven apart from layer to layer (Poole et al. 2016).
#
# So why did other changes help? A larger rate moves the weights farther, fewer layers mix less, and wider ones offer more mixtures to choose from: all make up for the scale, and none removes it. ReLU and GELU have no ends to sit at, but here their outputs grow threefold from layer to layer. PyTorch's own weights (`"default"`) are about half as large as Glorot's here, so with them a scale of 4 is about a scale of 2: the same suspect, by another name.

# %% [markdown]
# ### Read more
#
# - Chizat, Oyallon and Bach (2019), *On lazy training in differentiable programming*, NeurIPS, arXiv:1812.07956.
# - Poole, Lahiri, Raghu, Sohl-Dickstein and Ganguli (2016), *Exponential expressivity in deep neural networks through transient chaos*, NeurIPS, arXiv:1606.05340.
# - Woodworth, Gunasekar, Lee, Moroshko, Savarese, Golan, Soudry and Srebro (2020), *Kernel and rich regimes in overparametrized models*, COLT, arXiv:2002.09277.
