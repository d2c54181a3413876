-- Guards of consignments for SQLite; the rules of writing them: ledger/integrity/sqlite.sql.

-- @ lumbung_sales_consignmentline_insert
CREATE TRIGGER lumbung_sales_consignmentline_insert BEFORE INSERT ON enterprises_consignmentline BEGIN
  SELECT RAISE(ABORT, '{sale_duplicate}') WHERE EXISTS (
    SELECT 1 FROM enterprises_consignmentline x WHERE x.id = NEW.id OR (x.consignment_id = NEW.consignment_id AND x.product_id = NEW.product_id));
END;

-- @ lumbung_sales_consignmentline_update
CREATE TRIGGER lumbung_sales_consignmentline_update BEFORE UPDATE ON enterprises_consignmentline BEGIN
  SELECT RAISE(ABORT, '{sale_fixed}');
END;

-- @ lumbung_sales_consignmentline_delete
CREATE TRIGGER lumbung_sales_consignmentline_delete BEFORE DELETE ON enterprises_consignmentline BEGIN
  SELECT RAISE(ABORT, '{sale_fixed}');
END;

-- @ lumbung_sales_consignmentmove_insert
CREATE TRIGGER lumbung_sales_consignmentmove_insert BEFORE INSERT ON enterprises_consignmentmove BEGIN
  SELECT RAISE(ABORT, '{sale_duplicate}') WHERE EXISTS (
    SELECT 1 FROM enterprises_consignmentmove x WHERE x.id = NEW.id);
  SELECT RAISE(ABORT, '{consigned_sum}') WHERE NEW.quantity + COALESCE((SELECT SUM(x.quantity) FROM enterprises_consignmentmove x WHERE x.line_id = NEW.line_id AND NOT EXISTS (SELECT 1 FROM ledger_voucher r WHERE r.reversal_of_id = x.voucher_id)), 0) > COALESCE((SELECT l.quantity FROM enterprises_consignmentline l WHERE l.id = NEW.line_id), 0);
END;

-- @ lumbung_sales_consignmentmove_update
CREATE TRIGGER lumbung_sales_consignmentmove_update BEFORE UPDATE ON enterprises_consignmentmove BEGIN
  SELECT RAISE(ABORT, '{sale_fixed}');
END;

-- @ lumbung_sales_consignmentmove_delete
CREATE TRIGGER lumbung_sales_consignmentmove_delete BEFORE DELETE ON enterprises_consignmentmove BEGIN
  SELECT RAISE(ABORT, '{sale_fixed}');
END;

-- @ lumbung_sales_consignmentpayment_insert
CREATE TRIGGER lumbung_sales_consignmentpayment_insert BEFORE INSERT ON enterprises_consignmentpayment BEGIN
  SELECT RAISE(ABORT, '{sale_duplicate}') WHERE EXISTS (
    SELECT 1 FROM enterprises_consignmentpayment x WHERE x.id = NEW.id OR (x.voucher_id = NEW.voucher_id));
END;

-- @ lumbung_sales_consignmentpayment_update
CREATE TRIGGER lumbung_sales_consignmentpayment_update BEFORE UPDATE ON enterprises_consignmentpayment BEGIN
  SELECT RAISE(ABORT, '{sale_fixed}');
END;

-- @ lumbung_sales_consignmentpayment_delete
CREATE TRIGGER lumbung_sales_consignmentpayment_delete BEFORE DELETE ON enterprises_consignmentpayment BEGIN
  SELECT RAISE(ABORT, '{sale_fixed}');
END;

-- @ lumbung_sales_consignment_insert
CREATE TRIGGER lumbung_sales_consignment_insert BEFORE INSERT ON enterprises_consignment BEGIN
  SELECT RAISE(ABORT, '{sale_duplicate}') WHERE EXISTS (
    SELECT 1 FROM enterprises_consignment x WHERE x.id = NEW.id OR (x.book_id = NEW.book_id AND x.key = NEW.key));
END;

-- @ lumbung_sales_consignment_update
CREATE TRIGGER lumbung_sales_consignment_update BEFORE UPDATE ON enterprises_consignment BEGIN
  SELECT RAISE(ABORT, '{sale_fixed}');
END;

-- @ lumbung_sales_consignment_delete
CREATE TRIGGER lumbung_sales_consignment_delete BEFORE DELETE ON enterprises_consignment BEGIN
  SELECT RAISE(ABORT, '{sale_fixed}');
END;
