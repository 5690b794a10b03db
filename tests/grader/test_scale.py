"""The page on scale: its recipes can be read, and its sums are right."""

import ast
import re

import yaml

from tests.support import ROOT

PAGE = (ROOT / "docs" / "scale.md").read_text("utf-8")


def block(language):
    [text] = re.findall(rf"```{language}\n(.*?)```", PAGE, re.S)
    return text


def test_the_sums_are_right():
    """Each row of the table says how its number follows, and it does."""
    rows = re.findall(r"^\| .+ \| ([\d(][^|]*[\d)]) \| ([\d.,]+) \|$", PAGE, re.M)
    assert len(rows) == 5
    for how, number in rows:
        plain = how.replace("×", "*").replace("−", "-").replace(",", "")
        assert re.fullmatch(r"[\d.*/() -]+", plain)
        value = eval(plain)
        told = float(number.replace(",", ""))
        digits = len(number.partition(".")[2])
        assert round(value, digits) == told, how
    assert round(20 * 0.25 * 1.15, 2) == 5.75
    assert "20 × 0.25 × 1.15 = 5.75" in PAGE


def test_the_kubernetes_recipe_is_a_cluster():
    """Scheduler and workers have one image; the address is the one that is used."""
    recipe = yaml.safe_load(block("yaml"))
    assert recipe["kind"] == "DaskCluster"
    parts = recipe["spec"]["worker"], recipe["spec"]["scheduler"]
    [worker], [scheduler] = (part["spec"]["containers"] for part in parts)
    assert worker["image"] == scheduler["image"]
    threads = worker["args"][worker["args"].index("--nthreads") + 1]
    assert threads == worker["resources"]["limits"]["cpu"]
    ports = {
        one["name"]: one for one in recipe["spec"]["scheduler"]["service"]["ports"]
    }
    assert ports["tcp-comm"]["port"] == 8786
    name = recipe["metadata"]["name"]
    assert f"service/{name}-scheduler 8786:8786" in PAGE
    selector = recipe["spec"]["scheduler"]["service"]["selector"]
    assert selector["dask.org/cluster-name"] == name


def test_the_slurm_recipe_is_a_program():
    """Its cores are those that its one process a job uses."""
    tree = ast.parse(block("python"))
    [call] = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "SLURMCluster"
    ]
    given = {one.arg: ast.literal_eval(one.value) for one in call.keywords}
    assert given["processes"] == 1 and given["cores"] == 8


def test_what_was_not_run_is_said():
    """Both recipes say that a test parsed them, and that nobody ran them."""
    said = "*It is parsed by a test; it was not run.*"
    assert " ".join(PAGE.split()).count(said) == 2
