"""The product's rules tried on invented councils whose true state is known: how often is what they say right?

``python3 -m journey simulate`` prints the tables. They are worked out with the product's own rules; where these would
take too long on many councils, ``verdicts`` has them for whole arrays, and a test holds it against them.

Arrays are described by their axes in brackets, [councils, people, statements].
"""
