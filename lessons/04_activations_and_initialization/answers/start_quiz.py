# %% right: dictionary
start_quiz = {
    "ten ReLU layers begin with init_scale=2, no longer 1: the share of zeros in layer 10 becomes": "the same",
    "ten layers with He's weights get GELU in place of ReLU: the spread of layer 10 becomes": "smaller",
    "run B trains at a rate of 0.01, no longer 0.1: the dead share of its first layer becomes": "smaller",
    "lesson 01: a network gets tanh in place of ReLU: the number of its parameters becomes": "the same",
    "lesson 02: 16 sigmoid layers get skip connections: the first layer's gradient becomes": "larger",
    "lesson 02: 12 ReLU neurons in one layer, not in six: the number of pieces of a line becomes": "smaller",
}


# %% right: item by item
start_quiz = {}
start_quiz["ten ReLU layers begin with init_scale=2, no longer 1: the share of zeros in layer 10 becomes"] = "the same"
start_quiz["ten layers with He's weights get GELU in place of ReLU: the spread of layer 10 becomes"] = "smaller"
start_quiz["run B trains at a rate of 0.01, no longer 0.1: the dead share of its first layer becomes"] = "smaller"
start_quiz["lesson 01: a network gets tanh in place of ReLU: the number of its parameters becomes"] = "the same"
start_quiz["lesson 02: 16 sigmoid layers get skip connections: the first layer's gradient becomes"] = "larger"
start_quiz["lesson 02: 12 ReLU neurons in one layer, not in six: the number of pieces of a line becomes"] = "smaller"


# %% right: zip
questions = [
    "ten ReLU layers begin with init_scale=2, no longer 1: the share of zeros in layer 10 becomes",
    "ten layers with He's weights get GELU in place of ReLU: the spread of layer 10 becomes",
    "run B trains at a rate of 0.01, no longer 0.1: the dead share of its first layer becomes",
    "lesson 01: a network gets tanh in place of ReLU: the number of its parameters becomes",
    "lesson 02: 16 sigmoid layers get skip connections: the first layer's gradient becomes",
    "lesson 02: 12 ReLU neurons in one layer, not in six: the number of pieces of a line becomes",
]
start_quiz = dict(zip(questions, ["the same", "smaller", "smaller", "the same", "larger", "smaller"]))


# %% wrong: large sums wake units
# misconception: Larger weights lift silent units above 0.
# caught by: ten ReLU layers begin with init_scale=2, no longer 1: the share of zeros in layer 10 becomes
start_quiz = {
    "ten ReLU layers begin with init_scale=2, no longer 1: the share of zeros in layer 10 becomes": "smaller",
    "ten layers with He's weights get GELU in place of ReLU: the spread of layer 10 becomes": "smaller",
    "run B trains at a rate of 0.01, no longer 0.1: the dead share of its first layer becomes": "smaller",
    "lesson 01: a network gets tanh in place of ReLU: the number of its parameters becomes": "the same",
    "lesson 02: 16 sigmoid layers get skip connections: the first layer's gradient becomes": "larger",
    "lesson 02: 12 ReLU neurons in one layer, not in six: the number of pieces of a line becomes": "smaller",
}


# %% wrong: large weights kill
# misconception: Larger weights make units die before any step.
# caught by: ten ReLU layers begin with init_scale=2, no longer 1: the share of zeros in layer 10 becomes
start_quiz = {
    "ten ReLU layers begin with init_scale=2, no longer 1: the share of zeros in layer 10 becomes": "larger",
    "ten layers with He's weights get GELU in place of ReLU: the spread of layer 10 becomes": "smaller",
    "run B trains at a rate of 0.01, no longer 0.1: the dead share of its first layer becomes": "smaller",
    "lesson 01: a network gets tanh in place of ReLU: the number of its parameters becomes": "the same",
    "lesson 02: 16 sigmoid layers get skip connections: the first layer's gradient becomes": "larger",
    "lesson 02: 12 ReLU neurons in one layer, not in six: the number of pieces of a line becomes": "smaller",
}


