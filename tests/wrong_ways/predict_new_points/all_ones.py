# expect: 0
import numpy as np


def predict_new_points():
    return np.ones((1, 400))
