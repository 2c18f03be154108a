"""Every rule as a page of its own."""

from supplier_guide.rules.rule import Page, page
from supplier_guide.rules.tables import Rules


def pages(rules: Rules) -> tuple[Page, ...]:
    """Return the page of every rule, in order of id."""
    return tuple(page(rule) for _, rule in sorted(rules.rules.items()))
