# %% right: with the function of the lesson's text, written anew
def warm_cosine(step, total, warmup):
    def cosine_over(done, steps):
        return 0.5 + 0.5 * math.cos(math.pi * done / steps)

    if not 0 <= step < total:
        raise ValueError("not planned")
    if step >= warmup:
        return cosine_over(step - warmup, total - warmup)
    return (step + 1) / (warmup + 1)


# %% right: a list of all factors
def warm_cosine(step, total, warmup):
    factors = [(k + 1) / (warmup + 1) for k in range(warmup)]
    rest = total - warmup
    factors += [(1 + math.cos(math.pi * k / rest)) / 2 for k in range(rest)]
    if step not in range(total):
        raise ValueError(f"step {step} is not in the plan of {total}")
    return factors[step]


# %% right: half angle
def warm_cosine(step, total, warmup):
    if step < 0 or step > total - 1:
        raise ValueError("expected a step of the run")
    if warmup > step:
        return 1 - (warmup - step) / (warmup + 1)
    return math.cos(math.pi / 2 * (step - warmup) / (total - warmup)) ** 2


# %% right: torch
def warm_cosine(step, total, warmup):
    import torch

    if step < 0 or step >= total:
        raise ValueError
    grown = torch.arange(1, warmup + 1, dtype=torch.float64) / (warmup + 1)
    done = torch.arange(total - warmup, dtype=torch.float64) / (total - warmup)
    return torch.cat([grown, (1 + torch.cos(math.pi * done)) / 2])[step].item()


# %% right: torch in float32
def warm_cosine(step, total, warmup):
    import torch

    if not 0 <= step < total:
        raise ValueError("expected a step of the run")
    if step < warmup:
        return (step + 1) / (warmup + 1)
    done = torch.tensor((step - warmup) / (total - warmup))
    return (0.5 * (1 + torch.cos(torch.pi * done))).item()


# %% wrong: the first step is wasted
# misconception: A warm-up begins at a rate of 0.
# caught by: warm_cosine(0, 10, 4)
def warm_cosine(step, total, warmup):
    if step < 0 or step >= total:
        raise ValueError("not planned")
    if step < warmup:
        return step / warmup
    return (1 + math.cos(math.pi * (step - warmup) / (total - warmup))) / 2


# %% wrong: the peak twice
# misconception: The last step of the warm-up has the full rate.
# caught by: warm_cosine(0, 10, 4)
def warm_cosine(step, total, warmup):
    if step < 0 or step >= total:
        raise ValueError("not planned")
    if step < warmup:
        return (step + 1) / warmup
    return (1 + math.cos(math.pi * (step - warmup) / (total - warmup))) / 2


# %% wrong: a cosine of the whole run
# misconception: The schedule goes on as if there had been no warm-up.
# caught by: warm_cosine(7, 10, 4)
def warm_cosine(step, total, warmup):
    if step < 0 or step >= total:
        raise ValueError("not planned")
    if step < warmup:
        return (step + 1) / (warmup + 1)
    return (1 + math.cos(math.pi * step / total)) / 2


# %% wrong: too long
# misconception: The cosine takes as many steps as the whole run and only begins later.
# caught by: warm_cosine(7, 10, 4)
def warm_cosine(step, total, warmup):
    if step < 0 or step >= total:
        raise ValueError("not planned")
    if step < warmup:
        return (step + 1) / (warmup + 1)
    return (1 + math.cos(math.pi * (step - warmup) / total)) / 2


# %% wrong: 0 at the last step
# misconception: The last step of a run has the rate 0.
# caught by: warm_cosine(7, 10, 4)
def warm_cosine(step, total, warmup):
    if step < 0 or step >= total:
        raise ValueError("not planned")
    if step < warmup:
        return (step + 1) / (warmup + 1)
    return (1 + math.cos(math.pi * (step - warmup) / max(1, total - warmup - 1))) / 2


# %% wrong: both at once
# misconception: The warm-up multiplies a cosine that has begun at step 0.
# caught by: warm_cosine(7, 10, 4)
def warm_cosine(step, total, warmup):
    if step < 0 or step >= total:
        raise ValueError("not planned")
    factor = (1 + math.cos(math.pi * step / total)) / 2
    return factor * min(1, (step + 1) / (warmup + 1))


# %% wrong: goes on after the end
# misconception: Nobody asks for a step after the last one.
# caught by: warm_cosine(10, 10, 4)
def warm_cosine(step, total, warmup):
    if step < warmup:
        return (step + 1) / (warmup + 1)
    return (1 + math.cos(math.pi * (step - warmup) / (total - warmup))) / 2


# %% wrong: one step too many
# misconception: A run of ten steps ends with step 10.
# caught by: warm_cosine(10, 10, 4)
def warm_cosine(step, total, warmup):
    if step < 0 or step > total:
        raise ValueError("not planned")
    if step < warmup:
        return (step + 1) / (warmup + 1)
    return (1 + math.cos(math.pi * (step - warmup) / (total - warmup))) / 2


# %% wrong: negative steps
# misconception: A step can be too large and not too small.
# caught by: steps that were not planned
def warm_cosine(step, total, warmup):
    if step >= total:
        raise ValueError("not planned")
    if step < warmup:
        return (step + 1) / (warmup + 1)
    return (1 + math.cos(math.pi * (step - warmup) / (total - warmup))) / 2


