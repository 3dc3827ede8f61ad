"""Parse, compare and render one kind of value: quantities, times, names, likelihoods."""
