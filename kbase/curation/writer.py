"""Documents rewritten in one form, so that a difference in git is a difference in meaning.

Keys stand in the order of the model, texts are plain where YAML allows, long ones folded; comments stay with
the key or list item they stood above or beside. Values never change: what is written is read again and compared.
"""

from __future__ import annotations

import json
import os
import re
import stat
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path, PurePath
from typing import Any, NamedTuple

import yaml
from yaml.emitter import Emitter

from kbase.curation import events, reader
from kbase.curation.commented import BREAK, Item, Source, Value, blank
from kbase.curation.contents import data_files
from kbase.curation.corpus import REMOVED_FILE
from kbase.curation.folder import DATASET_FILE
from kbase.curation.forms import NUMBERS, claim_keys, document_keys, verbs_of
from kbase.fields import CITATION_FIELDS, FOLDERS, claims_of
from kbase.problems import Place, Problem

WIDTH = 100

_CITATION_KEYS = tuple(f.name for f in CITATION_FIELDS)
_SPACE = re.compile(r"(?<=[^ ]) (?=[^ ])")
_LONGEST_KEY = 1000  # YAML allows 1024 characters before the ':'


class UnfaithfulError(RuntimeError):
    """The rewritten text would say something else: a defect of this module, never of the document."""


class Formatted(NamedTuple):
    """The files that were, or with `check` would be, rewritten; and why others were left alone."""

    changed: list[str]
    problems: list[Problem]


