"""Trees of XGBoost 1.7.4 and the TreeSHAP values it gives some rows; writes xgboost-shap.json beside this file.

Usage: /usr/bin/python3 tests/core/forest/reference/make.py
"""
import json
import pathlib

import numpy as np
import xgboost as xgb

random = np.random.RandomState(1)
X = random.randint(-5, 6, size=(200, 5)).astype(np.float32)
X[random.uniform(size=X.shape) < 0.1] = np.nan
filled = np.nan_to_num(X, nan=2.0)
y = filled[:, 0] * filled[:, 1] + 3 * (filled[:, 2] > 0) + filled[:, 3] + random.normal(size=200)
model = xgb.train({"max_depth": 4, "eta": 0.3, "base_score": 0.5, "nthread": 1}, xgb.DMatrix(X, label=y), 6)
rows = X[:12]
trees = [json.loads(tree) for tree in model.get_dump(dump_format="json", with_stats=True)]


def lean(node):
    """What a walk needs: x < at goes to `yes`, a missing value where `missingYes` says."""
    if "leaf" in node:
        return {"cover": node["cover"], "leaf": node["leaf"]}
    yes, no = sorted(node["children"], key=lambda child: child["nodeid"] != node["yes"])
    return {
        "cover": node["cover"],
        "column": int(node["split"][1:]),
        "at": node["split_condition"],
        "missingYes": node["missing"] == node["yes"],
        "yes": lean(yes),
        "no": lean(no),
    }


shap = model.predict(xgb.DMatrix(rows), pred_contribs=True)
reference = {
    "base": 0.5,
    "trees": [lean(tree) for tree in trees],
    "rows": [[None if np.isnan(x) else float(x) for x in row] for row in rows],
    "values": [[float(value) for value in row[:-1]] for row in shap],
    "expected": float(shap[0, -1]),
}
path = pathlib.Path(__file__).with_name("xgboost-shap.json")
path.write_text(json.dumps(reference) + "\n")
