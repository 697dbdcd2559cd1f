"""The command line: arguments and wiring, no logic. One module a command."""
