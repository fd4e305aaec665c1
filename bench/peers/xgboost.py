"""One fit of XGBoost on Online News, as bench/forest/boosting.ts asks for it: parameters as JSON in, figures as JSON out.

Usage: /usr/bin/python3 bench/peers/xgboost.py '{"folder": ..., "task": "classification", "seed": 1, ...}'
"""
import os

os.environ["OMP_NUM_THREADS"] = "1"

# This file has the package's name: it must not be what `import xgboost` finds.
import sys

sys.path.pop(0)

import csv
import gzip
import json
import resource
import time

import numpy as np
from xgboost import XGBClassifier, XGBRegressor

ask = json.loads(sys.argv[1])


def load(folder):
    with gzip.open(os.path.join(folder, "online-news-popularity-oldest.csv.gz"), "rt") as file:
        head, *rows = csv.reader(file)
    names = [name.strip() for name in head]
    columns = [i for i, name in enumerate(names) if name not in ("url", "timedelta", "shares")]
    rows.sort(key=lambda row: -float(row[names.index("timedelta")]))
    X = np.array([[float(row[i]) for i in columns] for row in rows], dtype=np.float32)
    return X, np.array([float(row[names.index("shares")]) for row in rows])


def cpu_seconds(work):
    before = time.process_time()
    work()
    return time.process_time() - before


X, shares = load(ask["folder"])
n_train = int(0.8 * len(X))
classification = ask["task"] == "classification"
y = (shares >= ask["popularShares"]).astype(int) if classification else np.log1p(shares)
model = (XGBClassifier if classification else XGBRegressor)(
    n_estimators=ask["nEstimators"],
    learning_rate=ask["learningRate"],
    max_depth=ask["maxDepth"],
    subsample=ask["subsample"],
    colsample_bytree=ask["maxFeatures"],
    random_state=ask["seed"],
    tree_method="hist",
    n_jobs=1,
)
fit = cpu_seconds(lambda: model.fit(X[:n_train], y[:n_train]))
predict = (lambda: model.predict_proba(X[n_train:])[:, 1]) if classification else (lambda: model.predict(X[n_train:]))
predicted = predict()
spent, rounds = 0.0, 0
while spent < 1:
    spent += cpu_seconds(predict)
    rounds += 1
print(
    json.dumps(
        {
            "predicted": predicted.astype(float).tolist(),
            "fitCpuSeconds": fit,
            "rowsPerSecond": rounds * len(predicted) / spent,
            "peakMb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }
    )
)
