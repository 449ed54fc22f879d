// The reader: an article with its hits; its source, line by line with what each line was taken for; or its other copies.

class Reader {
  /**
   * `request(kind, {id})` gives the source, the related articles and the original; `open(id)` reads another article;
   * `made` are its tags and collections; `notify(sentence)` says what hinders.
   */
  constructor({ words, request, open, made, notify }) {
    Object.assign(this, { words, request, open, made, notify });
    this.notes = new Notes({ words, note: (content) => this.keepNote(content), back: () => this.text.focus() });
    this.article = { id: null };
    this.page = "article"; // or "source", or "related"
    this.hit = -1;
    this.hits = [];
    const button = (name, word, action) =>
      el("button", { type: "button", class: `na-quiet ${name}`, onclick: action }, word);
    this.previous = button("na-previous", `← ${words.previous_hit}`, () => this.go(-1));
    this.following = button("na-next", `${words.next_hit} →`, () => this.go(1));
    this.toggles = {
      source: button("na-source-toggle", words.show_source, () => this.flip("source")),
      related: button("na-related-toggle", words.show_related, () => this.flip("related")),
    };
    this.original = button("na-original", words.original, () => this.save());
    this.count = el("span", { class: "na-hits", role: "status" });
    this.tools = el(
      "div",
      { class: "na-reader-tools", role: "toolbar", "aria-label": words.reader_tools },
      this.count,
      this.previous,
      this.following,
      this.original,
      ...Object.values(this.toggles),
      made.element,
    );
    this.text = el("div", { class: "na-text", role: "region", tabindex: "0", "aria-label": words.reader });
    this.element = el("div", { class: "na-reader" }, this.tools, this.text);
    this.settle = roving(this.tools, () => [...this.tools.querySelectorAll("button:enabled:not([hidden])")]);
    this.show(this.article);
  }

  show(article) {
    const again = article.id === this.article.id;
    if (!again) this.page = "article";
    this.article = article;
    this.tools.hidden = !article.id;
    this.made.show(article);
    this.nameToggles();
    if (this.page !== "article") return this.fetch();
    if (!article.id) {
      this.text.replaceChildren(el("p", { class: "na-hint" }, this.words.nothing_open));
      this.hits = [];
      return;
    }
    const children = [];
    const noteRow = (note) => [el("div", { class: "na-margin" }), this.notes.shown(note)];
    for (const block of article.blocks) {
      const tag = block.kind === "title" ? "h2" : "p";
      const lang = block.kind === "meta" ? null : "vi";
      children.push(
        el("div", { class: "na-margin", title: block.note }, block.label, el("small", {}, block.note)),
        el(tag, { class: `na-${block.kind}`, lang, "data-part": block.part }, ...block.text.map(piece)),
        ...article.notes.filter((note) => note.part && note.part === block.part).flatMap(noteRow),
      );
    }
    children.push(...article.notes.filter((note) => !note.part).flatMap(noteRow));
    if (article.warnings.length)
      children.push(
        el("div", { class: "na-margin" }, this.words.warnings),
        el("ul", { class: "na-warnings" }, ...article.warnings.map((warning) => el("li", {}, warning))),
      );
    const page = el("article", { class: "na-article" }, ...children);
    const { scrollTop } = this.text;
    this.text.replaceChildren(page);
    this.text.scrollTop = again ? scrollTop : 0;
    // A hit is as many pieces as notes cut it into; the first of them stands for it.
    const marks = [...page.querySelectorAll("mark")];
    this.hits = marks.filter((mark, at) => !at || !isSameHit(mark, marks[at - 1]));
    this.hit = -1;
    this.countHits();
  }

