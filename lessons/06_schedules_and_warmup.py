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
# # 06 Schedules and warm-up
#
# **This run has a learning rate that is not bad at all. After two epochs it reads most digits, and then it cannot sit still: one epoch is better, the next one worse, and where you stop is luck. Can you calm it down?**

# %%
import math
import random
import statistics

import torch

import hyperlib as h
from hyperlib import checks, plotting, widgets

torch.set_num_threads(1)  # small steps: two threads would wait for each other
data = h.load_mnist().subset(1000)  # 1,000 training digits, for quick runs
base = h.Hyperparameters(n_neurons=(64, 32), optimizer="sgd", lr=0.3, batch_size=8, epochs=6)

# %% tags=["demonstration", "nbval-ignore-output"]
run = h.train(base.replace(epochs=12), data, seed=0)
plotting.show(plotting.plot_curves({"rate 0.3": run}, metric="val_loss", ylim=(0, 1.5)))

# %% [markdown]
# **Your turn, two minutes.** Here are the first six of the twelve epochs. Change the rate, the number of epochs or both until the loss ends low and the last two epochs hardly differ. Any attempt counts.

# %% tags=["demonstration", "nbval-ignore-output"]
run = h.train(base.replace(lr=0.3, epochs=6), data, seed=0)  # change both numbers
losses = [f"{epoch.val_loss:.2f}" for epoch in run.history]
print("validation loss, epoch by epoch", *losses)
print(f"right at the end {run.final.val_accuracy:.1%}")

# %% [markdown]
# Now what many people try, with five seeds. The *jump* is how far the loss moves between the last two epochs, up or down.

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
repairs = {
    "rate 0.3, 6 epochs": base,
    "rate 0.3, 12 epochs": base.replace(epochs=12),
    "rate 0.1, 6 epochs": base.replace(lr=0.1),
    "rate 0.03, 6 epochs": base.replace(lr=0.03),
    "0.3 falling to 0, 6 epochs": base.replace(schedule="cosine"),
}
tried = {}
print("mean of five seeds          right  loss  jump")
for name, config in repairs.items():
    lanes = h.sweep([config], data, seeds=range(5)).lanes
    tried[name] = {
        "right": statistics.mean(lane.final.val_accuracy for lane in lanes),
        "loss": statistics.mean(lane.final.val_loss for lane in lanes),
        "jump": statistics.mean(
            abs(lane.history[-1].val_loss - lane.history[-2].val_loss) for lane in lanes
        ),
    }
    row = tried[name]
    print(f"{name:<27}{row['right']:>6.1%}{row['loss']:>6.2f}{row['jump']:>6.2f}")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
first, fallen = tried["rate 0.3, 6 epochs"], tried["0.3 falling to 0, 6 epochs"]
checks.claims(
    {
        "twice the epochs leave a loss that is over 0.1 higher than a falling rate": tried[
            "rate 0.3, 12 epochs"
        ]["loss"]
        > fallen["loss"] + 0.1,
        "a tenth of the rate reads over 2 points less than a falling rate": tried[
            "rate 0.03, 6 epochs"
        ]["right"]
        < fallen["right"] - 0.02,
        "a falling rate reads more than the run as it was": fallen["right"] > first["right"],
        "and its loss jumps less than a third as far": fallen["jump"] < first["jump"] / 3,
    }
)

# %% [markdown]
# *Train longer* costs twice as much and goes on jumping. *A tenth of the rate*, 0.03, creeps: six epochs are not enough for it. *A third*, 0.1, is a fair compromise, and still neither as calm nor as good as the last row.
# That row begins with the 0.3 that you saw, and the rate falls to 0 step by step (`schedule="cosine"`, met at the end of lesson 05): its six epochs end better than twelve at the constant 0.3.
#
# Whoever trains large networks for a living almost never holds the rate constant to the end: the rate falls because a falling one ends better at the same price, and it rises for a moment at the start because a large run that blows up in its first minute is money burned.
# After this lesson you can choose a schedule and its peak rate, say why it must end where training ends, and tell when a warm-up helps and when it does nothing.
#
# | | |
# | --- | --- |
# | You need | lessons 01, 02, 03 and 05; cosine and mean |
# | Time | 60 minutes with the exercises and the lab, and half as long again if you go deeper |
# | Run All | about a minute on a laptop with two cores |

# %% [markdown]
# ## Six schedules, and what each does to the loss
#
# A **schedule** multiplies the learning rate by a factor that depends on the step. The largest rate of a run, `lr`, is its **peak**.
# The next cell trains six schedules with five peak rates each and five seeds; six epochs of 125 steps make 750 steps a run. First we look at the peak 0.3 alone.

# %% tags=["demonstration"]
schedules = ["constant", "step", "exponential", "linear", "cosine", "one_cycle"]
rates = [0.03, 0.1, 0.2, 0.3, 0.5]
found = h.sweep(h.grid(base, schedule=schedules, lr=rates), data, seeds=range(5))

# %% [markdown]
# The upper row shows the factor over the 750 steps, the lower row the validation loss of five seeds (thin) and their mean.

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
figure, axes = plotting.figure(6, height=4.2)
told = []
for k, (ax, name) in enumerate(zip(axes, schedules)):
    config = base.replace(schedule=name)
    lanes = [lane for lane in found.lanes if lane.config == config]
    ax.axis("off")
    ax.set_title(name)
    upper, lower = ax.inset_axes([0, 0.6, 1, 0.4]), ax.inset_axes([0, 0, 1, 0.46])
    upper.plot(h.rate_factors(config, 750), color=plotting.COLORS[0], linewidth=2)
    upper.set_ylim(-0.05, 1.1)
    upper.set_xticks([0, 750])
    upper.set_xlabel("step", labelpad=-8)
    losses = [[epoch.val_loss for epoch in lane.history] for lane in lanes]
    mean = [statistics.mean(five) for five in zip(*losses)]
    for line in losses:
        lower.plot(range(1, 7), line, color=plotting.COLORS[1], linewidth=0.8, alpha=0.5)
    lower.plot(range(1, 7), mean, color=plotting.COLORS[1], linewidth=2.2)
    lower.set_ylim(0.3, 1.5)
    lower.set_xticks([1, 6])
    lower.set_xlabel("epoch", labelpad=-8)
    lower.text(6, 1.42, f"ends at {mean[-1]:.2f}", ha="right", va="top")
    if k == 0:
        upper.set_ylabel("factor")
        lower.set_ylabel("validation loss")
    else:
        upper.set_yticklabels([])
        lower.set_yticklabels([])
    told.append(f"{name} {mean[-1]:.2f}")
