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
# # 01 What are hyperparameters?
#
# **Which numbers does a network learn, which ones do you choose, and what do your choices change?**
#
# After this lesson you can
#
# - tell a parameter from a hyperparameter, and name the category of a hyperparameter,
# - build a fully connected network from a list of sizes, and compute how many parameters it has,
# - measure what a hyperparameter does to training speed, performance, generalization and resources,
# - say what training, validation and test data are for, and find a leak between them.
#
# | | |
# | --- | --- |
# | You need | lesson 00; Python functions, lists and classes; what a neural network is, roughly |
# | Time | 60 minutes |
# | Run All | under a minute on a laptop with two cores |

# %%
from statistics import median

import torch
import torch.nn as nn
from torch.nn.functional import cross_entropy

import hyperlib as h
from hyperlib import checks, plotting, widgets

torch.set_num_threads(1)  # small networks train fastest on one core

# %% [markdown]
# | Figure or table | Trained runs | Takes about |
# | --- | --- | --- |
# | One run, epoch by epoch | 1 | 1 s |
# | Same settings, ten seeds | 10 | 6 s |
# | Four impacts side by side | 25 | 20 s |
# | Explorer of sizes | none | at once |
# | Gallery | 15 | 10 s |

# %% [markdown]
# ## Definition
#
# A network computes with numbers that it **learned**: its weights and biases.
# They are called **parameters**.
# Somebody had to decide, **before** training, how many layers it has, how large a step of training is, how long training goes on.
# Such a decision is a **hyperparameter**: a setting that controls how a model learns and that training does not change.
#
# | | Parameter | Hyperparameter |
# | --- | --- | --- |
# | Who sets it | training, from the data | you, or a search program |
# | When | a little at every step | before training begins |
# | Where it lives | inside the model | outside, in a configuration |
# | How many | thousands to billions | usually fewer than twenty |
# | Example | the weight from pixel 300 to neuron 7 | the number of neurons |
#
# Two characteristics follow.
#
# 1. **External configuration.** A hyperparameter is set before training. It is not learned from the training data by the training itself. It is tuned by hand, or by a program that trains many times and compares (later lessons).
# 2. **Impact on learning.** Hyperparameters decide how complex a function the model can express, how fast it trains, how well it performs, and whether training converges at all.
#
# The line is one of roles, not of nature.
# The learning rate is a hyperparameter because *this* training does not change it; a search program around the training may.

# %% [markdown]
# ## Three categories
#
# | Category | What it defines | Examples | Trade-off |
# | --- | --- | --- | --- |
# | **Model** | the architecture | number of layers | more layers express more complex patterns; gradients may vanish or explode |
# | | | neurons per layer (width) | more neurons have more capacity; they cost more to compute |
# | | | activation, initialization | they decide whether a deep network can be trained |
# | **Training** | the process of learning | learning rate, batch size, epochs, optimizer | speed against stability and time |
# | **Regularization** | what keeps it from learning by heart | dropout rate, L1 and L2 penalties, augmentation | less overfitting against underfitting |
#
# An **epoch** is one pass over all training examples.
# A **batch** is the handful of examples of one step.
# The **learning rate** says how far one step goes.
# **Overfitting** means that a model does well on the examples that it learned from and less well on new ones.
# Each of these gets a lesson of its own.

# %% [markdown]
# ## Build a network from its hyperparameters
#
# Our task: 28 x 28 pixels of a handwritten digit go in, a score for each of the digits 0 to 9 comes out.
# These four hyperparameters define the architecture.

# %%
n_input = 28 * 28  # pixels of a digit
n_hidden_layers = 3
n_neurons = [128, 64, 32]  # size of each hidden layer
n_output = 10  # digits 0 to 9

# %% [markdown]
# The network is a chain: a linear layer, then ReLU, again and again; the last linear layer stands alone.
# ReLU keeps positive numbers and turns negative ones into 0.
# Without it, a chain of linear layers would be no more than one linear layer.
# `nn.ModuleList` tells PyTorch that the layers belong to the network, so that it finds their parameters.


