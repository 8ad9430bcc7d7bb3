"""Write the bulk benchmark's input: a long CSV of measurements and a register of estates.

    python generate.py ROWS FOLDER [ESTATES [CRITERIA]]

measurements.csv  estate,channel,criterion,value   ROWS rows, shuffled; value has one decimal, 0.0 to 25.0
estates.csv       estate,name,category             one row an estate; ROWS / 1000 of them (at least 161) unless told

Without CRITERIA there are the forty of the bulk job, c00 to c39.

The same arguments always give the same bytes. Needs numpy and pyarrow.
"""

import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as csv

CHANNELS = ["industry", "owners", "district", "city"]
BATCH = 2_000_000


def generate(rows: int, folder: Path, count: int, criteria: int = 40) -> None:
    rng = np.random.default_rng(20220830)
    estates = np.array([f"HF{i:07d}" for i in range(count)])
    category = np.where(rng.random(count) < 45 / 161, "resettlement", "commercial")
    folder.mkdir(parents=True, exist_ok=True)
    csv.write_csv(
        pa.table({"estate": estates, "name": [f"小区{i}" for i in range(count)], "category": category}),
        folder / "estates.csv",
        write_options=csv.WriteOptions(quoting_style="needed"),
    )
    names = np.array([f"c{i:02d}" for i in range(criteria)])
    # a quality of its own for every estate, so that the ranking is not all ties
    quality = rng.gamma(4, 0.25, count)
    schema = pa.schema({"estate": pa.string(), "channel": pa.string(), "criterion": pa.string(), "value": pa.float64()})
    with csv.CSVWriter(
        folder / "measurements.csv", schema, write_options=csv.WriteOptions(quoting_style="none")
    ) as out:
        for start in range(0, rows, BATCH):
            n = min(BATCH, rows - start)
            estate = rng.integers(0, count, n)
            value = np.minimum(np.round(rng.gamma(2, 1.5, n) * quality[estate], 1), 25.0)
            out.write_table(
                pa.table(
                    {
                        "estate": estates[estate],
                        "channel": np.array(CHANNELS)[rng.integers(0, 4, n)],
                        "criterion": names[rng.integers(0, criteria, n)],
                        "value": value,
                    },
                    schema=schema,
                )
            )


if __name__ == "__main__":
    rows = int(float(sys.argv[1]))
    generate(rows, Path(sys.argv[2]), *(map(int, sys.argv[3:]) if len(sys.argv) > 3 else [max(161, rows // 1000)]))
