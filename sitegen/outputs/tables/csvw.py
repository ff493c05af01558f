"""Tables → the description of their CSV files (W3C, Metadata Vocabulary for Tabular Data)."""

import json
from collections.abc import Iterable
from typing import Any

from sitegen.model.addresses import DATA
from sitegen.model.site import Site
from sitegen.outputs.exact import absolute, language, web
from sitegen.outputs.tables.table import SEPARATOR, Column, Table


def metadata(site: Site, tables: Iterable[Table[Any]]) -> bytes:
    """The metadata of all tables, for csv-metadata.json beside them: columns with their types, keys, licence and publisher."""
    config = site.config
    publisher: dict[str, object] = {"schema:name": config.publisher.name}
    if config.publisher.url:
        publisher["schema:url"] = {"@id": web(config.publisher.url)}
    found = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language(config.language)}],
        "dc:title": config.title,
        "dc:publisher": publisher,
        "dc:license": {"@id": web(config.licence.url)},
        "dc:source": {"@id": absolute(DATA, site)},
        "tables": [_table(table) for table in tables],
    }
    return f"{json.dumps(found, ensure_ascii=False, indent=1)}\n".encode()


def _table(table: Table[Any]) -> dict[str, object]:
    schema: dict[str, object] = {"columns": [_column(column, table.key) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    return {"url": f"{table.name}.csv", "dc:title": table.title, "tableSchema": schema}


def _column(column: Column[Any], key: tuple[str, ...]) -> dict[str, object]:
    found: dict[str, object] = {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.about,
        "datatype": column.datatype,
    }
    if column.is_list:
        found["separator"] = SEPARATOR
    if column.name in key:
        found["required"] = True
    return found
