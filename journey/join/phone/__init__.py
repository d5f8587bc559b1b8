"""The light pages of somebody who answers."""
