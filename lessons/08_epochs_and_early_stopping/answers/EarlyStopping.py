# %% right: counter
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


# %% right: generator
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


# %% right: whole history
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


# %% wrong: any number is patience
# misconception: Half an epoch of patience is allowed.
# caught by: wrong settings
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if patience < 1 or min_delta < 0:
            raise ValueError("wrong settings")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch, self.waited = math.inf, 0, 0, 0

    def step(self, loss):
        self.epoch += 1
        if loss < self.best - self.min_delta:
            self.best, self.best_epoch, self.waited = loss, self.epoch, 0
        else:
            self.waited += 1
        return self.waited >= self.patience


# %% wrong: bumps add up
# misconception: An improvement does not set the count back.
# caught by: EarlyStopping(2, 0, [1.0, 0.8, 0.9, 0.7, 0.8, 0.9, 0.1])
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or min_delta < 0:
            raise ValueError("wrong settings")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch, self.waited = math.inf, 0, 0, 0

    def step(self, loss):
        self.epoch += 1
        if loss < self.best - self.min_delta:
            self.best, self.best_epoch = loss, self.epoch
        else:
            self.waited += 1
        return self.waited >= self.patience


# %% wrong: compares with the last
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


# %% wrong: equal is better
# misconception: An equal loss is an improvement.
# caught by: equal, huge and hardly lower losses
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


# %% wrong: higher is better
# misconception: A higher value is an improvement, as with accuracy.
# caught by: EarlyStopping(2, 0, [1.0, 0.8, 0.9, 0.7, 0.8, 0.9, 0.1])
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or min_delta < 0:
            raise ValueError("wrong settings")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch, self.waited = math.inf, 0, 0, 0

    def step(self, loss):
        self.epoch += 1
        if self.epoch == 1 or loss > self.best + self.min_delta:
            self.best, self.best_epoch, self.waited = loss, self.epoch, 0
        else:
            self.waited += 1
        return self.waited >= self.patience


# %% wrong: min delta added
# misconception: min_delta makes it easier to improve.
# caught by: EarlyStopping(2, 0.1, [1.0, 0.95, 0.92, 0.5])
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or min_delta < 0:
            raise ValueError("wrong settings")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch, self.waited = math.inf, 0, 0, 0

    def step(self, loss):
        self.epoch += 1
        if loss < self.best + self.min_delta:
            self.best, self.best_epoch, self.waited = loss, self.epoch, 0
        else:
            self.waited += 1
        return self.waited >= self.patience


# %% wrong: min delta moves best
# misconception: The best loss creeps down by small steps that do not count.
# caught by: EarlyStopping(2, 0.1, [1.0, 0.95, 0.92, 0.5])
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or min_delta < 0:
            raise ValueError("wrong settings")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch, self.waited = math.inf, 0, 0, 0

    def step(self, loss):
        self.epoch += 1
        if loss < self.best - self.min_delta:
            self.best_epoch, self.waited = self.epoch, 0
        else:
            self.waited += 1
        self.best = min(self.best, loss) if loss == loss else self.best
        return self.waited >= self.patience


# %% wrong: min delta not used
# misconception: min_delta is taken and forgotten.
# caught by: EarlyStopping(2, 0.1, [1.0, 0.95, 0.92, 0.5])
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or min_delta < 0:
            raise ValueError("wrong settings")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch, self.waited = math.inf, 0, 0, 0

    def step(self, loss):
        self.epoch += 1
        if loss < self.best:
            self.best, self.best_epoch, self.waited = loss, self.epoch, 0
        else:
            self.waited += 1
        return self.waited >= self.patience


# %% wrong: nan improves
# misconception: Not worse is better, so NaN is an improvement.
# caught by: losses that are NaN
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or min_delta < 0:
            raise ValueError("wrong settings")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch, self.waited = math.inf, 0, 0, 0

    def step(self, loss):
        self.epoch += 1
        if not loss >= self.best - self.min_delta:
            self.best, self.best_epoch, self.waited = loss, self.epoch, 0
        else:
            self.waited += 1
        return self.waited >= self.patience


