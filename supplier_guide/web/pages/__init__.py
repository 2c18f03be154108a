"""Pages for people, in Dutch, complete without JavaScript; one small module per family of pages."""

from fastapi import APIRouter

from supplier_guide.web.pages import (
    assignment,
    crawlers,
    criteria,
    enterprise,
    home,
    law,
    places,
    programme,
    register,
    reserving,
    results,
    rubrics,
    survey,
    texts,
)

router = APIRouter(include_in_schema=False)
for family in (
    home,
    results,
    assignment,
    survey,
    programme,
    reserving,
    criteria,
    law,
    enterprise,
    rubrics,
    places,
    programme,
    register,
    texts,
    crawlers,
):
    router.include_router(family.router)
