"""An answer that is given before the command has asked anything: that there are no data to ask."""

NO_DATA = 3  # its exit code: neither an answer (0) nor a refusal (1), either of which a script would take for a 'no'


class Answered(Exception):  # noqa: N818 - no error: the command is done
    """Ends a command with a text on standard output and the exit code of no data."""
