"""Look for mistakes without running anything: python -m tools.check

Style and layout (ruff), layers of imports (import-linter), types (mypy), the workflow of hosted CI
(check-jsonschema) and the rules that lessons keep.  All of them run, and every failure is shown.
"""

import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sysconfig.get_path("scripts"))
CHECKS: dict[str, list[str | Path]] = {
    "style": [BIN / "ruff", "check", "."],
    "layout": [BIN / "ruff", "format", "--check", "."],
    "layers": [BIN / "lint-imports"],
    "types": [BIN / "mypy"],
    "workflow": [
        *(BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows"),
        *sorted((ROOT / ".github" / "workflows").glob("*.yml")),
    ],
    "lessons": [sys.executable, "-m", "tools.build_notebooks", "--check"],
}


def main() -> int:
    """Run all checks, print each one's outcome and what failed; return the exit status."""
    failed = 0
    for name, command in CHECKS.items():
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        failed += done.returncode != 0
        print(f"{'ok    ' if done.returncode == 0 else 'FAILED'} {name}", flush=True)
        if done.returncode:
            print(done.stdout + done.stderr, flush=True)
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main())
