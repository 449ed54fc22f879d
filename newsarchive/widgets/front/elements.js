// Building the page. Article text is hostile: it only ever becomes a text node, through `append`.

/** An element with attributes, listeners (`onclick: …`) and children; null children are left out. */
function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** Runs from Python (plain, marked, plain, …) as text nodes and elements of the given kind. */
function marked(runs, tag = "mark") {
  const fragment = document.createDocumentFragment();
  runs.forEach((run, at) => {
    if (run) fragment.append(at % 2 ? el(tag, tag === "mark" ? { class: "na-mark" } : {}, run) : run);
  });
  return fragment;
}

/** `sentence` with its `{name}` places filled. */
function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** The sentence `key` for a number of things, which is written as the language does, and in the singular for one. */
function counted(words, key, number) {
  const sentence = number === 1 ? words[`${key}_one`] : words[key];
  return fill(sentence, { count: number.toLocaleString(words.locale) });
}

/** One Tab stop for a group: arrow keys move between the elements that `find` gives, Home and End jump. */
function roving(group, find, { back = ["ArrowLeft", "ArrowUp"], on = ["ArrowRight", "ArrowDown"] } = {}) {
  const settle = () => {
    const items = find();
    const current = items.find((item) => item.tabIndex === 0) ?? items[0];
    for (const item of items) item.tabIndex = item === current ? 0 : -1;
  };
  group.addEventListener("keydown", (event) => {
    const items = find();
    const at = items.indexOf(event.target);
    if (at < 0) return;
    let next = null;
    if (back.includes(event.key)) next = items[Math.max(0, at - 1)];
    else if (on.includes(event.key)) next = items[Math.min(items.length - 1, at + 1)];
    else if (event.key === "Home") next = items[0];
    else if (event.key === "End") next = items[items.length - 1];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  group.addEventListener("focusin", (event) => {
    const items = find();
    if (!items.includes(event.target)) return;
    for (const item of items) item.tabIndex = item === event.target ? 0 : -1;
  });
  settle();
  return settle;
}

/** A number that no other view or element on this page has. */
function unique() {
  return Math.random().toString(36).slice(2);
}

/** Put `text` on the clipboard; whether the browser lets a page do so. */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // not there, or not allowed, as on pages that came over plain HTTP
  }
}

/**
 * Keep the focus within `root` where what has it is taken away or switched off: on the page's body it would be the
 * notebook's keys that are pressed. `fallback()` is where it goes. Gives what ends this.
 */
function keepFocus(root, fallback) {
  let held = false;
  const outside = (event) => {
    if (!root.contains(event.target)) held = false;
  };
  const observer = new MutationObserver(() => setTimeout(bring)); // where it only goes from one element to another
  const bring = () => {
    if (held && root.isConnected && document.activeElement === document.body) fallback().focus({ preventScroll: true });
  };
  observer.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ["hidden", "disabled"] });
  root.addEventListener("focusin", () => (held = true));
  root.addEventListener("keydown", (event) => {
    if (event.key === "Tab") held = false; // it may go where it likes
  });
  document.addEventListener("pointerdown", outside, true);
  document.addEventListener("focusin", outside, true);
  return () => {
    observer.disconnect();
    document.removeEventListener("pointerdown", outside, true);
    document.removeEventListener("focusin", outside, true);
  };
}

/**
 * Keys pressed within `root` go to `pressed` and never to the notebook's shortcuts: JupyterLab looks for these when the
 * event has come up to the document, Notebook 7 before it goes down, and then at the focused element's own attribute.
 */
function keepKeys(root, pressed) {
  root.addEventListener("focusin", ({ target }) => target.setAttribute("data-lm-suppress-shortcuts", "true"));
  root.addEventListener("keydown", (event) => {
    event.stopPropagation();
    pressed(event);
  });
}
