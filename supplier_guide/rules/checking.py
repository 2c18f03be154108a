"""Whether the names in the files of the law name something: rules, limits, sets, fields, conditions."""

from collections.abc import Iterator

from supplier_guide.rules.condition import Condition
from supplier_guide.rules.situation import CODES, FIELDS, FIGURES, TRUTHS
from supplier_guide.rules.tables import Choice, Rules


def complaints(rules: Rules) -> Iterator[str]:
    """Yield what is wrong with rules whose files have the right shape."""
    yield from _unknown_facts(rules)
    yield from _bad_limits(rules)
    yield from _repeated(rules)
    # Asked last: what follows them must not meet a name that leads nowhere.
    yield from _bad_conditions(rules)
    yield from _circles(rules)


def _conditions(rules: Rules) -> Iterator[tuple[str, Condition]]:
    """Yield every condition with the place where it stands."""
    yield "version.json: scope", rules.version.scope
    for name, condition in rules.conditions.items():
        yield f"conditions.json: {name}", condition
    for table in rules.tables:
        yield table.id, table.when
    remarks = [(r.text, r) for r in rules.pitfalls]
    remarks += [(f"{table.id}: {r.text}", r) for table in rules.regimes for r in table.conditions]
    for place, remark in remarks:
        if remark.when:
            yield place, remark.when
    for place, choice in _choices(rules):
        if choice.when:
            yield place, choice.when


def _choices(rules: Rules) -> Iterator[tuple[str, Choice]]:
    for name, choices in rules.limits.items():
        yield from ((f"amounts.json: {name}", choice) for choice in choices)
    for table in rules.procedures:
        yield from ((f"{table.id}: instead", choice) for choice in table.instead)


def _facts(rules: Rules) -> Iterator[tuple[str, str]]:
    """Yield every rule that is named, with the place where it is."""
    yield "version.json", rules.version.scope_fact
    for place, condition in _conditions(rules):
        for node in condition.nodes():
            named = (node.fact, node.assumed.fact if node.assumed else None)
            yield from ((place, fact) for fact in named if fact)
    for table in rules.tables:
        yield table.id, table.fact
    yield from ((place, choice.rule) for place, choice in _choices(rules))
    for regime in rules.regimes:
        yield from ((regime.id, remark.fact) for remark in regime.conditions)
    yield from (("pitfalls.json", remark.fact) for remark in rules.pitfalls)
    yield from (("cpv.json", found.fact) for found in rules.cpv_sets.values())
    yield from (("qualifying.json", f) for f in (rules.qualifying.share_fact, rules.qualifying.aim_fact))
    yield "market.json", rules.market.fact
    yield from _contractor_facts(rules)


def _contractor_facts(rules: Rules) -> Iterator[tuple[str, str]]:
    table = rules.contractors
    ceilings = (row.ceiling for row in table.classes if row.ceiling)
    yield from (("contractors.json", f) for f in (table.fact, table.category, table.subcategory, *ceilings))


def _unknown_facts(rules: Rules) -> Iterator[str]:
    yield from (f"{place}: no rule has the id {fact}" for place, fact in _facts(rules) if fact not in rules.rules)


def _bad_limits(rules: Rules) -> Iterator[str]:
    for name, choices in rules.limits.items():
        for choice in choices:
            if choice.rule in rules.rules and any(p.amount is None for p in rules.rules[choice.rule].periods):
                yield f"amounts.json: limit {name}: {choice.rule} has no amount in each period"
    for place, limit in _limits(rules):
        if limit not in rules.limits:
            yield f"{place}: no limit is called {limit}"


def _limits(rules: Rules) -> Iterator[tuple[str, str]]:
    yield from ((table.id, table.limit) for table in rules.procedures if table.limit)
    yield from (("pitfalls.json", remark.limit) for remark in rules.pitfalls if remark.limit)
    for place, condition in _conditions(rules):
        yield from ((place, node.measure) for node in condition.nodes() if isinstance(node.measure, str))


def _repeated(rules: Rules) -> Iterator[str]:
    ids = [table.id for table in rules.tables]
    yield from (f"{i} stands twice" for i in sorted({i for i in ids if ids.count(i) > 1}))


def _bad_conditions(rules: Rules) -> Iterator[str]:
    for place, condition in _conditions(rules):
        for node in condition.nodes():
            yield from (f"{place}: {wrong}" for wrong in _bad_node(node, rules))


def _bad_node(node: Condition, rules: Rules) -> Iterator[str]:
    if node.use is not None and node.use not in rules.conditions:
        yield f"no condition is called {node.use}"
    if node.in_cpv is not None and node.in_cpv not in rules.cpv_sets:
        yield f"no set of codes is called {node.in_cpv}"
    if node.field is not None and node.field not in FIELDS:
        yield f"a need has no field {node.field}; it has {', '.join(sorted(FIELDS))}"
    elif node.field is not None and not set(node.tests) <= _fitting(node.field):
        yield f"{node.field} cannot be tested with {', '.join(node.tests)}"


def _fitting(field: str) -> set[str]:
    if field in FIGURES:
        return {"below", "at_least", "at_most"}
    if field in CODES:
        return {"in_cpv"}
    return {"is"} if field in TRUTHS else {"in"}


def _circles(rules: Rules) -> Iterator[str]:
    """Yield the named conditions and limits that lead back to themselves."""
    for name in rules.conditions:
        if name in _reached(name, rules):
            yield f"conditions.json: {name} leads back to itself"
    for limit, choices in rules.limits.items():
        for choice in choices:
            if choice.when and any(isinstance(n.measure, str) for n in _deep(choice.when, rules)):
                yield f"amounts.json: limit {limit} depends on another limit"


def _reached(name: str, rules: Rules) -> set[str]:
    """Return the named conditions that one leads to."""
    found: set[str] = set()
    ahead = [name]
    while ahead:
        for node in rules.conditions[ahead.pop()].nodes():
            if node.use is not None and node.use not in found:
                found.add(node.use)
                ahead.append(node.use)
    return found


def _deep(condition: Condition, rules: Rules) -> Iterator[Condition]:
    for node in condition.nodes():
        yield node
        if node.use is not None:
            for name in {node.use} | _reached(node.use, rules):
                yield from rules.conditions[name].nodes()
