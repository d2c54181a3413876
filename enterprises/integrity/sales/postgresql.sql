-- Guards of sales for PostgreSQL; a line "-- @" starts the next one.

-- @ lumbung_sales_sale_insert
CREATE FUNCTION lumbung_sales_sale_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE(NEW.book_id, -1) <> COALESCE((SELECT b.book_id FROM ledger_voucher b WHERE b.id = NEW.voucher_id), -2) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{sale_foreign}';
  END IF;
  IF COALESCE(NEW.book_id, -1) <> COALESCE((SELECT b.book_id FROM enterprises_channel b WHERE b.id = NEW.channel_id), -2) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{sale_foreign}';
  END IF;
  IF NEW.customer_id IS NOT NULL AND COALESCE(NEW.book_id, -1) <> COALESCE((SELECT b.book_id FROM ledger_subsidiary b WHERE b.id = NEW.customer_id), -2) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{sale_foreign}';
  END IF;
  IF NEW.claim > COALESCE((SELECT SUM(l.debit) FROM ledger_line l WHERE l.voucher_id = NEW.voucher_id AND l.subsidiary_id = NEW.customer_id), 0) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{sale_claim}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_sales_sale_insert BEFORE INSERT ON enterprises_sale
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_sale_insert();

-- @ lumbung_sales_sale_update
CREATE FUNCTION lumbung_sales_sale_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_sale_update BEFORE UPDATE ON enterprises_sale
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_sale_update();

-- @ lumbung_sales_sale_delete
CREATE FUNCTION lumbung_sales_sale_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_sale_delete BEFORE DELETE ON enterprises_sale
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_sale_delete();

-- @ lumbung_sales_sale_truncate
CREATE FUNCTION lumbung_sales_sale_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_sale_truncate BEFORE TRUNCATE ON enterprises_sale
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_sales_sale_truncate();

-- @ lumbung_sales_saleline_insert
CREATE FUNCTION lumbung_sales_saleline_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT s.book_id FROM enterprises_sale s WHERE s.id = NEW.sale_id), -1) <> COALESCE((SELECT b.book_id FROM enterprises_product b WHERE b.id = NEW.product_id), -2) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{sale_foreign}';
  END IF;
  IF NEW.amount + COALESCE((SELECT SUM(x.amount) FROM enterprises_saleline x WHERE x.sale_id = NEW.sale_id), 0) > COALESCE((SELECT SUM(l.credit) FROM ledger_line l JOIN enterprises_sale s ON s.voucher_id = l.voucher_id WHERE s.id = NEW.sale_id), 0) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{sale_sum}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_sales_saleline_insert BEFORE INSERT ON enterprises_saleline
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_saleline_insert();

-- @ lumbung_sales_saleline_update
CREATE FUNCTION lumbung_sales_saleline_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_saleline_update BEFORE UPDATE ON enterprises_saleline
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_saleline_update();

-- @ lumbung_sales_saleline_delete
CREATE FUNCTION lumbung_sales_saleline_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_saleline_delete BEFORE DELETE ON enterprises_saleline
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_saleline_delete();

-- @ lumbung_sales_saleline_truncate
CREATE FUNCTION lumbung_sales_saleline_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_saleline_truncate BEFORE TRUNCATE ON enterprises_saleline
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_sales_saleline_truncate();

-- @ lumbung_sales_payment_insert
CREATE FUNCTION lumbung_sales_payment_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT b.book_id FROM ledger_voucher b WHERE b.id = NEW.voucher_id), -1) <> COALESCE((SELECT b.book_id FROM ledger_subsidiary b WHERE b.id = NEW.customer_id), -2) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{sale_foreign}';
  END IF;
  IF NEW.amount > COALESCE((SELECT SUM(l.credit) FROM ledger_line l WHERE l.voucher_id = NEW.voucher_id AND l.subsidiary_id = NEW.customer_id), 0) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{payment_sum}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_sales_payment_insert BEFORE INSERT ON enterprises_receivablepayment
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_payment_insert();

