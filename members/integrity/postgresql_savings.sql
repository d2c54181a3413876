-- Guards of savings and dues for PostgreSQL: what was written stays, and stays in its organization.
-- A line "-- @" starts the next guard: its function and trigger.

-- @ lumbung_savingsproduct_update
CREATE FUNCTION lumbung_savingsproduct_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id <> OLD.id OR NEW.organization_id <> OLD.organization_id THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{product_fixed}';
  END IF;
  IF (NEW.kind <> OLD.kind OR NEW.account_id <> OLD.account_id) AND (EXISTS (SELECT 1 FROM members_savingsaccount a WHERE a.product_id = OLD.id)
    OR EXISTS (SELECT 1 FROM members_obligation b WHERE b.product_id = OLD.id)
    OR EXISTS (SELECT 1 FROM members_fundcontribution c WHERE c.product_id = OLD.id)) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{product_used}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_savingsproduct_update BEFORE UPDATE ON members_savingsproduct
  FOR EACH ROW EXECUTE FUNCTION lumbung_savingsproduct_update();

-- @ lumbung_savingsproduct_delete
CREATE FUNCTION lumbung_savingsproduct_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF (EXISTS (SELECT 1 FROM members_savingsaccount a WHERE a.product_id = OLD.id)
    OR EXISTS (SELECT 1 FROM members_obligation b WHERE b.product_id = OLD.id)
    OR EXISTS (SELECT 1 FROM members_fundcontribution c WHERE c.product_id = OLD.id)) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{product_used}';
  END IF;
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_savingsproduct_delete BEFORE DELETE ON members_savingsproduct
  FOR EACH ROW EXECUTE FUNCTION lumbung_savingsproduct_delete();

-- @ lumbung_savingsproduct_insert
CREATE FUNCTION lumbung_savingsproduct_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT o.book_id FROM members_organization o WHERE o.id = NEW.organization_id), -1) <> COALESCE((SELECT a.book_id FROM ledger_account a WHERE a.id = NEW.account_id), -2) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{savings_foreign}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_savingsproduct_insert BEFORE INSERT ON members_savingsproduct
  FOR EACH ROW EXECUTE FUNCTION lumbung_savingsproduct_insert();