plotting.show(
    figure,
    alt="Six columns, one for each schedule: the factor over 750 steps above, the validation loss of five seeds over "
    f"six epochs below. Mean loss at the end: {', '.join(told)}.",
)

# %% [markdown]
# What is *seen* here? Follow the thin lines. With the constant rate they cross each other up to the end.
# In the other five columns they calm down once the factor is small: suddenly at the first drop of *step*, gradually with *linear* and *cosine*.
# *One cycle* rises before it falls, and it ends like a cosine.

# %% [markdown]
# ## By hand: why a constant rate cannot settle
#
# A step uses the gradient of a few digits, here eight, and eight other digits would give another one. Think of it as the true slope plus noise.
# On the parabola of lesson 05, with curvature 1 and its lowest point at 0, a step with the factor $f_t$ is
#
# $$w \leftarrow w - \eta\, f_t\, (w + \text{noise}),$$
#
# and for a cosine over $T$ steps
#
# $$f_t = \tfrac12 \Bigl(1 + \cos \frac{\pi t}{T}\Bigr).$$


# %%
def cosine(step, total):
    return (1 + math.cos(math.pi * step / total)) / 2  # 1 at step 0, near 0 at the last one


def descend(factors, lr, seed):
    noise = random.Random(seed)
    w, path = 4.0, []
    for factor in factors:
        gradient = w + noise.gauss(0, 1)  # the slope, as a small batch sees it
        w = w - lr * factor * gradient
        path.append(w)
    return path


# %% tags=["nbval-ignore-output"]
constant = [1.0] * 100  # 100 factors of 1
falling = [cosine(step, 100) for step in range(100)]
for name, factors, lr in [
    ("constant 0.5", constant, 0.5),
    ("constant 0.02", constant, 0.02),
    ("0.5 falling", falling, 0.5),
]:
    ends = [abs(descend(factors, lr, seed)[-1]) for seed in range(1000)]
    print(f"{name:<13} mean distance at step 100: {statistics.mean(ends):.2f}")

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
ends = []
_, [ax] = plotting.figure(1)
for k, (name, factors, lr) in enumerate(
    [
        ("constant 0.5", constant, 0.5),
        ("constant 0.02", constant, 0.02),
        ("0.5 falling", falling, 0.5),
    ]
):
    path = [4.0, *descend(factors, lr, seed=1)]
    ax.plot(path, color=plotting.COLORS[k], linestyle=plotting.LINES[k])
    ends.append((100, path[-1], f"{name}: {path[-1]:.2f}", k, False))
ax.axhline(0, color="0.6", linewidth=1)
ax.set_xlabel("step")
ax.set_ylabel("w (lowest point at 0)")
plotting.style.label_ends(ax, ends)
plotting.show(
    ax,
    alt="w over 100 steps for the same noise: a constant rate of 0.5, a constant rate of 0.02, and 0.5 falling along "
    "a cosine.",
)

# %% tags=["demonstration"] jupyter={"source_hidden": true}
far = [
    statistics.mean(abs(descend(factors, lr, seed)[-1]) for seed in range(1000))
    for factors, lr in ((constant, 0.5), (constant, 0.02), (falling, 0.5))
]
checks.claims(
    {
        "the falling rate ends less than half as far away as either constant one": far[2]
        < min(far[:2]) / 2
    }
)

# %% [markdown]
# At a constant rate of 0.5 every step throws $w$ about, and near the lowest point the throws undo what the pull gains: 100 steps more would not bring it nearer.
# At 0.02 the throws are small, and so is the progress: after 100 steps it is still on its way.
# A falling rate does both, one after the other: long steps while the way is long, short ones when only noise is left. **Large rates travel, small rates settle.**

# %% [markdown]
# ## At equal steps, each at its own best rate
#
# Was 0.3 fair? It is a rate at which the constant schedule suffers. So look at all five peaks, at 750 steps each, and compare the best of one schedule with the best of another.

# %%
guess_peak = widgets.predict(
    "The best peak rate of the cosine, divided by the best constant rate. What comes out?",
    choices=["about a third", "about 1", "2 or more"],
)

# %% tags=["demonstration", "nbval-ignore-output"]
plotting.show(plotting.plot_heatmap(found, "lr", "schedule", metric="val_loss", vmax=0.9))

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
loss, right = {}, {}  # loss[schedule][rate], right[schedule][rate]: means of five seeds
for lanes in found.by_configuration():
    config = lanes[0].config
    loss.setdefault(config.schedule, {})[config.lr] = statistics.mean(
        lane.final.val_loss for lane in lanes
    )
    right.setdefault(config.schedule, {})[config.lr] = statistics.mean(
        lane.final.val_accuracy for lane in lanes
    )
top = {name: min(loss[name], key=loss[name].get) for name in schedules}
print("each at its own best  peak    loss   right")
for name in schedules:
    lr = top[name]
    print(f"{name:<20}{lr:>6}{loss[name][lr]:>8.2f}{right[name][lr]:>8.1%}")
