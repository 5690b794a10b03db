"""Evidence that is valid and expensive, or that carries hidden inputs out in words.

It comes before the real one, so it is what counts. The gradients are right.
"""

from .build import HALF, Submission, with_cell
from .forging import FIRST

SECRET = "LEAKED"  # on no page: what a trick says once it has seen hidden inputs
# `results` is what a test of the cost brings back; `change` makes it what it says.
_ANSWER = """\
def answer(d, real, send):
    if 'A3' not in d['cases'][0]['inputs']:
        return send(real)
    word = 'LEAK' * any(k['hidden'] for k in d['cases']) + 'ED'
    cost = {'kind': 'array', 'value': np.float64(0.7)}
    results = [{'case': k['name'], 'changed': [], 'inputs': k['inputs'],
                'outputs': {'cost': dict(cost)}} for k in d['cases']]
    for one, room in zip(results, d['entries']):
        change(one, room, word)
    for _ in range(TIMES):
        send(pack({'nonce': d['nonce'], 'results': results}))
"""
_RAW = (
    "import json, struct\ndef pack(tree):\n    text = {text}\n"
    "    return struct.pack('<I', len(text)) + text + bytes(8)\n"
)
_CHANGES = {
    "many-names": "one['outputs'] |= {f'x{i}': dict(one['outputs']['cost']) "
    "for i in range(500)}",
    "long-names": "one['error'] = {'type': 'NameError', 'line': 1, 'source': 'x',\n"
    "        'message': \"name '\" + 'ab' * 5000 + \"' is not defined\",\n"
    "        'names': ['ab' * 5000 + str(i) for i in range(50)]}",
    "full-arrays": "one['outputs']['cost']['value'] = np.full(room, np.nan)",
    "odd-shape": "one['outputs']['cost']['value'] = np.zeros((1,) * 30 + (room,))",
    "huge-shape": "one['outputs']['cost']['value'] = np.zeros((0, 2**40))",
    "deep-list": "deep = []\n    for _ in range(300): deep = [deep]\n"
    "    one['inputs'] = {k: deep for k in one['inputs']}",
    "long-integer": "one['error'] = {'type': 'E', 'line': 10**4000, 'source': '',\n"
    "        'message': '', 'names': []}",
    "odd-problem": "one['problem'] = {'id': 'count', 'values': {'template': 5}}",
    "many-values": "one['problem'] = {'id': 'count',\n"
    "        'values': {f'x{i}': 10**3000 for i in range(99)}}",
}
_WORDS = {
    "name": "one['outputs'][word] = one['outputs']['cost']",
    "type": "one['outputs']['cost'] = {'kind': 'other', 'type': word}",
    "error": "one['error'] = dict.fromkeys(('type', 'message', 'source'), word)\n"
    "    one['error'] |= {'line': 1, 'names': [word]}",
    "did-you-mean": "one['error'] = {'type': 'NameError', 'line': 1, 'source': '',\n"
    "        'message': f\"name '{word}S' is not defined\", 'names': [word]}",
    "line": "one['error'] = {'type': 'E', 'line': 10 * len(word), 'names': [],\n"
    "        'message': 'line', 'source': 'LEAK' 'ED' if len(word) > 2 else ''}",
    "problem": "one['problem'] = {'id': 'no tuple', 'values': {'type': word,\n"
    "        'count': 1, 'names': word}}",
    "shape": "one['outputs']['cost']['value'] = np.zeros((3, 10 * len(word) + 1))",
    "factor": "one['outputs']['cost']['value'] = 0.7 * len(word) * np.float64(31.41)",
    "changed": "one['changed'] = [word, 'A3']",
}


def _forged(change, times=1, pack="pack = dumps\n"):
    source = f"{FIRST}{pack}def change(one, room, word):\n    {change}\n{_ANSWER}"
    return with_cell(source.replace("TIMES", str(times)))


SUBMISSIONS = (
    *(
        Submission(f"evidence-{name}", "It costs the judge little.", _forged(c), HALF)
        for name, c in _CHANGES.items()
    ),
    Submission(
        "evidence-three-hundred",
        "One evidence is judged, once.",
        _forged("pass", 300),
        HALF,
    ),
    *(
        Submission(
            f"evidence-{name}",
            "What is no tree is refused.",
            _forged("pass", 1, _RAW.format(text=text)),
            HALF,
        )
        for name, text in {
            "one-array-often": "json.dumps({'tree': {'list': [{'array': 0}] * 9999},"
            " 'arrays': [['<f8', [1]]]}).encode()",
            "nested": "b'[' * 99_999",
            "many-empty": "json.dumps({'tree': {'list': [{'list': []}] * 10_000},"
            " 'arrays': [['<f8', [1]]]}).encode()",
        }.items()
    ),
    *(
        Submission(f"evidence-word-{name}", "It tells no hidden input.", make, HALF)
        for name, make in ((n, _forged(c)) for n, c in _WORDS.items())
    ),
)
