"""For translators: what there is to translate, kept up to date, checked and counted."""