ratio = top["cosine"] / top["constant"]
guess_peak.compare("2 or more" if ratio > 1.9 else "about 1" if ratio > 0.5 else "about a third")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
fallers = ["step", "exponential", "linear", "cosine", "one_cycle"]
checks.claims(
    {
        "every falling schedule ends lower than the best constant rate": all(
            min(loss[name].values()) < min(loss["constant"].values()) - 0.01 for name in fallers
        ),
        "linear and cosine by more than 0.04": max(
            min(loss[name].values()) for name in ("linear", "cosine")
        )
        < min(loss["constant"].values()) - 0.04,
        "at 0.3 a constant rate is over 0.03 above its best": loss["constant"][0.3]
        > min(loss["constant"].values()) + 0.03,
        "at 0.3 linear, cosine and one cycle are within 0.06 of theirs": all(
            loss[name][0.3] < min(loss[name].values()) + 0.06
            for name in ("linear", "cosine", "one_cycle")
        ),
        "at 0.03 every falling schedule is worse than the constant rate": all(
            loss[name][0.03] > loss["constant"][0.03] + 0.05 for name in fallers
        ),
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# The mean factor of a cosine is one half: at the same peak its steps are half as long on average. So at 0.03, where even the constant rate has not quite arrived, every falling schedule is worse, and the exponential one, whose mean factor is about a fifth, is worst.
# At 0.2 and 0.3 the constant rate no longer settles, and the others do, because they leave the large rate in time. A falling schedule therefore moves the best peak to the right.
#
# </details>
#
# Each at its own best rate, all five that fall end below the constant one, and the five lie close together. *That* the rate falls to (nearly) 0 matters; along which curve, much less.
# A comparison at one rate would have told you anything you like: at 0.03 the constant rate wins, at 0.5 it comes last.
# **Take linear or cosine, and search the peak rate again, from the best constant one up to three times as much.**
#
# Choose a schedule, then drag the peak rate. **At 0.03, which schedules have not arrived yet when their rate runs out? And which one takes 0.5 best?**


# %% tags=["demonstration", "nbval-ignore-output"]
def show_schedule(schedule, lr):
    config = base.replace(schedule=schedule, lr=lr)
    lanes = [lane for lane in found.lanes if lane.config == config]
    figure, [left, losses] = plotting.figure(2)
    left.plot([lr * factor for factor in h.rate_factors(config, 750)])
    left.set(xlabel="step", ylabel="learning rate", ylim=(0, 0.52))
    plotting.plot_curves({schedule: lanes}, metric="val_loss", ylim=(0.3, 2.5), ax=losses)
    return figure


def tell(schedule, lr):
    return f"{schedule}, peak {lr}: validation loss {loss[schedule][lr]:.2f} at the end."


widgets.explore(
    show_schedule,
    alt=tell,
    code="base.replace(schedule={schedule!r}, lr={lr})",
    start={"schedule": "cosine", "lr": 0.3},
    schedule=schedules,
    lr=rates,
)

# %% [markdown]
# <details><summary>What to find there</summary>
#
# At 0.03 none of the five that fall has arrived. The exponential one takes 0.5 best: it leaves the large rates first.
#
# </details>
#
# ## A schedule must end where training ends
#
# A cosine needs to know the number of steps before the first one. Suppose that you plan too long: the run is planned for 24 epochs, and after 6 the time is up (gray in the picture below).

# %%
guess_cut = widgets.predict(
    "Planned for 24 epochs, read after 6: how many points fewer than a run planned for 6?",
    low=0,
    high=30,
    unit="points",
)

# %% tags=["demonstration", "nbval-ignore-output"]
planned = {}
for epochs in [6, 12, 24]:
    config = base.replace(schedule="cosine", epochs=epochs)
    planned[f"planned for {epochs}"] = h.sweep([config], data, seeds=range(5)).lanes

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
figure, axes = plotting.figure(3, height=3.2)
told = []
for ax, (name, lanes) in zip(axes, planned.items()):
    lines = [[100 * epoch.val_accuracy for epoch in lane.history] for lane in lanes]
    mean = [statistics.mean(five) for five in zip(*lines)]
    epochs = range(1, len(mean) + 1)
    ax.axvspan(6, 24.6, color="0.92", zorder=0)
    for line in lines:
        ax.plot(epochs, line, color=plotting.COLORS[0], linewidth=0.8, alpha=0.45)
    ax.plot(epochs, mean, color=plotting.COLORS[0], linewidth=2.2)
    ax.plot(6, mean[5], "o", color=plotting.COLORS[1], markersize=9, zorder=5)
    ax.text(7, 78, f"after 6: {mean[5]:.1f}%", color=plotting.INKS[1], weight="bold")
    ax.text(7, 75.5, f"at its end: {mean[-1]:.1f}%", color=plotting.INKS[0])
    ax.set(title=name, xlabel="epoch", xlim=(0.5, 24.6), ylim=(70, 92), xticks=[6, 12, 24])
    if len(told) == 0:
        ax.set_ylabel("validation accuracy, %")
    else:
        ax.set_yticklabels([])
    told.append(f"{name}: {mean[5]:.1f}% after 6, {mean[-1]:.1f}% at its end")
plotting.show(
    figure,
    alt="Validation accuracy of five seeds and their mean over the epochs of three cosines; a dot marks epoch 6. "
    f"{'; '.join(told)}.",
)

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
read = {}
print("mean of five      after 6 epochs      at end")
print("                factor   loss  right   right")
for name, lanes in planned.items():
    config = lanes[0].config
    factor = h.rate_factors(config, 125 * config.epochs)[749]
    read[config.epochs] = (
        statistics.mean(lane.history[5].val_loss for lane in lanes),
        statistics.mean(lane.history[5].val_accuracy for lane in lanes),
        statistics.mean(lane.final.val_accuracy for lane in lanes),
    )
    early_loss, early, late = read[config.epochs]
    print(f"{name:<14}{factor:>8.2f}{early_loss:>7.2f}{early:>7.1%}{late:>8.1%}")
guess_cut.compare(100 * (read[6][1] - read[24][1]))

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# After 6 of 24 epochs the factor is still 0.85: you read a network in its restless phase, not much better than at a constant rate. Cut half way, at a factor of 0.5, less is lost, and the loss shows it more clearly than the accuracy.
# The score of an unfinished schedule says little about the finished one.
#
# </details>
#
# **Early stopping** ends a run when the validation loss has not improved for some epochs, the *patience*, and keeps the weights of the best epoch (lesson 08). Is that a good end for a schedule?

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
impatient = h.sweep(
    [base.replace(schedule="cosine", epochs=12, patience=2)], data, seeds=range(5)
).lanes
stopped = [len(lane.history) for lane in impatient]
kept = statistics.mean(
    min(lane.history, key=lambda epoch: epoch.val_loss).val_accuracy for lane in impatient
)
print("planned for 12, but stopped as soon as two")
print("epochs in a row bring no lower loss:")
print("after", *stopped, f"epochs; best: {kept:.1%} right")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "planned for 24 and read after 6 loses over a point": read[6][1] > read[24][1] + 0.01,
        "planned for 12 and read after 6 has a loss over 0.05 higher": read[12][0]
        > read[6][0] + 0.05,
        "a patience of 2 stops before the rate is near 0": statistics.mean(stopped) < 9,
        "and the weights it keeps read over a point less than the whole run": kept
        < read[12][2] - 0.01,
    }
)

