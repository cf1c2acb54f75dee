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
# **How do I work through this course, and how do I know that my answer is right?**
#
# After this lesson you can
#
# - run the cells of a notebook in order, and start again when something is stuck,
# - commit to a prediction before you run an experiment,
# - read the report of a check and act on it,
# - validate and submit a lesson.
#
# | | |
# | --- | --- |
# | You need | a little Python: functions, lists, `for` |
# | Time | 10 minutes |
# | Run All | a few seconds on a laptop with two cores |
# | Cost of the figures | none is trained; each takes a fraction of a second |

# %% [markdown]
# ## Run cells
#
# A notebook is a column of cells.
# Some hold text, such as this one.
# Some hold code.
# Click on the code cell below, then press **Shift + Enter**: the cell runs, its result appears under it, and the next cell is selected.

# %%
epochs = 5
batches_per_epoch = 47
print("steps of training:", epochs * batches_per_epoch)

# %% [markdown]
# The number in brackets on the left says in which order cells were run.
# A star means that a cell is still running.
# Later cells use what earlier cells defined, so run them **from top to bottom**.
#
# When something is confusing, start again: menu **Kernel**, then **Restart Kernel and Run All Cells**.
# You lose no text and no code, only the results, and those come back.
#
# The next cell loads what this lesson needs.

# %%
from hyperlib import checks, plotting, widgets

# %% [markdown]
# ## Predict, run, explain
#
# You learn little from an experiment whose result you only look at.
# So every experiment of this course has three parts.
#
# 1. **Predict.** Say what you expect, out loud or on paper, before you run the cell.
# 2. **Run** it.
# 3. **Explain.** Was it as you said? If not, what did you not know? The text below the cell helps.
#
# Here is a first one.
# A ball stands at `x = 4` on the curve `x * x` and shall roll to the lowest point, `x = 0`.
# Each step moves it by `lr` times the slope, which is `2 * x`, down the slope.
# `lr` is the *learning rate*: it says how far one step goes.
#
# **Predict.** With `lr = 0.1` the ball gets nearer with every step. What happens with `lr = 1.1`?


# %%
def roll(lr, steps=10, start=4.0):
    """Return the places of the ball, the start first."""
    places = [start]
    for _ in range(steps):
        x = places[-1]
        places.append(x - lr * 2 * x)
    return places


for lr in [0.1, 0.5, 1.1]:
    last = abs(roll(lr)[-1])
    print(f"lr = {lr}: the ball ends {'nearer to' if last < 4 else 'farther from'} 0 than it began")

# %% [markdown]
# **Explain.** Each step multiplies `x` by `1 - 2 * lr`.
# With 0.1 that is 0.8, and the ball creeps down.
# With 0.5 it is 0, and one step is enough.
# With 1.1 it is -1.2: the ball jumps over the lowest point and lands higher than it was, again and again.
# Lesson 05 finds the same edge in real networks.
#
# Now drag the learning rate yourself.
# (Where nothing can be dragged, you see a picture for one value.)


# %% tags=["nbval-ignore-output"]
def plot_roll(lr):
    figure, [ax] = plotting.figure(1)
    curve = [i / 10 for i in range(-60, 61)]
    ax.plot(curve, [x * x for x in curve], color="0.6")
    places = [x for x in roll(lr) if abs(x) <= 6]
    ax.plot(places, [x * x for x in places], marker="o", color=plotting.COLORS[0])
    ax.set_xlabel("x")
    ax.set_ylabel("height, x squared")
    ax.set_title(f"lr = {lr}: 10 steps from x = 4")
    return ax


widgets.explore(
    plot_roll,
    alt=lambda lr: f"A curve with the places of the ball after each of 10 steps with lr = {lr}.",
    start={"lr": 0.1},
    lr=[0.01, 0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0, 1.1],
)

# %% [markdown]
# **Find out:** at which value does the ball neither get nearer nor farther?

# %% [markdown]
# ## Check your work
#
# You write an answer in a cell that says `# YOUR CODE HERE`.
# The cell below it checks the answer and reports one of four outcomes.
#
# | Outcome | It means | Do this |
# | --- | --- | --- |
# | pass | the answer is right for this input | go on |
# | fail | your code ran and gave something else | compare *expected* with *got*, read *look at* |
# | not attempted | nothing is written yet, or the cell above was not run | write, run, check again |
# | error | your code stopped with an exception | read *got*: it names the exception and your line |
#
# See all four before you need them.
# The function `half` below is wrong on purpose; it is not graded.


# %%
def half(x):
    if x == 0:
        raise NotImplementedError  # not attempted
    if x == 1:
        return 1 / 0  # error
    return x // 2  # right for even numbers only


checks.check(
    "half",
    checks.example(4, expected=2),
    checks.example(5, expected=2.5, hint="What does // do with the rest?"),
    checks.example(0, expected=0),
    checks.example(1, expected=0.5),
)

# %% [markdown]
# **Try it:** mend `half` until all four say pass.
#
# The checks that you see use a few inputs.
# When your work is graded, more inputs are tried, so that an answer made only for the visible ones does not count.

# %% [markdown]
# ## Exercise: the mean accuracy of several runs
#
# In this course no result counts that was seen once.
# Training starts from random numbers, so we train several times with different *seeds* and report the mean.
#
# Write `mean_accuracy(accuracies)`.
# It takes a list of numbers and returns their mean.
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
# **Validate** (a button above the notebook) restarts everything and runs all checks in order.
# Press it before you submit: it also finds an answer that only works because of a cell that you deleted since.
# It lists each check that is not passed, the ones not attempted as well.
#
# **Submit.** If your course uses the assignment list, open it in the menu **Nbgrader**, then **Assignment List**, and press **Submit** beside the lesson.
# Otherwise save the notebook and hand in the file as your instructor asks.
# You may submit again until the deadline; the last one counts.
#
# ## When you are stuck
#
# | What you see | What to do |
# | --- | --- |
# | `NameError: name ... is not defined` | a cell above was not run: **Kernel**, **Restart Kernel and Run All Cells** |
# | the star in `[*]` stays | the cell is still running; **Kernel**, **Interrupt Kernel** stops it |
# | *not attempted* although you wrote something | run the cell with your answer, then the check |
# | *fail*, and you do not see why | copy the *given* line into a new cell and run it |
# | no idea how to begin | open the hints one by one; the last one nearly says it |
# | a word that you do not know | look in `docs/glossary.md` |
# | everything is a mess | **File**, **Revert Notebook to Checkpoint**, or take a fresh copy of the lesson |

# %% [markdown]
# ## Gallery: three ways to work through a lesson
#
# - **Good:** predict, run, explain, then do the exercise without looking back.
# - **Bad:** press Run All and scroll. It feels fast. The words are familiar, and the exercise is not.
# - **Deceptive:** change the answer until the visible check passes. The visible inputs are few; ask what the answer does with others.
#
# Retrieving what you know teaches more than reading it again (Roediger and Karpicke 2006, *Psychological Science* 17(3), 249-255).
#
# ## Take away
#
# - Run from top to bottom. When in doubt, restart and run all.
# - Predict before you run.
# - Read the report of a check from left to right: given, expected, got, look at.
# - Validate before you submit.
#
# Next: lesson 01, *What are hyperparameters?*
