"""An answer that is given before the command has asked anything."""


class Answered(Exception):  # noqa: N818 - no error: the command is done
    """Ends a command with a text on standard output and exit code 0."""
