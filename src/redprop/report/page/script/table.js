// Tables that sort and filter. Rows are made when they are shown, by filling in a copy of the table's own row.

const STEP = 500; // so many rows are shown, and so many more each time that more are asked for
const AT_ONCE = 50; // while somebody types, so many come at once and the rest when the typing pauses
const PAUSE = 200;
const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

class Ranking {
  constructor(element) {
    this.element = element;
    const number = element.closest("[data-league]").dataset.league;
    this.name = element.dataset.table;
    this.table = bulletin.leagues[number].tables[this.name];
    this.body = element.tBodies[0];
    this.blank = element.parentElement.querySelector("template").content.firstElementChild;
    this.more = element.parentElement.querySelector(".more");
    this.none = element.parentElement.querySelector(".none");
    this.heads = [...element.tHead.rows[0].cells];
    this.rows = new Map([...this.body.rows].map((row, at) => [at, row]));
    this.order = [...Array(this.table.count).keys()];
    this.wanted = this.order;
    this.shown = this.rows.size;
    for (const head of this.heads) this.addButton(head);
    this.more.addEventListener("click", () => this.extend(this.shown + STEP));
    this.tellMore();
  }

  texts(key) {
    return column(this.table.values[key]);
  }

  addButton(head) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => this.sort(head));
  }

  /** Sorts by a column; by the same one again the other way round. Rows without an entry stay last. */
  sort(head) {
    const number = head.dataset.kind === "number";
    const first = number && head.dataset.key !== "rank" && head.dataset.key !== "before" ? "descending" : "ascending";
    const other = first === "ascending" ? "descending" : "ascending";
    const way = head.getAttribute("aria-sort") === first ? other : first;
    for (const one of this.heads) one.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", way);
    this.order = this.sorted(this.texts(head.dataset.by), number || head.dataset.kind === "grade", way);
    this.refresh();
  }

  sorted(texts, number, way) {
    const values = number ? texts.map(parseFloat) : texts;
    const missing = (value) => (number ? Number.isNaN(value) : value === "");
    const sign = way === "ascending" ? 1 : -1;
    const compare = number ? (a, b) => a - b : collator.compare;
    return [...texts.keys()].sort((a, b) => {
      const [x, y] = [values[a], values[b]];
      if (missing(x) || missing(y)) return missing(x) - missing(y) || a - b;
      return sign * compare(x, y) || a - b;
    });
  }

  /** Shows those for whom a test holds; null shows all. */
  filter(test) {
    this.test = test;
    this.refresh(AT_ONCE);
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.extend(STEP), PAUSE);
    return this.wanted.length;
  }

  refresh(most = STEP) {
    this.wanted = this.test ? this.order.filter((at) => this.test(this, at)) : this.order;
    this.shown = 0;
    this.body.replaceChildren();
    this.extend(most);
    this.none.hidden = this.wanted.length > 0;
  }

  /** Shows rows up to so many. */
  extend(upTo) {
    const part = this.wanted.slice(this.shown, upTo);
    this.body.append(...part.map((at) => this.row(at)));
    this.shown += part.length;
    this.tellMore();
  }

  tellMore() {
    const left = this.wanted.length - this.shown;
    this.more.hidden = left <= 0;
    this.more.textContent = say("more", { count: left });
  }

  row(at) {
    if (!this.rows.has(at)) this.rows.set(at, this.filled(at));
    return this.rows.get(at);
  }

  filled(at) {
    const row = this.blank.cloneNode(true);
    this.heads.forEach((head, index) => {
      const cell = row.cells[index];
      const text = this.texts(head.dataset.key)[at];
      if (head.dataset.kind === "name") this.fillName(cell, text, this.texts("id")[at]);
      else if (head.dataset.kind === "grade") fillGrade(cell.firstElementChild, text);
      else (cell.firstElementChild || cell).textContent = text;
    });
    return row;
  }

  fillName(cell, name, id) {
    const [link, own] = cell.children;
    link.href = address(id);
    link.firstElementChild.textContent = name;
    own.textContent = id === name ? "" : id;
  }
}

/** A grade in its tone. */
function fillGrade(badge, text) {
  badge.textContent = text;
  if (text in bulletin.tones) badge.dataset.tone = bulletin.tones[text];
  else delete badge.dataset.tone;
}
