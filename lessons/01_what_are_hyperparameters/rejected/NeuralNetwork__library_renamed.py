# misconception: Giving the library's class a name is writing it.
# caught by: a wrong configuration is refused
# caught by: your own class
NeuralNetwork = h.NeuralNetwork
