"""Specifications as buyers write them, made up for the tests, with what a clerk reads in each."""

from dataclasses import dataclass, field

from supplier_guide.model.need import BuyerKind, Nature, Regime, ReservedCode

ART15 = (ReservedCode.SHELTERED,)
ART91 = (ReservedCode.PUBLIC_SERVICE,)


@dataclass(frozen=True)
class Read:
    """What a clerk reads of one lot."""

    title: str | None
    value: float | None = None
    months: float | None = None
    places: tuple[str, ...] = ()
    cpv: tuple[str, ...] = ()
    reserved: tuple[ReservedCode, ...] | None = None
    execution: str | None = None
    words: tuple[str, ...] = ()
    """Words that must stand in the description."""


@dataclass(frozen=True)
class Specification:
    """A text, and what a clerk reads in it."""

    text: str
    lots: dict[str, Read]
    title: str | None
    buyer: BuyerKind | None = None
    nature: Nature | None = None
    regime: Regime | None = None
    has_notice: bool | None = None
    total: float | None = None
    remarks: tuple[str, ...] = field(default=())
    """Parts of remarks that must be made."""


GREEN = Specification(
    text="""\
STAD DEINZE
BESTEK NR. 2027/GROEN/03

Raamovereenkomst groenonderhoud begraafplaatsen en pleinen

INHOUDSTAFEL
I. Administratieve bepalingen ..................................... 3
II. Technische bepalingen ......................................... 12
Perceel 1 Begraafplaatsen ......................................... 12
Perceel 2 Pleinen ................................................. 15

I. ADMINISTRATIEVE BEPALINGEN

Art. 1 Voorwerp en aard van de opdracht
Deze overheidsopdracht voor diensten betreft het onderhoud van begraafplaatsen en pleinen. De klassieke sectoren zijn
van toepassing. De opdracht bestaat uit 2 percelen:
- Perceel 1: Begraafplaatsen
- Perceel 2: Pleinen
CPV: 77310000-6 (Beplanten en onderhouden van groengebieden)
Art. 2 Raming
De opdracht wordt per perceel als volgt geraamd: € 120.000,00 exclusief btw voor perceel 1 en € 65.500,00 exclusief
btw voor perceel 2, over de volledige looptijd.
Art. 3 Duur
De raamovereenkomst wordt gesloten voor een termijn van vier jaar vanaf de sluiting. Ze kan niet verlengd worden.
Art. 4 Gunningswijze
De opdracht wordt gegund met een openbare procedure.
Art. 5 Voorbehouden toegang
Perceel 1 wordt voorbehouden aan ondernemingen die voldoen aan artikel 15 van de wet van 17 juni 2016 (erkenning als
maatwerkbedrijf of gelijkwaardig). Perceel 2 is niet voorbehouden.
Art. 6 Borgtocht
De borgtocht bedraagt 5 % van het geraamde bedrag, of € 6.000.
Art. 7 Betaling
Er wordt betaald binnen een termijn van 30 dagen. Facturen gaan naar Brielstraat 2, 9800 Deinze.

II. TECHNISCHE BEPALINGEN

Perceel 1: Begraafplaatsen
Plaats van uitvoering: de begraafplaatsen van Petegem-aan-de-Leie, Astene en Nevele.
Grafzerken worden tweemaal per jaar gereinigd. Onkruid wordt manueel verwijderd.

Perceel 2: Pleinen
De pleinen liggen in Deinze en in Landegem. Hagen worden in juni en september geschoren.

III. BIJLAGEN
Inventaris, modelofferte.
""",
    lots={
        "1": Read(
            "Begraafplaatsen", 120_000, 48, ("Petegem-aan-de-Leie", "Astene", "Nevele"), ("77310000",), ART15,
            words=("Grafzerken", "Onkruid"),
        ),
        "2": Read(
            "Pleinen", 65_500, 48, ("Deinze", "Landegem"), ("77310000",), (ReservedCode.NONE,), words=("Hagen",)
        ),
    },
    title="Raamovereenkomst groenonderhoud begraafplaatsen en pleinen",
    nature=Nature.SERVICES,
    regime=Regime.CLASSIC,
    has_notice=True,
)  # fmt: skip

