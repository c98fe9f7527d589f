"""Ground floor: what every floor stands on. It knows no tour."""
