"""The organiser's own questions on the registration form: writing them, asking them, what was answered.

`queries.questions_of(stop)` says what a stop asks; `forms.asking` puts it into a form; `queries.answers_of` reads.
"""
