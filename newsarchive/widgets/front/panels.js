// What opens under the search box, one panel at a time, opened and closed by its button.

/** A line of a form: a label and what is filled in. */
function field(label, input) {
  input.id = `na-${unique()}`;
  return el("div", { class: "na-field" }, el("label", { for: input.id }, label), input);
}

/** Say how something went, in the place of what was said before. */
function say(node, sentence, problem = false) {
  node.className = problem ? "na-said na-problem" : "na-said";
  node.replaceChildren(sentence);
}

class Panels {
  /** `forms` have, by name, a `title`, a `body`, and what is to be done `onopen`. */
  constructor({ words, forms }) {
    Object.assign(this, { words, forms });
    this.shown = null;
    this.element = el("section", { class: "na-panel", hidden: true });
  }

  /** Open the panel `name`, or close it where it is open; `opener` gets the focus back. */
  toggle(name, opener) {
    if (this.shown === name) return this.close();
    this.opener?.setAttribute("aria-expanded", "false");
    this.shown = name;
    this.opener = opener;
    opener.setAttribute("aria-expanded", "true");
    const form = this.forms[name];
    const { title, body } = form;
    const close = el("button", { type: "button", class: "na-quiet na-close", onclick: () => this.close() }, this.words.close);
    this.element.setAttribute("aria-label", title);
    this.element.replaceChildren(el("div", { class: "na-head" }, el("h3", {}, title), close), body);
    this.element.hidden = false;
    form.onopen?.();
    (body.querySelector("input:not([hidden]), textarea, select") ?? close).focus();
  }

  /** Close what is open; the button that opened it gets the focus back, unless `back` is false. */
  close(back = true) {
    if (!this.shown) return false;
    this.shown = null;
    this.element.hidden = true;
    this.opener.setAttribute("aria-expanded", "false");
    if (back) this.opener.focus();
    return true;
  }
}
