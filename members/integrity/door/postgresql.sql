-- Guards of the door for PostgreSQL: sign-ins and security rules are only added; a reset is approved once.
-- A line "-- @" starts the next guard: its function and trigger.

-- @ lumbung_signin_update
CREATE FUNCTION lumbung_signin_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sign_in_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_signin_update BEFORE UPDATE ON members_signin
  FOR EACH ROW EXECUTE FUNCTION lumbung_signin_update();

-- @ lumbung_signin_delete
CREATE FUNCTION lumbung_signin_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sign_in_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_signin_delete BEFORE DELETE ON members_signin
  FOR EACH ROW EXECUTE FUNCTION lumbung_signin_delete();

-- @ lumbung_signin_truncate
CREATE FUNCTION lumbung_signin_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{sign_in_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_signin_truncate BEFORE TRUNCATE ON members_signin
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_signin_truncate();

-- @ lumbung_securityrule_update
CREATE FUNCTION lumbung_securityrule_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{security_rule_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_securityrule_update BEFORE UPDATE ON members_securityrule
  FOR EACH ROW EXECUTE FUNCTION lumbung_securityrule_update();

-- @ lumbung_securityrule_delete
CREATE FUNCTION lumbung_securityrule_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{security_rule_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_securityrule_delete BEFORE DELETE ON members_securityrule
  FOR EACH ROW EXECUTE FUNCTION lumbung_securityrule_delete();

-- @ lumbung_securityrule_truncate
CREATE FUNCTION lumbung_securityrule_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{security_rule_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_securityrule_truncate BEFORE TRUNCATE ON members_securityrule
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_securityrule_truncate();

-- @ lumbung_securityreset_insert
CREATE FUNCTION lumbung_securityreset_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.approved_at IS NOT NULL OR NEW.approved_by_id IS NOT NULL THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{security_reset_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_securityreset_insert BEFORE INSERT ON members_securityreset
  FOR EACH ROW EXECUTE FUNCTION lumbung_securityreset_insert();

-- @ lumbung_securityreset_update
CREATE FUNCTION lumbung_securityreset_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF OLD.approved_at IS NOT NULL OR NEW.id <> OLD.id OR NEW.organization_id <> OLD.organization_id
    OR NEW.user_id <> OLD.user_id OR NEW.reason <> OLD.reason OR NEW.asked_by_id <> OLD.asked_by_id
    OR NEW.asked_at <> OLD.asked_at OR NEW.approved_at IS NULL OR NEW.approved_by_id IS NULL THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{security_reset_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_securityreset_update BEFORE UPDATE ON members_securityreset
  FOR EACH ROW EXECUTE FUNCTION lumbung_securityreset_update();

-- @ lumbung_securityreset_delete
CREATE FUNCTION lumbung_securityreset_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{security_reset_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_securityreset_delete BEFORE DELETE ON members_securityreset
  FOR EACH ROW EXECUTE FUNCTION lumbung_securityreset_delete();

-- @ lumbung_securityreset_truncate
CREATE FUNCTION lumbung_securityreset_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{security_reset_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_securityreset_truncate BEFORE TRUNCATE ON members_securityreset
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_securityreset_truncate();
