"""Benchmarks: `accanto bench …`. Figures are ratios within one run, never asserted in tests."""
