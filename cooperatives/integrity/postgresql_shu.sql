-- Guards of the sharing of the SHU for PostgreSQL; a line "-- @" starts the next one.

-- @ lumbung_shudistribution_insert
CREATE FUNCTION lumbung_shudistribution_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.state <> 'calculated' OR NEW.decision_id IS NOT NULL OR NEW.voucher_id IS NOT NULL OR NEW.reviewed_by_id IS NOT NULL THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{shu_born}';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM ledger_voucher v WHERE v.id = NEW.closing_id AND v.book_id = NEW.book_id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{shu_foreign}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_shudistribution_insert BEFORE INSERT ON cooperatives_shudistribution
  FOR EACH ROW EXECUTE FUNCTION lumbung_shudistribution_insert();

-- @ lumbung_shudistribution_update
CREATE FUNCTION lumbung_shudistribution_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id IS DISTINCT FROM OLD.id OR NEW.book_id IS DISTINCT FROM OLD.book_id OR NEW.year IS DISTINCT FROM OLD.year OR NEW.style IS DISTINCT FROM OLD.style OR NEW.capital_method IS DISTINCT FROM OLD.capital_method OR NEW.leavers IS DISTINCT FROM OLD.leavers OR NEW.rounding IS DISTINCT FROM OLD.rounding OR NEW.non_member IS DISTINCT FROM OLD.non_member OR NEW.base IS DISTINCT FROM OLD.base OR NEW.from_members IS DISTINCT FROM OLD.from_members OR NEW.from_non_members IS DISTINCT FROM OLD.from_non_members OR NEW.residual IS DISTINCT FROM OLD.residual OR NEW.closing_id IS DISTINCT FROM OLD.closing_id OR NEW.made_by_id IS DISTINCT FROM OLD.made_by_id OR NEW.made_at IS DISTINCT FROM OLD.made_at
    OR (OLD.decision_id IS NOT NULL AND NEW.decision_id IS DISTINCT FROM OLD.decision_id)
    OR (OLD.voucher_id IS NOT NULL AND NEW.voucher_id IS DISTINCT FROM OLD.voucher_id)
    OR (OLD.reviewed_by_id IS NOT NULL AND NEW.reviewed_by_id IS DISTINCT FROM OLD.reviewed_by_id)
    OR OLD.state = 'withdrawn' THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{shu_fixed}';
  END IF;
  IF NEW.state <> OLD.state AND NOT (
    (OLD.state = 'calculated' AND NEW.state = 'reviewed')
    OR (OLD.state = 'reviewed' AND NEW.state = 'approved')
    OR (OLD.state = 'approved' AND NEW.state = 'distributed')
    OR (OLD.state IN ('calculated', 'reviewed', 'approved') AND NEW.state = 'withdrawn')
    OR (OLD.state = 'distributed' AND NEW.state = 'withdrawn' AND EXISTS (
      SELECT 1 FROM ledger_voucher r WHERE r.reversal_of_id = OLD.voucher_id))) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{shu_state}';
  END IF;
  IF NEW.state IN ('reviewed', 'approved', 'distributed') AND (NEW.reviewed_by_id IS NULL OR NEW.reviewed_by_id = NEW.made_by_id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{shu_two_people}';
  END IF;
  IF OLD.state = 'calculated' AND NEW.state = 'reviewed' AND (
    NEW.base <> COALESCE((SELECT SUM(p.posted) FROM cooperatives_shupool p WHERE p.distribution_id = NEW.id AND p.level = 1), 0)
    OR COALESCE((SELECT SUM(s.jasa_modal + s.jasa_usaha) FROM cooperatives_shushare s WHERE s.distribution_id = NEW.id), 0)
      <> COALESCE((SELECT SUM(p.posted) FROM cooperatives_shupool p WHERE p.distribution_id = NEW.id AND p.pool IN ('jasa_modal', 'jasa_usaha')), 0)) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{shu_sums}';
  END IF;
  IF NEW.state IN ('approved', 'distributed') AND NOT EXISTS (
    SELECT 1 FROM members_decision d JOIN members_organization o ON o.id = d.organization_id
    WHERE d.id = NEW.decision_id AND d.kind = 'shu' AND o.book_id = NEW.book_id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{shu_undecided}';
  END IF;
  IF (NEW.state = 'distributed' OR NEW.voucher_id IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM ledger_voucher v WHERE v.id = NEW.voucher_id AND v.book_id = NEW.book_id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{shu_foreign}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_shudistribution_update BEFORE UPDATE ON cooperatives_shudistribution
  FOR EACH ROW EXECUTE FUNCTION lumbung_shudistribution_update();

-- @ lumbung_shudistribution_delete
CREATE FUNCTION lumbung_shudistribution_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{shu_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_shudistribution_delete BEFORE DELETE ON cooperatives_shudistribution
  FOR EACH ROW EXECUTE FUNCTION lumbung_shudistribution_delete();

-- @ lumbung_shudistribution_truncate
CREATE FUNCTION lumbung_shudistribution_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_shudistribution_truncate BEFORE TRUNCATE ON cooperatives_shudistribution
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_shudistribution_truncate();

-- @ lumbung_shuweight_insert
CREATE FUNCTION lumbung_shuweight_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM cooperatives_shudistribution d WHERE d.id = NEW.distribution_id AND d.state = 'calculated') THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{shu_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_shuweight_insert BEFORE INSERT ON cooperatives_shuweight
  FOR EACH ROW EXECUTE FUNCTION lumbung_shuweight_insert();

-- @ lumbung_shuweight_update
CREATE FUNCTION lumbung_shuweight_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{shu_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_shuweight_update BEFORE UPDATE ON cooperatives_shuweight
  FOR EACH ROW EXECUTE FUNCTION lumbung_shuweight_update();

-- @ lumbung_shuweight_delete
CREATE FUNCTION lumbung_shuweight_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{shu_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_shuweight_delete BEFORE DELETE ON cooperatives_shuweight
  FOR EACH ROW EXECUTE FUNCTION lumbung_shuweight_delete();

-- @ lumbung_shuweight_truncate
CREATE FUNCTION lumbung_shuweight_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_shuweight_truncate BEFORE TRUNCATE ON cooperatives_shuweight
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_shuweight_truncate();

-- @ lumbung_shupool_insert
CREATE FUNCTION lumbung_shupool_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM cooperatives_shudistribution d WHERE d.id = NEW.distribution_id AND d.state = 'calculated') THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{shu_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_shupool_insert BEFORE INSERT ON cooperatives_shupool
  FOR EACH ROW EXECUTE FUNCTION lumbung_shupool_insert();

-- @ lumbung_shupool_update
CREATE FUNCTION lumbung_shupool_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{shu_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_shupool_update BEFORE UPDATE ON cooperatives_shupool
  FOR EACH ROW EXECUTE FUNCTION lumbung_shupool_update();

-- @ lumbung_shupool_delete
CREATE FUNCTION lumbung_shupool_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{shu_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_shupool_delete BEFORE DELETE ON cooperatives_shupool
  FOR EACH ROW EXECUTE FUNCTION lumbung_shupool_delete();

-- @ lumbung_shupool_truncate
CREATE FUNCTION lumbung_shupool_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_shupool_truncate BEFORE TRUNCATE ON cooperatives_shupool
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_shupool_truncate();

-- @ lumbung_shushare_insert
CREATE FUNCTION lumbung_shushare_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM cooperatives_shudistribution d WHERE d.id = NEW.distribution_id AND d.state = 'calculated') THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{shu_fixed}';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM members_membership m JOIN members_organization o ON o.id = m.organization_id JOIN cooperatives_shudistribution d ON d.book_id = o.book_id WHERE m.id = NEW.membership_id AND d.id = NEW.distribution_id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{shu_foreign}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_shushare_insert BEFORE INSERT ON cooperatives_shushare
  FOR EACH ROW EXECUTE FUNCTION lumbung_shushare_insert();

-- @ lumbung_shushare_update
CREATE FUNCTION lumbung_shushare_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{shu_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_shushare_update BEFORE UPDATE ON cooperatives_shushare
  FOR EACH ROW EXECUTE FUNCTION lumbung_shushare_update();

-- @ lumbung_shushare_delete
CREATE FUNCTION lumbung_shushare_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{shu_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_shushare_delete BEFORE DELETE ON cooperatives_shushare
  FOR EACH ROW EXECUTE FUNCTION lumbung_shushare_delete();

-- @ lumbung_shushare_truncate
CREATE FUNCTION lumbung_shushare_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_shushare_truncate BEFORE TRUNCATE ON cooperatives_shushare
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_shushare_truncate();

-- @ lumbung_shupayment_insert
CREATE FUNCTION lumbung_shupayment_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM cooperatives_shushare s JOIN cooperatives_shudistribution d ON d.id = s.distribution_id JOIN ledger_voucher v ON v.book_id = d.book_id WHERE s.id = NEW.share_id AND v.id = NEW.voucher_id AND d.state = 'distributed' AND NEW.amount = s.jasa_modal + s.jasa_usaha) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{shu_unpayable}';
  END IF;
  IF EXISTS (SELECT 1 FROM cooperatives_shupayment x LEFT JOIN ledger_voucher r ON r.reversal_of_id = x.voucher_id WHERE x.share_id = NEW.share_id AND r.id IS NULL) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{shu_paid_twice}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_shupayment_insert BEFORE INSERT ON cooperatives_shupayment
  FOR EACH ROW EXECUTE FUNCTION lumbung_shupayment_insert();

-- @ lumbung_shupayment_update
CREATE FUNCTION lumbung_shupayment_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{shu_payment_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_shupayment_update BEFORE UPDATE ON cooperatives_shupayment
  FOR EACH ROW EXECUTE FUNCTION lumbung_shupayment_update();

-- @ lumbung_shupayment_delete
CREATE FUNCTION lumbung_shupayment_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{shu_payment_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_shupayment_delete BEFORE DELETE ON cooperatives_shupayment
  FOR EACH ROW EXECUTE FUNCTION lumbung_shupayment_delete();

-- @ lumbung_shupayment_truncate
CREATE FUNCTION lumbung_shupayment_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_shupayment_truncate BEFORE TRUNCATE ON cooperatives_shupayment
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_shupayment_truncate();

-- @ lumbung_shufunduse_insert
CREATE FUNCTION lumbung_shufunduse_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_voucher v WHERE v.id = NEW.voucher_id AND v.book_id = NEW.book_id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{shu_foreign}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_shufunduse_insert BEFORE INSERT ON cooperatives_shufunduse
  FOR EACH ROW EXECUTE FUNCTION lumbung_shufunduse_insert();

-- @ lumbung_shufunduse_update
CREATE FUNCTION lumbung_shufunduse_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{shu_payment_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_shufunduse_update BEFORE UPDATE ON cooperatives_shufunduse
  FOR EACH ROW EXECUTE FUNCTION lumbung_shufunduse_update();

-- @ lumbung_shufunduse_delete
CREATE FUNCTION lumbung_shufunduse_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{shu_payment_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_shufunduse_delete BEFORE DELETE ON cooperatives_shufunduse
  FOR EACH ROW EXECUTE FUNCTION lumbung_shufunduse_delete();

-- @ lumbung_shufunduse_truncate
CREATE FUNCTION lumbung_shufunduse_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_shufunduse_truncate BEFORE TRUNCATE ON cooperatives_shufunduse
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_shufunduse_truncate();
