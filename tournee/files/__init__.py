"""Files people upload: pictures and documents, public or private.

A capability that keeps files contributes a `FileKind` to `file_kinds`: what is accepted, how large, and who may open
it. The object that owns a file holds a foreign key to `tournee.StoredFile`; what no foreign key points at any more is
removed after a day. In a form use `PictureField(kind=…)` or `DocumentField(kind=…)`; in the operation hand the cleaned
value to `operations.keep_picture` or `keep_document`; in a template include `tournee/files/picture.html`.
"""
