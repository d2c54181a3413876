"""Readers of files that people bring: they turn a file into plain rows, or say why they can't."""
