"""Pure functions on texts: no clock, no I/O, no SQL, no HTTP."""
