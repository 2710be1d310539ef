"""The graph: extraction to quads, the store, SPARQL, SHACL."""
