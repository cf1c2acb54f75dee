# %% right: dictionary
def initial_std(rule, fan_in, fan_out):
    if min(fan_in, fan_out) < 1:
        raise ValueError("sizes must be at least 1")
    try:
        return {"he": 2 / fan_in, "glorot": 2 / (fan_in + fan_out)}[rule] ** 0.5
    except KeyError:
        raise ValueError(f"unknown rule {rule}") from None


# %% right: guard for each
def initial_std(rule, fan_in, fan_out):
    for size in (fan_in, fan_out):
        if size < 1:
            raise ValueError(size)
    if rule == "he":
        variance = 2 / fan_in
    elif rule == "glorot":
        variance = 1 / ((fan_in + fan_out) / 2)
    else:
        raise ValueError(rule)
    return variance**0.5


# %% right: torch
def initial_std(rule, fan_in, fan_out):
    if rule not in ("he", "glorot") or fan_in <= 0 or fan_out <= 0:
        raise ValueError("expected he or glorot, and positive sizes")
    n = fan_in if rule == "he" else fan_in + fan_out
    return torch.tensor(2.0 / n, dtype=torch.float64).sqrt().item()


# %% wrong: anything else is glorot
# misconception: Every other word means Glorot.
# caught by: initial_std('uniform', 8, 8)
def initial_std(rule, fan_in, fan_out):
    if min(fan_in, fan_out) < 1:
        raise ValueError("sizes")
    return math.sqrt(2 / fan_in) if rule == "he" else math.sqrt(2 / (fan_in + fan_out))


# %% wrong: fan out for he
# misconception: He's rule divides by the number of outputs.
# caught by: initial_std('he', 8, 100)
def initial_std(rule, fan_in, fan_out):
    if min(fan_in, fan_out) < 1:
        raise ValueError("sizes")
    if rule == "he":
        return math.sqrt(2 / fan_out)
    if rule == "glorot":
        return math.sqrt(2 / (fan_in + fan_out))
    raise ValueError(rule)


# %% wrong: glorot multiplies
# misconception: Glorot's rule multiplies the sizes.
# caught by: initial_std('glorot', 20, 12)
def initial_std(rule, fan_in, fan_out):
    if min(fan_in, fan_out) < 1:
        raise ValueError("sizes")
    if rule == "he":
        return math.sqrt(2 / fan_in)
    if rule == "glorot":
        return math.sqrt(2 / (fan_in * fan_out))
    raise ValueError(rule)


# %% wrong: glorot uniform bound
# misconception: The bound of the uniform form is taken for the standard deviation.
# caught by: initial_std('glorot', 20, 12)
def initial_std(rule, fan_in, fan_out):
    if min(fan_in, fan_out) < 1:
        raise ValueError("sizes")
    if rule == "he":
        return math.sqrt(2 / fan_in)
    if rule == "glorot":
        return math.sqrt(6 / (fan_in + fan_out))
    raise ValueError(rule)


# %% wrong: he ignores a wrong size
# misconception: What a rule does not use need not be checked.
# caught by: wrong input
def initial_std(rule, fan_in, fan_out):
    if rule == "he" and fan_in >= 1:
        return math.sqrt(2 / fan_in)
    if rule == "glorot" and fan_in >= 1 and fan_out >= 1:
        return math.sqrt(2 / (fan_in + fan_out))
    raise ValueError(rule)


# %% wrong: one over n
# misconception: The factor 2 of He's rule is left out.
# caught by: initial_std('he', 8, 100)
def initial_std(rule, fan_in, fan_out):
    if min(fan_in, fan_out) < 1:
        raise ValueError("sizes")
    if rule == "he":
        return math.sqrt(1 / fan_in)
    if rule == "glorot":
        return math.sqrt(2 / (fan_in + fan_out))
    raise ValueError(rule)


# %% wrong: only the sum is checked
# misconception: The sum of the sizes is positive, so all is well.
# caught by: wrong input
def initial_std(rule, fan_in, fan_out):
    if rule == "he":
        if fan_in < 1 or fan_out < 1:
            raise ValueError("sizes")
        return math.sqrt(2 / fan_in)
    if rule == "glorot" and fan_in + fan_out > 0 and fan_in * fan_out != 0:
        return math.sqrt(2 / (fan_in + fan_out))
    raise ValueError(rule)


# %% wrong: returns none
# misconception: A wrong rule gives None.
# caught by: initial_std('uniform', 8, 8)
def initial_std(rule, fan_in, fan_out):
    if min(fan_in, fan_out) < 1:
        raise ValueError("sizes")
    if rule == "he":
        return math.sqrt(2 / fan_in)
    if rule == "glorot":
        return math.sqrt(2 / (fan_in + fan_out))


# %% wrong: swapped
# misconception: The two rules are swapped.
# caught by: initial_std('he', 8, 100)
def initial_std(rule, fan_in, fan_out):
    if min(fan_in, fan_out) < 1:
        raise ValueError("sizes")
    if rule == "glorot":
        return math.sqrt(2 / fan_in)
    if rule == "he":
        return math.sqrt(2 / (fan_in + fan_out))
    raise ValueError(rule)


# %% wrong: variance
# misconception: The rule's variance is its standard deviation.
# caught by: initial_std('he', 8, 100)
def initial_std(rule, fan_in, fan_out):
    if min(fan_in, fan_out) < 1:
        raise ValueError("sizes")
    if rule == "he":
        return 2 / fan_in
    if rule == "glorot":
        return 2 / (fan_in + fan_out)
    raise ValueError(rule)


# %% wrong: upper case
# misconception: HE is the rule he.
# caught by: wrong input
def initial_std(rule, fan_in, fan_out):
    if fan_in < 1 or fan_out < 1:
        raise ValueError("sizes")
    if rule.lower() == "he":
        return math.sqrt(2 / fan_in)
    if rule.lower() == "glorot":
        return math.sqrt(2 / (fan_in + fan_out))
    raise ValueError("rule")
