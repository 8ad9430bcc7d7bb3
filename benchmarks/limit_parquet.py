"""Read the bulk job's four columns from Parquet and do nothing with them: the floor under everyone that reads the file.

python limit_parquet.py FOLDER
"""

import sys

import pyarrow.parquet as pq

table = pq.read_table(f"{sys.argv[1]}/measurements.parquet", columns=["estate", "channel", "criterion", "value"])
print(table.num_rows)
