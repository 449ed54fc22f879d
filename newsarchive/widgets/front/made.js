// What people made of the article being read: its tags and collections, each with a way to take it back.

const MADE = ["tag", "collection"];

class Made {
  /**
   * `mark(what, name, on)` gives or takes a name; `target()` says what it would be given to; `ask(what, name)` asks for
   * it; `note()` writes a note.
   */
  constructor({ words, mark, target, ask, note, back }) {
    Object.assign(this, { words, mark, target, ask, note, back });
    this.known = { tag: [], collection: [] };
    this.element = el("div", { class: "na-made" });
    this.article = { id: null };
  }

  /** The names that there are, to be offered. */
  offer(tags, collections) {
    this.known = { tag: tags, collection: collections };
  }

  show(article) {
    this.article = article;
    if (this.typing) return;
    this.element.hidden = !article.id;
    if (article.id) this.element.replaceChildren(...MADE.flatMap((what) => this.names(what)), this.noting());
  }

  names(what) {
    const chips = this.article[what].map((name) =>
      el(
        "span",
        { class: `na-chip na-chip-${what}` },
        el("button", { type: "button", tabindex: "-1", class: "na-quiet na-chip-name", lang: "vi", onclick: () => this.ask(what, name) }, name),
        el(
          "button",
          { type: "button", tabindex: "-1", class: "na-quiet na-unmark", "aria-label": fill(this.words[`remove_${what}`], { name }), onclick: () => this.mark(what, name, false) },
          "×",
        ),
      ),
    );
    const add = el(
      "button",
      { type: "button", tabindex: "-1", class: `na-quiet na-add-${what}`, onclick: () => this.open(what) },
      `+ ${this.words[`add_${what}`]}`,
    );
    return [...chips, add];
  }

  noting() {
    const keepSelection = (event) => event.preventDefault();
    return el(
      "button",
      { type: "button", tabindex: "-1", class: "na-quiet na-add-note", onmousedown: keepSelection, onclick: () => this.note() },
      `+ ${this.words.add_note}`,
    );
  }

  /** A line to type a name into: Enter gives it, Escape does not. */
  open(what) {
    const list = el("datalist", { id: `na-${unique()}` }, ...this.known[what].map((name) => el("option", { value: name })));
    const input = el("input", {
      type: "text", class: "na-name-input", lang: "vi", maxlength: "200", list: list.id, autocomplete: "off",
      "aria-label": `${this.words[`${what}_name`]} ${this.target()}`, placeholder: this.words[`${what}_name`],
    });
    const give = async () => {
      if (!input.value.trim()) return this.close();
      const sentence = await this.mark(what, input.value, true);
      if (sentence) said.replaceChildren(sentence);
      else if (line.isConnected) this.close();
    };
    this.typing = true;
    const said = el("span", { class: "na-problem", role: "alert" });
    const keep = el("button", { type: "button", class: "na-quiet", onclick: give }, this.words.keep);
    const cancel = el("button", { type: "button", class: "na-quiet", onclick: () => this.close() }, this.words.cancel);
    const line = el("div", { class: "na-naming" }, input, list, el("span", { class: "na-target" }, this.target()), keep, cancel, said);
    line.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
      else if (event.key === "Enter" && event.target === input) give();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    this.element.hidden = false;
    this.element.replaceChildren(line);
    input.focus();
  }

  close() {
    this.typing = false;
    this.show(this.article);
    this.back();
  }
}