LAUNDRY = Specification(
    text="""\
Uitnodiging tot het indienen van een offerte

Opdrachtgever: OCMW Lokeren
Voorwerp van de opdracht: Wassen en strijken van linnen voor twee woonzorgcentra

We vragen u een prijs voor het wassen, drogen, strijken en terugbrengen van bedlinnen, handdoeken en werkkledij. Het
gaat om ongeveer 1.200 kg per week. Het linnen wordt opgehaald en geleverd in Lokeren, op twee adressen: Polderstraat 3
en Kerkstraat 14.

Budget: maximaal 27.500 euro per jaar (btw niet inbegrepen).
Looptijd: 1 januari 2027 tot en met 31 december 2028. De opdracht kan eenmaal met twaalf maanden verlengd worden.
Wijze van plaatsen: onderhandelingsprocedure zonder voorafgaande bekendmaking.

Stuur uw offerte naar aankoop@ocmwlokeren.be, ter attentie van mevrouw Ria De Smet (tel. 09 340 00 00).
Offertes worden geopend te Gent op 12 december 2026.
""",
    lots={
        "1": Read(
            "Wassen en strijken van linnen voor twee woonzorgcentra", 82_500, 36, ("Lokeren",),
            words=("bedlinnen", "werkkledij"),
        )
    },
    title="Wassen en strijken van linnen voor twee woonzorgcentra",
    buyer=BuyerKind.LOCAL_AUTHORITY,
    has_notice=False,
    remarks=("per periode", "maximum", "verlenging"),
)  # fmt: skip

PRINTING = Specification(
    text="""\
# Opdrachtdocument 2026-77
## Beschrijving
Aanbestedende overheid: Provincie Limburg
Overheidsopdracht voor leveringen: drukwerk en verzendingen 2027.
De opdracht is verdeeld in percelen. Inschrijven kan voor een of meer percelen.

Perceel | Omschrijving | Raming (incl. 21 % btw) | Plaats van levering | CPV
1 | Drukwerk (folders, affiches) | 36.300,00 | 3500 Hasselt | 79810000-5
2 | Mailings en postverwerking | 18.150,00 | Genk | 79920000-9
3 | Vervoer van pakketten | 4.840,00 | Tongeren | 60160000-7

## Gunningscriteria
1. Prijs: 70 punten
2. Kwaliteit: 30 punten
Perceel 1: prijs per 1.000 stuks
## Looptijd
De overeenkomst loopt 2 jaar en is twee keer verlengbaar met telkens 1 jaar.
""",
    lots={
        "1": Read("Drukwerk (folders, affiches)", 30_000, 48, ("3500",), ("79810000",)),
        "2": Read("Mailings en postverwerking", 15_000, 48, ("Genk",), ("79920000",)),
        "3": Read("Vervoer van pakketten", 4_000, 48, ("Tongeren",), ("60160000",)),
    },
    title=None,
    buyer=BuyerKind.LOCAL_AUTHORITY,
    nature=Nature.SUPPLIES,
    remarks=("zonder btw", "verlenging"),
)

CARE = Specification(
    text="""\
Bijzonder bestek
Vlaamse overheid, agentschap Opvang
Aanbestedende overheid: Vlaamse overheid
Poetsdiensten in de administratieve gebouwen
1 Algemeen
1.1 Voorwerp
De opdracht omvat de dagelijkse schoonmaak van kantoren, sanitair en vergaderzalen, en het periodiek wassen van ramen.
Ze wordt niet verdeeld in percelen, omdat één ploeg alle gebouwen doet.
1.2 Waarde
De waarde van de opdracht wordt geschat op 1,2 miljoen EUR, exclusief btw, inclusief alle verlengingen.
De Europese drempel van € 216.000 is overschreden.
1.3 Looptijd
De looptijd bedraagt 24 maanden, tweemaal stilzwijgend verlengbaar met 12 maanden.
1.4 Plaats van uitvoering
Koning Albert II-laan 15, 1210 Sint-Joost-ten-Node
Diestsepoort 6, 3000 Leuven
2 Uitvoering
2.1 Personeel
De uitvoering van de opdracht is voorbehouden in het kader van programma's voor beschermde arbeid.
2.2 Omzet
De inschrijver toont een jaaromzet van minstens € 2.000.000 aan over de laatste drie jaar.
2.3 CPV-codes
Hoofdcode 90910000-9; bijkomend 90911300-9.
""",
    lots={
        "1": Read(
            "Poetsdiensten in de administratieve gebouwen", 1_200_000, 48, ("1210", "3000"), ("90910000", "90911300"),
            None, "yes", words=("sanitair", "ramen"),
        )
    },
    title="Poetsdiensten in de administratieve gebouwen",
    buyer=BuyerKind.REGION,
)  # fmt: skip

