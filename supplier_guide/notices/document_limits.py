"""How much of a document of somebody else is read, and what is said when it is more."""

from dataclasses import dataclass

from supplier_guide.errors import Malformed, TooLarge, Unprocessable

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class DocumentLimits:
    """The bounds of one document; ``most_memory`` and ``most_seconds`` hold for the process that reads it."""

    most_bytes: int = 10 * _MEGABYTE
    most_unpacked: int = 100 * _MEGABYTE
    most_parts: int = 2_000
    most_pages: int = 200
    most_characters: int = 600_000
    most_lines: int = 20_000
    most_seconds: int = 20
    most_memory: int = 1024 * _MEGABYTE


DOCUMENT_LIMITS = DocumentLimits()


def check_bytes(size: int, limits: DocumentLimits) -> None:
    """Raise `TooLarge` when there are more bytes than we take."""
    if size > limits.most_bytes:
        raise TooLarge(
            "document_too_large",
            f"Het document is {-(-size // _MEGABYTE)} MB groot; we lezen hoogstens {limits.most_bytes // _MEGABYTE} "
            f"MB. "
            "Laat bijlagen en afbeeldingen weg.",
        )


def check_pages(count: int, limits: DocumentLimits) -> None:
    """Raise `TooLarge` when there are more pages than we take."""
    if count > limits.most_pages:
        raise TooLarge(
            "too_many_pages",
            f"Het document heeft {count} bladzijden; we lezen er hoogstens {limits.most_pages}. "
            "Geef alleen het deel dat de opdracht beschrijft.",
        )


def check_length(characters: int, lines: int, limits: DocumentLimits) -> None:
    """Raise `TooLarge` when there is more text than we take."""
    for count, most, what in ((characters, limits.most_characters, "tekens"), (lines, limits.most_lines, "regels")):
        if count > most:
            number = f"{most:,}".replace(",", ".")
            message = f"Het document heeft meer dan {number} {what}. Geef alleen het deel dat de opdracht beschrijft."
            raise TooLarge("document_too_long", message)


def too_heavy() -> TooLarge:
    """Return the error for a document that takes more time or memory than we give it."""
    return TooLarge(
        "document_too_heavy",
        "Dit document lezen kost te veel tijd of geheugen, dus stoppen we. "
        "Bewaar het opnieuw zonder afbeeldingen, of plak de tekst van de opdracht.",
    )


def unpacks_too_large(limits: DocumentLimits) -> TooLarge:
    """Return the error for a document that is small only because it is packed."""
    return TooLarge(
        "document_unpacks_too_large",
        f"Het document wordt uitgepakt groter dan {limits.most_unpacked // _MEGABYTE} MB. "
        "Bewaar het opnieuw zonder afbeeldingen.",
    )


def with_password() -> Unprocessable:
    """Return the error for a document that only a password opens."""
    return Unprocessable(
        "password_protected",
        "Dit document is beveiligd met een wachtwoord. Haal de beveiliging eraf en probeer opnieuw.",
    )


def no_text() -> Unprocessable:
    """Return the error for a document that holds pictures of text."""
    return Unprocessable(
        "no_text",
        "We hebben geen tekst gevonden in dit document. Is het een scan? Geef het oorspronkelijke bestand uit Word, "
        "laat er tekstherkenning (ocr) op los, of plak de tekst.",
    )


def broken(kind: str) -> Malformed:
    """Return the error for a file that its own readers would not open."""
    what = {"pdf": "Deze pdf", "word": "Dit Word-document"}[kind]
    return Malformed(
        "broken_document", f"{what} is beschadigd. Open het bestand, bewaar het opnieuw en probeer nog eens."
    )
