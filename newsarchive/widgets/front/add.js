// What comes in: a pasted page, files or a folder, read and shown first, and kept when the person says so.

const PIECE = 4_000_000; // a Jupyter server takes messages of up to 10 MB
const MOST_LINES = 60; // files and refusals that are listed; the others are counted
const REST = 300; // what is pasted or typed is read when it rests this long

class Add {
  constructor({ words, limit, request }) {
    Object.assign(this, { words, limit, request });
    this.title = words.add_title;
    const list = (name) => el("datalist", { id: `na-${name}-${unique()}` });
    this.lists = { publisher: list("papers"), section: list("sections") };
    this.publisher = el("input", { type: "text", class: "na-publisher", list: this.lists.publisher.id, autocomplete: "off" });
    this.section = el("input", { type: "text", class: "na-section", list: this.lists.section.id, autocomplete: "off" });
    this.text = el("textarea", { rows: "5", class: "na-paste", oninput: () => this.pasted() });
    const pick = (attributes) =>
      el("input", { type: "file", multiple: true, hidden: true, ...attributes, onchange: (event) => this.upload(event.target) });
    this.files = pick({ class: "na-files" });
    this.folder = pick({ class: "na-folder", webkitdirectory: true });
    const button = (name, word, action) => el("button", { type: "button", class: name, onclick: action }, word);
    this.choosers = [
      button("na-choose", words.add_files, () => this.files.click()),
      button("na-choose-folder", words.add_folder, () => this.folder.click()),
    ];
    this.stop = button("na-stop", words.out_stop, () => (this.stopped = true));
    this.stop.hidden = true;
    this.said = el("div", { class: "na-said", role: "status" });
    this.shown = el("div", { class: "na-reading" });
    const giving = el(
      "div",
      { class: "na-giving" },
      el("div", { class: "na-pair" }, field(words.add_publisher, this.publisher), field(words.add_section, this.section)),
      ...Object.values(this.lists),
      field(words.add_paste, this.text),
      el("div", { class: "na-actions" }, ...this.choosers, this.files, this.folder, this.stop),
      el("small", { class: "na-about" }, fill(words.add_files_note, { limit })),
      this.said,
    );
    const drop = (event) => (event.preventDefault(), this.dropped(event.dataTransfer));
    this.body = el("div", { class: "na-add", ondragover: (event) => event.preventDefault(), ondrop: drop }, giving, this.shown);
  }

  async onopen() {
    const papers = await this.request("papers");
    if (papers.error) return say(this.said, papers.error, true);
    for (const [name, list] of Object.entries(this.lists))
      list.replaceChildren(...papers[name].map((value) => el("option", { value })));
  }

  get told() {
    return { publisher: this.publisher.value, section: this.section.value };
  }

  button(name, word, action) {
    return el("button", { type: "button", class: name, onclick: action }, word);
  }

  // -- a pasted page ----------------------------------------------------------------------------------------------

