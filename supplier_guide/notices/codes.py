"""Languages and countries in the one notation that we use: ISO 639-1 and ISO 3166 alpha-3.

Sources: the language and country lists of the Publications Office of the European Union; ISO 3166-1.
"""

from collections.abc import Mapping
from types import MappingProxyType


def _pairs(text: str) -> dict[str, str]:
    """Return the pairs ``a:b`` of a text."""
    return {name: code for name, _, code in (pair.partition(":") for pair in text.split())}


_LANGUAGES: Mapping[str, str] = MappingProxyType(
    _pairs(
        "bul:bg spa:es ces:cs cze:cs dan:da deu:de ger:de est:et ell:el gre:el eng:en fra:fr fre:fr gle:ga hrv:hr "
        "ita:it lav:lv lit:lt hun:hu mlt:mt nld:nl dut:nl pol:pl por:pt ron:ro rum:ro slk:sk slo:sk slv:sl fin:fi "
        "swe:sv nor:no nob:nb nno:nn isl:is ice:is cat:ca eus:eu glg:gl ltz:lb mkd:mk srp:sr sqi:sq tur:tr ukr:uk"
    )
)
_COUNTRIES: Mapping[str, str] = MappingProxyType(
    _pairs(
        "AD:AND AE:ARE AF:AFG AG:ATG AI:AIA AL:ALB AM:ARM AO:AGO AQ:ATA AR:ARG AS:ASM AT:AUT AU:AUS AW:ABW AX:ALA "
        "AZ:AZE BA:BIH BB:BRB BD:BGD BE:BEL BF:BFA BG:BGR BH:BHR BI:BDI BJ:BEN BL:BLM BM:BMU BN:BRN BO:BOL BQ:BES "
        "BR:BRA BS:BHS BT:BTN BV:BVT BW:BWA BY:BLR BZ:BLZ CA:CAN CC:CCK CD:COD CF:CAF CG:COG CH:CHE CI:CIV CK:COK "
        "CL:CHL CM:CMR CN:CHN CO:COL CR:CRI CU:CUB CV:CPV CW:CUW CX:CXR CY:CYP CZ:CZE DE:DEU DJ:DJI DK:DNK DM:DMA "
        "DO:DOM DZ:DZA EC:ECU EE:EST EG:EGY EH:ESH EL:GRC ER:ERI ES:ESP ET:ETH FI:FIN FJ:FJI FK:FLK FM:FSM FO:FRO "
        "FR:FRA GA:GAB GB:GBR GD:GRD GE:GEO GF:GUF GG:GGY GH:GHA GI:GIB GL:GRL GM:GMB GN:GIN GP:GLP GQ:GNQ GR:GRC "
        "GS:SGS GT:GTM GU:GUM GW:GNB GY:GUY HK:HKG HM:HMD HN:HND HR:HRV HT:HTI HU:HUN ID:IDN IE:IRL IL:ISR IM:IMN "
        "IN:IND IO:IOT IQ:IRQ IR:IRN IS:ISL IT:ITA JE:JEY JM:JAM JO:JOR JP:JPN KE:KEN KG:KGZ KH:KHM KI:KIR KM:COM "
        "KN:KNA KP:PRK KR:KOR KW:KWT KY:CYM KZ:KAZ LA:LAO LB:LBN LC:LCA LI:LIE LK:LKA LR:LBR LS:LSO LT:LTU LU:LUX "
        "LV:LVA LY:LBY MA:MAR MC:MCO MD:MDA ME:MNE MF:MAF MG:MDG MH:MHL MK:MKD ML:MLI MM:MMR MN:MNG MO:MAC MP:MNP "
        "MQ:MTQ MR:MRT MS:MSR MT:MLT MU:MUS MV:MDV MW:MWI MX:MEX MY:MYS MZ:MOZ NA:NAM NC:NCL NE:NER NF:NFK NG:NGA "
        "NI:NIC NL:NLD NO:NOR NP:NPL NR:NRU NU:NIU NZ:NZL OM:OMN PA:PAN PE:PER PF:PYF PG:PNG PH:PHL PK:PAK PL:POL "
        "PM:SPM PN:PCN PR:PRI PS:PSE PT:PRT PW:PLW PY:PRY QA:QAT RE:REU RO:ROU RS:SRB RU:RUS RW:RWA SA:SAU SB:SLB "
        "SC:SYC SD:SDN SE:SWE SG:SGP SH:SHN SI:SVN SJ:SJM SK:SVK SL:SLE SM:SMR SN:SEN SO:SOM SR:SUR SS:SSD ST:STP "
        "SV:SLV SX:SXM SY:SYR SZ:SWZ TC:TCA TD:TCD TF:ATF TG:TGO TH:THA TJ:TJK TK:TKL TL:TLS TM:TKM TN:TUN TO:TON "
        "TR:TUR TT:TTO TV:TUV TW:TWN TZ:TZA UA:UKR UG:UGA UK:GBR UM:UMI US:USA UY:URY UZ:UZB VA:VAT VC:VCT VE:VEN "
        "VG:VGB VI:VIR VN:VNM VU:VUT WF:WLF WS:WSM YE:YEM YT:MYT ZA:ZAF ZM:ZMB ZW:ZWE 1A:XKX XK:XKX"
    )
)
_NAMES: Mapping[str, str] = MappingProxyType(
    _pairs(
        "belgië:BEL belgie:BEL belgique:BEL belgium:BEL belgien:BEL nederland:NLD netherlands:NLD france:FRA "
        "frankrijk:FRA germany:DEU deutschland:DEU duitsland:DEU luxembourg:LUX luxemburg:LUX ireland:IRL "
        "norway:NOR norge:NOR sweden:SWE sverige:SWE denmark:DNK danmark:DNK finland:FIN suomi:FIN "
        "poland:POL polska:POL spain:ESP españa:ESP portugal:PRT italy:ITA italia:ITA austria:AUT "
        "österreich:AUT greece:GRC ukraine:UKR moldova:MDA"
    )
    | {"united kingdom": "GBR", "the netherlands": "NLD", "czech republic": "CZE"}
)
_ALPHA_3 = frozenset(_COUNTRIES.values())
_SHORT = frozenset(_LANGUAGES.values())


def language(code: str | None) -> str | None:
    """Return the two-letter code of a language written in two or three letters, also with a region behind it."""
    short = (code or "").strip().lower().replace("_", "-").split("-")[0]
    return short if short in _SHORT else _LANGUAGES.get(short)


def country(written: str | None) -> str | None:
    """Return the three-letter code of a country written in two or three letters, or by its name."""
    text = (written or "").strip()
    if text.upper() in _ALPHA_3:
        return text.upper()
    return _COUNTRIES.get(text.upper()) or _NAMES.get(text.lower())
