# %% right: by kind
import random


def at_random(generator, kind, *rest):
    if kind == "choice":
        return generator.choice(rest[0])
    if kind == "linear":
        return generator.uniform(rest[0], rest[1])
    return math.exp(generator.uniform(math.log(rest[0]), math.log(rest[1])))


import math


def draw(space, n, seed):
    generator = random.Random(seed)
    return [{name: at_random(generator, *axis) for name, axis in space.items()} for _ in range(n)]


# %% right: numpy
import numpy as np


def draw(space, n, seed):
    rng = np.random.default_rng(seed)
    configurations = []
    for _ in range(n):
        one = {}
        for name, axis in space.items():
            if axis[0] == "log":
                one[name] = float(np.exp(rng.uniform(np.log(axis[1]), np.log(axis[2]))))
            elif axis[0] == "linear":
                one[name] = float(rng.uniform(axis[1], axis[2]))
            else:
                one[name] = axis[1][rng.integers(len(axis[1]))]
        configurations.append(one)
    return configurations


# %% right: torch, column by column
import torch


def draw(space, n, seed):
    generator = torch.Generator().manual_seed(seed)
    columns = {}
    for name, (kind, *rest) in space.items():
        u = torch.rand(n, generator=generator, dtype=torch.float64).tolist()
        if kind == "choice":
            columns[name] = [rest[0][int(x * len(rest[0]))] for x in u]
        elif kind == "log":
            columns[name] = [10 ** (math.log10(rest[0]) + x * math.log10(rest[1] / rest[0])) for x in u]
        else:
            columns[name] = [rest[0] + x * (rest[1] - rest[0]) for x in u]
    return [{name: columns[name][k] for name in space} for k in range(n)]


import math


# %% right: tensors in float32
def draw(space, n, seed):
    generator = torch.Generator().manual_seed(seed)
    drawn = []
    for _ in range(n):
        choice = {}
        for name, (kind, *rest) in space.items():
            u = torch.rand((), generator=generator)
            if kind == "choice":
                choice[name] = rest[0][int(u * len(rest[0]))]
            elif kind == "log":
                choice[name] = rest[0] * (rest[1] / rest[0]) ** u
            else:
                choice[name] = rest[0] + u * (rest[1] - rest[0])
        drawn.append(choice)
    return drawn


import torch


# %% wrong: log is linear
# misconception: A range is a range; the scale is for drawing charts.
# caught by: 2,000 draws of three hyperparameters
# caught by: each on its scale, independent of the others
def draw(space, n, seed):
    generator = random.Random(seed)
    drawn = []
    for _ in range(n):
        choice = {}
        for name, (kind, *rest) in space.items():
            choice[name] = generator.choice(rest[0]) if kind == "choice" else generator.uniform(*rest)
        drawn.append(choice)
    return drawn


# %% wrong: the same luck for all
# misconception: Each hyperparameter needs a generator of its own with the seed.
# caught by: 2,000 draws of three hyperparameters
# caught by: each on its scale, independent of the others
def draw(space, n, seed):
    columns = {}
    for name, (kind, *rest) in space.items():
        generator = random.Random(seed)
        if kind == "choice":
            columns[name] = [generator.choice(rest[0]) for _ in range(n)]
        elif kind == "log":
            columns[name] = [rest[0] * (rest[1] / rest[0]) ** generator.random() for _ in range(n)]
        else:
            columns[name] = [generator.uniform(*rest) for _ in range(n)]
    return [{name: columns[name][k] for name in space} for k in range(n)]


# %% wrong: one generator for each draw
# misconception: The number of the draw is seed enough.
# caught by: 2,000 draws of three hyperparameters
# caught by: the seed decides
def draw(space, n, seed):
    drawn = []
    for k in range(n):
        generator = random.Random(k)
        choice = {}
        for name, (kind, *rest) in space.items():
            if kind == "choice":
                choice[name] = generator.choice(rest[0])
            elif kind == "log":
                choice[name] = rest[0] * (rest[1] / rest[0]) ** generator.random()
            else:
                choice[name] = generator.uniform(*rest)
        drawn.append(choice)
    return drawn


