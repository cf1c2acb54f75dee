# %% right: loop
def choose_rate(table, n):
    best = 0.0
    for rate in sorted(table):
        if sum(table[rate][:n]) < sum(table[best][:n]) - 1e-12:
            best = rate
    differences = []
    for k in range(n, len(table[0.0])):
        differences.append(table[0.0][k] - table[best][k])
    mean = sum(differences) / len(differences)
    squares = sum((d - mean) ** 2 for d in differences)
    error = math.sqrt(squares / (len(differences) - 1) / len(differences))
    return best if mean > 2 * error + 1e-12 else 0.0


# %% right: numpy
def choose_rate(table, n):
    import numpy as np

    rates = sorted(table)
    losses = np.array([table[rate] for rate in rates])
    k = losses[:, :n].mean(axis=1).round(12).argmin()
    gains = losses[rates.index(0.0), n:] - losses[k, n:]
    confirmed = gains.mean() > 2 * gains.std(ddof=1) / np.sqrt(len(gains)) + 1e-12
    return rates[k] if confirmed else 0.0


# %% right: no dropout first
def choose_rate(table, n):
    candidate = min(sorted(table), key=lambda rate: round(statistics.mean(table[rate][:n]), 12))
    if candidate == 0.0:
        return 0.0
    gains = [a - b for a, b in zip(table[0.0], table[candidate])][n:]
    error = statistics.stdev(gains) / len(gains) ** 0.5
    return candidate if statistics.mean(gains) - 2 * error > 1e-12 else 0.0


# %% wrong: the same seeds choose and judge
# misconception: All seeds may choose, and the same ones judge.
# caught by: choose_rate({0.0: [0.5, 0.6, 0.5, 0.7], 0.5: [0.4, 0.5, 0.38, 0.6], 0.8: [0.6, 0.6, 0.1, 0.1]}, 2)
# caught by: other tables
def choose_rate(table, n):
    candidate = min(sorted(table), key=lambda rate: sum(table[rate]))
    gains = [a - b for a, b in zip(table[0.0], table[candidate])]
    error = statistics.stdev(gains) / math.sqrt(len(gains))
    return candidate if statistics.mean(gains) > 2 * error else 0.0


# %% wrong: judged by those that chose
# misconception: The seeds that chose the rate confirm it.
# caught by: other tables
def choose_rate(table, n):
    candidate = min(sorted(table), key=lambda rate: sum(table[rate][:n]))
    gains = [a - b for a, b in zip(table[0.0][:n], table[candidate][:n])]
    if len(gains) < 2:
        return candidate
    error = statistics.stdev(gains) / math.sqrt(len(gains))
    return candidate if statistics.mean(gains) > 2 * error else 0.0


# %% wrong: chosen on all seeds
# misconception: The more seeds choose, the better, those that judge among them.
# caught by: choose_rate({0.0: [0.5, 0.6, 0.5, 0.7], 0.5: [0.4, 0.5, 0.38, 0.6], 0.8: [0.6, 0.6, 0.1, 0.1]}, 2)
# caught by: other tables
def choose_rate(table, n):
    candidate = min(sorted(table), key=lambda rate: sum(table[rate]))
    gains = [a - b for a, b in zip(table[0.0][n:], table[candidate][n:])]
    error = statistics.stdev(gains) / math.sqrt(len(gains))
    return candidate if statistics.mean(gains) > 2 * error else 0.0


# %% wrong: sorted seeds
# misconception: The seeds are sorted before they are compared.
# caught by: other tables
def choose_rate(table, n):
    candidate = min(sorted(table), key=lambda rate: sum(table[rate][:n]))
    gains = [a - b for a, b in zip(sorted(table[0.0][n:]), sorted(table[candidate][n:]))]
    error = statistics.stdev(gains) / math.sqrt(len(gains))
    return candidate if statistics.mean(gains) > 2 * error else 0.0


# %% wrong: best single seed
# misconception: The lowest single loss decides.
# caught by: other tables
def choose_rate(table, n):
    candidate = min(sorted(table), key=lambda rate: min(table[rate][:n]))
    gains = [a - b for a, b in zip(table[0.0][n:], table[candidate][n:])]
    error = statistics.stdev(gains) / math.sqrt(len(gains))
    return candidate if statistics.mean(gains) > 2 * error else 0.0


# %% wrong: median
# misconception: The lowest median is the lowest mean.
# caught by: other tables
def choose_rate(table, n):
    candidate = min(sorted(table), key=lambda rate: statistics.median(table[rate][:n]))
    gains = [a - b for a, b in zip(table[0.0][n:], table[candidate][n:])]
    error = statistics.stdev(gains) / math.sqrt(len(gains))
    return candidate if statistics.mean(gains) > 2 * error else 0.0


