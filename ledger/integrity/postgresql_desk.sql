-- Guards of what the treasurer's desk keeps beside the books, for PostgreSQL: acts, templates,
-- drafts, budgets, imports, petty cash. They stay in their book, are stopped rather than deleted,
-- and what was handed in, posted or undone is not rewritten. See postgresql.sql for its form.

-- @ lumbung_actuse_update
CREATE FUNCTION lumbung_actuse_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id OR NEW.user_id <> OLD.user_id
    OR NEW.act <> OLD.act
    OR (OLD.last_used_at IS NOT NULL AND (
      NEW.last_used_at IS NULL OR NEW.last_used_at < OLD.last_used_at)) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{desk_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_actuse_update BEFORE UPDATE ON ledger_actuse
  FOR EACH ROW EXECUTE FUNCTION lumbung_actuse_update();

-- @ lumbung_actuse_delete
CREATE FUNCTION lumbung_actuse_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{desk_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_actuse_delete BEFORE DELETE ON ledger_actuse
  FOR EACH ROW EXECUTE FUNCTION lumbung_actuse_delete();

-- @ lumbung_actuse_truncate
CREATE FUNCTION lumbung_actuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_actuse_truncate BEFORE TRUNCATE ON ledger_actuse
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_actuse_truncate();

-- @ lumbung_hiddenact_update
CREATE FUNCTION lumbung_hiddenact_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{desk_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_hiddenact_update BEFORE UPDATE ON ledger_hiddenact
  FOR EACH ROW EXECUTE FUNCTION lumbung_hiddenact_update();

-- @ lumbung_ownact_insert
CREATE FUNCTION lumbung_ownact_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM ledger_account a WHERE a.id = NEW.debit_id AND a.book_id = NEW.book_id)
    OR NOT EXISTS (
    SELECT 1 FROM ledger_account a WHERE a.id = NEW.credit_id AND a.book_id = NEW.book_id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{foreign_account}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_ownact_insert BEFORE INSERT ON ledger_ownact
  FOR EACH ROW EXECUTE FUNCTION lumbung_ownact_insert();

-- @ lumbung_ownact_update
CREATE FUNCTION lumbung_ownact_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id OR NEW.name <> OLD.name
    OR NEW.name_en <> OLD.name_en OR NEW.debit_id <> OLD.debit_id
    OR NEW.credit_id <> OLD.credit_id THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{desk_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_ownact_update BEFORE UPDATE ON ledger_ownact
  FOR EACH ROW EXECUTE FUNCTION lumbung_ownact_update();

-- @ lumbung_ownact_delete
CREATE FUNCTION lumbung_ownact_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{desk_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_ownact_delete BEFORE DELETE ON ledger_ownact
  FOR EACH ROW EXECUTE FUNCTION lumbung_ownact_delete();

-- @ lumbung_ownact_truncate
CREATE FUNCTION lumbung_ownact_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_ownact_truncate BEFORE TRUNCATE ON ledger_ownact
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_ownact_truncate();

-- @ lumbung_vouchertemplate_update
CREATE FUNCTION lumbung_vouchertemplate_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id OR NEW.made_by_id <> OLD.made_by_id
    OR NEW.made_at <> OLD.made_at
    OR EXISTS (
      SELECT 1 FROM ledger_vouchertemplate x
      WHERE x.id <> OLD.id AND x.book_id = OLD.book_id AND x.name = NEW.name) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{desk_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_vouchertemplate_update BEFORE UPDATE ON ledger_vouchertemplate
  FOR EACH ROW EXECUTE FUNCTION lumbung_vouchertemplate_update();

-- @ lumbung_vouchertemplate_delete
CREATE FUNCTION lumbung_vouchertemplate_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{desk_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_vouchertemplate_delete BEFORE DELETE ON ledger_vouchertemplate
  FOR EACH ROW EXECUTE FUNCTION lumbung_vouchertemplate_delete();

-- @ lumbung_vouchertemplate_truncate
CREATE FUNCTION lumbung_vouchertemplate_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_vouchertemplate_truncate BEFORE TRUNCATE ON ledger_vouchertemplate
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_vouchertemplate_truncate();

-- @ lumbung_budget_insert
CREATE FUNCTION lumbung_budget_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM ledger_account a WHERE a.id = NEW.account_id AND a.book_id = NEW.book_id)
    OR NOT EXISTS (
    SELECT 1 FROM ledger_unit a WHERE a.id = NEW.unit_id AND a.book_id = NEW.book_id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{foreign_account}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_budget_insert BEFORE INSERT ON ledger_budget
  FOR EACH ROW EXECUTE FUNCTION lumbung_budget_insert();

-- @ lumbung_budget_update
CREATE FUNCTION lumbung_budget_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id OR NEW.account_id <> OLD.account_id
    OR NEW.unit_id <> OLD.unit_id OR NEW.period <> OLD.period THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{desk_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_budget_update BEFORE UPDATE ON ledger_budget
  FOR EACH ROW EXECUTE FUNCTION lumbung_budget_update();

-- @ lumbung_budget_delete
CREATE FUNCTION lumbung_budget_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{desk_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_budget_delete BEFORE DELETE ON ledger_budget
  FOR EACH ROW EXECUTE FUNCTION lumbung_budget_delete();

-- @ lumbung_budget_truncate
CREATE FUNCTION lumbung_budget_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_budget_truncate BEFORE TRUNCATE ON ledger_budget
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_budget_truncate();

-- @ lumbung_importbatch_update
CREATE FUNCTION lumbung_importbatch_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id OR NEW.file_name <> OLD.file_name
    OR NEW.file_hash <> OLD.file_hash OR NEW.rows <> OLD.rows
    OR NEW.imported_by_id <> OLD.imported_by_id OR NEW.imported_at <> OLD.imported_at
    OR OLD.undone_at IS NOT NULL THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{desk_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_importbatch_update BEFORE UPDATE ON ledger_importbatch
  FOR EACH ROW EXECUTE FUNCTION lumbung_importbatch_update();

-- @ lumbung_importbatch_delete
CREATE FUNCTION lumbung_importbatch_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{desk_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_importbatch_delete BEFORE DELETE ON ledger_importbatch
  FOR EACH ROW EXECUTE FUNCTION lumbung_importbatch_delete();

-- @ lumbung_importbatch_truncate
CREATE FUNCTION lumbung_importbatch_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_importbatch_truncate BEFORE TRUNCATE ON ledger_importbatch
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_importbatch_truncate();

-- @ lumbung_importsheet_update
CREATE FUNCTION lumbung_importsheet_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id OR NEW.kind <> OLD.kind
    OR NEW.file_name <> OLD.file_name OR NEW.file_hash <> OLD.file_hash
    OR NEW.made_by_id <> OLD.made_by_id OR NEW.made_at <> OLD.made_at OR OLD.state <> 'waiting' THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{desk_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_importsheet_update BEFORE UPDATE ON ledger_importsheet
  FOR EACH ROW EXECUTE FUNCTION lumbung_importsheet_update();

-- @ lumbung_importsheet_delete
CREATE FUNCTION lumbung_importsheet_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{desk_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_importsheet_delete BEFORE DELETE ON ledger_importsheet
  FOR EACH ROW EXECUTE FUNCTION lumbung_importsheet_delete();

-- @ lumbung_importsheet_truncate
CREATE FUNCTION lumbung_importsheet_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_importsheet_truncate BEFORE TRUNCATE ON ledger_importsheet
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_importsheet_truncate();

-- @ lumbung_pettyfund_insert
CREATE FUNCTION lumbung_pettyfund_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM ledger_account a WHERE a.id = NEW.account_id AND a.book_id = NEW.book_id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{foreign_account}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_pettyfund_insert BEFORE INSERT ON ledger_pettyfund
  FOR EACH ROW EXECUTE FUNCTION lumbung_pettyfund_insert();

-- @ lumbung_pettyfund_update
CREATE FUNCTION lumbung_pettyfund_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id OR NEW.account_id <> OLD.account_id THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{desk_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_pettyfund_update BEFORE UPDATE ON ledger_pettyfund
  FOR EACH ROW EXECUTE FUNCTION lumbung_pettyfund_update();

-- @ lumbung_pettyfund_delete
CREATE FUNCTION lumbung_pettyfund_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{desk_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_pettyfund_delete BEFORE DELETE ON ledger_pettyfund
  FOR EACH ROW EXECUTE FUNCTION lumbung_pettyfund_delete();

-- @ lumbung_pettyfund_truncate
CREATE FUNCTION lumbung_pettyfund_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_pettyfund_truncate BEFORE TRUNCATE ON ledger_pettyfund
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_pettyfund_truncate();

-- @ lumbung_openingdraft_update
CREATE FUNCTION lumbung_openingdraft_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id OR OLD.voucher_id IS NOT NULL THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{desk_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_openingdraft_update BEFORE UPDATE ON ledger_openingdraft
  FOR EACH ROW EXECUTE FUNCTION lumbung_openingdraft_update();

-- @ lumbung_openingdraft_delete
CREATE FUNCTION lumbung_openingdraft_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{desk_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_openingdraft_delete BEFORE DELETE ON ledger_openingdraft
  FOR EACH ROW EXECUTE FUNCTION lumbung_openingdraft_delete();

-- @ lumbung_openingdraft_truncate
CREATE FUNCTION lumbung_openingdraft_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_openingdraft_truncate BEFORE TRUNCATE ON ledger_openingdraft
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_openingdraft_truncate();

-- @ lumbung_draft_update
CREATE FUNCTION lumbung_draft_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id OR NEW.key <> OLD.key
    OR NEW.made_at <> OLD.made_at OR OLD.state = 'posted'
    OR (OLD.state = 'waiting' AND NEW.state IN ('waiting', 'posted', 'refused')
      AND (NEW.wish IS DISTINCT FROM OLD.wish OR NEW.amount IS DISTINCT FROM OLD.amount
        OR NEW.level IS DISTINCT FROM OLD.level OR NEW.act IS DISTINCT FROM OLD.act
        OR NEW.arguments IS DISTINCT FROM OLD.arguments
        OR NEW.answers IS DISTINCT FROM OLD.answers
        OR NEW.made_by_id IS DISTINCT FROM OLD.made_by_id
        OR NEW.asked_at IS DISTINCT FROM OLD.asked_at))
    OR (NEW.state = 'posted') <> (NEW.voucher_id IS NOT NULL)
    OR (NEW.voucher_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM ledger_voucher v WHERE v.id = NEW.voucher_id AND v.book_id = NEW.book_id)) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{draft_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_draft_update BEFORE UPDATE ON ledger_draft
  FOR EACH ROW EXECUTE FUNCTION lumbung_draft_update();

-- @ lumbung_draft_delete
CREATE FUNCTION lumbung_draft_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{draft_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_draft_delete BEFORE DELETE ON ledger_draft
  FOR EACH ROW EXECUTE FUNCTION lumbung_draft_delete();

-- @ lumbung_draft_truncate
CREATE FUNCTION lumbung_draft_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_draft_truncate BEFORE TRUNCATE ON ledger_draft
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_draft_truncate();

-- @ lumbung_importrow_update
CREATE FUNCTION lumbung_importrow_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.sheet_id <> OLD.sheet_id OR NEW.number <> OLD.number OR NOT EXISTS (
    SELECT 1 FROM ledger_importsheet s WHERE s.id = OLD.sheet_id AND s.state = 'waiting') THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{desk_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_importrow_update BEFORE UPDATE ON ledger_importrow
  FOR EACH ROW EXECUTE FUNCTION lumbung_importrow_update();

-- @ lumbung_importmemory_update
CREATE FUNCTION lumbung_importmemory_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{desk_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_importmemory_update BEFORE UPDATE ON ledger_importmemory
  FOR EACH ROW EXECUTE FUNCTION lumbung_importmemory_update();

-- @ lumbung_importrow_delete
CREATE FUNCTION lumbung_importrow_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{desk_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_importrow_delete BEFORE DELETE ON ledger_importrow
  FOR EACH ROW EXECUTE FUNCTION lumbung_importrow_delete();
