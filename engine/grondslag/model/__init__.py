"""The register model, and registers built on it."""
