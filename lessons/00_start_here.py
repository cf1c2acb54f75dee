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
# # 00 Start here
#
# **A ball is to roll to the lowest point of a valley. One number decides whether it ever gets there.**
#
# After this lesson you can run a notebook, predict before you run, act on what a check says, and hand in your work.
#
# | | |
# | --- | --- |
# | You need | a little Python: functions, lists, `for` |
# | Time | twenty minutes |
# | Run All | a few seconds |
#
# ## Run cells
#
# Click on the cell below and press **Shift + Enter**. It runs, and the next one is selected. Go from top to bottom: cells use what earlier ones made.
# If something is odd: **Kernel**, **Restart Kernel and Run All Cells**. No text and no code is lost.
# In a narrow window, **Ctrl + B** (on a Mac **Cmd + B**) hides the list of files and brings it back: without the list, tables keep their lines.

# %%
from hyperlib import checks, plotting, widgets


def roll(lr, steps=10):
    x = 4.0  # where the ball begins
    places = [x]
    for _ in range(steps):
        x = x - lr * 2 * x  # downhill, lr times the slope, which is 2 * x
        places.append(x)
    return places


# %% [markdown]
# ## Predict, run, explain
#
# The ball lies on the curve $x^2$, at 4. Each step moves it downhill by `lr`, the **learning rate**, times the slope. With 0.1 it creeps toward 0. And with 1.1?

# %%
question = "lr = 1.1: where is the ball after 10 steps?"
guess_ball = widgets.predict(question, choices=["at 0", "nearer than 4", "beyond 4"])

# %%
for lr in [0.1, 0.5, 1.1]:
    places = roll(lr)
    print(f"lr = {lr}: first {places[1]:.1f}, {places[2]:.1f}, {places[3]:.1f}", end=", ")
    print(f"after 10 steps {places[-1]:.1f}")
guess_ball.compare("beyond 4")

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# Each step multiplies `x` by `1 - 2 * lr`. With 0.1 that is 0.8, and the ball creeps down. With 0.5 it is 0: one step is enough. With 1.1 it is -1.2: the ball jumps over the lowest point and lands higher, again and again. A number like `lr`, which you choose and the run never changes, is what this course is about; lesson 05 finds the same edge in real networks.
#
# </details>
#
# Guess first, in every lesson: what surprises you sticks. Now drag: **at which value does the ball come neither nearer nor farther?** (You have it if `1 - 2 * lr` is -1 there.)


# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
def plot_roll(lr):
    figure, [ax] = plotting.figure(1)
    curve = [i / 10 for i in range(-60, 61)]
    ax.plot(curve, [x * x for x in curve], color="0.6")
    places = roll(lr)
    shown = [x for x in places if abs(x) <= 6]
    ax.plot(shown, [x * x for x in shown], marker="o", color=plotting.COLORS[0])
    ax.plot(places[0], places[0] ** 2, marker="o", markersize=12, color=plotting.COLORS[1])
    named = {places[0]: ["start"]}  # place: what is written beside it
    for step in [1, 2, 3]:  # with 1.0 the ball comes back, with 0.5 it stays
        named.setdefault(round(places[step], 2), []).append(str(step))
    for x, words in named.items():
        if abs(x) > 6:
            continue
        style = {"textcoords": "offset points", "fontweight": "bold", "va": "center"}
        style["color"] = plotting.INKS[1 if x == 4 else 0]
        if abs(x) < 1.5:  # below the curve, elsewhere beside it
            ax.annotate(", ".join(words), (x, x * x), (0, -13), ha="center", **style)
        else:
            side, align = (11, "left") if x > 0 else (-11, "right")
            ax.annotate(", ".join(words), (x, x * x), (side, -4), ha=align, **style)
    if len(shown) < len(places):
        last, side = shown[-1], 1 if shown[-1] < 0 else -1  # the next place is on the other side
        arrow = {"arrowstyle": "-|>", "color": plotting.COLORS[0], "lw": 1.5, "shrinkA": 0}
        arrow["mutation_scale"] = 22
        ax.annotate("", (6.3 * side, 40), (last, last**2), arrowprops=arrow)
        told = f"leaves the picture, {places[-1]:.1f} after 10 steps"
        ax.text(0, 42, told, ha="center", color=plotting.INKS[0], fontweight="bold")
    ax.set(xlim=(-6.6, 6.6), ylim=(-4.5, 45), xlabel="x", ylabel="height, x squared")
    ax.set_title(f"lr = {lr}: 10 steps from x = 4, ends at x = {places[-1]:.2f}")
    return ax