# %% wrong: the global generator
# misconception: random.seed once at the top is enough.
# caught by: 2,000 draws of three hyperparameters
# caught by: the seed decides
def draw(space, n, seed):
    drawn = []
    for _ in range(n):
        choice = {}
        for name, (kind, *rest) in space.items():
            if kind == "choice":
                choice[name] = random.choice(rest[0])
            elif kind == "log":
                choice[name] = rest[0] * (rest[1] / rest[0]) ** random.random()
            else:
                choice[name] = random.uniform(*rest)
        drawn.append(choice)
    return drawn


# %% wrong: a grid in random order
# misconception: Evenly spaced values in random order are random draws.
# caught by: each on its scale, independent of the others
def draw(space, n, seed):
    generator = random.Random(seed)
    columns = {}
    for name, (kind, *rest) in space.items():
        if kind == "choice":
            columns[name] = [rest[0][k % len(rest[0])] for k in range(n)]
        else:
            shares = [(k + 0.5) / n for k in range(n)]
            low, high = rest
            columns[name] = [
                low * (high / low) ** u if kind == "log" else low + u * (high - low) for u in shares
            ]
        generator.shuffle(columns[name])
    return [{name: columns[name][k] for name in space} for k in range(n)]


# %% wrong: sorted
# misconception: The order of the draws does not matter, so they may be sorted.
# caught by: 2,000 draws of three hyperparameters
# caught by: each on its scale, independent of the others
def draw(space, n, seed):
    generator = random.Random(seed)
    columns = {}
    for name, (kind, *rest) in space.items():
        if kind == "choice":
            columns[name] = [generator.choice(rest[0]) for _ in range(n)]
        elif kind == "log":
            columns[name] = sorted(rest[0] * (rest[1] / rest[0]) ** generator.random() for _ in range(n))
        else:
            columns[name] = sorted(generator.uniform(*rest) for _ in range(n))
    return [{name: columns[name][k] for name in space} for k in range(n)]


# %% wrong: the same dictionary again
# misconception: One dictionary can be filled anew for each draw.
# caught by: 2,000 draws of three hyperparameters
# caught by: each on its scale, independent of the others
# caught by: few draws
def draw(space, n, seed):
    generator = random.Random(seed)
    choice, drawn = {}, []
    for _ in range(n):
        for name, (kind, *rest) in space.items():
            if kind == "choice":
                choice[name] = generator.choice(rest[0])
            elif kind == "log":
                choice[name] = rest[0] * (rest[1] / rest[0]) ** generator.random()
            else:
                choice[name] = generator.uniform(*rest)
        drawn.append(choice)
    return drawn


# %% wrong: every combination
# misconception: A search tries all combinations.
# caught by: 2,000 draws of three hyperparameters
# caught by: each on its scale, independent of the others
# caught by: few draws
# caught by: the seed decides
import itertools


def draw(space, n, seed):
    columns = []
    for name, (kind, *rest) in space.items():
        columns.append(rest[0] if kind == "choice" else [rest[0], (rest[0] * rest[1]) ** 0.5, rest[1]] if kind == "log" else [rest[0], (rest[0] + rest[1]) / 2, rest[1]])
    return [dict(zip(space, values)) for values in itertools.product(*columns)]


# %% wrong: the lowest twentieth is left out
# misconception: What lies close to an end of the range is drawn so seldom that it can be left out.
# caught by: each on its scale, independent of the others
def draw(space, n, seed):
    generator = random.Random(seed)

    def one(kind, *rest):
        if kind == "choice":
            return generator.choice(rest[0])
        u = 0.05 + 0.95 * generator.random()
        return rest[0] * (rest[1] / rest[0]) ** u if kind == "log" else rest[0] + u * (rest[1] - rest[0])

    return [{name: one(*axis) for name, axis in space.items()} for _ in range(n)]


# %% wrong: twenty-one values
# misconception: A range is a list of a few values.
# caught by: 2,000 draws of three hyperparameters
# caught by: each on its scale, independent of the others
def draw(space, n, seed):
    generator = random.Random(seed)

    def one(kind, *rest):
        if kind == "choice":
            return generator.choice(rest[0])
        u = generator.randrange(21) / 20
        return rest[0] * (rest[1] / rest[0]) ** u if kind == "log" else rest[0] + u * (rest[1] - rest[0])

    return [{name: one(*axis) for name, axis in space.items()} for _ in range(n)]


