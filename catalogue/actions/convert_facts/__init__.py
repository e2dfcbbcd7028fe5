"""Turn the fact folders (taken from public reports) into the catalogue format of the demonstration.

Facts carry over exactly; what a field cannot hold stays behind. An absent fact stays absent. Notes of those who
took the facts out of the reports are internal notes, never public words. Old names become today's.
"""
