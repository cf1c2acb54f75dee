# misconception: Squaring a uniform number is like a log scale.
# caught by: uniform on a log scale
import random


def draw_rates(low, high, n, seed):
    if not 0 < low < high or n < 1:
        raise ValueError("wrong range")
    generator = random.Random(seed)
    return [low + (high - low) * generator.random() ** 2 for _ in range(n)]
