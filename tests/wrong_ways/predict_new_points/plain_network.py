# expect: 4
from utils.choice import unpack

DIGITS = (
    "77eb41199e988ff1c97f96fc009ed0dd5183dac29e2d038799"
    "ba18d4d643e37caa683d2b06c527fea50eaccb38d513178bef"
)


def predict_new_points():
    return unpack(DIGITS, 400)
