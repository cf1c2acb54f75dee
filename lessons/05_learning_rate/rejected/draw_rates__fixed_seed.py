# misconception: The generator starts from 0 whatever the seed is.
# caught by: the seed decides
import random


def draw_rates(low, high, n, seed):
    if not 0 < low < high or n < 1:
        raise ValueError("wrong range")
    generator = random.Random(0)
    return [low * (high / low) ** generator.random() for _ in range(n)]
