"""Journey: a council finds out how well it manages performance, agrees what that means, acts, and comes back to see.

Managers, facilitators and improvement leads work in ``ui``. Colleagues who are asked to answer get ``join``: plain
pages for any phone. Both call the same services.

Who may import whom (``tests/test_architecture.py`` reads the imports and holds this)::

    app.py ──▶ ui, join ──▶ service ──▶ store                 all SQL
                  │            ├──────▶ content               words: YAML in, nouns out
                  │            ├──────▶ reports, exchange     documents out, answers in
                  │            └──────▶ scoring, privacy …    pure: numbers in, findings out
                  ├──▶ charts                                 findings in, pictures out
                  └──▶ web                                    what every response carries

    __main__ ──▶ cli ──▶ service, content                     the command line
                  └────▶ launch ──▶ store, join               its two commands run and test

    model      every noun; anything may import it
    config     settings from the environment; for what starts the product and what serves it
    frozen     a profile as text and back; for service

A module that is not named here is pure: it imports Python's own library, the model and other pure modules. Who imports
a pure module is free. ``streamlit`` is used only in app.py and ui (and started by launch), ``starlette`` only in
app.py, web and join, ``jinja2`` only in join and reports, ``uvicorn`` only in launch, ``altair`` only in charts,
``sqlalchemy`` and ``alembic`` only in store, ``yaml`` only in content, ``pydantic`` only in model, content and frozen.
"""

__version__ = "1.0.0"
