"""The public register of versions: adds, signs, checks and merges lines, and takes texts out."""
