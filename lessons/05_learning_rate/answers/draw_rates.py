# %% right: exponents
import random


def draw_rates(low, high, n, seed):
    if low <= 0 or low >= high or n < 1:
        raise ValueError("wrong range")
    generator = random.Random(seed)
    exponents = [generator.uniform(math.log10(low), math.log10(high)) for _ in range(n)]
    return [10**e for e in exponents]


# %% right: numpy
import numpy as np


def draw_rates(low, high, n, seed):
    if not (0 < low < high) or n < 1:
        raise ValueError("wrong range")
    return np.exp(np.random.default_rng(seed).uniform(np.log(low), np.log(high), n))


# %% right: torch
def draw_rates(low, high, n, seed):
    if low <= 0 or low >= high or n < 1:
        raise ValueError("wrong range")
    generator = torch.Generator().manual_seed(seed)
    u = torch.rand(n, generator=generator, dtype=torch.float64)
    return torch.exp(math.log(low) + u * (math.log(high) - math.log(low))).tolist()


# %% right: one in each part
import random


def draw_rates(low, high, n, seed):
    if low <= 0 or high <= low or n < 1:
        raise ValueError("wrong range")
    generator = random.Random(seed)
    rates = [low * (high / low) ** ((k + generator.random()) / n) for k in range(n)]
    generator.shuffle(rates)
    return rates


# %% right: float32
def draw_rates(low, high, n, seed):
    if low <= 0 or high <= low or n < 1:
        raise ValueError("wrong range")
    u = torch.rand(n, generator=torch.Generator().manual_seed(seed))
    return (math.log(low) + u * (math.log(high) - math.log(low))).exp().tolist()


# %% wrong: empty is fine
# misconception: No rates is an empty list.
# caught by: ranges that make no sense
import random


def draw_rates(low, high, n, seed):
    if not 0 < low < high:
        raise ValueError("wrong range")
    generator = random.Random(seed)
    return [low * (high / low) ** generator.random() for _ in range(n)]


# %% wrong: evenly spaced
# misconception: Evenly spaced exponents are random enough.
# caught by: uniform on a log scale
import random


def draw_rates(low, high, n, seed):
    if not 0 < low < high or n < 1:
        raise ValueError("wrong range")
    generator = random.Random(seed)
    shift = generator.random()
    return [low * (high / low) ** ((k + shift) / n) for k in range(n)]


# %% wrong: fixed seed
# misconception: The generator starts from 0 whatever the seed is.
# caught by: the seed decides
import random


def draw_rates(low, high, n, seed):
    if not 0 < low < high or n < 1:
        raise ValueError("wrong range")
    generator = random.Random(0)
    return [low * (high / low) ** generator.random() for _ in range(n)]


# %% wrong: global generator
# misconception: The global generator is used as it is.
# caught by: 50 rates from 0.00001 to 1
import random


def draw_rates(low, high, n, seed):
    if not 0 < low < high or n < 1:
        raise ValueError("wrong range")
    return [low * (high / low) ** random.random() for _ in range(n)]


# %% wrong: grid with ends
# misconception: A grid from low to high in place of draws.
# caught by: uniform on a log scale
def draw_rates(low, high, n, seed):
    if not 0 < low < high or n < 1:
        raise ValueError("wrong range")
    return [low * (high / low) ** (k / max(1, n - 1)) for k in range(n)]


# %% wrong: normal exponents
# misconception: Exponents are drawn from a bell curve around the middle.
# caught by: uniform on a log scale
import random


def draw_rates(low, high, n, seed):
    if not 0 < low < high or n < 1:
        raise ValueError("wrong range")
    generator = random.Random(seed)
    a, b = math.log(low), math.log(high)
    draws = [generator.gauss((a + b) / 2, (b - a) / 6) for _ in range(n)]
    return [math.exp(min(max(d, a), b)) for d in draws]


# %% wrong: one point is a range
# misconception: A range of one point gives that point.
# caught by: ranges that make no sense
import random


def draw_rates(low, high, n, seed):
    if not 0 < low <= high or n < 1:
        raise ValueError("wrong range")
    generator = random.Random(seed)
    return [low * (high / low) ** generator.random() for _ in range(n)]


# %% wrong: squared
# misconception: Squaring a uniform number is like a log scale.
# caught by: uniform on a log scale
import random


