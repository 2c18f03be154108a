"""The process that sets one document: a job in, PDF out. Started by `press`, never imported by a door."""

import json
import os
import sys
from pathlib import Path

from supplier_guide.apart import bind, ending
from supplier_guide.printing.fonts import folders

REFUSED = 3
"""How this process ends when the typesetter refuses the template or the data."""


def main() -> int:
    """Set the job on standard input; write the PDF on standard output, or say on standard error why there is none."""
    job = json.load(sys.stdin.buffer)
    # As many threads as cores would each take their share of the memory that is allowed.
    os.environ["RAYON_NUM_THREADS"] = "1"
    bind(seconds=job["seconds"], memory=job["memory"])
    import typst  # noqa: PLC0415 - inside the bounds

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[*map(str, folders())])
    root = Path(job["folder"])
    try:
        pdf = typst.compile(
            root / job["template"],
            root=root,
            font_paths=fonts,
            ignore_system_fonts=True,
            package_path=root / "packages",
            package_cache_path=root / "packages",
            pdf_standards=["a-2a", "ua-1"],
            timestamp=job["moment"],
        )
    except typst.TypstError as error:
        sys.stderr.write("\n".join([error.message, error.diagnostic, *error.hints]))
        return REFUSED
    except BaseException as panic:
        # Compiled code that gets no memory panics: no exception of Python's, and of a class that has no name to import.
        if "allocation error" in str(panic):
            raise MemoryError from panic
        raise
    assert isinstance(pdf, bytes)
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(ending(main))