# %% wrong: nan is not an epoch
# misconception: NaN is left out of the count.
# caught by: losses that are NaN
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or min_delta < 0:
            raise ValueError("wrong settings")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch, self.waited = math.inf, 0, 0, 0

    def step(self, loss):
        self.epoch += 1
        if math.isnan(loss):
            return False
        if loss < self.best - self.min_delta:
            self.best, self.best_epoch, self.waited = loss, self.epoch, 0
        else:
            self.waited += 1
        return self.waited >= self.patience


# %% wrong: negative delta
# misconception: A negative min_delta is allowed.
# caught by: wrong settings
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1:
            raise ValueError("wrong settings")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch, self.waited = math.inf, 0, 0, 0

    def step(self, loss):
        self.epoch += 1
        if loss < self.best - self.min_delta:
            self.best, self.best_epoch, self.waited = loss, self.epoch, 0
        else:
            self.waited += 1
        return self.waited >= self.patience


# %% wrong: one too late
# misconception: Patience is exceeded, not reached.
# caught by: EarlyStopping(2, 0, [1.0, 0.8, 0.9, 0.7, 0.8, 0.9, 0.1])
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or min_delta < 0:
            raise ValueError("wrong settings")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch, self.waited = math.inf, 0, 0, 0

    def step(self, loss):
        self.epoch += 1
        if loss < self.best - self.min_delta:
            self.best, self.best_epoch, self.waited = loss, self.epoch, 0
        else:
            self.waited += 1
        return self.waited > self.patience


# %% wrong: state in the class
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


# %% wrong: zero is patience
# misconception: A patience of 0 is allowed.
# caught by: EarlyStopping(0, 0, [])
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 0 or min_delta < 0:
            raise ValueError("wrong settings")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch, self.waited = math.inf, 0, 0, 0

    def step(self, loss):
        self.epoch += 1
        if loss < self.best - self.min_delta:
            self.best, self.best_epoch, self.waited = loss, self.epoch, 0
        else:
            self.waited += 1
        return self.waited >= self.patience


# %% wrong: relative delta
# misconception: min_delta is a share of the best loss.
# caught by: min_delta
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or min_delta < 0:
            raise ValueError("settings")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch = math.inf, 0, 0

    def step(self, loss):
        self.epoch += 1
        if loss < self.best * (1 - self.min_delta) if self.best < math.inf else not math.isnan(loss):
            self.best, self.best_epoch = loss, self.epoch
        return self.epoch - self.best_epoch >= self.patience


# %% wrong: none for false
# misconception: Nothing is the same as False.
# caught by: EarlyStopping(2, 0, [1.0, 0.8, 0.9, 0.7, 0.8, 0.9, 0.1])
# caught by: many curves
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or min_delta < 0:
            raise ValueError("settings")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch = math.inf, 0, 0

    def step(self, loss):
        self.epoch += 1
        if loss < self.best - self.min_delta:
            self.best, self.best_epoch = loss, self.epoch
        if self.epoch - self.best_epoch >= self.patience:
            return True


# %% wrong: checked at the first step
# misconception: Settings are checked when they are used.
# caught by: EarlyStopping(0, 0, [])
# caught by: wrong settings
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch = math.inf, 0, 0

    def step(self, loss):
        if type(self.patience) is not int or self.patience < 1 or self.min_delta < 0:
            raise ValueError("settings")
        self.epoch += 1
        if loss < self.best - self.min_delta:
            self.best, self.best_epoch = loss, self.epoch
        return self.epoch - self.best_epoch >= self.patience


