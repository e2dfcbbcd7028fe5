// Counts how hard the words are while one writes. The server counts; without JavaScript it does so when one saves.

const PAUSE = 900;

// A block or row that was taken away stays in the form with a mark on it.
function isTakenAway(element) {
  for (let part = element; part; part = part.parentElement) {
    const marks = part.querySelectorAll(':scope > input[name$="-deleted"], :scope > input[name$="-DELETE"]');
    if ([...marks].some((mark) => mark.value === "1" || mark.value === "on")) return true;
  }
  return false;
}

// Running text is paragraphs in an editor of its own; all else are plain fields.
function wordsOf(element) {
  if (!element.isContentEditable) return element.value;
  return [...element.querySelectorAll("[data-block]")].map((block) => block.textContent).join("\n");
}

function allWords(form) {
  const fields = '[data-measured] :is(textarea, input[type="text"], [contenteditable="true"])';
  return [...form.querySelectorAll(fields)]
    .filter((field) => !field.closest("template, [hidden]") && !(field.name || "").endsWith("-address"))
    .filter((field) => !isTakenAway(field))
    .map(wordsOf)
    .filter((words) => words.trim())
    .join("\n");
}

function measureWhileWriting(place) {
  const form = place.closest("form");
  if (!form || place.dataset.ready) return;
  place.dataset.ready = "1";
  let timer;
  let asked;
  let before = null;
  const measure = async () => {
    const text = allWords(form);
    if (text === before) return;
    before = text;
    asked?.abort();
    asked = new AbortController();
    const body = new URLSearchParams({ language: place.dataset.language, text, own: form.elements.other_names?.value ?? "" });
    const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
    try {
      const answer = await fetch(place.dataset.measure, { method: "POST", body, headers, signal: asked.signal });
      if (answer.ok) place.innerHTML = await answer.text();
      else if (answer.status === 413) place.textContent = await answer.text();
    } catch {
      // Out of reach or overtaken by the next word: what stands there stays, and saving counts anew.
    }
  };
  const later = (event) => {
    if (!event.target.closest?.("[data-measured]")) return;
    clearTimeout(timer);
    timer = setTimeout(measure, PAUSE);
  };
  form.addEventListener("input", later);
  form.addEventListener("keyup", later);
}

function start() {
  document.querySelectorAll("[data-measure]").forEach(measureWhileWriting);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
