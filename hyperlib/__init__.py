"""Build, train and look at small neural networks: the library of the hyperparameter course.

    import hyperlib as h

    data = h.load_mnist()
    run = h.train(h.Hyperparameters(lr=1e-3), data, seed=0)
    print(run.final.val_accuracy)

The modules build on each other in one direction: `arguments`, `tensors`, `hyperparameters`, `augmentation`,
`data`, `toys`, `models`, `training`, `diagnostics`, `sweeps`, `search`, `measured`, `plotting`, `widgets`,
`labs`, `capstone`, `standing`.  `checks` is what check cells call, and `api` lists the names.

Everything is imported at once, so that ``torch.load`` knows the library's classes.  Where the environment sets
``HYPERLIB_LAZY``, as the grader does, each part is imported when it is first used, and torch with it.
"""

import os
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING or not os.environ.get("HYPERLIB_LAZY"):
    from hyperlib.api import *  # noqa: F403
    from hyperlib.api import __all__ as __all__

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        public = not name.startswith("_")
        if public and find_spec(f"{__name__}.{name}"):
            return import_module(f"{__name__}.{name}")
        if public or name == "__all__":
            everything = import_module("hyperlib.api")
            if hasattr(everything, name):
                return getattr(everything, name)
        raise AttributeError(
            f"module {__name__!r} has no attribute {name!r}", name=name, obj=import_module(__name__)
        )

    def __dir__() -> list[str]:
        return sorted({*globals(), *import_module("hyperlib.api").__all__})
