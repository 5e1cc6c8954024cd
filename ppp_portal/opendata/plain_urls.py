from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from ppp_portal.opendata import api
from ppp_portal.web.gates import public

urlpatterns = [
    path("api/v1/tenders", api.tenders, name="api_tenders"),
    path("api/v1/tenders/<str:number>", api.tender, name="api_tender"),
    path("api/v1/tenders/<str:number>/evaluation", api.tender_evaluation, name="api_evaluation"),
    path("api/v1/schema", public(SpectacularAPIView.as_view()), name="api_schema"),
    path("api/v1/", public(SpectacularSwaggerView.as_view(url_name="api_schema")), name="api_root"),
]
