-- Guards of bank statements for SQLite. See ledger/integrity/sqlite.sql for how such a file is read.

-- @ lumbung_bankline_insert
CREATE TRIGGER lumbung_bankline_insert BEFORE INSERT ON enterprises_bankline BEGIN
  SELECT RAISE(ABORT, '{bank_line_twice}') WHERE EXISTS (
    SELECT 1 FROM enterprises_bankline x WHERE x.id = NEW.id
      OR (x.bank_account_id = NEW.bank_account_id AND x.fingerprint = NEW.fingerprint));
END;

-- @ lumbung_bankline_update
CREATE TRIGGER lumbung_bankline_update BEFORE UPDATE ON enterprises_bankline BEGIN
  SELECT RAISE(ABORT, '{bank_line_fixed}');
END;

-- @ lumbung_bankline_delete
CREATE TRIGGER lumbung_bankline_delete BEFORE DELETE ON enterprises_bankline BEGIN
  SELECT RAISE(ABORT, '{bank_line_fixed}');
END;

-- @ lumbung_bankmatch_insert
CREATE TRIGGER lumbung_bankmatch_insert BEFORE INSERT ON enterprises_bankmatch BEGIN
  SELECT RAISE(ABORT, '{bank_match_fixed}') WHERE EXISTS (
    SELECT 1 FROM enterprises_bankmatch x WHERE x.id = NEW.id OR x.line_id = NEW.line_id);
  SELECT RAISE(ABORT, '{bank_match_foreign}') WHERE NOT EXISTS (
    SELECT 1 FROM enterprises_bankline b
      JOIN enterprises_bankaccount a ON a.id = b.bank_account_id
      JOIN ledger_line l ON l.account_id = a.account_id
    WHERE b.id = NEW.bank_line_id AND l.transaction_id = NEW.line_id
      AND (l.debit - l.credit > 0) = (b.amount > 0));
END;

-- @ lumbung_bankmatch_update
CREATE TRIGGER lumbung_bankmatch_update BEFORE UPDATE ON enterprises_bankmatch BEGIN
  SELECT RAISE(ABORT, '{bank_match_fixed}');
END;
