"""Plain data goes out of a learner's kernel and comes back; nothing else does."""

import json
from collections import ChainMap, UserDict, UserList, deque
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

import numpy as np
import pytest
import torch

from hyperlib import checks, observations


def there_and_back(value, arrays=False):
    return observations.decode(json.loads(json.dumps(observations.encode(value))), arrays=arrays)


@pytest.mark.parametrize(
    "value",
    [None, True, 3, -2.5, float("inf"), "text", [1, [2, "a"]], {"a": 1, 3: [None]}, {1, 2}, ...],
    ids=repr,
)
def test_plain_values_come_back_equal(value):
    assert there_and_back(value) == value


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        (deque([1, 2]), [1, 2]),
        (UserList([1, (2,)]), [1, [2]]),
        ({"a": 1}.values(), [1]),
        ({"a": 1}.items(), [["a", 1]]),
        ({"b": 1, "a": 2}.keys(), ["b", "a"]),
        (UserDict(a=1), {"a": 1}),
        (ChainMap({"a": 1}, {"b": 2}), {"a": 1, "b": 2}),
        (MappingProxyType({"a": (1,)}), {"a": [1]}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_reads_like_a_list_or_a_dictionary_comes_back_as_one(given, plain):
    assert there_and_back(given) == plain


@pytest.mark.parametrize("raw", [b"ab", bytearray(b"ab"), memoryview(b"ab")], ids=repr)
def test_bytes_are_no_list(raw):
    assert repr(there_and_back(raw)) == f"<{type(raw).__name__}>"


@pytest.mark.parametrize("made", [Fraction, Decimal])
def test_numbers_of_the_standard_library_come_back_as_floats(made):
    assert there_and_back([made(3), {made("0.5"): made("-0.1")}]) == [3.0, {0.5: -0.1}]
    assert there_and_back(made(10**400)).__class__ in (float, observations.Other)


def test_a_complex_number_is_only_the_name_of_its_type():
    assert repr(there_and_back(3 + 0j)) == "<complex>"


def test_a_tuple_comes_back_as_a_list():
    assert there_and_back((1, (2, 3))) == [1, [2, 3]]


def test_a_range_comes_back_as_a_list_and_no_further_than_a_list_may():
    assert there_and_back({"rungs": [range(3), range(4, 0, -2)]}) == {"rungs": [[0, 1, 2], [4, 2]]}
    assert len(there_and_back(range(10**18))) == observations.MAX_ITEMS


def test_a_tuple_may_be_a_key():
    assert there_and_back({(1, 2): "a"}) == {(1, 2): "a"}


@pytest.mark.parametrize("dtype", ["float32", "float64", "int64", "bool", "uint8"])
def test_arrays_keep_shape_dtype_and_values(dtype):
    array = np.arange(6).reshape(2, 3).astype(dtype)
    back = there_and_back(array)
    assert back.dtype == array.dtype
    np.testing.assert_array_equal(back, array)


def test_a_tensor_argument_comes_back_as_a_tensor():
    tensor = torch.tensor([[1.0, 2.0]], requires_grad=True)
    back = there_and_back(tensor, arrays=True)
    assert isinstance(back, torch.Tensor)
    assert back.tolist() == [[1.0, 2.0]]


def test_a_numpy_scalar_is_an_array_without_axes():
    assert there_and_back(np.float64(2.5)) == 2.5  # float64 is a Python float
    assert there_and_back(np.float32(2.5)).item() == 2.5


def test_an_object_is_only_the_name_of_its_type():
    class Always:
        def __eq__(self, other):
            return True

        __hash__ = None

    back = there_and_back(Always())
    assert isinstance(back, observations.Other)
    assert back.type_name == "Always"


def test_a_list_that_contains_itself_is_refused():
    loop = []
    loop.append(loop)
    assert "too deeply nested" in json.dumps(observations.encode(loop))


def test_a_huge_list_is_refused():
    encoded = observations.encode([0] * (observations.MAX_ITEMS + 1))
    assert encoded[-1]["$"] == "other"


@pytest.mark.parametrize("shape", [(10_000_000, 0), (3_000, 3_000, 0)])
def test_a_huge_array_without_numbers_is_refused(shape):
    assert observations.encode(np.empty(shape))["$"] == "other"
    forged = {"$": "array", "kind": "numpy", "dtype": "float64", "shape": list(shape), "data": []}
    with pytest.raises(ValueError, match="expected at most 1000000 numbers"):
        observations.decode(forged)


@pytest.mark.parametrize("shape", [(0,), (0, 10_000_000), (4, 0), (2, 3, 0)])
def test_a_small_array_without_numbers_comes_back(shape):
    assert there_and_back(np.empty(shape)).shape == shape


def test_a_huge_array_is_refused():
    assert observations.encode(np.zeros(observations.MAX_ITEMS + 1))["$"] == "other"


@pytest.mark.parametrize(
    "data",
    [
        {"$": "unknown"},
        {},
        {"$": "array", "kind": "numpy", "dtype": "object", "shape": [1], "data": [1]},
        {"$": "array", "kind": "numpy", "dtype": "float32", "shape": [5], "data": [1]},
    ],
)
def test_data_that_encode_did_not_write_is_refused(data):
    with pytest.raises(ValueError):
        observations.decode(data)


def test_a_long_double_comes_back_as_a_float():
    assert there_and_back(np.longdouble(1.5)) == 1.5
    np.testing.assert_array_equal(there_and_back(np.ones(2, np.longdouble)), np.ones(2))


def test_an_endless_list_is_refused():
    class Endless(list):
        def __iter__(self):
            while True:
                yield 1

    assert observations.encode(Endless())[-1]["$"] == "other"


class TestObserve:
    def test_a_value_comes_back(self):
        seen = observations.observe({"f": lambda x: x + 1}, "f", [1])
        assert seen == {"status": "value", "value": 2, "mutated": False}

    def test_a_missing_name_is_said(self):
        assert observations.observe({}, "f", [1]) == {"status": "missing"}

    def test_an_unwritten_answer_is_said(self):
        def f(x):
            raise NotImplementedError

        assert observations.observe({"f": f}, "f", [1])["status"] == "unwritten"
        assert observations.observe({"f": ...}, "f", None)["status"] == "unwritten"
        assert observations.observe({"f": lambda x: ...}, "f", [1])["status"] == "unwritten"

    def test_what_torch_has_not_implemented_is_no_stub(self):
        def f(z):
            return torch.nn.functional.log_softmax(torch.tensor(z), dim=0)

        seen = observations.observe({"f": f}, "f", [[1, 2]])
        assert (seen["status"], seen["types"][0]) == ("error", "NotImplementedError")

    def test_an_exception_comes_with_its_types_and_message(self):
        seen = observations.observe({"f": lambda x: {}[x]}, "f", ["key"])
        assert seen["status"] == "error"
        assert seen["types"][:2] == ["KeyError", "LookupError"]

    def test_sys_exit_is_an_error_and_not_the_end(self):
        assert observations.observe({"f": exit}, "f", [1])["types"][0] == "SystemExit"

    def test_a_changed_argument_is_noticed(self):
        assert observations.observe({"f": lambda x: x.sort()}, "f", [[2, 1]])["mutated"]
        assert not observations.observe({"f": lambda x: sorted(x)}, "f", [[2, 1]])["mutated"]

    def test_a_variable_is_read_and_a_number_is_not_called(self):
        assert observations.observe({"x": 3}, "x", None)["value"] == 3
        assert observations.observe({"x": 3}, "x", [1])["types"] == ["TypeError"]

    def test_via_sees_the_answer_and_the_arguments(self):
        seen = observations.observe({"f": dict}, "f", [2], via=lambda f, n: [f.__name__, n])
        assert seen["value"] == ["dict", 2]

    def test_a_request_carries_the_source_of_via(self):
        requests = [
            {"name": "f", "args": [3], "via": "def g(f, x):\n    return f(x) * 10", "via_name": "g"}
        ]
        [seen] = json.loads(observations.observe_all({"f": lambda x: x + 1}, json.dumps(requests)))
        assert seen["value"] == 40


def test_settings_of_torch_from_an_earlier_cell_do_not_reach_an_answer():
    def answer(x):
        weight = torch.tensor([float(x)], requires_grad=True)
        (2 * weight).sum().backward()
        return [str(weight.dtype), str(weight.device), float(weight.grad)]

    torch.set_default_dtype(torch.float64)
    torch.set_grad_enabled(False)
    torch.set_default_device("meta")
    try:
        seen = observations.observe({"f": answer}, "f", [1])
        kept = torch.get_default_dtype(), torch.is_grad_enabled(), torch.get_default_device().type
    finally:
        torch.set_default_dtype(torch.float32)
        torch.set_grad_enabled(True)
        torch.set_default_device(None)
    assert seen["value"] == ["torch.float32", "cpu", 2.0]
    assert kept == (torch.float64, False, "meta")


class Broken(ValueError):
    def __str__(self):
        return self.missing


@pytest.mark.parametrize("error", [Broken(), SystemExit(), GeneratorExit()])
def test_any_exception_of_an_answer_is_an_observation(error):
    def answer():
        raise error

    seen = observations.observe({"f": answer}, "f", [])
    assert seen["status"] == "error" and seen["types"][0] == type(error).__name__
    assert isinstance(seen["message"], str)


def test_numbers_that_json_does_not_know_are_rounded():
    for value in (np.longdouble(1.5), np.array([1.5], dtype=np.longdouble)):
        seen = observations.observe({"f": lambda value=value: value}, "f", [])
        assert np.all(observations.decode(seen["value"]) == 1.5)
    big_endian = observations.encode(np.array([1.5], dtype=">f8"))
    assert observations.decode(big_endian).tolist() == [1.5]


def walked(answer, *args):
    return [float(x) for x in answer(*args)]


class NoSelf:
    def step(loss):  # noqa: N805
        return loss


@pytest.mark.parametrize(
    ("answer", "got", "look"),
    [
        (lambda x: "text", "'text' (a str, which the check cannot use)", "what the task wants"),
        (lambda x: None, "None", "does it end with `return`"),
        (lambda x: [None], "[None] (None stands there in place of a number)", "the task wants"),
        (lambda: 1, "`f` takes 0 positional arguments but 1 was given", "The stub of `f`"),
        (5, "`f` must be a function or a class, got int", "another value"),
    ],
)
def test_what_a_check_cannot_use_is_told_in_words(answer, got, look):
    seen = json.loads(json.dumps(observations.observe({"f": answer}, "f", [2], via=walked)))
    result = checks.judge_case("f", checks.example(2, expected=[1.0]), seen, "walked")
    assert result.details["got"] == got and look in result.details["look at"]
    # That the check fails with what was returned is not a refusal by the answer.
    refused = checks.judge_case("f", checks.raises(ValueError, 2), seen, "walked")
    assert refused.outcome == "fail"


def test_a_refusal_within_the_answer_counts_wherever_it_is_raised():
    def lazy(x):
        return (int(part) for part in ["a"])

    def refuses(x):
        raise ValueError("no")

    for answer, outcome in ((refuses, "pass"), (int, "pass"), (lazy, "fail")):
        seen = observations.observe({"f": answer}, "f", ["a"], via=lambda f, x: f(x))
        case = checks.raises(ValueError, "a")
        assert checks.judge_case("f", case, seen, "via").outcome == outcome


def test_a_method_without_self_is_told_so():
    seen = observations.observe({"f": NoSelf}, "f", [2], via=lambda f, x: f().step(x))
    told = checks.judge_case("f", checks.example(2, expected=2), seen, "via").details
    assert "`NoSelf.step` takes 1 positional argument but 2 were given" in told["got"]
    assert "a method has `self` first" in told["look at"]


def test_an_answer_that_yields_is_told_so_where_a_check_looks_into_it():
    def yields(x):
        yield x

    def both(f, x):
        return {"list": list(f(x)), "long": False}

    for via, outcome in ((both, "fail"), (lambda f, x: list(f(x)), "pass")):
        seen = observations.observe({"f": yields}, "f", [1], via=via)
        expected = [1] if outcome == "pass" else {"list": [1], "long": True}
        case = checks.example(1, expected=expected, hint="How long is it?")
        result = checks.judge_case("f", case, seen, "via")
        assert result.outcome == outcome
        # What it yields may be wrong as well, so the case's own hint stays.
        told = result.details.get("look at", "")
        assert outcome == "pass" or "no `yield`" in told and told.endswith("How long is it?")
