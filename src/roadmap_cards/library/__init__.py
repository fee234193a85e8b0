"""The one door for window and command line: every action is one named, durable, undoable transaction."""
