-- Guards of what the treasurer's desk keeps beside the books, for SQLite: acts, templates, drafts,
-- budgets, imports, petty cash. They stay in their book, are stopped rather than deleted, and what
-- was handed in, posted or undone is not rewritten. See sqlite.sql for how such a file is read.

-- @ lumbung_actuse_insert
CREATE TRIGGER lumbung_actuse_insert BEFORE INSERT ON ledger_actuse BEGIN
  SELECT RAISE(ABORT, '{duplicate}') WHERE EXISTS (
    SELECT 1 FROM ledger_actuse x
    WHERE x.id = NEW.id
      OR (x.book_id = NEW.book_id AND x.user_id = NEW.user_id AND x.act = NEW.act));
END;

-- @ lumbung_actuse_update
CREATE TRIGGER lumbung_actuse_update BEFORE UPDATE ON ledger_actuse BEGIN
  SELECT RAISE(ABORT, '{desk_fixed}') WHERE
    NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id OR NEW.user_id <> OLD.user_id
    OR NEW.act <> OLD.act
    OR (OLD.last_used_at IS NOT NULL AND (
      NEW.last_used_at IS NULL OR NEW.last_used_at < OLD.last_used_at));
END;

-- @ lumbung_actuse_delete
CREATE TRIGGER lumbung_actuse_delete BEFORE DELETE ON ledger_actuse BEGIN
  SELECT RAISE(ABORT, '{desk_fixed}');
END;

-- @ lumbung_hiddenact_insert
CREATE TRIGGER lumbung_hiddenact_insert BEFORE INSERT ON ledger_hiddenact BEGIN
  SELECT RAISE(ABORT, '{duplicate}') WHERE EXISTS (
    SELECT 1 FROM ledger_hiddenact x
    WHERE x.id = NEW.id
      OR (x.book_id = NEW.book_id AND x.act = NEW.act));
END;

-- @ lumbung_hiddenact_update
CREATE TRIGGER lumbung_hiddenact_update BEFORE UPDATE ON ledger_hiddenact BEGIN
  SELECT RAISE(ABORT, '{desk_fixed}');
END;

-- @ lumbung_ownact_insert
CREATE TRIGGER lumbung_ownact_insert BEFORE INSERT ON ledger_ownact BEGIN
  SELECT RAISE(ABORT, '{duplicate}') WHERE EXISTS (
    SELECT 1 FROM ledger_ownact x
    WHERE x.id = NEW.id
      OR (x.book_id = NEW.book_id AND x.name = NEW.name));
  SELECT RAISE(ABORT, '{foreign_account}') WHERE NOT EXISTS (
    SELECT 1 FROM ledger_account a WHERE a.id = NEW.debit_id AND a.book_id = NEW.book_id)
    OR NOT EXISTS (
    SELECT 1 FROM ledger_account a WHERE a.id = NEW.credit_id AND a.book_id = NEW.book_id);
END;

-- @ lumbung_ownact_update
CREATE TRIGGER lumbung_ownact_update BEFORE UPDATE ON ledger_ownact BEGIN
  SELECT RAISE(ABORT, '{desk_fixed}') WHERE
    NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id OR NEW.name <> OLD.name
    OR NEW.name_en <> OLD.name_en OR NEW.debit_id <> OLD.debit_id
    OR NEW.credit_id <> OLD.credit_id;
END;

-- @ lumbung_ownact_delete
CREATE TRIGGER lumbung_ownact_delete BEFORE DELETE ON ledger_ownact BEGIN
  SELECT RAISE(ABORT, '{desk_fixed}');
END;

-- @ lumbung_vouchertemplate_insert
CREATE TRIGGER lumbung_vouchertemplate_insert BEFORE INSERT ON ledger_vouchertemplate BEGIN
  SELECT RAISE(ABORT, '{duplicate}') WHERE EXISTS (
    SELECT 1 FROM ledger_vouchertemplate x
    WHERE x.id = NEW.id
      OR (x.book_id = NEW.book_id AND x.name = NEW.name));
END;

-- @ lumbung_vouchertemplate_update
CREATE TRIGGER lumbung_vouchertemplate_update BEFORE UPDATE ON ledger_vouchertemplate BEGIN
  SELECT RAISE(ABORT, '{desk_fixed}') WHERE
    NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id OR NEW.made_by_id <> OLD.made_by_id
    OR NEW.made_at <> OLD.made_at
    OR EXISTS (
      SELECT 1 FROM ledger_vouchertemplate x
      WHERE x.id <> OLD.id AND x.book_id = OLD.book_id AND x.name = NEW.name);
