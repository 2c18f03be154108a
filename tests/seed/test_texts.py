"""The texts that a visitor reads: facts, no remarks of editors."""

import re

from supplier_guide.office.seeding import seed_enterprises

_REMARK = re.compile(
    r"niet nader omschreven|niet vermeld|klantlogo|als partner vermeld|op de website|volgens de btw|na te kijken"
)


def test_remarks_of_editors_stand_in_the_notes_only() -> None:
    shown = [
        (enterprise.id, text)
        for enterprise in seed_enterprises()
        for text in (
            enterprise.summary,
            *(activity.text for activity in enterprise.activities),
            *(reference.what for reference in enterprise.references),
        )
        if text and _REMARK.search(text)
    ]
    assert shown == []
