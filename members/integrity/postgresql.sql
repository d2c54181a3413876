-- Guards of meetings and of who opened a card, for PostgreSQL. A line "-- @" starts the next guard: its function and trigger.

-- @ lumbung_meeting_insert
CREATE FUNCTION lumbung_meeting_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.state <> 'draft' OR NEW.seal <> '' THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{meeting_born}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_meeting_insert BEFORE INSERT ON members_meeting
  FOR EACH ROW EXECUTE FUNCTION lumbung_meeting_insert();

-- @ lumbung_meeting_update
CREATE FUNCTION lumbung_meeting_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF OLD.state = 'final' OR NEW.id <> OLD.id
    OR NEW.organization_id <> OLD.organization_id OR NEW.year <> OLD.year
    OR NEW.number <> OLD.number THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{minutes_final}';
  END IF;
  IF NEW.state = 'final' AND (OLD.state <> 'held' OR length(NEW.seal) <> 64
    OR NEW.sequence <> 1 + COALESCE((
      SELECT MAX(x.sequence) FROM members_meeting x WHERE x.organization_id = NEW.organization_id), 0)
    OR NEW.previous_seal <> COALESCE((
      SELECT x.seal FROM members_meeting x WHERE x.organization_id = NEW.organization_id
      AND x.sequence = NEW.sequence - 1), '')) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{minutes_chain}';
  END IF;
  IF NEW.state <> 'final' AND (NEW.seal <> '' OR NEW.sequence IS NOT NULL) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{minutes_chain}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_meeting_update BEFORE UPDATE ON members_meeting
  FOR EACH ROW EXECUTE FUNCTION lumbung_meeting_update();

-- @ lumbung_meeting_delete
CREATE FUNCTION lumbung_meeting_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{meeting_stays}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_meeting_delete BEFORE DELETE ON members_meeting
  FOR EACH ROW EXECUTE FUNCTION lumbung_meeting_delete();

-- @ lumbung_meeting_truncate
CREATE FUNCTION lumbung_meeting_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{meeting_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_meeting_truncate BEFORE TRUNCATE ON members_meeting
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_meeting_truncate();

-- @ lumbung_attendance_insert
CREATE FUNCTION lumbung_attendance_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT m.state FROM members_meeting m WHERE m.id = NEW.meeting_id), '') <> 'draft' THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{entitled_frozen}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_attendance_insert BEFORE INSERT ON members_attendance
  FOR EACH ROW EXECUTE FUNCTION lumbung_attendance_insert();

-- @ lumbung_attendance_update
CREATE FUNCTION lumbung_attendance_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id <> OLD.id OR NEW.meeting_id <> OLD.meeting_id
    OR NEW.person_id <> OLD.person_id OR NEW.number <> OLD.number OR NEW.name <> OLD.name
    OR NEW.office <> OLD.office OR NEW.has_vote <> OLD.has_vote THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{entitled_frozen}';
  END IF;
  IF COALESCE((SELECT m.state FROM members_meeting m WHERE m.id = OLD.meeting_id), '') NOT IN ('draft', 'invited', 'held') THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{minutes_final}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_attendance_update BEFORE UPDATE ON members_attendance
  FOR EACH ROW EXECUTE FUNCTION lumbung_attendance_update();

-- @ lumbung_attendance_delete
CREATE FUNCTION lumbung_attendance_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT m.state FROM members_meeting m WHERE m.id = OLD.meeting_id), '') <> 'draft' THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{entitled_frozen}';
  END IF;
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_attendance_delete BEFORE DELETE ON members_attendance
  FOR EACH ROW EXECUTE FUNCTION lumbung_attendance_delete();

