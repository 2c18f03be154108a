"""The dated law on reserved contracts: rules are data (``seed/law``), the code only evaluates them.

The doors, all of them named here:

* `load_rules`: read and check the data.
* `check`: which regimes and procedures are open to a need, and why; `NoRulesForDate` outside the days we hold.
* `qualifies_art15`: whether an enterprise qualifies for a contract reserved under art. 15.
* `periods_art15`: the same for all days at once, for the index.
* `market`: whether there are suppliers enough to reserve.
* `contractor_class`: what works of an amount ask of a contractor.
* `disclaimer`: what stands under every answer.
* `unsaid`: what a verdict still hangs on, in words (`UNSAID`).
* `pages`: every rule, for a page of its own.

`docs/law.md` tells how to add a threshold, a period or a regime.
"""

from supplier_guide.rules.condition import Verdict
from supplier_guide.rules.contractors import ContractorNeed, contractor_class
from supplier_guide.rules.loading import BrokenRules, load_rules
from supplier_guide.rules.market import ADVICES, Advice, Market, market
from supplier_guide.rules.pages import pages
from supplier_guide.rules.qualifying import (
    Qualifies,
    Standing,
    StandingPeriod,
    is_to_check,
    periods_art15,
    qualifies_art15,
)
from supplier_guide.rules.reservation import NoRulesForDate, ProcedureCheck, RegimeCheck, Reservation, check, disclaimer
from supplier_guide.rules.rule import Confidence, Page, Period, Reason, Rule
from supplier_guide.rules.tables import Rules
from supplier_guide.rules.unsaid import UNSAID, unsaid

__all__ = [
    "ADVICES",
    "UNSAID",
    "Advice",
    "BrokenRules",
    "Confidence",
    "ContractorNeed",
    "Market",
    "NoRulesForDate",
    "Page",
    "Period",
    "ProcedureCheck",
    "Qualifies",
    "Reason",
    "RegimeCheck",
    "Reservation",
    "Rule",
    "Rules",
    "Standing",
    "StandingPeriod",
    "Verdict",
    "check",
    "contractor_class",
    "disclaimer",
    "is_to_check",
    "load_rules",
    "market",
    "pages",
    "periods_art15",
    "qualifies_art15",
    "unsaid",
]