END;

-- @ lumbung_vouchertemplate_delete
CREATE TRIGGER lumbung_vouchertemplate_delete BEFORE DELETE ON ledger_vouchertemplate BEGIN
  SELECT RAISE(ABORT, '{desk_fixed}');
END;

-- @ lumbung_budget_insert
CREATE TRIGGER lumbung_budget_insert BEFORE INSERT ON ledger_budget BEGIN
  SELECT RAISE(ABORT, '{duplicate}') WHERE EXISTS (
    SELECT 1 FROM ledger_budget x
    WHERE x.id = NEW.id
      OR (x.book_id = NEW.book_id AND x.account_id = NEW.account_id
        AND x.unit_id = NEW.unit_id AND x.period = NEW.period));
  SELECT RAISE(ABORT, '{foreign_account}') WHERE NOT EXISTS (
    SELECT 1 FROM ledger_account a WHERE a.id = NEW.account_id AND a.book_id = NEW.book_id)
    OR NOT EXISTS (
    SELECT 1 FROM ledger_unit a WHERE a.id = NEW.unit_id AND a.book_id = NEW.book_id);
END;

-- @ lumbung_budget_update
CREATE TRIGGER lumbung_budget_update BEFORE UPDATE ON ledger_budget BEGIN
  SELECT RAISE(ABORT, '{desk_fixed}') WHERE
    NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id OR NEW.account_id <> OLD.account_id
    OR NEW.unit_id <> OLD.unit_id OR NEW.period <> OLD.period;
END;

-- @ lumbung_budget_delete
CREATE TRIGGER lumbung_budget_delete BEFORE DELETE ON ledger_budget BEGIN
  SELECT RAISE(ABORT, '{desk_fixed}');
END;

-- @ lumbung_importbatch_insert
CREATE TRIGGER lumbung_importbatch_insert BEFORE INSERT ON ledger_importbatch BEGIN
  SELECT RAISE(ABORT, '{duplicate}') WHERE EXISTS (
    SELECT 1 FROM ledger_importbatch x
    WHERE x.id = NEW.id);
END;

-- @ lumbung_importbatch_update
CREATE TRIGGER lumbung_importbatch_update BEFORE UPDATE ON ledger_importbatch BEGIN
  SELECT RAISE(ABORT, '{desk_fixed}') WHERE
    NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id OR NEW.file_name <> OLD.file_name
    OR NEW.file_hash <> OLD.file_hash OR NEW.rows <> OLD.rows
    OR NEW.imported_by_id <> OLD.imported_by_id OR NEW.imported_at <> OLD.imported_at
    OR OLD.undone_at IS NOT NULL;
END;

-- @ lumbung_importbatch_delete
CREATE TRIGGER lumbung_importbatch_delete BEFORE DELETE ON ledger_importbatch BEGIN
  SELECT RAISE(ABORT, '{desk_fixed}');
END;

-- @ lumbung_importsheet_insert
CREATE TRIGGER lumbung_importsheet_insert BEFORE INSERT ON ledger_importsheet BEGIN
  SELECT RAISE(ABORT, '{duplicate}') WHERE EXISTS (
    SELECT 1 FROM ledger_importsheet x
    WHERE x.id = NEW.id);
END;

-- @ lumbung_importsheet_update
CREATE TRIGGER lumbung_importsheet_update BEFORE UPDATE ON ledger_importsheet BEGIN
  SELECT RAISE(ABORT, '{desk_fixed}') WHERE
    NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id OR NEW.kind <> OLD.kind
    OR NEW.file_name <> OLD.file_name OR NEW.file_hash <> OLD.file_hash
    OR NEW.made_by_id <> OLD.made_by_id OR NEW.made_at <> OLD.made_at OR OLD.state <> 'waiting';
END;

-- @ lumbung_importsheet_delete
CREATE TRIGGER lumbung_importsheet_delete BEFORE DELETE ON ledger_importsheet BEGIN
  SELECT RAISE(ABORT, '{desk_fixed}');
END;

-- @ lumbung_pettyfund_insert
CREATE TRIGGER lumbung_pettyfund_insert BEFORE INSERT ON ledger_pettyfund BEGIN
  SELECT RAISE(ABORT, '{duplicate}') WHERE EXISTS (
    SELECT 1 FROM ledger_pettyfund x
    WHERE x.id = NEW.id
      OR x.account_id = NEW.account_id);
  SELECT RAISE(ABORT, '{foreign_account}') WHERE NOT EXISTS (
    SELECT 1 FROM ledger_account a WHERE a.id = NEW.account_id AND a.book_id = NEW.book_id);
