-- Guards of members' tables for PostgreSQL; a line "-- @" starts the next one.

-- @ lumbung_loan_update
CREATE FUNCTION lumbung_loan_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id <> OLD.id OR (OLD.state <> 'applied' AND (
    NEW.principal <> OLD.principal
    OR NEW.months <> OLD.months
    OR NEW.method <> OLD.method
    OR NEW.annual_rate <> OLD.annual_rate
    OR NEW.product_id <> OLD.product_id
    OR NEW.membership_id <> OLD.membership_id
    OR NEW.number <> OLD.number
    OR NEW.made_by_id <> OLD.made_by_id
    OR NEW.applied_on <> OLD.applied_on
    OR (OLD.decided_by_id IS NOT NULL AND (NEW.decided_by_id IS DISTINCT FROM OLD.decided_by_id
      OR NEW.decided_on IS DISTINCT FROM OLD.decided_on OR NEW.decision_no <> OLD.decision_no))
    OR (OLD.subsidiary_id IS NOT NULL AND (NEW.subsidiary_id IS DISTINCT FROM OLD.subsidiary_id
      OR NEW.disbursed_on IS DISTINCT FROM OLD.disbursed_on)))) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{loan_fixed}';
  END IF;
  IF NEW.decided_by_id = NEW.made_by_id THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{loan_self}';
  END IF;
  IF NEW.state <> OLD.state AND NOT (
    (OLD.state = 'applied' AND NEW.state IN ('approved', 'refused', 'withdrawn'))
    OR (OLD.state = 'approved' AND NEW.state IN ('disbursed', 'withdrawn'))
    OR (OLD.state = 'disbursed' AND NEW.state = 'written_off')
    OR (OLD.state = 'disbursed' AND NEW.state = 'withdrawn' AND EXISTS (
      SELECT 1 FROM ledger_voucher v JOIN ledger_voucher r ON r.reversal_of_id = v.id
      JOIN ledger_line l ON l.voucher_id = v.id
      WHERE l.subsidiary_id = OLD.subsidiary_id AND v.key = 'loan-' || OLD.id))
    OR (OLD.state = 'written_off' AND NEW.state = 'disbursed' AND EXISTS (
      SELECT 1 FROM members_loanwriteoff w JOIN ledger_voucher r ON r.reversal_of_id = w.voucher_id
      WHERE w.loan_id = OLD.id) AND NOT EXISTS (
      SELECT 1 FROM members_loanwriteoff w
      LEFT JOIN ledger_voucher r ON r.reversal_of_id = w.voucher_id
      WHERE w.loan_id = OLD.id AND r.id IS NULL))) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{loan_state}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_loan_update BEFORE UPDATE ON members_loan
  FOR EACH ROW EXECUTE FUNCTION lumbung_loan_update();

