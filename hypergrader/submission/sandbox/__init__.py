"""Run a student's kernel where it can harm nobody: bubblewrap, no network, hard limits.

`Kernel` (kernel.py) runs code within `Limits` (limits.py).  `SandboxProvisioner` (provisioner.py) starts it under
an account without rights (accounts.py), in an empty system (bubblewrap.py), with few system calls
(system_calls.py); launcher.py runs inside before the kernel.  `Inside` (inside.py) counts, and ends, all processes
of a sandbox from outside.  `probe` (selftest.py) tries all of it for real; where it fails, nothing is graded.

docs/sandbox.md says what is protected and how.
"""

from hypergrader.submission.sandbox.bubblewrap import bubblewrap_command
from hypergrader.submission.sandbox.folders import OwnFolder, leftovers, remove, remove_leftovers
from hypergrader.submission.sandbox.kernel import (
    PATIENCE,
    Kernel,
    KernelDidNotStart,
    Ran,
    compile_once,
)
from hypergrader.submission.sandbox.limits import MEGA, Limits
from hypergrader.submission.sandbox.selftest import Probe, Property, probe

__all__ = [
    "MEGA",
    "PATIENCE",
    "Kernel",
    "KernelDidNotStart",
    "Limits",
    "OwnFolder",
    "Probe",
    "Property",
    "Ran",
    "bubblewrap_command",
    "compile_once",
    "leftovers",
    "probe",
    "remove",
    "remove_leftovers",
]
