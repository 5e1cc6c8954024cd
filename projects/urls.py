from django.urls import path

from projects import urls_alternatives
from projects.views import organizer_amendments as amendments
from projects.views import organizer_cards as cards
from projects.views import organizer_notices as notices

app_name = "projects"
urlpatterns = [
    path("organizer/projects/", cards.projects, name="projects"),
    path("organizer/projects/new/", cards.new_project, name="new_project"),
    path("organizer/projects/<uuid:pk>/", cards.project, name="project"),
    path("organizer/projects/<uuid:pk>/parameters/", cards.parameters, name="parameters"),
    path("organizer/projects/<uuid:pk>/approvals/", cards.steps, name="steps"),
    path("organizer/projects/<uuid:pk>/approvals/<int:step>/", cards.step_document, name="step_document"),
    path("organizer/projects/<uuid:pk>/versions/", cards.versions, name="versions"),
    path("organizer/projects/<uuid:pk>/versions/<int:number>/", cards.difference, name="difference"),
    path("organizer/projects/<uuid:pk>/notice/", notices.begin, name="begin_notice"),
    path("organizer/notices/", notices.notices, name="notices"),
    path("organizer/notices/<uuid:pk>/", notices.notice, name="notice"),
    path("organizer/notices/<uuid:pk>/text/", notices.edit_notice, name="edit_notice"),
    path("organizer/notices/<uuid:pk>/requirements/", notices.requirements, name="requirements"),
    path("organizer/notices/<uuid:pk>/preview/", notices.preview, name="preview"),
    path("organizer/notices/<uuid:pk>/ground/", notices.ground, name="ground"),
    path("organizer/notices/<uuid:pk>/publish/", notices.publish, name="publish_notice"),
    path("organizer/notices/<uuid:pk>/amendments/", amendments.amendments, name="amendments"),
    path("organizer/notices/<uuid:pk>/amendments/post/", amendments.post_amendment, name="post_amendment"),
    path(
        "organizer/notices/<uuid:pk>/amendments/decline/",
        amendments.decline_amendment,
        name="decline_amendment",
    ),
    *urls_alternatives.urlpatterns,
]
