parameter_count = lambda i, h, o: sum(
    m * n + n for m, n in zip([i, *h], [*h, o], strict=True)
)
