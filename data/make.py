"""Make the shipped data again, byte for byte: `python data/make.py [FOLDER]`.

Everything written here is made up, except what README.md lists as published: two results, the
sizes of the two leagues, and the 25 buildings of 蓬莱花园. The model is a small one: an estate has
a quality; the better it is, the fewer findings an inspector makes and the better its owners'
answers. Means and spreads come from a paper draft of the standard, not from any estate.

`making/held.py`, `making/hand.py` and `making/adjustments.py` hold what is not left to chance; `making/estates.py`,
`making/inspection.py` and `making/answers.py` make the files. Nothing reads the rubric: the names
of measures are its names. Only `random()` of the standard generator is used, from seeds that are
texts, so that every Python 3 writes the same bytes.
"""

import csv
import sys
from pathlib import Path

from making.adjustments import adjustment_rows
from making.answers import district_row, owners_rows, survey_sizes
from making.chance import Chance
from making.estates import estates, qualities, register_rows
from making.hand import DISTRICT
from making.held import NEVER_HANDED_IN, OBSERVED, QUARTERS, REFUSED, drawn
from making.inspection import Inspector, city_rows, industry_rows, visit_rows

COLUMNS = {
    "estates": (
        "estate", "name", "category", "status", "from", "until", "company", "company_since", "community", "committee",
        "street", "households", "buildings", "lifts", "city_drawn",
    ),
    "visits": ("estate", "channel", "visit", "date", "assessor", "route", "status"),
    "industry": ("estate", "criterion", "value", "visit", "place", "finding", "evidence", "note"),
    "owners": ("estate", "respondent", *(f"q{n}" for n in range(1, 12)), "note"),
    "district": ("estate", *DISTRICT, "note"),
    "city": ("estate", "criterion", "value", "visit", "finding", "note"),
    "adjustments": ("estate", "criterion", "value", "date", "note"),
}  # fmt: skip


def write(folder, name, rows):
    """Write one file: UTF-8 without a mark, Unix lines."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS[name], restval="", extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def industry_file(inspectors, earlier):
    """Make the rows of all estates, with photos numbered through."""
    rows, photos = [], 0
    for inspector in inspectors:
        for row in industry_rows(inspector, earlier[inspector.id]):
            if row.pop("photo", False):
                photos += 1
                row["evidence"] = f"P{photos:04d}"
            rows.append(row)
    return rows


def owners_file(inspectors, sizes):
    """Write all sheets, with respondents numbered through."""
    people = (row for who in inspectors if who.id in sizes for row in owners_rows(who, sizes[who.id]))
    return (dict(row, respondent=number) for number, row in enumerate(people, 1))


def seen_again(rows, estate):
    """Count the findings that next quarter's inspectors look at again: ten a visit at most."""
    return min(10, sum(row["estate"] == estate and "finding" in row for row in rows))


def main(folder):
    """Write the register and the files of both quarters."""
    everything = estates()
    quality = qualities(everything)
    write(folder, "estates", register_rows(everything))
    # 2021Q4 is not shipped; who was not rated then has nothing to look at again
    earlier = {i: 0 if i in OBSERVED["2022Q1"] else 8 + Chance("2021Q4", i).poisson(2) for i in everything}
    for quarter in QUARTERS:
        register = {i: e for i, e in everything.items() if (quarter, i) in quality}
        inspectors = [Inspector(quarter, e, quality[quarter, i]) for i, e in register.items()]
        let_in = [i for i in inspectors if i.id in drawn(quarter) and i.id != REFUSED.get(quarter)]
        handed_in = [i for i in inspectors if i.id != NEVER_HANDED_IN.get(quarter)]
        industry = industry_file(inspectors, earlier)
        earlier = {i: seen_again(industry, i) for i in everything}
        write(folder / quarter, "visits", visit_rows(inspectors))
        write(folder / quarter, "industry", industry)
        write(folder / quarter, "owners", owners_file(inspectors, survey_sizes(quarter, register)))
        write(folder / quarter, "district", map(district_row, handed_in))
        write(folder / quarter, "city", (row for inspector in let_in for row in city_rows(inspector)))
        write(folder / quarter, "adjustments", adjustment_rows(quarter))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