-- @ lumbung_attendance_truncate
CREATE FUNCTION lumbung_attendance_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{meeting_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_attendance_truncate BEFORE TRUNCATE ON members_attendance
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_attendance_truncate();

-- @ lumbung_agendaitem_insert
CREATE FUNCTION lumbung_agendaitem_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF (SELECT m.state FROM members_meeting m WHERE m.id = NEW.meeting_id) = 'final' THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{minutes_final}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_agendaitem_insert BEFORE INSERT ON members_agendaitem
  FOR EACH ROW EXECUTE FUNCTION lumbung_agendaitem_insert();

-- @ lumbung_agendaitem_update
CREATE FUNCTION lumbung_agendaitem_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF 'final' IN (
    (SELECT m.state FROM members_meeting m WHERE m.id = OLD.meeting_id), (SELECT m.state FROM members_meeting m WHERE m.id = NEW.meeting_id)) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{minutes_final}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_agendaitem_update BEFORE UPDATE ON members_agendaitem
  FOR EACH ROW EXECUTE FUNCTION lumbung_agendaitem_update();

-- @ lumbung_agendaitem_delete
CREATE FUNCTION lumbung_agendaitem_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF (SELECT m.state FROM members_meeting m WHERE m.id = OLD.meeting_id) = 'final' THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{minutes_final}';
  END IF;
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_agendaitem_delete BEFORE DELETE ON members_agendaitem
  FOR EACH ROW EXECUTE FUNCTION lumbung_agendaitem_delete();

-- @ lumbung_agendaitem_truncate
CREATE FUNCTION lumbung_agendaitem_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{meeting_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_agendaitem_truncate BEFORE TRUNCATE ON members_agendaitem
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_agendaitem_truncate();

-- @ lumbung_motion_insert
CREATE FUNCTION lumbung_motion_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT m.state FROM members_meeting m WHERE m.id = NEW.meeting_id), '') <> 'held' OR NEW.result <> '' THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{minutes_final}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_motion_insert BEFORE INSERT ON members_motion
  FOR EACH ROW EXECUTE FUNCTION lumbung_motion_insert();

-- @ lumbung_motion_update
CREATE FUNCTION lumbung_motion_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id <> OLD.id OR NEW.meeting_id <> OLD.meeting_id
    OR COALESCE((SELECT m.state FROM members_meeting m WHERE m.id = OLD.meeting_id), '') <> 'held' THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{minutes_final}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_motion_update BEFORE UPDATE ON members_motion
  FOR EACH ROW EXECUTE FUNCTION lumbung_motion_update();

-- @ lumbung_motion_delete
CREATE FUNCTION lumbung_motion_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT m.state FROM members_meeting m WHERE m.id = OLD.meeting_id), '') <> 'held' THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{minutes_final}';
  END IF;
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_motion_delete BEFORE DELETE ON members_motion
  FOR EACH ROW EXECUTE FUNCTION lumbung_motion_delete();

