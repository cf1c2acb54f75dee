# misconception: A grid from low to high in place of draws.
# caught by: uniform on a log scale
def draw_rates(low, high, n, seed):
    if not 0 < low < high or n < 1:
        raise ValueError("wrong range")
    return [low * (high / low) ** (k / max(1, n - 1)) for k in range(n)]
