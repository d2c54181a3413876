-- Guards of what supervisors and auditors write: samples, marks, remarks, results. Only added to.
-- See postgresql.sql for how guards are written.

-- @ lumbung_sample_update
CREATE FUNCTION lumbung_sample_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{check_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_sample_update BEFORE UPDATE ON ledger_sample
  FOR EACH ROW EXECUTE FUNCTION lumbung_sample_update();

-- @ lumbung_sample_delete
CREATE FUNCTION lumbung_sample_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{check_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_sample_delete BEFORE DELETE ON ledger_sample
  FOR EACH ROW EXECUTE FUNCTION lumbung_sample_delete();

-- @ lumbung_sample_truncate
CREATE FUNCTION lumbung_sample_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sample_truncate BEFORE TRUNCATE ON ledger_sample
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_sample_truncate();

-- @ lumbung_sampleitem_insert
CREATE FUNCTION lumbung_sampleitem_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM ledger_voucher v JOIN ledger_sample s ON s.book_id = v.book_id
    WHERE v.id = NEW.voucher_id AND s.id = NEW.sample_id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{check_foreign}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_sampleitem_insert BEFORE INSERT ON ledger_sampleitem
  FOR EACH ROW EXECUTE FUNCTION lumbung_sampleitem_insert();

-- @ lumbung_sampleitem_update
CREATE FUNCTION lumbung_sampleitem_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{check_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_sampleitem_update BEFORE UPDATE ON ledger_sampleitem
  FOR EACH ROW EXECUTE FUNCTION lumbung_sampleitem_update();

-- @ lumbung_sampleitem_delete
CREATE FUNCTION lumbung_sampleitem_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{check_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_sampleitem_delete BEFORE DELETE ON ledger_sampleitem
  FOR EACH ROW EXECUTE FUNCTION lumbung_sampleitem_delete();

-- @ lumbung_sampleitem_truncate
CREATE FUNCTION lumbung_sampleitem_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sampleitem_truncate BEFORE TRUNCATE ON ledger_sampleitem
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_sampleitem_truncate();

-- @ lumbung_itemcheck_update
CREATE FUNCTION lumbung_itemcheck_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{check_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_itemcheck_update BEFORE UPDATE ON ledger_itemcheck
  FOR EACH ROW EXECUTE FUNCTION lumbung_itemcheck_update();

-- @ lumbung_itemcheck_delete
CREATE FUNCTION lumbung_itemcheck_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{check_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_itemcheck_delete BEFORE DELETE ON ledger_itemcheck
  FOR EACH ROW EXECUTE FUNCTION lumbung_itemcheck_delete();

-- @ lumbung_itemcheck_truncate
CREATE FUNCTION lumbung_itemcheck_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_itemcheck_truncate BEFORE TRUNCATE ON ledger_itemcheck
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_itemcheck_truncate();

-- @ lumbung_sampleconclusion_update
CREATE FUNCTION lumbung_sampleconclusion_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{check_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_sampleconclusion_update BEFORE UPDATE ON ledger_sampleconclusion
  FOR EACH ROW EXECUTE FUNCTION lumbung_sampleconclusion_update();

-- @ lumbung_sampleconclusion_delete
CREATE FUNCTION lumbung_sampleconclusion_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{check_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_sampleconclusion_delete BEFORE DELETE ON ledger_sampleconclusion
  FOR EACH ROW EXECUTE FUNCTION lumbung_sampleconclusion_delete();

-- @ lumbung_sampleconclusion_truncate
CREATE FUNCTION lumbung_sampleconclusion_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sampleconclusion_truncate BEFORE TRUNCATE ON ledger_sampleconclusion
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_sampleconclusion_truncate();

-- @ lumbung_healthresult_update
CREATE FUNCTION lumbung_healthresult_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{check_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_healthresult_update BEFORE UPDATE ON ledger_healthresult
  FOR EACH ROW EXECUTE FUNCTION lumbung_healthresult_update();

-- @ lumbung_healthresult_delete
CREATE FUNCTION lumbung_healthresult_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{check_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_healthresult_delete BEFORE DELETE ON ledger_healthresult
  FOR EACH ROW EXECUTE FUNCTION lumbung_healthresult_delete();

-- @ lumbung_healthresult_truncate
CREATE FUNCTION lumbung_healthresult_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_healthresult_truncate BEFORE TRUNCATE ON ledger_healthresult
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_healthresult_truncate();

-- @ lumbung_remark_insert
CREATE FUNCTION lumbung_remark_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.voucher_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM ledger_voucher v WHERE v.id = NEW.voucher_id AND v.book_id = NEW.book_id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{check_foreign}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_remark_insert BEFORE INSERT ON ledger_remark
  FOR EACH ROW EXECUTE FUNCTION lumbung_remark_insert();

-- @ lumbung_remark_update
CREATE FUNCTION lumbung_remark_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{check_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_remark_update BEFORE UPDATE ON ledger_remark
  FOR EACH ROW EXECUTE FUNCTION lumbung_remark_update();

-- @ lumbung_remark_delete
CREATE FUNCTION lumbung_remark_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{check_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_remark_delete BEFORE DELETE ON ledger_remark
  FOR EACH ROW EXECUTE FUNCTION lumbung_remark_delete();

-- @ lumbung_remark_truncate
CREATE FUNCTION lumbung_remark_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_remark_truncate BEFORE TRUNCATE ON ledger_remark
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_remark_truncate();

-- @ lumbung_remarkentry_insert
CREATE FUNCTION lumbung_remarkentry_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.position <> 1 + COALESCE((
    SELECT MAX(x.position) FROM ledger_remarkentry x WHERE x.remark_id = NEW.remark_id), 0)
    OR (NEW.act = 'opened') <> (NEW.position = 1) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{remark_chain}';
  END IF;
  IF NEW.act = 'closed' AND EXISTS (
    SELECT 1 FROM ledger_remarkentry x WHERE x.remark_id = NEW.remark_id
    AND x.act = 'answered' AND x.made_by_id = NEW.made_by_id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{remark_self}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_remarkentry_insert BEFORE INSERT ON ledger_remarkentry
  FOR EACH ROW EXECUTE FUNCTION lumbung_remarkentry_insert();

-- @ lumbung_remarkentry_update
CREATE FUNCTION lumbung_remarkentry_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{check_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_remarkentry_update BEFORE UPDATE ON ledger_remarkentry
  FOR EACH ROW EXECUTE FUNCTION lumbung_remarkentry_update();

-- @ lumbung_remarkentry_delete
CREATE FUNCTION lumbung_remarkentry_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{check_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_remarkentry_delete BEFORE DELETE ON ledger_remarkentry
  FOR EACH ROW EXECUTE FUNCTION lumbung_remarkentry_delete();

-- @ lumbung_remarkentry_truncate
CREATE FUNCTION lumbung_remarkentry_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_remarkentry_truncate BEFORE TRUNCATE ON ledger_remarkentry
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_remarkentry_truncate();
