// Everything begins here; before printing all rows are there, whatever was scrolled to.

const rankings = [...document.querySelectorAll("table[data-table]")].map((element) => new Ranking(element));
new Filters(rankings);
new Sheet();

// What scrolls sideways can be reached with the keyboard.
const widths = new ResizeObserver((seen) => {
  for (const { target } of seen) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
document.querySelectorAll(".scroll").forEach((one) => widths.observe(one));

window.addEventListener("beforeprint", () => rankings.forEach((one) => one.extend(one.wanted.length)));