# %% wrong: one negative step
# misconception: The only step before the first one is step -1.
# caught by: steps that were not planned
def warm_cosine(step, total, warmup):
    if step == -1 or step >= total:
        raise ValueError("not planned")
    if step < warmup:
        return (step + 1) / (warmup + 1)
    return (1 + math.cos(math.pi * (step - warmup) / (total - warmup))) / 2


# %% wrong: linear
# misconception: Every schedule that falls to 0 is as good, so a line is a cosine.
# caught by: as torch's schedulers, one after the other
def warm_cosine(step, total, warmup):
    if step < 0 or step >= total:
        raise ValueError("not planned")
    if step < warmup:
        return (step + 1) / (warmup + 1)
    return 1 - (step - warmup) / (total - warmup)


# %% wrong: at least one step of warm-up
# misconception: A warm-up of 0 still has a first step.
# caught by: warm_cosine(0, 1, 0)
def warm_cosine(step, total, warmup):
    if step < 0 or step >= total:
        raise ValueError("not planned")
    warmup = max(1, warmup)
    if step < warmup:
        return (step + 1) / (warmup + 1)
    return (1 + math.cos(math.pi * (step - warmup) / (total - warmup))) / 2


# %% wrong: the rate and not the factor
# misconception: A schedule returns the learning rate.
# caught by: warm_cosine(0, 10, 4)
def warm_cosine(step, total, warmup):
    lr = 0.3
    if step < 0 or step >= total:
        raise ValueError("not planned")
    if step < warmup:
        return lr * (step + 1) / (warmup + 1)
    return lr * (1 + math.cos(math.pi * (step - warmup) / (total - warmup))) / 2


# %% wrong: prints
# misconception: A function that prints its result has returned it.
# caught by: warm_cosine(0, 10, 4)
def warm_cosine(step, total, warmup):
    if step < 0 or step >= total:
        raise ValueError("not planned")
    if step < warmup:
        print((step + 1) / (warmup + 1))
    else:
        print((1 + math.cos(math.pi * (step - warmup) / (total - warmup))) / 2)


# %% equivalent: solution
# comparison: `step < warmup` -> `step <= warmup` | At step `warmup` both formulas give 1.


# %% right: a fraction
from fractions import Fraction
import math
def warm_cosine(step, total, warmup):
    if step < 0 or step >= total: raise ValueError
    if step < warmup: return Fraction(step + 1, warmup + 1)
    return (1 + math.cos(math.pi * float(Fraction(step - warmup, total - warmup)))) / 2


# %% right: the library's factors
import hyperlib as h


def warm_cosine(step, total, warmup):
    if step < 0 or step >= total:
        raise ValueError("a step that was not planned for")
    if step < warmup:
        return (step + 1) / (warmup + 1)
    return h.rate_factors(h.Hyperparameters(schedule="cosine"), total - warmup)[step - warmup]


# %% wrong: a list read from behind
# misconception: What is behind the end of a list raises by itself; so does a negative place.
# caught by: steps that were not planned
import math


def warm_cosine(step, total, warmup):
    rest = total - warmup
    factors = [(t + 1) / (warmup + 1) for t in range(warmup)]
    factors += [(1 + math.cos(math.pi * t / rest)) / 2 for t in range(rest)]
    try:
        return factors[step]
    except IndexError:
        raise ValueError("a step that was not planned for") from None


# %% wrong: the smaller of two curves
# misconception: At each step the smaller one of warm-up and cosine counts.
# caught by: as torch's schedulers, one after the other
import math


def warm_cosine(step, total, warmup):
    if step < 0 or step >= total:
        raise ValueError("a step that was not planned for")
    rise = (step + 1) / (warmup + 1)
    return min(rise, (1 + math.cos(math.pi * (step - warmup) / (total - warmup))) / 2)


# %% wrong: a warm-up one step short
# misconception: Steps are counted from 0, so the warm-up ends one step before `warmup`.
# caught by: as torch's schedulers, one after the other
import math


def warm_cosine(step, total, warmup):
    if step < 0 or step >= total:
        raise ValueError("a step that was not planned for")
    if step < warmup - 1:
        return (step + 1) / (warmup + 1)
    return (1 + math.cos(math.pi * (step - warmup) / (total - warmup))) / 2


# %% wrong: remembered without the warm-up
# misconception: What was computed for a step of a total can be given back, whatever the warm-up is.
# caught by: as torch's schedulers, one after the other
import math

known = {}


def warm_cosine(step, total, warmup):
    if step < 0 or step >= total:
        raise ValueError("a step that was not planned for")
    if (step, total) not in known:
        cosine = (1 + math.cos(math.pi * (step - warmup) / (total - warmup))) / 2
        known[step, total] = (step + 1) / (warmup + 1) if step < warmup else cosine
    return known[step, total]


# %% wrong: remembered without the total
# misconception: What was computed for a step with a warm-up can be given back, whatever the total is.
# caught by: as torch's schedulers, one after the other
import math

known = {}


def warm_cosine(step, total, warmup):
    if step < 0 or step >= total:
        raise ValueError("a step that was not planned for")
    if (step, warmup) not in known:
        cosine = (1 + math.cos(math.pi * (step - warmup) / (total - warmup))) / 2
        known[step, warmup] = (step + 1) / (warmup + 1) if step < warmup else cosine
    return known[step, warmup]