FRENCH = Specification(
    text="""\
CAHIER SPÉCIAL DES CHARGES N° 2026/58
Pouvoir adjudicateur : Ville de Braine-le-Comte
Objet du marché : conditionnement et distribution du bulletin communal
Le marché public de services est divisé en deux lots :
Lot 1 – Conditionnement
Lot 2 – Distribution toutes-boîtes

Montant estimé du lot 1 : 9.000 € HTVA. Le lot 2 est estimé à 14.520 € TVAC (TVA 21 %).
Durée : douze mois, reconductible trois fois pour une période d'un an.
Lieu d'exécution : 7090 Braine-le-Comte.
Le lot 1 est réservé aux entreprises de travail adapté et aux opérateurs équivalents, conformément à l'article 15 de la
loi du 17 juin 2016.
Procédure négociée sans publication préalable.
""",
    lots={
        "1": Read("Conditionnement", 9_000, 48, ("7090",), (), ART15),
        "2": Read("Distribution toutes-boîtes", 12_000, 48, ("7090",)),
    },
    title="conditionnement et distribution du bulletin communal",
    buyer=BuyerKind.LOCAL_AUTHORITY,
    nature=Nature.SERVICES,
    has_notice=False,
    remarks=("zonder btw", "verlenging"),
)

MEALS = Specification(
    text="""\
Lastenboek catering
Titel van de opdracht: Broodjeslunches en recepties
De gemeente Bornem wil een vaste cateraar. De totale waarde ligt tussen € 40.000 en € 55.000 (alle bedragen zijn zonder
btw) voor drie jaar. Leveringsadres: gemeentehuis, Heldendreef 29 te 2880 Bornem.
De overeenkomst duurt van 1 maart 2027 tot 28 februari 2030.

Lot A: Broodjeslunches
Vers belegde broodjes, ook vegetarisch, voor vergaderingen van 10 tot 40 personen.
Lot B: Recepties
Hapjes en dranken met bediening. Minstens twee keelners per 50 gasten.
De maximumprijs per persoon bedraagt € 18.
""",
    lots={
        "A": Read("Broodjeslunches", None, 36, ("2880",), words=("vegetarisch",)),
        "B": Read("Recepties", None, 36, ("2880",), words=("Hapjes",)),
    },
    title="Broodjeslunches en recepties",
    total=55_000,
    remarks=("twee bedragen",),
)

SOCIAL = Specification(
    text="""\
CONCESSIEDOCUMENT
Voorwerp van de opdracht: Uitbating van de fietsherstelplaats aan het station
Opdrachtgever: Autonoom gemeentebedrijf Mechelen
Dit is een concessie voor diensten. De uitbater herstelt fietsen, verhuurt ze en houdt toezicht op de stalling.
De concessie wordt toegekend voor 3 jaar.
Perceel nr. 1 – Herstelling en verhuur
Raming: 48.400 euro btw inbegrepen
Perceel nr. 2 – Toezicht
Raming: 20.000 euro
Deze opdracht is overeenkomstig artikel 91 van de wet voorbehouden aan bepaalde organisaties.
Elk perceel wordt uitgevoerd in Mechelen.
""",
    lots={
        "1": Read("Herstelling en verhuur", None, 36, ("Mechelen",), (), ART91),
        "2": Read("Toezicht", 20_000, 36, ("Mechelen",), (), ART91),
    },
    title="Uitbating van de fietsherstelplaats aan het station",
    buyer=BuyerKind.LOCAL_AUTHORITY,
    regime=Regime.CONCESSION,
    remarks=("met btw, en de tekst zegt niet welk tarief", "niet of het bedrag van perceel 2 zonder btw is"),
)

SENTENCE = Specification(
    text="""\
Beste, wij zoeken iemand voor twee zaken. Perceel 1 (onderhoud van fietspaden) en perceel 2 (leegmaken van vuilbakken in
het park) mogen apart. Wij rekenen op een budget van 15 000 EUR excl. btw voor het geheel, gedurende 12 maanden. Het
werk gebeurt op het grondgebied van de gemeente Mol.
""",
    lots={
        "1": Read("onderhoud van fietspaden", None, 12, ("Mol",)),
        "2": Read("leegmaken van vuilbakken in het park", None, 12, ("Mol",)),
    },
    title=None,
    total=15_000,
)

ALL = {
    "green": GREEN,
    "laundry": LAUNDRY,
    "printing": PRINTING,
    "cleaning": CARE,
    "french": FRENCH,
    "meals": MEALS,
    "bicycles": SOCIAL,
    "letter": SENTENCE,
}
