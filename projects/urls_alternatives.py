"""Addresses of alternative proposals, of the working group and of the ways on; part of ``projects.urls``."""

from django.urls import path

from projects.views import auditor, bidder_proposals, group, group_comparison, organizer_ways

MINE = "bidder/proposals/<uuid:pk>/"
GROUP = "commission/initiatives/<uuid:pk>/"
AUDIT = "audit/initiatives/<uuid:pk>/"
NOTICE = "organizer/notices/<uuid:pk>/"

urlpatterns = [
    path("bidder/proposals/", bidder_proposals.listing, name="proposals"),
    path("bidder/initiatives/<uuid:notice>/begin/", bidder_proposals.begin, name="begin_proposal"),
    path(MINE, bidder_proposals.front, name="proposal"),
    path(f"{MINE}write/", bidder_proposals.write, name="proposal_write"),
    path(f"{MINE}files/", bidder_proposals.files, name="proposal_files"),
    path(f"{MINE}files/<uuid:file>/", bidder_proposals.file, name="proposal_file"),
    path(f"{MINE}files/<uuid:file>/remove/", bidder_proposals.remove_file, name="proposal_file_remove"),
    path(f"{MINE}submit/", bidder_proposals.submit, name="proposal_submit"),
    path(f"{MINE}withdraw/", bidder_proposals.withdraw, name="proposal_withdraw"),
    path(f"{MINE}questionnaire/", bidder_proposals.questionnaire, name="proposal_questionnaire"),
    path(f"{MINE}papers/<str:paper>/<str:language>/", bidder_proposals.paper, name="proposal_paper"),
    path("commission/initiatives/", group.listing, name="group"),
    path(GROUP, group.front, name="group_notice"),
    path(f"{GROUP}declaration/", group.declaration, name="group_declaration"),
    path(f"{GROUP}sitting/", group.sitting, name="group_sitting"),
    path(f"{GROUP}sitting/attendance/", group.attendance, name="group_attendance"),
    path(f"{GROUP}step/", group.step, name="group_step"),
    path(f"{GROUP}recommendation/", group.recommend, name="group_recommend"),
    path(f"{GROUP}motions/<uuid:motion>/", group.motion, name="group_motion"),
    path(f"{GROUP}papers/<uuid:protocol>/", group.paper, name="group_paper"),
    path(f"{GROUP}papers/<uuid:protocol>/<str:language>/", group.pdf, name="group_pdf"),
    path(f"{GROUP}questions/", group_comparison.questions, name="group_questions"),
    path(f"{GROUP}questions/until/", group_comparison.until, name="group_until"),
    path(f"{GROUP}columns/new/", group_comparison.new_column, name="group_new_column"),
    path(f"{GROUP}columns/<int:column>/", group_comparison.column, name="group_column"),
    path(f"{GROUP}matrix/", group_comparison.matrix, name="group_matrix"),
    path(f"{GROUP}matrix/<str:language>/", group.sheet, name="group_sheet"),
    path(f"{GROUP}proposals/<uuid:proposal>/", group_comparison.proposal, name="group_proposal"),
    path(
        f"{GROUP}proposals/<uuid:proposal>/requirements/<int:requirement>/",
        group_comparison.check,
        name="group_check",
    ),
    path(f"{GROUP}files/<uuid:document>/", group_comparison.evidence, name="group_evidence"),
    path("audit/initiatives/", auditor.notices, name="audited_notices"),
    path(AUDIT, auditor.notice, name="audited_notice"),
    path(f"{AUDIT}journal.jsonl", auditor.journal, name="audited_notice_journal"),
    path(f"{AUDIT}documents/<uuid:document>/", auditor.file, name="audited_file"),
    path(f"{NOTICE}group/", organizer_ways.group, name="notice_group"),
    path(f"{NOTICE}alternatives/", organizer_ways.alternatives, name="notice_alternatives"),
    path(f"{NOTICE}matrix/<str:language>/", organizer_ways.sheet, name="notice_sheet"),
    path(f"{NOTICE}files/<uuid:document>/", organizer_ways.evidence, name="notice_evidence"),
    path(f"{NOTICE}ways/<slug:move>/", organizer_ways.way, name="notice_way"),
    path(f"{NOTICE}proposals/<uuid:proposal>/answer/", organizer_ways.answer, name="notice_answer"),
]
