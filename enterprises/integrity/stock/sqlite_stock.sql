-- Guards of stock items and their movements for SQLite; the rules of writing them: ledger/integrity/sqlite.sql.

-- @ lumbung_stockitem_insert
CREATE TRIGGER lumbung_stockitem_insert BEFORE INSERT ON enterprises_item BEGIN
  SELECT RAISE(ABORT, '{item_fixed}') WHERE EXISTS (
    SELECT 1 FROM enterprises_item x WHERE x.id = NEW.id
      OR (x.book_id = NEW.book_id AND x.code = NEW.code));
  SELECT RAISE(ABORT, '{stock_foreign}') WHERE COALESCE((SELECT y.book_id FROM ledger_account y WHERE y.id = NEW.stock_account_id), -1) <> NEW.book_id;
  SELECT RAISE(ABORT, '{stock_foreign}') WHERE NEW.purchase_account_id IS NOT NULL AND COALESCE((SELECT y.book_id FROM ledger_account y WHERE y.id = NEW.purchase_account_id), -1) <> NEW.book_id;
  SELECT RAISE(ABORT, '{stock_foreign}') WHERE NEW.product_id IS NOT NULL AND COALESCE((SELECT y.book_id FROM enterprises_product y WHERE y.id = NEW.product_id), -1) <> NEW.book_id;
END;

-- @ lumbung_stockitem_update
CREATE TRIGGER lumbung_stockitem_update BEFORE UPDATE ON enterprises_item BEGIN
  SELECT RAISE(ABORT, '{item_fixed}') WHERE NEW.id IS NOT OLD.id OR NEW.book_id IS NOT OLD.book_id OR (EXISTS (SELECT 1 FROM enterprises_stockmovement m WHERE m.item_id = OLD.id) AND (
    NEW.stock_account_id IS NOT OLD.stock_account_id OR NEW.decimals IS NOT OLD.decimals OR NEW.measure IS NOT OLD.measure));
END;

-- @ lumbung_stockitem_delete
CREATE TRIGGER lumbung_stockitem_delete BEFORE DELETE ON enterprises_item BEGIN
  SELECT RAISE(ABORT, '{item_fixed}') WHERE EXISTS (SELECT 1 FROM enterprises_stockmovement m WHERE m.item_id = OLD.id) OR EXISTS (SELECT 1 FROM enterprises_purchaseline m WHERE m.item_id = OLD.id);
END;

-- @ lumbung_stockstart_insert
CREATE TRIGGER lumbung_stockstart_insert BEFORE INSERT ON enterprises_stockstart BEGIN
  SELECT RAISE(ABORT, '{stock_fixed}') WHERE EXISTS (
    SELECT 1 FROM enterprises_stockstart x WHERE x.id = NEW.id
      OR x.book_id = NEW.book_id);
END;

-- @ lumbung_stockstart_update
CREATE TRIGGER lumbung_stockstart_update BEFORE UPDATE ON enterprises_stockstart BEGIN
  SELECT RAISE(ABORT, '{stock_fixed}');
END;

-- @ lumbung_stockstart_delete
CREATE TRIGGER lumbung_stockstart_delete BEFORE DELETE ON enterprises_stockstart BEGIN
  SELECT RAISE(ABORT, '{stock_fixed}');
END;

-- @ lumbung_stockmovement_insert
CREATE TRIGGER lumbung_stockmovement_insert BEFORE INSERT ON enterprises_stockmovement BEGIN
  SELECT RAISE(ABORT, '{stock_fixed}') WHERE EXISTS (
    SELECT 1 FROM enterprises_stockmovement x WHERE x.id = NEW.id
      OR (x.item_id = NEW.item_id AND x.sequence = NEW.sequence));
  SELECT RAISE(ABORT, '{stock_foreign}') WHERE COALESCE((SELECT y.book_id FROM enterprises_item y WHERE y.id = NEW.item_id), -1) <> NEW.book_id;
  SELECT RAISE(ABORT, '{stock_foreign}') WHERE NEW.voucher_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM ledger_voucher v WHERE v.id = NEW.voucher_id AND v.book_id = NEW.book_id
    AND v.date = NEW.date);
  SELECT RAISE(ABORT, '{stock_chain}') WHERE NEW.voucher_id IS NULL AND NEW.sequence <> 1;
  SELECT RAISE(ABORT, '{stock_chain}') WHERE NEW.sequence <> 1 + COALESCE((SELECT x.sequence FROM enterprises_stockmovement x WHERE x.item_id = NEW.item_id
    ORDER BY x.sequence DESC LIMIT 1), 0);
  SELECT RAISE(ABORT, '{stock_chain}') WHERE NEW.quantity_after <> NEW.quantity + COALESCE((SELECT x.quantity_after FROM enterprises_stockmovement x WHERE x.item_id = NEW.item_id
    ORDER BY x.sequence DESC LIMIT 1), 0);
  SELECT RAISE(ABORT, '{stock_chain}') WHERE NEW.value_after <> NEW.value + COALESCE((SELECT x.value_after FROM enterprises_stockmovement x WHERE x.item_id = NEW.item_id
    ORDER BY x.sequence DESC LIMIT 1), 0);
  SELECT RAISE(ABORT, '{stock_backdated}') WHERE EXISTS (
    SELECT 1 FROM enterprises_stockmovement x WHERE x.item_id = NEW.item_id
    AND x.quantity < 0 AND x.date > NEW.date);
  SELECT RAISE(ABORT, '{stock_negative}') WHERE NEW.quantity_after < 0 OR NEW.value_after < 0
    OR (NEW.quantity_after = 0 AND NEW.value_after <> 0);
  SELECT RAISE(ABORT, '{stock_negative}') WHERE NEW.quantity < 0 AND (SELECT COALESCE(SUM(x.quantity), 0) FROM enterprises_stockmovement x WHERE x.item_id = NEW.item_id
    AND x.date <= NEW.date) + NEW.quantity < 0;
  SELECT RAISE(ABORT, '{stock_negative}') WHERE NEW.value < 0 AND (SELECT COALESCE(SUM(x.value), 0) FROM enterprises_stockmovement x WHERE x.item_id = NEW.item_id
    AND x.date <= NEW.date) + NEW.value < 0;
END;

-- @ lumbung_stockmovement_update
CREATE TRIGGER lumbung_stockmovement_update BEFORE UPDATE ON enterprises_stockmovement BEGIN
  SELECT RAISE(ABORT, '{stock_fixed}');
END;

-- @ lumbung_stockmovement_delete
CREATE TRIGGER lumbung_stockmovement_delete BEFORE DELETE ON enterprises_stockmovement BEGIN
  SELECT RAISE(ABORT, '{stock_fixed}');
END;
