"""The neural half of the shipped pipeline: one small transformer, read by four spaCy components, in numpy alone."""
