"""The days on which an enterprise qualifies are those on which the answer for the day says so."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from supplier_guide.model.enterprise import Enterprise
from supplier_guide.model.vocabulary import Evidence, RecognitionKind
from supplier_guide.rules import Standing, periods_art15, qualifies_art15
from tests.rules.needs import rules

QUALIFY = {Standing.PROVEN, Standing.PRESUMED}
days = st.dates(date(2015, 1, 1), date(2029, 12, 31))


@st.composite
def recognitions(draw: st.DrawFn) -> dict[str, Any]:
    first, last = draw(st.none() | days), draw(st.none() | days)
    kind = draw(st.sampled_from(("maatwerkbedrijf", "eta", "beschutte-werkplaats", *RecognitionKind)))
    evidence = draw(st.sampled_from(Evidence))
    return {"kind": kind, "evidence": evidence, "valid_from": first, "valid_until": last}


staff = st.fixed_dictionaries(
    {
        "total": st.sampled_from((None, 10, 17)),
        "target_group": st.sampled_from((None, 2, 3, 5.1, 5.0)),
        "unit": st.just("fte"),
        "as_of": st.none() | days,
    }
)
enterprises = st.builds(
    lambda held, aim, workforce: Enterprise.model_validate(
        {"id": "atelier", "name": "Atelier", "recognitions": held, "aim": aim, "workforce": workforce}
    ),
    st.lists(recognitions(), max_size=3),
    st.sampled_from((None, {"integration": True}, {"integration": False})),
    st.none() | staff,
)


@given(enterprises, days)
def test_first_period_that_holds_a_day_has_the_answer_of_that_day(enterprise: Enterprise, day: date) -> None:
    periods = list(periods_art15(enterprise, rules()))
    edges = [d for period in periods for d in (period.first, period.last) if date(2000, 1, 1) < d < date(2100, 1, 1)]
    for on in (day, *edges, *(d + timedelta(1) for d in edges), *(d - timedelta(1) for d in edges)):
        held = next(((p.standing, p.evidence) for p in periods if p.first <= on <= p.last), (Standing.UNKNOWN, None))
        answer = qualifies_art15(enterprise, on=on, rules=rules())
        assert held == (answer.verdict, answer.evidence)
        assert any(p.qualifies for p in periods if p.first <= on <= p.last) == (answer.verdict in QUALIFY)


def test_period_of_a_recognition_stays_inside_that_of_its_kind() -> None:
    held = {"kind": "maatwerkbedrijf", "evidence": "decision", "valid_from": "2010-01-01", "valid_until": "2027-06-30"}
    enterprise = Enterprise.model_validate({"id": "atelier", "name": "Atelier", "recognitions": [held]})
    assert list(periods_art15(enterprise, rules())) == [
        (date(2019, 1, 1), date(2027, 6, 30), Standing.PRESUMED, Evidence.DECISION)
    ]
