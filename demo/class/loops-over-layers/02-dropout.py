# All right: loops over layers.


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    cache = []
    A = X
    for l in range(1, 4):
        W = parameters["W" + str(l)]
        b = parameters["b" + str(l)]
        Z = np.dot(W, A) + b
        if l < 3:
            A = np.maximum(Z, 0)
            D = np.random.rand(*A.shape) < keep_prob
            A = A * D / keep_prob
            cache += [Z, D, A, W, b]
        else:
            A = 1 / (1 + np.exp(-Z))
            cache += [Z, A, W, b]
    return A, cache


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    D = {1: cache[1], 2: cache[6]}
    A = {0: X, 1: cache[2], 2: cache[7], 3: cache[11]}
    W = {1: cache[3], 2: cache[8], 3: cache[12]}
    grads = {}
    for l in reversed(range(1, 4)):
        if l == 3:
            dZ = A[3] - Y
        else:
            dA = W[l + 1].T @ dZ * D[l] / keep_prob
            grads["dA" + str(l)] = dA
            dZ = dA * (A[l] > 0)
        grads["dZ" + str(l)] = dZ
        grads["dW" + str(l)] = dZ @ A[l - 1].T / m
        grads["db" + str(l)] = dZ.sum(axis=1, keepdims=True) / m
    return grads
