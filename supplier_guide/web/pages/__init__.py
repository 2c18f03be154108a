"""Pages for people, in Dutch, complete without JavaScript; one small module per family of pages."""

from fastapi import APIRouter

from supplier_guide.web.pages import crawlers, enterprise, home, places, register, results, rubrics, texts

router = APIRouter(include_in_schema=False)
for family in (home, results, enterprise, rubrics, places, register, texts, crawlers):
    router.include_router(family.router)