-- @ lumbung_sales_payment_update
CREATE FUNCTION lumbung_sales_payment_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_payment_update BEFORE UPDATE ON enterprises_receivablepayment
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_payment_update();

-- @ lumbung_sales_payment_delete
CREATE FUNCTION lumbung_sales_payment_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_payment_delete BEFORE DELETE ON enterprises_receivablepayment
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_payment_delete();

-- @ lumbung_sales_payment_truncate
CREATE FUNCTION lumbung_sales_payment_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_payment_truncate BEFORE TRUNCATE ON enterprises_receivablepayment
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_sales_payment_truncate();

-- @ lumbung_sales_match_insert
CREATE FUNCTION lumbung_sales_match_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT p.customer_id FROM enterprises_receivablepayment p WHERE p.id = NEW.payment_id), -1) <> COALESCE((SELECT s.customer_id FROM enterprises_sale s WHERE s.id = NEW.sale_id), -2) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{sale_foreign}';
  END IF;
  IF NEW.amount + COALESCE((SELECT SUM(x.amount) FROM enterprises_paymentmatch x WHERE x.payment_id = NEW.payment_id), 0) > COALESCE((SELECT p.amount FROM enterprises_receivablepayment p WHERE p.id = NEW.payment_id), 0) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{match_sum}';
  END IF;
  IF NEW.amount + COALESCE((SELECT SUM(x.amount) FROM enterprises_paymentmatch x JOIN enterprises_receivablepayment p ON p.id = x.payment_id WHERE x.sale_id = NEW.sale_id AND NOT EXISTS (SELECT 1 FROM ledger_voucher r WHERE r.reversal_of_id = p.voucher_id)), 0) + COALESCE((SELECT SUM(t.claim) FROM enterprises_salereturn t WHERE t.sale_id = NEW.sale_id AND NOT EXISTS (SELECT 1 FROM ledger_voucher r WHERE r.reversal_of_id = t.voucher_id)), 0) > COALESCE((SELECT s.claim FROM enterprises_sale s WHERE s.id = NEW.sale_id), 0) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{match_sum}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_sales_match_insert BEFORE INSERT ON enterprises_paymentmatch
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_match_insert();

-- @ lumbung_sales_match_update
CREATE FUNCTION lumbung_sales_match_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_match_update BEFORE UPDATE ON enterprises_paymentmatch
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_match_update();

-- @ lumbung_sales_match_delete
CREATE FUNCTION lumbung_sales_match_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_match_delete BEFORE DELETE ON enterprises_paymentmatch
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_match_delete();

-- @ lumbung_sales_match_truncate
CREATE FUNCTION lumbung_sales_match_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_match_truncate BEFORE TRUNCATE ON enterprises_paymentmatch
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_sales_match_truncate();

-- @ lumbung_sales_advance_insert
CREATE FUNCTION lumbung_sales_advance_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT b.book_id FROM ledger_voucher b WHERE b.id = NEW.voucher_id), -1) <> COALESCE((SELECT b.book_id FROM ledger_subsidiary b WHERE b.id = NEW.customer_id), -2) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{sale_foreign}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_sales_advance_insert BEFORE INSERT ON enterprises_downpayment
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_advance_insert();

-- @ lumbung_sales_advance_update
CREATE FUNCTION lumbung_sales_advance_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_advance_update BEFORE UPDATE ON enterprises_downpayment
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_advance_update();

-- @ lumbung_sales_advance_delete
CREATE FUNCTION lumbung_sales_advance_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_advance_delete BEFORE DELETE ON enterprises_downpayment
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_advance_delete();

-- @ lumbung_sales_advance_truncate
CREATE FUNCTION lumbung_sales_advance_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_advance_truncate BEFORE TRUNCATE ON enterprises_downpayment
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_sales_advance_truncate();

