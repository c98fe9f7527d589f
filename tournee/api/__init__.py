"""What every API shares; each capability ships its own `api.py` with serializers and viewsets.

To add one: subclass `views.ReadViewSet` or `views.EditViewSet`, declare `title`, `says`, `serializer_class`, a scoped
and ordered `get_queryset()` and `access` (a predicate for each action), and contribute it:
`api_routes.add(ApiRoute("tours", "events.planning.api.tours.TourViewSet"), by=…)`. The serializer validates, the
viewset's `create_with`/`change_with`/`remove_with` call the operation, the answer is the object read again:
serializers never save. An action without a predicate stops the start. Refusals become problem documents
(`problems.py`) by themselves.
"""
