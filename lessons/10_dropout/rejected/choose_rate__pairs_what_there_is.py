# misconception: The shorter list decides how many seeds are compared.
# caught by: wrong input
def choose_rate(table, share):
    if 0.0 not in table or not all(table.values()):
        raise ValueError("table")
    best = min(sorted(table), key=lambda rate: sum(table[rate]) / len(table[rate]))
    wins = sum(a < b for a, b in zip(table[best], table[0.0]))
    return best if wins >= share * len(table[best]) else 0.0
