"""The window. Pages draw values and call actions of the library; Qt never leaves this package."""
