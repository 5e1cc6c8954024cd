from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "ppp_portal.web"
    label = "web"
