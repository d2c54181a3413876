-- Guards of members' tables for SQLite; the rules of writing them: ledger/integrity/sqlite.sql.

-- @ lumbung_loan_insert
CREATE TRIGGER lumbung_loan_insert BEFORE INSERT ON members_loan BEGIN
  SELECT RAISE(ABORT, '{loan_fixed}') WHERE EXISTS (
    SELECT 1 FROM members_loan x WHERE x.id = NEW.id
    OR (x.product_id = NEW.product_id AND x.number = NEW.number)
    OR x.subsidiary_id = NEW.subsidiary_id);
END;

-- @ lumbung_loan_update
CREATE TRIGGER lumbung_loan_update BEFORE UPDATE ON members_loan BEGIN
  SELECT RAISE(ABORT, '{loan_fixed}') WHERE NEW.id <> OLD.id OR (OLD.state <> 'applied' AND (
    NEW.principal <> OLD.principal
    OR NEW.months <> OLD.months
    OR NEW.method <> OLD.method
    OR NEW.annual_rate <> OLD.annual_rate
    OR NEW.product_id <> OLD.product_id
    OR NEW.membership_id <> OLD.membership_id
    OR NEW.number <> OLD.number
    OR NEW.made_by_id <> OLD.made_by_id
    OR NEW.applied_on <> OLD.applied_on
    OR (OLD.decided_by_id IS NOT NULL AND (NEW.decided_by_id IS NOT OLD.decided_by_id
      OR NEW.decided_on IS NOT OLD.decided_on OR NEW.decision_no <> OLD.decision_no))
    OR (OLD.subsidiary_id IS NOT NULL AND (NEW.subsidiary_id IS NOT OLD.subsidiary_id
      OR NEW.disbursed_on IS NOT OLD.disbursed_on))));
  SELECT RAISE(ABORT, '{loan_self}') WHERE NEW.decided_by_id = NEW.made_by_id;
  SELECT RAISE(ABORT, '{loan_state}') WHERE NEW.state <> OLD.state AND NOT (
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
      WHERE w.loan_id = OLD.id AND r.id IS NULL)));
END;

-- @ lumbung_loan_delete
CREATE TRIGGER lumbung_loan_delete BEFORE DELETE ON members_loan BEGIN
  SELECT RAISE(ABORT, '{loan_fixed}');
END;

-- @ lumbung_loanproduct_insert
CREATE TRIGGER lumbung_loanproduct_insert BEFORE INSERT ON members_loanproduct BEGIN
  SELECT RAISE(ABORT, '{loan_terms_fixed}') WHERE EXISTS (
    SELECT 1 FROM members_loanproduct x WHERE x.id = NEW.id OR (x.organization_id = NEW.organization_id
    AND x.code = NEW.code AND x.valid_from = NEW.valid_from));
END;

-- @ lumbung_loanproduct_update
CREATE TRIGGER lumbung_loanproduct_update BEFORE UPDATE ON members_loanproduct BEGIN
  SELECT RAISE(ABORT, '{loan_terms_fixed}') WHERE (NEW.id <> OLD.id
    OR NEW.organization_id IS NOT OLD.organization_id
    OR NEW.code IS NOT OLD.code
    OR NEW.method IS NOT OLD.method
    OR NEW.valid_from IS NOT OLD.valid_from
    OR NEW.annual_rate IS NOT OLD.annual_rate
    OR NEW.rate_basis IS NOT OLD.rate_basis
    OR NEW.day_count IS NOT OLD.day_count
    OR NEW.rounding IS NOT OLD.rounding
    OR NEW.provision_percent IS NOT OLD.provision_percent
    OR NEW.admin_fee IS NOT OLD.admin_fee
    OR NEW.fee_account_id IS NOT OLD.fee_account_id
    OR NEW.swp_percent IS NOT OLD.swp_percent
    OR NEW.swp_product_id IS NOT OLD.swp_product_id
    OR NEW.penalty_percent_per_day IS NOT OLD.penalty_percent_per_day
    OR NEW.grace_days IS NOT OLD.grace_days
    OR NEW.early_fee_percent IS NOT OLD.early_fee_percent
    OR NEW.payment_order IS NOT OLD.payment_order
    OR NEW.max_amount IS NOT OLD.max_amount
    OR NEW.max_months IS NOT OLD.max_months
    OR NEW.manager_limit IS NOT OLD.manager_limit
    OR NEW.meeting_limit IS NOT OLD.meeting_limit
    OR NEW.analysis_from IS NOT OLD.analysis_from
    OR NEW.account_id IS NOT OLD.account_id
    OR NEW.interest_account_id IS NOT OLD.interest_account_id
    OR NEW.penalty_account_id IS NOT OLD.penalty_account_id
    OR NEW.allowance_account_id IS NOT OLD.allowance_account_id
    OR NEW.loss_account_id IS NOT OLD.loss_account_id
    OR NEW.recovery_account_id IS NOT OLD.recovery_account_id
    OR NEW.unit_id IS NOT OLD.unit_id)
    AND EXISTS (SELECT 1 FROM members_loan x WHERE x.product_id = OLD.id);
