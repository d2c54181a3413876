-- Guards of profit shared for SQLite. See ledger/integrity/sqlite.sql for how such a file is read.

-- @ lumbung_profitallocation_insert
CREATE TRIGGER lumbung_profitallocation_insert BEFORE INSERT ON enterprises_profitallocation BEGIN
  SELECT RAISE(ABORT, '{share_duplicate}') WHERE EXISTS (
    SELECT 1 FROM enterprises_profitallocation x WHERE x.id = NEW.id OR (x.voucher_id = NEW.voucher_id));
END;

-- @ lumbung_profitallocation_update
CREATE TRIGGER lumbung_profitallocation_update BEFORE UPDATE ON enterprises_profitallocation BEGIN
  SELECT RAISE(ABORT, '{profit_fixed}');
END;

-- @ lumbung_profitallocation_delete
CREATE TRIGGER lumbung_profitallocation_delete BEFORE DELETE ON enterprises_profitallocation BEGIN
  SELECT RAISE(ABORT, '{profit_fixed}');
END;

-- @ lumbung_allocationline_insert
CREATE TRIGGER lumbung_allocationline_insert BEFORE INSERT ON enterprises_allocationline BEGIN
  SELECT RAISE(ABORT, '{share_duplicate}') WHERE EXISTS (
    SELECT 1 FROM enterprises_allocationline x WHERE x.id = NEW.id OR (x.allocation_id = NEW.allocation_id AND x.pool = NEW.pool));
END;

-- @ lumbung_allocationline_update
CREATE TRIGGER lumbung_allocationline_update BEFORE UPDATE ON enterprises_allocationline BEGIN
  SELECT RAISE(ABORT, '{profit_fixed}');
END;

-- @ lumbung_allocationline_delete
CREATE TRIGGER lumbung_allocationline_delete BEFORE DELETE ON enterprises_allocationline BEGIN
  SELECT RAISE(ABORT, '{profit_fixed}');
END;

-- @ lumbung_interimshare_insert
CREATE TRIGGER lumbung_interimshare_insert BEFORE INSERT ON enterprises_interimshare BEGIN
  SELECT RAISE(ABORT, '{share_duplicate}') WHERE EXISTS (
    SELECT 1 FROM enterprises_interimshare x WHERE x.id = NEW.id OR (x.voucher_id = NEW.voucher_id));
END;

-- @ lumbung_interimshare_update
CREATE TRIGGER lumbung_interimshare_update BEFORE UPDATE ON enterprises_interimshare BEGIN
  SELECT RAISE(ABORT, '{profit_fixed}');
END;

-- @ lumbung_interimshare_delete
CREATE TRIGGER lumbung_interimshare_delete BEFORE DELETE ON enterprises_interimshare BEGIN
  SELECT RAISE(ABORT, '{profit_fixed}');
END;

-- @ lumbung_profitrule_insert
CREATE TRIGGER lumbung_profitrule_insert BEFORE INSERT ON enterprises_profitrule BEGIN
  SELECT RAISE(ABORT, '{share_duplicate}') WHERE EXISTS (
    SELECT 1 FROM enterprises_profitrule x WHERE x.id = NEW.id);
END;

-- @ lumbung_profitrule_update
CREATE TRIGGER lumbung_profitrule_update BEFORE UPDATE ON enterprises_profitrule BEGIN
  SELECT RAISE(ABORT, '{rule_fixed}');
END;

-- @ lumbung_profitrule_delete
CREATE TRIGGER lumbung_profitrule_delete BEFORE DELETE ON enterprises_profitrule BEGIN
  SELECT RAISE(ABORT, '{rule_fixed}');
END;

-- @ lumbung_profitshare_insert
CREATE TRIGGER lumbung_profitshare_insert BEFORE INSERT ON enterprises_profitshare BEGIN
  SELECT RAISE(ABORT, '{share_duplicate}') WHERE EXISTS (
    SELECT 1 FROM enterprises_profitshare x WHERE x.id = NEW.id
      OR (x.allocation_id = NEW.allocation_id AND x.membership_id = NEW.membership_id)
      OR (x.interim_id = NEW.interim_id AND x.membership_id = NEW.membership_id));
  SELECT RAISE(ABORT, '{share_foreign}') WHERE COALESCE((SELECT a.book_id FROM enterprises_profitallocation a WHERE a.id = NEW.allocation_id), (SELECT i.book_id FROM enterprises_interimshare i WHERE i.id = NEW.interim_id), -1) <> COALESCE((SELECT o.book_id FROM members_membership m JOIN members_organization o ON o.id = m.organization_id WHERE m.id = NEW.membership_id), -2);
  SELECT RAISE(ABORT, '{share_foreign}') WHERE NEW.paid_voucher_id IS NOT NULL AND COALESCE((SELECT v.book_id FROM ledger_voucher v WHERE v.id = NEW.paid_voucher_id), -3) <> COALESCE((SELECT a.book_id FROM enterprises_profitallocation a WHERE a.id = NEW.allocation_id), (SELECT i.book_id FROM enterprises_interimshare i WHERE i.id = NEW.interim_id), -1);
END;

-- @ lumbung_profitshare_update
CREATE TRIGGER lumbung_profitshare_update BEFORE UPDATE ON enterprises_profitshare BEGIN
  SELECT RAISE(ABORT, '{share_fixed}') WHERE NEW.id IS NOT OLD.id OR NEW.membership_id IS NOT OLD.membership_id OR NEW.allocation_id IS NOT OLD.allocation_id OR NEW.interim_id IS NOT OLD.interim_id OR NEW.weight IS NOT OLD.weight OR NEW.amount IS NOT OLD.amount OR NEW.advance IS NOT OLD.advance;
  SELECT RAISE(ABORT, '{share_paid}') WHERE NEW.paid_voucher_id IS NOT OLD.paid_voucher_id AND OLD.paid_voucher_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ledger_voucher r WHERE r.reversal_of_id = OLD.paid_voucher_id);
  SELECT RAISE(ABORT, '{share_foreign}') WHERE NEW.paid_voucher_id IS NOT NULL AND COALESCE((SELECT v.book_id FROM ledger_voucher v WHERE v.id = NEW.paid_voucher_id), -3) <> COALESCE((SELECT a.book_id FROM enterprises_profitallocation a WHERE a.id = NEW.allocation_id), (SELECT i.book_id FROM enterprises_interimshare i WHERE i.id = NEW.interim_id), -1);
END;

-- @ lumbung_profitshare_delete
CREATE TRIGGER lumbung_profitshare_delete BEFORE DELETE ON enterprises_profitshare BEGIN
  SELECT RAISE(ABORT, '{share_fixed}');
END;
