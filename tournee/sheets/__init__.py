'''Reading and writing XLSX and CSV: a preview, refusals that say where and what to do, all rows or none.

Declare the sheet once; reading, writing, the preview and its remedies follow from it:

    ORGANISATIONS = Sheet(
        fr="Organismes", en="Organisations", unique=(("siret",),),
        columns=(
            Text("name_fr", fr="Nom", en="Name (French)", aliases=("Raison sociale",), required=True, max_length=200),
            Text("name_en", fr="Nom anglais", en="Name (English)", max_length=200),
            Choice("kind", fr="Nature", en="Kind", required=True, choices=OrganisationKind.choices),
            Code("siret", fr="SIRET", en="SIRET", length=14, digits=True, check=check_siret),
            Code("uai", fr="UAI", en="UAI", length=8),
            Code("postal_code", fr="Code postal", en="Postal code", aliases=("CP",), length=5, pad=True),
            Date("since", fr="Depuis le", en="Since"),
        ),
    )

    def write_organisation(values: Mapping[str, Value], *, actor: User) -> Outcome:
        """Called row by row in one transaction; also by the preview, which rolls back."""
        known = Organisation.objects.filter(siret=values["siret"]).first() if values.get("siret") else None
        if known is None:
            create_organisation(**values, actor=actor)        # its OperationError(field="siret") refuses the row
            return Outcome.NEW
        return Outcome.CHANGED if change_organisation(known, values, actor=actor) else Outcome.UNCHANGED

    def import_organisations(request):                        # the page: choose, preview, confirm
        step = import_step(request, sheet=ORGANISATIONS, write=write_organisation,
                           purpose="events.organisations", actor=request.user)
        if step.done:
            n = len(step.applied.outcomes)
            messages.success(request, ngettext("%(n)d row written.", "%(n)d rows written.", n) % {"n": n})
            return redirect("organisations")
        return render(request, "events/planning/organisations_import.html", {"step": step})
        # whose content block is {% include "tournee/sheets/import.html" %}

    def export_organisations(request):
        from tournee.sheets.xlsx import write_xlsx            # lazily: openpyxl is slow to load
        rows = (row_of(organisation) for organisation in Organisation.objects.iterator())
        content = write_xlsx(ORGANISATIONS, rows, title=_("Organisations"), language=get_language())
        return sheet_response(content, "organismes.xlsx")

`columns` has the kinds of column, `sheet` Sheet, `reading` read, `operations` preview and apply, `steps` import_step,
`xlsx` and `separated` the writers, `responses` the download, `api` what programs send and are answered, `limits` every
limit.
'''
