// The dyad page: a cursor that reads the chart out, two handles that choose the
// window, and filters that do not reload the page. Without this module the
// window is chosen by the form and the filters are links.
import { swap } from "./swap.js";

const names = "January February March April May June July August September October November December".split(" ");
const month = (m) => `${names[m % 12]} ${Math.floor(m / 12)}`;
const iso = (m) => `${String(Math.floor(m / 12)).padStart(4, "0")}-${String(m % 12 + 1).padStart(2, "0")}`;
const number = (x) => (x < 0 && Math.abs(x) >= 0.005 ? "\u2212" : "") + Math.abs(x).toFixed(2);

// Chart is one drawn chart: where its months lie and what they hold.
class Chart {
  constructor(box) {
    const [year, first] = box.dataset.first.split("-").map(Number);
    this.box = box;
    this.first = year * 12 + first - 1;
    this.months = Number(box.dataset.months);
    this.rows = JSON.parse(box.querySelector("[data-series]").textContent);
    this.plot = box.querySelector("[data-plot]");
    this.grips = [...box.querySelectorAll("[data-grip]")];
    this.readout = box.querySelector("[data-readout]");
    this.told = [...this.readout.childNodes].map((n) => n.cloneNode(true));
    this.watch();
  }

  // at is the month under a pointer, counted from the first drawn.
  at(event) {
    const ground = this.plot.getBoundingClientRect();
    const x = (event.clientX - ground.left) / ground.width * this.months;
    return Math.max(0, Math.min(this.months - 1, Math.floor(x)));
  }

  watch() {
    this.plot.addEventListener("pointermove", (e) => { if (!this.drag) this.read(this.at(e)); });
    this.plot.addEventListener("pointerleave", () => this.rest());
    this.grips.forEach((g, side) => {
      g.addEventListener("pointerdown", (e) => { this.drag = g; g.setPointerCapture(e.pointerId); e.preventDefault(); g.focus(); });
      g.addEventListener("pointermove", (e) => { if (this.drag === g) this.move(side, this.at(e) + side); });
      g.addEventListener("pointerup", () => { if (this.drag === g) { this.drag = null; this.look(0); } });
      g.addEventListener("pointercancel", () => { this.drag = null; });
      g.addEventListener("keydown", (e) => this.key(side, e));
    });
  }

  key(side, event) {
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -12, PageUp: 12 }[event.key];
    const end = { Home: 0, End: this.months }[event.key];
    if (step === undefined && end === undefined) return;
    event.preventDefault();
    this.move(side, end ?? this.value(side) + step);
    this.look(700);
  }

  value(side) { return Number(this.grips[side].getAttribute("aria-valuenow")); }

  // move puts a handle at an edge between months; the two never cross.
  move(side, to) {
    to = side === 0 ? Math.min(to, this.value(1) - 1) : Math.max(to, this.value(0) + 1);
    to = Math.max(0, Math.min(this.months, to));
    const g = this.grips[side];
    g.setAttribute("aria-valuenow", to);
    g.setAttribute("aria-valuetext", month(this.first + to - side));
    g.setAttribute("x", `${to / this.months * 100}%`);
    const win = this.plot.querySelector("[data-win]");
    win.setAttribute("x", `${this.value(0) / this.months * 100}%`);
    win.setAttribute("width", `${(this.value(1) - this.value(0)) / this.months * 100}%`);
  }

  // look asks for the page of the window chosen, once the handles rest.
  look(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const [a, b] = [this.value(0), this.value(1)];
      const address = new URL(location.href);
      address.hash = "";
      for (const name of ["from", "to", "all"]) address.searchParams.delete(name);
      if (a > 0) address.searchParams.set("from", iso(this.first + a));
      if (b < this.months) address.searchParams.set("to", iso(this.first + b - 1));
      if (address.href === location.href) return;
      focused = this.grips.indexOf(document.activeElement);
      swap(address.href, "main");
    }, wait);
  }

  // read says in words what the chart shows of one month.
  read(i) {
    const cross = this.plot.querySelector("[data-cross]");
    const x = `${(i + 0.5) / this.months * 100}%`;
    cross.setAttribute("x1", x);
    cross.setAttribute("x2", x);
    cross.classList.add("on");
    const [seeming, conduct, gap, n] = this.rows[i];
    const part = (tag, cls, text) => Object.assign(document.createElement(tag), { className: cls, textContent: text });
    const figure = (name, p) => p ? `${name} ${number(p[0])} (${number(p[1])} to ${number(p[2])})` : `${name} no evidence`;
    this.readout.replaceChildren(
      part("b", "", `${month(this.first + i)}.`), " ",
      part("span", "w", figure("Seeming", seeming)), ", ",
      part("span", "c", figure("conduct", conduct)), ", ",
      part("span", "g", figure("gap", gap)), `, ${n} new episode${n === 1 ? "" : "s"}.`);
  }

  rest() {
    this.plot.querySelector("[data-cross]").classList.remove("on");
    this.readout.replaceChildren(...this.told.map((n) => n.cloneNode(true)));
  }
}

let focused = -1; // the handle that had the focus before the page was swapped

function start() {
  for (const box of document.querySelectorAll("[data-chart]:not([data-on])")) {
    box.dataset.on = "";
    const chart = new Chart(box);
    if (focused >= 0) chart.grips[focused].focus({ preventScroll: true });
    focused = -1;
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-swap]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const index = [...document.querySelectorAll("a[data-swap]")].indexOf(link);
  swap(link.href, link.dataset.swap).then(() => document.querySelectorAll("a[data-swap]")[index]?.focus({ preventScroll: true }));
});
document.addEventListener("swapped", start);
start();
