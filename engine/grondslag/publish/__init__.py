"""The site: an outcome as pages for people, built by MkDocs with a theme of our own."""
