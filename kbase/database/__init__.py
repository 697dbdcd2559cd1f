"""The database: tables, views, seeding, connections. Importing this package loads no driver."""
