def choose_rate(table, share):
    if 0.0 not in table:
        raise ValueError("no rate 0.0")
    without = table[0.0]
    if not without:
        raise ValueError("no seed")
    best, lowest = 0.0, sum(without)
    for rate in sorted(table):
        if len(table[rate]) != len(without):
            raise ValueError("other seeds")
        if sum(table[rate]) < lowest - 1e-12:
            best, lowest = rate, sum(table[rate])
    wins = 0
    for k in range(len(without)):
        if table[best][k] < without[k]:
            wins += 1
    return 0.0 if wins + 1e-12 < share * len(without) else best