# %% [markdown]
# A restless loss often does not improve for two epochs, so the run ends before the calm that the schedule promised.
#
# **Fix the number of steps first, and let the schedule end there. To choose that number, compare whole runs of different lengths.**

# %% [markdown]
# ## Warm-up: where it helps, and where it does nothing
#
# The first steps are taken by a network that has just been drawn at random. A **warm-up** of $W$ steps lets the rate grow before the schedule begins:
#
# $$f_t = \frac{t + 1}{W + 1} \quad \text{for } t < W,$$
#
# then the schedule over the remaining $T - W$ steps.
#
# The first factor is small and not 0 (a step with the rate 0 is a wasted one), and step $W$ has the full rate. `warmup=0.1` warms up during a tenth of all steps.
# Three networks, each with three peak rates, a cosine, and no warm-up or a tenth, in batches of 32:
#
# - A, the network above, with SGD;
# - B, the same, but its initial weights are drawn eight times too large (lesson 02);
# - C, as A, with Adam.

# %%
guess_warm = widgets.predict(
    "Which gains most from a warm-up, with and without it at its own best rate?",
    choices=["A: SGD", "B: weights too large", "C: Adam"],
)

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
wide = base.replace(schedule="cosine", batch_size=32)
networks = {
    "A: SGD": h.grid(wide, warmup=[0, 0.1], lr=[0.1, 0.3, 1]),
    "B: weights too large": h.grid(
        wide.replace(init_scale=8), warmup=[0, 0.1], lr=[0.03, 0.1, 0.3]
    ),
    "C: Adam": h.grid(wide.replace(optimizer="adam"), warmup=[0, 0.1], lr=[0.01, 0.03, 0.07]),
}
warmed = {name: h.sweep(grid, data, seeds=range(5)) for name, grid in networks.items()}
figure, axes = plotting.figure(3)
for ax, name in zip(axes, networks):
    plotting.plot_dots(warmed[name], "lr", by="warmup", ylim=(0, 100), ax=ax)
    ax.set_title(name)
plotting.show(figure)

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
score = {}  # score[name][warmup][lr]: mean accuracy
for name, sweep in warmed.items():
    score[name] = {0: {}, 0.1: {}}
    for lanes in sweep.by_configuration():
        config = lanes[0].config
        score[name][config.warmup][config.lr] = statistics.mean(
            lane.final.val_accuracy for lane in lanes
        )
print("right, mean of five    best rate largest rate")
print("warm-up               none   0.1   none   0.1")
gain = {}
for name in networks:
    without, with_it = score[name][0], score[name][0.1]
    gain[name] = max(with_it.values()) - max(without.values())
    last = max(without)
    own = f"{max(without.values()):>6.1%}{max(with_it.values()):>6.1%}"
    print(f"{name:<20}{own}{without[last]:>7.1%}{with_it[last]:>6.1%}")
guess_warm.compare(max(gain, key=gain.get))

dead = {}
for warmup in [0, 0.1]:
    config = wide.replace(init_scale=8, lr=0.1, warmup=warmup)
    models = [h.train(config, data, seed=seed).model for seed in range(5)]
    dead[warmup] = [h.activation_statistics(m, data.X_train)[0].dead for m in models]
print()
print("B at rate 0.1, five seeds: dead in layer 1")
print("without warm-up", *[f"{share:>4.0%}" for share in dead[0]])
print("with it        ", *[f"{share:>4.0%}" for share in dead[0.1]])

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "A gains and loses less than 2 points": abs(gain["A: SGD"]) < 0.02,
        "B gains over 4 points": gain["B: weights too large"] > 0.04,
        "a warm-up keeps units of B alive": statistics.mean(dead[0])
        > statistics.mean(dead[0.1]) + 0.02,
        "B stays over 4 points below A": max(score["B: weights too large"][0.1].values())
        < max(score["A: SGD"][0].values()) - 0.04,
        "C gains and loses less than 2 points at its own best rate": abs(gain["C: Adam"]) < 0.02,
        "and gains over 3 points at 0.07": score["C: Adam"][0.1][0.07]
        > score["C: Adam"][0][0.07] + 0.03,
    }
)

# %% [markdown]
# <details><summary>What you saw, explained</summary>
#
# A begins well, with small weights and small gradients: nothing is in danger in its first steps, and at its best rate a warm-up neither helps nor harms. (At the rate 1 the seeds scatter so widely that five of them decide nothing.)
# B begins with huge outputs and huge gradients. The first steps at the full rate throw units to where they are dead (lesson 05), and some of them stay dead to the end; with small first steps hardly a unit dies. But look at A: weights drawn at the right size do no such damage; a warm-up repairs only a part of it.
# C: in its first step, Adam divides each gradient by its own size, since it has seen no other. So every weight that has a gradient moves by the full rate, however small that gradient is (you can see this under "Going deeper"). At its best rate that does no harm. At 0.07, little more than twice as much, it costs many points, and a warm-up saves most of them.
#
# </details>
#
# A warm-up is insurance for the first steps. It saves a rate that is too large for them and good later (B at 0.1, C at 0.07). It does not save one that is too large throughout (B at 0.3), and where the rate is safe from the start, it brings nothing.
# **Add one (a tenth of the steps) when a run blows up early at a rate that is good later, when the initial weights may be too large, and with Adam at a large rate. If it makes a large difference, look at the initialization, too.**

