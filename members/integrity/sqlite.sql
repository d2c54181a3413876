-- Guards of meetings and of who opened a card, for SQLite. One trigger per statement; a line "-- @" starts the next.
-- REPLACE deletes without firing delete triggers, so insert guards refuse a row that is there already.

-- @ lumbung_meeting_insert
CREATE TRIGGER lumbung_meeting_insert BEFORE INSERT ON members_meeting BEGIN
  SELECT RAISE(ABORT, '{minutes_final}') WHERE EXISTS (
    SELECT 1 FROM members_meeting x WHERE x.id = NEW.id OR (x.organization_id = NEW.organization_id
      AND x.year = NEW.year AND x.number = NEW.number));
  SELECT RAISE(ABORT, '{meeting_born}') WHERE NEW.state <> 'draft' OR NEW.seal <> '';
END;

-- @ lumbung_meeting_update
CREATE TRIGGER lumbung_meeting_update BEFORE UPDATE ON members_meeting BEGIN
  SELECT RAISE(ABORT, '{minutes_final}') WHERE OLD.state = 'final' OR NEW.id <> OLD.id
    OR NEW.organization_id <> OLD.organization_id OR NEW.year <> OLD.year
    OR NEW.number <> OLD.number;
  SELECT RAISE(ABORT, '{minutes_chain}') WHERE NEW.state = 'final' AND (OLD.state <> 'held' OR length(NEW.seal) <> 64
    OR NEW.sequence <> 1 + COALESCE((
      SELECT MAX(x.sequence) FROM members_meeting x WHERE x.organization_id = NEW.organization_id), 0)
    OR NEW.previous_seal <> COALESCE((
      SELECT x.seal FROM members_meeting x WHERE x.organization_id = NEW.organization_id
      AND x.sequence = NEW.sequence - 1), ''));
  SELECT RAISE(ABORT, '{minutes_chain}') WHERE NEW.state <> 'final' AND (NEW.seal <> '' OR NEW.sequence IS NOT NULL);
END;

-- @ lumbung_meeting_delete
CREATE TRIGGER lumbung_meeting_delete BEFORE DELETE ON members_meeting BEGIN
  SELECT RAISE(ABORT, '{meeting_stays}');
END;

-- @ lumbung_attendance_insert
CREATE TRIGGER lumbung_attendance_insert BEFORE INSERT ON members_attendance BEGIN
  SELECT RAISE(ABORT, '{entitled_frozen}') WHERE EXISTS (
    SELECT 1 FROM members_attendance x WHERE x.id = NEW.id
      OR (x.meeting_id = NEW.meeting_id AND x.person_id = NEW.person_id));
  SELECT RAISE(ABORT, '{entitled_frozen}') WHERE COALESCE((SELECT m.state FROM members_meeting m WHERE m.id = NEW.meeting_id), '') <> 'draft';
END;

-- @ lumbung_attendance_update
CREATE TRIGGER lumbung_attendance_update BEFORE UPDATE ON members_attendance BEGIN
  SELECT RAISE(ABORT, '{entitled_frozen}') WHERE NEW.id <> OLD.id OR NEW.meeting_id <> OLD.meeting_id
    OR NEW.person_id <> OLD.person_id OR NEW.number <> OLD.number OR NEW.name <> OLD.name
    OR NEW.office <> OLD.office OR NEW.has_vote <> OLD.has_vote;
  SELECT RAISE(ABORT, '{minutes_final}') WHERE COALESCE((SELECT m.state FROM members_meeting m WHERE m.id = OLD.meeting_id), '') NOT IN ('draft', 'invited', 'held');
END;

-- @ lumbung_attendance_delete
CREATE TRIGGER lumbung_attendance_delete BEFORE DELETE ON members_attendance BEGIN
  SELECT RAISE(ABORT, '{entitled_frozen}') WHERE COALESCE((SELECT m.state FROM members_meeting m WHERE m.id = OLD.meeting_id), '') <> 'draft';
END;

