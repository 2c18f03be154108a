"""HTTP only: read the request, call the directory, render the answer."""