END;

-- @ lumbung_pettyfund_update
CREATE TRIGGER lumbung_pettyfund_update BEFORE UPDATE ON ledger_pettyfund BEGIN
  SELECT RAISE(ABORT, '{desk_fixed}') WHERE
    NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id OR NEW.account_id <> OLD.account_id;
END;

-- @ lumbung_pettyfund_delete
CREATE TRIGGER lumbung_pettyfund_delete BEFORE DELETE ON ledger_pettyfund BEGIN
  SELECT RAISE(ABORT, '{desk_fixed}');
END;

-- @ lumbung_openingdraft_insert
CREATE TRIGGER lumbung_openingdraft_insert BEFORE INSERT ON ledger_openingdraft BEGIN
  SELECT RAISE(ABORT, '{duplicate}') WHERE EXISTS (
    SELECT 1 FROM ledger_openingdraft x
    WHERE x.id = NEW.id
      OR x.book_id = NEW.book_id);
END;

-- @ lumbung_openingdraft_update
CREATE TRIGGER lumbung_openingdraft_update BEFORE UPDATE ON ledger_openingdraft BEGIN
  SELECT RAISE(ABORT, '{desk_fixed}') WHERE
    NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id OR OLD.voucher_id IS NOT NULL;
END;

-- @ lumbung_openingdraft_delete
CREATE TRIGGER lumbung_openingdraft_delete BEFORE DELETE ON ledger_openingdraft BEGIN
  SELECT RAISE(ABORT, '{desk_fixed}');
END;

-- @ lumbung_draft_insert
CREATE TRIGGER lumbung_draft_insert BEFORE INSERT ON ledger_draft BEGIN
  SELECT RAISE(ABORT, '{duplicate}') WHERE EXISTS (
    SELECT 1 FROM ledger_draft x
    WHERE x.id = NEW.id
      OR (x.book_id = NEW.book_id AND x.key = NEW.key));
END;

-- @ lumbung_draft_update
CREATE TRIGGER lumbung_draft_update BEFORE UPDATE ON ledger_draft BEGIN
  SELECT RAISE(ABORT, '{draft_fixed}') WHERE
    NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id OR NEW.key <> OLD.key
    OR NEW.made_at <> OLD.made_at OR OLD.state = 'posted'
    OR (OLD.state = 'waiting' AND NEW.state IN ('waiting', 'posted', 'refused')
      AND (NEW.wish IS NOT OLD.wish OR NEW.amount IS NOT OLD.amount OR NEW.level IS NOT OLD.level
        OR NEW.act IS NOT OLD.act OR NEW.arguments IS NOT OLD.arguments
        OR NEW.answers IS NOT OLD.answers OR NEW.made_by_id IS NOT OLD.made_by_id
        OR NEW.asked_at IS NOT OLD.asked_at))
    OR (NEW.state = 'posted') <> (NEW.voucher_id IS NOT NULL)
    OR (NEW.voucher_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM ledger_voucher v WHERE v.id = NEW.voucher_id AND v.book_id = NEW.book_id));
END;

-- @ lumbung_draft_delete
CREATE TRIGGER lumbung_draft_delete BEFORE DELETE ON ledger_draft BEGIN
  SELECT RAISE(ABORT, '{draft_fixed}');
END;

-- @ lumbung_importrow_update
CREATE TRIGGER lumbung_importrow_update BEFORE UPDATE ON ledger_importrow BEGIN
  SELECT RAISE(ABORT, '{desk_fixed}') WHERE
    NEW.sheet_id <> OLD.sheet_id OR NEW.number <> OLD.number OR NOT EXISTS (
    SELECT 1 FROM ledger_importsheet s WHERE s.id = OLD.sheet_id AND s.state = 'waiting');
END;

-- @ lumbung_importmemory_update
CREATE TRIGGER lumbung_importmemory_update BEFORE UPDATE ON ledger_importmemory BEGIN
  SELECT RAISE(ABORT, '{desk_fixed}') WHERE
    NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id;
END;

-- @ lumbung_importrow_delete
CREATE TRIGGER lumbung_importrow_delete BEFORE DELETE ON ledger_importrow BEGIN
  SELECT RAISE(ABORT, '{desk_fixed}');
END;
