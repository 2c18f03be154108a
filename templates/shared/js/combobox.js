// Typing help by the combobox pattern of the ARIA Authoring Practices: a text field with a list that follows it.
// Nothing is chosen by itself; free text always submits. Escape closes the list, and empties the field the second time.
const PAUSE = 120; // ms without typing before we ask
const QUIET = 900; // ms before the number of suggestions is spoken, so that it does not cut off the echo of the keys
const MOST = 8;
const LEAST = 160; // px of room under the field that is worth keeping to
let made = 0;

const sources = {
  all: async (text, signal) => (await ask(`/api/v1/suggest?limit=${MOST}&q=${encodeURIComponent(text)}`, signal)).items,
  place: async (text, signal) => (await ask(`/api/v1/places?limit=${MOST}&q=${encodeURIComponent(text)}`, signal)).items.map(asPlace),
};
const PLACE_KINDS = { municipality: "gemeente", postal_code: "postcode", locality: "deelgemeente", province: "provincie", territory: "gebied" };

function asPlace({ kind, label, code, postal_codes: postal }) {
  const value = kind === "postal_code" ? postal[0] : kind === "territory" ? code : label;
  return { kind: "place", value, label: kind === "postal_code" ? `${postal[0]} ${label}` : label, hint: PLACE_KINDS[kind] ?? "plaats" };
}

async function ask(address, signal) {
  const reply = await fetch(address, { signal, credentials: "omit" });
  if (!reply.ok) throw new Error(reply.status);
  return reply.json();
}

function element(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

export function combobox(input) {
  const id = `voorstellen-${++made}`;
  // A list that scrolls would be a stop of the Tab key; the focus stays in the field.
  const list = element("ul", { id, class: "listbox", role: "listbox", "aria-label": "Voorstellen", tabindex: "-1" });
  const status = element("span", { class: "hush", role: "status" });
  list.hidden = true;
  input.before(status);
  input.after(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id })) input.setAttribute(name, value);

  let items = [];
  let active = -1;
  let waiting;
  let speaking;
  let request;

  const open = () => !list.hidden;

  function close() {
    clearTimeout(waiting);
    request?.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  }

  function say(text) {
    clearTimeout(speaking);
    speaking = setTimeout(() => { status.textContent = text; }, QUIET);
  }

  function mark(index) {
    active = index;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", `${id}-${index}`);
    list.children[index].scrollIntoView({ block: "nearest" });
  }

  function show(found) {
    items = found;
    list.replaceChildren(...items.map((item, i) => element("li", { id: `${id}-${i}`, role: "option", "aria-selected": "false" }, item.label, " ", element("span", {}, item.hint))));
    list.hidden = items.length === 0;
    // What does not fit in the window scrolls inside the list: else its end lies below the fold.
    const room = innerHeight - list.getBoundingClientRect().top - 8;
    list.style.maxBlockSize = room > LEAST ? `min(26rem, ${room}px)` : "";
    input.setAttribute("aria-expanded", String(open()));
    mark(-1);
    say(items.length ? `${items.length} ${items.length === 1 ? "voorstel" : "voorstellen"}; kies met de pijltjes` : "Geen voorstellen");
  }

  async function suggest() {
    request?.abort();
    request = new AbortController();
    const text = input.value.trim();
    if (!text) return close();
    try {
      const found = await sources[input.dataset.suggest](text, request.signal);
      if (document.activeElement === input && input.value.trim() === text) show(found);
    } catch (error) {
      // Without help the field is still a field.
      if (error.name !== "AbortError") close();
    }
  }

  function choose(item) {
    const place = input.form.elements.place;
    close();
    if (item.kind === "enterprise") return location.assign(`/onderneming/${encodeURIComponent(item.value)}`);
    if (item.kind === "rubric") {
      const query = new URLSearchParams({ rubric: item.value });
      if (place?.value.trim()) query.set("place", place.value.trim());
      return location.assign(`/zoeken?${query}`);
    }
    if (item.kind === "place" && place && place !== input) {
      place.value = item.value;
      input.value = "";
      status.textContent = `${item.label} staat nu bij Waar. Wat zoekt u?`;
      return input.focus();
    }
    input.value = item.value;
    if (item.kind !== "place") input.form.requestSubmit();
  }

  const keys = {
    ArrowDown: () => (open() ? mark((active + 2) % (items.length + 1) - 1) : suggest()),
    ArrowUp: () => open() && mark((active + items.length + 1) % (items.length + 1) - 1),
    Enter: () => open() && active >= 0 && (choose(items[active]), true),
    Escape: () => (open() ? close() : (input.value = "")),
  };
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || !(event.key in keys)) return;
    const used = keys[event.key]();
    if (event.key !== "Enter" || used) event.preventDefault();
  });
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(suggest, PAUSE);
  });
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(items[[...list.children].indexOf(option)]);
  });
}
