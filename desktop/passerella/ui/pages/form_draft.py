"""What is typed in a form and not saved yet, and what waits meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from passerella.ui.drafts import Drafts

_GIVEN, _ASIDE = "given", "aside"


class FormDraft:
    """The draft of one record's form. One that was begun with other values than are `given` now waits until
    this one is done, and is offered again then."""

    def __init__(self, drafts: Drafts, kind: str, id: int, given: Mapping[str, str]) -> None:
        self._drafts, self._place, self._given = drafts, (kind, id), dict(given)
        self._aside: dict[str, Any] | None = None

    @property
    def waits(self) -> bool:
        """Whether another draft waits for this one."""
        return bool(self._aside)

    def find(self) -> dict[str, Any] | None:
        """What was typed here before."""
        found = self._drafts.find(*self._place)
        if found is not None and self._given and found.get(_GIVEN) != self._given:
            self._aside = found
            return None
        self._aside = (found or {}).get(_ASIDE)
        return found

    def keep(self, texts: Mapping[str, Any]) -> None:
        """Remember what is typed."""
        self._drafts.keep(*self._place, self._whole(texts))

    def drop(self) -> None:
        """Forget it: it was saved."""
        self._drafts.drop(*self._place)
        self._return_aside()

    def cancel(self, texts: Mapping[str, Any] | None) -> None:
        """Put aside what was typed in a form that is given up, if anything was."""
        if texts is not None or not self._aside:
            self._drafts.cancel(*self._place, None if texts is None else self._whole(texts))
        self._return_aside()

    def _whole(self, texts: Mapping[str, Any]) -> dict[str, Any]:
        return {**texts, _GIVEN: self._given} | ({_ASIDE: self._aside} if self._aside else {})

    def _return_aside(self) -> None:
        if self._aside:
            self._drafts.keep(*self._place, self._aside)
            self._aside = None
