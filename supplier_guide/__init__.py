"""Waar sociaal aankopen: find social-economy enterprises, and show the way to buy from them."""
