# misconception: Each seed is compared with the mean of no dropout.
# caught by: other tables
def choose_rate(table, share):
    n = {len(v) for v in table.values()}
    if 0.0 not in table or len(n) != 1 or n == {0}:
        raise ValueError("table")
    best = min(sorted(table), key=lambda rate: sum(table[rate]))
    mean = sum(table[0.0]) / len(table[0.0])
    wins = sum(a < mean for a in table[best])
    return best if wins >= share * len(table[best]) else 0.0
