penalty_quiz = {}
penalty_quiz["a weight with the best value 0.1 becomes exactly 0 at strength 0.2"] = "L1"
penalty_quiz["it halves every weight at strength 1, in the formula"] = "L2"
penalty_quiz["it pulls positive weights down and negative weights up"] = "both"
