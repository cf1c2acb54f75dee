"""Training is the loop of lesson 01, repeatable, and blind to the test digits."""

import itertools

import pytest
import torch
from torch.nn.functional import cross_entropy

import hyperlib as h

H = h.Hyperparameters


@pytest.fixture(scope="module")
def digits():
    return h.load_mnist().subset(200)


SMALL = H(n_neurons=(16,), epochs=2, batch_size=32)


def by_hand(config, data, seed, optimizer, penalty=lambda model: 0):
    """Train step by step, with an optimizer of torch that is not fused."""
    model = h.MLP(784, config.n_neurons, 10, seed=seed)
    step = optimizer(model.parameters())
    generator = torch.Generator().manual_seed(seed)
    losses = []
    for _ in range(config.epochs):
        for rows in torch.randperm(len(data.y_train), generator=generator).split(config.batch_size):
            loss = cross_entropy(model(data.X_train[rows]), data.y_train[rows]) + penalty(model)
            step.zero_grad()
            loss.backward()
            step.step()
        with torch.no_grad():
            losses.append(cross_entropy(model(data.X_val), data.y_val).item())
    return losses


def l1_of(model):
    return 1e-3 * sum(p.abs().sum() for p in model.parameters() if p.ndim == 2)


def l2_of(model):
    # the gradient of weight_decay / 2 * |p|^2 is weight_decay * p, on biases too, as in torch
    return 0.05 * sum((p * p).sum() for p in model.parameters())


@pytest.mark.parametrize(
    ("changes", "optimizer", "penalty"),
    [
        ({}, lambda p: torch.optim.Adam(p, lr=1e-3), None),
        ({"optimizer": "sgd", "lr": 0.1}, lambda p: torch.optim.SGD(p, lr=0.1), None),
        (
            {"optimizer": "sgd", "lr": 0.1, "momentum": 0.9},
            lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9),
            None,
        ),
        (
            {"optimizer": "sgd", "lr": 0.1, "momentum": 0.9, "nesterov": True},
            lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True),
            None,
        ),
        ({"optimizer": "rmsprop"}, lambda p: torch.optim.RMSprop(p, lr=1e-3), None),
        (
            {"optimizer": "adamw", "weight_decay": 0.1},
            lambda p: torch.optim.AdamW(p, lr=1e-3, weight_decay=0.1),
            None,
        ),
        ({"optimizer": "sgd", "weight_decay": 0.1}, lambda p: torch.optim.SGD(p, lr=1e-3), l2_of),
        ({"weight_decay": 0.1}, lambda p: torch.optim.Adam(p, lr=1e-3), l2_of),
        ({"l1": 1e-3}, lambda p: torch.optim.Adam(p, lr=1e-3), l1_of),
    ],
    ids=["adam", "sgd", "momentum", "nesterov", "rmsprop", "adamw", "sgd L2", "adam L2", "L1"],
)
def test_train_is_the_loop_by_hand(digits, changes, optimizer, penalty):
    config = SMALL.replace(**changes)
    run = h.train(config, digits, seed=1)
    expected = by_hand(config, digits, 1, optimizer, penalty or (lambda model: 0))
    assert [e.val_loss for e in run.history] == pytest.approx(expected, rel=1e-4)


def test_the_same_seed_gives_the_same_numbers_and_another_one_others(digits):
    def losses(seed):
        return [
            e.train_loss for e in h.train(SMALL.replace(dropout=0.2), digits, seed=seed).history
        ]

    assert losses(3) == losses(3)
    assert losses(3) != losses(4)


def test_the_global_generator_and_the_threads_are_left_as_they_were(digits):
    state, threads = torch.get_rng_state(), torch.get_num_threads()
    h.train(SMALL.replace(dropout=0.2), digits, seed=0)
    assert torch.equal(torch.get_rng_state(), state)
    assert torch.get_num_threads() == threads


def test_the_test_part_is_never_read(digits):
    class Sealed(h.Data):
        sealed = False

        def __getattribute__(self, name):
            if name in ("X_test", "y_test") and type(self).sealed:
                raise AssertionError("train read the test part")
            return super().__getattribute__(name)

    parts = [getattr(digits, f"{k}_{p}") for p in ("train", "val", "test") for k in ("X", "y")]
    sealed = Sealed(*parts)
    classes = sealed.n_output
    Sealed.sealed = True
    Sealed.n_output = classes  # the number of classes is a fact about the task
    assert h.train(SMALL, sealed, seed=0).final.epoch == 2


