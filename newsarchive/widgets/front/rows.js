// The result list: any number of rows, of which only those in sight (and a few around) exist.

const ROW = 98;
const TALLEST = 8_000_000; // browsers lose precision in taller scrollers, so a longer list is scaled to this height
const AROUND = 8;

class Rows {
  /** `load(offset, limit)` asks for missing rows; `open(id)` reads one, `choose(id)` ticks it, `above()` leaves. */
  constructor({ words, load, open, choose, above }) {
    Object.assign(this, { words, load, open, choose, above });
    this.chosen = new Set();
    this.total = 0;
    this.known = new Map();
    this.top = 0; // the first row in sight, with a fraction
    this.active = 0;
    this.name = unique();
    this.window = el("div", { class: "na-window" });
    this.height = el("div", { class: "na-height" }, this.window);
    this.element = el(
      "div",
      {
        class: "na-list",
        role: "listbox",
        tabindex: "0",
        "aria-label": words.results,
        "aria-multiselectable": "true",
        onscroll: () => this.scrolled(),
        onwheel: (event) => this.wheeled(event),
        onkeydown: (event) => this.pressed(event),
        onclick: (event) => this.clicked(event),
      },
      this.height,
    );
    this.tall = 0; // the height in sight; asking the page for it at each paint would lay it out in between
    this.observer = new ResizeObserver(() => {
      this.tall = this.element.clientHeight;
      this.paint();
    });
    this.observer.observe(this.element);
  }

  /** A new answer: its total and first rows; `selected` is the article being read. */
  show(total, rows, selected) {
    this.total = total;
    this.known = new Map(rows.map((row, at) => [at, row]));
    this.asked = null;
    this.height.style.height = `${Math.min(total * ROW, TALLEST)}px`;
    this.active = 0;
    if (this.top) this.element.scrollTop = 0;
    this.top = 0;
    this.element.hidden = total === 0;
    this.select(selected);
  }

  select(id) {
    this.selected = id;
    for (const [at, row] of this.known) if (row.id === id) this.active = at;
    this.paint();
  }

  /** What is said of the rows has changed, and not which they are. */
  refresh() {
    this.known.clear();
    this.asked = null;
    this.paint();
  }

  /** The ids of the rows that are ticked. */
  tick(ids) {
    this.chosen = new Set(ids);
    this.paint();
  }

  receive(offset, rows) {
    rows.forEach((row, at) => this.known.set(offset + at, row));
    this.asked = null;
    this.paint();
  }

  get scaled() {
    return this.total * ROW > TALLEST;
  }

  get inSight() {
    return this.tall / ROW;
  }

  /** Move so that row `top` is the first in sight. */
  moveTo(top) {
    const last = Math.max(0, this.total - this.inSight);
    this.top = Math.min(Math.max(0, top), last);
    const room = this.height.clientHeight - this.tall;
    this.moved = this.scaled ? (last ? (this.top / last) * room : 0) : this.top * ROW;
    this.element.scrollTop = this.moved;
    this.paint();
  }

  scrolled() {
    const at = this.element.scrollTop;
    if (this.moved !== undefined && Math.abs(at - this.moved) < 2) {
      this.moved = undefined;
      return;
    }
    const room = this.height.clientHeight - this.tall;
    this.top = this.scaled ? (at / room) * Math.max(0, this.total - this.inSight) : at / ROW;
    this.paint();
  }

  /** In a scaled list one pixel of the scroller is many rows; the wheel still moves by rows. */
  wheeled(event) {
    if (!this.scaled || event.ctrlKey) return;
    event.preventDefault();
    this.moveTo(this.top + (event.deltaMode ? event.deltaY : event.deltaY / ROW));
  }

  step(by) {
    if (!this.total) return;
    this.active = Math.min(this.total - 1, Math.max(0, this.active + by));
    if (this.active < this.top) this.moveTo(this.active);
    else if (this.active + 1 > this.top + this.inSight) this.moveTo(this.active + 1 - this.inSight);
    else this.paint();
  }

  openActive() {
    const row = this.known.get(this.active);
    if (row) this.open(row.id);
  }

  pressed(event) {
    if (event.key === "ArrowUp" && !this.active) {
      event.preventDefault();
      return this.above();
    }
    const page = Math.max(1, Math.floor(this.inSight) - 1);
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -this.total, End: this.total }[event.key];
    if (by) this.step(by);
    else if (event.key === "Enter" || event.key === " ") this.openActive();
    else return;
    event.preventDefault();
  }

  clicked(event) {
    const node = event.target.closest(".na-row");
    if (!node || getSelection().toString()) return;
    this.active = Number(node.dataset.at);
    this.paint();
    if (event.ctrlKey || event.metaKey || event.target.closest(".na-tick")) this.chooseActive();
    else this.openActive();
  }

  chooseActive() {
    const row = this.known.get(this.active);
    if (row) this.choose(row.id);
  }

  paint() {
    if (!this.tall) return;
    const first = Math.max(0, Math.floor(this.top) - AROUND);
    const last = Math.min(this.total, Math.ceil(this.top + this.inSight) + AROUND);
    this.fetch(first, last);
    const nodes = [];
    for (let at = first; at < last; at += 1) nodes.push(this.row(at));
    this.window.replaceChildren(...nodes);
    const base = this.scaled ? this.element.scrollTop - this.top * ROW : 0;
    this.window.style.transform = `translateY(${base + first * ROW}px)`;
    const active = this.window.querySelector(`[data-at="${this.active}"]`);
    if (active) this.element.setAttribute("aria-activedescendant", active.id);
    else this.element.removeAttribute("aria-activedescendant");
  }

  row(at) {
    const row = this.known.get(at);
    const attributes = {
      class: `na-row${at === this.active ? " na-active" : ""}`,
      role: "option",
      id: `na-${this.name}-${at}`,
      "data-at": at,
      "aria-setsize": this.total,
      "aria-posinset": at + 1,
      "aria-selected": row && row.id === this.selected ? "true" : "false",
      "aria-checked": row && this.chosen.has(row.id) ? "true" : "false",
    };
    if (!row) return el("div", { ...attributes, "aria-busy": "true" }, el("div", { class: "na-blank" }));
    return el(
      "div",
      attributes,
      el("span", { class: "na-tick", title: this.words.choose, "aria-hidden": "true" }),
      el("div", { class: "na-row-title", lang: "vi", title: row.title.join("") }, marked(row.title)),
      el("div", { class: "na-meta" }, row.meta, ...row.names.map((name) => el("span", { class: "na-row-name", lang: "vi" }, name))),
      el("div", { class: "na-snippet", lang: "vi" }, marked(row.snippet)),
    );
  }

  /** Where a row in sight or next to it is missing, ask for what is missing between two rows, once. */
  fetch(first, last) {
    const next = Math.min(this.total, Math.ceil(this.top + this.inSight) + 2);
    let near = Math.max(0, Math.floor(this.top) - 2);
    while (near < next && this.known.has(near)) near += 1;
    if (near >= next) return;
    let from = first;
    while (from < last && this.known.has(from)) from += 1;
    let to = last;
    while (to > from && this.known.has(to - 1)) to -= 1;
    const key = `${from}-${to}`;
    if (from >= to || this.asked === key) return;
    this.asked = key;
    this.load(from, to - from);
  }
}
