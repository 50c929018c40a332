"""What generators add to Markdown, recognised once: the terminal and the page for browsers draw the same tokens.

Import its modules inside functions: the parser is slow to load.  [markdown-it-py, mdit-py-plugins]
"""
