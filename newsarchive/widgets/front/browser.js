// The browser put together: the search box asks as one types; the answer, the pane and the article are traits.

const PAUSE = 150; // the pane and the reader follow when typing rests this long; the rows never wait
const VIEWS = ["articles", "concordance", "measures"];
const FAULT_PAUSE = 600; // a question is often unreadable while it is typed; the fault shows when typing rests

function render({ model, el: host }) {
  const words = model.get("words");
  const wire = new Wire(model, {
    onbusy: (is) => root.classList.toggle("na-busy", is),
    onsilent: (is) => notify(is ? words.silent : null),
    onerror: (sentence) => notify(sentence),
    onjob: (told) => out.told(told),
  });
  let settleTimer = 0;
  let faultTimer = 0;

  const box = el("input", {
    type: "search", class: "na-search", "aria-label": words.search, placeholder: words.search_hint,
    autocomplete: "off", autocapitalize: "off", spellcheck: "false", oninput: () => ask(PAUSE),
  });
  const completion = new Completion({
    words,
    box,
    complete: async (before) => (await wire.request("complete", { before })).completion,
    taken: () => ask(PAUSE),
  });
  const fault = el("div", { class: "na-fault", role: "alert", hidden: true });
  const notice = el("div", { class: "na-notice", role: "alert", hidden: true });
  const opener = (name, word) =>
    el(
      "button",
      { type: "button", class: `na-open-${name}`, "aria-expanded": "false", onclick: (e) => panels.toggle(name, e.currentTarget) },
      word,
    );
  const openers = { add: opener("add", words.add), out: opener("out", words.out), help: opener("help", "?") };
  openers.help.setAttribute("aria-label", words.help);
  const switches = VIEWS.map((name) =>
    el("button", { type: "button", class: `na-view-${name}`, "aria-pressed": "false", onclick: () => shows(name) }, words[`view_${name}`]),
  );
  const tools = el(
    "div",
    { class: "na-tools", role: "toolbar", "aria-label": words.tools },
    el("div", { class: "na-views", role: "group", "aria-label": words.views }, ...switches),
    ...Object.values(openers),
  );
  roving(tools, () => [...switches, ...Object.values(openers)]);
  const request = (...message) => wire.request(...message);
  const out = new Out({
    words,
    request,
    language: model.get("language"),
    parts: model.get("parts"),
    state: () => ({
      chosen: model.get("chosen").length,
      reading: model.get("reading").id,
      collections: model.get("pane").collections.entries.map(({ name }) => name),
    }),
  });
  const forms = { add: new Add({ words, limit: model.get("limit"), request }), out, help: helpForm(words) };
  const panels = new Panels({ words, forms });

  const side = new Side({ words, ask: asks, between: (first, last) => asksFor("between", { first, last }), forget: (name) => save(name, false) });
  const rows = new Rows({
    words,
    load: async (offset, limit) => {
      const answer = model.get("answer");
      const reply = await wire.request("rows", { offset, limit });
      if (!reply.error && same(answer, model.get("answer"))) rows.receive(reply.offset, reply.rows);
    },
    open,
    choose,
    above: () => head.focus(),
  });
  const head = new ListHead({
    words,
    sort: (order) => sorts(order),
    chooseNone: () => chooses([]),
    copy: () => copyPython(),
    save: (name) => save(name, true),
    back: () => rows.element.focus(),
  });
  const made = new Made({
    words,
    mark,
    target: () => (model.get("chosen").length ? counted(words, "for_chosen", model.get("chosen").length) : words.for_this),
    ask: (what, name) => asks(`${what}:"${name}"`),
    note: () => reader.writeNote(),
    back: () => rows.element.focus(),
  });
  const reader = new Reader({ words, request, open, made, notify });
  const lines = new Lines({ words, request, read: (line) => reads(line) });
  const measures = new Measures({ words, request, searched: () => model.get("answer").searched, ask: asks });
  const nothing = el("div", { class: "na-nothing", hidden: true });
  const foot = el("div", { class: "na-foot" });
  const counts = el("div", { class: "na-counts", role: "status" });
  foot.append(counts, el("span", { class: "na-working" }, words.busy), el("span", { class: "na-keys" }, words.keys));
  const listing = el("div", { class: "na-listing" }, head.element, rows.element);
  const root = el(
    "div",
    { class: "na-page na-browser", role: "region", "aria-label": words.browser, lang: model.get("language") },
    el("div", { class: "na-top" }, el("div", { class: "na-ask", role: "search" }, box, completion.element, fault), tools),
    notice,
    panels.element,
    el("div", { class: "na-room" }, side.element, listing, lines.element, measures.element, nothing, reader.element),
    foot,
  );

  /** A sentence under the search box, with a piece of text to copy, until the next request is answered. */
  function notify(sentence, code) {
    notice.hidden = !sentence;
    notice.replaceChildren(sentence ?? "", ...(code ? [el("pre", { class: "na-code", tabindex: "0" }, code)] : []));
  }

  async function ask(pause) {
    clearTimeout(settleTimer);
    panels.close(false);
    const reply = await wire.request("ask", { query: box.value, before: completion.before });
    clearTimeout(settleTimer);
    if (!reply.error && !wire.asking && !reply.fault) settleTimer = setTimeout(() => wire.request("settle"), pause);
  }

  /** Ask `query`, as a click on a bar, a paper or a neighbouring question does. */
  function asks(query) {
    box.value = query;
    ask(0);
  }

  /** Ask the question that Python makes of this one, as a range of the timeline does. */
  async function asksFor(kind, content) {
    const reply = await wire.request(kind, content);
    if (!reply.error) asks(reply.query);
  }

  async function sorts(sort) {
    const reply = await wire.request("sort", { sort });
    if (!reply.error) wire.request("settle");
  }

  /** Show the answer in another way. */
  function shows(view) {
    model.set("view", view);
    model.save_changes();
    panels.close();
    showView();
    list().focus();
  }

  function showView() {
    const view = model.get("view");
    root.dataset.view = view;
    switches.forEach((each, at) => each.setAttribute("aria-pressed", String(VIEWS[at] === view)));
    listing.hidden = view !== "articles";
    lines.element.hidden = view !== "concordance";
    measures.element.hidden = view !== "measures";
    refreshView();
  }

  /** The view that is shown, of the present answer. */
  function refreshView() {
    const view = model.get("view");
    if (view === "concordance") lines.show();
    else if (view === "measures") measures.show();
    else rows.paint();
  }

  /** What has the focus in the view that is shown. */
  function list() {
    const view = model.get("view");
    if (view === "concordance") return lines.list.element;
    return view === "measures" ? (measures.element.querySelector("[tabindex='0']") ?? box) : rows.element;
  }

  /** Read the article of a line of the concordance, at its hit. */
  async function reads({ id, part, number }) {
    await open(id);
    reader.goTo(part, number);
  }

  function open(id) {
    return wire.request("open", { id });
  }

  /** Tick the row of an article, or take its tick away. */
  function choose(id) {
    const chosen = model.get("chosen");
    chooses(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  }

  function chooses(ids) {
    model.set("chosen", ids);
    model.save_changes();
    showChosen();
  }

  function showChosen() {
    rows.tick(model.get("chosen"));
    head.show(model.get("answer").sort, model.get("chosen"), model.get("answer").short);
  }

  /** Give a name to the chosen articles, or else the one being read; taken back it is from that one alone. */
  async function mark(what, name, on) {
    const chosen = model.get("chosen");
    const ids = on && chosen.length ? chosen : [model.get("reading").id];
    const { error } = await wire.request("mark", { what, name, on, ids });
    if (!error) rows.refresh();
    else if (!on) notify(error);
    return error;
  }

  async function save(name, on) {
    const { error } = await wire.request("save", { name, on });
    if (error && !on) notify(error);
    return error;
  }

  async function copyPython() {
    const { error, code } = await wire.request("python");
    if (error) return notify(error);
    const copied = await copyText(code);
    notify(words[copied ? "python_copied" : "python_uncopied"], code);
  }

  function showAnswer() {
    const answer = model.get("answer");
    const mine = answer.view === wire.view;
    if (!mine && !wire.asking) box.value = answer.query;
    wire.arrive(answer);
    completion.show(mine ? answer.completion : null);
    clearTimeout(faultTimer);
    if (answer.fault && mine) faultTimer = setTimeout(() => showFault(answer.fault), FAULT_PAUSE);
    else showFault(null);
    if (answer.fault) return;
    rows.show(answer.total, answer.rows, model.get("reading").id);
    head.show(answer.sort, model.get("chosen"), answer.short);
    if (model.get("view") !== "articles") refreshView();
    counts.replaceChildren(...answer.footer.map((line, at) => el(at ? "span" : "strong", {}, line)));
    root.classList.toggle("na-empty", !answer.searched);
    nothing.hidden = answer.total > 0;
    if (!answer.searched) nothing.replaceChildren(...emptyArchive());
    else if (!answer.total) nothing.replaceChildren(...nothingFound(answer));
  }

  function showFault(shown) {
    fault.hidden = !shown;
    root.classList.toggle("na-stale", Boolean(shown));
    box.toggleAttribute("aria-invalid", Boolean(shown));
    if (!shown) return;
    const [before, at, after] = shown.at;
    fault.replaceChildren(
      el("span", { class: "na-fault-place" }, before, el("b", {}, at || "\u00a0"), after),
      el("span", {}, shown.says),
    );
  }

  function emptyArchive() {
    return [
      el("h3", {}, words.empty_title),
      el("p", {}, words.empty_text),
      el("code", {}, 'archive.ingest("…/")'),
      el("p", {}, el("button", { type: "button", class: "na-main", onclick: () => panels.toggle("add", openers.add) }, words.add)),
    ];
  }

  function nothingFound({ none, nearby }) {
    const others = nearby.map(({ query, says }) =>
      el("li", {}, el("button", { type: "button", class: "na-nearby", onclick: () => asks(query) }, query), ` ${says}`),
    );
    return [
      el("h3", {}, words.none_title),
      el("p", {}, none),
      ...(others.length ? [el("p", {}, words.nearby), el("ul", {}, ...others)] : []),
    ];
  }

  function showPane() {
    const pane = model.get("pane");
    side.show(pane);
    made.offer(...[pane.tags, pane.collections].map((facet) => facet.entries.map(({ name }) => name)));
    wire.arrive(pane);
  }

  function showReading() {
    const article = model.get("reading");
    reader.show(article);
    rows.select(article.id);
    wire.arrive(article);
  }

  function step(by) {
    if (model.get("view") === "measures") return;
    const shown = model.get("view") === "concordance" ? lines.list : rows;
    shown.element.focus();
    shown.step(by);
  }

  /** The widget's own keys. */
  function pressed(event) {
    if (event.target === box && completion.pressed(event)) return event.preventDefault();
    const typing = event.target.matches("input:not([type=checkbox]), textarea, select");
    if (event.key === "Escape") {
      if (panels.close()) event.preventDefault();
      else if (event.target === box) {
        event.preventDefault();
        list().focus();
      }
      return;
    }
    if (event.target === box && (event.key === "Enter" || event.key === "ArrowDown")) {
      event.preventDefault();
      list().focus();
      if (event.key === "Enter" && model.get("view") === "articles") rows.enterActive();
      return;
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = {
      "/": () => (box.focus(), box.select()),
      "?": () => panels.toggle("help", openers.help),
      j: () => step(1),
      k: () => step(-1),
      n: () => reader.go(1),
      p: () => reader.go(-1),
      o: () => reader.flip("source"),
      v: () => reader.flip("related"),
      s: () => head.focus(),
      x: () => rows.chooseActive(),
      c: copyPython,
      1: () => shows("articles"),
      2: () => shows("concordance"),
      3: () => shows("measures"),
      e: () => panels.toggle("out", openers.out),
      t: () => model.get("reading").id && made.open("tag"),
      b: () => model.get("reading").id && made.open("collection"),
      m: () => reader.writeNote(),
      w: () => head.openSave(),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  keepKeys(root, pressed);
  const letFocusGo = keepFocus(root, () => (panels.shown ? panels.element.querySelector(".na-close") : rows.total ? list() : box));
  const same = (one, other) => one.view === other.view && one.number === other.number && one.query === other.query;
  const watched = Object.entries({
    "change:answer": showAnswer,
    "change:pane": showPane,
    "change:reading": showReading,
    "change:chosen": showChosen,
    "change:view": showView,
  });
  host.replaceChildren(el("div", { class: "na-frame" }, root));
  for (const [event, show] of watched) {
    model.on(event, show);
    show();
  }
  // ipykernel hands a comm's messages to the shell that last published on it: after this first exchange that is the
  // front end's subshell, and questions are answered while a cell runs.
  wire.request("rows", { offset: 0, limit: 0 });
  return () => {
    for (const [event, show] of watched) model.off(event, show);
    clearTimeout(settleTimer);
    clearTimeout(faultTimer);
    wire.close();
    letFocusGo();
    rows.observer.disconnect();
    lines.list.observer.disconnect();
  };
}

export default { render };
