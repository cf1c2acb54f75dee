class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or min_delta < 0:
            raise ValueError("wrong settings")
        self.patience, self.min_delta, self.losses = patience, min_delta, []

    def improvements(self):
        best, epoch = math.inf, 0
        for k, loss in enumerate(self.losses):
            if loss < best - self.min_delta:
                best, epoch = loss, k + 1
        return best, epoch

    @property
    def best(self):
        return self.improvements()[0]

    @property
    def best_epoch(self):
        return self.improvements()[1]

    def step(self, loss):
        self.losses.append(loss)
        return len(self.losses) - self.best_epoch >= self.patience