# %% wrong: highest
# misconception: The highest loss is the best.
# caught by: choose_rate({0.0: [0.5, 0.6, 0.5, 0.7], 0.5: [0.4, 0.5, 0.38, 0.6], 0.8: [0.6, 0.6, 0.1, 0.1]}, 2)
def choose_rate(table, n):
    candidate = max(sorted(table), key=lambda rate: sum(table[rate][:n]))
    gains = [a - b for a, b in zip(table[0.0][n:], table[candidate][n:])]
    error = statistics.stdev(gains) / math.sqrt(len(gains))
    return candidate if statistics.mean(gains) > 2 * error else 0.0


# %% wrong: larger of equals
# misconception: Of equal means the larger rate is safer.
# caught by: close decisions
def choose_rate(table, n):
    candidate = min(sorted(table, reverse=True), key=lambda rate: sum(table[rate][:n]))
    gains = [a - b for a, b in zip(table[0.0][n:], table[candidate][n:])]
    error = statistics.stdev(gains) / math.sqrt(len(gains))
    return candidate if statistics.mean(gains) > 2 * error else 0.0


# %% wrong: the last seeds choose
# misconception: The last n seeds choose and the others judge.
# caught by: choose_rate({0.0: [0.5, 0.6, 0.5, 0.7], 0.5: [0.4, 0.5, 0.38, 0.6], 0.8: [0.6, 0.6, 0.1, 0.1]}, 2)
def choose_rate(table, n):
    candidate = min(sorted(table), key=lambda rate: sum(table[rate][-n:]))
    gains = [a - b for a, b in zip(table[0.0][:-n], table[candidate][:-n])]
    if len(gains) < 2:
        return candidate
    error = statistics.stdev(gains) / math.sqrt(len(gains))
    return candidate if statistics.mean(gains) > 2 * error else 0.0


# %% wrong: lowest mean
# misconception: The lowest mean decides, and nothing has to confirm it.
# caught by: choose_rate({0.0: [0.5, 0.5, 0.5, 0.5, 0.5], 0.5: [0.1, 0.5, 0.51, 0.48, 0.53]}, 2)
def choose_rate(table, n):
    return min(sorted(table), key=lambda rate: sum(table[rate][:n]))


# %% wrong: the next one that is confirmed
# misconception: Where the candidate is not confirmed, the next rate is the candidate.
# caught by: other tables
def choose_rate(table, n):
    for rate in sorted(table, key=lambda rate: (sum(table[rate][:n]), rate)):
        gains = [a - b for a, b in zip(table[0.0][n:], table[rate][n:])]
        error = statistics.stdev(gains) / math.sqrt(len(gains))
        if statistics.mean(gains) > 2 * error:
            return rate
    return 0.0


# %% wrong: pairs torn apart
# misconception: The standard errors of both means are added as if the seeds were others.
# caught by: choose_rate({0.0: [0.5, 0.6, 0.5, 0.7], 0.5: [0.4, 0.5, 0.38, 0.6], 0.8: [0.6, 0.6, 0.1, 0.1]}, 2)
# caught by: choose_rate({0.0: [0.5, 0.9, 0.3, 0.6, 0.45], 0.5: [0.4, 0.8, 0.21, 0.5, 0.36]}, 2)
def choose_rate(table, n):
    candidate = min(sorted(table), key=lambda rate: sum(table[rate][:n]))
    without, best = table[0.0][n:], table[candidate][n:]
    error = math.sqrt((statistics.variance(without) + statistics.variance(best)) / len(best))
    return candidate if statistics.mean(without) - statistics.mean(best) > 2 * error else 0.0


# %% wrong: standard deviation for standard error
# misconception: The standard deviation of the differences is the error of their mean.
# caught by: a little more or less than twice the error
def choose_rate(table, n):
    candidate = min(sorted(table), key=lambda rate: sum(table[rate][:n]))
    gains = [a - b for a, b in zip(table[0.0][n:], table[candidate][n:])]
    return candidate if statistics.mean(gains) > 2 * statistics.stdev(gains) else 0.0


# %% wrong: divided by k
# misconception: The standard error is the standard deviation divided by the number of seeds.
# caught by: a little more or less than twice the error
def choose_rate(table, n):
    candidate = min(sorted(table), key=lambda rate: sum(table[rate][:n]))
    gains = [a - b for a, b in zip(table[0.0][n:], table[candidate][n:])]
    error = statistics.stdev(gains) / len(gains)
    return candidate if statistics.mean(gains) > 2 * error else 0.0


