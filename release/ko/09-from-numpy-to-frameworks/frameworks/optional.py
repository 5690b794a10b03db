"""The comparison with PyTorch, for those who have it; torch is handed in."""

import numpy as np


def compare_with_torch(torch, adamw_step, adam_l2_step, lambd, m, weight_decay):
    """Take three steps by PyTorch and by NumPy; print the largest differences.

    weight_decay: what λ = lambd is in PyTorch, for m examples. Then draw one mask of
    Dropout(0.2), and print what it keeps. Returns {optimizer: difference}.
    """
    rng = np.random.RandomState(1)
    start, gradients = rng.randn(3, 4), rng.randn(3, 3, 4)

    def by_torch(name, **settings):
        W = torch.tensor(start, requires_grad=True)
        optimizer = getattr(torch.optim, name)([W], lr=0.1, **settings)
        for gradient in gradients:
            W.grad = torch.tensor(gradient)
            optimizer.step()
        return W.detach().numpy()

    def by_numpy(step):
        W, V, S = start.copy(), np.zeros((3, 4)), np.zeros((3, 4))
        for t, gradient in enumerate(gradients, start=1):
            W, V, S = step(W, gradient, V, S, t, 0.1, 0.3)
        return W

    W = start.copy()
    for gradient in gradients:
        W = W - 0.1 * (gradient + lambd / m * W)
    pairs = {
        f"SGD(weight_decay={weight_decay})": (
            W,
            by_torch("SGD", weight_decay=weight_decay),
        ),
        "Adam(weight_decay=0.3)": (
            by_numpy(adam_l2_step),
            by_torch("Adam", weight_decay=0.3),
        ),
        "AdamW(weight_decay=0.3)": (
            by_numpy(adamw_step),
            by_torch("AdamW", weight_decay=0.3),
        ),
    }
    far = {name: float(np.abs(a - b).max()) for name, (a, b) in pairs.items()}
    for name, difference in far.items():
        print(f"{name}: 우리 단계와의 차이 {difference:.0e}")
    layer = torch.nn.Dropout(0.2)
    dropped = float((layer(torch.ones(100_000)) == 0).float().mean())
    passed = float((layer.eval()(torch.ones(100_000)) == 1).float().mean())
    print(f"Dropout(0.2)이 끄는 비율 {dropped:.3f}. eval() 뒤에 그대로"
          f" 지나가는 비율 {passed:.3f}")
    return far
