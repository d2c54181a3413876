-- Guards of the institution's plans, for SQLite. One trigger per statement; a line "-- @" starts the next.
-- REPLACE deletes without firing delete triggers, so insert guards refuse a row that is there already.

-- @ lumbung_plan_insert
CREATE TRIGGER lumbung_plan_insert BEFORE INSERT ON empowerment_plan BEGIN
  SELECT RAISE(ABORT, '{plan_duplicate}') WHERE EXISTS (
    SELECT 1 FROM empowerment_plan x WHERE x.id = NEW.id OR (x.organization_id = NEW.organization_id AND x.year = NEW.year AND x.version = NEW.version));
  SELECT RAISE(ABORT, '{plan_way}') WHERE NEW.state <> 'draf';
END;

-- @ lumbung_plan_update
CREATE TRIGGER lumbung_plan_update BEFORE UPDATE ON empowerment_plan BEGIN
  SELECT RAISE(ABORT, '{plan_fixed}') WHERE NEW.id <> OLD.id OR NEW.organization_id <> OLD.organization_id OR NEW.year <> OLD.year OR NEW.version <> OLD.version;
  SELECT RAISE(ABORT, '{plan_way}') WHERE NEW.state <> OLD.state AND NOT (
      (OLD.state = 'draf' AND NEW.state IN ('musyawarah', 'diganti'))
      OR (OLD.state = 'musyawarah' AND NEW.state IN ('disepakati', 'draf', 'diganti'))
      OR (OLD.state = 'disepakati' AND NEW.state IN ('disahkan', 'draf', 'diganti'))
      OR (OLD.state = 'disahkan' AND NEW.state IN ('berjalan', 'diganti'))
      OR (OLD.state = 'berjalan' AND NEW.state IN ('ditutup', 'diganti')));
  SELECT RAISE(ABORT, '{plan_without_source}') WHERE NEW.state = 'disahkan' AND OLD.state <> 'disahkan' AND (EXISTS (
      SELECT 1 FROM empowerment_planneed n JOIN empowerment_planactivity a ON a.id = n.activity_id
      WHERE a.plan_id = NEW.id AND n.source_id IS NULL)
      OR NOT EXISTS (SELECT 1 FROM empowerment_planneed n JOIN empowerment_planactivity a ON a.id = n.activity_id
      WHERE a.plan_id = NEW.id));
  SELECT RAISE(ABORT, '{plan_over_ceiling}') WHERE NEW.state = 'disahkan' AND OLD.state <> 'disahkan' AND EXISTS (
      SELECT 1 FROM empowerment_fundsource s WHERE s.plan_id = NEW.id AND s.ceiling < COALESCE((
        SELECT SUM(n.quantity * n.price) FROM empowerment_planneed n WHERE n.source_id = s.id), 0));
END;

-- @ lumbung_plan_delete
CREATE TRIGGER lumbung_plan_delete BEFORE DELETE ON empowerment_plan BEGIN
  SELECT RAISE(ABORT, '{plan_fixed}');
END;

-- @ lumbung_fundsource_insert
CREATE TRIGGER lumbung_fundsource_insert BEFORE INSERT ON empowerment_fundsource BEGIN
  SELECT RAISE(ABORT, '{plan_duplicate}') WHERE EXISTS (
    SELECT 1 FROM empowerment_fundsource x WHERE x.id = NEW.id OR (x.plan_id = NEW.plan_id AND x.name = NEW.name));
  SELECT RAISE(ABORT, '{plan_fixed}') WHERE COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = NEW.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati');
END;

-- @ lumbung_fundsource_update
CREATE TRIGGER lumbung_fundsource_update BEFORE UPDATE ON empowerment_fundsource BEGIN
  SELECT RAISE(ABORT, '{plan_fixed}') WHERE NEW.id <> OLD.id OR COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = OLD.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') OR COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = NEW.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati');
END;

