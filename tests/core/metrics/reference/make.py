"""What scikit-learn 1.2.1 and SciPy say of small made-up cases; writes scikit-learn.json beside this file.

Usage: /usr/bin/python3 tests/core/metrics/reference/make.py
"""
import json
import pathlib

import numpy as np
from scipy.stats import spearmanr
from sklearn.calibration import calibration_curve
from sklearn.metrics import (
    accuracy_score,
    brier_score_loss,
    f1_score,
    log_loss,
    mean_absolute_error,
    mean_squared_error,
    ndcg_score,
    roc_auc_score,
)
from sklearn.preprocessing import MultiLabelBinarizer

random = np.random.RandomState(1)
LABELS = ["a", "b", "c", "d"]


def scores(n):
    truth = random.normal(size=n).round(2)
    guess = (truth + random.normal(size=n)).round(1)
    return {
        "truth": truth.tolist(),
        "guess": guess.tolist(),
        "spearman": spearmanr(truth, guess)[0],
        "rmse": mean_squared_error(truth, guess, squared=False),
        "mae": mean_absolute_error(truth, guess),
    }


def ranking(n, k):
    gains = random.randint(0, 5, n)
    guess = random.permutation(n)
    return {"gains": gains.tolist(), "scores": guess.tolist(), "k": k, "ndcg": ndcg_score([gains], [guess], k=k)}


def probabilities(n, bins):
    """Probabilities that are all different, and rows that bins divide evenly: bins of equal numbers are bins of quantiles."""
    probability = random.permutation(np.arange(1, n + 1)) / (n + 1)
    positive = (random.uniform(size=n) < probability**1.5).astype(int)
    share, said = calibration_curve(positive, probability, n_bins=bins, strategy="quantile")
    return {
        "positive": positive.tolist(),
        "probability": probability.tolist(),
        "bins": bins,
        "auc": roc_auc_score(positive, probability),
        "aucOfTied": roc_auc_score(positive, probability.round(1)),
        "logLoss": log_loss(positive, probability),
        "brier": brier_score_loss(positive, probability),
        "calibrationError": float(np.mean(np.abs(share - said))),
    }


def single(n):
    actual = random.choice(LABELS, n)
    predicted = np.where(random.uniform(size=n) < 0.6, actual, random.choice(LABELS, n))
    return {
        "actual": actual.tolist(),
        "predicted": predicted.tolist(),
        "accuracy": accuracy_score(actual, predicted),
        "micro": f1_score(actual, predicted, average="micro"),
        "macro": f1_score(actual, predicted, average="macro"),
    }


def several(n):
    draw = lambda: [sorted(random.choice(LABELS, random.randint(0, 4), replace=False).tolist()) for _ in range(n)]
    actual, guessed = draw(), draw()
    predicted = [a if random.uniform() < 0.5 else g for a, g in zip(actual, guessed)]
    encode = MultiLabelBinarizer(classes=LABELS)
    A, P = encode.fit_transform(actual), encode.transform(predicted)
    score = lambda average: f1_score(A, P, average=average, zero_division=0)
    return {"actual": actual, "predicted": predicted, "micro": score("micro"), "macro": score("macro")}


cases = {
    "scores": [scores(n) for n in (2, 5, 30)],
    "rankings": [ranking(n, k) for n, k in ((3, 3), (12, 5), (40, 10))],
    "probabilities": [probabilities(n, bins) for n, bins in ((20, 4), (60, 10))],
    "single": [single(n) for n in (8, 40)],
    "several": [several(n) for n in (6, 30)],
}
path = pathlib.Path(__file__).with_name("scikit-learn.json")
path.write_text(json.dumps(cases) + "\n")
