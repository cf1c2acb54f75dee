# misconception: Giving the library's class a name is writing it.
# caught by: ?
NeuralNetwork = h.NeuralNetwork
