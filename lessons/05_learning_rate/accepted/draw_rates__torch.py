def draw_rates(low, high, n, seed):
    if low <= 0 or low >= high or n < 1:
        raise ValueError("wrong range")
    generator = torch.Generator().manual_seed(seed)
    u = torch.rand(n, generator=generator, dtype=torch.float64)
    return torch.exp(math.log(low) + u * (math.log(high) - math.log(low))).tolist()
