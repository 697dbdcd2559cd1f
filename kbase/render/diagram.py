"""The tables and their foreign keys as a diagram's text: Mermaid's erDiagram, or Graphviz' DOT."""

from __future__ import annotations

from kbase.database.shape import Column, Reference, Table

FORMATS = ("mermaid", "dot")


def neighbourhood(tables: dict[str, Table], name: str) -> dict[str, Table]:
    """A table, those that it points to, and those that point to it."""
    near = {name, *(r.table for r in tables[name].references)}
    near |= {t.name for t in tables.values() if any(r.table == name for r in t.references)}
    return {n: t for n, t in tables.items() if n in near}


def diagram(format: str, tables: dict[str, Table], centre: str = "") -> str:
    """The diagram of these tables; with a centre, its columns in full and only the keys that touch it."""
    edges = [
        (table, reference)
        for table in tables.values()
        for reference in table.references
        if reference.table in tables and (not centre or centre in (table.name, reference.table))
    ]
    return (_mermaid if format == "mermaid" else _dot)(tables, edges, centre)


def _shown(table: Table, centre: str) -> list[tuple[Column, str]]:
    """The columns to show, each with its key: PK, FK or both."""
    foreign = {c for r in table.references for c in r.columns}
    found = []
    for column in table.columns:
        keys = ["PK"] * (column.name in table.primary_key) + ["FK"] * (column.name in foreign)
        if keys or table.name == centre:
            found.append((column, ", ".join(keys)))
    return found


def _optional(table: Table, reference: Reference) -> bool:
    return any(c.null for c in table.columns if c.name in reference.columns)


def _alone(table: Table, reference: Reference) -> bool:
    """Whether at most one row points to each: the reference holds the whole primary key."""
    return set(table.primary_key) <= set(reference.columns)


def _mermaid(tables: dict[str, Table], edges: list[tuple[Table, Reference]], centre: str) -> str:
    lines = ["erDiagram"]
    for table in tables.values():
        lines.append(f"  {table.name} {{")
        lines += [f"    {c.type} {c.name} {keys}".rstrip() for c, keys in _shown(table, centre)]
        lines.append("  }")
    for table, reference in edges:
        one = "|o" if _optional(table, reference) else "||"
        many = "o|" if _alone(table, reference) else "o{"
        lines.append(f'  {reference.table} {one}--{many} {table.name} : "{", ".join(reference.columns)}"')
    return "\n".join(lines) + "\n"


def _dot(tables: dict[str, Table], edges: list[tuple[Table, Reference]], centre: str) -> str:
    lines = ["digraph kbase {", "  rankdir=LR;", '  node [shape=plaintext, fontname="sans-serif", fontsize=10];']
    for table in tables.values():
        rows = "".join(
            f'<TR><TD ALIGN="LEFT" PORT="{c.name}">{c.name}  <I>{c.type}{f", {keys}" if keys else ""}</I></TD></TR>'
            for c, keys in _shown(table, centre)
        )
        lines.append(
            f'  {table.name} [label=<<TABLE BORDER="0" CELLBORDER="1" CELLSPACING="0">'
            f'<TR><TD BGCOLOR="lightgrey"><B>{table.name}</B></TD></TR>{rows}</TABLE>>];'
        )
    for table, reference in edges:
        style = " [style=dashed]" if _optional(table, reference) else ""
        lines.append(f"  {table.name}:{reference.columns[0]} -> {reference.table}:{reference.targets[0]}{style};")
    return "\n".join([*lines, "}"]) + "\n"
