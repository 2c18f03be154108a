"""The closed lists of the enterprise document (`docs/api.md`), with their Dutch labels."""

from enum import StrEnum


class RecognitionKind(StrEnum):
    """Kinds of recognition; their legal basis and dates are in ``seed/recognitions.json``."""

    MAATWERKBEDRIJF = "maatwerkbedrijf"
    MAATWERKAFDELING = "maatwerkafdeling"
    INDIVIDUEEL_MAATWERK = "individueel-maatwerk"
    BESCHUTTE_WERKPLAATS = "beschutte-werkplaats"
    SOCIALE_WERKPLAATS = "sociale-werkplaats"
    LOKALE_DIENSTENECONOMIE = "lokale-diensteneconomie"
    ARBEIDSZORG = "arbeidszorg"
    INVOEGBEDRIJF = "invoegbedrijf"
    ACTIVITEITENCOOPERATIE = "activiteitencooperatie"
    CV_SOCIALE_ONDERNEMING = "cv-sociale-onderneming"
    VSO = "vso"
    KRINGLOOPCENTRUM = "kringloopcentrum"
    ETA = "eta"
    ETA_BRUSSEL = "eta-brussel"
    ENTREPRISE_INSERTION = "entreprise-insertion"
    IES = "ies"
    CISP = "cisp"
    SOCIALE_ONDERNEMING_BRUSSEL = "sociale-onderneming-brussel"
    SOCIALE_INSCHAKELING_BRUSSEL = "sociale-inschakeling-brussel"
    INTEGRATIE_DG = "integratie-dg"
    GELIJKWAARDIG_EU = "gelijkwaardig-eu"
    SOCIALE_ECONOMIE = "sociale-economie"


class Evidence(StrEnum):
    """How we know that an enterprise holds a recognition."""

    REGISTER = "register"
    DECISION = "decision"
    PUBLICATION = "publication"
    SELF = "self"


class Mode(StrEnum):
    """Ways of working together."""

    WORKSHOP = "workshop"
    ENCLAVE = "enclave"
    ON_LOCATION = "on_location"
    GOODS = "goods"


class CapacityBand(StrEnum):
    """How many people can work on one assignment at once: 1-5, 6-20, more."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class CustomerKind(StrEnum):
    """Who bought, in a reference."""

    LOCAL_AUTHORITY = "local_authority"
    GOVERNMENT = "government"
    COMPANY = "company"
    ASSOCIATION = "association"
    CARE = "care"
    EDUCATION = "education"


class Status(StrEnum):
    """Where an enterprise stands in the directory."""

    PUBLISHED = "published"
    DRAFT = "draft"
    ARCHIVED = "archived"


MODE_LABELS = {
    Mode.WORKSHOP: "In hun atelier",
    Mode.ENCLAVE: "Team bij u (enclave)",
    Mode.ON_LOCATION: "Op verplaatsing",
    Mode.GOODS: "Producten te koop",
}
CAPACITY_LABELS = {
    CapacityBand.SMALL: "1 tot 5 mensen tegelijk",
    CapacityBand.MEDIUM: "6 tot 20 mensen tegelijk",
    CapacityBand.LARGE: "meer dan 20 mensen tegelijk",
}
