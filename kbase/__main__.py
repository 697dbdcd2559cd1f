from kbase.cli.main import main

raise SystemExit(main())
