"""Finding stops: near a town, by a word, and by month, region, territory, theme, time and whether one can register."""
