# misconception: A loss improves when it is lower than the one before.
# caught by: many curves
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or min_delta < 0:
            raise ValueError("wrong settings")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch, self.waited = math.inf, 0, 0, 0

    def step(self, loss):
        self.epoch += 1
        previous = getattr(self, "previous", math.inf)
        self.previous = loss
        if loss < self.best - self.min_delta:
            self.best, self.best_epoch = loss, self.epoch
        if loss < previous - self.min_delta:
            self.waited = 0
        else:
            self.waited += 1
        return self.waited >= self.patience
