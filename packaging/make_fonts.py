"""Make the fonts that travel with Passerella from Debian's fonts-noto-cjk and fonts-noto-core.

    .venv/bin/python packaging/make_fonts.py [--out resources/fonts]

No layout features: 'locl' swaps digits for glyphs that cannot be mapped back in a PDF. No radicals
(U+2E80-2FDF): they share glyphs with ideographs, and 'mi' U+7C73 would come out of a PDF as U+2F76.
The subset of Noto Sans CJK SC is renamed, so that it never stands in for the full font of the system.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTCollection, TTFont  # type: ignore[import-untyped]

CJK = Path("/usr/share/fonts/opentype/noto")
CORE = Path("/usr/share/fonts/truetype/noto")
CJK_NOTICE = Path("/usr/share/doc/fonts-noto-cjk/copyright")
FAMILY = "Passerella Sans SC"
STYLES = ("Regular", "Bold")
WESTERN = (
    (0x20, 0x7F), (0xA0, 0x530), (0x1E00, 0x2000), (0x2000, 0x2070), (0x2070, 0x20C1), (0x2100, 0x2150),
    (0x2190, 0x2194), (0x2212, 0x2213), (0x2248, 0x2249), (0x2260, 0x2266), (0xFB01, 0xFB03),
)  # fmt: skip
CHINESE_SIGNS = (
    (0x20, 0x7F), (0xA0, 0x250), (0x2000, 0x2070), (0x20A0, 0x20C1), (0x2100, 0x2300), (0x2460, 0x2600),
    (0x3000, 0x3040), (0xFF00, 0xFFF0),
)  # fmt: skip
NEVER = ((0x2E80, 0x2FE0), (0xE000, 0xFB00))


def spread(ranges: Iterable[tuple[int, int]]) -> set[int]:
    """All code points of the half-open ranges."""
    return {point for low, high in ranges for point in range(low, high)}


def double_bytes(codec: str) -> set[int]:
    """The characters that two bytes of the codec can say."""
    found: set[int] = set()
    for first in range(0x81, 0xFF):
        for second in range(0x40, 0xFF):
            try:
                text = bytes((first, second)).decode(codec)
            except UnicodeDecodeError:
                continue
            if len(text) == 1:
                found.add(ord(text))
    return found


def options() -> subset.Options:
    """Small and plain: no layout features, no hints."""
    chosen = subset.Options()
    chosen.layout_features = []
    chosen.hinting = False
    chosen.desubroutinize = False
    chosen.name_IDs = ["*"]
    chosen.notdef_outline = True
    chosen.recalc_timestamp = False
    return chosen


def cut(font: TTFont, chosen: subset.Options, points: set[int]) -> None:
    cutter = subset.Subsetter(chosen)
    cutter.populate(unicodes=points)
    cutter.subset(font)


def face_number(collection: Path) -> int:
    """Where Noto Sans CJK SC lies in the collection."""
    for number, font in enumerate(TTCollection(str(collection), lazy=True).fonts):
        names = {font["name"].getDebugName(1), font["name"].getDebugName(16)}
        if "Noto Sans CJK SC" in names:
            return number
    raise SystemExit(f"no Noto Sans CJK SC in {collection}")


def rename(font: TTFont, style: str) -> None:
    script = f"{FAMILY.replace(' ', '')}-{style}"
    full = f"{FAMILY} {style}"
    names = {1: FAMILY, 2: style, 3: script, 4: full, 6: script, 16: FAMILY, 17: style}
    for record in list(font["name"].names):
        if record.nameID in names:
            place = (record.platformID, record.platEncID, record.langID)
            font["name"].setName(names[record.nameID], record.nameID, *place)
    compact = font["CFF "].cff
    compact.fontNames = [script]
    top = compact.topDictIndex[0]
    top.FamilyName, top.FullName = FAMILY, full


def chinese(out: Path, style: str) -> Path:
    source = CJK / f"NotoSansCJK-{style}.ttc"
    chosen = options()
    chosen.font_number = face_number(source)
    font = subset.load_font(str(source), chosen)
    points = (spread(CHINESE_SIGNS) | double_bytes("gbk")) - spread(NEVER)
    cut(font, chosen, points)
    rename(font, style)
    target = out / f"PasserellaSansSC-{style}.otf"
    font.save(str(target))
    return target


def western(out: Path, style: str) -> Path:
    font = subset.load_font(str(CORE / f"NotoSans-{style}.ttf"), options())
    cut(font, options(), spread(WESTERN))
    target = out / f"NotoSans-{style}.ttf"
    font.save(str(target))
    return target


def ofl_text() -> str:
    """The text of the SIL Open Font License as Debian's notice carries it."""
    notice = CJK_NOTICE.read_text(encoding="utf-8")
    match = re.search(r"^ SIL OPEN FONT LICENSE.*?(?=^Files:|^License:|\Z)", notice, re.M | re.S)
    if match is None:
        match = re.search(r"^ PREAMBLE.*?(?=^Files:|^License:|\Z)", notice, re.M | re.S)
    if match is None:
        raise SystemExit("no licence text found")
    lines = [line.removeprefix(" ") for line in match[0].rstrip().splitlines()]
    text = "\n".join("" if line == "." else line for line in lines) + "\n"
    return (
        text if text.startswith("SIL") else "SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007\n\n" + text
    )


def licences(out: Path) -> None:
    changed = (
        "Passerella Sans SC is a modified version: a subset of Noto Sans CJK SC without layout features and\n"
        "hints. The notice inside the source font reserves no font name; the subset is renamed all\n"
        "the same, so that it never stands in for the full font. See packaging/make_fonts.py.\n\n"
    )
    for style in ("SC", "Latin"):
        if style == "SC":
            source, target, note = CJK / "NotoSansCJK-Regular.ttc", "OFL-PasserellaSansSC.txt", changed
        else:
            source, target = CORE / "NotoSans-Regular.ttf", "OFL-NotoSans.txt"
            note = (
                "A subset of Noto Sans (Latin, Greek, Cyrillic, punctuation) without layout features\n"
                "and hints. Its notice reserves no font name. See packaging/make_fonts.py.\n\n"
            )
        names = TTFont(str(source), fontNumber=0, lazy=True)["name"]
        notice = f"{names.getDebugName(0)}\n{names.getDebugName(7) or ''}\n{names.getDebugName(13) or ''}\n"
        (out / target).write_text(f"{notice}\n{note}{ofl_text()}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    home = Path(__file__).resolve().parents[1]
    parser.add_argument("--out", type=Path, default=home / "resources" / "fonts")
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    licences(out)
    for style in STYLES:
        for target in (western(out, style), chinese(out, style)):
            print(target, target.stat().st_size)


if __name__ == "__main__":
    main()
