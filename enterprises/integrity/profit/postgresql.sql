-- Guards of profit shared for PostgreSQL.
-- A line "-- @" starts the next guard: its function and trigger.

-- @ lumbung_profitallocation_update
CREATE FUNCTION lumbung_profitallocation_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{profit_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_profitallocation_update BEFORE UPDATE ON enterprises_profitallocation
  FOR EACH ROW EXECUTE FUNCTION lumbung_profitallocation_update();

-- @ lumbung_profitallocation_delete
CREATE FUNCTION lumbung_profitallocation_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{profit_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_profitallocation_delete BEFORE DELETE ON enterprises_profitallocation
  FOR EACH ROW EXECUTE FUNCTION lumbung_profitallocation_delete();

-- @ lumbung_profitallocation_truncate
CREATE FUNCTION lumbung_profitallocation_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{profit_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_profitallocation_truncate BEFORE TRUNCATE ON enterprises_profitallocation
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_profitallocation_truncate();

-- @ lumbung_allocationline_update
CREATE FUNCTION lumbung_allocationline_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{profit_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_allocationline_update BEFORE UPDATE ON enterprises_allocationline
  FOR EACH ROW EXECUTE FUNCTION lumbung_allocationline_update();

-- @ lumbung_allocationline_delete
CREATE FUNCTION lumbung_allocationline_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{profit_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_allocationline_delete BEFORE DELETE ON enterprises_allocationline
  FOR EACH ROW EXECUTE FUNCTION lumbung_allocationline_delete();

-- @ lumbung_allocationline_truncate
CREATE FUNCTION lumbung_allocationline_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{profit_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_allocationline_truncate BEFORE TRUNCATE ON enterprises_allocationline
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_allocationline_truncate();

-- @ lumbung_interimshare_update
CREATE FUNCTION lumbung_interimshare_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{profit_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_interimshare_update BEFORE UPDATE ON enterprises_interimshare
  FOR EACH ROW EXECUTE FUNCTION lumbung_interimshare_update();

-- @ lumbung_interimshare_delete
CREATE FUNCTION lumbung_interimshare_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{profit_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_interimshare_delete BEFORE DELETE ON enterprises_interimshare
  FOR EACH ROW EXECUTE FUNCTION lumbung_interimshare_delete();

-- @ lumbung_interimshare_truncate
CREATE FUNCTION lumbung_interimshare_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{profit_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_interimshare_truncate BEFORE TRUNCATE ON enterprises_interimshare
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_interimshare_truncate();

-- @ lumbung_profitrule_update
CREATE FUNCTION lumbung_profitrule_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{rule_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_profitrule_update BEFORE UPDATE ON enterprises_profitrule
  FOR EACH ROW EXECUTE FUNCTION lumbung_profitrule_update();

-- @ lumbung_profitrule_delete
CREATE FUNCTION lumbung_profitrule_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{rule_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_profitrule_delete BEFORE DELETE ON enterprises_profitrule
  FOR EACH ROW EXECUTE FUNCTION lumbung_profitrule_delete();

-- @ lumbung_profitrule_truncate
CREATE FUNCTION lumbung_profitrule_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{profit_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_profitrule_truncate BEFORE TRUNCATE ON enterprises_profitrule
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_profitrule_truncate();

-- @ lumbung_profitshare_insert
CREATE FUNCTION lumbung_profitshare_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT a.book_id FROM enterprises_profitallocation a WHERE a.id = NEW.allocation_id), (SELECT i.book_id FROM enterprises_interimshare i WHERE i.id = NEW.interim_id), -1) <> COALESCE((SELECT o.book_id FROM members_membership m JOIN members_organization o ON o.id = m.organization_id WHERE m.id = NEW.membership_id), -2) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{share_foreign}';
  END IF;
  IF NEW.paid_voucher_id IS NOT NULL AND COALESCE((SELECT v.book_id FROM ledger_voucher v WHERE v.id = NEW.paid_voucher_id), -3) <> COALESCE((SELECT a.book_id FROM enterprises_profitallocation a WHERE a.id = NEW.allocation_id), (SELECT i.book_id FROM enterprises_interimshare i WHERE i.id = NEW.interim_id), -1) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{share_foreign}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_profitshare_insert BEFORE INSERT ON enterprises_profitshare
  FOR EACH ROW EXECUTE FUNCTION lumbung_profitshare_insert();

-- @ lumbung_profitshare_update
CREATE FUNCTION lumbung_profitshare_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id IS DISTINCT FROM OLD.id OR NEW.membership_id IS DISTINCT FROM OLD.membership_id OR NEW.allocation_id IS DISTINCT FROM OLD.allocation_id OR NEW.interim_id IS DISTINCT FROM OLD.interim_id OR NEW.weight IS DISTINCT FROM OLD.weight OR NEW.amount IS DISTINCT FROM OLD.amount OR NEW.advance IS DISTINCT FROM OLD.advance THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{share_fixed}';
  END IF;
  IF NEW.paid_voucher_id IS DISTINCT FROM OLD.paid_voucher_id AND OLD.paid_voucher_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ledger_voucher r WHERE r.reversal_of_id = OLD.paid_voucher_id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{share_paid}';
  END IF;
  IF NEW.paid_voucher_id IS NOT NULL AND COALESCE((SELECT v.book_id FROM ledger_voucher v WHERE v.id = NEW.paid_voucher_id), -3) <> COALESCE((SELECT a.book_id FROM enterprises_profitallocation a WHERE a.id = NEW.allocation_id), (SELECT i.book_id FROM enterprises_interimshare i WHERE i.id = NEW.interim_id), -1) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{share_foreign}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_profitshare_update BEFORE UPDATE ON enterprises_profitshare
  FOR EACH ROW EXECUTE FUNCTION lumbung_profitshare_update();

-- @ lumbung_profitshare_delete
CREATE FUNCTION lumbung_profitshare_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{share_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_profitshare_delete BEFORE DELETE ON enterprises_profitshare
  FOR EACH ROW EXECUTE FUNCTION lumbung_profitshare_delete();

-- @ lumbung_profitshare_truncate
CREATE FUNCTION lumbung_profitshare_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{profit_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_profitshare_truncate BEFORE TRUNCATE ON enterprises_profitshare
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_profitshare_truncate();
