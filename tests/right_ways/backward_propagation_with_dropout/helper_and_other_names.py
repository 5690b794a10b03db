# A helper, and other names in the signature.
def backward_propagation_with_dropout(inputs, labels, saved, p):
    n = inputs.shape[1]
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = saved

    def layer(dZ, before):
        return dZ.dot(before.T) / n, dZ.mean(axis=1, keepdims=True)

    g3 = A3 - labels
    h2 = W3.T.dot(g3) * D2 / p
    g2 = h2 * (A2 != 0)
    h1 = W2.T.dot(g2) * D1 / p
    g1 = h1 * (A1 != 0)
    (w3, c3), (w2, c2), (w1, c1) = layer(g3, A2), layer(g2, A1), layer(g1, inputs)
    return dict(dZ3=g3, dW3=w3, db3=c3, dA2=h2, dZ2=g2, dW2=w2, db2=c2,
                dA1=h1, dZ1=g1, dW1=w1, db1=c1)
