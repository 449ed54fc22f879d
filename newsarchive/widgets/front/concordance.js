// The words that were asked for, each with what stands around it, under each other.

const ARRANGEMENTS = ["text", "left", "node", "right"];
const FIRST_LINES = 40;

class Lines {
  /** `request` asks Python; `read(line)` shows an article at the hit of a line. */
  constructor({ words, request, read }) {
    Object.assign(this, { words, request });
    this.said = el("span", { class: "na-lines-said", role: "status" });
    this.sort = el(
      "select",
      { class: "na-sort", "aria-label": words.lines_sort, onchange: () => this.show() },
      ...ARRANGEMENTS.map((name) => el("option", { value: name }, words[`lines_${name}`])),
    );
    this.list = new List({
      tall: 28,
      name: words.lines_list,
      waiting: words.busy,
      load: (offset, limit) => this.load(offset, limit),
      enter: read,
      above: () => this.sort.focus(),
      cells: ({ left, node, right, day, title }) => [
        el("span", { class: "na-line-day" }, day),
        el("span", { class: "na-line-left", lang: "vi" }, el("bdi", {}, left)),
        el("mark", { class: "na-mark na-line-node", lang: "vi" }, node),
        el("span", { class: "na-line-right", lang: "vi", title }, right),
      ],
    });
    this.list.element.classList.add("na-kwic");
    const head = el(
      "div",
      { class: "na-listhead" },
      this.said,
      el("label", { class: "na-sort-label" }, `${words.lines_sort} `, this.sort),
    );
    this.element = el("div", { class: "na-listing na-concordance", hidden: true }, head, this.list.element);
  }

  /** Ask for the lines of the present answer. */
  async show() {
    const asked = (this.asked = {});
    this.element.classList.add("na-waiting");
    const reply = await this.request("lines", { offset: 0, limit: FIRST_LINES, sort: this.sort.value });
    if (this.asked !== asked) return;
    this.element.classList.remove("na-waiting");
    this.said.classList.toggle("na-problem", Boolean(reply.error));
    this.said.replaceChildren(reply.error ?? reply.says);
    if (reply.error) this.list.show(0, []);
    else this.list.show(reply.total, reply.lines);
  }

  async load(offset, limit) {
    const { asked } = this;
    const reply = await this.request("lines", { offset, limit, sort: this.sort.value });
    if (this.asked === asked && !reply.error) this.list.receive(reply.offset, reply.lines);
  }
}
