"""`python -m bench.needs [--below 0.7]`: the figures per kind, then the lots whose nDCG is below that figure."""

import argparse

from bench.needs.report import listed, measure, table


def main() -> None:
    """Print the figures."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--below", type=float, default=0.0)
    below = reader.parse_args().below
    outcomes = measure()
    print(table(outcomes))
    for outcome in outcomes:
        if outcome.ndcg < below:
            print(listed(outcome))
        if outcome.intruders:
            print(f"{outcome.name}: {', '.join(outcome.intruders)} in the first ten")


if __name__ == "__main__":
    main()