  countHits() {
    const count = this.hits.length;
    const { hits, hits_in, hits_in_one } = this.words;
    this.count.textContent =
      this.hit >= 0 ? fill(hits, { number: this.hit + 1, count }) : fill(count === 1 ? hits_in_one : hits_in, { count });
    const elsewhere = this.page !== "article";
    this.count.hidden = elsewhere || !count;
    this.previous.disabled = this.following.disabled = elsewhere || !count;
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

  /** Go to the hit with that `number` in a part of the article. */
  goTo(part, number) {
    const there = this.hits.findIndex((mark) => mark.closest("[data-part]")?.dataset.part === part);
    if (there < 0) return;
    this.hit = there + number - 1;
    this.go(1);
  }

  /** Write a note on the words that are selected, or on the hit that one is at; or say how. */
  writeNote() {
    if (!this.article.id || this.page !== "article") return;
    const selection = getSelection();
    const here = this.hits[this.hit];
    const range = document.createRange();
    let place = selection.rangeCount && !selection.isCollapsed ? placeOf(selection.getRangeAt(0), this.text) : null;
    if (!place && here) {
      range.selectNodeContents(here);
      place = placeOf(range, this.text);
    }
    if (!place) return this.notify(this.words.note_hint);
    if (place.several) return this.notify(this.words.note_one_part);
    this.notes.write(this.text.querySelector(`[data-part="${place.part}"]`), place);
  }

  async keepNote(content) {
    return (await this.request("note", { id: this.article.id, ...content })).error;
  }

  /** Turn to the page `name`, or from it back to the article. */
  flip(name) {
    if (!this.article.id) return;
    this.page = this.page === name ? "article" : name;
    this.show(this.article);
  }

  nameToggles() {
    for (const [name, toggle] of Object.entries(this.toggles))
      toggle.textContent = this.page === name ? this.words.show_article : this.words[`show_${name}`];
    this.original.hidden = this.page !== "source";
  }

  /** Write the original beside the reports. It is only saved, never shown: a page from anywhere may do anything. */
  async save() {
    const { error, file } = await this.request("original", { id: this.article.id });
    const { name, path, href } = file ?? {};
    const link = () => el("a", { class: "na-save", href: `${href}?download=1`, download: name }, `${name} · ${this.words.download}`);
    this.text.querySelector(".na-saved").replaceChildren(error ?? (href === null ? el("code", {}, path) : link()));
  }

  async fetch() {
    const { page } = this;
    const { id } = this.article;
    this.hits = [];
    this.countHits();
    if (page === "related") this.text.replaceChildren(el("p", { class: "na-hint", role: "status" }, this.words.related_wait));
    const reply = await this.request(page, { id });
    if (this.page !== page || this.article.id !== id) return;
    if (reply.error) this.text.replaceChildren(el("p", { class: "na-problem", role: "alert" }, reply.error));
    else this.text.replaceChildren(page === "source" ? sourcePage(reply.source, this.words) : this.relatedPage(reply.related));
    this.text.scrollTop = 0;
  }

  relatedPage({ versions, reprints }) {
    const { words } = this;
    const list = (name, entries) => [
      el("h3", {}, words[name]),
      entries.length
        ? el("ul", { class: "na-related" }, ...entries.map((entry) => this.relatedEntry(entry)))
        : el("p", { class: "na-origin" }, words[`${name}_none`]),
    ];
    const page = el("div", { class: "na-source" }, ...list("versions", versions), ...list("reprints", reprints));
    roving(page, () => [...page.querySelectorAll("button")]);
    return page;
  }

  relatedEntry({ id, title, says, read }) {
    const name = read
      ? el("strong", { lang: "vi" }, title)
      : el("button", { type: "button", class: "na-quiet na-other", lang: "vi", onclick: () => this.open(id) }, title);
    return el("li", {}, name, el("small", {}, says));
  }
}

/** A piece of text, marked where it is of a hit, and underlined where it has a note. */
function piece([text, hit, notes]) {
  const inner = hit < 0 ? text : el("mark", { class: "na-mark", "data-hit": hit }, text);
  return notes.length ? el("span", { class: "na-noted" }, inner) : inner;
}

function isSameHit(one, other) {
  return one.dataset.hit === other.dataset.hit && one.closest("[data-part]") === other.closest("[data-part]");
}
