"""A built site → a published one: plan, refusals, transfer, read-back, receipt."""
