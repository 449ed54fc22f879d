// The measures of an answer, each by itself: the next is asked for when one has come, and none is shown that is stale.

const MEASURES = ["timeline", "publisher", "section", "byline", "collocations", "keyness"];
const SLOW = ["collocations", "keyness"];
const LARGE = 200_000; // articles from which on those are computed only when they are asked for

class Measures {
  /** `request` asks Python; `searched()` is the size of the archive; `ask(query)` asks a question. */
  constructor({ words, request, searched, ask }) {
    Object.assign(this, { words, request, searched, ask });
    this.by = "year";
    this.how = "count";
    this.element = el("div", { class: "na-measures", role: "group", "aria-label": words.view_measures, hidden: true });
    this.settle = roving(this.element, () => [...this.element.querySelectorAll("button, summary")]);
  }

  /** Ask for all of the present answer. */
  async show() {
    const asked = (this.asked = {});
    const places = Object.fromEntries(MEASURES.map((name) => [name, this.card(name)]));
    this.element.replaceChildren(...Object.values(places));
    for (const name of MEASURES) {
      if (SLOW.includes(name) && this.searched() > LARGE) this.offer(places[name], name);
      else await this.fill(places[name], name, asked);
      if (this.asked !== asked) return;
    }
  }

  card(name) {
    return el(
      "section",
      { class: `na-measure na-measure-${name}` },
      el("h3", {}, this.words[`measure_${name}`]),
      el("p", { class: "na-about", role: "status" }, this.words.measure_wait),
    );
  }

  offer(place, name) {
    const asked = this.asked;
    const compute = this.button({ class: "na-compute" }, () => this.fill(place, name, asked), this.words.measure_compute);
    place.replaceChildren(el("h3", {}, this.words[`measure_${name}`]), el("p", { class: "na-about" }, this.words.measure_long), compute);
    this.settle();
  }

  button(attributes, action, ...children) {
    return el("button", { type: "button", tabindex: "-1", ...attributes, onclick: action }, ...children);
  }

  async fill(place, name, asked) {
    const { error, measure } = await this.request("measure", { name, by: this.by });
    if (this.asked !== asked) return;
    const head = el("h3", {}, this.words[`measure_${name}`]);
    if (error) place.replaceChildren(head, el("p", { class: "na-problem" }, error));
    else place.replaceChildren(head, ...this.drawn(name, measure, place));
    this.settle();
  }

  drawn(name, { rows, others, says, source }, place) {
    const { words } = this;
    if (!rows.length) return [el("p", { class: "na-about" }, source ? words.measure_nothing : says)];
    const about = el(
      "details",
      { class: "na-about" },
      el("summary", { tabindex: "-1" }, words.about_measure),
      el("p", {}, says),
      el("p", {}, source),
    );
    if (name === "timeline") return [this.choices(place), this.columns(rows), about];
    return [this.table(rows), others ? el("p", { class: "na-others" }, others) : "", about];
  }

  /** By year or month, and in articles or in a thousand. */
  choices(place) {
    const { words } = this;
    const choice = (key, value, says) =>
      this.button({ class: "na-quiet na-choice", "aria-pressed": String(this[key] === value) }, () => {
        this[key] = value;
        this.fill(place, "timeline", this.asked);
      }, says);
    return el(
      "div",
      { class: "na-choices" },
      choice("by", "year", words.by_year),
      choice("by", "month", words.by_month),
      el("span", { class: "na-gap" }),
      choice("how", "count", words.by_articles),
      choice("how", "rate", words.by_rate),
    );
  }

  columns(rows) {
    const most = Math.max(...rows.map((row) => row[this.how])) || 1;
    const first = rows[0].name;
    const last = rows[rows.length - 1].name;
    const says = el("div", { class: "na-says" });
    const rest = () => says.replaceChildren(el("span", {}, first), first === last ? "" : el("span", {}, last));
    rest();
    const bars = rows.map(({ name, cells, query, ...row }) => {
      const sentence = cells[0] ? `${name}: ${cells[0]} · ${cells[1]} ‰` : `${name}: –`;
      const tell = () => says.replaceChildren(sentence);
      const bar = el("i", { style: `height:${row[this.how] ? Math.max(3, (100 * row[this.how]) / most) : 0}%` });
      const attributes = { class: "na-bar", "aria-label": sentence, onmouseenter: tell, onfocus: tell, onmouseleave: rest, onblur: rest };
      return query ? this.button(attributes, () => this.ask(query), bar) : el("div", { ...attributes, role: "img", onfocus: null }, bar);
    });
    return el("div", {}, el("div", { class: "na-bars na-tall" }, ...bars), says);
  }

  table(rows) {
    const most = Math.max(...rows.map((row) => row.count)) || 1;
    const line = ({ name, count, cells, query }) =>
      el(
        "tr",
        {},
        el("td", { class: "na-name", lang: "vi" }, query ? this.button({ class: "na-quiet na-narrow" }, () => this.ask(query), name) : name),
        ...cells.map((cell) => el("td", { class: "na-figure" }, cell)),
        el("td", { class: "na-share", "aria-hidden": "true" }, el("i", { style: `width:${(100 * count) / most}%` })),
      );
    return el("table", { class: "na-table" }, el("tbody", {}, ...rows.map(line)));
  }
}
