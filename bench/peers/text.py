"""scikit-learn's side of `npm run bench -- text`: answers every line of JSON with one.

    {"do": "stop-words"}                      {"words": [...]}
    {"do": "load", "train": FILE, "test": FILE, "labels": [...], "several": true}      {}
    {"do": "run", "way": "svm" | "balanced" | "threshold"}
        {"fit": CPU s of vectorise + fit, "predict": CPU s of vectorise + predict,
         "given": [[label, ...], ...] one list per test document, "rss": MB at the peak}

Files hold a document a line: {"text": "...", "labels": [...]}.
"""
import json
import resource
import sys
import time

import numpy as np
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer
from sklearn.multiclass import OneVsRestClassifier
from sklearn.preprocessing import MultiLabelBinarizer
from sklearn.svm import LinearSVC


def read(file):
    with open(file, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def fit_decisions(texts, y, several, balanced):
    """Fits on texts; returns a function: decisions of new texts, (n, n_labels)."""
    vectorizer = TfidfVectorizer(
        token_pattern=r"\b\w\w+\b", stop_words=list(ENGLISH_STOP_WORDS), min_df=2, sublinear_tf=True
    )
    svm = LinearSVC(C=1, tol=1e-4, class_weight="balanced" if balanced else None)
    model = OneVsRestClassifier(svm) if several else svm
    model.fit(vectorizer.fit_transform(texts), y)
    return lambda later: model.decision_function(vectorizer.transform(later))


def best_threshold(decisions, y):
    """One threshold for all labels with the best micro-F1."""
    order = np.argsort(-decisions, axis=None)
    scores = decisions.ravel()[order]
    hits = np.cumsum(y.ravel()[order])
    f1 = 2 * hits / (np.arange(1, len(hits) + 1) + y.sum())
    best = int(np.argmax(f1))
    return (scores[best] + scores[best + 1]) / 2


class Peer:
    def load(self, train, test, labels, several, **_):
        self.train, self.test = read(train), read(test)
        self.labels, self.several = labels, several
        return {}

    def run(self, way):
        texts = [each["text"] for each in self.train]
        later = [each["text"] for each in self.test]
        if self.several:
            y = MultiLabelBinarizer(classes=self.labels).fit_transform([each["labels"] for each in self.train])
        else:
            y = np.array([self.labels.index(each["labels"][0]) for each in self.train])

        began = time.process_time()
        threshold = 0
        if way == "threshold":
            cut = int(0.8 * len(texts))
            # Labels without a document in the earlier part have the same decision for every text.
            known = np.nonzero(y[:cut].sum(axis=0))[0]
            earlier = fit_decisions(texts[:cut], y[:cut][:, known], True, False)
            threshold = best_threshold(earlier(texts[cut:]), y[cut:][:, known])
        decide = fit_decisions(texts, y, self.several, way == "balanced")
        fit = time.process_time() - began

        began = time.process_time()
        decisions = decide(later)
        given = [np.nonzero(row > threshold)[0] for row in decisions] if self.several else decisions.argmax(axis=1)[:, None]
        predict = time.process_time() - began
        return {
            "fit": fit,
            "predict": predict,
            "given": [[self.labels[k] for k in row] for row in given],
            "rss": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }


peer = Peer()
for line in sys.stdin:
    command = json.loads(line)
    what = command.pop("do")
    if what == "stop-words":
        answer = {"words": sorted(ENGLISH_STOP_WORDS)}
    else:
        answer = {"load": peer.load, "run": peer.run}[what](**command)
    print(json.dumps(answer), flush=True)
