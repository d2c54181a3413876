-- Guards of the use of grants for SQLite. See ledger/integrity/sqlite.sql for how it is read.

-- @ lumbung_grantuse_insert
CREATE TRIGGER lumbung_grantuse_insert BEFORE INSERT ON enterprises_grantuse BEGIN
  SELECT RAISE(ABORT, '{grant_use_fixed}') WHERE EXISTS (
    SELECT 1 FROM enterprises_grantuse x WHERE x.id = NEW.id
      OR (x.agreement_id = NEW.agreement_id AND x.line_id = NEW.line_id));
  SELECT RAISE(ABORT, '{grant_use_foreign}') WHERE NOT EXISTS (
    SELECT 1 FROM ledger_line l
      JOIN ledger_account a ON a.id = l.account_id
      JOIN enterprises_capitalagreement g ON g.id = NEW.agreement_id
      JOIN ledger_subsidiary s ON s.id = g.subsidiary_id
    WHERE l.transaction_id = NEW.line_id AND l.book_id = s.book_id AND l.debit > 0
      AND a.kind IN ('asset', 'expense') AND a.cash_flow <> 'cash'
      AND a.control NOT IN ('loan', 'member'));
  SELECT RAISE(ABORT, '{grant_use_too_much}') WHERE NEW.amount + COALESCE((
    SELECT SUM(x.amount) FROM enterprises_grantuse x WHERE x.line_id = NEW.line_id), 0)
    > (SELECT l.debit FROM ledger_line l WHERE l.transaction_id = NEW.line_id);
  SELECT RAISE(ABORT, '{grant_use_too_much}') WHERE NEW.amount + COALESCE((
    SELECT SUM(x.amount) FROM enterprises_grantuse x
      JOIN ledger_line l ON l.transaction_id = x.line_id
    WHERE x.agreement_id = NEW.agreement_id AND NOT EXISTS (
      SELECT 1 FROM ledger_voucher r WHERE r.reversal_of_id = l.voucher_id)), 0)
    > (SELECT COALESCE(SUM(l.credit - l.debit), 0) FROM ledger_line l
       JOIN enterprises_capitalagreement g ON g.subsidiary_id = l.subsidiary_id
       WHERE g.id = NEW.agreement_id);
END;

-- @ lumbung_grantuse_update
CREATE TRIGGER lumbung_grantuse_update BEFORE UPDATE ON enterprises_grantuse BEGIN
  SELECT RAISE(ABORT, '{grant_use_fixed}');
END;
