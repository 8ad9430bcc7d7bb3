"""Write the bulk benchmark's measurements in another form.

    python variants.py parquet FOLDER OUT    the same rows as Parquet: texts, and values as double
    python variants.py problems FOLDER OUT   as CSV, every tenth row spoilt: an unknown estate, a bad value, in turn
    python variants.py ENCODING FOLDER OUT   as CSV in utf-8 or gb18030, with the estates' Chinese names

The same arguments always give the same bytes.
"""

import csv
import sys
from pathlib import Path

BLOCK = 2**25


def parquet(measurements: Path, out: Path) -> None:
    import pyarrow as pa
    import pyarrow.csv as arrow
    import pyarrow.parquet as pq

    types = {"estate": pa.string(), "channel": pa.string(), "criterion": pa.string(), "value": pa.float64()}
    rows = arrow.open_csv(
        measurements,
        read_options=arrow.ReadOptions(block_size=BLOCK),
        convert_options=arrow.ConvertOptions(column_types=types),
    )
    with pq.ParquetWriter(out, rows.schema) as writer:
        for batch in rows:
            writer.write_batch(batch)


def problems(measurements: Path, out: Path) -> None:
    with measurements.open("rb") as rows, out.open("wb") as spoilt:
        spoilt.write(next(rows))
        for number, row in enumerate(rows):
            if number % 20 == 0:
                spoilt.write(b"X" + row)
            elif number % 20 == 10:
                spoilt.write(row.rpartition(b",")[0] + b",much\n")
            else:
                spoilt.write(row)


def named(measurements: Path, out: Path, encoding: str) -> None:
    with (measurements.parent / "estates.csv").open(encoding="utf-8", newline="") as register:
        names = {estate["estate"]: estate["name"] for estate in csv.DictReader(register)}
    with measurements.open(encoding="utf-8") as rows, out.open("w", encoding=encoding, newline="\n") as written:
        written.write(next(rows))
        for row in rows:
            estate, comma, rest = row.partition(",")
            written.write(names[estate] + comma + rest)


if __name__ == "__main__":
    form, folder, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if form in ("parquet", "problems"):
        {"parquet": parquet, "problems": problems}[form](folder / "measurements.csv", out)
    else:
        named(folder / "measurements.csv", out, form)
