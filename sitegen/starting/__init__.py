"""Generated files to start from: a new site or record, the draft of an outcome, schemas, a web server's configuration."""
