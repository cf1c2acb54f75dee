import random


def draw_rates(low, high, n, seed):
    if low <= 0 or low >= high or n < 1:
        raise ValueError("wrong range")
    generator = random.Random(seed)
    exponents = [generator.uniform(math.log10(low), math.log10(high)) for _ in range(n)]
    return [10**e for e in exponents]
