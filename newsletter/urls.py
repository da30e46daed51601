"""Addresses of the articles, ``/aktualnosci/``, of following by e-mail, ``/obserwuj/``, and of the newsletter."""

from django.urls import include, path

from newsletter import views
from watchdog.exports.views import export_urls

app_name = "newsletter"
urlpatterns = [
    path("aktualnosci/", views.ArticleList.as_view(), name="article-list"),
    *export_urls("newsletter.article", "aktualnosci"),
    path("aktualnosci/<slug:slug>/", views.article, name="article"),
    path("obserwuj/", include("newsletter.following.urls")),
    path("newsletter/", views.IssueList.as_view(), name="issue-list"),
    *export_urls("newsletter.issue", "newsletter"),
    path("newsletter/<slug:slug>/", views.issue, name="issue"),
]
