def initial_std(rule, fan_in, fan_out):
    if rule not in ("he", "glorot") or fan_in <= 0 or fan_out <= 0:
        raise ValueError("expected he or glorot, and positive sizes")
    n = fan_in if rule == "he" else fan_in + fan_out
    return torch.tensor(2.0 / n, dtype=torch.float64).sqrt().item()
