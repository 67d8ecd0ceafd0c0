"""What every room stands on: vocabulary, errors, settings, store, engine, web and command-line shells, clock, i18n."""
