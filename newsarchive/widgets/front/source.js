// The source of an article: its lines, with what each was taken for, and where every field was read.

/** The source of an article, line by line with what each was taken for, and how each field was read. */
function sourcePage({ origin, fields, lines }, words) {
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
    el("p", { class: "na-saved", role: "status" }),
    el("div", { class: "na-lines" }, ...listing.flat()),
    el("h3", {}, words.fields),
    el("table", { class: "na-fields" }, el("tbody", {}, ...values)),
  );
}
