"""The commands of the program, one a module. `options` and `running` are shared."""
