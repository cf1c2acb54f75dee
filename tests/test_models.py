"""Networks have the architecture, the initial weights and the costs that they say."""

import math

import pytest
import torch
from torch import nn

import hyperlib as h

FOUNDING = """NeuralNetwork(
  (layers): ModuleList(
    (0): Linear(in_features=784, out_features=128, bias=True)
    (1): ReLU()
    (2): Linear(in_features=128, out_features=64, bias=True)
    (3): ReLU()
    (4): Linear(in_features=64, out_features=32, bias=True)
    (5): ReLU()
    (6): Linear(in_features=32, out_features=10, bias=True)
  )
)"""


def test_the_founding_network_prints_its_architecture_and_has_111146_parameters():
    model = h.NeuralNetwork(784, 3, [128, 64, 32], 10)
    assert str(model) == FOUNDING
    # 784*128+128 + 128*64+64 + 64*32+32 + 32*10+10
    assert h.count_parameters(model) == 100480 + 8256 + 2080 + 330 == 111146


def test_the_mlp_has_the_same_layers_as_the_founding_network():
    assert str(h.MLP(784, [128, 64, 32], 10).layers) == str(
        h.NeuralNetwork(784, 3, [128, 64, 32], 10).layers
    )


def test_a_network_maps_examples_to_logits():
    assert h.NeuralNetwork(4, 1, [3], 2)(torch.zeros(5, 4)).shape == (5, 2)


def test_without_hidden_layers_the_mlp_is_linear():
    model = h.MLP(4, [], 2, seed=0)
    assert [type(layer) for layer in model.layers] == [nn.Linear]


@pytest.mark.parametrize(("name", "kind"), [("relu", nn.ReLU), ("tanh", nn.Tanh)])
def test_activation_and_dropout_stand_after_each_hidden_layer(name, kind):
    model = h.MLP(4, [3, 3], 2, activation=name, dropout=0.5)
    assert [type(layer) for layer in model.layers] == [nn.Linear, kind, nn.Dropout] * 2 + [
        nn.Linear
    ]


def test_a_seed_fixes_the_weights():
    def weights(seed):
        return torch.cat([p.flatten() for p in h.MLP(9, [8], 3, seed=seed).parameters()])

    assert torch.equal(weights(1), weights(1))
    assert not torch.equal(weights(1), weights(2))


def test_a_seed_leaves_the_global_generator_alone():
    state = torch.get_rng_state()
    h.MLP(4, [3], 2, seed=0)
    assert torch.equal(torch.get_rng_state(), state)


@pytest.mark.parametrize(
    ("initialization", "std"),
    [
        ("he", math.sqrt(2 / 400)),  # He et al. 2015, equation 10
        ("glorot", math.sqrt(2 / (400 + 300))),  # Glorot and Bengio 2010, equation 12
        ("default", 1 / math.sqrt(3 * 400)),  # uniform within 1/sqrt(fan_in)
    ],
)
def test_the_weights_have_the_standard_deviation_of_their_formula(initialization, std):
    for seed in range(3):
        first = h.MLP(400, [300], 10, initialization=initialization, seed=seed).layers[0]
        # 120,000 draws: the standard deviation is known to about 0.2%; 1% is five of these
        assert first.weight.std().item() == pytest.approx(std, rel=0.01)
        assert abs(first.weight.mean().item()) < 5 * std / math.sqrt(120_000)


def test_he_and_glorot_set_biases_to_zero():
    for initialization in ("he", "glorot"):
        assert not h.MLP(4, [3], 2, initialization=initialization).layers[0].bias.any()


def test_the_default_has_the_bounds_of_torch():
    mine = h.MLP(50, [2000], 2, seed=0).layers[0]
    theirs = nn.Linear(50, 2000)
    bound = 1 / math.sqrt(50)
    for layer in (mine, theirs):
        for p in layer.parameters():
            # of 2,000 uniform draws the largest lies within 1% of the bound
            assert bound * 0.99 < p.abs().max().item() <= bound


def by_hand(model, X, skips):
    """Compute the logits layer by layer, with a skip connection around the hidden layers named."""
    *hidden, last = [layer for layer in model.layers if isinstance(layer, nn.Linear)]
    for k, layer in enumerate(hidden):
        out = torch.tanh(layer(X))
        X = X + out if k in skips else out
    return last(X)


