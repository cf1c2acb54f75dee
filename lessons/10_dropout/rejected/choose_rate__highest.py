# misconception: The highest loss is the best.
# caught by: choose_rate({0.0: [0.5, 0.5, 0.5], 0.5: [0.4, 0.3, 0.4], 0.8: [0.6, 0.6, 0.6]}, 0.8)
def choose_rate(table, share):
    n = {len(v) for v in table.values()}
    if 0.0 not in table or len(n) != 1 or n == {0}:
        raise ValueError("table")
    best = max(sorted(table), key=lambda rate: sum(table[rate]))
    wins = sum(a > b for a, b in zip(table[best], table[0.0]))
    return best if wins >= share * len(table[best]) else 0.0