# %% wrong: population deviation
# misconception: The squares are divided by the number of seeds, not by one less.
# caught by: a little more or less than twice the error
def choose_rate(table, n):
    candidate = min(sorted(table), key=lambda rate: sum(table[rate][:n]))
    gains = [a - b for a, b in zip(table[0.0][n:], table[candidate][n:])]
    error = statistics.pstdev(gains) / math.sqrt(len(gains))
    return candidate if statistics.mean(gains) > 2 * error else 0.0


# %% wrong: one standard error
# misconception: One standard error is margin enough.
# caught by: a little more or less than twice the error
def choose_rate(table, n):
    candidate = min(sorted(table), key=lambda rate: sum(table[rate][:n]))
    gains = [a - b for a, b in zip(table[0.0][n:], table[candidate][n:])]
    error = statistics.stdev(gains) / math.sqrt(len(gains))
    return candidate if statistics.mean(gains) > error else 0.0


# %% wrong: better in most seeds
# misconception: A rate that is better in four of five seeds is better.
# caught by: other tables
def choose_rate(table, n):
    candidate = min(sorted(table), key=lambda rate: sum(table[rate][:n]))
    gains = [a - b for a, b in zip(table[0.0][n:], table[candidate][n:])]
    return candidate if sum(gain > 0 for gain in gains) >= 0.8 * len(gains) else 0.0


# %% wrong: any clear difference
# misconception: A clear difference confirms the candidate, whichever side it favors.
# caught by: other tables
def choose_rate(table, n):
    candidate = min(sorted(table), key=lambda rate: sum(table[rate][:n]))
    gains = [a - b for a, b in zip(table[0.0][n:], table[candidate][n:])]
    error = statistics.stdev(gains) / math.sqrt(len(gains))
    return candidate if abs(statistics.mean(gains)) > 2 * error else 0.0


# %% wrong: nothing is more than nothing
# misconception: A difference of exactly twice the error is enough, also of 0.
# caught by: close decisions
def choose_rate(table, n):
    candidate = min(sorted(table), key=lambda rate: sum(table[rate][:n]))
    gains = [a - b for a, b in zip(table[0.0][n:], table[candidate][n:])]
    error = statistics.stdev(gains) / math.sqrt(len(gains))
    return candidate if statistics.mean(gains) >= 2 * error else 0.0


# %% wrong: k counts the choosing seeds
# misconception: The standard error divides by the root of the number of seeds that were asked for.
# caught by: a little more or less than twice the error
def choose_rate(table, n):
    best = min(sorted(table), key=lambda rate: statistics.mean(table[rate][:n]))
    gains = [a - b for a, b in zip(table[0.0][n:], table[best][n:])]
    error = statistics.stdev(gains) / math.sqrt(n)
    return best if statistics.mean(gains) > 2 * error else 0.0


# %% wrong: k less 1
# misconception: The standard error divides by the root of k - 1.
# caught by: a little more or less than twice the error
def choose_rate(table, n):
    best = min(sorted(table), key=lambda rate: statistics.mean(table[rate][:n]))
    gains = [a - b for a, b in zip(table[0.0][n:], table[best][n:])]
    error = statistics.stdev(gains) / math.sqrt(len(gains) - 1)
    return best if statistics.mean(gains) > 2 * error else 0.0


# %% wrong: 1.96 errors
# misconception: Twice the error is the 1.96 of a textbook.
# caught by: a little more or less than twice the error
def choose_rate(table, n):
    best = min(sorted(table), key=lambda rate: statistics.mean(table[rate][:n]))
    gains = [a - b for a, b in zip(table[0.0][n:], table[best][n:])]
    error = statistics.stdev(gains) / math.sqrt(len(gains))
    return best if statistics.mean(gains) > 1.96 * error else 0.0


# %% wrong: the median judges
# misconception: A median is the safer mean.
# caught by: a little more or less than twice the error
def choose_rate(table, n):
    best = min(sorted(table), key=lambda rate: statistics.mean(table[rate][:n]))
    gains = [a - b for a, b in zip(table[0.0][n:], table[best][n:])]
    error = statistics.stdev(gains) / math.sqrt(len(gains))
    return best if statistics.median(gains) > 2 * error else 0.0


