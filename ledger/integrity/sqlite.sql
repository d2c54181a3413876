-- Guards of the books for SQLite. One trigger per statement; a line "-- @" starts the next.
-- REPLACE deletes without firing delete triggers, so every insert guard refuses a row that is
-- already there, and every update guard one that would push another row out (UPDATE OR REPLACE).
-- A console has no foreign keys, so nothing may be missing where a guard looks it up. Written for
-- reading: intrinsic checks first, then those against the voucher.

-- @ lumbung_entry_insert
CREATE TRIGGER lumbung_entry_insert BEFORE INSERT ON django_ledger_journalentrymodel BEGIN
  SELECT RAISE(ABORT, '{posted_fixed}') WHERE EXISTS (
    SELECT 1 FROM django_ledger_journalentrymodel e WHERE e.uuid = NEW.uuid);
  SELECT RAISE(ABORT, '{engine_closing}') WHERE NEW.is_closing_entry;
  SELECT RAISE(ABORT, '{born_posted}') WHERE NEW.posted OR NEW.locked;
END;

-- @ lumbung_entry_update
CREATE TRIGGER lumbung_entry_update BEFORE UPDATE ON django_ledger_journalentrymodel
WHEN (OLD.posted OR NEW.is_closing_entry OR NEW.uuid <> OLD.uuid)
  -- but for the last step of lumbung_entry_count
  AND NOT (OLD.posted AND NOT OLD.locked AND NEW.posted AND NEW.locked AND NEW.uuid = OLD.uuid
    AND NEW.ledger_id = OLD.ledger_id AND NEW.timestamp = OLD.timestamp
    AND NEW.je_number = OLD.je_number AND NEW.description IS OLD.description
    AND NOT NEW.is_closing_entry) BEGIN
  SELECT RAISE(ABORT, '{posted_fixed}') WHERE OLD.posted OR NEW.uuid <> OLD.uuid;
  SELECT RAISE(ABORT, '{engine_closing}');
END;

