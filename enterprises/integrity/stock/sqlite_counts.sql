-- Guards of stock counts for SQLite; the rules of writing them: ledger/integrity/sqlite.sql.

-- @ lumbung_stockcount_insert
CREATE TRIGGER lumbung_stockcount_insert BEFORE INSERT ON enterprises_stockcount BEGIN
  SELECT RAISE(ABORT, '{count_fixed}') WHERE EXISTS (
    SELECT 1 FROM enterprises_stockcount x WHERE x.id = NEW.id
      OR (x.book_id = NEW.book_id AND x.key <> '' AND x.key = NEW.key)
      OR x.voucher_id = NEW.voucher_id);
  SELECT RAISE(ABORT, '{stock_foreign}') WHERE NEW.voucher_id IS NOT NULL AND COALESCE((SELECT y.book_id FROM ledger_voucher y WHERE y.id = NEW.voucher_id), -1) <> NEW.book_id;
END;

-- @ lumbung_stockcount_update
CREATE TRIGGER lumbung_stockcount_update BEFORE UPDATE ON enterprises_stockcount BEGIN
  SELECT RAISE(ABORT, '{count_fixed}');
END;

-- @ lumbung_stockcount_delete
CREATE TRIGGER lumbung_stockcount_delete BEFORE DELETE ON enterprises_stockcount BEGIN
  SELECT RAISE(ABORT, '{count_fixed}');
END;

-- @ lumbung_stockcountline_insert
CREATE TRIGGER lumbung_stockcountline_insert BEFORE INSERT ON enterprises_stockcountline BEGIN
  SELECT RAISE(ABORT, '{count_fixed}') WHERE EXISTS (
    SELECT 1 FROM enterprises_stockcountline x WHERE x.id = NEW.id
      OR (x.count_id = NEW.count_id AND x.item_id = NEW.item_id));
  SELECT RAISE(ABORT, '{stock_foreign}') WHERE COALESCE((SELECT y.book_id FROM enterprises_stockcount y WHERE y.id = NEW.count_id), -1) <> COALESCE((SELECT y.book_id FROM enterprises_item y WHERE y.id = NEW.item_id), -1);
END;

-- @ lumbung_stockcountline_update
CREATE TRIGGER lumbung_stockcountline_update BEFORE UPDATE ON enterprises_stockcountline BEGIN
  SELECT RAISE(ABORT, '{count_fixed}');
END;

-- @ lumbung_stockcountline_delete
CREATE TRIGGER lumbung_stockcountline_delete BEFORE DELETE ON enterprises_stockcountline BEGIN
  SELECT RAISE(ABORT, '{count_fixed}');
END;
