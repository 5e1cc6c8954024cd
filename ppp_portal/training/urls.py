from django.urls import path

from ppp_portal.training import views

app_name = "training"
urlpatterns = [
    path("training/", views.home, name="home"),
    path("training/people/", views.people, name="people"),
    path("training/people/<slug:key>/", views.sign_in, name="sign_in"),
    path("training/mails/", views.mails, name="mails"),
    path("training/paper.pdf", views.paper, name="paper"),
    path("training/clock/", views.move_clock, name="clock"),
]
