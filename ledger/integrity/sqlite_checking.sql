-- Guards of what supervisors and auditors write: samples, marks, remarks, results. Only added to.
-- See sqlite.sql for how guards are written.

-- @ lumbung_sample_insert
CREATE TRIGGER lumbung_sample_insert BEFORE INSERT ON ledger_sample BEGIN
  SELECT RAISE(ABORT, '{check_fixed}') WHERE EXISTS (
    SELECT 1 FROM ledger_sample x WHERE x.id = NEW.id OR (x.book_id = NEW.book_id AND x.number = NEW.number));
END;

-- @ lumbung_sample_update
CREATE TRIGGER lumbung_sample_update BEFORE UPDATE ON ledger_sample BEGIN
  SELECT RAISE(ABORT, '{check_fixed}');
END;

-- @ lumbung_sample_delete
CREATE TRIGGER lumbung_sample_delete BEFORE DELETE ON ledger_sample BEGIN
  SELECT RAISE(ABORT, '{check_fixed}');
END;

-- @ lumbung_sampleitem_insert
CREATE TRIGGER lumbung_sampleitem_insert BEFORE INSERT ON ledger_sampleitem BEGIN
  SELECT RAISE(ABORT, '{check_fixed}') WHERE EXISTS (
    SELECT 1 FROM ledger_sampleitem x WHERE x.id = NEW.id OR (x.sample_id = NEW.sample_id AND (x.position = NEW.position OR x.voucher_id = NEW.voucher_id)));
  SELECT RAISE(ABORT, '{check_foreign}') WHERE NOT EXISTS (
    SELECT 1 FROM ledger_voucher v JOIN ledger_sample s ON s.book_id = v.book_id
    WHERE v.id = NEW.voucher_id AND s.id = NEW.sample_id);
END;

-- @ lumbung_sampleitem_update
CREATE TRIGGER lumbung_sampleitem_update BEFORE UPDATE ON ledger_sampleitem BEGIN
  SELECT RAISE(ABORT, '{check_fixed}');
END;

-- @ lumbung_sampleitem_delete
CREATE TRIGGER lumbung_sampleitem_delete BEFORE DELETE ON ledger_sampleitem BEGIN
  SELECT RAISE(ABORT, '{check_fixed}');
END;

-- @ lumbung_itemcheck_insert
CREATE TRIGGER lumbung_itemcheck_insert BEFORE INSERT ON ledger_itemcheck BEGIN
  SELECT RAISE(ABORT, '{check_fixed}') WHERE EXISTS (
    SELECT 1 FROM ledger_itemcheck x WHERE x.id = NEW.id);
END;

-- @ lumbung_itemcheck_update
CREATE TRIGGER lumbung_itemcheck_update BEFORE UPDATE ON ledger_itemcheck BEGIN
  SELECT RAISE(ABORT, '{check_fixed}');
END;

-- @ lumbung_itemcheck_delete
CREATE TRIGGER lumbung_itemcheck_delete BEFORE DELETE ON ledger_itemcheck BEGIN
  SELECT RAISE(ABORT, '{check_fixed}');
END;

-- @ lumbung_sampleconclusion_insert
CREATE TRIGGER lumbung_sampleconclusion_insert BEFORE INSERT ON ledger_sampleconclusion BEGIN
  SELECT RAISE(ABORT, '{check_fixed}') WHERE EXISTS (
    SELECT 1 FROM ledger_sampleconclusion x WHERE x.id = NEW.id);
END;

-- @ lumbung_sampleconclusion_update
CREATE TRIGGER lumbung_sampleconclusion_update BEFORE UPDATE ON ledger_sampleconclusion BEGIN
  SELECT RAISE(ABORT, '{check_fixed}');
END;

-- @ lumbung_sampleconclusion_delete
CREATE TRIGGER lumbung_sampleconclusion_delete BEFORE DELETE ON ledger_sampleconclusion BEGIN
  SELECT RAISE(ABORT, '{check_fixed}');
END;

-- @ lumbung_healthresult_insert
CREATE TRIGGER lumbung_healthresult_insert BEFORE INSERT ON ledger_healthresult BEGIN
  SELECT RAISE(ABORT, '{check_fixed}') WHERE EXISTS (
    SELECT 1 FROM ledger_healthresult x WHERE x.id = NEW.id);
END;

-- @ lumbung_healthresult_update
CREATE TRIGGER lumbung_healthresult_update BEFORE UPDATE ON ledger_healthresult BEGIN
  SELECT RAISE(ABORT, '{check_fixed}');
END;

-- @ lumbung_healthresult_delete
CREATE TRIGGER lumbung_healthresult_delete BEFORE DELETE ON ledger_healthresult BEGIN
  SELECT RAISE(ABORT, '{check_fixed}');
END;

-- @ lumbung_remark_insert
CREATE TRIGGER lumbung_remark_insert BEFORE INSERT ON ledger_remark BEGIN
  SELECT RAISE(ABORT, '{check_fixed}') WHERE EXISTS (
    SELECT 1 FROM ledger_remark x WHERE x.id = NEW.id OR (x.book_id = NEW.book_id AND x.number = NEW.number));
  SELECT RAISE(ABORT, '{check_foreign}') WHERE NEW.voucher_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM ledger_voucher v WHERE v.id = NEW.voucher_id AND v.book_id = NEW.book_id);
END;

-- @ lumbung_remark_update
CREATE TRIGGER lumbung_remark_update BEFORE UPDATE ON ledger_remark BEGIN
  SELECT RAISE(ABORT, '{check_fixed}');
END;

-- @ lumbung_remark_delete
CREATE TRIGGER lumbung_remark_delete BEFORE DELETE ON ledger_remark BEGIN
  SELECT RAISE(ABORT, '{check_fixed}');
END;

-- @ lumbung_remarkentry_insert
CREATE TRIGGER lumbung_remarkentry_insert BEFORE INSERT ON ledger_remarkentry BEGIN
  SELECT RAISE(ABORT, '{check_fixed}') WHERE EXISTS (
    SELECT 1 FROM ledger_remarkentry x WHERE x.id = NEW.id OR (x.remark_id = NEW.remark_id AND x.position = NEW.position));
  SELECT RAISE(ABORT, '{remark_chain}') WHERE NEW.position <> 1 + COALESCE((
    SELECT MAX(x.position) FROM ledger_remarkentry x WHERE x.remark_id = NEW.remark_id), 0)
    OR (NEW.act = 'opened') <> (NEW.position = 1);
  SELECT RAISE(ABORT, '{remark_self}') WHERE NEW.act = 'closed' AND EXISTS (
    SELECT 1 FROM ledger_remarkentry x WHERE x.remark_id = NEW.remark_id
    AND x.act = 'answered' AND x.made_by_id = NEW.made_by_id);
END;

-- @ lumbung_remarkentry_update
CREATE TRIGGER lumbung_remarkentry_update BEFORE UPDATE ON ledger_remarkentry BEGIN
  SELECT RAISE(ABORT, '{check_fixed}');
END;

-- @ lumbung_remarkentry_delete
CREATE TRIGGER lumbung_remarkentry_delete BEFORE DELETE ON ledger_remarkentry BEGIN
  SELECT RAISE(ABORT, '{check_fixed}');
END;
