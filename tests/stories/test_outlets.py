import pytest

from onrecord.stories import gather

TEXT = "The harbour council of Port Ellis voted on Tuesday to mend the north pier before the winter storms arrive.\n"


@pytest.mark.parametrize(
    ("path", "publisher"),
    [
        ("07-harbour-herald-column.txt", "The Harbour Herald"),
        ("in/Harbour_Herald_2.txt", "The Harbour Herald"),
        ("herald.txt", None),
        ("harbour-heraldry.txt", None),
    ],
)
def test_an_outlet_that_the_pile_knows_is_read_from_the_name_of_a_file(article, path, publisher):
    other = article(TEXT + "Nine boats lie there.", path="a.txt", publisher="The Harbour Herald")
    assert gather([other, article(TEXT, path=path)])[1].publisher == publisher


def test_an_outlet_that_is_stated_stands(article):
    pile = [article(TEXT + "Nine boats lie there.", path="a.txt", publisher="The Harbour Herald")]
    pile.append(article(TEXT, path="harbour-herald.txt", publisher="The Tide"))
    assert gather(pile)[1].publisher == "The Tide"
