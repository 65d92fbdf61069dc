"""The salary model's rival: histogram gradient boosting with quantile loss, on the same rows, information, weights and folds.

usage: rival.py FOLDER fit posting|profile|later_posting|later_profile [OPTION=VALUE ...]     writes FOLDER/rival_MODE.npy
       rival.py FOLDER tune posting|profile FOLD OPTION=VALUE ...                             prints a line for the options
       rival.py FOLDER report                                                                 prints the tables of docs/salary-rival.md

FOLDER is what bench_rival_rows wrote. The rival sees every column of the model's design (profile mode: without title, phrase, months and board) that is 1
in at least MIN_LEAF rows of the table (a rarer one can never be split on); in place of the columns made of numbers and of products, which trees make
themselves, the numbers, which may be missing: years, education, level, the city's tier, how many skills; in posting mode also months of pay and the length of the text. Of these the columns stay that a median
machine of `screen` trees on the training rows splits on. One machine a quantile; the five are sorted. Debian: python3-sklearn.
"""

import csv
import sys
import time

import numpy as np
from scipy.sparse import csr_matrix

TAUS = np.array([0.1, 0.25, 0.5, 0.75, 0.9])
MIN_LEAF = 20
FOLDS = 5
OPTIONS = {"learning_rate": 0.1, "max_iter": 300, "max_leaf_nodes": 15, "l2_regularization": 0.0, "power": 0.5, "screen": 100}
REPLICATES = 2000
EDUCATION = ["any", "college", "bachelor", "master", "doctor"]
LEVEL = ["intern", "junior", "mid", "senior", "lead", "architect"]


class Rows:
    def __init__(self, folder):
        with open(f"{folder}/rows.csv", encoding="utf-8") as file:
            table = list(csv.DictReader(file))
        number = lambda name: np.array([float(r[name]) if r[name] else np.nan for r in table])
        order = lambda name, of: np.array([of.index(r[name]) if r[name] else np.nan for r in table], dtype=float)
        self.table = table
        self.company, self.block, self.fold = (number(n).astype(int) for n in ("company", "block", "fold"))
        self.y, self.go = number("log_pay"), number("go") == 1
        self.month = np.array([r["month"] for r in table])
        self.city, self.level = (np.array([r[n] or "none" for r in table]) for n in ("city", "level"))
        self.numbers = [number("years"), order("education", EDUCATION), order("level", LEVEL), number("tier"), number("skills")]
        self.posting_numbers = [number("months"), number("bytes")]
        with open(f"{folder}/columns.csv", encoding="utf-8") as file:
            self.columns = [line.rstrip("\n").split(",", 1) for line in file][1:]
        parts = (np.fromfile(f"{folder}/{f}", dtype=t) for f, t in (("value.f64", "f8"), ("column.u32", "u4"), ("start.u32", "u4")))
        self.design = csr_matrix(tuple(parts), shape=(len(table), len(self.columns)))

    def ours(self, mode):
        return np.array([[float(r[f"{mode}_{t:g}"]) if r[f"{mode}_{t:g}"] else np.nan for t in TAUS] for r in self.table])

    def matrix(self, mode):
        posting = mode.endswith("posting")
        left_out = {"base", "years", "skills", "pair"} | (set() if posting else {"title", "phrase", "months", "board"})
        there = np.asarray((self.design != 0).sum(axis=0)).ravel()
        keep = [j for j, (kind, _) in enumerate(self.columns) if there[j] >= MIN_LEAF and kind not in left_out]
        numbers = self.numbers + (self.posting_numbers if posting else [])
        return np.hstack([np.column_stack(numbers), self.design[:, keep].toarray()]).astype(np.float32)


def company_weights(company, power=1.0):
    _, index, count = np.unique(company, return_inverse=True, return_counts=True)
    return count[index].astype(float) ** -power


def pinball(y, q):
    u = y[:, None] - q
    return np.maximum(u * TAUS, u * (TAUS - 1))


