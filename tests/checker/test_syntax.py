"""What Python cannot read is told by its line and by what is usually behind it."""

import re

import pytest

from checker.diagnosis.syntax import not_run
from checker.messages import text

ABOVE = "def f(X, Y, lambd):\n    m = Y.shape[1]\n"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("    dW =  # the gradient", "Nothing stands behind the `=`"),
        ("    dW = lambd *", "Nothing stands behind the `*`"),
        ("    dW = np.", "Nothing stands behind the `.`"),
        ("    dW = np.dot(dZ, A.T", "bracket ( is never closed"),
        ("    dW = [W1, W2", "bracket [ is never closed"),
        ("    dW = np.dot(dZ, A.T))", "bracket ) closes what was never opened"),
        ("    dW = np.dot(dZ, A.T]", "( is closed by ]"),
        ("    if m = 3:\n        m = 4", "To compare, write =="),
        ("    m + 1 = m", "Left of a single ="),
        ("    for i in range(3)\n        m = i", "colon at the end of the line"),
        ("    while m > 3\n        m = 3", "colon at the end of the line"),
        ("      dW = 3", "indented more than the line above"),
        ("   dW = 3", "begins at a column where no line above it does"),
        ("    for i in range(3):\n    m = i", "Nothing is indented below line 3"),
        ("\tdW = 3", "by tabs, others by spaces"),
        ("    print m", "`print` is a function"),
        ('    print "m is", m', "`print` is a function"),
        ("    dW ＝ 3", "＝ (fullwidth equals sign): = is meant"),
        ("    dW = f(m，3)", "， (fullwidth comma): , is meant"),
        ("    dW = f（m)", "（ (fullwidth left parenthesis): ( is meant"),
        ("    dW = “m”", '“ (left double quotation mark): " is meant'),
        ("    dW = W[‘m’]", "‘ (left single quotation mark): ' is meant"),
        ("    dW = A − B", "− (minus sign): - is meant"),
        ("    dW = A × B", "× (multiplication sign): * is meant"),
        ("    dW = W²", "² (superscript two): **2 is meant"),
        ("    dW =\u00a03", "invisible character stands there (no-break space)"),
        ("    dW = 3\u200b", "invisible character stands there (zero width space)"),
        ("```", "``` belongs to a text around code"),
        ("    ```python", "``` belongs to a text around code"),
        ("    >>> dW = 3", ">>> is a prompt"),
        ("In [3]: dW = 3", "In [3]: is a prompt"),
        ("    dW = lambda / m", "`lambda` is a word of Python's own"),
        ("    class = 3", "`class` is a word of Python's own"),
        ("    dW = 1/m np.dot(dZ, A)", "Between m and np nothing stands"),
        ("    dW = np.dot(dZ A)", "Between dZ and A nothing stands"),
        ("    dW = 2W", "A name cannot begin with a digit"),
        ("    m++", "Python has no ++"),
        ("    dW = X && Y", "Python has no `&&`: and is meant"),
        ("    dW = (X + * Y)", "+ and * stand behind each other"),
        ("    dW = X{'W1'}", "[ ] take an entry out"),
        ("    dW = 'W1", "no closing quote"),
        ("    dW = X \\ Y", "Behind \\ the line has to end"),
        ("    np.sum(axis=1, X)", "what has no name comes before"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_with_its_usual_cause(line, said):
    """The line's number, its text and the cause stand in one sentence or two."""
    message = text(not_run("f", f"{ABOVE}{line}\n    return m\n"))
    assert said in message, message
    assert re.match(r"The cell that defines f did not run: line [34], `", message)


def test_lines_are_counted_from_the_top_of_the_cell():
    """Empty lines above the code count, as the editor shows them."""
    source = f"\n\n{ABOVE}    for i in X:\n    m = i\n"
    message = text(not_run("f", source))
    assert "line 6, `m = i`" in message
    assert "below line 5" in message


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("def f(X, lambda):\n    return 1", "`lambda` is a word of Python's own"),
        ("def f(X)\n    return 1", "colon at the end"),
        ("def f:\n    return 1", "round brackets behind the function's name"),
        ("def f(X):\nreturn 1", "Nothing is indented below line 1"),
        ("def f(X, X):\n    return 1", "`X` stands twice"),
        ("def f(X):\n    m = 1\nreturn m", "`return` stands outside"),
        ("deff f(X):\n    return 1", "begins with def, not deff"),
        ("%%time\ndef f(X):\n    m =\n", "line 3, `m =`"),
    ],
)
def test_a_first_line_that_cannot_be_read_is_named(source, said):
    """Of the line with def, too, and below a line of IPython's own."""
    message = text(not_run("f", source))
    assert said in message, message


@pytest.mark.parametrize(
    "source",
    [
        f"{ABOVE}    return m",
        f"%matplotlib inline\n!ls\n{ABOVE}    return m",
        f"%%time\n{ABOVE}    return m",
        ">>> def f(X):\n...     return X",
        f"\n\n{ABOVE}    return '\\d'",
        "    def f(X):\n        return X",
    ],
)
def test_what_ipython_can_read_is_no_error(source):
    """Magics, shell commands and copied prompts are read as IPython reads them."""
    assert not_run("f", source) is None
