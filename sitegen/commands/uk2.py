"""The command `uk2`."""

from sitegen.commands.national import notice_command

uk2 = notice_command("UK2")
