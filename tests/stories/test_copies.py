from onrecord.stories import gather
from onrecord.stories.copies import Copies

WIRE = (
    "The harbour council of Port Ellis voted on Tuesday to mend the north pier before the winter storms arrive. "
    "The work will cost 4.2 million crowns, said Mina Okoro, who leads the council, and will last for eleven weeks. "
    "Fishermen had asked for it since two boats were lost beside the pier during the gale of last November. "
    "The pier was built by the railway company in the last century and has been shut to lorries for six years.\n"
)
LOCAL = "\nIn Westmouth the news was met with relief, for the ferry calls there when the wind stands in the north.\n"
OTHER = (
    "The market hall of Port Ellis will stay shut until the autumn because its roof still leaks, the mayor has said. "
    "A firm from the capital had promised new tiles for May but has not sent one, and the traders have had enough. "
    "They sell their fish and bread from carts in the rain, and some of them have not paid rent since the spring.\n"
)


def find_copies(articles):
    """The id of each copy with the id of its original."""
    copies = Copies()
    copies.add(articles)
    return {a.id: original for a in articles if (original := copies.original(a.id))}


def test_wire_copy_with_a_local_paragraph_is_a_copy_of_the_earliest(article):
    late = article(WIRE + LOCAL, path="a.txt", published="2031-04-08")
    first = article(WIRE, path="b.txt", published="2031-04-06")
    other = article(OTHER, path="c.txt", published="2031-04-01")
    assert find_copies([late, first, other]) == {late.id: first.id}


def test_an_excerpt_is_a_copy(article):
    whole, part = article(WIRE + LOCAL + OTHER, path="a.txt"), article(WIRE, path="b.txt")
    assert find_copies([whole, part]) == {part.id: whole.id}


def test_without_dates_the_first_given_is_the_original(article):
    left, right = article(WIRE, path="a.txt"), article(WIRE, path="b.txt")
    assert find_copies([left, right]) == {right.id: left.id}
    assert find_copies([right, left]) == {left.id: right.id}


def test_a_dated_article_comes_before_an_undated_one(article):
    undated, dated = article(WIRE, path="a.txt"), article(WIRE, path="b.txt", published="2031-04-08")
    assert find_copies([undated, dated]) == {undated.id: dated.id}


def test_an_original_is_never_a_copy(article):
    texts = [WIRE, WIRE + LOCAL, WIRE + LOCAL + OTHER, LOCAL + OTHER, OTHER]
    copies = find_copies([article(text, path=f"{n}.txt") for n, text in enumerate(texts)])
    assert copies
    assert not set(copies.values()) & set(copies)


def test_short_texts_must_be_the_same_word_for_word(article):
    one = article("Nine boats were lost in the gale off Port Ellis.", path="a.txt")
    near = article("Eight boats were lost in the gale off Port Ellis.", path="b.txt")
    same = article("Nine boats were lost in the gale, off Port Ellis!", path="c.txt")
    assert find_copies([one, near, same]) == {same.id: one.id}


def test_a_copy_belongs_to_the_story_of_its_original(article):
    pile = [article(WIRE, path="a.txt"), article(WIRE + LOCAL, path="b.txt"), article(OTHER, path="c.txt")]
    original, copy, other = gather(pile)
    assert copy.copies_of == original.id
    assert copy.story == original.story != other.story
