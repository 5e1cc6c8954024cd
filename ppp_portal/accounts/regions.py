"""The regions of the Republic by the first two digits of the territorial classifier."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Region(TextChoices):
    ABAI = "10", _("Abai region")
    AKMOLA = "11", _("Akmola region")
    AKTOBE = "15", _("Aktobe region")
    ALMATY_REGION = "19", _("Almaty region")
    ATYRAU = "23", _("Atyrau region")
    WEST = "27", _("West Kazakhstan region")
    ZHAMBYL = "31", _("Zhambyl region")
    ZHETISU = "33", _("Zhetisu region")
    KARAGANDA = "35", _("Karaganda region")
    KOSTANAY = "39", _("Kostanay region")
    KYZYLORDA = "43", _("Kyzylorda region")
    MANGYSTAU = "47", _("Mangystau region")
    PAVLODAR = "55", _("Pavlodar region")
    NORTH = "59", _("North Kazakhstan region")
    TURKISTAN = "61", _("Turkistan region")
    ULYTAU = "62", _("Ulytau region")
    EAST = "63", _("East Kazakhstan region")
    ASTANA = "71", _("Astana city")
    ALMATY = "75", _("Almaty city")
    SHYMKENT = "79", _("Shymkent city")
