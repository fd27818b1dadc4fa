"""Commands about requests and records of other servers."""