-- @ lumbung_agendaitem_insert
CREATE TRIGGER lumbung_agendaitem_insert BEFORE INSERT ON members_agendaitem BEGIN
  SELECT RAISE(ABORT, '{minutes_final}') WHERE EXISTS (
    SELECT 1 FROM members_agendaitem x WHERE x.id = NEW.id
      OR (x.meeting_id = NEW.meeting_id AND x."order" = NEW."order"));
  SELECT RAISE(ABORT, '{minutes_final}') WHERE (SELECT m.state FROM members_meeting m WHERE m.id = NEW.meeting_id) = 'final';
END;

-- @ lumbung_agendaitem_update
CREATE TRIGGER lumbung_agendaitem_update BEFORE UPDATE ON members_agendaitem BEGIN
  SELECT RAISE(ABORT, '{minutes_final}') WHERE 'final' IN (
    (SELECT m.state FROM members_meeting m WHERE m.id = OLD.meeting_id), (SELECT m.state FROM members_meeting m WHERE m.id = NEW.meeting_id));
END;

-- @ lumbung_agendaitem_delete
CREATE TRIGGER lumbung_agendaitem_delete BEFORE DELETE ON members_agendaitem BEGIN
  SELECT RAISE(ABORT, '{minutes_final}') WHERE (SELECT m.state FROM members_meeting m WHERE m.id = OLD.meeting_id) = 'final';
END;

-- @ lumbung_motion_insert
CREATE TRIGGER lumbung_motion_insert BEFORE INSERT ON members_motion BEGIN
  SELECT RAISE(ABORT, '{minutes_final}') WHERE EXISTS (
    SELECT 1 FROM members_motion x WHERE x.id = NEW.id
      OR (x.meeting_id = NEW.meeting_id AND x."order" = NEW."order"));
  SELECT RAISE(ABORT, '{minutes_final}') WHERE COALESCE((SELECT m.state FROM members_meeting m WHERE m.id = NEW.meeting_id), '') <> 'held' OR NEW.result <> '';
END;

-- @ lumbung_motion_update
CREATE TRIGGER lumbung_motion_update BEFORE UPDATE ON members_motion BEGIN
  SELECT RAISE(ABORT, '{minutes_final}') WHERE NEW.id <> OLD.id OR NEW.meeting_id <> OLD.meeting_id
    OR COALESCE((SELECT m.state FROM members_meeting m WHERE m.id = OLD.meeting_id), '') <> 'held';
END;

-- @ lumbung_motion_delete
CREATE TRIGGER lumbung_motion_delete BEFORE DELETE ON members_motion BEGIN
  SELECT RAISE(ABORT, '{minutes_final}') WHERE COALESCE((SELECT m.state FROM members_meeting m WHERE m.id = OLD.meeting_id), '') <> 'held';
END;

-- @ lumbung_candidate_insert
CREATE TRIGGER lumbung_candidate_insert BEFORE INSERT ON members_candidate BEGIN
  SELECT RAISE(ABORT, '{minutes_final}') WHERE EXISTS (
    SELECT 1 FROM members_candidate x WHERE x.id = NEW.id
      OR (x.motion_id = NEW.motion_id AND x.name = NEW.name));
  SELECT RAISE(ABORT, '{minutes_final}') WHERE COALESCE((
    SELECT m.state FROM members_motion o JOIN members_meeting m ON m.id = o.meeting_id
    WHERE o.id = NEW.motion_id), '') <> 'held';
END;

-- @ lumbung_candidate_update
CREATE TRIGGER lumbung_candidate_update BEFORE UPDATE ON members_candidate BEGIN
  SELECT RAISE(ABORT, '{minutes_final}') WHERE NEW.id <> OLD.id OR NEW.motion_id <> OLD.motion_id OR COALESCE((
    SELECT m.state FROM members_motion o JOIN members_meeting m ON m.id = o.meeting_id
    WHERE o.id = OLD.motion_id), '') <> 'held';
END;

