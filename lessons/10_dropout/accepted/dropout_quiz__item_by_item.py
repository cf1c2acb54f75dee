dropout_quiz = {}
dropout_quiz["the same digit gets other logits each time"] = "train"
dropout_quiz["a hidden output of 3 can arrive as 6 at the next layer"] = "train"
dropout_quiz["the ReLU sets negative sums to 0"] = "both"
