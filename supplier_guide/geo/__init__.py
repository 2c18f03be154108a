"""Places, territories, distances, coverage of service areas, and a geocoder behind a setting."""
