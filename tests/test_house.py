"""The rooms of the house stay small.  A budget is raised only with a line in docs/decisions.md."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# Lines of Python in each room, docstrings and comments included.
BUDGETS = {
    ("hyperlib",): 10_650,
    ("hypergrader",): 12_255,
    ("tools", "bench"): 4_070,
}


def lines(room: str) -> int:
    files = (ROOT / room).rglob("*.py")
    return sum(len(file.read_text(encoding="utf-8").splitlines()) for file in files)


@pytest.mark.parametrize("rooms", BUDGETS, ids=" and ".join)
def test_a_room_keeps_to_its_budget_of_lines(rooms):
    sizes = {room: lines(room) for room in rooms}
    print(f"{sizes}: {sum(sizes.values())} of {BUDGETS[rooms]} lines")
    assert 0 < sum(sizes.values()) <= BUDGETS[rooms], (
        f"{sizes}: more than {BUDGETS[rooms]} lines; delete, or give the reason in docs/decisions.md"
    )
