-- Guards of savings and dues for SQLite: what was written stays, and stays in its organization.
-- Money itself lies in posted lines (ledger/integrity). See sqlite.sql for how such a file is read.

-- @ lumbung_savingsproduct_update
CREATE TRIGGER lumbung_savingsproduct_update BEFORE UPDATE ON members_savingsproduct BEGIN
  SELECT RAISE(ABORT, '{product_fixed}') WHERE NEW.id <> OLD.id OR NEW.organization_id <> OLD.organization_id;
  SELECT RAISE(ABORT, '{product_used}') WHERE (NEW.kind <> OLD.kind OR NEW.account_id <> OLD.account_id) AND (EXISTS (SELECT 1 FROM members_savingsaccount a WHERE a.product_id = OLD.id)
    OR EXISTS (SELECT 1 FROM members_obligation b WHERE b.product_id = OLD.id)
    OR EXISTS (SELECT 1 FROM members_fundcontribution c WHERE c.product_id = OLD.id));
  SELECT RAISE(ABORT, '{savings_duplicate}') WHERE EXISTS (
    SELECT 1 FROM members_savingsproduct x WHERE x.id <> OLD.id
      AND x.organization_id = NEW.organization_id AND x.code = NEW.code);
END;

-- @ lumbung_savingsproduct_delete
CREATE TRIGGER lumbung_savingsproduct_delete BEFORE DELETE ON members_savingsproduct BEGIN
  SELECT RAISE(ABORT, '{product_used}') WHERE (EXISTS (SELECT 1 FROM members_savingsaccount a WHERE a.product_id = OLD.id)
    OR EXISTS (SELECT 1 FROM members_obligation b WHERE b.product_id = OLD.id)
    OR EXISTS (SELECT 1 FROM members_fundcontribution c WHERE c.product_id = OLD.id));
END;

-- @ lumbung_savingsproduct_insert
CREATE TRIGGER lumbung_savingsproduct_insert BEFORE INSERT ON members_savingsproduct BEGIN
  SELECT RAISE(ABORT, '{savings_duplicate}') WHERE EXISTS (
    SELECT 1 FROM members_savingsproduct x WHERE x.id = NEW.id
      OR (x.organization_id = NEW.organization_id AND x.code = NEW.code));
  SELECT RAISE(ABORT, '{savings_foreign}') WHERE COALESCE((SELECT o.book_id FROM members_organization o WHERE o.id = NEW.organization_id), -1) <> COALESCE((SELECT a.book_id FROM ledger_account a WHERE a.id = NEW.account_id), -2);
END;

-- @ lumbung_savingsterms_insert
CREATE TRIGGER lumbung_savingsterms_insert BEFORE INSERT ON members_savingsterms BEGIN
  SELECT RAISE(ABORT, '{savings_duplicate}') WHERE EXISTS (
    SELECT 1 FROM members_savingsterms x WHERE x.id = NEW.id);
END;

-- @ lumbung_savingsterms_update
CREATE TRIGGER lumbung_savingsterms_update BEFORE UPDATE ON members_savingsterms BEGIN
  SELECT RAISE(ABORT, '{terms_fixed}') WHERE NEW.id IS NOT OLD.id OR NEW.product_id IS NOT OLD.product_id OR NEW.valid_from IS NOT OLD.valid_from OR NEW.fixed_amount IS NOT OLD.fixed_amount OR NEW.minimum IS NOT OLD.minimum OR NEW.interest_percent IS NOT OLD.interest_percent OR NEW.interest_method IS NOT OLD.interest_method OR NEW.break_penalty_percent IS NOT OLD.break_penalty_percent OR NEW.due_day IS NOT OLD.due_day OR NEW.is_taxed IS NOT OLD.is_taxed OR NEW.decision IS NOT OLD.decision OR NEW.made_by_id IS NOT OLD.made_by_id;
END;

-- @ lumbung_savingsterms_delete
CREATE TRIGGER lumbung_savingsterms_delete BEFORE DELETE ON members_savingsterms BEGIN
  SELECT RAISE(ABORT, '{terms_fixed}');
END;

-- @ lumbung_savingsaccount_insert
CREATE TRIGGER lumbung_savingsaccount_insert BEFORE INSERT ON members_savingsaccount BEGIN
  SELECT RAISE(ABORT, '{savings_duplicate}') WHERE EXISTS (
    SELECT 1 FROM members_savingsaccount x WHERE x.id = NEW.id
      OR (x.subsidiary_id = NEW.subsidiary_id)
      OR (x.membership_id = NEW.membership_id AND x.product_id = NEW.product_id AND x.certificate = NEW.certificate));
  SELECT RAISE(ABORT, '{savings_foreign}') WHERE COALESCE((SELECT m.organization_id FROM members_membership m WHERE m.id = NEW.membership_id), -1) <> COALESCE((SELECT p.organization_id FROM members_savingsproduct p WHERE p.id = NEW.product_id), -2);
  SELECT RAISE(ABORT, '{savings_foreign}') WHERE COALESCE((SELECT s.account_id FROM ledger_subsidiary s WHERE s.id = NEW.subsidiary_id), -1)
    <> COALESCE((SELECT p.account_id FROM members_savingsproduct p WHERE p.id = NEW.product_id), -2);
