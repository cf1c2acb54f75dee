# %% right: torch
def smoothed_loss(logits, label, s):
    z = torch.tensor([logits], dtype=torch.float64)
    return cross_entropy(z, torch.tensor([label]), label_smoothing=s).item()


# %% right: float32
def smoothed_loss(logits, label, s):
    log_p = torch.tensor(logits, dtype=torch.float32).log_softmax(0)
    return (-(1 - s) * log_p[label] - s * log_p.mean()).item()


# %% right: numpy
import numpy as np


def smoothed_loss(logits, label, s):
    z = np.array(logits, dtype=float)
    z = z - z.max()
    log_p = z - np.log(np.exp(z).sum())
    q = np.full(len(z), s / len(z))
    q[label] += 1 - s
    return float(-(q * log_p).sum())


# %% right: two parts
def smoothed_loss(logits, label, s):
    shifted = [z - max(logits) for z in logits]
    log_sum = math.log(sum(math.exp(z) for z in shifted))
    log_p = [z - log_sum for z in shifted]
    plain = -log_p[label]
    spread = -sum(log_p) / len(log_p)
    return (1 - s) * plain + s * spread


# %% wrong: softmax without a shift
# misconception: Probabilities can be computed as the formula is written.
# caught by: large logits, and shares of 0 and 1
def smoothed_loss(logits, label, s):
    powers = [math.exp(z) for z in logits]
    loss = 0.0
    for k, power in enumerate(powers):
        asked = s / len(logits) + (1 - s if k == label else 0)
        loss -= asked * math.log(power / sum(powers))
    return loss


# %% wrong: the log of a probability that is 0
# misconception: Once the largest logit is subtracted, the log of each probability exists.
# caught by: large logits, and shares of 0 and 1
def smoothed_loss(logits, label, s):
    powers = [math.exp(z - max(logits)) for z in logits]
    loss = 0.0
    for k, power in enumerate(powers):
        asked = s / len(logits) + (1 - s if k == label else 0)
        loss -= asked * math.log(power / sum(powers))
    return loss


# %% wrong: a small number against the log of 0
# misconception: A small number added to a probability changes nothing that counts.
# caught by: large logits, and shares of 0 and 1
def smoothed_loss(logits, label, s):
    powers = [math.exp(z - max(logits)) for z in logits]
    loss = 0.0
    for k, power in enumerate(powers):
        asked = s / len(logits) + (1 - s if k == label else 0)
        loss -= asked * math.log(power / sum(powers) + 1e-12)
    return loss


# %% wrong: the share goes to the other classes
# misconception: The right class gets nothing of what is spread.
# caught by: smoothed_loss([2.0, 0.0], 0, 0.2)
def smoothed_loss(logits, label, s):
    log_sum = max(logits) + math.log(sum(math.exp(z - max(logits)) for z in logits))
    loss = 0.0
    for k, z in enumerate(logits):
        asked = 1 - s if k == label else s / (len(logits) - 1)
        loss -= asked * (z - log_sum)
    return loss


# %% wrong: what is asked does not add up to 1
# misconception: The right class keeps 1 - s, and each other one gets s / K.
# caught by: smoothed_loss([0.0, 0.0, 0.0, 0.0], 2, 0.1)
def smoothed_loss(logits, label, s):
    log_sum = max(logits) + math.log(sum(math.exp(z - max(logits)) for z in logits))
    loss = 0.0
    for k, z in enumerate(logits):
        asked = 1 - s if k == label else s / len(logits)
        loss -= asked * (z - log_sum)
    return loss


# %% wrong: always ten classes
# misconception: There are ten classes, as with digits.
# caught by: smoothed_loss([0.0, 0.0, 0.0, 0.0], 2, 0.1)
def smoothed_loss(logits, label, s):
    log_sum = max(logits) + math.log(sum(math.exp(z - max(logits)) for z in logits))
    loss = 0.0
    for k, z in enumerate(logits):
        asked = s / 10 + (1 - s if k == label else 0)
        loss -= asked * (z - log_sum)
    return loss


