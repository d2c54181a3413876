"""Addresses below `lembaga/<org>/`."""

from django.urls import path

from ledger.views import checks, periods, reports, voucher_prints, vouchers

app_name = "ledger"

urlpatterns = [
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
    path("laporan/", reports.report_list, name="reports"),
    path("laporan/<slug:name>/", reports.report, name="report"),
    path("periode/", periods.period_list, name="periods"),
    path("periode/periksa/", checks.check_book, name="check"),
    path("periode/<int:year>-<int:month>/tutup/", periods.close, name="close_period"),
    path("periode/<int:year>-<int:month>/buka/", periods.request_reopen, name="request_reopen"),
    path("periode/permintaan/<int:pk>/setuju/", periods.approve_reopen, name="approve_reopen"),
    path("kejadian/", periods.event_list, name="events"),
]
