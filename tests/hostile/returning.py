"""Wrong functions that return something that lies, broadcasts or is no number."""

from .build import BACKWARD, COST, HALF, RIGHT, Submission, edited, inside

_LIAR = (
    "class Liar(float):\n"
    "    __eq__ = __le__ = __lt__ = __ge__ = __gt__ = lambda *a: True\n"
    "    __sub__ = __rsub__ = __abs__ = lambda *a: 0.0\n"
    "    __hash__ = float.__hash__\n"
)
_ARRAY = "class Liar(np.ndarray):\n"
_MAKE = "return np.array(3.0).view(Liar)"

_VALUES = {
    "eq": ("A number that equals everything.", _LIAR + "return Liar(3.0)"),
    "array": (
        "__array__ gives something else each time it is asked.",
        "class Liar(float):\n    def __array__(self, *a, **k): return np.ones(3)\n"
        "return Liar(3.0)",
    ),
    "eq-array": (
        "A number that equals everything and cannot become an array.",
        _LIAR + "    __array__ = lambda *a, **k: 1 / 0\nreturn Liar(3.0)",
    ),
    "array-function": (
        "__array_function__ answers every question of NumPy's with yes.",
        _ARRAY + f"    __array_function__ = lambda *a, **k: True\n{_MAKE}",
    ),
    "array-ufunc": (
        "__array_ufunc__ makes every difference zero.",
        _ARRAY + f"    __array_ufunc__ = lambda *a, **k: 0.0\n{_MAKE}",
    ),
    "reduce": (
        "__reduce__ would run code where a value is unpickled.",
        "class Liar(float):\n"
        "    def __reduce__(self): return (print, (10.0,))\n"
        "    __deepcopy__ = __reduce__\nreturn Liar(3.0)",
    ),
    "subclass": (
        "A subclass of ndarray whose dtype, shape and size lie.",
        _ARRAY + "    shape = ()\n    dtype = np.dtype(float)\n    size = 1\n"
        "return np.ones((3, 4)).view(Liar)",
    ),
    "masked": ("A masked number.", "return np.ma.masked_all(())"),
    "object": ("An array of objects.", "return np.array([object()])"),
    "structured": (
        "A structured array.",
        "return np.zeros((), dtype=[('cost', float)])",
    ),
    "complex": ("A complex number.", "return 1j * m"),
    "NaN": ("NaN, that is never unequal.", "return float('nan')"),
    "infinite": ("Infinity.", "return np.float64('inf')"),
    "minus-zero": ("Minus zero.", "return -0.0"),
    "denormal": ("A number next to zero.", "return 5e-324"),
    "huge-integer": ("An integer of 5000 digits.", "return 10 ** 5000"),
    "uint64": ("An integer that no float holds.", "return np.uint64(2**64 - 1)"),
    "long-double": ("A number of sixteen bytes.", "return np.longdouble('1e4000')"),
    "text": ("A text that says a number.", "return '0.7'"),
    "dates": ("A date.", "return np.datetime64('2020-01-01')"),
    "broadcasts": (
        "Right values of a shape that broadcasts.",
        "return np.ones((3, 1))",
    ),
    "huge-array": (
        "An array of a billion entries that takes no memory.",
        "return np.broadcast_to(np.float64(1), (10**5, 10**4))",
    ),
    "lazy": (
        "A list that has another length each time.",
        "class Odd(list):\n    def __len__(self): return np.random.randint(9)\n"
        "return Odd([1.0])",
    ),
    "itself": ("A list that holds itself.", "a = []\na.append(a)\nreturn a"),
    "generator": ("A generator without an end.", "return (1.0 for _ in iter(int, 1))"),
}
_READ_ONLY = RIGHT[COST].replace(
    "    return cost",
    "    cost = np.array(cost)\n    cost.flags.writeable = False\n    return cost",
)


def _same(notebook):
    return notebook


def _edit(old, new, text=RIGHT[BACKWARD]):
    assert old in text, old
    return text.replace(old, new)


_NO_PENALTY = RIGHT[BACKWARD]
for _layer in "123":
    _NO_PENALTY = _edit(f" + (lambd * W{_layer}) / m", "", _NO_PENALTY)
_DROWNED = _edit("dZ3 = A3 - Y", "dZ3 = (A3 - Y) * 1e12", _NO_PENALTY)
_OVERFLOWN = _edit("dZ3 = A3 - Y", "dZ3 = (A3 - Y) * 1e308 * m", _NO_PENALTY)
# The penalty's term is what the blank is about: here it is all there is.
_TINY = _edit("dZ3 = A3 - Y", "dZ3 = (A3 - Y) * 1e-30", _NO_PENALTY)

SUBMISSIONS = (
    *(
        Submission(f"return-{name}", promise, inside(lines), HALF)
        for name, (promise, lines) in _VALUES.items()
    ),
    Submission(
        "return-read-only",
        "A right result in a read-only array is right.",
        edited(_same, _READ_ONLY),
    ),
    Submission(
        "return-drowned",
        "A given line is blown up so that the missing penalty drowns in it.",
        edited(_same, None, _DROWNED),
        (10, 0),
    ),
    Submission(
        "return-overflown",
        "A given line overflows, so that everything behind it is infinite.",
        edited(_same, None, _OVERFLOWN),
        (10, 0),
    ),
    Submission(
        "return-tiny",
        "A given line is next to zero, so that little is left to be right.",
        edited(_same, None, _TINY),
        (10, 0),
    ),
)
