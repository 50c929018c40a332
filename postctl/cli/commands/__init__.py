"""The commands: one module each, found by walking the folder; the module's name is the command's."""
