"""The footer of every answer: which state of the data it rests on."""

from typing import NamedTuple

from kbase.database.connection import Database

REVISION = """\
SELECT d.id AS dataset, d.title, d.licence, r.id AS revision, r.seeded_at, r.committed_at
FROM datasets d
LEFT JOIN revisions r ON r.dataset_id = d.id
  AND r.id = (SELECT MAX(last.id) FROM revisions last WHERE last.dataset_id = d.id)
ORDER BY CASE d.origin WHEN 'curated' THEN 0 ELSE 1 END, d.id"""


class Revision(NamedTuple):
    """The data behind an answer. `date` is the day the documents were committed, else seeded."""

    dataset: str
    title: str
    licence: str
    revision: int | None
    date: str

    def line(self) -> str:
        """As one line for people."""
        revision = f"revision {self.revision} of {self.date}" if self.revision else ""
        return ", ".join(part for part in (self.title, revision, self.licence) if part)


def revision(database: Database) -> Revision:
    """The newest revision of the curated dataset."""
    rows = database.unlogged(REVISION)
    if not rows:
        return Revision("", "no data", "", None, "")
    row = rows[0]
    day = str(row["committed_at"] or row["seeded_at"] or "")[:10]
    return Revision(row["dataset"], row["title"], row["licence"], row["revision"], day)