-- @ lumbung_candidate_delete
CREATE TRIGGER lumbung_candidate_delete BEFORE DELETE ON members_candidate BEGIN
  SELECT RAISE(ABORT, '{minutes_final}') WHERE COALESCE((
    SELECT m.state FROM members_motion o JOIN members_meeting m ON m.id = o.meeting_id
    WHERE o.id = OLD.motion_id), '') <> 'held';
END;

-- @ lumbung_vote_insert
CREATE TRIGGER lumbung_vote_insert BEFORE INSERT ON members_vote BEGIN
  SELECT RAISE(ABORT, '{vote_twice}') WHERE EXISTS (
    SELECT 1 FROM members_vote x WHERE x.id = NEW.id
      OR (x.motion_id = NEW.motion_id AND x.voter_id = NEW.voter_id));
  SELECT RAISE(ABORT, '{vote_fixed}') WHERE COALESCE((
    SELECT m.state FROM members_motion o JOIN members_meeting m ON m.id = o.meeting_id
    WHERE o.id = NEW.motion_id), '') <> 'held'
    OR COALESCE((SELECT o.result FROM members_motion o WHERE o.id = NEW.motion_id), 'x') <> '';
  SELECT RAISE(ABORT, '{vote_foreign}') WHERE NOT EXISTS (
    SELECT 1 FROM members_attendance a JOIN members_motion o ON o.meeting_id = a.meeting_id
    WHERE o.id = NEW.motion_id AND a.id = NEW.voter_id AND a.has_vote
      AND (a.presence <> '' OR a.proxy_id IS NOT NULL));
END;

-- @ lumbung_vote_update
CREATE TRIGGER lumbung_vote_update BEFORE UPDATE ON members_vote BEGIN
  SELECT RAISE(ABORT, '{vote_fixed}');
END;

-- @ lumbung_vote_delete
CREATE TRIGGER lumbung_vote_delete BEFORE DELETE ON members_vote BEGIN
  SELECT RAISE(ABORT, '{vote_fixed}') WHERE COALESCE((
    SELECT m.state FROM members_motion o JOIN members_meeting m ON m.id = o.meeting_id
    WHERE o.id = OLD.motion_id), '') <> 'held'
    OR COALESCE((SELECT o.result FROM members_motion o WHERE o.id = OLD.motion_id), 'x') <> '';
END;

-- @ lumbung_decision_insert
CREATE TRIGGER lumbung_decision_insert BEFORE INSERT ON members_decision BEGIN
  SELECT RAISE(ABORT, '{decision_fixed}') WHERE EXISTS (
    SELECT 1 FROM members_decision x WHERE x.id = NEW.id OR x.motion_id = NEW.motion_id);
  SELECT RAISE(ABORT, '{decision_number}') WHERE NEW.number <> 1 + COALESCE((
    SELECT MAX(x.number) FROM members_decision x
    WHERE x.organization_id = NEW.organization_id AND x.year = NEW.year), 0);
  SELECT RAISE(ABORT, '{decision_born}') WHERE NOT EXISTS (
    SELECT 1 FROM members_motion o JOIN members_meeting m ON m.id = o.meeting_id
    WHERE o.id = NEW.motion_id AND o.result = 'carried' AND o.kind = NEW.kind
      AND m.id = NEW.meeting_id AND m.state = 'held'
      AND m.organization_id = NEW.organization_id);
END;

-- @ lumbung_decision_update
CREATE TRIGGER lumbung_decision_update BEFORE UPDATE ON members_decision BEGIN
  SELECT RAISE(ABORT, '{decision_fixed}');
END;

-- @ lumbung_decision_delete
CREATE TRIGGER lumbung_decision_delete BEFORE DELETE ON members_decision BEGIN
  SELECT RAISE(ABORT, '{decision_fixed}');
END;

-- @ lumbung_decisionuse_insert
CREATE TRIGGER lumbung_decisionuse_insert BEFORE INSERT ON members_decisionuse BEGIN
  SELECT RAISE(ABORT, '{use_fixed}') WHERE EXISTS (
    SELECT 1 FROM members_decisionuse x WHERE x.id = NEW.id);
END;

