-- Guards of the sharing of the SHU for SQLite; the rules of writing them: ledger/integrity/sqlite.sql.

-- @ lumbung_shudistribution_insert
CREATE TRIGGER lumbung_shudistribution_insert BEFORE INSERT ON cooperatives_shudistribution BEGIN
  SELECT RAISE(ABORT, '{shu_fixed}') WHERE EXISTS (SELECT 1 FROM cooperatives_shudistribution x WHERE x.id = NEW.id OR (x.book_id = NEW.book_id AND x.year = NEW.year AND x.state <> 'withdrawn'));
  SELECT RAISE(ABORT, '{shu_born}') WHERE NEW.state <> 'calculated' OR NEW.decision_id IS NOT NULL OR NEW.voucher_id IS NOT NULL OR NEW.reviewed_by_id IS NOT NULL;
  SELECT RAISE(ABORT, '{shu_foreign}') WHERE NOT EXISTS (SELECT 1 FROM ledger_voucher v WHERE v.id = NEW.closing_id AND v.book_id = NEW.book_id);
END;

-- @ lumbung_shudistribution_update
CREATE TRIGGER lumbung_shudistribution_update BEFORE UPDATE ON cooperatives_shudistribution BEGIN
  SELECT RAISE(ABORT, '{shu_fixed}') WHERE NEW.id IS NOT OLD.id OR NEW.book_id IS NOT OLD.book_id OR NEW.year IS NOT OLD.year OR NEW.style IS NOT OLD.style OR NEW.capital_method IS NOT OLD.capital_method OR NEW.leavers IS NOT OLD.leavers OR NEW.rounding IS NOT OLD.rounding OR NEW.non_member IS NOT OLD.non_member OR NEW.base IS NOT OLD.base OR NEW.from_members IS NOT OLD.from_members OR NEW.from_non_members IS NOT OLD.from_non_members OR NEW.residual IS NOT OLD.residual OR NEW.closing_id IS NOT OLD.closing_id OR NEW.made_by_id IS NOT OLD.made_by_id OR NEW.made_at IS NOT OLD.made_at
    OR (OLD.decision_id IS NOT NULL AND NEW.decision_id IS NOT OLD.decision_id)
    OR (OLD.voucher_id IS NOT NULL AND NEW.voucher_id IS NOT OLD.voucher_id)
    OR (OLD.reviewed_by_id IS NOT NULL AND NEW.reviewed_by_id IS NOT OLD.reviewed_by_id)
    OR OLD.state = 'withdrawn';
  SELECT RAISE(ABORT, '{shu_state}') WHERE NEW.state <> OLD.state AND NOT (
    (OLD.state = 'calculated' AND NEW.state = 'reviewed')
    OR (OLD.state = 'reviewed' AND NEW.state = 'approved')
    OR (OLD.state = 'approved' AND NEW.state = 'distributed')
    OR (OLD.state IN ('calculated', 'reviewed', 'approved') AND NEW.state = 'withdrawn')
    OR (OLD.state = 'distributed' AND NEW.state = 'withdrawn' AND EXISTS (
      SELECT 1 FROM ledger_voucher r WHERE r.reversal_of_id = OLD.voucher_id)));
  SELECT RAISE(ABORT, '{shu_two_people}') WHERE NEW.state IN ('reviewed', 'approved', 'distributed') AND (NEW.reviewed_by_id IS NULL OR NEW.reviewed_by_id = NEW.made_by_id);
  SELECT RAISE(ABORT, '{shu_sums}') WHERE OLD.state = 'calculated' AND NEW.state = 'reviewed' AND (
    NEW.base <> COALESCE((SELECT SUM(p.posted) FROM cooperatives_shupool p WHERE p.distribution_id = NEW.id AND p.level = 1), 0)
    OR COALESCE((SELECT SUM(s.jasa_modal + s.jasa_usaha) FROM cooperatives_shushare s WHERE s.distribution_id = NEW.id), 0)
      <> COALESCE((SELECT SUM(p.posted) FROM cooperatives_shupool p WHERE p.distribution_id = NEW.id AND p.pool IN ('jasa_modal', 'jasa_usaha')), 0));
  SELECT RAISE(ABORT, '{shu_undecided}') WHERE NEW.state IN ('approved', 'distributed') AND NOT EXISTS (
    SELECT 1 FROM members_decision d JOIN members_organization o ON o.id = d.organization_id
    WHERE d.id = NEW.decision_id AND d.kind = 'shu' AND o.book_id = NEW.book_id);
  SELECT RAISE(ABORT, '{shu_foreign}') WHERE (NEW.state = 'distributed' OR NEW.voucher_id IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM ledger_voucher v WHERE v.id = NEW.voucher_id AND v.book_id = NEW.book_id);
END;

-- @ lumbung_shudistribution_delete
CREATE TRIGGER lumbung_shudistribution_delete BEFORE DELETE ON cooperatives_shudistribution BEGIN
  SELECT RAISE(ABORT, '{shu_fixed}');
END;

-- @ lumbung_shuweight_insert
CREATE TRIGGER lumbung_shuweight_insert BEFORE INSERT ON cooperatives_shuweight BEGIN
  SELECT RAISE(ABORT, '{shu_fixed}') WHERE EXISTS (SELECT 1 FROM cooperatives_shuweight x WHERE x.id = NEW.id);
  SELECT RAISE(ABORT, '{shu_fixed}') WHERE NOT EXISTS (SELECT 1 FROM cooperatives_shudistribution d WHERE d.id = NEW.distribution_id AND d.state = 'calculated');
END;

