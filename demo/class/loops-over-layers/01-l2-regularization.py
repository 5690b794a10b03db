# All right: loops with names put together.


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    penalty = 0
    for layer in range(1, len(parameters) // 2 + 1):
        penalty += np.sum(np.square(parameters[f"W{layer}"]))
    penalty *= lambd / (2 * m)
    return compute_cost(A3, Y) + penalty


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    A = {0: X, 1: A1, 2: A2, 3: A3}
    W = {1: W1, 2: W2, 3: W3}
    grads = {}
    dZ = A3 - Y
    for l in (3, 2, 1):
        if l < 3:
            grads[f"dA{l}"] = np.dot(W[l + 1].T, dZ)
            dZ = grads[f"dA{l}"] * (A[l] > 0)
        grads[f"dZ{l}"] = dZ
        grads[f"dW{l}"] = (np.dot(dZ, A[l - 1].T) + lambd * W[l]) / m
        grads[f"db{l}"] = np.mean(dZ, axis=1, keepdims=True)
    return grads
