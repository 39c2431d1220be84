"""Earlier versions of a project, read from git's objects: the work tree is never touched, the network never used."""
