"""Write the address of this repository, which stands in pyproject.toml, wherever a page leads to it.

    python -m tools.address

After a change of ``Repository`` run this, then ``make notebooks``.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Owner and name behind each of these are replaced.
PLACES = ("github.com", "colab.research.google.com/github", "mybinder.org/v2/gh")


def repository(root: Path = ROOT) -> str:
    """Return owner and name, such as ``OWNER/NAME``."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    address = project["urls"]["Repository"]
    found = re.fullmatch(r"https://github\.com/([\w.-]+/[\w.-]+)", address)
    if not found:
        raise ValueError(
            f"Repository must be an address such as https://github.com/OWNER/NAME, got {address}"
        )
    return found[1]


def with_address(text: str, owner_and_name: str) -> str:
    """Return a page whose links lead to the repository `owner_and_name`."""
    places = "|".join(map(re.escape, PLACES))
    return re.sub(rf"(https://(?:{places}))/[\w.-]+/[\w.-]+", rf"\1/{owner_and_name}", text)


def main() -> None:
    readme = ROOT / "README.md"
    readme.write_text(with_address(readme.read_text(encoding="utf-8"), repository()), "utf-8")


if __name__ == "__main__":
    main()