# %% wrong: no smoothing
# misconception: Only the right class counts in the loss.
# caught by: smoothed_loss([2.0, 0.0], 0, 0.2)
def smoothed_loss(logits, label, s):
    log_sum = max(logits) + math.log(sum(math.exp(z - max(logits)) for z in logits))
    return log_sum - logits[label]


# %% wrong: the probabilities are smoothed
# misconception: Smoothing is done to what the network says.
# caught by: smoothed_loss([2.0, 0.0], 0, 0.2)
def smoothed_loss(logits, label, s):
    powers = [math.exp(z - max(logits)) for z in logits]
    p = powers[label] / sum(powers)
    p = (1 - s) * p + s / len(logits)
    return -math.log(p) if p > 0 else math.inf


# %% wrong: the mean over the classes
# misconception: A loss is a mean over everything there is.
# caught by: smoothed_loss([0.0, 0.0, 0.0, 0.0], 2, 0.1)
def smoothed_loss(logits, label, s):
    log_sum = max(logits) + math.log(sum(math.exp(z - max(logits)) for z in logits))
    loss = 0.0
    for k, z in enumerate(logits):
        asked = s / len(logits) + (1 - s if k == label else 0)
        loss -= asked * (z - log_sum) / len(logits)
    return loss


# %% wrong: logits taken for log-probabilities
# misconception: A logit is the logarithm of a probability.
# caught by: smoothed_loss([0.0, 0.0, 0.0, 0.0], 2, 0.1)
def smoothed_loss(logits, label, s):
    loss = 0.0
    for k, z in enumerate(logits):
        asked = s / len(logits) + (1 - s if k == label else 0)
        loss -= asked * z
    return loss


# %% wrong: log to the base of 2
# misconception: Any logarithm does.
# caught by: smoothed_loss([0.0, 0.0, 0.0, 0.0], 2, 0.1)
def smoothed_loss(logits, label, s):
    log_sum = max(logits) + math.log(sum(math.exp(z - max(logits)) for z in logits))
    loss = 0.0
    for k, z in enumerate(logits):
        asked = s / len(logits) + (1 - s if k == label else 0)
        loss -= asked * (z - log_sum) / math.log(2)
    return loss


# %% wrong: labels counted from 1
# misconception: The first class has the number 1.
# caught by: smoothed_loss([2.0, 0.0], 0, 0)
def smoothed_loss(logits, label, s):
    log_sum = max(logits) + math.log(sum(math.exp(z - max(logits)) for z in logits))
    loss = 0.0
    for k, z in enumerate(logits, start=1):
        asked = s / len(logits) + (1 - s if k == label else 0)
        loss -= asked * (z - log_sum)
    return loss


# %% wrong: the first logit is subtracted
# misconception: Any logit may be subtracted before the exponential, since softmax stays the same.
# caught by: large logits, and shares of 0 and 1
def smoothed_loss(logits, label, s):
    first, n = logits[0], len(logits)
    total = first + math.log(sum(math.exp(z - first) for z in logits))
    return (1 - s) * (total - logits[label]) + s * (total - sum(logits) / n)


# %% right: float32 without a row
import torch
def smoothed_loss(logits, label, s):
    return torch.nn.functional.cross_entropy(torch.tensor(logits), torch.tensor(label), label_smoothing=s)


# %% right: decimals
from decimal import Decimal as D
def smoothed_loss(logits, label, s):
    z = [D(x) for x in logits]; s = D(s)
    total = sum(x.exp() for x in z).ln()
    n = len(z)
    return sum(((1 - s) * (i == label) + s / n) * (total - x) for i, x in enumerate(z))


# %% wrong: clipped logits
# misconception: No logit is larger than 2,000.
# caught by: large logits, and shares of 0 and 1
import math
def smoothed_loss(logits, label, s):
    logits = [max(-2000, min(2000, z)) for z in logits]
    top = max(logits)
    log_sum = top + math.log(sum(math.exp(z - top) for z in logits))
    k = len(logits)
    loss = 0.0
    for j, z in enumerate(logits):
        q = s / k + (1 - s if j == label else 0)
        loss -= q * (z - log_sum)
    return loss


