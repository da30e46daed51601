/* A list of people filled by keys: one key moves, one key chooses and moves on. Every row is a list of the browser's own;
   keys are heard only while one of them has the focus. Without this script the form is the same, row by row. */
"use strict";

class Grid {
  constructor(root) {
    this.root = root;
    this.keys = JSON.parse(root.dataset.keys);
    this.rows = [...root.querySelectorAll(".grid__row")];
    this.selects = this.rows.map((row) => row.querySelector("select"));
    this.values = this.selects.map((select) => select.value);
    this.done = [];
    this.find = root.querySelector("[data-find] input");
    this.said = root.querySelector("[data-said]");
    for (const help of root.querySelectorAll("[data-find], [data-help]")) help.hidden = false;
    root.addEventListener("keydown", (event) => this.heard(event));
    root.addEventListener("change", (event) => this.changed(event));
    this.show();
  }

  heard(event) {
    if (event.target === this.find) return this.finding(event);
    const place = this.selects.indexOf(event.target);
    if (place < 0 || event.altKey || event.metaKey || event.isComposing) return;
    const key = event.key.toLowerCase();
    if (event.ctrlKey ? key === "z" && this.undo() : this.pressed(key, place)) event.preventDefault();
  }

  /* Do what a key says; tell whether it said anything. */
  pressed(key, place) {
    const moves = { arrowdown: place + 1, enter: place + 1, arrowup: place - 1, home: 0, end: this.rows.length - 1 };
    if (key in moves) return this.go(moves[key]);
    if (key === "/") return this.look();
    if (key === "delete" || key === "backspace") return this.choose(place, "");
    if (key in this.keys) return this.choose(place, this.keys[key]) && this.go(place + 1);
    return key === "u" && this.undo();
  }

  go(place) {
    const next = this.selects[Math.max(0, Math.min(place, this.rows.length - 1))];
    next.focus();
    return true;
  }

  choose(place, value) {
    this.put([[place, value]]);
    this.say(place);
    return true;
  }

  /* Set several rows at once, as one step that can be undone. */
  put(pairs) {
    const step = pairs.filter(([place, value]) => this.values[place] !== value);
    if (!step.length) return;
    this.done.push(step.map(([place]) => [place, this.values[place]]));
    for (const [place, value] of step) this.selects[place].value = value;
    this.show();
  }

  changed(event) {
    const place = this.selects.indexOf(event.target);
    if (place < 0) return;
    this.done.push([[place, this.values[place]]]);
    this.show();
  }

  undo() {
    const step = this.done.pop();
    if (!step) return true;
    for (const [place, value] of step) this.selects[place].value = value;
    this.show();
    if (step.length === 1) this.go(step[0][0]);
    this.say(step[0][0]);
    return true;
  }

  look() {
    this.find.focus();
    this.find.select();
    return true;
  }

  /* In the box: Enter goes to the next name that begins so, Escape back to the list. */
  finding(event) {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    const from = this.last === undefined ? -1 : this.last;
    const order = this.rows.map((_, step) => (from + 1 + step) % this.rows.length);
    const typed = fold(this.find.value.trim());
    const found = event.key === "Enter" && typed ? order.find((place) => this.named(place, typed)) : Math.max(from, 0);
    if (found === undefined) return;
    this.last = found;
    this.go(found);
  }

  named(place, typed) {
    return this.rows[place].dataset.name.split(/[ -]/).some((word) => word.startsWith(typed));
  }

  /* Keep what each row shows, and tell whoever counts. */
  show() {
    this.values = this.selects.map((select) => select.value);
    this.rows.forEach((row, place) => (row.dataset.choice = this.values[place]));
    this.root.dispatchEvent(new CustomEvent("grid:shown", { detail: this }));
  }

  say(place) {
    const select = this.selects[place];
    this.said.textContent = `${select.labels[0].textContent}: ${select.selectedOptions[0].textContent}`;
  }
}

/* Letters as names are looked for: without case and diacritics (watchdog/core/text.py). */
function fold(text) {
  return text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replaceAll("ł", "l").replace(/\s+/g, " ").trim();
}

window.Grid = Grid;
window.foldedName = fold;
for (const root of document.querySelectorAll("[data-grid]")) root.grid = new Grid(root);
