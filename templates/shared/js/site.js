// What scripts add to pages that are complete without them: typing help, filters without reload, a search bar that unfolds.
import { combobox } from "./combobox.js";
import { liveResults } from "./results.js";

for (const input of document.querySelectorAll("[data-suggest]")) combobox(input);

const folded = document.querySelector(".folded");
folded?.addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("zoek").classList.add("open");
  document.getElementById("zoek-q").focus();
});

if (document.getElementById("resultaten")) liveResults();
