"""scikit-learn's own trees on small fixed problems, for tests/core/forest/reference.test.ts.

Usage: python3 trees.py > scikit-learn-trees.json      (made with scikit-learn 1.2.1)
"""
import json

import numpy as np
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

random = np.random.RandomState(1)
n_train, n_columns = 200, 4
X = random.randint(0, 1000, (n_train, n_columns)).astype(float)
y = np.round(X[:, 0] / 100 + 5 * np.sin(X[:, 1] / 150) + random.normal(0, 1, len(X)), 3)
classes = np.digitize(y, np.quantile(y, [1 / 3, 2 / 3]))
weights = random.randint(1, 4, n_train).astype(float)

cases = []
for params in ({"max_depth": 3}, {"max_depth": 6, "min_samples_leaf": 4}, {"max_leaf_nodes": 9}):
    for weighted in (False, True):
        w = weights if weighted else None
        # Leaves are counted in rows there and in weights here: the two agree without a least number of them.
        if weighted and "min_samples_leaf" in params:
            continue
        regressor = DecisionTreeRegressor(random_state=0, **params).fit(X, y, w)
        classifier = DecisionTreeClassifier(random_state=0, **params).fit(X, classes, w)
        cases.append(
            {
                "params": params,
                "weighted": weighted,
                "regression": regressor.predict(X).tolist(),
                "regressionImportance": regressor.feature_importances_.tolist(),
                "classification": classifier.predict_proba(X).ravel().tolist(),
                "classificationImportance": classifier.feature_importances_.tolist(),
            }
        )
print(
    json.dumps(
        {
            "X": X.tolist(),
            "y": y.tolist(),
            "classes": classes.tolist(),
            "weights": weights.tolist(),
            "cases": cases,
        }
    )
)