-- @ lumbung_shuweight_update
CREATE TRIGGER lumbung_shuweight_update BEFORE UPDATE ON cooperatives_shuweight BEGIN
  SELECT RAISE(ABORT, '{shu_fixed}');
END;

-- @ lumbung_shuweight_delete
CREATE TRIGGER lumbung_shuweight_delete BEFORE DELETE ON cooperatives_shuweight BEGIN
  SELECT RAISE(ABORT, '{shu_fixed}');
END;

-- @ lumbung_shupool_insert
CREATE TRIGGER lumbung_shupool_insert BEFORE INSERT ON cooperatives_shupool BEGIN
  SELECT RAISE(ABORT, '{shu_fixed}') WHERE EXISTS (SELECT 1 FROM cooperatives_shupool x WHERE x.id = NEW.id);
  SELECT RAISE(ABORT, '{shu_fixed}') WHERE NOT EXISTS (SELECT 1 FROM cooperatives_shudistribution d WHERE d.id = NEW.distribution_id AND d.state = 'calculated');
END;

-- @ lumbung_shupool_update
CREATE TRIGGER lumbung_shupool_update BEFORE UPDATE ON cooperatives_shupool BEGIN
  SELECT RAISE(ABORT, '{shu_fixed}');
END;

-- @ lumbung_shupool_delete
CREATE TRIGGER lumbung_shupool_delete BEFORE DELETE ON cooperatives_shupool BEGIN
  SELECT RAISE(ABORT, '{shu_fixed}');
END;

-- @ lumbung_shushare_insert
CREATE TRIGGER lumbung_shushare_insert BEFORE INSERT ON cooperatives_shushare BEGIN
  SELECT RAISE(ABORT, '{shu_fixed}') WHERE EXISTS (SELECT 1 FROM cooperatives_shushare x WHERE x.id = NEW.id);
  SELECT RAISE(ABORT, '{shu_fixed}') WHERE NOT EXISTS (SELECT 1 FROM cooperatives_shudistribution d WHERE d.id = NEW.distribution_id AND d.state = 'calculated');
  SELECT RAISE(ABORT, '{shu_foreign}') WHERE NOT EXISTS (SELECT 1 FROM members_membership m JOIN members_organization o ON o.id = m.organization_id JOIN cooperatives_shudistribution d ON d.book_id = o.book_id WHERE m.id = NEW.membership_id AND d.id = NEW.distribution_id);
END;

-- @ lumbung_shushare_update
CREATE TRIGGER lumbung_shushare_update BEFORE UPDATE ON cooperatives_shushare BEGIN
  SELECT RAISE(ABORT, '{shu_fixed}');
END;

-- @ lumbung_shushare_delete
CREATE TRIGGER lumbung_shushare_delete BEFORE DELETE ON cooperatives_shushare BEGIN
  SELECT RAISE(ABORT, '{shu_fixed}');
END;

-- @ lumbung_shupayment_insert
CREATE TRIGGER lumbung_shupayment_insert BEFORE INSERT ON cooperatives_shupayment BEGIN
  SELECT RAISE(ABORT, '{shu_payment_fixed}') WHERE EXISTS (SELECT 1 FROM cooperatives_shupayment x WHERE x.id = NEW.id);
  SELECT RAISE(ABORT, '{shu_unpayable}') WHERE NOT EXISTS (SELECT 1 FROM cooperatives_shushare s JOIN cooperatives_shudistribution d ON d.id = s.distribution_id JOIN ledger_voucher v ON v.book_id = d.book_id WHERE s.id = NEW.share_id AND v.id = NEW.voucher_id AND d.state = 'distributed' AND NEW.amount = s.jasa_modal + s.jasa_usaha);
  SELECT RAISE(ABORT, '{shu_paid_twice}') WHERE EXISTS (SELECT 1 FROM cooperatives_shupayment x LEFT JOIN ledger_voucher r ON r.reversal_of_id = x.voucher_id WHERE x.share_id = NEW.share_id AND r.id IS NULL);
END;

-- @ lumbung_shupayment_update
CREATE TRIGGER lumbung_shupayment_update BEFORE UPDATE ON cooperatives_shupayment BEGIN
  SELECT RAISE(ABORT, '{shu_payment_fixed}');
END;

-- @ lumbung_shupayment_delete
CREATE TRIGGER lumbung_shupayment_delete BEFORE DELETE ON cooperatives_shupayment BEGIN
  SELECT RAISE(ABORT, '{shu_payment_fixed}');
END;

-- @ lumbung_shufunduse_insert
CREATE TRIGGER lumbung_shufunduse_insert BEFORE INSERT ON cooperatives_shufunduse BEGIN
  SELECT RAISE(ABORT, '{shu_payment_fixed}') WHERE EXISTS (SELECT 1 FROM cooperatives_shufunduse x WHERE x.id = NEW.id OR x.voucher_id = NEW.voucher_id);
  SELECT RAISE(ABORT, '{shu_foreign}') WHERE NOT EXISTS (SELECT 1 FROM ledger_voucher v WHERE v.id = NEW.voucher_id AND v.book_id = NEW.book_id);
END;

-- @ lumbung_shufunduse_update
CREATE TRIGGER lumbung_shufunduse_update BEFORE UPDATE ON cooperatives_shufunduse BEGIN
  SELECT RAISE(ABORT, '{shu_payment_fixed}');
END;

-- @ lumbung_shufunduse_delete
CREATE TRIGGER lumbung_shufunduse_delete BEFORE DELETE ON cooperatives_shufunduse BEGIN
  SELECT RAISE(ABORT, '{shu_payment_fixed}');
END;