-- @ lumbung_fundsource_delete
CREATE TRIGGER lumbung_fundsource_delete BEFORE DELETE ON empowerment_fundsource BEGIN
  SELECT RAISE(ABORT, '{plan_fixed}') WHERE COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = OLD.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati');
END;

-- @ lumbung_executinggroup_insert
CREATE TRIGGER lumbung_executinggroup_insert BEFORE INSERT ON empowerment_executinggroup BEGIN
  SELECT RAISE(ABORT, '{plan_duplicate}') WHERE EXISTS (
    SELECT 1 FROM empowerment_executinggroup x WHERE x.id = NEW.id OR (x.plan_id = NEW.plan_id AND x.name = NEW.name));
  SELECT RAISE(ABORT, '{plan_fixed}') WHERE COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = NEW.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati');
END;

-- @ lumbung_executinggroup_update
CREATE TRIGGER lumbung_executinggroup_update BEFORE UPDATE ON empowerment_executinggroup BEGIN
  SELECT RAISE(ABORT, '{plan_fixed}') WHERE NEW.id <> OLD.id OR COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = OLD.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') OR COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = NEW.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati');
END;

-- @ lumbung_executinggroup_delete
CREATE TRIGGER lumbung_executinggroup_delete BEFORE DELETE ON empowerment_executinggroup BEGIN
  SELECT RAISE(ABORT, '{plan_fixed}') WHERE COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = OLD.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati');
END;

-- @ lumbung_planactivity_insert
CREATE TRIGGER lumbung_planactivity_insert BEFORE INSERT ON empowerment_planactivity BEGIN
  SELECT RAISE(ABORT, '{plan_duplicate}') WHERE EXISTS (
    SELECT 1 FROM empowerment_planactivity x WHERE x.id = NEW.id OR (x.plan_id = NEW.plan_id AND x.account_id = NEW.account_id AND (x.unit_id = NEW.unit_id OR (x.unit_id IS NULL AND NEW.unit_id IS NULL))));
  SELECT RAISE(ABORT, '{plan_fixed}') WHERE COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = NEW.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati');
END;

-- @ lumbung_planactivity_update
CREATE TRIGGER lumbung_planactivity_update BEFORE UPDATE ON empowerment_planactivity BEGIN
  SELECT RAISE(ABORT, '{plan_fixed}') WHERE NEW.id <> OLD.id OR COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = OLD.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') OR COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = NEW.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati');
END;

-- @ lumbung_planactivity_delete
CREATE TRIGGER lumbung_planactivity_delete BEFORE DELETE ON empowerment_planactivity BEGIN
  SELECT RAISE(ABORT, '{plan_fixed}') WHERE COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = OLD.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati');
END;

