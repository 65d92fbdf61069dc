"""Peer of lasso_speed in Python. usage: python3 bench/peers.py FOLDER ROUNDS

FOLDER holds what lasso_speed wrote. Prints a line: the peer's name and the processor seconds of each round. Debian: python3-sklearn.
"""

import sys
import time

import numpy as np
from sklearn.linear_model import lasso_path

folder, rounds = sys.argv[1], int(sys.argv[2])
n, p = (int(v) for v in np.fromfile(f"{folder}/shape.f64"))
x = np.fromfile(f"{folder}/x.f64").reshape(p, n).T
y = np.fromfile(f"{folder}/y.f64")
grid = np.fromfile(f"{folder}/lambda.f64")


def path():
    """Centers, scales and solves: what the others do on the same columns. The gap is asked for as a share of |y|²."""
    z = np.asfortranarray((x - x.mean(axis=0)) / x.std(axis=0))
    r = y - y.mean()
    return lasso_path(z, r, alphas=grid, precompute=True, tol=1e-7, max_iter=100000)


seconds = []
for _ in range(rounds):
    begin = time.process_time()
    path()
    seconds.append(time.process_time() - begin)
print("lasso:scikit-learn", *(f"{s:.6f}" for s in seconds))
