# misconception: L2 selects and L1 shrinks.
# caught by: a weight with the best value 0.1 becomes exactly 0 at strength 0.2
penalty_quiz = {
    "a weight with the best value 0.1 becomes exactly 0 at strength 0.2": "L2",
    "it halves every weight at strength 1, in the formula": "L1",
    "it pulls positive weights down and negative weights up": "both",
}
