"""The licences of what leaves: those of the enterprises and of the places stay apart, and both are named."""

LICENCE = (
    "Ondernemingen: CC BY-SA 4.0, met bronvermelding van de bronnen in elk document en van AIpolitics contributors. "
    "Plaatsen en coördinaten: CC BY 4.0 (© Statbel, © GeoNames, © NGI). "
    "CPV-codes: CC BY 4.0 (© Europese Unie)."
)
LICENCE_URL = "https://creativecommons.org/licenses/by-sa/4.0/"
