"""What is written from right to left is set so, block by block; other pages are not touched."""

import pytest

from sitegen.writing.directions import directed


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Words</p>", "<p>Words</p>"),
        ("<p>مرحبا</p>", '<p dir="rtl">مرحبا</p>'),
        ("<p>שלום</p><p>Words</p>", '<p dir="rtl">שלום</p><p>Words</p>'),
        ("<p>12, <b>مرحبا</b> (words)</p>", '<p dir="rtl">12, <b>مرحبا</b> (words)</p>'),
        ("<p>Words, then مرحبا</p>", "<p>Words, then مرحبا</p>"),
        ('<h2 id="x">مرحبا</h2>', '<h2 dir="rtl" id="x">مرحبا</h2>'),
        ("<ul><li>مرحبا</li><li>One</li></ul>", '<ul dir="rtl"><li>مرحبا</li><li dir="ltr">One</li></ul>'),
        ("<ul><li>One</li><li>مرحبا</li></ul>", '<ul><li>One</li><li dir="rtl">مرحبا</li></ul>'),
        (
            "<ul><li>مرحبا<ul><li>One</li></ul></li></ul>",
            '<ul dir="rtl"><li>مرحبا<ul dir="ltr"><li>One</li></ul></li></ul>',
        ),
        (
            "<table><tr><td></td><td>مرحبا</td><td>1</td></tr></table>",
            '<table><tr><td></td><td dir="rtl">مرحبا</td><td>1</td></tr></table>',
        ),
        ('<p dir="ltr">مرحبا</p>', '<p dir="ltr">مرحبا</p>'),
        ("<blockquote><p>مرحبا</p></blockquote>", '<blockquote dir="rtl"><p>مرحبا</p></blockquote>'),
        ("<pre>x <p> مرحبا</pre><p>One</p>", "<pre>x <p> مرحبا</pre><p>One</p>"),
        ('<p title="مرحبا">One</p>', '<p title="مرحبا">One</p>'),
        ("<title>مرحبا</title><body><p>One</p></body>", "<title>مرحبا</title><body><p>One</p></body>"),
        ("<dl><dt>मूल्य</dt><dd>قيمة</dd></dl>", '<dl><dt>मूल्य</dt><dd dir="rtl">قيمة</dd></dl>'),
    ],
)
def test_each_block_has_the_direction_of_its_first_letter(html: str, expected: str) -> None:
    assert directed(html) == expected
