"""The build, from files to files: its stages in order, and all that is remembered or shared among processors."""
