"""The brief as a PDF: whole, the same each time, and deaf to what its text says."""

import re
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from datetime import date

import pytest

from onrecord.brief.pdf import to_pdf
from onrecord.brief.render import HEADINGS, noted
from onrecord.model import SpeakerType, Verdict

HOSTILE = (
    '#eval("1")',
    "$x$",
    'a "quote" and a \\" slash',
    "<script>alert(1)</script>",
    '#read("/etc/passwd")',
    "*not bold* _not leaning_",
    "= no heading",
    "@note-1",
    "`raw` // left /* in */",
    "]; #panic()",
)


def text_of(pdf):
    """The text of a PDF on one line; the test is skipped where there is no tool to read it."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed (it comes with Poppler)")
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    # Ligatures are told apart again, as a reader's search does.
    return " ".join(unicodedata.normalize("NFKC", done.stdout.decode("utf-8")).replace("\u200b", "").split())


def contested(story, words):
    """A brief in which every field that comes from an article holds the words."""
    for n, value in ((1, 1400), (2, 1900)):
        text = f"{words} Co said {value} boats sank."
        article = story.article(f"{n}.txt", text, day=date(2031, 5, n), publisher=f"{words} Gazette {n}", title=words)
        story.claim(
            article,
            f"{value} boats sank",
            chain=((f"{words} Co", f"{words} Co", SpeakerType.ORGANISATION),),
            figures=({"text": f"{value} boats", "low": value, "high": value, "measure": "boats sunk"},),
        )
    story.question(Verdict.CONFLICT, story.claims, low=1400, high=1900)
    return story.brief(title=words)


def test_a_brief_is_a_whole_pdf_that_is_tagged_and_names_its_language(portmere):
    made = to_pdf(portmere.brief())
    assert made.startswith(b"%PDF-")
    assert made.rstrip().endswith(b"%%EOF")
    assert b"/StructTreeRoot" in made
    assert re.search(rb"/Lang ?\(en", made)


def test_a_pdf_is_the_same_each_time_and_bears_no_date(portmere):
    made = to_pdf(portmere.brief())
    assert made == to_pdf(portmere.brief())
    assert b"CreationDate" not in made
    assert b"CreateDate" not in made


def test_a_pdf_carries_its_fonts_and_runs_nothing(portmere):
    made = to_pdf(portmere.brief())
    assert b"/FontFile3" in made
    for name in (b"/JavaScript", b"/Launch", b"/URI", b"/EmbeddedFile"):
        assert name not in made


def test_a_pdf_holds_the_day_every_section_and_every_note(portmere):
    brief = portmere.brief()
    text = text_of(to_pdf(brief))
    headings = [HEADINGS[s.name] for s in brief.sections if s.lines]
    for words in ("As of 2 May 2031", *headings, "Notes", "A point is the figure as given"):
        assert words in text
    notes = noted(brief)[1]
    assert notes
    for note in notes:
        assert note.source.split(",")[0] in text


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_is_shown_as_it_stands(story, words):
    brief = contested(story, words)
    text = text_of(to_pdf(brief))
    assert text.startswith(words)
    assert f"“{words}" in text  # in a note


@pytest.mark.parametrize(
    "words",
    [
        "\u202eright to left",
        "東京 日本語 العربية हिन्दी 🚢",
        "w" * 5000,
        "a\u0301" * 300,
        "&amp; &#0; ]]>",
    ],
    ids=["bidi", "scripts", "long", "marks", "entities"],
)
def test_odd_letters_stop_nothing(story, words):
    assert to_pdf(contested(story, words)).startswith(b"%PDF-")


def test_what_cannot_be_printed_is_left_out(portmere):
    brief, odd = portmere.brief(), "od\x07d \x00wo\ud800r\uffffds"
    lined = tuple(replace(s, lines=tuple(replace(x, text=f"{odd}: {x.text}") for x in s.lines)) for s in brief.sections)
    chart = brief.chart.replace("Harbour", "Har\x07bour")
    text = text_of(to_pdf(replace(brief, title=odd, sections=lined, chart=chart)))
    assert text.startswith("odd words As of")
    assert "In brief odd words: " in text


def test_a_brief_of_nothing_is_still_a_pdf(story):
    assert "Nothing" in text_of(to_pdf(story.brief(title="Nothing")))
