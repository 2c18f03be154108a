"""Ask the directory: find, suggest, browse; and keep an index in step with the store."""
