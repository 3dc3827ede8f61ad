"""Letters and saved pages: subject, sender and day; paragraphs; attached articles."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from containers import MORE, WORDS, page


def letter(text=None, html=None, **headers):
    message = EmailMessage()
    fields = {
        "From": "The Oxmoor Ledger <news@ledger.example>",
        "Subject": "The pier: Zoë’s vote",
        "Date": "Wed, 02 Apr 2031 23:30:00 -0500",
        "Message-ID": "<7@ledger.example>",
    }
    for name, value in (fields | {k.replace("_", "-"): v for k, v in headers.items()}).items():
        message[name] = value
    if text is not None:
        message.set_content(text)
    if html is not None:
        (message.add_alternative if text is not None else message.set_content)(html, subtype="html")
    return message


def test_a_letter_gives_subject_sender_day_and_text(put, read_all):
    path = put("a.eml", letter(f"{WORDS}\n\n{MORE}\n").as_bytes())
    (capture,), issues = read_all(path)
    assert capture.text == f"{WORDS}\n{MORE}"
    assert (capture.title, capture.byline) == ("The pier: Zoë’s vote", ("The Oxmoor Ledger",))
    assert (capture.publisher, capture.published) == ("The Oxmoor Ledger", "2031-04-02")
    assert (capture.provenance.record, capture.provenance.parent) == ("<7@ledger.example>", None)
    assert (capture.content, issues) == (path.read_bytes(), [])


def test_wrapped_lines_are_put_together_and_the_signature_is_left_out(put, read_all):
    text = (
        "The harbour council of Oxmoor met on Tuesday and voted to mend\nthe north pier before the summer.\n\n"
        "> The council has not met.\n\nNobody spoke against it.\n\n-- \nSent by the Ledger's desk\n"
    )
    (capture,), _ = read_all(put("a.eml", letter(text).as_bytes()))
    assert capture.text == (
        "The harbour council of Oxmoor met on Tuesday and voted to mend the north pier before the summer.\n"
        "Nobody spoke against it."
    )


def test_the_html_part_is_read_where_there_is_one(put, read_all):
    html = (
        f"<html><head><style>p {{}}</style></head><body><div style='display:none'>Preview</div><table><tr><td>"
        f"<p>{WORDS}</p></td></tr></table><p>{MORE}<br>A line.</p></body></html>"
    )
    (capture,), _ = read_all(put("a.eml", letter("See the web version.", html).as_bytes()))
    assert capture.text == f"{WORDS}\n{MORE}\nA line."


def test_the_plain_part_is_read_where_the_html_says_nothing(put, read_all):
    (capture,), _ = read_all(put("a.eml", letter(f"{WORDS}\n\n{MORE}", "<img src='a.png'>").as_bytes()))
    assert capture.text == f"{WORDS}\n{MORE}"


def test_articles_attached_to_a_letter_are_read(put, read_all):
    message = letter(WORDS)
    message.add_attachment(MORE.encode(), maintype="text", subtype="plain", filename="../ferry.txt")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    message.add_attachment(letter("The pier is mended, the council said on Monday.", Subject="Mended"))
    path = put("a.eml", message.as_bytes())
    captures, issues = read_all(path)
    assert [c.path for c in captures] == [str(path), f"{path}/ferry.txt", f"{path}/part 3"]
    assert captures[1].provenance.parent == str(path)
    assert issues == []


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "x-unknown"])
def test_a_letter_in_any_charset_is_read(put, read_all, charset):
    words = "Die Brücke in Möhrstadt müsse gesperrt werden, sagte die Bürgermeisterin am Dienstag."
    body = words.encode("latin-1" if charset == "iso-8859-1" else "utf-8")
    data = f"From: a@ledger.example\r\nContent-Type: text/plain; charset={charset}\r\n\r\n".encode() + body
    (capture,), _ = read_all(put("a.eml", data))
    assert capture.text == words


@pytest.mark.parametrize("data", [b"", b"words without a header", b"From: a@b.example\r\n\r\n", b"\xff" * 50])
def test_what_is_no_letter_is_an_issue(put, read_all, data):
    captures, issues = read_all(put("a.eml", data))
    assert captures == []
    assert issues


def test_a_page_saved_as_one_file_is_read_at_its_address_and_time(put, read_all):
    body = page("The pier", WORDS, MORE).decode()
    data = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://ledger.example/pier\r\nSubject: The pier\r\n"
        "Date: Wed, 02 Apr 2031 09:30:00 +0200\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="cut"\r\n\r\n--cut\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Location: https://ledger.example/pier\r\n\r\n"
        f"{body}\r\n--cut\r\nContent-Type: image/png\r\n\r\nxx\r\n--cut--\r\n"
    )
    (capture,), issues = read_all(put("pier.mhtml", data))
    assert (capture.url, issues) == ("https://ledger.example/pier", [])
    assert capture.captured == datetime(2031, 4, 2, 7, 30, tzinfo=UTC)
    assert "40,000 crowns" in capture.text


def test_a_saved_page_without_a_page_is_an_issue(put, read_all):
    captures, (issue,) = read_all(put("pier.mhtml", "MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nwords"))
    assert captures == []
    assert "MHTML" in issue.message
