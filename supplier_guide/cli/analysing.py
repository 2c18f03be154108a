"""`analyse`: tokens and why, or pairs of query and text as the search would decide them. Needs no store."""

from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from supplier_guide.cli.opened import read_settings
from supplier_guide.cli.output import AsJson, console, print_json
from supplier_guide.errors import Malformed, NotFoundError
from supplier_guide.search.analysis.chain import Analyser, load_analyser
from supplier_guide.search.analysis.pairs import decide


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("analyse")(analyse)


def analyse(
    text: Annotated[str | None, typer.Argument(help="Een tekst of zoekvraag.")] = None,
    *,
    pairs: Annotated[Path | None, typer.Option(help="Bestand met vraag en tekst in de laatste twee kolommen.")] = None,
    json: AsJson = False,
) -> None:
    """Toon hoe het zoeken een tekst leest."""
    if (text is None) == (pairs is None):
        raise typer.BadParameter("Geef een tekst of --pairs BESTAND.")
    analyser = load_analyser(read_settings().data_dir / "cache")
    if pairs is not None:
        _print_lines(_decisions(pairs, analyser), as_list=json)
    elif json:
        print_json(_explained(text or "", analyser))
    else:
        for token in _explained(text or "", analyser)["tokens"]:
            console.print(f"{token['surface']}: {', '.join(token['terms'])}")


def _print_lines(rows: list[dict[str, Any]], *, as_list: bool) -> None:
    if as_list:
        print_json(rows)
        return
    for row in rows:
        typer.echo(orjson.dumps(row).decode())


def _decisions(path: Path, analyser: Analyser) -> list[dict[str, Any]]:
    rows = []
    for number, line in enumerate(_lines(path), 1):
        if not line.strip() or line.startswith("#"):
            continue
        columns = line.split("\t")
        if len(columns) < 2:  # noqa: PLR2004 - query and text
            raise Malformed("bad_pair", f"Regel {number}: verwacht minstens twee kolommen, gescheiden door tabs.")
        query, text = columns[-2:]
        matches, by = decide(query, text, analyser)
        rows.append({"query": query, "text": text, "matches": matches, "by": by})
    return rows


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise Malformed("broken_encoding", f"{path.name} is geen geldige UTF-8.") from error
    except OSError as error:
        raise NotFoundError("no_such_file", f"{path} is niet te lezen: {error.strerror}.") from error


def _explained(text: str, analyser: Analyser) -> dict[str, Any]:
    tokens = [
        {"surface": t.surface, "start": t.start, "end": t.end, "terms": list(t.terms)}
        for t in analyser.tokens(text, language="nl")
    ]
    words = [
        {
            "surface": w.surface,
            "alternatives": [{"terms": list(a.terms), "weight": a.weight, "by": a.by} for a in w.word.alternatives],
        }
        for w in analyser.words(text)
    ]
    return {"text": text, "tokens": tokens, "words": words}
