"""Digits and figures for this lesson."""
