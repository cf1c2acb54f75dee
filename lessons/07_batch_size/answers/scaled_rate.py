# %% right: logarithm
def scaled_rate(lr, old, new, rule, limit):
    if min(old, new) < 1 or min(lr, limit) <= 0:
        raise ValueError("wrong input")
    log_factor = math.log(new) - math.log(old)
    if rule == "root":
        log_factor /= 2
    elif rule != "linear":
        raise ValueError(rule)
    rate = math.exp(math.log(lr) + log_factor)
    return limit if rate > limit else rate


# %% right: power
def scaled_rate(lr, old, new, rule, limit):
    powers = {"linear": 1.0, "root": 0.5}
    if rule not in powers or old < 1 or new < 1 or lr <= 0 or limit <= 0:
        raise ValueError("wrong input")
    return min(limit, lr * (new / old) ** powers[rule])


# %% right: torch
def scaled_rate(lr, old, new, rule, limit):
    for name, value, least in (("old", old, 1), ("new", new, 1)):
        if value < least:
            raise ValueError(name)
    if not lr > 0 or not limit > 0:
        raise ValueError("rates")
    factor = torch.tensor(new / old, dtype=torch.float64)
    if rule == "root":
        factor = factor.sqrt()
    elif rule != "linear":
        raise ValueError(f"no rule {rule}")
    return float((lr * factor).clamp(max=limit))


# %% wrong: factor is checked
# misconception: A positive factor means good batch sizes.
# caught by: wrong input
def scaled_rate(lr, old, new, rule, limit):
    if rule not in ("linear", "root") or old == 0 or new / old <= 0 or min(lr, limit) <= 0:
        raise ValueError("wrong input")
    return min(lr * (new / old if rule == "linear" else math.sqrt(new / old)), limit)


# %% wrong: integer factor
# misconception: Only whole multiples of the batch are scaled.
# caught by: other batch sizes
def scaled_rate(lr, old, new, rule, limit):
    if rule not in ("linear", "root") or min(old, new) < 1 or min(lr, limit) <= 0:
        raise ValueError("wrong input")
    factor = max(new // old, 1)
    return min(lr * (factor if rule == "linear" else math.sqrt(factor)), limit)


# %% wrong: limit before scaling
# misconception: The old rate is limited, then scaled.
# caught by: rates at the limit
def scaled_rate(lr, old, new, rule, limit):
    if rule not in ("linear", "root") or min(old, new) < 1 or min(lr, limit) <= 0:
        raise ValueError("wrong input")
    lr = min(lr, limit)
    return min(lr * (new / old if rule == "linear" else math.sqrt(new / old)), limit)


# %% wrong: limit not checked
# misconception: The limit is always good.
# caught by: wrong input
def scaled_rate(lr, old, new, rule, limit):
    if rule not in ("linear", "root") or min(old, new) < 1 or lr <= 0:
        raise ValueError("wrong input")
    return min(lr * (new / old if rule == "linear" else math.sqrt(new / old)), limit)


# %% wrong: never smaller
# misconception: Smaller batches keep the rate.
# caught by: other batch sizes
def scaled_rate(lr, old, new, rule, limit):
    if rule not in ("linear", "root") or min(old, new) < 1 or min(lr, limit) <= 0:
        raise ValueError("wrong input")
    factor = max(new / old, 1)
    return min(lr * (factor if rule == "linear" else math.sqrt(factor)), limit)


# %% wrong: no limit
# misconception: The rule holds for all batch sizes.
# caught by: scaled_rate(0.25, 8, 512, 'linear', 2)
def scaled_rate(lr, old, new, rule, limit):
    if rule not in ("linear", "root") or min(old, new) < 1 or min(lr, limit) <= 0:
        raise ValueError("wrong input")
    factor = new / old
    return lr * (factor if rule == "linear" else math.sqrt(factor))


# %% wrong: old rate at the limit
# misconception: Above the limit the old rate is kept.
# caught by: scaled_rate(0.25, 8, 512, 'linear', 2)
def scaled_rate(lr, old, new, rule, limit):
    if rule not in ("linear", "root") or min(old, new) < 1 or min(lr, limit) <= 0:
        raise ValueError("wrong input")
    rate = lr * (new / old if rule == "linear" else math.sqrt(new / old))
    return rate if rate <= limit else lr


# %% wrong: other words are linear
# misconception: Whatever is not the root is linear.
# caught by: scaled_rate(0.25, 8, 32, 'cubic', 10)
def scaled_rate(lr, old, new, rule, limit):
    if min(old, new) < 1 or min(lr, limit) <= 0:
        raise ValueError("wrong input")
    return min(lr * (math.sqrt(new / old) if rule == "root" else new / old), limit)


# %% wrong: root for all
# misconception: Both rules take the root.
# caught by: scaled_rate(0.25, 8, 32, 'linear', 10)
def scaled_rate(lr, old, new, rule, limit):
    if rule not in ("linear", "root") or min(old, new) < 1 or min(lr, limit) <= 0:
        raise ValueError("wrong input")
    return min(lr * math.sqrt(new / old), limit)


# %% wrong: turned around
# misconception: A larger batch needs a smaller rate.
# caught by: scaled_rate(0.25, 8, 32, 'linear', 10)
def scaled_rate(lr, old, new, rule, limit):
    if rule not in ("linear", "root") or min(old, new) < 1 or min(lr, limit) <= 0:
        raise ValueError("wrong input")
    factor = old / new
    return min(lr * (factor if rule == "linear" else math.sqrt(factor)), limit)


# %% wrong: zero rate
# misconception: A rate of 0 is allowed.
# caught by: wrong input
def scaled_rate(lr, old, new, rule, limit):
    if rule not in ("linear", "root") or min(old, new) < 1 or lr < 0 or limit <= 0:
        raise ValueError("wrong input")
    return min(lr * (new / old if rule == "linear" else math.sqrt(new / old)), limit)


# %% wrong: equal sizes first
# misconception: Where nothing is to be scaled, no rule is needed.
# caught by: wrong input
def scaled_rate(lr, old, new, rule, limit):
    if old < 1 or new < 1 or lr <= 0 or limit <= 0:
        raise ValueError("wrong number")
    if old == new:
        return min(lr, limit)
    if rule == "linear":
        return min(lr * new / old, limit)
    if rule == "root":
        return min(lr * math.sqrt(new / old), limit)
    raise ValueError("rule")


# %% equivalent: logarithm
# left out: `min(old, new) < 1 or min(lr, limit) <= 0` -> `min(lr, limit) <= 0` | Batch sizes are whole numbers, and math.log raises a ValueError itself for those below 1.
# comparison: `rate > limit` -> `rate >= limit` | If rate is equal to limit, it makes no difference which of them is returned.
# call: `min(old, new)` -> `max(old, new)` | Batch sizes are whole numbers, and math.log raises a ValueError itself for those below 1.
# constant: `1` -> `0` | Batch sizes are whole numbers, and math.log(0) raises a ValueError itself.

# %% equivalent: torch
# constant: `'old'` -> `'old_'` | It is only the message of the ValueError.
# constant: `'new'` -> `'new_'` | It is only the message of the ValueError.
