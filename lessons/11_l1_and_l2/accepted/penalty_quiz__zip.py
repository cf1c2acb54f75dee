questions = [
    "a weight with the best value 0.1 becomes exactly 0 at strength 0.2",
    "it halves every weight at strength 1, in the formula",
    "it pulls positive weights down and negative weights up",
]
penalty_quiz = dict(zip(questions, ["L1", "L2", "both"]))
