// Notes on what an article says: written for the words that are selected, or the hit that one is at.

/** Where a selection stands: the part of the article and the range of its signs, counted as Python counts them. */
function placeOf(range, page) {
  const of = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-part]");
  const [first, last] = [of(range.startContainer), of(range.endContainer)];
  if (!first || !page.contains(first)) return null;
  if (first !== last) return { several: true };
  const before = document.createRange();
  before.setStart(first, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = [...before.toString()].length;
  const quote = range.toString();
  const led = [...quote].length - [...quote.trimStart()].length;
  const exact = quote.trim();
  return exact ? { part: first.dataset.part, start: start + led, end: start + led + [...exact].length, quote: exact } : null;
}

class Notes {
  /** `note({note, part, start, end, text})` keeps, changes or, without a text, removes a note; it gives what is wrong. */
  constructor({ words, note, back }) {
    Object.assign(this, { words, note, back });
  }

  /** The note as it stands under the part of the article that it is on. */
  shown(note) {
    const { words } = this;
    const button = (word, action) => el("button", { type: "button", tabindex: "-1", class: "na-quiet", onclick: action }, word);
    const edit = () => this.write(element, { ...note, note: note.id });
    const remove = () => this.note({ note: note.id, text: "" });
    const element = el(
      "div",
      {
        class: "na-note", role: "note", tabindex: "-1", "data-note": note.id,
        onkeydown: (event) => {
          if (event.target !== element) return;
          if (event.key === "Enter") edit();
          else if (event.key === "Delete") remove();
          else return;
          event.preventDefault();
          event.stopPropagation();
        },
      },
      note.part ? null : el("p", { class: "na-problem" }, fill(words.note_lost, { quote: note.quote })),
      el("p", { class: "na-note-text", lang: "vi" }, note.text),
      el("p", { class: "na-note-says" }, `${words.note} · ${note.says} `, button(words.edit, edit), button(words.remove, remove)),
    );
    return element;
  }

  /** A form in the place of `element`, or behind the part of the article that is quoted. */
  write(element, { note = null, quote, text = "", ...place }) {
    const { words } = this;
    const input = el("textarea", { class: "na-note-input", rows: "3", lang: "vi", "aria-label": fill(words.note_text, { quote }) }, text);
    const said = el("span", { class: "na-problem", role: "alert" });
    const leave = () => {
      form.replaceWith(...(note ? [element] : []));
      this.back();
    };
    const keep = async () => {
      const sentence = await this.note({ note, text: input.value, ...place });
      if (sentence) said.replaceChildren(sentence);
      else this.back();
    };
    const form = el(
      "div",
      {
        class: "na-note na-note-form",
        onkeydown: (event) => {
          if (event.key === "Escape") leave();
          else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) keep();
          else return;
          event.preventDefault();
          event.stopPropagation();
        },
      },
      el("p", { class: "na-note-says" }, fill(words.note_text, { quote })),
      input,
      el(
        "div",
        { class: "na-actions" },
        el("button", { type: "button", class: "na-main na-note-keep", onclick: keep }, words.note_keep),
        el("button", { type: "button", class: "na-quiet", onclick: leave }, words.cancel),
        said,
      ),
    );
    if (note) element.replaceWith(form);
    else element.after(form);
    input.focus();
  }
}
