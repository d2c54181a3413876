-- Guards of production batches and their quality for PostgreSQL; the rules of writing them: ledger/integrity/postgresql.sql.

-- @ lumbung_batch_insert
CREATE FUNCTION lumbung_batch_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.voucher_id IS NOT NULL AND COALESCE((SELECT y.book_id FROM ledger_voucher y WHERE y.id = NEW.voucher_id), -1) <> NEW.book_id THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{stock_foreign}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_batch_insert BEFORE INSERT ON enterprises_batch
  FOR EACH ROW EXECUTE FUNCTION lumbung_batch_insert();

-- @ lumbung_batch_update
CREATE FUNCTION lumbung_batch_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{batch_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_batch_update BEFORE UPDATE ON enterprises_batch
  FOR EACH ROW EXECUTE FUNCTION lumbung_batch_update();

-- @ lumbung_batch_delete
CREATE FUNCTION lumbung_batch_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{batch_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_batch_delete BEFORE DELETE ON enterprises_batch
  FOR EACH ROW EXECUTE FUNCTION lumbung_batch_delete();

-- @ lumbung_batch_truncate
CREATE FUNCTION lumbung_batch_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{stock_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_batch_truncate BEFORE TRUNCATE ON enterprises_batch
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_batch_truncate();

-- @ lumbung_batchinput_insert
CREATE FUNCTION lumbung_batchinput_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT y.book_id FROM enterprises_batch y WHERE y.id = NEW.batch_id), -1) <> COALESCE((SELECT y.book_id FROM enterprises_item y WHERE y.id = NEW.item_id), -1) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{stock_foreign}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_batchinput_insert BEFORE INSERT ON enterprises_batchinput
  FOR EACH ROW EXECUTE FUNCTION lumbung_batchinput_insert();

-- @ lumbung_batchinput_update
CREATE FUNCTION lumbung_batchinput_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{batch_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_batchinput_update BEFORE UPDATE ON enterprises_batchinput
  FOR EACH ROW EXECUTE FUNCTION lumbung_batchinput_update();

-- @ lumbung_batchinput_delete
CREATE FUNCTION lumbung_batchinput_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{batch_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_batchinput_delete BEFORE DELETE ON enterprises_batchinput
  FOR EACH ROW EXECUTE FUNCTION lumbung_batchinput_delete();

-- @ lumbung_batchinput_truncate
CREATE FUNCTION lumbung_batchinput_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{stock_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_batchinput_truncate BEFORE TRUNCATE ON enterprises_batchinput
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_batchinput_truncate();

-- @ lumbung_batchoutput_insert
CREATE FUNCTION lumbung_batchoutput_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT y.book_id FROM enterprises_batch y WHERE y.id = NEW.batch_id), -1) <> COALESCE((SELECT y.book_id FROM enterprises_item y WHERE y.id = NEW.item_id), -1) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{stock_foreign}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_batchoutput_insert BEFORE INSERT ON enterprises_batchoutput
  FOR EACH ROW EXECUTE FUNCTION lumbung_batchoutput_insert();

-- @ lumbung_batchoutput_update
CREATE FUNCTION lumbung_batchoutput_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{batch_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_batchoutput_update BEFORE UPDATE ON enterprises_batchoutput
  FOR EACH ROW EXECUTE FUNCTION lumbung_batchoutput_update();

-- @ lumbung_batchoutput_delete
CREATE FUNCTION lumbung_batchoutput_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{batch_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_batchoutput_delete BEFORE DELETE ON enterprises_batchoutput
  FOR EACH ROW EXECUTE FUNCTION lumbung_batchoutput_delete();

-- @ lumbung_batchoutput_truncate
CREATE FUNCTION lumbung_batchoutput_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{stock_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_batchoutput_truncate BEFORE TRUNCATE ON enterprises_batchoutput
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_batchoutput_truncate();

-- @ lumbung_qualitycheck_insert
CREATE FUNCTION lumbung_qualitycheck_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM enterprises_qualitystandard s JOIN enterprises_batchoutput o
    ON o.item_id = s.item_id WHERE s.id = NEW.standard_id AND o.batch_id = NEW.batch_id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{stock_foreign}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_qualitycheck_insert BEFORE INSERT ON enterprises_qualitycheck
  FOR EACH ROW EXECUTE FUNCTION lumbung_qualitycheck_insert();

-- @ lumbung_qualitycheck_update
CREATE FUNCTION lumbung_qualitycheck_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{batch_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_qualitycheck_update BEFORE UPDATE ON enterprises_qualitycheck
  FOR EACH ROW EXECUTE FUNCTION lumbung_qualitycheck_update();

-- @ lumbung_qualitycheck_delete
CREATE FUNCTION lumbung_qualitycheck_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{batch_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_qualitycheck_delete BEFORE DELETE ON enterprises_qualitycheck
  FOR EACH ROW EXECUTE FUNCTION lumbung_qualitycheck_delete();

-- @ lumbung_qualitycheck_truncate
CREATE FUNCTION lumbung_qualitycheck_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{stock_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_qualitycheck_truncate BEFORE TRUNCATE ON enterprises_qualitycheck
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_qualitycheck_truncate();
