"""What helps: tips, tools, workshops and practice, found for what they help with."""
