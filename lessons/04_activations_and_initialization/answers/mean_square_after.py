# %% right: loop
def mean_square_after(q, sizes, s, slope):
    for k in range(len(sizes) - 1):
        q = sizes[k] * s * s * q * (1 + slope * slope) / 2
    return q


# %% right: one product
def mean_square_after(q, sizes, s, slope):
    layers = len(sizes) - 1
    return q * math.prod(sizes[:-1]) * (s**2 * (1 + slope**2) / 2) ** layers


# %% right: logarithms
import numpy as np


def mean_square_after(q, sizes, s, slope):
    factors = np.array(sizes[:-1]) * s**2 * (1 + slope**2) / 2
    return float(q * np.exp(np.log(factors).sum()))


# %% right: recursion
def mean_square_after(q, sizes, s, slope):
    if len(sizes) == 1:
        return q
    return mean_square_after(q * sizes[0] * s**2 * (0.5 + 0.5 * slope**2), sizes[1:], s, slope)


# %% right: logarithms in float32
import torch


def mean_square_after(q, sizes, s, slope):
    factors = torch.tensor([n * s**2 * (1 + slope**2) / 2 for n in sizes[:-1]])
    return q * factors.log().sum().exp().item()


# %% wrong: units of the layer itself
# misconception: The number of a layer's own units decides how large its sums are.
# caught by: mean_square_after(1, [8, 3], 0.5, 0)
def mean_square_after(q, sizes, s, slope):
    for n_out in sizes[1:]:
        q = n_out * s**2 * q * (1 + slope**2) / 2
    return q


# %% wrong: one layer too many
# misconception: The last size is the input of one more layer.
# caught by: mean_square_after(1, [8, 3], 0.5, 0)
def mean_square_after(q, sizes, s, slope):
    for n in sizes:
        q = n * s**2 * q * (1 + slope**2) / 2
    return q


# %% wrong: standard deviation not squared
# misconception: The mean square grows with the standard deviation itself.
# caught by: mean_square_after(1, [8, 3], 0.5, 0)
def mean_square_after(q, sizes, s, slope):
    for n_in in sizes[:-1]:
        q = n_in * s * q * (1 + slope**2) / 2
    return q


# %% wrong: nothing is halved
# misconception: ReLU keeps the mean square of its sums.
# caught by: mean_square_after(1, [8, 3], 0.5, 0)
def mean_square_after(q, sizes, s, slope):
    for n_in in sizes[:-1]:
        q = n_in * s**2 * q
    return q


# %% wrong: slope not squared
# misconception: What is multiplied by a slope has its square multiplied by that slope.
# caught by: other networks
def mean_square_after(q, sizes, s, slope):
    for n_in in sizes[:-1]:
        q = n_in * s**2 * q * (1 + slope) / 2
    return q


# %% wrong: leaky counts as ReLU
# misconception: The part below 0 is too small to matter.
# caught by: mean_square_after(3, [4, 5], 0.5, 1)
def mean_square_after(q, sizes, s, slope):
    for n_in in sizes[:-1]:
        q = n_in * s**2 * q / 2
    return q


# %% wrong: first layer for all
# misconception: All layers have as many inputs as the first one.
# caught by: mean_square_after(1, [8, 16, 3], 0.5, 0)
def mean_square_after(q, sizes, s, slope):
    return q * (sizes[0] * s**2 * (1 + slope**2) / 2) ** (len(sizes) - 1)


# %% wrong: added up
# misconception: The factors of the layers add up.
# caught by: mean_square_after(1, [8, 16, 3], 0.5, 0)
def mean_square_after(q, sizes, s, slope):
    return q * sum(n * s**2 * (1 + slope**2) / 2 for n in sizes[:-1])


# %% wrong: root
# misconception: The mean square is how large the answers typically are.
# caught by: mean_square_after(1, [8, 16, 3], 0.5, 0)
def mean_square_after(q, sizes, s, slope):
    for n_in in sizes[:-1]:
        q = n_in * s**2 * q * (1 + slope**2) / 2
    return math.sqrt(q)


