-- Guards of the books for PostgreSQL. A line "-- @" starts the next guard: its function and trigger.
-- NaN is above every number, so the upper bound refuses it. Messages in braces: messages.py. A guard raises integrity_constraint_violation.

-- @ lumbung_entry_insert
CREATE FUNCTION lumbung_entry_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.is_closing_entry THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{engine_closing}';
  END IF;
  IF NEW.posted OR NEW.locked THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{born_posted}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_entry_insert BEFORE INSERT ON django_ledger_journalentrymodel
  FOR EACH ROW EXECUTE FUNCTION lumbung_entry_insert();

-- @ lumbung_entry_update
CREATE FUNCTION lumbung_entry_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF OLD.posted OR NEW.uuid <> OLD.uuid THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{posted_fixed}';
  END IF;
  IF NEW.is_closing_entry THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{engine_closing}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_entry_update BEFORE UPDATE ON django_ledger_journalentrymodel
  FOR EACH ROW
  WHEN (OLD.posted OR NEW.is_closing_entry OR NEW.uuid <> OLD.uuid) EXECUTE FUNCTION lumbung_entry_update();

-- @ lumbung_entry_flip
CREATE FUNCTION lumbung_entry_flip() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  -- without a voucher the next guard has the plainer word
  IF NEW.locked AND EXISTS (SELECT 1 FROM ledger_voucher v WHERE v.entry_id = NEW.uuid) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{locked_by_hand}';
  END IF;
  NEW.locked := true;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_entry_flip BEFORE UPDATE ON django_ledger_journalentrymodel
  FOR EACH ROW
  WHEN (NEW.posted AND NOT OLD.posted) EXECUTE FUNCTION lumbung_entry_flip();

-- @ lumbung_entry_posted
-- Looks at all entries of one statement at once, after it: what was posted before cannot be among
-- them (lumbung_entry_update). Adding up first keeps one version of a balance per statement.
CREATE FUNCTION lumbung_entry_posted() RETURNS trigger LANGUAGE plpgsql AS $guard$
DECLARE
  fault text;
  periods int;
  open_periods int;
