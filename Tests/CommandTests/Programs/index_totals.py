"""Adds up the columns of every index.tsv of a tree, and compares them with the store's rows.

Prints what differs, and last `N interactions in M indexes`.
"""

import datetime
import glob
import sqlite3
import sys

root, store = sys.argv[1:]
sums = {
    "llm_calls": "sum(modelCalls)", "tool_calls": "sum(toolCalls)", "errors": "sum(failures)",
    "input_tokens": "sum(inputTokens)", "output_tokens": "sum(outputTokens)",
    "cost_usd": "sum(costMicroDollars)", "interactions": "count(*)",
    "failed": "sum(status = 'failed')", "status": "sum(status = 'failed')",
    "score": "count(score)",
}
database = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
indexes = 0


def counted(condition, *values):
    names = ", ".join(sums.values())
    row = database.execute(f"SELECT {names} FROM interaction WHERE {condition}", values).fetchone()
    return dict(zip(sums, (value or 0 for value in row)))


def added_up(path):
    """The sum of each column, costs in micro-dollars; of texts, how many tell something."""
    global indexes
    indexes += 1
    totals = dict.fromkeys(sums, 0)
    with open(path, encoding="utf-8") as file:
        names = file.readline().rstrip("\n").split("\t")
        for line in file:
            fields = line.rstrip("\n").split("\t")
            assert len(fields) == len(names), (path, line)
            row = dict(zip(names, fields))
            totals["interactions"] += int(row.get("interactions", 1))
            for name in row.keys() & sums.keys() - {"interactions"}:
                if name == "status":
                    totals[name] += row[name] == "failed"
                elif name == "score":
                    totals[name] += row[name] != ""
                elif name == "cost_usd":
                    totals[name] += round(float(row[name] or 0) * 1_000_000)
                else:
                    totals[name] += int(row[name])
    return names, totals


def compare(path, condition, *values):
    names, found = added_up(path)
    expected = counted(condition, *values)
    for name in [name for name in names if name in sums] + ["interactions"]:
        if found[name] != expected[name]:
            print(f"{path}: {name} is {found[name]}, and {expected[name]} in the store")


epoch = datetime.date(1970, 1, 1)
for kind in ("interaction", "investigation"):
    compare(f"{root}/{kind}s/index.tsv", "kind = ?", kind)
    for path in glob.glob(f"{root}/{kind}s/*/index.tsv"):
        day = (datetime.date.fromisoformat(path.split("/")[-2]) - epoch).days
        compare(path, "kind = ? AND day = ?", kind, day)
compare(f"{root}/conversations/index.tsv", "conversation IS NOT NULL")
for path in glob.glob(f"{root}/conversations/*/index.tsv"):
    compare(path, "conversation = (SELECT id FROM conversation WHERE name = ?)", path.split("/")[-2])
print(f"{counted('true')['interactions']} interactions in {indexes} indexes")
