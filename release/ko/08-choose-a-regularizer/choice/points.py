"""The points of lesson 08, and predictions as a short text.

X is (features, m); Y is (1, m) with labels 0 and 1.
"""

from pathlib import Path

import numpy as np


def load_points(file=None):
    """Return the arrays train_X, train_Y, dev_X, dev_Y and new_X as a dictionary.

    file: `points.npz`, by default the one beside this module. The labels of the new
    points are in no file of this folder. Raises FileNotFoundError without a file.
    """
    file = Path(file or Path(__file__).with_name("points.npz"))
    if not file.is_file():
        raise FileNotFoundError(
            f"{file} 파일이 없습니다. 레슨 폴더를 다시 내려받으십시오."
        )
    with np.load(file, allow_pickle=False) as stored:  # X in tenths, to be small
        return {
            name: stored[name] / 10 if name.endswith("X") else stored[name].astype(int)
            for name in stored.files
        }


def pack(predictions):
    """Return predictions, 0 or 1, (1, m) or (m,), as hexadecimal digits, 4 a digit.

    Raises ValueError for other values: a probability is no prediction yet.
    """
    values = np.ravel(predictions)
    if not np.isin(values, (0, 1)).all():
        raise ValueError('0과 1만 담을 수 있습니다. A > 0.5가 빠졌습니까?')
    return np.packbits(values.astype(np.uint8)).tobytes().hex()


def unpack(text, m):
    """Return the m predictions in a text that `pack` made, shape (1, m).

    None for no text, None or "". Spaces and line ends do not matter.
    Raises ValueError for another number of digits, or what is no digit.
    """
    digits = "".join(text.split()) if isinstance(text, str) else text
    if not digits:
        return None
    if not isinstance(digits, str):
        kind = type(text).__name__
        raise ValueError(f"따옴표 안의 텍스트가 필요한데, 자료형이 {kind}인"
                         f" 값이 왔습니다.")
    expected = 2 * -(-m // 8)
    if len(digits) != expected:
        raise ValueError(
            f"텍스트가 {len(digits)}자리입니다. {expected}자리이어야 합니다."
            f" 빠짐없이 복사했습니까?"
        )
    try:
        raw = np.frombuffer(bytes.fromhex(digits), np.uint8)
    except ValueError:
        raise ValueError('텍스트에 0-9와 a-f가 아닌 것이 있습니다.') from None
    return np.unpackbits(raw)[:m].astype(int).reshape(1, m)
