from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "ppp_portal.desk"
    label = "desk"
