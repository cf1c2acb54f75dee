"""Turn what a learner's code returns into plain data, and back.

Plain data is None, booleans, numbers, strings, lists, dictionaries, sets and arrays, written as JSON.
Nothing in it can run.  A check therefore compares values that it owns, not objects that the
learner made: an object whose ``__eq__`` is always true is only an object of an unknown type.

The same file works on both sides.  In the learner's notebook `hyperlib.checks` imports it.
When a submission is graded, the grader sends the text of this file into the learner's kernel, so
that a patched import there changes nothing.  So the file imports the standard library only, and
nothing of the package.  The rest of the library takes `torch_defaults` from it.
"""

import contextlib
import json
import math
import numbers
import sys
import threading
from collections import abc

MAX_ITEMS = 1_000_000  # larger answers are refused, so that a check cannot be flooded
MAX_DEPTH = 50
LISTS = (abc.Sequence, abc.MappingView)  # also a deque and what dict.values() gives
LAZY = ("coroutine", "generator", "async_generator")  # what a call has not run yet
_lock = threading.Lock()
_before: list = []  # for each running block of `torch_defaults`, what was set before the first


@contextlib.contextmanager
def torch_defaults():
    """Run a block with torch's own defaults, whatever an earlier cell has set.

    Inside it new tensors are float32 and on the CPU, gradients are recorded, and inference mode, autocast and the
    search for anomalies are off.  Afterwards all is as it was.  Where torch is not loaded it does nothing.

    The default dtype and the search for anomalies belong to the whole process: until the last
    thread has left such a block, all threads see them so.
    """
    torch = sys.modules.get("torch")
    if torch is None:
        yield
        return
    with contextlib.ExitStack() as stack:
        with _lock:
            _before.append(_before[0] if _before else _process_wide(torch))
            _set_process_wide(torch, torch.float32, False, True)
        stack.callback(_leave, torch)
        stack.enter_context(torch.inference_mode(False))
        stack.enter_context(torch.enable_grad())
        try:
            elsewhere = torch.get_default_device().type != "cpu"
        except RuntimeError:  # "cuda" where there is none
            elsewhere = True
        if elsewhere:
            stack.enter_context(torch.device("cpu"))
        if torch.is_autocast_enabled("cpu"):
            stack.enter_context(torch.autocast("cpu", enabled=False))
        yield


def _process_wide(torch):
    anomalies = torch.is_anomaly_enabled(), torch.is_anomaly_check_nan_enabled()
    return torch.get_default_dtype(), *anomalies


def _set_process_wide(torch, dtype, anomalies, check_nan):
    torch.set_default_dtype(dtype)
    torch.autograd.set_detect_anomaly(anomalies, check_nan)


def _leave(torch):
    with _lock:
        before = _before.pop()
        if not _before:
            _set_process_wide(torch, *before)


def encode(value):
    """Return `value` as data that `json.dumps` accepts.

    Parameters
    ----------
    value : object
        None, bool, int, float, str, a sequence, mapping or set, NumPy array or scalar, or torch tensor;
        Fraction and Decimal count as float.  Anything else is described by the name of its type.

    Returns
    -------
    object
        JSON-ready data.  Lists stay lists; the rest is a dictionary with the key ``"$"``.

    Examples
    --------
    >>> encode((1, 2.5, "a"))
    [1, 2.5, 'a']
    >>> encode({3: None})
    {'$': 'dict', 'items': [[3, None]]}
    """
    budget = [MAX_ITEMS]

    def walk(item, depth):
        budget[0] -= 1
        if budget[0] < 0 or depth > MAX_DEPTH:
            return {"$": "other", "type": "a value that is too large or too deeply nested"}
        if item is None or isinstance(item, bool):
            return item
        if item is Ellipsis:
            return {"$": "ellipsis"}
        if isinstance(item, int):
            number = int.__int__(item)
            if abs(number) < 10**300:
                return number
            return {"$": "other", "type": "an integer of over 300 digits"}
        if isinstance(item, float):
            return float.__float__(item)
        if isinstance(item, str):
            return str.__str__(item)
        if isinstance(item, LISTS) and not isinstance(item, (bytes, bytearray, memoryview)):
            return walk_all(item, depth)
        if isinstance(item, abc.Mapping):
            return {"$": "dict", "items": walk_all(item.items(), depth - 1)}
        if isinstance(item, abc.Set):
            return {"$": "set", "items": walk_all(item, depth)}
        if hasattr(item, "tolist") and hasattr(item, "dtype") and hasattr(item, "shape"):
            words = getattr(item.dtype, "kind", "") in ("O", "U")  # of NumPy or pandas
            return walk(item.tolist(), depth + 1) if words else walk_array(item)
        if isinstance(item, numbers.Number):
            with contextlib.suppress(Exception):  # complex, or over 300 digits
                return float(item)
        return {"$": "other", "type": type(item).__name__}

    def walk_all(parts, depth):
        walked = []
        for part in parts:
            walked.append(walk(part, depth + 1))
            if budget[0] < 0:  # the last part says so
                break
        return walked

    def walk_array(item):
        kind = "torch" if type(item).__module__.split(".")[0] == "torch" else "numpy"
        if kind == "torch":
            item = item.detach().cpu()
        shape = [int(size) for size in item.shape]
        dtype = str(getattr(item.dtype, "name", item.dtype)).removeprefix("torch.")
        if dtype == "bfloat16":
            item, dtype = item.float(), "float32"
        elif kind == "numpy" and dtype in ("longdouble", "float96", "float128"):
            item, dtype = item.astype("float64"), "float64"  # JSON has no wider number
        if not dtype.startswith(("float", "int", "uint", "bool")):
            return {"$": "other", "type": f"{kind} array of {dtype}"}
        budget[0] -= _size(shape)
        if budget[0] < 0:
            return {"$": "other", "type": "an array that is too large"}
        data = item.reshape(-1).tolist()
        return {"$": "array", "kind": kind, "dtype": dtype, "shape": shape, "data": data}

    return walk(value, 0)


