"""The access table as kept in access.golden.tsv: {role: {(route, method, model): answer}}."""

from collections import defaultdict
from pathlib import Path

GOLDEN = Path(__file__).with_name("access.golden.tsv")


def read():
    head, *lines = (line.split("\t") for line in GOLDEN.read_text(encoding="utf-8").splitlines())
    table = {role: {} for role in head[2:-1]}
    for route, method, *answers, models in lines:
        for model in models.split(" "):
            for role, answer in zip(table, answers, strict=True):
                table[role][route, method, model] = answer
    return table


def write(table):
    """Models that answer alike to everybody share a line."""
    alike = defaultdict(list)
    for route, method, model in next(iter(table.values())):
        alike[route, method, *(found[route, method, model] for found in table.values())].append(model)
    lines = [[*answers, " ".join(sorted(models))] for answers, models in alike.items()]
    lines = [["route", "method", *table, "models"], *sorted(lines)]
    GOLDEN.write_text("".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")


def differences(written, found, role):
    """Every route that answers otherwise than the table says."""
    for key in sorted(written.keys() | found.keys()):
        told = f"{' '.join(filter(None, key))}: {role}"
        if key not in found:
            yield f"  gone: {told} {written[key]}"
        elif key not in written:
            yield f"  new:  {told} {found[key]}"
        elif written[key] != found[key]:
            yield f"  {told} {written[key]} -> {found[key]}"
