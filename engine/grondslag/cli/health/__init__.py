"""What `grondslag doctor` looks at: each module one kind of thing."""