def decode(data, arrays=True):
    """Return the value that `encode` wrote down.

    Parameters
    ----------
    data : object
        What `json.loads` gave.
    arrays : bool
        True: a tensor comes back as a torch tensor, as an argument must.  False: every array comes
        back as a NumPy array, which is what a comparison needs.

    Raises
    ------
    ValueError
        If `data` was not written by `encode`.
    """
    if data is None or isinstance(data, (bool, int, float, str)):
        return data
    if isinstance(data, list):
        return [decode(part, arrays) for part in data]
    kind = data.get("$") if isinstance(data, dict) else None
    if kind == "dict":
        return {_key(decode(k, arrays)): decode(v, arrays) for k, v in data["items"]}
    if kind == "set":
        return {_key(decode(part, arrays)) for part in data["items"]}
    if kind == "ellipsis":
        return Ellipsis
    if kind == "array":
        import numpy as np

        if not str(data["dtype"]).startswith(("float", "int", "uint", "bool")):
            raise ValueError(f"expected a numeric dtype, got {str(data['dtype'])[:80]}")
        if _size([int(size) for size in data["shape"]]) > MAX_ITEMS:
            raise ValueError(f"expected at most {MAX_ITEMS} numbers, got {str(data['shape'])[:80]}")
        array = np.array(data["data"], dtype=data["dtype"]).reshape(data["shape"])
        if arrays and data["kind"] == "torch":
            import torch

            return torch.from_numpy(array.copy())
        return array
    if kind == "other":
        return Other(str(data.get("type")))
    raise ValueError(f"expected data written by encode, got {str(data)[:80]}")


def _size(shape):
    """Return how many numbers and lists an array of `shape` has as nested lists; without numbers, too."""
    return sum(math.prod(shape[: axis + 1]) for axis in range(len(shape)))


def _key(value):
    """Return `value` in a form that a dictionary accepts as a key."""
    return tuple(value) if isinstance(value, list) else value


class Other:
    """A value that is not plain data, of which only the name of its type is kept."""

    def __init__(self, type_name):
        self.type_name = type_name

    def __repr__(self):
        return f"<{self.type_name}>"


