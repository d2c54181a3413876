-- What the gate asks and writes, as functions of PostgreSQL: one round trip each, and plans are kept
-- for the whole session. They are no guards; the guards see every row they write. A "-- @" line
-- starts the next function. The columns are those of ledger/engine/journal.py and
-- ledger/services/posting/writing.py; a test compares them.

-- @ lumbung_gate_state
CREATE FUNCTION lumbung_gate_state(
  the_book bigint, keys text[], years int[], wanted int, cash_accounts bigint[], cash_since date[])
RETURNS TABLE (
  slug text, opened_on date, closed_on date, cash_policy text, ledger_id uuid, unit_id bigint,
  unit_code text, engine_unit_id uuid, last_year int, approval_from bigint, periods text, sequence int, head text,
  ids bigint[], known text, numbers int[], cash text)
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $gate$
BEGIN
  -- a statement of its own: the next one sees what this one has waited for
  PERFORM 1 FROM ledger_book b WHERE b.id = the_book FOR NO KEY UPDATE;
  RETURN QUERY
  SELECT b.slug::text, b.opened_on, b.closed_on, b.cash_policy::text, b.ledger_id,
    u.id, u.code::text, u.engine_unit_id,
    (SELECT max(p.year)::int FROM ledger_period p WHERE p.book_id = the_book),
    (SELECT min(a.amount) FROM ledger_approvalband a JOIN ledger_approvalpolicy p
     ON p.id = a.policy_id WHERE p.mode = 'bands' AND p.id = (
       SELECT max(n.id) FROM ledger_approvalpolicy n WHERE n.book_id = the_book)),
    (SELECT string_agg((p.year * 100 + p.month)::text, ',') FROM ledger_period p
     WHERE p.book_id = the_book AND p.state = 'open'),
    v.sequence, v.seal::text,
    (SELECT array_agg(nextval(pg_get_serial_sequence('ledger_voucher', 'id')))
     FROM generate_series(1, wanted)),
    CASE WHEN keys <> '{}' THEN (
      SELECT string_agg(k.id::text, ',') FROM ledger_voucher k
      WHERE k.book_id = the_book AND k.key = ANY(keys)) END,
    ARRAY(SELECT COALESCE((
        SELECT n.number FROM ledger_voucher n
        WHERE n.book_id = the_book AND n.kind = s.kind AND n.year = y.year
        ORDER BY n.number DESC LIMIT 1), 0)
      FROM unnest(years) WITH ORDINALITY AS y (year, place),
        unnest(ARRAY['BKM', 'BKK', 'BU']) WITH ORDINALITY AS s (kind, place)
      ORDER BY y.place, s.place),
    -- ledger.selectors.cash.cash_by_day of several accounts
    (SELECT json_object_agg(c.account, json_build_array(
        (SELECT COALESCE(sum(h.debit - h.credit), 0) FROM ledger_accountbalance h
         WHERE h.book_id = the_book AND h.account_id = c.account),
        (SELECT json_object_agg(d.date, d.change) FROM (
           SELECT i.date, sum(i.debit - i.credit) AS change FROM ledger_line i
           WHERE i.account_id = c.account AND i.date >= c.since
             AND i.period <> extract(year FROM b.opened_on) * 100
           GROUP BY i.date) d)))::text
      FROM unnest(cash_accounts, cash_since) c (account, since))
  FROM ledger_book b
  LEFT JOIN ledger_unit u ON u.book_id = b.id AND u.code = 'UMUM'
  LEFT JOIN LATERAL (
    SELECT l.sequence, l.seal FROM ledger_voucher l WHERE l.book_id = the_book
    ORDER BY l.sequence DESC LIMIT 1) v ON true
  WHERE b.id = the_book;
END $gate$;

-- @ lumbung_gate_write
CREATE FUNCTION lumbung_gate_write(
  entries json, transactions json, vouchers json, lines json, flip uuid[], events json)
RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $gate$
BEGIN
  INSERT INTO django_ledger_journalentrymodel
    (uuid, created, updated, je_number, timestamp, description, entity_unit_id, origin, posted,
     locked, ledger_id, is_closing_entry)
    SELECT uuid, created, updated, je_number, timestamp, description, entity_unit_id, origin, posted,
      locked, ledger_id, is_closing_entry
    FROM json_populate_recordset(NULL::django_ledger_journalentrymodel, entries);
  INSERT INTO django_ledger_transactionmodel
    (uuid, created, updated, tx_type, journal_entry_id, account_id, amount, description, cleared,
     reconciled)
    SELECT uuid, created, updated, tx_type, journal_entry_id, account_id, amount, description,
      cleared, reconciled
    FROM json_populate_recordset(NULL::django_ledger_transactionmodel, transactions);
  INSERT INTO ledger_voucher
    (id, book_id, entry_id, kind, year, period, number, code, sequence, date, narration, reference,
     party, origin, reversal_of_id, reason, batch_id, made_by_id, approved_by_id, recorded_on,
     posted_at, key, fingerprint, previous_seal, seal)
    SELECT id, book_id, entry_id, kind, year, period, number, code, sequence, date, narration,
      reference, party, origin, reversal_of_id, reason, batch_id, made_by_id, approved_by_id,
      recorded_on, posted_at, key, fingerprint, previous_seal, seal
    FROM json_populate_recordset(NULL::ledger_voucher, vouchers);
  INSERT INTO ledger_line
    (transaction_id, voucher_id, position, book_id, date, period, account_id, subsidiary_id, unit_id,
     debit, credit, memo)
    SELECT transaction_id, voucher_id, position, book_id, date, period, account_id, subsidiary_id,
      unit_id, debit, credit, memo
    FROM json_populate_recordset(NULL::ledger_line, lines);
  UPDATE django_ledger_journalentrymodel SET posted = true WHERE uuid = ANY(flip);
  INSERT INTO ledger_event (at, actor_id, book_id, act, subject, detail)
    SELECT at, actor_id, book_id, act, subject, detail
    FROM json_populate_recordset(NULL::ledger_event, events);
END $gate$;
