"""Blocks -> chunks to search and units to quote; both respect sections, parts, lists and rows."""