# %% wrong: smooth keeps more
# misconception: A smooth activation lets more through.
# caught by: ten layers with He's weights get GELU in place of ReLU: the spread of layer 10 becomes
start_quiz = {
    "ten ReLU layers begin with init_scale=2, no longer 1: the share of zeros in layer 10 becomes": "the same",
    "ten layers with He's weights get GELU in place of ReLU: the spread of layer 10 becomes": "larger",
    "run B trains at a rate of 0.01, no longer 0.1: the dead share of its first layer becomes": "smaller",
    "lesson 01: a network gets tanh in place of ReLU: the number of its parameters becomes": "the same",
    "lesson 02: 16 sigmoid layers get skip connections: the first layer's gradient becomes": "larger",
    "lesson 02: 12 ReLU neurons in one layer, not in six: the number of pieces of a line becomes": "smaller",
}


# %% wrong: GELU is ReLU
# misconception: GELU is ReLU with a rounded corner and does the same.
# caught by: ten layers with He's weights get GELU in place of ReLU: the spread of layer 10 becomes
start_quiz = {
    "ten ReLU layers begin with init_scale=2, no longer 1: the share of zeros in layer 10 becomes": "the same",
    "ten layers with He's weights get GELU in place of ReLU: the spread of layer 10 becomes": "the same",
    "run B trains at a rate of 0.01, no longer 0.1: the dead share of its first layer becomes": "smaller",
    "lesson 01: a network gets tanh in place of ReLU: the number of its parameters becomes": "the same",
    "lesson 02: 16 sigmoid layers get skip connections: the first layer's gradient becomes": "larger",
    "lesson 02: 12 ReLU neurons in one layer, not in six: the number of pieces of a line becomes": "smaller",
}


# %% wrong: slow steps kill
# misconception: Units die when they are trained too little.
# caught by: run B trains at a rate of 0.01, no longer 0.1: the dead share of its first layer becomes
start_quiz = {
    "ten ReLU layers begin with init_scale=2, no longer 1: the share of zeros in layer 10 becomes": "the same",
    "ten layers with He's weights get GELU in place of ReLU: the spread of layer 10 becomes": "smaller",
    "run B trains at a rate of 0.01, no longer 0.1: the dead share of its first layer becomes": "larger",
    "lesson 01: a network gets tanh in place of ReLU: the number of its parameters becomes": "the same",
    "lesson 02: 16 sigmoid layers get skip connections: the first layer's gradient becomes": "larger",
    "lesson 02: 12 ReLU neurons in one layer, not in six: the number of pieces of a line becomes": "smaller",
}


# %% wrong: born dead
# misconception: Units are dead from the start, whatever the steps are.
# caught by: run B trains at a rate of 0.01, no longer 0.1: the dead share of its first layer becomes
start_quiz = {
    "ten ReLU layers begin with init_scale=2, no longer 1: the share of zeros in layer 10 becomes": "the same",
    "ten layers with He's weights get GELU in place of ReLU: the spread of layer 10 becomes": "smaller",
    "run B trains at a rate of 0.01, no longer 0.1: the dead share of its first layer becomes": "the same",
    "lesson 01: a network gets tanh in place of ReLU: the number of its parameters becomes": "the same",
    "lesson 02: 16 sigmoid layers get skip connections: the first layer's gradient becomes": "larger",
    "lesson 02: 12 ReLU neurons in one layer, not in six: the number of pieces of a line becomes": "smaller",
}


# %% wrong: tanh is simpler
# misconception: An activation has parameters, and tanh has fewer.
# caught by: lesson 01: a network gets tanh in place of ReLU: the number of its parameters becomes
start_quiz = {
    "ten ReLU layers begin with init_scale=2, no longer 1: the share of zeros in layer 10 becomes": "the same",
    "ten layers with He's weights get GELU in place of ReLU: the spread of layer 10 becomes": "smaller",
    "run B trains at a rate of 0.01, no longer 0.1: the dead share of its first layer becomes": "smaller",
    "lesson 01: a network gets tanh in place of ReLU: the number of its parameters becomes": "smaller",
    "lesson 02: 16 sigmoid layers get skip connections: the first layer's gradient becomes": "larger",
    "lesson 02: 12 ReLU neurons in one layer, not in six: the number of pieces of a line becomes": "smaller",
}


