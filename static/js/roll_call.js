/* The numbers of a roll call while it is typed. The rules are those of council/majority.py, council/assessing.py and
   council/tallying.py; tests/journeys/test_roll_call.py holds the two against each other. */
"use strict";

class RollCall {
  constructor(root) {
    this.root = root;
    this.grid = root.grid;
    this.form = root.closest("form");
    this.seats = Number(root.dataset.seats);
    this.committee = "committee" in root.dataset;
    const { special, several } = JSON.parse(root.dataset.rules);
    this.special = special.map(({ words, rule }) => [new RegExp(words), rule]);
    this.several = new RegExp(several);
    this.start = root.querySelector("[data-start] select");
    this.recount = root.querySelector("[data-recount]");
    if (this.recount) this.recount.hidden = true;
    this.filled = this.typed("listing") === "names" && this.start ? this.start.value : "";
    root.addEventListener("grid:shown", () => this.count());
    this.form.addEventListener("input", () => this.count());
    this.form.addEventListener("change", (event) => this.switched(event.target));
    this.list();
    this.count();
  }

  typed(name) {
    const field = this.form.elements.namedItem((this.root.dataset.prefix || "") + name);
    return field ? field.value : "";
  }

  begins(place) {
    return this.start ? this.grid.rows[place].dataset[this.start.value] || "" : "";
  }

  /* Fill the list when somebody says that there is one, or chooses where it starts; what was typed stays. */
  switched(field) {
    if (field.name === "listing") this.list();
    if (this.start && (field === this.start || field.name === "listing") && this.typed("listing") === "names") {
      const free = this.grid.values.map((value, place) => place).filter((place) => !this.typedIn(place));
      this.filled = this.start.value;
      this.grid.put(free.map((place) => [place, this.begins(place)]));
    }
    this.count();
  }

  typedIn(place) {
    const filled = this.filled ? this.grid.rows[place].dataset[this.filled] || "" : "";
    return this.grid.values[place] !== filled && this.grid.values[place] !== "";
  }

  /* Without a list of names there is nothing to send: what was typed stays on the page, should somebody change back. */
  list() {
    const listing = this.typed("listing");
    const without = listing === "totals" || listing === "secret";
    for (const part of this.root.querySelectorAll("[data-names], [data-start]")) part.hidden = without;
    for (const select of this.grid.selects) select.disabled = without;
    const secret = this.form.elements.namedItem("secret");
    if (secret && this.start && listing) secret.checked = listing === "secret";
  }

  count() {
    const numbers = {};
    for (const value of this.grid.values) numbers[value] = (numbers[value] || 0) + 1;
    for (const number of this.root.querySelectorAll("[data-number]")) {
      number.textContent = String(numbers[number.dataset.number] || 0);
    }
    const named = this.grid.values.filter(Boolean).length;
    this.compare(numbers, named);
    this.tell(named ? this.found(numbers, named) : null);
  }

  compare(numbers, named) {
    for (const line of this.root.querySelectorAll("[data-differs]")) {
      const printed = this.typed(line.dataset.differs).trim();
      line.hidden = !named || !/^\d{1,5}$/.test(printed) || Number(printed) === (numbers[line.dataset.of] || 0);
    }
  }

  /* What is certain: a result that nobody left out could have turned, and a quorum that was there anyway. */
  found(numbers, named) {
    const of = (choice) => numbers[choice] || 0;
    const counts = { ayes: of("za"), noes: of("przeciw"), abstained: of("wstrzymal_sie"), notVoting: of("nie_glosowal") };
    if (this.typed("kind_stated") === "election" && this.several.test(this.subject)) return null;
    const unnamed = Math.max(this.seats - named + of("wylaczony"), 0);
    if (!unnamed) return this.assess(counts);
    const least = { ...counts, notVoting: null };
    const whole = this.assess(least);
    const most = ["ayes", "noes"].map((side) => this.assess({ ...least, [side]: least[side] + unnamed }).passed);
    return most.every((passed) => passed === whole.passed) ? whole : { ...whole, passed: null, agrees: null };
  }

  assess({ ayes, noes, abstained, notVoting }) {
    const rule = this.rule();
    const quorum = Math.ceil(this.seats / 2);
    const present = ayes + noes + abstained + (notVoting || 0);
    const needed = {
      ordinary: noes + 1,
      absolute: noes + abstained + 1,
      statutory: Math.floor(this.seats / 2) + 1,
      three_fifths: Math.ceil((3 * this.seats) / 5),
    }[rule];
    const met = present < quorum && notVoting === null ? null : present >= quorum;
    const passed = met === null ? null : met && ayes >= needed;
    const recorded = this.typed("result");
    const agrees = passed === null || !recorded ? null : passed === (recorded === "passed");
    return { rule, quorum, present, needed, met, passed, agrees };
  }

  get subject() {
    return foldedName(this.typed("subject"));
  }

  rule() {
    const stated = this.typed("required_majority");
    if (stated) return stated;
    const found = this.committee ? null : this.special.find(([words]) => words.test(this.subject));
    return found ? found[1] : "ordinary";
  }

  tell(found) {
    const word = (answer) => (answer === null ? "unknown" : answer ? "met" : "missed");
    const show = (name, value) => {
      for (const line of this.root.querySelectorAll(`[data-${name}]`)) line.hidden = line.getAttribute(`data-${name}`) !== value;
    };
    show("quorum", word(found ? found.met : null));
    show("majority", word(found ? found.passed : null));
    show("rule", found ? found.rule : null);
    this.root.querySelector("[data-disagrees]").hidden = !found || found.agrees !== false;
    const fill = { present: found?.present, "quorum-needed": found?.quorum, needed: found?.needed };
    for (const [name, number] of Object.entries(fill)) {
      for (const place of this.root.querySelectorAll(`b[data-${name}]`)) place.textContent = number ?? "";
    }
  }
}

for (const root of document.querySelectorAll("[data-grid=votes]")) root.rollCall = new RollCall(root);