END;

-- @ lumbung_savingsaccount_update
CREATE TRIGGER lumbung_savingsaccount_update BEFORE UPDATE ON members_savingsaccount BEGIN
  SELECT RAISE(ABORT, '{account_fixed}') WHERE NEW.id IS NOT OLD.id OR NEW.membership_id IS NOT OLD.membership_id OR NEW.product_id IS NOT OLD.product_id OR NEW.subsidiary_id IS NOT OLD.subsidiary_id OR NEW.certificate IS NOT OLD.certificate OR NEW.placed_on IS NOT OLD.placed_on;
  SELECT RAISE(ABORT, '{account_fixed}') WHERE NEW.matures_on < OLD.matures_on;
END;

-- @ lumbung_savingsaccount_delete
CREATE TRIGGER lumbung_savingsaccount_delete BEFORE DELETE ON members_savingsaccount BEGIN
  SELECT RAISE(ABORT, '{account_fixed}');
END;

-- @ lumbung_interestslip_insert
CREATE TRIGGER lumbung_interestslip_insert BEFORE INSERT ON members_interestslip BEGIN
  SELECT RAISE(ABORT, '{savings_duplicate}') WHERE EXISTS (
    SELECT 1 FROM members_interestslip x WHERE x.id = NEW.id
      OR (x.account_id = NEW.account_id AND x.year = NEW.year AND x.month = NEW.month AND x.voucher_id = NEW.voucher_id));
  SELECT RAISE(ABORT, '{savings_foreign}') WHERE COALESCE((SELECT s.book_id FROM members_savingsaccount a JOIN ledger_subsidiary s
    ON s.id = a.subsidiary_id WHERE a.id = NEW.account_id), -1) <> COALESCE((SELECT v.book_id FROM ledger_voucher v WHERE v.id = NEW.voucher_id), -2);
END;

-- @ lumbung_interestslip_update
CREATE TRIGGER lumbung_interestslip_update BEFORE UPDATE ON members_interestslip BEGIN
  SELECT RAISE(ABORT, '{slip_fixed}') WHERE NEW.id IS NOT OLD.id OR NEW.account_id IS NOT OLD.account_id OR NEW.year IS NOT OLD.year OR NEW.month IS NOT OLD.month OR NEW.gross IS NOT OLD.gross OR NEW.tax IS NOT OLD.tax OR NEW.voucher_id IS NOT OLD.voucher_id;
END;

-- @ lumbung_interestslip_delete
CREATE TRIGGER lumbung_interestslip_delete BEFORE DELETE ON members_interestslip BEGIN
  SELECT RAISE(ABORT, '{slip_fixed}');
END;

-- @ lumbung_obligation_insert
CREATE TRIGGER lumbung_obligation_insert BEFORE INSERT ON members_obligation BEGIN
  SELECT RAISE(ABORT, '{savings_duplicate}') WHERE EXISTS (
    SELECT 1 FROM members_obligation x WHERE x.id = NEW.id
      OR (x.product_id = NEW.product_id AND x.membership_id = NEW.membership_id AND x.period = NEW.period));
  SELECT RAISE(ABORT, '{savings_foreign}') WHERE COALESCE((SELECT m.organization_id FROM members_membership m WHERE m.id = NEW.membership_id), -1) <> COALESCE((SELECT p.organization_id FROM members_savingsproduct p WHERE p.id = NEW.product_id), -2);
END;

-- @ lumbung_obligation_update
CREATE TRIGGER lumbung_obligation_update BEFORE UPDATE ON members_obligation BEGIN
  SELECT RAISE(ABORT, '{obligation_fixed}') WHERE NEW.id IS NOT OLD.id OR NEW.membership_id IS NOT OLD.membership_id OR NEW.product_id IS NOT OLD.product_id OR NEW.period IS NOT OLD.period OR NEW.due_on IS NOT OLD.due_on OR NEW.amount IS NOT OLD.amount;
END;

-- @ lumbung_obligation_delete
CREATE TRIGGER lumbung_obligation_delete BEFORE DELETE ON members_obligation BEGIN
  SELECT RAISE(ABORT, '{obligation_fixed}');
END;

