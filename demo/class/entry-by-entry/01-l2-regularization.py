# All right: loops over entries and examples.


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = len(Y[0])
    s = 0
    for name in parameters:
        if name.startswith("W"):
            for row in parameters[name]:
                for w in row:
                    s += w * w
    return float(compute_cost(A3, Y) + s * lambd / m / 2)


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    dZ3, dA2, dZ2 = np.zeros(A3.shape), np.zeros(A2.shape), np.zeros(A2.shape)
    dA1, dZ1 = np.zeros(A1.shape), np.zeros(A1.shape)
    dW3, dW2, dW1 = lambd * W3, lambd * W2, lambd * W1
    for i in range(m):
        dZ3[:, i] = A3[:, i] - Y[:, i]
        dA2[:, i] = W3.T @ dZ3[:, i]
        dZ2[:, i] = dA2[:, i] * (A2[:, i] > 0)
        dA1[:, i] = W2.T @ dZ2[:, i]
        dZ1[:, i] = dA1[:, i] * (A1[:, i] > 0)
        dW3 = dW3 + np.outer(dZ3[:, i], A2[:, i])
        dW2 = dW2 + np.outer(dZ2[:, i], A1[:, i])
        dW1 = dW1 + np.outer(dZ1[:, i], X[:, i])
    db = [dZ.mean(axis=1).reshape(-1, 1) for dZ in (dZ1, dZ2, dZ3)]
    return {
        "dZ3": dZ3,
        "dW3": dW3 / m,
        "db3": db[2],
        "dA2": dA2,
        "dZ2": dZ2,
        "dW2": dW2 / m,
        "db2": db[1],
        "dA1": dA1,
        "dZ1": dZ1,
        "dW1": dW1 / m,
        "db1": db[0],
    }
