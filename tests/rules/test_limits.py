"""Every amount on both sides of every change, as read in the acts and pages that `docs/law.md` names.

One row is two situations: one euro below the amount the procedure is open, at the amount it is not.
"""

from datetime import date

import pytest

from supplier_guide.rules import Verdict
from tests.rules.needs import CARE, procedure, rules
from tests.rules.needs import need as asked

OPZVB, VOPVB, CPN = "art. 42, § 1, 1°, a)", "art. 41, § 1", "art. 38, § 1, 1°, e)"
FIRM, PAGE, SECOND, OURS = "law_text", "official_page", "secondary", "inference"

LIMITS = [
    # procedure, who, what, day, open below, the rule it rests on, its article, how firmly known
    ("opzvb", "local_authority", "services", "2020-01-01", 139_000, "opzvb", OPZVB, PAGE),
    ("opzvb", "local_authority", "services", "2021-12-31", 139_000, "opzvb", OPZVB, PAGE),
    ("opzvb", "local_authority", "services", "2022-01-01", 140_000, "opzvb", OPZVB, SECOND),
    ("opzvb", "local_authority", "services", "2023-12-31", 140_000, "opzvb", OPZVB, SECOND),
    ("opzvb", "local_authority", "services", "2024-01-01", 143_000, "opzvb", OPZVB, PAGE),
    ("opzvb", "local_authority", "services", "2025-12-31", 143_000, "opzvb", OPZVB, PAGE),
    ("opzvb", "local_authority", "services", "2026-01-01", 140_000, "opzvb", OPZVB, OURS),
    ("opzvb", "local_authority", "services", "2027-12-31", 140_000, "opzvb", OPZVB, OURS),
    ("opzvb", "state", "works", "2025-12-31", 143_000, "opzvb", OPZVB, PAGE),
    ("opzvb", "school", "supplies", "2026-01-01", 140_000, "opzvb", OPZVB, OURS),
    ("vopvb", "local_authority", "services", "2020-01-01", 214_000, "vopvb", VOPVB, FIRM),
    ("vopvb", "local_authority", "services", "2021-12-31", 214_000, "vopvb", VOPVB, FIRM),
    ("vopvb", "local_authority", "services", "2022-01-01", 215_000, "vopvb", VOPVB, FIRM),
    ("vopvb", "local_authority", "services", "2023-12-31", 215_000, "vopvb", VOPVB, FIRM),
    ("vopvb", "local_authority", "services", "2024-01-01", 221_000, "vopvb", VOPVB, FIRM),
    ("vopvb", "local_authority", "services", "2025-12-31", 221_000, "vopvb", VOPVB, FIRM),
    ("vopvb", "local_authority", "services", "2026-01-01", 216_000, "vopvb", VOPVB, FIRM),
    ("vopvb", "local_authority", "services", "2027-12-31", 216_000, "vopvb", VOPVB, FIRM),
    ("vopvb", "state", "supplies", "2020-01-01", 139_000, "vopvb", VOPVB, FIRM),
    ("vopvb", "state", "supplies", "2021-12-31", 139_000, "vopvb", VOPVB, FIRM),
    ("vopvb", "state", "supplies", "2022-01-01", 140_000, "vopvb", VOPVB, FIRM),
    ("vopvb", "state", "supplies", "2023-12-31", 140_000, "vopvb", VOPVB, FIRM),
    ("vopvb", "state", "supplies", "2024-01-01", 143_000, "vopvb", VOPVB, FIRM),
    ("vopvb", "state", "supplies", "2025-12-31", 143_000, "vopvb", VOPVB, FIRM),
    ("vopvb", "state", "supplies", "2026-01-01", 140_000, "vopvb", VOPVB, FIRM),
    ("vopvb", "state", "supplies", "2027-12-31", 140_000, "vopvb", VOPVB, FIRM),
    ("vopvb", "region", "services", "2026-01-01", 216_000, "vopvb", VOPVB, FIRM),
    ("vopvb", "community", "services", "2026-01-01", 216_000, "vopvb", VOPVB, FIRM),
    ("vopvb", "school", "services", "2026-01-01", 216_000, "vopvb", VOPVB, FIRM),
    ("vopvb", "care", "supplies", "2026-01-01", 216_000, "vopvb", VOPVB, FIRM),
    ("vopvb", "utility", "supplies", "2026-01-01", 216_000, "vopvb", VOPVB, FIRM),
    ("vopvb", "local_authority", "works", "2020-01-01", 750_000, "vopvb", VOPVB, PAGE),
    ("vopvb", "local_authority", "works", "2027-12-31", 750_000, "vopvb", VOPVB, PAGE),
    ("vopvb", "state", "works", "2026-01-01", 750_000, "vopvb", VOPVB, PAGE),
    ("cpn_reserved", "local_authority", "works", "2020-01-01", 5_350_000, "cpn-reserved", CPN, FIRM),
    ("cpn_reserved", "local_authority", "works", "2021-12-31", 5_350_000, "cpn-reserved", CPN, FIRM),
    ("cpn_reserved", "local_authority", "works", "2022-01-01", 5_382_000, "cpn-reserved", CPN, FIRM),
    ("cpn_reserved", "local_authority", "works", "2023-12-31", 5_382_000, "cpn-reserved", CPN, FIRM),
    ("cpn_reserved", "local_authority", "works", "2024-01-01", 5_538_000, "cpn-reserved", CPN, FIRM),
    ("cpn_reserved", "local_authority", "works", "2025-12-31", 5_538_000, "cpn-reserved", CPN, FIRM),
    ("cpn_reserved", "local_authority", "works", "2026-01-01", 5_404_000, "cpn-reserved", CPN, FIRM),
    ("cpn_reserved", "local_authority", "works", "2027-12-31", 5_404_000, "cpn-reserved", CPN, FIRM),
    ("cpn_reserved", "state", "services", "2025-12-31", 143_000, "cpn-reserved", CPN, FIRM),
    ("cpn_reserved", "state", "services", "2026-01-01", 140_000, "cpn-reserved", CPN, FIRM),
    ("cpn_reserved", "local_authority", "supplies", "2025-12-31", 221_000, "cpn-reserved", CPN, FIRM),
    ("cpn_reserved", "local_authority", "supplies", "2026-01-01", 216_000, "cpn-reserved", CPN, FIRM),
    ("limited_value", "local_authority", "services", "2020-01-01", 30_000, "limited-value", "art. 92", FIRM),
    ("limited_value", "local_authority", "works", "2027-12-31", 30_000, "limited-value", "art. 92", FIRM),
    ("limited_value", "state", "supplies", "2024-06-01", 30_000, "limited-value", "art. 92", FIRM),
]


