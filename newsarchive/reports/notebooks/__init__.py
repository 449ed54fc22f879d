"""Any notebook as a document: run, read, and exported by the same two renderers as reports."""
