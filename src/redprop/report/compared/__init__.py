"""A comparison as sheets: everybody, criterion by criterion, one subject whole, and trends."""
