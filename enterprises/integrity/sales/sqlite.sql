-- Guards of sales for SQLite; the rules of writing them: ledger/integrity/sqlite.sql.

-- @ lumbung_sales_sale_insert
CREATE TRIGGER lumbung_sales_sale_insert BEFORE INSERT ON enterprises_sale BEGIN
  SELECT RAISE(ABORT, '{sale_duplicate}') WHERE EXISTS (
    SELECT 1 FROM enterprises_sale x WHERE x.id = NEW.id OR (x.voucher_id = NEW.voucher_id));
  SELECT RAISE(ABORT, '{sale_foreign}') WHERE COALESCE(NEW.book_id, -1) <> COALESCE((SELECT b.book_id FROM ledger_voucher b WHERE b.id = NEW.voucher_id), -2);
  SELECT RAISE(ABORT, '{sale_foreign}') WHERE COALESCE(NEW.book_id, -1) <> COALESCE((SELECT b.book_id FROM enterprises_channel b WHERE b.id = NEW.channel_id), -2);
  SELECT RAISE(ABORT, '{sale_foreign}') WHERE NEW.customer_id IS NOT NULL AND COALESCE(NEW.book_id, -1) <> COALESCE((SELECT b.book_id FROM ledger_subsidiary b WHERE b.id = NEW.customer_id), -2);
  SELECT RAISE(ABORT, '{sale_claim}') WHERE NEW.claim > COALESCE((SELECT SUM(l.debit) FROM ledger_line l WHERE l.voucher_id = NEW.voucher_id AND l.subsidiary_id = NEW.customer_id), 0);
END;

-- @ lumbung_sales_sale_update
CREATE TRIGGER lumbung_sales_sale_update BEFORE UPDATE ON enterprises_sale BEGIN
  SELECT RAISE(ABORT, '{sale_fixed}');
END;

-- @ lumbung_sales_sale_delete
CREATE TRIGGER lumbung_sales_sale_delete BEFORE DELETE ON enterprises_sale BEGIN
  SELECT RAISE(ABORT, '{sale_fixed}');
END;

-- @ lumbung_sales_saleline_insert
CREATE TRIGGER lumbung_sales_saleline_insert BEFORE INSERT ON enterprises_saleline BEGIN
  SELECT RAISE(ABORT, '{sale_duplicate}') WHERE EXISTS (
    SELECT 1 FROM enterprises_saleline x WHERE x.id = NEW.id OR (x.sale_id = NEW.sale_id AND x.product_id = NEW.product_id AND x.price = NEW.price));
  SELECT RAISE(ABORT, '{sale_foreign}') WHERE COALESCE((SELECT s.book_id FROM enterprises_sale s WHERE s.id = NEW.sale_id), -1) <> COALESCE((SELECT b.book_id FROM enterprises_product b WHERE b.id = NEW.product_id), -2);
  SELECT RAISE(ABORT, '{sale_sum}') WHERE NEW.amount + COALESCE((SELECT SUM(x.amount) FROM enterprises_saleline x WHERE x.sale_id = NEW.sale_id), 0) > COALESCE((SELECT SUM(l.credit) FROM ledger_line l JOIN enterprises_sale s ON s.voucher_id = l.voucher_id WHERE s.id = NEW.sale_id), 0);
END;

-- @ lumbung_sales_saleline_update
CREATE TRIGGER lumbung_sales_saleline_update BEFORE UPDATE ON enterprises_saleline BEGIN
  SELECT RAISE(ABORT, '{sale_fixed}');
END;

-- @ lumbung_sales_saleline_delete
CREATE TRIGGER lumbung_sales_saleline_delete BEFORE DELETE ON enterprises_saleline BEGIN
  SELECT RAISE(ABORT, '{sale_fixed}');
END;

-- @ lumbung_sales_payment_insert
CREATE TRIGGER lumbung_sales_payment_insert BEFORE INSERT ON enterprises_receivablepayment BEGIN
  SELECT RAISE(ABORT, '{sale_duplicate}') WHERE EXISTS (
    SELECT 1 FROM enterprises_receivablepayment x WHERE x.id = NEW.id OR (x.voucher_id = NEW.voucher_id));
  SELECT RAISE(ABORT, '{sale_foreign}') WHERE COALESCE((SELECT b.book_id FROM ledger_voucher b WHERE b.id = NEW.voucher_id), -1) <> COALESCE((SELECT b.book_id FROM ledger_subsidiary b WHERE b.id = NEW.customer_id), -2);
  SELECT RAISE(ABORT, '{payment_sum}') WHERE NEW.amount > COALESCE((SELECT SUM(l.credit) FROM ledger_line l WHERE l.voucher_id = NEW.voucher_id AND l.subsidiary_id = NEW.customer_id), 0);
