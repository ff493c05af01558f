"""A live site, beside what was built of it → findings: what is wrong there, why it matters, and what to do."""
