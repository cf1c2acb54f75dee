# misconception: Uniform rates cover the range.
# caught by: uniform on a log scale
import random


def draw_rates(low, high, n, seed):
    if not 0 < low < high or n < 1:
        raise ValueError("wrong range")
    generator = random.Random(seed)
    return [generator.uniform(low, high) for _ in range(n)]
