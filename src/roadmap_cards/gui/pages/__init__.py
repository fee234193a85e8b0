"""One module for each page; pages know nothing of each other."""
