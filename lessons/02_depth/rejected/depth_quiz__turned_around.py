# misconception: Small gradients are exploding ones, seen from the front.
# caught by: 15 sigmoid layers; the norm is 1 in the last layer and 1e-9 in the second
depth_quiz = {
    "15 sigmoid layers; the norm is 1 in the last layer and 1e-9 in the second": "exploding",
    "20 tanh layers with large weights; the norm is 1 in the last layer and 1e4 in the second": "vanishing",
    "16 ReLU layers, He; all norms between 0.5 and 2, yet one layer is more accurate": "neither",
}