# %% wrong: each judge wins
# misconception: A gain is confirmed when every judge sees one.
# caught by: a little more or less than twice the error
def choose_rate(table, n):
    best = min(sorted(table), key=lambda rate: statistics.mean(table[rate][:n]))
    gains = [a - b for a, b in zip(table[0.0][n:], table[best][n:])]
    return best if all(gain > 0 for gain in gains) else 0.0


# %% wrong: relative differences
# misconception: A difference is a share of the loss.
# caught by: a little more or less than twice the error
def choose_rate(table, n):
    best = min(sorted(table), key=lambda rate: statistics.mean(table[rate][:n]))
    gains = [(a - b) / a for a, b in zip(table[0.0][n:], table[best][n:])]
    error = statistics.stdev(gains) / math.sqrt(len(gains))
    return best if statistics.mean(gains) > 2 * error else 0.0


# %% wrong: the last n judge
# misconception: As many seeds judge as choose.
# caught by: other tables
def choose_rate(table, n):
    best = min(sorted(table), key=lambda rate: statistics.mean(table[rate][:n]))
    gains = [a - b for a, b in zip(table[0.0][-n:], table[best][-n:])]
    if len(gains) < 2:
        return best if gains[0] > 0 else 0.0
    error = statistics.stdev(gains) / math.sqrt(len(gains))
    return best if statistics.mean(gains) > 2 * error else 0.0


# %% wrong: rounded means
# misconception: Means that agree to two decimals are equal.
# caught by: other tables
def choose_rate(table, n):
    best = min(sorted(table), key=lambda rate: round(statistics.mean(table[rate][:n]), 2))
    gains = [a - b for a, b in zip(table[0.0][n:], table[best][n:])]
    error = statistics.stdev(gains) / math.sqrt(len(gains))
    return best if statistics.mean(gains) > 2 * error else 0.0


# %% wrong: the highest loss decides
# misconception: The rate whose worst choosing seed is best is the candidate.
# caught by: other tables
def choose_rate(table, n):
    candidate = min(sorted(table), key=lambda rate: max(table[rate][:n]))
    gains = [a - b for a, b in zip(table[0.0][n:], table[candidate][n:])]
    error = statistics.stdev(gains) / math.sqrt(len(gains))
    return candidate if statistics.mean(gains) > 2 * error else 0.0


# %% wrong: three rates
# misconception: There are three rates to choose from, as in the examples.
# caught by: other tables
def choose_rate(table, n):
    candidate = min(sorted(table)[:3], key=lambda rate: sum(table[rate][:n]))
    gains = [a - b for a, b in zip(table[0.0][n:], table[candidate][n:])]
    error = statistics.stdev(gains) / math.sqrt(len(gains))
    return candidate if statistics.mean(gains) > 2 * error else 0.0


# %% wrong: small gains do not count
# misconception: A gain of less than a hundredth is none, however sure it is.
# caught by: other tables
def choose_rate(table, n):
    candidate = min(sorted(table), key=lambda rate: sum(table[rate][:n]))
    gains = [a - b for a, b in zip(table[0.0][n:], table[candidate][n:])]
    error = statistics.stdev(gains) / math.sqrt(len(gains))
    return candidate if statistics.mean(gains) > max(2 * error, 0.01) else 0.0


# %% equivalent: solution
# return: `return 0.0` -> `return -0.0` | 0.0 and -0.0 are equal.


# %% right: fractions
from fractions import Fraction as F
import statistics as st
def choose_rate(table, n):
    t = {r: [F(x) for x in v] for r, v in table.items()}
    best = min(t, key=lambda r: (sum(t[r][:n]), r))
    d = [a - b for a, b in zip(t[0.0][n:], t[best][n:])]
    m = sum(d) / len(d)
    return best if m > 0 and m * m > 4 * st.variance(d) / len(d) else F(0)


# %% wrong: no rate above a half
# misconception: More than half of the units is never dropped.
# caught by: other tables
import statistics
def choose_rate(table, n):
    means = {r: statistics.mean(v[:n]) for r, v in table.items()}
    best = min(sorted(means), key=means.get)
    diffs = [a - b for a, b in zip(table[0.0][n:], table[best][n:])]
    s = statistics.stdev(diffs)
    if statistics.mean(diffs) > 2 * s / len(diffs) ** 0.5:
        return min(best, 0.5)
    return 0.0


# %% right: an object that is called
import numpy as np


class Rule:
    def __call__(self, table, n):
        rates = np.array(sorted(table))
        losses = np.array([table[rate] for rate in rates])
        candidate = losses[:, :n].mean(axis=1).argmin()
        gains = losses[0, n:] - losses[candidate, n:]
        sure = gains.mean() > 2 * gains.std(ddof=1) / len(gains) ** 0.5
        return rates[candidate] if sure else rates[0]


