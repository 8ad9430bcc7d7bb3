// The sheet of one subject, opened by the address after "#".

class Sheet {
  constructor() {
    this.element = byName("sheet");
    this.list = byName("list");
    this.title = document.title;
    this.top = document.querySelector("header.top");
    this.opened = "";
    this.inside = false;
    byName("close").addEventListener("click", () => this.leave());
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.element.hidden) this.leave();
    });
    document.addEventListener("click", (event) => this.follow(event));
    window.addEventListener("hashchange", () => this.route());
    this.route();
  }

  /** A click anywhere on a row of a ranking opens its subject; of those beside it none adds to the way back. */
  follow(event) {
    const link = event.target.closest("a[href^='#']");
    const row = event.target.closest(".ranking tbody tr");
    if (link && this.element.contains(link)) {
      event.preventDefault();
      location.replace(link.href);
    } else if (link) this.inside = findSubject(decodeURIComponent(link.hash.slice(1))) !== undefined;
    else if (row && !String(getSelection())) row.querySelector("a").click();
  }

  /** Opens what the address names, or shows the list. */
  route() {
    let id = "";
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch {
      id = ""; // an address that somebody cut off
    }
    const found = id && findSubject(id);
    if (found) this.open(id, found);
    else if (!this.element.hidden) this.close();
  }

  open(id, { league, table, at, place }) {
    if (this.element.hidden) this.scrolled = scrollY;
    this.opened = id;
    const text = (key) => (table.values[key] ? column(table.values[key])[at] : "");
    this.fillHead(id, league, text, place);
    this.fillChannels(league, text, place);
    this.fillSections(league, text, place);
    this.fillLosses(league, place);
    this.fillCourse(league, text, place);
    this.fillNeighbours(league, place);
    this.list.hidden = this.top.hidden = true;
    this.element.hidden = false;
    document.title = `${text("name")} · ${this.title}`;
    scrollTo(0, 0);
    byName("sheet-name").focus({ preventScroll: true });
  }

  close() {
    this.element.hidden = true;
    this.list.hidden = this.top.hidden = false;
    document.title = this.title;
    scrollTo(0, this.scrolled || 0);
    const links = [...this.list.querySelectorAll(".ranking a")];
    const link = links.find((one) => one.getAttribute("href") === address(this.opened));
    this.inside = false;
    (link || byName("query")).focus({ preventScroll: true });
  }

  /** Back to the list: where the sheet was opened from it, by the way back. */
  leave() {
    if (this.inside) history.back();
    else location.hash = "-list";
  }

  slot(name, text) {
    const element = this.element.querySelector(`[data-slot="${name}"]`);
    element.textContent = text;
    const group = element.closest("dl > div");
    if (group) group.hidden = !text;
    return element;
  }

  fillHead(id, league, text, place) {
    const own = document.createElement("bdi");
    own.textContent = text("name");
    byName("sheet-name").replaceChildren(own);
    const who = [id === text("name") ? "" : id, league.title, text("company"), text("community"), text("committee")];
    const parts = who.filter(Boolean).map((part) => {
      const element = document.createElement("bdi");
      element.textContent = part;
      return element;
    });
    this.slot("who", "").replaceChildren(...parts.flatMap((part, at) => (at ? [" · ", part] : [part])));
    this.slot("score", text("score"));
    this.slot("rank", text("rank") && say("place", { rank: text("rank"), count: league.tables.ranked.count }));
    fillGrade(this.slot("grade", text("grade")), text("grade"));
    this.slot("moved", [text("before"), text("change")].filter(Boolean).join(" → "));
    this.slot("change", column(league.scoreChange)[place]);
    this.slot("remark", text("remark"));
  }

  /** Fills the table of a part: texts row by row; the first of each row is its heading. */
  fillPart(name, rows, figure = null) {
    const part = this.element.querySelector(`[data-part="${name}"]`);
    part.hidden = !rows.length;
    const kinds = [...part.querySelectorAll("thead th")].map((head) => head.className);
    part.querySelector("tbody").replaceChildren(...rows.map((texts) => this.line(texts, kinds)));
    part.querySelector(".pictures").replaceChildren(...(figure ? [figure] : []));
  }

  line(texts, kinds) {
    const row = document.createElement("tr");
    texts.forEach((text, at) => {
      const cell = document.createElement(at ? "td" : "th");
      cell.className = kinds[at];
      if (!at) cell.scope = "row";
      const own = document.createElement("bdi");
      own.textContent = text;
      cell.append(own);
      row.append(cell);
    });
    return row;
  }

  /** Channel marks, their weights and what they bring: it comes to the score. */
  fillChannels(league, text, place) {
    const rows = league.channels.map((one) => {
      const share = column(one.share)[place];
      return [one.title, column(one.mark)[place], column(one.weight)[place], share && `${share}%`, column(one.part)[place]];
    });
    const others = league.others.filter((one) => column(one.part)[place]);
    rows.push(...others.map((one) => [one.title, "", "", "", column(one.part)[place]]));
    const score = text("score");
    if (score && rows.length) rows.push([words.score, "", "", "", score]);
    this.fillPart("channels", league.channels.length ? rows : []);
    const last = this.element.querySelector('[data-part="channels"] tbody tr:last-child');
    if (score && last) last.className = "total";
  }

  fillSections(league, text, place) {
    const bands = new Map(league.bands.map((one) => [one.id, one]));
    const rows = league.sections.map((one) => {
      const [mark, full, share, part, lost] = ["mark", "full", "share", "part", "lost"].map((key) => column(one[key])[place]);
      const median = bands.has(one.id) ? `${bands.get(one.id).median}%` : "";
      return [one.title, mark, full, share && `${share}%`, median, part, lost];
    });
    const form = this.form("profile", league);
    const byId = new Map(league.sections.map((one) => [one.id, column(one.share)[place]]));
    const shares = league.bands.map((one) => byId.get(one.id));
    const figure = form && drawProfile(form, league.scales.profile.x, text("name"), shares, this.caption("sections"));
    this.fillPart("sections", rows, figure);
  }

  fillLosses(league, place) {
    const rows = league.losses
      .map(([lost, inForce, findings], at) => [lost, inForce, findings].map((one) => column(one)[place]).concat(at))
      .filter(([lost]) => lost)
      .sort((a, b) => parseFloat(b[0]) - parseFloat(a[0]) || a[3] - b[3])
      .map(([lost, inForce, findings, at]) => [bulletin.parts[at].title, bulletin.parts[at].section, inForce, lost, findings]);
    this.fillPart("losses", rows);
  }

  fillCourse(league, text, place) {
    const points = league.past.map((one) => ({
      period: one.period, score: column(one.score)[place], rank: column(one.rank)[place], among: one.among,
    }));
    points.push({ period: bulletin.period, score: text("score"), rank: text("rank"), among: league.tables.ranked.count });
    const form = this.form("course", league);
    const figure = form && drawCourse(form, league.scales.course, text("name"), points, this.caption("course"));
    const rows = points.map((one) => [one.period, one.score, one.rank, one.rank && String(one.among)]);
    this.fillPart("course", points.length > 1 ? rows : [], figure);
  }

  fillNeighbours(league, place) {
    const ids = Object.values(league.tables).flatMap((table) => column(table.values.id));
    const names = Object.values(league.tables).flatMap((table) => column(table.values.name));
    for (const [name, at, arrow] of [["previous", place - 1, "‹ "], ["next", place + 1, " ›"]]) {
      const link = byName(name);
      link.hidden = !(at in ids);
      if (link.hidden) continue;
      link.href = address(ids[at]);
      const own = document.createElement("bdi");
      own.textContent = names[at];
      link.replaceChildren(...(name === "next" ? [own, arrow] : [arrow, own]));
    }
  }

  form(name, league) {
    return document.querySelector(`[data-form="${name}-${bulletin.leagues.indexOf(league)}"]`);
  }

  caption(name) {
    return this.element.querySelector(`[data-part="${name}"] caption`).textContent;
  }
}
