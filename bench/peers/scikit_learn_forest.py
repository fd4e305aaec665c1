"""One forest of scikit-learn, as bench/forest/forests.ts asks for it: what and how as JSON in, figures as JSON out.

Usage: /usr/bin/python3 bench/peers/scikit_learn_forest.py '{"folder": ..., "task": "classification", "seed": 1, ...}'
"""
import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"

import json
import resource
import sys
import time

import numpy as np
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor

ask = json.loads(sys.argv[1])
n_train = ask["nTrain"]
X = np.fromfile(os.path.join(ask["folder"], "X"), dtype="<f4").reshape(-1, ask["nColumns"])
y = np.fromfile(os.path.join(ask["folder"], "y"), dtype="<f8")
classification = ask["task"] == "classification"
model = (RandomForestClassifier if classification else RandomForestRegressor)(
    ask["trees"],
    max_features=ask["maxFeatures"],
    min_samples_leaf=ask["minSamplesLeaf"],
    random_state=ask["seed"],
    n_jobs=1,
)


def cpu_seconds(work):
    before = time.process_time()
    work()
    return time.process_time() - before


fit = cpu_seconds(lambda: model.fit(X[:n_train], y[:n_train].astype(int) if classification else y[:n_train]))
later = X[n_train:]
predict = (lambda: model.predict_proba(later)[:, 1]) if classification else (lambda: model.predict(later))
predicted = predict() if len(later) > 0 else np.zeros(0)
spent, rounds = 0.0, 0
while len(later) > 0 and spent < 1:
    spent += cpu_seconds(predict)
    rounds += 1
print(
    json.dumps(
        {
            "predicted": predicted.astype(float).tolist(),
            "fitCpuSeconds": fit,
            "rowsPerSecond": rounds * len(later) / spent if rounds > 0 else None,
            "peakMb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }
    )
)
