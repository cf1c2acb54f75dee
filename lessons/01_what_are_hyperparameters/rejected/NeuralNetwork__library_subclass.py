# misconception: An empty subclass of the library's class is a class of one's own.
# caught by: ?
class NeuralNetwork(h.NeuralNetwork):
    pass
