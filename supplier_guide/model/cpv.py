"""CPV codes as constant tokens: a code, its prefixes, and what fits an asked code."""


def cpv_tokens(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the constant tokens of CPV codes: ``=7731`` for the code, and its prefixes from two digits."""
    found: dict[str, None] = {}
    for code in codes:
        prefix = cpv_prefix(code)
        found[f"={prefix}"] = None
        found.update(dict.fromkeys(prefix[:n] for n in range(2, len(prefix) + 1)))
    return tuple(found)


def cpv_filter(code: str) -> tuple[str, ...]:
    """Return the tokens that a row must share one of, to fit the asked code: it, narrower, or wider."""
    prefix = cpv_prefix(code)
    return (prefix, *(f"={prefix[:n]}" for n in range(3, len(prefix))))


def cpv_prefix(code: str) -> str:
    """Return a CPV code without its trailing zeros, two digits at least."""
    return code.rstrip("0").ljust(2, "0")
