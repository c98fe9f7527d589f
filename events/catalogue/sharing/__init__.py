"""What a tour says of itself to machines: structured data, a picture for shared links, its changes, the sitemap."""
