"""Parse the bulk job's CSV and do nothing with it: the floor under everyone that reads the file.

python limit_arrow.py FOLDER
"""

import sys

import pyarrow as pa
import pyarrow.csv as csv

label = pa.dictionary(pa.int32(), pa.string())
types = {"estate": label, "channel": label, "criterion": label, "value": pa.float64()}
table = csv.read_csv(f"{sys.argv[1]}/measurements.csv", convert_options=csv.ConvertOptions(column_types=types))
print(table.num_rows)
