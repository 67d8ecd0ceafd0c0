"""The report on one creator and on all: gathered, set beside what is usual here, vetted, shown."""
