"""Honest work that asks for what is not to be had while grading: it costs nothing.

Each stands in the answer's cell, before the `def` of a function that is right.
"""

from .build import Submission, ahead

_AHEAD = {
    "install": "!pip install numpy",
    "shell-value": "files = !ls\nprint(len(files))",
    "pip": "%pip install numpy",
    "subprocess": "import subprocess\nsubprocess.run(['nvidia-smi'])",
    "download": "from urllib.request import urlretrieve\n"
    "urlretrieve('https://example.org/data.npz', 'data.npz')",
    "pool": "import multiprocessing\npool = multiprocessing.Pool(2)",
    "input": "name = input('Your name? ')",
    "exit": "exit()",
    "await": "import asyncio\nawait asyncio.sleep(0)",
    "error": "1 / 0",
    "error-below-shell": "!ls\n1 / 0",
    "widget": "import ipywidgets\nipywidgets.IntSlider()",
    "progress": "from tqdm.auto import tqdm\nfor _ in tqdm(range(3)): pass",
    "time": "%%time",
    "time-and-error": "%%time\n1 / 0",
    "capture": "%%capture shown\nprint(1)",
    "matplotlib": "%matplotlib widget\n%matplotlib qt",
    "config": "%config InlineBackend.figure_format = 'svg'\n%load_ext autoreload",
    "home": "import os\nos.listdir(os.path.expanduser('~'))\nopen('/etc/hosts')",
    "many-files": "for i in range(300): open(f'{i}.txt', 'w').write('x' * i)",
}

SUBMISSIONS = tuple(
    Submission(f"unusual-{name}", "Costs nothing.", ahead(lines))
    for name, lines in _AHEAD.items()
)
