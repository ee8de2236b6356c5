"""The director's sheet as a PDF: what is typed is shown, searchable, in our fonts only."""

from __future__ import annotations

import re
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from passerella.charts.setup import missing_glyphs
from passerella.sheets.parts import (
    Chart,
    Headlines,
    Paper,
    Reported,
    ReportedStrip,
    Step,
    Steps,
    Table,
    Tile,
    Tiles,
)
from passerella.sheets.setting import pdf, texts

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100" width="400" height="100">'
    '<text x="10" y="50" style="font: 12px \'Noto Sans\', \'Passerella Sans SC\'">图中米兰 Chart</text></svg>'
).encode()
BARE = Paper(
    sender="远绒羊绒", period="2025年1月–10月", title="远绒：品牌进展", foot="由 Passerella 生成",
    page_of="第 {x} 页，共 {y} 页",
)  # fmt: skip
HEADLINES = Headlines(
    (("变化", "提示后认知度 21.0%"), ("需要决定", '#eval("1") <b>x</b> *粗* $y$ @z `c` \\u{41} // k'))
)
TILES = Tiles(
    (Tile("认知度", "21.0%", "", "+6.0 点", "400 人", "较上次", "good"), Tile("出口额", "2,143", "万元"))
)
STRIP = ReportedStrip("媒体报道①", "清河羊绒", (Reported("超过 20%", "米兰时尚界认知度"),))
CHART = Chart(SVG, "提示后认知度", "米兰", "先后不等于因果。", "示例")
TABLE = Table("参展成效", ("参展", "净费用"), (("米兰 2025春夏", "11.8"),), "万元", ("合计", "67.8"))
STEPS = Steps("下一步", (Step("报名米兰", "王颖", "2025-11-14", "34.0 万元"),))
FULL = replace(
    BARE,
    sample_badge="示例数据",
    blocks=(HEADLINES, TILES, STRIP, CHART, TABLE, STEPS),
    footnotes=("① 搜狐财经，2025-06-08。",),
)


def _pages(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range() for page in document]


def _found(content: bytes, wanted: str) -> bool:
    with pypdfium2.PdfDocument(content) as document:
        return any(page.get_textpage().search(wanted).get_next() for page in document)


def _fonts(content: bytes) -> set[str]:
    return {name.decode() for name in re.findall(rb"/BaseFont ?/(?:[A-Z]{6}\+)?([\w-]+)", content)}


def test_texts_are_searchable() -> None:
    content = pdf(FULL)
    for wanted in ("米兰", "认知度", "图中米兰", "2025春夏", "第 1 页，共 1 页", "下一步", "34.0 万元"):
        assert _found(content, wanted), wanted
    with pypdfium2.PdfDocument(content) as document:
        assert document[0].get_size() == pytest.approx((595.28, 841.89), abs=0.1)


def test_only_our_fonts() -> None:
    found = _fonts(pdf(FULL))
    assert found
    assert all(name.startswith(("NotoSans-", "PasserellaSansSC-")) for name in found), found
    assert pdfium.FPDF_GetLastError() == 0


def test_typed_text_is_no_markup() -> None:
    text = _pages(pdf(FULL))[0]
    for wanted in ('#eval("1")', "<b>x</b>", "*粗*", "$y$", "@z", "`c`", "\\u{41}", "// k"):
        assert wanted in text, wanted


def test_parts_without_data_are_left_out() -> None:
    text = _pages(pdf(BARE))[0]
    assert "品牌进展" in text
    for absent in ("下一步", "媒体报道", "参展成效", "示例"):
        assert absent not in text
    for left_out in FULL.blocks:
        rest = tuple(block for block in FULL.blocks if block is not left_out)
        assert _pages(pdf(replace(FULL, blocks=rest)))


def test_one_of_each_and_many_of_each() -> None:
    blocks = (
        Headlines(HEADLINES.items[:1]),
        Tiles(TILES.items * 4),
        Table("表", ("甲",), tuple((f"第{n}行",) for n in range(120))),
        Steps("下一步", STEPS.items * 30),
    )
    pages = _pages(pdf(replace(FULL, blocks=blocks)))
    assert len(pages) > 2
    assert f"第2页，共{len(pages)}页" in "".join(pages[1].split())
    assert "第119行" in "".join("".join(pages).split())


def test_long_text_stays_within_the_margins() -> None:
    long = "很长的文字" * 60
    blocks = (Headlines(((long[:40], long),)), Tiles((Tile(long, "1", change=long, against=long),) * 4))
    words = replace(FULL, title=long, sender=long, foot=long, blocks=blocks)
    with pypdfium2.PdfDocument(pdf(words)) as document:
        for page in document:
            text = page.get_textpage()
            boxes = [text.get_charbox(n) for n in range(text.count_chars())]
            assert min(box[0] for box in boxes if box[2] > box[0]) >= 50
            assert max(box[2] for box in boxes) <= 546


def test_both_languages_a_line() -> None:
    steps = Steps("下一步\nProssimi passi", STEPS.items)
    both = replace(FULL, title="品牌进展\nAvanzamento del marchio", blocks=(steps,))
    content = pdf(both)
    assert _found(content, "Avanzamento del marchio") and _found(content, "Prossimi passi")


@pytest.mark.parametrize("language", ["zh", "en", "it"])
def test_every_language(language: str) -> None:
    content = pdf(replace(FULL, language=language, foot="dell’ordine · perché"))
    assert _found(content, "dell’ordine")


def test_missing_glyphs() -> None:
    assert missing_glyphs(texts(FULL)) == set()
    assert missing_glyphs(["米兰 é → ①\n", "😀"]) == {"😀"}
