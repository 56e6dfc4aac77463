"""Parquet, by pyarrow: a table with the columns "id", "text" and, if known, "lang" and a date."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from companion.archive import DATES, NoColumn, Row, make_row
from companion.trouble import Trouble

RECORDS = 512


def recognise(head: bytes) -> bool:
    """Whether a file that begins so is Parquet."""
    return head.startswith(b"PAR1")


def read(file: BinaryIO, field: str) -> Iterator[Row]:
    """A row a record; raises Trouble, and NoColumn where no column has that name."""
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ModuleNotFoundError:
        raise Trouble("Reading Parquet needs pyarrow: pip install mindful-feed[archives]") from None
    try:
        table = parquet.ParquetFile(file, pre_buffer=False, buffer_size=1 << 20)
    except (arrow.ArrowException, OSError):
        raise Trouble("the Parquet file is half-written or broken") from None
    names = table.schema_arrow.names
    if field not in names:
        raise NoColumn(f"the table has no column {field!r}")
    columns = [name for name in (field, "id", "lang", *DATES) if name in names]
    line = 0
    for group in range(table.num_row_groups):
        last = line + table.metadata.row_group(group).num_rows
        try:
            for batch in table.iter_batches(RECORDS, [group], list(dict.fromkeys(columns))):
                for record in list_records(batch):
                    line += 1
                    if record is None:
                        yield Row(line, 0, None, "not UTF-8")
                    else:
                        yield read_record(line, record, field)
        except (arrow.ArrowException, OSError):
            lost = f"{last - line:,} rows from here on"
            yield Row(line + 1, 0, None, f"{lost} are in a broken part of the Parquet file")
        line = last


def list_records(batch: Any) -> Iterator[dict[str, Any] | None]:
    """The records of a batch; None for one whose text is no UTF-8, which costs it alone."""
    try:
        yield from batch.to_pylist()
    except UnicodeDecodeError:
        for place in range(len(batch)):
            try:
                yield batch.slice(place, 1).to_pylist()[0]
            except UnicodeDecodeError:
                yield None


def read_record(line: int, record: dict[str, Any], field: str) -> Row:
    """The row of one record."""
    text = record[field]
    if not isinstance(text, str):
        return Row(line, 0, None, f"{field!r} is {'missing' if text is None else 'no text'}")
    date = next((record[name] for name in DATES if record.get(name)), "")
    return make_row(line, 0, record.get("id"), text, record.get("lang") or None, date)
