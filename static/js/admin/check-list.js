// Adds a field that narrows a long list of boxes. Without it the whole list is there to scroll.

function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function addNarrowing(list) {
  if (list.dataset.ready || !("long" in list.dataset)) return;
  list.dataset.ready = "1";
  const field = document.createElement("input");
  field.type = "search";
  field.className = "check-list__narrow";
  field.placeholder = list.dataset.narrowLabel;
  field.setAttribute("aria-label", list.dataset.narrowLabel);
  field.addEventListener("input", (event) => {
    event.stopPropagation();
    const words = plain(field.value.trim());
    for (const box of list.querySelectorAll(".check-list__box")) {
      const isChosen = box.querySelector("input").checked;
      box.hidden = Boolean(words) && !isChosen && !plain(box.textContent).includes(words);
    }
  });
  field.addEventListener("change", (event) => event.stopPropagation());
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  list.prepend(field);
}

function addAll() {
  document.querySelectorAll("[data-check-list]").forEach(addNarrowing);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", addAll);
else addAll();
