// What opens under the search box: writing a report, adding pages, the keys.

/** A link to a written file that opens in a new tab, and one that saves it; only its path where it is not served. */
function fileLink({ name, path, href }, words) {
  if (href === null) return el("li", {}, el("code", {}, path));
  return el(
    "li",
    {},
    el("a", { class: "na-link", href, target: "_blank", rel: "noopener", title: path }, name),
    " ",
    el("a", { class: "na-save", href: `${href}?download=1`, download: name }, words.download),
  );
}

function field(label, input) {
  input.id = `na-${unique()}`;
  return el("div", { class: "na-field" }, el("label", { for: input.id }, label), input);
}

const PIECE = 4_000_000; // a Jupyter server takes messages of up to 10 MB

/** One panel at a time, opened and closed by its button. */
class Panels {
  constructor({ words, limit, request, answer, query }) {
    Object.assign(this, { words, limit, request, answer, query });
    this.shown = null;
    this.element = el("section", { class: "na-panel", hidden: true });
    this.forms = { report: this.reportForm(), add: this.addForm(), help: this.helpTable() };
  }

  /** Open the panel `name`, or close it where it is open; `opener` gets the focus back. */
  toggle(name, opener) {
    if (this.shown === name) return this.close();
    this.opener?.setAttribute("aria-expanded", "false");
    this.shown = name;
    this.opener = opener;
    opener.setAttribute("aria-expanded", "true");
    const { title, body, onopen } = this.forms[name];
    const close = el("button", { type: "button", class: "na-quiet na-close", onclick: () => this.close() }, this.words.close);
    this.element.setAttribute("aria-label", title);
    this.element.replaceChildren(el("div", { class: "na-head" }, el("h3", {}, title), close), body);
    this.element.hidden = false;
    onopen?.();
    (body.querySelector("input, textarea") ?? close).focus();
  }

  close() {
    if (!this.shown) return false;
    this.shown = null;
    this.element.hidden = true;
    this.opener.setAttribute("aria-expanded", "false");
    this.opener.focus();
    return true;
  }

  reportForm() {
    const { words } = this;
    const title = el("input", { type: "text", class: "na-report-title", onkeydown: (e) => e.key === "Enter" && write() });
    const full = el("input", { type: "checkbox" });
    const about = el("p", { class: "na-about" });
    const said = el("div", { class: "na-said", role: "status" });
    const button = el("button", { type: "button", class: "na-main na-export", onclick: () => write() }, words.report_write);
    let offered = "";
    const write = async () => {
      if (button.disabled) return;
      if (!title.value.trim()) return say(said, words.report_untitled, true);
      button.disabled = true;
      say(said, words.report_writing);
      const content = { title: title.value.trim(), full: full.checked };
      const reply = await this.request("report", content);
      button.disabled = false;
      if (reply.error) return say(said, reply.error, true);
      said.className = "na-said";
      said.replaceChildren(words.report_written, el("ul", {}, ...reply.files.map((file) => fileLink(file, words))));
    };
    return {
      title: words.report_heading,
      body: el(
        "div",
        { class: "na-form" },
        about,
        field(words.report_title, title),
        el("label", { class: "na-check" }, full, ` ${words.report_full}`),
        button,
        said,
      ),
      onopen: () => {
        const { total, report_title, report_about } = this.answer();
        if (!title.value || title.value === offered) title.value = report_title;
        offered = report_title;
        about.textContent = total ? report_about : words.report_nothing;
        button.disabled = !total;
        said.replaceChildren();
      },
    };
  }

