"""Print the figures of relevance: `python -m bench.relevance`; `--below 0.7` also lists the questions under 0.7."""

import argparse

from bench.relevance.report import faults, listed, measure, table


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--below", type=float, default=0.0, help="list the questions with a figure under this")
    below = parser.parse_args().below
    outcomes = measure()
    print(table(outcomes))
    for fault in faults(outcomes):
        print("FAULT", fault)
    for outcome in outcomes:
        if any(v is not None and v < below for v in (outcome.ndcg, outcome.recall)):
            print(listed(outcome))


if __name__ == "__main__":
    main()
