"""Our own pages of documentation as HTML."""

import pytest

from onrecord.web.markup import rendered


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# How it is\nThus.", '<h1 id="how-it-is">How it is</h1>\n<p>Thus.</p>'),
        ("One line\nand another.", "<p>One line and another.</p>"),
        ("- one\n  more\n- two", "<ul><li>one more</li><li>two</li></ul>"),
        ("    onrecord --help", "<pre>onrecord --help</pre>"),
        ("**bold**, *slanted* and `code`", "<p><b>bold</b>, <i>slanted</i> and <code>code</code></p>"),
        ("[here](page.md)", "<p>here</p>"),
        ("[there](https://a.example/b)", '<p><a href="https://a.example/b">there</a></p>'),
        ("[bad](javascript:alert)", "<p>bad</p>"),
        ("<script>a & b</script>", "<p>&lt;script&gt;a &amp; b&lt;/script&gt;</p>"),
    ],
    ids=["heading", "paragraph", "list", "code", "inline", "own link", "link", "no script in a link", "escaped"],
)
def test_a_form_of_ours_becomes_html(text, html):
    assert rendered(text) == html


def test_a_table_has_heads_for_columns_and_rows():
    html = rendered("| grade | |\n|---|---|\n| 1 | surest |")
    assert '<th scope="col">grade</th><td></td>' in html.replace("\n", "")
    assert '<tr><th scope="row">1</th><td>surest</td></tr>' in html