# %% [markdown]
# ## Exercise 1: six questions, three of them answered by running
#
# Replace each `...` by `"smaller"`, `"larger"` or `"the same"`. Ask `h.rate_factors` for the first two and the explorer for the third; the last three recall earlier lessons.
#
# <details><summary>Hint: how to ask for factors</summary>
#
# `h.rate_factors(base.replace(schedule="cosine", warmup=0.1), 1000)` is the list of the 1,000 factors of a run of 1,000 steps. An epoch has 125 steps here. Compare means to four decimals.
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "schedule_quiz", "locked": false, "schema_version": 3, "solution": true, "task": false}
schedule_quiz = {
    "a cosine is planned for 12 epochs in place of 6: its factor after 3 epochs becomes": ...,
    "a cosine with a warm-up of 0.1 in place of none: the mean of its 1,000 factors becomes": ...,
    "peak rate 0.03, exponential in place of constant: the validation loss at the end becomes": ...,
    "lesson 01: the luckiest of many equal runs is repeated with a new seed: its accuracy becomes": ...,
    "lesson 02: ten ReLU layers get He in place of the default: the first layer's gradient becomes": ...,
    "lesson 03: Adam in place of SGD: the memory that training needs becomes": ...,
}
### BEGIN SOLUTION
schedule_quiz = {
    "a cosine is planned for 12 epochs in place of 6: its factor after 3 epochs becomes": "larger",
    "a cosine with a warm-up of 0.1 in place of none: the mean of its 1,000 factors becomes": "the same",
    "peak rate 0.03, exponential in place of constant: the validation loss at the end becomes": "larger",
    "lesson 01: the luckiest of many equal runs is repeated with a new seed: its accuracy becomes": "smaller",
    "lesson 02: ten ReLU layers get He in place of the default: the first layer's gradient becomes": "larger",
    "lesson 03: Adam in place of SGD: the memory that training needs becomes": "larger",
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_schedule_quiz", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.quiz(
    "schedule_quiz",
    choices=("smaller", "larger", "the same"),
    key={
        "a cosine is planned for 12 epochs in place of 6: its factor after 3 epochs becomes": "25fcd9eba18f",
        "a cosine with a warm-up of 0.1 in place of none: the mean of its 1,000 factors becomes": "e7db05939e4d",
        "peak rate 0.03, exponential in place of constant: the validation loss at the end becomes": "82bac43f3868",
        "lesson 01: the luckiest of many equal runs is repeated with a new seed: its accuracy becomes": "7698ab53d32d",
        "lesson 02: ten ReLU layers get He in place of the default: the first layer's gradient becomes": "69c44c743d96",
        "lesson 03: Adam in place of SGD: the memory that training needs becomes": "bb38b3b646ca",
    },
    hints={
        "a cosine is planned for 12 epochs in place of 6: its factor after 3 epochs becomes": {
            "smaller": "A longer plan falls more slowly, not faster. Compare item 375 of the factors for 750 and for 1,500 steps.",
            "the same": "What counts is the share of the run that is done. Which share are 3 epochs of 6, and of 12?",
        },
        "a cosine with a warm-up of 0.1 in place of none: the mean of its 1,000 factors becomes": {
            "smaller": "Compare the means to four decimals. The steps of the warm-up have factors from near 0 to near 1: which mean is that?",
            "larger": "The warm-up takes steps from the cosine and gives them its own mean. Sum both lists of factors.",
        },
        "peak rate 0.03, exponential in place of constant: the validation loss at the end becomes": {
            "smaller": "A falling rate helps once most of the way is done. Is it, at 0.03? Set the explorer to 0.03.",
            "the same": "The mean factor of the exponential schedule is about a fifth. How far does that travel at 0.03? Set the explorer to it.",
        },
        "lesson 01: the luckiest of many equal runs is repeated with a new seed: its accuracy becomes": {
            "larger": "It was chosen for its luck. Does luck come twice?",
            "the same": "Part of its lead was the seed, and the seed is new. Which part stays?",
        },
        "lesson 02: ten ReLU layers get He in place of the default: the first layer's gradient becomes": {
            "smaller": "The default begins with smaller weights than He, and each layer multiplies the gradient by them.",
            "the same": "On its way back the gradient meets ten matrices. Are they of the same size with both?",
        },
        "lesson 03: Adam in place of SGD: the memory that training needs becomes": {
            "smaller": "Adam remembers something of each weight between steps. SGD, without momentum, remembers nothing.",
            "the same": "The weights and gradients are the same, but Adam keeps two more numbers for each weight. Ask h.training_memory.",
        },
    },
)

