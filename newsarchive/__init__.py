"""newsarchive: archives of Vietnamese newspaper pages, read, searched, measured and reported with their evidence."""
