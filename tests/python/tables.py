"""Every table loads in pandas, polars and DuckDB without options, as a key of the JSON, as NDJSON and as CSV.

Usage: tables.py PROGRAM

The two texts are invented, and long enough to have a row in every table. Besides loading, each library must see the same
columns and the same number of rows.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import duckdb
import pandas as pd
import polars as pl

TABLES = [
    "sources", "units", "claims", "mentions", "coverage", "links", "gaps", "ledger", "wording", "conflicts", "protocol",
]

PARIS = """---
side: FR
language: en
date: 2024-05-01
kind: readout
issuer: "=1+1, \\"quoted\\""
---

At the request of the French President, Xi Jinping and Emmanuel Macron spoke by phone today. The candid call lasted 45
minutes. President Xi said that China will buy 500 tonnes of soybeans. President Xi praised the weather in Paris. The two
leaders discussed the war in Ukraine. They agreed to stay in close touch.
"""

BEIJING = """---
side: CN
language: en
date: 2024-05-01
kind: readout
---

President Xi Jinping spoke by phone with French President Emmanuel Macron. The call lasted 50 minutes. Xi stressed that
China will buy 300 tonnes of soybeans. Macron said that France adheres to the one-China policy. The two leaders exchanged
views on the Ukraine crisis.
"""

# Enough rows for a reader that guesses types from the first hundred to guess wrong where it can.
MANY = "\n\n".join(f"The minister said that point {n} matters. He visited town {n} on Monday." for n in range(120))


def run(program, folder, *args):
    return subprocess.run([program, *args], cwd=folder, check=True, capture_output=True).stdout


def rows_and_columns(name, rows, columns, loaded):
    """Each library saw the same table."""
    for library, (count, names) in loaded.items():
        assert count == rows, f"{name}: {library} has {count} rows of {rows}"
        assert sorted(names) == sorted(columns), f"{name}: {library} has the columns {names}"


def of_duckdb(relation):
    return len(relation.fetchall()), relation.columns


def check(program, folder, files):
    document = json.loads(run(program, folder, *files, "--format", "json"))
    (folder / "all.json").write_text(json.dumps(document), encoding="utf-8")
    for table in TABLES:
        rows = document[table]
        assert rows, f"the texts of this test leave the table {table} empty"
        columns = list(rows[0])

        frame, polar = pd.DataFrame(rows), pl.DataFrame(rows)
        loaded = {"pandas": (len(frame), list(frame.columns)), "polars": (polar.height, polar.columns)}
        nested = duckdb.sql(f"SELECT unnest({table}, max_depth := 2) FROM '{folder}/all.json'")
        loaded["duckdb"] = of_duckdb(nested)
        rows_and_columns(f"{table} of json", len(rows), columns, loaded)

        path = folder / f"{table}.ndjson"
        path.write_bytes(run(program, folder, *files, "--format", "ndjson", "--table", table))
        frame, polar = pd.read_json(path, lines=True), pl.read_ndjson(path)
        loaded = {
            "pandas": (len(frame), list(frame.columns)),
            "polars": (polar.height, polar.columns),
            "duckdb": of_duckdb(duckdb.sql(f"FROM '{path}'")),
        }
        rows_and_columns(f"{table} of ndjson", len(rows), columns, loaded)

        path = folder / f"{table}.csv"
        path.write_bytes(run(program, folder, *files, "--format", "csv", "--table", table))
        frame, polar = pd.read_csv(path), pl.read_csv(path)
        loaded = {
            "pandas": (len(frame), list(frame.columns)),
            "polars": (polar.height, polar.columns),
            "duckdb": of_duckdb(duckdb.sql(f"FROM '{path}'")),
        }
        rows_and_columns(f"{table} of csv", len(rows), [*columns, "escaped"], loaded)
        print(f"{table}: {len(rows)} rows, {len(columns)} columns")


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "paris.txt").write_text(PARIS, encoding="utf-8")
        (folder / "beijing.txt").write_text(BEIJING, encoding="utf-8")
        check(program, folder, ["paris.txt", "beijing.txt"])
        print("with many rows:")
        (folder / "paris.txt").write_text(MANY_FIRST, encoding="utf-8")
        check(program, folder, ["paris.txt", "beijing.txt"])


# The sentences without a voice, a topic or a number come first, those with all of them last.
MANY_FIRST = PARIS.replace("At the request", f"{MANY}\n\nAt the request")

if __name__ == "__main__":
    main()
