import numpy as np


def stopping_cost(losses, patience):
    if len(losses) < 1 or patience < 1:
        raise ValueError("wrong input")
    lowest = np.minimum.accumulate(np.array(losses, dtype=float))
    new = np.r_[True, lowest[1:] < lowest[:-1]]
    last = np.maximum.accumulate(np.where(new, np.arange(len(losses)), 0))
    over = np.flatnonzero(np.arange(len(losses)) - last >= patience)
    end = int(over[0]) + 1 if len(over) else len(losses)
    return [end, float(lowest[end - 1] - lowest[-1])]
