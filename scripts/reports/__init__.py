"""The campaign pages: what they show, how it is written, and how it is drawn."""