widgets.explore(
    plot_roll,
    alt=lambda lr: (
        f"The places of the ball after each of 10 steps with lr = {lr}; the last is {roll(lr)[-1]:.2f}."
    ),
    start={"lr": 0.1},
    lr=[0.01, 0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0, 1.1],
)

# %% [markdown]
# ## Check your work
#
# You write where it says `# YOUR CODE HERE`, and run the check below it. It reports one of four outcomes. Here are all four, for a function `half` that is wrong on purpose:


# %% jupyter={"source_hidden": true}
def half(x):
    if x == 0:
        raise NotImplementedError  # not attempted
    if x == 1:
        return 1 / 0  # error
    return x // 2  # right for even numbers only


checks.check(
    "half",
    checks.example(4, expected=2),
    checks.example(5, expected=2.5, hint="What does // do with the remainder?"),
    checks.example(0, expected=0),
    checks.example(1, expected=0.5),
)

# %% [markdown]
# *fail*: it ran and gave something else; compare *expected* with *got*, then read *look at*. *error*: it stopped; *got* names your line. *not attempted*: nothing is written, or your cell was not run.
# Graded work is tried with more inputs than you see. In the exercise below two checks stand in the notebook, for a point each; other lists are tried when it is graded, for the other two points.

# %% [markdown]
# ## Exercise: the mean accuracy of several runs
#
# Write `mean_accuracy(accuracies)`. It takes a list of numbers and returns their mean.
# An empty list has no mean: raise a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# The mean is the sum divided by how many there are.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `sum(values)` adds a list up and `len(values)` counts it.
# `raise ValueError("a sentence that helps")` stops with an error.
#
# </details>
# <details><summary>Hint 3</summary>
#
# Begin with `if len(accuracies) == 0:`, and raise there. After it, one line with `return` is enough.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "mean_accuracy", "locked": false, "schema_version": 3, "solution": true, "task": false}
def mean_accuracy(accuracies):
    """Return the mean of a list of numbers; an empty list raises ValueError."""
    ### BEGIN SOLUTION
    if len(accuracies) == 0:
        raise ValueError("expected at least one accuracy, got an empty list")
    return sum(accuracies) / len(accuracies)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_mean_accuracy", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "mean_accuracy",
    checks.example([0.5, 0.6, 1.0], expected=0.7, hint="Sum divided by count."),
    checks.raises(ValueError, [], hint="An empty list must raise a ValueError, not return."),
)

# %% [markdown]
# ## Validate and submit
#
# **Validate**, a button above the notebook, restarts everything and lists each check that is not passed. Press it last. (On Colab there is no such button, and the menu **Runtime** stands for **Kernel**: restart, run all, and read the checks.)
# **Submit** in the menu **Nbgrader**, **Assignment List**, or hand in the saved file as your instructor asks. The last hand-in counts.
#
# <details><summary>When you are stuck</summary>
#
# - `NameError: name ... is not defined`: a cell above was not run. **Kernel**, **Restart Kernel and Run All Cells**.
# - The star in `[*]` stays: the cell is still running. **Kernel**, **Interrupt Kernel** stops it.
# - *not attempted* although you wrote something: run the cell with your answer, then the check.
# - *fail*, and you do not see why: run your function in a new cell, with the input that stands under *given*.
# - No idea how to begin: open the hints one by one; the last one nearly says it.
# - A word that you do not know: look in `docs/glossary.md`.
# - Everything is a mess: **File**, **Revert Notebook to Checkpoint**, or take a fresh copy of the lesson.
#
# </details>
#
# ## Take away
#
# Three ways to learn. **Good:** predict, run, explain. **Bad:** press Run All and scroll; it feels fast, the words are familiar, and the exercise is not. **Deceptive:** change the answer until the visible check passes.
# A week later, those who had recalled a text remembered more of it than those who had read it again (Roediger and Karpicke 2006, *Psychological Science* 17(3)).
#
# **Two ways from here.** The short course takes about eight hours: lessons 01, 02, 05, 08, 10, 13 and 16. The whole course is all lessons in the order of their numbers, an hour each.
# Each lesson ends with the next one on both ways.
#
# **Next:** lesson 01, *What are hyperparameters?*
