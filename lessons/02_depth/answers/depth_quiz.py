# %% right: dictionary
depth_quiz = {
    "15 sigmoid layers; the norm is 1 in the last layer and 1e-9 in the second": "vanishing",
    "20 tanh layers with large weights; the norm is 1 in the last layer and 1e4 in the second": "exploding",
    "16 ReLU layers, He; all norms between 0.5 and 2, yet one layer is more accurate": "neither",
}


# %% right: item by item
depth_quiz = {}
depth_quiz["15 sigmoid layers; the norm is 1 in the last layer and 1e-9 in the second"] = "vanishing"
depth_quiz["20 tanh layers with large weights; the norm is 1 in the last layer and 1e4 in the second"] = "exploding"
depth_quiz["16 ReLU layers, He; all norms between 0.5 and 2, yet one layer is more accurate"] = "neither"


# %% right: zip
questions = [
    "15 sigmoid layers; the norm is 1 in the last layer and 1e-9 in the second",
    "20 tanh layers with large weights; the norm is 1 in the last layer and 1e4 in the second",
    "16 ReLU layers, He; all norms between 0.5 and 2, yet one layer is more accurate",
]
depth_quiz = dict(zip(questions, ["vanishing", "exploding", "neither"]))


# %% wrong: bad training means vanishing
# misconception: Whoever trains badly has vanishing gradients.
# caught by: 16 ReLU layers, He; all norms between 0.5 and 2, yet one layer is more accurate
depth_quiz = {
    "15 sigmoid layers; the norm is 1 in the last layer and 1e-9 in the second": "vanishing",
    "20 tanh layers with large weights; the norm is 1 in the last layer and 1e4 in the second": "exploding",
    "16 ReLU layers, He; all norms between 0.5 and 2, yet one layer is more accurate": "vanishing",
}


# %% wrong: deep means exploding
# misconception: Sixteen layers multiply, so something must explode.
# caught by: 16 ReLU layers, He; all norms between 0.5 and 2, yet one layer is more accurate
depth_quiz = {
    "15 sigmoid layers; the norm is 1 in the last layer and 1e-9 in the second": "vanishing",
    "20 tanh layers with large weights; the norm is 1 in the last layer and 1e4 in the second": "exploding",
    "16 ReLU layers, He; all norms between 0.5 and 2, yet one layer is more accurate": "exploding",
}


# %% wrong: depth is no matter
# misconception: The norm of a gradient says nothing about training.
# caught by: 15 sigmoid layers; the norm is 1 in the last layer and 1e-9 in the second
depth_quiz = {
    "15 sigmoid layers; the norm is 1 in the last layer and 1e-9 in the second": "neither",
    "20 tanh layers with large weights; the norm is 1 in the last layer and 1e4 in the second": "neither",
    "16 ReLU layers, He; all norms between 0.5 and 2, yet one layer is more accurate": "neither",
}


# %% wrong: early layers learn most
# misconception: The first layer's tiny norm means that it has converged.
# caught by: 15 sigmoid layers; the norm is 1 in the last layer and 1e-9 in the second
depth_quiz = {
    "15 sigmoid layers; the norm is 1 in the last layer and 1e-9 in the second": "neither",
    "20 tanh layers with large weights; the norm is 1 in the last layer and 1e4 in the second": "exploding",
    "16 ReLU layers, He; all norms between 0.5 and 2, yet one layer is more accurate": "neither",
}


# %% wrong: large is healthy
# misconception: A large gradient is a strong signal, so nothing is wrong.
# caught by: 20 tanh layers with large weights; the norm is 1 in the last layer and 1e4 in the second
depth_quiz = {
    "15 sigmoid layers; the norm is 1 in the last layer and 1e-9 in the second": "vanishing",
    "20 tanh layers with large weights; the norm is 1 in the last layer and 1e4 in the second": "neither",
    "16 ReLU layers, He; all norms between 0.5 and 2, yet one layer is more accurate": "neither",
}


# %% wrong: tanh always vanishes
# misconception: tanh saturates, so its gradients always vanish.
# caught by: 20 tanh layers with large weights; the norm is 1 in the last layer and 1e4 in the second
depth_quiz = {
    "15 sigmoid layers; the norm is 1 in the last layer and 1e-9 in the second": "vanishing",
    "20 tanh layers with large weights; the norm is 1 in the last layer and 1e4 in the second": "vanishing",
    "16 ReLU layers, He; all norms between 0.5 and 2, yet one layer is more accurate": "neither",
}


# %% wrong: turned around
# misconception: Small gradients are exploding ones, seen from the front.
# caught by: 15 sigmoid layers; the norm is 1 in the last layer and 1e-9 in the second
depth_quiz = {
    "15 sigmoid layers; the norm is 1 in the last layer and 1e-9 in the second": "exploding",
    "20 tanh layers with large weights; the norm is 1 in the last layer and 1e4 in the second": "vanishing",
    "16 ReLU layers, He; all norms between 0.5 and 2, yet one layer is more accurate": "neither",
}
