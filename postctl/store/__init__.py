"""The disk, and nothing else: what is read, what is remembered, and the one way anything is written."""
