"""Third floor: what is learnt."""
