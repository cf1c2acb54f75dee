# misconception: L1 halves the weights at strength 1.
# caught by: it halves every weight at strength 1, in the formula
penalty_quiz = {
    "a weight with the best value 0.1 becomes exactly 0 at strength 0.2": "L1",
    "it halves every weight at strength 1, in the formula": "L1",
    "it pulls positive weights down and negative weights up": "both",
}
