"""The commands, a module a theme; what they share is in `options` and `running`."""
