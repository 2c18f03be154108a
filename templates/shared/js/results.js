// Filters without a reload: the same address, fetched, and its results put in place. When anything fails, the browser goes there itself.
const region = () => document.getElementById("resultaten");
const filters = () => document.getElementById("verfijn");
const form = () => document.getElementById("zoek");
export const DEFAULTS = { reach: "serves", sort: "relevance" };
let running;
let shown = location.pathname + location.search;
let panel;

function asked() {
  const query = new URLSearchParams();
  // Empty fields and defaults are left out by the form itself, see site.js.
  for (const [name, value] of new FormData(form())) query.append(name, value.trim());
  return `/zoeken${query.size ? `?${query}` : ""}`;
}

// What had the focus, described so that it can be found again in the new results.
function remembered() {
  const at = document.activeElement;
  if (!at?.name || at.form !== form()) return null;
  return at.type === "checkbox" || at.type === "radio" ? `[name="${at.name}"][value="${CSS.escape(at.value)}"]` : `select[name="${at.name}"]`;
}

function replace(next) {
  const focused = remembered();
  const unfolded = [...document.querySelectorAll("#verfijn details[open]")].map((d) => d.parentElement.querySelector("input").name);
  const fresh = next.getElementById("resultaten");
  const freshFilters = next.getElementById("verfijn");
  for (const details of freshFilters?.querySelectorAll("details") ?? []) details.open = unfolded.includes(details.parentElement.querySelector("input").name);
  // With nothing left to choose from, the panel has no purpose.
  if (panel?.open && !freshFilters) panel.close();
  if (panel?.open) filters().replaceWith(freshFilters);
  region().replaceChildren(...fresh.childNodes);
  form().querySelectorAll("[type=hidden]").forEach((node) => node.remove());
  form().append(...next.getElementById("zoek").querySelectorAll("[type=hidden]"));
  document.title = next.title;
  document.getElementById("melding").dataset.amount = next.getElementById("melding").dataset.amount;
  if (panel) panel.querySelector("footer button").textContent = showWords();
  return focused && document.querySelector(focused);
}

function showWords() {
  return `Toon ${document.getElementById("melding").dataset.amount}`;
}

async function load(address, { push = true, focus = "same" } = {}) {
  running?.abort();
  running = new AbortController();
  region().classList.add("busy");
  try {
    const reply = await fetch(address, { signal: running.signal, credentials: "omit" });
    const next = new DOMParser().parseFromString(await reply.text(), "text/html");
    if (!reply.ok || !next.getElementById("resultaten")) throw new Error(reply.status);
    if (push) history.pushState(null, "", address);
    shown = location.pathname + location.search;
    const same = replace(next);
    if (focus === "same") same?.focus();
    else document.getElementById("gevonden").focus({ preventScroll: focus === "keep" });
    if (focus === "top") scrollTo({ top: 0 });
    document.getElementById("melding").textContent = document.getElementById("gevonden").textContent;
    region().classList.remove("busy");
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  }
}

function openPanel() {
  panel ??= makePanel();
  panel.querySelector(".body").append(filters());
  panel.querySelector("footer button").textContent = showWords();
  panel.showModal();
}

function makePanel() {
  const made = document.createElement("dialog");
  made.setAttribute("aria-labelledby", "verfijn-kop");
  made.innerHTML = '<header><h2 id="verfijn-kop">Verfijn</h2><button type="button" class="button plain">Sluit</button></header><div class="body"></div><footer><button type="button" class="button"></button></footer>';
  for (const button of made.querySelectorAll("button")) button.addEventListener("click", () => made.close());
  made.addEventListener("close", () => {
    region().prepend(filters());
    document.querySelector("[data-refine]")?.focus();
  });
  document.body.append(made);
  return made;
}

export function liveResults() {
  document.addEventListener("change", ({ target }) => {
    if (target.form === form() && target.closest("#verfijn")) load(asked());
  });
  document.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    const link = event.target.closest("a");
    if (!link) return;
    if (link.matches("[data-refine]")) {
      event.preventDefault();
      openPanel();
    } else if (link.matches("#resultaten .chosen a, #resultaten .pager a")) {
      event.preventDefault();
      load(link.href, { focus: link.closest(".pager") ? "top" : "keep" });
    }
  });
  addEventListener("popstate", () => {
    // A jump to a place on the page is a step in the history too.
    if (location.pathname + location.search !== shown) load(location.href, { push: false, focus: "keep" });
  });
}