# %% wrong: a loss of 0 is none
# misconception: A loss that is false, as 0 is, was not measured.
# caught by: equal, huge and hardly lower losses
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or min_delta < 0:
            raise ValueError("settings")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch = math.inf, 0, 0

    def step(self, loss):
        self.epoch += 1
        if loss and loss < self.best - self.min_delta:
            self.best, self.best_epoch = loss, self.epoch
        return self.epoch - self.best_epoch >= self.patience


# %% wrong: a best of 0 is none yet
# misconception: A best loss that is false, as 0 is, was not found yet.
# caught by: equal, huge and hardly lower losses
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or min_delta < 0:
            raise ValueError("settings")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch = math.inf, 0, 0

    def step(self, loss):
        self.epoch += 1
        if not self.best or loss < self.best - self.min_delta:
            self.best, self.best_epoch = loss, self.epoch
        return self.epoch - self.best_epoch >= self.patience


# %% wrong: no loss is huge
# misconception: No loss is above a million, so that a million stands for infinity.
# caught by: equal, huge and hardly lower losses
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or min_delta < 0:
            raise ValueError("settings")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch = math.inf, 0, 0

    def step(self, loss):
        self.epoch += 1
        if abs(loss) < 1e6 and loss < self.best - self.min_delta:
            self.best, self.best_epoch = loss, self.epoch
        return self.epoch - self.best_epoch >= self.patience


# %% wrong: a tiny step is none
# misconception: An improvement below a twenty-thousandth is none.
# caught by: equal, huge and hardly lower losses
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or min_delta < 0:
            raise ValueError("settings")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch = math.inf, 0, 0

    def step(self, loss):
        self.epoch += 1
        if loss < self.best - self.min_delta - 0.00005:
            self.best, self.best_epoch = loss, self.epoch
        return self.epoch - self.best_epoch >= self.patience


# %% wrong: min_delta is a share below 1
# misconception: min_delta is a share and so below 1.
# caught by: min_delta
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or not 0 <= min_delta < 1:
            raise ValueError("settings")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch = math.inf, 0, 0

    def step(self, loss):
        self.epoch += 1
        if loss < self.best - self.min_delta:
            self.best, self.best_epoch = loss, self.epoch
        return self.epoch - self.best_epoch >= self.patience


# %% wrong: a small negative min_delta
# misconception: A min_delta hardly below 0 is 0.
# caught by: wrong settings
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or min_delta < -0.001:
            raise ValueError("settings")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch = math.inf, 0, 0

    def step(self, loss):
        self.epoch += 1
        if loss < self.best - self.min_delta:
            self.best, self.best_epoch = loss, self.epoch
        return self.epoch - self.best_epoch >= self.patience


# %% wrong: a default of a millionth
# misconception: A default next to 0 is as good as 0.
# caught by: two stoppers
class EarlyStopping:
    def __init__(self, patience, min_delta=1e-6):
        if type(patience) is not int or patience < 1 or min_delta < 0:
            raise ValueError("settings")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch = math.inf, 0, 0

    def step(self, loss):
        self.epoch += 1
        if loss < self.best - self.min_delta:
            self.best, self.best_epoch = loss, self.epoch
        return self.epoch - self.best_epoch >= self.patience


# %% wrong: another default
# misconception: Without a min_delta, a ten-thousandth is meant.
# caught by: two stoppers
class EarlyStopping:
    def __init__(self, patience, min_delta=1e-4):
        if type(patience) is not int or patience < 1 or min_delta < 0:
            raise ValueError("settings")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch = math.inf, 0, 0

    def step(self, loss):
        self.epoch += 1
        if loss < self.best - self.min_delta:
            self.best, self.best_epoch = loss, self.epoch
        return self.epoch - self.best_epoch >= self.patience


# %% wrong: a patience of ten at most
# misconception: Nobody waits for more than ten epochs.
# caught by: many curves
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or not 1 <= patience <= 10 or min_delta < 0:
            raise ValueError("patience or min_delta")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch = math.inf, 0, 0

    def step(self, loss):
        self.epoch += 1
        if loss < self.best - self.min_delta:
            self.best, self.best_epoch = loss, self.epoch
        return self.epoch - self.best_epoch >= self.patience


