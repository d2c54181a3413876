-- Guards of purchases and what went back for PostgreSQL; the rules of writing them: ledger/integrity/postgresql.sql.

-- @ lumbung_purchase_insert
CREATE FUNCTION lumbung_purchase_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT y.book_id FROM ledger_voucher y WHERE y.id = NEW.voucher_id), -1) <> NEW.book_id THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{purchase_foreign}';
  END IF;
  IF NEW.supplier_id IS NOT NULL AND COALESCE((SELECT y.book_id FROM ledger_subsidiary y WHERE y.id = NEW.supplier_id), -1) <> NEW.book_id THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{purchase_foreign}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_purchase_insert BEFORE INSERT ON enterprises_purchase
  FOR EACH ROW EXECUTE FUNCTION lumbung_purchase_insert();

-- @ lumbung_purchase_update
CREATE FUNCTION lumbung_purchase_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{purchase_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_purchase_update BEFORE UPDATE ON enterprises_purchase
  FOR EACH ROW EXECUTE FUNCTION lumbung_purchase_update();

-- @ lumbung_purchase_delete
CREATE FUNCTION lumbung_purchase_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{purchase_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_purchase_delete BEFORE DELETE ON enterprises_purchase
  FOR EACH ROW EXECUTE FUNCTION lumbung_purchase_delete();

-- @ lumbung_purchase_truncate
CREATE FUNCTION lumbung_purchase_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{stock_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_purchase_truncate BEFORE TRUNCATE ON enterprises_purchase
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_purchase_truncate();

-- @ lumbung_purchaseline_insert
CREATE FUNCTION lumbung_purchaseline_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT y.book_id FROM enterprises_purchase y WHERE y.id = NEW.purchase_id), -1) <> COALESCE((SELECT y.book_id FROM enterprises_item y WHERE y.id = NEW.item_id), -1) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{purchase_foreign}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_purchaseline_insert BEFORE INSERT ON enterprises_purchaseline
  FOR EACH ROW EXECUTE FUNCTION lumbung_purchaseline_insert();

-- @ lumbung_purchaseline_update
CREATE FUNCTION lumbung_purchaseline_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{purchase_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_purchaseline_update BEFORE UPDATE ON enterprises_purchaseline
  FOR EACH ROW EXECUTE FUNCTION lumbung_purchaseline_update();

-- @ lumbung_purchaseline_delete
CREATE FUNCTION lumbung_purchaseline_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{purchase_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_purchaseline_delete BEFORE DELETE ON enterprises_purchaseline
  FOR EACH ROW EXECUTE FUNCTION lumbung_purchaseline_delete();

-- @ lumbung_purchaseline_truncate
CREATE FUNCTION lumbung_purchaseline_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{stock_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_purchaseline_truncate BEFORE TRUNCATE ON enterprises_purchaseline
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_purchaseline_truncate();

-- @ lumbung_purchasereturn_insert
CREATE FUNCTION lumbung_purchasereturn_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT y.book_id FROM ledger_voucher y WHERE y.id = NEW.voucher_id), -1) <> COALESCE((SELECT y.book_id FROM enterprises_purchase y WHERE y.id = NEW.purchase_id), -1) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{purchase_foreign}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_purchasereturn_insert BEFORE INSERT ON enterprises_purchasereturn
  FOR EACH ROW EXECUTE FUNCTION lumbung_purchasereturn_insert();

-- @ lumbung_purchasereturn_update
CREATE FUNCTION lumbung_purchasereturn_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{purchase_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_purchasereturn_update BEFORE UPDATE ON enterprises_purchasereturn
  FOR EACH ROW EXECUTE FUNCTION lumbung_purchasereturn_update();

-- @ lumbung_purchasereturn_delete
CREATE FUNCTION lumbung_purchasereturn_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{purchase_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_purchasereturn_delete BEFORE DELETE ON enterprises_purchasereturn
  FOR EACH ROW EXECUTE FUNCTION lumbung_purchasereturn_delete();

-- @ lumbung_purchasereturn_truncate
CREATE FUNCTION lumbung_purchasereturn_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{stock_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_purchasereturn_truncate BEFORE TRUNCATE ON enterprises_purchasereturn
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_purchasereturn_truncate();

-- @ lumbung_purchasereturnline_insert
CREATE FUNCTION lumbung_purchasereturnline_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT y.purchase_id FROM enterprises_purchasereturn y WHERE y.id = NEW.purchase_return_id), -1)
    <> COALESCE((SELECT y.purchase_id FROM enterprises_purchaseline y WHERE y.id = NEW.line_id), -2) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{purchase_foreign}';
  END IF;
  IF ROUND(1000 * NEW.quantity) + (SELECT COALESCE(SUM(ROUND(1000 * x.quantity)), 0) FROM enterprises_purchasereturnline x
    JOIN enterprises_purchasereturn r ON r.id = x.purchase_return_id WHERE x.line_id = NEW.line_id
    AND NOT EXISTS (SELECT 1 FROM ledger_voucher v WHERE v.reversal_of_id = r.voucher_id))
    > (SELECT ROUND(1000 * y.quantity) FROM enterprises_purchaseline y WHERE y.id = NEW.line_id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{purchase_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_purchasereturnline_insert BEFORE INSERT ON enterprises_purchasereturnline
  FOR EACH ROW EXECUTE FUNCTION lumbung_purchasereturnline_insert();

-- @ lumbung_purchasereturnline_update
CREATE FUNCTION lumbung_purchasereturnline_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{purchase_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_purchasereturnline_update BEFORE UPDATE ON enterprises_purchasereturnline
  FOR EACH ROW EXECUTE FUNCTION lumbung_purchasereturnline_update();

-- @ lumbung_purchasereturnline_delete
CREATE FUNCTION lumbung_purchasereturnline_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{purchase_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_purchasereturnline_delete BEFORE DELETE ON enterprises_purchasereturnline
  FOR EACH ROW EXECUTE FUNCTION lumbung_purchasereturnline_delete();

-- @ lumbung_purchasereturnline_truncate
CREATE FUNCTION lumbung_purchasereturnline_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{stock_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_purchasereturnline_truncate BEFORE TRUNCATE ON enterprises_purchasereturnline
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_purchasereturnline_truncate();
