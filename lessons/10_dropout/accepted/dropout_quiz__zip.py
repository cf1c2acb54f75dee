questions = [
    "the same digit gets other logits each time",
    "a hidden output of 3 can arrive as 6 at the next layer",
    "the ReLU sets negative sums to 0",
]
dropout_quiz = dict(zip(questions, ["train", "train", "both"]))
