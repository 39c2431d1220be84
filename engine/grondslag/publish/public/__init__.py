"""The site for everyone: made from the fields that the model marks as public, and from nothing else."""
