-- Guards of KUBE for SQLite; the rules of writing them: ledger/integrity/sqlite.sql.

-- @ lumbung_kube_kubemove_insert
CREATE TRIGGER lumbung_kube_kubemove_insert BEFORE INSERT ON enterprises_kubemove BEGIN
  SELECT RAISE(ABORT, '{kube_fixed}') WHERE EXISTS (
    SELECT 1 FROM enterprises_kubemove x WHERE x.id = NEW.id);
END;

-- @ lumbung_kube_kubemove_update
CREATE TRIGGER lumbung_kube_kubemove_update BEFORE UPDATE ON enterprises_kubemove BEGIN
  SELECT RAISE(ABORT, '{kube_fixed}');
END;

-- @ lumbung_kube_kubemove_delete
CREATE TRIGGER lumbung_kube_kubemove_delete BEFORE DELETE ON enterprises_kubemove BEGIN
  SELECT RAISE(ABORT, '{kube_fixed}');
END;

-- @ lumbung_kube_kuberule_insert
CREATE TRIGGER lumbung_kube_kuberule_insert BEFORE INSERT ON enterprises_kuberule BEGIN
  SELECT RAISE(ABORT, '{kube_fixed}') WHERE EXISTS (
    SELECT 1 FROM enterprises_kuberule x WHERE x.id = NEW.id);
END;

-- @ lumbung_kube_kuberule_update
CREATE TRIGGER lumbung_kube_kuberule_update BEFORE UPDATE ON enterprises_kuberule BEGIN
  SELECT RAISE(ABORT, '{kube_fixed}');
END;

-- @ lumbung_kube_kuberule_delete
CREATE TRIGGER lumbung_kube_kuberule_delete BEFORE DELETE ON enterprises_kuberule BEGIN
  SELECT RAISE(ABORT, '{kube_fixed}');
END;

-- @ lumbung_kube_kubeassessment_insert
CREATE TRIGGER lumbung_kube_kubeassessment_insert BEFORE INSERT ON enterprises_kubeassessment BEGIN
  SELECT RAISE(ABORT, '{kube_fixed}') WHERE EXISTS (
    SELECT 1 FROM enterprises_kubeassessment x WHERE x.id = NEW.id);
END;

-- @ lumbung_kube_kubeassessment_update
CREATE TRIGGER lumbung_kube_kubeassessment_update BEFORE UPDATE ON enterprises_kubeassessment BEGIN
  SELECT RAISE(ABORT, '{kube_fixed}');
END;

-- @ lumbung_kube_kubeassessment_delete
CREATE TRIGGER lumbung_kube_kubeassessment_delete BEFORE DELETE ON enterprises_kubeassessment BEGIN
  SELECT RAISE(ABORT, '{kube_fixed}');
END;

-- @ lumbung_kube_assessedsign_insert
CREATE TRIGGER lumbung_kube_assessedsign_insert BEFORE INSERT ON enterprises_assessedsign BEGIN
  SELECT RAISE(ABORT, '{kube_fixed}') WHERE EXISTS (
    SELECT 1 FROM enterprises_assessedsign x WHERE x.id = NEW.id OR (x.assessment_id = NEW.assessment_id AND x.code = NEW.code));
END;

-- @ lumbung_kube_assessedsign_update
CREATE TRIGGER lumbung_kube_assessedsign_update BEFORE UPDATE ON enterprises_assessedsign BEGIN
  SELECT RAISE(ABORT, '{kube_fixed}');
END;

-- @ lumbung_kube_assessedsign_delete
CREATE TRIGGER lumbung_kube_assessedsign_delete BEFORE DELETE ON enterprises_assessedsign BEGIN
  SELECT RAISE(ABORT, '{kube_fixed}');
END;

-- @ lumbung_kube_practiceentry_insert
CREATE TRIGGER lumbung_kube_practiceentry_insert BEFORE INSERT ON enterprises_practiceentry BEGIN
  SELECT RAISE(ABORT, '{kube_fixed}') WHERE EXISTS (
    SELECT 1 FROM enterprises_practiceentry x WHERE x.id = NEW.id);
END;

-- @ lumbung_kube_practiceentry_update
CREATE TRIGGER lumbung_kube_practiceentry_update BEFORE UPDATE ON enterprises_practiceentry BEGIN
  SELECT RAISE(ABORT, '{kube_fixed}');
END;

-- @ lumbung_kube_practiceentry_delete
CREATE TRIGGER lumbung_kube_practiceentry_delete BEFORE DELETE ON enterprises_practiceentry BEGIN
  SELECT RAISE(ABORT, '{kube_fixed}');
END;

-- @ lumbung_kube_member_insert
CREATE TRIGGER lumbung_kube_member_insert BEFORE INSERT ON members_membership BEGIN
  SELECT RAISE(ABORT, '{kube_clients}') WHERE NEW.element <> 'klien' AND NEW.left_on IS NULL AND EXISTS (
    SELECT 1 FROM enterprises_kube k WHERE k.organization_id = NEW.organization_id AND k.kind = 'khusus_klien');
END;

-- @ lumbung_kube_member_update
CREATE TRIGGER lumbung_kube_member_update BEFORE UPDATE ON members_membership BEGIN
  SELECT RAISE(ABORT, '{kube_clients}') WHERE NEW.element <> 'klien' AND NEW.left_on IS NULL AND EXISTS (
    SELECT 1 FROM enterprises_kube k WHERE k.organization_id = NEW.organization_id AND k.kind = 'khusus_klien');
END;
