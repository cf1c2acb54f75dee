# %% right: dictionary
penalty_quiz = {
    "a weight with the best value 0.1 becomes exactly 0 at strength 0.2": "L1",
    "it halves every weight at strength 1, in the formula": "L2",
    "it pulls positive weights down and negative weights up": "both",
}


# %% right: item by item
penalty_quiz = {}
penalty_quiz["a weight with the best value 0.1 becomes exactly 0 at strength 0.2"] = "L1"
penalty_quiz["it halves every weight at strength 1, in the formula"] = "L2"
penalty_quiz["it pulls positive weights down and negative weights up"] = "both"


# %% right: zip
questions = [
    "a weight with the best value 0.1 becomes exactly 0 at strength 0.2",
    "it halves every weight at strength 1, in the formula",
    "it pulls positive weights down and negative weights up",
]
penalty_quiz = dict(zip(questions, ["L1", "L2", "both"]))


# %% wrong: both halve
# misconception: Every penalty shrinks by a factor.
# caught by: it halves every weight at strength 1, in the formula
penalty_quiz = {
    "a weight with the best value 0.1 becomes exactly 0 at strength 0.2": "L1",
    "it halves every weight at strength 1, in the formula": "both",
    "it pulls positive weights down and negative weights up": "both",
}


# %% wrong: both zero
# misconception: Every penalty makes small weights zero.
# caught by: a weight with the best value 0.1 becomes exactly 0 at strength 0.2
penalty_quiz = {
    "a weight with the best value 0.1 becomes exactly 0 at strength 0.2": "both",
    "it halves every weight at strength 1, in the formula": "L2",
    "it pulls positive weights down and negative weights up": "both",
}


# %% wrong: l1 halves
# misconception: L1 halves the weights at strength 1.
# caught by: it halves every weight at strength 1, in the formula
penalty_quiz = {
    "a weight with the best value 0.1 becomes exactly 0 at strength 0.2": "L1",
    "it halves every weight at strength 1, in the formula": "L1",
    "it pulls positive weights down and negative weights up": "both",
}


# %% wrong: one for all
# misconception: L2 does everything.
# caught by: a weight with the best value 0.1 becomes exactly 0 at strength 0.2
penalty_quiz = {
    "a weight with the best value 0.1 becomes exactly 0 at strength 0.2": "L2",
    "it halves every weight at strength 1, in the formula": "L2",
    "it pulls positive weights down and negative weights up": "L2",
}


# %% wrong: only l1 pulls
# misconception: Only L1 pulls in both directions.
# caught by: it pulls positive weights down and negative weights up
penalty_quiz = {
    "a weight with the best value 0.1 becomes exactly 0 at strength 0.2": "L1",
    "it halves every weight at strength 1, in the formula": "L2",
    "it pulls positive weights down and negative weights up": "L1",
}


# %% wrong: only l2 pulls
# misconception: Only L2 pulls in both directions.
# caught by: it pulls positive weights down and negative weights up
penalty_quiz = {
    "a weight with the best value 0.1 becomes exactly 0 at strength 0.2": "L1",
    "it halves every weight at strength 1, in the formula": "L2",
    "it pulls positive weights down and negative weights up": "L2",
}


# %% wrong: turned around
# misconception: L2 selects and L1 shrinks.
# caught by: a weight with the best value 0.1 becomes exactly 0 at strength 0.2
penalty_quiz = {
    "a weight with the best value 0.1 becomes exactly 0 at strength 0.2": "L2",
    "it halves every weight at strength 1, in the formula": "L1",
    "it pulls positive weights down and negative weights up": "both",
}