END;

-- @ lumbung_loanproduct_delete
CREATE TRIGGER lumbung_loanproduct_delete BEFORE DELETE ON members_loanproduct BEGIN
  SELECT RAISE(ABORT, '{loan_terms_fixed}') WHERE EXISTS (SELECT 1 FROM members_loan x WHERE x.product_id = OLD.id);
END;

-- @ lumbung_grouploan_insert
CREATE TRIGGER lumbung_grouploan_insert BEFORE INSERT ON members_grouploan BEGIN
  SELECT RAISE(ABORT, '{group_loan_fixed}') WHERE EXISTS (
    SELECT 1 FROM members_grouploan x WHERE x.id = NEW.id
    OR (x.organization_id = NEW.organization_id AND x.number = NEW.number)
    OR x.subsidiary_id = NEW.subsidiary_id);
END;

-- @ lumbung_grouploan_update
CREATE TRIGGER lumbung_grouploan_update BEFORE UPDATE ON members_grouploan BEGIN
  SELECT RAISE(ABORT, '{group_loan_fixed}') WHERE NEW.id <> OLD.id
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
    OR (OLD.subsidiary_id IS NOT NULL AND NEW.subsidiary_id IS NOT OLD.subsidiary_id);
END;

-- @ lumbung_grouploan_delete
CREATE TRIGGER lumbung_grouploan_delete BEFORE DELETE ON members_grouploan BEGIN
  SELECT RAISE(ABORT, '{group_loan_fixed}');
END;

-- @ lumbung_loaninstalment_insert
CREATE TRIGGER lumbung_loaninstalment_insert BEFORE INSERT ON members_loaninstalment BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}') WHERE EXISTS (
    SELECT 1 FROM members_loaninstalment x WHERE x.id = NEW.id
    OR (x.loan_id = NEW.loan_id AND x.version = NEW.version AND x.no = NEW.no));
END;

-- @ lumbung_loaninstalment_update
CREATE TRIGGER lumbung_loaninstalment_update BEFORE UPDATE ON members_loaninstalment BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}');
END;

-- @ lumbung_loaninstalment_delete
CREATE TRIGGER lumbung_loaninstalment_delete BEFORE DELETE ON members_loaninstalment BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}');
END;

-- @ lumbung_loanpayment_insert
CREATE TRIGGER lumbung_loanpayment_insert BEFORE INSERT ON members_loanpayment BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}') WHERE EXISTS (
    SELECT 1 FROM members_loanpayment x WHERE x.id = NEW.id
    OR (x.loan_id = NEW.loan_id AND x.voucher_id = NEW.voucher_id));
END;

-- @ lumbung_loanpayment_update
CREATE TRIGGER lumbung_loanpayment_update BEFORE UPDATE ON members_loanpayment BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}');
END;

-- @ lumbung_loanpayment_delete
CREATE TRIGGER lumbung_loanpayment_delete BEFORE DELETE ON members_loanpayment BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}');
END;

-- @ lumbung_loananalysis_insert
CREATE TRIGGER lumbung_loananalysis_insert BEFORE INSERT ON members_loananalysis BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}') WHERE EXISTS (
    SELECT 1 FROM members_loananalysis x WHERE x.id = NEW.id);
END;

-- @ lumbung_loananalysis_update
CREATE TRIGGER lumbung_loananalysis_update BEFORE UPDATE ON members_loananalysis BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}');
END;

-- @ lumbung_loananalysis_delete
CREATE TRIGGER lumbung_loananalysis_delete BEFORE DELETE ON members_loananalysis BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}');
END;

-- @ lumbung_loanreschedule_insert
CREATE TRIGGER lumbung_loanreschedule_insert BEFORE INSERT ON members_loanreschedule BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}') WHERE EXISTS (
    SELECT 1 FROM members_loanreschedule x WHERE x.id = NEW.id
    OR (x.loan_id = NEW.loan_id AND x.version = NEW.version));
END;

-- @ lumbung_loanreschedule_update
CREATE TRIGGER lumbung_loanreschedule_update BEFORE UPDATE ON members_loanreschedule BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}');
END;

-- @ lumbung_loanreschedule_delete
CREATE TRIGGER lumbung_loanreschedule_delete BEFORE DELETE ON members_loanreschedule BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}');
END;

-- @ lumbung_loanwriteoff_insert
CREATE TRIGGER lumbung_loanwriteoff_insert BEFORE INSERT ON members_loanwriteoff BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}') WHERE EXISTS (
    SELECT 1 FROM members_loanwriteoff x WHERE x.id = NEW.id
    OR (x.loan_id = NEW.loan_id AND NOT EXISTS (
      SELECT 1 FROM ledger_voucher r WHERE r.reversal_of_id = x.voucher_id)));
