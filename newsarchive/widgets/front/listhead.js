// Above the list: its order, what is chosen in it, and the list as Python. One Tab stop with the list: the key s, or the
// arrow up from the first row, goes here, and the arrow down back.

const SORTS = ["relevance", "newest", "oldest", "archive"];

class ListHead {
  /** `sort(order)`, `chooseNone()` and `copy()` do what they say; `back()` gives the focus to the list. */
  constructor({ words, sort, chooseNone, copy, back }) {
    this.words = words;
    this.select = el(
      "select",
      { class: "na-sort", tabindex: "-1", "aria-label": words.sort, onchange: () => sort(this.select.value) },
      ...SORTS.map((name) => el("option", { value: name }, words[`sort_${name}`])),
    );
    const button = (name, word, action) =>
      el("button", { type: "button", tabindex: "-1", class: `na-quiet ${name}`, onclick: action }, word);
    this.none = button("na-choose-none", words.choose_none, chooseNone);
    this.copy = button("na-python", words.python, copy);
    this.count = el("span", { class: "na-chosen-count", role: "status" });
    this.chosen = el("div", { class: "na-chosen", hidden: true }, this.count, this.none);
    this.element = el(
      "div",
      { class: "na-listhead", role: "toolbar", "aria-label": words.list_tools, onkeydown: (event) => this.pressed(event, back) },
      el("label", { class: "na-sort-label" }, `${words.sort} `, this.select),
      this.copy,
      this.chosen,
    );
  }

  get items() {
    return [this.select, this.copy, this.none].filter((each) => each.offsetParent);
  }

  focus() {
    this.select.focus();
  }

  show(sort, chosen) {
    this.select.value = sort;
    this.chosen.hidden = !chosen.length;
    this.count.textContent = chosen.length ? counted(this.words, "chosen", chosen.length) : "";
  }

  pressed(event, back) {
    const { items } = this;
    const at = items.indexOf(event.target);
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by) items[Math.min(items.length - 1, Math.max(0, at + by))].focus();
    else if (event.key === "Escape" || (event.key === "ArrowDown" && event.target !== this.select)) back();
    else return;
    event.preventDefault();
  }
}
