# misconception: The global generator is used as it is.
# caught by: 50 rates from 0.00001 to 1
import random


def draw_rates(low, high, n, seed):
    if not 0 < low < high or n < 1:
        raise ValueError("wrong range")
    return [low * (high / low) ** random.random() for _ in range(n)]
