from kbase.cli.main import entry

entry()