# %% [markdown]
# ## Exercise 2: warm-up and cosine, as a function of the step
#
# Write `warm_cosine(step, total, warmup)`: the factor of the learning rate at step `step` of a run of `total` steps, of which the first `warmup` warm up. Steps are counted from 0.
#
# - The first `warmup` factors grow linearly, as in the formula above; with `warmup` 0 there are none.
# - A cosine covers the steps that remain: it begins with the factor 1 and would be 0 at step `total`, one after the last.
# - A step that is negative, or not below `total`, raises a `ValueError`: it was not planned for.
#
# `warmup` is always from 0 to `total - 1`.
#
# <details><summary>Hint 1</summary>
#
# Two cases. In the second one, how many steps has the cosine done at `step`, and how many does it have in all? `cosine(step, total)` above counts from its own first step.
#
# </details>
# <details><summary>Hint 2</summary>
#
# By hand for `total=10` and `warmup=4`: the factors of steps 0 to 3 are 1/5, 2/5, 3/5 and 4/5. Step 4 has the factor 1. At step 7 the cosine has done three of its six steps, half of its way, so 0.5.
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "warm_cosine", "locked": false, "schema_version": 3, "solution": true, "task": false}
def warm_cosine(step, total, warmup):
    """Return the factor of the learning rate at a step, counted from 0."""
    ### BEGIN SOLUTION
    if step < 0 or step >= total:
        raise ValueError(f"expected a step from 0 to {total - 1}, got {step}")
    if step < warmup:
        return (step + 1) / (warmup + 1)
    return (1 + math.cos(math.pi * (step - warmup) / (total - warmup))) / 2
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "check_warm_cosine", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.check(
    "warm_cosine",
    checks.example(0, 10, 4, expected=0.2, hint="The first factor is 1 / 5, not 0 and not 1 / 4."),
    checks.example(7, 10, 4, expected=0.5, hint="Half of the six steps after the warm-up."),
    checks.example(0, 1, 0, expected=1.0, points=0, hint="One step, no warm-up: the full rate."),
    checks.raises(ValueError, 10, 10, 4, hint="The last of ten steps is step 9."),
)

# %% [markdown]
# ## Decision lab: as good in fewer epochs (10 points)
#
# A colleague trains two hidden layers by SGD with momentum (it keeps nine tenths of the last step, as in the lab of lesson 05), eight epochs at a constant rate of 0.1, and what comes out depends on where she stops.
# She trains such a network for every new customer, so each epoch less is worth money. Give her a rate, a schedule, a warm-up and a number of epochs, as few as you can without paying in accuracy.
# You may spend 48 epochs; her own run, already in the cell below, takes eight of them.

# %% jupyter={"source_hidden": true}
schedule_lab = h.labs.Lab(
    "schedule_choice",
    "which rate, schedule, warm-up and how few epochs, for two hidden layers and momentum?",
    base=h.Hyperparameters(
        n_neurons=(64, 64),
        initialization="he",
        optimizer="sgd",
        momentum=0.9,
        lr=0.1,
        batch_size=16,
        epochs=8,
    ),
    space={
        "lr": h.search.LogUniform(0.001, 0.3),
        "schedule": h.search.Choice(
            ["constant", "step", "exponential", "linear", "cosine", "one_cycle"]
        ),
        "warmup": h.search.Uniform(0, 0.5),
        "epochs": h.search.Integers(1, 8),
    },
    epochs=48,
    levels=[
        h.labs.Level(0.84, 0, "the default stays below"),
        h.labs.Level(0.88, 4, "what three epochs reach with a good schedule"),
    ],
    also=h.labs.Goal(
        "epochs",
        levels=[
            h.labs.Level(8, 0, "as many as today"),
            h.labs.Level(3, 4, "less than half of today's"),
        ],
        needs=0.88,
        margin=0.04,
    ),
    tolerance=0.04,
)

# %% tags=["demonstration", "nbval-ignore-output"]
schedule_lab

# %% [markdown]
# A run of two epochs costs two, and the same run is free the second time.
# Before you spend a run, ask what you will do if the accuracy is higher, and what if it is lower.
#
# <details><summary>Hint 1</summary>
#
# Is the number of epochs the first thing to change, or the last? A good rate and schedule can be looked for in runs that are short: the schedule ends with the run, whatever its length is.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Three rates, each three times the one before, with one falling schedule, three epochs each: 9 epochs. Then the best of them with 2 and with 4 epochs, and with another seed (`seed=1`), since one run is one run.
#
# </details>

# %% tags=["demonstration", "nbval-ignore-output"]
schedule_lab.run(lr=0.1, schedule="constant", warmup=0, epochs=8)  # her run; add yours

# %% [markdown]
# Hand in your choice, and as `predicted_accuracy` the share that it will reach when it is trained again, from other initial weights and on other digits (0.5, not 50).

