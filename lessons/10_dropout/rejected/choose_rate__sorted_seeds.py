# misconception: The seeds are sorted before they are compared.
# caught by: other tables
def choose_rate(table, share):
    n = {len(v) for v in table.values()}
    if 0.0 not in table or len(n) != 1 or n == {0}:
        raise ValueError("table")
    best = min(sorted(table), key=lambda rate: sum(table[rate]))
    wins = sum(a < b for a, b in zip(sorted(table[best]), sorted(table[0.0])))
    return best if wins >= share * len(table[best]) else 0.0