@pytest.mark.parametrize(
    ("n_neurons", "skips"),
    [
        ([5, 5, 5], {1, 2}),
        ([5, 5, 3, 3], {1, 3}),
        ([4, 5, 4], set()),  # 4 inputs: the first hidden layer reads the examples and has none
        ([4, 4], {1}),
        ([5], set()),
        ([], set()),
    ],
)
def test_a_skip_connection_adds_the_input_of_a_layer_as_wide_as_the_one_before(n_neurons, skips):
    X = torch.randn(6, 4, generator=torch.Generator().manual_seed(0))
    model = h.MLP(4, n_neurons, 2, activation="tanh", skip=True, seed=0)
    plain = h.MLP(4, n_neurons, 2, activation="tanh", seed=0)
    assert torch.equal(model(X), by_hand(model, X, skips))
    assert torch.equal(plain(X), by_hand(plain, X, set()))
    assert torch.equal(model(X), plain(X)) == (not skips)
    for mine, its in zip(model.parameters(), plain.parameters(), strict=True):
        assert torch.equal(mine, its)  # the same weights are drawn
    assert ("skips" in str(model)) == bool(skips)
    assert h.count_parameters(model) == h.count_parameters(plain)
    assert h.multiply_adds(model) == h.multiply_adds(plain)
    assert h.training_memory(model) == h.training_memory(plain)


def test_dropout_spares_what_a_skip_connection_carries():
    model = h.MLP(4, [50, 50], 50, dropout=0.999, skip=True, seed=0)
    with torch.no_grad():
        model.layers[-1].weight.copy_(torch.eye(50))
        model.layers[-1].bias.zero_()
    X = torch.ones(200, 4)
    draws = torch.Generator().manual_seed(0)
    first = torch.empty(200, 50).bernoulli_(0.001, generator=torch.Generator().manual_seed(0))
    kept = torch.relu(model.layers[0](X)) * first / 0.001
    given = model(X, generator=draws)
    # the second layer drops 99.9% of what it adds, and nothing of what the first one gave
    assert first.sum() > 0
    assert (given == kept).float().mean() > 0.99


def test_a_network_saved_before_skip_connections_has_none():
    model = h.MLP(4, [3, 3], 2, seed=0)
    del model.__dict__["skips"]
    assert torch.equal(model(torch.ones(5, 4)), h.MLP(4, [3, 3], 2, seed=0)(torch.ones(5, 4)))
    config = h.Hyperparameters(lr=0.1)
    del config.__dict__["skip"]
    assert config == h.Hyperparameters(lr=0.1) and config.replace(lr=0.2).skip is False


def test_frozen_parameters_are_not_counted():
    model = h.MLP(4, [3], 2)
    model.layers[0].weight.requires_grad_(False)
    assert h.count_parameters(model) == 23 - 12


def test_multiply_adds_are_the_products_of_neighboring_sizes():
    # 784*128 + 128*64 + 64*32 + 32*10
    assert h.multiply_adds(h.NeuralNetwork(784, 3, [128, 64, 32], 10)) == 110_912


@pytest.mark.parametrize(("optimizer", "copies"), [("sgd", 2), ("momentum", 3), ("adam", 4)])
def test_memory_counts_parameters_gradients_state_and_activations(optimizer, copies):
    model = h.MLP(4, [3], 2)
    # 23 parameters; an example keeps 4 inputs, 3 hidden and 2 output numbers; 4 bytes each
    expected = 4 * (copies * 23 + 8 * (4 + 3 + 2))
    assert h.training_memory(model, optimizer=optimizer, batch_size=8) == expected


def test_the_counted_optimizer_state_is_what_torch_keeps():
    model = h.MLP(4, [3], 2)
    optimizer = torch.optim.Adam(model.parameters())
    model(torch.ones(2, 4)).sum().backward()
    optimizer.step()
    kept = sum(
        value.numel()
        for state in optimizer.state.values()
        for name, value in state.items()
        if name != "step"
    )
    assert kept == 2 * h.count_parameters(model)


@pytest.mark.parametrize("data", [None, "digits", [1, 2], torch.zeros(2, 3)], ids=str)
def test_a_network_of_a_configuration_needs_data_with_sizes(data):
    with pytest.raises(
        TypeError, match=r"(?s)data must be data with n_input and n_output, got .*; try"
    ):
        h.MLP.from_config(h.Hyperparameters(), data)
