"""Addresses below ``/personal/``. They exist in Swedish only, the language that the work is done in."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path

from workspace import (
    history_views,
    link_views,
    sheet_views,
    team_exceptions_views,
    team_hours_views,
    team_views,
    trend_views,
    views,
)
from workspace import municipal_sign_in as municipal
from workspace.second_factor import SetUpView
from workspace.sign_in import SignInView

# The names are allauth's own, for it looks its pages up by them.
signing_in = [
    path("logga-in/", SignInView.as_view(), name="account_login"),
    path("logga-in/kommun/", municipal.leave, municipal.OURS, name="openid_connect_login"),
    path("logga-in/kommun/svar/", municipal.come_back, municipal.OURS, name="openid_connect_callback"),
    path("logga-in/kod/", second_factor.authenticate, name="mfa_authenticate"),
    path("logga-ut/", account.logout, name="account_logout"),
    path("avstangt/", account.account_inactive, name="account_inactive"),
    path("bekrafta/", account.reauthenticate, name="account_reauthenticate"),
    path("bekrafta/kod/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("tva-steg/", second_factor.index, name="mfa_index"),
    path("tva-steg/app/", SetUpView.as_view(), name="mfa_activate_totp"),
    path("tva-steg/app/bort/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("tva-steg/koder/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("tva-steg/koder/nya/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
]

urlpatterns = [
    path("", views.overview, name="workspace"),
    path("sok/", views.search, name="staff_search"),
    path("laget/", team_views.team, name="team"),
    path("laget/ko/", team_views.answer_queue, name="team_queue"),
    path("laget/tider/", team_views.answer_hours, name="team_hours"),
    path("laget/tider/<slug:slug>/", team_hours_views.change_week, name="team_week"),
    path("laget/undantag/<slug:slug>/", team_exceptions_views.exceptions, name="team_exceptions"),
    path("laget/fil/", sheet_views.upload, name="team_sheet"),
    path("laget/fil/mall/", sheet_views.template, name="team_sheet_template"),
    path("laget/fil/spara/", sheet_views.confirm, name="team_sheet_save"),
    path("ko/<slug:kind>/<slug:slug>/", trend_views.trend, name="queue_trend"),
    path("stammer/<str:token>/", link_views.confirm, name="confirm_link"),
    path("historik/<slug:kind>/<slug:slug>/", history_views.history, name="team_history"),
    *signing_in,
]
