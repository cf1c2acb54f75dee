"""Multiply large matrices with the quicker of the two libraries that torch brings along.

``torch.mm`` gives float32 matrices to MKL.  On processors of other makers MKL leaves half of their
vector units idle: on one of AMD's with AVX-512 it reached 106 GFLOP/s a core, and oneDNN, which
torch ships as well, 240.  So `sweep` measures both once in a process and keeps to the quicker one.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import torch
from torch import Tensor

# oneDNN has to be this much quicker.  Where both use the whole processor they are alike, and what is
# chosen, on which the last digits depend, should not change from one process to the next.
CLEARLY = 1.3
# Below so many multiplications oneDNN's preparation of a call takes longer than it saves.
FEW = 2**21
PROBE = (64, 656, 512)  # rows, inputs, outputs: four lanes of lesson 01's network
_lock = threading.Lock()
_quicker: bool | None = None  # oneDNN is; None: not measured yet


def product(a: Tensor, b: Tensor, out: Tensor, factor: float = 1.0) -> None:
    """Write ``factor * a @ b`` into `out`.

    Parameters
    ----------
    a, b : Tensor
        Shapes (n, k) and (k, m), float32.  No gradient is recorded.
    out : Tensor
        Shape (n, m), contiguous.
    """
    if _goes_to_onednn(a, a.shape[0] * b.numel()):
        torch.mul(_onednn(a, b), factor, out=out)
    else:
        torch.addmm(out, a, b, beta=0, alpha=factor, out=out)


def products(a: Tensor, b: Tensor, out: Tensor, factor: float = 1.0) -> None:
    """Write ``factor * a[i] @ b[i]`` into ``out[i]`` for every i.

    Parameters
    ----------
    a, b, out : Tensor
        Shapes (lanes, n, k), (lanes, k, m) and (lanes, n, m), as for `product`.
    """
    if _goes_to_onednn(a, a.shape[1] * b.shape[1] * b.shape[2]):
        for one_a, one_b, one_out in zip(a, b, out, strict=True):
            torch.mul(_onednn(one_a, one_b), factor, out=one_out)
    else:
        torch.baddbmm(out, a, b, beta=0, alpha=factor, out=out)


def _goes_to_onednn(a: Tensor, multiplications: int) -> bool:
    return multiplications >= FEW and a.device.type == "cpu" and onednn_is_quicker()


def _onednn(a: Tensor, b: Tensor) -> Tensor:
    # No public function of torch leads float32 matrices to oneDNN.  This one multiplies by the
    # transposed second matrix, as a linear layer does.
    return torch.ops.mkldnn._linear_pointwise(a, b.t(), None, "none", [], "")


def onednn_is_quicker() -> bool:
    """Tell whether oneDNN multiplies clearly quicker than MKL here; measured once in a process."""
    global _quicker
    if _quicker is None:
        with _lock:
            if _quicker is None:
                _quicker = _measure()
    return _quicker


def _measure() -> bool:
    n, k, m = PROBE
    draw = torch.Generator().manual_seed(0)  # torch's global generator is left as it was
    a, b = torch.rand(n, k, generator=draw), torch.rand(k, m, generator=draw)
    out = torch.empty(n, m)
    ways: tuple[Callable, Callable] = (lambda: torch.mm(a, b, out=out), lambda: _onednn(a, b))
    best = [float("inf"), float("inf")]
    try:
        # The least of short turns: what else runs on the computer interrupts some, not all of them.
        for _ in range(10):
            for way, multiply in enumerate(ways):
                start = time.perf_counter()
                multiply()
                best[way] = min(best[way], time.perf_counter() - start)
        same = torch.allclose(torch.mm(a, b), _onednn(a, b), rtol=1e-4)
    except (AttributeError, RuntimeError, TypeError):  # this build of torch has no such function
        return False
    return same and best[0] > CLEARLY * best[1]
