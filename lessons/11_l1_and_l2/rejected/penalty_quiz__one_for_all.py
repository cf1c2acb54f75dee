# misconception: L2 does everything.
# caught by: a weight with the best value 0.1 becomes exactly 0 at strength 0.2
penalty_quiz = {
    "a weight with the best value 0.1 becomes exactly 0 at strength 0.2": "L2",
    "it halves every weight at strength 1, in the formula": "L2",
    "it pulls positive weights down and negative weights up": "L2",
}
