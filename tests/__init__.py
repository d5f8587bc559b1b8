"""What the product is held to. The folders are those of the product; ``steps`` has what tests of several share."""
