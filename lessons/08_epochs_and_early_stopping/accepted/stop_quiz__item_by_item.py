stop_quiz = {}
stop_quiz["the patience is raised from 2 to 8: the epochs that are trained become"] = "more"
stop_quiz["the best weights are restored at the end: the epochs that are trained become"] = "the same"
stop_quiz["training loss falls, validation loss has risen for 15 epochs: next time train"] = "fewer"
