// The articles that match, with the one that is read and those that are ticked.

class Rows extends List {
  /** `open(id)` reads an article, `choose(id)` ticks it. */
  constructor({ words, load, open, choose, above }) {
    super({
      tall: 98,
      name: words.results,
      waiting: words.busy,
      load,
      above,
      attributes: { "aria-multiselectable": "true" },
      enter: (row) => open(row.id),
      cells: (row) => [
        el("span", { class: "na-tick", title: words.choose, "aria-hidden": "true" }),
        el("div", { class: "na-row-title", lang: "vi", title: row.title.join("") }, marked(row.title)),
        el("div", { class: "na-meta" }, row.meta, ...row.names.map((name) => el("span", { class: "na-row-name", lang: "vi" }, name))),
        el("div", { class: "na-snippet", lang: "vi" }, marked(row.snippet)),
      ],
    });
    this.choose = choose;
    this.chosen = new Set();
  }

  /** A new answer; `selected` is the article being read. */
  show(total, rows, selected) {
    this.selected = selected;
    super.show(total, rows);
  }

  select(id) {
    this.selected = id;
    for (const [at, row] of this.known) if (row.id === id) this.active = at;
    this.paint();
  }

  /** The ids of the rows that are ticked. */
  tick(ids) {
    this.chosen = new Set(ids);
    this.paint();
  }

  isChosen(row) {
    return row.id === this.selected;
  }

  more(row) {
    return { "aria-checked": this.chosen.has(row.id) ? "true" : "false" };
  }

  clickedRow(event) {
    if (event.ctrlKey || event.metaKey || event.target.closest(".na-tick")) this.chooseActive();
    else this.enterActive();
  }

  chooseActive() {
    const row = this.known.get(this.active);
    if (row) this.choose(row.id);
  }
}
