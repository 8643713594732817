"""Cumulative incidence by scikit-survival: JSON lists of {time, outcome} on stdin, steps of the event on stdout."""

import json
import sys

import numpy as np
from sksurv.nonparametric import cumulative_incidence_competing_risks

CODES = {"censored": 0, "event": 1, "competing": 2}
answers = []
for observations in json.load(sys.stdin):
    kinds = np.array([CODES[one["outcome"]] for one in observations])
    ends = np.array([float(one["time"]) for one in observations])
    # The first row is the incidence of any end, the next ones of each kind in the order of their codes.
    times, incidence = cumulative_incidence_competing_risks(kinds, ends)
    answers.append({"times": times.tolist(), "event": incidence[1].tolist()})
json.dump(answers, sys.stdout)
