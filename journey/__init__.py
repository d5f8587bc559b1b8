"""Journey: a council finds out how well it manages performance, agrees what that means, acts, and comes back to see.

Who may import whom (``tests/test_architecture.py`` reads the imports and holds this)::

    app.py ──▶ ui ──────▶ service ──▶ content        words: YAML → model
     │         │             │
     │         │             ├──────▶ scoring …      numbers in, findings out: every module that the test does not
     ├──▶ join ┼─────────────┤                       name is pure, and imports the model and other pure modules alone
     │         │             ├──────▶ store          all SQL
     │         │             └──────▶ reports, exchange
     │         │                                     documents out, answers in
     │         └──▶ charts                           all pictures
     └──▶ web                                        what every response carries

    __main__ ──▶ cli ──▶ service, content            the command line
                  └────▶ launch ──▶ store            the two commands: run and test

    model      every noun: imported by all, imports none of them
    config     settings from the environment: for those that start something and those that serve it

``streamlit`` only in app.py and ui, ``altair`` only in charts, ``sqlalchemy`` and ``alembic`` only in store, ``yaml``
only in content, ``pydantic`` only in model and content.
"""

__version__ = "1.0.0"
