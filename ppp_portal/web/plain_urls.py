from django.urls import path

from ppp_portal.web import views

urlpatterns = [path("health", views.health, name="health")]
