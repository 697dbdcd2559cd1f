"""How far a long command is, on standard error, where that is a terminal: one line, written over, from the second second on."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType


class Progress:
    """A line that tells how far a command is; it is gone when the command ends."""

    def __init__(self) -> None:
        self.begun = self._said = time.monotonic()
        self.shown = sys.stderr.isatty()

    def tell(self, line: Callable[[], str]) -> bool:
        """Tell it, at most once a second; says whether it was told. `line` is asked only then."""
        if not self.shown or time.monotonic() - self._said <= 1:
            return False
        self._said = time.monotonic()
        sys.stderr.write(f"\r\033[K{line()}")
        sys.stderr.flush()
        return True

    @contextmanager
    def waiting(self, what: str) -> Iterator[None]:
        """Tell each second for how long this has taken, of work that cannot say how far it is."""
        if not self.shown:
            yield
            return
        from threading import Event, Thread

        over = Event()

        def told() -> None:
            while not over.wait(1):
                self.tell(lambda: f"{what}: {self.elapsed():.0f} s")

        beside = Thread(target=told, daemon=True)
        beside.start()
        try:
            yield
        finally:
            over.set()
            beside.join()

    def elapsed(self) -> float:
        """Seconds since the beginning."""
        return time.monotonic() - self.begun

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._said != self.begun:
            sys.stderr.write("\r\033[K")
