"""The domain: what a public buyer publishes. Frozen and pure; it reads no file and no clock."""
