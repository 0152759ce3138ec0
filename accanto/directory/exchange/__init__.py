"""Giving the directory to others and taking theirs in: HSDS as JSON and as tables, spreadsheets.

`tables.py` declares each table once; everything else here reads that declaration.
"""
