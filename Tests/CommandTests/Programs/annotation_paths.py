"""Follows the path of every row of `scores.tsv` and of every entry of `annotations.yaml` in a tree.

Prints what is wrong, and last `N annotations, M scores`.
"""

import glob
import os
import sys

root = sys.argv[1]
annotations = scores = 0
columns = {}
with open(f"{root}/interactions/index.tsv", encoding="utf-8") as index:
    names = index.readline().rstrip("\n").split("\t")
    for line in index:
        row = dict(zip(names, line.rstrip("\n").split("\t")))
        columns[row["path"]] = row


def follow(directory, place, where):
    # Entries are about a step that is there, or about the whole interaction.
    if not place or os.path.isabs(place) or not os.path.exists(os.path.join(directory, place)):
        print(f"{where} in {directory} leads to {place!r}")


for directory in sorted(glob.glob(f"{root}/interactions/*/*/")):
    entries = rows = scored = 0
    path = directory + "annotations.yaml"
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            # Texts in it are indented further than the members of an entry.
            for line in file:
                entries += line.startswith("- name: ")
                scored += line.startswith(("  score: ", "  label: "))
                if line.startswith("  step: "):
                    follow(directory, line[8:].strip().strip('"'), "annotations.yaml")
    path = directory + "scores.tsv"
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            assert file.readline().startswith("step\tname\tscore\tlabel\t"), path
            for line in file:
                rows += 1
                follow(directory, line.split("\t")[0], "scores.tsv")
    row = columns[os.path.relpath(directory, f"{root}/interactions")]
    if int(row["annotations"]) != entries:
        print(f"{directory} has {entries} annotations, and {row['annotations']} in index.tsv")
    if rows > entries or (scored > 0) != (rows > 0):
        print(f"{directory} has {rows} rows of scores for {entries} annotations")
    annotations += entries
    scores += rows
print(f"{annotations} annotations, {scores} scores")
