from django.urls import path

from ppp_portal.documents import views

app_name = "documents"
urlpatterns = [
    path("check/", views.find, name="find"),
    path("check/<uuid:pk>/", views.check, name="check"),
    path("documents/<uuid:pk>/", views.file, name="file"),
]
