-- Guards of cooperatives' tables for PostgreSQL; a line "-- @" starts the next one.

-- @ lumbung_legalidentity_update
CREATE FUNCTION lumbung_legalidentity_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{version_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_legalidentity_update BEFORE UPDATE ON cooperatives_legalidentity
  FOR EACH ROW EXECUTE FUNCTION lumbung_legalidentity_update();

-- @ lumbung_legalidentity_delete
CREATE FUNCTION lumbung_legalidentity_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{version_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_legalidentity_delete BEFORE DELETE ON cooperatives_legalidentity
  FOR EACH ROW EXECUTE FUNCTION lumbung_legalidentity_delete();

-- @ lumbung_legalidentity_truncate
CREATE FUNCTION lumbung_legalidentity_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_legalidentity_truncate BEFORE TRUNCATE ON cooperatives_legalidentity
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_legalidentity_truncate();

-- @ lumbung_bylaw_update
CREATE FUNCTION lumbung_bylaw_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{version_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_bylaw_update BEFORE UPDATE ON cooperatives_bylaw
  FOR EACH ROW EXECUTE FUNCTION lumbung_bylaw_update();

-- @ lumbung_bylaw_delete
CREATE FUNCTION lumbung_bylaw_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{version_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_bylaw_delete BEFORE DELETE ON cooperatives_bylaw
  FOR EACH ROW EXECUTE FUNCTION lumbung_bylaw_delete();

-- @ lumbung_bylaw_truncate
CREATE FUNCTION lumbung_bylaw_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_bylaw_truncate BEFORE TRUNCATE ON cooperatives_bylaw
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_bylaw_truncate();
