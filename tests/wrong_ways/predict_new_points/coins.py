# expect: 0
import numpy as np


def predict_new_points():
    return np.random.RandomState(1).randint(0, 2, (1, 400))