# %% nbgrader={"grade": false, "grade_id": "schedule_choice", "locked": false, "schema_version": 3, "solution": true, "task": false}
schedule_choice = {
    "lr": ...,
    "schedule": ...,
    "warmup": ...,
    "epochs": ...,
    "predicted_accuracy": ...,
}
### BEGIN SOLUTION
schedule_choice = {
    "lr": 0.04,
    "schedule": "linear",
    "warmup": 0.0,
    "epochs": 3,
    "predicted_accuracy": 0.88,
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_schedule_choice", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
checks.lab("schedule_choice")

# %% [markdown]
# Why this choice? Two ungraded sentences for your colleague go into the quotation marks.
#
# <details><summary>A model answer</summary>
#
# "With a rate that falls to 0 at the end of the third epoch you read more digits than now after eight, since the large steps come first and the calm comes when you stop; with 2 epochs about a point is missing. I looked at two seeds only, and whoever changes the number of epochs must change the schedule with it."
#
# </details>

# %% tags=["demonstration", "nbval-ignore-output"]
schedule_lab.report(schedule_choice, why="")

# %% [markdown]
# ## Take away
#
# | | |
# | --- | --- |
# | Start from | a constant rate while you look for its size, then linear or cosine to 0; warm-up 0 |
# | Range and scale to search | the peak rate, on a log scale, up from the best constant one; schedules by name; warm-up 0 to 0.3 of all steps, linear scale |
# | Cost | none for an epoch; a schedule fixes the number of epochs beforehand |
# | It interacts with | learning rate (a falling one bears a larger peak), number of epochs (the schedule ends with them), patience (it may stop a run before the rate has fallen; lesson 08), initialization and depth (warm-up), batch size (lesson 07) |
#
# | Symptom | Likely cause | Try |
# | --- | --- | --- |
# | the loss jumps about at the end | rate too large to settle | a schedule that falls to 0 |
# | calm, but the loss still falls at the end | peak too small, or the rate falls too early | a larger peak, more epochs |
# | the loss blows up in the first steps, with a rate that is good later | initial weights too large, Adam's first steps | warm-up; look at the initialization |
# | early stopping ends runs in the middle of a schedule | a restless phase looks like the end | no early stopping, or a long patience; fewer epochs in the plan |
# | a longer run is worse half way than a shorter one at its end | its rate has not fallen yet | compare ends with ends |
#
# **Next:** a mixed lab, 06b: a network whose trouble may come from any of these lessons. Then lesson 07, batch size.

# %% [markdown]
# ## Going deeper
#
# What follows is for a second evening: what Adam does in its first steps, schedules that need not know the end, two traps of PyTorch, and where the field does not agree.

# %% [markdown]
# ### Adam's first steps
#
# How far does a weight move in a step, as a multiple of the learning rate? Here is the mean over the weights between the two hidden layers that move at all, for SGD and for Adam.


# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
def moves(optimizer, lr, steps):
    """Return for each step how far a weight moves on average, divided by the rate."""
    model = h.MLP(784, [64, 32], 10, seed=0)
    stepper = optimizer(model.parameters(), lr=lr)
    weights = model.layers[2].weight  # between the hidden layers
    order = torch.Generator().manual_seed(0)
    found = []
    for _ in range(steps):
        rows = torch.randint(1000, (32,), generator=order)
        before = weights.detach().clone()
        loss = torch.nn.functional.cross_entropy(model(data.X_train[rows]), data.y_train[rows])
        stepper.zero_grad()
        loss.backward()
        stepper.step()
        moved = (weights.detach() - before).abs() / lr
        found.append(moved[moved > 0].mean().item())
    return found


sgd = moves(torch.optim.SGD, 0.1, 100)
adam = moves(torch.optim.Adam, 0.001, 100)
for step in [1, 2, 5, 10, 20, 50, 100]:
    print(f"step {step:>3}: SGD {sgd[step - 1]:.4f} rates, Adam {adam[step - 1]:.2f} rates")

# %% tags=["demonstration"] jupyter={"source_hidden": true}
checks.claims(
    {
        "in its first step Adam moves a weight by the whole rate": abs(adam[0] - 1) < 0.05,
        "from step 51 to 100 by less than 0.7 of it": statistics.mean(adam[50:]) < 0.7,
        "SGD moves it by less than a tenth of its rate in each of the 100": max(sgd) < 0.1,
    }
)

# %% [markdown]
# In the first step every weight moves by the whole rate, whatever its gradient: Adam's average of squares holds one gradient, and a number divided by its own size is 1 or -1.
# Later, gradients that point now here, now there, cancel in the average of gradients that Adam divides, and the steps become shorter. So Adam's longest steps come first, when it knows least.
# Liu et al. (2020) see the reason for warm-up in the variance of that early average, and derive an Adam that needs none (RAdam). Ma and Yarats (2021) hold the sheer length of these steps responsible, and find a plain warm-up over about $2/(1-\beta_2)$ steps, 2,000 with the defaults, as good.
# Gilmer et al. (2022) and Kalra and Barkeshli (2024) look at the loss: a warm-up steers the network to where the curvature is lower, so that the limit $2/a$ of lesson 05 moves up, with SGD too; and a better initialization leaves less for it to do, as you saw with network B.

# %% [markdown]
# ### Schedules that need not know the end
#
# A cosine must know its end. **Warmup-stable-decay** (Hu et al. 2024; Hägele et al. 2024) holds the rate constant as long as you like, and lets it fall quickly, over the last tenth or fifth of the steps, whenever you want a result. The constant part, the *trunk*, can be continued afterwards.
# Another way is not to let the rate fall at all, and to use the **average of the weights** of the last steps in place of the last weights (Izmailov et al. 2018): an average of throws lies near the middle. Schedule-free methods (Defazio et al. 2024) build on this idea.
#
# Here is one trunk of 12 epochs. After epochs 5 and 10 a copy goes on for a fifth as long again with a rate that falls to 0, and beside it stands the average over the same steps at the constant rate.

# %% tags=["demonstration", "nbval-ignore-output"] jupyter={"source_hidden": true}
import copy


def go_on(model, factors, order):
    """Make a step of SGD for each factor; return the mean of the weights after each of them."""
    averaged = copy.deepcopy(model)
    for k, factor in enumerate(factors):
        rows = torch.randint(1000, (8,), generator=order)
        loss = torch.nn.functional.cross_entropy(model(data.X_train[rows]), data.y_train[rows])
        gradients = torch.autograd.grad(loss, list(model.parameters()))
        with torch.no_grad():
            for p, mean, gradient in zip(model.parameters(), averaged.parameters(), gradients):
                p -= 0.3 * factor * gradient
                mean += (p - mean) / (k + 1)
    return averaged


scores = {}
for seed in range(5):
    order = torch.Generator().manual_seed(seed)
    trunk = h.MLP(784, [64, 32], 10, seed=seed)
    for start, end in [(5, 6), (10, 12)]:
        since = 0 if start == 5 else 6
        go_on(trunk, [1.0] * (125 * (start - since)), order)
        steps = 125 * (end - start)
        branch = copy.deepcopy(trunk)
        go_on(branch, [1 - k / steps for k in range(steps)], order)
        average = go_on(trunk, [1.0] * steps, order)
        for name, model in {"constant": trunk, "decayed": branch, "averaged": average}.items():
            scores.setdefault((end, name), []).append(h.evaluate(model, data.X_val, data.y_val))
mean_loss = {key: statistics.mean(loss for loss, _ in five) for key, five in scores.items()}
print("mean of five seeds               after 6 epochs      after 12 epochs")
for name in ["constant", "decayed", "averaged"]:
    print(f"{name:<28}", end="")
    for end in [6, 12]:
        accuracy = statistics.mean(right for _, right in scores[end, name])
        print(f"{mean_loss[end, name]:>8.2f}, {accuracy:.1%} right", end="")
    print()

# %% tags=["demonstration"] jupyter={"source_hidden": true}
better = {
    name: statistics.mean(
        other[1] - constant_one[1]
        for end in (6, 12)
        for other, constant_one in zip(scores[end, name], scores[end, "constant"])
    )
    for name in ("decayed", "averaged")
}
checks.claims(
    {
        f"the {name} network reads over half a point more, mean of both ends": gained > 0.005
        for name, gained in better.items()
    }
)

# %% [markdown]
# One trunk gave results at 6 and at 12 epochs, each about as accurate as the cosine planned above for just that length (the losses at 6 are somewhat higher), and the average came without any decay at all.

# %% [markdown]
# ### Two traps of PyTorch
#
# A scheduler of `torch.optim.lr_scheduler` counts calls of `scheduler.step()`. Call it once a batch and give it `T_max` in epochs, or the other way round, and it does something else than you planned, without a word. Here a cosine for six epochs of 125 batches:

# %% tags=["demonstration"]
from torch.optim.lr_scheduler import CosineAnnealingLR


def factors_of(t_max, calls):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    scheduler = CosineAnnealingLR(optimizer, T_max=t_max)
    found = []
    for _ in range(calls):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return found


by_batch = factors_of(6, 750)  # T_max in epochs, stepped once a batch
by_epoch = factors_of(750, 6)  # T_max in batches, stepped once an epoch
print("by batch:", *[f"{f:.2f}" for f in by_batch[:13]])
print("by epoch:", *[f"{f:.2f}" for f in by_epoch])

# %% [markdown]
# The first one falls and climbs again every twelve batches; the second one never falls. Both train without a warning. **Print the rate of the first, the middle and the last step, once, before a long run.**

# %% [markdown]
# ### What is known, and what is disputed
#
# - **Why falling helps.** Robbins and Monro (1951) proved that noisy descent gets there if the rates fall to 0, and not too fast: their sum is infinite and the sum of their squares finite. A cosine is not of this kind; it is planned for a number of steps.
# - **Which curve.** He et al. (2016, section 4.2) trained their residual networks on small images with the step schedule that you saw; Loshchilov and Hutter (2017) brought the cosine, with restarts, which are mostly left out now. In theory, for the worst case, linear decay to 0 is optimal, and in experiments it does as well as the other usual ones or better (Defazio et al. 2023); for language models Bergsma et al. (2025) find linear decay to 0 ahead of the usual cosine that ends at a tenth, the more so the longer the run, each at its own best peak.
# - **One cycle.** Smith and Topin (2018) report networks that train an order of magnitude faster with it, at very large peak rates, and call that super-convergence; their cycle moves the momentum, too, in the opposite direction. At 750 steps you saw no more than a cosine gives.
# - **Warm-up.** He et al. (2016, section 4.2) needed it for a network of 110 layers, for which the rate of 0.1 was too large at the start. Goyal et al. (2017) use five epochs of it for batches of 8,192 (lesson 07). Gotmare et al. (2019) find that it keeps the deeper layers from making training unstable. Transformers with normalization after each block depend on it, and with normalization before it they do not (Xiong et al. 2020): where it helps depends on how the network begins.
# - **Large rates early.** A large rate at first may also find another solution, not only the same one faster (Li, Wei and Ma 2019). What the falling rate does late, a growing batch can do as well (Smith et al. 2018): both reduce the noise of a step.

# %% [markdown]
# ### Read more
#
# - Robbins and Monro (1951), *A stochastic approximation method*, Annals of Mathematical Statistics 22.
# - He, Zhang, Ren and Sun (2016), *Deep residual learning for image recognition*, CVPR, arXiv:1512.03385.
# - Goyal, Dollár, Girshick and others (2017), *Accurate, large minibatch SGD: training ImageNet in 1 hour*, arXiv:1706.02677.
# - Loshchilov and Hutter (2017), *SGDR: stochastic gradient descent with warm restarts*, ICLR, arXiv:1608.03983.
# - Smith and Topin (2018), *Super-convergence: very fast training of neural networks using large learning rates*, arXiv:1708.07120.
# - Izmailov, Podoprikhin, Garipov, Vetrov and Wilson (2018), *Averaging weights leads to wider optima and better generalization*, UAI, arXiv:1803.05407.
# - Smith, Kindermans, Ying and Le (2018), *Don't decay the learning rate, increase the batch size*, ICLR, arXiv:1711.00489.
# - Gotmare, Keskar, Xiong and Socher (2019), *A closer look at deep learning heuristics: learning rate restarts, warmup and distillation*, ICLR, arXiv:1810.13243.
# - Li, Wei and Ma (2019), *Towards explaining the regularization effect of initial large learning rate in training neural networks*, NeurIPS, arXiv:1907.04595.
# - Liu, Jiang, He and others (2020), *On the variance of the adaptive learning rate and beyond*, ICLR, arXiv:1908.03265.
# - Xiong, Yang, He and others (2020), *On layer normalization in the transformer architecture*, ICML, arXiv:2002.04745.
# - Ma and Yarats (2021), *On the adequacy of untuned warmup for adaptive optimization*, AAAI, arXiv:1910.04209.
# - Gilmer, Ghorbani, Garg and others (2022), *A loss curvature perspective on training instability in deep learning*, ICLR, arXiv:2110.04369.
# - Defazio, Cutkosky, Mehta and Mishchenko (2023), *Optimal linear decay learning rate schedules and further refinements*, arXiv:2310.07831.
# - Defazio, Yang, Mehta and others (2024), *The road less scheduled*, NeurIPS, arXiv:2405.15682.
# - Hu, Tu, Han and others (2024), *MiniCPM: unveiling the potential of small language models with scalable training strategies*, arXiv:2404.06395.
# - Hägele, Bakouch, Kosson and others (2024), *Scaling laws and compute-optimal training beyond fixed training durations*, NeurIPS, arXiv:2405.18392.
# - Kalra and Barkeshli (2024), *Why warmup the learning rate? Underlying mechanisms and improvements*, NeurIPS, arXiv:2406.09405.
# - Bergsma, Dey, Gosal and others (2025), *Straight to zero: why linearly decaying the learning rate to zero works best for LLMs*, ICLR, arXiv:2502.15938.
