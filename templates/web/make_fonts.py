"""Make the web fonts: the two faces of the guide, Latin letters only, as small woff2 files.

Run `python templates/web/make_fonts.py`; the results in `templates/shared/fonts` are committed, so that an
installation needs neither the sources nor fonttools. Source Sans 3 keeps its weight axis (regular to bold);
Source Serif 4, used for headings and quotations alone, keeps weights 400-650 at one optical size. The licence
reserves the name "Source" for unchanged copies, so the subsets are called Gids Sans and Gids Serif.
"""

from pathlib import Path

import fontpkg_source_sans_3
import fontpkg_source_serif_4
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

TARGET = Path(__file__).resolve().parent.parent / "shared" / "fonts"
LATIN = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *map(ord, "–—‘’‚“”„†•…‹›€−≤≥×←→↑↓✓"),
]
FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "tnum", "lnum"]


def shrink(font: TTFont, *, family: str, limits: dict[str, tuple[float, float] | float]) -> TTFont:
    """Return ``font`` limited to ``limits`` on its axes and to the letters and features that pages use."""
    options = Options()
    options.layout_features = FEATURES
    options.name_IDs = [0, 1, 2, 13, 14]
    options.hinting = False
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LATIN)
    subsetter.subset(font)
    limited = instantiateVariableFont(font, limits)
    for name_id in (1, 4, 6):
        limited["name"].setName(family, name_id, 3, 1, 0x409)
    limited.flavor = "woff2"
    return limited


def make(package: Path, *, source: str, family: str, limits: dict[str, tuple[float, float] | float]) -> None:
    """Write one font and its licence."""
    name = family.lower().replace(" ", "-")
    target = TARGET / f"{name}.woff2"
    # A build date in the file would give every run another hash.
    font = TTFont(package / "files" / source, recalcTimestamp=False)
    shrink(font, family=family, limits=limits).save(target)
    (TARGET / f"{name}.LICENSE.txt").write_bytes((package / "LICENSE").read_bytes())
    print(f"{target.name}: {target.stat().st_size:,} bytes")


def main() -> None:
    """Make both faces."""
    TARGET.mkdir(parents=True, exist_ok=True)
    sans, serif = (Path(str(m.__file__)).parent for m in (fontpkg_source_sans_3, fontpkg_source_serif_4))
    make(sans, source="SourceSans3[wght].ttf", family="Gids Sans", limits={"wght": (400, 700)})
    make(
        serif,
        source="SourceSerif4[opsz,wght].ttf",
        family="Gids Serif",
        limits={"wght": (400, 650), "opsz": 30},
    )


if __name__ == "__main__":
    main()
