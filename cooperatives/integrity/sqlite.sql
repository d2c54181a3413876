-- Guards of cooperatives' tables for SQLite; the rules of writing them: ledger/integrity/sqlite.sql.

-- @ lumbung_legalidentity_insert
CREATE TRIGGER lumbung_legalidentity_insert BEFORE INSERT ON cooperatives_legalidentity BEGIN
  SELECT RAISE(ABORT, '{version_fixed}') WHERE EXISTS (SELECT 1 FROM cooperatives_legalidentity x WHERE x.id = NEW.id);
END;

-- @ lumbung_legalidentity_update
CREATE TRIGGER lumbung_legalidentity_update BEFORE UPDATE ON cooperatives_legalidentity BEGIN
  SELECT RAISE(ABORT, '{version_fixed}');
END;

-- @ lumbung_legalidentity_delete
CREATE TRIGGER lumbung_legalidentity_delete BEFORE DELETE ON cooperatives_legalidentity BEGIN
  SELECT RAISE(ABORT, '{version_fixed}');
END;

-- @ lumbung_bylaw_insert
CREATE TRIGGER lumbung_bylaw_insert BEFORE INSERT ON cooperatives_bylaw BEGIN
  SELECT RAISE(ABORT, '{version_fixed}') WHERE EXISTS (SELECT 1 FROM cooperatives_bylaw x WHERE x.id = NEW.id);
END;

-- @ lumbung_bylaw_update
CREATE TRIGGER lumbung_bylaw_update BEFORE UPDATE ON cooperatives_bylaw BEGIN
  SELECT RAISE(ABORT, '{version_fixed}');
END;

-- @ lumbung_bylaw_delete
CREATE TRIGGER lumbung_bylaw_delete BEFORE DELETE ON cooperatives_bylaw BEGIN
  SELECT RAISE(ABORT, '{version_fixed}');
END;
