"""The gazetteers, read from Turtle."""

from __future__ import annotations

from graphkit.iri import IRI, ONTOLOGY
from graphkit.lexicon.turtle import RDF_TYPE, Record, TurtleReader, gk, gkl, local, one
from graphkit.lexicon.values import ENTITY_CLASSES, Name, Tenure

RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
ALT_LABEL = "http://www.w3.org/2004/02/skos/core#altLabel"
OWL_SAME_AS = "http://www.w3.org/2002/07/owl#sameAs"


def read_names(reader: TurtleReader) -> dict[IRI, Name]:
    """Read all entries of the gazetteers."""
    names: dict[IRI, Name] = {}
    for subject, record in reader.of_type(*(ONTOLOGY + k for k in ENTITY_CLASSES)):
        labels = record.get(RDFS_LABEL, [])
        if not labels:
            reader.problem(subject, "needs an rdfs:label")
            continue
        kinds = [local(t) for t in record[RDF_TYPE] if local(t) in ENTITY_CLASSES]
        alternatives = tuple(sorted(set(record.get(ALT_LABEL, ()))))
        all_labels = (labels[0], *(x for x in alternatives if x != labels[0]))
        ambiguous = frozenset(gkl(record, "ambiguousLabel"))
        if "true" in gkl(record, "ambiguous"):
            ambiguous = ambiguous | frozenset(all_labels)
        weapon_type = one(gk(record, "weaponType"))
        names[IRI(subject)] = Name(
            iri=IRI(subject),
            kind="Official" if "Official" in kinds else "Facility" if "Facility" in kinds else kinds[0],
            label=labels[0],
            labels=all_labels,
            ambiguous=ambiguous,
            adjectives=tuple(gkl(record, "adjective")),
            demonyms=tuple(gkl(record, "demonym")),
            seats=tuple(gkl(record, "seat")),
            iso3166alpha3=one(gk(record, "iso3166alpha3")),
            same_as=tuple(IRI(x) for x in sorted(record.get(OWL_SAME_AS, ()))),
            weapon_type=IRI(weapon_type) if weapon_type else None,
            organization_type=one(gkl(record, "organizationType")),
            tenures=_tenures(reader, record),
        )
    return names


def _tenures(reader: TurtleReader, record: Record) -> tuple[Tenure, ...]:
    tenures = []
    for node in gkl(record, "tenure"):
        tenure = reader.records.get(node, {})
        holder = one(gk(tenure, "positionIn"))
        tenures.append(
            Tenure(
                one(gkl(tenure, "title")) or "",
                IRI(holder) if holder else None,
                _year(gkl(tenure, "fromYear")),
                _year(gkl(tenure, "toYear")),
            )
        )
    return tuple(sorted(tenures, key=lambda t: (t.from_year or 0, t.to_year or 9999, t.title)))


def _year(values: list[str]) -> int | None:
    return int(values[0]) if values else None