def draw_rates(low, high, n, seed):
    if not 0 < low < high or n < 1:
        raise ValueError("wrong range")
    generator = random.Random(seed)
    return [low + (high - low) * generator.random() ** 2 for _ in range(n)]


# %% wrong: swapped is fine
# misconception: low and high may come in any order.
# caught by: ranges that make no sense
import random


def draw_rates(low, high, n, seed):
    if low <= 0 or high <= 0 or low == high or n < 1:
        raise ValueError("wrong range")
    generator = random.Random(seed)
    return [low * (high / low) ** generator.random() for _ in range(n)]


# %% wrong: uniform
# misconception: Uniform rates cover the range.
# caught by: uniform on a log scale
import random


def draw_rates(low, high, n, seed):
    if not 0 < low < high or n < 1:
        raise ValueError("wrong range")
    generator = random.Random(seed)
    return [generator.uniform(low, high) for _ in range(n)]


# %% wrong: whole exponents
# misconception: Only whole powers of ten are drawn.
# caught by: uniform on a log scale
import random


def draw_rates(low, high, n, seed):
    if not 0 < low < high or n < 1:
        raise ValueError("wrong range")
    generator = random.Random(seed)
    a, b = math.ceil(math.log10(low)), math.floor(math.log10(high))
    return [10.0 ** generator.randint(a, max(a, b)) for _ in range(n)]


# %% wrong: grid of 21
# misconception: A random point of a fine grid is random enough.
# caught by: uniform on a log scale
import random


def draw_rates(low, high, n, seed):
    if not 0 < low < high or n < 1:
        raise ValueError("wrong range")
    generator = random.Random(seed)
    return [low * (high / low) ** (generator.randint(0, 20) / 20) for _ in range(n)]


# %% wrong: lowest part missing
# misconception: The smallest rates are not worth drawing.
# caught by: uniform on a log scale
import random


def draw_rates(low, high, n, seed):
    if not 0 < low < high or n < 1:
        raise ValueError("wrong range")
    generator = random.Random(seed)
    return [low * (high / low) ** generator.uniform(0.05, 1) for _ in range(n)]


# %% wrong: last digit of the seed
# misconception: Ten different lists are enough.
# caught by: the seed decides
import random


def draw_rates(low, high, n, seed):
    if not 0 < low < high or n < 1:
        raise ValueError("wrong range")
    generator = random.Random(seed % 10)
    return [low * (high / low) ** generator.random() for _ in range(n)]


# %% wrong: second half repeats
# misconception: A list drawn once may be used twice.
# caught by: uniform on a log scale
import random


def draw_rates(low, high, n, seed):
    if not 0 < low < high or n < 1:
        raise ValueError("wrong range")
    generator = random.Random(seed)
    half = [low * (high / low) ** generator.random() for _ in range((n + 1) // 2)]
    return (half + half)[:n]


# %% equivalent: exponents
# left out: `low <= 0 or low >= high or n < 1` -> `low >= high or n < 1` | math.log10 raises a ValueError itself for 0 and for negative numbers.
# comparison: `low <= 0` -> `low < 0` | math.log10(0) raises a ValueError itself.
# swapped: `generator.uniform(math.log10(low), math.log10(high))` -> `generator.uniform(math.log10(high), math.log10(low))` | random.uniform draws uniformly between its two arguments, in either order.
# constant: `0` -> `-1` | math.log10 raises a ValueError itself for 0 and for negative numbers.

# %% equivalent: torch
# left out: `low <= 0 or low >= high or n < 1` -> `low >= high or n < 1` | math.log raises a ValueError itself for 0 and for negative numbers.
# comparison: `low <= 0` -> `low < 0` | math.log(0) raises a ValueError itself.
# constant: `0` -> `-1` | math.log raises a ValueError itself for 0 and for negative numbers.

# %% equivalent: one in each part
# left out: `generator.shuffle(rates)` -> `pass` | The task does not ask for any order of the list.

# %% equivalent: float32
# left out: `low <= 0 or high <= low or n < 1` -> `high <= low or n < 1` | math.log raises a ValueError itself for 0 and for negative numbers.
# comparison: `low <= 0` -> `low < 0` | math.log(0) raises a ValueError itself.
# constant: `0` -> `-1` | math.log raises a ValueError itself for 0 and for negative numbers.
