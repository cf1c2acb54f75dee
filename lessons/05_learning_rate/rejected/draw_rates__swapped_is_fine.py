# misconception: low and high may come in any order.
# caught by: ranges that make no sense
import random


def draw_rates(low, high, n, seed):
    if low <= 0 or high <= 0 or low == high or n < 1:
        raise ValueError("wrong range")
    generator = random.Random(seed)
    return [low * (high / low) ** generator.random() for _ in range(n)]