# %% wrong: true only once
# misconception: An epoch later the patience is no longer over.
# caught by: two stoppers
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or min_delta < 0:
            raise ValueError("patience or min_delta")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch = math.inf, 0, 0

    def step(self, loss):
        self.epoch += 1
        if loss < self.best - self.min_delta:
            self.best, self.best_epoch = loss, self.epoch
        return self.epoch - self.best_epoch == self.patience


# %% equivalent: counter
# left out: `isinstance(patience, bool) or not isinstance(patience, in...` -> `not isinstance(patience, int) or patience < 1` | In Python True is an integer and equal to 1, and the task does not exclude it.

# %% equivalent: generator
# left out: `not math.isnan(loss) and self.best - loss > min_delta` -> `self.best - loss > min_delta` | Every comparison with NaN is False.


# %% wrong: an improvement takes back one epoch
# misconception: An improvement makes up for one epoch without.
# caught by: many curves
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or min_delta < 0:
            raise ValueError("bad settings")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch = math.inf, 0
        self.epoch, self.waited = 0, 0

    def step(self, loss):
        self.epoch += 1
        if loss < self.best - self.min_delta:
            self.best, self.best_epoch = loss, self.epoch
            self.waited = max(0, self.waited - 1)
        else:
            self.waited += 1
        return self.waited >= self.patience


# %% wrong: a small min_delta is none
# misconception: A min_delta of a few thousandths changes nothing.
# caught by: min_delta
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or min_delta < 0:
            raise ValueError("bad")
        self.patience, self.min_delta = patience, min_delta if min_delta >= 0.05 else 0
        self.best, self.best_epoch, self.now = math.inf, 0, 0
    def step(self, loss):
        self.now += 1
        if loss < self.best - self.min_delta:
            self.best, self.best_epoch = loss, self.now
        return self.now - self.best_epoch >= self.patience


# %% wrong: min_delta rounded
# misconception: Losses are read to two digits, so min_delta needs no more.
# caught by: min_delta
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or min_delta < 0:
            raise ValueError("bad")
        self.patience, self.min_delta = patience, round(min_delta, 2)
        self.best, self.best_epoch, self.now = math.inf, 0, 0
    def step(self, loss):
        self.now += 1
        if loss < self.best - self.min_delta:
            self.best, self.best_epoch = loss, self.now
        return self.now - self.best_epoch >= self.patience


# %% right: a dataclass
import math
from dataclasses import dataclass, field


@dataclass
class EarlyStopping:
    patience: int
    min_delta: float = 0.0
    best: float = field(default=math.inf, init=False)
    best_epoch: int = field(default=0, init=False)
    epoch: int = field(default=0, init=False)

    def __post_init__(self):
        if type(self.patience) is not int or self.patience < 1 or self.min_delta < 0:
            raise ValueError("patience must be an integer >= 1, min_delta at least 0")

    def step(self, loss):
        self.epoch += 1
        if loss < self.best - self.min_delta:
            self.best, self.best_epoch = loss, self.epoch
        return self.epoch - self.best_epoch >= self.patience


# %% right: NumPy's numbers
import numpy as np


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or min_delta < 0:
            raise ValueError("patience must be an integer >= 1, min_delta at least 0")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch = np.inf, np.int64(0)
        self.epoch = np.int64(0)

    def step(self, loss):
        self.epoch = self.epoch + 1
        if np.float64(loss) < self.best - self.min_delta:
            self.best, self.best_epoch = np.float64(loss), self.epoch
        return np.greater_equal(self.epoch - self.best_epoch, self.patience)