# %% wrong: the last digit of the seed
# misconception: Any number made from the seed is as good as the seed.
# caught by: the seed decides
def draw(space, n, seed):
    generator = random.Random(seed % 10)

    def one(kind, *rest):
        if kind == "choice":
            return generator.choice(rest[0])
        u = generator.random()
        return rest[0] * (rest[1] / rest[0]) ** u if kind == "log" else rest[0] + u * (rest[1] - rest[0])

    return [{name: one(*axis) for name, axis in space.items()} for _ in range(n)]


# %% right: a generator for each name
def draw(space, n, seed):
    generators = {name: random.Random(f"{seed} {name}") for name in space}

    def one(name, kind, low, high=None):
        generator = generators[name]
        if kind == "choice":
            return low[generator.randrange(len(low))]
        return generator.uniform(low, high) if kind == "linear" else low * (high / low) ** generator.random()

    return [{name: one(name, *axis) for name, axis in space.items()} for _ in range(n)]


# %% wrong: choices in turn
# misconception: Each choice is as likely as another when each has its turn.
# caught by: each on its scale, independent of the others
def draw(space, n, seed):
    generator = random.Random(seed)
    found = []
    for k in range(n):
        one = {}
        for name, (kind, *rest) in space.items():
            if kind == "choice":
                one[name] = rest[0][k % len(rest[0])]
            elif kind == "linear":
                one[name] = generator.uniform(*rest)
            else:
                one[name] = rest[0] * (rest[1] / rest[0]) ** generator.random()
        found.append(one)
    return found


# %% wrong: every positive range is log
# misconception: A log scale is for ranges above 0, and a linear one for those that hold 0.
# caught by: each on its scale, independent of the others
def draw(space, n, seed):
    generator = random.Random(seed)

    def one(kind, *rest):
        if kind == "choice":
            return generator.choice(rest[0])
        low, high = rest
        return low * (high / low) ** generator.random() if low > 0 else generator.uniform(low, high)

    return [{name: one(*axis) for name, axis in space.items()} for _ in range(n)]


# %% wrong: kept for each seed
# misconception: What was drawn for a seed once can be given back, however many are asked for.
# caught by: few draws
kept = {}


def draw(space, n, seed):
    if seed not in kept:
        generator = random.Random(seed)

        def one(kind, *rest):
            if kind == "choice":
                return generator.choice(rest[0])
            low, high = rest
            return low * (high / low) ** generator.random() if kind == "log" else generator.uniform(low, high)

        kept[seed] = [{name: one(*axis) for name, axis in space.items()} for _ in range(n)]
    return kept[seed]


# %% wrong: pairs, not dictionaries
# misconception: A list of names and values is as good as a dictionary.
# caught by: few draws
def draw(space, n, seed):
    generator = random.Random(seed)
    drawn = []
    for _ in range(n):
        choice = {}
        for name, (kind, *rest) in space.items():
            if kind == "choice":
                choice[name] = generator.choice(rest[0])
            elif kind == "log":
                choice[name] = rest[0] * (rest[1] / rest[0]) ** generator.random()
            else:
                choice[name] = generator.uniform(*rest)
        drawn.append(list(choice.items()))
    return drawn


# %% wrong: a generator
# misconception: What can be looped over is a list.
# caught by: few draws
def draw(space, n, seed):
    generator = random.Random(seed)
    for _ in range(n):
        choice = {}
        for name, (kind, *rest) in space.items():
            if kind == "choice":
                choice[name] = generator.choice(rest[0])
            elif kind == "log":
                choice[name] = rest[0] * (rest[1] / rest[0]) ** generator.random()
            else:
                choice[name] = generator.uniform(*rest)
        yield choice


