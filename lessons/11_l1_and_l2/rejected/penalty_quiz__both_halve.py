# misconception: Every penalty shrinks by a factor.
# caught by: it halves every weight at strength 1, in the formula
penalty_quiz = {
    "a weight with the best value 0.1 becomes exactly 0 at strength 0.2": "L1",
    "it halves every weight at strength 1, in the formula": "both",
    "it pulls positive weights down and negative weights up": "both",
}
