"""The terms that code has to mention, as plain strings; a test checks that graphkit.ttl defines each gk: term.

What a term means stands in the ontology, not here.
"""

from __future__ import annotations

from graphkit.iri import CONCEPT, DOCUMENT, IRI, LEXICON, ONTOLOGY, RESOURCE

FRAME = LEXICON.rstrip("#") + "/frame/"
RUN = "https://w3id.org/graphkit/run/"
ONTOLOGY_GRAPH = IRI(ONTOLOGY.rstrip("#"))
"""The named graph that holds the ontology in a store."""

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
TIME = "http://www.w3.org/2006/time#"
SCHEMA = "https://schema.org/"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
GAF = "http://groundedannotationframework.org/gaf#"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
ITSRDF = "http://www.w3.org/2005/11/its/rdf#"
SH = "http://www.w3.org/ns/shacl#"

PREFIXES: dict[str, str] = {
    "agreement": RESOURCE + "agreement/",
    "concept": CONCEPT,
    "dcterms": DCTERMS,
    "doc": DOCUMENT,
    "frame": FRAME,
    "gaf": GAF,
    "gk": ONTOLOGY,
    "gkl": LEXICON,
    "gkr": RESOURCE,
    "itsrdf": ITSRDF,
    "nif": NIF,
    "org": RESOURCE + "organization/",
    "owl": OWL,
    "person": RESOURCE + "person/",
    "place": RESOURCE + "place/",
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sem": SEM,
    "skos": SKOS,
    "state": RESOURCE + "state/",
    "time": TIME,
    "wd": "http://www.wikidata.org/entity/",
    "weapon": RESOURCE + "weapon/",
    "xsd": XSD,
}
"""Prefixes that queries and files know without declaring them."""


def gk(name: str) -> IRI:
    """Name the term of graphkit's ontology with local name `name`.

    >>> gk("launched")
    'https://w3id.org/graphkit/ontology#launched'
    """
    return IRI(ONTOLOGY + name)


# Classes
ENTITY = gk("Entity")
GROUP = gk("Group")
POSITION = gk("Position")
EVENT = gk("Event")
ASSERTION = gk("Assertion")
ROLE_ASSERTION = gk("RoleAssertion")
SHARED_OCCURRENCE = gk("SharedOccurrence")

# Properties
ISO3166ALPHA3 = gk("iso3166alpha3")
WEAPON_TYPE = gk("weaponType")
MEMBER_TYPE = gk("memberType")
QUANTITY = gk("quantity")
MIN_QUANTITY = gk("minQuantity")
MAX_QUANTITY = gk("maxQuantity")
MEMBER_ORIGIN = gk("memberOrigin")
SUBSET_OF = gk("subsetOf")
POSITION_IN = gk("positionIn")
FORMERLY = gk("formerly")
TRIGGER = gk("trigger")
TENSE = gk("tense")
POLARITY = gk("polarity")
MODALITY = gk("modality")
ATTRIBUTED_TO = gk("attributedTo")
REPORTED_BY = gk("reportedBy")
CONFIDENCE = gk("confidence")
BY_RULE = gk("byRule")
FROM_EVENT = gk("fromEvent")
HAS_TIME = gk("time")
SAME_OCCURRENCE = gk("sameOccurrence")
ROLE = gk("role")
EXPRESSION = gk("expression")
TIME_PRECISION = gk("timePrecision")
SHA256 = gk("sha256")
COPY_OF = gk("copyOf")
SOFTWARE_VERSION = gk("softwareVersion")
MODEL_VERSION = gk("modelVersion")
ONTOLOGY_VERSION = gk("ontologyVersion")

# Borrowed
TYPE = IRI(RDF + "type")
LABEL = IRI(RDFS + "label")
ALT_LABEL = IRI(SKOS + "altLabel")
SAME_AS = IRI(OWL + "sameAs")
DENOTED_BY = IRI(GAF + "denotedBy")
NEWS_ARTICLE = IRI(SCHEMA + "NewsArticle")