-- @ lumbung_fundcontribution_insert
CREATE TRIGGER lumbung_fundcontribution_insert BEFORE INSERT ON members_fundcontribution BEGIN
  SELECT RAISE(ABORT, '{savings_duplicate}') WHERE EXISTS (
    SELECT 1 FROM members_fundcontribution x WHERE x.id = NEW.id
      OR (x.voucher_id = NEW.voucher_id AND x.membership_id = NEW.membership_id AND x.product_id = NEW.product_id));
  SELECT RAISE(ABORT, '{savings_foreign}') WHERE COALESCE((SELECT m.organization_id FROM members_membership m WHERE m.id = NEW.membership_id), -1) <> COALESCE((SELECT p.organization_id FROM members_savingsproduct p WHERE p.id = NEW.product_id), -2);
  SELECT RAISE(ABORT, '{savings_foreign}') WHERE COALESCE((SELECT o.book_id FROM members_savingsproduct p JOIN members_organization o ON o.id = p.organization_id WHERE p.id = NEW.product_id), -1) <> COALESCE((SELECT v.book_id FROM ledger_voucher v WHERE v.id = NEW.voucher_id), -2);
END;

-- @ lumbung_fundcontribution_update
CREATE TRIGGER lumbung_fundcontribution_update BEFORE UPDATE ON members_fundcontribution BEGIN
  SELECT RAISE(ABORT, '{contribution_fixed}') WHERE NEW.id IS NOT OLD.id OR NEW.membership_id IS NOT OLD.membership_id OR NEW.product_id IS NOT OLD.product_id OR NEW.voucher_id IS NOT OLD.voucher_id OR NEW.amount IS NOT OLD.amount;
END;

-- @ lumbung_fundcontribution_delete
CREATE TRIGGER lumbung_fundcontribution_delete BEFORE DELETE ON members_fundcontribution BEGIN
  SELECT RAISE(ABORT, '{contribution_fixed}');
END;

-- @ lumbung_funduse_insert
CREATE TRIGGER lumbung_funduse_insert BEFORE INSERT ON members_funduse BEGIN
  SELECT RAISE(ABORT, '{savings_duplicate}') WHERE EXISTS (
    SELECT 1 FROM members_funduse x WHERE x.id = NEW.id
      OR (x.voucher_id = NEW.voucher_id));
  SELECT RAISE(ABORT, '{savings_foreign}') WHERE COALESCE((SELECT o.book_id FROM members_savingsproduct p JOIN members_organization o ON o.id = p.organization_id WHERE p.id = NEW.product_id), -1) <> COALESCE((SELECT v.book_id FROM ledger_voucher v WHERE v.id = NEW.voucher_id), -2);
END;

-- @ lumbung_funduse_update
CREATE TRIGGER lumbung_funduse_update BEFORE UPDATE ON members_funduse BEGIN
  SELECT RAISE(ABORT, '{fund_use_fixed}') WHERE NEW.id IS NOT OLD.id OR NEW.product_id IS NOT OLD.product_id OR NEW.voucher_id IS NOT OLD.voucher_id OR NEW.beneficiary IS NOT OLD.beneficiary OR NEW.recipient IS NOT OLD.recipient OR NEW.decision IS NOT OLD.decision;
END;

-- @ lumbung_funduse_delete
CREATE TRIGGER lumbung_funduse_delete BEFORE DELETE ON members_funduse BEGIN
  SELECT RAISE(ABORT, '{fund_use_fixed}');
END;

-- @ lumbung_duesexemption_insert
CREATE TRIGGER lumbung_duesexemption_insert BEFORE INSERT ON members_duesexemption BEGIN
  SELECT RAISE(ABORT, '{savings_duplicate}') WHERE EXISTS (
    SELECT 1 FROM members_duesexemption x WHERE x.id = NEW.id);
  SELECT RAISE(ABORT, '{savings_foreign}') WHERE NEW.product_id IS NOT NULL AND COALESCE((SELECT m.organization_id FROM members_membership m WHERE m.id = NEW.membership_id), -1) <> COALESCE((SELECT p.organization_id FROM members_savingsproduct p WHERE p.id = NEW.product_id), -2);
END;

-- @ lumbung_duesexemption_update
CREATE TRIGGER lumbung_duesexemption_update BEFORE UPDATE ON members_duesexemption BEGIN
  SELECT RAISE(ABORT, '{exemption_fixed}') WHERE NEW.id IS NOT OLD.id OR NEW.membership_id IS NOT OLD.membership_id OR NEW.product_id IS NOT OLD.product_id OR NEW.starts_on IS NOT OLD.starts_on OR NEW.reason IS NOT OLD.reason OR NEW.made_by_id IS NOT OLD.made_by_id OR NEW.made_at IS NOT OLD.made_at;
  SELECT RAISE(ABORT, '{exemption_fixed}') WHERE NEW.ends_on IS NULL OR NEW.ends_on > OLD.ends_on;
END;

-- @ lumbung_duesexemption_delete
CREATE TRIGGER lumbung_duesexemption_delete BEFORE DELETE ON members_duesexemption BEGIN
  SELECT RAISE(ABORT, '{exemption_fixed}');
END;
