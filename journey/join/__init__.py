"""The light pages: plain forms for any phone, without an account, a websocket or JavaScript.

``routes`` lists them for the app. Pages: ``coming`` (code, promise, begin), ``answering`` (sections, review, done),
``room``, ``screen``. Around them: ``entry`` says who may in, ``requests`` what a request may carry, ``pages`` how a
page leaves, ``limits`` how often somebody may ask, and ``worker`` calls the services.
"""