def test_a_diverged_run_is_recorded_and_ends(digits):
    run = h.train(SMALL.replace(optimizer="sgd", lr=1e30, epochs=5), digits, seed=0)
    assert run.diverged
    assert len(run.history) < 5


def test_a_run_in_float64_is_like_one_in_float32_and_keeps_its_weights_so(digits):
    run = h.train(SMALL, digits, seed=0, dtype=torch.float64)
    assert {p.dtype for p in run.model.parameters()} == {torch.float64}
    other = h.train(SMALL, digits, seed=0)
    assert {p.dtype for p in other.model.parameters()} == {torch.float32}
    assert run.final.train_loss == pytest.approx(other.final.train_loss, rel=0.2)
    again = h.train(SMALL, digits, seed=0, dtype=torch.float64)
    assert [e.val_loss for e in again.history] == [e.val_loss for e in run.history]


def test_the_history_agrees_with_evaluate(digits):
    run = h.train(SMALL.replace(dropout=0.5), digits, seed=0)
    loss, accuracy = h.evaluate(run.model, digits.X_val, digits.y_val)
    assert (loss, accuracy) == pytest.approx((run.final.val_loss, run.final.val_accuracy))


def test_evaluate_turns_dropout_off_and_on_again(digits):
    model = h.MLP(784, [16], 10, dropout=0.5, seed=0).train()
    first = h.evaluate(model, digits.X_val, digits.y_val)
    assert first == h.evaluate(model, digits.X_val, digits.y_val)
    assert model.training


def test_evaluate_leaves_the_mode_of_every_layer_also_after_an_error(digits):
    model = h.MLP(784, [16], 10, dropout=0.5, seed=0).train()
    model.layers[2].eval()
    modes = [module.training for module in model.modules()]
    h.evaluate(model, digits.X_val, digits.y_val)
    with pytest.raises(ValueError, match="must give logits"):
        h.evaluate(model, digits.X_val, digits.y_val + 5)
    assert [module.training for module in model.modules()] == modes


def test_dropout_changes_training(digits):
    with_it = h.train(SMALL.replace(dropout=0.5), digits, seed=0).final.train_loss
    assert with_it != h.train(SMALL, digits, seed=0).final.train_loss


def test_best_is_the_epoch_with_the_highest_validation_accuracy(digits):
    run = h.train(SMALL.replace(epochs=6), digits, seed=0)
    assert run.best.val_accuracy == max(e.val_accuracy for e in run.history)
    assert run.seconds == pytest.approx(sum(e.seconds for e in run.history))


@pytest.mark.parametrize("activation", h.ACTIVATION_LAYERS)
def test_a_saved_run_can_be_loaded(digits, tmp_path, activation):
    run = h.train(SMALL.replace(dropout=0.2, activation=activation), digits, seed=0)
    torch.save(run, tmp_path / "run.pt")
    again = torch.load(tmp_path / "run.pt")  # by default weights_only=True
    assert (again.config, again.seed, again.history) == (run.config, run.seed, run.history)
    assert h.evaluate(again.model, digits.X_val, digits.y_val) == h.evaluate(
        run.model, digits.X_val, digits.y_val
    )
    assert h.gradient_norms(again.model, digits.X_val, digits.y_val)


def test_data_a_range_test_a_sweep_and_a_search_can_be_saved_and_loaded(digits, tmp_path):
    space = {"lr": h.search.LogUniform(1e-4, 1), "batch_size": h.search.Choice([32, 64])}
    found = [h.lr_range_test(SMALL, digits, steps=3), h.sweep([SMALL], digits), space]
    found.append(h.search.random_search(space, digits, 2, base=SMALL))
    torch.save([digits, *found], tmp_path / "kept.pt")
    data, *again = torch.load(tmp_path / "kept.pt")
    assert torch.equal(data.X_train, digits.X_train)
    assert again == found


