// What may stand in place of the word being typed, in a list under the search box (an ARIA combobox).

class Completion {
  /** `complete(before)` gives what may follow the text before the caret; `taken()` is called when one was put in. */
  constructor({ words, box, complete, taken }) {
    Object.assign(this, { words, box, complete, taken });
    this.list = el("ul", { class: "na-options", role: "listbox", id: `na-${unique()}`, "aria-label": words.completions });
    this.others = el("div", { class: "na-others" });
    this.element = el("div", { class: "na-completion", hidden: true }, this.list, this.others);
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", this.list.id);
    box.setAttribute("aria-expanded", "false");
    box.addEventListener("blur", () => this.close());
    this.close();
  }

  get isOpen() {
    return !this.element.hidden;
  }

  /** The text of the question up to the caret. */
  get before() {
    return this.box.value.slice(0, this.box.selectionStart);
  }

  show(completion) {
    if (!completion?.entries.length || document.activeElement !== this.box || !this.before.startsWith(completion.kept))
      return this.close();
    this.completion = completion;
    this.list.replaceChildren(
      ...completion.entries.map(({ text, says }, at) =>
        el(
          "li",
          {
            role: "option", id: `${this.list.id}-${at}`, "aria-selected": "false", lang: "vi",
            onmousedown: (event) => (event.preventDefault(), this.take(at)),
          },
          el("span", { class: "na-name" }, text),
          el("span", { class: "na-count" }, says),
        ),
      ),
    );
    this.others.replaceChildren(completion.others);
    this.others.hidden = !completion.others;
    this.element.hidden = false;
    this.box.setAttribute("aria-expanded", "true");
    this.mark(-1);
  }

  close() {
    this.element.hidden = true;
    this.active = -1;
    this.box.setAttribute("aria-expanded", "false");
    this.box.removeAttribute("aria-activedescendant");
  }

  mark(at) {
    this.active = at;
    [...this.list.children].forEach((node, each) => node.setAttribute("aria-selected", String(each === at)));
    if (at < 0) return this.box.removeAttribute("aria-activedescendant");
    this.box.setAttribute("aria-activedescendant", `${this.list.id}-${at}`);
    this.list.children[at].scrollIntoView({ block: "nearest" });
  }

  take(at) {
    const { kept, entries } = this.completion;
    const { text } = entries[at];
    const put = kept + text + (text.endsWith(":") ? "" : " ");
    const after = this.box.value.slice(this.box.selectionStart).trimStart();
    this.box.value = put + after;
    this.box.setSelectionRange(put.length, put.length);
    this.close();
    this.taken();
  }

  async ask() {
    this.show(await this.complete(this.before));
  }

  /** Whether a key in the search box was meant for the list. */
  pressed(event) {
    if ((event.ctrlKey && event.key === " ") || (event.altKey && event.key === "ArrowDown")) {
      this.ask();
      return true;
    }
    if (!this.isOpen || event.ctrlKey || event.altKey || event.metaKey) return false;
    const count = this.list.children.length;
    if (event.key === "ArrowDown") this.mark((this.active + 1) % count);
    else if (event.key === "ArrowUp") this.mark(this.active < 1 ? count - 1 : this.active - 1);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.active >= 0) this.take(this.active);
    else return false;
    return true;
  }
}
