"""The base classes of every API view: access, language, versions, and changes through operations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.db.models import Model
from django.http import Http404, HttpRequest
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from rest_framework.mixins import ListModelMixin
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from tournee.api.access import Access
from tournee.api.bodies import require_known, validated
from tournee.api.versions import Deprecation, etag_of, expected_version, is_known, require_version

if TYPE_CHECKING:
    from tournee.accounts.models import User

    _Base = APIView
    _Viewset = GenericViewSet[Any]
else:
    _Base = object
    _Viewset = object


class Shared(_Base):
    """What every API view does: speak the caller's language, show its limits and its age, hold its access rules."""

    http_method_names = ["get", "head", "post", "put", "patch", "delete"]
    access: ClassVar[Access] = {}
    deprecation: ClassVar[Deprecation | None] = None
    versioned: ClassVar[bool] = True  # False on an extra action that shows or changes no version of its object
    _asked_about_object = False

    def access_about(self) -> object:
        """The object that list and create are asked about, such as the tour a stop is created in; None by default."""
        return None

    def initialize_request(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Request:
        # Addresses of the API have no language, so the middleware has chosen the default one. A page that describes the
        # API has one, and builds its views without a caller: theirs must not become its own.
        if not getattr(self, "swagger_fake_view", False):
            translation.activate(translation.get_language_from_request(request))
        return super().initialize_request(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if any("\x00" in part for part in kwargs.values() if isinstance(part, str)):
            raise Http404  # PostgreSQL would refuse to look for it

    def perform_authentication(self, request: Request) -> None:
        # Counted before anything is refused, and a key that opens nothing counts for the address it comes from.
        try:
            super().perform_authentication(request)
        finally:
            self.check_throttles(request)

    def check_throttles(self, request: Request) -> None:
        if not hasattr(request, "rate_state"):
            super().check_throttles(request)

    def check_object_permissions(self, request: Request, obj: Any) -> None:
        super().check_object_permissions(request, obj)
        self._asked_about_object = True

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        if getattr(self, "detail", False) and response.status_code < 400 and not self._asked_about_object:
            raise RuntimeError(f"{type(self).__name__} answered about an object without get_object()")
        state = getattr(request, "rate_state", None)
        for name, value in {**(state.headers if state else {}), **self._age()}.items():
            response[name] = f"{response[name]}, {value}" if name == "Link" and name in response else value
        if request.method in SAFE_METHODS and not (request.COOKIES or "Authorization" in request.headers):
            response.headers["Access-Control-Allow-Origin"] = "*"  # what anybody may read, pages of any site may
            response.headers["Access-Control-Expose-Headers"] = "ETag, Link"
        response.headers.setdefault("Cache-Control", "private, no-cache")
        patch_vary_headers(response, ("Accept-Language", "Authorization", "Cookie"))
        return response

    def _age(self) -> dict[str, str]:
        return self.deprecation.headers if self.deprecation else {}


class ReadViewSet(Shared, ListModelMixin, GenericViewSet[Any]):
    """Lists and shows objects.

    Subclasses give `get_queryset()`: scoped to `self.request.user`, ordered, with all that the serializer shows
    selected, so that queries stay constant. `title` and `says` describe it on the documentation page.
    """

    title: ClassVar[str | Promise] = ""
    says: ClassVar[str | Promise] = ""
    query_parameters: ClassVar[tuple[str, ...]] = ()  # what the list reads from its address besides pages and filters
    action_parameters: ClassVar[tuple[str, ...]] = ()  # what an extra action that gives pages reads besides them

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.query_params:
            require_known(request.query_params, self._known_parameters())

    def _known_parameters(self) -> set[str]:
        known = {self.settings.URL_FORMAT_OVERRIDE or "format"}
        if self.action != "list":
            return known | ({"page", "page_size", *self.action_parameters} if self.action_parameters else set())
        for backend in self.filter_backends:
            filters = backend().get_filterset_class(self, self.get_queryset())  # type: ignore[attr-defined]
            known |= set(filters.base_filters) if filters else set()
        return known | {"page", "page_size", *self.query_parameters}

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One object with its ETag; 304 for a caller who has it."""
        data, etag = self.represented(self.get_object())
        if is_known(etag, request.headers.get("If-None-Match", "")):
            return Response(status=304, headers={"ETag": etag})
        return Response(data, headers={"ETag": etag})

    def represented(self, instance: Model) -> tuple[Any, str]:
        """What is shown of `instance`, read again as lists read it, and its ETag."""
        shown = self.get_queryset().filter(pk=instance.pk).first() or instance
        data = self.get_serializer(shown).data
        return data, etag_of(shown, data)

    def answered(self, instance: Model, status: int = 200) -> Response:
        """The answer after a change: the object as it now stands, its ETag, and its address if it is new."""
        data, etag = self.represented(instance)
        headers = {"ETag": etag}
        if status == 201:
            headers["Location"] = self.reverse_action("detail", args=[getattr(instance, self.lookup_field)])
        return Response(data, status=status, headers=headers)

    def changed(self, change: Callable[[Any, int | None], Model]) -> Response:
        """Change the object of this address: `change(instance, expected_version)` calls an operation and returns it.

        For `partial_update` and for extra actions such as publish. The caller must send `If-Match`.
        """
        instance = self.get_object()
        return self.answered(change(instance, expected_version(self.request)))

    @property
    def actor(self) -> User:
        """Who calls, for operations; only for actions whose predicate lets in nobody anonymous."""
        return cast("User", self.request.user)


class Creates(_Viewset):
    """POST on a list: the serializer validates, `create_with` calls the operation."""

    def create_with(self, values: Mapping[str, Any]) -> Model:
        """The new object, made by an operation from the serializer's validated values."""
        raise NotImplementedError

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        values = validated(self.get_serializer(data=request.data))
        return self.answered(self.create_with(values), status=201)  # type: ignore[attr-defined]


class Changes(_Viewset):
    """PATCH on an object, with If-Match: what is not sent stays. There is no PUT: it would erase what it forgets."""

    def change_with(self, instance: Any, values: Mapping[str, Any], expected_version: int | None) -> Model:
        """The object, changed by an operation that takes `expected_version` (see `history.save_changes`)."""
        raise NotImplementedError

    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        def change(instance: Model, expected: int | None) -> Model:
            values = validated(self.get_serializer(instance, data=request.data, partial=True))
            require_version(instance, expected, values)
            return self.change_with(instance, values, expected)

        return self.changed(change)  # type: ignore[attr-defined]


class Removes(_Viewset):
    """DELETE on an object, with If-Match."""

    def remove_with(self, instance: Any, expected_version: int | None) -> None:
        """Remove the object by an operation."""
        raise NotImplementedError

    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        self.remove_with(self.get_object(), expected_version(request))
        return Response(status=204)


class EditViewSet(Creates, Changes, ReadViewSet):
    """Lists, shows, creates and changes objects; add `Removes` where they can be removed."""