# %% wrong: starts at one
# misconception: The inputs always have the mean square 1.
# caught by: mean_square_after(3, [4, 5], 0.5, 1)
def mean_square_after(q, sizes, s, slope):
    q = 1.0
    for n_in in sizes[:-1]:
        q = n_in * s**2 * q * (1 + slope**2) / 2
    return q


# %% wrong: equal sizes once
# misconception: Layers of equal size are counted once.
# caught by: other networks
def mean_square_after(q, sizes, s, slope):
    for n in set(sizes[:-1]):
        q = q * n * s**2 * (1 + slope**2) / 2
    return q


# %% wrong: five layers at most
# misconception: A fixed number of layers is enough.
# caught by: other networks
def mean_square_after(q, sizes, s, slope):
    for n in sizes[:-1][:5]:
        q = q * n * s**2 * (1 + slope**2) / 2
    return q


# %% wrong: rounded
# misconception: A small result is rounded to ten digits, of which few are left.
# caught by: other networks
def mean_square_after(q, sizes, s, slope):
    for n in sizes[:-1]:
        q = q * n * s**2 * (1 + slope**2) / 2
    return round(q, 10)


# %% wrong: slope from 0 to 1
# misconception: The slope below 0 is cut off at 0 and at 1.
# caught by: other networks
def mean_square_after(q, sizes, s, slope):
    for n in sizes[:-1]:
        q = q * n * s**2 * (1 + min(max(slope, 0), 1) ** 2) / 2
    return q


# %% wrong: input of 1 at least
# misconception: Inputs of a mean square below 1 are taken for standardized ones.
# caught by: other networks
def mean_square_after(q, sizes, s, slope):
    q = max(q, 1)
    for n in sizes[:-1]:
        q = q * n * s**2 * (1 + slope**2) / 2
    return q


# %% wrong: a deviation of two digits
# misconception: Two digits of the standard deviation are enough.
# caught by: other networks
def mean_square_after(q, sizes, s, slope):
    for n_in in sizes[:-1]:
        q = n_in * round(s, 2) ** 2 * q * (1 + slope**2) / 2
    return q


# %% right: fractions
from fractions import Fraction as F
def mean_square_after(q, sizes, s, slope):
    q, s, slope = F(q), F(s), F(slope)
    for n in sizes[:-1]:
        q *= n * s * s * (1 + slope * slope) / 2
    return q


# %% right: decimals
from decimal import Decimal as D
def mean_square_after(q, sizes, s, slope):
    q, s, slope = D(q), D(s), D(slope)
    for n in sizes[:-1]:
        q *= n * s * s * (1 + slope * slope) / 2
    return q


# %% wrong: a single unit is not a layer
# misconception: A product with 1 changes nothing, so a layer behind one unit may be left out.
# caught by: other networks
def mean_square_after(q, sizes, s, slope):
    for n_in in sizes[:-1]:
        if n_in > 1:
            q = n_in * s**2 * q * (1 + slope**2) / 2
    return q


# %% wrong: one activation at the end
# misconception: The activation acts once, on what the last layer answers.
# caught by: mean_square_after(1, [8, 16, 3], 0.5, 0)
# caught by: other networks
def mean_square_after(q, sizes, s, slope):
    for n_in in sizes[:-1]:
        q = n_in * s**2 * q
    return q * (1 + slope**2) / 2


# %% wrong: cut off at ten thousand
# misconception: What grows beyond all bounds is an error and must be clipped.
# caught by: other networks
def mean_square_after(q, sizes, s, slope):
    for n_in in sizes[:-1]:
        q = min(n_in * s**2 * q * (1 + slope**2) / 2, 1e4)
    return q


# %% wrong: eight layers and no more
# misconception: Nobody has more than eight hidden layers.
# caught by: other networks
def mean_square_after(q, sizes, s, slope):
    for n_in in sizes[:-1][:8]:
        q = n_in * s**2 * q * (1 + slope**2) / 2
    return q


# %% wrong: the growth is kept by the sizes
# misconception: The sizes decide how much a network grows.
# caught by: other networks
growth = {}


def mean_square_after(q, sizes, s, slope):
    key = tuple(sizes)
    if key not in growth:
        growth[key] = math.prod(n_in * s**2 * (1 + slope**2) / 2 for n_in in sizes[:-1])
    return q * growth[key]