END;

-- @ lumbung_sales_payment_update
CREATE TRIGGER lumbung_sales_payment_update BEFORE UPDATE ON enterprises_receivablepayment BEGIN
  SELECT RAISE(ABORT, '{sale_fixed}');
END;

-- @ lumbung_sales_payment_delete
CREATE TRIGGER lumbung_sales_payment_delete BEFORE DELETE ON enterprises_receivablepayment BEGIN
  SELECT RAISE(ABORT, '{sale_fixed}');
END;

-- @ lumbung_sales_match_insert
CREATE TRIGGER lumbung_sales_match_insert BEFORE INSERT ON enterprises_paymentmatch BEGIN
  SELECT RAISE(ABORT, '{sale_duplicate}') WHERE EXISTS (
    SELECT 1 FROM enterprises_paymentmatch x WHERE x.id = NEW.id OR (x.payment_id = NEW.payment_id AND x.sale_id = NEW.sale_id));
  SELECT RAISE(ABORT, '{sale_foreign}') WHERE COALESCE((SELECT p.customer_id FROM enterprises_receivablepayment p WHERE p.id = NEW.payment_id), -1) <> COALESCE((SELECT s.customer_id FROM enterprises_sale s WHERE s.id = NEW.sale_id), -2);
  SELECT RAISE(ABORT, '{match_sum}') WHERE NEW.amount + COALESCE((SELECT SUM(x.amount) FROM enterprises_paymentmatch x WHERE x.payment_id = NEW.payment_id), 0) > COALESCE((SELECT p.amount FROM enterprises_receivablepayment p WHERE p.id = NEW.payment_id), 0);
  SELECT RAISE(ABORT, '{match_sum}') WHERE NEW.amount + COALESCE((SELECT SUM(x.amount) FROM enterprises_paymentmatch x JOIN enterprises_receivablepayment p ON p.id = x.payment_id WHERE x.sale_id = NEW.sale_id AND NOT EXISTS (SELECT 1 FROM ledger_voucher r WHERE r.reversal_of_id = p.voucher_id)), 0) + COALESCE((SELECT SUM(t.claim) FROM enterprises_salereturn t WHERE t.sale_id = NEW.sale_id AND NOT EXISTS (SELECT 1 FROM ledger_voucher r WHERE r.reversal_of_id = t.voucher_id)), 0) > COALESCE((SELECT s.claim FROM enterprises_sale s WHERE s.id = NEW.sale_id), 0);
END;

-- @ lumbung_sales_match_update
CREATE TRIGGER lumbung_sales_match_update BEFORE UPDATE ON enterprises_paymentmatch BEGIN
  SELECT RAISE(ABORT, '{sale_fixed}');
END;

-- @ lumbung_sales_match_delete
CREATE TRIGGER lumbung_sales_match_delete BEFORE DELETE ON enterprises_paymentmatch BEGIN
  SELECT RAISE(ABORT, '{sale_fixed}');
END;

-- @ lumbung_sales_advance_insert
CREATE TRIGGER lumbung_sales_advance_insert BEFORE INSERT ON enterprises_downpayment BEGIN
  SELECT RAISE(ABORT, '{sale_duplicate}') WHERE EXISTS (
    SELECT 1 FROM enterprises_downpayment x WHERE x.id = NEW.id OR (x.voucher_id = NEW.voucher_id));
  SELECT RAISE(ABORT, '{sale_foreign}') WHERE COALESCE((SELECT b.book_id FROM ledger_voucher b WHERE b.id = NEW.voucher_id), -1) <> COALESCE((SELECT b.book_id FROM ledger_subsidiary b WHERE b.id = NEW.customer_id), -2);
END;

-- @ lumbung_sales_advance_update
CREATE TRIGGER lumbung_sales_advance_update BEFORE UPDATE ON enterprises_downpayment BEGIN
  SELECT RAISE(ABORT, '{sale_fixed}');
END;

-- @ lumbung_sales_advance_delete
CREATE TRIGGER lumbung_sales_advance_delete BEFORE DELETE ON enterprises_downpayment BEGIN
  SELECT RAISE(ABORT, '{sale_fixed}');
END;

