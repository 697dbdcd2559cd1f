"""The process that makes the rows of a new database's names while the seed writes all other rows.

Started by `name_index`; reads the search path, the names and the first number from standard input, writes the rows to
standard output, both marshalled, as two runs of one Python may.
"""

from __future__ import annotations

import gc
import marshal
import sys

if __name__ == "__main__":
    gc.disable()  # nothing is thrown away before the end
    path, named, first = marshal.loads(sys.stdin.buffer.read())
    sys.path[:] = path

    from kbase.matching.filing import filings

    sys.stdout.buffer.write(marshal.dumps(filings(named, first)))
