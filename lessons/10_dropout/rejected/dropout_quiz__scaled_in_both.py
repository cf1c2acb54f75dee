# misconception: The scaling is in both modes.
# caught by: a hidden output of 3 can arrive as 6 at the next layer
dropout_quiz = {
    "the same digit gets other logits each time": "train",
    "a hidden output of 3 can arrive as 6 at the next layer": "both",
    "the ReLU sets negative sums to 0": "both",
}
