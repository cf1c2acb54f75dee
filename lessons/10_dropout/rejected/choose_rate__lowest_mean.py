# misconception: The lowest mean decides.
# caught by: choose_rate({0.0: [0.5, 0.5, 0.5], 0.5: [0.6, 0.1, 0.6]}, 0.8)
def choose_rate(table, share):
    n = {len(v) for v in table.values()}
    if 0.0 not in table or len(n) != 1 or n == {0}:
        raise ValueError("table")
    return min(sorted(table), key=lambda rate: sum(table[rate]))
