// What scripts add to pages that are complete without them: typing help, filters without reload, a search bar that unfolds.
import { combobox } from "./combobox.js";
import { DEFAULTS, liveResults } from "./results.js";

for (const input of document.querySelectorAll("[data-suggest]")) combobox(input);

// An address without empty parameters is one to keep and to pass on.
document.getElementById("zoek")?.addEventListener("formdata", ({ formData }) => {
  for (const [name, value] of [...formData]) if (!value.trim() || DEFAULTS[name] === value) formData.delete(name);
});

const folded = document.querySelector(".folded");
folded?.addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("zoek").classList.add("open");
  document.getElementById("zoek-q").focus();
});

if (document.getElementById("resultaten")) liveResults();
