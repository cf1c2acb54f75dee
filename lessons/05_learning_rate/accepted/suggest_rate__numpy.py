import numpy as np


def suggest_rate(lrs, losses):
    lrs, losses = np.array(lrs, dtype=float), np.array(losses, dtype=float)
    if lrs.shape != losses.shape or losses.size == 0 or not np.isfinite(losses[0]):
        raise ValueError("nothing to choose from")
    lowest = np.minimum.accumulate(np.where(np.isfinite(losses), losses, np.inf))
    bad = ~np.isfinite(losses)
    bad[1:] |= losses[1:] > 4 * lowest[:-1]
    end = int(bad.argmax()) if bad.any() else len(losses)
    return float(lrs[losses[:end].argmin()] / 10)
