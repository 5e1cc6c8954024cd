from django.urls import path

from ppp_portal.notices import views

app_name = "notices"

urlpatterns = [
    path("notices/", views.notices, name="list"),
    path("notices/read/", views.read_all, name="read_all"),
    path("notices/<uuid:handle>/", views.open_notice, name="open"),
]
