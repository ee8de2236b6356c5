"""Files in: what is understood, what is refused, and that nothing is written by halves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from passerella.exchange.importing import Report, import_file
from passerella.records.everything import brands, shows, trade
from passerella.records.kinds import Typing
from passerella.store.workspace import Workspace
from passerella.texts.label import Wrong
from passerella.texts.language import language

TYPING = Typing("en", date(2025, 10, 1))
ORDERS = "number,date,buyer,market,product,quantity,unit,unit_price,currency,rate\n"
CODE_FORM = [
    (
        "orders",
        "number,date,buyer,market,product,quantity,unit,unit_price,currency,rate,incoterm,status,appearance",
        "PI-1,2025-02-05,Rossi,Italy,KN-01,10,pc,120.5,EUR,7.8,FOB,shipped,Pitti 2025AW",
    ),
    (
        "surveys",
        "brand,market,audience,method,fielded_from,fielded_to,asked,aided,unaided",
        ",IT,buyers,street,2025-01-01,2025-01-10,400,84,20",
    ),
    (
        "facts",
        "subject,measure,place,comparator,value,unit,period,stated_by,published_on",
        "清河,recognition,France,>,20,%,2025,X,2025-06-08",
    ),
    (
        "prices",
        "product,list,currency,unit_price,valid_from,valid_to,reason",
        "KN-01,EXPORT,EUR,120.5,2025-01-01,,first",
    ),
    (
        "appearances",
        "show,season,starts_on,ends_on,format,hall,stand,area_m2,collection,looks,status",
        "Pitti,2025AW,2025-01-14,2025-01-17,stand,Main,B1,36,Neve,20,held",
    ),
    ("rates", "from,to,per,day,rate,kind", "JPY,CNY,100,2025-01-03,4.6,parity"),
]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "w.passerella", "清河羊绒") as made:
        yield made


def bring(workspace: Workspace, code: str, data: str | bytes, **more: object) -> Report:
    source = workspace.path.with_name("in.csv")
    source.write_bytes(data.encode() if isinstance(data, str) else data)
    return import_file(workspace, code, source, typing=TYPING, **more)  # type: ignore[arg-type]


def reasons(report: Report) -> list[tuple[int, str, str]]:
    return [(each.row, each.column, language("en").say(each.reason)) for each in report.problems]


def test_rows_of_one_number_are_one_shipped_order_and_one_change(workspace: Workspace) -> None:
    report = bring(
        workspace,
        "orders",
        ORDERS
        + "PI-1,2025-03-05,Rossi Srl,Italy,KN-01,10,pc,40.5,EUR,7.8\n"
        + "PI-2,2025/3/6,Rossi Srl,IT,KN-01,5,pc,40,EUR,7.8\n"
        + "PI-1,,,,KN-02,1.5,kg,100,,\n",
    )
    assert report.problems == [] and report.saved
    assert report.made == [("buyers", "Rossi Srl"), ("products", "KN-01"), ("products", "KN-02")]
    first, second = workspace.all("order")
    assert (first.number, first.status, first.shipped_on) == ("PI-1", "shipped", date(2025, 3, 5))
    assert [row.quantity for row in first.lines] == [Decimal("10"), Decimal("1.5")]
    assert first.home_total == Decimal("4329.00")
    assert workspace.get("buyer", second.buyer).company == "Rossi Srl"
    assert workspace.get("product", first.lines[1].product).unit == "kg"
    assert len(workspace.changes()) == 2
    workspace.undo()
    assert workspace.count("order") == workspace.count("buyer") == workspace.count("product") == 0


def test_nothing_is_told_to_be_made_where_nothing_is_written(workspace: Workspace) -> None:
    right = "PI-1,2025-03-05,Rossi Srl,Italy,KN-01,10,pc,40.5,EUR,7.8\n"
    report = bring(workspace, "orders", ORDERS + right + "PI-2,soon,Rossi Srl,IT,KN-01,5,pc,40,EUR,7.8\n")
    assert report.problems and not report.saved
    assert report.made == [] and workspace.count("buyer") == 0


def test_gbk_semicolons_and_full_width_digits(workspace: Workspace) -> None:
    text = ORDERS.replace(",", ";") + "合同１;2025年3月5日;意大利公司;IT;羊绒衫;１０;pc;４０．５;EUR;7.8\n"
    assert bring(workspace, "orders", text.encode("gbk")).saved
    (order,) = workspace.all("order")
    assert order.lines[0].quantity == 10 and order.lines[0].unit_price == Decimal("40.5")
    assert workspace.get("buyer", order.buyer).company == "意大利公司"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_encodings(workspace: Workspace, encoding: str) -> None:
    assert bring(workspace, "buyers", "company\tcountry\n米兰\tIT\n".encode(encoding)).saved
    assert workspace.all("buyer")[0].company == "米兰"


def test_wrong_rows_are_all_listed_and_nothing_is_written(workspace: Workspace) -> None:
    report = bring(
        workspace,
        "orders",
        ORDERS
        + "PI-1,2025-03-05,Rossi,IT,KN-01,ten,pc,40,EUR,7.8\n"
        + "PI-2,30 Feb 2025,Rossi,IT,KN-01,1,pc,40,EUR,7.8\n"
        + "PI-3,2025-03-05,Rossi,Atlantis,KN-01,1,pc,-1,EUR,7.8\n"
        + "PI-4,2025-03-05,Rossi,IT,KN-01,1,pc,40,EUR,7.8\n",
    )
    assert [(row, column) for row, column, _reason in reasons(report)] == [
        (2, "quantity"),
        (3, "date"),
        (4, "market"),
        (4, "unit_price"),
    ]
    assert not report.saved
    assert workspace.count("order") == workspace.count("buyer") == workspace.count("product") == 0
    assert len(workspace.changes()) == 1


def test_a_record_that_stands_already_is_known_or_changed(workspace: Workspace) -> None:
    row = ORDERS + "PI-1,2025-03-05,Rossi,IT,KN-01,1,pc,40,EUR,7.8\n"
    assert bring(workspace, "orders", row).new == {"buyers": 1, "products": 1, "orders": 1}
    (order,) = workspace.all("order")
    workspace.save(replace(order, notes="by hand"))
    again = bring(workspace, "orders", row)
    assert (again.problems, again.new, again.changed, again.known) == ([], {}, {}, {"orders": 1})
    report = bring(workspace, "orders", row.replace(",40,", ",41,"))
    assert (report.new, report.changed, report.known) == ({}, {"orders": 1}, {})
    (changed,) = workspace.all("order")
    assert (changed.id, changed.notes, changed.total) == (order.id, "by hand", 41)
    workspace.undo()
    assert workspace.all("order")[0].total == 40


def test_what_stands_in_a_file_twice_is_refused(workspace: Workspace) -> None:
    twice = bring(workspace, "buyers", "company\nA\nB\nA\n")
    assert reasons(twice) == [(4, "company", "Stands in row 2 already.")]


def test_rows_of_one_order_must_agree(workspace: Workspace) -> None:
    rows = (
        "PI-1,2025-03-05,Rossi,IT,KN-01,1,pc,40,EUR,7.8\nPI-1,2025-03-05,Bianchi,IT,KN-01,1,pc,40,EUR,7.8\n"
    )
    assert reasons(bring(workspace, "orders", ORDERS + rows)) == [(3, "buyer", "Differs from row 2.")]


def test_headings_without_meaning_are_named(workspace: Workspace) -> None:
    report = bring(workspace, "buyers", "company,telephone,company\nRossi,1,\n")
    assert [each[:2] for each in reasons(report)] == [(1, "telephone"), (1, "company")]
    assert bring(workspace, "buyers", "Firma\nRossi\n", mapping={"firma": "company"}).saved


def test_labels_are_headings_too(workspace: Workspace) -> None:
    assert bring(workspace, "buyers", "COMPANY,Country or region\nRossi,Italia\n").saved
    assert workspace.all("buyer")[0].country == "IT"


def test_dry_run_writes_nothing(workspace: Workspace) -> None:
    report = bring(workspace, "buyers", "company\nRossi\n", dry_run=True)
    assert report.new == {"buyers": 1} and not report.saved and workspace.count("buyer") == 0


def test_surveys_find_or_make_their_series_and_take_the_main_brand(workspace: Workspace) -> None:
    brand = workspace.save(brands.Brand(name="清河羊绒", name_en="Qinghe"))
    workspace.save(brands.Brand(name="Rival", kind="competitor"))
    head = "brand,market,audience,method,fielded_from,fielded_to,asked,aided,unaided\n"
    report = bring(
        workspace,
        "surveys",
        head
        + ",IT,women 25-55,street,2025-03-01,2025-03-09,400,60,12\n"
        + "rival,Italy,women 25-55,street,2025-03-01,2025-03-09,400,90,\n"
        + "Qinghe,IT,women 25-55,street,2025-09-01,2025-09-09,400,84,20\n",
    )
    assert report.problems == [] and report.new == {"series": 1, "surveys": 2}
    first, second = workspace.all("survey_wave")
    assert [row.aided for row in first.results] == [60, 90] and first.results[0].brand == brand.id
    assert first.series == second.series
    more = bring(workspace, "surveys", head + ",IT,women 25-55,street,,2026-03-09,400,401,500\n")
    assert [each[:2] for each in reasons(more)] == [(2, "aided"), (2, "unaided")]
    lost = bring(workspace, "surveys", "fielded_to,asked,aided\n2026-03-09,400,1\n")
    assert [each[:2] for each in reasons(lost)] == [(2, "series")]


def test_surveys_may_give_recognised_when_shown_instead_of_all(workspace: Workspace) -> None:
    workspace.save(brands.Brand(name="清河羊绒"))
    head = "market,audience,method,fielded_to,asked,unaided,recognised\n"
    assert bring(workspace, "surveys", head + "FR,buyers,phone,2025-03-09,320,12,17\n").saved
    assert [row.known for row in workspace.all("survey_wave")[0].results] == [29]
    again = bring(workspace, "surveys", head + "FR,buyers,phone,2026-03-09,320,12,\n")
    assert [each[:2] for each in reasons(again)] == [(2, "aided")]


def test_what_a_brand_is_known_for_is_not_brought_in_twice(workspace: Workspace) -> None:
    workspace.save(brands.Brand(name="清河羊绒"))
    press = "brand,outlet,day,tone\n清河羊绒,Filo,2025-09-24,praising\n"
    assert bring(workspace, "press", press).saved
    assert len(bring(workspace, "press", press).known) == 1
    assert workspace.count("press_mention") == 1


def test_rates_prices_and_facts(workspace: Workspace) -> None:
    assert bring(workspace, "rates", "from,to,per,day,rate,kind\nEUR,CNY,100,2025-03-03,785.12,ecb\n").saved
    assert workspace.all("exchange_rate")[0].rate == Decimal("785.12")
    overlap = (
        "product,list,currency,unit_price,valid_from,valid_to\nK,A,EUR,4,2025-01-01,\nK,A,EUR,5,2025-01-01,\n"
    )
    assert reasons(bring(workspace, "prices", overlap)) == [(3, "valid_from", "Stands in row 2 already.")]
    assert workspace.count("price") == 0
    facts = "subject,measure,comparator,value,unit,stated_by\n"
    facts += "清河,export_value,>,20,%,Xinhua\n清河,aim,yes,,,Xinhua\n"
    assert bring(workspace, "facts", facts).saved
    assert [each.comparator for each in workspace.all("reported_fact")] == [">", "yes"]


def test_appearances_are_found_by_show_and_season(workspace: Workspace) -> None:
    show = workspace.save(shows.Show(name="Milano Fashion Week"))
    rows = "show,season,starts_on,format\nMilano Fashion Week,SS26,2025-09-25,runway\n"
    assert bring(workspace, "appearances", rows).saved
    text = ORDERS.replace("rate", "rate,appearance")
    text += "PI-1,2025-10-05,Rossi,IT,KN-01,1,pc,40,EUR,7.8,milano fashion week 2026SS\n"
    assert bring(workspace, "orders", text).saved
    assert workspace.get("appearance", workspace.all("order")[0].appearance).show == show.id
    unknown = bring(workspace, "appearances", "show,season,starts_on\nPitti,SS26,2025-09-25\n")
    assert reasons(unknown) == [(2, "show", "No Show is called Pitti.")]


def test_excel_cells_with_days_and_numbers(workspace: Workspace, tmp_path: Path) -> None:
    book = Workbook(str(tmp_path / "in.xlsx"))
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(1, 0, ["number", "date", "product", "quantity", "unit_price", "currency", "rate"])
    sheet.write_row(3, 0, [1001, None, "KN-01", 0.1 + 0.2, 1.234, "EUR", 7.8])
    sheet.write_datetime(3, 1, datetime(2025, 3, 5), day)
    book.close()
    italian = Typing("it", date(2025, 10, 1))
    report = import_file(workspace, "orders", tmp_path / "in.xlsx", typing=italian)
    assert report.problems == []
    (order,) = workspace.all("order")
    assert (order.number, order.ordered_on) == ("1001", date(2025, 3, 5))
    assert (order.lines[0].quantity, order.lines[0].unit_price) == (Decimal("0.3"), Decimal("1.234"))


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\x81\xff\xff\xff", b'company\n"Rossi\n'])
def test_files_that_are_no_tables_are_refused_with_words(workspace: Workspace, data: bytes) -> None:
    with pytest.raises(Wrong):
        bring(workspace, "buyers", data)


def test_a_false_workbook_is_refused_with_words(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "bad.xlsx").write_bytes(b"not a zip")
    with pytest.raises(Wrong):
        import_file(workspace, "buyers", tmp_path / "bad.xlsx", typing=TYPING)


def test_a_name_too_long_is_named_with_its_row_and_once(workspace: Workspace) -> None:
    row = f"PI-1,2025-03-05,Rossi,IT,{'K' * 201},1,pc,40,EUR,7.8\n"
    assert reasons(bring(workspace, "orders", ORDERS + row)) == [
        (2, "product", "At most 200 characters; these are 201.")
    ]


def test_a_missing_rate_is_saved_and_flagged(workspace: Workspace) -> None:
    report = bring(workspace, "orders", ORDERS + "PI-1,2025-03-05,Rossi,IT,K,1,pc,40,USD,\n")
    assert report.saved and [(each.row, each.column) for each in report.notices] == [(2, "rate")]


def test_a_name_that_two_products_have_is_not_guessed(workspace: Workspace) -> None:
    assert bring(workspace, "products", "sku,name\nK1,Shawl\nK2,Shawl\n").saved
    report = bring(workspace, "orders", ORDERS + "PI-1,2025-03-05,Rossi,IT,shawl,1,pc,40,EUR,7.8\n")
    assert reasons(report) == [(2, "product", "Several are called shawl.")]


def test_skipping_leaves_whole_records_out(workspace: Workspace) -> None:
    rows = (
        "PI-1,2025-03-05,Rossi,IT,KN-01,1,pc,40,EUR,7.8\n"
        "PI-2,2025-03-05,Bianchi,IT,KN-02,1,pc,40,EUR,7.8\n"
        "PI-2,2025-03-05,Bianchi,IT,KN-02,ten,pc,40,EUR,7.8\n"
        "PI-3,2025-03-05,Verdi,IT,KN-01,1,pc,40,EUR,7.8\n"
        "PI-3,2025-03-05,Verdi,IT,KN-01,1,pc,40,EUR,7.8,more\n"
    )
    checked = bring(workspace, "orders", ORDERS + rows, skip_bad=True, dry_run=True)
    assert not checked.saved and workspace.count("order") == 0
    report = bring(workspace, "orders", ORDERS + rows, skip_bad=True)
    assert report.saved and report.problems == [] and report.skipped_rows == 4 and report.rows == 5
    assert sorted(each.row for each in report.skipped) == [4, 6]
    assert [each.number for each in workspace.all("order")] == ["PI-1"]
    assert [each.company for each in workspace.all("buyer")] == ["Rossi"]


def test_nothing_good_or_bad_headings_are_refused_even_when_skipping(workspace: Workspace) -> None:
    assert not bring(workspace, "buyers", "company,country\nA,Atlantis\n", skip_bad=True).saved
    report = bring(workspace, "buyers", "company,telephone\nA,1\n", skip_bad=True)
    assert not report.saved and [each[:2] for each in reasons(report)] == [(1, "telephone")]


WAVE = "brand,market,audience,method,fielded_to,asked,aided"


def known(workspace: Workspace) -> dict[str, tuple[int | None, int | None]]:
    (wave,) = workspace.all("survey_wave")
    names = {each.id: each.name for each in workspace.all("brand")}
    return {names[row.brand]: (row.aided, row.unaided) for row in wave.results}


def test_lines_keep_what_a_file_lacks_by_what_they_are_about_not_by_their_place(workspace: Workspace) -> None:
    for name in "AB":
        workspace.save(brands.Brand(name=name))
    first = "A,IT,x,y,2025-01-01,400,100,50\nB,IT,x,y,2025-01-01,400,90,1\n"
    assert bring(workspace, "surveys", f"{WAVE},unaided\n{first}").saved
    turned = "B,IT,x,y,2025-01-01,400,91\nA,IT,x,y,2025-01-01,400,101\n"
    assert bring(workspace, "surveys", f"{WAVE}\n{turned}").notices == []
    assert known(workspace) == {"A": (101, 50), "B": (91, 1)}
    one = bring(workspace, "surveys", f"{WAVE}\nB,IT,x,y,2025-01-01,400,92\n")
    assert [(each.row, each.column) for each in one.notices] == [(2, "results")]
    assert known(workspace) == {"B": (92, 1)}


def test_a_corrected_product_keeps_the_rest_of_its_line(workspace: Workspace) -> None:
    rows = "PI-1,2025-03-05,R,IT,{},10,pc,40.5,EUR,7.8{}\nPI-1,,,,KN-02,5,pc,9,,{}\n"
    assert bring(
        workspace, "orders", ORDERS.replace("\n", ",discount\n") + rows.format("KN-01", ",5", ",")
    ).saved
    assert bring(workspace, "orders", ORDERS + rows.format("KN-03", "", "")).saved
    (order,) = workspace.all("order")
    assert [row.discount for row in order.lines] == [Decimal(5), None]


def test_each_row_without_its_name_is_told_so(workspace: Workspace) -> None:
    report = bring(workspace, "buyers", "company,country\n,IT\n,FR\n")
    assert reasons(report) == [(row, "company", "This must be filled in.") for row in (2, 3)]


def test_amounts_beyond_all_measure_are_refused_with_words(workspace: Workspace) -> None:
    report = bring(
        workspace, "orders", ORDERS + f"PI-1,2025-03-05,R,IT,K,{'9' * 12},pc,{'9' * 12},EUR,{'9' * 9}\n"
    )
    assert reasons(report) == [(2, "lines", "Not more than 10,000,000,000,000.")]


def test_the_proper_name_of_one_goes_before_another_name_of_others(workspace: Workspace) -> None:
    rossi = workspace.save(trade.Buyer(company="Rossi"))
    workspace.save(trade.Buyer(company="罗西", latin="Rossi"))
    assert bring(workspace, "orders", ORDERS + "PI-1,2025-03-05,Rossi,IT,K,1,pc,1,CNY,\n").saved
    assert workspace.all("order")[0].buyer == rossi.id


@pytest.mark.parametrize(("code", "header", "row"), CODE_FORM)
def test_each_kind_is_taken_in_code_form(workspace: Workspace, code: str, header: str, row: str) -> None:
    workspace.save(brands.Brand(name="清河羊绒"))
    show = workspace.save(shows.Show(name="Pitti"))
    if code == "orders":
        workspace.save(shows.Appearance(show=show.id, season="2025AW", starts_on=date(2025, 1, 14)))
    report = bring(workspace, code, f"{header}\n{row}\n")
    assert reasons(report) == [] and report.saved and report.new[code] == 1
    assert bring(workspace, code, f"{header}\n{row}\n").known == {code: 1}


def test_comparators_are_read_as_they_are_printed(workspace: Workspace) -> None:
    signs = ["=", "<", "≤", ">", "≥", "≈", "yes"]
    rows = "".join(f"S{n},aim,{sign},20,%,X\n" for n, sign in enumerate(signs))
    assert bring(workspace, "facts", f"subject,measure,comparator,value,unit,stated_by\n{rows}").saved
    assert [each.comparator for each in workspace.all("reported_fact")] == [
        "=",
        "<",
        "<=",
        ">",
        ">=",
        "~",
        "yes",
    ]


def test_what_is_said_to_be_shipped_was_shipped_on_its_day_unless_it_is_known_better(
    workspace: Workspace,
) -> None:
    header = ORDERS.replace("rate\n", "rate,status")
    row = "PI-1,2025-03-05,R,IT,K,1,pc,40.5,EUR,7.8,{}"
    assert bring(workspace, "orders", f"{header}\n{row.format('closed')}\n").saved
    (order,) = workspace.all("order")
    assert (order.status, order.shipped_on) == ("closed", date(2025, 3, 5))
    workspace.save(replace(order, shipped_on=date(2025, 4, 1)))
    for status in ("shipped", "", "closed"):
        assert bring(workspace, "orders", f"{header}\n{row.format(status)}\n").saved
        assert workspace.all("order")[0].shipped_on == date(2025, 4, 1)
    unsaid = bring(
        workspace, "orders", f"{header},shipped_on\n{row.format('shipped').replace('PI-1', 'PI-2')},\n"
    )
    assert reasons(unsaid) == [(2, "shipped_on", "Enter the day on which it was shipped.")]


def test_a_percentage_of_the_people_asked_is_its_nearest_count(workspace: Workspace) -> None:
    workspace.save(brands.Brand(name="远绒"))
    rows = "brand,market,audience,method,fielded_to,asked,aided,unaided\n"
    report = bring(workspace, "surveys", rows + "远绒,IT,buyers,street,2025-05-01,400,15.3%,5 %\n")
    assert report.problems == []
    (result,) = workspace.all("survey_wave")[0].results
    assert (result.aided, result.unaided, result.known, result.basis) == (61, 20, 61, "percentage")


def test_a_percentage_over_100_is_refused_by_its_row(workspace: Workspace) -> None:
    workspace.save(brands.Brand(name="远绒"))
    rows = "brand,market,audience,method,fielded_to,asked,aided\n"
    report = bring(workspace, "surveys", rows + "远绒,IT,buyers,street,2025-05-01,400,115%\n")
    assert reasons(report) == [(2, "aided", "A percentage lies between 0 and 100.")]
