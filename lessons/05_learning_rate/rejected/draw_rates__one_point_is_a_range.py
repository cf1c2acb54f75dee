# misconception: A range of one point gives that point.
# caught by: ranges that make no sense
import random


def draw_rates(low, high, n, seed):
    if not 0 < low <= high or n < 1:
        raise ValueError("wrong range")
    generator = random.Random(seed)
    return [low * (high / low) ** generator.random() for _ in range(n)]
