"""What editors and suppliers do: import and export."""
