// A list of any length, of which only the rows in sight, and a few around, exist.

const TALLEST = 8_000_000; // browsers lose precision in taller scrollers, so a longer list is scaled to this height
const AROUND = 4;

class List {
  /**
   * `tall` is the height of a row, `waiting` what one is called that is not there yet; `load(offset, limit)` asks for missing ones, `cells(row, at)` draws one, `enter(row)`
   * is what Enter and a click do, and `above()` where the arrow up leads from the first.
   */
  constructor({ tall, name, waiting, load, cells, enter, above, attributes = {} }) {
    Object.assign(this, { tall, waiting, load, cells, enter, above });
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
        "aria-label": name,
        ...attributes,
        onscroll: () => this.scrolled(),
        onwheel: (event) => this.wheeled(event),
        onkeydown: (event) => this.pressed(event),
        onclick: (event) => this.clicked(event),
      },
      this.height,
    );
    this.seen = 0; // the height in sight; asking the page for it at each paint would lay it out in between
    this.observer = new ResizeObserver(() => {
      this.seen = this.element.clientHeight;
      this.paint();
    });
    this.observer.observe(this.element);
  }

  /** A new answer: its total and first rows. */
  show(total, rows) {
    this.total = total;
    this.known = new Map(rows.map((row, at) => [at, row]));
    this.asked = null;
    this.height.style.height = `${Math.min(total * this.tall, TALLEST)}px`;
    this.active = Math.max(0, rows.findIndex((row) => this.isChosen(row)));
    if (this.top) this.element.scrollTop = 0;
    this.top = 0;
    this.element.hidden = total === 0;
    this.paint();
  }

  /** What is said of the rows has changed, and not which they are. */
  refresh() {
    this.known.clear();
    this.asked = null;
    this.paint();
  }

  receive(offset, rows) {
    rows.forEach((row, at) => this.known.set(offset + at, row));
    this.asked = null;
    this.paint();
  }

  get scaled() {
    return this.total * this.tall > TALLEST;
  }

  get inSight() {
    return this.seen / this.tall;
  }

  /** Move so that row `top` is the first in sight. */
  moveTo(top) {
    const last = Math.max(0, this.total - this.inSight);
    this.top = Math.min(Math.max(0, top), last);
    const room = this.height.clientHeight - this.seen;
    this.moved = this.scaled ? (last ? (this.top / last) * room : 0) : this.top * this.tall;
    this.element.scrollTop = this.moved;
    this.paint();
  }

  scrolled() {
    const at = this.element.scrollTop;
    if (this.moved !== undefined && Math.abs(at - this.moved) < 2) {
      this.moved = undefined;
      return;
    }
    const room = this.height.clientHeight - this.seen;
    this.top = this.scaled ? (at / room) * Math.max(0, this.total - this.inSight) : at / this.tall;
    this.paint();
  }

  /** In a scaled list one pixel of the scroller is many rows; the wheel still moves by rows. */
  wheeled(event) {
    if (!this.scaled || event.ctrlKey) return;
    event.preventDefault();
    this.moveTo(this.top + (event.deltaMode ? event.deltaY : event.deltaY / this.tall));
  }

  step(by) {
    if (!this.total) return;
    this.active = Math.min(this.total - 1, Math.max(0, this.active + by));
    if (this.active < this.top) this.moveTo(this.active);
    else if (this.active + 1 > this.top + this.inSight) this.moveTo(this.active + 1 - this.inSight);
    else this.paint();
  }

  enterActive() {
    const row = this.known.get(this.active);
    if (row) this.enter(row);
  }

  pressed(event) {
    if (event.key === "ArrowUp" && !this.active) {
      event.preventDefault();
      return this.above();
    }
    const page = Math.max(1, Math.floor(this.inSight) - 1);
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -this.total, End: this.total }[event.key];
    if (by) this.step(by);
    else if (event.key === "Enter" || event.key === " ") this.enterActive();
    else return;
    event.preventDefault();
  }

  clicked(event) {
    const node = event.target.closest(".na-row");
    if (!node || getSelection().toString()) return;
    this.active = Number(node.dataset.at);
    this.paint();
    this.clickedRow(event);
  }

  /** A row was clicked, and is the active one. */
  clickedRow(event) {
    this.enterActive();
  }

  paint() {
    if (!this.seen) return;
    const first = Math.max(0, Math.floor(this.top) - AROUND);
    const last = Math.min(this.total, Math.ceil(this.top + this.inSight) + AROUND);
    this.fetch(first, last);
    const nodes = [];
    for (let at = first; at < last; at += 1) nodes.push(this.row(at));
    this.window.replaceChildren(...nodes);
    const base = this.scaled ? this.element.scrollTop - this.top * this.tall : 0;
    this.window.style.transform = `translateY(${base + first * this.tall}px)`;
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
      style: `height:${this.tall}px`,
      "data-at": at,
      "aria-setsize": this.total,
      "aria-posinset": at + 1,
      "aria-selected": row && this.isChosen(row) ? "true" : "false",
    };
    if (!row) return el("div", { ...attributes, "aria-busy": "true", "aria-label": this.waiting }, el("div", { class: "na-blank" }));
    return el("div", { ...attributes, ...this.more(row) }, ...this.cells(row));
  }

  /** Whether a row is the one that is read. */
  isChosen() {
    return false;
  }

  /** Further attributes of a row. */
  more() {
    return {};
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
