"""Reading ``seed/law``: every file against its shape, and every name in it against what it names.

A mistake in a file stops the start with the file, the place and what is wrong: a rule that is half read would
answer wrongly without anybody noticing.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from supplier_guide import paths
from supplier_guide.model.reference import RecognitionInfo
from supplier_guide.rules.checking import complaints
from supplier_guide.rules.condition import Condition
from supplier_guide.rules.qualifying import RULE_OF_KIND
from supplier_guide.rules.rule import Period, Rule
from supplier_guide.rules.tables import (
    Choice,
    ContractorTable,
    CpvSet,
    KnownKind,
    MarketTable,
    ProcedureTable,
    Qualifying,
    RegimeTable,
    Remark,
    Rules,
    Version,
)

_T = TypeVar("_T")
_ABOUT = ("licence", "attribution", "about")


class BrokenRules(ValueError):
    """A file of the law cannot be used; the message names the file, the place and the mistake."""


def load_rules(folder: Path | None = None) -> Rules:
    """Read and check the rules of a folder, by default those of the seed."""
    law = folder or paths.seed_file("law")
    recognitions = _recognitions()
    qualifying = _read(law, "qualifying.json", Qualifying)
    facts = _read(law, "facts.json", tuple[Rule, ...], key="rules")
    amounts = _read(law, "amounts.json", tuple[Rule, ...], key="rules")
    kinds = tuple(_rule_of_kind(kind, recognitions) for kind in qualifying.kinds)
    rules = Rules(
        version=_read(law, "version.json", Version),
        rules=_by_id((*facts, *amounts, *kinds)),
        limits=_read(law, "amounts.json", dict[str, tuple[Choice, ...]], key="limits"),
        cpv_sets=_by_id(_read(law, "cpv.json", tuple[CpvSet, ...], key="sets")),
        conditions=_read(law, "conditions.json", dict[str, Condition], key="conditions"),
        regimes=_read(law, "regimes.json", tuple[RegimeTable, ...], key="regimes"),
        procedures=_read(law, "procedures.json", tuple[ProcedureTable, ...], key="procedures"),
        pitfalls=_read(law, "pitfalls.json", tuple[Remark, ...], key="pitfalls"),
        qualifying=qualifying,
        recognitions=MappingProxyType({i.kind: i for i in recognitions}),
        market=_read(law, "market.json", MarketTable),
        contractors=_read(law, "contractors.json", ContractorTable),
    )
    for complaint in complaints(rules):
        raise BrokenRules(f"{law}: {complaint}")
    return rules


def _read(law: Path, name: str, shape: type[_T], *, key: str | None = None) -> _T:
    """Return a file, or one part of it, in its shape."""
    path = law / name
    try:
        document: dict[str, Any] = json.loads(path.read_bytes())
        part = document[key] if key else {k: v for k, v in document.items() if k not in _ABOUT}
        return TypeAdapter(shape).validate_python(part)
    except (OSError, json.JSONDecodeError) as error:
        raise BrokenRules(f"{path}: cannot be read: {error}") from error
    except KeyError as error:
        raise BrokenRules(f"{path}: has no {key}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise BrokenRules(f"{path}: {place or 'the file'}: {first['msg']}") from error


_Row = TypeVar("_Row", Rule, CpvSet)


def _by_id(rows: Iterable[_Row]) -> Mapping[str, _Row]:
    found: dict[str, _Row] = {}
    for row in rows:
        if row.id in found:
            raise BrokenRules(f"{row.id} stands twice")
        found[row.id] = row
    return MappingProxyType(found)


def _recognitions() -> tuple[RecognitionInfo, ...]:
    return _read(
        paths.seed_file("recognitions.json").parent,
        "recognitions.json",
        tuple[RecognitionInfo, ...],
        key="recognitions",
    )


def _rule_of_kind(kind: KnownKind, recognitions: Iterable[RecognitionInfo]) -> Rule:
    """Return what the seed says of a kind of recognition, as a rule with its own page."""
    info = next((i for i in recognitions if i.kind is kind.kind), None)
    if info is None or not info.sources:
        raise BrokenRules(f"qualifying.json: {kind.kind} has no source in recognitions.json, so nothing is known of it")
    period = Period(
        valid_from=info.valid_from,
        valid_to=info.valid_until,
        source_url=info.sources[0],
        read_on=kind.read_on,
        confidence=kind.confidence,
    )
    return Rule(
        id=RULE_OF_KIND + info.kind.value,
        title=info.labels.nl,
        article=info.legal_basis or info.labels.nl,
        text=info.meaning,
        periods=(period,),
    )
