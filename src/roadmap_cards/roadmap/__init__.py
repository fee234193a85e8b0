"""Files that people edit: roadmaps and deck files, read into values, with every flaw named by its line."""
