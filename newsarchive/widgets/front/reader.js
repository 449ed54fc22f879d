// The reader: an article with its hits, or its source line by line with what each line was taken for.

class Reader {
  /** `source(id)` gives the labelled source. */
  constructor({ words, source }) {
    this.words = words;
    this.source = source;
    this.article = { id: null };
    this.showsSource = false;
    this.hit = -1;
    this.hits = [];
    const button = (name, word, action) =>
      el("button", { type: "button", class: `na-quiet ${name}`, onclick: action }, word);
    this.previous = button("na-previous", `← ${words.previous_hit}`, () => this.go(-1));
    this.following = button("na-next", `${words.next_hit} →`, () => this.go(1));
    this.toggle = button("na-source-toggle", words.show_source, () => this.flip());
    this.count = el("span", { class: "na-hits", role: "status" });
    this.tools = el(
      "div",
      { class: "na-reader-tools", role: "toolbar", "aria-label": words.reader_tools },
      this.count,
      this.previous,
      this.following,
      this.toggle,
    );
    this.text = el("div", { class: "na-text", role: "region", tabindex: "0", "aria-label": words.reader });
    this.element = el("div", { class: "na-reader" }, this.tools, this.text);
    this.settle = roving(this.tools, () => [this.previous, this.following, this.toggle].filter((b) => !b.disabled));
    this.show(this.article);
  }

  show(article) {
    if (article.id !== this.article.id) this.showsSource = false;
    this.article = article;
    this.tools.hidden = !article.id;
    if (this.showsSource) return this.fetchSource();
    this.toggle.textContent = this.words.show_source;
    if (!article.id) {
      this.text.replaceChildren(el("p", { class: "na-hint" }, this.words.nothing_open));
      this.hits = [];
      return;
    }
    const children = [];
    for (const block of article.blocks) {
      const tag = block.kind === "title" ? "h2" : "p";
      children.push(
        el("div", { class: "na-margin", title: block.note }, block.label, el("small", {}, block.note)),
        el(tag, { class: `na-${block.kind}`, lang: block.kind === "meta" ? null : "vi" }, marked(block.text)),
      );
    }
    if (article.warnings.length)
      children.push(
        el("div", { class: "na-margin" }, this.words.warnings),
        el("ul", { class: "na-warnings" }, ...article.warnings.map((warning) => el("li", {}, warning))),
      );
    const page = el("article", { class: "na-article" }, ...children);
    this.text.replaceChildren(page);
    this.text.scrollTop = 0;
    this.hits = [...page.querySelectorAll("mark")];
    this.hit = -1;
    this.countHits();
  }

  countHits() {
    const count = this.hits.length;
    const { hits, hits_in, hits_in_one } = this.words;
    this.count.textContent =
      this.hit >= 0 ? fill(hits, { number: this.hit + 1, count }) : fill(count === 1 ? hits_in_one : hits_in, { count });
    this.count.hidden = this.showsSource || !count;
    this.previous.disabled = this.following.disabled = this.showsSource || !count;
    this.settle();
  }

  /** Go to the next or previous hit, round the ends. */
  go(by) {
    if (!this.hits.length) return;
    this.hits[this.hit]?.classList.remove("na-here");
    this.hit = this.hit < 0 && by < 0 ? this.hits.length - 1 : (this.hit + by + this.hits.length) % this.hits.length;
    const here = this.hits[this.hit];
    here.classList.add("na-here");
    const offset = here.getBoundingClientRect().top - this.text.getBoundingClientRect().top;
    this.text.scrollBy({ top: offset - this.text.clientHeight / 3 });
    this.countHits();
  }

  flip() {
    if (!this.article.id) return;
    this.showsSource = !this.showsSource;
    if (this.showsSource) this.fetchSource();
    else this.show(this.article);
  }

  async fetchSource() {
    const reply = await this.source(this.article.id);
    if (!this.showsSource) return;
    this.toggle.textContent = this.words.show_article;
    this.hits = [];
    this.countHits();
    if (reply.error) this.text.replaceChildren(el("p", { class: "na-problem", role: "alert" }, reply.error));
    else this.text.replaceChildren(this.sourcePage(reply.source));
    this.text.scrollTop = 0;
  }

  sourcePage({ origin, fields, lines }) {
    const { words } = this;
    const values = fields.map(([name, value, note]) =>
      el(
        "tr",
        {},
        el("th", { scope: "row" }, name),
        el("td", {}, el("span", { lang: "vi" }, value), el("small", {}, note)),
      ),
    );
    const listing = lines.map((line, at) => {
      const labels = [...new Set(line.map(([, label]) => label))].filter((label) => label !== "blank");
      const said = labels.map((label) => words[`label_${label}`]).join(", ");
      return [
        el("div", { class: "na-number" }, String(at + 1)),
        el("div", { class: `na-label na-is-${labels[0] ?? "blank"}` }, said),
        el("div", { class: "na-line", lang: "vi" }, ...line.map(([text, label]) => el("span", { class: `na-is-${label}` }, text))),
      ];
    });
    return el(
      "div",
      { class: "na-source" },
      el("p", { class: "na-origin" }, origin),
      el("div", { class: "na-lines" }, ...listing.flat()),
      el("h3", {}, words.fields),
      el("table", { class: "na-fields" }, el("tbody", {}, ...values)),
    );
  }
}