# %% wrong: none twice
# misconception: A configuration that was drawn before is left out.
# caught by: few draws
def draw(space, n, seed):
    generator = random.Random(seed)
    drawn = []
    for _ in range(n):
        choice = {}
        for name, (kind, *rest) in space.items():
            if kind == "choice":
                choice[name] = generator.choice(rest[0])
            elif kind == "log":
                choice[name] = rest[0] * (rest[1] / rest[0]) ** generator.random()
            else:
                choice[name] = generator.uniform(*rest)
        if choice not in drawn:
            drawn.append(choice)
    return drawn


# %% equivalent: solution
# constant: `0` -> `-1` | the list of values is the only element, so the first is the last


# %% right: a generator for each configuration
import numpy as np


def draw(space, n, seed):
    found = []
    for child in np.random.SeedSequence(seed).spawn(n):
        rng, one = np.random.default_rng(child), {}
        for name, (kind, *rest) in space.items():
            if kind == "choice":
                one[name] = rest[0][int(rng.integers(len(rest[0])))]
            elif kind == "linear":
                one[name] = rng.uniform(*rest)
            else:
                one[name] = np.exp(rng.uniform(*np.log(rest)))
        found.append(one)
    return tuple(found)


# %% wrong: one in each part
# misconception: Random draws should leave no gaps, so each of n equal parts gets one (a Latin hypercube).
# caught by: each on its scale, independent of the others
def draw(space, n, seed):
    generator, columns = random.Random(seed), {}
    for name, axis in space.items():
        places = [(k + generator.random()) / n for k in range(n)]
        generator.shuffle(places)
        if axis[0] == "choice":
            columns[name] = [axis[1][int(place * len(axis[1]))] for place in places]
        elif axis[0] == "linear":
            columns[name] = [axis[1] + place * (axis[2] - axis[1]) for place in places]
        else:
            columns[name] = [axis[1] * (axis[2] / axis[1]) ** place for place in places]
    return [{name: columns[name][k] for name in columns} for k in range(n)]


# %% wrong: every linear range begins at 0
# misconception: A share of the upper end is uniform.
# caught by: each on its scale, independent of the others
def draw(space, n, seed):
    generator = random.Random(seed)

    def one(kind, *rest):
        if kind == "choice":
            return generator.choice(rest[0])
        if kind == "linear":
            return rest[1] * generator.random()
        return rest[0] * (rest[1] / rest[0]) ** generator.random()

    return [{name: one(*axis) for name, axis in space.items()} for _ in range(n)]


# %% wrong: the choices are shuffled in place
# misconception: Shuffling a list and taking its first changes nothing else.
# caught by: 2,000 draws of three hyperparameters
def draw(space, n, seed):
    generator = random.Random(seed)

    def one(kind, *rest):
        if kind == "choice":
            generator.shuffle(rest[0])
            return rest[0][0]
        if kind == "linear":
            return generator.uniform(*rest)
        return rest[0] * (rest[1] / rest[0]) ** generator.random()

    return [{name: one(*axis) for name, axis in space.items()} for _ in range(n)]


# %% wrong: whole numbers between whole ends
# misconception: Where both ends are whole numbers, whole numbers are drawn.
# caught by: each on its scale, independent of the others
import random
def draw(space, n, seed):
    generator = random.Random(seed)
    def one(kind, *rest):
        if kind == "choice":
            return generator.choice(rest[0])
        low, high = rest
        if kind == "log":
            return low * (high / low) ** generator.random()
        if isinstance(low, int) and isinstance(high, int):
            return generator.randint(low, high)
        return generator.uniform(low, high)
    return [{name: one(*entry) for name, entry in space.items()} for _ in range(n)]


# %% wrong: rounded on a log scale with whole ends
# misconception: A range from 1 to 1,000 is one of whole numbers.
# caught by: each on its scale, independent of the others
import random
def draw(space, n, seed):
    generator = random.Random(seed)
    found = []
    for _ in range(n):
        choice = {}
        for name, (kind, *rest) in space.items():
            if kind == "choice":
                choice[name] = generator.choice(rest[0])
            elif kind == "log":
                value = rest[0] * (rest[1] / rest[0]) ** generator.random()
                choice[name] = round(value) if isinstance(rest[0], int) else value
            else:
                choice[name] = generator.uniform(*rest)
        found.append(choice)
    return found
