"""Media that come with a request, judged and fetched safely."""