BEGIN
  SELECT CASE
      WHEN f.count < 2 THEN '{too_few_lines}'
      WHEN f.not_positive THEN '{not_positive}'
      WHEN f.difference <> 0 THEN '{unbalanced}'
      WHEN f.foreign_account THEN '{foreign_account}'
      WHEN f.heading THEN '{heading_account}'
      WHEN f.inactive THEN '{inactive_account}'
      WHEN f.voucher_id IS NULL THEN '{no_voucher}'
      WHEN f.book_ledger <> f.ledger_id THEN '{wrong_ledger}'
      WHEN f.date <> (f.timestamp AT TIME ZONE 'Asia/Jakarta')::date THEN '{wrong_date}'
      WHEN f.differs OR f.count <> (
        SELECT count(*) FROM ledger_line l WHERE l.voucher_id = f.voucher_id) THEN '{line_differs}'
      WHEN f.foreign_line THEN '{foreign_account}'
      WHEN f.no_subsidiary THEN '{no_subsidiary}'
      WHEN f.wrong_unit THEN '{wrong_unit}'
    END INTO fault
  FROM (
    SELECT e.uuid, e.timestamp, e.ledger_id, v.id AS voucher_id, v.date, b.ledger_id AS book_ledger,
      count(t.uuid) AS count,
      bool_or(t.amount <= 0 OR t.amount <> trunc(t.amount) OR t.amount >= 1e15
        OR t.tx_type NOT IN ('debit', 'credit')) AS not_positive,
      sum(CASE t.tx_type WHEN 'debit' THEN t.amount ELSE -t.amount END) AS difference,
      bool_or(c.entity_id <> g.entity_id) AS foreign_account,
      bool_or(a.role LIKE 'root\_%' OR COALESCE(o.is_heading, false)) AS heading,
      bool_or(NOT (a.active AND COALESCE(o.is_active, true))) AS inactive,
      bool_or(
        l.transaction_id IS NULL OR l.voucher_id <> v.id OR n.engine_account_id <> t.account_id
        OR l.debit <> CASE t.tx_type WHEN 'debit' THEN t.amount ELSE 0 END
        OR l.credit <> CASE t.tx_type WHEN 'credit' THEN t.amount ELSE 0 END
        OR l.book_id <> v.book_id OR l.date <> v.date
        OR l.period <> v.year * 100 + v.period) AS differs,
      bool_or(n.book_id <> v.book_id) AS foreign_line,
      bool_or((n.control <> '' AND l.subsidiary_id IS NULL)
        OR (l.subsidiary_id IS NOT NULL AND s.account_id <> l.account_id)) AS no_subsidiary,
      bool_or(u.book_id <> v.book_id) AS wrong_unit
    FROM changed e
    JOIN django_ledger_ledgermodel g ON g.uuid = e.ledger_id
    LEFT JOIN ledger_voucher v ON v.entry_id = e.uuid
    LEFT JOIN ledger_book b ON b.id = v.book_id
    LEFT JOIN django_ledger_transactionmodel t ON t.journal_entry_id = e.uuid
    LEFT JOIN django_ledger_accountmodel a ON a.uuid = t.account_id
    LEFT JOIN django_ledger_chartofaccountmodel c ON c.uuid = a.coa_model_id
    LEFT JOIN ledger_account o ON o.engine_account_id = a.uuid
    LEFT JOIN ledger_line l ON l.transaction_id = t.uuid
    LEFT JOIN ledger_account n ON n.id = l.account_id
    LEFT JOIN ledger_subsidiary s ON s.id = l.subsidiary_id
    LEFT JOIN ledger_unit u ON u.id = l.unit_id
    WHERE e.posted
    GROUP BY e.uuid, e.timestamp, e.ledger_id, v.id, v.date, b.ledger_id) f
  WHERE f.count < 2 OR f.not_positive OR f.difference <> 0 OR f.foreign_account OR f.heading
    OR f.inactive OR f.voucher_id IS NULL OR f.book_ledger <> f.ledger_id
    OR f.date <> (f.timestamp AT TIME ZONE 'Asia/Jakarta')::date OR f.differs
    OR f.count <> (SELECT count(*) FROM ledger_line l WHERE l.voucher_id = f.voucher_id)
    OR f.foreign_line OR f.no_subsidiary OR f.wrong_unit
  LIMIT 1;
  IF FOUND THEN
    RAISE integrity_constraint_violation USING MESSAGE = fault;
  END IF;
  -- the lock keeps a month from closing while a voucher is on its way into it
  SELECT count(*), count(open) INTO periods, open_periods FROM (
    SELECT (SELECT 1 FROM ledger_period p
      WHERE p.book_id = w.book_id AND p.year = w.year AND p.month = w.period
        AND p.state = 'open' FOR SHARE) AS open
    FROM (
      SELECT DISTINCT v.book_id, v.year, v.period
      FROM changed e JOIN ledger_voucher v ON v.entry_id = e.uuid WHERE e.posted
      ORDER BY v.book_id, v.year, v.period) w) p;
  IF open_periods < periods THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{period_closed}';
  END IF;
  INSERT INTO ledger_accountbalance AS held
      (book_id, period, account_id, unit_id, debit, credit, count)
    SELECT l.book_id, l.period, l.account_id, l.unit_id, sum(l.debit), sum(l.credit), count(*)
    FROM changed e JOIN ledger_voucher v ON v.entry_id = e.uuid
      JOIN ledger_line l ON l.voucher_id = v.id
    WHERE e.posted
    GROUP BY l.book_id, l.period, l.account_id, l.unit_id
    ORDER BY l.book_id, l.period, l.account_id, l.unit_id
    ON CONFLICT (book_id, period, account_id, unit_id) DO UPDATE SET
      debit = held.debit + excluded.debit, credit = held.credit + excluded.credit,
      count = held.count + excluded.count;
  INSERT INTO ledger_subsidiarybalance AS held (subsidiary_id, period, debit, credit, count)
    SELECT l.subsidiary_id, l.period, sum(l.debit), sum(l.credit), count(*)
    FROM changed e JOIN ledger_voucher v ON v.entry_id = e.uuid
      JOIN ledger_line l ON l.voucher_id = v.id
    WHERE e.posted AND l.subsidiary_id IS NOT NULL
    GROUP BY l.subsidiary_id, l.period
    ORDER BY l.subsidiary_id, l.period
    ON CONFLICT (subsidiary_id, period) DO UPDATE SET
      debit = held.debit + excluded.debit, credit = held.credit + excluded.credit,
      count = held.count + excluded.count;
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_entry_posted AFTER UPDATE ON django_ledger_journalentrymodel
  REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_entry_posted();

-- @ lumbung_entry_delete
CREATE FUNCTION lumbung_entry_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{posted_stays}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_entry_delete BEFORE DELETE ON django_ledger_journalentrymodel
  FOR EACH ROW
  WHEN (OLD.posted) EXECUTE FUNCTION lumbung_entry_delete();

-- @ lumbung_transaction_insert
CREATE FUNCTION lumbung_transaction_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  -- FOR SHARE: a line cannot slip in beside the flip of its entry
  IF (SELECT e.posted FROM django_ledger_journalentrymodel e
      WHERE e.uuid = NEW.journal_entry_id FOR SHARE) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{line_of_posted}';
  END IF;
  IF NEW.amount <= 0 OR NEW.amount <> trunc(NEW.amount) OR NEW.amount >= 1e15 THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{not_positive}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_transaction_insert BEFORE INSERT ON django_ledger_transactionmodel
  FOR EACH ROW EXECUTE FUNCTION lumbung_transaction_insert();

-- @ lumbung_transaction_update
CREATE FUNCTION lumbung_transaction_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  PERFORM 1 FROM django_ledger_journalentrymodel e WHERE e.uuid = NEW.journal_entry_id FOR SHARE;
  IF EXISTS (
    SELECT 1 FROM django_ledger_journalentrymodel e WHERE e.uuid IN (OLD.journal_entry_id, NEW.journal_entry_id) AND e.posted) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{line_of_posted}';
  END IF;
  IF NEW.amount <= 0 OR NEW.amount <> trunc(NEW.amount) OR NEW.amount >= 1e15 THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{not_positive}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_transaction_update BEFORE UPDATE ON django_ledger_transactionmodel
  FOR EACH ROW EXECUTE FUNCTION lumbung_transaction_update();

