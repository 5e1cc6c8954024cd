from django.urls import path

from projects.views import organizer_cards as views

app_name = "projects"
urlpatterns = [
    path("organizer/projects/", views.projects, name="projects"),
    path("organizer/projects/new/", views.new_project, name="new_project"),
    path("organizer/projects/<uuid:pk>/", views.project, name="project"),
]
