# misconception: The rate with the most wins is the candidate.
# caught by: other tables
def choose_rate(table, share):
    n = {len(v) for v in table.values()}
    if 0.0 not in table or len(n) != 1 or n == {0}:
        raise ValueError("table")
    wins = {r: sum(a < b for a, b in zip(table[r], table[0.0])) for r in sorted(table)}
    best = max(wins, key=wins.get)
    return best if wins[best] >= share * len(table[best]) else 0.0
