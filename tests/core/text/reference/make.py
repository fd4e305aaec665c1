"""Writes linear-models.json: what scikit-learn makes of a small fixed set. `/usr/bin/python3 make.py`,
then `npx prettier --write linear-models.json`; scikit-learn 1.2.1.

The set: 60 rows, 12 columns, about a third of the values not 0, three classes that overlap.
"""
import json
import os

import numpy as np
import sklearn
from sklearn.multiclass import OneVsRestClassifier
from sklearn.naive_bayes import ComplementNB
from sklearn.svm import LinearSVC

random = np.random.RandomState(7)
y = random.randint(0, 3, 60)
X = np.where(random.rand(60, 12) < 0.35, random.rand(60, 12), 0)
for k in range(3):
    X[y == k, k] += random.rand((y == k).sum()) * 0.8
X = np.round(X, 4)
weights = np.round(0.5 + 2 * random.rand(60), 3)
# Any number of labels, none among them.
several = np.stack([X[:, 0] > 0.4, X[:, 1] + X[:, 3] > 0.6, X[:, 5] > 0.3], axis=1).astype(int)
flip = random.rand(60, 3) < 0.08
several = np.where(flip, 1 - several, several)


def svm(target, sample_weight=None, **settings):
    # Far below the 1e-4 of LinearSVC, so that the weights are exact.
    model = LinearSVC(tol=1e-10, max_iter=1_000_000, random_state=0, **settings)
    model.fit(X, target, sample_weight=sample_weight)
    return {"weights": model.coef_.tolist(), "bias": model.intercept_.tolist()}


def one_by_one(targets, **settings):
    parts = [svm(targets[:, k], **settings) for k in range(3)]
    return {"weights": [p["weights"][0] for p in parts], "bias": [p["bias"][0] for p in parts]}


def several_nb(alpha):
    model = OneVsRestClassifier(ComplementNB(alpha=alpha)).fit(X, several)
    return [(e.feature_log_prob_[1] - e.feature_log_prob_[0]).tolist() for e in model.estimators_]


out = {
    "madeWith": f"scikit-learn {sklearn.__version__}",
    "X": X.tolist(),
    "classOf": y.tolist(),
    "labelsOf": several.tolist(),
    "rowWeights": weights.tolist(),
    "svm": {
        "plain": svm(y, C=1),
        "c3": svm(y, C=3),
        # LinearSVC balances three classes otherwise: it makes the rest of each cost 1.
        "balanced": one_by_one(np.eye(3, dtype=int)[y], C=1, class_weight="balanced"),
        "weighted": svm(y, sample_weight=weights, C=1),
        "several": one_by_one(several, C=1),
        "severalBalanced": one_by_one(several, C=1, class_weight="balanced"),
    },
    "complementNb": {
        "classes": ComplementNB(alpha=0.5).fit(X, y).feature_log_prob_.tolist(),
        "weighted": ComplementNB(alpha=0.5).fit(X, y, sample_weight=weights).feature_log_prob_.tolist(),
        "several": several_nb(0.5),
    },
}
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "linear-models.json")
with open(path, "w") as file:
    json.dump(out, file)
    file.write("\n")
