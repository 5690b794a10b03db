"""What learning platforms send and take: archives, rosters, tables of grades."""
