"""The linguistic floor: where sentences start."""

from onrecord.extract.language import LONGEST, parse


def sentences(text):
    (doc,) = parse([text])
    return [s.text.strip() for s in doc.sents]


def test_no_sentence_runs_over_the_end_of_a_paragraph():
    assert sentences("Flood on the lower river\nThe council met on Tuesday.") == [
        "Flood on the lower river",
        "The council met on Tuesday.",
    ]


def test_text_without_any_stop_is_parted_all_the_same():
    lengths = [len(s.split()) for s in sentences("boats sank and " * 1000)]
    assert max(lengths) <= LONGEST + 1
    assert sum(lengths) == 3000
