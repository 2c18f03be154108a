"""XML parsed without entities, without a document type and without the network, into `Element`."""

from lxml import etree

from supplier_guide.errors import Malformed, TooLarge, UnsupportedFormat
from supplier_guide.notices.limits import Limits, Watch, check_depth, check_elements, text_too_large, too_deep
from supplier_guide.notices.tree import Element

_CHUNK = 65_536
_ATTRIBUTES_PER_ELEMENT = 4
_MOST_ATTRIBUTES = 100
"""Of one element; the binding takes time that grows with the square of their number. Notices have some ten."""
PARSER_DEPTH = 256
"""The parser's own bound, should ours be set higher."""


def parse(text: str, *, limits: Limits, watch: Watch) -> Element:
    """Return the root of an XML document.

    A document type is refused before anything is parsed: no notice has one, and entities live there.
    """
    start = _root(text)
    if text[start : start + 14].lower().startswith(("<html", "<!doctype html")):
        raise UnsupportedFormat(
            "unsupported_file",
            "Dit is een webpagina, geen aankondiging. Kies op TED de versie in XML, of geef het adres van de pagina.",
        )
    if text.startswith("<!DOCTYPE", start):
        raise Malformed(
            "doctype_refused",
            "Dit bestand begint met een DOCTYPE. Om veiligheidsredenen lezen we zulke bestanden niet; "
            "een gepubliceerde aankondiging heeft er geen.",
        )
    check_elements(text.count("<", start) // 2, limits)
    check_elements((text.count('="', start) + text.count("='", start)) // _ATTRIBUTES_PER_ELEMENT, limits)
    root = _parsed(text[start:], watch)
    _measure(root, limits)
    return _converted(root, limits=limits, watch=watch)


def _root(text: str) -> int:
    """Return where declaration, comments and instructions end."""
    at = 0
    while True:
        while at < len(text) and text[at] in " \t\r\n":
            at += 1
        close = "-->" if text.startswith("<!--", at) else "?>" if text.startswith("<?", at) else None
        end = text.find(close, at) if close else -1
        if close is None or end < 0:
            return at
        at = end + len(close)


def _parsed(text: str, watch: Watch) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    body = text.encode("utf-8", "surrogatepass")
    try:
        for begin in range(0, len(body), _CHUNK):
            parser.feed(body[begin : begin + _CHUNK])
            watch.check()
        return parser.close()
    except etree.XMLSyntaxError as error:
        raise _complaint(error) from None


def _complaint(error: etree.XMLSyntaxError) -> Malformed | TooLarge:
    """Say where it went wrong; the parser's own words may quote the document, so they are not passed on."""
    if getattr(error, "code", None) == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        return too_deep(PARSER_DEPTH) if "depth" in str(error) else text_too_large()
    line, column = error.position
    message = (
        f"Dit is geen geldige XML: ze loopt fout op regel {line or 1}, teken {column or 1}. Is het bestand volledig? "
        "Download de aankondiging opnieuw en pas ze niet aan."
    )
    return Malformed("malformed_xml", message)


def _measure(root: etree._Element, limits: Limits) -> None:
    """Count in the parser's own speed what conversion would take long over."""
    check_elements(sum(1 for _ in root.iter()), limits)
    if root.xpath(f"boolean(//*[count(@*) > {_MOST_ATTRIBUTES}])"):
        check_elements(limits.most_elements + 1, limits)


def _converted(root: etree._Element, *, limits: Limits, watch: Watch) -> Element:
    top = _element(root)
    waiting = [(root, top, 1)]
    count = 0
    while waiting:
        source, made, depth = waiting.pop()
        check_depth(depth, limits)
        for child in source:
            if isinstance(child.tag, str):
                below = _element(child)
                made.children.append(below)
                waiting.append((child, below, depth + 1))
        count += 1
        if count % 10_000 == 0:
            watch.check()
    return top


def _element(source: etree._Element) -> Element:
    return Element(
        name=_local(str(source.tag)),
        attributes={_local(str(key)): str(value) for key, value in source.items()},
        text=source.text or "",
        tail=source.tail or "",
    )


def _local(name: str) -> str:
    return name.rpartition("}")[2]
