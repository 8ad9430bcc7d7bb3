// Search and filters: what is typed and chosen decides which rows of all tables are shown.

class Filters {
  constructor(rankings) {
    this.rankings = rankings;
    this.form = byName("controls");
    this.query = byName("query");
    this.category = byName("category");
    this.selects = [...this.form.querySelectorAll("[data-filter]")];
    this.looked = new Map();
    this.total = rankings.reduce((sum, one) => sum + one.table.count, 0);
    for (const select of this.selects) this.addOptions(select);
    this.form.hidden = false;
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.query.addEventListener("input", () => this.apply());
    for (const select of [this.category, ...this.selects]) select?.addEventListener("change", () => this.apply());
    this.form.addEventListener("reset", () => setTimeout(() => this.apply()));
    byName("sort").addEventListener("change", (event) => this.sort(event.target.value));
    this.tell(this.total);
  }

  addOptions(select) {
    const key = select.dataset.filter;
    const found = new Set(this.rankings.flatMap((one) => (one.table.values[key] ? one.texts(key) : [])));
    found.delete("");
    const listed = key === "grade" ? Object.keys(bulletin.tones).filter((grade) => found.has(grade)) : [...found].sort(collator.compare);
    for (const text of listed) select.append(new Option(text, text));
  }

  /** What a table is searched in, made when it is first searched. */
  haystacks(ranking) {
    if (!this.looked.has(ranking)) {
      const [names, ids, companies] = ["name", "id", "company"].map((key) => ranking.texts(key));
      this.looked.set(ranking, names.map((name, at) => folded(`${name}\n${ids[at]}\n${companies[at]}`)));
    }
    return this.looked.get(ranking);
  }

  apply() {
    const query = folded(this.query.value.trim());
    const chosen = this.selects.filter((select) => select.value).map((select) => [select.dataset.filter, select.value]);
    const test = (ranking, at) =>
      (!query || this.haystacks(ranking)[at].includes(query)) &&
      chosen.every(([key, value]) => ranking.texts(key)[at] === value);
    const every = !query && !chosen.length;
    const wanted = this.category ? this.category.value : "";
    let count = 0;
    for (const ranking of this.rankings) {
      const section = ranking.element.closest("[data-league]");
      section.hidden = wanted !== "" && section.dataset.league !== wanted;
      const found = ranking.filter(every ? null : test);
      if (!section.hidden) count += found;
    }
    this.tell(count);
  }

  sort(key) {
    for (const ranking of this.rankings) {
      const head = ranking.heads.find((one) => one.dataset.key === key);
      if (head) ranking.sort(head);
    }
  }

  tell(count) {
    byName("count").textContent = say("shown", { count, total: this.total });
  }
}
