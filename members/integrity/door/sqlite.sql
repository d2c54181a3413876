-- Guards of the door for SQLite: sign-ins and security rules are only added; a reset is approved once.
-- See members/integrity/sqlite.sql for how such a file is read.

-- @ lumbung_signin_insert
CREATE TRIGGER lumbung_signin_insert BEFORE INSERT ON members_signin BEGIN
  SELECT RAISE(ABORT, '{sign_in_fixed}') WHERE EXISTS (SELECT 1 FROM members_signin x WHERE x.id = NEW.id);
END;

-- @ lumbung_signin_update
CREATE TRIGGER lumbung_signin_update BEFORE UPDATE ON members_signin BEGIN
  SELECT RAISE(ABORT, '{sign_in_fixed}');
END;

-- @ lumbung_signin_delete
CREATE TRIGGER lumbung_signin_delete BEFORE DELETE ON members_signin BEGIN
  SELECT RAISE(ABORT, '{sign_in_fixed}');
END;

-- @ lumbung_securityrule_insert
CREATE TRIGGER lumbung_securityrule_insert BEFORE INSERT ON members_securityrule BEGIN
  SELECT RAISE(ABORT, '{security_rule_fixed}') WHERE EXISTS (SELECT 1 FROM members_securityrule x WHERE x.id = NEW.id);
END;

-- @ lumbung_securityrule_update
CREATE TRIGGER lumbung_securityrule_update BEFORE UPDATE ON members_securityrule BEGIN
  SELECT RAISE(ABORT, '{security_rule_fixed}');
END;

-- @ lumbung_securityrule_delete
CREATE TRIGGER lumbung_securityrule_delete BEFORE DELETE ON members_securityrule BEGIN
  SELECT RAISE(ABORT, '{security_rule_fixed}');
END;

-- @ lumbung_securityreset_insert
CREATE TRIGGER lumbung_securityreset_insert BEFORE INSERT ON members_securityreset BEGIN
  SELECT RAISE(ABORT, '{security_reset_fixed}') WHERE EXISTS (SELECT 1 FROM members_securityreset x WHERE x.id = NEW.id);
  SELECT RAISE(ABORT, '{security_reset_fixed}') WHERE NEW.approved_at IS NOT NULL OR NEW.approved_by_id IS NOT NULL;
END;

-- @ lumbung_securityreset_update
CREATE TRIGGER lumbung_securityreset_update BEFORE UPDATE ON members_securityreset BEGIN
  SELECT RAISE(ABORT, '{security_reset_fixed}') WHERE OLD.approved_at IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.organization_id IS NOT OLD.organization_id
    OR NEW.user_id IS NOT OLD.user_id OR NEW.reason IS NOT OLD.reason OR NEW.asked_by_id IS NOT OLD.asked_by_id
    OR NEW.asked_at IS NOT OLD.asked_at OR NEW.approved_at IS NULL OR NEW.approved_by_id IS NULL;
END;

-- @ lumbung_securityreset_delete
CREATE TRIGGER lumbung_securityreset_delete BEFORE DELETE ON members_securityreset BEGIN
  SELECT RAISE(ABORT, '{security_reset_fixed}');
END;
