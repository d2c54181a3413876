-- Guards of the institution's plans, for PostgreSQL. A line "-- @" starts the next guard: its function and trigger.

-- @ lumbung_plan_insert
CREATE FUNCTION lumbung_plan_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.state <> 'draf' THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{plan_way}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_plan_insert BEFORE INSERT ON empowerment_plan
  FOR EACH ROW EXECUTE FUNCTION lumbung_plan_insert();

-- @ lumbung_plan_update
CREATE FUNCTION lumbung_plan_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id <> OLD.id OR NEW.organization_id <> OLD.organization_id OR NEW.year <> OLD.year OR NEW.version <> OLD.version THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{plan_fixed}';
  END IF;
  IF NEW.state <> OLD.state AND NOT (
      (OLD.state = 'draf' AND NEW.state IN ('musyawarah', 'diganti'))
      OR (OLD.state = 'musyawarah' AND NEW.state IN ('disepakati', 'draf', 'diganti'))
      OR (OLD.state = 'disepakati' AND NEW.state IN ('disahkan', 'draf', 'diganti'))
      OR (OLD.state = 'disahkan' AND NEW.state IN ('berjalan', 'diganti'))
      OR (OLD.state = 'berjalan' AND NEW.state IN ('ditutup', 'diganti'))) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{plan_way}';
  END IF;
  IF NEW.state = 'disahkan' AND OLD.state <> 'disahkan' AND (EXISTS (
      SELECT 1 FROM empowerment_planneed n JOIN empowerment_planactivity a ON a.id = n.activity_id
      WHERE a.plan_id = NEW.id AND n.source_id IS NULL)
      OR NOT EXISTS (SELECT 1 FROM empowerment_planneed n JOIN empowerment_planactivity a ON a.id = n.activity_id
      WHERE a.plan_id = NEW.id)) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{plan_without_source}';
  END IF;
  IF NEW.state = 'disahkan' AND OLD.state <> 'disahkan' AND EXISTS (
      SELECT 1 FROM empowerment_fundsource s WHERE s.plan_id = NEW.id AND s.ceiling < COALESCE((
        SELECT SUM(n.quantity * n.price) FROM empowerment_planneed n WHERE n.source_id = s.id), 0)) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{plan_over_ceiling}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_plan_update BEFORE UPDATE ON empowerment_plan
  FOR EACH ROW EXECUTE FUNCTION lumbung_plan_update();

