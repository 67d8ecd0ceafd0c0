"""Pure statistics: no clock, no I/O, no SQL, no HTTP."""
