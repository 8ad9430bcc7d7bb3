// Everything begins here; before printing all rows are there, whatever was scrolled to.

const rankings = [...document.querySelectorAll("table[data-table]")].map((element) => new Ranking(element));
const filters = new Filters(rankings);
const sheet = new Sheet();

// What scrolls sideways can be reached with the keyboard; a table that fits keeps its head in sight.
const widths = new ResizeObserver((seen) => {
  for (const { target } of seen) {
    const fits = target.scrollWidth <= target.clientWidth;
    target.classList.toggle("fits", fits);
    if (fits) target.removeAttribute("tabindex");
    else target.tabIndex = 0;
  }
});
document.querySelectorAll(".scroll").forEach((one) => widths.observe(one));

window.addEventListener("beforeprint", () => rankings.forEach((one) => one.extend(one.wanted.length)));