# %%
class FirstNetwork(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList(
            [
                nn.Linear(n_input, n_neurons[0]),
                nn.ReLU(),
                nn.Linear(n_neurons[0], n_neurons[1]),
                nn.ReLU(),
                nn.Linear(n_neurons[1], n_neurons[2]),
                nn.ReLU(),
                nn.Linear(n_neurons[2], n_output),
            ]
        )

    def forward(self, X):
        for layer in self.layers:
            X = layer(X)
        return X


# %% [markdown]
# **Predict.** How many parameters does it have: about a thousand, ten thousand, or a hundred thousand?
# And which layer has the most?
#
# The library has the same network for any sizes.
# You will write it yourself below.

# %%
model = h.NeuralNetwork(n_input, n_hidden_layers, n_neurons, n_output)
print("Model Architecture:")
print(model)
print("\nTotal number of parameters:", sum(p.numel() for p in model.parameters()))

# %% [markdown]
# The hand-built one and the library's agree layer by layer:

# %%
print(str(FirstNetwork().layers) == str(model.layers))
for layer in model.layers:
    if isinstance(layer, nn.Linear):
        print(f"{layer.in_features:>4} -> {layer.out_features:<4} {h.count_parameters(layer):>7}")

# %% [markdown]
# **Explain.** A linear layer from 784 to 128 has one weight for each pair, and one bias for each of the 128 outputs: `784 * 128 + 128`.
# The first layer holds nine tenths of all parameters, because the input is so wide.
# We chose four hyperparameters.
# Training has to find 111146 parameters.

# %% [markdown]
# ## See sizes and costs
#
# Drag the number of hidden layers and their size.
# A **multiply-add** is one multiplication and one addition; their number says how much work a digit costs.
#
# **Predict.** You double the width. Do the parameters double?


# %% tags=["nbval-ignore-output"]
def plot_sizes(layers, neurons):
    network = h.NeuralNetwork(784, layers, [neurons] * layers, 10)
    linear = [layer for layer in network.layers if isinstance(layer, nn.Linear)]
    bars = {f"{a.in_features}\nto {a.out_features}": h.count_parameters(a) for a in linear[:1]}
    if layers > 1:
        bars[f"{layers - 1} x {neurons}\nto {neurons}"] = sum(
            h.count_parameters(a) for a in linear[1:-1]
        )
    bars[f"{neurons}\nto 10"] = h.count_parameters(linear[-1])
    ax = plotting.plot_bars(bars, ylabel="parameters")
    total, work = h.count_parameters(network), h.multiply_adds(network)
    ax.set_title(f"{total:,} parameters, {work:,} multiply-adds a digit")
    return ax


widgets.explore(
    plot_sizes,
    alt=lambda layers, neurons: (
        f"Parameters in the first, the middle and the last layers of a network with {layers} "
        f"hidden layers of {neurons} neurons."
    ),
    start={"layers": 3, "neurons": 128},
    layers=[1, 2, 3, 4, 6, 8],
    neurons=[16, 32, 64, 128, 256, 512, 1024],
)

# %%
for neurons in [64, 128, 256, 512, 1024]:
    narrow = h.count_parameters(h.NeuralNetwork(784, 3, [neurons] * 3, 10))
    wide = h.count_parameters(h.NeuralNetwork(784, 3, [2 * neurons] * 3, 10))
    print(f"{neurons:>5} -> {2 * neurons:<5} neurons: {wide / narrow:.1f} times the parameters")

# %% [markdown]
# **Explain.** The first layer grows in proportion to the width, the layers between hidden layers with its square.
# In a narrow network the first layer dominates, and doubling the width doubles the parameters.
# In a wide one the middle dominates, and the factor moves towards four.

# %% [markdown]
# ## Data: three parts, three purposes
#
# The package brings 5,000 digits of MNIST (LeCun, Cortes and Burges), 500 of each class, and cuts them into three parts.
#
# | Part | Digits | It is for |
# | --- | --- | --- |
# | training | 3,000 | learning the parameters |
# | validation | 1,000 | choosing the hyperparameters |
# | test | 1,000 | saying, once and at the end, how good the result is |

# %%
data = h.load_mnist()
for part in ["train", "val", "test"]:
    X, y = getattr(data, f"X_{part}"), getattr(data, f"y_{part}")
    print(f"{part:<6} X {tuple(X.shape)}  y {tuple(y.shape)}  digits per class {len(y) // 10}")

# %% tags=["nbval-ignore-output"]
plotting.show(
    plotting.plot_digits(data.X_train[:10], data.y_train[:10]),
    alt="Ten handwritten digits from the training data, each with its label below.",
)

# %% [markdown]
# Why not choose with the test part?
# Because whatever you choose by a score looks better by that score than it is.
# Here is the smallest example: 50 "models" that guess at random.
# Each guesses 100 digits, so each one's true accuracy is 10 %.
#
# **Predict.** What does the best of the 50 score?

# %%
generator = torch.Generator().manual_seed(0)
best_scores, fresh_scores = [], []
for _ in range(20):
    scores = (torch.rand(50, 100, generator=generator) < 0.1).float().mean(1)
    best_scores.append(scores.max().item())
    fresh_scores.append((torch.rand(100, generator=generator) < 0.1).float().mean().item())
above = sum(score > 0.13 for score in best_scores)
print(f"best of 50 guessers scored above 13 % in {above} of 20 repeats")
honest = abs(sum(fresh_scores) / 20 - 0.1) < 0.02
print(f"the same guesser on fresh digits, mean within 2 points of 10 %: {honest}")

# %% [markdown]
# **Explain.** The best of many is in part the luckiest of many.
# On fresh digits the luck is gone.
# If you choose by the test part, its score is no honest estimate any more: this is called **leakage**.
# So choose on the validation part, and touch the test part once (Goodfellow, Bengio and Courville 2016, *Deep Learning*, section 5.3).

# %% [markdown]
# ## Train by hand, once
#
# This is all that training is.
# The **loss** is a number that is small when the scores favor the right digit.
# `backward` computes its gradient, and the optimizer moves every parameter a little against it.
# Three hyperparameters appear: `lr`, `batch_size` and `epochs`.


# %% tags=["demonstration"]
def train_by_hand(lr, batch_size, epochs, seed):
    model = h.MLP(784, [128, 64, 32], 10, seed=seed)  # the seed fixes the first weights
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    generator = torch.Generator().manual_seed(seed)  # and the order of the digits
    val_losses = []
    for _ in range(epochs):
        order = torch.randperm(len(data.y_train), generator=generator)
        for rows in order.split(batch_size):
            loss = cross_entropy(model(data.X_train[rows]), data.y_train[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        with torch.no_grad():
            val_losses.append(cross_entropy(model(data.X_val), data.y_val).item())
    return val_losses


by_hand = train_by_hand(lr=1e-3, batch_size=64, epochs=5, seed=0)

# %% [markdown]
# `h.train` is the same loop with its settings in one object, `h.Hyperparameters`, and a record of every epoch.

# %% tags=["demonstration"]
config = h.Hyperparameters(n_neurons=(128, 64, 32), lr=1e-3, batch_size=64, epochs=5)
run = h.train(config, data, seed=0)
print("loss fell in every epoch:", all(a > b for a, b in zip(by_hand, by_hand[1:])))
same = all(abs(a - e.val_loss) < 1e-3 for a, e in zip(by_hand, run.history, strict=True))
print("by hand and by the library, the same losses:", same)

# %% tags=["demonstration", "nbval-ignore-output"]
plotting.show(
    plotting.plot_history(run, metric=["train_accuracy", "val_accuracy"]),
    alt="Training and validation accuracy rise over five epochs; training accuracy ends higher.",
)

# %% [markdown]
# ## One run is not a result
#
# Weights start at random and digits come in random order.
# A **seed** fixes both.
#
# **Predict.** Ten seeds, the same hyperparameters: how far apart are the best and the worst validation accuracy? Less than 1 point, or more?
# (A point is one hundredth: from 87 % to 88 % is one point.)

# %% tags=["demonstration"]
base = h.Hyperparameters()  # 784-128-64-32-10, Adam, lr 0.001, batch 64, 5 epochs
base_runs = [h.train(base, data, seed=seed) for seed in h.progress_bar(range(10))]
accuracies = [run.final.val_accuracy for run in base_runs]
spread = 100 * (max(accuracies) - min(accuracies))
print("more than 1 point between the best and the worst seed:", spread > 1)

# %% [markdown]
# **Explain.** Nothing was changed but the luck of the start.
# A difference of one point between two *settings*, seen in one run each, therefore says nothing.
# From here on we compare over seeds, and say in how many of them one setting was ahead.

# %% [markdown]
# ## Four impacts, side by side
#
# We change one hyperparameter at a time and measure four things.
#
# - **Training speed:** seconds for all steps.
# - **Performance:** accuracy on the validation digits.
# - **Generalization:** the gap, training accuracy minus validation accuracy. A small gap means that what was learned also holds for new digits.
# - **Resources:** parameters, and the memory that training needs for numbers.
#
# **Predict.** For each row, which column changes most?
#
# | Change from the base | Speed | Performance | Gap | Resources |
# | --- | --- | --- | --- | --- |
# | learning rate 0.1 instead of 0.001 | ? | ? | ? | ? |
# | batch of 512 instead of 64 | ? | ? | ? | ? |
# | 15 epochs instead of 5 | ? | ? | ? | ? |
# | 512 neurons in each layer | ? | ? | ? | ? |

# %% tags=["demonstration"]
changes = {
    "base": base,
    "lr 0.1": base.replace(lr=0.1),
    "batch 512": base.replace(batch_size=512),
    "15 epochs": base.replace(epochs=15),
    "512 wide": base.replace(n_neurons=(512, 512, 512)),
}
seeds = range(5)
# Setting by setting within a seed, so that a busy moment slows all of them.
trained = [
    [h.train(config, data, seed=seed) for config in changes.values()]
    for seed in h.progress_bar(seeds)
]
runs = dict(zip(changes, zip(*trained)))  # for each name its five runs

# %% tags=["demonstration", "nbval-ignore-output"]
print(f"{'':<10} {'seconds':>8} {'val acc':>8} {'gap':>6} {'parameters':>11} {'memory MB':>10}")
for name, config in changes.items():
    network = h.MLP(784, config.n_neurons, 10)
    finals = [run.final for run in runs[name]]
    seconds = median(run.seconds for run in runs[name])
    accuracy = sum(f.val_accuracy for f in finals) / len(seeds)
    gap = sum(f.train_accuracy - f.val_accuracy for f in finals) / len(seeds)
    memory = h.training_memory(network, batch_size=config.batch_size) / 1e6
    print(
        f"{name:<10} {seconds:>8.2f} {accuracy:>8.3f} {gap:>6.3f} "
        f"{h.count_parameters(network):>11,} {memory:>10.1f}"
    )

# %% tags=["demonstration", "nbval-ignore-output"]
figure, axes = plotting.figure(3)
columns = {
    "seconds of training": lambda run: run.seconds,
    "validation accuracy": lambda run: run.final.val_accuracy,
    "gap, training minus validation": lambda run: run.final.train_accuracy - run.final.val_accuracy,
}
for ax, (label, measure) in zip(axes, columns.items(), strict=True):
    values = {name: [measure(run) for run in runs[name]] for name in changes}
    plotting.plot_seeds(values, ylabel=label, ax=ax)
    ax.tick_params(axis="x", rotation=45)
plotting.show(
    figure,
    alt="Seconds, validation accuracy and gap of the base and four changed settings, five seeds "
    "each. Wide and long training cost most seconds; lr 0.1 and batch 512 lose accuracy.",
)


# %% [markdown]
# The table above shows your machine.
# What should hold on any machine is a comparison.
# Accuracies are compared seed by seed.
# Seconds depend on what else the machine does, so we compare their medians.


# %% tags=["demonstration"]
def ahead(measure, name, other="base"):
    """Count the seeds in which `name` has the larger value."""
    pairs = zip(runs[name], runs[other], strict=True)
    return f"{sum(measure(a) > measure(b) for a, b in pairs)} of {len(seeds)} seeds"


def accuracy(run):
    return run.final.val_accuracy


def gap(run):
    return run.final.train_accuracy - run.final.val_accuracy


typical = {name: median(run.seconds for run in runs[name]) for name in changes}
print("lr 0.1:    lower accuracy than the base in", ahead(accuracy, "base", "lr 0.1"))
print("batch 512: faster than the base:", typical["batch 512"] < typical["base"])
print("batch 512: lower accuracy after 5 epochs in", ahead(accuracy, "base", "batch 512"))
print("15 epochs: larger gap in", ahead(gap, "15 epochs"))
print("15 epochs: higher accuracy in", ahead(accuracy, "15 epochs"))
print("512 wide:  slower than the base:", typical["512 wide"] > typical["base"])
print("512 wide:  higher accuracy in", ahead(accuracy, "512 wide"))

# %% [markdown]
# **Explain.**
#
# - `lr 0.1` takes the same time and the same memory, and learns badly: its steps are so large that they undo each other. A learning rate costs nothing and decides much.
# - `batch 512` takes fewer steps for the same number of digits. That saves time here, and after 5 epochs it has learned less, because it took one eighth of the steps. Given as many *steps*, it would look different: lesson 07.
# - `15 epochs` costs three times the seconds. Accuracy on new digits rose, and the gap rose too. A growing gap alone is no reason to stop; a falling validation accuracy is: lesson 08.
# - `512 wide` has eight times the parameters and takes longer. On these digits it is also more accurate. Whether that is worth the price is your decision: lesson 03.
#
# One hyperparameter moved several columns at once, and no row wins in all of them.
# Choosing hyperparameters means choosing between costs.

# %% [markdown]
# ## Gallery: good, bad, deceptive
#
# **Predict.** Three configurations, five seeds each.
# Which one reaches the highest *training* accuracy, and which one would you use?

# %% tags=["demonstration"]
gallery = {
    "good": (h.Hyperparameters(batch_size=16), data),
    "bad": (h.Hyperparameters(n_neurons=(32,) * 8, activation="sigmoid"), data),
    "deceptive": (h.Hyperparameters(epochs=40), data.subset(200)),
}
shown = {
    name: [h.train(config, digits, seed=seed) for seed in seeds]
    for name, (config, digits) in h.progress_bar(gallery.items())
}
for name, trained in shown.items():
    train_high = sum(run.final.train_accuracy >= 0.99 for run in trained)
    val_high = sum(run.final.val_accuracy > 0.85 for run in trained)
    val_chance = sum(run.final.val_accuracy < 0.2 for run in trained)
    print(f"{name:<10} training at least 99 %: {train_high} of 5,")
    print(f"{'':10} validation above 85 %: {val_high} of 5, below 20 %: {val_chance} of 5")

# %% [markdown]
# - **Good:** the network from above, Adam, learning rate 0.001, batch 16. Many small steps, nothing extreme.
# - **Deceptive:** only 200 training digits and 40 epochs. It knows nearly all of *its* digits and far fewer of the new ones. Whoever looks at training accuracy alone picks this one.
# - **Bad:** eight layers of 32 sigmoid units. It guesses. The next cell shows why, before any training.

# %% tags=["demonstration", "nbval-ignore-output"]
X, y = data.X_train[:500], data.y_train[:500]
norms = {
    "sigmoid": h.gradient_norms(h.MLP(784, [32] * 8, 10, activation="sigmoid", seed=0), X, y),
    "ReLU": h.gradient_norms(h.MLP(784, [32] * 8, 10, activation="relu", seed=0), X, y),
}
plotting.show(
    plotting.plot_gradient_norms(norms),
    alt="Gradient norm of each of nine linear layers on a log axis. With sigmoid it falls by many "
    "orders of magnitude from the last layer to the first; with ReLU it falls far less.",
)

# %% tags=["demonstration"]
smaller = 0
for seed in seeds:
    networks = [h.MLP(784, [32] * 8, 10, activation=a, seed=seed) for a in ["sigmoid", "relu"]]
    first, last = zip(*[(n[0], n[-1]) for n in [h.gradient_norms(m, X, y) for m in networks]])
    smaller += first[0] / last[0] < 1e-3 * first[1] / last[1]
print(f"sigmoid loses over 1,000 times more of its gradient than ReLU in {smaller} of 5 seeds")

# %% [markdown]
# **Explain.** A gradient reaches the first layer through all others.
# The slope of a sigmoid is at most 1/4, so with each layer less is left.
# The first layers get next to nothing to learn from: the gradient **vanishes** (Glorot and Bengio 2010, *Understanding the difficulty of training deep feedforward neural networks*, section 4).
# Lesson 02 is about this.

# %% [markdown]
# ## Exercise 1: parameter, hyperparameter or neither?
#
# Replace each `...` by `"parameter"`, `"hyperparameter"` or `"neither"`.
#
# <details><summary>Hint 1</summary>
#
# Ask two questions. Does training change it? Then it is a parameter.
# Do you choose it before training, and does it steer the training? Then it is a hyperparameter.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Some things are neither: what goes into the model, and what comes out of a measurement.
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "kinds", "locked": false, "schema_version": 3, "solution": true, "task": false}
kinds = {
    "learning rate": ...,
    "weights of the first layer": ...,
    "number of hidden layers": ...,
    "biases of the output layer": ...,
    "batch size": ...,
    "pixels of a digit": ...,
    "validation accuracy": ...,
    "dropout rate": ...,
}
### BEGIN SOLUTION
kinds = {
    "learning rate": "hyperparameter",
    "weights of the first layer": "parameter",
    "number of hidden layers": "hyperparameter",
    "biases of the output layer": "parameter",
    "batch size": "hyperparameter",
    "pixels of a digit": "neither",
    "validation accuracy": "neither",
    "dropout rate": "hyperparameter",
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_kinds", "locked": true, "points": 8, "schema_version": 3, "solution": false, "task": false}
checks.quiz(
    "kinds",
    choices=("parameter", "hyperparameter", "neither"),
    key={
        "learning rate": "351efd0d8e78",
        "weights of the first layer": "a8564dee14fe",
        "number of hidden layers": "14d7db2ad953",
        "biases of the output layer": "5533991279ef",
        "batch size": "9ed185b627bd",
        "pixels of a digit": "7041812b9f37",
        "validation accuracy": "3777e1d9caec",
        "dropout rate": "8b1a49101d3a",
    },
    hints={
        "learning rate": "Does a step of training change it, or does it change the step?",
        "weights of the first layer": "Look at the table of the definition, last row.",
        "number of hidden layers": "Was it there before training began?",
        "biases of the output layer": "`model.parameters()` lists them. Who changes them?",
        "batch size": "Who decides how many digits make a step?",
        "pixels of a digit": "It is data. Does anybody choose or learn it?",
        "validation accuracy": "It is measured after training. Can you set it?",
        "dropout rate": "Look at the table of the three categories.",
    },
)

# %% [markdown]
# ## Exercise 2: count parameters without building the network
#
# Write `parameter_count(n_input, n_neurons, n_output)`: the number of weights and biases of a fully connected network.
# `n_neurons` lists the sizes of the hidden layers, any number of them.
# With an empty list there is no hidden layer, and the input goes straight to the output.
#
# <details><summary>Hint 1</summary>
#
# Write all sizes in one list: input, hidden layers, output.
# Each linear layer goes from one size to the next.
#
# </details>
# <details><summary>Hint 2</summary>
#
# A layer from `a` to `b` has `a * b` weights and `b` biases.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `zip(sizes[:-1], sizes[1:])` gives the pairs of neighboring sizes.
# By hand for 4-3-2: `4*3 + 3` and `3*2 + 2`, together 23.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "parameter_count", "locked": false, "schema_version": 3, "solution": true, "task": false}
def parameter_count(n_input, n_neurons, n_output):
    """Return the number of weights and biases of a fully connected network."""
    ### BEGIN SOLUTION
    sizes = [n_input, *n_neurons, n_output]
    return sum(a * b + b for a, b in zip(sizes[:-1], sizes[1:]))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_parameter_count", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "parameter_count",
    checks.example(4, [3], 2, expected=23, hint="4*3 weights and 3 biases, then 3*2 and 2."),
    checks.example(
        784, [128, 64, 32], 10, expected=111146, hint="Count the bias of every layer, the last too."
    ),
)

# %% [markdown]
# ## Exercise 3: build the network for any architecture
#
# Write the class `NeuralNetwork(n_input, n_hidden_layers, n_neurons, n_output)`.
#
# - `self.layers` is an `nn.ModuleList`: a `nn.Linear` and a `nn.ReLU` for each hidden layer, then one last `nn.Linear`.
# - `forward(X)` takes X of shape (n, n_input) and returns logits, the raw scores, of shape (n, n_output).
# - A wrong configuration raises a `ValueError`: `n_hidden_layers` is not the length of `n_neurons`, or a size is not an integer of at least 1. `True` and `2.0` are no sizes.
#
# `FirstNetwork` above has three hidden layers written out.
# Yours needs a loop.
# (Write it yourself. `h.NeuralNetwork` is there to compare with; a copy of it is not accepted.
# It differs in one point: for a size of the wrong type it raises a `TypeError`, and yours a `ValueError`.)
#
# <details><summary>Hint 1</summary>
#
# First check the configuration, then call the sizes `[n_input, *n_neurons]` and go through neighboring pairs.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `self.layers.append(nn.Linear(a, b))`, then `self.layers.append(nn.ReLU())`. The output layer comes after the loop.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `type(size) is int` is true for 3 and false for True, 3.0 and "3".
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "NeuralNetwork", "locked": false, "schema_version": 3, "solution": true, "task": false}
class NeuralNetwork(nn.Module):
    def __init__(self, n_input, n_hidden_layers, n_neurons, n_output):
        super().__init__()
        ### BEGIN SOLUTION
        if n_hidden_layers != len(n_neurons):
            raise ValueError(f"expected {n_hidden_layers} sizes in n_neurons, got {len(n_neurons)}")
        for size in [n_input, *n_neurons, n_output]:
            if type(size) is not int or size < 1:
                raise ValueError(f"expected a size that is an integer >= 1, got {size!r}")
        sizes = [n_input, *n_neurons]
        self.layers = nn.ModuleList()
        for a, b in zip(sizes[:-1], sizes[1:]):
            self.layers.append(nn.Linear(a, b))
            self.layers.append(nn.ReLU())
        self.layers.append(nn.Linear(sizes[-1], n_output))
        ### END SOLUTION

    def forward(self, X):
        ### BEGIN SOLUTION
        for layer in self.layers:
            X = layer(X)
        return X
        ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_NeuralNetwork", "locked": true, "points": 9, "schema_version": 3, "solution": false, "task": false}
def layers_of(NeuralNetwork, *configuration):
    """Return the kind and the shape of each layer, and the number of parameters."""
    model = NeuralNetwork(*configuration)
    layers = [type(layer).__name__ for layer in model.layers]
    shapes = [list(p.shape) for p in model.parameters()]
    return {"layers": layers, "parameter shapes": shapes}


checks.check(
    "NeuralNetwork",
    checks.example(
        4,
        2,
        [3, 5],
        2,
        expected={
            "layers": ["Linear", "ReLU", "Linear", "ReLU", "Linear"],
            "parameter shapes": [[3, 4], [3], [5, 3], [5], [2, 5], [2]],
        },
        hint="A ReLU after each hidden layer and none at the end. Layers must be in a ModuleList, "
        "or PyTorch does not find their parameters.",
    ),
    checks.example(
        784,
        3,
        [128, 64, 32],
        10,
        expected={
            "layers": ["Linear", "ReLU", "Linear", "ReLU", "Linear", "ReLU", "Linear"],
            "parameter shapes": [
                [128, 784],
                [128],
                [64, 128],
                [64],
                [32, 64],
                [32],
                [10, 32],
                [10],
            ],
        },
        hint="This is the network of the lesson.",
    ),
    checks.raises(ValueError, 4, 3, [3, 5], 2, hint="3 hidden layers, but 2 sizes."),
    via=layers_of,
)

# %% [markdown]
# ## Exercise 4: find the leak
#
# Each line is something that somebody did.
# Does information from the test digits flow into training or into a choice?
# Replace each `...` by `"leak"` or `"no leak"`.
#
# <details><summary>Hint 1</summary>
#
# Ask: would the model or the choice be different if the test digits were others?
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "leaks", "locked": false, "schema_version": 3, "solution": true, "task": false}
leaks = {
    "choose the learning rate with the best validation accuracy": ...,
    "choose the learning rate with the best test accuracy": ...,
    "stop training when the test loss rises": ...,
    "subtract the mean image of all 5,000 digits, then split": ...,
    "choose everything, then measure the test accuracy once": ...,
    "the same scanned digit is in the training and in the test part": ...,
    "look at the training loss after every epoch": ...,
}
### BEGIN SOLUTION
leaks = {
    "choose the learning rate with the best validation accuracy": "no leak",
    "choose the learning rate with the best test accuracy": "leak",
    "stop training when the test loss rises": "leak",
    "subtract the mean image of all 5,000 digits, then split": "leak",
    "choose everything, then measure the test accuracy once": "no leak",
    "the same scanned digit is in the training and in the test part": "leak",
    "look at the training loss after every epoch": "no leak",
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_leaks", "locked": true, "points": 7, "schema_version": 3, "solution": false, "task": false}
checks.quiz(
    "leaks",
    choices=("leak", "no leak"),
    key={
        "choose the learning rate with the best validation accuracy": "8a0a3f728970",
        "choose the learning rate with the best test accuracy": "e96fbb55af17",
        "stop training when the test loss rises": "53e890339954",
        "subtract the mean image of all 5,000 digits, then split": "97c1b318b090",
        "choose everything, then measure the test accuracy once": "4505cb80aa83",
        "the same scanned digit is in the training and in the test part": "4543d85be2a2",
        "look at the training loss after every epoch": "c7e91e59b3a9",
    },
    hints={
        "choose the learning rate with the best validation accuracy": "What is that part for?",
        "choose the learning rate with the best test accuracy": "Think of the 50 guessers.",
        "stop training when the test loss rises": "The number of epochs is a choice, too.",
        "subtract the mean image of all 5,000 digits, then split": (
            "Which digits went into the mean that the training digits were changed by?"
        ),
        "choose everything, then measure the test accuracy once": (
            "Does the measurement change anything that was chosen?"
        ),
        "the same scanned digit is in the training and in the test part": (
            "What does a model score on a digit that it learned by heart?"
        ),
        "look at the training loss after every epoch": "Which digits is that loss computed on?",
    },
)

# %% [markdown]
# ## Exercise 5: mend a leak
#
# This function chooses the best of several runs.
# It leaks.
#
# ```python
# def choose_run(runs):
#     best = max(runs, key=lambda run: run["test_accuracy"])
#     return [best["name"], best["test_accuracy"]]
# ```
#
# Write it without the leak.
# Each run is a dictionary such as `{"name": "lr 0.1", "val_accuracy": 0.91, "test_accuracy": 0.90}`.
# Return the list `[name, test_accuracy]` of the run that an honest choice takes.
#
# - Of several runs with the same score, take the first.
# - A run that diverged has `float("nan")` as its scores. It is never chosen. NaN means "not a number".
# - Without any run to choose from, raise a `ValueError`.
# - Leave the list `runs` as it is.
#
# <details><summary>Hint 1</summary>
#
# Only one word of the function leaks. The test accuracy is still what you *report*.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `max` with NaN gives results that depend on the order, because every comparison with NaN is False. Take those runs out first: `math.isnan(x)` finds them, after `import math`.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `finished = [run for run in runs if not math.isnan(run["val_accuracy"])]`, then look whether it is empty.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "choose_run", "locked": false, "schema_version": 3, "solution": true, "task": false}
def choose_run(runs):
    """Return [name, test_accuracy] of the run to report, chosen without a leak."""
    ### BEGIN SOLUTION
    import math

    finished = [run for run in runs if not math.isnan(run["val_accuracy"])]
    if not finished:
        raise ValueError("expected at least one run that did not diverge, got none")
    best = max(finished, key=lambda run: run["val_accuracy"])
    return [best["name"], best["test_accuracy"]]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_choose_run", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "choose_run",
    checks.example(
        [
            {"name": "small lr", "val_accuracy": 0.80, "test_accuracy": 0.97},
            {"name": "large lr", "val_accuracy": 0.90, "test_accuracy": 0.85},
        ],
        expected=["large lr", 0.85],
        name="chosen by validation, reported on test",
        hint="Choose by one score, report the other.",
    ),
    checks.raises(ValueError, [], hint="Without a run there is nothing to choose."),
)

