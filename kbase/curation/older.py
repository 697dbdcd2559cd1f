"""Documents as they were committed in earlier states, in the form that is written now: each change of form is told here once."""

from __future__ import annotations

import re

# an item of a list and its keys, in the layout of `kbase format`, which every committed state has
_ITEM = r"(?m)^(- {verb}: .*\n(?:(?:  .*)?\n)*?)  {key}: "
# verb, key then, key now, and why
_RENAMED = (("successor_of", "start", "date"),)  # an act has a day, no period (29 November 2026)


def as_written_now(document: bytes) -> bytes:
    """A document of an earlier state, its keys renamed as they have been since.

    >>> as_written_now(b"- successor_of: ann-reed\\n  start: 2004\\n  sources: a#p1\\n")
    b'- successor_of: ann-reed\\n  date: 2004\\n  sources: a#p1\\n'
    """
    text = document.decode("utf-8", "surrogateescape")
    for verb, key, now in _RENAMED:
        text = re.sub(_ITEM.format(verb=verb, key=key), rf"\g<1>  {now}: ", text)
    return text.encode("utf-8", "surrogateescape")
