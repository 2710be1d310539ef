"""What a number in words counts, and how the group that it counts is called."""

from __future__ import annotations

import pytest
from support.sentences import read

pytestmark = pytest.mark.model

# A sentence, the group's label, and its count: quantity, or "?" where none can be told.
GROUPS = [
    ("Rebels killed two hundred and five soldiers.", "two hundred and five soldiers", "205"),
    ("More than three hundred and nine dockers were detained.", "three hundred and nine dockers", "309"),
    ("At least one hundred and twenty-one Kenyans were freed by pirates.", "one hundred and twenty-one Kenyans", "121"),
    ("The quake injured four thousand two hundred and six miners.", "four thousand two hundred and six miners", "4206"),
    ("Police arrested two and a half thousand marchers.", "two and a half thousand marchers", "2500"),
    ("The floods killed one and a half million people.", "one and a half million people", "1500000"),
    ("Forty-eight Iranians were expelled by Albania.", "Forty-eight Iranians", "48"),
    ("Militants seized thirty-six Filipinos.", "thirty-six Filipinos", "36"),
    ("Twenty-one Syrians were killed by the blast.", "Twenty-one Syrians", "21"),
    ("Tens of thousands of people protested against the tax.", "people", "?"),
    ("Tens of thousands of miners marched against the law.", "miners", "?"),
]


@pytest.mark.parametrize(("text", "label", "count"), GROUPS, ids=lambda x: x[:50])
def test_counted_group(text: str, label: str, count: str) -> None:
    groups = {e.label: e for e in read(text).entities if e.kind == "Group"}
    assert label in groups, sorted(groups)
    quantity = groups[label].quantity
    assert count == ("?" if quantity is None else str(quantity))
    assert "Tens" not in groups
