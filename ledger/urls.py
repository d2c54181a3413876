"""Addresses below `lembaga/<org>/`."""

from django.urls import path

from ledger.views import (
    act_settings,
    acts,
    cash_counts,
    checks,
    imports,
    opening,
    periods,
    petty_cash,
    reports,
    voucher_prints,
    vouchers,
)

app_name = "ledger"

urlpatterns = [
    path("catat/", acts.act_list, name="acts"),
    path("catat/<slug:code>/", acts.do_act, name="act"),
    path("catat/<slug:code>/favorit/", acts.favourite_act, name="favourite_act"),
    path("pengaturan/transaksi/", act_settings.act_settings, name="act_settings"),
    path("pengaturan/transaksi/<slug:code>/", act_settings.switch_act, name="switch_act"),
    path(
        "pengaturan/transaksi/sendiri/<int:pk>/",
        act_settings.switch_own_act,
        name="switch_own_act",
    ),
    path("bukti/", vouchers.voucher_list, name="vouchers"),
    path("bukti/catat/", vouchers.record_voucher, name="record"),
    path("bukti/<slug:kind>-<int:year>-<int:number>/", vouchers.voucher_detail, name="voucher"),
    path(
        "bukti/<slug:kind>-<int:year>-<int:number>/balik/",
        vouchers.reverse_voucher,
        name="reverse",
    ),
    path(
        "bukti/<slug:kind>-<int:year>-<int:number>/cetak/",
        voucher_prints.voucher_print,
        name="voucher_print",
    ),
    path(
        "bukti/<slug:kind>-<int:year>-<int:number>/kuitansi/",
        voucher_prints.receipt_print,
        name="receipt_print",
    ),
    path("draf/<int:pk>/", vouchers.open_draft, name="draft"),
    path("draf/<int:pk>/buang/", vouchers.discard_draft, name="discard_draft"),
    path("kas/", cash_counts.cash_list, name="cash"),
    path("kas/hitung/<slug:code>/", cash_counts.count, name="count_cash"),
    path("kas/hitungan/<int:pk>/", cash_counts.count_detail, name="cash_count"),
    path("kas/hitungan/<int:pk>/selisih/", cash_counts.difference, name="cash_difference"),
    path("kas/hitungan/<int:pk>/berita-acara/", cash_counts.count_print, name="cash_count_print"),
    path("kas/kecil/<slug:code>/", petty_cash.petty_box, name="petty_cash"),
    path("kas/kecil/<slug:code>/jumlah/", petty_cash.set_fund, name="petty_fund"),
    path("kas/kecil/<slug:code>/bon/", petty_cash.record_slip, name="petty_slip"),
    path("kas/kecil/<slug:code>/isi/", petty_cash.replenish, name="replenish"),
    path("kas/bon/<int:pk>/batal/", petty_cash.void_slip, name="void_slip"),
    path("impor/", imports.import_page, name="imports"),
    path("impor/contoh/<slug:kind>.<slug:ending>", imports.import_example, name="import_example"),
    path("impor/<int:pk>/", imports.import_sheet, name="import_sheet"),
    path("impor/<int:pk>/bukukan/", imports.post_import, name="post_import"),
    path("impor/<int:pk>/buang/", imports.discard_import, name="discard_import"),
    path("impor/<int:pk>/batal/", imports.undo_import, name="undo_import"),
    path("saldo-awal/", opening.opening_page, name="opening"),
    path("saldo-awal/bukukan/", opening.post_opening, name="post_opening"),
    path("laporan/", reports.report_list, name="reports"),
    path("laporan/<slug:name>/", reports.report, name="report"),
    path("periode/", periods.period_list, name="periods"),
    path("periode/periksa/", checks.check_book, name="check"),
    path("periode/<int:year>-<int:month>/tutup/", periods.close, name="close_period"),
    path("periode/<int:year>-<int:month>/buka/", periods.request_reopen, name="request_reopen"),
    path("periode/permintaan/<int:pk>/setuju/", periods.approve_reopen, name="approve_reopen"),
    path("kejadian/", periods.event_list, name="events"),
]
