questions = [
    "the patience is raised from 2 to 8: the epochs that are trained become",
    "the best weights are restored at the end: the epochs that are trained become",
    "training loss falls, validation loss has risen for 15 epochs: next time train",
]
stop_quiz = dict(zip(questions, ["more", "the same", "fewer"]))
