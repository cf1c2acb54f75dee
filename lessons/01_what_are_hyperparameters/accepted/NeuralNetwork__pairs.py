from itertools import pairwise

import torch


class NeuralNetwork(torch.nn.Module):
    def __init__(self, inputs, depth, widths, outputs):
        sizes = [inputs, *widths, outputs]
        if depth != len(widths) or depth < 1:
            raise ValueError("depth and widths do not agree")
        if any(type(size) is not int or size < 1 for size in sizes):
            raise ValueError("a size is no positive integer")
        super().__init__()
        layers = []
        for a, b in pairwise(sizes):
            layers += [torch.nn.Linear(a, b), torch.nn.ReLU()]
        self.layers = torch.nn.ModuleList(layers[:-1])

    def forward(self, images):
        for layer in self.layers:
            images = layer(images)
        return images
