// The form for staff, from top to bottom: pages in, what to report on, and what to write. It asks as one types.

const PAUSE = 600; // what is filled in is often no question yet; what is wrong is said when typing rests

function render({ model, el: host }) {
  const words = model.get("words");
  const language = model.get("language");
  const wire = new Wire(model, {
    onbusy: (is) => root.classList.toggle("na-busy", is),
    onsilent: (is) => notify(is ? words.form_silent : null),
    onerror: (sentence) => notify(sentence),
    onjob: (told) => out.told(told),
  });
  const request = (...message) => wire.request(...message);
  let faultTimer = 0;

  const input = (name, hint) => el("input", { type: "text", class: `na-${name}`, placeholder: hint, autocomplete: "off", spellcheck: "false", oninput: ask });
  const filled = {
    query: input("search", words.form_query_hint),
    since: input("since", words.form_day_hint),
    until: input("until", words.form_day_hint),
    collection: el("select", { class: "na-collection", onchange: ask }),
  };
  const faults = Object.fromEntries(
    ["query", "since", "until"].map((name) => [name, el("span", { class: "na-problem", role: "alert", id: `na-${unique()}` })]),
  );
  const completion = new Completion({
    words,
    box: filled.query,
    complete: async (before) => (await request("complete", { before })).completion,
    taken: ask,
  });
  const asked = (name, ...more) => el("div", { class: "na-asked" }, field(words[`form_${name}`], filled[name]), ...more, faults[name]);
  const collections = field(words.form_collection, filled.collection);
  const archive = el("p", { class: "na-about" });
  const notice = el("div", { class: "na-notice", role: "alert", hidden: true });
  const counts = el("p", { class: "na-count", role: "status" });
  const rows = el("ul", { class: "na-first" });
  const more = el("p", { class: "na-about" });
  const add = new Add({ words, limit: model.get("limit"), request });
  const out = new Out({ words, request, language, parts: model.get("parts") });
  const adding = el("details", { class: "na-adding", ontoggle: () => adding.open && add.onopen() }, el("summary", {}, el("h3", {}, words.form_add)), add.body);
  const step = (name, ...parts) => {
    const title = el("h3", { id: `na-${unique()}` }, words[`form_${name}`]);
    return el("section", { "aria-labelledby": title.id, class: `na-step na-step-${name}` }, title, ...parts);
  };
  const root = el(
    "div",
    { class: "na-page na-report-form", role: "region", "aria-label": words.form_heading, lang: language },
    el("header", {}, el("h2", {}, words.form_heading), archive),
    notice,
    adding,
    step(
      "what",
      asked("query", completion.element),
      el("div", { class: "na-pair" }, asked("since"), asked("until"), collections),
      counts,
      rows,
      more,
    ),
    step("report", out.body),
  );

  function notify(sentence) {
    notice.hidden = !sentence;
    notice.replaceChildren(sentence ?? "");
  }

  function ask() {
    const values = Object.fromEntries(Object.entries(filled).map(([name, each]) => [name, each.value]));
    wire.request("ask", { ...values, before: completion.before });
  }

  function showAnswer() {
    const answer = model.get("answer");
    wire.arrive(answer);
    completion.show(answer.view === wire.view ? answer.completion : null);
    archive.textContent = answer.archive;
    offer(answer.collections);
    clearTimeout(faultTimer);
    if (answer.fault) faultTimer = setTimeout(() => showFault(answer.fault), PAUSE);
    else showFault(null);
    out.offer(answer.total, answer.fault ? out.offered : answer.title);
    if (answer.fault) return;
    counts.textContent = answer.searched && !answer.total ? words.form_none : answer.says;
    rows.replaceChildren(...answer.rows.map(first));
    more.textContent = answer.more;
  }

  /** One of the first articles that match. */
  function first(row) {
    return el(
      "li",
      { lang: "vi" },
      el("div", { class: "na-row-title" }, marked(row.title)),
      el("div", { class: "na-meta" }, row.meta),
      el("div", { class: "na-snippet" }, marked(row.snippet)),
    );
  }

  function offer(names) {
    const chosen = filled.collection.value;
    const option = (value, says) => el("option", { value, selected: value === chosen }, says);
    filled.collection.replaceChildren(option("", words.form_no_collection), ...names.map((name) => option(name, name)));
    collections.hidden = !names.length;
  }

  function showFault(fault) {
    for (const [name, place] of Object.entries(faults)) {
      const is = fault?.field === name;
      place.textContent = is ? fault.says : "";
      filled[name].toggleAttribute("aria-invalid", is);
      if (is) filled[name].setAttribute("aria-describedby", place.id);
      else filled[name].removeAttribute("aria-describedby");
    }
    if (fault) for (const each of [counts, rows, more]) each.replaceChildren();
  }

  keepKeys(root, (event) => {
    if (event.target === filled.query && completion.pressed(event)) event.preventDefault();
  });
  const letFocusGo = keepFocus(root, () => filled.query);
  adding.open = !model.get("answer").searched;
  host.replaceChildren(el("div", { class: "na-frame" }, root));
  model.on("change:answer", showAnswer);
  showAnswer();
  // ipykernel hands a comm's messages to the shell that last published on it: after this first exchange that is the
  // front end's subshell, and questions are answered while a cell runs.
  ask();
  return () => {
    model.off("change:answer", showAnswer);
    clearTimeout(faultTimer);
    wire.close();
    letFocusGo();
  };
}

export default { render };
