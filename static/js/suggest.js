// Suggestions below the search field: a combobox with a list, as the ARIA practices describe it. The words are
// posted, so that they stand in no address; the form works the same without this.

const WAIT = 150;

export function suggestWhileTyping(root) {
  for (const input of root.querySelectorAll("[data-suggest]")) new Combobox(input);
}

class Combobox {
  constructor(input) {
    this.input = input;
    this.list = document.createElement("ul");
    this.list.id = `${input.id}-forslag`;
    this.list.className = "suggest";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.dataset.suggestLabel);
    this.list.hidden = true;
    input.after(this.list);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id,
    })) input.setAttribute(name, value);
    input.addEventListener("input", () => this.later());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.choose(option);
    });
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const words = this.input.value;
    if (words.trim().length < 2) return this.close();
    try {
      const answer = await fetch(this.input.dataset.suggest, { method: "POST", body: new URLSearchParams({ q: words }) });
      const { suggestions } = await answer.json();
      if (words === this.input.value && document.activeElement === this.input) this.show(suggestions);
    } catch {
      this.close();
    }
  }

  show(suggestions) {
    this.list.replaceChildren(...suggestions.map(({ text, lang, dir }, place) => {
      const option = document.createElement("li");
      Object.assign(option, { id: `${this.list.id}-${place}`, textContent: text, lang, dir });
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      return option;
    }));
    this.at = -1;
    this.list.hidden = !suggestions.length;
    this.input.setAttribute("aria-expanded", String(!!suggestions.length));
    this.input.removeAttribute("aria-activedescendant");
  }

  close() {
    clearTimeout(this.timer);
    this.show([]);
  }

  key(event) {
    const options = [...this.list.children];
    if (event.key === "Escape" && options.length) {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && options[this.at]) {
      event.preventDefault();
      this.choose(options[this.at]);
    } else if (options.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.at = (this.at + step + options.length + (this.at < 0 && step < 0 ? 1 : 0)) % options.length;
      options.forEach((option, place) => option.setAttribute("aria-selected", String(place === this.at)));
      options[this.at].scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", options[this.at].id);
    }
  }

  choose(option) {
    this.input.value = option.textContent;
    this.close();
    this.input.form.requestSubmit();
  }
}
