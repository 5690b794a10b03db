# Einstein summation, dict() with keywords.
import numpy as np


def backward_propagation_with_regularization(X, Y, cache, lambd):
    (_, A1, W1, _, _, A2, W2, _, _, A3, W3, _) = cache
    scale = 1 / X.shape[1]
    dZ3 = A3 - Y
    dW3 = scale * np.einsum("ik,jk->ij", dZ3, A2) + scale * lambd * W3
    dA2 = np.einsum("ji,jk->ik", W3, dZ3)
    dZ2 = np.einsum("ij,ij->ij", dA2, (A2 > 0).astype(float))
    dW2 = scale * np.einsum("ik,jk->ij", dZ2, A1) + scale * lambd * W2
    dA1 = np.einsum("ji,jk->ik", W2, dZ2)
    dZ1 = np.einsum("ij,ij->ij", dA1, (A1 > 0).astype(float))
    dW1 = scale * np.einsum("ik,jk->ij", dZ1, X) + scale * lambd * W1
    return dict(
        dZ3=dZ3, dW3=dW3, db3=scale * np.einsum("ij->i", dZ3)[:, None], dA2=dA2,
        dZ2=dZ2, dW2=dW2, db2=scale * np.einsum("ij->i", dZ2)[:, None], dA1=dA1,
        dZ1=dZ1, dW1=dW1, db1=scale * np.einsum("ij->i", dZ1)[:, None])