-- @ lumbung_decisionuse_update
CREATE TRIGGER lumbung_decisionuse_update BEFORE UPDATE ON members_decisionuse BEGIN
  SELECT RAISE(ABORT, '{use_fixed}');
END;

-- @ lumbung_decisionuse_delete
CREATE TRIGGER lumbung_decisionuse_delete BEFORE DELETE ON members_decisionuse BEGIN
  SELECT RAISE(ABORT, '{use_fixed}');
END;

-- @ lumbung_visit_insert
CREATE TRIGGER lumbung_visit_insert BEFORE INSERT ON members_cardvisit BEGIN
  SELECT RAISE(ABORT, '{visit_fixed}') WHERE EXISTS (
    SELECT 1 FROM members_cardvisit x WHERE x.id = NEW.id OR (x.membership_id = NEW.membership_id
      AND x.viewer_id = NEW.viewer_id AND x.day = NEW.day));
END;

-- @ lumbung_visit_update
CREATE TRIGGER lumbung_visit_update BEFORE UPDATE ON members_cardvisit BEGIN
  SELECT RAISE(ABORT, '{visit_fixed}');
END;

-- @ lumbung_visit_delete
CREATE TRIGGER lumbung_visit_delete BEFORE DELETE ON members_cardvisit BEGIN
  SELECT RAISE(ABORT, '{visit_fixed}');
END;

-- @ lumbung_letterheadversion_insert
CREATE TRIGGER lumbung_letterheadversion_insert BEFORE INSERT ON members_letterheadversion BEGIN
  SELECT RAISE(ABORT, '{letterhead_fixed}') WHERE EXISTS (
    SELECT 1 FROM members_letterheadversion x WHERE x.id = NEW.id OR (x.organization_id = NEW.organization_id AND x.version = NEW.version));
END;

-- @ lumbung_letterheadversion_update
CREATE TRIGGER lumbung_letterheadversion_update BEFORE UPDATE ON members_letterheadversion BEGIN
  SELECT RAISE(ABORT, '{letterhead_fixed}');
END;

-- @ lumbung_letterheadversion_delete
CREATE TRIGGER lumbung_letterheadversion_delete BEFORE DELETE ON members_letterheadversion BEGIN
  SELECT RAISE(ABORT, '{letterhead_fixed}');
END;

-- @ lumbung_signatureversion_insert
CREATE TRIGGER lumbung_signatureversion_insert BEFORE INSERT ON members_signatureversion BEGIN
  SELECT RAISE(ABORT, '{letterhead_fixed}') WHERE EXISTS (
    SELECT 1 FROM members_signatureversion x WHERE x.id = NEW.id OR (x.organization_id = NEW.organization_id AND x.document = NEW.document AND x.version = NEW.version));
END;

-- @ lumbung_signatureversion_update
CREATE TRIGGER lumbung_signatureversion_update BEFORE UPDATE ON members_signatureversion BEGIN
  SELECT RAISE(ABORT, '{letterhead_fixed}');
END;

-- @ lumbung_signatureversion_delete
CREATE TRIGGER lumbung_signatureversion_delete BEFORE DELETE ON members_signatureversion BEGIN
  SELECT RAISE(ABORT, '{letterhead_fixed}');
END;

-- @ lumbung_signatureplace_insert
CREATE TRIGGER lumbung_signatureplace_insert BEFORE INSERT ON members_signatureplace BEGIN
  SELECT RAISE(ABORT, '{letterhead_fixed}') WHERE EXISTS (
    SELECT 1 FROM members_signatureplace x WHERE x.id = NEW.id OR (x.signature_id = NEW.signature_id AND x.position = NEW.position));
END;

-- @ lumbung_signatureplace_update
CREATE TRIGGER lumbung_signatureplace_update BEFORE UPDATE ON members_signatureplace BEGIN
  SELECT RAISE(ABORT, '{letterhead_fixed}');
END;

-- @ lumbung_signatureplace_delete
CREATE TRIGGER lumbung_signatureplace_delete BEFORE DELETE ON members_signatureplace BEGIN
  SELECT RAISE(ABORT, '{letterhead_fixed}');
END;
