"""The theme for MkDocs: templates and assets, no code."""