-- @ lumbung_loan_delete
CREATE FUNCTION lumbung_loan_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{loan_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_loan_delete BEFORE DELETE ON members_loan
  FOR EACH ROW EXECUTE FUNCTION lumbung_loan_delete();

-- @ lumbung_loanproduct_update
CREATE FUNCTION lumbung_loanproduct_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF (NEW.id <> OLD.id
    OR NEW.organization_id IS DISTINCT FROM OLD.organization_id
    OR NEW.code IS DISTINCT FROM OLD.code
    OR NEW.method IS DISTINCT FROM OLD.method
    OR NEW.valid_from IS DISTINCT FROM OLD.valid_from
    OR NEW.annual_rate IS DISTINCT FROM OLD.annual_rate
    OR NEW.rate_basis IS DISTINCT FROM OLD.rate_basis
    OR NEW.day_count IS DISTINCT FROM OLD.day_count
    OR NEW.rounding IS DISTINCT FROM OLD.rounding
    OR NEW.provision_percent IS DISTINCT FROM OLD.provision_percent
    OR NEW.admin_fee IS DISTINCT FROM OLD.admin_fee
    OR NEW.fee_account_id IS DISTINCT FROM OLD.fee_account_id
    OR NEW.swp_percent IS DISTINCT FROM OLD.swp_percent
    OR NEW.swp_product_id IS DISTINCT FROM OLD.swp_product_id
    OR NEW.penalty_percent_per_day IS DISTINCT FROM OLD.penalty_percent_per_day
    OR NEW.grace_days IS DISTINCT FROM OLD.grace_days
    OR NEW.early_fee_percent IS DISTINCT FROM OLD.early_fee_percent
    OR NEW.payment_order IS DISTINCT FROM OLD.payment_order
    OR NEW.max_amount IS DISTINCT FROM OLD.max_amount
    OR NEW.max_months IS DISTINCT FROM OLD.max_months
    OR NEW.manager_limit IS DISTINCT FROM OLD.manager_limit
    OR NEW.meeting_limit IS DISTINCT FROM OLD.meeting_limit
    OR NEW.analysis_from IS DISTINCT FROM OLD.analysis_from
    OR NEW.account_id IS DISTINCT FROM OLD.account_id
    OR NEW.interest_account_id IS DISTINCT FROM OLD.interest_account_id
    OR NEW.penalty_account_id IS DISTINCT FROM OLD.penalty_account_id
    OR NEW.allowance_account_id IS DISTINCT FROM OLD.allowance_account_id
    OR NEW.loss_account_id IS DISTINCT FROM OLD.loss_account_id
    OR NEW.recovery_account_id IS DISTINCT FROM OLD.recovery_account_id
    OR NEW.unit_id IS DISTINCT FROM OLD.unit_id)
    AND EXISTS (SELECT 1 FROM members_loan x WHERE x.product_id = OLD.id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{loan_terms_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_loanproduct_update BEFORE UPDATE ON members_loanproduct
  FOR EACH ROW EXECUTE FUNCTION lumbung_loanproduct_update();

-- @ lumbung_loanproduct_delete
CREATE FUNCTION lumbung_loanproduct_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF EXISTS (SELECT 1 FROM members_loan x WHERE x.product_id = OLD.id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{loan_terms_fixed}';
  END IF;
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_loanproduct_delete BEFORE DELETE ON members_loanproduct
  FOR EACH ROW EXECUTE FUNCTION lumbung_loanproduct_delete();

-- @ lumbung_grouploan_update
CREATE FUNCTION lumbung_grouploan_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id <> OLD.id
    OR NEW.organization_id <> OLD.organization_id
    OR NEW.number <> OLD.number
    OR NEW.lender <> OLD.lender
    OR NEW.principal <> OLD.principal
    OR NEW.months <> OLD.months
    OR NEW.method <> OLD.method
    OR NEW.annual_rate <> OLD.annual_rate
    OR NEW.day_count <> OLD.day_count
    OR NEW.rounding <> OLD.rounding
    OR NEW.received_on <> OLD.received_on
    OR NEW.account_id <> OLD.account_id
    OR NEW.interest_account_id <> OLD.interest_account_id
    OR NEW.made_by_id <> OLD.made_by_id
    OR (OLD.subsidiary_id IS NOT NULL AND NEW.subsidiary_id IS DISTINCT FROM OLD.subsidiary_id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{group_loan_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_grouploan_update BEFORE UPDATE ON members_grouploan
  FOR EACH ROW EXECUTE FUNCTION lumbung_grouploan_update();

-- @ lumbung_grouploan_delete
CREATE FUNCTION lumbung_grouploan_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{group_loan_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_grouploan_delete BEFORE DELETE ON members_grouploan
  FOR EACH ROW EXECUTE FUNCTION lumbung_grouploan_delete();

-- @ lumbung_loaninstalment_update
CREATE FUNCTION lumbung_loaninstalment_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{loan_row_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_loaninstalment_update BEFORE UPDATE ON members_loaninstalment
  FOR EACH ROW EXECUTE FUNCTION lumbung_loaninstalment_update();

-- @ lumbung_loaninstalment_delete
CREATE FUNCTION lumbung_loaninstalment_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{loan_row_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_loaninstalment_delete BEFORE DELETE ON members_loaninstalment
  FOR EACH ROW EXECUTE FUNCTION lumbung_loaninstalment_delete();

-- @ lumbung_loanpayment_update
CREATE FUNCTION lumbung_loanpayment_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{loan_row_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_loanpayment_update BEFORE UPDATE ON members_loanpayment
  FOR EACH ROW EXECUTE FUNCTION lumbung_loanpayment_update();

-- @ lumbung_loanpayment_delete
CREATE FUNCTION lumbung_loanpayment_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{loan_row_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_loanpayment_delete BEFORE DELETE ON members_loanpayment
  FOR EACH ROW EXECUTE FUNCTION lumbung_loanpayment_delete();

-- @ lumbung_loananalysis_update
CREATE FUNCTION lumbung_loananalysis_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{loan_row_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_loananalysis_update BEFORE UPDATE ON members_loananalysis
  FOR EACH ROW EXECUTE FUNCTION lumbung_loananalysis_update();

-- @ lumbung_loananalysis_delete
CREATE FUNCTION lumbung_loananalysis_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{loan_row_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_loananalysis_delete BEFORE DELETE ON members_loananalysis
  FOR EACH ROW EXECUTE FUNCTION lumbung_loananalysis_delete();

-- @ lumbung_loanreschedule_update
CREATE FUNCTION lumbung_loanreschedule_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{loan_row_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_loanreschedule_update BEFORE UPDATE ON members_loanreschedule
  FOR EACH ROW EXECUTE FUNCTION lumbung_loanreschedule_update();

-- @ lumbung_loanreschedule_delete
CREATE FUNCTION lumbung_loanreschedule_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{loan_row_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_loanreschedule_delete BEFORE DELETE ON members_loanreschedule
  FOR EACH ROW EXECUTE FUNCTION lumbung_loanreschedule_delete();

-- @ lumbung_loanwriteoff_insert
CREATE FUNCTION lumbung_loanwriteoff_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF EXISTS (
    SELECT 1 FROM members_loanwriteoff x WHERE x.loan_id = NEW.loan_id AND NOT EXISTS (
      SELECT 1 FROM ledger_voucher r WHERE r.reversal_of_id = x.voucher_id)) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{loan_row_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_loanwriteoff_insert BEFORE INSERT ON members_loanwriteoff
  FOR EACH ROW EXECUTE FUNCTION lumbung_loanwriteoff_insert();

-- @ lumbung_loanwriteoff_update
CREATE FUNCTION lumbung_loanwriteoff_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{loan_row_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_loanwriteoff_update BEFORE UPDATE ON members_loanwriteoff
  FOR EACH ROW EXECUTE FUNCTION lumbung_loanwriteoff_update();

-- @ lumbung_loanwriteoff_delete
CREATE FUNCTION lumbung_loanwriteoff_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{loan_row_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_loanwriteoff_delete BEFORE DELETE ON members_loanwriteoff
  FOR EACH ROW EXECUTE FUNCTION lumbung_loanwriteoff_delete();

-- @ lumbung_loanrecovery_update
CREATE FUNCTION lumbung_loanrecovery_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{loan_row_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_loanrecovery_update BEFORE UPDATE ON members_loanrecovery
  FOR EACH ROW EXECUTE FUNCTION lumbung_loanrecovery_update();

-- @ lumbung_loanrecovery_delete
CREATE FUNCTION lumbung_loanrecovery_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{loan_row_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_loanrecovery_delete BEFORE DELETE ON members_loanrecovery
  FOR EACH ROW EXECUTE FUNCTION lumbung_loanrecovery_delete();

-- @ lumbung_loanclasstable_update
CREATE FUNCTION lumbung_loanclasstable_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{loan_row_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_loanclasstable_update BEFORE UPDATE ON members_loanclasstable
  FOR EACH ROW EXECUTE FUNCTION lumbung_loanclasstable_update();

-- @ lumbung_loanclasstable_delete
CREATE FUNCTION lumbung_loanclasstable_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{loan_row_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_loanclasstable_delete BEFORE DELETE ON members_loanclasstable
  FOR EACH ROW EXECUTE FUNCTION lumbung_loanclasstable_delete();

-- @ lumbung_loanclass_update
CREATE FUNCTION lumbung_loanclass_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{loan_row_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_loanclass_update BEFORE UPDATE ON members_loanclass
  FOR EACH ROW EXECUTE FUNCTION lumbung_loanclass_update();

-- @ lumbung_loanclass_delete
CREATE FUNCTION lumbung_loanclass_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{loan_row_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_loanclass_delete BEFORE DELETE ON members_loanclass
  FOR EACH ROW EXECUTE FUNCTION lumbung_loanclass_delete();

-- @ lumbung_allowancerun_update
CREATE FUNCTION lumbung_allowancerun_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{loan_row_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_allowancerun_update BEFORE UPDATE ON members_allowancerun
  FOR EACH ROW EXECUTE FUNCTION lumbung_allowancerun_update();

-- @ lumbung_allowancerun_delete
CREATE FUNCTION lumbung_allowancerun_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{loan_row_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_allowancerun_delete BEFORE DELETE ON members_allowancerun
  FOR EACH ROW EXECUTE FUNCTION lumbung_allowancerun_delete();

-- @ lumbung_allowancerow_update
CREATE FUNCTION lumbung_allowancerow_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{loan_row_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_allowancerow_update BEFORE UPDATE ON members_allowancerow
  FOR EACH ROW EXECUTE FUNCTION lumbung_allowancerow_update();

-- @ lumbung_allowancerow_delete
CREATE FUNCTION lumbung_allowancerow_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{loan_row_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_allowancerow_delete BEFORE DELETE ON members_allowancerow
  FOR EACH ROW EXECUTE FUNCTION lumbung_allowancerow_delete();

-- @ lumbung_grouploanshare_update
CREATE FUNCTION lumbung_grouploanshare_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{group_loan_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_grouploanshare_update BEFORE UPDATE ON members_grouploanshare
  FOR EACH ROW EXECUTE FUNCTION lumbung_grouploanshare_update();

-- @ lumbung_grouploanshare_delete
CREATE FUNCTION lumbung_grouploanshare_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{group_loan_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_grouploanshare_delete BEFORE DELETE ON members_grouploanshare
  FOR EACH ROW EXECUTE FUNCTION lumbung_grouploanshare_delete();

-- @ lumbung_loan_truncate
CREATE FUNCTION lumbung_loan_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_loan_truncate BEFORE TRUNCATE ON members_loan
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_loan_truncate();

-- @ lumbung_loanproduct_truncate
CREATE FUNCTION lumbung_loanproduct_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_loanproduct_truncate BEFORE TRUNCATE ON members_loanproduct
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_loanproduct_truncate();

-- @ lumbung_grouploan_truncate
CREATE FUNCTION lumbung_grouploan_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_grouploan_truncate BEFORE TRUNCATE ON members_grouploan
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_grouploan_truncate();

-- @ lumbung_loaninstalment_truncate
CREATE FUNCTION lumbung_loaninstalment_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_loaninstalment_truncate BEFORE TRUNCATE ON members_loaninstalment
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_loaninstalment_truncate();

-- @ lumbung_loanpayment_truncate
CREATE FUNCTION lumbung_loanpayment_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_loanpayment_truncate BEFORE TRUNCATE ON members_loanpayment
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_loanpayment_truncate();

-- @ lumbung_loananalysis_truncate
CREATE FUNCTION lumbung_loananalysis_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_loananalysis_truncate BEFORE TRUNCATE ON members_loananalysis
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_loananalysis_truncate();

-- @ lumbung_loanreschedule_truncate
CREATE FUNCTION lumbung_loanreschedule_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_loanreschedule_truncate BEFORE TRUNCATE ON members_loanreschedule
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_loanreschedule_truncate();

-- @ lumbung_loanwriteoff_truncate
CREATE FUNCTION lumbung_loanwriteoff_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_loanwriteoff_truncate BEFORE TRUNCATE ON members_loanwriteoff
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_loanwriteoff_truncate();

-- @ lumbung_loanrecovery_truncate
CREATE FUNCTION lumbung_loanrecovery_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_loanrecovery_truncate BEFORE TRUNCATE ON members_loanrecovery
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_loanrecovery_truncate();

-- @ lumbung_loanclasstable_truncate
CREATE FUNCTION lumbung_loanclasstable_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_loanclasstable_truncate BEFORE TRUNCATE ON members_loanclasstable
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_loanclasstable_truncate();

-- @ lumbung_loanclass_truncate
CREATE FUNCTION lumbung_loanclass_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_loanclass_truncate BEFORE TRUNCATE ON members_loanclass
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_loanclass_truncate();

-- @ lumbung_allowancerun_truncate
CREATE FUNCTION lumbung_allowancerun_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_allowancerun_truncate BEFORE TRUNCATE ON members_allowancerun
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_allowancerun_truncate();

-- @ lumbung_allowancerow_truncate
CREATE FUNCTION lumbung_allowancerow_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_allowancerow_truncate BEFORE TRUNCATE ON members_allowancerow
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_allowancerow_truncate();

-- @ lumbung_grouploanshare_truncate
CREATE FUNCTION lumbung_grouploanshare_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_grouploanshare_truncate BEFORE TRUNCATE ON members_grouploanshare
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_grouploanshare_truncate();
