"""The footer of every answer: which state of the data it rests on, so that it can be cited."""

from typing import NamedTuple

from kbase.database.connection import Database

REVISION = """\
SELECT d.id AS dataset, d.title, d.licence, r.id AS revision, r.seeded_at, r.commit_id, r.committed_at, r.content_hash
FROM datasets d
LEFT JOIN revisions r ON r.dataset_id = d.id
  AND r.id = (SELECT MAX(last.id) FROM revisions last WHERE last.dataset_id = d.id)
ORDER BY CASE d.origin WHEN 'curated' THEN 0 ELSE 1 END, d.id"""
_SHORT = 8  # signs of a commit, which name it among all that a history has
_SHORT_HASH = 12


class Revision(NamedTuple):
    """The data behind an answer. `date` is the day the documents were committed, else seeded."""

    dataset: str
    title: str
    licence: str
    revision: int | None  # the number of the seed in this database
    date: str
    commit: str = ""  # the committed state, the same on every machine; '' where the data are none
    committed_at: str = ""
    content_hash: str = ""
    known_on: str = ""  # the day of --known-on

    def name(self) -> str:
        """As it is cited: the committed state, else what it holds."""
        if self.commit:
            return f"revision {short(self.commit)} of {self.date}"
        held = f", content {short_hash(self.content_hash)}" if self.content_hash else ""
        return f"revision {self.revision} seeded {self.date}{held}" if self.revision else ""

    def line(self) -> str:
        """As one line for people."""
        return ", ".join(part for part in (self.title, self.name(), self.licence) if part)

    def known(self) -> str:
        """That it is an earlier state; '' where it is not."""
        return f"As known on {self.known_on} ({self.name()})" if self.known_on else ""


def short(commit: str) -> str:
    """A commit as people write it."""
    return commit[:_SHORT]


def short_hash(content: str) -> str:
    """A content hash as people write it."""
    return content[:_SHORT_HASH]


def revision(database: Database) -> Revision:
    """The newest revision of the curated dataset."""
    rows = database.unlogged(REVISION)
    if not rows:
        return Revision("", "no data", "", None, "", known_on=database.known_on)
    row = rows[0]
    day = str(row["committed_at"] or row["seeded_at"] or "")[:10]
    return Revision(
        row["dataset"], row["title"], row["licence"], row["revision"], day, row["commit_id"] or "", row["committed_at"] or "",
        row["content_hash"] or "", database.known_on,
    )  # fmt: skip