-- @ lumbung_savingsproduct_truncate
CREATE FUNCTION lumbung_savingsproduct_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{savings_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_savingsproduct_truncate BEFORE TRUNCATE ON members_savingsproduct
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_savingsproduct_truncate();

-- @ lumbung_savingsterms_update
CREATE FUNCTION lumbung_savingsterms_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id IS DISTINCT FROM OLD.id OR NEW.product_id IS DISTINCT FROM OLD.product_id OR NEW.valid_from IS DISTINCT FROM OLD.valid_from OR NEW.fixed_amount IS DISTINCT FROM OLD.fixed_amount OR NEW.minimum IS DISTINCT FROM OLD.minimum OR NEW.interest_percent IS DISTINCT FROM OLD.interest_percent OR NEW.interest_method IS DISTINCT FROM OLD.interest_method OR NEW.break_penalty_percent IS DISTINCT FROM OLD.break_penalty_percent OR NEW.due_day IS DISTINCT FROM OLD.due_day OR NEW.is_taxed IS DISTINCT FROM OLD.is_taxed OR NEW.decision IS DISTINCT FROM OLD.decision OR NEW.made_by_id IS DISTINCT FROM OLD.made_by_id THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{terms_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_savingsterms_update BEFORE UPDATE ON members_savingsterms
  FOR EACH ROW EXECUTE FUNCTION lumbung_savingsterms_update();

-- @ lumbung_savingsterms_delete
CREATE FUNCTION lumbung_savingsterms_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{terms_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_savingsterms_delete BEFORE DELETE ON members_savingsterms
  FOR EACH ROW EXECUTE FUNCTION lumbung_savingsterms_delete();

-- @ lumbung_savingsterms_truncate
CREATE FUNCTION lumbung_savingsterms_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{savings_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_savingsterms_truncate BEFORE TRUNCATE ON members_savingsterms
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_savingsterms_truncate();

-- @ lumbung_savingsaccount_insert
CREATE FUNCTION lumbung_savingsaccount_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT m.organization_id FROM members_membership m WHERE m.id = NEW.membership_id), -1) <> COALESCE((SELECT p.organization_id FROM members_savingsproduct p WHERE p.id = NEW.product_id), -2) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{savings_foreign}';
  END IF;
  IF COALESCE((SELECT s.account_id FROM ledger_subsidiary s WHERE s.id = NEW.subsidiary_id), -1)
    <> COALESCE((SELECT p.account_id FROM members_savingsproduct p WHERE p.id = NEW.product_id), -2) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{savings_foreign}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_savingsaccount_insert BEFORE INSERT ON members_savingsaccount
  FOR EACH ROW EXECUTE FUNCTION lumbung_savingsaccount_insert();

-- @ lumbung_savingsaccount_update
CREATE FUNCTION lumbung_savingsaccount_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id IS DISTINCT FROM OLD.id OR NEW.membership_id IS DISTINCT FROM OLD.membership_id OR NEW.product_id IS DISTINCT FROM OLD.product_id OR NEW.subsidiary_id IS DISTINCT FROM OLD.subsidiary_id OR NEW.certificate IS DISTINCT FROM OLD.certificate OR NEW.placed_on IS DISTINCT FROM OLD.placed_on THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{account_fixed}';
  END IF;
  IF NEW.matures_on < OLD.matures_on THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{account_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_savingsaccount_update BEFORE UPDATE ON members_savingsaccount
  FOR EACH ROW EXECUTE FUNCTION lumbung_savingsaccount_update();

-- @ lumbung_savingsaccount_delete
CREATE FUNCTION lumbung_savingsaccount_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{account_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_savingsaccount_delete BEFORE DELETE ON members_savingsaccount
  FOR EACH ROW EXECUTE FUNCTION lumbung_savingsaccount_delete();

-- @ lumbung_savingsaccount_truncate
CREATE FUNCTION lumbung_savingsaccount_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{savings_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_savingsaccount_truncate BEFORE TRUNCATE ON members_savingsaccount
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_savingsaccount_truncate();

-- @ lumbung_interestslip_insert
CREATE FUNCTION lumbung_interestslip_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT s.book_id FROM members_savingsaccount a JOIN ledger_subsidiary s
    ON s.id = a.subsidiary_id WHERE a.id = NEW.account_id), -1) <> COALESCE((SELECT v.book_id FROM ledger_voucher v WHERE v.id = NEW.voucher_id), -2) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{savings_foreign}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_interestslip_insert BEFORE INSERT ON members_interestslip
  FOR EACH ROW EXECUTE FUNCTION lumbung_interestslip_insert();

-- @ lumbung_interestslip_update
CREATE FUNCTION lumbung_interestslip_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id IS DISTINCT FROM OLD.id OR NEW.account_id IS DISTINCT FROM OLD.account_id OR NEW.year IS DISTINCT FROM OLD.year OR NEW.month IS DISTINCT FROM OLD.month OR NEW.gross IS DISTINCT FROM OLD.gross OR NEW.tax IS DISTINCT FROM OLD.tax OR NEW.voucher_id IS DISTINCT FROM OLD.voucher_id THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{slip_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_interestslip_update BEFORE UPDATE ON members_interestslip
  FOR EACH ROW EXECUTE FUNCTION lumbung_interestslip_update();

-- @ lumbung_interestslip_delete
CREATE FUNCTION lumbung_interestslip_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{slip_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_interestslip_delete BEFORE DELETE ON members_interestslip
  FOR EACH ROW EXECUTE FUNCTION lumbung_interestslip_delete();

-- @ lumbung_interestslip_truncate
CREATE FUNCTION lumbung_interestslip_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{savings_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_interestslip_truncate BEFORE TRUNCATE ON members_interestslip
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_interestslip_truncate();

-- @ lumbung_obligation_insert
CREATE FUNCTION lumbung_obligation_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT m.organization_id FROM members_membership m WHERE m.id = NEW.membership_id), -1) <> COALESCE((SELECT p.organization_id FROM members_savingsproduct p WHERE p.id = NEW.product_id), -2) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{savings_foreign}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_obligation_insert BEFORE INSERT ON members_obligation
  FOR EACH ROW EXECUTE FUNCTION lumbung_obligation_insert();

-- @ lumbung_obligation_update
CREATE FUNCTION lumbung_obligation_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id IS DISTINCT FROM OLD.id OR NEW.membership_id IS DISTINCT FROM OLD.membership_id OR NEW.product_id IS DISTINCT FROM OLD.product_id OR NEW.period IS DISTINCT FROM OLD.period OR NEW.due_on IS DISTINCT FROM OLD.due_on OR NEW.amount IS DISTINCT FROM OLD.amount THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{obligation_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_obligation_update BEFORE UPDATE ON members_obligation
  FOR EACH ROW EXECUTE FUNCTION lumbung_obligation_update();

-- @ lumbung_obligation_delete
CREATE FUNCTION lumbung_obligation_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{obligation_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_obligation_delete BEFORE DELETE ON members_obligation
  FOR EACH ROW EXECUTE FUNCTION lumbung_obligation_delete();

-- @ lumbung_obligation_truncate
CREATE FUNCTION lumbung_obligation_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{savings_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_obligation_truncate BEFORE TRUNCATE ON members_obligation
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_obligation_truncate();

-- @ lumbung_fundcontribution_insert
CREATE FUNCTION lumbung_fundcontribution_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT m.organization_id FROM members_membership m WHERE m.id = NEW.membership_id), -1) <> COALESCE((SELECT p.organization_id FROM members_savingsproduct p WHERE p.id = NEW.product_id), -2) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{savings_foreign}';
  END IF;
  IF COALESCE((SELECT o.book_id FROM members_savingsproduct p JOIN members_organization o ON o.id = p.organization_id WHERE p.id = NEW.product_id), -1) <> COALESCE((SELECT v.book_id FROM ledger_voucher v WHERE v.id = NEW.voucher_id), -2) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{savings_foreign}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_fundcontribution_insert BEFORE INSERT ON members_fundcontribution
  FOR EACH ROW EXECUTE FUNCTION lumbung_fundcontribution_insert();

-- @ lumbung_fundcontribution_update
CREATE FUNCTION lumbung_fundcontribution_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id IS DISTINCT FROM OLD.id OR NEW.membership_id IS DISTINCT FROM OLD.membership_id OR NEW.product_id IS DISTINCT FROM OLD.product_id OR NEW.voucher_id IS DISTINCT FROM OLD.voucher_id OR NEW.amount IS DISTINCT FROM OLD.amount THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{contribution_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_fundcontribution_update BEFORE UPDATE ON members_fundcontribution
  FOR EACH ROW EXECUTE FUNCTION lumbung_fundcontribution_update();

-- @ lumbung_fundcontribution_delete
CREATE FUNCTION lumbung_fundcontribution_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{contribution_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_fundcontribution_delete BEFORE DELETE ON members_fundcontribution
  FOR EACH ROW EXECUTE FUNCTION lumbung_fundcontribution_delete();

-- @ lumbung_fundcontribution_truncate
CREATE FUNCTION lumbung_fundcontribution_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{savings_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_fundcontribution_truncate BEFORE TRUNCATE ON members_fundcontribution
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_fundcontribution_truncate();

-- @ lumbung_funduse_insert
CREATE FUNCTION lumbung_funduse_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT o.book_id FROM members_savingsproduct p JOIN members_organization o ON o.id = p.organization_id WHERE p.id = NEW.product_id), -1) <> COALESCE((SELECT v.book_id FROM ledger_voucher v WHERE v.id = NEW.voucher_id), -2) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{savings_foreign}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_funduse_insert BEFORE INSERT ON members_funduse
  FOR EACH ROW EXECUTE FUNCTION lumbung_funduse_insert();

-- @ lumbung_funduse_update
CREATE FUNCTION lumbung_funduse_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id IS DISTINCT FROM OLD.id OR NEW.product_id IS DISTINCT FROM OLD.product_id OR NEW.voucher_id IS DISTINCT FROM OLD.voucher_id OR NEW.beneficiary IS DISTINCT FROM OLD.beneficiary OR NEW.recipient IS DISTINCT FROM OLD.recipient OR NEW.decision IS DISTINCT FROM OLD.decision THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{fund_use_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_funduse_update BEFORE UPDATE ON members_funduse
  FOR EACH ROW EXECUTE FUNCTION lumbung_funduse_update();

-- @ lumbung_funduse_delete
CREATE FUNCTION lumbung_funduse_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{fund_use_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_funduse_delete BEFORE DELETE ON members_funduse
  FOR EACH ROW EXECUTE FUNCTION lumbung_funduse_delete();

-- @ lumbung_funduse_truncate
CREATE FUNCTION lumbung_funduse_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{savings_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_funduse_truncate BEFORE TRUNCATE ON members_funduse
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_funduse_truncate();

-- @ lumbung_duesexemption_insert
CREATE FUNCTION lumbung_duesexemption_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.product_id IS NOT NULL AND COALESCE((SELECT m.organization_id FROM members_membership m WHERE m.id = NEW.membership_id), -1) <> COALESCE((SELECT p.organization_id FROM members_savingsproduct p WHERE p.id = NEW.product_id), -2) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{savings_foreign}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_duesexemption_insert BEFORE INSERT ON members_duesexemption
  FOR EACH ROW EXECUTE FUNCTION lumbung_duesexemption_insert();

-- @ lumbung_duesexemption_update
CREATE FUNCTION lumbung_duesexemption_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id IS DISTINCT FROM OLD.id OR NEW.membership_id IS DISTINCT FROM OLD.membership_id OR NEW.product_id IS DISTINCT FROM OLD.product_id OR NEW.starts_on IS DISTINCT FROM OLD.starts_on OR NEW.reason IS DISTINCT FROM OLD.reason OR NEW.made_by_id IS DISTINCT FROM OLD.made_by_id OR NEW.made_at IS DISTINCT FROM OLD.made_at THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{exemption_fixed}';
  END IF;
  IF NEW.ends_on IS NULL OR NEW.ends_on > OLD.ends_on THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{exemption_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_duesexemption_update BEFORE UPDATE ON members_duesexemption
  FOR EACH ROW EXECUTE FUNCTION lumbung_duesexemption_update();

-- @ lumbung_duesexemption_delete
CREATE FUNCTION lumbung_duesexemption_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{exemption_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_duesexemption_delete BEFORE DELETE ON members_duesexemption
  FOR EACH ROW EXECUTE FUNCTION lumbung_duesexemption_delete();

-- @ lumbung_duesexemption_truncate
CREATE FUNCTION lumbung_duesexemption_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{savings_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_duesexemption_truncate BEFORE TRUNCATE ON members_duesexemption
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_duesexemption_truncate();
