"""A small API to test with: notes that people write, in both languages."""

from collections.abc import Mapping
from typing import Any

import rules
from django.db import models
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from tournee.api.fields import TranslatedField
from tournee.api.routes import ApiRoute
from tournee.api.views import EditViewSet, Removes
from tournee.errors import NotAllowed, OperationError
from tournee.history.models import Versioned
from tournee.history.operations import StaleVersion, record, save_changes
from tournee.models import User
from tournee.web.access import anyone, signed_in


class Note(Versioned):
    """A model of the tests alone; its table is made by a fixture."""

    title_fr = models.CharField(max_length=20)
    title_en = models.CharField(max_length=20, blank=True)
    mood = models.CharField(max_length=10, choices=[("good", "Good"), ("bad", "Bad")], default="good")
    author = models.CharField(max_length=40, blank=True)

    class Meta:
        app_label = "api_tests"


@rules.predicate
def wrote_it(user: Any, note: Note | None) -> bool:
    """Whoever wrote the note may."""
    return note is not None and note.author == getattr(user, "email", None)


def add_note(values: Mapping[str, Any], *, actor: User) -> Note:
    if values.get("title_fr") == "taken":
        raise OperationError("Choose another title.", code="title_taken", field="title")
    note = Note.objects.create(author=actor.email, **values)
    record("note.add", note, actor=actor)
    return note


def change_note(note: Note, values: Mapping[str, Any], *, expected_version: int | None, actor: User) -> Note:
    save_changes(note, values, expected_version=expected_version, actor=actor, action="note.change")
    return note


class NoteSerializer(serializers.ModelSerializer[Note]):
    title = TranslatedField()

    class Meta:
        model = Note
        fields = ["id", "title", "mood", "author"]
        read_only_fields = ["author"]


class NoteViewSet(Removes, EditViewSet):
    title = "Notes"
    says = "What people wrote."
    serializer_class = NoteSerializer
    filterset_fields = ["mood"]
    access = {
        "list": anyone,
        "retrieve": anyone,
        "create": signed_in,
        "partial_update": wrote_it,
        "destroy": wrote_it,
        "cheer": wrote_it,
        "fail": anyone,
        "forget_to_ask": anyone,
    }

    def get_queryset(self) -> models.QuerySet[Note]:
        return Note.objects.order_by("pk")

    def create_with(self, values: Mapping[str, Any]) -> Note:
        return add_note(values, actor=self.actor)

    def change_with(self, instance: Note, values: Mapping[str, Any], expected_version: int | None) -> Note:
        return change_note(instance, values, expected_version=expected_version, actor=self.actor)

    def remove_with(self, instance: Note, expected_version: int | None) -> None:
        if expected_version not in (None, instance.version):
            raise StaleVersion(instance, {})
        instance.delete()

    @action(detail=True, methods=["post"])
    def cheer(self, request: Request, **kwargs: Any) -> Response:
        def change(note: Note, expected: int | None) -> Note:
            if note.mood == "good":
                raise OperationError("It is cheerful already.", code="already_good")
            return change_note(note, {"mood": "good"}, expected_version=expected, actor=self.actor)

        return self.changed(change)

    @action(detail=False)
    def fail(self, request: Request) -> Response:
        if "X-Forbidden" in request.headers:
            raise NotAllowed("Not you.")
        raise ZeroDivisionError("the inside of the server")

    @action(detail=True)
    def forget_to_ask(self, request: Request, **kwargs: Any) -> Response:
        return Response({})


ROUTES = [ApiRoute("notes", "tests.tournee.api.sample.NoteViewSet")]
