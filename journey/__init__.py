"""Journey: a council finds out how well it manages performance, agrees what that means, acts, and comes back to see.

Who may import whom (``tests/test_architecture.py`` reads the imports and holds this)::

    app.py ──▶ ui, join ──▶ service ──▶ content                    words: YAML → model
                 │             │
                 │             ├──────▶ scoring  agreement  change  numbers in, findings out;
                 │             │        readiness  privacy          no input, no output
                 │             │        explain  summary
                 │             │
                 │             ├──────▶ store                       all SQL
                 │             └──────▶ reports, exchange           documents out, answers in
                 └──────────▶ charts                                all pictures

    __main__ ──▶ cli ──▶ service          the command line
                  └────▶ launch ──▶ store  the two commands: run and test

    model      every noun: imported by all, imports none of them
    config     settings from the environment: read by app, cli, launch, ui, join and service

``streamlit`` only in app.py and ui, ``altair`` only in charts, ``sqlalchemy`` and ``alembic`` only in store, ``yaml``
only in content, ``pydantic`` only in model and content.
"""

__version__ = "1.0.0"