# %% wrong: tanh is richer
# misconception: An activation has parameters, and tanh has more.
# caught by: lesson 01: a network gets tanh in place of ReLU: the number of its parameters becomes
start_quiz = {
    "ten ReLU layers begin with init_scale=2, no longer 1: the share of zeros in layer 10 becomes": "the same",
    "ten layers with He's weights get GELU in place of ReLU: the spread of layer 10 becomes": "smaller",
    "run B trains at a rate of 0.01, no longer 0.1: the dead share of its first layer becomes": "smaller",
    "lesson 01: a network gets tanh in place of ReLU: the number of its parameters becomes": "larger",
    "lesson 02: 16 sigmoid layers get skip connections: the first layer's gradient becomes": "larger",
    "lesson 02: 12 ReLU neurons in one layer, not in six: the number of pieces of a line becomes": "smaller",
}


# %% wrong: the way around leaves less
# misconception: What goes around a layer is missing in its gradient.
# caught by: lesson 02: 16 sigmoid layers get skip connections: the first layer's gradient becomes
start_quiz = {
    "ten ReLU layers begin with init_scale=2, no longer 1: the share of zeros in layer 10 becomes": "the same",
    "ten layers with He's weights get GELU in place of ReLU: the spread of layer 10 becomes": "smaller",
    "run B trains at a rate of 0.01, no longer 0.1: the dead share of its first layer becomes": "smaller",
    "lesson 01: a network gets tanh in place of ReLU: the number of its parameters becomes": "the same",
    "lesson 02: 16 sigmoid layers get skip connections: the first layer's gradient becomes": "smaller",
    "lesson 02: 12 ReLU neurons in one layer, not in six: the number of pieces of a line becomes": "smaller",
}


# %% wrong: skips change the forward pass only
# misconception: Skip connections do not touch the gradient.
# caught by: lesson 02: 16 sigmoid layers get skip connections: the first layer's gradient becomes
start_quiz = {
    "ten ReLU layers begin with init_scale=2, no longer 1: the share of zeros in layer 10 becomes": "the same",
    "ten layers with He's weights get GELU in place of ReLU: the spread of layer 10 becomes": "smaller",
    "run B trains at a rate of 0.01, no longer 0.1: the dead share of its first layer becomes": "smaller",
    "lesson 01: a network gets tanh in place of ReLU: the number of its parameters becomes": "the same",
    "lesson 02: 16 sigmoid layers get skip connections: the first layer's gradient becomes": "the same",
    "lesson 02: 12 ReLU neurons in one layer, not in six: the number of pieces of a line becomes": "smaller",
}


# %% wrong: width multiplies
# misconception: Neurons side by side multiply pieces.
# caught by: lesson 02: 12 ReLU neurons in one layer, not in six: the number of pieces of a line becomes
start_quiz = {
    "ten ReLU layers begin with init_scale=2, no longer 1: the share of zeros in layer 10 becomes": "the same",
    "ten layers with He's weights get GELU in place of ReLU: the spread of layer 10 becomes": "smaller",
    "run B trains at a rate of 0.01, no longer 0.1: the dead share of its first layer becomes": "smaller",
    "lesson 01: a network gets tanh in place of ReLU: the number of its parameters becomes": "the same",
    "lesson 02: 16 sigmoid layers get skip connections: the first layer's gradient becomes": "larger",
    "lesson 02: 12 ReLU neurons in one layer, not in six: the number of pieces of a line becomes": "larger",
}


# %% wrong: neurons count
# misconception: As many neurons make as many pieces, wherever they stand.
# caught by: lesson 02: 12 ReLU neurons in one layer, not in six: the number of pieces of a line becomes
start_quiz = {
    "ten ReLU layers begin with init_scale=2, no longer 1: the share of zeros in layer 10 becomes": "the same",
    "ten layers with He's weights get GELU in place of ReLU: the spread of layer 10 becomes": "smaller",
    "run B trains at a rate of 0.01, no longer 0.1: the dead share of its first layer becomes": "smaller",
    "lesson 01: a network gets tanh in place of ReLU: the number of its parameters becomes": "the same",
    "lesson 02: 16 sigmoid layers get skip connections: the first layer's gradient becomes": "larger",
    "lesson 02: 12 ReLU neurons in one layer, not in six: the number of pieces of a line becomes": "the same",
}
