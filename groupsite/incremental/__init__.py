"""What has to be read or written again."""
