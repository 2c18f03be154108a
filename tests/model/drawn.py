"""Enterprises drawn by hypothesis, with everything that one may hold."""

from functools import partial
from typing import Any

from hypothesis import strategies as st
from stdnum.be import vat

from supplier_guide.model.enterprise import (
    Activity,
    Aim,
    Capacity,
    Certificate,
    Contact,
    ContractorClass,
    Enterprise,
    Recognition,
    Reference,
    ServiceArea,
    Site,
    Workforce,
)
from supplier_guide.model.vocabulary import CapacityBand, CustomerKind, Evidence, Mode, RecognitionKind, Status

RUBRICS = ["R01.01", "R02.03", "R03.01"]

# Characters with a meaning in some format come often, so that every escape is tried.
_TELLING = st.sampled_from([*"|;=\\'\"-+@{}[],:\t\n\r ._", "''", "{}", "\\|", "_x000D_", "‘", "é", "漢", "🌱", "＝"])
_FORBIDDEN = [
    *range(9),
    0x0B,
    0x0C,
    *range(0x0E, 0x20),
    0x7F,
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    0xFFFE,
    0xFFFF,
]
_ANY = st.characters(exclude_categories=["Cs"], exclude_characters=[chr(c) for c in _FORBIDDEN])
# An address of a person would rightly be refused, so no text has an @ before letters and a dot.
_text = st.lists(st.one_of(_TELLING, _ANY), max_size=12).map(lambda parts: "".join(parts).replace("@", "@ "))
_name = _text.filter(lambda text: text.strip() != "")
_maybe_text = st.none() | _text
_maybe_date = st.none() | st.dates()
_ids = st.from_regex(r"[a-z0-9-]{2,12}", fullmatch=True)
_heirs = st.from_regex(r"[a-z0-9-]{13,20}", fullmatch=True)  # longer than ids: nothing is merged into itself
_url = st.sampled_from(["https://voorbeeld.be/a|b;c=d", "http://x.be/?q='1'&r=\\2", "https://ryhove.be"])
_maybe_url = st.none() | _url
_number = st.integers(0, 99_999_999).map(lambda n: f"{n:08}{97 - n % 97:02}").filter(vat.is_valid)
_amount = st.none() | st.floats(0, 1e12)
_areas = st.builds(
    ServiceArea,
    kind=st.just("country"),
    codes=st.none() | st.just(()),
    radius_km=st.none() | st.floats(0.1, 400),
) | st.builds(
    ServiceArea,
    kind=st.just("territories"),
    codes=st.lists(st.sampled_from(["BE", "BE2", "BE234", "44021"]), min_size=1).map(tuple),
)
_area = st.none() | _areas


def _tuples(of: st.SearchStrategy[Any], **options: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=3, **options).map(tuple)


@st.composite
def _sites(draw: st.DrawFn) -> Site:
    position = draw(st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)))
    return Site(
        id=draw(_ids),
        name=draw(_maybe_text),
        street=draw(_maybe_text),
        house_number=draw(_maybe_text),
        postal_code=draw(st.none() | st.from_regex(r"[0-9]{4}", fullmatch=True)),
        municipality=draw(_maybe_text),
        municipality_code=draw(st.none() | st.just("44021")),
        establishment_number=draw(st.none() | st.just("2000000022")),
        lat=position[0] if position else None,
        lon=position[1] if position else None,
        is_seat=draw(st.booleans()),
    )


@st.composite
def _references(draw: st.DrawFn) -> Reference:
    quote = draw(_maybe_text)
    return Reference(
        customer=draw(_name),
        customer_kind=draw(st.none() | st.sampled_from(CustomerKind)),
        year=draw(st.none() | st.integers(1900, 2100)),
        what=draw(_maybe_text),
        quote=quote,
        consent=True if quote else draw(st.none() | st.booleans()),
        source_url=draw(_maybe_url),
    )


_workforce = st.builds(
    lambda total, share, unit, as_of: Workforce(
        total=total, target_group=None if share is None or total is None else total * share, unit=unit, as_of=as_of
    ),
    _amount,
    st.none() | st.floats(0, 1),
    st.sampled_from(["headcount", "fte"]),
    _maybe_date,
)
_activities = st.builds(
    Activity,
    id=_ids,
    rubric=st.sampled_from(RUBRICS),
    modes=_tuples(st.sampled_from(Mode)),
    service_area=_area,
    capacity=st.none()
    | st.builds(
        Capacity,
        band=st.none() | st.sampled_from(CapacityBand),
        lead_time_days=st.none() | st.integers(0, 3650),
        minimum_order=_maybe_text,
    ),
    text=_maybe_text,
    cpv=_tuples(st.just("77310000")),
    confirmed_on=_maybe_date,
)
_contact = st.builds(
    Contact,
    function=_maybe_text,
    phone=st.none() | st.just("+3292102030"),
    email=st.none() | st.just("info@voorbeeld.be"),
    website=_maybe_url,
    confirmed_on=_maybe_date,
)
_class = st.builds(
    lambda category, number: ContractorClass(**{"category": category, "class": number}),
    st.sampled_from(["G3", "D"]),
    st.integers(1, 8),
)
_recognition = st.builds(
    Recognition,
    kind=st.sampled_from(RecognitionKind),
    evidence=st.sampled_from(Evidence),
    valid_from=_maybe_date,
    valid_until=_maybe_date,
    source_url=_maybe_url,
    checked_on=_maybe_date,
)
_enterprises = partial(
    st.builds,
    Enterprise,
    id=_ids,
    name=_name,
    trade_names=_tuples(_text),
    legal_form=_maybe_text,
    enterprise_number=st.none() | _number,
    summary=_maybe_text,
    language=st.sampled_from(["nl", "fr", "de", "en"]),
    recognitions=_tuples(_recognition),
    aim=st.none() | st.builds(Aim, integration=st.booleans(), source_url=_maybe_url, checked_on=_maybe_date),
    workforce=st.none() | _workforce,
    annual_turnover=_amount,
    sites=_tuples(_sites(), unique_by=lambda site: site.id),
    service_area=_area,
    activities=_tuples(_activities, unique_by=lambda activity: activity.id),
    certificates=_tuples(st.builds(Certificate, name=_name, number=_maybe_text, valid_until=_maybe_date)),
    contractor_classes=_tuples(_class),
    references=_tuples(_references()),
    contact=st.none() | _contact,
    networks=_tuples(_text),
    archived_on=_maybe_date,
    confirmed_on=_maybe_date,
    sources=_tuples(_url),
    notes=_maybe_text,
)
# Only what is no longer in the list has been merged into another.
any_enterprise = _enterprises(status=st.sampled_from(Status), merged_into=st.none()) | _enterprises(
    status=st.just(Status.ARCHIVED), merged_into=_heirs
)