-- @ lumbung_sales_advanceuse_insert
CREATE TRIGGER lumbung_sales_advanceuse_insert BEFORE INSERT ON enterprises_downpaymentuse BEGIN
  SELECT RAISE(ABORT, '{sale_duplicate}') WHERE EXISTS (
    SELECT 1 FROM enterprises_downpaymentuse x WHERE x.id = NEW.id OR (x.down_payment_id = NEW.down_payment_id AND x.voucher_id = NEW.voucher_id));
  SELECT RAISE(ABORT, '{sale_foreign}') WHERE COALESCE((SELECT b.book_id FROM ledger_voucher b WHERE b.id = NEW.voucher_id), -1) <> COALESCE((SELECT v.book_id FROM ledger_voucher v JOIN enterprises_downpayment d ON d.voucher_id = v.id WHERE d.id = NEW.down_payment_id), -2);
  SELECT RAISE(ABORT, '{advance_sum}') WHERE NEW.amount + COALESCE((SELECT SUM(x.amount) FROM enterprises_downpaymentuse x WHERE x.down_payment_id = NEW.down_payment_id AND NOT EXISTS (SELECT 1 FROM ledger_voucher r WHERE r.reversal_of_id = x.voucher_id)), 0) > COALESCE((SELECT d.amount FROM enterprises_downpayment d WHERE d.id = NEW.down_payment_id), 0);
END;

-- @ lumbung_sales_advanceuse_update
CREATE TRIGGER lumbung_sales_advanceuse_update BEFORE UPDATE ON enterprises_downpaymentuse BEGIN
  SELECT RAISE(ABORT, '{sale_fixed}');
END;

-- @ lumbung_sales_advanceuse_delete
CREATE TRIGGER lumbung_sales_advanceuse_delete BEFORE DELETE ON enterprises_downpaymentuse BEGIN
  SELECT RAISE(ABORT, '{sale_fixed}');
END;

-- @ lumbung_sales_return_insert
CREATE TRIGGER lumbung_sales_return_insert BEFORE INSERT ON enterprises_salereturn BEGIN
  SELECT RAISE(ABORT, '{sale_duplicate}') WHERE EXISTS (
    SELECT 1 FROM enterprises_salereturn x WHERE x.id = NEW.id OR (x.voucher_id = NEW.voucher_id));
  SELECT RAISE(ABORT, '{sale_foreign}') WHERE COALESCE((SELECT b.book_id FROM ledger_voucher b WHERE b.id = NEW.voucher_id), -1) <> COALESCE((SELECT s.book_id FROM enterprises_sale s WHERE s.id = NEW.sale_id), -2);
END;

-- @ lumbung_sales_return_update
CREATE TRIGGER lumbung_sales_return_update BEFORE UPDATE ON enterprises_salereturn BEGIN
  SELECT RAISE(ABORT, '{sale_fixed}');
END;

-- @ lumbung_sales_return_delete
CREATE TRIGGER lumbung_sales_return_delete BEFORE DELETE ON enterprises_salereturn BEGIN
  SELECT RAISE(ABORT, '{sale_fixed}');
END;

-- @ lumbung_sales_returnline_insert
CREATE TRIGGER lumbung_sales_returnline_insert BEFORE INSERT ON enterprises_salereturnline BEGIN
  SELECT RAISE(ABORT, '{sale_duplicate}') WHERE EXISTS (
    SELECT 1 FROM enterprises_salereturnline x WHERE x.id = NEW.id OR (x.sale_return_id = NEW.sale_return_id AND x.line_id = NEW.line_id));
  SELECT RAISE(ABORT, '{sale_foreign}') WHERE COALESCE((SELECT t.sale_id FROM enterprises_salereturn t WHERE t.id = NEW.sale_return_id), -1) <> COALESCE((SELECT l.sale_id FROM enterprises_saleline l WHERE l.id = NEW.line_id), -2);
  SELECT RAISE(ABORT, '{return_sum}') WHERE NEW.quantity + COALESCE((SELECT SUM(x.quantity) FROM enterprises_salereturnline x JOIN enterprises_salereturn t ON t.id = x.sale_return_id WHERE x.line_id = NEW.line_id AND NOT EXISTS (SELECT 1 FROM ledger_voucher r WHERE r.reversal_of_id = t.voucher_id)), 0) > COALESCE((SELECT l.quantity FROM enterprises_saleline l WHERE l.id = NEW.line_id), 0);
END;

-- @ lumbung_sales_returnline_update
CREATE TRIGGER lumbung_sales_returnline_update BEFORE UPDATE ON enterprises_salereturnline BEGIN
  SELECT RAISE(ABORT, '{sale_fixed}');
END;

-- @ lumbung_sales_returnline_delete
CREATE TRIGGER lumbung_sales_returnline_delete BEFORE DELETE ON enterprises_salereturnline BEGIN
  SELECT RAISE(ABORT, '{sale_fixed}');
END;
