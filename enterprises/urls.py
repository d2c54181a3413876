"""Addresses below `lembaga/<org>/usaha/`."""

from django.urls import path

from enterprises.views import (
    channels,
    nota,
    offer,
    profit,
    profit_shares,
    purchases,
    receivables,
    sales,
    stock,
)

app_name = "enterprises"

urlpatterns = [
    path("", sales.overview, name="overview"),
    path("jual/", sales.record_sale, name="record_sale"),
    path("nota/<int:pk>/", nota.nota_page, name="nota"),
    path("nota/<int:pk>/cetak/", nota.nota_print, name="nota_print"),
    path("nota/<int:pk>/retur/", nota.return_goods, name="return_goods"),
    path("piutang/", receivables.receivables, name="receivables"),
    path("piutang/<int:pk>/", receivables.customer, name="customer"),
    path("piutang/<int:pk>/uang-muka/", receivables.advance, name="advance"),
    path("pembeli/baru/", offer.new_buyer, name="new_buyer"),
    path("harga/", offer.prices, name="prices"),
    path("saluran/", offer.offer_settings, name="offer"),
    path("tanpa-saluran/", channels.assign_channels, name="assign_channels"),
    path("beli/", purchases.purchase_list, name="purchases"),
    path("beli/baru/", purchases.record_purchase, name="record_purchase"),
    path("beli/<int:pk>/", purchases.purchase, name="purchase"),
    path("beli/<int:pk>/cetak/", purchases.purchase_print, name="purchase_print"),
    path("beli/<int:pk>/retur/", purchases.return_purchase, name="return_purchase"),
    path("pemasok/", purchases.payables_page, name="payables"),
    path("pemasok/baru/", purchases.add_supplier, name="add_supplier"),
    path("pemasok/<int:pk>/bayar/", purchases.pay_supplier, name="pay_supplier"),
    path("stok/", stock.stock, name="stock"),
    path("stok/barang/", stock.items, name="items"),
    path("stok/mulai/", stock.start_cards, name="start_cards"),
    path("stok/<int:pk>/", stock.stock_card, name="stock_card"),
    path("laba/", profit.allocate, name="allocate_profit"),
    path("laba/ringkas/", profit_shares.profit, name="profit"),
    path("laba/<int:pk>/", profit_shares.allocation, name="allocation"),
    path("laba/<int:pk>/daftar.pdf", profit_shares.allocation_list, name="allocation_list"),
    path("laba/<int:pk>/slip.pdf", profit_shares.allocation_slips, name="allocation_slips"),
    path("laba/di-muka/", profit_shares.share_interim, name="share_interim"),
    path("laba/di-muka/<int:pk>/daftar.pdf", profit_shares.interim_list, name="interim_list"),
    path("laba/aturan/", profit_shares.profit_rules, name="profit_rules"),
    path("laba/hari-kerja/", profit_shares.work_days, name="work_days"),
]
