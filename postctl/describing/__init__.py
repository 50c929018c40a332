"""`schema`: JSON Schemas of what postctl reads and writes."""
