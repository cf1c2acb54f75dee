"""Compare sweep with other ways to train; without arguments but --write, measure how it scales too."""

import subprocess
import sys

parts = ["bench.compare"]
if set(sys.argv[1:]) <= {"--write"}:
    parts += ["bench.scaling"]
for part in parts:
    if code := subprocess.run([sys.executable, "-m", part, *sys.argv[1:]]).returncode:
        sys.exit(code)
