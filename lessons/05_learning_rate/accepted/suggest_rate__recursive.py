def suggest_rate(lrs, losses):
    if len(lrs) != len(losses):
        raise ValueError("lengths differ")

    def walk(k, best):
        if k == len(losses) or not math.isfinite(losses[k]):
            return best
        if best is not None and losses[k] > 4 * losses[best]:
            return best
        return walk(k + 1, k if best is None or losses[k] < losses[best] else best)

    best = walk(0, None)
    if best is None:
        raise ValueError("nothing left")
    return lrs[best] / 10
