"""What every floor asks the database in the same way."""
