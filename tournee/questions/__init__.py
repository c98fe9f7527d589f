"""Questions: the types that questionnaires and registration forms are made of.

A type owns everything about its answers: the form fields, what is refused, how an answer is stored, what is counted,
and the chart of it. Adding one is a file in `types/` and a line in `registry.py`. Whatever else asks which type it is
(paper, exports, the findings of a synthesis) has a usual treatment for one that it does not know.

- `content.Content`: a frozen questionnaire, read from the JSON of a version; sections, questions, words by language.
- `registry.TYPES`: the types by name; `type_of(question)`.
- `settings`: the shapes a type's settings may have, and its lists of choices.
- `rendering.QuestionsForm(section, language, data, rows_by_question)`: a section as a form; its `asked` questions are
  shown by `tournee/questions/questions.html` (with the style sheet `web/components/questions.css`), its `rows` stored.
- `within.Within`: questions among the fields of a larger form (a registration), some only under a condition
  (`conditions.Condition`); shown by `tournee/questions/within.html`, their answers kept as `stored.value_of` has them.
- `editing`: what the form of whoever writes a question shares: settings, lists of words, what is refused, codes.
- `tally.Tally`: what was answered to one question, counted by SQL; a type makes its summary and its chart of it.
"""
