def choose_rate(table, share):
    if 0.0 not in table or len(set(map(len, table.values()))) != 1 or not table[0.0]:
        raise ValueError("wrong table")
    best = min(sorted(table), key=lambda rate: round(statistics.mean(table[rate]), 12))
    wins = [a < b for a, b in zip(table[best], table[0.0])]
    return best if statistics.mean(wins) >= share - 1e-12 else 0.0
