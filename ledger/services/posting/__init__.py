"""The parts of the gate (ledger.services.journal): inputs, state, rules, cash, seals, rows."""
