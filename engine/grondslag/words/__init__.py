"""Words: the texts of the program in Dutch and English, and how they are put together."""