def boost(x, y, weight, tau, options):
    from sklearn.ensemble import HistGradientBoostingRegressor
    rest = {k: v for k, v in options.items() if k not in ("power", "screen")}
    for name in ("max_iter", "max_leaf_nodes"):
        rest[name] = int(rest[name])
    machine = HistGradientBoostingRegressor(loss="quantile", quantile=tau, min_samples_leaf=MIN_LEAF, max_bins=63, early_stopping=False, random_state=1, **rest)
    return machine.fit(x, y, sample_weight=weight)


def screened(x, y, weight, options):
    """The columns that a median machine of so many trees splits on; all without a screen."""
    if not options["screen"]:
        return np.arange(x.shape[1])
    machine = boost(x, y, weight, 0.5, options | {"max_iter": options["screen"]})
    nodes = [tree.nodes for (tree,) in machine._predictors]
    return np.unique(np.concatenate([t["feature_idx"][t["is_leaf"] == 0] for t in nodes]))


def answers(rows, x, train, test, options):
    weight = company_weights(rows.company, options["power"])
    x = x[:, screened(x[train], rows.y[train], weight[train], options)]
    q = [boost(x[train], rows.y[train], weight[train], tau, options).predict(x[test]) for tau in TAUS]
    return np.sort(np.column_stack(q), axis=1)


def fit(folder, mode, options):
    rows = Rows(folder)
    x = rows.matrix(mode)
    q = np.full((len(rows.y), 5), np.nan)
    if mode.startswith("later"):
        tested = ~np.isnan(rows.ours(mode)[:, 0])
        # Rows without a month are in neither part; those tested begin with the first later month.
        first = min(rows.month[tested])
        train = (rows.month != "") & (rows.month < first)
        q[tested] = answers(rows, x, train, tested, options)
    else:
        for k in range(FOLDS):
            q[rows.fold == k] = answers(rows, x, rows.fold != k, rows.fold == k, options)
    np.save(f"{folder}/rival_{mode}.npy", q)
    print(mode, x.shape, options, f"{time.process_time():.0f} s of processor time", flush=True)


def tune(folder, mode, fold, options):
    """Company-weighted pinball of a fold by number of trees; at the median and both ends."""
    rows = Rows(folder)
    x = rows.matrix(mode)
    train, test = rows.fold != fold, rows.fold == fold
    weight, each = company_weights(rows.company, options["power"]), company_weights(rows.company)[test]
    x = x[:, screened(x[train], rows.y[train], weight[train], options)]
    marks = [m for m in (100, 150, 200, 300, 400, 600, 800) if m <= options["max_iter"]]
    loss = np.zeros(len(marks))
    for tau in (0.1, 0.5, 0.9):
        machine = boost(x[train], rows.y[train], weight[train], tau, options)
        for i, q in enumerate(machine.staged_predict(x[test])):
            if i + 1 in marks:
                u = rows.y[test] - q
                loss[marks.index(i + 1)] += np.average(np.maximum(u * tau, u * (tau - 1)), weights=each) / 3
    print(mode, x.shape, options, *(f"{m}:{v:.5f}" for m, v in zip(marks, loss)), f"{time.process_time():.0f} s", flush=True)


