"""Index and query: text analysis, the query language of our own, the engines that understand it."""
