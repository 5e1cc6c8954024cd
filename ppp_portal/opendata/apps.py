from django.apps import AppConfig


class OpendataConfig(AppConfig):
    name = "ppp_portal.opendata"
    label = "opendata"
