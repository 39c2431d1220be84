"""Pages of the site: each module makes pages of one kind from a study."""
