-- Guards of purchases and what went back for SQLite; the rules of writing them: ledger/integrity/sqlite.sql.

-- @ lumbung_purchase_insert
CREATE TRIGGER lumbung_purchase_insert BEFORE INSERT ON enterprises_purchase BEGIN
  SELECT RAISE(ABORT, '{purchase_fixed}') WHERE EXISTS (
    SELECT 1 FROM enterprises_purchase x WHERE x.id = NEW.id
      OR x.voucher_id = NEW.voucher_id);
  SELECT RAISE(ABORT, '{purchase_foreign}') WHERE COALESCE((SELECT y.book_id FROM ledger_voucher y WHERE y.id = NEW.voucher_id), -1) <> NEW.book_id;
  SELECT RAISE(ABORT, '{purchase_foreign}') WHERE NEW.supplier_id IS NOT NULL AND COALESCE((SELECT y.book_id FROM ledger_subsidiary y WHERE y.id = NEW.supplier_id), -1) <> NEW.book_id;
END;

-- @ lumbung_purchase_update
CREATE TRIGGER lumbung_purchase_update BEFORE UPDATE ON enterprises_purchase BEGIN
  SELECT RAISE(ABORT, '{purchase_fixed}');
END;

-- @ lumbung_purchase_delete
CREATE TRIGGER lumbung_purchase_delete BEFORE DELETE ON enterprises_purchase BEGIN
  SELECT RAISE(ABORT, '{purchase_fixed}');
END;

-- @ lumbung_purchaseline_insert
CREATE TRIGGER lumbung_purchaseline_insert BEFORE INSERT ON enterprises_purchaseline BEGIN
  SELECT RAISE(ABORT, '{purchase_fixed}') WHERE EXISTS (
    SELECT 1 FROM enterprises_purchaseline x WHERE x.id = NEW.id);
  SELECT RAISE(ABORT, '{purchase_foreign}') WHERE COALESCE((SELECT y.book_id FROM enterprises_purchase y WHERE y.id = NEW.purchase_id), -1) <> COALESCE((SELECT y.book_id FROM enterprises_item y WHERE y.id = NEW.item_id), -1);
END;

-- @ lumbung_purchaseline_update
CREATE TRIGGER lumbung_purchaseline_update BEFORE UPDATE ON enterprises_purchaseline BEGIN
  SELECT RAISE(ABORT, '{purchase_fixed}');
END;

-- @ lumbung_purchaseline_delete
CREATE TRIGGER lumbung_purchaseline_delete BEFORE DELETE ON enterprises_purchaseline BEGIN
  SELECT RAISE(ABORT, '{purchase_fixed}');
END;

-- @ lumbung_purchasereturn_insert
CREATE TRIGGER lumbung_purchasereturn_insert BEFORE INSERT ON enterprises_purchasereturn BEGIN
  SELECT RAISE(ABORT, '{purchase_fixed}') WHERE EXISTS (
    SELECT 1 FROM enterprises_purchasereturn x WHERE x.id = NEW.id
      OR x.voucher_id = NEW.voucher_id);
  SELECT RAISE(ABORT, '{purchase_foreign}') WHERE COALESCE((SELECT y.book_id FROM ledger_voucher y WHERE y.id = NEW.voucher_id), -1) <> COALESCE((SELECT y.book_id FROM enterprises_purchase y WHERE y.id = NEW.purchase_id), -1);
END;

-- @ lumbung_purchasereturn_update
CREATE TRIGGER lumbung_purchasereturn_update BEFORE UPDATE ON enterprises_purchasereturn BEGIN
  SELECT RAISE(ABORT, '{purchase_fixed}');
END;

-- @ lumbung_purchasereturn_delete
CREATE TRIGGER lumbung_purchasereturn_delete BEFORE DELETE ON enterprises_purchasereturn BEGIN
  SELECT RAISE(ABORT, '{purchase_fixed}');
END;

-- @ lumbung_purchasereturnline_insert
CREATE TRIGGER lumbung_purchasereturnline_insert BEFORE INSERT ON enterprises_purchasereturnline BEGIN
  SELECT RAISE(ABORT, '{purchase_fixed}') WHERE EXISTS (
    SELECT 1 FROM enterprises_purchasereturnline x WHERE x.id = NEW.id
      OR (x.purchase_return_id = NEW.purchase_return_id AND x.line_id = NEW.line_id));
  SELECT RAISE(ABORT, '{purchase_foreign}') WHERE COALESCE((SELECT y.purchase_id FROM enterprises_purchasereturn y WHERE y.id = NEW.purchase_return_id), -1)
    <> COALESCE((SELECT y.purchase_id FROM enterprises_purchaseline y WHERE y.id = NEW.line_id), -2);
  SELECT RAISE(ABORT, '{purchase_fixed}') WHERE ROUND(1000 * NEW.quantity) + (SELECT COALESCE(SUM(ROUND(1000 * x.quantity)), 0) FROM enterprises_purchasereturnline x
    JOIN enterprises_purchasereturn r ON r.id = x.purchase_return_id WHERE x.line_id = NEW.line_id
    AND NOT EXISTS (SELECT 1 FROM ledger_voucher v WHERE v.reversal_of_id = r.voucher_id))
    > (SELECT ROUND(1000 * y.quantity) FROM enterprises_purchaseline y WHERE y.id = NEW.line_id);
END;

-- @ lumbung_purchasereturnline_update
CREATE TRIGGER lumbung_purchasereturnline_update BEFORE UPDATE ON enterprises_purchasereturnline BEGIN
  SELECT RAISE(ABORT, '{purchase_fixed}');
END;

-- @ lumbung_purchasereturnline_delete
CREATE TRIGGER lumbung_purchasereturnline_delete BEFORE DELETE ON enterprises_purchasereturnline BEGIN
  SELECT RAISE(ABORT, '{purchase_fixed}');
END;