@pytest.mark.parametrize(("name", "kind", "nature", "day", "limit", "rule", "article", "confidence"), LIMITS)
@pytest.mark.parametrize(("short", "verdict"), [(1, "yes"), (0.01, "yes"), (0, "no"), (-1, "no")])
def test_classic_procedure_is_open_below_the_amount_of_the_day(
    *,
    name: str,
    kind: str,
    nature: str,
    day: str,
    limit: int,
    rule: str,
    article: str,
    confidence: str,
    short: float,
    verdict: str,
) -> None:
    found = procedure(asked(kind=kind, nature=nature, on=day, total=limit - short), name)

    assert (found.verdict, found.limit) == (verdict, limit)
    assert (found.because[-1].rule, found.confidence) == (rule, confidence)
    assert article in found.article


UTILITIES = [
    # procedure, who, CPV, day, open below, the rule, its article, how firmly known
    ("utilities_no_call", "utility", "77310000", "2024-01-01", 443_000, "utilities-no-call", "art. 124", SECOND),
    ("utilities_no_call", "utility", "77310000", "2025-12-31", 443_000, "utilities-no-call", "art. 124", SECOND),
    ("utilities_no_call", "utility", "77310000", "2026-01-01", 432_000, "utilities-no-call", "art. 124", OURS),
    ("utilities_no_call", "utility", "77310000", "2027-12-31", 432_000, "utilities-no-call", "art. 124", OURS),
    ("utilities_no_call", "local_authority", "77310000", "2026-01-01", 432_000, "utilities-no-call", "art. 124", OURS),
    ("utilities_social", "utility", CARE, "2020-01-01", 1_000_000, "utilities-social", "art. 158 tot 160", FIRM),
    ("utilities_social", "utility", CARE, "2027-12-31", 1_000_000, "utilities-social", "art. 158 tot 160", FIRM),
    ("limited_value", "local_authority", CARE, "2020-01-01", 30_000, "limited-value-utilities", "art. 162", FIRM),
    ("limited_value", "local_authority", CARE, "2027-12-31", 30_000, "limited-value-utilities", "art. 162", FIRM),
]


@pytest.mark.parametrize(("name", "kind", "cpv", "day", "limit", "rule", "article", "confidence"), UTILITIES)
@pytest.mark.parametrize(("short", "verdict"), [(1, "yes"), (0, "no")])
def test_procedure_of_the_utilities_is_open_below_the_amount_of_the_day(
    *,
    name: str,
    kind: str,
    cpv: str,
    day: str,
    limit: int,
    rule: str,
    article: str,
    confidence: str,
    short: float,
    verdict: str,
) -> None:
    found = procedure(asked(kind=kind, regime="utilities", cpv=cpv, on=day, total=limit - short), name)

    assert (found.verdict, found.limit) == (verdict, limit)
    assert (found.because[-1].rule, found.because[-1].confidence) == (rule, confidence)
    assert article in found.article


@pytest.mark.parametrize("day", ["2020-01-01", "2021-12-31", "2022-01-01", "2023-12-31"])
def test_utilities_without_call_is_unknown_where_no_amount_is_held(day: str) -> None:
    found = procedure(asked(kind="utility", regime="utilities", on=day, total=1_000), "utilities_no_call")

    assert (found.verdict, found.limit, found.missing) == ("unknown", None, ())
    assert "kennen we het bedrag niet" in found.sentence