-- @ lumbung_planneed_insert
CREATE TRIGGER lumbung_planneed_insert BEFORE INSERT ON empowerment_planneed BEGIN
  SELECT RAISE(ABORT, '{plan_duplicate}') WHERE EXISTS (
    SELECT 1 FROM empowerment_planneed x WHERE x.id = NEW.id);
  SELECT RAISE(ABORT, '{plan_fixed}') WHERE COALESCE((SELECT p.state FROM empowerment_plan p JOIN empowerment_planactivity a ON a.plan_id = p.id WHERE a.id = NEW.activity_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati');
END;

-- @ lumbung_planneed_update
CREATE TRIGGER lumbung_planneed_update BEFORE UPDATE ON empowerment_planneed BEGIN
  SELECT RAISE(ABORT, '{plan_fixed}') WHERE NEW.id <> OLD.id OR COALESCE((SELECT p.state FROM empowerment_plan p JOIN empowerment_planactivity a ON a.plan_id = p.id WHERE a.id = OLD.activity_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') OR COALESCE((SELECT p.state FROM empowerment_plan p JOIN empowerment_planactivity a ON a.plan_id = p.id WHERE a.id = NEW.activity_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati');
END;

-- @ lumbung_planneed_delete
CREATE TRIGGER lumbung_planneed_delete BEFORE DELETE ON empowerment_planneed BEGIN
  SELECT RAISE(ABORT, '{plan_fixed}') WHERE COALESCE((SELECT p.state FROM empowerment_plan p JOIN empowerment_planactivity a ON a.plan_id = p.id WHERE a.id = OLD.activity_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati');
END;

-- @ lumbung_planforum_insert
CREATE TRIGGER lumbung_planforum_insert BEFORE INSERT ON empowerment_planforum BEGIN
  SELECT RAISE(ABORT, '{plan_duplicate}') WHERE EXISTS (
    SELECT 1 FROM empowerment_planforum x WHERE x.id = NEW.id);
  SELECT RAISE(ABORT, '{plan_fixed}') WHERE COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = NEW.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati');
END;

-- @ lumbung_planforum_update
CREATE TRIGGER lumbung_planforum_update BEFORE UPDATE ON empowerment_planforum BEGIN
  SELECT RAISE(ABORT, '{plan_fixed}') WHERE NEW.id <> OLD.id OR COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = OLD.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') OR COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = NEW.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati');
END;

-- @ lumbung_planforum_delete
CREATE TRIGGER lumbung_planforum_delete BEFORE DELETE ON empowerment_planforum BEGIN
  SELECT RAISE(ABORT, '{plan_fixed}') WHERE COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = OLD.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati');
END;

-- @ lumbung_forumparticipant_insert
CREATE TRIGGER lumbung_forumparticipant_insert BEFORE INSERT ON empowerment_forumparticipant BEGIN
  SELECT RAISE(ABORT, '{plan_duplicate}') WHERE EXISTS (
    SELECT 1 FROM empowerment_forumparticipant x WHERE x.id = NEW.id OR (x.forum_id = NEW.forum_id AND x.name = NEW.name));
  SELECT RAISE(ABORT, '{plan_fixed}') WHERE COALESCE((SELECT p.state FROM empowerment_plan p JOIN empowerment_planforum f ON f.plan_id = p.id WHERE f.id = NEW.forum_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati');
END;

-- @ lumbung_forumparticipant_update
CREATE TRIGGER lumbung_forumparticipant_update BEFORE UPDATE ON empowerment_forumparticipant BEGIN
  SELECT RAISE(ABORT, '{plan_fixed}') WHERE NEW.id <> OLD.id OR COALESCE((SELECT p.state FROM empowerment_plan p JOIN empowerment_planforum f ON f.plan_id = p.id WHERE f.id = OLD.forum_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') OR COALESCE((SELECT p.state FROM empowerment_plan p JOIN empowerment_planforum f ON f.plan_id = p.id WHERE f.id = NEW.forum_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati');
END;

-- @ lumbung_forumparticipant_delete
CREATE TRIGGER lumbung_forumparticipant_delete BEFORE DELETE ON empowerment_forumparticipant BEGIN
  SELECT RAISE(ABORT, '{plan_fixed}') WHERE COALESCE((SELECT p.state FROM empowerment_plan p JOIN empowerment_planforum f ON f.plan_id = p.id WHERE f.id = OLD.forum_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati');
END;

-- @ lumbung_planstep_insert
CREATE TRIGGER lumbung_planstep_insert BEFORE INSERT ON empowerment_planstep BEGIN
  SELECT RAISE(ABORT, '{plan_duplicate}') WHERE EXISTS (
    SELECT 1 FROM empowerment_planstep x WHERE x.id = NEW.id);
END;

-- @ lumbung_planstep_update
CREATE TRIGGER lumbung_planstep_update BEFORE UPDATE ON empowerment_planstep BEGIN
  SELECT RAISE(ABORT, '{plan_step_fixed}');
END;

-- @ lumbung_planstep_delete
CREATE TRIGGER lumbung_planstep_delete BEFORE DELETE ON empowerment_planstep BEGIN
  SELECT RAISE(ABORT, '{plan_step_fixed}');
END;

-- @ lumbung_ruleswitch_insert
CREATE TRIGGER lumbung_ruleswitch_insert BEFORE INSERT ON empowerment_ruleswitch BEGIN
  SELECT RAISE(ABORT, '{plan_duplicate}') WHERE EXISTS (
    SELECT 1 FROM empowerment_ruleswitch x WHERE x.id = NEW.id);
END;

-- @ lumbung_ruleswitch_update
CREATE TRIGGER lumbung_ruleswitch_update BEFORE UPDATE ON empowerment_ruleswitch BEGIN
  SELECT RAISE(ABORT, '{switch_fixed}');
END;

-- @ lumbung_ruleswitch_delete
CREATE TRIGGER lumbung_ruleswitch_delete BEFORE DELETE ON empowerment_ruleswitch BEGIN
  SELECT RAISE(ABORT, '{switch_fixed}');
END;

-- @ lumbung_commitment_insert
CREATE TRIGGER lumbung_commitment_insert BEFORE INSERT ON empowerment_commitment BEGIN
  SELECT RAISE(ABORT, '{plan_duplicate}') WHERE EXISTS (
    SELECT 1 FROM empowerment_commitment x WHERE x.id = NEW.id);
  SELECT RAISE(ABORT, '{plan_fixed}') WHERE (SELECT p.state FROM empowerment_plan p JOIN empowerment_planactivity a ON a.plan_id = p.id WHERE a.id = NEW.activity_id) NOT IN ('disahkan', 'berjalan');
END;

-- @ lumbung_commitment_update
CREATE TRIGGER lumbung_commitment_update BEFORE UPDATE ON empowerment_commitment BEGIN
  SELECT RAISE(ABORT, '{commitment_fixed}') WHERE NEW.id <> OLD.id OR NEW.activity_id <> OLD.activity_id OR NEW.source_id <> OLD.source_id OR NEW."on" <> OLD."on" OR NEW.party <> OLD.party OR NEW.text <> OLD.text OR NEW.amount <> OLD.amount OR NEW.overrun_reason <> OLD.overrun_reason OR NEW.made_by_id <> OLD.made_by_id OR NEW.made_at <> OLD.made_at
    OR OLD.voucher_id IS NOT NULL OR OLD.cancelled_on IS NOT NULL;
END;

-- @ lumbung_commitment_delete
CREATE TRIGGER lumbung_commitment_delete BEFORE DELETE ON empowerment_commitment BEGIN
  SELECT RAISE(ABORT, '{commitment_fixed}');
END;

-- @ lumbung_staffpost_insert
CREATE TRIGGER lumbung_staffpost_insert BEFORE INSERT ON empowerment_staffpost BEGIN
  SELECT RAISE(ABORT, '{plan_duplicate}') WHERE EXISTS (
    SELECT 1 FROM empowerment_staffpost x WHERE x.id = NEW.id OR (x.organization_id = NEW.organization_id AND x.person_id = NEW.person_id AND x.kind = NEW.kind AND x.starts_on = NEW.starts_on));
END;

-- @ lumbung_staffpost_update
CREATE TRIGGER lumbung_staffpost_update BEFORE UPDATE ON empowerment_staffpost BEGIN
  SELECT RAISE(ABORT, '{post_fixed}') WHERE NEW.id <> OLD.id OR NEW.organization_id <> OLD.organization_id OR NEW.person_id <> OLD.person_id OR NEW.kind <> OLD.kind OR NEW.starts_on <> OLD.starts_on
    OR OLD.ends_on IS NOT NULL;
END;

-- @ lumbung_staffpost_delete
CREATE TRIGGER lumbung_staffpost_delete BEFORE DELETE ON empowerment_staffpost BEGIN
  SELECT RAISE(ABORT, '{post_fixed}');
END;
