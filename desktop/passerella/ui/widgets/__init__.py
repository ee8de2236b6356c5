"""Widgets that know nothing of records, stores or languages: texts come in as `str`, reading as callables."""
