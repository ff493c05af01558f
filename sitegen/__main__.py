"""`python -m sitegen` is the same as `sitegen`."""

from sitegen.commands.main import start

start()