  addForm() {
    const { words, limit } = this;
    const publisher = el("input", { type: "text", class: "na-publisher" });
    const text = el("textarea", { rows: "6", class: "na-paste" });
    const said = el("div", { class: "na-said", role: "status" });
    const keep = el("button", { type: "button", class: "na-main na-keep", onclick: () => paste() }, words.add_keep);
    const choose = el("button", { type: "button", class: "na-choose", onclick: () => files.click() }, words.add_files);
    const files = el("input", {
      type: "file", multiple: true, accept: ".txt,.html,.htm,text/plain,text/html", hidden: true, class: "na-files",
      onchange: () => upload(),
    });
    const busy = (is) => {
      keep.disabled = choose.disabled = is;
    };
    const tell = ({ added, held, rejected, version }) => {
      const counts = fill(words.add_done, { new: added, held, rejected: rejected.length, version });
      said.className = "na-said";
      said.replaceChildren(counts, el("ul", {}, ...rejected.map((reason) => el("li", { class: "na-problem" }, reason))));
    };
    const paste = async () => {
      if (!text.value.trim()) return say(said, words.add_nothing, true);
      busy(true);
      const reply = await this.request("paste", { text: text.value, publisher: publisher.value.trim() });
      busy(false);
      if (reply.error) return say(said, reply.error, true);
      if (!reply.rejected.length) text.value = "";
      tell({ ...reply, added: reply.new });
    };
    const upload = async () => {
      const chosen = [...files.files];
      const sum = { added: 0, held: 0, rejected: [], version: 0 };
      busy(true);
      for (const [at, file] of chosen.entries()) {
        say(said, fill(words.add_progress, { number: at + 1, count: chosen.length, name: file.name }));
        if (file.size > limit * 1e6) {
          sum.rejected.push(fill(words.too_large, { name: file.name, limit }));
          continue;
        }
        const reply = await this.send(file, publisher.value.trim());
        if (reply.error) {
          sum.rejected.push(`${file.name}: ${reply.error}`);
          continue;
        }
        sum.added += reply.new;
        sum.held += reply.held;
        sum.rejected.push(...reply.rejected);
        sum.version = reply.version;
      }
      files.value = "";
      busy(false);
      tell(sum);
    };
    return {
      title: words.add_title,
      body: el(
        "div",
        { class: "na-form" },
        field(words.add_publisher, publisher),
        field(words.add_paste, text),
        el("div", { class: "na-actions" }, keep, choose, files, el("small", {}, fill(words.add_files_note, { limit }))),
        said,
      ),
      onopen: () => said.replaceChildren(),
    };
  }

  /** Send a file in pieces that fit into a Jupyter message; the last one's reply says what became of it. */
  async send(file, publisher) {
    let reply;
    let offset = 0;
    do {
      const piece = await file.slice(offset, offset + PIECE).arrayBuffer();
      const last = offset + PIECE >= file.size;
      reply = await this.request("file", { name: file.name, publisher, offset, last }, [piece]);
      offset += PIECE;
    } while (!reply.error && offset < file.size);
    return reply;
  }

  helpTable() {
    const { words } = this;
    const keys = [
      ["/", words.key_search],
      ["j  k", words.key_rows],
      ["Enter", words.key_open],
      ["n  p", words.key_hits],
      ["o", words.key_source],
      ["v", words.key_related],
      ["x", words.key_choose],
      ["t", words.key_tag],
      ["b", words.key_collect],
      ["m", words.key_note],
      ["w", words.key_save],
      ["s", words.key_sort],
      ["c", words.key_python],
      ["Ctrl Space", words.key_complete],
      ["Esc", words.key_escape],
      ["?", words.key_help],
    ];
    const questions = [
      ["hoc tap", words.ask_plain],
      ["học tập", words.ask_exact],
      ['"học tập"', words.ask_phrase],
      ["=ban", words.ask_equals],
      ["date:2012-07..2012-09", words.ask_date],
      ['publisher:"Đồng Tháp"', words.ask_publisher],
    ];
    const list = (pairs, tag) =>
      el("dl", {}, ...pairs.flatMap(([name, says]) => [el("dt", {}, el(tag, {}, name)), el("dd", {}, says)]));
    return { title: words.help_title, body: el("div", { class: "na-help" }, list(keys, "kbd"), list(questions, "code")) };
  }
}

function say(node, sentence, problem = false) {
  node.className = problem ? "na-said na-problem" : "na-said";
  node.replaceChildren(sentence);
}
