"""PDF files: paragraphs from lines, words cut at line ends put together, heads and feet of pages left out."""

import hashlib

import pytest
from containers import WORDS

from onrecord.ingest.pdf_text import TextLine, paragraphs

PLACES = ("north", "south", "east", "west", "upper", "lower", "old", "new", "outer")
TEXTS = [
    f"The harbour council of Oxmoor met on Tuesday to consider the extraordinary circumstances surrounding the {place} "
    f"pier, and it voted unanimously to reconstruct the {place} lighthouse before the international regatta. Mayor Ada "
    f"Roe said that the administration had underestimated what the {place} breakwater would cost, and that the "
    f"responsibility for the well-known {place} embankment remained undetermined."
    for place in PLACES
]


def made(folder, body, settings=""):
    import typst

    source = folder / "a.typ"
    source.write_text(settings + body, encoding="utf-8")
    path = folder / "report.pdf"
    path.write_bytes(typst.compile(str(source)))
    return path


@pytest.mark.parametrize("columns", [1, 2])
def test_paragraphs_are_rebuilt_and_words_put_together(tmp_path, read_all, columns):
    settings = (
        f'#set page(paper: "a5", columns: {columns}, header: [The Oxmoor Ledger — April 2031], '
        "footer: context [#align(center)[Page #counter(page).display()]])\n#set par(justify: true)\n"
        '#set text(hyphenate: true, lang: "en", size: 10pt)\n#set document(title: "The pier of Oxmoor")\n'
    )
    path = made(tmp_path, "= The pier\n\n" + "\n\n".join(TEXTS), settings)
    (capture,), issues = read_all(path)
    assert capture.text.splitlines() == ["The pier", *TEXTS]
    assert (capture.title, capture.media_type, issues) == ("The pier of Oxmoor", "application/pdf", [])
    assert capture.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_paragraphs_told_by_an_indent_are_parted(tmp_path, read_all):
    settings = '#set page(paper: "a5")\n#set par(first-line-indent: 2em, spacing: 0.65em, justify: true)\n'
    (capture,), _ = read_all(made(tmp_path, "= The pier\n\n" + "\n\n".join(TEXTS), settings))
    assert capture.text.splitlines() == ["The pier", *TEXTS]
    assert capture.title == "The pier"  # the heading, where the file states no title


def test_a_pdf_without_text_is_named_as_a_scan(tmp_path, read_all):
    captures, (issue,) = read_all(made(tmp_path, "#rect(width: 100%, height: 50%)"))
    assert captures == []
    assert "scan" in issue.message


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 words", b"words", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"])
def test_what_is_no_pdf_is_an_issue(put, read_all, data):
    captures, issues = read_all(put("a.pdf", data))
    assert captures == []
    assert issues


def test_a_pdf_that_is_cut_is_an_issue_or_read_to_the_cut(tmp_path, put, read_all):
    data = made(tmp_path, WORDS).read_bytes()
    captures, issues = read_all(put("cut.pdf", data[: len(data) // 2]))
    assert captures == []
    assert issues


def lines(*texts, height=10.0, top=700.0, leading=12.0):
    return [TextLine(text=t, x=50.0, y=top - i * leading, height=height) for i, t in enumerate(texts)]


def test_a_hyphen_that_belongs_to_the_word_stays():
    text = "The well-known pier, it said, of the harbour was so well-"
    assert paragraphs([lines(text, "known that it was mended.")]) == (
        "The well-known pier, it said, of the harbour was so well-known that it was mended.\n"
    )


def test_a_hyphen_that_cut_the_word_goes():
    assert paragraphs([lines("The council voted to recon-", "struct the pier.")]) == (
        "The council voted to reconstruct the pier.\n"
    )


def test_a_paragraph_goes_on_over_the_end_of_a_page():
    first, second = lines("The council voted on Tuesday to mend"), lines("the north pier.")
    assert paragraphs([first, second]) == "The council voted on Tuesday to mend the north pier.\n"


def test_short_paragraphs_are_parted_by_the_gap_though_gaps_are_as_many_as_lines():
    places = (700.0, 680.0, 668.0, 648.0, 636.0, 616.0)
    words = (
        "12 May 2031",
        "The council of Oxmoor met and voted",
        "to mend the pier.",
        "Mayor Ada Roe",
        "spoke.",
        "All",
    )
    page = [TextLine(text=t, x=50.0, y=y, height=10.0) for t, y in zip(words, places, strict=True)]
    assert paragraphs([page]).splitlines() == [
        "12 May 2031",
        "The council of Oxmoor met and voted to mend the pier.",
        "Mayor Ada Roe spoke.",
        "All",
    ]


def test_a_line_that_pages_repeat_is_kept_inside_the_page():
    pages = [
        [
            *lines("The Ledger", top=760.0),
            *lines(f"{name}.", "The mayor said so.", f"It rained in {name}.", "The mayor said so."),
            *lines(f"{number}", top=60.0),
        ]
        for number, name in enumerate(("Oxmoor", "Kessel", "Ryde"))
    ]
    text = paragraphs(pages)
    assert text.count("The mayor said so.") == 6
    assert "The Ledger" not in text
    assert not any(line.isdigit() for line in text.splitlines())
