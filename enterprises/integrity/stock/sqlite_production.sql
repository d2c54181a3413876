-- Guards of production batches and their quality for SQLite; the rules of writing them: ledger/integrity/sqlite.sql.

-- @ lumbung_batch_insert
CREATE TRIGGER lumbung_batch_insert BEFORE INSERT ON enterprises_batch BEGIN
  SELECT RAISE(ABORT, '{batch_fixed}') WHERE EXISTS (
    SELECT 1 FROM enterprises_batch x WHERE x.id = NEW.id
      OR (x.book_id = NEW.book_id AND (x.number = NEW.number OR (x.key <> '' AND x.key = NEW.key))));
  SELECT RAISE(ABORT, '{stock_foreign}') WHERE NEW.voucher_id IS NOT NULL AND COALESCE((SELECT y.book_id FROM ledger_voucher y WHERE y.id = NEW.voucher_id), -1) <> NEW.book_id;
END;

-- @ lumbung_batch_update
CREATE TRIGGER lumbung_batch_update BEFORE UPDATE ON enterprises_batch BEGIN
  SELECT RAISE(ABORT, '{batch_fixed}');
END;

-- @ lumbung_batch_delete
CREATE TRIGGER lumbung_batch_delete BEFORE DELETE ON enterprises_batch BEGIN
  SELECT RAISE(ABORT, '{batch_fixed}');
END;

-- @ lumbung_batchinput_insert
CREATE TRIGGER lumbung_batchinput_insert BEFORE INSERT ON enterprises_batchinput BEGIN
  SELECT RAISE(ABORT, '{batch_fixed}') WHERE EXISTS (
    SELECT 1 FROM enterprises_batchinput x WHERE x.id = NEW.id
      OR (x.batch_id = NEW.batch_id AND x.item_id = NEW.item_id));
  SELECT RAISE(ABORT, '{stock_foreign}') WHERE COALESCE((SELECT y.book_id FROM enterprises_batch y WHERE y.id = NEW.batch_id), -1) <> COALESCE((SELECT y.book_id FROM enterprises_item y WHERE y.id = NEW.item_id), -1);
END;

-- @ lumbung_batchinput_update
CREATE TRIGGER lumbung_batchinput_update BEFORE UPDATE ON enterprises_batchinput BEGIN
  SELECT RAISE(ABORT, '{batch_fixed}');
END;

-- @ lumbung_batchinput_delete
CREATE TRIGGER lumbung_batchinput_delete BEFORE DELETE ON enterprises_batchinput BEGIN
  SELECT RAISE(ABORT, '{batch_fixed}');
END;

-- @ lumbung_batchoutput_insert
CREATE TRIGGER lumbung_batchoutput_insert BEFORE INSERT ON enterprises_batchoutput BEGIN
  SELECT RAISE(ABORT, '{batch_fixed}') WHERE EXISTS (
    SELECT 1 FROM enterprises_batchoutput x WHERE x.id = NEW.id
      OR (x.batch_id = NEW.batch_id AND x.item_id = NEW.item_id));
  SELECT RAISE(ABORT, '{stock_foreign}') WHERE COALESCE((SELECT y.book_id FROM enterprises_batch y WHERE y.id = NEW.batch_id), -1) <> COALESCE((SELECT y.book_id FROM enterprises_item y WHERE y.id = NEW.item_id), -1);
END;

-- @ lumbung_batchoutput_update
CREATE TRIGGER lumbung_batchoutput_update BEFORE UPDATE ON enterprises_batchoutput BEGIN
  SELECT RAISE(ABORT, '{batch_fixed}');
END;

-- @ lumbung_batchoutput_delete
CREATE TRIGGER lumbung_batchoutput_delete BEFORE DELETE ON enterprises_batchoutput BEGIN
  SELECT RAISE(ABORT, '{batch_fixed}');
END;

-- @ lumbung_qualitycheck_insert
CREATE TRIGGER lumbung_qualitycheck_insert BEFORE INSERT ON enterprises_qualitycheck BEGIN
  SELECT RAISE(ABORT, '{batch_fixed}') WHERE EXISTS (
    SELECT 1 FROM enterprises_qualitycheck x WHERE x.id = NEW.id);
  SELECT RAISE(ABORT, '{stock_foreign}') WHERE NOT EXISTS (SELECT 1 FROM enterprises_qualitystandard s JOIN enterprises_batchoutput o
    ON o.item_id = s.item_id WHERE s.id = NEW.standard_id AND o.batch_id = NEW.batch_id);
END;

-- @ lumbung_qualitycheck_update
CREATE TRIGGER lumbung_qualitycheck_update BEFORE UPDATE ON enterprises_qualitycheck BEGIN
  SELECT RAISE(ABORT, '{batch_fixed}');
END;

-- @ lumbung_qualitycheck_delete
CREATE TRIGGER lumbung_qualitycheck_delete BEFORE DELETE ON enterprises_qualitycheck BEGIN
  SELECT RAISE(ABORT, '{batch_fixed}');
END;
