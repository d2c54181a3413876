"""Arithmetic of the empowerment loop: no database, no clock."""
