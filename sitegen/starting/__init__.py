"""What people start from: a new site or record, the draft of an outcome, schemas for editors, a web server's configuration."""
