"""From a need to suppliers: what was understood, who can do it and why, who was left out and why."""
