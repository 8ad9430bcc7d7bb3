"""The bulk job in DuckDB, as one statement: `python peer_duckdb.py FOLDER OUT.csv`. It checks no input."""

import sys

import duckdb

folder, out = sys.argv[1:]
duckdb.sql(f"""
copy (
  with cells as (
    select estate, channel, criterion, sum(value) as total, avg(value) as mean, cast(substr(criterion, 2) as integer) as number
    from read_csv('{folder}/measurements.csv') group by all
  ), marked as (
    select estate, channel, floor(1e4 * case
      when number < 20 then greatest(2.5 - 0.1 * round(total, 1), 0)
      when number < 30 then 2.5 * (1 - least(greatest(mean / 10, 0), 1))
      when mean < 1.5 then 2.5 when mean < 3 then 1.5 when mean < 5 then 0.5 else 0 end + 0.5 + 1e-7) / 1e4 as marks
    from cells
  ), channels as (
    select estate, floor(1e4 * (100 * sum(marks) / (2.5 * count(*))) + 0.5 + 1e-7) / 1e4 as score,
      case channel when 'industry' then 40 when 'owners' then 30 when 'district' then 20 else 10 end as weight
    from marked group by estate, channel
  ), scores as (
    select estate, floor(1e2 * sum(score * weight) / sum(weight) + 0.5 + 1e-7) / 1e2 as score from channels group by estate
  )
  select category, rank() over (partition by category order by score desc) as rank, estate, name, printf('%.2f', score) as score
  from read_csv('{folder}/estates.csv') join scores using (estate) order by category, rank, estate
) to '{out}' (header)
""")  # noqa: S608 - the folder is the benchmark's own
