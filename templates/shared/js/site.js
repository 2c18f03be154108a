// What scripts add to pages that are complete without them: typing help, filters without reload, a search bar that unfolds.
import { combobox } from "./combobox.js";
import { DEFAULTS, liveResults } from "./results.js";

for (const input of document.querySelectorAll("[data-suggest]")) combobox(input);

// An address without empty parameters is one to keep and to pass on.
for (const form of document.querySelectorAll("form[method=get]")) {
  form.addEventListener("formdata", ({ formData }) => {
    const said = [...formData].filter(([name, value]) => value.trim() && !(form.id === "zoek" && DEFAULTS[name] === value));
    for (const name of [...formData.keys()]) formData.delete(name);
    for (const [name, value] of said) formData.append(name, value);
  });
}

const folded = document.querySelector(".folded");
folded?.addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("zoek").classList.add("open");
  document.getElementById("zoek-q").focus();
});

// Texts to copy can be selected by hand; a button saves the trouble.
for (const text of document.querySelectorAll("[data-copy]")) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button plain", textContent: "Kopieer" });
  const told = document.createElement("span");
  told.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      told.textContent = " Gekopieerd.";
    } catch {
      getSelection().selectAllChildren(text);
      told.textContent = " Kopieer met Ctrl+C.";
    }
  });
  text.after(button, told);
}

if (document.getElementById("resultaten")) liveResults();
