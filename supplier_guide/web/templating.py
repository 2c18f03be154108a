"""From a view and a template to HTML: one Jinja environment, strict and escaping, compiled once."""

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from supplier_guide import paths
from supplier_guide.web.assets import load_assets


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
    return made


def render(template: str, **view: Any) -> bytes:
    """Return a rendered template."""
    return environment().get_template(template).render(view).encode()
