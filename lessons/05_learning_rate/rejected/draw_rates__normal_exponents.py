# misconception: Exponents are drawn from a bell curve around the middle.
# caught by: uniform on a log scale
import random


def draw_rates(low, high, n, seed):
    if not 0 < low < high or n < 1:
        raise ValueError("wrong range")
    generator = random.Random(seed)
    a, b = math.log(low), math.log(high)
    draws = [generator.gauss((a + b) / 2, (b - a) / 6) for _ in range(n)]
    return [math.exp(min(max(d, a), b)) for d in draws]
