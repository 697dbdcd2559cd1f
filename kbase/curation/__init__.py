"""From YAML to a checked corpus: reader, documents, corpus, checks, writer."""