EUROPEAN = [
    # regime, who, what, CPV, day, European threshold
    ("classic", "local_authority", "works", "45000000", "2021-12-31", 5_350_000),
    ("classic", "local_authority", "works", "45000000", "2022-01-01", 5_382_000),
    ("classic", "local_authority", "works", "45000000", "2023-12-31", 5_382_000),
    ("classic", "local_authority", "works", "45000000", "2024-01-01", 5_538_000),
    ("classic", "local_authority", "works", "45000000", "2025-12-31", 5_538_000),
    ("classic", "local_authority", "works", "45000000", "2026-01-01", 5_404_000),
    ("classic", "state", "services", "77310000", "2021-12-31", 139_000),
    ("classic", "state", "services", "77310000", "2022-01-01", 140_000),
    ("classic", "state", "services", "77310000", "2025-12-31", 143_000),
    ("classic", "state", "services", "77310000", "2026-01-01", 140_000),
    ("classic", "local_authority", "services", "77310000", "2021-12-31", 214_000),
    ("classic", "local_authority", "services", "77310000", "2022-01-01", 215_000),
    ("classic", "local_authority", "services", "77310000", "2023-12-31", 215_000),
    ("classic", "local_authority", "services", "77310000", "2024-01-01", 221_000),
    ("classic", "local_authority", "services", "77310000", "2025-12-31", 221_000),
    ("classic", "local_authority", "services", "77310000", "2026-01-01", 216_000),
    ("classic", "local_authority", "services", CARE, "2020-01-01", 750_000),
    ("classic", "state", "services", CARE, "2026-01-01", 750_000),
    ("utilities", "utility", "services", "77310000", "2021-12-31", 428_000),
    ("utilities", "utility", "services", "77310000", "2022-01-01", 431_000),
    ("utilities", "utility", "services", "77310000", "2023-12-31", 431_000),
    ("utilities", "utility", "services", "77310000", "2024-01-01", 443_000),
    ("utilities", "utility", "services", "77310000", "2025-12-31", 443_000),
    ("utilities", "utility", "services", "77310000", "2026-01-01", 432_000),
    ("utilities", "utility", "works", "45000000", "2023-12-31", 5_382_000),
    ("utilities", "utility", "works", "45000000", "2024-01-01", 5_538_000),
    ("utilities", "utility", "works", "45000000", "2026-01-01", 5_404_000),
    ("utilities", "utility", "services", CARE, "2026-01-01", 1_000_000),
]


@pytest.mark.parametrize(("law", "kind", "nature", "cpv", "day", "threshold"), EUROPEAN)
def test_european_publication_is_needed_from_the_threshold_of_the_day(
    *, law: str, kind: str, nature: str, cpv: str, day: str, threshold: int
) -> None:
    at, below = (
        procedure(asked(regime=law, kind=kind, nature=nature, cpv=cpv, on=day, total=total), "eu_procedure")
        for total in (threshold, threshold - 1)
    )

    assert (at.verdict, at.limit, at.because[0].rule) == ("yes", None, "eu-procedure")
    assert "is nodig" in at.sentence
    assert (below.verdict, below.because[0].rule) == ("yes", "eu-procedure-below")
    assert f"{threshold:,}".replace(",", ".") in at.sentence
    assert f"{threshold:,}".replace(",", ".") in below.sentence


CONCESSIONS = [
    ("2020-01-01", 5_350_000), ("2021-12-31", 5_350_000), ("2022-01-01", 5_382_000), ("2023-12-31", 5_382_000),
    ("2024-01-01", 5_538_000), ("2025-12-31", 5_538_000), ("2026-01-01", 5_404_000), ("2027-12-31", 5_404_000),
]  # fmt: skip


@pytest.mark.parametrize(("day", "amount"), CONCESSIONS)
def test_european_amount_of_concessions(day: str, amount: int) -> None:
    period = rules().rules["eu-concessions"].period(date.fromisoformat(day))

    assert period is not None
    assert period.amount == amount


SOCIAL = [
    # CPV, total, verdict
    (CARE, 749_999, "yes"),
    (CARE, 750_000, "no"),
    ("55100000", 100_000, "yes"),  # hotels: on annex XIV, not on the closed list of art. 91
    ("79430000", 100_000, "yes"),  # as we read the misprint
    ("85323000", 100_000, "yes"),  # end of a range
    ("85323001", 100_000, "no"),
    ("77310000", 100_000, "no"),
    (None, 100_000, "unknown"),
    (None, 800_000, "no"),
    (CARE, None, "unknown"),
]


@pytest.mark.parametrize(("cpv", "total", "verdict"), SOCIAL)
def test_social_services_without_publication(cpv: str | None, total: float | None, verdict: Verdict) -> None:
    found = procedure(asked(cpv=cpv, total=total), "social_opzvb")

    assert (found.verdict, found.limit) == (verdict, 750_000)
    assert "art. 89, § 1, 2°" in found.article
