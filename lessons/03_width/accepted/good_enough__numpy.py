def good_enough(table):
    import numpy as np

    if len(table) == 0:
        raise ValueError("empty")
    widths = np.array(sorted(table))
    means = np.array([np.mean(table[w]) for w in widths])
    k = means.argmax()
    if len(table[int(widths[k])]) < 2:
        raise ValueError("one seed")
    limit = means[k] - np.std(table[int(widths[k])], ddof=1)
    return int(widths[means >= limit - 1e-12][0])