def observe(namespace, name, args, via=None):
    """Call the learner's `name` once and describe what happened as plain data.

    Parameters
    ----------
    namespace : dict
        The globals of the learner's notebook.
    name : str
        The function, class or variable that the learner defined.
    args : list or None
        Arguments; None reads the variable instead of calling it.
    via : callable, optional
        ``via(answer, *args)`` is called in place of ``answer(*args)``; an answer that is not a class comes to it
        as a function that calls it.

    Returns
    -------
    dict
        ``status`` is ``value``, ``error``, ``missing`` (no such name) or ``unwritten``
        (the answer raises NotImplementedError without a text, as torch never does, or is still ``...``).
        An error has ``returned`` where `via` could not use what the answer returned: that value.
    """
    if name not in namespace:
        return {"status": "missing"}
    answer = namespace[name]
    if args is None:
        if answer is Ellipsis:
            return {"status": "unwritten"}
        encoded, failure = _tried(lambda: encode(answer))
        return failure or {"status": "value", "value": encoded, "mutated": False}
    if not callable(answer):
        kind = type(answer).__name__
        message = f"`{name}` must be a function or a class, got {kind}"
        return {"status": "error", "types": ["TypeError"], "message": message, "line": None}
    before = json.dumps(encode(args))
    last = []  # what the answer returned when `via` called it last

    def asked(*given, **named):
        last.clear()
        last.append(answer(*given, **named))
        return last[0]

    called = answer if isinstance(answer, type) else asked
    with torch_defaults():
        value, failure = _tried(lambda: answer(*args) if via is None else via(called, *args), via)
        lazy = type(last[0]).__name__ if last and type(last[0]).__name__ in LAZY else ""
        inside = bool(failure) and failure.pop("inside", False)
        if last and (last[0] is Ellipsis or (lazy and inside)):
            value, failure = last[0], None
        elif inside:
            if called is answer and "ValueError" not in failure["types"]:
                failure["returned"] = {"$": "other", "type": answer.__name__}
            elif last:
                failure["returned"], _ = _tried(lambda: encode(last[0]))
        stub = failure and "NotImplementedError" in failure["types"] and not failure["message"]
        if value is Ellipsis or stub:
            return {"status": "unwritten"}

        def described():  # fails on an object of the learner's own class, perhaps
            encoded = encode(value)
            json.dumps(encoded)
            mutated = json.dumps(encode(args)) != before
            told = {"status": "value", "value": encoded, "mutated": mutated}
            return told | ({"lazy": lazy} if lazy else {})

        if failure is None:
            value, failure = _tried(described)
        return failure or value


def _tried(run, via=None):
    """Return what `run` returns and None, or None and the observation of what it raised."""
    try:
        return run(), None
    except KeyboardInterrupt:  # the person at the keyboard
        raise
    except BaseException as error:
        return None, _failure(error, via)


def _failure(error, via=None):
    """Return the observation of an exception, also of one that cannot describe itself.

    With a `via`, ``inside`` says whether that function raised it, and nothing that it called.
    """
    seen = {"status": "error", "types": ["Exception"], "line": None}
    seen["message"] = "(its text cannot be shown)"
    with contextlib.suppress(Exception):
        seen["types"] = [str(kind.__name__) for kind in type(error).__mro__]
    with contextlib.suppress(Exception):
        seen["line"] = _printable(_line_of(error, via) or "") or None
    if via is not None:
        seen["inside"] = _own(_frames(error)[-1], via)
    with contextlib.suppress(BaseException):  # its own code runs here
        seen["message"] = _printable(str(error)[:500])
    return seen


def _printable(text):
    """Return `text` with lone surrogates, which no output can show, as escapes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _frames(error):
    """Return the frames that `error` came through, with their lines, up to what only looks for a name."""
    found, step = [], error.__traceback__
    while step is not None:
        found.append((step.tb_frame, step.tb_lineno))
        step = step.tb_next
    while len(found) > 1 and found[-1][0].f_code.co_name == "__getattr__":
        found.pop()
    return found


def _own(frame_and_line, via):
    """Return whether a frame belongs to the check's own function, or to one inside it."""
    code = frame_and_line[0].f_code
    inside = code.co_qualname.split(".")[0] == via.__name__
    return inside and code.co_filename == via.__code__.co_filename


def _line_of(error, via=None):
    """Return the text of the learner's line that raised `error`, or None."""
    import linecache

    found = None
    for frame, number in _frames(error):
        learners = frame.f_globals.get("__name__") == "__main__"
        if learners and not (via and _own((frame, number), via)):
            found = linecache.getline(frame.f_code.co_filename, number).strip() or found
    return found


def observe_all(namespace, requests_text):
    """Answer a list of requests, given and returned as JSON text.

    Each request is ``{"name": ..., "args": [...] or None, "via": source or None}``.
    """
    observations = []
    functions = {}
    for request in json.loads(requests_text):
        source = request.get("via")
        via = None
        if source:
            if source not in functions:
                scope = {"__name__": "hyperlib_check"}
                exec(source, scope)
                functions[source] = scope[request["via_name"]]
            via = functions[source]
        args = None if request["args"] is None else decode(request["args"])
        observations.append(observe(namespace, request["name"], args, via))
    return json.dumps(observations)


def publish(requests_text, mime):
    """Answer `requests_text` inside a kernel and publish the answer under the type `mime`."""
    shell = sys.modules["IPython"].get_ipython()
    answer = observe_all(shell.user_ns, requests_text)
    shell.display_pub.publish({mime: answer})