class Compared:
    """Company means of loss and coverage; ratios with percentile intervals of a bootstrap over blocks, so that what shares a text stays together."""

    def __init__(self, rows, pick, predictions):
        company, y = rows.company[pick], rows.y[pick]
        _, index = np.unique(company, return_inverse=True)
        count = np.bincount(index).astype(float)
        mean = lambda v: np.bincount(index, v) / count
        self.rows, self.companies = len(y), len(count)
        self.loss = {n: mean(pinball(y, q[pick]).mean(axis=1)) for n, q in predictions.items()}
        self.covered = {n: mean(((q[pick, 0] <= y) & (y <= q[pick, 4])).astype(float)) for n, q in predictions.items()}
        first = np.unique(index, return_index=True)[1]
        _, block = np.unique(rows.block[pick][first], return_inverse=True)
        self.block, self.blocks = block, block.max() + 1

    def interval(self, value):
        """value(weights of companies) → number."""
        random = np.random.default_rng(7)
        values = []
        for _ in range(REPLICATES):
            times = np.bincount(random.integers(0, self.blocks, self.blocks), minlength=self.blocks)
            values.append(value(times[self.block].astype(float)))
        return np.percentile(values, [2.5, 97.5])

    def ratio(self):
        value = lambda w: (w @ self.loss["ours"]) / (w @ self.loss["rival"])
        low, high = self.interval(value)
        return f"{value(np.ones(self.companies)):.3f} [{low:.3f}, {high:.3f}]"

    def coverage(self, name):
        value = lambda w: 100 * (w @ self.covered[name]) / w.sum()
        low, high = self.interval(value)
        return f"{value(np.ones(self.companies)):.1f} [{low:.1f}, {high:.1f}]", low <= 80 <= high


def marginal(rows, mode):
    """No model: the company-weighted quantiles of the other folds (of the earlier months)."""
    from_rows = lambda train: [weighted_quantile(rows.y[train], company_weights(rows.company)[train], t) for t in TAUS]
    q = np.full((len(rows.y), 5), np.nan)
    if mode.startswith("later"):
        tested = ~np.isnan(rows.ours(mode)[:, 0])
        q[tested] = from_rows((rows.month != "") & (rows.month < min(rows.month[tested])))
    else:
        for k in range(FOLDS):
            q[rows.fold == k] = from_rows(rows.fold != k)
    return q


def weighted_quantile(values, weights, tau):
    order = np.argsort(values)
    total = np.cumsum(weights[order])
    return values[order][np.searchsorted(total, tau * total[-1])]


def report(folder):
    rows = Rows(folder)
    print("| mode | rows of | rows | companies | no model | rival | ours | ours / rival (95 %) | rival's coverage (95 %) | our coverage (95 %) |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    groups = {}
    for mode in ("posting", "profile", "later_posting", "later_profile"):
        try:
            rival = np.load(f"{folder}/rival_{mode}.npy")
        except FileNotFoundError:
            continue
        predictions = {"none": marginal(rows, mode), "rival": rival, "ours": rows.ours(mode)}
        there = ~np.isnan(predictions["ours"][:, 0])
        for name, pick in (("all", there), ("go", there & rows.go)):
            c = Compared(rows, pick, predictions)
            losses = " | ".join(f"{c.loss[n].mean():.4f}" for n in predictions)
            print(f"| {mode} | {name} | {c.rows:,} | {c.companies:,} | {losses} | {c.ratio()} | {c.coverage('rival')[0]} | {c.coverage('ours')[0]} |", flush=True)
        if mode.startswith("later"):
            continue
        for kind, of in (("city", rows.city), ("level", rows.level)):
            for name in np.unique(of):
                pick = of == name
                if len(np.unique(rows.company[pick])) >= 50:
                    c = Compared(rows, pick, predictions)
                    groups.setdefault(mode, []).append((f"{kind}:{name}", c.companies, c.coverage("ours"), c.coverage("rival")))
    for mode, of in groups.items():
        held = {n: sum(g[i][1] for g in of) for n, i in (("ours", 2), ("rival", 3))}
        print(f"\n{mode}: of {len(of)} groups of at least 50 companies the interval contains 80 % in {held['ours']} (ours), {held['rival']} (rival). Ours misses:")
        for name, companies, (text, holds), _ in of:
            if not holds:
                print(f"- {name}, {companies} companies: {text}")


def main():
    given = sys.argv[1:]
    folder, job, rest = given[0], given[1], given[2:]
    options = dict(OPTIONS)
    for word in [w for w in rest if "=" in w]:
        name, value = word.split("=")
        options[name] = float(value)
    if job == "fit":
        fit(folder, rest[0], options)
    elif job == "tune":
        tune(folder, rest[0], int(rest[1]), options)
    else:
        report(folder)


if __name__ == "__main__":
    main()
