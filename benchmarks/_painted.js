// In the page, before JupyterLab: what went over the kernel's websocket, and when what was waited for was painted.

window.painted = (() => {
  const sent = { messages: 0, bytes: 0 };
  const size = (data) => (typeof data === "string" ? new TextEncoder().encode(data).length : (data.byteLength ?? data.size));
  const count = (data) => {
    sent.messages += 1;
    sent.bytes += size(data);
  };
  let answered = null; // the question of the browser's last answer

  /** The content of a message of the protocol v1.kernel.websocket.jupyter.org: offsets, and between them its parts. */
  function content(data) {
    const view = new DataView(data);
    const at = (part) => Number(view.getBigUint64(8 * (1 + part), true));
    return JSON.parse(new TextDecoder().decode(new Uint8Array(data, at(4), at(5) - at(4))));
  }

  window.WebSocket = class extends WebSocket {
    constructor(url, ...rest) {
      super(url, ...rest);
      if (!String(url).includes("/api/kernels/")) return;
      this.addEventListener("message", ({ data }) => {
        count(data);
        answered = (data instanceof ArrayBuffer && content(data).data?.state?.answer?.query) ?? answered;
      });
      this.counted = true;
    }
    send(data) {
      if (this.counted) count(data);
      super.send(data);
    }
  };

  const frame = () => new Promise((done) => requestAnimationFrame(done));
  /** The next task, which after a frame's callbacks comes when the page was laid out and painted. */
  const task = () =>
    new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(null);
    });
  const seen = {
    ours: { now: (text) => answered === text, rows: ".na-window" },
    echo: { now: (text) => answered === text, rows: ".bench-echo" },
    plain: { now: (text) => document.querySelector("[data-asked]")?.dataset.asked === text, rows: ".bench-plain" },
    itables: { now: () => true, rows: ".dt-container tbody" },
  };
  let painting;

  return {
    sent,
    /** From the next input on, until the rows of `text` have been changed and painted. */
    expect(kind, text) {
      const { now, rows } = seen[kind];
      let start = null;
      document.addEventListener("input", (event) => (start = event.timeStamp), { capture: true, once: true });
      painting = new Promise((done) => {
        const observer = new MutationObserver(async (changes) => {
          const changed = changes.some(({ target }) => (target.nodeType === 1 ? target : target.parentElement)?.closest(rows));
          if (start === null || !changed || !now(text)) return;
          observer.disconnect();
          await frame();
          await task();
          done(performance.now() - start);
        });
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
      });
    },
    /** The milliseconds since the input; null where nothing was painted in three seconds. */
    took: () => Promise.race([painting, new Promise((done) => setTimeout(done, 3_000, null))]),
    /** Scroll a list to a part of its height; the milliseconds until all rows in sight are there. */
    async jump(part) {
      const list = document.querySelector(".na-list");
      const start = performance.now();
      list.scrollTop = part * (list.scrollHeight - list.clientHeight);
      await frame();
      const { top, bottom } = list.getBoundingClientRect();
      const insight = (row) => row.getBoundingClientRect().bottom > top && row.getBoundingClientRect().top < bottom;
      while ([...list.querySelectorAll(".na-row")].filter(insight).some((row) => row.ariaBusy)) await frame();
      await task();
      return performance.now() - start;
    },
    /** Run the cell at `index`; the milliseconds until `rows` are painted. */
    async shown([index, rows]) {
      const before = document.querySelectorAll(rows).length;
      const { content } = jupyterapp.shell.currentWidget;
      content.activeCellIndex = index;
      const start = performance.now();
      const run = jupyterapp.commands.execute("notebook:run-cell");
      let failed = false;
      run.then((ran) => (failed = ran === false));
      while (document.querySelectorAll(rows).length === before) {
        await frame();
        if (failed) throw new Error(content.widgets[index].outputArea.node.innerText);
      }
      await task();
      const took = performance.now() - start;
      await run;
      return took;
    },
  };
})();