-- @ lumbung_transaction_delete
CREATE FUNCTION lumbung_transaction_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  PERFORM 1 FROM django_ledger_journalentrymodel e WHERE e.uuid = OLD.journal_entry_id FOR SHARE;
  IF EXISTS (
    SELECT 1 FROM django_ledger_journalentrymodel e WHERE e.uuid = OLD.journal_entry_id AND e.posted) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{line_of_posted}';
  END IF;
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_transaction_delete BEFORE DELETE ON django_ledger_transactionmodel
  FOR EACH ROW EXECUTE FUNCTION lumbung_transaction_delete();

-- @ lumbung_voucher_insert
CREATE FUNCTION lumbung_voucher_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
DECLARE
  before record;
BEGIN
  SELECT l.sequence, l.seal,
    (SELECT v.number FROM ledger_voucher v
     WHERE v.book_id = NEW.book_id AND v.kind = NEW.kind AND v.year = NEW.year
     ORDER BY v.number DESC LIMIT 1) AS number,
    (SELECT e.posted FROM django_ledger_journalentrymodel e WHERE e.uuid = NEW.entry_id) AS posted
  INTO before
  FROM (SELECT 1) one LEFT JOIN LATERAL (
    SELECT v.sequence, v.seal FROM ledger_voucher v
    WHERE v.book_id = NEW.book_id ORDER BY v.sequence DESC LIMIT 1) l ON true;
  IF NEW.number <> 1 + COALESCE(before.number, 0) OR NEW.sequence <> 1 + COALESCE(before.sequence, 0)
    OR NEW.code <> NEW.kind || '/' || to_char(NEW.date, 'YYYY/MM') || '/'
       || lpad(NEW.number::text, greatest(4, length(NEW.number::text)), '0') THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{number_gap}';
  END IF;
  IF length(NEW.seal) <> 64 OR NEW.previous_seal <> COALESCE(before.seal, repeat('0', 64)) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{seal_chain}';
  END IF;
  IF NEW.year <> extract(year FROM NEW.date)
    OR NOT (NEW.period = 0 OR NEW.period = extract(month FROM NEW.date)
            OR (NEW.period = 13 AND to_char(NEW.date, 'MM-DD') = '12-31')) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{voucher_period}';
  END IF;
  IF before.posted IS DISTINCT FROM false THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{voucher_late}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_voucher_insert BEFORE INSERT ON ledger_voucher
  FOR EACH ROW EXECUTE FUNCTION lumbung_voucher_insert();

