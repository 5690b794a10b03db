"""What errors mean that come from a value of an unexpected type."""


def calls_itself(*_):
    return (
        "The function calls itself again and again: which function is meant in "
        "that line?"
    )


def power(*_):
    return "In Python ^ is no power: write W**2, or np.square(W)."


def not_these_types(found, *_):
    types = [name.rpartition(".")[2] for name in found.groups()[1:]]
    odd = next((name for name in types if name in _ODD), "")
    told = f"On one side of {found[1].strip()} stands {_ODD.get(odd, 'another type')}"
    return f"{told}. {_ASK_ODD.get(odd, 'What should stand there?')}"


_ODD = {
    "tuple": "a tuple",
    "str": "text",
    "dict": "a dictionary",
    "list": "a list",
    "function": "a function",
    "builtin_function_or_method": "a function",
    "method": "a function",
    "_ArrayFunctionDispatcher": "a function",
}
_ASK_ODD = {
    "tuple": "Is there a comma too many, or is one entry of A.shape meant?",
    "str": "Are there quotes too many?",
    "dict": "Which of its entries is meant?",
    **dict.fromkeys(
        ("function", "builtin_function_or_method", "method")
        + ("_ArrayFunctionDispatcher",),
        "Are its round brackets missing?",
    ),
}


def text_or_so(*_):
    return "A value in that line is no number: is it text, or a list?"


def no_fractions(*_):
    return (
        "An array of whole numbers cannot take fractions in place: "
        "write D = D / …, not D /= …."
    )


def not_joined(*_):
    return "Arrays of different shapes are joined: may each be used by itself?"


def no_truth(*_):
    return "An array is neither true nor false: which single value is to be asked?"


def uneven(*_):
    return "The parts of an array must have the same shape: print them to compare."