-- @ lumbung_entry_flip
CREATE TRIGGER lumbung_entry_flip BEFORE UPDATE ON django_ledger_journalentrymodel
WHEN NEW.posted AND NOT OLD.posted BEGIN
  SELECT RAISE(ABORT, '{too_few_lines}') WHERE (
    SELECT COUNT(*) FROM django_ledger_transactionmodel t WHERE t.journal_entry_id = NEW.uuid) < 2;
  SELECT RAISE(ABORT, '{not_positive}') WHERE EXISTS (
    SELECT 1 FROM django_ledger_transactionmodel t WHERE t.journal_entry_id = NEW.uuid
    AND (t.amount <= 0 OR t.amount <> CAST(t.amount AS INTEGER)
         OR t.amount >= 1e15
         OR t.tx_type NOT IN ('debit', 'credit')));
  SELECT RAISE(ABORT, '{unbalanced}') WHERE (
    SELECT SUM(CASE t.tx_type WHEN 'debit' THEN CAST(t.amount AS INTEGER)
                              ELSE -CAST(t.amount AS INTEGER) END)
    FROM django_ledger_transactionmodel t WHERE t.journal_entry_id = NEW.uuid) <> 0;
  SELECT RAISE(ABORT, '{foreign_account}') WHERE EXISTS (
    SELECT 1 FROM django_ledger_transactionmodel t
    LEFT JOIN django_ledger_accountmodel a ON a.uuid = t.account_id
    LEFT JOIN django_ledger_chartofaccountmodel c ON c.uuid = a.coa_model_id
    WHERE t.journal_entry_id = NEW.uuid AND c.entity_id IS NOT (
      SELECT g.entity_id FROM django_ledger_ledgermodel g WHERE g.uuid = NEW.ledger_id));
  SELECT RAISE(ABORT, '{heading_account}') WHERE EXISTS (
    SELECT 1 FROM django_ledger_transactionmodel t
    JOIN django_ledger_accountmodel a ON a.uuid = t.account_id
    LEFT JOIN ledger_account o ON o.engine_account_id = a.uuid
    WHERE t.journal_entry_id = NEW.uuid AND (a.role LIKE 'root\_%' ESCAPE '\' OR o.is_heading));
  SELECT RAISE(ABORT, '{inactive_account}') WHERE EXISTS (
    SELECT 1 FROM django_ledger_transactionmodel t
    JOIN django_ledger_accountmodel a ON a.uuid = t.account_id
    LEFT JOIN ledger_account o ON o.engine_account_id = a.uuid
    WHERE t.journal_entry_id = NEW.uuid AND NOT (a.active AND COALESCE(o.is_active, 1)));
  SELECT RAISE(ABORT, '{no_voucher}') WHERE NOT EXISTS (
    SELECT 1 FROM ledger_voucher v WHERE v.entry_id = NEW.uuid);
  SELECT RAISE(ABORT, '{wrong_ledger}') WHERE NOT EXISTS (
    SELECT 1 FROM ledger_voucher v JOIN ledger_book b ON b.id = v.book_id
    WHERE v.entry_id = NEW.uuid AND b.ledger_id = NEW.ledger_id);
  SELECT RAISE(ABORT, '{wrong_date}') WHERE NOT EXISTS (
    SELECT 1 FROM ledger_voucher v
    WHERE v.entry_id = NEW.uuid AND v.date = date(NEW.timestamp, '+7 hours'));
  SELECT RAISE(ABORT, '{line_differs}') WHERE EXISTS (
    SELECT 1 FROM django_ledger_transactionmodel t
    LEFT JOIN ledger_line l ON l.transaction_id = t.uuid
    LEFT JOIN ledger_voucher v ON v.id = l.voucher_id
    LEFT JOIN ledger_account o ON o.id = l.account_id
    WHERE t.journal_entry_id = NEW.uuid AND (
      v.entry_id IS NOT NEW.uuid OR o.engine_account_id IS NOT t.account_id
      OR l.debit <> CASE t.tx_type WHEN 'debit' THEN t.amount ELSE 0 END
      OR l.credit <> CASE t.tx_type WHEN 'credit' THEN t.amount ELSE 0 END
      OR l.book_id <> v.book_id OR l.date <> v.date OR l.period <> v.year * 100 + v.period))
    OR (SELECT COUNT(*) FROM ledger_line l JOIN ledger_voucher v ON v.id = l.voucher_id
        WHERE v.entry_id = NEW.uuid)
       <> (SELECT COUNT(*) FROM django_ledger_transactionmodel t
           WHERE t.journal_entry_id = NEW.uuid);
  SELECT RAISE(ABORT, '{foreign_account}') WHERE EXISTS (
    SELECT 1 FROM ledger_line l
    JOIN ledger_voucher v ON v.id = l.voucher_id
    JOIN ledger_account o ON o.id = l.account_id
    WHERE v.entry_id = NEW.uuid AND o.book_id <> v.book_id);
  SELECT RAISE(ABORT, '{no_subsidiary}') WHERE EXISTS (
    SELECT 1 FROM ledger_line l
    JOIN ledger_voucher v ON v.id = l.voucher_id
    JOIN ledger_account o ON o.id = l.account_id
    LEFT JOIN ledger_subsidiary s ON s.id = l.subsidiary_id
    WHERE v.entry_id = NEW.uuid AND (
      (o.control <> '' AND l.subsidiary_id IS NULL)
      OR (l.subsidiary_id IS NOT NULL AND s.account_id IS NOT l.account_id)));
  SELECT RAISE(ABORT, '{wrong_unit}') WHERE EXISTS (
    SELECT 1 FROM ledger_line l
    JOIN ledger_voucher v ON v.id = l.voucher_id
    LEFT JOIN ledger_unit u ON u.id = l.unit_id
    WHERE v.entry_id = NEW.uuid AND u.book_id IS NOT v.book_id);
  SELECT RAISE(ABORT, '{period_closed}') WHERE NOT EXISTS (
    SELECT 1 FROM ledger_voucher v JOIN ledger_period p
      ON p.book_id = v.book_id AND p.year = v.year AND p.month = v.period AND p.state = 'open'
    WHERE v.entry_id = NEW.uuid);
  SELECT RAISE(ABORT, '{locked_by_hand}') WHERE NEW.locked;
END;

-- @ lumbung_entry_count
CREATE TRIGGER lumbung_entry_count AFTER UPDATE ON django_ledger_journalentrymodel
WHEN NEW.posted AND NOT OLD.posted BEGIN
  -- Between posting and locking an entry is being counted. No statement from outside can leave an
  -- entry there, so the gate opens here and nowhere else.
  INSERT INTO ledger_postinggate (entry) VALUES (NEW.uuid);
  INSERT INTO ledger_accountbalance (book_id, period, account_id, unit_id, debit, credit, count)
    SELECT l.book_id, l.period, l.account_id, l.unit_id, SUM(l.debit), SUM(l.credit), COUNT(*)
    FROM ledger_line l JOIN ledger_voucher v ON v.id = l.voucher_id
    WHERE v.entry_id = NEW.uuid
    GROUP BY l.book_id, l.period, l.account_id, l.unit_id
    ON CONFLICT (book_id, period, account_id, unit_id) DO UPDATE SET
      debit = debit + excluded.debit, credit = credit + excluded.credit,
      count = count + excluded.count;
  INSERT INTO ledger_subsidiarybalance (subsidiary_id, period, debit, credit, count)
    SELECT l.subsidiary_id, l.period, SUM(l.debit), SUM(l.credit), COUNT(*)
    FROM ledger_line l JOIN ledger_voucher v ON v.id = l.voucher_id
    WHERE v.entry_id = NEW.uuid AND l.subsidiary_id IS NOT NULL
    GROUP BY l.subsidiary_id, l.period
    ON CONFLICT (subsidiary_id, period) DO UPDATE SET
      debit = debit + excluded.debit, credit = credit + excluded.credit,
      count = count + excluded.count;
  DELETE FROM ledger_postinggate WHERE entry = NEW.uuid;
  UPDATE django_ledger_journalentrymodel SET locked = 1 WHERE uuid = NEW.uuid;
END;

-- @ lumbung_entry_delete
CREATE TRIGGER lumbung_entry_delete BEFORE DELETE ON django_ledger_journalentrymodel
WHEN OLD.posted BEGIN
  SELECT RAISE(ABORT, '{posted_stays}');
END;

-- @ lumbung_transaction_insert
CREATE TRIGGER lumbung_transaction_insert BEFORE INSERT ON django_ledger_transactionmodel BEGIN
  SELECT RAISE(ABORT, '{line_of_posted}') WHERE EXISTS (
    SELECT 1 FROM django_ledger_journalentrymodel e
    WHERE e.uuid = NEW.journal_entry_id AND e.posted);
  SELECT RAISE(ABORT, '{line_of_posted}') WHERE EXISTS (
    SELECT 1 FROM django_ledger_transactionmodel t WHERE t.uuid = NEW.uuid);
  SELECT RAISE(ABORT, '{not_positive}')
  WHERE NEW.amount <= 0 OR NEW.amount <> CAST(NEW.amount AS INTEGER) OR NEW.amount >= 1e15;
END;

-- @ lumbung_transaction_update
CREATE TRIGGER lumbung_transaction_update BEFORE UPDATE ON django_ledger_transactionmodel BEGIN
  SELECT RAISE(ABORT, '{line_of_posted}') WHERE NEW.uuid <> OLD.uuid OR EXISTS (
    SELECT 1 FROM django_ledger_journalentrymodel e
    WHERE e.uuid IN (OLD.journal_entry_id, NEW.journal_entry_id) AND e.posted);
  SELECT RAISE(ABORT, '{not_positive}')
  WHERE NEW.amount <= 0 OR NEW.amount <> CAST(NEW.amount AS INTEGER) OR NEW.amount >= 1e15;
END;

-- @ lumbung_transaction_delete
CREATE TRIGGER lumbung_transaction_delete BEFORE DELETE ON django_ledger_transactionmodel BEGIN
  SELECT RAISE(ABORT, '{line_of_posted}') WHERE EXISTS (
    SELECT 1 FROM django_ledger_journalentrymodel e
    WHERE e.uuid = OLD.journal_entry_id AND e.posted);
END;

-- @ lumbung_voucher_insert
CREATE TRIGGER lumbung_voucher_insert BEFORE INSERT ON ledger_voucher BEGIN
  SELECT RAISE(ABORT, '{voucher_late}') WHERE NOT EXISTS (
    SELECT 1 FROM django_ledger_journalentrymodel e
    WHERE e.uuid = NEW.entry_id AND NOT e.posted);
  SELECT RAISE(ABORT, '{voucher_fixed}') WHERE EXISTS (
    SELECT 1 FROM ledger_voucher v WHERE v.id = NEW.id OR v.entry_id = NEW.entry_id
      OR (v.book_id = NEW.book_id AND v.key = NEW.key) OR v.reversal_of_id = NEW.reversal_of_id);
  SELECT RAISE(ABORT, '{number_gap}') WHERE NEW.number <> 1 + COALESCE((
    SELECT MAX(v.number) FROM ledger_voucher v
    WHERE v.book_id = NEW.book_id AND v.kind = NEW.kind AND v.year = NEW.year), 0)
    OR NEW.sequence <> 1 + COALESCE((
    SELECT MAX(v.sequence) FROM ledger_voucher v WHERE v.book_id = NEW.book_id), 0)
    OR NEW.code IS NOT printf('%s/%s/%04d', NEW.kind, strftime('%Y/%m', NEW.date), NEW.number);
  SELECT RAISE(ABORT, '{seal_chain}') WHERE length(NEW.seal) <> 64
    OR NEW.previous_seal <> COALESCE((
    SELECT v.seal FROM ledger_voucher v
    WHERE v.book_id = NEW.book_id ORDER BY v.sequence DESC LIMIT 1),
    '0000000000000000000000000000000000000000000000000000000000000000');
  SELECT RAISE(ABORT, '{voucher_period}')
  WHERE NEW.year IS NOT CAST(strftime('%Y', NEW.date) AS INTEGER)
    OR NOT (NEW.period = 0 OR NEW.period = CAST(strftime('%m', NEW.date) AS INTEGER)
            OR (NEW.period = 13 AND strftime('%m-%d', NEW.date) = '12-31'));
END;

-- @ lumbung_voucher_update
CREATE TRIGGER lumbung_voucher_update BEFORE UPDATE ON ledger_voucher BEGIN
  SELECT RAISE(ABORT, '{voucher_fixed}');
END;

-- @ lumbung_voucher_delete
CREATE TRIGGER lumbung_voucher_delete BEFORE DELETE ON ledger_voucher BEGIN
  SELECT RAISE(ABORT, '{voucher_fixed}');
END;

-- @ lumbung_line_insert
CREATE TRIGGER lumbung_line_insert BEFORE INSERT ON ledger_line BEGIN
  SELECT RAISE(ABORT, '{line_of_posted}') WHERE EXISTS (
    SELECT 1 FROM ledger_voucher v
    JOIN django_ledger_journalentrymodel e ON e.uuid = v.entry_id
    WHERE v.id = NEW.voucher_id AND e.posted) OR EXISTS (
    SELECT 1 FROM ledger_line l WHERE l.transaction_id = NEW.transaction_id
      OR (l.voucher_id = NEW.voucher_id AND l.position = NEW.position));
END;

-- @ lumbung_line_update
CREATE TRIGGER lumbung_line_update BEFORE UPDATE ON ledger_line BEGIN
  SELECT RAISE(ABORT, '{line_of_posted}');
END;

-- @ lumbung_line_delete
CREATE TRIGGER lumbung_line_delete BEFORE DELETE ON ledger_line BEGIN
  SELECT RAISE(ABORT, '{line_of_posted}');
END;

-- @ lumbung_gate_insert
CREATE TRIGGER lumbung_gate_insert BEFORE INSERT ON ledger_postinggate BEGIN
  SELECT RAISE(ABORT, '{gate_closed}') WHERE NOT EXISTS (
    SELECT 1 FROM django_ledger_journalentrymodel e
    JOIN ledger_voucher v ON v.entry_id = e.uuid
    WHERE e.uuid = NEW.entry AND e.posted AND NOT e.locked);
END;

-- @ lumbung_accountbalance_insert
CREATE TRIGGER lumbung_accountbalance_insert BEFORE INSERT ON ledger_accountbalance BEGIN
  SELECT RAISE(ABORT, '{balance_direct}') WHERE NOT EXISTS (SELECT 1 FROM ledger_postinggate);
END;

-- @ lumbung_accountbalance_update
CREATE TRIGGER lumbung_accountbalance_update BEFORE UPDATE ON ledger_accountbalance BEGIN
  SELECT RAISE(ABORT, '{balance_direct}') WHERE NOT EXISTS (SELECT 1 FROM ledger_postinggate);
END;

-- @ lumbung_accountbalance_delete
CREATE TRIGGER lumbung_accountbalance_delete BEFORE DELETE ON ledger_accountbalance BEGIN
  SELECT RAISE(ABORT, '{balance_direct}');
END;

-- @ lumbung_subsidiarybalance_insert
CREATE TRIGGER lumbung_subsidiarybalance_insert BEFORE INSERT ON ledger_subsidiarybalance BEGIN
  SELECT RAISE(ABORT, '{balance_direct}') WHERE NOT EXISTS (SELECT 1 FROM ledger_postinggate);
END;

-- @ lumbung_subsidiarybalance_update
CREATE TRIGGER lumbung_subsidiarybalance_update BEFORE UPDATE ON ledger_subsidiarybalance BEGIN
  SELECT RAISE(ABORT, '{balance_direct}') WHERE NOT EXISTS (SELECT 1 FROM ledger_postinggate);
END;

-- @ lumbung_subsidiarybalance_delete
CREATE TRIGGER lumbung_subsidiarybalance_delete BEFORE DELETE ON ledger_subsidiarybalance BEGIN
  SELECT RAISE(ABORT, '{balance_direct}');
END;

-- @ lumbung_period_insert
CREATE TRIGGER lumbung_period_insert BEFORE INSERT ON ledger_period BEGIN
  SELECT RAISE(ABORT, '{duplicate}') WHERE EXISTS (
    SELECT 1 FROM ledger_period p WHERE p.id = NEW.id
      OR (p.book_id = NEW.book_id AND p.year = NEW.year AND p.month = NEW.month));
  SELECT RAISE(ABORT, '{period_born_open}') WHERE NEW.state <> 'open';
  SELECT RAISE(ABORT, '{period_born_last}') WHERE EXISTS (
    SELECT 1 FROM ledger_period p WHERE p.book_id = NEW.book_id
      AND p.year * 100 + p.month > NEW.year * 100 + NEW.month);
END;

-- @ lumbung_period_update
CREATE TRIGGER lumbung_period_update BEFORE UPDATE ON ledger_period BEGIN
  SELECT RAISE(ABORT, '{period_fixed}') WHERE NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id
    OR NEW.year <> OLD.year OR NEW.month <> OLD.month OR NEW.state NOT IN ('open', 'closed');
  SELECT RAISE(ABORT, '{period_order}') WHERE OLD.state = 'open' AND NEW.state = 'closed'
    AND EXISTS (SELECT 1 FROM ledger_period p WHERE p.book_id = OLD.book_id AND p.state = 'open'
                AND (p.month <> 13 OR OLD.month = 13)
                AND p.year * 100 + p.month < OLD.year * 100 + OLD.month);
  SELECT RAISE(ABORT, '{period_reopen}') WHERE OLD.state = 'closed' AND NEW.state = 'open'
    AND (NOT EXISTS (SELECT 1 FROM ledger_reopenrequest r WHERE r.period_id = OLD.id
                     AND r.approved_by_id <> r.requested_by_id AND r.approved_at IS NOT NULL
                     AND r.used_at IS NULL)
         OR EXISTS (SELECT 1 FROM ledger_period p WHERE p.book_id = OLD.book_id
                    AND p.state = 'closed'
                    AND p.year * 100 + p.month > OLD.year * 100 + OLD.month));
END;

-- @ lumbung_period_delete
CREATE TRIGGER lumbung_period_delete BEFORE DELETE ON ledger_period BEGIN
  SELECT RAISE(ABORT, '{period_fixed}');
END;

-- @ lumbung_engineaccount_insert
CREATE TRIGGER lumbung_engineaccount_insert BEFORE INSERT ON django_ledger_accountmodel BEGIN
  SELECT RAISE(ABORT, '{duplicate}') WHERE EXISTS (
    SELECT 1 FROM django_ledger_accountmodel a WHERE a.uuid = NEW.uuid
      OR (a.coa_model_id = NEW.coa_model_id AND a.code = NEW.code) OR a.path = NEW.path);
END;

-- @ lumbung_engineaccount_update
CREATE TRIGGER lumbung_engineaccount_update BEFORE UPDATE ON django_ledger_accountmodel
WHEN NEW.uuid <> OLD.uuid OR NEW.role <> OLD.role OR NEW.balance_type <> OLD.balance_type
  OR NEW.code <> OLD.code OR NEW.coa_model_id <> OLD.coa_model_id BEGIN
  SELECT RAISE(ABORT, '{duplicate}') WHERE EXISTS (
    SELECT 1 FROM django_ledger_accountmodel x WHERE x.uuid <> OLD.uuid AND (x.uuid = NEW.uuid
      OR (x.coa_model_id = NEW.coa_model_id AND x.code = NEW.code)));
  SELECT RAISE(ABORT, '{account_frozen}') WHERE EXISTS (
    SELECT 1 FROM django_ledger_transactionmodel t WHERE t.account_id = OLD.uuid);
END;

-- @ lumbung_engineaccount_path
CREATE TRIGGER lumbung_engineaccount_path BEFORE UPDATE ON django_ledger_accountmodel
WHEN NEW.path <> OLD.path BEGIN
  SELECT RAISE(ABORT, '{duplicate}') WHERE EXISTS (
    SELECT 1 FROM django_ledger_accountmodel x WHERE x.uuid <> OLD.uuid AND x.path = NEW.path);
END;

-- @ lumbung_account_insert
CREATE TRIGGER lumbung_account_insert BEFORE INSERT ON ledger_account BEGIN
  SELECT RAISE(ABORT, '{duplicate}') WHERE EXISTS (
    SELECT 1 FROM ledger_account a WHERE a.id = NEW.id
      OR (a.book_id = NEW.book_id AND a.code = NEW.code)
      OR (a.book_id = NEW.book_id AND a.purpose = NEW.purpose AND NEW.purpose <> '')
      OR a.engine_account_id = NEW.engine_account_id);
END;

-- @ lumbung_account_update
CREATE TRIGGER lumbung_account_update BEFORE UPDATE ON ledger_account
WHEN NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.side <> OLD.side OR NEW.code <> OLD.code
  OR NEW.control <> OLD.control OR NEW.is_heading <> OLD.is_heading
  OR NEW.cash_flow <> OLD.cash_flow
  OR NEW.book_id <> OLD.book_id OR NEW.engine_account_id <> OLD.engine_account_id BEGIN
  SELECT RAISE(ABORT, '{duplicate}') WHERE EXISTS (
    SELECT 1 FROM ledger_account x WHERE x.id <> OLD.id AND (x.id = NEW.id
      OR (x.book_id = NEW.book_id AND x.code = NEW.code)
      OR x.engine_account_id = NEW.engine_account_id));
  SELECT RAISE(ABORT, '{account_frozen}') WHERE EXISTS (
    SELECT 1 FROM ledger_line l WHERE l.account_id = OLD.id);
END;

-- @ lumbung_account_purpose
CREATE TRIGGER lumbung_account_purpose BEFORE UPDATE ON ledger_account
WHEN NEW.purpose <> OLD.purpose AND NEW.purpose <> '' BEGIN
  SELECT RAISE(ABORT, '{duplicate}') WHERE EXISTS (
    SELECT 1 FROM ledger_account x
    WHERE x.id <> OLD.id AND x.book_id = NEW.book_id AND x.purpose = NEW.purpose);
END;

-- @ lumbung_subsidiary_insert
CREATE TRIGGER lumbung_subsidiary_insert BEFORE INSERT ON ledger_subsidiary BEGIN
  SELECT RAISE(ABORT, '{duplicate}') WHERE EXISTS (
    SELECT 1 FROM ledger_subsidiary s WHERE s.id = NEW.id
      OR (s.account_id = NEW.account_id AND s.code = NEW.code));
END;

-- @ lumbung_subsidiary_update
CREATE TRIGGER lumbung_subsidiary_update BEFORE UPDATE ON ledger_subsidiary
WHEN NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id OR NEW.account_id <> OLD.account_id
  OR NEW.code <> OLD.code BEGIN
  SELECT RAISE(ABORT, '{duplicate}') WHERE EXISTS (
    SELECT 1 FROM ledger_subsidiary x WHERE x.id <> OLD.id AND (x.id = NEW.id
      OR (x.account_id = NEW.account_id AND x.code = NEW.code)));
  SELECT RAISE(ABORT, '{subsidiary_frozen}') WHERE EXISTS (
    SELECT 1 FROM ledger_line l WHERE l.subsidiary_id = OLD.id);
END;

-- @ lumbung_unit_insert
CREATE TRIGGER lumbung_unit_insert BEFORE INSERT ON ledger_unit BEGIN
  SELECT RAISE(ABORT, '{duplicate}') WHERE EXISTS (
    SELECT 1 FROM ledger_unit u WHERE u.id = NEW.id
      OR (u.book_id = NEW.book_id AND u.code = NEW.code)
      OR u.engine_unit_id = NEW.engine_unit_id);
END;

-- @ lumbung_unit_update
CREATE TRIGGER lumbung_unit_update BEFORE UPDATE ON ledger_unit
WHEN NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id OR NEW.code <> OLD.code
  OR NEW.engine_unit_id <> OLD.engine_unit_id BEGIN
  SELECT RAISE(ABORT, '{duplicate}') WHERE EXISTS (
    SELECT 1 FROM ledger_unit x WHERE x.id <> OLD.id AND (x.id = NEW.id
      OR (x.book_id = NEW.book_id AND x.code = NEW.code)
      OR x.engine_unit_id = NEW.engine_unit_id));
  SELECT RAISE(ABORT, '{unit_frozen}') WHERE EXISTS (
    SELECT 1 FROM ledger_accountbalance b WHERE b.book_id = OLD.book_id AND b.unit_id = OLD.id);
END;

-- @ lumbung_book_insert
CREATE TRIGGER lumbung_book_insert BEFORE INSERT ON ledger_book BEGIN
  SELECT RAISE(ABORT, '{duplicate}') WHERE EXISTS (
    SELECT 1 FROM ledger_book b WHERE b.id = NEW.id OR b.slug = NEW.slug
      OR b.entity_id = NEW.entity_id OR b.ledger_id = NEW.ledger_id);
END;

-- @ lumbung_book_update
CREATE TRIGGER lumbung_book_update BEFORE UPDATE ON ledger_book
WHEN NEW.id <> OLD.id OR NEW.slug <> OLD.slug OR NEW.framework <> OLD.framework
  OR NEW.entity_id <> OLD.entity_id OR NEW.ledger_id <> OLD.ledger_id
  OR NEW.opened_on <> OLD.opened_on BEGIN
  SELECT RAISE(ABORT, '{duplicate}') WHERE EXISTS (
    SELECT 1 FROM ledger_book x WHERE x.id <> OLD.id AND (x.id = NEW.id OR x.slug = NEW.slug
      OR x.entity_id = NEW.entity_id OR x.ledger_id = NEW.ledger_id));
  SELECT RAISE(ABORT, '{book_frozen}') WHERE EXISTS (
    SELECT 1 FROM ledger_voucher v WHERE v.book_id = OLD.id);
END;

-- @ lumbung_engineledger_insert
CREATE TRIGGER lumbung_engineledger_insert BEFORE INSERT ON django_ledger_ledgermodel BEGIN
  SELECT RAISE(ABORT, '{duplicate}') WHERE EXISTS (
    SELECT 1 FROM django_ledger_ledgermodel g WHERE g.uuid = NEW.uuid
      OR (g.entity_id = NEW.entity_id AND g.ledger_xid = NEW.ledger_xid));
END;

-- @ lumbung_engineledger_delete
CREATE TRIGGER lumbung_engineledger_delete BEFORE DELETE ON django_ledger_ledgermodel BEGIN
  SELECT RAISE(ABORT, '{ledger_posted}') WHERE EXISTS (
    SELECT 1 FROM ledger_book b WHERE b.ledger_id = OLD.uuid);
END;

-- @ lumbung_engineledger_identity
CREATE TRIGGER lumbung_engineledger_identity BEFORE UPDATE ON django_ledger_ledgermodel
WHEN NEW.uuid <> OLD.uuid OR NEW.entity_id <> OLD.entity_id
  OR NEW.ledger_xid IS NOT OLD.ledger_xid BEGIN
  SELECT RAISE(ABORT, '{ledger_posted}') WHERE EXISTS (
    SELECT 1 FROM ledger_book b WHERE b.ledger_id = NEW.uuid AND NEW.uuid <> OLD.uuid);
  SELECT RAISE(ABORT, '{duplicate}') WHERE EXISTS (
    SELECT 1 FROM django_ledger_ledgermodel x WHERE x.uuid <> OLD.uuid AND (x.uuid = NEW.uuid
      OR (x.entity_id = NEW.entity_id AND x.ledger_xid = NEW.ledger_xid)));
END;

-- @ lumbung_engineledger_update
CREATE TRIGGER lumbung_engineledger_update BEFORE UPDATE ON django_ledger_ledgermodel
WHEN NEW.uuid <> OLD.uuid OR NEW.entity_id <> OLD.entity_id OR NOT NEW.posted BEGIN
  SELECT RAISE(ABORT, '{ledger_posted}') WHERE EXISTS (
    SELECT 1 FROM ledger_book b WHERE b.ledger_id = OLD.uuid);
END;

-- @ lumbung_event_insert
CREATE TRIGGER lumbung_event_insert BEFORE INSERT ON ledger_event BEGIN
  SELECT RAISE(ABORT, '{event_fixed}') WHERE EXISTS (
    SELECT 1 FROM ledger_event e WHERE e.id = NEW.id);
END;

-- @ lumbung_event_update
CREATE TRIGGER lumbung_event_update BEFORE UPDATE ON ledger_event BEGIN
  SELECT RAISE(ABORT, '{event_fixed}');
END;

-- @ lumbung_event_delete
CREATE TRIGGER lumbung_event_delete BEFORE DELETE ON ledger_event BEGIN
  SELECT RAISE(ABORT, '{event_fixed}');
END;

-- @ lumbung_engineaccount_delete
CREATE TRIGGER lumbung_engineaccount_delete BEFORE DELETE ON django_ledger_accountmodel BEGIN
  SELECT RAISE(ABORT, '{account_frozen}') WHERE EXISTS (
    SELECT 1 FROM django_ledger_transactionmodel t WHERE t.account_id = OLD.uuid);
END;

-- @ lumbung_account_delete
CREATE TRIGGER lumbung_account_delete BEFORE DELETE ON ledger_account BEGIN
  SELECT RAISE(ABORT, '{account_frozen}') WHERE EXISTS (
    SELECT 1 FROM ledger_line l WHERE l.account_id = OLD.id);
END;

-- @ lumbung_subsidiary_delete
CREATE TRIGGER lumbung_subsidiary_delete BEFORE DELETE ON ledger_subsidiary BEGIN
  SELECT RAISE(ABORT, '{subsidiary_frozen}') WHERE EXISTS (
    SELECT 1 FROM ledger_line l WHERE l.subsidiary_id = OLD.id);
END;

-- @ lumbung_unit_delete
CREATE TRIGGER lumbung_unit_delete BEFORE DELETE ON ledger_unit BEGIN
  SELECT RAISE(ABORT, '{unit_frozen}') WHERE EXISTS (
    SELECT 1 FROM ledger_accountbalance b WHERE b.book_id = OLD.book_id AND b.unit_id = OLD.id);
END;

-- @ lumbung_book_delete
CREATE TRIGGER lumbung_book_delete BEFORE DELETE ON ledger_book BEGIN
  SELECT RAISE(ABORT, '{book_frozen}') WHERE EXISTS (
    SELECT 1 FROM ledger_voucher v WHERE v.book_id = OLD.id);
END;

-- @ lumbung_reopen_insert
CREATE TRIGGER lumbung_reopen_insert BEFORE INSERT ON ledger_reopenrequest BEGIN
  SELECT RAISE(ABORT, '{duplicate}') WHERE EXISTS (
    SELECT 1 FROM ledger_reopenrequest r WHERE r.id = NEW.id
      OR (r.period_id = NEW.period_id AND r.used_at IS NULL AND NEW.used_at IS NULL));
  SELECT RAISE(ABORT, '{request_born}') WHERE NEW.approved_by_id IS NOT NULL
    OR NEW.approved_at IS NOT NULL OR NEW.used_at IS NOT NULL;
END;

-- @ lumbung_reopen_update
CREATE TRIGGER lumbung_reopen_update BEFORE UPDATE ON ledger_reopenrequest BEGIN
  SELECT RAISE(ABORT, '{request_fixed}') WHERE NEW.id <> OLD.id
    OR NEW.period_id <> OLD.period_id OR NEW.reason <> OLD.reason
    OR NEW.requested_by_id <> OLD.requested_by_id OR NEW.requested_at <> OLD.requested_at
    OR OLD.used_at IS NOT NULL;
END;

-- @ lumbung_reopen_delete
CREATE TRIGGER lumbung_reopen_delete BEFORE DELETE ON ledger_reopenrequest BEGIN
  SELECT RAISE(ABORT, '{request_fixed}');
END;

-- @ lumbung_cashcount_insert
CREATE TRIGGER lumbung_cashcount_insert BEFORE INSERT ON ledger_cashcount BEGIN
  SELECT RAISE(ABORT, '{count_fixed}') WHERE EXISTS (
    SELECT 1 FROM ledger_cashcount x WHERE x.id = NEW.id);
END;

-- @ lumbung_cashcount_update
CREATE TRIGGER lumbung_cashcount_update BEFORE UPDATE ON ledger_cashcount BEGIN
  SELECT RAISE(ABORT, '{count_fixed}');
END;

-- @ lumbung_cashcount_delete
CREATE TRIGGER lumbung_cashcount_delete BEFORE DELETE ON ledger_cashcount BEGIN
  SELECT RAISE(ABORT, '{count_fixed}');
END;

-- @ lumbung_cashpiece_insert
CREATE TRIGGER lumbung_cashpiece_insert BEFORE INSERT ON ledger_cashpiece BEGIN
  SELECT RAISE(ABORT, '{count_fixed}') WHERE EXISTS (
    SELECT 1 FROM ledger_cashpiece x WHERE x.id = NEW.id);
END;

-- @ lumbung_cashpiece_update
CREATE TRIGGER lumbung_cashpiece_update BEFORE UPDATE ON ledger_cashpiece BEGIN
  SELECT RAISE(ABORT, '{count_fixed}');
END;

-- @ lumbung_cashpiece_delete
CREATE TRIGGER lumbung_cashpiece_delete BEFORE DELETE ON ledger_cashpiece BEGIN
  SELECT RAISE(ABORT, '{count_fixed}');
END;

-- @ lumbung_cashdifference_insert
CREATE TRIGGER lumbung_cashdifference_insert BEFORE INSERT ON ledger_cashdifference BEGIN
  SELECT RAISE(ABORT, '{count_fixed}') WHERE EXISTS (
    SELECT 1 FROM ledger_cashdifference x WHERE x.id = NEW.id);
END;

-- @ lumbung_cashdifference_update
CREATE TRIGGER lumbung_cashdifference_update BEFORE UPDATE ON ledger_cashdifference BEGIN
  SELECT RAISE(ABORT, '{count_fixed}');
END;

-- @ lumbung_cashdifference_delete
CREATE TRIGGER lumbung_cashdifference_delete BEFORE DELETE ON ledger_cashdifference BEGIN
  SELECT RAISE(ABORT, '{count_fixed}');
END;

-- @ lumbung_pettyslip_insert
CREATE TRIGGER lumbung_pettyslip_insert BEFORE INSERT ON ledger_pettyslip BEGIN
  SELECT RAISE(ABORT, '{slip_fixed}') WHERE EXISTS (
    SELECT 1 FROM ledger_pettyslip x
    WHERE x.id = NEW.id OR (x.fund_id = NEW.fund_id AND x.number = NEW.number));
END;

-- @ lumbung_pettyslip_update
CREATE TRIGGER lumbung_pettyslip_update BEFORE UPDATE ON ledger_pettyslip BEGIN
  SELECT RAISE(ABORT, '{slip_fixed}') WHERE NEW.id <> OLD.id OR NEW.fund_id <> OLD.fund_id
    OR NEW.number <> OLD.number OR NEW.date <> OLD.date OR NEW.narration <> OLD.narration
    OR NEW.account_id <> OLD.account_id OR NEW.amount <> OLD.amount OR NEW.party <> OLD.party
    OR NEW.made_by_id <> OLD.made_by_id OR NEW.made_at <> OLD.made_at
    OR OLD.voucher_id IS NOT NULL OR OLD.void_reason <> '';
END;

-- @ lumbung_pettyslip_delete
CREATE TRIGGER lumbung_pettyslip_delete BEFORE DELETE ON ledger_pettyslip BEGIN
  SELECT RAISE(ABORT, '{slip_fixed}');
END;

-- @ lumbung_chart_insert
CREATE TRIGGER lumbung_chart_insert AFTER INSERT ON ledger_account BEGIN
  INSERT INTO ledger_chartversion (book_id, version) VALUES (NEW.book_id, random())
    ON CONFLICT (book_id) DO UPDATE SET version = excluded.version;
END;

-- @ lumbung_chart_update
CREATE TRIGGER lumbung_chart_update AFTER UPDATE ON ledger_account BEGIN
  INSERT INTO ledger_chartversion (book_id, version) VALUES (NEW.book_id, random())
    ON CONFLICT (book_id) DO UPDATE SET version = excluded.version;
END;

-- @ lumbung_chart_delete
CREATE TRIGGER lumbung_chart_delete AFTER DELETE ON ledger_account BEGIN
  UPDATE ledger_chartversion SET version = random() WHERE book_id = OLD.book_id;
END;

-- @ lumbung_entry_approval
CREATE TRIGGER lumbung_entry_approval BEFORE UPDATE ON django_ledger_journalentrymodel
WHEN NEW.posted AND NOT OLD.posted BEGIN
  SELECT RAISE(ABORT, '{approval_self}') WHERE EXISTS (
    SELECT 1 FROM ledger_voucher v WHERE v.entry_id = NEW.uuid AND v.approved_by_id = v.made_by_id);
  SELECT RAISE(ABORT, '{approval_missing}') WHERE EXISTS (
    SELECT 1 FROM ledger_voucher v
    JOIN ledger_approvalpolicy p ON p.id = (
      SELECT MAX(n.id) FROM ledger_approvalpolicy n WHERE n.book_id = v.book_id)
    JOIN ledger_approvalband a ON a.policy_id = p.id
    WHERE v.entry_id = NEW.uuid AND v.approved_by_id IS NULL AND p.mode = 'bands'
      AND v.origin IN ('manual', 'act') AND v.period NOT IN (0, 13)
      AND a.amount <= (SELECT SUM(l.debit) FROM ledger_line l WHERE l.voucher_id = v.id));
END;

-- @ lumbung_approvalpolicy_insert
CREATE TRIGGER lumbung_approvalpolicy_insert BEFORE INSERT ON ledger_approvalpolicy BEGIN
  SELECT RAISE(ABORT, '{policy_fixed}') WHERE EXISTS (
    SELECT 1 FROM ledger_approvalpolicy x WHERE x.id = NEW.id);
END;

-- @ lumbung_approvalpolicy_update
CREATE TRIGGER lumbung_approvalpolicy_update BEFORE UPDATE ON ledger_approvalpolicy BEGIN
  SELECT RAISE(ABORT, '{policy_fixed}');
END;

-- @ lumbung_approvalpolicy_delete
CREATE TRIGGER lumbung_approvalpolicy_delete BEFORE DELETE ON ledger_approvalpolicy BEGIN
  SELECT RAISE(ABORT, '{policy_fixed}');
END;

-- @ lumbung_approvalband_insert
CREATE TRIGGER lumbung_approvalband_insert BEFORE INSERT ON ledger_approvalband BEGIN
  SELECT RAISE(ABORT, '{policy_fixed}') WHERE EXISTS (
    SELECT 1 FROM ledger_approvalband x WHERE x.id = NEW.id OR (x.policy_id = NEW.policy_id AND x.amount = NEW.amount));
END;

-- @ lumbung_approvalband_update
CREATE TRIGGER lumbung_approvalband_update BEFORE UPDATE ON ledger_approvalband BEGIN
  SELECT RAISE(ABORT, '{policy_fixed}');
END;

-- @ lumbung_approvalband_delete
CREATE TRIGGER lumbung_approvalband_delete BEFORE DELETE ON ledger_approvalband BEGIN
  SELECT RAISE(ABORT, '{policy_fixed}');
END;

-- @ lumbung_bankstatement_insert
CREATE TRIGGER lumbung_bankstatement_insert BEFORE INSERT ON ledger_bankstatement BEGIN
  SELECT RAISE(ABORT, '{statement_fixed}') WHERE EXISTS (
    SELECT 1 FROM ledger_bankstatement x WHERE x.id = NEW.id);
END;

-- @ lumbung_bankstatement_update
CREATE TRIGGER lumbung_bankstatement_update BEFORE UPDATE ON ledger_bankstatement BEGIN
  SELECT RAISE(ABORT, '{statement_fixed}');
END;

-- @ lumbung_bankstatement_delete
CREATE TRIGGER lumbung_bankstatement_delete BEFORE DELETE ON ledger_bankstatement BEGIN
  SELECT RAISE(ABORT, '{statement_fixed}');
END;

-- @ lumbung_notetext_insert
CREATE TRIGGER lumbung_notetext_insert BEFORE INSERT ON ledger_notetext BEGIN
  SELECT RAISE(ABORT, '{statement_fixed}') WHERE EXISTS (
    SELECT 1 FROM ledger_notetext x WHERE x.id = NEW.id);
END;

-- @ lumbung_notetext_update
CREATE TRIGGER lumbung_notetext_update BEFORE UPDATE ON ledger_notetext BEGIN
  SELECT RAISE(ABORT, '{statement_fixed}');
END;

-- @ lumbung_notetext_delete
CREATE TRIGGER lumbung_notetext_delete BEFORE DELETE ON ledger_notetext BEGIN
  SELECT RAISE(ABORT, '{statement_fixed}');
END;

-- @ lumbung_paper_insert
CREATE TRIGGER lumbung_paper_insert BEFORE INSERT ON ledger_paper BEGIN
  SELECT RAISE(ABORT, '{paper_fixed}') WHERE EXISTS (
    SELECT 1 FROM ledger_paper x WHERE x.id = NEW.id OR x.stored = NEW.stored
      OR (x.book_id = NEW.book_id AND x.sequence = NEW.sequence));
  SELECT RAISE(ABORT, '{paper_chain}') WHERE length(NEW.seal) <> 64
    OR NEW.sequence <> 1 + COALESCE((
    SELECT MAX(x.sequence) FROM ledger_paper x WHERE x.book_id = NEW.book_id), 0)
    OR NEW.previous_seal <> COALESCE((
    SELECT x.seal FROM ledger_paper x
    WHERE x.book_id = NEW.book_id ORDER BY x.sequence DESC LIMIT 1),
    '0000000000000000000000000000000000000000000000000000000000000000');
END;

-- @ lumbung_paper_update
CREATE TRIGGER lumbung_paper_update BEFORE UPDATE ON ledger_paper BEGIN
  SELECT RAISE(ABORT, '{paper_fixed}');
END;

-- @ lumbung_paper_delete
CREATE TRIGGER lumbung_paper_delete BEFORE DELETE ON ledger_paper BEGIN
  SELECT RAISE(ABORT, '{paper_fixed}');
END;

-- @ lumbung_paperrule_insert
CREATE TRIGGER lumbung_paperrule_insert BEFORE INSERT ON ledger_paperrule BEGIN
  SELECT RAISE(ABORT, '{rule_fixed}') WHERE EXISTS (
    SELECT 1 FROM ledger_paperrule x WHERE x.id = NEW.id);
END;

-- @ lumbung_paperrule_update
CREATE TRIGGER lumbung_paperrule_update BEFORE UPDATE ON ledger_paperrule BEGIN
  SELECT RAISE(ABORT, '{rule_fixed}');
END;

-- @ lumbung_paperrule_delete
CREATE TRIGGER lumbung_paperrule_delete BEFORE DELETE ON ledger_paperrule BEGIN
  SELECT RAISE(ABORT, '{rule_fixed}');
END;

-- @ lumbung_approvalmandate_insert
CREATE TRIGGER lumbung_approvalmandate_insert BEFORE INSERT ON ledger_approvalmandate BEGIN
  SELECT RAISE(ABORT, '{mandate_fixed}') WHERE EXISTS (
    SELECT 1 FROM ledger_approvalmandate x WHERE x.voucher_id = NEW.voucher_id);
  SELECT RAISE(ABORT, '{mandate_wrong}') WHERE NOT EXISTS (
    SELECT 1 FROM ledger_voucher v WHERE v.id = NEW.voucher_id AND v.approved_by_id IS NOT NULL
      AND v.made_by_id IS NOT NEW.principal_id AND v.approved_by_id IS NOT NEW.principal_id);
  SELECT RAISE(ABORT, '{mandate_late}') WHERE EXISTS (
    SELECT 1 FROM ledger_voucher v JOIN ledger_voucher n
      ON n.book_id = v.book_id AND n.posted_at > v.posted_at WHERE v.id = NEW.voucher_id);
END;

-- @ lumbung_approvalmandate_update
CREATE TRIGGER lumbung_approvalmandate_update BEFORE UPDATE ON ledger_approvalmandate BEGIN
  SELECT RAISE(ABORT, '{mandate_fixed}');
END;

-- @ lumbung_approvalmandate_delete
CREATE TRIGGER lumbung_approvalmandate_delete BEFORE DELETE ON ledger_approvalmandate BEGIN
  SELECT RAISE(ABORT, '{mandate_fixed}');
END;