choose_rate = Rule()


# %% wrong: the candidate must lead by a hundredth
# misconception: A lead of less than a hundredth makes no candidate.
# caught by: other tables
def choose_rate(table, n):
    means = {rate: statistics.mean(losses[:n]) for rate, losses in table.items()}
    rate = min(sorted(table), key=means.get)
    if rate and means[0.0] - means[rate] < 0.01:
        return 0.0
    gains = [a - b for a, b in zip(table[0.0][n:], table[rate][n:])]
    error = statistics.stdev(gains) / len(gains) ** 0.5
    return rate if statistics.mean(gains) > 2 * error else 0.0


# %% wrong: all who choose must agree
# misconception: The seeds that choose have to be sure, too.
# caught by: other tables
def choose_rate(table, n):
    rate = min(sorted(table), key=lambda rate: statistics.mean(table[rate][:n]))
    if any(b > a for a, b in zip(table[0.0][:n], table[rate][:n])):
        return 0.0
    gains = [a - b for a, b in zip(table[0.0][n:], table[rate][n:])]
    error = statistics.stdev(gains) / len(gains) ** 0.5
    return rate if statistics.mean(gains) > 2 * error else 0.0


# %% wrong: a gain of less than half a thousandth is none
# misconception: Differences that small are noise, whatever their standard error says.
# caught by: other tables
import statistics
def choose_rate(table, n):
    rate = min(sorted(table), key=lambda rate: statistics.mean(table[rate][:n]))
    gains = [a - b for a, b in zip(table[0.0][n:], table[rate][n:])]
    error = statistics.stdev(gains) / len(gains) ** 0.5
    return rate if statistics.mean(gains) > max(2 * error, 0.0005) else 0.0


# %% wrong: of equal means the steadier one
# misconception: Where means are equal, the spread decides.
# caught by: close decisions
def choose_rate(table, n):
    def key(rate):
        return statistics.mean(table[rate][:n]), statistics.pstdev(table[rate][:n]), rate

    candidate = min(table, key=key)
    gains = [a - b for a, b in zip(table[0.0][n:], table[candidate][n:])]
    error = statistics.stdev(gains) / math.sqrt(len(gains))
    return candidate if statistics.mean(gains) > 2 * error else 0.0


# %% wrong: of equal means the one with the lowest loss
# misconception: Where means are equal, the best single run decides.
# caught by: close decisions
def choose_rate(table, n):
    def key(rate):
        return statistics.mean(table[rate][:n]), min(table[rate][:n]), rate

    candidate = min(table, key=key)
    gains = [a - b for a, b in zip(table[0.0][n:], table[candidate][n:])]
    error = statistics.stdev(gains) / math.sqrt(len(gains))
    return candidate if statistics.mean(gains) > 2 * error else 0.0


# %% wrong: what was chosen is kept by the table
# misconception: The same table has the same best rate, whoever judges.
# caught by: other tables
chosen = {}


def choose_rate(table, n):
    key = str(table)
    if key not in chosen:
        rate = min(table, key=lambda rate: (statistics.mean(table[rate][:n]), rate))
        gains = [a - b for a, b in zip(table[0.0][n:], table[rate][n:])]
        error = statistics.stdev(gains) / math.sqrt(len(gains))
        chosen[key] = rate if statistics.mean(gains) > 2 * error else 0.0
    return chosen[key]


# %% wrong: a lead below a thousandth is none
# misconception: So small a difference cannot mean anything, so 0.0 stays.
# caught by: other tables
import statistics


def choose_rate(table, n):
    candidate = min(sorted(table), key=lambda rate: statistics.mean(table[rate][:n]))
    lead = statistics.mean(table[0.0][:n]) - statistics.mean(table[candidate][:n])
    if lead < 0.0009:
        return 0.0
    gains = [a - b for a, b in zip(table[0.0][n:], table[candidate][n:])]
    error = statistics.stdev(gains) / len(gains) ** 0.5
    return candidate if statistics.mean(gains) > 2 * error else 0.0


# %% wrong: ten judges are enough
# misconception: More seeds than ten cannot change the decision.
# caught by: other tables
import statistics


def choose_rate(table, n):
    candidate = min(sorted(table), key=lambda rate: statistics.mean(table[rate][:n]))
    gains = [a - b for a, b in zip(table[0.0][n:], table[candidate][n:])][:10]
    error = statistics.stdev(gains) / len(gains) ** 0.5
    return candidate if statistics.mean(gains) > 2 * error else 0.0
