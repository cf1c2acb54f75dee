rate_quiz = {}
rate_quiz["the curvature of a quadratic doubles: its largest stable rate becomes"] = "smaller"
rate_quiz["the learning rate is halved: the seconds for one epoch become"] = "the same"
rate_quiz["the loss grows from step to step: the next learning rate to try is"] = "smaller"
