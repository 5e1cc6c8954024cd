from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "ppp_portal.training"
    label = "training"
