# No NumPy but for the copies.
def gradient_check(cost, gradient, theta, epsilon=1e-7):
    def norm(v):
        return sum(x * x for x in v) ** 0.5

    g, h = list(gradient(theta)), []
    for i in range(len(theta)):
        t = theta.copy()
        t[i] = theta[i] + epsilon
        up = cost(t)
        t[i] = theta[i] - epsilon
        h.append((up - cost(t)) / epsilon / 2)
    return norm(a - b for a, b in zip(g, h)) / (norm(g) + norm(h))
