"""The windows. PySide6 appears here and nowhere below.

PySide6 puts a hook of its own on `import`, for its `from __feature__ import ...`. Nothing here uses
that, and the hook doubles what matplotlib takes to import, so Python's own `import` is put back.
"""

import builtins

_plain_import = builtins.__import__

import PySide6.QtCore  # noqa: E402, F401 (it sets the hook)

builtins.__import__ = _plain_import
