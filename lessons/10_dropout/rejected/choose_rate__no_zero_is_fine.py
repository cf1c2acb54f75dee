# misconception: Without a rate of 0 the best one is taken.
# caught by: choose_rate({0.5: [0.4]}, 0.8)
def choose_rate(table, share):
    n = {len(v) for v in table.values()}
    if not table or len(n) != 1 or n == {0}:
        raise ValueError("table")
    best = min(sorted(table), key=lambda rate: sum(table[rate]))
    without = table.get(0.0, [math.inf] * len(table[best]))
    wins = sum(a < b for a, b in zip(table[best], without))
    return best if wins >= share * len(table[best]) else 0.0
