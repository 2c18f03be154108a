"""A page of another site uses the API: it may read and ask, and may not send our forms."""

from playwright.sync_api import Browser

ASK = """async ([url, method, body]) => {
    const headers = body ? {"Content-Type": "application/json"} : {};
    try {
        const reply = await fetch(url, {method, headers, body, credentials: "omit"});
        return [reply.status, await reply.text()];
    } catch (error) {
        return [0, String(error)];
    }
}"""
NEED = '{"lots": [{"title": "gras maaien", "places": ["Gent"]}]}'


def test_page_elsewhere_reads_and_asks_and_sends_no_form(chromium: Browser, site: str) -> None:
    page = chromium.new_page()  # an empty page has an origin of its own
    read, _ = page.evaluate(ASK, [f"{site}/api/v1/enterprises?q=groen", "GET", None])
    asked, answer = page.evaluate(ASK, [f"{site}/api/v1/match", "POST", NEED])
    refused, _ = page.evaluate(ASK, [f"{site}/opdracht", "POST", NEED])
    page.close()
    assert (read, asked, refused) == (200, 200, 0)
    assert '"matches"' in answer
