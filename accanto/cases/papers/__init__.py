"""A file that someone brings, before it becomes a document: what it is, whether it is safe, what of it stays."""
