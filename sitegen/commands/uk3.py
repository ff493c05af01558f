"""The command `uk3`."""

from sitegen.commands.national import notice_command

uk3 = notice_command("UK3")