  pasted() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.preview(), REST);
  }

  async preview() {
    const text = this.text.value;
    if (!text.trim()) return this.shown.replaceChildren();
    const { error, reading } = await this.request("preview", { text });
    if (text !== this.text.value) return;
    this.said.replaceChildren();
    if (error) {
      this.shown.replaceChildren();
      return say(this.said, error, true);
    }
    const keep = this.button("na-main na-keep", this.words.add_keep, () => this.keepPasted());
    this.shown.replaceChildren(
      ...this.glance(reading),
      el("div", { class: "na-actions" }, keep),
      el("p", { class: "na-about" }, this.words.add_reading),
      sourcePage(reading.source, this.words),
    );
  }

  /** A page at a glance. */
  glance({ title, says, warnings }) {
    return [
      el("p", { class: "na-glance", lang: "vi" }, title),
      el("p", { class: "na-about" }, says),
      ...(warnings.length ? [el("ul", { class: "na-warnings" }, ...warnings.map((each) => el("li", {}, each)))] : []),
    ];
  }

  async keepPasted() {
    const reply = await this.request("paste", { text: this.text.value, ...this.told });
    if (reply.error) return say(this.said, reply.error, true);
    if (!reply.rejected.length) this.text.value = "";
    this.done(reply);
  }

  // -- files and folders ------------------------------------------------------------------------------------------

  /** Files that were dropped, and those in folders that were. */
  async dropped({ items, files }) {
    const entries = [...items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    const found = [];
    const walk = async (entry) => {
      if (entry.isFile) found.push(await new Promise((resolve, reject) => entry.file(resolve, reject)));
      else {
        const reader = entry.createReader();
        for (let more; (more = await new Promise((resolve, reject) => reader.readEntries(resolve, reject))).length; )
          for (const each of more) await walk(each);
      }
    };
    for (const entry of entries) await walk(entry);
    this.read(found.length ? found : [...files]);
  }

  upload(input) {
    const chosen = [...input.files];
    input.value = "";
    this.read(chosen);
  }

  /** Send and read all `files`; nothing of them is kept yet. */
  async read(files) {
    const { words } = this;
    clearTimeout(this.timer); // what was pasted before gives way to the files
    this.busy(true);
    await this.request("drop");
    const found = { files: [], refused: [], pages: 0 };
    for (const [at, file] of files.entries()) {
      if (this.stopped) break;
      const name = file.webkitRelativePath || file.name;
      say(this.said, fill(words.add_progress, { number: at + 1, count: files.length, name }));
      if (file.size > this.limit * 1e6) {
        found.refused.push(fill(words.too_large, { name, limit: this.limit }));
        continue;
      }
      const reply = await this.send(file, name);
      if (reply.error) found.refused.push(`${name}: ${reply.error}`);
      else {
        found.refused.push(...reply.file.refused);
        if (reply.file.pages) found.files.push(reply.file);
        found.pages += reply.file.pages;
      }
    }
    this.busy(false);
    if (this.stopped) return this.drop();
    this.said.replaceChildren();
    this.showFiles(found);
  }

  showFiles({ files, refused, pages }) {
    const { words } = this;
    const rows = files.flatMap(({ name, titles, more }) => [
      ...titles.map(({ title, says }, at) => [at ? "" : name, title, says]),
      ...(more ? [["", more, ""]] : []),
    ]);
    const keep = this.button("na-main na-keep-files", counted(words, "add_keep_files", pages), () => this.keepFiles());
    const drop = this.button("na-drop", words.add_drop, () => this.drop());
    const cell = (text, at) => el("td", { class: at === 2 ? "na-about" : null, lang: at === 1 ? "vi" : null }, text);
    this.shown.replaceChildren(
      pages ? el("div", { class: "na-actions" }, keep, drop) : "",
      el("table", { class: "na-fields" }, el("tbody", {}, ...rows.slice(0, MOST_LINES).map((row) => el("tr", {}, ...row.map(cell))))),
      this.rest(rows),
      ...this.problems(refused),
    );
  }

  /** How many of `lines` are not shown. */
  rest(lines) {
    const more = lines.length - MOST_LINES;
    return more > 0 ? el("p", { class: "na-about" }, counted(this.words, "add_not_shown", more)) : "";
  }

  problems(refused) {
    if (!refused.length) return [];
    const lines = refused.slice(0, MOST_LINES).map((each) => el("li", { class: "na-problem" }, each));
    return [el("p", {}, counted(this.words, "add_not_read", refused.length)), el("ul", {}, ...lines), this.rest(refused)];
  }

  async keepFiles() {
    this.busy(true);
    const reply = await this.request("keep", this.told);
    this.busy(false);
    if (reply.error) return say(this.said, reply.error, true);
    this.done(reply);
  }

  async drop() {
    await this.request("drop");
    this.shown.replaceChildren();
    say(this.said, this.words.add_dropped);
  }

  done({ new: added, held, rejected, version }) {
    this.said.className = "na-said";
    this.said.replaceChildren(fill(this.words.add_done, { new: added, held, rejected: rejected.length, version }));
    this.shown.replaceChildren(...this.problems(rejected));
  }

  busy(is) {
    for (const each of this.choosers) each.disabled = is;
    this.stop.hidden = !is;
    if (is) this.stopped = false;
  }

  /** Send a file in pieces that fit into a Jupyter message; the last one's reply says how it is read. */
  async send(file, name) {
    let reply;
    let offset = 0;
    do {
      const piece = await file.slice(offset, offset + PIECE).arrayBuffer();
      const last = offset + PIECE >= file.size;
      reply = await this.request("file", { name, offset, last }, [piece]);
      offset += PIECE;
    } while (!reply.error && offset < file.size);
    return reply;
  }
}
