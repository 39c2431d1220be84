"""Pictures as SVG, made from plain data; each with the same data as a table."""
