import numpy as np


def draw_rates(low, high, n, seed):
    if not (0 < low < high) or n < 1:
        raise ValueError("wrong range")
    return np.exp(np.random.default_rng(seed).uniform(np.log(low), np.log(high), n))
