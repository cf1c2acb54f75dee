# misconception: The modes are swapped.
# caught by: the same digit gets other logits each time
dropout_quiz = {
    "the same digit gets other logits each time": "eval",
    "a hidden output of 3 can arrive as 6 at the next layer": "eval",
    "the ReLU sets negative sums to 0": "both",
}
