batch_quiz = {}
batch_quiz["the steps of an epoch are"] = "4 times fewer"
batch_quiz["the noise of the gradient is"] = "4 times smaller"
batch_quiz["the number of examples seen in an epoch is"] = "the same"
