"""The text of a PDF as a reader sees it."""

import pypdfium2  # type: ignore[import-untyped]  # it has no types

_HYPHENS = ("\ufffe\r\n", "\u00ad\r\n", "\x02\r\n", "\ufffe", "\x02")


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of each page on one line, with the words that were broken made whole."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_whole(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def text_of(pdf: bytes) -> str:
    """Return the text of all pages."""
    return " ".join(pages_of(pdf))


def _whole(text: str) -> str:
    for hyphen in _HYPHENS:
        text = text.replace(hyphen, "")
    return " ".join(text.replace("\u200b\r\n", "").replace("\u200b", "").split())
