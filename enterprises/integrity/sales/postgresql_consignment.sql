-- Guards of consignments for PostgreSQL; a line "-- @" starts the next one.

-- @ lumbung_sales_consignmentline_update
CREATE FUNCTION lumbung_sales_consignmentline_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_consignmentline_update BEFORE UPDATE ON enterprises_consignmentline
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_consignmentline_update();

-- @ lumbung_sales_consignmentline_delete
CREATE FUNCTION lumbung_sales_consignmentline_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_consignmentline_delete BEFORE DELETE ON enterprises_consignmentline
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_consignmentline_delete();

-- @ lumbung_sales_consignmentline_truncate
CREATE FUNCTION lumbung_sales_consignmentline_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_consignmentline_truncate BEFORE TRUNCATE ON enterprises_consignmentline
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_sales_consignmentline_truncate();

-- @ lumbung_sales_consignmentmove_insert
CREATE FUNCTION lumbung_sales_consignmentmove_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.quantity + COALESCE((SELECT SUM(x.quantity) FROM enterprises_consignmentmove x WHERE x.line_id = NEW.line_id AND NOT EXISTS (SELECT 1 FROM ledger_voucher r WHERE r.reversal_of_id = x.voucher_id)), 0) > COALESCE((SELECT l.quantity FROM enterprises_consignmentline l WHERE l.id = NEW.line_id), 0) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{consigned_sum}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_sales_consignmentmove_insert BEFORE INSERT ON enterprises_consignmentmove
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_consignmentmove_insert();

-- @ lumbung_sales_consignmentmove_update
CREATE FUNCTION lumbung_sales_consignmentmove_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_consignmentmove_update BEFORE UPDATE ON enterprises_consignmentmove
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_consignmentmove_update();

-- @ lumbung_sales_consignmentmove_delete
CREATE FUNCTION lumbung_sales_consignmentmove_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_consignmentmove_delete BEFORE DELETE ON enterprises_consignmentmove
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_consignmentmove_delete();

-- @ lumbung_sales_consignmentmove_truncate
CREATE FUNCTION lumbung_sales_consignmentmove_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_consignmentmove_truncate BEFORE TRUNCATE ON enterprises_consignmentmove
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_sales_consignmentmove_truncate();

-- @ lumbung_sales_consignmentpayment_update
CREATE FUNCTION lumbung_sales_consignmentpayment_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_consignmentpayment_update BEFORE UPDATE ON enterprises_consignmentpayment
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_consignmentpayment_update();

-- @ lumbung_sales_consignmentpayment_delete
CREATE FUNCTION lumbung_sales_consignmentpayment_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_consignmentpayment_delete BEFORE DELETE ON enterprises_consignmentpayment
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_consignmentpayment_delete();

-- @ lumbung_sales_consignmentpayment_truncate
CREATE FUNCTION lumbung_sales_consignmentpayment_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_consignmentpayment_truncate BEFORE TRUNCATE ON enterprises_consignmentpayment
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_sales_consignmentpayment_truncate();

-- @ lumbung_sales_consignment_update
CREATE FUNCTION lumbung_sales_consignment_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_consignment_update BEFORE UPDATE ON enterprises_consignment
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_consignment_update();

-- @ lumbung_sales_consignment_delete
CREATE FUNCTION lumbung_sales_consignment_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_consignment_delete BEFORE DELETE ON enterprises_consignment
  FOR EACH ROW EXECUTE FUNCTION lumbung_sales_consignment_delete();

-- @ lumbung_sales_consignment_truncate
CREATE FUNCTION lumbung_sales_consignment_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sale_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_sales_consignment_truncate BEFORE TRUNCATE ON enterprises_consignment
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_sales_consignment_truncate();
