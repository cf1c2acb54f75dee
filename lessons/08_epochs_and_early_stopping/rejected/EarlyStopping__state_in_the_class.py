# misconception: The state is kept in the class and shared.
# caught by: two stoppers
class EarlyStopping:
    state = {}

    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or min_delta < 0:
            raise ValueError("wrong settings")
        self.patience, self.min_delta = patience, min_delta
        self.state.update(best=math.inf, best_epoch=0, epoch=0)

    @property
    def best(self):
        return self.state["best"]

    @property
    def best_epoch(self):
        return self.state["best_epoch"]

    def step(self, loss):
        self.state["epoch"] += 1
        if loss < self.best - self.min_delta:
            self.state.update(best=loss, best_epoch=self.state["epoch"])
        return self.state["epoch"] - self.best_epoch >= self.patience
