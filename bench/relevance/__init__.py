"""Golden questions in buyers' words over the seed, and how well the search answers them."""
