def refuse():
    raise ValueError("empty list")


mean_accuracy = lambda a: sum(a) / len(a) if len(a) > 0 else refuse()