-- @ lumbung_motion_truncate
CREATE FUNCTION lumbung_motion_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{meeting_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_motion_truncate BEFORE TRUNCATE ON members_motion
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_motion_truncate();

-- @ lumbung_candidate_insert
CREATE FUNCTION lumbung_candidate_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((
    SELECT m.state FROM members_motion o JOIN members_meeting m ON m.id = o.meeting_id
    WHERE o.id = NEW.motion_id), '') <> 'held' THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{minutes_final}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_candidate_insert BEFORE INSERT ON members_candidate
  FOR EACH ROW EXECUTE FUNCTION lumbung_candidate_insert();

-- @ lumbung_candidate_update
CREATE FUNCTION lumbung_candidate_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id <> OLD.id OR NEW.motion_id <> OLD.motion_id OR COALESCE((
    SELECT m.state FROM members_motion o JOIN members_meeting m ON m.id = o.meeting_id
    WHERE o.id = OLD.motion_id), '') <> 'held' THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{minutes_final}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_candidate_update BEFORE UPDATE ON members_candidate
  FOR EACH ROW EXECUTE FUNCTION lumbung_candidate_update();

-- @ lumbung_candidate_delete
CREATE FUNCTION lumbung_candidate_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((
    SELECT m.state FROM members_motion o JOIN members_meeting m ON m.id = o.meeting_id
    WHERE o.id = OLD.motion_id), '') <> 'held' THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{minutes_final}';
  END IF;
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_candidate_delete BEFORE DELETE ON members_candidate
  FOR EACH ROW EXECUTE FUNCTION lumbung_candidate_delete();

-- @ lumbung_candidate_truncate
CREATE FUNCTION lumbung_candidate_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{meeting_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_candidate_truncate BEFORE TRUNCATE ON members_candidate
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_candidate_truncate();

-- @ lumbung_vote_insert
CREATE FUNCTION lumbung_vote_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((
    SELECT m.state FROM members_motion o JOIN members_meeting m ON m.id = o.meeting_id
    WHERE o.id = NEW.motion_id), '') <> 'held'
    OR COALESCE((SELECT o.result FROM members_motion o WHERE o.id = NEW.motion_id), 'x') <> '' THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{vote_fixed}';
  END IF;
  IF NOT EXISTS (
    SELECT 1 FROM members_attendance a JOIN members_motion o ON o.meeting_id = a.meeting_id
    WHERE o.id = NEW.motion_id AND a.id = NEW.voter_id AND a.has_vote
      AND (a.presence <> '' OR a.proxy_id IS NOT NULL)) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{vote_foreign}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_vote_insert BEFORE INSERT ON members_vote
  FOR EACH ROW EXECUTE FUNCTION lumbung_vote_insert();

-- @ lumbung_vote_update
CREATE FUNCTION lumbung_vote_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{vote_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_vote_update BEFORE UPDATE ON members_vote
  FOR EACH ROW EXECUTE FUNCTION lumbung_vote_update();

-- @ lumbung_vote_delete
CREATE FUNCTION lumbung_vote_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((
    SELECT m.state FROM members_motion o JOIN members_meeting m ON m.id = o.meeting_id
    WHERE o.id = OLD.motion_id), '') <> 'held'
    OR COALESCE((SELECT o.result FROM members_motion o WHERE o.id = OLD.motion_id), 'x') <> '' THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{vote_fixed}';
  END IF;
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_vote_delete BEFORE DELETE ON members_vote
  FOR EACH ROW EXECUTE FUNCTION lumbung_vote_delete();

-- @ lumbung_vote_truncate
CREATE FUNCTION lumbung_vote_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{meeting_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_vote_truncate BEFORE TRUNCATE ON members_vote
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_vote_truncate();

-- @ lumbung_decision_insert
CREATE FUNCTION lumbung_decision_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.number <> 1 + COALESCE((
    SELECT MAX(x.number) FROM members_decision x
    WHERE x.organization_id = NEW.organization_id AND x.year = NEW.year), 0) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{decision_number}';
  END IF;
  IF NOT EXISTS (
    SELECT 1 FROM members_motion o JOIN members_meeting m ON m.id = o.meeting_id
    WHERE o.id = NEW.motion_id AND o.result = 'carried' AND o.kind = NEW.kind
      AND m.id = NEW.meeting_id AND m.state = 'held'
      AND m.organization_id = NEW.organization_id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{decision_born}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_decision_insert BEFORE INSERT ON members_decision
  FOR EACH ROW EXECUTE FUNCTION lumbung_decision_insert();

-- @ lumbung_decision_update
CREATE FUNCTION lumbung_decision_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{decision_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_decision_update BEFORE UPDATE ON members_decision
  FOR EACH ROW EXECUTE FUNCTION lumbung_decision_update();

-- @ lumbung_decision_delete
CREATE FUNCTION lumbung_decision_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{decision_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_decision_delete BEFORE DELETE ON members_decision
  FOR EACH ROW EXECUTE FUNCTION lumbung_decision_delete();

-- @ lumbung_decision_truncate
CREATE FUNCTION lumbung_decision_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{meeting_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_decision_truncate BEFORE TRUNCATE ON members_decision
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_decision_truncate();

-- @ lumbung_decisionuse_update
CREATE FUNCTION lumbung_decisionuse_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{use_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_decisionuse_update BEFORE UPDATE ON members_decisionuse
  FOR EACH ROW EXECUTE FUNCTION lumbung_decisionuse_update();

-- @ lumbung_decisionuse_delete
CREATE FUNCTION lumbung_decisionuse_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{use_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_decisionuse_delete BEFORE DELETE ON members_decisionuse
  FOR EACH ROW EXECUTE FUNCTION lumbung_decisionuse_delete();

-- @ lumbung_decisionuse_truncate
CREATE FUNCTION lumbung_decisionuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{meeting_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_decisionuse_truncate BEFORE TRUNCATE ON members_decisionuse
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_decisionuse_truncate();

-- @ lumbung_visit_update
CREATE FUNCTION lumbung_visit_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{visit_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_visit_update BEFORE UPDATE ON members_cardvisit
  FOR EACH ROW EXECUTE FUNCTION lumbung_visit_update();

-- @ lumbung_visit_delete
CREATE FUNCTION lumbung_visit_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{visit_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_visit_delete BEFORE DELETE ON members_cardvisit
  FOR EACH ROW EXECUTE FUNCTION lumbung_visit_delete();

-- @ lumbung_visit_truncate
CREATE FUNCTION lumbung_visit_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{visit_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_visit_truncate BEFORE TRUNCATE ON members_cardvisit
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_visit_truncate();

-- @ lumbung_letterheadversion_update
CREATE FUNCTION lumbung_letterheadversion_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{letterhead_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_letterheadversion_update BEFORE UPDATE ON members_letterheadversion
  FOR EACH ROW EXECUTE FUNCTION lumbung_letterheadversion_update();

-- @ lumbung_letterheadversion_delete
CREATE FUNCTION lumbung_letterheadversion_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{letterhead_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_letterheadversion_delete BEFORE DELETE ON members_letterheadversion
  FOR EACH ROW EXECUTE FUNCTION lumbung_letterheadversion_delete();

-- @ lumbung_letterheadversion_truncate
CREATE FUNCTION lumbung_letterheadversion_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{letterhead_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_letterheadversion_truncate BEFORE TRUNCATE ON members_letterheadversion
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_letterheadversion_truncate();

-- @ lumbung_signatureversion_update
CREATE FUNCTION lumbung_signatureversion_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{letterhead_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_signatureversion_update BEFORE UPDATE ON members_signatureversion
  FOR EACH ROW EXECUTE FUNCTION lumbung_signatureversion_update();

-- @ lumbung_signatureversion_delete
CREATE FUNCTION lumbung_signatureversion_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{letterhead_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_signatureversion_delete BEFORE DELETE ON members_signatureversion
  FOR EACH ROW EXECUTE FUNCTION lumbung_signatureversion_delete();

-- @ lumbung_signatureversion_truncate
CREATE FUNCTION lumbung_signatureversion_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{letterhead_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_signatureversion_truncate BEFORE TRUNCATE ON members_signatureversion
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_signatureversion_truncate();

-- @ lumbung_signatureplace_update
CREATE FUNCTION lumbung_signatureplace_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{letterhead_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_signatureplace_update BEFORE UPDATE ON members_signatureplace
  FOR EACH ROW EXECUTE FUNCTION lumbung_signatureplace_update();

-- @ lumbung_signatureplace_delete
CREATE FUNCTION lumbung_signatureplace_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{letterhead_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_signatureplace_delete BEFORE DELETE ON members_signatureplace
  FOR EACH ROW EXECUTE FUNCTION lumbung_signatureplace_delete();

-- @ lumbung_signatureplace_truncate
CREATE FUNCTION lumbung_signatureplace_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{letterhead_fixed}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_signatureplace_truncate BEFORE TRUNCATE ON members_signatureplace
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_signatureplace_truncate();
