"""What is known of goods shipped: their value, their average price, the share of own brands."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from passerella.figures.periods import Period


@dataclass(frozen=True, slots=True)
class ExportValue:
    """Goods shipped in a period, FOB in home currency, and what was left out for want of a rate.

    `invoiced` is the part of the value that counts as invoiced: ex works or unknown terms; `before` and
    `reference` are the values of the same days a year before and in the reference year.
    """

    period: Period
    currency: str
    value: Decimal
    invoiced: Decimal
    orders: int
    without_rate: int
    before: Decimal | None
    reference_year: int
    reference: Decimal | None

    @property
    def invoiced_share(self) -> float | None:
        """The part as invoiced, as a share of 1; None without a value."""
        return float(self.invoiced / self.value) if self.value > 0 else None

    @property
    def unknown(self) -> bool:
        """Whether goods were shipped, and all of them are left out."""
        return not self.orders and bool(self.without_rate)

    @property
    def growth(self) -> Decimal | None:
        """Change on the same days a year before, as a share of 1; None when either is not known."""
        return self.value / self.before - 1 if self.before and not self.unknown else None

    @property
    def growth_on_reference(self) -> Decimal | None:
        """Change on the same days of the reference year; None where it is not earlier, or not known."""
        return self.value / self.reference - 1 if self.reference and not self.unknown else None


@dataclass(frozen=True, slots=True)
class AveragePrice:
    """Value over quantity of goods shipped in one unit, against the reference year.

    Source: Export and Import Price Index Manual (IMF 2009), unit value indices.
    """

    period: Period
    currency: str
    unit: str
    price: Decimal | None
    reference_year: int
    reference: Decimal | None
    quantity: Decimal
    free_samples: int

    @property
    def growth(self) -> Decimal | None:
        """Change against the reference year as a share of 1; None without a base."""
        return self.price / self.reference - 1 if self.price and self.reference else None


@dataclass(frozen=True, slots=True)
class OwnBrandShare:
    """Own and collective brands' share of the value of goods shipped, of 1; None without a base.

    `own` and `contract` (for buyers' labels, or without a brand) are amounts of the home currency.
    """

    period: Period
    currency: str
    own: Decimal
    contract: Decimal
    share: float | None
    before: float | None

    @property
    def change(self) -> float | None:
        """Change on the same days a year before, as a difference of shares."""
        return None if self.share is None or self.before is None else self.share - self.before
