"""Doors for a translation agency: a file with what is missing or behind, and the same file back."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from wagtail.admin import messages

from catalogue.actions.export_translations import PARTS, units_to_translate
from catalogue.actions.import_translations import Imported, import_translations
from catalogue.admin.language_report import URL_NAME, may_see, variant_names
from catalogue.exchange.translation_files import MAX_BYTES, UnreadableFile, as_xliff, as_xlsx, read_units
from catalogue.uploads import check_upload

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = {"xlsx": (as_xlsx, XLSX), "xlf": (as_xliff, "application/xliff+xml")}
#: How many refused rows are shown at once.
SHOWN = 100


class ImportForm(forms.Form):
    """The file that came back, and its language."""

    language = forms.ChoiceField(label="Språk")
    file = forms.FileField(label="Fil", help_text="XLSX eller XLIFF, som den exporterades härifrån.")

    def __init__(self, *args: Any, names: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = list(names.items())

    def clean_file(self) -> UploadedFile:
        """What the agency was sent, and nothing else by that name."""
        file = self.cleaned_data["file"]
        check_upload(file, ["xlsx", "xlf", "xliff"], MAX_BYTES)
        return file


def export(request: HttpRequest) -> HttpResponse:
    """The file for the agency."""
    names = _names(request)
    language, kind = request.GET.get("sprak", ""), request.GET.get("format", "xlsx")
    if language not in names or kind not in FORMATS:
        messages.error(request, "Välj ett språk och ett format.")
        return redirect(URL_NAME)
    write, content_type = FORMATS[kind]
    part = request.GET.get("vad", "")
    if part not in ("", *PARTS):
        messages.error(request, "Välj vad som ska exporteras.")
        return redirect(URL_NAME)
    units = units_to_translate(language, everything=request.GET.get("urval") == "alla", part=part)
    response = HttpResponse(write(units, language), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{part or "texter"}-{language}.{kind}"'
    return response


def bring_in(request: HttpRequest) -> HttpResponse:
    """The file back from the agency; refused rows are listed and nothing is changed."""
    names = _names(request)
    form = ImportForm(request.POST or None, request.FILES or None, names=names)
    outcome: Imported | None = None
    if request.method == "POST" and form.is_valid():
        outcome = _bring_in(form, request)
        if outcome is not None and not outcome.problems:
            messages.success(
                request,
                f"{outcome.passages} texter lades in som utkast på {outcome.owners} sidor och poster. "
                "Läs och publicera dem."
                + (f" {outcome.empty} rader var tomma och lämnades." if outcome.empty else ""),
            )
            return redirect(f"{reverse(URL_NAME)}?sprak={form.cleaned_data['language']}")
    problems = outcome.problems if outcome else []
    context = {"form": form, "problems": problems[:SHOWN], "more": max(len(problems) - SHOWN, 0)}
    return render(request, "catalogue/admin/import_translations.html", context)


def _bring_in(form: ImportForm, request: HttpRequest) -> Imported | None:
    file, language = form.cleaned_data["file"], form.cleaned_data["language"]
    try:
        units, problems = read_units(file.read(), file.name, language)
        if problems:
            return Imported(problems=problems)
        return import_translations(units, language, user=request.user)
    except UnreadableFile as error:
        form.add_error("file", str(error))
    except ValidationError as error:
        form.add_error(None, error)
    return None


def _names(request: HttpRequest) -> dict[str, str]:
    if not may_see(request):
        raise PermissionDenied
    return variant_names()


def admin_urls() -> list[URLPattern]:
    """The two doors."""
    return [
        path("sprak/exportera/", export, name="catalogue_export_translations"),
        path("sprak/importera/", bring_in, name="catalogue_import_translations"),
    ]
