"""K6: a command refuses for a reason outside the documents; there is no YAML to show."""

from __future__ import annotations

from kbase.codes.model import Code

CODES: dict[str, Code] = {
    "K601": Code(
        "a large removal",
        "The seed would remove more than a tenth of the dataset. That is seldom meant: often the wrong folder was named "
        "or files are missing from a checkout. 'kbase diff' lists what would go. If it is meant, "
        "'kbase seed --allow-removals'. Nothing was changed.",
    ),
    "K602": Code(
        "another seed is running",
        "One seed at a time may write a database; the message says which process holds the lock. Wait for it. If that "
        "process was killed, the next seed takes the lock over and clears up by itself. Readers are not affected. "
        "Nothing was changed.",
    ),
    "K603": Code(
        "the schema does not fit",
        "The database was built by another version of kbase, and its tables are not those that this version reads. "
        "'kbase seed' brings it up to date from the documents. A database newer than this program needs the newer "
        "program.",
    ),
    "K604": Code(
        "no such database",
        "The database that was named is not there. A default database is built on first use, but a named one is never "
        "made by reading it, since a misspelt name would then look like an empty one. Correct the name, or build it: "
        "'kbase seed --database …'.",
    ),
    "K605": Code(
        "not a database of kbase",
        "The file or database that was named exists, but it is not kbase's: no database at all, another program's, or "
        "damaged. It was not touched. Name another, or move it away and run 'kbase seed'; 'kbase doctor' says more.",
    ),
}