# %% [markdown]
# ## Take away
#
# | Hyperparameter | Category | Start from | Range and scale to search | It interacts with |
# | --- | --- | --- | --- | --- |
# | number of hidden layers | model | 1 to 3 | 1 to 6, every integer | width, initialization, activation |
# | neurons per layer | model | 64 to 128 | 16 to 1024, log | layers, regularization |
# | learning rate (Adam) | training | 0.001 | 0.00001 to 0.1, log | batch size, schedule, optimizer |
# | batch size | training | 32 to 128 | 16 to 512, log, for speed | learning rate, time per step |
# | epochs | training | until validation stops improving | - | learning rate, regularization |
# | dropout rate | regularization | 0 | 0 to 0.8, linear | width, amount of data |
# | L2 penalty | regularization | 0 | 0.000001 to 0.1, log | learning rate, optimizer |
#
# The defaults are where this course starts on these digits; Adam's 0.001 is also its authors' suggestion (Kingma and Ba 2015, algorithm 1).
#
# | Symptom | Likely cause | Look at |
# | --- | --- | --- |
# | accuracy stays at chance | learning rate far off; gradient vanishes | lessons 02, 05 |
# | training accuracy high, validation much lower | overfitting | lessons 08, 10, 11 |
# | both low and still rising | too few epochs, or steps too small | lessons 05, 08 |
# | a run looks better than all others | luck of the seed, or a leak | this lesson |
# | slow, and no better | wider or deeper than needed | lesson 03 |
#
# Three sentences to keep:
#
# - Parameters are learned; hyperparameters are chosen, before training, and decide what can be learned and at what cost.
# - One run is not a result: compare over seeds.
# - Choose on validation, report on test, once.
#
# ## Read more
#
# - Goodfellow, Bengio and Courville (2016), *Deep Learning*, MIT Press, section 5.3 (hyperparameters and validation sets) and chapter 11 (practical methodology).
# - Bengio (2012), *Practical recommendations for gradient-based training of deep architectures*, arXiv:1206.5533.
# - Godbole, Dahl, Gilmer, Shallue and Nado (2023), *Deep Learning Tuning Playbook*.
# - Kingma and Ba (2015), *Adam: a method for stochastic optimization*, ICLR, arXiv:1412.6980.
# - Glorot and Bengio (2010), *Understanding the difficulty of training deep feedforward neural networks*, AISTATS.
