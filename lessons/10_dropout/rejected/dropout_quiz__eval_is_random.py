# misconception: The mask is drawn when the network is used.
# caught by: the same digit gets other logits each time
dropout_quiz = {
    "the same digit gets other logits each time": "eval",
    "a hidden output of 3 can arrive as 6 at the next layer": "train",
    "the ReLU sets negative sums to 0": "both",
}
