"""The sample council: made up, loaded to look around in, removed without a trace."""
