"""Settings, URLs, WSGI: puts the rooms together. Nothing imports it but the outer programs."""
