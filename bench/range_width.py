"""Mean of log(top / middle) of posted ranges, by words in the title: the numbers of models/bargain/negotiation.json.

usage: python3 bench/range_width.py ../shared/data/postings-2024.csv.gz
Each company counts once, with the mean of its postings; pay from 1,500 to 150,000 yuan a month, top above bottom.
"""

import csv
import gzip
import math
import re
import sys
from collections import defaultdict
from statistics import mean, pstdev

LEVELS = [
    ("intern", "实习"),
    ("architect", "架构师|architect"),
    ("lead", "总监|主管|经理|负责人|组长|leader|lead"),
    ("senior", "高级|资深|专家|senior|sr"),
    ("junior", "初级|助理|应届|校招|junior"),
    ("mid", "中级"),
]


def level(title):
    return next((name for name, words in LEVELS if re.search(words, title.lower())), "none named")


def main(path):
    widths = defaultdict(lambda: defaultdict(list))
    for row in csv.DictReader(gzip.open(path, "rt", encoding="utf-8")):
        try:
            low, high = float(row["最低薪资"]), float(row["最高薪资"])
        except ValueError:
            continue
        if not 1500 <= low < high <= 150000:
            continue
        width = math.log(high / ((low + high) / 2))
        for group in (level(row["职位"]), "all"):
            widths[group][row["公司"]].append(width)
    for group, companies in widths.items():
        values = [mean(w) for w in companies.values()]
        rows = sum(map(len, companies.values()))
        print(f"{group:12} {rows:6} postings {len(values):6} companies  mean {mean(values):.3f}  sd {pstdev(values):.3f}")


if __name__ == "__main__":
    main(sys.argv[1])
