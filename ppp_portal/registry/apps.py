from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "ppp_portal.registry"
    label = "registry"
