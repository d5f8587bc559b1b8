"""How fast the product is, beside something simple that was measured in the same minute: see ``__main__``.

measuring   medians, ratios, tables and the words 'met' and 'not met'
servers     servers on this machine, each ended by its process number
browsing    a browser's half of the conversation with Streamlit, without the browser
managers    councils, units and answers to measure with, and what became of the answers
peers/      the simple apps that the product is compared with
answer, load, start, profile      one measurement each
"""