def format_text(file: str, text: str) -> str:
    """A document's text in canonical form.

    :param file: its path; the folder names the type, whose order of keys is taken.
    :raises Unreadable: where the text is not YAML as we read it.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    before = reader.read(file, text)
    source = Source(text)
    if (thing := FOLDERS.get(PurePath(file).parent.name)) is not None:
        _arrange(source.root, thing.type)
    _settle(source.root)
    written = _write(source)
    if _meaning(reader.read(file, written)) != _meaning(before):
        raise UnfaithfulError(f"{file}: rewriting would change its values")
    if sorted(c.text for c in Source(written).comments) != sorted(c.text for c in source.comments):
        raise UnfaithfulError(f"{file}: rewriting would lose a comment")
    return written


def _meaning(value: Any) -> str:
    """The values as text: keys sorted, and one source in a list the same as one without."""

    def normal(value: Any) -> Any:
        if isinstance(value, dict):
            result = {k: normal(v) for k, v in value.items()}
            match result.get("sources"):
                case [str() | dict() as single]:
                    result["sources"] = single
            return result
        return [normal(v) for v in value] if isinstance(value, list) else value

    return json.dumps(normal(value), sort_keys=True)


# --- files ---------------------------------------------------------------------------------------------


def format_file(file: str, path: Path, *, check: bool) -> bool:
    """Rewrite one file in canonical form; whether it was not. With `check` nothing is written.

    :param file: name for messages; its folder names the type.
    :raises Unreadable: the file is left as it is.
    """
    content = path.read_bytes()
    wanted = format_text(file, reader.decode(file, content)).encode()
    if wanted == content:
        return False
    if not check:
        _replace(path, wanted)
    return True


def format_folder(folder: Path, progress: Callable[[int, int], object] | None = None, *, check: bool) -> Formatted:
    """Rewrite every document of a data folder; unreadable ones are left alone and told.

    :param progress: called with the files looked at, and all of them.
    """
    result = Formatted([], [])
    files = [(name, Path(path)) for name, path in data_files(folder)]
    for number, (name, path) in enumerate(files):
        if progress is not None:
            progress(number, len(files))
        parts = name.split("/")
        document = len(parts) == 2 and parts[0] in FOLDERS and name.endswith(".yaml")
        if not (document or name in (DATASET_FILE, REMOVED_FILE)) or path.is_dir():
            continue
        shown = os.path.join(str(folder), name)
        try:
            if not path.is_file():
                raise OSError(0, "not a file")
            if format_file(shown, path, check=check):
                result.changed.append(shown)
        except reader.Unreadable as error:
            result.problems.append(error.problem)
        except OSError as error:
            message = f"cannot be rewritten: {error.strerror}"
            result.problems.append(Problem("K112", message, Place(shown), "check the file and its rights"))
    return result


def _replace(path: Path, content: bytes) -> None:
    path = path.resolve()  # through a link, as editors write
    mode = stat.S_IMODE(path.stat().st_mode)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink()
        raise


# --- canonical order -----------------------------------------------------------------------------------


def _arrange(root: Value, type_: str) -> None:
    _sort(root, document_keys(type_))
    claims = {c.section: c for c in claims_of(type_)}
    for entry in root.items:
        if entry.key == "sources":
            _arrange_sources(entry)
        claim = claims.get(entry.key or "")
        for item in entry.value.items if claim and entry.value.kind == "sequence" else ():
            assert claim is not None
            verbs = verbs_of(claim, type_)
            _sort(item.value, (*verbs, *(k for k in claim_keys(claim) if k not in verbs)))
            for field in item.value.items if item.value.kind == "mapping" else ():
                if field.key == "sources":
                    _arrange_sources(field)
                elif claim.kind == "figure" and field.key in verbs and field.value.kind == "mapping":
                    _sort(field.value, NUMBERS)
                    field.value.compact = True


def _arrange_sources(entry: Item) -> None:
    value = entry.value
    if value.kind == "sequence" and len(value.items) == 1 and not value.after:
        single = value.items[0]
        if single.value.full_mapping or (single.value.kind == "scalar" and not single.value.special):
            entry.above += single.above
            entry.side += single.side
            entry.value = value = single.value
    value.compact = value.kind == "sequence" and all(i.value.kind == "scalar" for i in value.items)
    for citation in [value] if value.kind == "mapping" else [i.value for i in value.items]:
        if citation.kind == "mapping":
            _sort(citation, _CITATION_KEYS)
            citation.compact = True


def _sort(value: Value, keys: Iterable[str]) -> None:
    if value.kind == "mapping":
        rank = {key: number for number, key in enumerate(keys)}
        value.items.sort(key=lambda item: rank.get(item.key or "", len(rank)))


def _settle(value: Value) -> None:
    """Move comments that have no place where they stand to the next place that has one."""
    for item in value.items:
        inner = item.value
        _settle(inner)
        if not inner.items:
            item.above += inner.after
            inner.after = []
        if value.kind == "sequence" and inner.full_mapping:  # on the line of the dash nothing can stand above it
            item.above += inner.items[0].above
            inner.items[0].above = []
        item.above += item.side[:-1]
        del item.side[:-1]


# --- writing -------------------------------------------------------------------------------------------


@cache
def _emitter() -> Emitter:
    return Emitter(None, allow_unicode=True)  # type: ignore[arg-type]  # it only judges texts


def _analysis(text: str) -> Any:
    return _emitter().analyze_scalar(text)


def _quoted(text: str, *, key: bool = False, flow: bool = False) -> str:
    """A text on one line: plain, else in single, else in double quotes."""
    analysis = _analysis(text)
    one_line = not BREAK.search(text)
    plain = analysis.allow_flow_plain if flow else analysis.allow_block_plain
    if text and one_line and plain and (key or isinstance(events.scalar(text), str)):
        return text
    if one_line and analysis.allow_single_quoted:
        return "'" + text.replace("'", "''") + "'"
    return str(yaml.dump(text, Dumper=yaml.SafeDumper, default_style='"', allow_unicode=True, width=10**9)).rstrip("\n")


def _flow(value: Value) -> str:
    """A collection of plain texts in flow form; '' where that form does not serve."""
    if not value.bare or not value.items:
        return ""
    parts = []
    for item in value.items:
        inner = item.value
        text = inner.text if inner.special else _quoted(inner.text, flow=True)
        if inner.kind != "scalar" or not text or text != inner.text:
            return ""
        if item.key is not None and (_quoted(item.key, key=True, flow=True) != item.key or len(item.key) > WIDTH):
            return ""
        parts.append(text if item.key is None else f"{item.key}: {text}")
    return f"{{{', '.join(parts)}}}" if value.kind == "mapping" else f"[{', '.join(parts)}]"


def _block(text: str, indent: int) -> list[str]:
    """A text as a literal or folded block, header first; [] where no block can hold it."""
    lines = text.removesuffix("\n").split("\n")
    broken = len(lines) > 1
    if text[:1] in (" ", "\n") or text.endswith("\n\n") or not text.strip() or re.search("[\x85\u2028\u2029]", text):
        return []
    if not _analysis(text).allow_block:
        return []
    if not broken:
        lines = _wrapped(lines[0], WIDTH - indent)
    header = ("|" if broken else ">") + ("" if text.endswith("\n") else "-")
    return [header, *(" " * indent + line if line else "" for line in lines)]


def _wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for word in _SPACE.split(text):
        if lines[-1] and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        elif lines[-1]:
            lines.append(word)
        else:
            lines[-1] = word
    return lines


def _write(source: Source) -> str:
    root, out = source.root, list(source.head)
    if not root.items:
        return "\n".join([*(line for line in root.after if line), "{}", ""])
    if out:
        blank(out)
    section = False
    for number, item in enumerate(root.items):
        was, section = section, item.value.kind == "sequence" and any(i.value.full_mapping for i in item.value.items)
        if (section or was) and number:
            blank(out)
        for line in item.above:
            blank(out) if not line else out.append(line)
        item.above = []
        _write_item(out, item, "", 0)
    for line in root.after:
        blank(out) if not line else out.append(line)
    text = "\n".join(out).strip("\n")
    return f"{text}\n"


def _write_item(out: list[str], item: Item, lead: str, indent: int) -> None:
    """Write a key or item at `indent`; `lead` is what stands before it on its line."""
    value = item.value
    flow = _flow(value) if value.compact else ""
    head = lead or " " * indent
    if item.key is None and value.full_mapping and not (flow and len(head) + 2 + len(flow) <= WIDTH):
        first = value.items[0]
        (item.above if first.side else first.side).extend(item.side)
    out.extend(" " * indent + comment for comment in item.above)
    if item.key is None:
        head += "-"
    else:
        key = _quoted(item.key, key=True)
        if len(key) > _LONGEST_KEY:
            out.append(f"{head}? {key}")
            head, key = " " * indent, ""
        head += f"{key}:"
    side = f" {item.side[-1]}" if item.side else ""
    if value.kind == "scalar":
        inline = value.text if value.special else _quoted(value.text)
        block = [] if value.special else _block(value.text, indent + 2)
        if block and (
            block[0][0] == "|" or "\n" in value.text or (len(head) + 1 + len(inline) > WIDTH and len(block) > 2)
        ):
            out.extend((f"{head} {block[0]}{side}", *block[1:]))
        else:
            out.append(f"{head} {inline}".rstrip(" ") + side)
    elif not value.items:
        out.append(f"{head} {'{}' if value.kind == 'mapping' else '[]'}{side}")
    elif flow and len(head) + 1 + len(flow) <= WIDTH:
        out.append(f"{head} {flow}{side}")
    elif value.kind == "mapping" and item.key is None:
        _write_mapping(out, value, f"{head} ", indent + 2)
    else:
        out.append(head + side)
        if value.kind == "mapping":
            _write_mapping(out, value, "", indent + 2)
        else:
            _write_list(out, value, indent if item.key is not None else indent + 2)


def _write_mapping(out: list[str], value: Value, lead: str, indent: int) -> None:
    for item in value.items:
        _write_item(out, item, lead, indent)
        lead = ""
    out.extend(" " * indent + comment for comment in value.after)


def _write_list(out: list[str], value: Value, indent: int) -> None:
    for item in value.items:
        _write_item(out, item, "", indent)
    if value.after:
        # one column less than a block text above it, which would swallow the comment
        behind_block = out[-1].startswith(" " * (indent + 2)) or not out[-1]
        out.extend(" " * (indent + 1 + (not behind_block)) + comment for comment in value.after)
