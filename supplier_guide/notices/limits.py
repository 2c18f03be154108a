"""How much of a notice is read, so that no body can take the memory or the time of the others."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from supplier_guide.errors import TooLarge


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one notice; the largest that the European examples hold is a tenth of each."""

    most_bytes: int = 10 * 1024 * 1024
    deepest: int = 100
    most_elements: int = 200_000
    most_lots: int = 1_000
    most_seconds: float = 5.0


LIMITS = Limits()


class Watch:
    """The time that is left for one notice."""

    def __init__(self, seconds: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Start counting now."""
        self._clock = clock
        self._until = clock() + seconds

    def check(self) -> None:
        """Raise `TooLarge` when the time is over."""
        if self._clock() > self._until:
            raise TooLarge(
                "notice_too_slow",
                "Deze aankondiging lezen duurt te lang, dus stoppen we. Geef de aankondiging zoals ze gepubliceerd is, "
                "zonder bijlagen.",
            )


def check_size(size: int, limits: Limits) -> None:
    """Raise `TooLarge` when there are more bytes than we take."""
    if size > limits.most_bytes:
        raise TooLarge(
            "notice_too_large",
            f"De aankondiging is groter dan {limits.most_bytes // (1024 * 1024)} MB. Geef alleen de aankondiging, "
            "zonder bijlagen.",
        )


def text_too_large() -> TooLarge:
    """Return the error for a single text that is larger than any description."""
    return TooLarge(
        "notice_too_large", "Een tekst in de aankondiging is te groot om veilig te lezen. Geef ze zonder bijlagen."
    )


def check_elements(count: int, limits: Limits) -> None:
    """Raise `TooLarge` when there are more parts than we take."""
    if count > limits.most_elements:
        raise TooLarge(
            "notice_too_complex",
            f"De aankondiging heeft meer dan {limits.most_elements} onderdelen. Geef één aankondiging per keer.",
        )


def check_depth(depth: int, limits: Limits) -> None:
    """Raise `TooLarge` when parts are nested deeper than we take."""
    if depth > limits.deepest:
        raise too_deep(limits.deepest)


def too_deep(deepest: int) -> TooLarge:
    """Return the error for parts that are nested too deep."""
    return TooLarge(
        "notice_too_deep",
        f"De onderdelen van dit bestand zitten meer dan {deepest} niveaus diep in elkaar. "
        "Dat doet geen enkele aankondiging: geef het bestand zoals het gepubliceerd is.",
    )


def check_lots(count: int, limits: Limits) -> None:
    """Raise `TooLarge` when there are more lots than we take."""
    if count > limits.most_lots:
        raise TooLarge(
            "too_many_lots",
            f"De aankondiging heeft {count} percelen; we lezen er hoogstens {limits.most_lots}.",
        )
