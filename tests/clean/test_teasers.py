from onrecord.clean.lines import split_lines
from onrecord.clean.teasers import find_teasers

BODY = "\n".join(
    f"The harbour council met for the {n} time and spoke of the north pier, of boats and of storms."
    for n in ("first", "second", "third", "fourth", "fifth", "sixth")
)
TEASER = (
    "Why The Market Hall Stays Shut\nThe roof leaks and no one knows which firm will pay for new tiles or when it...\n"
)


def taken(text):
    return [r.raw.of(text).strip() for r in find_teasers(split_lines(text))]


def test_other_posts_after_the_comment_section_are_taken():
    assert taken(f"{BODY}\nNo comments:\n\nPost a Comment\n\n{TEASER}") == TEASER.strip().split("\n")


def test_a_heading_with_a_truncated_paragraph_at_the_very_end_is_taken():
    assert taken(f"{BODY}\n{TEASER}") == TEASER.strip().split("\n")


def test_an_article_that_ends_in_three_dots_stays():
    assert (
        taken(f"{BODY}\nWhat The Council Will Do Next\nThe council met and spoke of the pier, of boats and storms...")
        == []
    )
    assert taken(f"{BODY}\nAnd so the boats wait...") == []


def test_readers_comments_are_not_taken_for_teasers():
    assert taken(f"{BODY}\nPost a Comment\nWell said, and about time too.") == []


def test_most_of_a_page_is_never_a_teaser():
    assert taken(f"Post a Comment\n{BODY}\nSo the boats wait...") == []
