"""CSV as people and programs write it: what breaks the rules costs its own line and no other."""

import codecs

from hypothesis import given
from hypothesis import strategies as st
from test_exports import read, tell

from companion.archive import read_records


def test_a_quotation_mark_that_nobody_closes_costs_its_own_line() -> None:
    lines = ["id,text", "1,one", '2,"two', "3,three", '4,"fo""ur,', 'still four"', "5,five"]
    content = codecs.BOM_UTF8 + "\r\n".join(lines).encode()
    expected = [("1", "one", ""), ("3", "not CSV", ""), ("3", "three", "")]
    expected += [("4", 'fo"ur,\r\nstill four', ""), ("5", "five", "")]
    assert tell(read(content)) == expected
    head = "id,permalink,date,subreddit,body\n"
    comments = read((head + '1,,,,one\n2,,,,"two\n3,,,,three\n').encode())
    assert [row.problem for row in comments] == ["", "not CSV", ""]


def test_tables_hold_marks_empty_lines_and_zero_bytes() -> None:
    content = codecs.BOM_UTF8 + b'"text","id"\n\na\0b,\x00\n"caf\xe9",x\n\n"y ""z""",9\n'
    rows = read(content, "csv")
    assert [row.line for row in rows] == [3, 4, 6]
    assert tell(rows) == [("3", "'id' is not as it should be", ""), ("4", "not UTF-8", "")] + [
        ("9", 'y "z"', "")
    ]


@given(st.lists(st.text('ab",\r\n\0é', max_size=12), max_size=8))
def test_no_line_of_a_table_is_lost(lines: list[str]) -> None:
    raws = [f"{line.replace(chr(10), ' ')}\n".encode() for line in lines]
    records = list(read_records(raws))
    spans = [record.line for record in records]
    assert spans == sorted(set(spans))
    assert all(record.line <= len(raws) for record in records)
    blank = sum(len(raw) for raw in raws if not raw.strip(b"\r\n"))
    assert sum(len(raw) for raw in raws) - blank <= sum(record.size for record in records)