-- @ lumbung_plan_delete
CREATE FUNCTION lumbung_plan_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{plan_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_plan_delete BEFORE DELETE ON empowerment_plan
  FOR EACH ROW EXECUTE FUNCTION lumbung_plan_delete();

-- @ lumbung_fundsource_insert
CREATE FUNCTION lumbung_fundsource_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = NEW.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{plan_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_fundsource_insert BEFORE INSERT ON empowerment_fundsource
  FOR EACH ROW EXECUTE FUNCTION lumbung_fundsource_insert();

-- @ lumbung_fundsource_update
CREATE FUNCTION lumbung_fundsource_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id <> OLD.id OR COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = OLD.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') OR COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = NEW.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{plan_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_fundsource_update BEFORE UPDATE ON empowerment_fundsource
  FOR EACH ROW EXECUTE FUNCTION lumbung_fundsource_update();

-- @ lumbung_fundsource_delete
CREATE FUNCTION lumbung_fundsource_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = OLD.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{plan_fixed}';
  END IF;
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_fundsource_delete BEFORE DELETE ON empowerment_fundsource
  FOR EACH ROW EXECUTE FUNCTION lumbung_fundsource_delete();

-- @ lumbung_executinggroup_insert
CREATE FUNCTION lumbung_executinggroup_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = NEW.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{plan_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_executinggroup_insert BEFORE INSERT ON empowerment_executinggroup
  FOR EACH ROW EXECUTE FUNCTION lumbung_executinggroup_insert();

-- @ lumbung_executinggroup_update
CREATE FUNCTION lumbung_executinggroup_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id <> OLD.id OR COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = OLD.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') OR COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = NEW.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{plan_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_executinggroup_update BEFORE UPDATE ON empowerment_executinggroup
  FOR EACH ROW EXECUTE FUNCTION lumbung_executinggroup_update();

-- @ lumbung_executinggroup_delete
CREATE FUNCTION lumbung_executinggroup_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = OLD.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{plan_fixed}';
  END IF;
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_executinggroup_delete BEFORE DELETE ON empowerment_executinggroup
  FOR EACH ROW EXECUTE FUNCTION lumbung_executinggroup_delete();

-- @ lumbung_planactivity_insert
CREATE FUNCTION lumbung_planactivity_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = NEW.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{plan_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_planactivity_insert BEFORE INSERT ON empowerment_planactivity
  FOR EACH ROW EXECUTE FUNCTION lumbung_planactivity_insert();

-- @ lumbung_planactivity_update
CREATE FUNCTION lumbung_planactivity_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id <> OLD.id OR COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = OLD.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') OR COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = NEW.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{plan_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_planactivity_update BEFORE UPDATE ON empowerment_planactivity
  FOR EACH ROW EXECUTE FUNCTION lumbung_planactivity_update();

-- @ lumbung_planactivity_delete
CREATE FUNCTION lumbung_planactivity_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = OLD.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{plan_fixed}';
  END IF;
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_planactivity_delete BEFORE DELETE ON empowerment_planactivity
  FOR EACH ROW EXECUTE FUNCTION lumbung_planactivity_delete();

-- @ lumbung_planneed_insert
CREATE FUNCTION lumbung_planneed_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT p.state FROM empowerment_plan p JOIN empowerment_planactivity a ON a.plan_id = p.id WHERE a.id = NEW.activity_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{plan_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_planneed_insert BEFORE INSERT ON empowerment_planneed
  FOR EACH ROW EXECUTE FUNCTION lumbung_planneed_insert();

-- @ lumbung_planneed_update
CREATE FUNCTION lumbung_planneed_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id <> OLD.id OR COALESCE((SELECT p.state FROM empowerment_plan p JOIN empowerment_planactivity a ON a.plan_id = p.id WHERE a.id = OLD.activity_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') OR COALESCE((SELECT p.state FROM empowerment_plan p JOIN empowerment_planactivity a ON a.plan_id = p.id WHERE a.id = NEW.activity_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{plan_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_planneed_update BEFORE UPDATE ON empowerment_planneed
  FOR EACH ROW EXECUTE FUNCTION lumbung_planneed_update();

-- @ lumbung_planneed_delete
CREATE FUNCTION lumbung_planneed_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT p.state FROM empowerment_plan p JOIN empowerment_planactivity a ON a.plan_id = p.id WHERE a.id = OLD.activity_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{plan_fixed}';
  END IF;
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_planneed_delete BEFORE DELETE ON empowerment_planneed
  FOR EACH ROW EXECUTE FUNCTION lumbung_planneed_delete();

-- @ lumbung_planforum_insert
CREATE FUNCTION lumbung_planforum_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = NEW.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{plan_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_planforum_insert BEFORE INSERT ON empowerment_planforum
  FOR EACH ROW EXECUTE FUNCTION lumbung_planforum_insert();

-- @ lumbung_planforum_update
CREATE FUNCTION lumbung_planforum_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id <> OLD.id OR COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = OLD.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') OR COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = NEW.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{plan_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_planforum_update BEFORE UPDATE ON empowerment_planforum
  FOR EACH ROW EXECUTE FUNCTION lumbung_planforum_update();

-- @ lumbung_planforum_delete
CREATE FUNCTION lumbung_planforum_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT p.state FROM empowerment_plan p WHERE p.id = OLD.plan_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{plan_fixed}';
  END IF;
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_planforum_delete BEFORE DELETE ON empowerment_planforum
  FOR EACH ROW EXECUTE FUNCTION lumbung_planforum_delete();

-- @ lumbung_forumparticipant_insert
CREATE FUNCTION lumbung_forumparticipant_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT p.state FROM empowerment_plan p JOIN empowerment_planforum f ON f.plan_id = p.id WHERE f.id = NEW.forum_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{plan_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_forumparticipant_insert BEFORE INSERT ON empowerment_forumparticipant
  FOR EACH ROW EXECUTE FUNCTION lumbung_forumparticipant_insert();

-- @ lumbung_forumparticipant_update
CREATE FUNCTION lumbung_forumparticipant_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id <> OLD.id OR COALESCE((SELECT p.state FROM empowerment_plan p JOIN empowerment_planforum f ON f.plan_id = p.id WHERE f.id = OLD.forum_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') OR COALESCE((SELECT p.state FROM empowerment_plan p JOIN empowerment_planforum f ON f.plan_id = p.id WHERE f.id = NEW.forum_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{plan_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_forumparticipant_update BEFORE UPDATE ON empowerment_forumparticipant
  FOR EACH ROW EXECUTE FUNCTION lumbung_forumparticipant_update();

-- @ lumbung_forumparticipant_delete
CREATE FUNCTION lumbung_forumparticipant_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF COALESCE((SELECT p.state FROM empowerment_plan p JOIN empowerment_planforum f ON f.plan_id = p.id WHERE f.id = OLD.forum_id), 'draf') NOT IN ('draf', 'musyawarah', 'disepakati') THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{plan_fixed}';
  END IF;
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_forumparticipant_delete BEFORE DELETE ON empowerment_forumparticipant
  FOR EACH ROW EXECUTE FUNCTION lumbung_forumparticipant_delete();

-- @ lumbung_planstep_update
CREATE FUNCTION lumbung_planstep_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{plan_step_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_planstep_update BEFORE UPDATE ON empowerment_planstep
  FOR EACH ROW EXECUTE FUNCTION lumbung_planstep_update();

-- @ lumbung_planstep_delete
CREATE FUNCTION lumbung_planstep_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{plan_step_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_planstep_delete BEFORE DELETE ON empowerment_planstep
  FOR EACH ROW EXECUTE FUNCTION lumbung_planstep_delete();

-- @ lumbung_ruleswitch_update
CREATE FUNCTION lumbung_ruleswitch_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{switch_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_ruleswitch_update BEFORE UPDATE ON empowerment_ruleswitch
  FOR EACH ROW EXECUTE FUNCTION lumbung_ruleswitch_update();

-- @ lumbung_ruleswitch_delete
CREATE FUNCTION lumbung_ruleswitch_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{switch_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_ruleswitch_delete BEFORE DELETE ON empowerment_ruleswitch
  FOR EACH ROW EXECUTE FUNCTION lumbung_ruleswitch_delete();

-- @ lumbung_commitment_insert
CREATE FUNCTION lumbung_commitment_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF (SELECT p.state FROM empowerment_plan p JOIN empowerment_planactivity a ON a.plan_id = p.id WHERE a.id = NEW.activity_id) NOT IN ('disahkan', 'berjalan') THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{plan_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_commitment_insert BEFORE INSERT ON empowerment_commitment
  FOR EACH ROW EXECUTE FUNCTION lumbung_commitment_insert();

-- @ lumbung_commitment_update
CREATE FUNCTION lumbung_commitment_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id <> OLD.id OR NEW.activity_id <> OLD.activity_id OR NEW.source_id <> OLD.source_id OR NEW."on" <> OLD."on" OR NEW.party <> OLD.party OR NEW.text <> OLD.text OR NEW.amount <> OLD.amount OR NEW.overrun_reason <> OLD.overrun_reason OR NEW.made_by_id <> OLD.made_by_id OR NEW.made_at <> OLD.made_at
    OR OLD.voucher_id IS NOT NULL OR OLD.cancelled_on IS NOT NULL THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{commitment_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_commitment_update BEFORE UPDATE ON empowerment_commitment
  FOR EACH ROW EXECUTE FUNCTION lumbung_commitment_update();

-- @ lumbung_commitment_delete
CREATE FUNCTION lumbung_commitment_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{commitment_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_commitment_delete BEFORE DELETE ON empowerment_commitment
  FOR EACH ROW EXECUTE FUNCTION lumbung_commitment_delete();

-- @ lumbung_staffpost_update
CREATE FUNCTION lumbung_staffpost_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id <> OLD.id OR NEW.organization_id <> OLD.organization_id OR NEW.person_id <> OLD.person_id OR NEW.kind <> OLD.kind OR NEW.starts_on <> OLD.starts_on
    OR OLD.ends_on IS NOT NULL THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{post_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_staffpost_update BEFORE UPDATE ON empowerment_staffpost
  FOR EACH ROW EXECUTE FUNCTION lumbung_staffpost_update();

-- @ lumbung_staffpost_delete
CREATE FUNCTION lumbung_staffpost_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{post_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_staffpost_delete BEFORE DELETE ON empowerment_staffpost
  FOR EACH ROW EXECUTE FUNCTION lumbung_staffpost_delete();

-- @ lumbung_plan_truncate
CREATE FUNCTION lumbung_plan_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{plan_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_plan_truncate BEFORE TRUNCATE ON empowerment_plan
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_plan_truncate();

-- @ lumbung_fundsource_truncate
CREATE FUNCTION lumbung_fundsource_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{plan_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_fundsource_truncate BEFORE TRUNCATE ON empowerment_fundsource
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_fundsource_truncate();

-- @ lumbung_executinggroup_truncate
CREATE FUNCTION lumbung_executinggroup_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{plan_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_executinggroup_truncate BEFORE TRUNCATE ON empowerment_executinggroup
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_executinggroup_truncate();

-- @ lumbung_planactivity_truncate
CREATE FUNCTION lumbung_planactivity_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{plan_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_planactivity_truncate BEFORE TRUNCATE ON empowerment_planactivity
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_planactivity_truncate();

-- @ lumbung_planneed_truncate
CREATE FUNCTION lumbung_planneed_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{plan_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_planneed_truncate BEFORE TRUNCATE ON empowerment_planneed
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_planneed_truncate();

-- @ lumbung_planforum_truncate
CREATE FUNCTION lumbung_planforum_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{plan_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_planforum_truncate BEFORE TRUNCATE ON empowerment_planforum
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_planforum_truncate();

-- @ lumbung_forumparticipant_truncate
CREATE FUNCTION lumbung_forumparticipant_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{plan_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_forumparticipant_truncate BEFORE TRUNCATE ON empowerment_forumparticipant
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_forumparticipant_truncate();

-- @ lumbung_planstep_truncate
CREATE FUNCTION lumbung_planstep_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{plan_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_planstep_truncate BEFORE TRUNCATE ON empowerment_planstep
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_planstep_truncate();

-- @ lumbung_ruleswitch_truncate
CREATE FUNCTION lumbung_ruleswitch_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{plan_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_ruleswitch_truncate BEFORE TRUNCATE ON empowerment_ruleswitch
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_ruleswitch_truncate();

-- @ lumbung_commitment_truncate
CREATE FUNCTION lumbung_commitment_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{plan_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_commitment_truncate BEFORE TRUNCATE ON empowerment_commitment
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_commitment_truncate();

-- @ lumbung_staffpost_truncate
CREATE FUNCTION lumbung_staffpost_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{plan_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_staffpost_truncate BEFORE TRUNCATE ON empowerment_staffpost
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_staffpost_truncate();
