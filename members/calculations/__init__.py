"""Arithmetic of members' money: no ORM, clock or request."""
