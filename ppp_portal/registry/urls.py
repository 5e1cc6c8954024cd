from django.urls import path

from ppp_portal.registry import notices, views

app_name = "registry"
urlpatterns = [
    path("", views.home, name="home"),
    path("tenders/", views.tenders, name="tenders"),
    path("tenders/<str:number>/", views.tender, name="tender"),
    path("tenders/<str:number>/deadlines.ics", views.calendar, name="calendar"),
    path("tenders/<str:number>/questions/", views.questions, name="questions"),
    path("tenders/<str:number>/documentation/", views.documentation, name="documentation"),
    path("tenders/<str:number>/documentation/<int:version>/", views.documentation, name="version"),
    path("tenders/<str:number>/amendments/<int:amendment>/", views.amendment, name="amendment"),
    path("tenders/<str:number>/ask/", views.ask, name="ask"),
    path("tenders/<str:number>/follow/", views.follow, name="follow"),
    path("initiations/", notices.notices, name="notices"),
    path("initiations/<str:number>/", notices.notice, name="notice"),
    path("initiations/<str:number>/deadlines.ics", notices.calendar, name="notice_calendar"),
    path("initiations/<str:number>/amendments/<int:amendment>/", notices.amendment, name="notice_amendment"),
]
