"""Results of pure functions, kept from one run to the next and shared among the processors. Knows nothing of notices."""
