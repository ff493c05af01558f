"""The command `uk1`."""

from sitegen.commands.national import notice_command

uk1 = notice_command("UK1")
