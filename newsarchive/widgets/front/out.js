// What leaves: reports and data of the answer, of some articles or of a collection, written while one goes on.

const REPORTS = ["html", "pdf"];
const FORMATS = [...REPORTS, "xlsx", "csv", "jsonl", "bibtex", "ris"];

/** A link to a written file that opens in a new tab, and one that saves it; only its path where it is not served. */
function fileLink({ name, path, href, replaced }, words) {
  const note = replaced ? el("small", {}, ` ${words.out_replaced}`) : null;
  if (href === null) return el("li", {}, el("code", {}, path), note);
  return el(
    "li",
    {},
    el("a", { class: "na-link", href, target: "_blank", rel: "noopener", title: path }, name),
    " ",
    el("a", { class: "na-save", href: `${href}?download=1`, download: name }, words.download),
    note,
  );
}

/** The parts of a report, to be ticked; `usual` are those that it has where nobody chose. */
class Sections {
  constructor({ words, sections, usual }) {
    this.boxes = sections.map((value) => el("input", { type: "checkbox", value, checked: usual.includes(value) }));
    const checks = this.boxes.map((box) => el("label", { class: "na-check" }, box, ` ${words[`section_${box.value}`]}`));
    this.element = el(
      "details",
      { class: "na-sections" },
      el("summary", {}, words.out_sections),
      el("fieldset", { class: "na-formats" }, el("legend", {}, words.out_sections_note), ...checks),
    );
  }

  get value() {
    return this.boxes.filter((box) => box.checked).map((box) => box.value);
  }
}

class Out {
  /**
   * `state()` gives what there is to choose from: `chosen`, `reading` and `collections`; without it there is nothing but
   * the answer to write. `parts` are the sections that a report may have, and the usual ones.
   */
  constructor({ words, request, state, language, parts }) {
    Object.assign(this, { words, request, state });
    this.title = words.out_heading;
    this.offered = "";
    this.scope = el("select", { class: "na-scope", onchange: () => this.count() });
    this.about = el("p", { class: "na-about", role: "status" });
    this.name = el("input", { type: "text", class: "na-report-title", maxlength: "300", onkeydown: (e) => e.key === "Enter" && this.write() });
    this.author = el("input", { type: "text", class: "na-author", maxlength: "200" });
    const languages = ["vi", "en"].map((each) => el("option", { value: each }, words[each]));
    this.language = el("select", { class: "na-language" }, ...languages);
    this.language.value = language;
    this.sections = new Sections({ words, ...parts });
    this.boxes = FORMATS.map((name) => el("input", { type: "checkbox", value: name, class: `na-format-${name}` }));
    for (const box of this.boxes.slice(0, REPORTS.length)) box.checked = true;
    this.button = el("button", { type: "button", class: "na-main na-export", onclick: () => this.write() }, words.out_write);
    this.stop = el("button", { type: "button", class: "na-stop", hidden: true, onclick: () => this.request("stop") }, words.out_stop);
    this.said = el("div", { class: "na-said", role: "status" });
    this.body = el(
      "div",
      { class: "na-form" },
      state && field(words.out_scope, this.scope),
      state && this.about,
      el(
        "fieldset",
        { class: "na-formats" },
        el("legend", {}, words.out_formats),
        ...this.boxes.map((box) => el("label", { class: "na-check" }, box, ` ${words[`out_${box.value}`]}`)),
      ),
      field(words.report_title, this.name),
      el("div", { class: "na-pair" }, field(words.out_author, this.author), field(words.out_language, this.language)),
      this.sections.element,
      el("div", { class: "na-actions" }, this.button, this.stop),
      this.said,
    );
  }

  onopen() {
    const { words } = this;
    const { chosen, reading, collections } = this.state();
    const scopes = [["results", words.out_results]];
    if (reading) scopes.push(["article", words.out_article]);
    if (chosen) scopes.unshift(["chosen", `${words.out_chosen} (${chosen.toLocaleString(words.locale)})`]);
    for (const name of collections) scopes.push([`collection ${name}`, fill(words.out_collection, { name })]);
    this.scope.replaceChildren(...scopes.map(([value, says]) => el("option", { value }, says)));
    if (this.stop.hidden) this.said.replaceChildren();
    this.count();
  }

  /** The scope as Python wants it. */
  get chosen() {
    const [scope, ...name] = (this.scope.value || "results").split(" ");
    return { scope, name: name.join(" ") };
  }

  async count() {
    const { error, total, says, title } = await this.request("count", this.chosen);
    if (error) return say(this.said, error, true);
    this.about.textContent = total ? says : this.words.report_nothing;
    this.offer(total, title);
  }

  /** What there is to write has changed: its number of articles, and a title for it unless the person wrote one. */
  offer(total, title) {
    if (!this.name.value || this.name.value === this.offered) this.name.value = title;
    this.offered = title;
    this.empty = !total;
    this.button.disabled = this.empty || !this.stop.hidden;
  }

  async write() {
    const { words } = this;
    if (this.button.disabled) return;
    const formats = this.boxes.filter((box) => box.checked).map((box) => box.value);
    if (!formats.length) return say(this.said, words.form_no_format, true);
    if (!this.name.value.trim()) return say(this.said, words.report_untitled, true);
    if (formats.some((name) => REPORTS.includes(name)) && !this.sections.value.length) return say(this.said, words.out_no_section, true);
    this.work(true);
    say(this.said, fill(words.out_percent, { percent: 0 }));
    const { error } = await this.request("export", {
      ...this.chosen,
      formats,
      title: this.name.value.trim(),
      author: this.author.value.trim(),
      language: this.language.value,
      sections: this.sections.value,
    });
    if (error) this.told({ ended: true, error });
  }

  work(is) {
    const held = [this.button, this.stop].includes(document.activeElement);
    this.stop.hidden = !is;
    this.button.disabled = is || this.empty;
    if (held) (is ? this.stop : this.button).focus();
  }

  /** How the writing goes, and how it ended. */
  told({ percent, ended, error, stopped, files, says }) {
    const { words } = this;
    if (!ended) return say(this.said, fill(words.out_percent, { percent }));
    this.work(false);
    if (error) return say(this.said, error, true);
    if (stopped) return say(this.said, words.out_stopped);
    this.said.className = "na-said";
    this.said.replaceChildren(says, el("ul", {}, ...files.map((file) => fileLink(file, words))));
  }
}
