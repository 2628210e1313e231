"""Neural models behind the protocols; only wiring imports these."""
