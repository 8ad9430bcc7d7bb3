"""What results mean: explained, compared, followed up, told as a quarter. Everything is read from workings."""
