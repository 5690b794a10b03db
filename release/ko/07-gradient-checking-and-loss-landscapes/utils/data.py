"""The two-dimensional data set: who wins the ball on a football field.

The ball is kicked high from the left; a player of our side (label 1) or of the other
side (label 0) heads it. A point is where that happened. Our side wins most balls on
its half of a curved diagonal; close to the line either may, and anywhere 6 players
in 100 slip: noise that a network had better not learn. The sizes of the noise were
chosen so that a network can overfit; the draw was not: the lessons show draw 0, the
first one.
"""

import zlib
from pathlib import Path

import numpy as np

from utils.network import check_data

_TRAIN, _MOST_TEST = 211, 4000
_DEV = 60  # of the training points
_FRESH = 1000  # the fresh points of draw d are the test points of draw 1000 + d
_KEYS = ("X", "y", "Xval", "yval")
_LOW, _HIGH = -0.76, 0.6  # the field; a kick that ends outside is drawn again
_DEV_SEED = 1
# What loadmat raises on a foreign, a newer or a damaged file, beside its own error.
_UNREADABLE = (
    ArithmeticError, EOFError, LookupError, NotImplementedError, OSError, TypeError,
    ValueError, zlib.error,
)  # fmt: skip


def load_2D_dataset(path: str | Path | None = None, dev: int = 0) -> tuple:
    """Return train_X, train_Y, test_X, test_Y; each X (2, m) float, Y (1, m) 0 or 1.

    Without a path, the set is our own: the 211 training points of `football_draw(0)`
    and the first 200 of its test points. With a path, it is read from a MATLAB file
    with the keys X, y, Xval, yval (examples in rows, X of two columns); Xval and yval
    become the test set.
    With dev=n, n of the training points, the same ones every time, are split off:
    train_X, train_Y, dev_X, dev_Y, test_X, test_Y.
    Raises FileNotFoundError if there is no such file, and ValueError if the file does
    not hold such a set or dev leaves no training points.
    """
    sets = football_draw(0, test=200) if path is None else _read_mat(Path(path))
    train_X, train_Y, test_X, test_Y = sets
    return (*hold_out(train_X, train_Y, dev), test_X, test_Y) if dev else sets


def hold_out(X: np.ndarray, Y: np.ndarray, dev: int) -> tuple:
    """Split `dev` of the examples off: return X, Y, dev_X, dev_Y.

    X is (features, m), Y is (1, m). The same ones are split off every time, and all
    keep their order. Raises ValueError if dev leaves no example on either side.
    """
    m = X.shape[1]
    if not (isinstance(dev, (int, np.integer)) and 0 < dev < m):
        raise ValueError(
            f"dev가 {dev!r}입니다. 훈련용 점 {m} 개에서 떼어 낼 점의 수이므로"
            f" 0부터 {m - 1}까지의 정수이어야 합니다."
        )
    order = np.random.RandomState(_DEV_SEED).permutation(m)
    kept, held = np.sort(order[dev:]), np.sort(order[:dev])
    return X[:, kept], Y[:, kept], X[:, held], Y[:, held]


def football_draw(draw: int, test: int = 4000) -> tuple:
    """Return train_X, train_Y, test_X, test_Y of the draw with this number.

    X (2, 211) and (2, test), in half field lengths, -0.76 to 0.6; Y (1, m), 0 or 1.
    The number decides all points; a smaller test set is the beginning of a larger
    one. Raises ValueError unless draw is 0 or more and test from 1 to 4000.
    """
    limits = ("draw", draw, 0, 2**32 - 1), ("test", test, 1, _MOST_TEST)
    for name, value, low, high in limits:
        if not (isinstance(value, (int, np.integer)) and low <= value <= high):
            raise ValueError(
                f"{name}: {value!r}. {low}부터 {high}까지의 정수이어야"
                f" 합니다."
            )
    rng = np.random.RandomState(draw)
    train_X, train_Y = _football_field(rng, _TRAIN)
    test_X, test_Y = _football_field(rng, _MOST_TEST)
    return train_X, train_Y, test_X[:, :test].copy(), test_Y[:, :test].copy()


def football_split(draw: int) -> tuple:
    """Return train_X, train_Y, dev_X, dev_Y, test_X, test_Y of the draw.

    151, 60 and 4,000 points, as `hold_out` splits the training points of the draw.
    """
    X, Y, test_X, test_Y = football_draw(draw)
    return *hold_out(X, Y, _DEV), test_X, test_Y


def fresh_points(draw: int) -> tuple[np.ndarray, np.ndarray]:
    """Return X (2, 4000) and Y (1, 4000), of the same kind as the points of the draw.

    They are none of its training or test points. Raises as `football_draw`.
    """
    return football_draw(_FRESH + draw)[2:]


def _football_field(rng, m):
    """Draw m points X (2, m) and who won the ball there, Y (1, m)."""
    along, across = 0.33 * rng.randn(6 * m), 0.22 * rng.randn(6 * m)
    X = np.stack([across + along, across - along]) - 0.08
    X = X[:, (X.min(axis=0) > _LOW) & (X.max(axis=0) < _HIGH)][:, :m]
    x1, x2 = X
    beyond_the_line = (x1 + x2 + 0.16) / 2 - 0.08 * np.sin(2 * (x1 - x2))
    close_call = 0.05 * rng.randn(m)
    slipped = rng.rand(m) < 0.06
    return X, ((beyond_the_line + close_call > 0) ^ slipped).astype(int).reshape(1, m)


def _read_mat(path):
    """Return the four arrays of a MATLAB file, examples in columns, labels int."""
    import scipy.io  # here, as it is slow to load and seldom needed

    if not path.is_file():
        raise FileNotFoundError(
            f"파일 {path} 없음. 경로를 확인하거나, 이 과정의 데이터를 쓰려면"
            f" load_2D_dataset()을 호출하십시오."
        )
    try:
        content = scipy.io.loadmat(path)
    except (*_UNREADABLE, scipy.io.matlab.MatReadError) as error:
        raise ValueError(
            f"{path.name}: MATLAB 파일로 읽을 수 없습니다({error}). 버전 7"
            f" 이하의 .mat 파일이어야 합니다."
        ) from None
    missing = [key for key in _KEYS if key not in content]
    if missing:
        names = [key for key in content if not key.startswith("__")]
        found = ", ".join(names) or '배열 없음'
        raise ValueError(
            f"{path.name}에 {', '.join(missing)} 항목이 없습니다. 들어 있는"
            f" 항목: {found}. 필요한 항목: {', '.join(_KEYS)}."
        )
    train = _columns(path.name, "X", content["X"], "y", content["y"])
    return *train, *_columns(
        path.name, "Xval", content["Xval"], "yval", content["yval"]
    )


def _columns(file, X_name, X, y_name, y):
    if X.ndim != 2 or X.shape[1] != 2 or y.shape != (len(X), 1):
        raise ValueError(
            f"{file}: {X_name}의 형태가 {X.shape}, {y_name}의 형태가"
            f" {y.shape}입니다. (m, 2)와 (m, 1)이어야 하고, 샘플이 행마다"
            f" 하나씩 있어야 합니다."
        )
    try:
        check_data(X.T, y.T)
    except ValueError as error:
        raise ValueError(
            f"{file}, {X_name}과 {y_name}을 전치한 것: {error}"
        ) from None
    return X.T.astype(float), y.T.astype(int)  # uint8 labels would wrap in 0 - 1
