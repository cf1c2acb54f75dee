# %% right: mask
def inverted_dropout(x, u, p, training):
    if not (0 <= p < 1):
        raise ValueError(f"rate {p}")
    mask = (u >= p).float() if training else torch.ones_like(x)
    scale = 1 / (1 - p) if training else 1.0
    return x * mask * scale


# %% right: masked fill
def inverted_dropout(x, u, p, training):
    if math.floor(p) != 0:
        raise ValueError("expected 0 <= p < 1")
    return (x / (1 - p)).masked_fill(u < p, 0.0) if training else x.clone()


# %% right: where
def inverted_dropout(x, u, p, training):
    if p < 0 or p >= 1:
        raise ValueError(f"rate {p}")
    if training:
        return torch.where(u < p, torch.zeros_like(x), x / (1 - p))
    return x


# %% wrong: always on
# misconception: Dropout is on in both modes.
# caught by: inverted_dropout([3.0, 4.0], [0.9, 0.2], 0.5, False)
def inverted_dropout(x, u, p, training):
    if not 0 <= p < 1:
        raise ValueError(p)
    return x * (u >= p) / (1 - p)


# %% wrong: checked in training only
# misconception: In eval mode the rate does not matter.
# caught by: wrong input
def inverted_dropout(x, u, p, training):
    if not training:
        return x
    if not 0 <= p < 1:
        raise ValueError(p)
    return x * (u >= p) / (1 - p)


# %% wrong: detached
# misconception: Gradients do not matter.
# caught by: inverted_dropout([3.0, 4.0], [0.9, 0.2], 0.5, True)
def inverted_dropout(x, u, p, training):
    if not 0 <= p < 1:
        raise ValueError(p)
    return x.detach() * (u >= p) / (1 - p) + 0 * x if training else x


# %% wrong: divided by p
# misconception: The kept outputs are divided by the rate.
# caught by: other layers, train mode
def inverted_dropout(x, u, p, training):
    if not 0 <= p < 1:
        raise ValueError(p)
    if not training:
        return x
    return x * (u >= p) / p if p else x


# %% wrong: edge dropped
# misconception: An output is dropped where u is equal to p.
# caught by: draws at the edge
def inverted_dropout(x, u, p, training):
    if not 0 <= p < 1:
        raise ValueError(p)
    return x * (u > p) / (1 - p) if training else x


# %% wrong: fixed half
# misconception: The factor is always 2.
# caught by: other layers, train mode
def inverted_dropout(x, u, p, training):
    if not 0 <= p < 1:
        raise ValueError(p)
    return x * (u >= p) * 2 if training else x


# %% wrong: gradient of all
# misconception: Gradients flow through the dropped outputs too.
# caught by: inverted_dropout([3.0, 4.0], [0.9, 0.2], 0.5, True)
def inverted_dropout(x, u, p, training):
    if not 0 <= p < 1:
        raise ValueError(p)
    if not training:
        return x
    out = x * (u >= p) / (1 - p)
    return out.detach() + x - x.detach()


# %% wrong: in place
# misconception: x is changed in place.
# caught by: inverted_dropout([3.0, 4.0], [0.9, 0.2], 0.5, True)
def inverted_dropout(x, u, p, training):
    if not 0 <= p < 1:
        raise ValueError(p)
    return x.mul_(u >= p).div_(1 - p) if training else x


# %% wrong: multiplied
# misconception: The outputs are multiplied by the share that is kept.
# caught by: inverted_dropout([3.0, 4.0], [0.9, 0.2], 0.5, True)
def inverted_dropout(x, u, p, training):
    if not 0 <= p < 1:
        raise ValueError(p)
    return x * (u >= p) * (1 - p) if training else x


# %% wrong: negative rate
# misconception: Only a rate of 1 is wrong.
# caught by: wrong input
def inverted_dropout(x, u, p, training):
    if p >= 1:
        raise ValueError(p)
    return x * (u >= p) / (1 - p) if training else x


# %% wrong: no scaling
# misconception: The kept outputs stay as they are.
# caught by: inverted_dropout([3.0, 4.0], [0.9, 0.2], 0.5, True)
def inverted_dropout(x, u, p, training):
    if not 0 <= p < 1:
        raise ValueError(p)
    return x * (u >= p) if training else x


# %% wrong: own draws
# misconception: The mask is drawn anew.
# caught by: other layers, train mode
def inverted_dropout(x, u, p, training):
    if not 0 <= p < 1:
        raise ValueError(p)
    return x * (torch.rand(x.shape, generator=torch.Generator().manual_seed(1)) >= p) / (1 - p) if training else x


# %% wrong: p is kept
# misconception: p is the probability of being kept.
# caught by: inverted_dropout([3.0, 4.0], [0.9, 0.2], 0.5, True)
def inverted_dropout(x, u, p, training):
    if not 0 <= p < 1:
        raise ValueError(p)
    if not training:
        return x
    return x * (u < p) / p if p else x


# %% wrong: scaled in use
# misconception: The scaling belongs to eval mode.
# caught by: inverted_dropout([3.0, 4.0], [0.9, 0.2], 0.5, True)
def inverted_dropout(x, u, p, training):
    if not 0 <= p < 1:
        raise ValueError(p)
    return x * (u >= p) if training else x * (1 - p)


# %% wrong: turned around
# misconception: Dropout is on in eval mode.
# caught by: inverted_dropout([3.0, 4.0], [0.9, 0.2], 0.5, True)
def inverted_dropout(x, u, p, training):
    if not 0 <= p < 1:
        raise ValueError(p)
    return x if training else x * (u >= p) / (1 - p)


# %% wrong: changes u
# misconception: The draws are not needed any more.
# caught by: other layers, train mode
def inverted_dropout(x, u, p, training):
    if not 0 <= p < 1:
        raise ValueError(p)
    if not training:
        return x
    return x * u.copy_((u >= p).float()) / (1 - p)
