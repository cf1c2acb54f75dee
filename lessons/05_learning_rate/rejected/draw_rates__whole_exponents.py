# misconception: Only whole powers of ten are drawn.
# caught by: uniform on a log scale
import random


def draw_rates(low, high, n, seed):
    if not 0 < low < high or n < 1:
        raise ValueError("wrong range")
    generator = random.Random(seed)
    a, b = math.ceil(math.log10(low)), math.floor(math.log10(high))
    return [10.0 ** generator.randint(a, max(a, b)) for _ in range(n)]
