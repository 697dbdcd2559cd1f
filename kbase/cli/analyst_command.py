"""Make a role on PostgreSQL that can read every table and view of kbase and change nothing.

Connect as the owner of the data. The role is created or brought up to date; asked twice, it is the same. It may log in
and read, also what later seeds make; it has no right to write, to create, to make temporary tables or to store large
objects (PostgreSQL gives the last two to everybody: they are taken from everybody in this database; the functions lo_create,
lo_from_bytea … only by a superuser, else it is said that they are left), and its sessions begin read-only and with a limit of
time. 'kbase sql' accepts it as it is.

The password is asked for, or read from the environment variable KBASE_ANALYST_PASSWORD; it is never an argument, and
the server is sent its SCRAM verifier only. An empty answer leaves the password as it is.

Examples:
  kbase analyst reader --database postgresql://owner@localhost/kbase
  KBASE_ANALYST_PASSWORD=… kbase analyst reader --database postgresql://owner@localhost/kbase
  kbase sql "select count(*) from groups" --database postgresql://reader@localhost/kbase
"""

from __future__ import annotations

import argparse
import os
import sys

from kbase.problems import KbaseError, UsageError

PASSWORD = "KBASE_ANALYST_PASSWORD"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("role", help="name of the role: small letters, digits and _")
    parser.add_argument("--database", metavar="URL", help="postgresql:// URL of the owner; else KBASE_DATABASE_URL")
    parser.add_argument(
        "--time-limit", type=int, default=60, metavar="S", help="the role's default limit of a statement (default: 60)"
    )


def run(arguments: argparse.Namespace) -> int:
    from kbase.database.analyst import exists, make_analyst, refuse_name
    from kbase.database.connection import VARIABLE

    refuse_name(arguments.role)
    if not 1 <= arguments.time_limit <= 86400:
        raise UsageError("--time-limit is a number of seconds, at most a day")
    url = arguments.database or os.environ.get(VARIABLE) or ""
    known = exists(url, arguments.role)
    made = make_analyst(url, arguments.role, _password(arguments.role, known), seconds=arguments.time_limit)
    say = sys.stdout.write
    say(f"{'made' if made.new else 'updated'} the role '{made.role}': it reads every table and view, and writes none\n")
    for right in made.taken:
        say(f"taken from everybody here, as the role would have it too: {right}\n")
    if made.left:
        say(
            f"left, as only a superuser may take it: EXECUTE on {', '.join(made.left)}; the role can store or change large objects "
            "with them, no data of kbase; run this once as a superuser to take it\n"
        )
    if made.new and not made.password:
        say("it has no password: it can log in only where the server asks for none\n")
    return 0


def _password(role: str, known: bool) -> str | None:
    """From the environment, else asked for twice; None to leave it as it is."""
    given = os.environ.get(PASSWORD)
    if given is not None:
        if not given:
            raise UsageError(f"{PASSWORD} is empty", "unset it, or set a password")
        return given
    if sys.stdin is None or not sys.stdin.isatty():
        if known:
            return None
        raise UsageError("a new role wants a password", f"set {PASSWORD}, or run this on a terminal")
    from getpass import getpass

    first = getpass(f"Password for '{role}' ({'empty: as it is' if known else 'empty: none'}): ")
    if not first:
        return None
    if getpass("Again: ") != first:
        raise KbaseError("the two passwords differ; nothing was changed", "try again")
    return first
