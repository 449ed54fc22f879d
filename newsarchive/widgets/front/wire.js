// Talking to Python: one request in flight, each with a number; of what waits, only the newest of a kind is sent.

const ORDER = [
  ...["ask", "sort", "between", "rows", "lines", "complete", "open", "settle", "source", "original", "python"],
  ...["mark", "note", "save", "count", "export", "stop", "papers", "preview", "paste", "file", "keep", "drop"],
  ...["related", "measure"],
];
// Nobody but the browser itself can show their errors.
const UNATTENDED = ["ask", "sort", "between", "rows", "complete", "open", "settle"];
const SILENCE = 10_000; // after this long without a reply the browser says so
const LONG_SILENCE = 120_000; // many pages, or the texts of a large archive, take their time
const LONG = ["related", "lines", "measure", "paste", "file", "keep"];

/** `request(kind, content)` gives the reply; a request that a newer one of its kind overtook never replies. */
class Wire {
  constructor(model, { onbusy, onsilent, onerror, onjob }) {
    this.model = model;
    this.view = unique();
    this.waiting = new Map();
    this.flying = null;
    this.number = 0;
    this.onbusy = onbusy;
    this.onsilent = onsilent;
    this.onerror = onerror;
    this.onjob = onjob;
    this.arrive = this.arrive.bind(this);
    model.on("msg:custom", this.arrive);
  }

  /** A trait that carries a reply calls this with its value. */
  arrive(reply) {
    if (reply.job && reply.view === this.view) return this.onjob(reply.job);
    if (!this.flying || reply.view !== this.view || reply.number !== this.flying.number) return;
    const { kind, resolve } = this.flying;
    this.land();
    if (UNATTENDED.includes(kind)) this.onerror(reply.error ?? null);
    resolve(reply);
    this.next();
  }

  request(kind, content = {}, buffers = []) {
    return new Promise((resolve) => {
      this.waiting.set(kind, { content, buffers, resolve });
      this.next();
    });
  }

  /** True while something newer than the last answer is asked or about to be. */
  get asking() {
    return this.waiting.has("ask") || this.flying?.kind === "ask";
  }

  next() {
    const kind = this.flying ? undefined : ORDER.find((each) => this.waiting.has(each));
    if (!kind) return;
    const { content, buffers, resolve } = this.waiting.get(kind);
    this.waiting.delete(kind);
    this.number += 1;
    this.flying = { kind, number: this.number, resolve };
    this.busyTimer = setTimeout(() => this.onbusy(true), 250);
    this.silenceTimer = setTimeout(() => this.onsilent(true), LONG.includes(kind) ? LONG_SILENCE : SILENCE);
    try {
      this.model.send({ kind, view: this.view, number: this.number, ...content }, undefined, buffers);
    } catch {
      this.close(); // the kernel that this browser belongs to is gone, as after a restart
      this.onsilent(true);
    }
  }

  land() {
    this.flying = null;
    clearTimeout(this.busyTimer);
    clearTimeout(this.silenceTimer);
    this.onbusy(false);
    this.onsilent(false);
  }

  close() {
    this.model.off("msg:custom", this.arrive);
    clearTimeout(this.busyTimer);
    clearTimeout(this.silenceTimer);
  }
}
