def suggest_rate(lrs, losses):
    if len(lrs) != len(losses):
        raise ValueError("lengths differ")
    kept = []
    for loss in losses:
        if math.isnan(loss) or math.isinf(loss):
            break
        if kept and loss > 4 * min(kept):
            break
        kept.append(loss)
    if not kept:
        raise ValueError("nothing left")
    return lrs[kept.index(min(kept))] / 10
