# misconception: In train mode the ReLU lets all sums pass.
# caught by: the ReLU sets negative sums to 0
dropout_quiz = {
    "the same digit gets other logits each time": "train",
    "a hidden output of 3 can arrive as 6 at the next layer": "train",
    "the ReLU sets negative sums to 0": "eval",
}
