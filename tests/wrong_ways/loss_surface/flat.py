# expect: 0
def loss_surface(cost, theta, d1, d2, alphas, betas):
    return [cost(theta + a * d1 + b * d2) for a in alphas for b in betas]
