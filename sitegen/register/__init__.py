"""What is done to the public register of versions: lines added, signed, checked, merged, and texts taken out."""