-- @ lumbung_sales_advanceuse_insert
CREATE FUNCTION lumbung_sales_advanceuse_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT b.book_id FROM ledger_voucher b WHERE b.id = NEW.voucher_id), -1) <> COALESCE((SELECT v.book_id FROM ledger_voucher v JOIN enterprises_downpayment d ON d.voucher_id = v.id WHERE d.id = NEW.down_payment_id), -2) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{sale_foreign}';
  END IF;
  IF NEW.amount + COALESCE((SELECT SUM(x.amount) FROM enterprises_downpaymentuse x WHERE x.down_payment_id = NEW.down_payment_id AND NOT EXISTS (SELECT 1 FROM ledger_voucher r WHERE r.reversal_of_id = x.voucher_id)), 0) > COALESCE((SELECT d.amount FROM enterprises_downpayment d WHERE d.id = NEW.down_payment_id), 0) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{advance_sum}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_sales_advanceuse_insert BEFORE INSERT ON enterprises_downpaymentuse
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_advanceuse_insert();

-- @ lumbung_sales_advanceuse_update
CREATE FUNCTION lumbung_sales_advanceuse_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_advanceuse_update BEFORE UPDATE ON enterprises_downpaymentuse
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_advanceuse_update();

-- @ lumbung_sales_advanceuse_delete
CREATE FUNCTION lumbung_sales_advanceuse_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_advanceuse_delete BEFORE DELETE ON enterprises_downpaymentuse
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_advanceuse_delete();

-- @ lumbung_sales_advanceuse_truncate
CREATE FUNCTION lumbung_sales_advanceuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_advanceuse_truncate BEFORE TRUNCATE ON enterprises_downpaymentuse
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_sales_advanceuse_truncate();

-- @ lumbung_sales_return_insert
CREATE FUNCTION lumbung_sales_return_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT b.book_id FROM ledger_voucher b WHERE b.id = NEW.voucher_id), -1) <> COALESCE((SELECT s.book_id FROM enterprises_sale s WHERE s.id = NEW.sale_id), -2) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{sale_foreign}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_sales_return_insert BEFORE INSERT ON enterprises_salereturn
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_return_insert();

-- @ lumbung_sales_return_update
CREATE FUNCTION lumbung_sales_return_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_return_update BEFORE UPDATE ON enterprises_salereturn
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_return_update();

-- @ lumbung_sales_return_delete
CREATE FUNCTION lumbung_sales_return_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_return_delete BEFORE DELETE ON enterprises_salereturn
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_return_delete();

-- @ lumbung_sales_return_truncate
CREATE FUNCTION lumbung_sales_return_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_return_truncate BEFORE TRUNCATE ON enterprises_salereturn
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_sales_return_truncate();

-- @ lumbung_sales_returnline_insert
CREATE FUNCTION lumbung_sales_returnline_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT t.sale_id FROM enterprises_salereturn t WHERE t.id = NEW.sale_return_id), -1) <> COALESCE((SELECT l.sale_id FROM enterprises_saleline l WHERE l.id = NEW.line_id), -2) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{sale_foreign}';
  END IF;
  IF NEW.quantity + COALESCE((SELECT SUM(x.quantity) FROM enterprises_salereturnline x JOIN enterprises_salereturn t ON t.id = x.sale_return_id WHERE x.line_id = NEW.line_id AND NOT EXISTS (SELECT 1 FROM ledger_voucher r WHERE r.reversal_of_id = t.voucher_id)), 0) > COALESCE((SELECT l.quantity FROM enterprises_saleline l WHERE l.id = NEW.line_id), 0) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{return_sum}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_sales_returnline_insert BEFORE INSERT ON enterprises_salereturnline
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_returnline_insert();

-- @ lumbung_sales_returnline_update
CREATE FUNCTION lumbung_sales_returnline_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_returnline_update BEFORE UPDATE ON enterprises_salereturnline
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_returnline_update();

-- @ lumbung_sales_returnline_delete
CREATE FUNCTION lumbung_sales_returnline_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_returnline_delete BEFORE DELETE ON enterprises_salereturnline
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_returnline_delete();

-- @ lumbung_sales_returnline_truncate
CREATE FUNCTION lumbung_sales_returnline_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_returnline_truncate BEFORE TRUNCATE ON enterprises_salereturnline
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_sales_returnline_truncate();
