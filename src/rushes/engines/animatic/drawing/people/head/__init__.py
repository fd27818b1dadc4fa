"""Heads in every view, in head units: 1 from crown to chin, y down from the crown."""
