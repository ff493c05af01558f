"""A preview for authors: builds again after every change, and shows the site in a browser on this computer."""
