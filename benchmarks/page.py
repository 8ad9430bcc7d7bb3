"""The bulletin's page at two sizes: seconds to make it, its bytes, first paint, and a keystroke of search.

    python benchmarks/page.py [ESTATES ...]

161 and 5,000 estates unless told; the rubric is that of the bulk job, with two quarters of some eighty rows an estate.
Needs selenium, chromium and chromedriver for what the browser measures.
"""

from __future__ import annotations

import csv
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate import generate

HERE = Path(__file__).resolve().parent
SIZES = (161, 5_000)
ROWS = 80
TYPED = "小区12"
KEYSTROKE = """const query = document.getElementById("-query");
const before = performance.now();
query.value = arguments[0];
query.dispatchEvent(new Event("input", {bubbles: true}));
document.body.getBoundingClientRect();
const done = arguments[1];
requestAnimationFrame(() => setTimeout(() => done(performance.now() - before)));"""


def workspace(folder: Path, estates: int) -> Path:
    """A workspace of two quarters, with companies and communities in its register."""
    for number, period in enumerate(("2022Q1", "2022Q2")):
        generate(estates * (ROWS + number), folder / "data" / period, estates)
    with (folder / "data/2022Q2/estates.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows):
        row |= {"company": f"第{number % 60}物业公司", "community": f"第{number % 40}社区"}
    with (folder / "estates.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    for period in ("2022Q1", "2022Q2"):
        (folder / "data" / period / "estates.csv").unlink()
    shutil.copy(HERE / "bulk.yaml", folder / "rubric.yaml")
    settings = "rubric: rubric.yaml\nregister: estates.csv\nperiods: data/{period}\n"
    (folder / "redprop.yaml").write_text(settings, encoding="utf-8")
    return folder


def made(folder: Path) -> tuple[Path, float]:
    """The page, and the seconds of the whole process."""
    page = folder / "page.html"
    paths = os.pathsep.join([str(HERE.parent / "src"), os.environ.get("PYTHONPATH", "")])
    began = time.perf_counter()
    command = [sys.executable, "-m", "redprop", "report", "-o", str(page), "--language", "zh"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": paths})
    return page, time.perf_counter() - began


def browsed(page: Path) -> tuple[float, float, float]:
    """Milliseconds to the first paint, and of a keystroke of search: the median and the slowest."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in ("--headless=new", "--no-sandbox", "--window-size=1280,900"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver") or ""))
    try:
        driver.get(page.as_uri())
        time.sleep(0.5)
        paint = driver.execute_script("return performance.getEntriesByName('first-contentful-paint')[0].startTime")
        typed = [TYPED[:end] for end in range(1, len(TYPED) + 1)]
        keys = [driver.execute_async_script(KEYSTROKE, text) for text in [*typed, *typed[-2::-1], ""] * 3]
    finally:
        driver.quit()
    return paint, statistics.median(keys), max(keys)


def main() -> None:
    print("estates  seconds     MB  first paint ms  keystroke ms (median, slowest)")
    for estates in map(int, sys.argv[1:]) if len(sys.argv) > 1 else SIZES:
        with tempfile.TemporaryDirectory() as folder:
            page, seconds = made(workspace(Path(folder), estates))
            paint, median, slowest = browsed(page)
            size = page.stat().st_size / 2**20
            print(f"{estates:7,} {seconds:8.2f} {size:6.2f} {paint:15.0f} {median:13.0f}, {slowest:.0f}")


if __name__ == "__main__":
    main()
