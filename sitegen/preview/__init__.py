"""The site while it is being written: built again after every change, and shown at once in a browser here."""
