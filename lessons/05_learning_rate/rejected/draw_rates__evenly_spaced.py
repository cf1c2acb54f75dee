# misconception: Evenly spaced exponents are random enough.
# caught by: uniform on a log scale
import random


def draw_rates(low, high, n, seed):
    if not 0 < low < high or n < 1:
        raise ValueError("wrong range")
    generator = random.Random(seed)
    shift = generator.random()
    return [low * (high / low) ** ((k + shift) / n) for k in range(n)]
