"""Journey: a council finds out how well it manages performance, agrees what that means, acts, and comes back to see.

Managers, facilitators and improvement leads work in ``ui``. Colleagues who are asked to answer get ``join``: plain
pages for any phone. Both call the same services.

Layers first, and on each the same words for what people do: councils, answering, rounds, profile, pitfalls, compare,
workshop, plan, guidance. Who knows the word knows the folder, in ``service``, ``ui`` and ``tests`` alike.

Who may import whom (``tests/test_architecture.py`` reads the imports and holds this, room by room)::

    app.py ──▶ web ──▶ join                         the two listeners: who may reach which
       └─────▶ ui, join ──▶ service ──▶ store       all SQL, the tables, bringing a database up to date
                  │            ├──────▶ content     YAML in, nouns out
                  │            ├──────▶ reports     papers that are printed or sent
                  │            └──────▶ rules       pure: numbers in, findings out
                  ├──▶ charts                       findings in, pictures out
                  ├──▶ wording ───────▶ rules       findings in, sentences out: the product's English
                  └──▶ http                         what every response carries

    __main__ ──▶ cli ──▶ service, content           the command line
                  ├────▶ launch ──▶ store, web      its command run
                  ├────▶ simulation ──▶ rules, wording   its command simulate: the rules tried on invented councils
                  └────▶ checks                     its command test

    model      every noun; anything may import it
    config     settings from the environment; for what starts the product and what serves it
    log        the lines of the log, and descriptors, how many files and connections there may be; for the same
    qr         QR codes as pictures; for ui and join, neither of which needs the charts for it

``service``, ``ui`` and ``join`` have a folder for each capability; one capability imports another of its layer only by
an arrow that the test lists. ``ui`` and ``join`` ask services and never rules.
"""

__version__ = "1.0.0"
