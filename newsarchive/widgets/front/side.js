// The pane beside the list: bars over time and papers by count, each a question to ask.

class Side {
  constructor({ words, ask }) {
    this.words = words;
    this.ask = ask;
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
    const says = el("div", { class: "na-says" });
    const rest = () => says.replaceChildren(el("span", {}, first), first === last ? "" : el("span", {}, last));
    rest();
    const columns = bars.map((bar) => {
      const tell = () => says.replaceChildren(bar.says);
      const height = bar.count ? Math.max(4, (100 * bar.count) / most) : 0;
      return this.button(
        { class: "na-bar", "aria-label": bar.says, onmouseenter: tell, onfocus: tell, onmouseleave: rest, onblur: rest },
        bar.query,
        el("i", { style: `height:${height}%` }),
      );
    });
    return this.facet(this.head(this.words.time, by, all), el("div", { class: "na-bars" }, ...columns), says);
  }

  papers({ entries, others }, all) {
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
    return this.facet(this.head(this.words.publisher, "", all), ...lines, rest);
  }
}
