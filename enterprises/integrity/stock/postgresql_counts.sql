-- Guards of stock counts for PostgreSQL; the rules of writing them: ledger/integrity/postgresql.sql.

-- @ lumbung_stockcount_insert
CREATE FUNCTION lumbung_stockcount_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.voucher_id IS NOT NULL AND COALESCE((SELECT y.book_id FROM ledger_voucher y WHERE y.id = NEW.voucher_id), -1) <> NEW.book_id THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{stock_foreign}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_stockcount_insert BEFORE INSERT ON enterprises_stockcount
  FOR EACH ROW EXECUTE FUNCTION lumbung_stockcount_insert();

-- @ lumbung_stockcount_update
CREATE FUNCTION lumbung_stockcount_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{count_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_stockcount_update BEFORE UPDATE ON enterprises_stockcount
  FOR EACH ROW EXECUTE FUNCTION lumbung_stockcount_update();

-- @ lumbung_stockcount_delete
CREATE FUNCTION lumbung_stockcount_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{count_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_stockcount_delete BEFORE DELETE ON enterprises_stockcount
  FOR EACH ROW EXECUTE FUNCTION lumbung_stockcount_delete();

-- @ lumbung_stockcount_truncate
CREATE FUNCTION lumbung_stockcount_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{stock_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_stockcount_truncate BEFORE TRUNCATE ON enterprises_stockcount
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_stockcount_truncate();

-- @ lumbung_stockcountline_insert
CREATE FUNCTION lumbung_stockcountline_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT y.book_id FROM enterprises_stockcount y WHERE y.id = NEW.count_id), -1) <> COALESCE((SELECT y.book_id FROM enterprises_item y WHERE y.id = NEW.item_id), -1) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{stock_foreign}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_stockcountline_insert BEFORE INSERT ON enterprises_stockcountline
  FOR EACH ROW EXECUTE FUNCTION lumbung_stockcountline_insert();

-- @ lumbung_stockcountline_update
CREATE FUNCTION lumbung_stockcountline_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{count_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_stockcountline_update BEFORE UPDATE ON enterprises_stockcountline
  FOR EACH ROW EXECUTE FUNCTION lumbung_stockcountline_update();

-- @ lumbung_stockcountline_delete
CREATE FUNCTION lumbung_stockcountline_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{count_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_stockcountline_delete BEFORE DELETE ON enterprises_stockcountline
  FOR EACH ROW EXECUTE FUNCTION lumbung_stockcountline_delete();

-- @ lumbung_stockcountline_truncate
CREATE FUNCTION lumbung_stockcountline_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{stock_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_stockcountline_truncate BEFORE TRUNCATE ON enterprises_stockcountline
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_stockcountline_truncate();
