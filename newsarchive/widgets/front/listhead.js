// Above the list: its order, what is chosen in it, and the list as Python. One Tab stop with the list: the key s, or the
// arrow up from the first row, goes here, and the arrow down back.

const SORTS = ["relevance", "newest", "oldest", "archive"];

class ListHead {
  /** `sort(order)`, `chooseNone()`, `copy()` and `save(name)` do what they say; `back()` gives the focus to the list. */
  constructor({ words, sort, chooseNone, copy, save, back }) {
    Object.assign(this, { words, save, back });
    this.select = el(
      "select",
      { class: "na-sort", tabindex: "-1", "aria-label": words.sort, onchange: () => sort(this.select.value) },
      ...SORTS.map((name) => el("option", { value: name }, words[`sort_${name}`])),
    );
    const button = (name, word, action) =>
      el("button", { type: "button", tabindex: "-1", class: `na-quiet ${name}`, onclick: action }, word);
    this.none = button("na-choose-none", words.choose_none, chooseNone);
    this.copy = button("na-python", words.python, copy);
    this.saving = button("na-save-search", words.save_search, () => this.openSave());
    this.place = el("div", { class: "na-saving", hidden: true });
    this.count = el("span", { class: "na-chosen-count", role: "status" });
    this.chosen = el("div", { class: "na-chosen", hidden: true }, this.count, this.none);
    this.element = el(
      "div",
      { class: "na-listhead", role: "toolbar", "aria-label": words.list_tools, onkeydown: (event) => this.pressed(event, back) },
      el("label", { class: "na-sort-label" }, `${words.sort} `, this.select),
      el("span", {}, this.saving, this.copy),
      this.place,
      this.chosen,
    );
  }

  get items() {
    return [this.select, this.saving, this.copy, this.none].filter((each) => each.offsetParent);
  }

  focus() {
    this.select.focus();
  }

  show(sort, chosen, short) {
    this.short = short;
    this.select.value = sort;
    this.chosen.hidden = !chosen.length;
    this.count.textContent = chosen.length ? counted(this.words, "chosen", chosen.length) : "";
  }

  /** A line for the name under which the question is saved; `short` is offered. */
  openSave() {
    const { words } = this;
    const input = el("input", { type: "text", class: "na-name-input", lang: "vi", maxlength: "200", "aria-label": words.search_name });
    const said = el("span", { class: "na-problem", role: "alert" });
    input.value = this.short.slice(0, 200);
    const close = () => {
      this.place.hidden = true;
      this.back();
    };
    const keep = async () => {
      const sentence = await this.save(input.value);
      if (sentence) said.replaceChildren(sentence);
      else close();
    };
    const button = (word, action) => el("button", { type: "button", class: "na-quiet", onclick: action }, word);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      else if (event.key === "Enter") keep();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    this.place.replaceChildren(input, button(words.keep, keep), button(words.cancel, close), said);
    this.place.hidden = false;
    input.select();
    input.focus();
  }

  pressed(event, back) {
    if (event.target.matches(".na-name-input")) return;
    const { items } = this;
    const at = items.indexOf(event.target);
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by) items[Math.min(items.length - 1, Math.max(0, at + by))].focus();
    else if (event.key === "Escape" || (event.key === "ArrowDown" && event.target !== this.select)) back();
    else return;
    event.preventDefault();
  }
}
