"""The agreement of the two, and their way in: words in five languages, the text of a version, the printed page."""
