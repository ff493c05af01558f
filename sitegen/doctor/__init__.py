"""A live site and the build it should match → findings: what is wrong, why it matters, and what to do."""
