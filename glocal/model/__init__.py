"""The nouns of glocal: what each is stands with its fields."""
