# misconception: An equal loss is an improvement.
# caught by: many curves
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or min_delta < 0:
            raise ValueError("wrong settings")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch, self.waited = math.inf, 0, 0, 0

    def step(self, loss):
        self.epoch += 1
        if loss <= self.best - self.min_delta:
            self.best, self.best_epoch, self.waited = loss, self.epoch, 0
        else:
            self.waited += 1
        return self.waited >= self.patience
