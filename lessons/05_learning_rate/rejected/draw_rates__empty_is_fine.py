# misconception: No rates is an empty list.
# caught by: ranges that make no sense
import random


def draw_rates(low, high, n, seed):
    if not 0 < low < high:
        raise ValueError("wrong range")
    generator = random.Random(seed)
    return [low * (high / low) ** generator.random() for _ in range(n)]
