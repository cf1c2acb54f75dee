class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if isinstance(patience, bool) or not isinstance(patience, int) or patience < 1:
            raise ValueError("patience")
        if min_delta < 0:
            raise ValueError("min_delta")
        self.patience = patience
        self.min_delta = min_delta
        self.best = math.inf
        self.best_epoch = 0
        self.epochs = 0
        self.waited = 0

    def step(self, loss):
        self.epochs += 1
        if loss < self.best - self.min_delta:
            self.best = loss
            self.best_epoch = self.epochs
            self.waited = 0
        else:
            self.waited += 1
        return self.waited >= self.patience
