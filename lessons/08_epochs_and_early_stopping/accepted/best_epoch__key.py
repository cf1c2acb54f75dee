def best_epoch(losses):
    epochs = [k for k in range(len(losses)) if not math.isnan(losses[k])]
    return 1 + min(epochs, key=lambda k: losses[k])
