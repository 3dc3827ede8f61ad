"""A file of the user's own laid over the measures."""

import pytest

from onrecord.errors import UsageError
from onrecord.extract import measures
from onrecord.extract.actors import Actors
from onrecord.extract.figures import read_figures
from onrecord.extract.tree import VARIABLE
from onrecord.model import Article, Span, TextMap


def read_anew():
    """Let the file of measures be read anew, as a new process would."""
    for kept in (measures.tables, measures._rows, measures._words):
        kept.cache_clear()


@pytest.fixture
def own(tmp_path, monkeypatch):
    """The function that makes a text the user's file of measures, for one test."""

    def write(text):
        path = tmp_path / "own.toml"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setenv(VARIABLE, str(path))
        read_anew()

    yield write
    monkeypatch.undo()
    read_anew()


def figures(nlp, text):
    article = Article(id="a", path="a.txt", text=text, map=TextMap.keeping([Span(0, len(text))]), sha256="0")
    doc = nlp(text)
    return [(f.measure, int(f.quantity.low)) for f in read_figures(doc, Actors(doc, article), ())]


VACCINATED = """
[[measure]]
name = "vaccinated"
object = ["vaccinate", "inoculate"]
counts = ["persons", "none"]
"""


def test_a_measure_of_the_user_is_used(own, nlp):
    assert figures(nlp, "Nurses inoculated 4,500 children in Ostrel.") != [("vaccinated", 4500)]
    own(VACCINATED)
    assert figures(nlp, "Nurses inoculated 4,500 children in Ostrel.") == [("vaccinated", 4500)]


def test_a_measure_of_the_user_comes_before_ours(own, nlp):
    own('[[measure]]\nname = "crowd"\nsubject = ["march"]\ncounts = ["persons"]')
    assert figures(nlp, "Some 3,000 people marched in Ostrel.") == [("crowd", 3000)]


def test_a_measure_of_the_user_may_have_a_parent(own):
    own('[[measure]]\nname = "poisoned"\nparent = "injured"\nobject = ["poison"]\ncounts = ["persons"]')
    tree = measures.Measures()
    assert list(tree.ancestors("poisoned")) == ["injured", "casualties"]
    assert tree.is_casualty("poisoned")


def test_a_word_list_of_the_user_is_added_to_ours(own):
    assert measures.thing_class("hovercraft") == "any"
    own('[classes]\nequipment = ["hovercraft"]')
    assert measures.thing_class("hovercraft") == measures.thing_class("tank") == "equipment"


def test_a_participle_of_the_user_replaces_ours(own):
    own('[participles]\nprove = "proven"')
    assert measures.participle("prove") == "proven"
    assert measures.participle("send") == "sent"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[measure]]\nobject = ['vaccinate']", "has no name"),
        ("[[measure]]\nname = 'x'\nverbs = ['vaccinate']", "no field 'verbs'"),
        ("[[measure]]\nname = 'x'\nobject = 'vaccinate'", "must be a list"),
        ("[[measure]]\nname = 'x'\ncounts = ['penguins']", "'penguins'"),
        ("[colours]\nred = ['x']", "no table [colours]"),
        ("[words]\nreaching = 'x'", "must be a list"),
        ("[[measure", "no TOML"),
    ],
)
def test_what_is_wrong_in_the_file_is_said(own, text, said):
    own(text)
    with pytest.raises(UsageError, match=r".") as caught:
        measures.thing_class("tank")
    assert said in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "none.toml"))
    read_anew()
    with pytest.raises(UsageError, match=r"none\.toml"):
        measures.thing_class("tank")
    monkeypatch.undo()
    read_anew()