END;

-- @ lumbung_loanwriteoff_update
CREATE TRIGGER lumbung_loanwriteoff_update BEFORE UPDATE ON members_loanwriteoff BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}');
END;

-- @ lumbung_loanwriteoff_delete
CREATE TRIGGER lumbung_loanwriteoff_delete BEFORE DELETE ON members_loanwriteoff BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}');
END;

-- @ lumbung_loanrecovery_insert
CREATE TRIGGER lumbung_loanrecovery_insert BEFORE INSERT ON members_loanrecovery BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}') WHERE EXISTS (
    SELECT 1 FROM members_loanrecovery x WHERE x.id = NEW.id
    OR (x.voucher_id = NEW.voucher_id AND x.write_off_id = NEW.write_off_id));
END;

-- @ lumbung_loanrecovery_update
CREATE TRIGGER lumbung_loanrecovery_update BEFORE UPDATE ON members_loanrecovery BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}');
END;

-- @ lumbung_loanrecovery_delete
CREATE TRIGGER lumbung_loanrecovery_delete BEFORE DELETE ON members_loanrecovery BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}');
END;

-- @ lumbung_loanclasstable_insert
CREATE TRIGGER lumbung_loanclasstable_insert BEFORE INSERT ON members_loanclasstable BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}') WHERE EXISTS (
    SELECT 1 FROM members_loanclasstable x WHERE x.id = NEW.id);
END;

-- @ lumbung_loanclasstable_update
CREATE TRIGGER lumbung_loanclasstable_update BEFORE UPDATE ON members_loanclasstable BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}');
END;

-- @ lumbung_loanclasstable_delete
CREATE TRIGGER lumbung_loanclasstable_delete BEFORE DELETE ON members_loanclasstable BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}');
END;

-- @ lumbung_loanclass_insert
CREATE TRIGGER lumbung_loanclass_insert BEFORE INSERT ON members_loanclass BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}') WHERE EXISTS (
    SELECT 1 FROM members_loanclass x WHERE x.id = NEW.id
    OR (x.table_id = NEW.table_id AND x.days_from = NEW.days_from));
END;

-- @ lumbung_loanclass_update
CREATE TRIGGER lumbung_loanclass_update BEFORE UPDATE ON members_loanclass BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}');
END;

-- @ lumbung_loanclass_delete
CREATE TRIGGER lumbung_loanclass_delete BEFORE DELETE ON members_loanclass BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}');
END;

-- @ lumbung_allowancerun_insert
CREATE TRIGGER lumbung_allowancerun_insert BEFORE INSERT ON members_allowancerun BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}') WHERE EXISTS (
    SELECT 1 FROM members_allowancerun x WHERE x.id = NEW.id);
END;

-- @ lumbung_allowancerun_update
CREATE TRIGGER lumbung_allowancerun_update BEFORE UPDATE ON members_allowancerun BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}');
END;

-- @ lumbung_allowancerun_delete
CREATE TRIGGER lumbung_allowancerun_delete BEFORE DELETE ON members_allowancerun BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}');
END;

-- @ lumbung_allowancerow_insert
CREATE TRIGGER lumbung_allowancerow_insert BEFORE INSERT ON members_allowancerow BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}') WHERE EXISTS (
    SELECT 1 FROM members_allowancerow x WHERE x.id = NEW.id
    OR (x.run_id = NEW.run_id AND x.loan_id = NEW.loan_id));
END;

-- @ lumbung_allowancerow_update
CREATE TRIGGER lumbung_allowancerow_update BEFORE UPDATE ON members_allowancerow BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}');
END;

-- @ lumbung_allowancerow_delete
CREATE TRIGGER lumbung_allowancerow_delete BEFORE DELETE ON members_allowancerow BEGIN
  SELECT RAISE(ABORT, '{loan_row_fixed}');
END;

-- @ lumbung_grouploanshare_insert
CREATE TRIGGER lumbung_grouploanshare_insert BEFORE INSERT ON members_grouploanshare BEGIN
  SELECT RAISE(ABORT, '{group_loan_fixed}') WHERE EXISTS (
    SELECT 1 FROM members_grouploanshare x WHERE x.id = NEW.id
    OR (x.group_loan_id = NEW.group_loan_id AND x.membership_id = NEW.membership_id));
END;

-- @ lumbung_grouploanshare_update
CREATE TRIGGER lumbung_grouploanshare_update BEFORE UPDATE ON members_grouploanshare BEGIN
  SELECT RAISE(ABORT, '{group_loan_fixed}');
END;

-- @ lumbung_grouploanshare_delete
CREATE TRIGGER lumbung_grouploanshare_delete BEFORE DELETE ON members_grouploanshare BEGIN
  SELECT RAISE(ABORT, '{group_loan_fixed}');
END;
