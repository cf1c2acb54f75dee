# misconception: An empty subclass of the library's class is a class of one's own.
# caught by: a wrong configuration is refused
# caught by: your own class
class NeuralNetwork(h.NeuralNetwork):
    pass
