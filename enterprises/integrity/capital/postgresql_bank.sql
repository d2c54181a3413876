-- Guards of bank statements for PostgreSQL. A line "-- @" starts the next guard.

-- @ lumbung_bankline_fixed
CREATE FUNCTION lumbung_bankline_fixed() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{bank_line_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_bankline_fixed BEFORE UPDATE OR DELETE ON enterprises_bankline
  FOR EACH ROW EXECUTE FUNCTION lumbung_bankline_fixed();

-- @ lumbung_bankline_truncate
CREATE FUNCTION lumbung_bankline_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{capital_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_bankline_truncate BEFORE TRUNCATE ON enterprises_bankline
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_bankline_truncate();

-- @ lumbung_bankmatch_insert
CREATE FUNCTION lumbung_bankmatch_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM enterprises_bankline b
      JOIN enterprises_bankaccount a ON a.id = b.bank_account_id
      JOIN ledger_line l ON l.account_id = a.account_id
    WHERE b.id = NEW.bank_line_id AND l.transaction_id = NEW.line_id
      AND (l.debit - l.credit > 0) = (b.amount > 0)) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{bank_match_foreign}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_bankmatch_insert BEFORE INSERT ON enterprises_bankmatch
  FOR EACH ROW EXECUTE FUNCTION lumbung_bankmatch_insert();

-- @ lumbung_bankmatch_update
CREATE FUNCTION lumbung_bankmatch_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{bank_match_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_bankmatch_update BEFORE UPDATE ON enterprises_bankmatch
  FOR EACH ROW EXECUTE FUNCTION lumbung_bankmatch_update();
