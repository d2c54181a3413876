-- Guards of KUBE for PostgreSQL; a line "-- @" starts the next one.

-- @ lumbung_kube_kubemove_update
CREATE FUNCTION lumbung_kube_kubemove_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{kube_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_kube_kubemove_update BEFORE UPDATE ON enterprises_kubemove
  FOR EACH ROW EXECUTE FUNCTION lumbung_kube_kubemove_update();

-- @ lumbung_kube_kubemove_delete
CREATE FUNCTION lumbung_kube_kubemove_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{kube_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_kube_kubemove_delete BEFORE DELETE ON enterprises_kubemove
  FOR EACH ROW EXECUTE FUNCTION lumbung_kube_kubemove_delete();

-- @ lumbung_kube_kubemove_truncate
CREATE FUNCTION lumbung_kube_kubemove_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{kube_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_kube_kubemove_truncate BEFORE TRUNCATE ON enterprises_kubemove
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_kube_kubemove_truncate();

-- @ lumbung_kube_kuberule_update
CREATE FUNCTION lumbung_kube_kuberule_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{kube_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_kube_kuberule_update BEFORE UPDATE ON enterprises_kuberule
  FOR EACH ROW EXECUTE FUNCTION lumbung_kube_kuberule_update();

-- @ lumbung_kube_kuberule_delete
CREATE FUNCTION lumbung_kube_kuberule_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{kube_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_kube_kuberule_delete BEFORE DELETE ON enterprises_kuberule
  FOR EACH ROW EXECUTE FUNCTION lumbung_kube_kuberule_delete();

-- @ lumbung_kube_kuberule_truncate
CREATE FUNCTION lumbung_kube_kuberule_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{kube_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_kube_kuberule_truncate BEFORE TRUNCATE ON enterprises_kuberule
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_kube_kuberule_truncate();

-- @ lumbung_kube_kubeassessment_update
CREATE FUNCTION lumbung_kube_kubeassessment_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{kube_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_kube_kubeassessment_update BEFORE UPDATE ON enterprises_kubeassessment
  FOR EACH ROW EXECUTE FUNCTION lumbung_kube_kubeassessment_update();

-- @ lumbung_kube_kubeassessment_delete
CREATE FUNCTION lumbung_kube_kubeassessment_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{kube_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_kube_kubeassessment_delete BEFORE DELETE ON enterprises_kubeassessment
  FOR EACH ROW EXECUTE FUNCTION lumbung_kube_kubeassessment_delete();

-- @ lumbung_kube_kubeassessment_truncate
CREATE FUNCTION lumbung_kube_kubeassessment_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{kube_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_kube_kubeassessment_truncate BEFORE TRUNCATE ON enterprises_kubeassessment
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_kube_kubeassessment_truncate();

-- @ lumbung_kube_assessedsign_update
CREATE FUNCTION lumbung_kube_assessedsign_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{kube_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_kube_assessedsign_update BEFORE UPDATE ON enterprises_assessedsign
  FOR EACH ROW EXECUTE FUNCTION lumbung_kube_assessedsign_update();

-- @ lumbung_kube_assessedsign_delete
CREATE FUNCTION lumbung_kube_assessedsign_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{kube_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_kube_assessedsign_delete BEFORE DELETE ON enterprises_assessedsign
  FOR EACH ROW EXECUTE FUNCTION lumbung_kube_assessedsign_delete();

-- @ lumbung_kube_assessedsign_truncate
CREATE FUNCTION lumbung_kube_assessedsign_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{kube_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_kube_assessedsign_truncate BEFORE TRUNCATE ON enterprises_assessedsign
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_kube_assessedsign_truncate();

-- @ lumbung_kube_practiceentry_update
CREATE FUNCTION lumbung_kube_practiceentry_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{kube_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_kube_practiceentry_update BEFORE UPDATE ON enterprises_practiceentry
  FOR EACH ROW EXECUTE FUNCTION lumbung_kube_practiceentry_update();

-- @ lumbung_kube_practiceentry_delete
CREATE FUNCTION lumbung_kube_practiceentry_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{kube_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_kube_practiceentry_delete BEFORE DELETE ON enterprises_practiceentry
  FOR EACH ROW EXECUTE FUNCTION lumbung_kube_practiceentry_delete();

-- @ lumbung_kube_practiceentry_truncate
CREATE FUNCTION lumbung_kube_practiceentry_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{kube_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_kube_practiceentry_truncate BEFORE TRUNCATE ON enterprises_practiceentry
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_kube_practiceentry_truncate();

-- @ lumbung_kube_member_insert
CREATE FUNCTION lumbung_kube_member_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.element <> 'klien' AND NEW.left_on IS NULL AND EXISTS (
    SELECT 1 FROM enterprises_kube k WHERE k.organization_id = NEW.organization_id AND k.kind = 'khusus_klien') THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{kube_clients}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_kube_member_insert BEFORE INSERT ON members_membership
  FOR EACH ROW EXECUTE FUNCTION lumbung_kube_member_insert();

-- @ lumbung_kube_member_update
CREATE FUNCTION lumbung_kube_member_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.element <> 'klien' AND NEW.left_on IS NULL AND EXISTS (
    SELECT 1 FROM enterprises_kube k WHERE k.organization_id = NEW.organization_id AND k.kind = 'khusus_klien') THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{kube_clients}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_kube_member_update BEFORE UPDATE ON members_membership
  FOR EACH ROW EXECUTE FUNCTION lumbung_kube_member_update();
