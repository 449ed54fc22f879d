// The pane beside the list: bars over time and papers by count, each a question to ask.

class Side {
  /**
   * `ask(query)` asks; `between(first, last)` narrows the question to the time from one period to another;
   * `forget(name)` removes a saved search.
   */
  constructor({ words, ask, between, forget }) {
    Object.assign(this, { words, ask, between, forget });
    this.element = el("div", { class: "na-side", role: "group", "aria-label": words.filters });
    this.settle = roving(this.element, () => [...this.element.querySelectorAll("button")]);
  }

  show(pane) {
    const held = this.element.contains(document.activeElement);
    const parts = [];
    if (pane.time) parts.push(this.time(pane.time, pane.all_times));
    else if (pane.all_times) parts.push(this.facet(this.head(this.words.time, "", pane.all_times)));
    if (pane.papers?.entries.length) parts.push(this.papers(pane.papers, pane.all_papers));
    else if (pane.all_papers) parts.push(this.facet(this.head(this.words.publisher, "", pane.all_papers)));
    for (const [what, facet] of [["tag", pane.tags], ["collection", pane.collections]])
      if (facet?.entries.length) parts.push(this.papers(facet, null, this.words[what]));
    if (pane.searches?.length) parts.push(this.searches(pane.searches));
    this.element.replaceChildren(...parts);
    this.settle();
    if (held) this.element.querySelector("button")?.focus();
  }

  facet(...children) {
    return el("div", { class: "na-facet" }, ...children);
  }

  head(name, detail, query) {
    return el(
      "div",
      { class: "na-head" },
      el("h3", {}, name, detail ? el("span", {}, ` · ${detail}`) : null),
      query === null ? null : this.button({ class: "na-quiet na-undo", "aria-label": `${this.words.clear}: ${name}` }, query, this.words.clear),
    );
  }

  button(attributes, query, ...children) {
    return el("button", { type: "button", tabindex: "-1", ...attributes, onclick: () => this.ask(query) }, ...children);
  }

  time({ by, bars, first, last }, all) {
    const most = Math.max(1, ...bars.map((bar) => bar.count));
    const says = el("div", { class: "na-says", "aria-live": "off" }); // what has the focus says its own name
    const rest = () => says.replaceChildren(el("span", {}, first), first === last ? "" : el("span", {}, last));
    rest();
    const columns = bars.map((bar, at) => {
      const tell = () => says.replaceChildren(bar.says);
      const height = bar.count ? Math.max(4, (100 * bar.count) / most) : 0;
      return this.button(
        { class: "na-bar", "data-at": at, "aria-label": bar.says, onmouseenter: tell, onfocus: tell, onmouseleave: rest, onblur: rest },
        bar.query,
        el("i", { style: `height:${height}%` }),
      );
    });
    const frame = el("div", { class: "na-bars", role: "group", "aria-label": this.words.bars }, ...columns);
    this.brush(frame, columns, bars, says);
    return this.facet(this.head(this.words.time, by, all), frame, says);
  }

  /** A range of bars, drawn with the pointer or with Shift and the arrows, asks for the time that it spans. */
  brush(frame, columns, bars, says) {
    let from = null;
    let to = null;
    const ends = () => [Math.min(from, to), Math.max(from, to)];
    const paint = () => {
      const [low, high] = from === null ? [0, -1] : ends();
      columns.forEach((column, at) => column.classList.toggle("na-brushed", low <= at && at <= high && low < high));
      if (from === null || low === high) return;
      const sum = bars.slice(low, high + 1).reduce((counted, bar) => counted + bar.count, 0);
      const count = counted(this.words, "articles", sum);
      says.ariaLive = "polite";
      says.replaceChildren(fill(this.words.bar_range, { first: bars[low].name, last: bars[high].name, count }));
    };
    const drop = () => {
      from = to = null;
      says.ariaLive = "off";
      paint();
    };
    const narrow = () => {
      const [low, high] = ends();
      drop();
      this.between(bars[low].period, bars[high].period);
    };
    const under = (event) => {
      const box = frame.getBoundingClientRect();
      const at = Math.floor(((event.clientX - box.left) / box.width) * columns.length);
      return Math.min(columns.length - 1, Math.max(0, at));
    };
    frame.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      frame.setPointerCapture(event.pointerId);
      from = to = under(event);
    });
    frame.addEventListener("pointermove", (event) => {
      if (from === null || !frame.hasPointerCapture(event.pointerId)) return;
      to = under(event);
      paint();
    });
    frame.addEventListener("pointerup", () => {
      if (from === null) return;
      if (from === to) {
        const { query } = bars[from];
        drop();
        this.ask(query);
      } else narrow();
    });
    frame.addEventListener("pointercancel", drop);
    frame.addEventListener("keydown", (event) => {
      const at = columns.indexOf(event.target);
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (event.shiftKey && by) {
        if (from === null) from = to = at;
        to = Math.min(columns.length - 1, Math.max(0, to + by));
        paint();
      } else if (from !== null && from !== to && (event.key === "Enter" || event.key === " ")) narrow();
      else if (from !== null && event.key === "Escape") drop();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  /** Questions that were saved; Delete, or the ×, forgets one. */
  searches(saved) {
    const lines = saved.map(({ name, query }) => {
      const drop = el(
        "button",
        { type: "button", tabindex: "-1", class: "na-quiet na-unmark", "aria-label": fill(this.words.forget_search, { name }), onclick: () => this.forget(name) },
        "×",
      );
      const open = this.button({ class: "na-paper", title: query }, query, el("span", { class: "na-name", lang: "vi" }, name));
      open.addEventListener("keydown", (event) => event.key === "Delete" && this.forget(name));
      return el("div", { class: "na-saved-search" }, open, drop);
    });
    return this.facet(this.head(this.words.searches, "", null), ...lines);
  }

  papers({ entries, others }, all, name = this.words.publisher) {
    const most = Math.max(1, ...entries.map((entry) => entry.count));
    const lines = entries.map(({ name, says, count, query }) => {
      const inside = [
        el("span", { class: "na-name", title: name }, name),
        el("span", { class: "na-count" }, says),
        el("i", { style: `width:${(100 * count) / most}%` }),
      ];
      return query === null
        ? el("div", { class: "na-paper" }, ...inside)
        : this.button({ class: "na-paper" }, query, ...inside);
    });
    const rest = others ? el("div", { class: "na-others" }, others) : null;
    return this.facet(this.head(name, "", all), ...lines, rest);
  }
}