# %% wrong: 1 and 0
# misconception: 1 and 0 are as good as True and False.
# caught by: EarlyStopping(2, 0, [1.0, 0.8, 0.9, 0.7, 0.8, 0.9, 0.1])
# caught by: EarlyStopping(2, 0.1, [1.0, 0.95, 0.92, 0.5])
# caught by: many curves
# caught by: equal, huge and hardly lower losses
# caught by: min_delta
# caught by: losses that are NaN
import math


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or min_delta < 0:
            raise ValueError("patience must be an integer >= 1, min_delta at least 0")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch = math.inf, 0, 0

    def step(self, loss):
        self.epoch += 1
        if loss < self.best - self.min_delta:
            self.best, self.best_epoch = loss, self.epoch
        return int(self.epoch - self.best_epoch >= self.patience)


# %% wrong: NaN ends the training
# misconception: A NaN stops at once, however much patience is left.
# caught by: losses that are NaN
import math


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or min_delta < 0:
            raise ValueError("patience must be an integer >= 1, min_delta at least 0")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch = math.inf, 0, 0

    def step(self, loss):
        self.epoch += 1
        if math.isnan(loss):
            return True
        if loss < self.best - self.min_delta:
            self.best, self.best_epoch = loss, self.epoch
        return self.epoch - self.best_epoch >= self.patience


# %% wrong: the size of the loss
# misconception: A loss is as good as it is near 0, also a negative one.
# caught by: min_delta
import math


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or min_delta < 0:
            raise ValueError("patience must be an integer >= 1, min_delta at least 0")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch = math.inf, 0, 0

    def step(self, loss):
        self.epoch += 1
        if abs(loss) < self.best - self.min_delta:
            self.best, self.best_epoch = loss, self.epoch
        return self.epoch - self.best_epoch >= self.patience


# %% wrong: text is read as a number
# misconception: int(...) makes an integer of whatever comes, so nothing needs to be refused.
# caught by: wrong settings
import math


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if isinstance(patience, float) or int(patience) < 1 or min_delta < 0:
            raise ValueError("patience must be an integer >= 1, min_delta at least 0")
        self.patience, self.min_delta = int(patience), min_delta
        self.best, self.best_epoch, self.epoch = math.inf, 0, 0

    def step(self, loss):
        self.epoch += 1
        if loss < self.best - self.min_delta:
            self.best, self.best_epoch = loss, self.epoch
        return self.epoch - self.best_epoch >= self.patience


# %% right: losses in float32
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if not isinstance(patience, int) or patience < 1 or min_delta < 0:
            raise ValueError("expected a patience of at least 1 and a min_delta of at least 0")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch = torch.tensor(math.inf), 0, 0

    def step(self, loss):
        self.epoch += 1
        loss = torch.tensor(loss)
        if self.best - loss > self.min_delta:
            self.best, self.best_epoch = loss, self.epoch
        return self.epoch - self.best_epoch >= self.patience


# %% wrong: a slightly negative min_delta is taken for zero
# misconception: A tiny negative number is a rounding error.
# caught by: wrong settings
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or min_delta < -1e-6:
            raise ValueError("expected a patience of at least 1 and a min_delta of at least 0")
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch, self.epoch = math.inf, 0, 0

    def step(self, loss):
        self.epoch += 1
        if loss < self.best - self.min_delta:
            self.best, self.best_epoch = loss, self.epoch
        return self.epoch - self.best_epoch >= self.patience


# %% wrong: nobody waits more than 20 epochs
# misconception: A patience above 20 is a slip.
# caught by: many curves
import math


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if type(patience) is not int or patience < 1 or min_delta < 0:
            raise ValueError("expected a patience of at least 1 and a min_delta of at least 0")
        self.patience, self.min_delta = min(patience, 20), min_delta
        self.best, self.best_epoch, self.epoch = math.inf, 0, 0

    def step(self, loss):
        self.epoch += 1
        if loss < self.best - self.min_delta:
            self.best, self.best_epoch = loss, self.epoch
        return self.epoch - self.best_epoch >= self.patience
