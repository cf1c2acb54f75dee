class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if not (type(patience) is int and patience >= 1 and min_delta >= 0):
            raise ValueError("wrong settings")
        self.best, self.best_epoch = math.inf, 0
        self.walk = self.follow(patience, min_delta)
        next(self.walk)

    def follow(self, patience, min_delta):
        left, epoch, answer = patience, 0, None
        while True:
            loss = yield answer
            epoch += 1
            if not math.isnan(loss) and self.best - loss > min_delta:
                self.best, self.best_epoch, left = loss, epoch, patience
            else:
                left -= 1
            answer = left <= 0

    def step(self, loss):
        return self.walk.send(loss)
