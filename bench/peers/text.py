"""scikit-learn's side of `npm run bench -- text`: reads one JSON command a line, answers with one JSON line.

    {"do": "stop-words"}                                    -> {"words": [...]}
    {"do": "load", "train": PATH, "test": PATH, "labels": [...], "several": bool}  -> {}
    {"do": "run", "c": 1, "balanced": false, "pick": "above 0" | "best"}
        -> {"fit": CPU s of vectorise + fit, "predict": CPU s of vectorise + predict, "given": [[label, ...], ...],
            "rss": MB at the peak}

A document is a line of JSON: {"text": "...", "labels": [...]}.
"""
import json
import resource
import sys
import time

from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer
from sklearn.multiclass import OneVsRestClassifier
from sklearn.preprocessing import MultiLabelBinarizer
from sklearn.svm import LinearSVC


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


class Peer:
    def load(self, train, test, labels, several):
        self.train, self.test = read(train), read(test)
        self.labels, self.several = labels, several
        return {}

    def run(self, c, balanced):
        texts = [each["text"] for each in self.train]
        later = [each["text"] for each in self.test]
        svm = LinearSVC(C=c, tol=1e-4, class_weight="balanced" if balanced else None)
        if self.several:
            y = MultiLabelBinarizer(classes=self.labels).fit_transform([each["labels"] for each in self.train])
            model = OneVsRestClassifier(svm)
        else:
            y = [each["labels"][0] for each in self.train]
            model = svm

        began = time.process_time()
        vectorizer = TfidfVectorizer(
            token_pattern=r"\b\w\w+\b", stop_words=list(ENGLISH_STOP_WORDS), min_df=2, sublinear_tf=True
        )
        model.fit(vectorizer.fit_transform(texts), y)
        fit = time.process_time() - began

        began = time.process_time()
        given = model.predict(vectorizer.transform(later))
        predict = time.process_time() - began
        if self.several:
            given = [[self.labels[k] for k in row.nonzero()[0]] for row in given]
        else:
            given = [[str(label)] for label in given]
        rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return {"fit": fit, "predict": predict, "given": given, "rss": rss, "terms": len(vectorizer.vocabulary_)}


peer = Peer()
for line in sys.stdin:
    command = json.loads(line)
    what = command.pop("do")
    if what == "stop-words":
        answer = {"words": sorted(ENGLISH_STOP_WORDS)}
    else:
        answer = {"load": peer.load, "run": peer.run}[what](**command)
    print(json.dumps(answer), flush=True)
