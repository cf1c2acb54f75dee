def pareto_front(runs):
    def beats(p, q):
        return p[1] <= q[1] and p[2] >= q[2] and (p[1] < q[1] or p[2] > q[2])

    alive = [r for r in runs if not math.isnan(r[2])]
    front = [r for r in alive if not any(beats(o, r) for o in alive)]
    front.sort(key=lambda r: r[1])
    return [name for name, *_ in front]