-- @ lumbung_voucher_update
CREATE FUNCTION lumbung_voucher_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{voucher_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_voucher_update BEFORE UPDATE ON ledger_voucher
  FOR EACH ROW EXECUTE FUNCTION lumbung_voucher_update();

-- @ lumbung_voucher_delete
CREATE FUNCTION lumbung_voucher_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{voucher_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_voucher_delete BEFORE DELETE ON ledger_voucher
  FOR EACH ROW EXECUTE FUNCTION lumbung_voucher_delete();

-- @ lumbung_line_insert
CREATE FUNCTION lumbung_line_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF EXISTS (
    SELECT 1 FROM ledger_voucher v JOIN django_ledger_journalentrymodel e ON e.uuid = v.entry_id
    WHERE v.id = NEW.voucher_id AND e.posted) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{line_of_posted}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_line_insert BEFORE INSERT ON ledger_line
  FOR EACH ROW EXECUTE FUNCTION lumbung_line_insert();

-- @ lumbung_line_update
CREATE FUNCTION lumbung_line_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{line_of_posted}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_line_update BEFORE UPDATE ON ledger_line
  FOR EACH ROW EXECUTE FUNCTION lumbung_line_update();

-- @ lumbung_line_delete
CREATE FUNCTION lumbung_line_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{line_of_posted}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_line_delete BEFORE DELETE ON ledger_line
  FOR EACH ROW EXECUTE FUNCTION lumbung_line_delete();

-- @ lumbung_gate_insert
CREATE FUNCTION lumbung_gate_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  -- only SQLite needs the gate; here the trigger depth tells
  RAISE integrity_constraint_violation USING MESSAGE = '{gate_closed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_gate_insert BEFORE INSERT ON ledger_postinggate
  FOR EACH ROW EXECUTE FUNCTION lumbung_gate_insert();

-- @ lumbung_accountbalance_insert
CREATE FUNCTION lumbung_accountbalance_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{balance_direct}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_accountbalance_insert BEFORE INSERT ON ledger_accountbalance
  FOR EACH ROW EXECUTE FUNCTION lumbung_accountbalance_insert();

-- @ lumbung_accountbalance_update
CREATE FUNCTION lumbung_accountbalance_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{balance_direct}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_accountbalance_update BEFORE UPDATE ON ledger_accountbalance
  FOR EACH ROW EXECUTE FUNCTION lumbung_accountbalance_update();

-- @ lumbung_accountbalance_delete
CREATE FUNCTION lumbung_accountbalance_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{balance_direct}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_accountbalance_delete BEFORE DELETE ON ledger_accountbalance
  FOR EACH ROW EXECUTE FUNCTION lumbung_accountbalance_delete();

-- @ lumbung_subsidiarybalance_insert
CREATE FUNCTION lumbung_subsidiarybalance_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{balance_direct}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_subsidiarybalance_insert BEFORE INSERT ON ledger_subsidiarybalance
  FOR EACH ROW EXECUTE FUNCTION lumbung_subsidiarybalance_insert();

-- @ lumbung_subsidiarybalance_update
CREATE FUNCTION lumbung_subsidiarybalance_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{balance_direct}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_subsidiarybalance_update BEFORE UPDATE ON ledger_subsidiarybalance
  FOR EACH ROW EXECUTE FUNCTION lumbung_subsidiarybalance_update();

-- @ lumbung_subsidiarybalance_delete
CREATE FUNCTION lumbung_subsidiarybalance_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{balance_direct}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_subsidiarybalance_delete BEFORE DELETE ON ledger_subsidiarybalance
  FOR EACH ROW EXECUTE FUNCTION lumbung_subsidiarybalance_delete();

-- @ lumbung_period_insert
CREATE FUNCTION lumbung_period_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.state <> 'open' THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{period_born_open}';
  END IF;
  IF EXISTS (
    SELECT 1 FROM ledger_period p WHERE p.book_id = NEW.book_id
    AND p.year * 100 + p.month > NEW.year * 100 + NEW.month) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{period_born_last}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_period_insert BEFORE INSERT ON ledger_period
  FOR EACH ROW EXECUTE FUNCTION lumbung_period_insert();

-- @ lumbung_period_update
CREATE FUNCTION lumbung_period_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id OR NEW.year <> OLD.year
     OR NEW.month <> OLD.month OR NEW.state NOT IN ('open', 'closed') THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{period_fixed}';
  END IF;
  IF OLD.state = 'open' AND NEW.state = 'closed' AND EXISTS (
    SELECT 1 FROM ledger_period p WHERE p.book_id = OLD.book_id AND p.state = 'open'
    AND (p.month <> 13 OR OLD.month = 13)
    AND p.year * 100 + p.month < OLD.year * 100 + OLD.month) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{period_order}';
  END IF;
  IF OLD.state = 'closed' AND NEW.state = 'open' AND (NOT EXISTS (
    SELECT 1 FROM ledger_reopenrequest r WHERE r.period_id = OLD.id
    AND r.approved_by_id <> r.requested_by_id AND r.approved_at IS NOT NULL AND r.used_at IS NULL)
    OR EXISTS (
    SELECT 1 FROM ledger_period p WHERE p.book_id = OLD.book_id AND p.state = 'closed'
    AND p.year * 100 + p.month > OLD.year * 100 + OLD.month)) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{period_reopen}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_period_update BEFORE UPDATE ON ledger_period
  FOR EACH ROW EXECUTE FUNCTION lumbung_period_update();

-- @ lumbung_period_delete
CREATE FUNCTION lumbung_period_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{period_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_period_delete BEFORE DELETE ON ledger_period
  FOR EACH ROW EXECUTE FUNCTION lumbung_period_delete();

-- @ lumbung_engineaccount_update
CREATE FUNCTION lumbung_engineaccount_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF EXISTS (
    SELECT 1 FROM django_ledger_transactionmodel t WHERE t.account_id = OLD.uuid) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{account_frozen}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_engineaccount_update BEFORE UPDATE ON django_ledger_accountmodel
  FOR EACH ROW
  WHEN (NEW.uuid <> OLD.uuid OR NEW.role <> OLD.role OR NEW.balance_type <> OLD.balance_type
    OR NEW.code <> OLD.code OR NEW.coa_model_id <> OLD.coa_model_id) EXECUTE FUNCTION lumbung_engineaccount_update();

-- @ lumbung_engineaccount_delete
CREATE FUNCTION lumbung_engineaccount_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF EXISTS (
    SELECT 1 FROM django_ledger_transactionmodel t WHERE t.account_id = OLD.uuid) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{account_frozen}';
  END IF;
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_engineaccount_delete BEFORE DELETE ON django_ledger_accountmodel
  FOR EACH ROW EXECUTE FUNCTION lumbung_engineaccount_delete();

-- @ lumbung_account_update
CREATE FUNCTION lumbung_account_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF EXISTS (
    SELECT 1 FROM ledger_line l WHERE l.account_id = OLD.id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{account_frozen}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_account_update BEFORE UPDATE ON ledger_account
  FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.side <> OLD.side OR NEW.code <> OLD.code
    OR NEW.control <> OLD.control OR NEW.is_heading <> OLD.is_heading
    OR NEW.cash_flow <> OLD.cash_flow
    OR NEW.book_id <> OLD.book_id OR NEW.engine_account_id <> OLD.engine_account_id) EXECUTE FUNCTION lumbung_account_update();

-- @ lumbung_account_delete
CREATE FUNCTION lumbung_account_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF EXISTS (
    SELECT 1 FROM ledger_line l WHERE l.account_id = OLD.id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{account_frozen}';
  END IF;
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_account_delete BEFORE DELETE ON ledger_account
  FOR EACH ROW EXECUTE FUNCTION lumbung_account_delete();

-- @ lumbung_subsidiary_update
CREATE FUNCTION lumbung_subsidiary_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF EXISTS (
    SELECT 1 FROM ledger_line l WHERE l.subsidiary_id = OLD.id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{subsidiary_frozen}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_subsidiary_update BEFORE UPDATE ON ledger_subsidiary
  FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id OR NEW.account_id <> OLD.account_id
    OR NEW.code <> OLD.code) EXECUTE FUNCTION lumbung_subsidiary_update();

-- @ lumbung_subsidiary_delete
CREATE FUNCTION lumbung_subsidiary_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF EXISTS (
    SELECT 1 FROM ledger_line l WHERE l.subsidiary_id = OLD.id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{subsidiary_frozen}';
  END IF;
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_subsidiary_delete BEFORE DELETE ON ledger_subsidiary
  FOR EACH ROW EXECUTE FUNCTION lumbung_subsidiary_delete();

-- @ lumbung_unit_update
CREATE FUNCTION lumbung_unit_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF EXISTS (
    SELECT 1 FROM ledger_accountbalance b
    WHERE b.book_id = OLD.book_id AND b.unit_id = OLD.id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{unit_frozen}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_unit_update BEFORE UPDATE ON ledger_unit
  FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id OR NEW.code <> OLD.code) EXECUTE FUNCTION lumbung_unit_update();

-- @ lumbung_unit_delete
CREATE FUNCTION lumbung_unit_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF EXISTS (
    SELECT 1 FROM ledger_accountbalance b
    WHERE b.book_id = OLD.book_id AND b.unit_id = OLD.id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{unit_frozen}';
  END IF;
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_unit_delete BEFORE DELETE ON ledger_unit
  FOR EACH ROW EXECUTE FUNCTION lumbung_unit_delete();

-- @ lumbung_book_update
CREATE FUNCTION lumbung_book_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF EXISTS (
    SELECT 1 FROM ledger_voucher v WHERE v.book_id = OLD.id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{book_frozen}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_book_update BEFORE UPDATE ON ledger_book
  FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.slug <> OLD.slug OR NEW.framework <> OLD.framework
    OR NEW.entity_id <> OLD.entity_id OR NEW.ledger_id <> OLD.ledger_id
    OR NEW.opened_on <> OLD.opened_on) EXECUTE FUNCTION lumbung_book_update();

-- @ lumbung_book_delete
CREATE FUNCTION lumbung_book_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF EXISTS (
    SELECT 1 FROM ledger_voucher v WHERE v.book_id = OLD.id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{book_frozen}';
  END IF;
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_book_delete BEFORE DELETE ON ledger_book
  FOR EACH ROW EXECUTE FUNCTION lumbung_book_delete();

-- @ lumbung_engineledger_update
CREATE FUNCTION lumbung_engineledger_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF EXISTS (
    SELECT 1 FROM ledger_book b WHERE b.ledger_id = OLD.uuid) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{ledger_posted}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_engineledger_update BEFORE UPDATE ON django_ledger_ledgermodel
  FOR EACH ROW
  WHEN (NEW.uuid <> OLD.uuid OR NEW.entity_id <> OLD.entity_id OR NOT NEW.posted) EXECUTE FUNCTION lumbung_engineledger_update();

-- @ lumbung_engineledger_delete
CREATE FUNCTION lumbung_engineledger_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF EXISTS (
    SELECT 1 FROM ledger_book b WHERE b.ledger_id = OLD.uuid) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{ledger_posted}';
  END IF;
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_engineledger_delete BEFORE DELETE ON django_ledger_ledgermodel
  FOR EACH ROW EXECUTE FUNCTION lumbung_engineledger_delete();

-- @ lumbung_event_update
CREATE FUNCTION lumbung_event_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{event_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_event_update BEFORE UPDATE ON ledger_event
  FOR EACH ROW EXECUTE FUNCTION lumbung_event_update();

-- @ lumbung_event_delete
CREATE FUNCTION lumbung_event_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{event_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_event_delete BEFORE DELETE ON ledger_event
  FOR EACH ROW EXECUTE FUNCTION lumbung_event_delete();

-- @ lumbung_entry_truncate
CREATE FUNCTION lumbung_entry_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_entry_truncate BEFORE TRUNCATE ON django_ledger_journalentrymodel
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_entry_truncate();

-- @ lumbung_transaction_truncate
CREATE FUNCTION lumbung_transaction_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_transaction_truncate BEFORE TRUNCATE ON django_ledger_transactionmodel
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_transaction_truncate();

-- @ lumbung_voucher_truncate
CREATE FUNCTION lumbung_voucher_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_voucher_truncate BEFORE TRUNCATE ON ledger_voucher
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_voucher_truncate();

-- @ lumbung_line_truncate
CREATE FUNCTION lumbung_line_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_line_truncate BEFORE TRUNCATE ON ledger_line
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_line_truncate();

-- @ lumbung_accountbalance_truncate
CREATE FUNCTION lumbung_accountbalance_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_accountbalance_truncate BEFORE TRUNCATE ON ledger_accountbalance
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_accountbalance_truncate();

-- @ lumbung_subsidiarybalance_truncate
CREATE FUNCTION lumbung_subsidiarybalance_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_subsidiarybalance_truncate BEFORE TRUNCATE ON ledger_subsidiarybalance
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_subsidiarybalance_truncate();

-- @ lumbung_period_truncate
CREATE FUNCTION lumbung_period_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_period_truncate BEFORE TRUNCATE ON ledger_period
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_period_truncate();

-- @ lumbung_event_truncate
CREATE FUNCTION lumbung_event_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_event_truncate BEFORE TRUNCATE ON ledger_event
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_event_truncate();

-- @ lumbung_account_truncate
CREATE FUNCTION lumbung_account_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_account_truncate BEFORE TRUNCATE ON ledger_account
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_account_truncate();

-- @ lumbung_engineaccount_truncate
CREATE FUNCTION lumbung_engineaccount_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_engineaccount_truncate BEFORE TRUNCATE ON django_ledger_accountmodel
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_engineaccount_truncate();

-- @ lumbung_subsidiary_truncate
CREATE FUNCTION lumbung_subsidiary_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_subsidiary_truncate BEFORE TRUNCATE ON ledger_subsidiary
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_subsidiary_truncate();

-- @ lumbung_unit_truncate
CREATE FUNCTION lumbung_unit_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_unit_truncate BEFORE TRUNCATE ON ledger_unit
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_unit_truncate();

-- @ lumbung_book_truncate
CREATE FUNCTION lumbung_book_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_book_truncate BEFORE TRUNCATE ON ledger_book
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_book_truncate();

-- @ lumbung_reopen_insert
CREATE FUNCTION lumbung_reopen_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.approved_by_id IS NOT NULL OR NEW.approved_at IS NOT NULL OR NEW.used_at IS NOT NULL THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{request_born}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_reopen_insert BEFORE INSERT ON ledger_reopenrequest
  FOR EACH ROW EXECUTE FUNCTION lumbung_reopen_insert();

-- @ lumbung_reopen_update
CREATE FUNCTION lumbung_reopen_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id <> OLD.id OR NEW.period_id <> OLD.period_id OR NEW.reason <> OLD.reason
     OR NEW.requested_by_id <> OLD.requested_by_id OR NEW.requested_at <> OLD.requested_at
     OR OLD.used_at IS NOT NULL THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{request_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_reopen_update BEFORE UPDATE ON ledger_reopenrequest
  FOR EACH ROW EXECUTE FUNCTION lumbung_reopen_update();

-- @ lumbung_reopen_delete
CREATE FUNCTION lumbung_reopen_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{request_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_reopen_delete BEFORE DELETE ON ledger_reopenrequest
  FOR EACH ROW EXECUTE FUNCTION lumbung_reopen_delete();

-- @ lumbung_cashcount_update
CREATE FUNCTION lumbung_cashcount_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{count_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_cashcount_update BEFORE UPDATE ON ledger_cashcount
  FOR EACH ROW EXECUTE FUNCTION lumbung_cashcount_update();

-- @ lumbung_cashcount_delete
CREATE FUNCTION lumbung_cashcount_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{count_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_cashcount_delete BEFORE DELETE ON ledger_cashcount
  FOR EACH ROW EXECUTE FUNCTION lumbung_cashcount_delete();

-- @ lumbung_cashcount_truncate
CREATE FUNCTION lumbung_cashcount_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_cashcount_truncate BEFORE TRUNCATE ON ledger_cashcount
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_cashcount_truncate();

-- @ lumbung_cashpiece_update
CREATE FUNCTION lumbung_cashpiece_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{count_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_cashpiece_update BEFORE UPDATE ON ledger_cashpiece
  FOR EACH ROW EXECUTE FUNCTION lumbung_cashpiece_update();

-- @ lumbung_cashpiece_delete
CREATE FUNCTION lumbung_cashpiece_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{count_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_cashpiece_delete BEFORE DELETE ON ledger_cashpiece
  FOR EACH ROW EXECUTE FUNCTION lumbung_cashpiece_delete();

-- @ lumbung_cashpiece_truncate
CREATE FUNCTION lumbung_cashpiece_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_cashpiece_truncate BEFORE TRUNCATE ON ledger_cashpiece
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_cashpiece_truncate();

-- @ lumbung_cashdifference_update
CREATE FUNCTION lumbung_cashdifference_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{count_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_cashdifference_update BEFORE UPDATE ON ledger_cashdifference
  FOR EACH ROW EXECUTE FUNCTION lumbung_cashdifference_update();

-- @ lumbung_cashdifference_delete
CREATE FUNCTION lumbung_cashdifference_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{count_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_cashdifference_delete BEFORE DELETE ON ledger_cashdifference
  FOR EACH ROW EXECUTE FUNCTION lumbung_cashdifference_delete();

-- @ lumbung_cashdifference_truncate
CREATE FUNCTION lumbung_cashdifference_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_cashdifference_truncate BEFORE TRUNCATE ON ledger_cashdifference
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_cashdifference_truncate();

-- @ lumbung_pettyslip_update
CREATE FUNCTION lumbung_pettyslip_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NEW.id <> OLD.id OR NEW.fund_id <> OLD.fund_id
    OR NEW.number <> OLD.number OR NEW.date <> OLD.date OR NEW.narration <> OLD.narration
    OR NEW.account_id <> OLD.account_id OR NEW.amount <> OLD.amount OR NEW.party <> OLD.party
    OR NEW.made_by_id <> OLD.made_by_id OR NEW.made_at <> OLD.made_at
    OR OLD.voucher_id IS NOT NULL OR OLD.void_reason <> '' THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{slip_fixed}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_pettyslip_update BEFORE UPDATE ON ledger_pettyslip
  FOR EACH ROW EXECUTE FUNCTION lumbung_pettyslip_update();

-- @ lumbung_pettyslip_delete
CREATE FUNCTION lumbung_pettyslip_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{slip_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_pettyslip_delete BEFORE DELETE ON ledger_pettyslip
  FOR EACH ROW EXECUTE FUNCTION lumbung_pettyslip_delete();

-- @ lumbung_pettyslip_truncate
CREATE FUNCTION lumbung_pettyslip_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_pettyslip_truncate BEFORE TRUNCATE ON ledger_pettyslip
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_pettyslip_truncate();

-- @ lumbung_chart_insert
CREATE FUNCTION lumbung_chart_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  INSERT INTO ledger_chartversion (book_id, version)
    VALUES (NEW.book_id, ('x' || translate(left(gen_random_uuid()::text, 18), '-', ''))::bit(64)::bigint)
    ON CONFLICT (book_id) DO UPDATE SET version = excluded.version;
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_chart_insert AFTER INSERT ON ledger_account
  FOR EACH ROW EXECUTE FUNCTION lumbung_chart_insert();

-- @ lumbung_chart_update
CREATE FUNCTION lumbung_chart_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  INSERT INTO ledger_chartversion (book_id, version)
    VALUES (NEW.book_id, ('x' || translate(left(gen_random_uuid()::text, 18), '-', ''))::bit(64)::bigint)
    ON CONFLICT (book_id) DO UPDATE SET version = excluded.version;
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_chart_update AFTER UPDATE ON ledger_account
  FOR EACH ROW EXECUTE FUNCTION lumbung_chart_update();

-- @ lumbung_chart_delete
CREATE FUNCTION lumbung_chart_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  UPDATE ledger_chartversion SET version =
    ('x' || translate(left(gen_random_uuid()::text, 18), '-', ''))::bit(64)::bigint
    WHERE book_id = OLD.book_id;
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_chart_delete AFTER DELETE ON ledger_account
  FOR EACH ROW EXECUTE FUNCTION lumbung_chart_delete();

-- @ lumbung_entry_approval
CREATE FUNCTION lumbung_entry_approval() RETURNS trigger LANGUAGE plpgsql AS $guard$
DECLARE
  found record;
BEGIN
  SELECT bool_or(v.approved_by_id = v.made_by_id) AS self, bool_or(
    v.approved_by_id IS NULL AND v.origin IN ('manual', 'act') AND v.period NOT IN (0, 13)
    AND (SELECT min(a.amount) FROM ledger_approvalband a JOIN ledger_approvalpolicy p
         ON p.id = a.policy_id WHERE p.mode = 'bands' AND p.id = (
           SELECT max(n.id) FROM ledger_approvalpolicy n WHERE n.book_id = v.book_id))
      <= (SELECT sum(l.debit) FROM ledger_line l WHERE l.voucher_id = v.id)) AS missing
  INTO found
  FROM changed e JOIN ledger_voucher v ON v.entry_id = e.uuid WHERE e.posted;
  IF found.self THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{approval_self}';
  END IF;
  IF found.missing THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{approval_missing}';
  END IF;
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_entry_approval AFTER UPDATE ON django_ledger_journalentrymodel
  REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_entry_approval();

-- @ lumbung_approvalpolicy_update
CREATE FUNCTION lumbung_approvalpolicy_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{policy_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_approvalpolicy_update BEFORE UPDATE ON ledger_approvalpolicy
  FOR EACH ROW EXECUTE FUNCTION lumbung_approvalpolicy_update();

-- @ lumbung_approvalpolicy_delete
CREATE FUNCTION lumbung_approvalpolicy_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{policy_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_approvalpolicy_delete BEFORE DELETE ON ledger_approvalpolicy
  FOR EACH ROW EXECUTE FUNCTION lumbung_approvalpolicy_delete();

-- @ lumbung_approvalpolicy_truncate
CREATE FUNCTION lumbung_approvalpolicy_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_approvalpolicy_truncate BEFORE TRUNCATE ON ledger_approvalpolicy
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_approvalpolicy_truncate();

-- @ lumbung_approvalband_update
CREATE FUNCTION lumbung_approvalband_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{policy_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_approvalband_update BEFORE UPDATE ON ledger_approvalband
  FOR EACH ROW EXECUTE FUNCTION lumbung_approvalband_update();

-- @ lumbung_approvalband_delete
CREATE FUNCTION lumbung_approvalband_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{policy_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_approvalband_delete BEFORE DELETE ON ledger_approvalband
  FOR EACH ROW EXECUTE FUNCTION lumbung_approvalband_delete();

-- @ lumbung_approvalband_truncate
CREATE FUNCTION lumbung_approvalband_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_approvalband_truncate BEFORE TRUNCATE ON ledger_approvalband
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_approvalband_truncate();

-- @ lumbung_bankstatement_update
CREATE FUNCTION lumbung_bankstatement_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{statement_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_bankstatement_update BEFORE UPDATE ON ledger_bankstatement
  FOR EACH ROW EXECUTE FUNCTION lumbung_bankstatement_update();

-- @ lumbung_bankstatement_delete
CREATE FUNCTION lumbung_bankstatement_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{statement_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_bankstatement_delete BEFORE DELETE ON ledger_bankstatement
  FOR EACH ROW EXECUTE FUNCTION lumbung_bankstatement_delete();

-- @ lumbung_bankstatement_truncate
CREATE FUNCTION lumbung_bankstatement_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_bankstatement_truncate BEFORE TRUNCATE ON ledger_bankstatement
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_bankstatement_truncate();

-- @ lumbung_notetext_update
CREATE FUNCTION lumbung_notetext_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{statement_fixed}';
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_notetext_update BEFORE UPDATE ON ledger_notetext
  FOR EACH ROW EXECUTE FUNCTION lumbung_notetext_update();

-- @ lumbung_notetext_delete
CREATE FUNCTION lumbung_notetext_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{statement_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_notetext_delete BEFORE DELETE ON ledger_notetext
  FOR EACH ROW EXECUTE FUNCTION lumbung_notetext_delete();

-- @ lumbung_notetext_truncate
CREATE FUNCTION lumbung_notetext_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_notetext_truncate BEFORE TRUNCATE ON ledger_notetext
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_notetext_truncate();

-- @ lumbung_paper_insert
CREATE FUNCTION lumbung_paper_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF length(NEW.seal) <> 64 OR NEW.sequence <> 1 + COALESCE((
    SELECT max(x.sequence) FROM ledger_paper x WHERE x.book_id = NEW.book_id), 0)
    OR NEW.previous_seal <> COALESCE((
    SELECT x.seal FROM ledger_paper x
    WHERE x.book_id = NEW.book_id ORDER BY x.sequence DESC LIMIT 1), repeat('0', 64)) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{paper_chain}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_paper_insert BEFORE INSERT ON ledger_paper
  FOR EACH ROW EXECUTE FUNCTION lumbung_paper_insert();

-- @ lumbung_paper_update
CREATE FUNCTION lumbung_paper_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{paper_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_paper_update BEFORE UPDATE ON ledger_paper
  FOR EACH ROW EXECUTE FUNCTION lumbung_paper_update();

-- @ lumbung_paper_delete
CREATE FUNCTION lumbung_paper_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{paper_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_paper_delete BEFORE DELETE ON ledger_paper
  FOR EACH ROW EXECUTE FUNCTION lumbung_paper_delete();

-- @ lumbung_paper_truncate
CREATE FUNCTION lumbung_paper_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_paper_truncate BEFORE TRUNCATE ON ledger_paper
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_paper_truncate();

-- @ lumbung_paperrule_update
CREATE FUNCTION lumbung_paperrule_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{rule_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_paperrule_update BEFORE UPDATE ON ledger_paperrule
  FOR EACH ROW EXECUTE FUNCTION lumbung_paperrule_update();

-- @ lumbung_paperrule_delete
CREATE FUNCTION lumbung_paperrule_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{rule_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_paperrule_delete BEFORE DELETE ON ledger_paperrule
  FOR EACH ROW EXECUTE FUNCTION lumbung_paperrule_delete();

-- @ lumbung_paperrule_truncate
CREATE FUNCTION lumbung_paperrule_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_paperrule_truncate BEFORE TRUNCATE ON ledger_paperrule
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_paperrule_truncate();

-- @ lumbung_approvalmandate_insert
CREATE FUNCTION lumbung_approvalmandate_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM ledger_voucher v WHERE v.id = NEW.voucher_id AND v.approved_by_id IS NOT NULL
      AND v.made_by_id IS DISTINCT FROM NEW.principal_id
      AND v.approved_by_id IS DISTINCT FROM NEW.principal_id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{mandate_wrong}';
  END IF;
  IF EXISTS (
    SELECT 1 FROM ledger_voucher v JOIN ledger_voucher n
      ON n.book_id = v.book_id AND n.posted_at > v.posted_at WHERE v.id = NEW.voucher_id) THEN
    RAISE integrity_constraint_violation USING MESSAGE = '{mandate_late}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER lumbung_approvalmandate_insert BEFORE INSERT ON ledger_approvalmandate
  FOR EACH ROW EXECUTE FUNCTION lumbung_approvalmandate_insert();

-- @ lumbung_approvalmandate_update
CREATE FUNCTION lumbung_approvalmandate_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{mandate_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_approvalmandate_update BEFORE UPDATE ON ledger_approvalmandate
  FOR EACH ROW EXECUTE FUNCTION lumbung_approvalmandate_update();

-- @ lumbung_approvalmandate_delete
CREATE FUNCTION lumbung_approvalmandate_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{mandate_fixed}';
  RETURN OLD;
END $guard$;
CREATE TRIGGER lumbung_approvalmandate_delete BEFORE DELETE ON ledger_approvalmandate
  FOR EACH ROW EXECUTE FUNCTION lumbung_approvalmandate_delete();

-- @ lumbung_approvalmandate_truncate
CREATE FUNCTION lumbung_approvalmandate_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = '{no_truncate}';
  RETURN NULL;
END $guard$;
CREATE TRIGGER lumbung_approvalmandate_truncate BEFORE TRUNCATE ON ledger_approvalmandate
  FOR EACH STATEMENT EXECUTE FUNCTION lumbung_approvalmandate_truncate();
