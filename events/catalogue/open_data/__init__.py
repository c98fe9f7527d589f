"""A tour's stops as files that anybody may reuse: JSON with the sessions, GeoJSON for maps, CSV for spreadsheets."""
