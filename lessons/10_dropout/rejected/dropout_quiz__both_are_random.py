# misconception: Dropout is always on.
# caught by: the same digit gets other logits each time
dropout_quiz = {
    "the same digit gets other logits each time": "both",
    "a hidden output of 3 can arrive as 6 at the next layer": "both",
    "the ReLU sets negative sums to 0": "both",
}
