from django.urls import include, path

from ppp_portal.desk.views import auditor, desk

app_name = "desk"
room = [
    path("", auditor.tenders, name="audited_tenders"),
    path("<uuid:pk>/", auditor.tender, name="audited_tender"),
    path("<uuid:pk>/archive.zip", auditor.archive, name="audited_archive"),
    path("<uuid:pk>/journal/", auditor.journal_page, name="audited_journal_page"),
    path("<uuid:pk>/journal.jsonl", auditor.journal, name="audited_journal"),
    path("<uuid:pk>/evaluation.json", auditor.evaluation_file, name="audited_evaluation"),
    path("<uuid:pk>/files/<str:sha256>/", auditor.file, name="audited_file"),
]
urlpatterns = [path("desk/", desk.desk, name="desk"), path("audit/tenders/", include(room))]
