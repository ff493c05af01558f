"""The built site → what is live, by a plan, and back: refusals, transfer, read-back, receipt."""
