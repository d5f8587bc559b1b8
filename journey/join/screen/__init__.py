"""The big screen of a room."""
