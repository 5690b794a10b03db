import math

import numpy as np


def gradient_check(cost, gradient, theta, epsilon=1e-7):
    g = gradient(theta)
    h = [
        (cost(theta + epsilon * e) - cost(theta - epsilon * e)) / (2 * epsilon)
        for e in np.identity(len(theta))
    ]
    return math.dist(g, h) / (math.hypot(*g) + math.hypot(*h))
