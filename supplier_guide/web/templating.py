"""From a view and a template to HTML: one Jinja environment, strict and escaping, compiled once."""

import re
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from supplier_guide import paths
from supplier_guide.web.assets import load_assets

_QUOTED = re.compile("“(.*?)”", re.DOTALL)


@cache
def environment() -> Environment:
    """Return the environment of the page templates; an undefined name is an error, and all text is escaped."""
    made = Environment(
        loader=FileSystemLoader(paths.templates("web")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.globals["asset"] = load_assets().address
    made.filters["apart"] = apart
    return made


def apart(text: str) -> Markup:
    """Return a sentence in which what visitors typed, between “ and ”, keeps its direction to itself."""
    return Markup(_QUOTED.sub(r"“<bdi>\1</bdi>”", str(escape(text))))  # noqa: S704 - escaped before


def render(template: str, **view: Any) -> bytes:
    """Return a rendered template."""
    return environment().get_template(template).render(view).encode()