# %% wrong: the largest alone
# misconception: Where logits lie far apart only the largest counts.
# caught by: large logits, and shares of 0 and 1
import math
def smoothed_loss(logits, label, s):
    top = max(logits)
    log_sum = top if top - min(logits) > 100 else top + math.log(sum(math.exp(z - top) for z in logits))
    k = len(logits)
    loss = 0.0
    for j, z in enumerate(logits):
        q = s / k + (1 - s if j == label else 0)
        loss -= q * (z - log_sum)
    return loss


# %% wrong: ten classes at most
# misconception: There are ten classes, or fewer.
# caught by: two to fifty classes
import math
def smoothed_loss(logits, label, s):
    top = max(logits)
    log_sum = top + math.log(sum(math.exp(z - top) for z in logits))
    k = len(logits)
    loss = 0.0
    for j, z in enumerate(logits):
        q = s / k + (1 - s if j == label else 0)
        loss -= q * (z - log_sum)
    return max(loss, 0.0) if len(logits) < 11 else loss / len(logits) * 10


# %% wrong: a small loss is none
# misconception: A sure network has no loss.
# caught by: large logits, and shares of 0 and 1
import math
def smoothed_loss(logits, label, s):
    top = max(logits)
    log_sum = top + math.log(sum(math.exp(z - top) for z in logits))
    k = len(logits)
    loss = 0.0
    for j, z in enumerate(logits):
        q = s / k + (1 - s if j == label else 0)
        loss -= q * (z - log_sum)
    return loss if loss > 1e-4 else 0.0


# %% right: float32 by the formula of the hint
def smoothed_loss(logits, label, s):
    z = torch.tensor(logits)
    log_p = z - torch.logsumexp(z, 0)
    asked = torch.full((len(z),), s / len(z))
    asked[label] += 1 - s
    return -(asked * log_p).sum().item()


# %% wrong: a uniform answer costs log n
# misconception: The share that is spread costs the log of the number of classes, whatever the logits are.
# caught by: smoothed_loss([2.0, 0.0], 0, 0.2)
# caught by: two to fifty classes
# caught by: large logits, and shares of 0 and 1
def smoothed_loss(logits, label, s):
    top = max(logits)
    log_sum = top + math.log(sum(math.exp(z - top) for z in logits))
    return (1 - s) * (log_sum - logits[label]) + s * math.log(len(logits))


# %% wrong: the largest size is subtracted
# misconception: What is subtracted is the largest absolute value.
# caught by: large logits, and shares of 0 and 1
def smoothed_loss(logits, label, s):
    top = max(abs(z) for z in logits)
    log_sum = top + math.log(sum(math.exp(z - top) for z in logits))
    losses = [log_sum - z for z in logits]
    return (1 - s) * losses[label] + s * sum(losses) / len(losses)


# %% wrong: a little is added before the logarithm
# misconception: A logarithm is safe only with something small added, which nobody will see.
# caught by: two to fifty classes
def smoothed_loss(logits, label, s):
    top = max(logits)
    log_sum = top + math.log(1e-6 + sum(math.exp(z - top) for z in logits))
    losses = [log_sum - z for z in logits]
    return (1 - s) * losses[label] + s * sum(losses) / len(losses)


# %% wrong: the share is rounded to hundredths
# misconception: Label smoothing is a number of two digits.
# caught by: two to fifty classes
def smoothed_loss(logits, label, s):
    s = round(s, 2)
    top = max(logits)
    log_sum = top + math.log(sum(math.exp(z - top) for z in logits))
    mean = sum(logits) / len(logits)
    return log_sum - (1 - s) * logits[label] - s * mean


# %% wrong: nearly all is all
# misconception: With a share above 0.7 nothing is left for the right class.
# caught by: two to fifty classes
import math


def smoothed_loss(logits, label, s):
    top = max(logits)
    log_sum = top + math.log(sum(math.exp(z - top) for z in logits))
    if s > 0.7:
        s = 1.0
    loss = 0.0
    for k, z in enumerate(logits):
        asked = s / len(logits) + (1 - s if k == label else 0.0)
        loss += asked * (log_sum - z)
    return loss
