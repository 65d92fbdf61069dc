"""Standard errors and residual standard deviation of the eleven NIST least-squares sets, from the decimal data by rational arithmetic.

usage: python3 bench/nist_exact.py FOLDER > tests/cases/nist-exact.json
FOLDER holds certified.json (model and certified coefficients of each set) and NAME.csv (y, then x or x1 …). Stops when the exact
coefficients differ from the certified ones by more than rounding to their digits.
"""

import csv
import json
import sys
from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 60


def inverse(a):
    p = len(a)
    a = [row + [Fraction(int(i == j)) for j in range(p)] for i, row in enumerate(a)]
    for k in range(p):
        best = max(range(k, p), key=lambda i: abs(a[i][k]))
        a[k], a[best] = a[best], a[k]
        pivot = a[k][k]
        a[k] = [v / pivot for v in a[k]]
        for i in range(p):
            if i != k and a[i][k] != 0:
                factor = a[i][k]
                a[i] = [v - factor * w for v, w in zip(a[i], a[k])]
    return [row[p:] for row in a]


def columns(model, row, p):
    """The design row of a model such as '1 + x + ... + x^5', '0 + x' or '1 + x1 + ... + x6'."""
    if model.startswith("0"):
        return [row["x"]]
    if "x1" in model:
        return [Fraction(1)] + [row[f"x{j}"] for j in range(1, p)]
    return [row["x"] ** j for j in range(p)]


def root(value):
    return float((Decimal(value.numerator) / Decimal(value.denominator)).sqrt())


def solve(folder, name, certified):
    with open(f"{folder}/{name}.csv", encoding="utf-8") as file:
        rows = [{k: Fraction(v) for k, v in row.items()} for row in csv.DictReader(file)]
    p = len(certified["beta"])
    x = [columns(certified["model"], row, p) for row in rows]
    y = [row["y"] for row in rows]
    inv = inverse([[sum(r[j] * r[k] for r in x) for k in range(p)] for j in range(p)])
    xy = [sum(r[j] * v for r, v in zip(x, y)) for j in range(p)]
    beta = [sum(a * b for a, b in zip(row, xy)) for row in inv]
    for j, (exact, stated) in enumerate(zip(beta, certified["beta"])):
        if abs(exact - Fraction(repr(stated))) > abs(exact) * Fraction(1, 10**14):
            sys.exit(f"{name}: coefficient {j} is {float(exact)!r}, certified {stated!r}")
    rss = sum((v - sum(a * b for a, b in zip(r, beta))) ** 2 for r, v in zip(x, y))
    variance = rss / (len(rows) - p)
    return {
        "standard_error": [root(variance * inv[j][j]) for j in range(p)],
        "residual_standard_deviation": root(variance),
    }


def main(folder):
    with open(f"{folder}/certified.json", encoding="utf-8") as file:
        certified = {k: v for k, v in json.load(file).items() if not k.startswith("_")}
    out = {name: solve(folder, name, model) for name, model in certified.items()}
    lines = [f"  {json.dumps(name)}: {json.dumps(value)}" for name, value in out.items()]
    print("{\n" + ",\n".join(lines) + "\n}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
