-- Guards of stock items and their movements for PostgreSQL; the rules of writing them: ledger/integrity/postgresql.sql.

-- @ lumbung_stockitem_insert
CREATE FUNCTION lumbung_stockitem_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT y.book_id FROM ledger_account y WHERE y.id = NEW.stock_account_id), -1) <> NEW.book_id THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{stock_foreign}';
  END IF;
  IF NEW.purchase_account_id IS NOT NULL AND COALESCE((SELECT y.book_id FROM ledger_account y WHERE y.id = NEW.purchase_account_id), -1) <> NEW.book_id THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{stock_foreign}';
  END IF;
  IF NEW.product_id IS NOT NULL AND COALESCE((SELECT y.book_id FROM enterprises_product y WHERE y.id = NEW.product_id), -1) <> NEW.book_id THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{stock_foreign}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_stockitem_insert BEFORE INSERT ON enterprises_item
  FOR EACH ROW EXECUTE FUNCTION lumbung_stockitem_insert();

-- @ lumbung_stockitem_update
CREATE FUNCTION lumbung_stockitem_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id IS DISTINCT FROM OLD.id OR NEW.book_id IS DISTINCT FROM OLD.book_id OR (EXISTS (SELECT 1 FROM enterprises_stockmovement m WHERE m.item_id = OLD.id) AND (
    NEW.stock_account_id IS DISTINCT FROM OLD.stock_account_id OR NEW.decimals IS DISTINCT FROM OLD.decimals OR NEW.measure IS DISTINCT FROM OLD.measure)) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{item_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_stockitem_update BEFORE UPDATE ON enterprises_item
  FOR EACH ROW EXECUTE FUNCTION lumbung_stockitem_update();

-- @ lumbung_stockitem_delete
CREATE FUNCTION lumbung_stockitem_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF EXISTS (SELECT 1 FROM enterprises_stockmovement m WHERE m.item_id = OLD.id) OR EXISTS (SELECT 1 FROM enterprises_purchaseline m WHERE m.item_id = OLD.id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{item_fixed}';
  END IF;
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_stockitem_delete BEFORE DELETE ON enterprises_item
  FOR EACH ROW EXECUTE FUNCTION lumbung_stockitem_delete();

-- @ lumbung_stockitem_truncate
CREATE FUNCTION lumbung_stockitem_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{stock_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_stockitem_truncate BEFORE TRUNCATE ON enterprises_item
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_stockitem_truncate();

-- @ lumbung_stockstart_update
CREATE FUNCTION lumbung_stockstart_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{stock_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_stockstart_update BEFORE UPDATE ON enterprises_stockstart
  FOR EACH ROW EXECUTE FUNCTION lumbung_stockstart_update();

-- @ lumbung_stockstart_delete
CREATE FUNCTION lumbung_stockstart_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{stock_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_stockstart_delete BEFORE DELETE ON enterprises_stockstart
  FOR EACH ROW EXECUTE FUNCTION lumbung_stockstart_delete();

-- @ lumbung_stockstart_truncate
CREATE FUNCTION lumbung_stockstart_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{stock_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_stockstart_truncate BEFORE TRUNCATE ON enterprises_stockstart
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_stockstart_truncate();

-- @ lumbung_stockmovement_insert
CREATE FUNCTION lumbung_stockmovement_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT y.book_id FROM enterprises_item y WHERE y.id = NEW.item_id), -1) <> NEW.book_id THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{stock_foreign}';
  END IF;
  IF NEW.voucher_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM ledger_voucher v WHERE v.id = NEW.voucher_id AND v.book_id = NEW.book_id
    AND v.date = NEW.date) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{stock_foreign}';
  END IF;
  IF NEW.voucher_id IS NULL AND NEW.sequence <> 1 THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{stock_chain}';
  END IF;
  IF NEW.sequence <> 1 + COALESCE((SELECT x.sequence FROM enterprises_stockmovement x WHERE x.item_id = NEW.item_id
    ORDER BY x.sequence DESC LIMIT 1), 0) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{stock_chain}';
  END IF;
  IF NEW.quantity_after <> NEW.quantity + COALESCE((SELECT x.quantity_after FROM enterprises_stockmovement x WHERE x.item_id = NEW.item_id
    ORDER BY x.sequence DESC LIMIT 1), 0) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{stock_chain}';
  END IF;
  IF NEW.value_after <> NEW.value + COALESCE((SELECT x.value_after FROM enterprises_stockmovement x WHERE x.item_id = NEW.item_id
    ORDER BY x.sequence DESC LIMIT 1), 0) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{stock_chain}';
  END IF;
  IF EXISTS (
    SELECT 1 FROM enterprises_stockmovement x WHERE x.item_id = NEW.item_id
    AND x.quantity < 0 AND x.date > NEW.date) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{stock_backdated}';
  END IF;
  IF NEW.quantity_after < 0 OR NEW.value_after < 0
    OR (NEW.quantity_after = 0 AND NEW.value_after <> 0) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{stock_negative}';
  END IF;
  IF NEW.quantity < 0 AND (SELECT COALESCE(SUM(x.quantity), 0) FROM enterprises_stockmovement x WHERE x.item_id = NEW.item_id
    AND x.date <= NEW.date) + NEW.quantity < 0 THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{stock_negative}';
  END IF;
  IF NEW.value < 0 AND (SELECT COALESCE(SUM(x.value), 0) FROM enterprises_stockmovement x WHERE x.item_id = NEW.item_id
    AND x.date <= NEW.date) + NEW.value < 0 THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{stock_negative}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_stockmovement_insert BEFORE INSERT ON enterprises_stockmovement
  FOR EACH ROW EXECUTE FUNCTION lumbung_stockmovement_insert();

-- @ lumbung_stockmovement_update
CREATE FUNCTION lumbung_stockmovement_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{stock_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_stockmovement_update BEFORE UPDATE ON enterprises_stockmovement
  FOR EACH ROW EXECUTE FUNCTION lumbung_stockmovement_update();

-- @ lumbung_stockmovement_delete
CREATE FUNCTION lumbung_stockmovement_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{stock_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_stockmovement_delete BEFORE DELETE ON enterprises_stockmovement
  FOR EACH ROW EXECUTE FUNCTION lumbung_stockmovement_delete();

-- @ lumbung_stockmovement_truncate
CREATE FUNCTION lumbung_stockmovement_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{stock_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_stockmovement_truncate BEFORE TRUNCATE ON enterprises_stockmovement
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_stockmovement_truncate();