def test_a_model_of_another_dtype_or_size_has_a_clear_error(digits):
    X, y = digits.X_val, digits.y_val
    with pytest.raises(TypeError, match=r"float32 parameters.*got torch.float64; try model.float"):
        h.evaluate(h.MLP(784, [4], 10).double(), X, y)
    with pytest.raises(ValueError, match=r"must give logits of shape \(1000, 10 or more"):
        h.evaluate(h.MLP(784, [4], 9), X, y)
    with pytest.raises(ValueError, match="must be on cpu, where X is, got meta"):
        h.evaluate(h.MLP(784, [4], 10).to("meta"), X, y)


@pytest.mark.parametrize(
    ("schedule", "reference"),
    [
        ("constant", lambda o, n: torch.optim.lr_scheduler.ConstantLR(o, factor=1)),
        (
            "linear",
            lambda o, n: torch.optim.lr_scheduler.LinearLR(o, 1, end_factor=0, total_iters=n),
        ),
        ("cosine", lambda o, n: torch.optim.lr_scheduler.CosineAnnealingLR(o, n)),
        ("step", lambda o, n: torch.optim.lr_scheduler.MultiStepLR(o, [n // 2, 3 * n // 4])),
        ("exponential", lambda o, n: torch.optim.lr_scheduler.ExponentialLR(o, 0.01 ** (1 / n))),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_rate_of_each_step_is_that_of_torchs_schedulers(schedule, reference):
    steps = 40
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    scheduler, expected = reference(optimizer, steps), []
    for _ in range(steps):
        expected += scheduler.get_last_lr()
        optimizer.step()
        scheduler.step()
    assert h.rate_factors(H(schedule=schedule), steps) == pytest.approx(expected, abs=1e-6)


def test_one_cycle_is_torchs_up_to_a_step():
    steps = 100
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    scheduler = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=1.0, total_steps=steps, cycle_momentum=False
    )
    expected = []
    for _ in range(steps):
        expected += scheduler.get_last_lr()
        optimizer.step()
        scheduler.step()
    # torch counts to the last step, this course to the number of steps: at most one step lies between.
    one_step = max(abs(a - b) for a, b in itertools.pairwise(expected))
    found = h.rate_factors(H(schedule="one_cycle"), steps)
    assert max(abs(a - b) for a, b in zip(found, expected, strict=True)) <= one_step
    assert found[0] == pytest.approx(1 / 25)
    assert found[30] == pytest.approx(1)


def test_warm_up_grows_to_the_full_rate_and_the_schedule_covers_the_rest():
    warm = h.rate_factors(H(warmup=0.25, schedule="linear"), 8)
    assert warm == pytest.approx([1 / 3, 2 / 3, *h.rate_factors(H(schedule="linear"), 6)])
    assert h.rate_factors(H(warmup=0.9), 1) == [0.5]  # nothing but warm-up
    assert h.rate_factors(H(warmup=0.4), 1) == [1.0]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"warmup": 1}, "warmup must be >= 0 and < 1, got 1"),
        ({"warmup": -0.1}, "warmup must be"),
        ({"nesterov": True}, "nesterov changes momentum"),
        ({"nesterov": True, "optimizer": "rmsprop"}, "nesterov changes momentum"),
        ({"optimizer": "rmsprop", "momentum": 0.9}, "momentum belongs to sgd"),
        ({"activation": "swish"}, "activation must be one of"),
    ],
)
def test_a_training_hyperparameter_out_of_range_has_a_clear_error(changes, message):
    with pytest.raises(ValueError, match=message):
        H(**changes)


def test_epochs_without_end_cost_nothing_before_patience_ends_them():
    """As many factors of the learning rate as steps would not fit into memory."""
    data = h.make_moons(20)
    config = H(n_neurons=(4,), optimizer="sgd", lr=1e-9, epochs=10**12, patience=1, warmup=0.1)
    [lane] = h.sweep([config], data).lanes
    assert len(lane.history) == len(h.train(config, data).history) < 10


def test_the_founding_network_learns_the_digits():
    run = h.train(H(), h.load_mnist(), seed=0)
    # 0.86 to 0.90 over ten seeds when this was written; chance is 0.1
    assert run.final.val_accuracy > 0.8
